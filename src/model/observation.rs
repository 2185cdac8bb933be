//! A value of a known variable, and the identities that the values take part in.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::ValueKind;

/// How a variable relates to the others: only leaves may be added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Not the sum of other variables.
    Leaf,
    /// Sum of variables below it, itself part of a total.
    Subtotal,
    /// Sum of all.
    Total,
    /// A part that is counted in another leaf already (其中).
    OfWhich,
}

impl Role {
    /// The word that the datasets print.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Leaf => "leaf",
            Self::Subtotal => "subtotal",
            Self::Total => "total",
            Self::OfWhich => "of_which",
        }
    }
}

/// One value of one variable in one document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Observation {
    /// Index of the table in the document.
    pub table_index: u32,
    /// Index of the cell among the table's value cells.
    pub cell_index: u32,
    /// Index of the variable in the pack's codebook.
    pub variable: u32,
    /// Role in this report (a printed subtotal makes `result.other` a subtotal).
    pub role: Role,
    /// What the cell holds.
    pub kind: ValueKind,
    /// The printed number in the printed unit.
    #[serde(with = "super::decimal::option")]
    pub value: Option<Decimal>,
    /// Unit as printed, else the form's.
    pub unit: String,
    /// True if an identity settled the place.
    pub settled: bool,
    /// Outcome over all identities that the value takes part in: failed, else passed, else none.
    pub checks: Option<CheckResult>,
}

/// How an identity came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckResult {
    /// It holds.
    Passed,
    /// It does not hold: the publisher's error, or ours.
    Failed,
    /// A term is missing, so that it proves nothing.
    Undecided,
}

impl CheckResult {
    /// The word that the datasets print.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Undecided => "undecided",
        }
    }
}

/// One identity, evaluated.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// Table of the family (`requests`).
    pub table: String,
    /// Name of the identity (`requests.balance`).
    pub check: String,
    /// The one item or measure that it ran on.
    pub scope: String,
    /// What the identity asks for.
    #[serde(with = "super::decimal")]
    pub expected: Decimal,
    /// What is printed.
    #[serde(with = "super::decimal")]
    pub actual: Decimal,
    /// Passed, failed, undecided.
    pub result: CheckResult,
    /// The identity written out with its numbers.
    pub detail: String,
    /// Indices of the document's observations that take part.
    pub terms: Vec<u32>,
}
