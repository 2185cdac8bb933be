//! Stage `Writing`: what was kept of each document, with what comparing added -> the rows of `documents.csv`,
//! `tables.csv`, `cells.csv`, `observations.csv`, `checks.csv`, `problems.csv` and `changes.csv`, in path order. Rows that would be the same again are copied from the last set.

use std::path::Path;

use rayon::prelude::*;

use super::changes::{Changes, Observations};
use super::formatting::{Piece, rows, table_pieces};
use super::index::{Entry, Kind};
use super::keeping::Keeping;
use super::kept::{Added, Kept, StoreFile};
use super::loading::unreadable;
use super::outputs::Outputs;
use super::partitions::Unchanged;
use super::standing::{Decided, LastRows, Standing, Stretch, Tally, decided};
use super::{RunError, Stop, Summary};
use crate::check;
use crate::ledger::Id;
use crate::model::{Extract, Identity, Problem, Status};
use crate::pack::Pack;
use crate::source::{Listing, Source, Special};
use crate::write::{self, Dialect, DocumentRow, Rows, VariableFields, Whose};

/// Documents formatted in parallel before their rows are written …
const BATCH: usize = 128;

/// … or fewer, where their stored forms have so many bytes.
const BATCH_BYTES: usize = 2 << 20;

/// Documents that a thread takes at a time.
const SHARE: usize = 8;

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

/// The rows of one source.
enum Content {
    /// Of documents, tables, cells, observations, checks, problems.
    Made([Piece; 6]),
    /// As they stand in the last set.
    Standing([Stretch; 6]),
}

/// One source, ready to be written.
struct Formatted<'s> {
    source: &'s Source,
    entry: &'s Entry,
    content: Content,
    tally: Tally,
    decided: Option<Decided>,
}

/// One source with what the ledger holds of it, or with its rows in the last set, where they would be the same again.
struct Stored<'s> {
    source: &'s Source,
    entry: &'s Entry,
    decided: Option<Decided>,
    standing: Option<Standing>,
    record: Vec<u8>,
    extract: Vec<u8>,
}

