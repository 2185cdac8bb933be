//! Page + areas of ruled tables -> the lines around them, for what belongs to a table but stands outside of its rules.

use super::super::aligned::{self, TextLine};
use super::super::ruled::Turn;
use super::print::{self, Line, Word};
use super::{captions, grouped, sequence};
use crate::model::{Page, Rect};
use crate::tables::token::token;

/// The lines of a page outside of its ruled tables, from top to bottom.
pub(crate) struct Beside {
    lines: Vec<Printed>,
    page: u32,
}

/// One of them.
pub(crate) struct Printed {
    line: Line,
    /// Baseline and font size.
    pub(crate) base: f32,
    pub(crate) size: f32,
}

impl Beside {
    pub(crate) fn of(page: &Page, turn: &Turn, taken: &[Rect]) -> Self {
        let lines = print::lines(page, turn, taken, &[]).into_iter().map(|mut line| {
            grouped::join(&mut line);
            Printed { base: line.base, size: line.size, line }
        });
        Self { lines: lines.collect(), page: page.number }
    }

    /// Without the texts that stand as a whole left or right of these places.
    pub(crate) fn between(mut self, left: f32, right: f32) -> Self {
        for Printed { line, base, size } in &mut self.lines {
            let aside = |&(first, end): &(usize, usize)| {
                line.words[end - 1].x1 < left || line.words[first].x0 > right
            };
            let kept: Vec<(usize, usize)> = line.runs().into_iter().filter(|run| !aside(run)).collect();
            let words = kept.iter().flat_map(|&(first, end)| line.words[first..end].to_vec());
            line.words = words.collect();
            // Larger print beside them is gone, too.
            line.size = line.words.iter().map(|word| word.size).fold(0.0, f32::max);
            line.base = line.words.iter().map(|word| word.base).fold(0.0, f32::max);
            (*base, *size) = (line.base, line.size);
        }
        self.lines.retain(|printed| !printed.line.words.is_empty());
        self
    }

    pub(crate) fn len(&self) -> usize {
        self.lines.len()
    }

    pub(crate) fn get(&self, index: usize) -> &Printed {
        &self.lines[index]
    }

    pub(crate) fn partition_point(&self, is_above: impl Fn(&Printed) -> bool) -> usize {
        self.lines.partition_point(is_above)
    }

    /// A line as the code for text reads it; places count from `left`, in parts of `unit`.
    pub(crate) fn text_line(&self, index: usize, left: f32, unit: f32) -> TextLine<'_> {
        let line = &self.lines[index].line;
        let place = |x: f32| (x - left) / unit;
        let words = line.words.iter().map(|word| aligned::Word {
            text: &word.text,
            x0: place(word.x0),
            x1: place(word.x1),
            narrow: (place(word.x0), place(word.x1)),
            apart: word.apart,
        });
        let mut text = TextLine::from_words(words.collect(), index, 0);
        (text.page, text.base, text.size) = (self.page, line.base / unit, line.size / unit);
        text
    }
}

impl Printed {
    /// The level that tells which side of a rule it stands on.
    pub(crate) fn middle(&self) -> f32 {
        self.line.middle()
    }

    /// The highest of its words' levels.
    pub(crate) fn highest(&self) -> f32 {
        self.line.words.iter().map(Word::middle).fold(f32::MAX, f32::min)
    }

    /// Parts its words where a value stands on one side of one of these places, and another word on the other side: columns
    /// may stand closer than characters do.
    pub(crate) fn parted(&self, places: &[f32]) -> Self {
        let mut line = self.line.clone();
        for at in 1..line.words.len() {
            let (before, word) = (&line.words[at - 1], &line.words[at]);
            let value = [before, word].iter().any(|word| token(&word.text).is_value());
            let between = places.iter().any(|place| before.x1 <= *place && *place <= word.x0);
            line.words[at].apart |= value && between;
        }
        Self { line, ..*self }
    }

    /// From where to where each of its texts reaches.
    pub(crate) fn extents(&self) -> Vec<(f32, f32)> {
        self.line.extents()
    }

    /// Its texts.
    pub(crate) fn texts(&self) -> Vec<String> {
        let text = |(first, end): (usize, usize)| {
            let words: Vec<&str> =
                self.line.words[first..end].iter().map(|word| word.text.as_str()).collect();
            words.join(" ")
        };
        self.line.runs().into_iter().map(text).collect()
    }

    /// True if it states the unit or the number of the table below. `before`: the line above it.
    pub(crate) fn is_caption(&self, before: Option<&Self>) -> bool {
        captions::is_caption(&self.line.text())
            || sequence::is_aside(&self.line)
            || sequence::is_unit_line(&self.line, before.map(|before| &before.line))
    }
}
