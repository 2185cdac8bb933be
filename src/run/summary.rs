//! What a run did, in numbers.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Serialize;

use super::Stage;
use crate::model::{CheckResult, Code, Severity, Status};

/// A published file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Published {
    /// Name in the output folder.
    pub name: String,
    /// Size.
    pub bytes: u64,
    /// Rows without the header line; 0 for files that are not CSV.
    pub rows: u64,
}

/// What a run did.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// The output folder.
    pub out: PathBuf,
    /// Rows of `documents.csv`.
    pub documents: u64,
    /// Documents that were read (status `ok` or `no_tables`).
    pub read: u64,
    /// Documents whose content an earlier run had read.
    pub cached: u64,
    /// Files whose bytes were looked at; the others nobody has changed since an earlier run.
    pub hashed: u64,
    /// Documents that were read and have no table.
    pub no_tables: u64,
    /// Documents that could not be read.
    pub unreadable: u64,
    /// Documents of a format that this version does not read.
    pub skipped: u64,
    /// Documents with the bytes of an earlier one.
    pub duplicates: u64,
    /// Rows of `tables.csv`.
    pub tables: u64,
    /// Rows of `cells.csv`.
    pub cells: u64,
    /// Rows of `observations.csv`.
    pub observations: u64,
    /// Identities that hold.
    pub checks_passed: u64,
    /// Identities that do not hold.
    pub checks_failed: u64,
    /// Identities that prove nothing.
    pub checks_undecided: u64,
    /// Rows of `problems.csv` by kind.
    pub problems: BTreeMap<Code, u64>,
    /// Rows of `problems.csv` with severity `error`.
    pub errors: u64,
    /// Documents that were not there before, that differ, and that are gone.
    pub changes: Changes,
    /// What stands in the output folder now.
    pub files: Vec<Published>,
    /// Size of the ledger in bytes.
    pub ledger: u64,
    /// Seconds that each stage took.
    pub seconds: Vec<(Stage, f64)>,
}

/// How the documents differ from those published before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Changes {
    /// Not there before (moved ones not counted).
    pub added: u64,
    /// Other bytes under the same path.
    pub changed: u64,
    /// No longer there (moved ones not counted).
    pub gone: u64,
    /// The same bytes under another path.
    pub moved: u64,
}

impl Summary {
    /// Counts a row of `documents.csv`.
    pub(crate) fn count_document(&mut self, status: Status) {
        self.documents += 1;
        match status {
            Status::Ok => self.read += 1,
            Status::NoTables => {
                self.read += 1;
                self.no_tables += 1;
            }
            Status::Unreadable => self.unreadable += 1,
            Status::Skipped => self.skipped += 1,
            Status::Duplicate => self.duplicates += 1,
        }
    }

    /// Counts a row of `problems.csv`.
    pub(crate) fn count_problem(&mut self, code: Code) {
        *self.problems.entry(code).or_default() += 1;
        if code.severity() == Severity::Error {
            self.errors += 1;
        }
    }

    /// Counts a row of `checks.csv`.
    pub(crate) fn count_check(&mut self, result: CheckResult) {
        match result {
            CheckResult::Passed => self.checks_passed += 1,
            CheckResult::Failed => self.checks_failed += 1,
            CheckResult::Undecided => self.checks_undecided += 1,
        }
    }
}
