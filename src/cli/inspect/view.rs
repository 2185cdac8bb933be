//! What is known of one document -> `View`: the same for every form of `inspect`, ready to be drawn.

use std::collections::BTreeMap;

use super::load::Inspection;
use crate::model::{CheckResult, Grid, GridCell, Problem, TidyCell, ValueKind};

/// What a cell of the printed table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// It heads a column.
    Header,
    /// It heads a row.
    Label,
    /// It holds a value.
    Value,
}

/// An identity that a value takes part in.
#[derive(Debug, Clone)]
pub struct CheckView {
    /// Name, and what it ran on.
    pub name: String,
    /// How it came out.
    pub result: CheckResult,
    /// Written out with its numbers.
    pub detail: String,
}

/// What was made of a value cell.
#[derive(Debug, Clone)]
pub struct ValueView<'a> {
    /// Labels, value, kind, unit.
    pub tidy: &'a TidyCell,
    /// `table.item.measure`, where the cell is a known variable.
    pub variable: Option<String>,
    /// Identities that it takes part in.
    pub checks: Vec<CheckView>,
    /// Problems of its table that quote it.
    pub problems: Vec<String>,
}

impl ValueView<'_> {
    /// True if any identity with this value fails.
    pub fn fails(&self) -> bool {
        self.checks.iter().any(|check| check.result == CheckResult::Failed)
    }

    /// True if the value could not be placed or read for certain.
    pub fn unresolved(&self) -> bool {
        self.tidy.kind == ValueKind::Unresolved
    }
}

/// A cell in its place.
#[derive(Debug, Clone)]
pub struct CellView<'a> {
    /// Place, spans and printed text.
    pub cell: &'a GridCell,
    /// What it is.
    pub part: Part,
    /// What was made of it, for a value.
    pub value: Option<ValueView<'a>>,
}

/// One table, with what was made of each cell.
#[derive(Debug, Clone)]
pub struct TableView<'a> {
    /// The table as printed.
    pub grid: &'a Grid,
    /// Name in the family (`requests`), or empty.
    pub name: &'a str,
    /// How many rows are header.
    pub header_rows: usize,
    /// How many columns are labels.
    pub label_columns: usize,
    /// Cells by row, then column.
    pub cells: Vec<CellView<'a>>,
}

impl TableView<'_> {
    /// Where it stands, in words: its pages, or its first line.
    pub fn place(&self) -> String {
        match self.grid.pages {
            Some((first, last)) if first < last => format!("pages {first} to {last}"),
            Some((page, _)) => format!("page {page}"),
            None => format!("line {}", self.grid.lines.0 + 1),
        }
    }
}

/// The tables of an inspected document.
pub fn tables(inspection: &Inspection) -> Vec<TableView<'_>> {
    let values = values(inspection);
    let mut views = Vec::with_capacity(inspection.grids.len());
    for (index, grid) in inspection.grids.iter().enumerate() {
        let name = inspection.report.table_names.get(index).map_or("", String::as_str);
        let table = inspection.extract.tables.get(index);
        let header_rows = table.map_or(0, |table| table.header_rows as usize);
        let label_columns = table.map_or(0, |table| table.label_columns as usize);
        let value = |cell: &GridCell| {
            let value = values.get(&(index, cell.row + 1, cell.column + 1)).cloned()?;
            Some(ValueView { problems: problems(inspection, index, &value), ..value })
        };
        let mut cells: Vec<CellView<'_>> =
            grid.cells.iter().map(|cell| CellView { cell, part: Part::Value, value: value(cell) }).collect();
        for row in cells.chunk_by_mut(|one, next| one.cell.row == next.cell.row) {
            name_parts(row, header_rows, label_columns);
        }
        views.push(TableView { grid, name, header_rows, label_columns, cells });
    }
    views
}

/// Tells the cells of a row apart. A row without values heads the rows below it, wherever it stands.
fn name_parts(row: &mut [CellView<'_>], header_rows: usize, label_columns: usize) {
    let has_values = row.iter().any(|view| view.value.is_some());
    for view in row {
        let is_label = has_values && view.cell.row >= header_rows && view.cell.column < label_columns;
        view.part = match (&view.value, is_label) {
            (Some(_), _) => Part::Value,
            (None, true) => Part::Label,
            (None, false) => Part::Header,
        };
    }
}

/// Value cells by table, row and column.
fn values(inspection: &Inspection) -> BTreeMap<(usize, usize, usize), ValueView<'_>> {
    let mut known = variables(inspection);
    let mut values = BTreeMap::new();
    for (index, table) in inspection.extract.tables.iter().enumerate() {
        for (place, tidy) in table.cells.iter().enumerate() {
            let (variable, checks) = known.remove(&(index, place)).unwrap_or_default();
            values.insert(
                (index, tidy.row as usize, tidy.column as usize),
                ValueView { tidy, variable, checks, problems: Vec::new() },
            );
        }
    }
    values
}

/// Problems of a table that quote the text of a value, and name no other page.
fn problems(inspection: &Inspection, table: usize, value: &ValueView<'_>) -> Vec<String> {
    let quoted = format!("\"{}\"", value.tidy.text);
    let page = value.tidy.origin.page;
    let of_table = |problem: &&Problem| problem.table_index.is_some_and(|index| index as usize == table);
    let found = inspection.problems().filter(of_table).filter(|problem| {
        problem.message.contains(&quoted) && (problem.page.is_none() || problem.page == page)
    });
    found.map(|problem| format!("{}: {}", problem.code.as_str(), problem.message)).collect()
}

type Known = (Option<String>, Vec<CheckView>);

/// Variable and checks of value cells, by table and place among the table's value cells.
fn variables(inspection: &Inspection) -> BTreeMap<(usize, usize), Known> {
    let mut known: BTreeMap<(usize, usize), Known> = BTreeMap::new();
    for (index, observation) in inspection.report.observations.iter().enumerate() {
        let place = (observation.table_index as usize, observation.cell_index as usize);
        let entry = known.entry(place).or_default();
        entry.0 = inspection.variables.get(index).cloned();
    }
    for check in &inspection.report.checks {
        for term in &check.terms {
            let Some(observation) = inspection.report.observations.get(*term as usize) else { continue };
            let place = (observation.table_index as usize, observation.cell_index as usize);
            let name = format!("{} ({})", check.check, check.scope);
            let view = CheckView { name, result: check.result, detail: check.detail.clone() };
            known.entry(place).or_default().1.push(view);
        }
    }
    known
}
