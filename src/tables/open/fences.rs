//! Level rules + lines -> gaps between tables side by side whose rules stand at heights of their own: those of the left
//! one end at the gap, those of the right one begin there, and none goes through.

use super::super::token::printed_token as token;
use super::gutters::{APART, FEWEST, MOST_RULES, Rule, WIDE, crosses, is_clear};
use super::print::Line;

/// The gap is as wide as this at least, in font sizes.
const GAP: f32 = 1.0;
/// Ends that differ by less are one place; heights that do are one rule.
const SAME: f32 = 2.0;
/// A rule over both sides so near to theirs, in font sizes, is of one table.
const NEAR: f32 = 3.0;
/// Lines of a header, at most; rows between rules are no higher than this, in font sizes.
const MOST_HEADER: usize = 8;
const HIGHEST: f32 = 8.0;

/// The rules of one side that have one end.
struct Fence {
    at: f32,
    top: f32,
    bottom: f32,
}

/// The gaps, each with the first line beside it and the line behind the last.
pub(super) fn between(lines: &[Line], across: &[Rule]) -> Vec<(f32, (usize, usize))> {
    let size = lines.first().map_or(10.0, |line| line.size);
    let long = || across.iter().filter(|rule| rule.2 - rule.1 >= WIDE * size).take(MOST_RULES);
    let lefts = fences(long().map(|rule| (rule.2, rule.0)));
    let rights = fences(long().map(|rule| (rule.1, rule.0)));
    let mut found = Vec::new();
    for left in &lefts {
        let beside = rights.iter().filter(|right| {
            right.at - left.at >= GAP * size && left.top < right.bottom && right.top < left.bottom
        });
        let Some(right) = beside.min_by(|a, b| a.at.total_cmp(&b.at)) else { continue };
        let at = (left.at + right.at) / 2.0;
        let (top, bottom) = (left.top.min(right.top), left.bottom.max(right.bottom));
        let near = top - NEAR * size..=bottom + NEAR * size;
        let crossed = across.iter().any(|rule| near.contains(&rule.0) && rule.1 < at && at < rule.2);
        let first = lines.partition_point(|line| line.base < left.top.max(right.top));
        let end = lines.partition_point(|line| line.base < left.bottom.min(right.bottom)).max(first);
        let inside = &lines[first..end];
        let clear = inside.iter().all(|line| is_clear(line, at));
        if !crossed && clear && has_labels(inside, f32::MIN, at) && has_labels(inside, at, f32::MAX) {
            found.push((at, (first, end)));
        }
    }
    found
}

/// True if a gap goes down through a header and no further than to rules of one length, right below it and over it, that
/// part rows of a table.
pub(super) fn is_above_rows(lines: &[Line], at: f32, (first, end): (usize, usize), across: &[Rule]) -> bool {
    let last = &lines[end - 1];
    let mut below = across.iter().filter(|rule| last.base < rule.0 && crosses(rule, at, last.size));
    let Some(top) = below.next().filter(|rule| rule.0 - last.base <= APART * last.size) else { return false };
    let alike = below.filter(|rule| (rule.1 - top.1).abs() <= SAME && (rule.2 - top.2).abs() <= SAME);
    let (mut rows, mut level) = (0, top.0);
    for rule in alike {
        if rule.0 - level > HIGHEST * last.size {
            break;
        }
        (rows, level) = (rows + 1, rule.0);
    }
    end - first <= MOST_HEADER && rows >= FEWEST
}

/// Rules by an end that two or more of them have, at several heights.
fn fences(ends: impl Iterator<Item = (f32, f32)>) -> Vec<Fence> {
    let mut ends: Vec<(f32, f32)> = ends.collect();
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    let groups = ends.chunk_by(|a, b| b.0 - a.0 <= SAME);
    let fence = |group: &[(f32, f32)]| Fence {
        at: group[0].0,
        top: group.iter().map(|end| end.1).fold(f32::MAX, f32::min),
        bottom: group.iter().map(|end| end.1).fold(f32::MIN, f32::max),
    };
    groups.map(fence).filter(|fence| fence.bottom - fence.top > SAME).collect()
}

/// True if most lines begin with a text between two places, as the rows of a table do: columns of values alone do not.
fn has_labels(lines: &[Line], from: f32, to: f32) -> bool {
    let first = |line: &Line| {
        let word = line.words.iter().find(|word| from <= word.x0 && word.x1 <= to)?;
        Some(!token(&word.text).is_value())
    };
    let begins: Vec<bool> = lines.iter().filter_map(first).collect();
    begins.len() >= FEWEST && begins.iter().filter(|text| **text).count() * 2 >= begins.len()
}
