//! Damaged, locked and swelling files -> what can be read of them, or why nothing can.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use proptest::prelude::*;

use super::build::{Sheet, codes, content, glyphs};
use crate::model::{Code, Format, Status};
use crate::read::read;

const HELLO: &[u8] = b"BT /F 10 Tf 50 700 Td (hello) Tj ET 50 600 m 90 600 l S";

fn hello() -> Vec<u8> {
    Sheet { content: HELLO, ..Sheet::default() }.bytes()
}

#[test]
fn files_that_viewers_open_although_damaged_are_read() {
    let whole = hello();
    let table = whole.windows(5).position(|window| window == b"xref\n").unwrap();
    let files = [
        [b"junk before\n".as_slice(), &whole].concat(),
        whole[..table].to_vec(),
        whole[..whole.len() - 30].to_vec(),
    ];
    for file in files {
        let document = read(&file);
        assert_eq!((document.status, glyphs(&document).as_str()), (Status::Ok, "hello"));
        assert_eq!(document.pages, Some(1));
    }
    for file in [&whole[..40], b"%PDF-1.4"] {
        let document = read(file);
        assert_eq!((document.status, codes(&document)), (Status::Unreadable, vec![Code::DamagedFile]));
    }
}

#[test]
fn an_empty_password_opens_and_another_does_not() {
    let encrypt = |user: &str| {
        format!(
            "/ID [<{0}> <{0}>] /Encrypt << /Filter /Standard /V 4 /R 4 /Length 128 /P -4 /O <{1}> /U <{user}> \
             /CF << /StdCF << /CFM /None >> >> /StmF /Identity /StrF /Identity >>",
            "49".repeat(16),
            "4F".repeat(32)
        )
    };
    // Computed from the empty password, /O, /P and /ID by the standard's algorithm 5.
    let empty = format!("34a0a00a06a3f13d1b5049e42cfc54f9{}", "00".repeat(16));
    for (user, status, problems) in
        [(empty, Status::Ok, vec![]), ("55".repeat(32), Status::Unreadable, vec![Code::PasswordProtected])]
    {
        let trailer = encrypt(&user);
        let document = Sheet { content: HELLO, trailer: &trailer, ..Sheet::default() }.read();
        assert_eq!((document.status, codes(&document)), (status, problems));
    }
}

#[test]
fn fonts_that_list_widths_without_end_cost_their_page() {
    for widths in [
        "/W [0 2147483647 500]",
        "/W2 [0 4000000000 1 2 3]",
        "/W [0 60000 1 0 60000 1 0 60000 1 0 60000 1 0 60000 1]",
    ] {
        let font = format!(
            "<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /GBK-EUC-H /DescendantFonts [<< /Subtype \
             /CIDFontType2 /BaseFont /SimSun {widths} /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) >> >>] >>"
        );
        let objects = [font.as_str()];
        let document = Sheet { content: HELLO, objects: &objects, ..Sheet::default() }.read();
        assert_eq!((document.status, codes(&document)), (Status::Unreadable, vec![Code::PagesMissing]));
    }
    let codes_of = "<< /Type /Font /Subtype /Type1 /BaseFont /X /FirstChar 9000000000 /LastChar 9000000001 /Widths [1] >>";
    let document = Sheet { content: HELLO, objects: &[codes_of], ..Sheet::default() }.read();
    assert_eq!(codes(&document), [Code::PagesMissing]);
}

fn swelling() -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    for _ in 0..100 {
        encoder.write_all(&[b' '; 1 << 20]).unwrap();
    }
    encoder.finish().unwrap()
}

