//! Ragged rows -> Grid: which column each printed cell belongs to, where spans and torn rows shifted it.

use super::claim::Claim;
use super::header::{self, HeaderCell};
use super::rows::{RawCell, RawRow, that_hold_something};
use super::token::Token;
use super::windows::{Windows, blank_row, windows};
use crate::model::{Code, Grid, GridCell, Method, Origin, Printed, Problem};

/// No printed table is wider; what lies behind is not read.
const MAX_COLUMNS: usize = 400;

/// Restores the grid of rows that were printed in order; `None` if they are no table.
pub(crate) fn restore(rows: Vec<RawRow>, method: Method, lines: (usize, usize)) -> Option<Claim> {
    let rows: Vec<RawRow> = that_hold_something(rows).into_iter().map(cap).collect();
    let columns = rows.iter().map(RawRow::trimmed).max()?;
    if rows.len() < 2 || columns < 2 {
        return None;
    }
    let mut build = Build { cells: Vec::new(), columns, row: 0, problems: Vec::new(), shape: None };
    if let Some(windows) = blank_row(&rows) {
        windows.place(&rows, &mut build);
        build.shape = Some((build.row - 1, Some(0)));
    } else {
        match windows(&rows, method == Method::CellLines) {
            Some(windows) => windows.place(&rows, &mut build),
            None => rows.iter().for_each(|row| build.as_printed(row, method == Method::Delimited)),
        }
    }
    Some(build.claim(method, lines))
}

fn cap(mut row: RawRow) -> RawRow {
    row.cells.truncate(MAX_COLUMNS);
    row
}

/// The grid while it is being filled.
struct Build {
    cells: Vec<GridCell>,
    columns: usize,
    row: usize,
    problems: Vec<Problem>,
    /// Header rows and label columns, where tidy could not tell them.
    shape: Option<(usize, Option<usize>)>,
}

impl Build {
    /// Each cell in the column where it stands; `cut` where a row's last cells are blank if they are not printed.
    fn as_printed(&mut self, row: &RawRow, cut: bool) {
        for (column, cell) in row.cells.iter().enumerate().take(self.columns) {
            self.push(column, 1, cell, Printed::Here);
        }
        let blank = RawCell::new("", row.cells.last().map_or(0, |cell| cell.line));
        for column in (row.cells.len()..self.columns).filter(|_| cut) {
            self.push(column, 1, &blank, Printed::Here);
        }
        self.row += 1;
    }

    fn push(&mut self, column: usize, column_span: usize, cell: &RawCell, printed: Printed) {
        self.cells.push(GridCell {
            row: self.row,
            column,
            row_span: 1,
            column_span: column_span.max(1),
            text: cell.text.clone(),
            indent: cell.indent,
            origin: Origin { line: cell.line as u32 + 1, page: None, rect: None },
            printed,
        });
    }

    fn claim(self, method: Method, lines: (usize, usize)) -> Claim {
        let grid = Grid {
            method,
            lines,
            pages: None,
            rows: self.row,
            columns: self.columns,
            cells: self.cells,
            shape: self.shape,
            section: String::new(),
            title: String::new(),
            unit: String::new(),
            confidence: 1.0,
        };
        Claim { grid, problems: self.problems, score: 0.0, areas: Vec::new() }
    }
}

impl Windows {
    fn place(&self, rows: &[RawRow], build: &mut Build) {
        build.columns = self.labels + self.values;
        let begins =
            |row: &RawRow| row.has_values() || row.filled() == 0 || self.exact && self.is_blank_row(row);
        let body_start = rows.iter().position(begins).unwrap_or(0);
        let start = self.header_start(rows, body_start);
        self.place_header(&rows[..body_start], start, build);
        for row in &rows[body_start..] {
            // Where no row has a label, one with a word before its values is another kind of row.
            let start = self.start_of(row).filter(|&start| self.labels > 0 || lacks_labels(row, start));
            match start {
                Some(start) => self.place_row(row, start, build),
                None if !row.has_values() => {
                    self.place_labels(&row.cells, build.columns, build);
                    self.place_blanks(row, build);
                }
                None => self.unresolved(row, build),
            }
            build.row += 1;
        }
    }

