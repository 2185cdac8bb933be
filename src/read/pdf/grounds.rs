//! Areas painted upon another -> the lines that are left of it: tables whose rules are the dark ground between bright
//! cells.

use super::backdrop::{Backdrop, Layer};
use super::rules::Bar;
use super::shapes::WIDEST_LINE;
use crate::model::Rect;

/// The narrowest gap that is a line.
const NARROWEST: f32 = 0.1;

/// Pairs of areas that are compared.
const MOST_COMPARED: usize = 2_000_000;

/// An area, and what it was painted upon.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cover {
    pub(super) rect: Rect,
    pub(super) ground: Layer,
}

/// The lines that the ground shows between the areas upon it, and between them and its edge.
pub(super) fn gaps(mut covers: Vec<Cover>, backdrop: &Backdrop) -> Vec<Bar> {
    let mut bars = Vec::new();
    let mut compared = 0;
    for horizontal in [true, false] {
        covers.sort_by(|a, b| {
            let by_edge = span(&a.rect, horizontal).0.total_cmp(&span(&b.rect, horizontal).0);
            a.ground.order.cmp(&b.ground.order).then(by_edge)
        });
        for of_one in covers.chunk_by(|a, b| a.ground.order == b.ground.order).filter(|group| group.len() > 1)
        {
            for cover in of_one {
                bars.extend(edges(cover, horizontal));
                let (_, end) = span(&cover.rect, horizontal);
                let next = of_one.partition_point(|other| span(&other.rect, horizontal).0 <= end + NARROWEST);
                for other in of_one.get(next..).unwrap_or_default() {
                    compared += 1;
                    if span(&other.rect, horizontal).0 > end + WIDEST_LINE || compared > MOST_COMPARED {
                        break;
                    }
                    bars.extend(between(cover, other, horizontal));
                }
            }
        }
    }
    bars.retain(|bar| is_left(bar, backdrop));
    bars
}

/// From where to where an area reaches across lines of this kind.
fn span(rect: &Rect, horizontal: bool) -> (f32, f32) {
    if horizontal { (rect.y0, rect.y1) } else { (rect.x0, rect.x1) }
}

/// The line between two neighbours.
fn between(one: &Cover, other: &Cover, horizontal: bool) -> Option<Bar> {
    let (start, end) = (span(&one.rect, horizontal).1, span(&other.rect, horizontal).0);
    let (a, b) = (span(&one.rect, !horizontal), span(&other.rect, !horizontal));
    line(horizontal, (start, end), (a.0.max(b.0), a.1.min(b.1)), one.ground.order)
}

/// The lines between an area and the edge of what it lies on.
fn edges(cover: &Cover, horizontal: bool) -> Vec<Bar> {
    let (inner, outer) = (span(&cover.rect, horizontal), span(&cover.ground.rect, horizontal));
    let along = span(&cover.rect, !horizontal);
    let sides = [(outer.0, inner.0), (inner.1, outer.1)];
    sides.into_iter().filter_map(|side| line(horizontal, side, along, cover.ground.order)).collect()
}

/// A line as wide as the gap, reaching into the crossings at its ends.
fn line(horizontal: bool, gap: (f32, f32), along: (f32, f32), order: u32) -> Option<Bar> {
    let thickness = gap.1 - gap.0;
    let is_line = (NARROWEST..=WIDEST_LINE).contains(&thickness) && along.1 - along.0 > thickness;
    let at = (gap.0 + gap.1) / 2.0;
    let along = (along.0 - thickness, along.1 + thickness);
    is_line.then(|| Bar::line(horizontal, at, along, thickness, order))
}

/// True where the ground is still to be seen.
fn is_left(bar: &Bar, backdrop: &Backdrop) -> bool {
    let middle = (bar.from + bar.to) / 2.0;
    let (x, y) = if bar.horizontal { (middle, bar.at) } else { (bar.at, middle) };
    backdrop.at(x, y).order == bar.order
}
