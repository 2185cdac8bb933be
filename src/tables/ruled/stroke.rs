//! Rules -> strokes: pieces of one line put together, whatever a producer cut them into.

use crate::model::Rule;

/// Pieces of one line lie no farther beside each other than this (points).
const BESIDE: f32 = 1.0;
/// Pieces of one line are no farther apart than this.
const APART: f32 = 3.0;
/// Dashes are as short as this, and may be twice as far apart.
const DASH: f32 = 8.0;
/// Shorter strokes bound no cell.
const SHORTEST: f32 = 4.0;
/// Strokes of one direction that are looked at on a page: no table has more.
const MOST: usize = 3_000;

/// A straight line without its pen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stroke {
    /// The constant coordinate.
    pub(super) at: f32,
    pub(super) from: f32,
    pub(super) to: f32,
    /// All of it is brighter than its ground.
    pub(super) bright: bool,
}

impl Stroke {
    pub(super) fn length(&self) -> f32 {
        self.to - self.from
    }
}

/// The strokes of a page, or of a part of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Strokes {
    /// Those along x, from top to bottom.
    pub(super) across: Vec<Stroke>,
    /// Those along y, from left to right.
    pub(super) down: Vec<Stroke>,
}

impl Strokes {
    /// Puts the pieces of rules together. False beside them: there were more than are looked at.
    pub(super) fn of(rules: &[Rule]) -> (Self, bool) {
        let one_way = |horizontal: bool| {
            let pieces = rules.iter().filter(|rule| rule.horizontal == horizontal && is_sound(rule));
            let stroke =
                |rule: &Rule| Stroke { at: rule.at, from: rule.from, to: rule.to, bright: rule.bright };
            join(pieces.map(stroke).collect())
        };
        let (mut across, mut down) = (one_way(true), one_way(false));
        let whole = across.len() <= MOST && down.len() <= MOST;
        across.truncate(MOST);
        down.truncate(MOST);
        (Self { across, down }, whole)
    }
}

fn is_sound(rule: &Rule) -> bool {
    [rule.at, rule.from, rule.to].iter().all(|number| number.is_finite() && number.abs() < 1e6)
        && rule.from <= rule.to
}

fn join(mut pieces: Vec<Stroke>) -> Vec<Stroke> {
    pieces.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
    let mut joined = Vec::with_capacity(pieces.len());
    let mut rest = pieces.as_mut_slice();
    while let Some(first) = rest.first().map(|first| first.at) {
        let level = |pair: &[Stroke]| pair[1].at - pair[0].at <= BESIDE && pair[1].at - first <= 2.0 * BESIDE;
        let count = 1 + rest.windows(2).take_while(|pair| level(pair)).count();
        let (line, behind) = rest.split_at_mut(count);
        join_line(line, &mut joined);
        rest = behind;
    }
    joined.retain(|stroke| stroke.length() >= SHORTEST);
    joined.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
    joined
}

/// Joins what lies on one line; the place of the whole is that of its pieces, the longer ones counting more.
fn join_line(line: &mut [Stroke], joined: &mut Vec<Stroke>) {
    line.sort_by(|a, b| a.from.total_cmp(&b.from).then(a.to.total_cmp(&b.to)));
    let (mut open, mut ink, mut last): (Option<Stroke>, f32, f32) = (None, 0.0, 0.0);
    for piece in line.iter() {
        let weight = piece.length() + 0.01;
        if let Some(whole) = open.as_mut() {
            let dashes = last <= DASH && piece.length() <= DASH;
            let apart = if dashes { 2.0 * APART } else { APART };
            if piece.from - whole.to <= apart {
                whole.at = (whole.at * ink + piece.at * weight) / (ink + weight);
                whole.to = whole.to.max(piece.to);
                whole.bright &= piece.bright;
                (ink, last) = (ink + weight, piece.length());
                continue;
            }
        }
        joined.extend(open.replace(*piece));
        (ink, last) = (weight, piece.length());
    }
    joined.extend(open);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(at: f32, from: f32, to: f32) -> Rule {
        Rule { horizontal: true, at, from, to, thickness: 0.5, dashed: false, bright: false }
    }

    #[test]
    fn pieces_of_a_line_are_one_stroke() {
        let (strokes, whole) = Strokes::of(&[
            rule(100.0, 50.0, 80.0),
            rule(100.8, 80.5, 120.0),
            rule(99.6, 118.0, 200.0),
            rule(100.0, 230.0, 260.0),
        ]);
        assert!(whole);
        let ends: Vec<_> = strokes.across.iter().map(|stroke| (stroke.from, stroke.to)).collect();
        assert_eq!(ends, [(50.0, 200.0), (230.0, 260.0)], "a gap of 30 points parts two lines");
    }

    #[test]
    fn dashes_are_one_stroke_and_dots_alone_are_none() {
        let dashes: Vec<Rule> =
            (0..20).map(|dash| rule(50.0, dash as f32 * 8.0, dash as f32 * 8.0 + 3.0)).collect();
        let (strokes, _) = Strokes::of(&dashes);
        assert_eq!(strokes.across.len(), 1);
        assert_eq!(strokes.across[0].length(), 155.0);
        assert!(Strokes::of(&[rule(50.0, 10.0, 12.0)]).0.across.is_empty());
        assert!(Strokes::of(&[rule(f32::NAN, 10.0, 90.0)]).0.across.is_empty());
    }
}
