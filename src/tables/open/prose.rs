//! Lines of a page -> what is running text, and where it stands in columns beside other things.
//!
//! A paragraph is a stack of long lines that begin at one edge and fill one width. The rest of a page may hold tables.

use super::super::token::printed_token as token;
use super::print::Line;
use crate::model::text::{char_width, is_chinese};

/// Lines that a paragraph has at least.
const FEWEST: usize = 4;
/// Its width at least, in font sizes, and the characters of its lines in columns of half a Chinese one.
const NARROWEST: f32 = 13.0;
const SHORTEST: usize = 20;
/// A line is full if it ends no farther from the right edge than this share of the width.
const RAGGED: f32 = 0.14;
/// Share of the lines that are full, in tenths: cells that were wrapped have a short line every second or third.
const FULL: usize = 8;
/// Indented first lines begin this far from the edge at most, in font sizes.
const INDENT: f32 = 2.6;
/// They begin so far from it at least; other lines no farther than this.
const INDENTED: f32 = 0.9;
const EVEN: f32 = 0.3;
/// Lines of one paragraph are no farther apart, in font sizes.
const PITCH: f32 = 2.6;

/// A run of words, where it stands.
#[derive(Debug, Clone, Copy)]
struct Run {
    line: usize,
    first: usize,
    x0: f32,
    x1: f32,
    base: f32,
    size: f32,
    /// Characters in columns of half a Chinese one.
    width: usize,
    is_text: bool,
    /// The next run on its line is a number: cells that stand beside a label.
    beside_value: bool,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Block {
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// Its lines, and the first word of each.
    pub(super) runs: Vec<(usize, usize)>,
}

impl Block {
    /// First and last line.
    pub(super) fn lines(&self) -> (usize, usize) {
        (self.runs.first().map_or(0, |run| run.0), self.runs.last().map_or(0, |run| run.0))
    }
}

/// The paragraphs of a page.
pub(super) fn blocks(lines: &[Line]) -> Vec<Block> {
    let mut stacks: Vec<Vec<Run>> = Vec::new();
    // Stacks that may still grow.
    let mut open: Vec<usize> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        open.retain(|&stack| {
            stacks[stack].last().is_some_and(|last| line.base - last.base <= PITCH * last.size.max(line.size))
        });
        for run in runs(index, line) {
            let above = open.iter().copied().find(|&stack| goes_on(&stacks[stack], &run));
            match above {
                Some(stack) => stacks[stack].push(run),
                None => {
                    open.push(stacks.len());
                    stacks.push(vec![run]);
                }
            }
        }
    }
    stacks.iter().filter_map(|stack| block(stack)).collect()
}

fn runs(index: usize, line: &Line) -> impl Iterator<Item = Run> + '_ {
    let runs = line.runs();
    let beside_value = |end: usize| {
        let next = runs.iter().find(|run| run.0 == end).map(|run| &line.words[run.0..run.1]);
        next.is_some_and(|words| words.iter().all(|word| token(&word.text).is_value()))
    };
    let beside: Vec<bool> = runs.iter().map(|run| beside_value(run.1)).collect();
    runs.into_iter().zip(beside).map(move |((first, end), beside_value)| {
        let words = &line.words[first..end];
        let characters = || words.iter().flat_map(|word| word.text.chars());
        let letters = characters().filter(|c| c.is_alphabetic()).count();
        let all = characters().count();
        let spaces = if characters().any(is_chinese) { 0 } else { words.len() - 1 };
        Run {
            line: index,
            first,
            x0: words[0].x0,
            x1: words[words.len() - 1].x1,
            base: line.base,
            size: line.size,
            width: characters().map(char_width).sum::<usize>() + spaces,
            is_text: letters * 10 >= all * 6,
            beside_value,
        }
    })
}

/// True if the run is the next line of the stack.
fn goes_on(stack: &[Run], run: &Run) -> bool {
    let Some(last) = stack.last().filter(|last| last.line < run.line) else { return false };
    let size = last.size.max(run.size);
    let alike = last.size.min(run.size) >= 0.85 * size;
    let begins = (last.x0 - run.x0).abs() <= INDENT * size;
    // The shorter one lies within the reach of the longer one.
    alike && begins && last.x0 < run.x1 && run.x0 < last.x1
}

fn block(stack: &[Run]) -> Option<Block> {
    if stack.len() < FEWEST {
        return None;
    }
    let x1 = stack.iter().map(|run| run.x1).fold(f32::MIN, f32::max);
    let x0 = stack.iter().map(|run| run.x0).fold(f32::MAX, f32::min);
    let size = stack.iter().map(|run| run.size).fold(1.0, f32::max);
    let ragged = RAGGED * (x1 - x0);
    let full = stack.iter().filter(|run| x1 - run.x1 <= ragged).count();
    let long = stack.iter().filter(|run| run.width >= SHORTEST && run.is_text).count();
    // The last line of a paragraph is short as it comes; the next one begins with an indented line.
    let ended = stack
        .windows(3)
        .filter(|lines| x1 - lines[0].x1 > ragged && begins_paragraph(lines, x0, x1 - ragged));
    let short = stack.len() - full - ended.count();
    let full = stack.len() - short;
    let is_prose = x1 - x0 >= NARROWEST * size
        && (short <= 1 || full * 10 >= stack.len() * FULL)
        && stack.iter().filter(|run| run.beside_value).count() * 10 < stack.len() * 3
        && long * 10 >= stack.len() * 7;
    is_prose.then(|| Block { x0, x1, runs: stack.iter().map(|run| (run.line, run.first)).collect() })
}

/// True if the second of three lines is indented and full, and the third begins at the left edge: a paragraph begins there.
fn begins_paragraph(lines: &[Run], left: f32, right: f32) -> bool {
    let [_, first, second] = lines else { return false };
    first.x0 - left >= INDENTED * first.size && first.x1 >= right && second.x0 - left <= EVEN * second.size
}
