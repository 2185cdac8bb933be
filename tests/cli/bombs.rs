//! PDFs made by hand to swell, loop or nest: each costs itself alone, says so, and stays within the limits.

use std::time::{Duration, Instant};

use crate::Folder;
use crate::pdf::{HELVETICA, deflated, one_page, pdf, saying, stream};

fn catalogue() -> Vec<u8> {
    b"<< /Type /Catalog /Pages 2 0 R >>".to_vec()
}

fn words(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

/// A form XObject that draws the form of the name `/X` in its resources so many times.
fn form(next: usize, times: usize) -> Vec<u8> {
    let entries = format!(
        "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X {next} 0 R >> >>"
    );
    stream(&entries, "/X Do ".repeat(times).as_bytes())
}

/// Text in a font with these widths and this map to Unicode.
fn text_in(widths: &str, map: Vec<u8>) -> Vec<u8> {
    let font = "/Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [6 0 R]";
    let below = format!(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /DW 1000 /W [{widths}] \
         /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> \
         /FontDescriptor << /Type /FontDescriptor /FontName /A /Flags 4 >> >>"
    );
    one_page(
        stream("", b"BT /F 12 Tf 72 720 Td <00210022> Tj ET"),
        "/Font << /F 5 0 R >>",
        vec![words(&format!("<< {font} /ToUnicode 7 0 R >>")), words(&below), map],
    )
}

fn unicode_map(ranges: &str) -> Vec<u8> {
    stream(
        "",
        format!("begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange {ranges} endcmap")
            .as_bytes(),
    )
}

/// Each bomb by its name.
fn bombs() -> Vec<(&'static str, Vec<u8>)> {
    let drawing = || stream("", b"/X Do");
    let inflated = |period: &[u8], length| stream("/Filter /FlateDecode", &deflated(period, length));
    let mut nested = (6..26).map(|next| form(next, 10)).collect::<Vec<_>>();
    nested.push(stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", b"0 0 9 9 re f"));
    let deep_tree = {
        let mut objects = vec![catalogue()];
        objects
            .extend((3..20_000).map(|kid| words(&format!("<< /Type /Pages /Kids [{kid} 0 R] /Count 1 >>"))));
        objects.push(words("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"));
        pdf(&objects)
    };
    let tree = |kids: &str| {
        let pages = format!("<< /Type /Pages /Kids [{kids}] /Count 9 >>");
        pdf(&[
            catalogue(),
            words(&pages),
            words("<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 9 >>"),
        ])
    };
    let sized = |size: &str| {
        pdf(&[
            catalogue(),
            words("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
            words(&format!("<< /Type /Page /Parent 2 0 R /MediaBox [{size}] /Contents 4 0 R >>")),
            stream("", b"0 0 100 100 re S"),
        ])
    };
    vec![
        ("nested-forms", one_page(drawing(), "/XObject << /X 5 0 R >>", nested)),
        ("form-draws-itself", one_page(drawing(), "/XObject << /X 5 0 R >>", vec![form(5, 3)])),
        ("flate", one_page(inflated(b" ", 300 << 20), HELVETICA, Vec::new())),
        ("million-operators", one_page(inflated(b"0 0 9 9 re f ", 16 << 20), HELVETICA, Vec::new())),
        (
            "million-glyphs",
            one_page(
                inflated(b"BT /F 9 Tf 72 72 Td (aaaaaaaaaaaaaaaaaaaaaa) Tj ET ", 16 << 20),
                HELVETICA,
                Vec::new(),
            ),
        ),
        ("million-states", one_page(inflated(b"q ", 16 << 20), HELVETICA, Vec::new())),
        ("million-curves", one_page(inflated(b"9 9 8 8 7 7 c ", 16 << 20), HELVETICA, Vec::new())),
        ("open-arrays", one_page(inflated(b"[", 16 << 20), HELVETICA, Vec::new())),
        (
            "open-dictionaries",
            pdf(&[catalogue(), [b"<< /Kids ".as_slice(), &b"<</A".repeat(300_000)].concat()]),
        ),
        ("page-tree-loop", tree("2 0 R 3 0 R 3 0 R")),
        ("deep-page-tree", deep_tree),
        ("giant-page", sized("0 0 1e30 1e30")),
        ("page-without-size", sized("0 0 0 0")),
        ("reference-loop", pdf(&[words("2 0 R"), words("3 0 R"), words("2 0 R")])),
        ("wide-ranges", text_in("0 2000000000 500 0 4294967295 1", unicode_map(""))),
        (
            "unicode-ranges",
            text_in(
                "",
                unicode_map(
                    "2 beginbfrange <0000> <FFFFFFFF> <4E00> <00000000> <7FFFFFFF> <4E00> endbfrange",
                ),
            ),
        ),
        (
            "giant-image",
            one_page(
                drawing(),
                "/XObject << /X 5 0 R >>",
                vec![stream(
                    "/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /ColorSpace /DeviceRGB /BitsPerComponent 8",
                    b"\0",
                )],
            ),
        ),
        (
            "fine-pattern",
            one_page(
                stream("", b"/Pattern cs /P scn 0 0 595 842 re f"),
                "/Pattern << /P 5 0 R >>",
                vec![stream(
                    "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 0.00001 /YStep 0.00001 /Resources << >>",
                    b"0 0 1 1 re f",
                )],
            ),
        ),
    ]
}

#[test]
fn each_bomb_costs_itself_alone() {
    let folder = Folder::with_reports();
    folder.write("in/zz.pdf", &saying("after all of them"));
    let bombs = bombs();
    for (name, bytes) in &bombs {
        folder.write(format!("in/{name}.pdf"), bytes);
    }
    let began = Instant::now();
    let limits = ["--max-seconds", "10", "--max-memory", "256", "--quiet"];
    let said = folder.run(["run", "in", "--out", "out"].into_iter().chain(limits)).ended(0);
    assert!(began.elapsed() < Duration::from_secs(bombs.len() as u64 * 15), "{:?}", began.elapsed());
    assert_eq!(said.err, "");
    let paths = folder.column("out/documents.csv", "path");
    let statuses = folder.column("out/documents.csv", "status");
    let status = |path: &str| statuses[paths.iter().position(|found| found == path).unwrap()].as_str();
    assert_eq!((status("洪泽区2021.txt"), status("zz.pdf")), ("ok", "no_tables"));
    for (name, _) in &bombs {
        assert_ne!(status(&format!("{name}.pdf")), "ok", "{name}");
    }
    let problems = folder.column("out/problems.csv", "code");
    assert!(!problems.iter().any(|code| code == "worker_crashed"), "{problems:?}");
}
