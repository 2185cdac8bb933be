//! What is drawn -> rules, shades and glyphs as a reader sees them.

use super::build::{Sheet, codes, content, glyphs, rules};
use crate::model::{Code, Direction, Status};

#[test]
fn strokes_thin_fills_and_edges_are_rules() {
    let document =
        content("0.5 w 50 700 m 250 700 l S 50 600 200 0.5 re f 50 400 100 100 re S 300 300 m 310 200 l S");
    let expected = [
        (false, 50, 300, 400),
        (false, 150, 300, 400),
        (true, 100, 50, 250),
        (true, 200, 50, 250),
        (true, 300, 50, 150),
        (true, 400, 50, 150),
    ];
    assert_eq!(rules(&document), expected);
    assert!(document.drawn[0].rules.iter().all(|rule| (rule.thickness - 0.5).abs() < 0.01 && !rule.dashed));
}

#[test]
fn what_is_white_or_covered_or_clipped_is_no_rule() {
    let white = "1 G 0 g 50 700 m 250 700 l S 1 g 50 600 200 0.5 re f 60 500 200 20 re f";
    let document = content(white);
    assert_eq!((rules(&document), document.drawn[0].shades.len()), (vec![], 0));
    // A white box hides the left half of a line; a clip leaves 40 points of another.
    let covered =
        "0 G 50 700 m 250 700 l S 1 g 40 690 110 20 re f q 100 0 40 800 re W n 50 600 m 250 600 l S Q";
    assert_eq!(rules(&content(covered)), [(true, 100, 150, 250), (true, 200, 100, 140)]);
}

#[test]
fn coloured_areas_are_shades_and_white_lines_show_upon_them() {
    let document = content(
        "0.2 0.4 0.8 rg 50 600 200 20 re f 1 G 150 550 m 150 650 l S 1 g BT /F 10 Tf 60 605 Td (ab) Tj ET",
    );
    assert_eq!(rules(&document), [(false, 150, 180, 200)]);
    assert!(document.drawn[0].rules[0].bright);
    assert!(!content("0.9 g 50 600 200 20 re f 0 G 150 550 m 150 650 l S").drawn[0].rules[0].bright);
    let shade = document.drawn[0].shades[0];
    assert_eq!((shade.colour, shade.rect.y0, shade.rect.y1), ([51, 102, 204], 180.0, 200.0));
    assert_eq!(glyphs(&document), "ab");
    assert_eq!(glyphs(&content("1 g BT /F 10 Tf 60 605 Td (white) Tj ET")), "");
}

#[test]
fn the_ground_between_cells_is_their_rules() {
    let document = content("0 g 100 600 202 102 re f 1 g 101 601 100 100 re f 202 601 99 100 re f");
    let upright = [(false, 101, 98, 200), (false, 202, 98, 200), (false, 302, 98, 200)];
    assert_eq!(rules(&document), [&upright[..], &[(true, 99, 100, 302), (true, 200, 100, 302)]].concat());
}

#[test]
fn dots_and_dashes_in_a_row_are_one_dashed_rule() {
    let dots: String = (0..30).map(|step| format!("{} 700 0.8 0.8 re f ", 50 + 3 * step)).collect();
    let dashes: String =
        (0..30).map(|step| format!("{} 600 m {} 600 l S ", 50 + 6 * step, 53 + 6 * step)).collect();
    let document = content(&format!("{dots} {dashes} [2 2] 0 d 50 500 m 230 500 l S"));
    assert_eq!(rules(&document), [(true, 100, 50, 138), (true, 200, 50, 227), (true, 300, 50, 230)]);
    assert!(document.drawn[0].rules.iter().all(|rule| rule.dashed));
    let short = content("50 700 0.75 2.24 re f 50 703 0.75 2.24 re f 50 706 0.75 2.24 re f");
    assert_eq!(rules(&short).len(), 3, "a short line of three dashes, each three times as long as wide");
    assert_eq!(rules(&content("50 700 0.8 0.8 re f 90 700 m 90 700 l S")), [], "a dot alone is no rule");
}

#[test]
fn pieces_that_touch_are_one_rule() {
    let document = content(
        "50 700 50 0.5 re f 100 700 0.5 0.5 re f 100.5 700 60 0.5 re f 50 700 50 0.5 re f 50 698 90 0.5 re f",
    );
    assert_eq!(rules(&document), [(true, 100, 50, 161), (true, 102, 50, 140)]);
    let crossed =
        content("100 650 0.5 11.5 re f 100 662 0.5 11.5 re f 100 674 0.5 11.5 re f 90 661.5 50 0.5 re f");
    assert_eq!(rules(&crossed), [(false, 100, 115, 150), (true, 138, 90, 140)]);
}

