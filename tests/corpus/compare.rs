//! What a run found in a document + the truth -> every difference, each of its kind.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde_json::Value;

use crate::dataset::Row;
use crate::datasets::Found;

/// What a difference costs whoever uses the datasets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// A known variable with a number that is not printed, or not for it: never tolerated.
    WrongNumber,
    /// A cell with a number that is no printed value, such as a code or a number of a line.
    NoValue,
    /// A field of the document.
    Document,
    /// A table that is missing, false, or of another name.
    Table,
    /// A value of a known variable that is missing or of another kind.
    Observation,
    /// A cell that is missing, or stands in other words or under other labels.
    Cell,
}

/// One difference in words.
pub(crate) struct Difference {
    pub(crate) kind: Kind,
    pub(crate) words: String,
}

/// Collects differences.
#[derive(Default)]
pub(crate) struct Differences(pub(crate) Vec<Difference>);

impl Differences {
    fn add(&mut self, kind: Kind, words: impl Into<String>) {
        self.0.push(Difference { kind, words: words.into() });
    }

    pub(crate) fn count(&self, kind: Kind) -> usize {
        self.0.iter().filter(|difference| difference.kind == kind).count()
    }
}

/// A field of a record of the truth.
pub(crate) fn field<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value[key].as_array().into_iter().flatten()
}

/// A number in its one spelling, or the text itself where it is none.
fn plain(text: &str) -> String {
    text.parse::<Decimal>().map_or_else(|_| text.to_owned(), |number| number.normalize().to_string())
}

/// Every difference between a document and its record of the truth.
pub(crate) fn compare(found: &Found<'_>, truth: &Value) -> Differences {
    let mut differences = Differences::default();
    compare_document(&mut differences, found, truth);
    compare_observations(&mut differences, &found.observations, truth);
    compare_tables(&mut differences, found, truth);
    differences
}

fn compare_document(differences: &mut Differences, found: &Found<'_>, truth: &Value) {
    let tables = truth["tables"].as_array().map_or(0, Vec::len).to_string();
    let status = if tables == "0" { "no_tables" } else { "ok" };
    let fixed = [("encoding", field(truth, "encoding")), ("tables", &tables), ("status", status)];
    let identity = truth["identity"].as_object().into_iter().flatten();
    let identity = identity.map(|(name, value)| (name.as_str(), value.as_str().unwrap_or_default()));
    for (name, expected) in identity.chain(fixed) {
        let value = found.document.get(name);
        if value != expected {
            differences.add(Kind::Document, format!("{name} is \"{value}\", not \"{expected}\""));
        }
    }
}

/// Name of a variable, as the panels have it.
fn variable(get: impl Fn(&str) -> String) -> String {
    format!("{}.{}.{}", get("table"), get("item"), get("measure"))
}

