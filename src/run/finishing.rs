//! Stage `Writing`: what was kept of each document, with what comparing added -> the rows of `documents.csv`,
//! `tables.csv`, `cells.csv`, `observations.csv`, `checks.csv`, `problems.csv` and `changes.csv`, in path order.

use rayon::prelude::*;

use super::changes::Changes;
use super::dataset::{Cut, Dataset};
use super::formatting::{Piece, rows, table_pieces};
use super::index::{Entry, Kind};
use super::keeping::Keeping;
use super::kept::{Added, Kept, StoreFile};
use super::loading::unreadable;
use super::partitions::Unchanged;
use super::{RunError, Stop, Summary};
use crate::check;
use crate::ledger::Id;
use crate::model::{CheckResult, Code, Extract, Identity, Problem, Status};
use crate::pack::Pack;
use crate::source::{Listing, Source, Special};
use crate::write::{self, Dialect, DocumentRow, Rows, VariableFields, Whose};

/// Documents formatted in parallel before their rows are written …
const BATCH: usize = 128;

/// … or fewer, where their stored forms have so many bytes.
const BATCH_BYTES: usize = 2 << 20;

/// Bytes of a row of observations, about.
const OBSERVATION: usize = 220;

/// What the stage needs.
pub(super) struct Finishing<'a> {
    pub listing: &'a Listing,
    pub packs: &'a [Pack],
    pub dialect: Dialect,
    pub entries: &'a [Entry],
    pub keeping: &'a Keeping,
    pub added: &'a StoreFile,
    pub stop: &'a Stop,
    /// Problems of paths that are no documents, by path.
    pub stale: Vec<(String, Problem)>,
    /// Years whose rows need not be written; none where the datasets are not cut up.
    pub unchanged: Option<&'a Unchanged>,
    /// True where tables and cells were written when they were read.
    pub has_tables: bool,
}

/// The datasets that the stage writes.
pub(super) struct Outputs<'a> {
    pub documents: Dataset,
    pub tables: Cut<'a>,
    pub cells: Cut<'a>,
    pub observations: Cut<'a>,
    pub checks: Cut<'a>,
    pub problems: Dataset,
    pub changes: Dataset,
}

/// The rows of one source, and what the summary counts of it.
#[derive(Default)]
struct Formatted<'s> {
    documents: Piece,
    tables: Piece,
    cells: Piece,
    observations: Piece,
    checks: Piece,
    problems: Piece,
    status: Option<Status>,
    codes: Vec<Code>,
    results: Vec<CheckResult>,
    /// Tables, value cells, observations.
    counts: [u64; 3],
    year: Option<i32>,
    /// False where the rows of its year stand in the last set already.
    is_written: bool,
    path: &'s str,
    is_document: bool,
}

/// One source with what the ledger holds of it.
struct Stored<'s> {
    source: &'s Source,
    entry: &'s Entry,
    record: Vec<u8>,
    extract: Vec<u8>,
}

