//! Lines of a page + its paragraphs -> regions: parts of the page that are read one after the other.
//!
//! Beside a paragraph stands another column of the page: what is there is cut off the lines as far up and down as nothing
//! reaches over the gap between the two.

use super::super::token::token;
use super::print::Line;
use super::prose::Block;

/// The gap beside a paragraph, in font sizes, at least.
const GUTTER: f32 = 0.8;
/// Lines beside a paragraph that make another column of it.
const FEWEST: usize = 3;
/// White space, in font sizes, over which a gap between columns does not reach.
const APART: f32 = 4.0;

/// Rules of a table are as long as this at least, in font sizes.
const WIDE: f32 = 8.0;
/// Rules that are compared.
const MOST_RULES: usize = 400;

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

/// A gap between two columns of a page.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Gutter {
    at: f32,
    /// First line and the line behind the last.
    lines: (usize, usize),
}

/// Cuts the lines of a page. `across`: level rules as (y, from, to); no gap goes on over one.
pub(super) fn regions(lines: &[Line], blocks: &[Block], across: &[(f32, f32, f32)]) -> Vec<Region> {
    let mut gutters: Vec<Gutter> = Vec::new();
    for block in blocks {
        for right in [false, true] {
            let Some(gutter) = gutter(lines, block, right, across) else { continue };
            let known = gutters.iter_mut().find(|known| {
                (known.at - gutter.at).abs() <= 2.0 * lines[gutter.lines.0].size
                    && known.lines.0 < gutter.lines.1
                    && gutter.lines.0 < known.lines.1
            });
            match known {
                Some(known) => {
                    known.lines = (known.lines.0.min(gutter.lines.0), known.lines.1.max(gutter.lines.1));
                }
                None => gutters.push(gutter),
            }
        }
    }
    gutters.extend(pairs(lines, across));
    gutters.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut prose: Vec<(usize, usize)> = blocks.iter().flat_map(|block| block.runs.iter().copied()).collect();
    prose.sort_unstable();
    let mut regions = Vec::new();
    let mut start = 0;
    while start < lines.len() {
        let cuts = cuts_at(&gutters, start);
        let end =
            (start + 1..lines.len()).find(|&line| cuts_at(&gutters, line) != cuts).unwrap_or(lines.len());
        for side in 0..=cuts.len() {
            let part: Vec<(Line, bool)> =
                (start..end).flat_map(|line| parts(&lines[line], line, &cuts, side, &prose)).collect();
            let mut part = part;
            if !part.is_empty() {
                part_columns(&mut part);
                regions.push(Region { lines: part });
            }
        }
        start = end;
    }
    regions
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

/// What a line prints on one side of the cuts. Running text stands by itself.
fn parts(
    line: &Line,
    index: usize,
    cuts: &[f32],
    side: usize,
    prose: &[(usize, usize)],
) -> Vec<(Line, bool)> {
    let is_here = |at: f32| cuts.partition_point(|cut| *cut <= at) == side;
    let mut table = Line { words: Vec::new(), ..line.clone() };
    let mut found = Vec::new();
    for (first, end) in line.runs() {
        let words = &line.words[first..end];
        let Some(word) = words.first().filter(|word| is_here(word.x0)) else { continue };
        debug_assert!(word.x0 <= word.x1);
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

/// The gap on one side of a paragraph, if another column stands there.
fn gutter(lines: &[Line], block: &Block, right: bool, across: &[(f32, f32, f32)]) -> Option<Gutter> {
    let (first, last) = block.lines();
    let size = lines[first].size;
    let mut nearest: Option<f32> = None;
    let mut count = 0;
    for line in &lines[first..=last] {
        let mut beside = line.runs().into_iter().map(|(start, end)| {
            let (x0, x1) = (line.words[start].x0, line.words[end - 1].x1);
            if right { x0 - block.x1 } else { block.x0 - x1 }
        });
        let nearer = beside.by_ref().filter(|gap| *gap >= GUTTER * size).fold(f32::MAX, f32::min);
        if nearer < f32::MAX {
            count += 1;
            nearest = Some(nearest.map_or(nearer, |known: f32| known.min(nearer)));
        }
    }
    let gap = nearest.filter(|_| count >= FEWEST)?;
    let at = if right { block.x1 + gap / 2.0 } else { block.x0 - gap / 2.0 };
    let clear = lines[first..=last].iter().all(|line| is_clear(line, at));
    clear.then(|| reach(lines, at, (first, last + 1), across))
}

/// True if no run of words reaches over the place.
fn is_clear(line: &Line, at: f32) -> bool {
    line.runs().into_iter().all(|(start, end)| line.words[end - 1].x1 <= at || at <= line.words[start].x0)
}

/// A gap as far up and down as nothing reaches over it.
fn reach(lines: &[Line], at: f32, (first, end): (usize, usize), across: &[(f32, f32, f32)]) -> Gutter {
    let joined = |upper: &Line, lower: &Line| {
        let size = upper.size.max(lower.size);
        lower.base - upper.base <= APART * size
            && !across.iter().any(|(y, from, to)| {
                upper.base < *y && *y < lower.base && *from < at - size && at + size < *to
            })
    };
    let (mut from, mut to) = (first, end);
    while from > 0 && is_clear(&lines[from - 1], at) && joined(&lines[from - 1], &lines[from]) {
        from -= 1;
    }
    while to < lines.len() && is_clear(&lines[to], at) && joined(&lines[to - 1], &lines[to]) {
        to += 1;
    }
    Gutter { at, lines: (from, to) }
}

/// Gaps between tables side by side: rules end there on both sides at several heights and none goes through, or a
/// caption stands over each.
fn pairs(lines: &[Line], across: &[(f32, f32, f32)]) -> Vec<Gutter> {
    let mut found: Vec<Gutter> = Vec::new();
    let mut ends: Vec<(f32, f32)> = Vec::new();
    for (index, left) in across.iter().enumerate().take(MOST_RULES) {
        let size = size_at(lines, left.0);
        let beside = across[index.saturating_sub(8)..].iter().take_while(|rule| rule.0 - left.0 <= 2.0);
        let right = beside.filter(|rule| (rule.0 - left.0).abs() <= 2.0 && rule.1 - left.2 >= GUTTER * size);
        let Some(right) = right.min_by(|a, b| a.1.total_cmp(&b.1)) else { continue };
        if left.2 - left.1 >= WIDE * size && right.2 - right.1 >= WIDE * size {
            ends.push(((left.2 + right.1) / 2.0, left.0));
        }
    }
    for &(at, y) in &ends {
        let near = ends.iter().filter(|end| (end.0 - at).abs() <= 4.0 && (end.1 - y).abs() > 4.0);
        let lowest = near.clone().map(|end| end.1).fold(y, f32::max);
        let first = lines.partition_point(|line| line.base < y);
        let end = lines.partition_point(|line| line.base < lowest);
        let is_known = found
            .iter()
            .any(|known| (known.at - at).abs() <= 8.0 && known.lines.0 <= first && first < known.lines.1);
        let clear = lines[first..end.max(first)].iter().all(|line| is_clear(line, at));
        let crossed = across.iter().any(|rule| y < rule.0 && rule.0 < lowest && rule.1 < at && at < rule.2);
        if near.count() > 0 && first < end && clear && !crossed && !is_known {
            found.push(reach(lines, at, (first, end), across));
        }
    }
    for (index, line) in lines.iter().enumerate() {
        let runs = line.runs();
        let [left, right] = runs.as_slice() else { continue };
        let text = |run: &(usize, usize)| -> String {
            line.words[run.0..run.1].iter().map(|word| word.text.as_str()).collect()
        };
        let at = line.words[right.0].x0 - 0.4 * line.size;
        let known = found.iter().any(|known| known.lines.0 <= index && index < known.lines.1);
        if is_caption(&text(left)) && is_caption(&text(right)) && !known {
            found.push(reach(lines, at, (index, index + 1), across));
        }
    }
    found
}

fn size_at(lines: &[Line], y: f32) -> f32 {
    let below = lines.partition_point(|line| line.base < y);
    lines.get(below).or(lines.last()).map_or(10.0, |line| line.size)
}

/// `Table 3. …`, `表3 …`, `附表2`: a word, then a number.
fn is_caption(text: &str) -> bool {
    ["Table", "TABLE", "Annex", "表", "附表", "附件"].iter().any(|word| {
        let rest = text.strip_prefix(word).map(|rest| rest.trim_start());
        rest.is_some_and(|rest| {
            rest.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
        })
    })
}
