//! Bars and dots -> rules: what is still to be seen, with pieces that touch put together and dots joined to dotted lines.

use super::backdrop::Backdrop;
use super::canvas::meet;
use crate::model::{Rect, Rule};

/// Lines whose middles are nearer than this are one line.
const SAME_LINE: f32 = 0.3;

/// Pieces with a gap not wider than this touch.
const TOUCHING: f32 = 0.35;

/// A piece of a line that a crossing line cuts is at least so long.
const SHORTEST_PIECE: f32 = 6.0;

/// The longest dash, and the widest gap between two dashes.
const LONGEST_DASH: f32 = 12.0;
const WIDEST_GAP: f32 = 8.0;

/// Dots without a gap between them are a line from this length on.
const SHORTEST_OF_DOTS: f32 = 10.0;

/// The smallest gap between two dashes, for their length.
const SMALLEST_GAP: f32 = 0.2;

/// A dotted line has at least so many dots.
const FEWEST_DASHES: usize = 5;

/// Stretches of lines that are looked at, whether something was painted over them; a page of a report has thousands.
const MOST_WORK: usize = 2_000_000;

/// A straight piece of a line, as painted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bar {
    pub(super) horizontal: bool,
    pub(super) at: f32,
    pub(super) from: f32,
    pub(super) to: f32,
    pub(super) thickness: f32,
    pub(super) dashed: bool,
    /// Brighter than its ground.
    pub(super) bright: bool,
    /// As wide as long: no line by itself.
    pub(super) dot: bool,
    /// When it was painted.
    pub(super) order: u32,
}

impl Bar {
    /// A dot as a piece of a line of this kind.
    pub(super) fn of_dot(rect: &Rect, horizontal: bool, order: u32) -> Self {
        let (x, y) = ((rect.x0 + rect.x1) / 2.0, (rect.y0 + rect.y1) / 2.0);
        let (width, height) = (rect.x1 - rect.x0, rect.y1 - rect.y0);
        if horizontal {
            let (at, from, to, thickness) = (y, rect.x0, rect.x1, height);
            return Self { dot: true, ..Self::line(horizontal, at, (from, to), thickness, order) };
        }
        let (at, from, to, thickness) = (x, rect.y0, rect.y1, width);
        Self { dot: true, ..Self::line(horizontal, at, (from, to), thickness, order) }
    }

    /// A plain line.
    pub(super) fn line(
        horizontal: bool,
        at: f32,
        (from, to): (f32, f32),
        thickness: f32,
        order: u32,
    ) -> Self {
        Self { horizontal, at, from, to, thickness, dashed: false, bright: false, dot: false, order }
    }

    /// The area that it covers.
    pub(super) fn rect(&self) -> Rect {
        let half = self.thickness / 2.0;
        if self.horizontal {
            Rect { x0: self.from, y0: self.at - half, x1: self.to, y1: self.at + half }
        } else {
            Rect { x0: self.at - half, y0: self.from, x1: self.at + half, y1: self.to }
        }
    }

    /// What of it is inside a clip.
    pub(super) fn within(&self, clip: &Rect) -> Option<Self> {
        let seen = meet(&self.rect(), clip)?;
        let (from, to) = if self.horizontal { (seen.x0, seen.x1) } else { (seen.y0, seen.y1) };
        (to - from > 0.01).then_some(Self { from, to, ..*self })
    }
}

/// The rules of a page.
pub(super) fn rules(bars: Vec<Bar>, backdrop: &Backdrop) -> Vec<Rule> {
    let mut pieces: Vec<Bar> = Vec::with_capacity(bars.len());
    let mut work = 0;
    for bar in bars {
        if work > MOST_WORK {
            pieces.push(bar);
        } else {
            work += uncovered(&bar, backdrop, &mut pieces);
        }
    }
    pieces.sort_by(|a, b| {
        let by_line = a.horizontal.cmp(&b.horizontal).then(a.at.total_cmp(&b.at));
        by_line.then(a.from.total_cmp(&b.from)).then(a.to.total_cmp(&b.to))
    });
    let mut rules = Vec::new();
    let mut start = 0;
    for end in 1..=pieces.len() {
        let apart = pieces.get(end).is_none_or(|piece| {
            piece.horizontal != pieces[start].horizontal || piece.at - pieces[start].at > SAME_LINE
        });
        if apart {
            of_one_line(&mut pieces[start..end], &mut rules);
            start = end;
        }
    }
    rules
}