fn compare_observations(differences: &mut Differences, rows: &[Row<'_>], truth: &Value) {
    let lost: BTreeSet<String> = list(truth, "lost")
        .map(|key| {
            key.as_array().unwrap().iter().map(|part| part.as_str().unwrap()).collect::<Vec<_>>().join(".")
        })
        .collect();
    let expected: BTreeMap<String, &Value> =
        list(truth, "observations").map(|one| (variable(|name| field(one, name).to_owned()), one)).collect();
    let mut right = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for row in rows {
        let name = variable(|name| row.get(name).to_owned());
        if !seen.insert(name.clone()) {
            differences.add(Kind::Observation, format!("{name} stands twice"));
        }
        let wanted = expected.get(&name).copied();
        let says = describe(row.get("value_kind"), row.get("value"));
        let wants = wanted
            .map_or("nothing".to_owned(), |one| describe(field(one, "value_kind"), field(one, "value")));
        let tolerated = lost.contains(&name) && matches!(row.get("value_kind"), "unresolved" | "blank");
        if says != wants {
            match row.get("value_kind") {
                "number" => differences.add(Kind::WrongNumber, format!("{name} is {says}, not {wants}")),
                _ if tolerated => {}
                _ if wanted.is_none() => {
                    differences.add(Kind::Observation, format!("{name} is {says}, no such value"))
                }
                _ => {}
            }
        } else {
            right.insert(name.clone());
            let (unit, stated) = (row.get("unit"), wanted.map_or("", |one| field(one, "unit")));
            // The truth states no unit of what is blank, whatever its header says.
            let printed = row.get("value_kind") != "blank";
            let told = !stated.is_empty() || printed && row.get("measure").ends_with("amount");
            if told && unit != stated {
                differences
                    .add(Kind::Observation, format!("{name} has the unit \"{unit}\", not \"{stated}\""));
            }
        }
    }
    for name in expected.keys().filter(|name| !right.contains(*name) && !lost.contains(*name)) {
        let instead = rows.iter().find(|row| variable(|name| row.get(name).to_owned()) == *name);
        let instead = instead.map_or("missing", |row| row.get("value_kind"));
        differences.add(Kind::Observation, format!("{name} is {instead}"));
    }
}

/// Kind and value in one word: `12`, `blank`.
fn describe(kind: &str, value: &str) -> String {
    if kind == "number" { plain(value) } else { kind.to_owned() }
}

fn compare_tables(differences: &mut Differences, found: &Found<'_>, truth: &Value) {
    let expected: Vec<&Value> = list(truth, "tables").collect();
    let mut free: Vec<usize> = (0..found.tables.len()).collect();
    let mut pairs: Vec<Option<usize>> = Vec::new();
    for table in &expected {
        let same = |&at: &usize| found.tables[at].0.get("table") == field(table, "table");
        let place = free.iter().position(same);
        pairs.push(place.map(|place| free.remove(place)));
    }
    for (pair, table) in pairs.iter_mut().zip(&expected).filter(|(pair, _)| pair.is_none()) {
        *pair = (!free.is_empty()).then(|| free.remove(0));
        let instead =
            pair.map_or("is missing".to_owned(), |at| format!("is \"{}\"", found.tables[at].0.get("table")));
        differences.add(Kind::Table, format!("the table \"{}\" {instead}", field(table, "table")));
    }
    for at in free {
        let (name, cells) = (found.tables[at].0.get("table"), found.tables[at].1.len());
        differences.add(Kind::Table, format!("a false table \"{name}\" of {cells} values"));
    }
    for (pair, table) in pairs.iter().zip(&expected).filter(|(_, table)| table["cells"].is_array()) {
        compare_cells(differences, pair.map_or(&[], |at| found.tables[at].1.as_slice()), table);
    }
    if expected.iter().all(|table| table["cells"].is_array()) {
        compare_numbers(differences, found, &expected);
    }
}

/// Labels, kind, and value or text of a cell; spaces do not count.
fn cell_key<'a>(get: impl Fn(&str) -> &'a str) -> String {
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let content = if get("value_kind") == "number" { plain(get("value")) } else { squeezed(get("text")) };
    format!(
        "{} | {} | {} {content}",
        squeezed(get("row_label")),
        squeezed(get("column_label")),
        get("value_kind")
    )
}

/// How often each cell is there.
fn counted(keys: impl Iterator<Item = String>) -> BTreeMap<String, isize> {
    let mut counts = BTreeMap::new();
    for key in keys {
        *counts.entry(key).or_default() += 1;
    }
    counts
}

fn compare_cells(differences: &mut Differences, rows: &[Row<'_>], table: &Value) {
    let mut counts = counted(list(table, "cells").map(|cell| cell_key(|name| field(cell, name))));
    for row in rows {
        *counts.entry(cell_key(|name| row.get(name))).or_default() -= 1;
    }
    for (key, count) in counts {
        for _ in 0..count.abs() {
            let words = if count > 0 { "missing" } else { "extra" };
            differences.add(Kind::Cell, format!("cell {words}: {key}"));
        }
    }
}

/// A number in the cells that is no value of the report, whatever its labels say.
fn compare_numbers(differences: &mut Differences, found: &Found<'_>, expected: &[&Value]) {
    let is_number = |kind: &str| kind == "number";
    let printed = expected.iter().flat_map(|table| list(table, "cells"));
    let printed =
        printed.filter(|cell| is_number(field(cell, "value_kind"))).map(|cell| plain(field(cell, "value")));
    let mut left = counted(printed);
    let cells = found.tables.iter().flat_map(|(_, cells)| cells);
    for cell in cells.filter(|cell| is_number(cell.get("value_kind"))) {
        let count = left.entry(plain(cell.get("value"))).or_default();
        *count -= 1;
        if *count < 0 {
            differences
                .add(Kind::NoValue, format!("a cell holds {}, which is no printed value", cell.get("value")));
        }
    }
}
