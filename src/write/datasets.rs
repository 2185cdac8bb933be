//! The datasets of the contract: names, columns, meanings and keys, in the contract's order.

use super::schema::{Column, ForeignKey, Kind, Schema, column};
use crate::pack::Pack;

use Kind::{Integer, Number, OneOf, Text};

const STATUS: Kind = OneOf(&["ok", "no_tables", "unreadable", "skipped", "duplicate"]);
const VALUE_KIND: Kind = OneOf(&["number", "blank", "not_applicable", "text", "unresolved"]);
const ROLE: Kind = OneOf(&["leaf", "subtotal", "total", "of_which"]);
const RESULT: Kind = OneOf(&["passed", "failed", "undecided"]);
const CHECKS: Kind = OneOf(&["failed", "passed", "none"]);
const SEVERITY: Kind = OneOf(&["error", "warning", "info"]);

const IN_DOCUMENTS: ForeignKey =
    ForeignKey { fields: &["path"], resource: "documents", reference: &["path"] };
const IN_TABLES: ForeignKey =
    ForeignKey { fields: &["table_id"], resource: "tables", reference: &["table_id"] };

fn schema(
    name: &str,
    title: &str,
    columns: Vec<Column>,
    primary_key: &'static [&'static str],
    foreign_keys: &'static [ForeignKey],
) -> Schema {
    Schema { name: name.to_owned(), title: title.to_owned(), columns, primary_key, foreign_keys }
}

/// `documents.csv`.
pub fn documents() -> Schema {
    let columns = vec![
        column(
            "path!",
            Text,
            "Path of the file, relative to the input; %HH stands for a byte that is no UTF-8, %25 for %",
        ),
        column("document_id", Text, "d and the first 16 hex digits of the SHA-256 of the content"),
        column("sha256", Text, "SHA-256 of the content; empty if it could not be read"),
        column("bytes!", Integer, "Size of the file"),
        column("format", Text, "What the file is, told from its content: text, pdf, html, docx, xlsx, …"),
        column(
            "encoding",
            Text,
            "Character encoding of text-like formats: utf-8, utf-8-bom, utf-16le, utf-16be, gb18030, big5, …",
        ),
        column("pages", Integer, "Number of pages, where the format has pages"),
        column("title", Text, "Title as printed, on one line"),
        column("agency_id", Text, "The organ over years: today's code of its division, a dash, agency_kind"),
        column("agency", Text, "Printed name of the organ, normalised"),
        column("region", Text, "Full name of its administrative division in the reported year"),
        column("region_code", Text, "Code of that division (GB/T 2260), valid in the reported year"),
        column("agency_kind", Text, "The organ without its region"),
        column("year", Integer, "The year reported on"),
        column("template", Text, "Form that the known tables follow (ogi-2014, ogi-2019, ogi-2021)"),
        column("tables", Integer, "Number of tables found; empty for duplicates"),
        column("cells", Integer, "Number of value cells in them; empty for duplicates"),
        column("status!", STATUS, "How far the file was read"),
        column("duplicate_of", Text, "Path of the file with the same bytes that was read instead"),
        column("problems!", Integer, "Number of its rows in problems.csv"),
    ];
    schema("documents", "A row for each input file met", columns, &["path"], &[])
}

/// `tables.csv`.
pub fn tables() -> Schema {
    let columns = vec![
        column("table_id!", Text, "document_id and the table's number in the document"),
        column("document_id!", Text, "The document"),
        column("path!", Text, "Path of the document"),
        column("agency", Text, "Printed name of the organ, normalised"),
        column("year", Integer, "The year reported on"),
        column("ordinal!", Integer, "Number of the table in the document, from 1"),
        column("page_first", Integer, "Page that it begins on, where the format has pages"),
        column("page_last", Integer, "Page that it ends on"),
        column("section", Text, "Nearest heading above"),
        column("title", Text, "Caption, or the section"),
        column(
            "method!",
            Text,
            "Look that it was found by: delimited, cell_lines, aligned, guided, markdown, box, csv",
        ),
        column("rows!", Integer, "Rows of the restored grid"),
        column("columns!", Integer, "Columns of the restored grid"),
        column("header_rows!", Integer, "How many of the rows are header"),
        column("label_columns!", Integer, "How many of the columns are labels"),
        column("confidence!", Number, "How sure it is that the grid is right, 0 to 1"),
        column(
            "table",
            Text,
            "Known table of the family (disclosure, requests, review_litigation, statistics), or empty",
        ),
    ];
    schema(
        "tables",
        "A row for each table found, whatever its subject",
        columns,
        &["table_id"],
        &[IN_DOCUMENTS],
    )
}

