//! What a known form looks like, in plain words: the readers that lost the grid align against it, without knowing packs.

use serde::{Deserialize, Serialize};

/// What a printed row of a known form is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// A line or cell that heads the rows below and holds no values.
    Heading,
    /// The header line of a block: `columns` of the row holds its labels.
    Header,
    /// A row of values.
    Values,
}

/// One printed row of a known form, in print order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HintRow {
    /// What it is.
    pub kind: RowKind,
    /// The row's own label: canonical first, then known variants. Empty for a row without a label, or a header line
    /// whose first entry is the stub head (`信息内容`).
    pub labels: Vec<String>,
    /// Index of the row that heads this one.
    pub parent: Option<usize>,
    /// Header: the labels of the value columns. Values: empty.
    pub columns: Vec<String>,
    /// Values: how many value cells the row has, counted from the first value column.
    pub values: usize,
    /// Text of the unit cell printed in the row (`条`), empty if the form has no unit column.
    pub unit: String,
    /// True if reports often leave the row out, or print it although the form has none.
    pub optional: bool,
}

/// In every row, the value in column `total` is the sum of those in `parts` (indices of value columns).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowSum {
    /// Value column of the total.
    pub total: usize,
    /// Value columns that are added up.
    pub parts: Vec<usize>,
}

/// One table of a known form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hint {
    /// `template/table`, for messages (`ogi-2021/requests`).
    pub name: String,
    /// Headings that announce the table, without numbering (`收到和处理政府信息公开申请情况`).
    pub headings: Vec<String>,
    /// Number of printed label columns (a unit column counts here).
    pub label_columns: usize,
    /// Header path, outermost first, of each value column; empty where the blocks have headers of their own.
    pub columns: Vec<Vec<String>>,
    /// Texts of the header over the label columns (`统计指标`, `单位`, the note on the identities), canonical ones.
    pub stub_heads: Vec<String>,
    /// Rows in print order.
    pub rows: Vec<HintRow>,
    /// Identities along a row.
    pub row_sums: Vec<RowSum>,
}