impl Finishing<'_> {
    /// Goes through every source.
    pub(super) fn run(
        &self,
        outputs: &mut Outputs<'_>,
        changes: &mut Changes<'_>,
        summary: &mut Summary,
    ) -> Result<(), RunError> {
        let variables: Vec<VariableFields> = self.packs.iter().map(VariableFields::new).collect();
        let mut stale = self.stale.as_slice();
        let mut rest = self.listing.sources.iter().zip(self.entries);
        let mut write = |done: Vec<Result<Formatted, RunError>>| -> Result<(), RunError> {
            for formatted in done {
                let formatted = formatted?;
                let before = stale.partition_point(|(path, _)| path.as_str() < formatted.path);
                let (now, later) = stale.split_at(before);
                self.write_stale(now, outputs, summary)?;
                stale = later;
                if formatted.is_document {
                    let observations = formatted.is_written.then_some(formatted.observations.0.as_slice());
                    let rows = changes.document(formatted.path, formatted.year, observations)?;
                    outputs.changes.write((&rows.0, rows.1))?;
                }
                formatted.count(summary);
                outputs.take(formatted)?;
            }
            Ok(())
        };
        // While one batch is formatted by all threads, the one before is written and the next one is fetched.
        let (mut batch, mut done) = (self.batch(&mut rest)?, Vec::new());
        while !batch.is_empty() {
            self.stop.check()?;
            let before = std::mem::take(&mut done);
            let (formatted, next) = rayon::join(
                || batch.into_par_iter().map(|stored| self.format(&stored, &variables)).collect(),
                || write(before).and_then(|()| self.batch(&mut rest)),
            );
            (done, batch) = (formatted, next?);
        }
        write(done)?;
        self.write_stale(stale, outputs, summary)?;
        let rows = changes.rest();
        outputs.changes.write((&rows.0, rows.1))
    }

    fn is_written(&self, entry: &Entry) -> bool {
        entry.kind != Kind::Document || !self.unchanged.is_some_and(|unchanged| unchanged.has(entry.year))
    }

    fn write_stale(
        &self,
        stale: &[(String, Problem)],
        outputs: &mut Outputs<'_>,
        summary: &mut Summary,
    ) -> Result<(), RunError> {
        for (path, problem) in stale {
            summary.count_problem(problem.code);
            let (bytes, rows) =
                self.rows(|rows| write::problem_rows(rows, path, "", std::slice::from_ref(problem)));
            outputs.problems.write((&bytes, rows))?;
        }
        Ok(())
    }

    /// The next documents with their stored forms: the ledger is read by one thread, what it holds is worked on by all.
    fn batch<'s>(
        &self,
        rest: &mut impl Iterator<Item = (&'s Source, &'s Entry)>,
    ) -> Result<Vec<Stored<'s>>, RunError> {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        while batch.len() < BATCH && bytes < BATCH_BYTES {
            let Some((source, entry)) = rest.next() else { break };
            let stored = |id, read: fn(&Keeping, Id) -> Result<Vec<u8>, RunError>| match id {
                0 => Ok(Vec::new()),
                id => read(self.keeping, id),
            };
            let record = stored(entry.kept, Keeping::sealed_record)?;
            let extract = if self.is_written(entry) && !self.has_tables { entry.extract } else { 0 };
            let extract = stored(extract, Keeping::sealed_extract)?;
            bytes += record.len() + extract.len();
            batch.push(Stored { source, entry, record, extract });
        }
        Ok(batch)
    }

    fn format<'s>(
        &self,
        stored: &Stored<'s>,
        variables: &[VariableFields],
    ) -> Result<Formatted<'s>, RunError> {
        let formatted = match stored.entry.kind {
            Kind::Document => self.document(stored, variables)?,
            Kind::Duplicate(first) => self.duplicate(stored, first)?,
            Kind::Folder => self.folder(stored.source),
        };
        let is_document = stored.entry.kind != Kind::Folder;
        let (path, year) = (stored.source.path.as_str(), stored.entry.year);
        Ok(Formatted { path, year, is_document, is_written: self.is_written(stored.entry), ..formatted })
    }

    fn document<'s>(
        &self,
        stored: &Stored<'s>,
        variables: &[VariableFields],
    ) -> Result<Formatted<'s>, RunError> {
        let (source, entry) = (stored.source, stored.entry);
        let mut kept: Kept = self.keeping.unseal(&stored.record)?;
        if let Some(place) = entry.added {
            add(&mut kept, self.added.read(place)?);
        }
        sort_checks(&mut kept);
        let document_id = write::document_id(kept.row.sha256.as_ref());
        let problems = kept.problems.len() as u64;
        let documents = self.rows(|rows| {
            write::document_row(rows, &source.path, &kept.row, &kept.identity, kept.status, "", problems);
        });
        let (tables, cells) = kept.row.counts.unwrap_or_default();
        let formatted = Formatted {
            documents,
            problems: self.rows(|rows| write::problem_rows(rows, &source.path, &document_id, &kept.problems)),
            status: Some(kept.status),
            codes: kept.problems.iter().map(|problem| problem.code).collect(),
            results: kept.checks.iter().map(|check| check.result).collect(),
            counts: [tables, cells, kept.observations.len() as u64],
            ..Formatted::default()
        };
        if !self.is_written(entry) {
            return Ok(formatted);
        }
        let tables = match stored.extract.as_slice() {
            [] => Vec::new(),
            sealed => self.keeping.sure(self.keeping.unseal::<Extract>(sealed)?).tables,
        };
        let whose = Whose {
            path: &source.path,
            document_id: &document_id,
            identity: &kept.identity,
            template: &kept.row.template,
        };
        let no_variables = VariableFields::default();
        let variables =
            entry.family.and_then(|family| variables.get(usize::from(family))).unwrap_or(&no_variables);
        let [tables, cells] = table_pieces(self.dialect, &source.path, &kept, &tables);
        let room = kept.observations.len() * OBSERVATION;
        Ok(Formatted {
            tables,
            cells,
            observations: rows(self.dialect, room, |rows| {
                write::observation_rows(rows, whose, variables, &kept.observations);
            }),
            checks: self.rows(|rows| write::check_rows(rows, whose, &kept.checks)),
            ..formatted
        })
    }

    /// What the content says stands in the row of a duplicate too; what was made of it stands with the first only.
    fn duplicate<'s>(&self, stored: &Stored<'s>, first: u32) -> Result<Formatted<'s>, RunError> {
        let kept: Kept = self.keeping.unseal(&stored.record)?;
        let row = DocumentRow { template: String::new(), counts: None, ..kept.row };
        let first = self.listing.sources.get(first as usize).map_or("", |source| source.path.as_str());
        let (identity, status) = (Identity::default(), Status::Duplicate);
        let documents = self.rows(|rows| {
            write::document_row(rows, &stored.source.path, &row, &identity, status, first, 0);
        });
        Ok(Formatted { documents, status: Some(Status::Duplicate), ..Formatted::default() })
    }

    fn folder(&self, source: &Source) -> Formatted<'static> {
        let problem = match source.special.as_deref() {
            Some(Special::BrokenFolder(reason)) => unreadable(reason),
            _ => unreadable("it is a folder"),
        };
        Formatted {
            codes: vec![problem.code],
            problems: self.rows(|rows| write::problem_rows(rows, &source.path, "", &[problem])),
            ..Formatted::default()
        }
    }

    fn rows(&self, fill: impl FnOnce(&mut Rows)) -> Piece {
        rows(self.dialect, 0, fill)
    }
}

