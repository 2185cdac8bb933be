//! Glyphs as drawn -> glyphs as seen: what was printed twice to look bold stands once.

use std::collections::BTreeMap;

use super::backdrop::Backdrop;
use super::glyphs::{Drawn, middle};
use crate::model::{Glyph, Rect};

/// A second print is shifted by no more than this part of the size, and of the glyph's own width.
const SHIFT: f32 = 0.16;
const SHIFT_OF_WIDTH: f32 = 0.42;

/// The glyphs that nothing was painted over, each once.
pub(super) fn seen(drawn: Vec<Drawn>, backdrop: &Backdrop) -> (Vec<Glyph>, usize) {
    let mut glyphs: Vec<Glyph> = Vec::with_capacity(drawn.len());
    let mut places: BTreeMap<(i32, i32), Vec<u32>> = BTreeMap::new();
    let mut hidden = 0;
    for Drawn { glyph, order } in drawn {
        if backdrop.is_covered(&core(&glyph.rect), order) {
            hidden += 1;
            continue;
        }
        let (column, row) = square(&glyph);
        let mut before = None;
        for (column, row) in (column - 1..=column + 1).flat_map(|x| (row - 1..=row + 1).map(move |y| (x, y)))
        {
            let near = places.get(&(column, row)).into_iter().flatten();
            before = before.or(near
                .rev()
                .take(8)
                .copied()
                .find(|index| is_same(&glyphs[*index as usize], &glyph)));
        }
        match before {
            Some(index) => glyphs[index as usize].bold = true,
            None => {
                let index = u32::try_from(glyphs.len()).unwrap_or(u32::MAX);
                places.entry((column, row)).or_default().push(index);
                glyphs.push(glyph);
            }
        }
    }
    (glyphs, hidden)
}

/// The inner part of a glyph's box.
fn core(rect: &Rect) -> Rect {
    let (width, height) = (rect.x1 - rect.x0, rect.y1 - rect.y0);
    Rect {
        x0: rect.x0 + 0.25 * width,
        y0: rect.y0 + 0.3 * height,
        x1: rect.x1 - 0.25 * width,
        y1: rect.y1 - 0.3 * height,
    }
}

/// The square of four points that the middle of a glyph is in.
fn square(glyph: &Glyph) -> (i32, i32) {
    let (x, y) = middle(&glyph.rect);
    ((x / 4.0) as i32, (y / 4.0) as i32)
}

/// True if both are one character printed twice.
fn is_same(one: &Glyph, other: &Glyph) -> bool {
    if one.text != other.text
        || one.direction != other.direction
        || (one.size - other.size).abs() > 0.1 * one.size
    {
        return false;
    }
    let ((x, y), (other_x, other_y)) = (middle(&one.rect), middle(&other.rect));
    let width = (one.rect.x1 - one.rect.x0).min(one.rect.y1 - one.rect.y0);
    let most = (SHIFT * one.size).min(SHIFT_OF_WIDTH * width).max(0.02);
    (x - other_x).abs() <= most && (y - other_y).abs() <= most
}
