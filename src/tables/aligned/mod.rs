//! Lines whose columns are held apart by runs of spaces -> tables.
//!
//! ```text
//! blocks    lines             -> stretches that may hold a table
//! segments  line              -> words and segments with their place
//! columns   segments          -> where white space runs down through the lines
//! layout    stretch           -> lines, columns, where the body begins
//! place     segment + columns -> which column it stands in
//! wraps     body lines        -> rows
//! heads     header lines      -> header cells and what they span
//! verdict   layout            -> table or not, and how sure
//! grid      all of these      -> Grid
//! ```

mod blocks;
mod columns;
mod grid;
mod heads;
mod layout;
mod place;
mod segments;
mod verdict;
mod wraps;

use self::blocks::Look;
use self::layout::{Layout, layout};
use super::claim::Claim;
use super::view::ViewLine;
use crate::model::{Grid, Method};

/// Finds the tables whose columns are held apart by runs of spaces. `held` lines, in order, are tables for sure.
pub(crate) fn find(lines: &[ViewLine<'_>], held: &[(usize, usize)]) -> Vec<Claim> {
    let looks = blocks::looks(lines);
    let stretches = blocks::stretches(&looks);
    let open = stretches.into_iter().filter(|&range| !ends_held(&looks, range, held));
    open.flat_map(|range| claims(lines, &looks, range)).collect()
}

/// True if the last printed line of a stretch is held. A claim to the stretch ends with that line, and would be in vain.
fn ends_held(looks: &[Look], (start, end): (usize, usize), held: &[(usize, usize)]) -> bool {
    let printed = (start..end).rev().find(|&line| matches!(looks[line], Look::Single | Look::Multi));
    let Some(last) = printed else { return true };
    let next = held.partition_point(|&(_, end)| end <= last);
    held.get(next).is_some_and(|&(start, _)| start <= last)
}

fn claims(lines: &[ViewLine<'_>], looks: &[Look], range: (usize, usize)) -> Vec<Claim> {
    layout(lines, looks, range).and_then(claim).into_iter().collect()
}

fn claim(mut layout: Layout<'_>) -> Option<Claim> {
    let body = layout.body;
    let mut columns = layout.columns.clone();
    let heads = heads::heads(&layout.lines[..body], &mut columns);
    if columns.len() != layout.columns.len() {
        layout.replace_columns(columns);
    }
    let rows = wraps::rows(&layout);
    let sure = verdict::verdict(&layout, &heads, &rows)?;
    if !grid::is_bounded(rows.len(), &layout.columns) {
        return None;
    }
    let cells = grid::fill(&layout, &heads, &rows);
    let first = layout.lines.first()?.index;
    let last = layout.lines.last()?.index;
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
    Some(Claim { grid, problems: cells.problems, score: 4.0 + 2.0 * sure + size })
}
