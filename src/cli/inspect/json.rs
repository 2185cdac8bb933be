//! `Inspection` -> JSON: the document and the cells of every table, for programs.

use serde::Serialize;
use serde_json::{Value, json};

use super::load::Inspection;
use crate::model::{Grid, GridCell, Rect};

use super::view::{self, TableView};

/// The whole document on one line.
pub fn render(inspection: &Inspection) -> String {
    let views = view::tables(inspection);
    let whole = Whole { document: document(inspection), tables: views.iter().map(table).collect() };
    let mut text = serde_json::to_string(&whole).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Whole<'a> {
    document: Value,
    tables: Vec<Table<'a>>,
}

#[derive(Serialize)]
struct Table<'a> {
    page: Option<u32>,
    pages: Option<[u32; 2]>,
    bbox: Option<[f32; 4]>,
    method: &'static str,
    title: &'a str,
    header_rows: usize,
    label_columns: usize,
    cells: Vec<Cell<'a>>,
}

/// A cell; a document may have hundreds of thousands.
#[derive(Serialize)]
struct Cell<'a> {
    row: usize,
    col: usize,
    rowspan: usize,
    colspan: usize,
    text: &'a str,
    page: Option<u32>,
    bbox: Option<[f32; 4]>,
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

fn table<'a>(table: &TableView<'a>) -> Table<'a> {
    let grid = table.grid;
    Table {
        page: grid.pages.map(|pages| pages.0),
        pages: grid.pages.map(|(first, last)| [first, last]),
        bbox: grid.pages.and_then(|(first, _)| area(grid, first)).map(corners),
        method: grid.method.as_str(),
        title: &grid.title,
        header_rows: table.header_rows,
        label_columns: table.label_columns,
        cells: grid.cells.iter().map(cell).collect(),
    }
}

/// What the cells of a table cover on a page.
fn area(grid: &Grid, page: u32) -> Option<Rect> {
    let on_page = grid.cells.iter().filter(|cell| cell.origin.page == Some(page));
    on_page.filter_map(|cell| cell.origin.rect).reduce(Rect::union)
}

fn cell(cell: &GridCell) -> Cell<'_> {
    Cell {
        row: cell.row,
        col: cell.column,
        rowspan: cell.row_span,
        colspan: cell.column_span,
        text: &cell.text,
        page: cell.origin.page,
        bbox: cell.origin.rect.map(corners),
    }
}

fn corners(rect: Rect) -> [f32; 4] {
    [rect.x0, rect.y0, rect.x1, rect.y1]
}
