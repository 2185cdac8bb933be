//! Strokes + glyphs -> the lowest row of a page that has no columns: a table may begin with it and go on behind the break.
//!
//! A line of a block (`第二十条第（一）项`) runs over all columns. Where the page ends below it, nothing on the page shows that
//! it is of a table; a boxed notice looks the same.

use super::furniture::Furniture;
use super::sheet::{Cell, Sheet};
use super::stroke::{Stroke, Strokes};
use super::text;
use super::turn::{Mark, Turn};
use crate::model::{Direction, Page, Printed, Rect};

/// Ends of strokes as near as this agree.
const LINE: f32 = 4.0;
/// A row of one line is no higher than this, in font sizes.
const HIGHEST: f32 = 3.5;

/// The row between the two lowest strokes of a page, if one line of text stands in it. True beside it: rules are drawn at
/// its sides.
pub(super) fn find(page: &Page, strokes: &Strokes, furniture: &Furniture) -> Option<(Sheet, bool)> {
    let (lower, above) = strokes.across.split_last()?;
    let same = |one: &&Stroke| (one.from - lower.from).abs() <= LINE && (one.to - lower.to).abs() <= LINE;
    let upper = above.iter().rev().find(|one| lower.at - one.at > LINE).filter(same)?;
    let (x0, x1) = (upper.from.min(lower.from), upper.to.max(lower.to));
    let rect = Rect { x0, y0: upper.at, x1, y1: lower.at };
    let through = |one: &&Stroke| one.from < rect.y1 - LINE && one.to > rect.y0 + LINE;
    let uprights: Vec<f32> = strokes.down.iter().filter(through).map(|one| one.at).collect();
    if uprights.iter().any(|at| (x0 + LINE..=x1 - LINE).contains(at)) {
        return None;
    }
    let turn = Turn::upright(page);
    let marks: Vec<Mark<'_>> =
        page.glyphs.iter().enumerate().map(|(index, glyph)| turn.mark(index, glyph)).collect();
    let inside: Vec<&Mark<'_>> =
        marks.iter().filter(|mark| mark.runs == Direction::Right && holds(&rect, mark.x, mark.y)).collect();
    let size = inside.iter().map(|mark| mark.size()).fold(0.0, f32::max);
    let lines = text::lines(&inside);
    let [line] = lines.as_slice() else { return None };
    let body = |own: &Rect| holds(&rect, (own.x0 + own.x1) / 2.0, (own.y0 + own.y1) / 2.0);
    let plain = !line.text.ends_with(['。', '；', '：', '，', '.', ';', ':', ',']);
    if rect.y1 - rect.y0 > HIGHEST * size || !plain || !furniture.body(page.number).iter().any(body) {
        return None;
    }
    Some((sheet(page, turn, rect, line.text.clone()), uprights.len() >= 2))
}

fn holds(rect: &Rect, x: f32, y: f32) -> bool {
    rect.x0 <= x && x <= rect.x1 && rect.y0 <= y && y <= rect.y1
}

fn sheet(page: &Page, turn: Turn, rect: Rect, text: String) -> Sheet {
    let cell = Cell {
        row: 0,
        column: 0,
        row_span: 1,
        column_span: 1,
        text,
        indent: 0,
        printed: Printed::Here,
        joined: false,
        full: false,
        page: page.number,
        rect,
    };
    Sheet {
        pages: (page.number, page.number),
        turn,
        first: rect,
        last: rect,
        areas: vec![(page.number, rect)],
        xs: vec![rect.x0, rect.x1],
        rows: 1,
        cells: vec![cell],
        first_height: rect.y1 - rect.y0,
        closed: [vec![true], vec![true]],
        numbers: vec![false],
        left: None,
        confidence: 1.0,
        open: false,
    }
}
