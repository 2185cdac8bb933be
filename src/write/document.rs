//! Extract + Report -> rows of `documents.csv`, `tables.csv`, `cells.csv`.

use std::sync::Arc;

use super::Rows;
use super::csv::push_integer;
use crate::model::{Identity, Status, Table, TidyCell};

/// What a row of `documents.csv` holds besides path and problems.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct DocumentRow {
    /// SHA-256 of the content; `None` if it could not be read.
    pub sha256: Option<[u8; 32]>,
    /// Size.
    pub bytes: u64,
    /// Word for the format, empty if the file could not be read.
    pub format: String,
    /// Word for the encoding.
    pub encoding: String,
    /// Number of pages.
    pub pages: Option<u32>,
    /// Form of the known tables.
    pub template: String,
    /// Number of tables, and of value cells in them.
    pub counts: Option<(u64, u64)>,
}

/// `d` and the first 16 hex digits of the hash; empty where there is none.
pub fn document_id(sha256: Option<&[u8; 32]>) -> String {
    sha256.map(|hash| format!("d{}", super::sink::hex(hash.get(..8).unwrap_or_default()))).unwrap_or_default()
}

/// `<document_id>-t01`; `index` from 0.
pub fn table_id(document_id: &str, index: usize) -> String {
    format!("{document_id}-t{:02}", index + 1)
}

/// One row of `documents.csv`.
pub fn document_row(
    rows: &mut Rows,
    path: &str,
    row: &DocumentRow,
    identity: &Identity,
    status: Status,
    duplicate_of: &str,
    problems: u64,
) {
    let hash = row.sha256.as_ref().map(|hash| super::sink::hex(hash)).unwrap_or_default();
    rows.text(path).word(&document_id(row.sha256.as_ref())).word(&hash).integer(row.bytes);
    rows.word(&row.format).word(&row.encoding).maybe_integer(row.pages).text(&identity.title);
    identity_fields(rows, identity);
    rows.text(&row.template);
    match row.counts {
        Some((tables, cells)) => rows.integer(tables).integer(cells),
        None => rows.word("").word(""),
    };
    rows.word(status.as_str()).text(duplicate_of).integer(problems).end();
}

/// `agency_id` to `year`, as every dataset orders them.
pub(super) fn identity_fields(rows: &mut Rows, identity: &Identity) {
    rows.text(&identity.agency_id).text(&identity.agency).text(&identity.region);
    rows.text(&identity.region_code).text(&identity.agency_kind).year(identity.year);
}

/// The rows of `tables.csv` for one document; `names` are those of the tables in their family.
pub fn table_rows(
    rows: &mut Rows,
    path: &str,
    document_id: &str,
    tables: &[Table],
    (identity, names): (&Identity, &[String]),
) {
    for (index, table) in tables.iter().enumerate() {
        rows.word(&table_id(document_id, index)).word(document_id).text(path);
        rows.text(&identity.agency).year(identity.year).integer(index as u64 + 1);
        rows.maybe_integer(table.pages.map(|(first, _)| first));
        rows.maybe_integer(table.pages.map(|(_, last)| last));
        rows.text(&table.section).text(&table.title).word(table.method.as_str());
        for number in [table.rows, table.columns, table.header_rows, table.label_columns] {
            rows.integer(u64::from(number));
        }
        rows.hundredths(Some(table.confidence));
        rows.text(names.get(index).map_or("", String::as_str)).end();
    }
}

/// The rows of `cells.csv` for one document.
pub fn cell_rows(rows: &mut Rows, document_id: &str, tables: &[Table], identity: &Identity) {
    for (index, table) in tables.iter().enumerate() {
        let mut head = rows.fresh();
        head.word(&table_id(document_id, index)).text(&identity.agency).year(identity.year);
        let mut labels = Labels::default();
        for cell in &table.cells {
            rows.formatted(head.as_bytes());
            cell_row(rows, cell, &mut labels);
        }
    }
}

fn cell_row(rows: &mut Rows, cell: &TidyCell, labels: &mut Labels) {
    rows.integer(u64::from(cell.row)).integer(u64::from(cell.column));
    labels.write(rows, cell);
    rows.text(&cell.text).decimal(cell.value).word(cell.kind.as_str()).text(&cell.unit);
    rows.hundredths(Some(cell.confidence)).maybe_integer(cell.origin.page);
    match cell.origin.rect {
        Some(rect) => {
            for edge in [rect.x0, rect.y0, rect.x1, rect.y1] {
                rows.hundredths(Some(edge));
            }
        }
        None => {
            rows.formatted(b",,,,");
        }
    }
    rows.end();
}

/// Label paths, formatted once for each row and column: they are most of the bytes of `cells.csv`.
#[derive(Default)]
struct Labels {
    row: Option<Label>,
    columns: Vec<Option<Label>>,
}

struct Label {
    path: Arc<[String]>,
    field: Vec<u8>,
}

/// Wider tables than this are rare; a hostile column number must not ask for memory.
const REMEMBERED_COLUMNS: usize = 1024;

impl Labels {
    fn write(&mut self, rows: &mut Rows, cell: &TidyCell) {
        write_label(rows, &mut self.row, &cell.row_label);
        let place = (cell.column as usize).min(REMEMBERED_COLUMNS);
        if self.columns.len() <= place {
            self.columns.resize_with(place + 1, || None);
        }
        if let Some(slot) = self.columns.get_mut(place) {
            write_label(rows, slot, &cell.column_label);
        }
    }
}

fn write_label(rows: &mut Rows, slot: &mut Option<Label>, path: &Arc<[String]>) {
    if let Some(label) = slot.as_ref().filter(|label| Arc::ptr_eq(&label.path, path)) {
        rows.formatted(&label.field);
        return;
    }
    let mut field = rows.fresh();
    field.text(&path.join(" / "));
    let field = field.finish().0;
    rows.formatted(&field);
    *slot = Some(Label { path: Arc::clone(path), field });
}

/// Appends a table's identifier as a field.
pub(super) fn table_id_field(bytes: &mut Vec<u8>, document_id: &str, index: u32) {
    bytes.extend_from_slice(document_id.as_bytes());
    bytes.extend_from_slice(if index < 9 { b"-t0" } else { b"-t" });
    push_integer(bytes, u64::from(index) + 1);
    bytes.push(b',');
}
