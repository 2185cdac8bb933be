//! A table melted to one row for each value cell: the output of `tidy`.

use std::sync::Arc;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Method, Origin};

/// What a value cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueKind {
    /// A number.
    Number,
    /// Printed blank.
    Blank,
    /// A mark that says "not applicable".
    NotApplicable,
    /// Words.
    Text,
    /// Printed, but not placed or read for certain.
    Unresolved,
}

impl ValueKind {
    /// The word that the datasets print.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Blank => "blank",
            Self::NotApplicable => "not_applicable",
            Self::Text => "text",
            Self::Unresolved => "unresolved",
        }
    }
}

/// One value cell with its labels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TidyCell {
    /// Row of the grid, from 1.
    pub row: u32,
    /// Column of the grid, from 1.
    pub column: u32,
    /// Label path, outermost first; shared by the cells of a row.
    pub row_label: Arc<[String]>,
    /// Header path, outermost first; shared by the cells of a column.
    pub column_label: Arc<[String]>,
    /// Normalised text.
    pub text: String,
    /// The number, when it is one (`kind` is `Number`).
    #[serde(with = "super::decimal::option")]
    pub value: Option<Decimal>,
    /// What it is.
    pub kind: ValueKind,
    /// Unit, empty if none is printed.
    pub unit: String,
    /// 0 to 1.
    pub confidence: f32,
    /// True if an identity of a known form settled the place.
    pub settled: bool,
    /// Where it was printed.
    pub origin: Origin,
}

/// One table, tidied.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// The look it was found by.
    pub method: Method,
    /// First and last page, where the format has pages.
    pub pages: Option<(u32, u32)>,
    /// Nearest heading above.
    pub section: String,
    /// Caption, or the section.
    pub title: String,
    /// Number of grid rows.
    pub rows: u32,
    /// Number of grid columns.
    pub columns: u32,
    /// How many rows are header.
    pub header_rows: u32,
    /// How many columns are labels.
    pub label_columns: u32,
    /// 0 to 1.
    pub confidence: f32,
    /// Value cells by row, then column.
    #[serde(with = "super::stored_cells")]
    pub cells: Vec<TidyCell>,
}
