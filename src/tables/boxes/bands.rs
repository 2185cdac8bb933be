//! The lines between two rules -> rows: one row whose texts are wrapped, or several that no rule parts.
//!
//! Numbers of two rows must never be joined: lines that each hold values in the same cells are rows of their own. Text
//! goes on in the next line only if the line before left no room for what follows.

use super::super::token::{Token, is_space, token};
use super::columns::Columns;
use super::sheet::{Divider, Strip};
use crate::model::text::{char_width, display_width};

/// A wrapped line may leave this many columns free beside the padding: fonts disagree, and punctuation moves along.
const SLACK: i64 = 2;

/// Lines between two rules, as cells by lines.
pub(super) struct Band<'s> {
    /// Slots of each cell, from and behind.
    cells: Vec<(usize, usize)>,
    /// True for a cell that goes on over the rule above or below.
    spanning: Vec<bool>,
    /// Text of each line's cells.
    texts: Vec<Vec<&'s str>>,
    /// True where such a text is a value.
    values: Vec<Vec<bool>>,
    /// Which boundaries each line has uprights on, where lines differ.
    patterns: Vec<Vec<usize>>,
}

/// How a band falls into rows.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Split {
    /// First line of each row.
    pub(super) starts: Vec<usize>,
    /// Cells (by slots) that go on over the rows of the band.
    pub(super) through: Vec<(usize, usize)>,
    /// First slots of cells that hold several values, of which nothing tells whether they are one broken number.
    pub(super) doubtful: Vec<usize>,
}

