//! What a dataset is made of: its columns with type and meaning, and its keys.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text, codes included.
    Text,
    /// Whole number.
    Integer,
    /// Decimal number.
    Number,
    /// One of these words.
    OneOf(&'static [&'static str]),
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Name in the header line.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
    /// What it means.
    pub description: String,
    /// True if it is never empty.
    pub required: bool,
}

/// Columns of one dataset whose values stand in columns of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ForeignKey {
    /// Columns here.
    pub fields: &'static [&'static str],
    /// The other dataset.
    pub resource: &'static str,
    /// Its columns.
    pub reference: &'static [&'static str],
}

/// One dataset: a CSV file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schema {
    /// Name without `.csv`.
    pub name: String,
    /// What a row is.
    pub title: String,
    /// Columns in order.
    pub columns: Vec<Column>,
    /// Columns that together tell a row from all others; empty if none do.
    pub primary_key: &'static [&'static str],
    /// What it refers to.
    pub foreign_keys: &'static [ForeignKey],
}

impl Schema {
    /// Name of the file.
    pub fn file_name(&self) -> String {
        format!("{}.csv", self.name)
    }

    /// The header line, with its line end.
    pub fn header(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|column| column.name.as_str()).collect();
        names.join(",") + "\n"
    }
}

/// A column that may be empty; a `!` after the name says that it never is.
pub(super) fn column(name: &str, kind: Kind, description: &str) -> Column {
    let required = name.ends_with('!');
    let name = name.trim_end_matches('!').to_owned();
    Column { name, kind, description: description.to_owned(), required }
}
