//! Lines of a page + its paragraphs -> regions: parts of the page that are read one after the other.
//!
//! Beside a paragraph stands another column of the page: what is there is cut off the lines as far up and down as nothing
//! reaches over the gap between the two.

use super::edges;
use super::gutters;
use super::print::Line;
use super::prose::{self, Block};

/// Parts are cut again so often.
const DEEPEST: usize = 8;

/// A part of a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Region {
    /// From top to bottom; true for those that are running text.
    pub(super) lines: Vec<(Line, bool)>,
}

/// Cuts the lines of a page. `across`: level rules as (y, from, to); no gap goes on over one.
pub(super) fn regions(lines: &[Line], across: &[(f32, f32, f32)]) -> Vec<Region> {
    let mut regions = Vec::new();
    cut(lines, across, DEEPEST, &mut regions);
    regions
}

fn cut(lines: &[Line], across: &[(f32, f32, f32)], depth: usize, regions: &mut Vec<Region>) {
    let blocks = prose::blocks(lines);
    let gutters = if depth == 0 { Vec::new() } else { gutters::gutters(lines, &blocks, across) };
    // The longest is cut first: a shorter one parts only what stands on one side of it.
    let Some(gutter) = gutters.into_iter().rev().max_by_key(|gutter| gutter.lines.1 - gutter.lines.0) else {
        regions.push(region(lines, &blocks));
        return;
    };
    let (first, end) = gutter.lines;
    let parted = |side: bool| -> Vec<Line> {
        let words = lines[first..end].iter().flat_map(|line| &line.words);
        Line::of_words(words.filter(|word| (word.x0 >= gutter.at) == side).cloned().collect())
    };
    for part in [lines[..first].to_vec(), parted(false), parted(true), lines[end..].to_vec()] {
        if part.is_empty() {
            continue;
        }
        let edges = (part.iter().map(Line::x0), part.iter().map(Line::x1));
        let (left, right) = (edges.0.fold(f32::MAX, f32::min), edges.1.fold(f32::MIN, f32::max));
        let own: Vec<(f32, f32, f32)> =
            across.iter().copied().filter(|rule| rule.1 < right && left < rule.2).collect();
        cut(&part, &own, depth - 1, regions);
    }
}

/// A part of a page that is cut no more.
fn region(lines: &[Line], blocks: &[Block]) -> Region {
    let mut prose: Vec<(usize, usize)> = blocks.iter().flat_map(|block| block.runs.iter().copied()).collect();
    prose.sort_unstable();
    let mut lines: Vec<(Line, bool)> =
        lines.iter().enumerate().flat_map(|(index, line)| parts(line, index, &prose)).collect();
    edges::part(&mut lines);
    Region { lines }
}

/// What a line prints besides running text, and its running text.
fn parts(line: &Line, index: usize, prose: &[(usize, usize)]) -> Vec<(Line, bool)> {
    let mut table = Line { words: Vec::new(), ..line.clone() };
    let mut found = Vec::new();
    for (first, end) in line.runs() {
        let words = &line.words[first..end];
        if prose.binary_search(&(index, first)).is_ok() {
            found.push((Line { words: words.to_vec(), ..line.clone() }, true));
        } else {
            table.words.extend_from_slice(words);
        }
    }
    if !table.words.is_empty() {
        found.insert(0, (table, false));
    }
    found
}
