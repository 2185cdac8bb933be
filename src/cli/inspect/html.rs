//! `Inspection` -> one HTML page that needs nothing else: tables as printed, and what was made of each cell.
//!
//! The document's text is hostile until escaped. Should an escape ever be missing, the page's policy still runs no script
//! but ours: its nonce is the hash of the document, which no document can hold of itself.

use std::fmt::Write;

use crate::model::Severity;

use super::load::Inspection;
use super::pages;
use super::view::{self, CellView, Part, TableView, ValueView};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The whole page.
pub fn render(inspection: &Inspection) -> String {
    let mut page = String::new();
    let title = &inspection.report.identity.title;
    let title = escape(if title.is_empty() { &inspection.typed } else { title });
    let nonce = &inspection.sha256;
    let _ = write!(
        page,
        "<!DOCTYPE html>\n<html lang=\"zh-Hans\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style nonce=\"{nonce}\">\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
    );
    known(&mut page, inspection);
    let tables = view::tables(inspection);
    for (index, shown) in tables.iter().enumerate() {
        table(&mut page, shown, index, tables.len());
    }
    pages::draw(&mut page, &inspection.pages, &tables);
    problems(&mut page, inspection);
    let _ = write!(
        page,
        "</main>\n<aside id=\"detail\" lang=\"en\" aria-live=\"polite\">\
         <p>Click a value to see what was made of it.</p></aside>\n\
         <script nonce=\"{nonce}\">\n{SCRIPT}</script>\n</body>\n</html>\n"
    );
    page
}

/// Text that no browser takes for anything but text, inside elements and quoted attributes.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // HTML has no way to write the other control characters.
            control if control.is_control() && !matches!(control, '\n' | '\t') => escaped.push('\u{FFFD}'),
            other => escaped.push(other),
        }
    }
    escaped
}

fn known(page: &mut String, inspection: &Inspection) {
    let (identity, extract) = (&inspection.report.identity, &inspection.extract);
    let year = identity.year.map(|year| year.to_string()).unwrap_or_default();
    let bytes = inspection.bytes.to_string();
    let rows = [
        ("organ", vec![identity.agency.as_str(), &identity.agency_id]),
        ("region", vec![identity.region.as_str(), &identity.region_code]),
        ("year", vec![&year]),
        ("form", vec![&inspection.report.template]),
        ("file", vec![&inspection.typed, extract.format.as_str(), &extract.encoding, &bytes, "bytes"]),
        ("status", vec![extract.status.as_str()]),
        ("document", vec![&inspection.document_id]),
    ];
    page.push_str("<dl lang=\"en\">\n");
    for (name, words) in rows {
        let words: Vec<String> =
            words.iter().filter(|word| !word.is_empty()).map(|word| escape(word)).collect();
        let words = if words.is_empty() { "unknown".to_owned() } else { words.join(" ") };
        let _ = writeln!(page, "<dt>{name}</dt><dd>{words}</dd>");
    }
    page.push_str("</dl>\n");
}

fn table(page: &mut String, table: &TableView<'_>, index: usize, count: usize) {
    let grid = table.grid;
    let name = if table.name.is_empty() { "not of a known form" } else { table.name };
    let _ = writeln!(
        page,
        "<h2>{} of {count}: {}</h2>\n<p lang=\"en\">{}, {} × {}, {}, {}, confidence {:.2}</p>\n\
         <div class=\"scroll\"><table>",
        index + 1,
        escape(&grid.title),
        escape(name),
        grid.rows,
        grid.columns,
        table.place(),
        grid.method.as_str(),
        grid.confidence
    );
    rows(page, table);
    page.push_str("</table></div>\n");
}

/// Rows with their cells; a stretch of places that no cell covers is one empty cell, so that columns stay in line.
fn rows(page: &mut String, table: &TableView<'_>) {
    // For each column, the row from which on it is free again.
    let mut free_from = vec![0; table.grid.columns];
    let mut cells = table.cells.iter().peekable();
    for row in 0..table.grid.rows {
        page.push_str("<tr>");
        let mut column = 0;
        while let Some(view) = cells.next_if(|view| view.cell.row == row) {
            gap(page, &free_from, row, column, view.cell.column);
            cell(page, view);
            let end = view.cell.column + view.cell.column_span;
            let covered = free_from.iter_mut().take(end).skip(view.cell.column);
            covered.for_each(|free| *free = row + view.cell.row_span);
            column = end;
        }
        page.push_str("</tr>\n");
    }
}

