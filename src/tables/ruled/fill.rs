//! Glyphs + faces -> the glyphs of each face: by their middle, and words that overrun a rule as a whole.

use super::face::Faces;
use super::lattice::{Lattice, slot};
use super::turn::Mark;
use crate::model::Direction;
use crate::model::text::is_chinese;

/// Glyphs of one word are no farther apart than this share of the font size.
const TIGHT: f32 = 0.12;
/// A rule that passes through less than this share of a glyph passes beside it.
const BESIDE: f32 = 0.15;
/// The same for Chinese characters.
const BESIDE_HAN: f32 = 0.4;
/// Of a word that overruns a rule, this share may lie on the other side without a doubt about its cell.
const OVERRUN: f32 = 0.3;

/// What stands in each face.
#[derive(Debug, Clone, Default)]
pub(super) struct Filled {
    /// Indices of marks for each face, in the order of the marks.
    pub(super) marks: Vec<Vec<usize>>,
    /// True for faces with a number that reaches into the face beside, so that its cell is in doubt.
    pub(super) doubtful: Vec<bool>,
}

/// The marks that stand inside the lattice, and those behind its outer rules that are the rest of a word inside.
pub(super) fn inside<'a>(lattice: &Lattice, mut marks: Vec<Mark<'a>>) -> Vec<Mark<'a>> {
    let is_inside = |mark: &Mark<'_>| lattice.place(mark.x, mark.y).is_some();
    marks.retain(|mark| match mark.runs {
        Direction::Down => slot(&lattice.xs, mark.x).is_some(),
        _ => slot(&lattice.ys, mark.y).is_some(),
    });
    let mut kept: Vec<bool> = marks.iter().map(is_inside).collect();
    for word in words(&marks) {
        let count = word.iter().filter(|&&mark| kept[mark]).count();
        if count > 0 && count < word.len() {
            word.iter().for_each(|&mark| kept[mark] = true);
        }
    }
    marks.into_iter().zip(kept).filter_map(|(mark, kept)| kept.then_some(mark)).collect()
}

