//! Plain lists -> tidy tables, and observations -> what a user looks up.

use std::sync::{Arc, LazyLock};

use rust_decimal::Decimal;

use crate::conform::{Conformed, conform};
use crate::model::{Method, Origin, Table, TidyCell, ValueKind};
use crate::pack::{Pack, Packs};

/// A label path and the values of its row, as texts.
pub(super) type Row = (Vec<String>, Vec<String>);

pub(super) fn path(parts: &[&str]) -> Vec<String> {
    parts.iter().map(|part| (*part).to_owned()).collect()
}

pub(super) fn row(parts: &[&str], values: &[&str]) -> Row {
    (path(parts), path(values))
}

/// A table with one header for all rows.
pub(super) fn table(section: &str, columns: &[Vec<String>], rows: &[Row]) -> Table {
    blocks(section, &[(columns.to_vec(), rows.to_vec())])
}

/// A table of blocks with their own headers.
pub(super) fn blocks(section: &str, blocks: &[(Vec<Vec<String>>, Vec<Row>)]) -> Table {
    let mut cells = Vec::new();
    let mut number = 0;
    for (columns, rows) in blocks {
        for (label, values) in rows {
            number += 1;
            let label: Arc<[String]> = label.clone().into();
            for (at, text) in values.iter().enumerate() {
                let column = columns.get(at).cloned().unwrap_or_default();
                cells.push(cell(number, at, label.clone(), column.into(), text));
            }
        }
    }
    Table {
        method: Method::Delimited,
        pages: None,
        section: section.to_owned(),
        title: section.to_owned(),
        rows: number,
        columns: 10,
        header_rows: 1,
        label_columns: 1,
        confidence: 1.0,
        cells,
    }
}

fn cell(row: u32, at: usize, row_label: Arc<[String]>, column_label: Arc<[String]>, text: &str) -> TidyCell {
    let value: Option<Decimal> = text.parse().ok();
    let kind = match text {
        "" => ValueKind::Blank,
        "/" | "——" => ValueKind::NotApplicable,
        "?" => ValueKind::Unresolved,
        _ if value.is_some() => ValueKind::Number,
        _ => ValueKind::Text,
    };
    let column = u32::try_from(at).unwrap() + 2;
    let (text, unit) = (text.to_owned(), String::new());
    let origin = Origin::default();
    TidyCell {
        row,
        column,
        row_label,
        column_label,
        text,
        value,
        kind,
        unit,
        confidence: 1.0,
        settled: false,
        origin,
    }
}

/// A conformed document with its pack.
pub(super) struct Outcome {
    pub conformed: Conformed,
    pub pack: &'static Pack,
}

static PACKS: LazyLock<Packs> = LazyLock::new(|| Packs::builtin().unwrap());

pub(super) fn outcome(tables: &[Table], year: Option<i32>) -> Outcome {
    Outcome { conformed: conform(tables, &PACKS, year), pack: PACKS.iter().next().unwrap() }
}

impl Outcome {
    /// The value of a variable as printed; none if it was not observed.
    pub fn value(&self, name: &str) -> Option<String> {
        let observation = self.observation(name)?;
        Some(match observation.kind {
            ValueKind::Number => observation.value.unwrap().to_string(),
            kind => kind.as_str().to_owned(),
        })
    }

    pub fn observation(&self, name: &str) -> Option<&crate::model::Observation> {
        assert!(
            self.pack.variables.iter().any(|variable| variable.column_name() == name),
            "no variable {name}"
        );
        self.conformed.observations.iter().find(|observation| self.name(observation) == name)
    }

    pub fn name(&self, observation: &crate::model::Observation) -> String {
        self.pack.variables[observation.variable as usize].column_name()
    }

    /// The codes of all problems.
    pub fn codes(&self) -> Vec<&'static str> {
        self.conformed.problems.iter().map(|problem| problem.code.as_str()).collect()
    }
}
