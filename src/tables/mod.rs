//! Document -> Grid: every table of a document, whatever drew it.

use crate::model::{Document, Grid, Hint, Problem};

/// The tables of a document, in order, and what was doubtful about them.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Tables in document order.
    pub grids: Vec<Grid>,
    /// Problems; `table_index` counts in `grids`.
    pub problems: Vec<Problem>,
}

/// Finds every table. `hints` describe known forms: they guide the reading where the grid is lost.
pub fn find(_document: &Document, _hints: &[Hint]) -> Found {
    Found::default()
}
