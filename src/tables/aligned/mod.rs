//! Lines whose columns are held apart by runs of spaces -> tables.
//!
//! ```text
//! blocks    lines             -> stretches that may hold a table
//! pieces    stretch           -> one table each, or one page of one
//! segments  line              -> words and segments with their place
//! columns   segments          -> where white space runs down through the lines
//! layout    stretch           -> lines, columns, where the body begins
//! place     segment + columns -> which column it stands in
//! wraps     body lines        -> rows
//! heads     header lines      -> header cells and what they span
//! spans     header line       -> the group of columns that each text is centred over
//! verdict   layout            -> table or not, and how sure
//! grid      all of these      -> Grid
//! join      pages of a table   -> one table
//! ```
//!
//! `ordered` reads what lost its places: lines of a label and numbers with single spaces.

mod blocks;
mod columns;
mod grid;
mod heads;
mod join;
mod layout;
mod ordered;
mod pieces;
mod place;
mod segments;
mod spans;
mod verdict;
mod wraps;

use self::blocks::Look;
use self::join::Piece;
use self::layout::{Layout, layout};
use super::claim::Claim;
use super::view::ViewLine;
use crate::model::{Grid, Method};

/// Finds the tables whose columns are held apart by runs of spaces.
pub(crate) fn find(lines: &[ViewLine<'_>]) -> Vec<Claim> {
    let looks = blocks::looks(lines);
    let stretches = blocks::stretches(&looks);
    let mut found: Vec<Claim> = stretches.into_iter().flat_map(|range| claims(lines, &looks, range)).collect();
    found.extend(ordered::find(lines, &looks));
    found
}

fn claims(lines: &[ViewLine<'_>], looks: &[Look], range: (usize, usize)) -> Vec<Claim> {
    let mut found: Vec<Piece> = Vec::new();
    for range in pieces::pieces(lines, looks, range) {
        let Some(piece) = layout(lines, looks, range).and_then(piece) else { continue };
        match found.last_mut() {
            Some(last) if join::continues(last, &piece) && !join::is_titled(lines, looks, last, &piece) => {
                join::append(last, piece)
            }
            _ => found.push(piece),
        }
    }
    found.into_iter().map(|piece| piece.claim).collect()
}

fn piece(mut layout: Layout<'_>) -> Option<Piece> {
    let mut columns = layout.columns.clone();
    let heads = heads::heads(&layout.lines[..layout.body], &mut columns);
    if columns.len() != layout.columns.len() {
        layout.replace_columns(columns);
    }
    let rows = layout.trim(wraps::rows(&layout));
    let sure = verdict::verdict(&layout, &heads, &rows)?;
    if !grid::is_bounded(rows.len(), &layout.columns) {
        return None;
    }
    let cells = grid::fill(&layout, &heads, &rows);
    let (first, last) = (layout.lines.first()?.index, layout.lines.last()?.index);
    let size = cells.rows.min(1_000) as f32 / 1_000.0;
    let grid = Grid {
        method: Method::Aligned,
        lines: (first, last + 1),
        pages: None,
        rows: cells.rows,
        columns: cells.columns,
        cells: cells.cells,
        shape: None,
        section: String::new(),
        title: String::new(),
        unit: String::new(),
        confidence: 0.6 + 0.4 * sure,
    };
    let header = heads.iter().map(|head| head.level + head.levels).max().unwrap_or(0);
    let printed = layout.lines[..layout.body].iter().map(segments::TextLine::key).collect();
    Some(Piece { claim: Claim { grid, problems: cells.problems, score: 4.0 + 2.0 * sure + size }, header, printed })
}
