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

/// The problem that a bomb ends in; none where it does no harm.
const PAGES: &str = "pages_missing";
const EMPTY: &str = "empty_file";
const DAMAGED: &str = "damaged_file";
const NONE: &str = "";

/// Each bomb by its name, with its problem.
fn bombs() -> Vec<(&'static str, &'static str, Vec<u8>)> {
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
    let twice = |filter: &str, data: &[u8]| one_page(stream(filter, data), HELVETICA, Vec::new());
    let in_hex: String = deflated(b" ", 34 << 20).iter().map(|byte| format!("{byte:02x}")).collect();
    let state = "/ExtGState << /G << /Font [5 0 R 12] >> >>";
    let wide_state = text_in("0 2000000000 500", unicode_map(""));
    let wide_state = String::from_utf8_lossy(&wide_state).replace("/Font << /F 5 0 R >>", state).into_bytes();
    vec![
        ("hex-flate", PAGES, twice("/Filter [/AHx /Fl]", in_hex.as_bytes())),
        ("runs", PAGES, twice("/Filter /RunLengthDecode", &[129, b' '].repeat(1 << 20))),
        ("flate-twice", PAGES, twice("/Filter [/FlateDecode /FlateDecode]", b"x")),
        ("wide-ranges-of-a-state", PAGES, wide_state),
        ("nested-forms", PAGES, one_page(drawing(), "/XObject << /X 5 0 R >>", nested)),
        ("form-draws-itself", EMPTY, one_page(drawing(), "/XObject << /X 5 0 R >>", vec![form(5, 3)])),
        ("flate", PAGES, one_page(inflated(b" ", 300 << 20), HELVETICA, Vec::new())),
        ("million-operators", PAGES, one_page(inflated(b"0 0 9 9 re f ", 16 << 20), HELVETICA, Vec::new())),
        (
            "million-glyphs",
            PAGES,
            one_page(
                inflated(b"BT /F 9 Tf 72 72 Td (aaaaaaaaaaaaaaaaaaaaaa) Tj ET ", 16 << 20),
                HELVETICA,
                Vec::new(),
            ),
        ),
        ("million-states", PAGES, one_page(inflated(b"q ", 16 << 20), HELVETICA, Vec::new())),
        ("million-curves", PAGES, one_page(inflated(b"9 9 8 8 7 7 c ", 16 << 20), HELVETICA, Vec::new())),
        ("open-arrays", PAGES, one_page(inflated(b"[", 16 << 20), HELVETICA, Vec::new())),
        (
            "open-dictionaries",
            DAMAGED,
            pdf(&[catalogue(), [b"<< /Kids ".as_slice(), &b"<</A".repeat(300_000)].concat()]),
        ),
        ("page-tree-loop", DAMAGED, tree("2 0 R 3 0 R 3 0 R")),
        ("deep-page-tree", EMPTY, deep_tree),
        ("giant-page", PAGES, sized("0 0 1000000000 1000000000")),
        ("page-without-size", EMPTY, sized("0 0 0 0")),
        ("reference-loop", DAMAGED, pdf(&[words("2 0 R"), words("3 0 R"), words("2 0 R")])),
        ("wide-ranges", PAGES, text_in("0 2000000000 500 0 4294967295 1", unicode_map(""))),
        (
            "unicode-ranges",
            NONE,
            text_in(
                "",
                unicode_map(
                    "2 beginbfrange <0000> <FFFFFFFF> <4E00> <00000000> <7FFFFFFF> <4E00> endbfrange",
                ),
            ),
        ),
        (
            "giant-image",
            EMPTY,
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
            EMPTY,
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
    for (name, _, bytes) in &bombs {
        folder.write(format!("in/{name}.pdf"), bytes);
    }
    let began = Instant::now();
    let limits = ["--max-seconds", "30", "--max-memory", "256", "--quiet"];
    let said = folder.run(["run", "in", "--out", "out"].into_iter().chain(limits)).ended(0);
    assert!(began.elapsed() < Duration::from_secs(bombs.len() as u64 * 30), "{:?}", began.elapsed());
    assert_eq!(said.err, "");
    let paths = folder.column("out/documents.csv", "path");
    let statuses = folder.column("out/documents.csv", "status");
    let status = |path: &str| statuses[paths.iter().position(|found| found == path).unwrap()].as_str();
    assert_eq!((status("洪泽区2021.txt"), status("zz.pdf")), ("ok", "no_tables"));
    let problems = folder.column("out/problems.csv", "path").into_iter();
    let problems: Vec<_> = problems.zip(folder.column("out/problems.csv", "code")).collect();
    for (name, code, _) in &bombs {
        let path = format!("{name}.pdf");
        assert_ne!(status(&path), "ok", "{name}");
        let unreadable = |(found, code): &&(String, String)| *found == path && !code.ends_with("_unknown");
        let found: Vec<_> = problems.iter().filter(unreadable).map(|(_, code)| code.as_str()).collect();
        assert_eq!(found.join(" "), *code, "{name}");
    }
}

#[test]
fn what_ends_the_second_reader_costs_its_opinion_alone() {
    let folder = Folder::with_reports();
    folder.write("in/a.pdf", &saying("12 and 34"));
    // Arrays in arrays: a reader that calls itself for each has no stack left.
    let deep = format!("<< /Type /Catalog /Pages 2 0 R /Deep {} >>", "[".repeat(400_000));
    let whole = String::from_utf8(saying("56 and 78").into_iter().filter(u8::is_ascii).collect()).unwrap();
    folder.write("in/b.pdf", whole.replace("<< /Type /Catalog /Pages 2 0 R >>", &deep).as_bytes());
    let words = ["run", "in", "--out", "out", "--second-reader", "--quiet"];
    assert_eq!(folder.run(words).ended(0).err, "");
    let codes = folder.column("out/problems.csv", "code");
    assert!(!codes.iter().any(|code| code == "worker_crashed" || code == "engines_disagree"), "{codes:?}");
    assert_eq!(folder.column("out/documents.csv", "status")[0], "no_tables");
    assert!(folder.read("out/run.json").contains("\"second_reader\": true"));
}

#[test]
fn a_document_that_takes_too_much_time_costs_itself_alone() {
    let folder = Folder::with_reports();
    folder.write("in/after.pdf", &saying("after"));
    // A form that draws itself again and again, with much that leaves no trace between; small enough that all the forms
    // that are open at one time take little memory.
    let idle = deflated(b"/X Do q Q q Q q Q q Q q Q q Q q Q ", 1 << 19);
    let form = stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Filter /FlateDecode", &idle);
    let drawing = stream("", b"/X Do");
    folder.write("in/before.pdf", &one_page(drawing, "/XObject << /X 5 0 R >>", vec![form]));
    let began = Instant::now();
    let words = ["run", "in", "--out", "out", "--max-seconds", "2", "--jobs", "1", "--quiet"];
    assert_eq!(folder.run(words).ended(0).err, "");
    assert!(began.elapsed() < Duration::from_secs(60), "{:?}", began.elapsed());
    let rows = folder.rows("out/problems.csv");
    let of = |code: &str| rows.iter().find(|row| row.iter().any(|field| field == code));
    let row = of("limit_time").unwrap();
    assert!(row.contains(&"before.pdf".to_owned()), "{row:?}");
    assert!(
        row.iter().any(|field| field.contains("2 seconds") && field.contains("--max-seconds")),
        "{row:?}"
    );
    let statuses = folder.column("out/documents.csv", "status");
    assert_eq!(statuses, ["no_tables", "unreadable", "no_tables", "ok"]);
}