/// Empty cells for the free places from one column to another.
fn gap(page: &mut String, free_from: &[usize], row: usize, from: usize, to: usize) {
    let free = free_from.iter().take(to).skip(from).filter(|free| **free <= row).count();
    if free > 0 {
        let _ = write!(page, "<td class=\"none\" colspan=\"{free}\"></td>");
    }
}

fn cell(page: &mut String, view: &CellView<'_>) {
    let tag = if view.part == Part::Value { "td" } else { "th" };
    let _ = write!(page, "<{tag} class=\"{}\"", class(view));
    if view.cell.row_span > 1 {
        let _ = write!(page, " rowspan=\"{}\"", view.cell.row_span);
    }
    if view.cell.column_span > 1 {
        let _ = write!(page, " colspan=\"{}\"", view.cell.column_span);
    }
    if let Some(value) = &view.value {
        details(page, value);
    }
    let _ = write!(page, ">{}</{tag}>", escape(&view.cell.text));
}

/// The classes of a cell: what it is, and what is to be said of its value.
pub fn class(view: &CellView<'_>) -> String {
    match (view.part, &view.value) {
        (Part::Header, _) => "header".to_owned(),
        (Part::Label, _) => "label".to_owned(),
        (Part::Value, None) => "value".to_owned(),
        (Part::Value, Some(value)) => {
            let known = if value.variable.is_some() { " known" } else { "" };
            let fails = if value.fails() { " fails" } else { "" };
            format!("value {}{known}{fails}", value.tidy.kind.as_str())
        }
    }
}

/// The tidy row of a value, for the script to show.
pub fn details(page: &mut String, value: &ValueView<'_>) {
    let tidy = value.tidy;
    let checks = value
        .checks
        .iter()
        .map(|check| format!("{}: {}\n{}", check.result.as_str(), check.name, check.detail));
    let line = if tidy.origin.line > 0 { tidy.origin.line.to_string() } else { String::new() };
    let on_page = tidy.origin.page.map(|page| page.to_string()).unwrap_or_default();
    let place = if tidy.settled { "settled by the form's identities" } else { "" };
    let details = [
        ("row-label", tidy.row_label.join(" / ")),
        ("column-label", tidy.column_label.join(" / ")),
        ("text", tidy.text.clone()),
        ("value", tidy.value.map(|value| value.to_string()).unwrap_or_default()),
        ("kind", tidy.kind.as_str().to_owned()),
        ("unit", tidy.unit.clone()),
        ("variable", value.variable.clone().unwrap_or_default()),
        ("checks", checks.collect::<Vec<_>>().join("\n")),
        ("problems", value.problems.join("\n")),
        ("place", format!("row {}, column {}", tidy.row, tidy.column)),
        ("settled", place.to_owned()),
        ("line", line),
        ("page", on_page),
        ("confidence", format!("{:.2}", tidy.confidence)),
    ];
    page.push_str(" tabindex=\"0\"");
    for (name, text) in details.iter().filter(|(_, text)| !text.is_empty()) {
        let _ = write!(page, " data-{name}=\"{}\"", escape(text));
    }
}

fn problems(page: &mut String, inspection: &Inspection) {
    let mut problems: Vec<_> = inspection.problems().collect();
    problems.sort_by_key(|problem| problem.code.severity());
    if problems.is_empty() {
        return;
    }
    let _ = writeln!(page, "<h2 lang=\"en\">Problems ({})</h2>\n<ul lang=\"en\">", problems.len());
    for problem in problems {
        let severity: Severity = problem.code.severity();
        let (severity, code) = (severity.as_str(), problem.code.as_str());
        let table = problem.table_index.map(|index| format!(" table {}:", index + 1)).unwrap_or_default();
        let message = escape(&problem.message);
        let _ = writeln!(page, "<li class=\"{severity}\"><b>{code}</b>{table} {message}</li>");
    }
    page.push_str("</ul>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_stays_text() {
        let escaped = escape("</td><script>alert('1')</script>\" onclick=\"x&\0");
        assert!(!escaped.contains(['<', '>', '"', '\'', '\0']), "{escaped}");
        assert!(escaped.starts_with("&lt;/td&gt;&lt;script&gt;alert(&#39;1&#39;)"));
    }
}
