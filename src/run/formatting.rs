//! What was read and made of a document -> its rows of `tables.csv` and `cells.csv`: they depend on no other document, so
//! that a first run writes them while it reads.

use xxhash_rust::xxh3::xxh3_64;

use super::kept::Kept;
use crate::model::Table;
use crate::write::{self, Dialect, Rows};

/// A document's rows of a dataset.
#[derive(Debug, Default)]
pub(super) struct Piece {
    pub bytes: Vec<u8>,
    /// How many.
    pub rows: u64,
    /// By which they are known again; they are still in the processor's cache when it is made.
    pub checksum: u64,
}

/// Bytes of a row of cells, about: room that is there from the beginning need not be moved.
const CELL: usize = 250;

/// The rows of a document's tables, and of the cells in them.
pub(super) fn table_pieces(dialect: Dialect, path: &str, kept: &Kept, tables: &[Table]) -> [Piece; 2] {
    let document_id = write::document_id(kept.row.sha256.as_ref());
    let names = (&kept.identity, kept.table_names.as_slice());
    let cells = tables.iter().map(|table| table.cells.len()).sum::<usize>();
    [
        rows(dialect, 0, |rows| write::table_rows(rows, path, &document_id, tables, names)),
        rows(dialect, cells * CELL, |rows| write::cell_rows(rows, &document_id, tables, &kept.identity)),
    ]
}

/// What `fill` writes, in a buffer with so much room.
pub(super) fn rows(dialect: Dialect, room: usize, fill: impl FnOnce(&mut Rows)) -> Piece {
    let mut rows = Rows::into_buffer(dialect, Vec::with_capacity(room));
    fill(&mut rows);
    rows.into()
}

impl From<Rows> for Piece {
    fn from(rows: Rows) -> Self {
        let (bytes, rows) = rows.finish();
        let checksum = checksum(&bytes);
        Self { bytes, rows, checksum }
    }
}

/// Tells damage; it guards against nobody.
pub(super) fn checksum(bytes: &[u8]) -> u64 {
    xxh3_64(bytes)
}
