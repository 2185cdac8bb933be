//! Lines of a page -> places between two tables side by side: each of them states its unit on one line above both.

use super::print::{Line, Word};

/// Lines below the units in which the white space between the tables is looked for.
const LINES: usize = 8;
/// It is so wide at least, and the units stand so exactly over the middle or the right edge of their tables, in font sizes.
const GUTTER: f32 = 0.8;
const OFF: f32 = 1.0;

/// The places, each with the line of the units.
pub(super) fn between(lines: &[Line]) -> Vec<(f32, usize)> {
    let place = |line: usize| {
        let units = units(&lines[line]);
        let [left, right] = units.as_slice() else { return None };
        Some((gutter(&lines[line + 1..], *left, *right, lines[line].size)?, line))
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

/// The white space below that has both units over the middle or the right edge of what stands on their sides.
fn gutter(below: &[Line], left: (f32, f32), right: (f32, f32), size: f32) -> Option<f32> {
    let words = || below.iter().take(LINES).flat_map(|line| &line.words);
    let mut places: Vec<(f32, f32)> = words().map(|word| (word.x0, word.x1)).collect();
    places.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut best: Option<(f32, f32)> = None;
    let mut reached = places.first()?.1;
    for place in places {
        let middle = (reached + place.0) / 2.0;
        if place.0 - reached >= GUTTER * size && left.0 < middle && middle < right.1 {
            let off = off(words().filter(|word| word.x1 <= middle), left)
                .max(off(words().filter(|word| word.x0 >= middle), right));
            if off <= OFF * size && best.is_none_or(|best| off < best.0) {
                best = Some((off, middle));
            }
        }
        reached = reached.max(place.1);
    }
    best.map(|best| best.1)
}

/// How far a unit stands off the middle, or off the right edge, of a table.
fn off<'w>(words: impl Iterator<Item = &'w Word>, (from, to): (f32, f32)) -> f32 {
    let reach = words.fold((f32::MAX, f32::MIN), |(x0, x1), word| (x0.min(word.x0), x1.max(word.x1)));
    let middle = (reach.0 + reach.1 - from - to).abs() / 2.0;
    middle.min((reach.1 - to).abs())
}