impl Outputs<'_> {
    fn take(&mut self, formatted: Formatted<'_>) -> Result<(), RunError> {
        let year = formatted.year;
        self.documents.write((&formatted.documents.0, formatted.documents.1))?;
        self.problems.write((&formatted.problems.0, formatted.problems.1))?;
        self.tables.write(year, formatted.tables)?;
        self.cells.write(year, formatted.cells)?;
        self.observations.write(year, formatted.observations)?;
        self.checks.write(year, formatted.checks)
    }
}

impl Formatted<'_> {
    fn count(&self, summary: &mut Summary) {
        if let Some(status) = self.status {
            summary.count_document(status);
        }
        let [tables, cells, observations] = self.counts;
        summary.tables += tables;
        summary.cells += cells;
        summary.observations += observations;
        self.codes.iter().for_each(|code| summary.count_problem(*code));
        self.results.iter().for_each(|result| summary.count_check(*result));
    }
}

/// Puts what comparing found to what reading found.
fn add(kept: &mut Kept, added: Added) {
    for (index, result) in added.outcomes {
        if let Some(placed) = kept.observations.get_mut(index as usize) {
            check::mark(std::slice::from_mut(&mut placed.observation), &[0], result);
        }
    }
    kept.checks.extend(added.checks);
    kept.problems.extend(added.problems);
}

/// Checks by the first table that they look at; those of one table stay in the pack's order.
fn sort_checks(kept: &mut Kept) {
    let observations = &kept.observations;
    kept.checks.sort_by_key(|check| {
        let term = check.terms.first().and_then(|term| observations.get(*term as usize));
        term.map_or(u32::MAX, |placed| placed.observation.table_index)
    });
}