/// The stretches of a piece that nothing was painted over; gives how much was looked at.
fn uncovered(bar: &Bar, backdrop: &Backdrop, pieces: &mut Vec<Bar>) -> usize {
    let stops = backdrop.stops(bar.horizontal, bar.at, bar.from, bar.to);
    let mut seen: Option<Bar> = None;
    for pair in stops.windows(2) {
        let piece = Bar { from: pair[0], to: pair[1], ..*bar };
        let inner = Bar {
            from: pair[0] + (pair[1] - pair[0]) / 3.0,
            to: pair[1] - (pair[1] - pair[0]) / 3.0,
            ..piece
        };
        if backdrop.is_covered(&inner.rect(), bar.order) {
            pieces.extend(seen.take());
        } else {
            seen = Some(Bar { from: seen.map_or(piece.from, |before| before.from), ..piece });
        }
    }
    pieces.extend(seen);
    stops.len()
}

/// Joins the pieces of one line: first what touches, then what is dotted.
fn of_one_line(pieces: &mut [Bar], rules: &mut Vec<Rule>) {
    pieces.sort_by(|a, b| a.from.total_cmp(&b.from).then(a.to.total_cmp(&b.to)));
    let mut joined: Vec<Bar> = Vec::new();
    for piece in pieces.iter() {
        match joined.last_mut() {
            Some(last) if piece.from - last.to <= touching(last, piece) => *last = together(last, piece),
            _ => joined.push(*piece),
        }
    }
    let mut index = 0;
    while index < joined.len() {
        let end = dashes(&joined[index..]) + index;
        if end - index >= FEWEST_DASHES {
            let whole =
                joined[index..end].iter().skip(1).fold(joined[index], |all, dash| together(&all, dash));
            rules.push(rule(&Bar { dashed: true, ..whole }));
            index = end;
            continue;
        }
        if !joined[index].dot || joined[index].to - joined[index].from > SHORTEST_OF_DOTS {
            rules.push(rule(&joined[index]));
        }
        index += 1;
    }
}

/// The gap up to which two pieces touch: long ones may leave room for the line that crosses between them, which is as wide
/// as they are.
fn touching(one: &Bar, other: &Bar) -> f32 {
    let long = |bar: &Bar| !bar.dot && bar.to - bar.from >= SHORTEST_PIECE;
    let crossing = if long(one) && long(other) { 1.1 * one.thickness.min(other.thickness) } else { 0.0 };
    crossing.max(TOUCHING)
}

/// How many pieces from the first on are dashes of one line: short, alike, and evenly apart.
fn dashes(pieces: &[Bar]) -> usize {
    let [first, second, ..] = pieces else { return 1 };
    let gap = second.from - first.to;
    let length = first.to - first.from;
    // Pieces with hardly a gap are a line that crossing lines cut.
    let gapped = gap >= SMALLEST_GAP * length && gap <= WIDEST_GAP.min(4.0 * length.max(first.thickness));
    if length > LONGEST_DASH || !gapped {
        return 1;
    }
    let alike = |pair: &[Bar]| {
        let next = pair[1].from - pair[0].to;
        (next - gap).abs() <= 0.3 * gap + 0.3 && pair[1].to - pair[1].from <= 1.5 * length + 0.3
    };
    1 + pieces.windows(2).take_while(|pair| alike(pair)).count()
}

/// Two pieces as one; the longer says where the line is.
fn together(one: &Bar, other: &Bar) -> Bar {
    let longer = if other.to - other.from > one.to - one.from { other } else { one };
    Bar {
        from: one.from.min(other.from),
        to: one.to.max(other.to),
        thickness: if one.dot == other.dot { one.thickness.max(other.thickness) } else { longer.thickness },
        dot: one.dot && other.dot,
        dashed: one.dashed && other.dashed,
        bright: one.bright && other.bright,
        ..*longer
    }
}

fn rule(bar: &Bar) -> Rule {
    let Bar { horizontal, at, from, to, thickness, dashed, bright, .. } = *bar;
    Rule { horizontal, at, from, to, thickness, dashed, bright }
}
