//! Lines -> captions of tables, and the places between two that stand side by side.

use super::super::token::is_space;
use super::gutters::GUTTER;
use super::print::Line;
use super::units;

/// Captions of tables side by side begin on lines so near to each other.
const NEAR: usize = 3;
/// White space between its number and its title, in font sizes, at most.
const TITLE: f32 = 2.5;

/// Places between two captions that stand side by side, each with its line.
pub(super) fn between(lines: &[Line]) -> Vec<(f32, usize)> {
    let mut captions: Vec<(usize, f32, f32, f32)> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let text = |(first, end): (usize, usize)| -> String {
            line.words[first..end].iter().map(|word| word.text.as_str()).collect()
        };
        let runs = line.runs();
        for (place, &(first, end)) in runs.iter().enumerate().filter(|(_, run)| is_caption(&text(**run))) {
            // The title stands apart from the number.
            let near = |next: &&(usize, usize)| {
                line.words[next.0].x0 - line.words[end - 1].x1 <= TITLE * line.size
                    && !is_caption(&text(**next))
            };
            let end = runs.get(place + 1).filter(near).map_or(end, |title| title.1);
            captions.push((index, line.words[first].x0, line.words[end - 1].x1, line.size));
        }
    }
    let mut found = Vec::new();
    for left in &captions {
        let right = captions
            .iter()
            .filter(|right| right.0.abs_diff(left.0) <= NEAR && right.1 - left.2 >= GUTTER * left.3)
            .min_by(|a, b| a.1.total_cmp(&b.1));
        found.extend(right.map(|right| {
            let line = left.0.max(right.0);
            let texts = ((left.1, left.2), (right.1, right.2));
            let between = units::between_captions(&lines[line + 1..], texts, left.3);
            (between.unwrap_or(right.1 - 0.4 * right.3), line)
        }));
    }
    found
}

/// `Table 3. …`, `表3 …`, `附表2`, `公开02表`: a word, then a number.
pub(super) fn is_caption(text: &str) -> bool {
    let text: String = text.chars().filter(|&c| !is_space(c)).collect();
    ["Table", "TABLE", "Annex", "ANNEX", "表", "附表", "附件", "公开"].iter().any(|word| {
        let rest = text.strip_prefix(word);
        rest.is_some_and(|rest| {
            rest.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
        })
    })
}
