//! Fonts and places -> what the glyphs say, and the lines that they stand in.

use super::build::{Sheet, codes, content, glyphs, texts};
use crate::model::{Code, Direction, Status};

/// A composite font that is not in the file.
fn composite(encoding: &str, ordering: &str) -> String {
    format!(
        "<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /{encoding} /DescendantFonts [<< /Type /Font \
         /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) \
         /Supplement 2 >> /DW 1000 /W [814 939 500 7716 [500]] >>] >>"
    )
}

#[test]
fn chinese_encodings_are_read_without_a_table_in_the_file() {
    let font = composite("GBK-EUC-H", "GB1");
    let objects = [font.as_str()];
    // 规章 12 in GBK.
    let sheet = Sheet {
        content: b"BT /G 10 Tf 50 700 Td <B9E6D5C2203132> Tj ET",
        objects: &objects,
        ..Sheet::default()
    };
    let document = sheet.read();
    assert_eq!((glyphs(&document).as_str(), document.status), ("规章12", Status::Ok));
    let glyph = &document.drawn[0].glyphs[1];
    assert_eq!((glyph.rect.x0, glyph.rect.x1, glyph.baseline), (60.0, 70.0, 100.0));
    assert_eq!(document.drawn[0].glyphs[2].rect.x1, 80.0, "a digit is half as wide");
    assert_eq!(texts(&document), ["规章 12"]);
    assert!(document.problems.is_empty());
}

#[test]
fn what_nothing_tells_is_marked_unreadable() {
    let font = composite("Identity-H", "Identity");
    let objects = [font.as_str()];
    let sheet = Sheet {
        content: b"BT /G 10 Tf 50 700 Td <00410042> Tj /F 10 Tf (ok) Tj ET",
        objects: &objects,
        ..Sheet::default()
    };
    let document = sheet.read();
    assert_eq!(glyphs(&document), "\u{FFFD}\u{FFFD}ok");
    assert_eq!((document.status, codes(&document)), (Status::Ok, vec![Code::TextUnreadable]));
    assert!(
        document.problems[0].message.starts_with("2 characters on page 1"),
        "{}",
        document.problems[0].message
    );
}

#[test]
fn vertical_writing_runs_down() {
    let font = composite("UniGB-UCS2-V", "GB1");
    let objects = [font.as_str()];
    let sheet =
        Sheet { content: b"BT /G 10 Tf 50 700 Td <89C47AE0> Tj ET", objects: &objects, ..Sheet::default() };
    let document = sheet.read();
    let page = &document.drawn[0];
    let places: Vec<_> =
        page.glyphs.iter().map(|glyph| (&*glyph.text, glyph.direction, glyph.baseline)).collect();
    assert_eq!(places, [("规", Direction::Down, 50.0), ("章", Direction::Down, 50.0)]);
    assert!(page.glyphs[1].rect.y0 >= page.glyphs[0].rect.y1 - 0.1);
    assert_eq!(texts(&document), ["规章"]);
}

#[test]
fn radicals_become_characters_and_actual_text_is_heeded() {
    let table = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange \
                 3 beginbfchar <41> <2F2F> <42> <FF11> <43> <0000> endbfchar endcmap";
    let font =
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 11 0 R >>";
    let stream = format!("<< /Length {} >>\nstream\n{table}\nendstream", table.len());
    let objects = [font, stream.as_str()];
    let sheet =
        Sheet { content: b"BT /G 10 Tf 50 700 Td (ABC) Tj ET", objects: &objects, ..Sheet::default() };
    assert_eq!(glyphs(&sheet.read()), "工１C");
    let marked = content("BT /F 10 Tf 50 700 Td /Span << /ActualText (ffi) >> BDC (x) Tj EMC (y) Tj ET");
    assert_eq!(glyphs(&marked), "ffiy");
    assert_eq!(marked.drawn[0].glyphs.len(), 2);
}

#[test]
fn lines_keep_columns_and_blank_lines() {
    let document = content(
        "BT /F 10 Tf 50 700 Td (item) Tj 200 0 Td (12) Tj -200 -15 Td (other item) Tj 200 0 Td (345) Tj \
         -200 -15 Td (last) Tj 200 0 Td (6) Tj -200 -60 Td (note of two) Tj ET",
    );
    let lines = texts(&document);
    assert_eq!(lines.len(), 5, "{lines:?}");
    assert_eq!((lines[3], lines[4]), ("", "note of two"));
    let column = lines[0].find("12").unwrap();
    assert_eq!((lines[1].find("345"), lines[2].find('6')), (Some(column), Some(column)));
    assert_eq!(
        document.lines.iter().map(|line| line.page_break).collect::<Vec<_>>(),
        [true, false, false, false, false]
    );
    assert_eq!(document.places.len(), 5);
    let place = document.places[1];
    assert_eq!((place.page, place.rect.x0), (1, 50.0));
    assert!((place.rect.y1 - 116.2).abs() < 0.1, "{place:?}");
    assert_eq!(document.places[3].rect.y0, document.places[3].rect.y1);
}

#[test]
fn a_rule_between_two_texts_holds_them_apart() {
    let joined = content("BT /F 10 Tf 50 700 Td (12) Tj 11.2 0 Td (34) Tj ET");
    assert_eq!(texts(&joined), ["1234"]);
    let apart = content("BT /F 10 Tf 50 700 Td (12) Tj 11.2 0 Td (34) Tj ET 0.5 w 61.2 650 m 61.2 750 l S");
    assert_eq!(texts(&apart), ["12  34"]);
}
