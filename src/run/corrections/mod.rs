//! A person's CSV file -> corrections by document: they are applied anew in every run, so they outlive it.
//!
//! Columns `path` or `document_id` (or both), `field`, `value`, and perhaps `note`. With both, a correction holds for
//! that content only, and is stale as soon as the document changes.

mod apply;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use rust_decimal::Decimal;
use sha2::{Digest, Sha256};

pub(super) use apply::{identity, stale_contents, values};

use super::RunError;
use crate::model::{Code, Problem};

/// What a correction replaces, and by what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Field {
    Agency(String),
    Region(String),
    Year(i32),
    /// A variable by its name in the panel; no number: it is blank.
    Value(String, Option<Decimal>),
}

/// One line of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Correction {
    path: String,
    document_id: String,
    field: Field,
    note: String,
    line: u64,
}

impl Correction {
    /// `agency`, `requests.carried_out.total`, …
    fn name(&self) -> &str {
        match &self.field {
            Field::Agency(_) => "agency",
            Field::Region(_) => "region",
            Field::Year(_) => "year",
            Field::Value(name, _) => name,
        }
    }
}

/// Every correction of the file.
#[derive(Debug, Default)]
pub(super) struct Corrections {
    file: String,
    list: Vec<Correction>,
    /// Indices in the list.
    by_path: BTreeMap<String, Vec<usize>>,
    /// Of those without a path.
    by_id: BTreeMap<String, Vec<usize>>,
}

impl Corrections {
    /// Reads the file.
    pub(super) fn load(path: &Path) -> Result<Self, RunError> {
        let bytes = fs::read(path).map_err(RunError::io("read", path))?;
        let name = path.display().to_string();
        Self::parse(&bytes, &name).map_err(|fault| RunError::Usage(format!("{name}: {fault}")))
    }

    fn parse(bytes: &[u8], file: &str) -> Result<Self, String> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
        let header = reader.headers().map_err(|error| error.to_string())?.clone();
        let column = |name: &str| header.iter().position(|found| found == name);
        let (path, id, note) = (column("path"), column("document_id"), column("note"));
        let (Some(field), Some(value)) = (column("field"), column("value")) else {
            return Err("it needs the columns path or document_id, field, and value".to_owned());
        };
        if path.is_none() && id.is_none() {
            return Err("it needs a column path or document_id".to_owned());
        }
        let mut corrections = Self { file: file.to_owned(), ..Self::default() };
        for record in reader.records() {
            let record = record.map_err(|error| error.to_string())?;
            let line = record.position().map_or(0, csv::Position::line);
            let text =
                |column: Option<usize>| column.and_then(|column| record.get(column)).unwrap_or_default();
            let field = parse_field(text(Some(field)), text(Some(value)))
                .map_err(|fault| format!("line {line}: {fault}"))?;
            corrections.add(Correction {
                path: text(path).to_owned(),
                document_id: text(id).to_owned(),
                field,
                note: text(note).to_owned(),
                line,
            })?;
        }
        Ok(corrections)
    }

    fn add(&mut self, correction: Correction) -> Result<(), String> {
        let index = self.list.len();
        match (correction.path.is_empty(), correction.document_id.is_empty()) {
            (true, true) => return Err(format!("line {}: neither path nor document_id", correction.line)),
            (true, false) => self.by_id.entry(correction.document_id.clone()).or_default().push(index),
            (false, _) => self.by_path.entry(correction.path.clone()).or_default().push(index),
        }
        self.list.push(correction);
        Ok(())
    }

    /// True where nobody corrected anything.
    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Those of a document, in the order of the file; `stale_contents` says which of them are of other bytes.
    pub(super) fn of(&self, path: &str, document_id: &str) -> Vec<&Correction> {
        let indices = [self.by_path.get(path), self.by_id.get(document_id)];
        let indices: BTreeSet<usize> = indices.into_iter().flatten().flatten().copied().collect();
        indices.into_iter().filter_map(|index| self.list.get(index)).collect()
    }

    /// A problem for each correction of a document that this run has not got, by path.
    pub(super) fn without_document(
        &self,
        has: impl Fn(&str) -> bool,
        has_id: impl Fn(&str) -> bool,
    ) -> Vec<(String, Problem)> {
        let mut stale = Vec::new();
        for correction in &self.list {
            let found = if correction.path.is_empty() {
                has_id(&correction.document_id)
            } else {
                has(&correction.path)
            };
            if !found {
                let path = if correction.path.is_empty() { &self.file } else { &correction.path };
                let what = if correction.path.is_empty() { &correction.document_id } else { "this path" };
                stale.push((
                    path.clone(),
                    apply::stale(correction, &format!("no document that is read has {what}")),
                ));
            }
        }
        stale.sort_by(|(a, _), (b, _)| a.cmp(b));
        stale
    }
}

/// Digest of a document's corrections; nothing where there are none.
pub(super) fn digest(corrections: &[&Correction]) -> Vec<u8> {
    if corrections.is_empty() {
        return Vec::new();
    }
    Sha256::digest(format!("{corrections:?}")).to_vec()
}

fn parse_field(field: &str, value: &str) -> Result<Field, String> {
    let named = |make: fn(String) -> Field| match value {
        "" => Err(format!("{field} needs a value")),
        value => Ok(make(value.to_owned())),
    };
    match field {
        "agency" => named(Field::Agency),
        "region" => named(Field::Region),
        "year" => match value.parse() {
            Ok(year) if (1949..=2200).contains(&year) => Ok(Field::Year(year)),
            _ => Err(format!("{value:?} is no year")),
        },
        "" => Err("field is empty".to_owned()),
        name if name.split('.').count() < 3 => Err(format!(
            "{name:?} is no field: agency, region, year, or a variable such as requests.carried_out.total"
        )),
        name if value.is_empty() => Ok(Field::Value(name.to_owned(), None)),
        name => match value.parse() {
            Ok(number) => Ok(Field::Value(name.to_owned(), Some(number))),
            Err(_) => Err(format!("{value:?} is no number; an empty value says that the cell is blank")),
        },
    }
}

/// The problem that names a correction that was made.
fn corrected(correction: &Correction, old: &str, new: &str) -> Problem {
    let note = if correction.note.is_empty() { String::new() } else { format!(" ({})", correction.note) };
    let quoted = |text: &str| if text.is_empty() { "nothing".to_owned() } else { format!("{text:?}") };
    let message = format!("{}: {} was replaced by {}{note}", correction.name(), quoted(old), quoted(new));
    Problem::new(Code::Corrected, message)
}
