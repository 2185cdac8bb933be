//! A table as it was printed, restored to rows and columns: the output of `tables`, the input of `tidy`.

use serde::{Deserialize, Serialize};

use super::Rect;

/// The look that a table was found by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Cells separated by tabs.
    Delimited,
    /// One cell a line, rows marked.
    CellLines,
    /// Columns held apart by runs of spaces.
    Aligned,
    /// A known form guided the reading, because the grid is lost.
    Guided,
    /// Markdown pipes.
    Markdown,
    /// Drawn with box characters.
    Box,
    /// Comma or semicolon separated.
    Csv,
    /// Ruling lines drawn on a page.
    Ruled,
}

impl Method {
    /// The word that `tables.csv` prints.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Delimited => "delimited",
            Self::CellLines => "cell_lines",
            Self::Aligned => "aligned",
            Self::Guided => "guided",
            Self::Markdown => "markdown",
            Self::Box => "box",
            Self::Csv => "csv",
            Self::Ruled => "ruled",
        }
    }
}

/// Where a cell was printed.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Origin {
    /// Line of the text, from 1; 0 where the format has no lines.
    pub line: u32,
    /// Page, from 1, where the format has pages.
    pub page: Option<u32>,
    /// Rectangle on that page.
    pub rect: Option<Rect>,
}

/// How sure it is that a cell's text stands in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Printed {
    /// The text was printed in this place.
    #[default]
    Here,
    /// Exactly one placement satisfies the form's identities: those prove nothing about it any more.
    Settled,
    /// Something was printed, but its place or its reading is not certain.
    Unresolved,
}

/// One cell of a grid. Cells never overlap; a place that no cell covers is a cell that was never printed.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct GridCell {
    /// Row from 0.
    pub row: usize,
    /// Column from 0.
    pub column: usize,
    /// Rows covered, at least 1.
    pub row_span: usize,
    /// Columns covered, at least 1.
    pub column_span: usize,
    /// Text as printed, line breaks inside the cell as `\n`.
    pub text: String,
    /// Width of the white space that stood before the text (a wide space counts 2): indentation tells sub-items.
    pub indent: usize,
    /// Where.
    pub origin: Origin,
    /// How sure.
    pub printed: Printed,
}

/// One table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Grid {
    /// The look it was found by.
    pub method: Method,
    /// First line, from 0, and the line after the last.
    pub lines: (usize, usize),
    /// First and last page, where the format has pages.
    pub pages: Option<(u32, u32)>,
    /// Number of rows.
    pub rows: usize,
    /// Number of columns.
    pub columns: usize,
    /// Cells, sorted by row, then column.
    pub cells: Vec<GridCell>,
    /// Header rows, and label columns, where the reading already knows them: both of a known form, the header alone where
    /// a drawn line closes it.
    pub shape: Option<(usize, Option<usize>)>,
    /// Nearest heading above.
    pub section: String,
    /// Caption, or the section.
    pub title: String,
    /// Unit line above the table (`单位：万元` gives `万元`), else empty.
    pub unit: String,
    /// 0 to 1.
    pub confidence: f32,
}