impl<'s> Band<'s> {
    pub(super) fn new(
        strips: &'s [Strip<'_>],
        above: &Divider<'_>,
        below: &Divider<'_>,
        slots: usize,
    ) -> Self {
        let mut counts = vec![0usize; slots + 1];
        let patterns: Vec<Vec<usize>> = strips.iter().map(Strip::uprights).collect();
        patterns.iter().flatten().for_each(|&boundary| counts[boundary] += 1);
        let bounds: Vec<usize> =
            (0..=slots).filter(|&at| at == 0 || at == slots || counts[at] * 2 >= strips.len()).collect();
        let cells: Vec<(usize, usize)> = bounds.windows(2).map(|pair| (pair[0], pair[1])).collect();
        let spanning =
            cells.iter().map(|&(from, to)| !above.parts(from, to) || !below.parts(from, to)).collect();
        let texts: Vec<Vec<&'s str>> = strips.iter().map(|strip| line_texts(strip, &cells)).collect();
        let values =
            texts.iter().map(|line| line.iter().map(|text| token(text).is_value()).collect()).collect();
        Self { cells, spanning, texts, values, patterns }
    }

    /// True if some cell holds a value.
    pub(super) fn has_values(&self) -> bool {
        self.values.iter().flatten().any(|&value| value)
    }

    /// Cells that hold values in several lines.
    pub(super) fn clashes(&self) -> Vec<usize> {
        (0..self.cells.len()).filter(|&cell| !self.spanning[cell] && self.value_lines(cell) >= 2).collect()
    }

    fn value_lines(&self, cell: usize) -> usize {
        self.values.iter().filter(|line| line[cell]).count()
    }

    /// True if cells hold several values that are not one broken number: rows that no rule parts.
    pub(super) fn is_grouped(&self, columns: &Columns) -> bool {
        let clashes = self.clashes();
        let many = self.valued() > 1 && clashes.len() * 2 > self.valued();
        many || clashes.iter().any(|&cell| !self.is_broken(cell, columns))
    }

    /// Bands without such cells that are needed for certainty that a band is a row.
    pub(super) fn doubt(&self) -> usize {
        match (self.clashes().is_empty(), self.valued()) {
            (true, _) => 0,
            (false, 1) => 2,
            (false, _) => 1,
        }
    }

    /// Number of cells that hold values.
    fn valued(&self) -> usize {
        (0..self.cells.len()).filter(|&cell| !self.spanning[cell] && self.value_lines(cell) > 0).count()
    }

    /// True if nearly every line has a text in every cell: rows of words that no rule parts.
    pub(super) fn is_dense(&self) -> bool {
        let full = |line: &&Vec<&str>| {
            line.iter().zip(&self.spanning).all(|(text, &spanning)| spanning || !text.is_empty())
        };
        self.texts.len() >= 3 && self.texts.iter().filter(full).count() * 3 >= self.texts.len() * 2
    }

    /// Cuts the band into rows. `ruled`: rules part the rows of this drawing, so a band is a row unless its values say
    /// otherwise.
    pub(super) fn split(&self, ruled: bool, columns: &Columns) -> Split {
        let clashes = self.clashes();
        let mut split = Split::default();
        if clashes.is_empty() && (ruled || !self.has_values()) {
            split.starts = self.pattern_starts();
            return split;
        }
        let few = self.valued() == 1 || clashes.len() * 2 <= self.valued();
        let broken = clashes.iter().all(|&cell| self.is_broken(cell, columns));
        if few && !clashes.is_empty() && (ruled || broken) {
            split.starts = vec![0];
            if !(ruled && broken) {
                split.doubtful = clashes.iter().map(|&cell| self.cells[cell].0).collect();
            }
            return split;
        }
        self.rows(columns)
    }

    /// Cuts where lines have other uprights than the line before: no row does that.
    fn pattern_starts(&self) -> Vec<usize> {
        let changed = |&line: &usize| line == 0 || self.patterns[line] != self.patterns[line - 1];
        (0..self.texts.len()).filter(changed).collect()
    }

    /// Cuts at every line that does not go on with the one before.
    pub(super) fn rows(&self, columns: &Columns) -> Split {
        let mut split = Split::default();
        let mut row = 0;
        for line in 0..self.texts.len() {
            if line == 0 || !self.continues(row, line, columns) {
                split.starts.push(line);
                row = line;
            }
        }
        split.through = self.through(&split.starts);
        split
    }

    /// True if the line belongs to the row that began on line `row`.
    fn continues(&self, row: usize, line: usize, columns: &Columns) -> bool {
        let printed = |cell: usize| self.texts[row..line].iter().any(|texts| !texts[cell].is_empty());
        let valued = |cell: usize| self.values[row..line].iter().any(|values| values[cell]);
        let blank = self.texts[line].iter().all(|text| text.is_empty());
        if self.patterns[line] != self.patterns[line - 1] || blank || line - row > 60 {
            return blank;
        }
        let mut wrapped = false;
        for (cell, text) in self.texts[line].iter().enumerate() {
            if text.is_empty() || self.spanning[cell] || !printed(cell) {
                continue;
            }
            let fills = self.fills(self.texts[line - 1][cell], text, cell, columns, SLACK);
            if !fills || self.values[line][cell] || valued(cell) {
                return false;
            }
            wrapped = true;
        }
        let label = self.texts[line].first().is_some_and(|text| !text.is_empty());
        wrapped || !label && !self.values[line].contains(&true)
    }

    /// True if a text has no room for the next line's first character, or word.
    fn fills(&self, text: &str, next: &str, cell: usize, columns: &Columns, slack: i64) -> bool {
        let (from, to) = self.cells[cell];
        let word: i64 = next.chars().take_while(char::is_ascii_alphanumeric).count() as i64;
        let first = next.chars().next().map_or(0, char_width) as i64;
        !text.is_empty() && display_width(text) as i64 + word.max(first) > columns.room(from, to) - 2 - slack
    }

    /// True if the values of a cell look like one number that was broken for lack of room: two, the first one as long as
    /// it could be, and no label begins beside the second.
    fn is_broken(&self, cell: usize, columns: &Columns) -> bool {
        let lines: Vec<usize> =
            (0..self.texts.len()).filter(|&line| !self.texts[line][cell].is_empty()).collect();
        let &[first, second] = lines.as_slice() else { return false };
        let goes_on = |(other, text): (usize, &&str)| {
            let above = self.texts[second - 1][other];
            text.is_empty() || self.values[second][other] || self.fills(above, text, other, columns, 0)
        };
        // Lines with a text in every cell are rows.
        let complete = self.texts[second].iter().all(|text| !text.is_empty());
        second == first + 1
            && !complete
            && self.fills(self.texts[first][cell], "0", cell, columns, 0)
            && self.texts[second].iter().enumerate().all(goes_on)
    }

    /// Label cells that stand beside several rows: one character a line, or one text that is not on the first row.
    fn through(&self, starts: &[usize]) -> Vec<(usize, usize)> {
        if starts.len() < 2 {
            return Vec::new();
        }
        let first_value = (0..self.cells.len()).find(|&cell| self.value_lines(cell) > 0).unwrap_or(0);
        let is_through = |cell: usize| {
            let printed: Vec<usize> =
                (0..self.texts.len()).filter(|&line| !self.texts[line][cell].is_empty()).collect();
            let texts = || printed.iter().map(|&line| self.texts[line][cell]);
            // A column of units has one character a line too.
            let unit = |text: &str| token(&format!("1{text}")) == Token::Number;
            let vertical =
                printed.len() >= 2 && texts().all(|text| text.chars().nth(1).is_none()) && !texts().all(unit);
            vertical || matches!(printed.as_slice(), [only] if *only >= starts[1])
        };
        (0..first_value).filter(|&cell| is_through(cell)).map(|cell| self.cells[cell]).collect()
    }
}

/// The text of each cell on one line: the first piece that begins inside.
fn line_texts<'s>(strip: &'s Strip<'_>, cells: &[(usize, usize)]) -> Vec<&'s str> {
    let mut texts = vec![""; cells.len()];
    for piece in &strip.pieces {
        let cell = cells.partition_point(|&(_, to)| to <= piece.from);
        if let Some(text) = texts.get_mut(cell).filter(|text| text.is_empty()) {
            *text = piece.text.trim_matches(is_space);
        }
    }
    texts
}