#[test]
fn a_stream_that_swells_is_not_unpacked() {
    let packed = swelling();
    let object = |entries: &str| {
        let head =
            format!("30 0 obj\n<< {entries} /Filter /FlateDecode /Length {} >>\nstream\n", packed.len());
        [head.as_bytes(), &packed, b"\nendstream\nendobj\n"].concat()
    };
    // One that nothing refers to does no harm.
    assert_eq!(glyphs(&read(&[hello(), object("")].concat())), "hello");
    // One that holds objects is decoded when the file is opened.
    let document = read(&[hello(), object("/Type /ObjStm /N 1 /First 0")].concat());
    assert_eq!((document.status, codes(&document)), (Status::Unreadable, vec![Code::FileTooLarge]));
    // One that is drawn costs its page.
    let drawn = String::from_utf8(hello()).unwrap().replace("/Contents 4 0 R", "/Contents 30 0 R");
    let table = drawn.find("xref").unwrap();
    let document = read(&[&drawn.as_bytes()[..table], &object("")].concat());
    assert_eq!((document.status, codes(&document)), (Status::Unreadable, vec![Code::PagesMissing]));
    assert!(document.problems[0].message.contains("unpack"), "{:?}", document.problems);
}

#[test]
fn a_page_that_draws_without_end_is_given_up() {
    let mut drawing = String::from("BT /F 10 Tf 50 700 Td (hello) Tj ET ");
    drawing += &"0 0 m 9 0 l S ".repeat(250_000);
    let document = content(&drawing);
    assert_eq!((document.status, codes(&document)), (Status::Ok, vec![Code::PagesMissing]));
    assert_eq!(glyphs(&document), "hello", "what was drawn until then stays");
    // Instructions that leave nothing behind.
    let document = content(&"9 9 8 8 7 7 c ".repeat(100_000));
    assert_eq!((document.status, codes(&document)), (Status::Unreadable, vec![Code::PagesMissing]));
    // A form that draws itself, and pages that are their own parents.
    let form = "<< /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 11 0 R >> >> /Length 11 >>\nstream\n/X Do /X Do\nendstream";
    let objects = ["null", form];
    Sheet { resources: "/XObject << /X 11 0 R >>", content: b"/X Do", objects: &objects, ..Sheet::default() }
        .read();
    let looped = String::from_utf8(hello()).unwrap().replace("/Kids [3 0 R]", "/Kids [2 0 R]");
    assert_eq!(read(looped.as_bytes()).status, Status::Unreadable);
}

#[test]
fn a_page_larger_than_any_paper_is_told() {
    let page = "/MediaBox [0 0 1000000000 500]";
    let document = Sheet { page, content: HELLO, ..Sheet::default() }.read();
    assert_eq!((document.status, codes(&document)), (Status::Unreadable, vec![Code::PagesMissing]));
    assert!(document.problems[0].message.contains("larger than any paper"), "{:?}", document.problems);
}

#[test]
fn odd_sizes_are_no_danger() {
    for page in [
        "/MediaBox [0 0 0 0]",
        "/MediaBox [0 0 1000000000000000000000000000000 1000000000000000000000000000000]",
        "/MediaBox [-1000000000 0 1000000000 5]",
        "/Rotate 45",
        "/MediaBox [9 9 1 1]",
    ] {
        let document = Sheet { page, content: b"BT /F 1000000000000000000000000000000 Tf (x) Tj /F 10 Tf 50 700 Td (y) Tj ET 0 0 1000000000000000000000000000000 1000000000000000000000000000000 re f 100000000000000000000000000000000000000 0 0 1000000000000000000000000000000 1000000000000000000000000000000 0 cm 0 0 m 1000000000 0 l S", ..Sheet::default() }.read();
        assert_eq!(document.pages, Some(1), "{page}");
    }
    let deep = ["[".repeat(50_000), "<<".repeat(50_000)];
    for nested in deep {
        Sheet { page: &format!("/Extra {nested}"), content: HELLO, ..Sheet::default() }.read();
        content(&nested);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_damage_is_read_or_told(at in 0_usize..900, byte in any::<u8>(), cut in 0_usize..900) {
        let mut file = hello();
        let length = file.len();
        file[at % length] = byte;
        file.truncate(length - cut / 4);
        let document = read(&file);
        prop_assert!(!document.problems.is_empty() || document.status == Status::Ok);
        // Without its first bytes it is a text.
        let placed = if document.format == Format::Pdf { document.lines.len() } else { 0 };
        prop_assert_eq!(document.places.len(), placed);
    }
}
