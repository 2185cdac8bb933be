//! Stage `Writing`: what was kept of each document, with what comparing added -> the rows of `documents.csv`,
//! `observations.csv`, `checks.csv`, `problems.csv` and `changes.csv`, in path order.

use rayon::prelude::*;

use super::changes::Changes;
use super::dataset::Dataset;
use super::index::{Entry, Kind};
use super::kept::{Added, Kept, StoreFile};
use super::reading::unreadable;
use super::{RunError, Summary};
use crate::check;
use crate::model::{CheckResult, Code, Identity, Status};
use crate::pack::Pack;
use crate::source::{Listing, Source};
use crate::write::{self, Dialect, DocumentRow, Rows, VariableFields, Whose};

/// Documents formatted in parallel before their rows are written.
const BATCH: usize = 256;

/// What the stage needs.
pub(super) struct Finishing<'a> {
    pub listing: &'a Listing,
    pub packs: &'a [Pack],
    pub dialect: Dialect,
    pub entries: &'a [Entry],
    pub kept: &'a StoreFile,
    pub added: &'a StoreFile,
}

/// The datasets that the stage writes.
pub(super) struct Outputs {
    pub documents: Dataset,
    pub observations: Dataset,
    pub checks: Dataset,
    pub problems: Dataset,
    pub changes: Dataset,
}

type Piece = (Vec<u8>, u64);

/// The rows of one source, and what the summary counts of it.
#[derive(Default)]
struct Formatted {
    documents: Piece,
    observations: Piece,
    checks: Piece,
    problems: Piece,
    status: Option<Status>,
    codes: Vec<Code>,
    results: Vec<CheckResult>,
    counts: (u64, u64),
}

impl Finishing<'_> {
    /// Goes through every source.
    pub(super) fn run(
        &self,
        outputs: &mut Outputs,
        changes: &mut Changes<'_>,
        summary: &mut Summary,
    ) -> Result<(), RunError> {
        let variables: Vec<VariableFields> = self.packs.iter().map(VariableFields::new).collect();
        let sources = self.listing.sources.chunks(BATCH);
        for (sources, entries) in sources.zip(self.entries.chunks(BATCH)) {
            let formatted: Vec<Result<Formatted, RunError>> = sources
                .par_iter()
                .zip(entries)
                .map(|(source, entry)| self.format(source, entry, &variables))
                .collect();
            for ((source, entry), formatted) in sources.iter().zip(entries).zip(formatted) {
                let formatted = formatted?;
                if entry.kind != Kind::Folder {
                    let rows = changes.document(&source.path, &formatted.observations.0)?;
                    outputs.changes.write((&rows.0, rows.1))?;
                }
                outputs.take(&formatted)?;
                formatted.count(summary);
            }
        }
        let rows = changes.rest();
        outputs.changes.write((&rows.0, rows.1))
    }

    fn format(
        &self,
        source: &Source,
        entry: &Entry,
        variables: &[VariableFields],
    ) -> Result<Formatted, RunError> {
        match entry.kind {
            Kind::Document => self.document(source, entry, variables),
            Kind::Duplicate(first) => self.duplicate(source, entry, first),
            Kind::Folder => Ok(self.folder(source)),
        }
    }

    fn document(
        &self,
        source: &Source,
        entry: &Entry,
        variables: &[VariableFields],
    ) -> Result<Formatted, RunError> {
        let mut kept: Kept = self.kept.read(entry.kept)?;
        if let Some(place) = entry.added {
            add(&mut kept, self.added.read(place)?);
        }
        sort_checks(&mut kept);
        let document_id = write::document_id(kept.row.sha256.as_ref());
        let whose = Whose {
            path: &source.path,
            document_id: &document_id,
            identity: &kept.identity,
            template: &kept.row.template,
        };
        let no_variables = VariableFields::default();
        let variables =
            entry.family.and_then(|family| variables.get(usize::from(family))).unwrap_or(&no_variables);
        let problems = kept.problems.len() as u64;
        let documents = self.rows(|rows| {
            write::document_row(rows, &source.path, &kept.row, &kept.identity, kept.status, "", problems);
        });
        Ok(Formatted {
            documents,
            observations: self
                .rows(|rows| write::observation_rows(rows, whose, variables, &kept.observations)),
            checks: self.rows(|rows| write::check_rows(rows, whose, &kept.checks)),
            problems: self.rows(|rows| write::problem_rows(rows, &source.path, &document_id, &kept.problems)),
            status: Some(kept.status),
            codes: kept.problems.iter().map(|problem| problem.code).collect(),
            results: kept.checks.iter().map(|check| check.result).collect(),
            counts: kept.row.counts.unwrap_or_default(),
        })
    }

    /// What the content says stands in the row of a duplicate too; what was made of it stands with the first only.
    fn duplicate(&self, source: &Source, entry: &Entry, first: u32) -> Result<Formatted, RunError> {
        let kept: Kept = self.kept.read(entry.kept)?;
        let row = DocumentRow { template: String::new(), counts: None, ..kept.row };
        let first = self.listing.sources.get(first as usize).map_or("", |source| source.path.as_str());
        let (identity, status) = (Identity::default(), Status::Duplicate);
        let documents = self.rows(|rows| {
            write::document_row(rows, &source.path, &row, &identity, status, first, 0);
        });
        Ok(Formatted { documents, status: Some(Status::Duplicate), ..Formatted::default() })
    }

    fn folder(&self, source: &Source) -> Formatted {
        let problem = unreadable(source.broken.as_deref().unwrap_or_default());
        Formatted {
            codes: vec![problem.code],
            problems: self.rows(|rows| write::problem_rows(rows, &source.path, "", &[problem])),
            ..Formatted::default()
        }
    }

    fn rows(&self, fill: impl FnOnce(&mut Rows)) -> Piece {
        let mut rows = Rows::new(self.dialect);
        fill(&mut rows);
        rows.finish()
    }
}

impl Outputs {
    fn take(&mut self, formatted: &Formatted) -> Result<(), RunError> {
        let pieces = [
            (&mut self.documents, &formatted.documents),
            (&mut self.observations, &formatted.observations),
            (&mut self.checks, &formatted.checks),
            (&mut self.problems, &formatted.problems),
        ];
        for (dataset, (bytes, rows)) in pieces {
            dataset.write((bytes, *rows))?;
        }
        Ok(())
    }
}

impl Formatted {
    fn count(&self, summary: &mut Summary) {
        if let Some(status) = self.status {
            summary.count_document(status);
        }
        summary.tables += self.counts.0;
        summary.cells += self.counts.1;
        summary.observations += self.observations.1;
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
