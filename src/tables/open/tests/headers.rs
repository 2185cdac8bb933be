//! Headers that are written upright, and texts of a header that rules and words tell apart -> their cells.

use super::*;
use crate::model::{Direction, Rect};

/// A text around x that runs up, or down, with its lower end at `bottom`.
fn upright(mut sheet: Sheet, x: f32, bottom: f32, text: &str, way: Direction) -> Sheet {
    let characters: Vec<char> = text.chars().collect();
    let count = characters.len();
    for (place, character) in characters.into_iter().enumerate().filter(|(_, character)| *character != ' ') {
        let above = if way == Direction::Up { place } else { count - 1 - place };
        let y1 = bottom - 5.0 * above as f32;
        sheet.drawing.glyph(character, x - 2.5, y1, SIZE);
        if let Some(glyph) = sheet.drawing.glyphs.last_mut() {
            (glyph.direction, glyph.baseline) = (way, x);
            glyph.rect = Rect { x0: x - 5.0, y0: y1 - 5.0, x1: x + 5.0, y1 };
        }
    }
    sheet
}

const UPRIGHT: &[(&str, &[&str])] = &[
    ("Tiny", &["5.6", "14.6", "6.0", "5.0"]),
    ("Base", &["4.2", "10.2", "4.9", "4.6"]),
    ("Small", &["3.1", "7.4", "4.0", "3.3"]),
    ("Large", &["2.7", "5.6", "4.0", "3.1"]),
];

#[test]
fn texts_that_run_up_or_down_over_columns_of_numbers_are_their_header() {
    let ends = [160.0, 186.0, 212.0, 238.0];
    for way in [Direction::Up, Direction::Down] {
        let sheet = Sheet::new().prose(60.0, 60.0, 5).left(60.0, 196.0, "Model").rule(202.0, 56.0, 250.0);
        let names = ["Dutch", "English", "Welsh hills", "Danish"];
        let sheet = names
            .iter()
            .zip(ends)
            .fold(sheet, |sheet, (name, end)| upright(sheet, end - 8.0, 198.0, name, way));
        let shown = shown(&only(sheet.rows(216.0, &ends, UPRIGHT)));
        assert_eq!(shown[..2], ["Model|Dutch|English|Welsh hills|Danish", "Tiny|5.6|14.6|6.0|5.0"]);
        assert_eq!(shown.len(), 5);
    }
}

#[test]
fn a_text_that_runs_up_beside_a_table_is_no_header_of_it() {
    let ends = [160.0, 186.0, 212.0, 238.0];
    let sheet = Sheet::new().left(60.0, 180.0, "Model");
    let sheet = ["2013", "2012", "2011", "2010"]
        .iter()
        .zip(ends)
        .fold(sheet, |sheet, (name, end)| sheet.right(end, 180.0, name));
    let sheet = upright(sheet, 30.0, 240.0, "Annual report", Direction::Up);
    assert_eq!(shown(&only(sheet.rows(196.0, &ends, UPRIGHT)))[0], "Model|2013|2012|2011|2010");
}

#[test]
fn a_rule_longer_than_the_texts_around_it_tells_the_columns_of_the_one_above() {
    let ends = [200.0, 260.0, 330.0, 400.0, 460.0];
    let sheet =
        Sheet::new().prose(60.0, 60.0, 5).rule(130.0, 56.0, 462.0).right(330.0, 142.0, "Modification");
    let sheet = sheet.right(460.0, 142.0, "Effects").rule(146.0, 150.0, 332.0).rule(146.0, 338.0, 462.0);
    let sheet =
        sheet.right(260.0, 158.0, "Interest").right(400.0, 158.0, "Loans").right(460.0, 158.0, "Average");
    let sheet = sheet.right(260.0, 170.0, "rate").right(400.0, 170.0, "written").right(460.0, 170.0, "rate");
    let sheet = ["Forgiven", "cut", "Total", "off", "cut"]
        .iter()
        .zip(ends)
        .fold(sheet, |sheet, (name, end)| sheet.right(end, 182.0, name));
    let rows: &[(&str, &[&str])] = &[
        ("Commercial", &["24", "36", "60", "6", "10.69"]),
        ("Mortgages", &["1", "369", "370", "16", "1.61"]),
        ("Cards", &["2", "311", "313", "23", "20.33"]),
    ];
    let sheet = sheet.rule(187.0, 56.0, 462.0).rows(200.0, &ends, rows).rule(236.0, 56.0, 462.0);
    assert_eq!(
        shown(&only(sheet))[..3],
        [
            "|Modification|<|<|Effects|<",
            "|Forgiven|Interest/rate/cut|Total|Loans/written/off|Average/rate/cut",
            "Commercial|24|36|60|6|10.69",
        ]
    );
}
