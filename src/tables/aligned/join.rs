//! Pages of a table -> one table: a piece whose header repeats that of the piece above goes on with its rows.

use super::super::claim::Claim;
use super::super::token::is_space;
use super::super::view::ViewLine;
use super::blocks::Look;

/// A table or one page of it.
pub(crate) struct Piece {
    pub(crate) claim: Claim,
    /// Rows of its header.
    pub(crate) header: usize,
    /// The printed lines of its header, without spaces.
    pub(crate) printed: Vec<String>,
    /// Where those stand, in lines of the document from 0.
    pub(crate) header_lines: Vec<usize>,
    /// The line at its end that heads rows on the next page.
    pub(crate) open_head: Option<usize>,
}

impl Piece {
    /// True if the lower piece repeats the header of this one.
    pub(crate) fn repeats(&self, lower: &Piece) -> bool {
        !self.printed.is_empty() && self.printed == lower.printed
    }
}

/// True if another title stands between the pieces; the upper one's own may be repeated.
pub(crate) fn is_titled(view: &[ViewLine<'_>], looks: &[Look], upper: &Piece, lower: &Piece) -> bool {
    let printed = |index: &usize| matches!(looks[*index], Look::Single | Look::Multi | Look::Break);
    let key = |index: usize| -> String { view[index].text.chars().filter(|&c| !is_space(c)).collect() };
    let above: Vec<String> = (0..upper.claim.grid.lines.0).rev().filter(printed).take(3).map(key).collect();
    let between = (upper.claim.grid.lines.1..lower.claim.grid.lines.0).filter(printed);
    between.filter(|line| upper.open_head != Some(*line)).map(key).any(|text| {
        !above.contains(&text) && !text.contains('续') && !text.to_ascii_lowercase().contains("continued")
    })
}

/// Appends the rows of the lower piece without its header.
pub(crate) fn append(upper: &mut Piece, lower: Piece) {
    let Piece { claim: lower, header, open_head, .. } = lower;
    upper.open_head = open_head;
    let upper = &mut upper.claim;
    let shift = upper.grid.rows;
    for mut cell in lower.grid.cells {
        if cell.row >= header {
            cell.row = cell.row - header + shift;
            upper.grid.cells.push(cell);
        }
    }
    upper.grid.rows += lower.grid.rows - header;
    upper.grid.lines.1 = lower.grid.lines.1;
    upper.grid.confidence = upper.grid.confidence.min(lower.grid.confidence);
    upper.problems.extend(lower.problems);
    upper.score = upper.score.max(lower.score);
}
