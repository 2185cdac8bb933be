//! Grid -> Matrix: which cell covers each place, with its normalised text and what it holds.

use std::borrow::Cow;

use super::value::{self, Value};
use crate::model::text::squeezed;
use crate::model::{Grid, GridCell, Method, Printed, ValueKind};

/// A grid with random access.
pub(crate) struct Matrix<'a> {
    pub(crate) grid: &'a Grid,
    pub(crate) rows: usize,
    pub(crate) columns: usize,
    /// Normalised text of each cell of the grid.
    pub(crate) texts: Vec<Cow<'a, str>>,
    /// The value that each cell holds, if it is one.
    pub(crate) values: Vec<Value>,
    /// Index of the cell that covers a place, plus one; 0 where none does.
    places: Vec<u32>,
}

impl<'a> Matrix<'a> {
    /// Reads every cell of the grid once.
    pub(crate) fn new(grid: &'a Grid) -> Self {
        let (rows, columns) = (grid.rows, grid.columns);
        let mut places = vec![0; rows.saturating_mul(columns)];
        for (index, cell) in grid.cells.iter().enumerate() {
            for row in cell.row..(cell.row + cell.row_span.max(1)).min(rows) {
                for column in cell.column..(cell.column + cell.column_span.max(1)).min(columns) {
                    places[row * columns + column] = index as u32 + 1;
                }
            }
        }
        let explicit = !matches!(grid.method, Method::Aligned | Method::Guided);
        let texts = grid.cells.iter().map(|cell| squeezed(&cell.text)).collect();
        let values = grid.cells.iter().map(|cell| read(cell, explicit)).collect();
        Self { grid, rows, columns, texts, values, places }
    }

    /// Index of the cell that covers this place.
    pub(crate) fn at(&self, row: usize, column: usize) -> Option<usize> {
        if row >= self.rows || column >= self.columns {
            return None;
        }
        (self.places[row * self.columns + column] as usize).checked_sub(1)
    }

    /// The cell that begins in this place.
    pub(crate) fn anchored(&self, row: usize, column: usize) -> Option<usize> {
        self.at(row, column).filter(|&cell| {
            let cell = &self.grid.cells[cell];
            cell.row == row && cell.column == column
        })
    }

    /// Text that covers this place; empty if none does.
    pub(crate) fn text(&self, row: usize, column: usize) -> &str {
        self.at(row, column).map_or("", |cell| &self.texts[cell])
    }

    /// What the place holds; blank if nothing covers it.
    pub(crate) fn kind(&self, row: usize, column: usize) -> ValueKind {
        self.at(row, column).map_or(ValueKind::Blank, |cell| self.values[cell].kind)
    }

    /// Cells of one row that hold something and begin in it.
    pub(crate) fn filled(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.columns)
            .filter_map(move |column| self.anchored(row, column))
            .filter(|&cell| !self.texts[cell].is_empty())
    }

    /// True if the row holds a number, a mark or an unresolved value.
    pub(crate) fn has_values(&self, row: usize) -> bool {
        self.filled(row).any(|cell| is_value(self.values[cell].kind))
    }
}

/// Numbers, marks and unresolved values: what a column of counts holds.
pub(crate) fn is_value(kind: ValueKind) -> bool {
    matches!(kind, ValueKind::Number | ValueKind::NotApplicable | ValueKind::Unresolved)
}

fn read(cell: &GridCell, explicit: bool) -> Value {
    let mut value = value::parse(&cell.text, explicit);
    if cell.printed == Printed::Unresolved {
        value.kind = ValueKind::Unresolved;
        value.value = None;
    }
    value
}
