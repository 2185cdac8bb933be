//! Printed rows with ragged cells: what the text readers hand to `restore`.

use super::token::{Token, is_space, token};
use crate::model::text::display_width;

/// One cell as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RawCell {
    /// Text, line breaks inside the cell as `\n`.
    pub(crate) text: String,
    /// Line it begins on, from 0.
    pub(crate) line: usize,
    /// Width of the white space before the text.
    pub(crate) indent: usize,
    /// What it looks like.
    pub(crate) token: Token,
}

impl RawCell {
    /// A cell of this text, printed on this line.
    pub(crate) fn new(text: &str, line: usize) -> Self {
        let body = text.trim_start_matches(is_space);
        let indent = display_width(&text[..text.len() - body.len()]);
        let text = body.trim_end_matches(is_space);
        Self { text: text.to_owned(), line, indent, token: token(text) }
    }
}

/// One row as printed: cells in order, empty ones kept where they were printed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct RawRow {
    pub(crate) cells: Vec<RawCell>,
}

impl RawRow {
    /// Cells up to the last one that holds something.
    pub(crate) fn trimmed(&self) -> usize {
        self.cells.iter().rposition(|cell| cell.token != Token::Empty).map_or(0, |last| last + 1)
    }

    /// Number of cells that hold something.
    pub(crate) fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| cell.token != Token::Empty).count()
    }

    /// First value cell.
    pub(crate) fn first_value(&self) -> Option<usize> {
        self.cells.iter().position(|cell| cell.token.is_value())
    }

    /// Last value cell.
    pub(crate) fn last_value(&self) -> Option<usize> {
        self.cells.iter().rposition(|cell| cell.token.is_value())
    }

    /// Last text cell before the first value cell.
    pub(crate) fn last_label(&self) -> Option<usize> {
        let end = self.first_value().unwrap_or(self.cells.len());
        self.cells[..end].iter().rposition(|cell| cell.token == Token::Text)
    }

    /// True if some cell is a number: rows of marks alone tell nothing about where values stand.
    pub(crate) fn has_numbers(&self) -> bool {
        self.cells.iter().any(|cell| cell.token == Token::Number)
    }

    /// True if some cell is a number or a mark.
    pub(crate) fn has_values(&self) -> bool {
        self.first_value().is_some()
    }
}

/// The rows that hold something. Below a header without values a last row of blanks is the one row of the table; other
/// rows of blanks only part rows.
pub(crate) fn that_hold_something(rows: Vec<RawRow>) -> Vec<RawRow> {
    let last = rows.len().saturating_sub(1);
    let headed = !rows.iter().any(RawRow::has_values);
    let kept = |(index, row): &(usize, RawRow)| row.filled() > 0 || headed && *index == last;
    rows.into_iter().enumerate().filter(kept).map(|(_, row)| row).collect()
}
