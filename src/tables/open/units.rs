//! Lines of a page -> places between two tables side by side: each of them states its unit on one line above both.

use super::gutters::{self, GUTTER};
use super::print::Line;

/// Lines below the units, and below captions, in which the white space between the tables is looked for.
const LINES: usize = 8;
const CAPTION_LINES: usize = 20;
/// The units stand so exactly over the middle or the right edge of their tables, in font sizes.
const OFF: f32 = 1.0;

/// The places, each with the line of the units.
pub(super) fn between(lines: &[Line]) -> Vec<(f32, usize)> {
    let place = |line: usize| {
        let units = units(&lines[line]);
        let [left, right] = units.as_slice() else { return None };
        let below = || lines[line + 1..].iter().take(LINES);
        let off = |reach: (f32, f32), unit: (f32, f32)| middle(reach, unit).min((reach.1 - unit.1).abs());
        let under = gutter(below(), (*left, *right), (left.0, right.1), lines[line].size, off);
        Some((under.or_else(|| behind(below(), (left.1, right.1), lines[line].size))?, line))
    };
    (0..lines.len()).filter_map(place).collect()
}

/// From where to where the texts of a line reach that state a unit; none if it prints other texts, too.
fn units(line: &Line) -> Vec<(f32, f32)> {
    let mut found = Vec::new();
    for (first, end) in line.runs() {
        let words = &line.words[first..end];
        let text: String = words.iter().map(|word| word.text.as_str()).collect();
        if !is_unit(&text) {
            return Vec::new();
        }
        found.push((words[0].x0, words[words.len() - 1].x1));
    }
    found
}

/// `单位：万元`, `(Unit: GWh)`.
fn is_unit(text: &str) -> bool {
    let bare = text.trim_start_matches(['（', '(']);
    ["单位：", "单位:", "计量单位", "金额单位", "Unit:", "Units:"].iter().any(|word| bare.starts_with(word))
}

/// The place between two tables whose captions stand over their middle or their left edge.
pub(super) fn between_captions(below: &[Line], captions: ((f32, f32), (f32, f32)), size: f32) -> Option<f32> {
    let off =
        |reach: (f32, f32), caption: (f32, f32)| middle(reach, caption).min((reach.0 - caption.0).abs());
    let between = (captions.0.1, captions.1.0);
    gutter(below.iter().take(CAPTION_LINES), captions, between, size, off)
}

/// The white space in these lines, between these places, that has what stands on each side under one of these texts, as far
/// off as `off` says.
fn gutter<'l>(
    below: impl Iterator<Item = &'l Line>,
    (left, right): ((f32, f32), (f32, f32)),
    (from, to): (f32, f32),
    size: f32,
    off: impl Fn((f32, f32), (f32, f32)) -> f32,
) -> Option<f32> {
    let places = places(below);
    let mut best: Option<(f32, f32)> = None;
    for (x0, x1) in gaps(&places) {
        let middle = (x0 + x1) / 2.0;
        if x1 - x0 >= GUTTER * size && from < middle && middle < to {
            let side = |behind: bool| reach(places.iter().filter(|place| (place.0 >= middle) == behind));
            let off = off(side(false), left).max(off(side(true), right));
            if off <= OFF * size && best.is_none_or(|best| off < best.0) {
                best = Some((off, middle));
            }
        }
    }
    best.map(|best| best.1)
}

/// The white space behind the left one of two units by the right edges of their tables' frames, which may be wider than
/// what stands in them: no text reaches beyond the right unit.
fn behind<'l>(below: impl Iterator<Item = &'l Line>, units: (f32, f32), size: f32) -> Option<f32> {
    let places = places(below);
    let (_, end) = reach(places.iter());
    let mut gaps = gaps(&places).filter(|gap| gap.1 - gap.0 >= GUTTER * size);
    let (x0, x1) = gaps.find(|gap| gap.0 - OFF * size <= units.0 && units.0 < gap.1)?;
    (end <= units.1 + OFF * size).then_some((x0 + x1) / 2.0)
}

/// From where to where the words of these lines reach.
fn places<'l>(lines: impl Iterator<Item = &'l Line>) -> Vec<(f32, f32)> {
    lines.flat_map(|line| &line.words).map(|word| (word.x0, word.x1)).collect()
}

/// What these leave free between them.
fn gaps(places: &[(f32, f32)]) -> impl Iterator<Item = (f32, f32)> {
    gutters::gaps(places).into_iter().filter(|gap| gap.0 > f32::MIN && gap.1 < f32::MAX)
}

/// From where to where these places reach.
fn reach<'p>(places: impl Iterator<Item = &'p (f32, f32)>) -> (f32, f32) {
    places.fold((f32::MAX, f32::MIN), |(from, to), place| (from.min(place.0), to.max(place.1)))
}

/// How far apart the middles of two are.
fn middle(a: (f32, f32), b: (f32, f32)) -> f32 {
    (a.0 + a.1 - b.0 - b.1).abs() / 2.0
}