/// Gives each mark to one face.
pub(super) fn fill(lattice: &Lattice, faces: &Faces, marks: &[Mark<'_>]) -> Filled {
    let nearest =
        |lines: &[f32], at: f32| lines.partition_point(|&line| line <= at).clamp(1, lines.len() - 1) - 1;
    let at = |mark: &Mark<'_>| faces.at(nearest(&lattice.ys, mark.y), nearest(&lattice.xs, mark.x));
    let is_inside = |mark: &Mark<'_>| lattice.place(mark.x, mark.y).is_some();
    let mut owners: Vec<usize> = marks.iter().map(at).collect();
    let mut doubtful = vec![false; faces.areas.len()];
    for word in words(marks) {
        if word.windows(2).any(|pair| owners[pair[0]] != owners[pair[1]]) {
            settle(lattice, marks, &word, &mut owners, &mut doubtful);
        }
        let out = word.iter().filter(|&&mark| !is_inside(&marks[mark])).count();
        if out as f32 > OVERRUN * word.len() as f32 && word.iter().any(|&mark| is_digit(&marks[mark])) {
            word.iter().for_each(|&mark| doubtful[owners[mark]] = true);
        }
    }
    let mut filled = vec![Vec::new(); faces.areas.len()];
    for (mark, &face) in owners.iter().enumerate() {
        filled[face].push(mark);
    }
    Filled { marks: filled, doubtful }
}

/// Runs of glyphs that stand close together on one line, across or downwards: words, as far as a line alone can tell.
pub(super) fn words(marks: &[Mark<'_>]) -> Vec<Vec<usize>> {
    let mut words = Vec::new();
    for runs in [Direction::Right, Direction::Down] {
        let mut order: Vec<usize> = (0..marks.len()).filter(|&mark| marks[mark].runs == runs).collect();
        order.sort_by(|&a, &b| {
            let (a, b) = (marks[a].along(), marks[b].along());
            a.2.total_cmp(&b.2).then(a.0.total_cmp(&b.0))
        });
        let mut rest = order.as_mut_slice();
        while let Some(&first) = rest.first() {
            // Glyphs of one line of text stand on the very same level; lines of neighbouring cells may be a little off.
            let level = marks[first].along().2;
            let count = rest.iter().take_while(|&&mark| marks[mark].along().2 - level <= 0.5).count();
            let (line, behind) = rest.split_at_mut(count);
            line.sort_by(|&a, &b| marks[a].along().0.total_cmp(&marks[b].along().0));
            words.extend(words_of(marks, line));
            rest = behind;
        }
    }
    words
}

/// The words of one line, those of one glyph left out.
fn words_of(marks: &[Mark<'_>], line: &[usize]) -> Vec<Vec<usize>> {
    let tight = |pair: &[usize]| {
        let gap = marks[pair[1]].along().0 - marks[pair[0]].along().1;
        gap <= TIGHT * marks[pair[1]].size().max(1.0)
    };
    let mut words = vec![Vec::new()];
    for (place, &mark) in line.iter().enumerate() {
        if place > 0 && !tight(&line[place - 1..=place]) {
            words.push(Vec::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(mark);
        }
    }
    words.retain(|word| word.len() > 1);
    words
}

/// A word that lies in several faces: parted where a rule passes between its glyphs, else it goes where most of it is.
fn settle(
    lattice: &Lattice,
    marks: &[Mark<'_>],
    word: &[usize],
    owners: &mut [usize],
    doubtful: &mut [bool],
) {
    let mut start = 0;
    for end in 1..=word.len() {
        if end < word.len() && !is_joint(lattice, marks, owners, word, end) {
            continue;
        }
        let part = &word[start..end];
        start = end;
        let Some((face, share)) = majority(part, marks, owners) else { continue };
        let has_digit = part.iter().any(|&mark| is_digit(&marks[mark]));
        for &mark in part {
            if share < 1.0 - OVERRUN && has_digit {
                doubtful[owners[mark]] = true;
            }
            owners[mark] = face;
        }
    }
}

/// True if a rule passes cleanly between two glyphs. Between digits as tight as those of one number none does: the
/// number only happens to overrun the rule there. A mark that ends a phrase belongs to it, also where it hangs over the
/// rule; the number behind it is another cell's.
fn is_joint(lattice: &Lattice, marks: &[Mark<'_>], owners: &[usize], word: &[usize], end: usize) -> bool {
    let (left, right) = (&marks[word[end - 1]], &marks[word[end]]);
    if is_closing(right) {
        return false;
    }
    if is_closing(left)
        && left.runs == Direction::Right
        && word[end..].iter().all(|&mark| is_digit(&marks[mark]))
    {
        let first = lattice.xs.partition_point(|&line| line < left.rect.x0);
        return lattice.xs.get(first).is_some_and(|&line| line < right.x);
    }
    if owners[word[end - 1]] == owners[word[end]] || is_digit(left) && is_digit(right) {
        return false;
    }
    // Chinese characters fill their frame: a line of them may touch the next cell's.
    let chinese = is_han(left) && is_han(right);
    let slack =
        |mark: &Mark<'_>| if chinese { BESIDE_HAN } else { BESIDE } * (mark.along().1 - mark.along().0);
    let (lines, from, to) = match left.runs {
        Direction::Down => (&lattice.ys, left.rect.y1, right.rect.y0),
        _ => (&lattice.xs, left.rect.x1, right.rect.x0),
    };
    let first = lines.partition_point(|&line| line < from - slack(left));
    lines.get(first).is_some_and(|&line| line <= to + slack(right))
}

/// A full-width mark that never begins a line.
fn is_closing(mark: &Mark<'_>) -> bool {
    matches!(&*mark.glyph.text, "，" | "。" | "、" | "；" | "：" | "）" | "》" | "”" | "！" | "？")
}

fn is_han(mark: &Mark<'_>) -> bool {
    mark.glyph.text.chars().next().is_some_and(is_chinese)
}

/// The face in which most of a word lies, and the share of the word there; `None` if it lies in one.
fn majority(part: &[usize], marks: &[Mark<'_>], owners: &[usize]) -> Option<(usize, f32)> {
    let first = owners[*part.first()?];
    if part.iter().all(|&mark| owners[mark] == first) {
        return None;
    }
    let width = |mark: usize| (marks[mark].along().1 - marks[mark].along().0).max(0.01);
    let mut widths: Vec<(usize, f32)> = Vec::new();
    for &mark in part {
        match widths.iter_mut().find(|(face, _)| *face == owners[mark]) {
            Some((_, sum)) => *sum += width(mark),
            None => widths.push((owners[mark], width(mark))),
        }
    }
    let all: f32 = widths.iter().map(|(_, width)| width).sum();
    let best = widths.into_iter().reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    Some((best.0, best.1 / all))
}

pub(super) fn is_digit(mark: &Mark<'_>) -> bool {
    mark.glyph.text.chars().next().and_then(super::super::token::digit).is_some()
}
