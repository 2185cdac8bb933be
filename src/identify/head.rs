//! Document -> the few lines that can tell its identity: the first and the last ones outside of tables.

use std::cell::OnceCell;

use crate::model::{Document, Grid};

use super::fold::{fold, is_page_mark};

/// Lines looked at from the beginning and from the end.
const FIRST: usize = 60;
const LAST: usize = 20;

/// Bytes of a line that are looked at: one line may be a whole file.
const LONGEST: usize = 1200;

/// A line of more bytes is running text: a title's line has 60 characters, with room for spaces between them.
const LONGEST_SHORT: usize = 400;
const LONGEST_FOLDED: usize = 3 * 60;

/// A line that is neither blank nor a page mark nor part of a table. It is folded when it is first looked at: of most
/// reports only the first few lines are.
#[derive(Debug)]
pub struct Shown<'a> {
    /// As printed, cut at a length that no title or opening needs.
    pub raw: &'a str,
    folded: OnceCell<String>,
}

impl<'a> Shown<'a> {
    /// Takes a line; nothing for blank lines and page marks.
    pub fn of(raw: &'a str) -> Option<Self> {
        let raw = raw[..floor(raw, LONGEST)].trim();
        (!raw.is_empty() && !is_page_mark(raw)).then(|| Self { raw, folded: OnceCell::new() })
    }

    /// The line on a common footing.
    pub fn text(&self) -> &str {
        self.folded.get_or_init(|| fold(self.raw))
    }

    /// True for running text: it has the marks of a sentence, or is too long for a title's line.
    pub fn is_prose(&self) -> bool {
        self.raw.len() > LONGEST_SHORT
            || self.raw.contains(['。', '；', '！', '？'])
            || self.text().len() > LONGEST_FOLDED
    }
}

/// The largest character boundary that is not beyond `limit`.
pub fn floor(text: &str, limit: usize) -> usize {
    if text.len() <= limit {
        return text.len();
    }
    (0..=limit).rev().find(|&place| text.is_char_boundary(place)).unwrap_or(0)
}

/// First and last lines of a document, in order, none in both.
pub fn lines<'a>(document: &'a Document, grids: &[Grid]) -> (Vec<Shown<'a>>, Vec<Shown<'a>>) {
    let mut first = Vec::with_capacity(FIRST);
    let mut next = 0;
    for (index, line) in outside(document, grids) {
        first.extend(Shown::of(line));
        next = index + 1;
        if first.len() == FIRST {
            break;
        }
    }
    let tail: Vec<(usize, &str)> = outside(document, grids).filter(|(index, _)| *index >= next).collect();
    let mut last: Vec<Shown> = tail.iter().rev().filter_map(|(_, line)| Shown::of(line)).take(LAST).collect();
    last.reverse();
    (first, last)
}

/// Lines outside of tables, with their index.
pub fn outside<'a>(document: &'a Document, grids: &[Grid]) -> impl Iterator<Item = (usize, &'a str)> {
    let mut spans: Vec<(usize, usize)> = grids.iter().map(|grid| grid.lines).collect();
    spans.sort_unstable();
    let mut at = 0;
    document.lines.iter().enumerate().filter_map(move |(index, line)| {
        while spans.get(at).is_some_and(|span| span.1 <= index) {
            at += 1;
        }
        let inside = spans.get(at).is_some_and(|span| span.0 <= index);
        (!inside && !line.text.is_empty()).then_some((index, line.text.as_str()))
    })
}
