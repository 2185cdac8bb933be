//! The tables of the sample corpus as the truth has them, put in variables: the same observations as in the truth.
//!
//! What the readers make of the reports has its own tests; here `conform` stands alone. `BAOBIAO_TRUTH` names another
//! `truth.jsonl`, of a generated corpus.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use baobiao::conform::conform;
use baobiao::model::{Method, Origin, Table, TidyCell, ValueKind};
use baobiao::pack::Packs;
use serde_json::Value;

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn path(joined: &str) -> Arc<[String]> {
    joined.split(" / ").filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn kind(word: &str) -> ValueKind {
    use ValueKind::{Blank, NotApplicable, Number, Text, Unresolved};
    [Number, Blank, NotApplicable, Text, Unresolved].into_iter().find(|kind| kind.as_str() == word).unwrap()
}

fn table(value: &Value) -> Option<Table> {
    let mut cells: Vec<TidyCell> = Vec::new();
    for cell in value["cells"].as_array()? {
        let (row_label, column_label) = (path(text(cell, "row_label")), path(text(cell, "column_label")));
        let above = cells.last();
        let same_row = above.is_some_and(|above| above.row_label == row_label);
        let row = above.map_or(1, |above| above.row + u32::from(!same_row));
        let column = above.filter(|_| same_row).map_or(4, |above| above.column + 1);
        cells.push(TidyCell {
            row,
            column,
            row_label,
            column_label,
            text: text(cell, "text").to_owned(),
            value: text(cell, "value").parse().ok(),
            kind: kind(text(cell, "value_kind")),
            unit: text(cell, "unit").to_owned(),
            confidence: 1.0,
            settled: false,
            origin: Origin::default(),
        });
    }
    Some(Table {
        method: Method::Delimited,
        pages: None,
        section: String::new(),
        title: String::new(),
        rows: 0,
        columns: 0,
        header_rows: 0,
        label_columns: 3,
        confidence: 1.0,
        cells,
    })
}

/// Name of the variable -> kind and value.
type Observed = BTreeMap<String, (ValueKind, String)>;

fn true_observations(record: &Value) -> Observed {
    let all = record["observations"].as_array().into_iter().flatten();
    all.map(|one| {
        let name = format!("{}.{}.{}", text(one, "table"), text(one, "item"), text(one, "measure"));
        (name, (kind(text(one, "value_kind")), text(one, "value").to_owned()))
    })
    .collect()
}

#[test]
fn true_tables_give_true_observations() {
    let truth = std::env::var_os("BAOBIAO_TRUTH").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus_truth.jsonl"),
        PathBuf::from,
    );
    let packs = Packs::builtin().unwrap();
    let mut differences = Vec::new();
    let mut compared = 0;
    for line in std::fs::read_to_string(truth).unwrap().lines() {
        let record: Value = serde_json::from_str(line).unwrap();
        let Some(tables) = record["tables"].as_array().unwrap().iter().map(table).collect::<Option<Vec<_>>>()
        else {
            continue;
        };
        let year = record["identity"]["year"].as_str().and_then(|year| year.parse().ok());
        let conformed = conform(&tables, &packs, year);
        let names: Vec<&str> =
            record["tables"].as_array().unwrap().iter().map(|table| text(table, "table")).collect();
        let file = text(&record, "path");
        let template = record["identity"]["template"].as_str().unwrap_or(&conformed.template);
        if conformed.table_names != names || conformed.template != template {
            let found = (&conformed.table_names, &conformed.template);
            differences.push(format!("{file}: {found:?}, not {names:?} {template}"));
        }
        let found: Observed = conformed
            .observations
            .iter()
            .map(|one| {
                let name =
                    packs.get(&conformed.family).unwrap().variables[one.variable as usize].column_name();
                (name, (one.kind, one.value.map(|value| value.normalize().to_string()).unwrap_or_default()))
            })
            .collect();
        let expected = true_observations(&record);
        compared += expected.len();
        for name in found.keys().chain(expected.keys()) {
            if found.get(name) != expected.get(name) && differences.len() < 60 {
                let (got, wanted) = (found.get(name), expected.get(name));
                differences
                    .push(format!("{file}: {name} {got:?}, not {wanted:?} {:?}", conformed.problems.first()));
            }
        }
    }
    println!("{compared} observations compared");
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert!(compared > 2000);
}
