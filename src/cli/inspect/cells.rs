//! `Inspection` -> CSV: each value with its labels, as in cells.csv.

use crate::write::{self, Dialect, Rows, datasets};

use super::load::Inspection;

/// The rows of cells.csv for this document.
pub fn render(inspection: &Inspection, dialect: Dialect) -> Vec<u8> {
    let mut rows = Rows::new(dialect);
    write::cell_rows(
        &mut rows,
        &inspection.document_id,
        &inspection.extract.tables,
        &inspection.report.identity,
    );
    let mut file = write::head(&datasets::cells().header(), dialect);
    file.extend_from_slice(rows.as_bytes());
    file
}