/// `cells.csv`.
pub fn cells() -> Schema {
    let columns = vec![
        column("table_id!", Text, "The table; the document is what stands before -t"),
        column("agency", Text, "Printed name of the organ, normalised"),
        column("year", Integer, "The year reported on"),
        column("row!", Integer, "Row of the restored grid, from 1, header rows counted"),
        column("column!", Integer, "Column of the restored grid, from 1, label columns counted"),
        column("row_label", Text, "Label path, outermost to innermost, joined by ' / '"),
        column("column_label", Text, "Header path, outermost to innermost, joined by ' / '"),
        column("text", Text, "What is printed, normalised"),
        column("value", Number, "The printed number in the printed unit, when it is one"),
        column("value_kind!", VALUE_KIND, "What the cell holds"),
        column("unit", Text, "Unit from the cell, else its header, else the line above the table"),
        column("confidence!", Number, "How sure it is that text and labels belong together, 0 to 1"),
        column("page", Integer, "Page, where the format has pages"),
        column("x0", Number, "Left edge in points from the page's top-left corner"),
        column("y0", Number, "Top edge"),
        column("x1", Number, "Right edge"),
        column("y1", Number, "Bottom edge"),
    ];
    let key = &["table_id", "row", "column"];
    schema("cells", "A row for each value cell of every table", columns, key, &[IN_TABLES])
}

/// The columns that say of whom and when a value is.
fn identity_columns() -> Vec<Column> {
    vec![
        column("agency_id", Text, "The organ over years: today's code of its division, a dash, agency_kind"),
        column("agency", Text, "Printed name of the organ, normalised"),
        column("region", Text, "Full name of its administrative division in the reported year"),
        column("region_code", Text, "Code of that division (GB/T 2260), valid in the reported year"),
        column("agency_kind", Text, "The organ without its region"),
        column("year", Integer, "The year reported on"),
        column("template", Text, "Form that the known tables follow"),
    ]
}

/// `observations.csv`.
pub fn observations() -> Schema {
    let mut columns = identity_columns();
    columns.extend([
        column("table!", Text, "Known table of the family; with item and measure it is the variable"),
        column("item!", Text, "What is counted"),
        column("measure!", Text, "How, or of whom, it is counted"),
        column("role!", ROLE, "Only leaves may be added up"),
        column("value", Number, "The printed number in the printed unit, when it is one"),
        column("value_kind!", VALUE_KIND, "What the cell holds"),
        column("unit", Text, "Unit of the value"),
        column(
            "checks!",
            CHECKS,
            "failed if an identity that the value takes part in fails, else passed if one passes, else none",
        ),
        column("table_id!", Text, "The table it was read from"),
        column("row!", Integer, "Row in that table, as in cells.csv"),
        column("column!", Integer, "Column in that table, as in cells.csv"),
        column("path!", Text, "Path of the document"),
    ]);
    let title = "The values of the known tables on one footing over agencies, years and forms";
    let key = &["path", "table", "item", "measure"];
    schema("observations", title, columns, key, &[IN_DOCUMENTS, IN_TABLES])
}

