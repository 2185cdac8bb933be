//! The datasets of the sample corpus: every value as the truth has it, but for the losses that are known.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde_json::Value;

use crate::compare::{Differences, Kind, compare, field};
use crate::datasets::{in_crate, sample};
use crate::losses::{KNOWN, Loss};

/// Most differences of one report that are shown.
const SHOWN: usize = 8;

/// The truth of each report, by path.
pub(crate) fn truth() -> Vec<Value> {
    let text = std::fs::read_to_string(in_crate("tests/corpus_truth.jsonl")).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn known(path: &str) -> Loss {
    let known = KNOWN.iter().find(|loss| loss.path == path);
    known.copied().unwrap_or_default()
}

/// The kinds of differences that a loss counts, in the order of its fields.
const COUNTED: [Kind; 5] = [Kind::Document, Kind::Table, Kind::Observation, Kind::Cell, Kind::NoValue];

/// What is to be said of a report; empty if it differs from the truth exactly as is known.
fn verdict(path: &str, differences: &Differences) -> String {
    let known = known(path);
    let found = COUNTED.map(|kind| differences.count(kind));
    let listed = [known.document, known.tables, known.observations, known.cells, known.no_values];
    let wrong = differences.count(Kind::WrongNumber);
    if wrong == 0 && found == listed {
        return String::new();
    }
    let mut words = format!(
        "\n{path}: {wrong} wrong numbers; losses {found:?}, known {listed:?} (document, tables, observations, cells, no_values)\n"
    );
    for kind in [Kind::WrongNumber].into_iter().chain(COUNTED) {
        let all: Vec<_> = differences.0.iter().filter(|difference| difference.kind == kind).collect();
        for difference in all.iter().take(SHOWN) {
            writeln!(words, "    {}", difference.words).unwrap();
        }
        if all.len() > SHOWN {
            writeln!(words, "    … and {} more of this kind", all.len() - SHOWN).unwrap();
        }
    }
    words
}

#[test]
fn every_value_is_the_printed_one() {
    let mut verdicts = String::new();
    let mut compared = 0;
    for record in truth() {
        let path = field(&record, "path");
        compared += record["observations"].as_array().unwrap().len();
        verdicts += &verdict(path, &compare(&sample().found(path), &record));
    }
    assert!(verdicts.is_empty(), "{verdicts}\nlosses that are known: tests/corpus/losses.rs");
    assert!(compared > 5000, "{compared} values compared");
}

#[test]
fn every_report_has_its_truth() {
    let known: BTreeSet<String> = truth().iter().map(|record| field(record, "path").to_owned()).collect();
    let found: BTreeSet<String> = sample().documents.rows().map(|row| row.get("path").to_owned()).collect();
    assert_eq!(known, found);
    for loss in KNOWN {
        assert!(known.contains(loss.path) && !loss.why.is_empty(), "{loss:?}");
    }
}

#[test]
fn every_observation_is_the_value_of_its_cell() {
    let datasets = sample();
    let cells: std::collections::BTreeMap<_, _> = datasets
        .cells
        .rows()
        .map(|cell| ((cell.get("table_id"), cell.get("row"), cell.get("column")), cell))
        .collect();
    assert_eq!(cells.len(), datasets.cells.rows().count(), "two cells in one place");
    for row in datasets.observations.rows() {
        let place = (row.get("table_id"), row.get("row"), row.get("column"));
        let cell = cells.get(&place).unwrap_or_else(|| panic!("{place:?} is no cell"));
        for name in ["value", "value_kind"] {
            assert_eq!(row.get(name), cell.get(name), "{place:?}");
        }
    }
}

#[test]
fn panels_hold_the_values_of_their_document() {
    let datasets = sample();
    let mut compared = 0;
    for agency in datasets.panel.rows() {
        let observations = datasets.observations.having("path", agency.get("path"));
        for column in datasets.panel.columns().filter(|name| name.contains('.') && !name.ends_with("amount"))
        {
            let same = |row: &&crate::dataset::Row<'_>| {
                format!("{}.{}.{}", row.get("table"), row.get("item"), row.get("measure")) == column
            };
            let value = observations.iter().find(same).map_or("", |row| row.get("value"));
            assert_eq!(agency.get(column), value, "{} {column}", agency.get("path"));
            compared += usize::from(!value.is_empty());
        }
    }
    assert!(compared > 3000, "{compared} values compared");
}
