//! Observations and Checks -> rows of `observations.csv` and `checks.csv`.

use super::Rows;
use super::document::{identity_fields, table_id_field};
use crate::model::{Check, CheckResult, Identity, Observation};
use crate::pack::Pack;

/// An observation with the place of its cell in the grid.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct PlacedObservation {
    /// The value.
    pub observation: Observation,
    /// Row as in `cells.csv`.
    pub row: u32,
    /// Column as in `cells.csv`.
    pub column: u32,
}

/// The fields `table,item,measure` of each variable of a family, formatted once for the run.
#[derive(Debug, Default)]
pub struct VariableFields(Vec<Vec<u8>>);

impl VariableFields {
    /// In the order of the codebook.
    pub fn new(pack: &Pack) -> Self {
        let fields = pack.variables.iter().map(|variable| {
            let mut rows = Rows::default();
            rows.text(&variable.table).text(&variable.item).text(&variable.measure);
            rows.finish().0
        });
        Self(fields.collect())
    }

    fn get(&self, variable: u32) -> &[u8] {
        self.0.get(variable as usize).map_or(b",,,", Vec::as_slice)
    }
}

/// The document that observations or checks are of.
#[derive(Debug, Clone, Copy)]
pub struct Whose<'a> {
    /// Path as printed.
    pub path: &'a str,
    /// Its `document_id`.
    pub document_id: &'a str,
    /// Agency and year.
    pub identity: &'a Identity,
    /// Form.
    pub template: &'a str,
}

/// Bytes of a row of `observations.csv` but those that all rows of a document share, about.
const OF_ONE: usize = 120;

/// The rows of `observations.csv` for one document.
pub fn observation_rows(
    rows: &mut Rows,
    whose: Whose<'_>,
    variables: &VariableFields,
    observations: &[PlacedObservation],
) {
    let mut head = rows.fresh();
    identity_fields(&mut head, whose.identity);
    head.text(whose.template);
    let mut tail = rows.fresh();
    tail.text(whose.path);
    let of_document = head.as_bytes().len() + tail.as_bytes().len();
    rows.reserve(observations.len() * (of_document + OF_ONE));
    let mut table = (u32::MAX, Vec::new());
    for placed in observations {
        let observation = &placed.observation;
        if table.0 != observation.table_index || table.1.is_empty() {
            table = (observation.table_index, Vec::new());
            table_id_field(&mut table.1, whose.document_id, observation.table_index);
        }
        rows.formatted(head.as_bytes()).formatted(variables.get(observation.variable));
        rows.word(observation.role.as_str()).decimal(observation.value).word(observation.kind.as_str());
        rows.text(&observation.unit).word(checks_word(observation.checks)).formatted(&table.1);
        rows.integer(u64::from(placed.row)).integer(u64::from(placed.column));
        rows.formatted(tail.as_bytes()).end();
    }
}

fn checks_word(checks: Option<CheckResult>) -> &'static str {
    match checks {
        Some(CheckResult::Failed) => "failed",
        Some(CheckResult::Passed) => "passed",
        Some(CheckResult::Undecided) | None => "none",
    }
}

/// The rows of `checks.csv` for one document.
pub fn check_rows(rows: &mut Rows, whose: Whose<'_>, checks: &[Check]) {
    for check in checks {
        rows.text(&whose.identity.agency_id).year(whose.identity.year).text(whose.path);
        rows.text(&check.table).text(&check.check).text(&check.scope);
        rows.decimal(Some(check.expected)).decimal(Some(check.actual));
        rows.decimal(check.actual.checked_sub(check.expected));
        rows.word(check.result.as_str()).text(&check.detail).end();
    }
}
