//! `Inspection` -> JSON: the document and the cells of every table, for programs.

use serde_json::{Value, json};

use super::load::Inspection;
use crate::model::{GridCell, Rect};

use super::view::{self, TableView};

/// The whole document on one line.
pub fn render(inspection: &Inspection) -> String {
    let tables: Vec<Value> = view::tables(inspection).iter().map(table).collect();
    let mut text = json!({ "document": document(inspection), "tables": tables }).to_string();
    text.push('\n');
    text
}

/// The fields of documents.csv; what is missing is null.
fn document(inspection: &Inspection) -> Value {
    let identity = &inspection.report.identity;
    let extract = &inspection.extract;
    let cells: usize = extract.tables.iter().map(|table| table.cells.len()).sum();
    json!({
        "path": inspection.path,
        "document_id": inspection.document_id,
        "sha256": inspection.sha256,
        "bytes": inspection.bytes,
        "format": extract.format.as_str(),
        "encoding": word(&extract.encoding),
        "pages": extract.pages,
        "title": word(&identity.title),
        "agency_id": word(&identity.agency_id),
        "agency": word(&identity.agency),
        "region": word(&identity.region),
        "region_code": word(&identity.region_code),
        "agency_kind": word(&identity.agency_kind),
        "year": identity.year,
        "template": word(&inspection.report.template),
        "tables": extract.tables.len(),
        "cells": cells,
        "status": extract.status.as_str(),
        "duplicate_of": Value::Null,
        "problems": inspection.problems().count(),
    })
}

fn word(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { Value::from(text) }
}

fn table(table: &TableView<'_>) -> Value {
    let grid = table.grid;
    let cells: Vec<Value> = grid.cells.iter().map(cell).collect();
    json!({
        "page": grid.pages.map(|pages| pages.0),
        "pages": grid.pages.map(|(first, last)| [first, last]),
        "bbox": Value::Null,
        "method": grid.method.as_str(),
        "title": grid.title,
        "header_rows": table.header_rows,
        "label_columns": table.label_columns,
        "cells": cells,
    })
}

fn cell(cell: &GridCell) -> Value {
    json!({
        "row": cell.row,
        "col": cell.column,
        "rowspan": cell.row_span,
        "colspan": cell.column_span,
        "text": cell.text,
        "page": cell.origin.page,
        "bbox": cell.origin.rect.map(corners),
    })
}

fn corners(rect: Rect) -> [f32; 4] {
    [rect.x0, rect.y0, rect.x1, rect.y1]
}
