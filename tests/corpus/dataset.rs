//! A CSV file -> rows whose fields are asked for by name.

use std::collections::BTreeMap;
use std::path::Path;

/// One dataset, read whole.
pub(crate) struct Dataset {
    columns: BTreeMap<String, usize>,
    records: Vec<csv::StringRecord>,
}

/// One row of a dataset.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    dataset: &'a Dataset,
    record: &'a csv::StringRecord,
}

impl Dataset {
    pub(crate) fn load(file: &Path) -> Self {
        let text =
            std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let columns =
            reader.headers().unwrap().iter().enumerate().map(|(at, name)| (name.to_owned(), at)).collect();
        let records = reader.records().map(Result::unwrap).collect();
        Self { columns, records }
    }

    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.records.iter().map(|record| Row { dataset: self, record })
    }

    /// The rows whose field is this.
    pub(crate) fn having(&self, column: &str, value: &str) -> Vec<Row<'_>> {
        self.rows().filter(|row| row.get(column) == value).collect()
    }

    pub(crate) fn columns(&self) -> impl Iterator<Item = &str> {
        self.columns.keys().map(String::as_str)
    }
}

impl<'a> Row<'a> {
    /// The field of this column, without the guard that keeps spreadsheets from running it.
    #[track_caller]
    pub(crate) fn get(&self, column: &str) -> &'a str {
        let place = *self.dataset.columns.get(column).unwrap_or_else(|| panic!("no column {column}"));
        let text = &self.record[place];
        text.strip_prefix('\'').unwrap_or(text)
    }
}
