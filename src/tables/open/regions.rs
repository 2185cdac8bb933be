//! Lines of a page + its paragraphs -> regions: parts of the page that are read one after the other.
//!
//! Beside a paragraph stands another column of the page: what is there is cut off the lines as far up and down as nothing
//! reaches over the gap between the two.

use super::super::token::token;
use super::gutters::{self, Gutter};
use super::print::{Line, Word};
use super::prose::{self, Block};

/// Parts are cut again so often.
const DEEPEST: usize = 3;

/// Columns may be as close together as this, in font sizes, if so many lines of a region begin a word on their edge.
const CLOSE: f32 = 0.3;
const EDGE: f32 = 0.15;
const ON_EDGE: usize = 4;

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
    if gutters.is_empty() {
        regions.push(region(lines, &blocks));
        return;
    }
    let mut start = 0;
    while start < lines.len() {
        let cuts = cuts_at(&gutters, start);
        let end =
            (start + 1..lines.len()).find(|&line| cuts_at(&gutters, line) != cuts).unwrap_or(lines.len());
        for side in 0..=cuts.len() {
            let is_here = |word: &&Word| cuts.partition_point(|cut| *cut <= word.x0) == side;
            let words = lines[start..end].iter().flat_map(|line| &line.words).filter(is_here);
            let part = Line::of_words(words.cloned().collect());
            if part.is_empty() {
                continue;
            }
            let edges = part.iter().fold((f32::MAX, f32::MIN), |edges, line| (edges.0.min(line.x0()), edges.1.max(line.x1())));
            let own: Vec<(f32, f32, f32)> =
                across.iter().copied().filter(|rule| rule.1 < edges.1 && edges.0 < rule.2).collect();
            cut(&part, &own, depth - 1, regions);
        }
        start = end;
    }
}

/// A part of a page that is cut no more.
fn region(lines: &[Line], blocks: &[Block]) -> Region {
    let mut prose: Vec<(usize, usize)> = blocks.iter().flat_map(|block| block.runs.iter().copied()).collect();
    prose.sort_unstable();
    let mut lines: Vec<(Line, bool)> =
        lines.iter().enumerate().flat_map(|(index, line)| parts(line, index, &prose)).collect();
    part_columns(&mut lines);
    Region { lines }
}

/// Parts words that begin on one edge in most lines, where nothing reaches over it: columns set close together.
fn part_columns(lines: &mut [(Line, bool)]) {
    let table = || lines.iter().enumerate().filter(|(_, (line, prose))| !prose && line.words.len() > 1);
    let mut starts: Vec<(f32, usize, usize)> = Vec::new();
    for (index, (line, _)) in table() {
        let pairs = line.words.windows(2).enumerate();
        let begun = pairs.filter(|(_, pair)| pair[1].x0 - pair[0].x1 >= CLOSE * line.size);
        starts.extend(begun.map(|(word, pair)| (pair[1].x0, index, word + 1)));
    }
    starts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut parted: Vec<(usize, usize)> = Vec::new();
    let mut rest = starts.as_slice();
    while let Some(first) = rest.first() {
        let size = lines[first.1].0.size;
        let count = rest.iter().take_while(|start| start.0 - first.0 <= EDGE * size).count();
        let group = &rest[..count];
        rest = &rest[count..];
        let closed = group.iter().filter(|start| !lines[start.1].0.words[start.2].apart).count();
        // Words of running text begin on one edge by chance; numbers do not.
        let is_value = |start: &&(f32, usize, usize)| {
            let words = &lines[start.1].0.words;
            token(&words[start.2].text).is_value() || token(&words[start.2 - 1].text).is_value()
        };
        let values = group.iter().filter(is_value).count();
        if closed == 0 || count < ON_EDGE || values * 2 < count {
            continue;
        }
        let (from, to) = (first.0 - CLOSE * size, first.0);
        let reaches = |line: &Line| line.words.iter().any(|word| word.x0 < from && to < word.x1);
        let over = table().filter(|(_, (line, _))| reaches(line)).count();
        let inside = table().filter(|(_, (line, _))| line.x0() < from && to < line.x1()).count();
        if over * 5 <= count && count * 5 >= inside * 3 {
            parted.extend(group.iter().map(|start| (start.1, start.2)));
        }
    }
    for (line, word) in parted {
        lines[line].0.words[word].apart = true;
    }
}

fn cuts_at(gutters: &[Gutter], line: usize) -> Vec<f32> {
    gutters
        .iter()
        .filter(|gutter| gutter.lines.0 <= line && line < gutter.lines.1)
        .map(|gutter| gutter.at)
        .collect()
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
