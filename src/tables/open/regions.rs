//! Lines of a page + its paragraphs -> regions: parts of the page that are read one after the other.
//!
//! Beside a paragraph stands another column of the page: what is there is cut off the lines as far up and down as nothing
//! reaches over the gap between the two.

use super::super::token::token;
use super::gutters;
use super::print::Line;
use super::prose::{self, Block};
use crate::model::text::{char_width, is_chinese};

/// Parts are cut again so often.
const DEEPEST: usize = 8;

/// Columns may be as close together as this, in font sizes, if so many lines of a region begin a word on their edge.
const CLOSE: f32 = 0.3;
const EDGE: f32 = 0.15;
const ON_EDGE: usize = 4;
/// So many where they are texts, and no more than the lines of a caption reach over the edge.
const ON_FREE_EDGE: usize = 5;
const MOST_OVER: usize = 1;

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
        let pair = |start: &(f32, usize, usize)| {
            let words = &lines[start.1].0.words;
            (words[start.2 - 1].text.as_str(), words[start.2].text.as_str())
        };
        // No spaces stand inside of a Chinese text.
        let chinese = group.iter().map(pair).filter(|(left, right)| {
            left.chars().count() > 1 && left.ends_with(is_wide) && right.starts_with(is_wide)
        });
        let told = values.max(chinese.count());
        // Thousands stand on one edge where numbers end on one.
        let thousands = group.iter().map(pair).filter(|(left, right)| is_thousands(left, right)).count();
        if closed == 0 || count < ON_EDGE || thousands * 10 >= count * 7 {
            continue;
        }
        let (from, to) = (first.0 - CLOSE * size, first.0);
        let reaches = |line: &Line| line.words.iter().any(|word| word.x0 < from && to < word.x1);
        let over = table().filter(|(_, (line, _))| reaches(line)).count();
        let inside = table().filter(|(_, (line, _))| line.x0() < from && to < line.x1()).count();
        // So many lines of running text do not leave one place free.
        let is_told = told * 2 >= count || over <= MOST_OVER && count >= ON_FREE_EDGE;
        if is_told && over * 5 <= count && count * 5 >= inside * 3 {
            parted.extend(group.iter().map(|start| (start.1, start.2)));
        }
    }
    for (line, word) in parted {
        lines[line].0.words[word].apart = true;
    }
}

/// Characters of a Chinese text, its brackets and points included.
fn is_wide(character: char) -> bool {
    is_chinese(character) || char_width(character) == 2
}

/// `12 345`: the second is a group of thousands of the first.
fn is_thousands(left: &str, right: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let last = left.trim_start_matches(['-', '−', '+', '(']);
    !last.is_empty()
        && last.len() <= 3
        && digits(last)
        && right.len() >= 3
        && right.bytes().take(3).all(|byte| byte.is_ascii_digit())
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
