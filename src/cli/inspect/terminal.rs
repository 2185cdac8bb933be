//! `Inspection` -> tables drawn for a terminal, framed by what is known about the report.

use std::fmt::Write;

use crate::cli::style::Paint;
use crate::cli::text::{self, counted, cut, harmless};
use crate::model::{CheckResult, Problem, Severity, ValueKind};

use super::drawing::{self, Box, Drawing, Look};
use super::load::Inspection;
use super::view::{self, CellView, Part, TableView};

/// Longest text that is drawn in a cell; damaged files can have a whole page in one.
const LONGEST: usize = 2_000;
/// Columns of the names on the left.
const NAMES: usize = 11;

/// The whole inspection.
pub fn render(inspection: &Inspection, width: usize, paint: Paint) -> String {
    let mut words = String::new();
    head(&mut words, inspection, width, paint);
    let tables = view::tables(inspection);
    for (index, table) in tables.iter().enumerate() {
        table_head(&mut words, table, index, tables.len(), paint);
        // A table that is not sure enough gives no cells.
        if !table.cells.is_empty() {
            words.push_str(&drawing::draw(&drawn(table), width, paint));
        }
    }
    problems(&mut words, inspection, paint);
    words
}

fn row(words: &mut String, paint: Paint, name: &str, value: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(words, "{}{value}", paint.faint(&text::left(name, NAMES)));
}

fn head(words: &mut String, inspection: &Inspection, width: usize, paint: Paint) {
    let identity = &inspection.report.identity;
    let title = if identity.title.is_empty() { "no title found" } else { &identity.title };
    let _ = writeln!(words, "{}", paint.bold(&cut(title, width)));
    row(words, paint, "organ", &known(&[&identity.agency, &identity.agency_id]));
    row(words, paint, "region", &known(&[&identity.region, &identity.region_code]));
    row(words, paint, "year", &known(&[&identity.year.map(|year| year.to_string()).unwrap_or_default()]));
    if !inspection.report.template.is_empty() {
        row(words, paint, "form", &inspection.report.template);
    }
    let extract = &inspection.extract;
    let kind = format!("{} {}", extract.format.as_str(), extract.encoding);
    let size = counted(inspection.bytes as u64, "byte");
    row(words, paint, "file", &format!("{}, {}, {size}", harmless(&inspection.typed), kind.trim()));
    row(words, paint, "found", &found(inspection));
}

/// What is known, two spaces between; `unknown` where nothing is.
fn known(words: &[&str]) -> String {
    let known: Vec<_> = words.iter().filter(|word| !word.is_empty()).map(|word| harmless(word)).collect();
    if known.is_empty() { "unknown".to_owned() } else { known.join("  ") }
}

/// `3 tables, 214 values, 189 in variables, 40 checks passed, 1 failed`
fn found(inspection: &Inspection) -> String {
    let tables = &inspection.extract.tables;
    if tables.is_empty() {
        return format!("no tables ({})", inspection.extract.status.as_str());
    }
    let values: usize = tables.iter().map(|table| table.cells.len()).sum();
    let matched = inspection.report.observations.len();
    let result =
        |result| inspection.report.checks.iter().filter(|check| check.result == result).count() as u64;
    format!(
        "{}, {}, {} matched to variables, {} passed, {} failed, {} undecided",
        counted(tables.len() as u64, "table"),
        counted(values as u64, "value"),
        text::grouped(matched as u64),
        counted(result(CheckResult::Passed), "check"),
        result(CheckResult::Failed),
        result(CheckResult::Undecided),
    )
}

fn table_head(words: &mut String, table: &TableView<'_>, index: usize, count: usize, paint: Paint) {
    let grid = table.grid;
    let title = cut(&grid.title, 60);
    let name = if table.name.is_empty() { "not of a known form" } else { table.name };
    let _ = writeln!(words, "\n{}", paint.bold(&format!("Table {} of {count}  {title}", index + 1)));
    let shape = format!("{} × {}", grid.rows, grid.columns);
    let method = grid.method.as_str();
    let place = table.place();
    let _ = writeln!(words, "{name}  {shape}, {place}, {method}, confidence {:.2}", grid.confidence);
}

fn drawn(table: &TableView<'_>) -> Drawing {
    Drawing {
        rows: table.grid.rows,
        columns: table.grid.columns,
        header_rows: table.header_rows,
        label_columns: table.label_columns,
        cells: table.cells.iter().map(boxed).collect(),
    }
}

fn boxed(view: &CellView<'_>) -> Box {
    let look = match (&view.part, &view.value) {
        (Part::Header, _) => Look::Header,
        (Part::Label, _) => Look::Label,
        (Part::Value, Some(value)) if value.fails() || value.unresolved() => Look::Doubt,
        (Part::Value, _) => Look::Value,
    };
    let number = view.value.as_ref().is_some_and(|value| value.tidy.kind == ValueKind::Number);
    let doubt = view.value.as_ref().is_some_and(|value| value.unresolved());
    let mut words = shortened(&view.cell.text);
    if doubt {
        words.push_str(" ?");
    }
    Box {
        place: (view.cell.row, view.cell.column),
        span: (view.cell.row_span, view.cell.column_span),
        text: words,
        look,
        right: number || doubt,
    }
}

fn shortened(printed: &str) -> String {
    let trimmed = printed.trim();
    match trimmed.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &trimmed[..end]),
        None => trimmed.to_owned(),
    }
}

fn problems(words: &mut String, inspection: &Inspection, paint: Paint) {
    let mut problems: Vec<&Problem> = inspection.problems().collect();
    if problems.is_empty() {
        return;
    }
    problems.sort_by_key(|problem| problem.code.severity());
    let _ = writeln!(words, "\n{}", paint.bold(&format!("Problems ({})", problems.len())));
    for problem in problems {
        let severity = problem.code.severity();
        let word = text::left(severity.as_str(), 7);
        let word = match severity {
            Severity::Error => paint.red(&word),
            Severity::Warning => paint.yellow(&word),
            Severity::Info => word,
        };
        let table = problem.table_index.map(|index| format!("table {}: ", index + 1)).unwrap_or_default();
        let (code, message) = (problem.code.as_str(), harmless(&problem.message));
        let _ = writeln!(words, "  {word}  {code}  {table}{message}");
    }
}
