//! Rows with a sign between their cells -> Claim: each cell where it was printed, or through `restore` where rows lost
//! cells that should stand before their labels or values.

use std::collections::BTreeMap;

use super::claim::Claim;
use super::restore::restore;
use super::rows::{RawCell, RawRow};
use super::token::Token;
use crate::model::{Grid, GridCell, Method, Origin, Printed};

/// Makes a table of rows whose cells are marked; `None` if they are no table.
pub(super) fn claim(rows: Vec<RawRow>, method: Method, lines: (usize, usize)) -> Option<Claim> {
    let rows: Vec<RawRow> = rows.into_iter().filter(|row| row.filled() > 0).collect();
    let columns = rows.iter().map(RawRow::trimmed).max()?;
    if rows.len() < 2 || columns < 2 {
        return None;
    }
    if lost_cells(&rows) {
        return restore(rows, method, lines);
    }
    let mut cells = Vec::with_capacity(rows.iter().map(|row| row.cells.len().min(columns)).sum());
    let count = rows.len();
    for (row, raw) in rows.into_iter().enumerate() {
        let placed = raw.cells.into_iter().take(columns).enumerate();
        cells.extend(placed.map(|(column, cell)| grid_cell(row, column, cell)));
    }
    Some(Claim { grid: grid(method, lines, (count, columns), cells), problems: Vec::new(), score: 0.0 })
}

fn grid_cell(row: usize, column: usize, cell: RawCell) -> GridCell {
    GridCell {
        row,
        column,
        row_span: 1,
        column_span: 1,
        text: cell.text,
        indent: cell.indent,
        origin: Origin { line: u32::try_from(cell.line + 1).unwrap_or(0), page: None, rect: None },
        printed: Printed::Here,
    }
}

/// A grid of which nothing is known yet but its cells.
pub(super) fn grid(
    method: Method,
    lines: (usize, usize),
    (rows, columns): (usize, usize),
    cells: Vec<GridCell>,
) -> Grid {
    Grid {
        method,
        lines,
        pages: None,
        rows,
        columns,
        cells,
        shape: None,
        section: String::new(),
        title: String::new(),
        unit: String::new(),
        confidence: 1.0,
    }
}

/// True if rows stand in the wrong columns: a run of values as long as in most rows that begins elsewhere, a row as much
/// too short as its value stands too far to the left, or a header row with fewer cells than the one that names the
/// columns. Rows that only miss cells at their end are right as printed.
fn lost_cells(rows: &[RawRow]) -> bool {
    let runs: Vec<(usize, usize, &RawRow)> = rows.iter().filter_map(run).collect();
    let Some((start, length)) = common_run(&runs) else { return false };
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let moved = |&(first, values, row): &(usize, usize, &RawRow)| {
        let short = first < start && row.cells.len() + (start - first) == width;
        values == length && first != start && (length > 1 || short)
    };
    runs.iter().any(moved) || short_header(rows, width)
}

/// Where the row's values begin and how many they are, if they are one unbroken run behind its labels.
fn run(row: &RawRow) -> Option<(usize, usize, &RawRow)> {
    let (first, last) = (row.first_value()?, row.last_value()?);
    let unbroken = row.cells[first..=last].iter().all(|cell| cell.token.is_value());
    unbroken.then_some((first, last + 1 - first, row))
}

/// The start and the length of most runs.
fn common_run(runs: &[(usize, usize, &RawRow)]) -> Option<(usize, usize)> {
    let mut counts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for &(first, values, _) in runs {
        *counts.entry((values, first)).or_default() += 1;
    }
    let best = counts.into_iter().max_by_key(|&((values, first), count)| (count, values, first))?;
    Some((best.0.1, best.0.0))
}

/// True if the last header row has every column and one above it has several cells, but fewer: its spans were lost.
fn short_header(rows: &[RawRow], width: usize) -> bool {
    let body = rows.iter().position(RawRow::has_values).unwrap_or(0);
    let Some((bottom, above)) = rows[..body].split_last() else { return false };
    let full = bottom.cells.len() == width && bottom.cells.iter().all(|cell| cell.token != Token::Empty);
    full && above.iter().any(|row| row.filled() >= 2 && row.cells.len() < width)
}