#[test]
fn forms_stand_where_their_matrix_puts_them() {
    let stream = "/F 10 Tf BT 0 0 Td (x) Tj ET 0.5 w 0 -5 m 20 -5 l S";
    let form = format!(
        "<< /Subtype /Form /BBox [-10 -10 15 50] /Matrix [2 0 0 2 100 100] /Resources << /Font << /F 5 0 R >> >> /Length {} >>\nstream\n{stream}\nendstream",
        stream.len()
    );
    let objects = ["null", form.as_str()];
    let sheet = Sheet {
        resources: "/XObject << /X 11 0 R >>",
        content: b"1 0 0 1 50 500 cm /X Do",
        objects: &objects,
        ..Sheet::default()
    };
    let document = sheet.read();
    let glyph = &document.drawn[0].glyphs[0];
    assert_eq!((glyph.rect.x0, glyph.baseline, glyph.size), (150.0, 200.0, 20.0));
    assert_eq!(rules(&document), [(true, 210, 150, 180)], "the form's box clips it");
    assert!((document.drawn[0].rules[0].thickness - 1.0).abs() < 0.01);
}

#[test]
fn pages_are_read_as_displayed() {
    // Turned right, shifted, and written sideways: upright as displayed.
    let sheet = Sheet {
        page: "/MediaBox [100 100 300 500] /Rotate 90",
        content: b"BT /F 10 Tf 0 1 -1 0 200 150 Tm (up) Tj ET 1 w 150 200 m 150 400 l S",
        ..Sheet::default()
    };
    let document = sheet.read();
    let page = &document.drawn[0];
    assert_eq!((page.width, page.height), (400.0, 200.0));
    let glyph = &page.glyphs[0];
    assert_eq!((glyph.direction, glyph.rect.x0, glyph.baseline), (Direction::Right, 50.0, 100.0));
    assert_eq!(rules(&document), [(true, 50, 100, 300)]);
    let sideways = content(
        "BT /F 10 Tf 0 1 -1 0 200 150 Tm (up) Tj ET BT /F 10 Tf 0.7 0.7 -0.7 0.7 9 9 Tm (mark) Tj ET",
    );
    let glyph = &sideways.drawn[0].glyphs[0];
    assert_eq!((glyph.direction, glyph.rect.y1), (Direction::Up, 650.0));
    assert_eq!((glyphs(&sideways).as_str(), codes(&sideways)), ("up", vec![Code::SlantedText]));
}

#[test]
fn what_is_printed_twice_stands_once() {
    let stroked = content("BT /F 10 Tf 2 Tr 60 605 Td (11) Tj ET");
    assert_eq!(glyphs(&stroked), "11");
    assert!(stroked.drawn[0].glyphs.iter().all(|glyph| glyph.bold));
    let shifted = content(
        "BT /F 10 Tf 60 605 Td (11) Tj ET BT /F 10 Tf 60.3 605 Td (11) Tj ET BT /F 10 Tf 60 590 Td (1) Tj ET",
    );
    assert_eq!(glyphs(&shifted), "111");
    assert_eq!(shifted.drawn[0].glyphs.iter().filter(|glyph| glyph.bold).count(), 2);
}

#[test]
fn hidden_text_is_no_text() {
    let document = content(
        "BT /F 10 Tf 3 Tr 60 605 Td (hidden) Tj 0 Tr 0 -20 Td (shown) Tj ET 1 g 50 540 99 25 re f BT 60 550 Td /F 9 Tf 0 g (on) Tj ET",
    );
    assert_eq!(glyphs(&document), "shownon");
    // A scan with the text that a program recognised in it: below the picture, or not drawn at all.
    let image = "<< /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>\nstream\n\x7F\nendstream";
    let text =
        b"BT /F 10 Tf 60 605 Td (some text that nobody sees) Tj ET 600 0 0 800 0 0 cm /I Do".as_slice();
    let bare = b"600 0 0 800 0 0 cm /I Do".as_slice();
    for content in [bare, text] {
        let objects = ["null", image];
        let sheet =
            Sheet { resources: "/XObject << /I 11 0 R >>", content, objects: &objects, ..Sheet::default() };
        let document = sheet.read();
        assert_eq!((document.status, codes(&document)), (Status::Unreadable, vec![Code::NeedsOcr]));
        assert_eq!(document.problems[0].page, Some(1));
        assert_eq!(document.problems[0].message.contains("hidden text"), content == text);
        assert_eq!(document.drawn[0].images.len(), 1);
    }
}
