//! Bytes -> a page of glyphs and rules, or a text -> tables: no panic, cells in their grid, none over another.
#![no_main]

use std::collections::BTreeSet;

use baobiao::model::{Direction, Document, Format, Glyph, Grid, Page, Rect, Rule, Status};
use baobiao::tables::{self, Forms};
use baobiao::{read, tidy};
use libfuzzer_sys::fuzz_target;

/// Side of the page in points; a byte is a place on it.
const SIDE: f32 = 255.0;

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, rest)) = bytes.split_first() else { return };
    let document = if kind % 2 == 0 { drawn(rest) } else { read::read(&printed(rest)) };
    for (index, grid) in tables::find(&document, &Forms::new(&[])).grids.iter().enumerate() {
        is_sound(grid);
        tidy::tidy(grid, index);
    }
});

/// Text of what tables are made of.
fn printed(bytes: &[u8]) -> Vec<u8> {
    const PIECES: [&str; 16] =
        ["\n", "\t", "  ", "|", "-", "─", "│", "┼", "┌", "┐", "12", "3.5", "规章", "合计", "一、", "（一）"];
    bytes.iter().map(|byte| PIECES[usize::from(byte % 16)]).collect::<String>().into_bytes()
}

/// Five bytes are a rule or a glyph.
fn drawn(bytes: &[u8]) -> Document {
    let mut page = Page { number: 1, width: SIDE, height: SIDE, ..Page::default() };
    for piece in bytes.chunks_exact(5).take(2_000) {
        let [kind, a, b, c, d] = *piece else { continue };
        let [at, from, to] = [a, b, c].map(f32::from);
        match kind % 4 {
            0 | 1 => page.rules.push(Rule {
                horizontal: kind % 4 == 0,
                at,
                from: from.min(to),
                to: from.max(to),
                thickness: f32::from(d % 8) / 4.0,
                dashed: d > 200,
                bright: d % 16 == 15,
            }),
            _ => page.glyphs.push(glyph(a, b, c, d)),
        }
    }
    Document {
        format: Format::Pdf,
        encoding: None,
        pages: Some(1),
        lines: Vec::new(),
        drawn: vec![page],
        places: Vec::new(),
        problems: Vec::new(),
        status: Status::Ok,
    }
}

fn glyph(x: u8, y: u8, what: u8, size: u8) -> Glyph {
    const SAID: [&str; 8] = ["1", "2", ".", "规", "章", "计", "（", "-"];
    let (x, y, size) = (f32::from(x), f32::from(y), 4.0 + f32::from(size % 16));
    let direction =
        [Direction::Right, Direction::Down, Direction::Left, Direction::Up][usize::from(what / 64)];
    Glyph {
        text: SAID[usize::from(what % 8)].into(),
        rect: Rect { x0: x, y0: y - size, x1: x + size / 2.0, y1: y + size / 4.0 },
        baseline: y,
        size,
        direction,
        bold: what % 2 == 0,
    }
}

fn is_sound(grid: &Grid) {
    let mut taken = BTreeSet::new();
    for cell in &grid.cells {
        assert!(cell.row + cell.row_span <= grid.rows && cell.column + cell.column_span <= grid.columns);
        for row in cell.row..cell.row + cell.row_span {
            for column in cell.column..cell.column + cell.column_span {
                assert!(taken.insert((row, column)), "two cells at {row}, {column}");
            }
        }
    }
}