    fn place_row(&self, row: &RawRow, start: usize, build: &mut Build) {
        self.place_labels(&row.cells[..start.min(row.cells.len())], self.labels, build);
        let last = row.cells.last().map_or(0, |cell| cell.line);
        let blank = RawCell::new("", last);
        for value in 0..self.values {
            let cell = row.cells.get(start + value).unwrap_or(&blank);
            build.push(self.labels + value, 1, cell, Printed::Here);
        }
        for (extra, cell) in row.cells.iter().skip(start + self.values).enumerate() {
            if cell.token != Token::Empty {
                build.push(self.labels + self.values + extra, 1, cell, Printed::Here);
                build.columns = build.columns.max(self.labels + self.values + extra + 1);
            }
        }
    }

    /// Values of a row of which the labels alone are printed, where blank cells at the end of a row may be cut.
    fn place_blanks(&self, row: &RawRow, build: &mut Build) {
        let taken = build.cells.iter().rev().take_while(|cell| cell.row == build.row);
        let from = taken.map(|cell| cell.column + cell.column_span).max().unwrap_or(0).max(self.labels);
        let blank = RawCell::new("", row.cells.last().map_or(0, |cell| cell.line));
        for column in (from..self.labels + self.values).filter(|_| !self.exact) {
            build.push(column, 1, &blank, Printed::Here);
        }
    }

    /// Labels go to the column of their numbering, else to where they stand, and reach to the next label. Those that the
    /// table has no column for stand in its last one: `end` is the column behind it.
    fn place_labels(&self, cells: &[RawCell], end: usize, build: &mut Build) {
        let labels: Vec<(usize, &RawCell)> =
            cells.iter().enumerate().filter(|(_, cell)| cell.token != Token::Empty).collect();
        let last = end.saturating_sub(1);
        let columns: Vec<usize> =
            self.label_columns(&labels).into_iter().map(|column| column.min(last)).collect();
        for (index, &(_, cell)) in labels.iter().enumerate() {
            let column = columns[index];
            if index > 0
                && columns[index - 1] == column
                && let Some(label) = build.cells.last_mut()
            {
                label.text.push(' ');
                label.text.push_str(&cell.text);
                continue;
            }
            let next = columns[index..].iter().copied().find(|&next| next > column).unwrap_or(self.labels);
            build.push(column, next.saturating_sub(column), cell, Printed::Here);
        }
    }

    /// The row's values are printed, but which column each belongs to cannot be told.
    fn unresolved(&self, row: &RawRow, build: &mut Build) {
        let first = if self.labels > 0 { row.first_value().unwrap_or(0) } else { 0 };
        self.place_labels(&row.cells[..first], self.labels, build);
        let printed: Vec<&str> = row.cells[first..]
            .iter()
            .map(|cell| cell.text.as_str())
            .filter(|text| !text.is_empty())
            .collect();
        let printed = printed.join(" ");
        let line = row.cells[first].line;
        for value in 0..self.values {
            let cell = RawCell::new(&printed, line);
            build.push(self.labels + value, 1, &cell, Printed::Unresolved);
        }
        let label = row.last_label().map_or("", |label| row.cells[label].text.as_str());
        build.problems.push(Problem::new(
            Code::ValueUnresolved,
            format!(
                "line {}: the row \"{label}\" prints \"{printed}\" for {} columns; which value belongs to which column \
                 cannot be told, so none is given. Look at the report.",
                line + 1,
                self.values
            ),
        ));
    }

    /// Header rows above the values.
    fn place_header(&self, rows: &[RawRow], start: usize, build: &mut Build) {
        for line in header::restore(rows, start, self.labels, self.values, self.exact) {
            for HeaderCell { column, span, cell } in line {
                build.push(column, span, &cell, Printed::Here);
            }
            build.row += 1;
        }
    }
}

/// True if nothing is printed before this cell.
fn lacks_labels(row: &RawRow, start: usize) -> bool {
    row.cells.iter().take(start).all(|cell| cell.token == Token::Empty)
}
