//! What is kept of a document between the stages: `Extract` from its bytes alone, `Report` from extract, path and pack.

use serde::{Deserialize, Serialize};

use super::{Check, Clues, Format, Identity, Observation, Problem, Status, Table};

/// All that was read from one file's bytes: a pure function of bytes and options, so that a store can keep it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Extract {
    /// What the file is.
    pub format: Format,
    /// Encoding as `documents.csv` prints it, empty for formats that are not text.
    pub encoding: String,
    /// Number of pages, for formats that have pages.
    pub pages: Option<u32>,
    /// How far it was read (never `Duplicate`).
    pub status: Status,
    /// What the content says about its identity.
    pub clues: Clues,
    /// Tables in document order.
    pub tables: Vec<Table>,
    /// What was damaged or doubtful.
    pub problems: Vec<Problem>,
}

impl Extract {
    /// The extract of a document that nothing could be read of.
    pub fn unreadable(format: Format, problem: Problem) -> Self {
        Self {
            format,
            encoding: String::new(),
            pages: None,
            status: Status::Unreadable,
            clues: Clues::default(),
            tables: Vec::new(),
            problems: vec![problem],
        }
    }
}

/// An extracted document, identified and put in the variables of its family.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Report {
    /// Agency and year.
    pub identity: Identity,
    /// Name of the pack that knows its tables, empty if none does.
    pub family: String,
    /// Form (`ogi-2021`), empty if no known table was found.
    pub template: String,
    /// For each table of the extract: its name in the family (`requests`), or empty.
    pub table_names: Vec<String>,
    /// Values of known variables, in the order of tables and cells.
    pub observations: Vec<Observation>,
    /// Identities evaluated inside the document.
    pub checks: Vec<Check>,
    /// Problems of identifying and conforming.
    pub problems: Vec<Problem>,
}