/// `panel-<family>.csv`.
pub fn panel(pack: &Pack) -> Schema {
    let mut columns = identity_columns();
    for column in &mut columns {
        column.required = matches!(column.name.as_str(), "agency_id" | "year");
    }
    columns.push(column("document_id!", Text, "The document that the values come from"));
    columns.push(column("path!", Text, "Path of the document"));
    for variable in &pack.variables {
        let name = format!("{}.{}.{}", variable.table, variable.item, variable.measure);
        let unit = if variable.unit.is_empty() { String::new() } else { format!(" ({})", variable.unit) };
        columns.push(column(&name, Number, &format!("{}{unit}: {}", variable.label, variable.label_en)));
    }
    let title = "A row for each agency and year, a column for each variable of the family";
    schema(&format!("panel-{}", pack.family), title, columns, &["agency_id", "year"], &[IN_DOCUMENTS])
}

/// `checks.csv`.
pub fn checks() -> Schema {
    let columns = vec![
        column("agency_id", Text, "The organ over years"),
        column("year", Integer, "The year reported on"),
        column("path!", Text, "Path of the document; of two years the later one"),
        column("table!", Text, "Known table of the family"),
        column("check!", Text, "Name of the identity"),
        column("scope", Text, "The one item or measure that it ran on"),
        column("expected", Number, "What the identity asks for"),
        column("actual", Number, "What is printed"),
        column("difference", Number, "actual less expected"),
        column("result!", RESULT, "undecided: a term is missing or uncertain, so that it proves nothing"),
        column("detail", Text, "The identity written out with its numbers"),
    ];
    let key = &["path", "table", "check", "scope"];
    schema("checks", "A row for each identity that could be evaluated", columns, key, &[IN_DOCUMENTS])
}

/// `problems.csv`. Its paths are no key: a folder that cannot be listed has a problem and no document.
pub fn problems() -> Schema {
    let columns = vec![
        column(
            "path!",
            Text,
            "Path of the document, of a folder that could not be listed, or of a correction that found no document",
        ),
        column("severity!", SEVERITY, "How bad it is"),
        column(
            "code!",
            Text,
            "Kind of problem; baobiao codebook --problems lists them with cause and remedy",
        ),
        column("page", Integer, "Page, where the format has pages"),
        column("table_id", Text, "The table, if it concerns one"),
        column("message!", Text, "What happened and what to do"),
    ];
    schema("problems", "What went wrong or is doubtful, a row each", columns, &[], &[IN_TABLES])
}

/// `codebook.csv`.
pub fn codebook() -> Schema {
    let columns = vec![
        column("family!", Text, "Report family"),
        column("table!", Text, "Known table of the family"),
        column("item!", Text, "What is counted"),
        column("measure!", Text, "How, or of whom, it is counted"),
        column("label!", Text, "Chinese label, full path"),
        column("label_en", Text, "English label"),
        column("unit", Text, "Unit; the panel converts amounts to it"),
        column("templates!", Text, "Forms that print it, separated by spaces"),
        column(
            "role!",
            Text,
            "Every role that it can have, separated by spaces: leaf, subtotal, total, of_which",
        ),
    ];
    let key = &["family", "table", "item", "measure"];
    schema("codebook", "A row for each variable", columns, key, &[])
}

/// `changes.csv`; not part of the data package, because it tells of the run and not of the reports.
pub fn changes() -> Schema {
    let columns = vec![
        column(
            "kind!",
            Text,
            "document_added, document_changed, document_gone, document_moved, observation_added, observation_removed, observation_changed",
        ),
        column("path!", Text, "Path of the document; of a moved one the new path"),
        column("table", Text, "Known table of the observation"),
        column("item", Text, "Its item"),
        column("measure", Text, "Its measure"),
        column("old", Text, "Before: value and unit, or value_kind; document_id; path of a moved document"),
        column("new", Text, "Now, likewise"),
    ];
    schema("changes", "What this run changed", columns, &[], &[])
}

/// Every dataset of the data package, in the contract's order.
pub fn packaged(packs: &[Pack]) -> Vec<Schema> {
    let mut schemas = vec![documents(), tables(), cells(), observations()];
    schemas.extend(packs.iter().map(panel));
    schemas.extend([checks(), problems(), codebook()]);
    schemas
}