impl Finishing<'_> {
    /// Goes through every source.
    pub(super) fn run(
        &self,
        outputs: &mut Outputs<'_>,
        last: &mut Option<LastRows>,
        changes: &mut Changes<'_>,
        summary: &mut Summary,
    ) -> Result<(), RunError> {
        let variables: Vec<VariableFields> = self.packs.iter().map(VariableFields::new).collect();
        let mut stale = self.stale.as_slice();
        let mut rest = self.listing.sources.iter().zip(self.entries);
        let set = last.as_ref().map(|last| last.set.clone()).unwrap_or_default();
        let mut write = |done: Vec<Result<Formatted, RunError>>| -> Result<(), RunError> {
            for formatted in done {
                let formatted = formatted?;
                let path = formatted.source.path.as_str();
                let before = stale.partition_point(|(stale, _)| stale.as_str() < path);
                let (now, later) = stale.split_at(before);
                self.write_stale(now, outputs, summary)?;
                stale = later;
                if formatted.entry.kind != Kind::Folder {
                    let observations = self.observations(&formatted);
                    let rows = changes.document(path, formatted.entry.year, observations)?;
                    outputs.changes.append(rows)?;
                }
                count(&formatted.tally, summary);
                self.write(formatted, &set, outputs)?;
            }
            Ok(())
        };
        // While one batch is formatted by all threads, the one before is written and the next one is fetched.
        let (mut batch, mut done) = (self.batch(&mut rest, last)?, Vec::new());
        while !batch.is_empty() {
            self.stop.check()?;
            let before = std::mem::take(&mut done);
            let (formatted, next) = rayon::join(
                || {
                    batch
                        .into_par_iter()
                        .with_max_len(SHARE)
                        .map(|stored| self.format(stored, &variables))
                        .collect()
                },
                || write(before).and_then(|()| self.batch(&mut rest, last)),
            );
            (done, batch) = (formatted, next?);
        }
        write(done)?;
        self.write_stale(stale, outputs, summary)?;
        outputs.changes.append(changes.rest())?;
        Ok(())
    }

    fn observations<'f>(&self, formatted: &'f Formatted<'_>) -> Observations<'f> {
        match &formatted.content {
            _ if !self.is_written(formatted.entry) => Observations::Linked,
            Content::Made([_, _, _, observations, _, _]) => Observations::Made(&observations.bytes),
            Content::Standing([_, _, _, observations, _, _]) => {
                Observations::Same(observations.start + observations.bytes)
            }
        }
    }

    fn write(&self, formatted: Formatted<'_>, set: &Path, outputs: &mut Outputs<'_>) -> Result<(), RunError> {
        let Formatted { source, entry, content, tally, decided } = formatted;
        let is_written = self.is_written(entry);
        // Nobody knows where rows stand in a file that was linked, unless its record tells.
        let decided = decided.filter(|_| is_written || matches!(content, Content::Standing(_)));
        let mut stretches = match content {
            Content::Made(pieces) => outputs.append(entry.year, pieces)?,
            Content::Standing(stretches) if is_written => outputs.copy(entry.year, set, stretches)?,
            Content::Standing(stretches) => outputs.copy_uncut(set, stretches)?,
        };
        if self.has_tables {
            let [_, tables, cells, ..] = &mut stretches;
            [*tables, *cells] = entry.early;
        }
        if let Some(decided) = decided {
            outputs.record.push(Standing { path: source.path.clone(), decided, tally, stretches });
        }
        Ok(())
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
            let piece = self.rows(|rows| write::problem_rows(rows, path, "", std::slice::from_ref(problem)));
            outputs.problems.append(piece)?;
        }
        Ok(())
    }

    /// The next documents with their stored forms: the ledger is read by one thread, what it holds is worked on by all.
    fn batch<'s>(
        &self,
        rest: &mut impl Iterator<Item = (&'s Source, &'s Entry)>,
        last: &mut Option<LastRows>,
    ) -> Result<Vec<Stored<'s>>, RunError> {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        while batch.len() < BATCH && bytes < BATCH_BYTES {
            let Some((source, entry)) = rest.next() else { break };
            let decided = self.decided(entry);
            let standing = last.as_mut().and_then(|last| last.of(&source.path));
            let standing = standing.filter(|standing| Some(standing.decided) == decided);
            let stored = |id, read: fn(&Keeping, Id) -> Result<Vec<u8>, RunError>| match id {
                0 => Ok(Vec::new()),
                id if standing.is_none() => read(self.keeping, id),
                _ => Ok(Vec::new()),
            };
            let record = stored(entry.kept, Keeping::sealed_record)?;
            let extract = if self.is_written(entry) && !self.has_tables { entry.extract } else { 0 };
            let extract = stored(extract, Keeping::sealed_extract)?;
            bytes += record.len() + extract.len();
            batch.push(Stored { source, entry, decided, standing, record, extract });
        }
        Ok(batch)
    }

    fn decided(&self, entry: &Entry) -> Option<Decided> {
        let first = match entry.kind {
            Kind::Duplicate(first) => {
                let index = first as usize;
                self.listing.sources.get(index).zip(self.entries.get(index))
            }
            Kind::Document | Kind::Folder => None,
        };
        decided(entry, first)
    }

    fn format<'s>(
        &self,
        stored: Stored<'s>,
        variables: &[VariableFields],
    ) -> Result<Formatted<'s>, RunError> {
        let Stored { source, entry, decided, .. } = stored;
        let (content, tally) = match (&stored.standing, entry.kind) {
            (Some(standing), _) => (Content::Standing(standing.stretches), standing.tally.clone()),
            (None, kind) => {
                let (pieces, tally) = match kind {
                    Kind::Document => self.document(&stored, variables)?,
                    Kind::Duplicate(first) => self.duplicate(&stored, first)?,
                    Kind::Folder => self.folder(source),
                };
                (Content::Made(pieces), tally)
            }
        };
        Ok(Formatted { source, entry, content, tally, decided })
    }

    fn document(
        &self,
        stored: &Stored<'_>,
        variables: &[VariableFields],
    ) -> Result<([Piece; 6], Tally), RunError> {
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
        let problem_rows =
            self.rows(|rows| write::problem_rows(rows, &source.path, &document_id, &kept.problems));
        let tally = Tally {
            status: Some(kept.status),
            codes: kept.problems.iter().map(|problem| problem.code).collect(),
            results: kept.checks.iter().map(|check| check.result).collect(),
            counts: [tables, cells, kept.observations.len() as u64],
        };
        if !self.is_written(entry) {
            let [tables, cells, observations, checks] = Default::default();
            return Ok(([documents, tables, cells, observations, checks, problem_rows], tally));
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
        let observations =
            self.rows(|rows| write::observation_rows(rows, whose, variables, &kept.observations));
        let checks = self.rows(|rows| write::check_rows(rows, whose, &kept.checks));
        Ok(([documents, tables, cells, observations, checks, problem_rows], tally))
    }

    /// What the content says stands in the row of a duplicate too; what was made of it stands with the first only.
    fn duplicate(&self, stored: &Stored<'_>, first: u32) -> Result<([Piece; 6], Tally), RunError> {
        let kept: Kept = self.keeping.unseal(&stored.record)?;
        let row = DocumentRow { template: String::new(), counts: None, ..kept.row };
        let first = self.listing.sources.get(first as usize).map_or("", |source| source.path.as_str());
        let (identity, status) = (Identity::default(), Status::Duplicate);
        let documents = self.rows(|rows| {
            write::document_row(rows, &stored.source.path, &row, &identity, status, first, 0);
        });
        let tally = Tally { status: Some(status), ..Tally::default() };
        let [tables, cells, observations, checks, problems] = Default::default();
        Ok(([documents, tables, cells, observations, checks, problems], tally))
    }

    fn folder(&self, source: &Source) -> ([Piece; 6], Tally) {
        let problem = match source.special.as_deref() {
            Some(Special::BrokenFolder(reason)) => unreadable(reason),
            _ => unreadable("it is a folder"),
        };
        let tally = Tally { codes: vec![problem.code], ..Tally::default() };
        let problems = self.rows(|rows| write::problem_rows(rows, &source.path, "", &[problem]));
        let [documents, tables, cells, observations, checks] = Default::default();
        ([documents, tables, cells, observations, checks, problems], tally)
    }

    fn rows(&self, fill: impl FnOnce(&mut Rows)) -> Piece {
        rows(self.dialect, 0, fill)
    }
}

fn count(tally: &Tally, summary: &mut Summary) {
    if let Some(status) = tally.status {
        summary.count_document(status);
    }
    let [tables, cells, observations] = tally.counts;
    summary.tables += tables;
    summary.cells += cells;
    summary.observations += observations;
    tally.codes.iter().for_each(|code| summary.count_problem(*code));
    tally.results.iter().for_each(|result| summary.count_check(*result));
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
