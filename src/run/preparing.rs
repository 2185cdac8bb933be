//! One source and what the ledger knows of it -> what is to be kept of it, and the rows that can be written already:
//! nothing that is known is done again.

use super::corrections::{self, Correction, Corrections};
use super::formatting::{Piece, table_pieces};
use super::keeping::Keeping;
use super::kept::{Head, Kept};
use super::loading::{Loaded, unreadable};
use super::steps::Steps;
use super::storing::{ExtractRecord, NewRecord, Record};
use super::{Observer, RunError, Stop};
use crate::ledger::{Id, Made};
use crate::model::{CheckResult, Extract, Format, Report, Status, ValueKind};
use crate::pack::Packs;
use crate::source::{Listing, Source};
use crate::write::{Dialect, DocumentRow, PlacedObservation, document_id};

/// What the stage needs.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub listing: &'a Listing,
    pub packs: &'a Packs,
    pub steps: &'a Steps<'a>,
    pub keeping: &'a Keeping,
    pub corrections: &'a Corrections,
    pub observer: &'a dyn Observer,
    pub stop: &'a Stop,
    /// True where the ledger knows nothing: then nobody asks it.
    pub is_first: bool,
    /// How tables and cells are written as soon as they are read; none where they are written from the ledger later.
    pub early: Option<Dialect>,
}

/// What the ledger knows of a source, and so what is left to do.
pub(super) enum Plan {
    /// A folder or a duplicate: it has no record.
    Nothing,
    /// All of it.
    Known(Box<Prepared>),
    /// What was read of its bytes, in its stored form.
    Read(Id, Vec<u8>),
    New,
}

/// One document, ready to be kept.
pub(super) struct Prepared {
    pub head: Head,
    /// Digest of all that its record depends on; zero for what no run takes over.
    pub decided: [u8; 32],
    pub record: Record,
    pub extract: ExtractRecord,
    /// Rows of tables and cells, where they are written at once.
    pub early: Option<[Piece; 2]>,
}

impl Context<'_> {
    /// Looks up what earlier runs kept.
    pub(super) fn plan(
        &self,
        source: &Source,
        loaded: &Loaded,
        made: Option<Made>,
    ) -> Result<Plan, RunError> {
        let hash = match loaded {
            Loaded::Bytes(_, hash) | Loaded::Same(_, hash) => hash,
            Loaded::Failed(..) | Loaded::Skipped(_) => return Ok(Plan::New),
            Loaded::Folder => return Ok(Plan::Nothing),
        };
        // Files without bytes are no twins of each other: what one of them leaves in the ledger while the next is looked
        // up must not decide anything.
        if self.is_first || matches!(loaded, Loaded::Bytes(bytes, _) if bytes.is_empty()) {
            return Ok(Plan::New);
        }
        let made = made.filter(|made| made.content == *hash);
        let extract = match &made {
            Some(made) => made.extract,
            None => self.keeping.find(hash)?,
        };
        let Some(extract) = extract else { return Ok(Plan::New) };
        let corrections = corrections::digest(&self.corrections(source, Some(hash)));
        let decided = self.keeping.decided(hash, &corrections);
        Ok(match made.filter(|made| made.decided == decided) {
            Some(made) => Plan::Known(Box::new(Prepared {
                head: self.keeping.unseal(&made.head)?,
                decided,
                record: Record::Kept(made.id, made.stamp != source.stamp),
                extract: ExtractRecord::Kept(extract),
                early: None,
            })),
            None => Plan::Read(extract, self.keeping.sealed_extract(extract)?),
        })
    }

    /// Does what is left to do; `None` for a source without a record.
    pub(super) fn carry_out(
        &self,
        source: &Source,
        loaded: Loaded,
        plan: Plan,
    ) -> Option<Result<Prepared, RunError>> {
        match plan {
            Plan::Nothing => None,
            Plan::Known(prepared) => Some(Ok(*prepared)),
            Plan::Read(id, sealed) => Some(
                self.keeping
                    .unseal(&sealed)
                    .and_then(|extract| self.prepare(source, loaded, extract, Some(id))),
            ),
            Plan::New => Some(self.stop.check().and_then(|()| self.extract(&loaded)).and_then(|extract| {
                // A worker that the interruption ended has told nothing about its document.
                self.stop.check()?;
                self.prepare(source, loaded, extract, None)
            })),
        }
    }

    fn extract(&self, loaded: &Loaded) -> Result<Extract, RunError> {
        match loaded {
            Loaded::Bytes(bytes, _) => (self.steps.extract)(bytes),
            Loaded::Failed(problem, _) => Ok(Extract::unreadable(Format::Binary, problem.clone())),
            Loaded::Skipped(problem) => {
                let extract = Extract::unreadable(Format::Binary, problem.clone());
                Ok(Extract { status: Status::Skipped, ..extract })
            }
            // What is read of it is in the ledger, or it would have been loaded.
            Loaded::Same(..) => Err(RunError::Internal("a file was not loaded".to_owned())),
            Loaded::Folder => Ok(Extract::unreadable(Format::Binary, unreadable("it is a folder"))),
        }
    }

    /// Makes of an extract what is to be kept; `known` is the extract's place where it is in the ledger already.
    fn prepare(
        &self,
        source: &Source,
        loaded: Loaded,
        extract: Extract,
        known: Option<Id>,
    ) -> Result<Prepared, RunError> {
        let (content, sha256, bytes) = match loaded {
            Loaded::Bytes(bytes, hash) => (Some(hash), Some(hash), bytes.len() as u64),
            Loaded::Same(size, hash) => (Some(hash), Some(hash), size),
            Loaded::Failed(_, hash) => (None, hash, source.size),
            Loaded::Skipped(_) => (None, None, source.size),
            Loaded::Folder => (None, None, 0),
        };
        let sealed = match (content, known) {
            (Some(_), None) => Some(self.keeping.seal(&extract)?),
            _ => None,
        };
        // The ledger keeps all that was read: another run may ask for less.
        let extract = self.keeping.sure(extract);
        let corrections = self.corrections(source, sha256.as_ref());
        let report = self.report(source, &extract, sha256.as_ref(), &corrections);
        let row = DocumentRow {
            sha256,
            bytes,
            format: if content.is_some() { extract.format.as_str().to_owned() } else { String::new() },
            encoding: extract.encoding.clone(),
            pages: extract.pages,
            template: report.template.clone(),
            counts: Some(counts(&extract)),
        };
        let family = self.family(&report);
        let panel = panel_counts(&report);
        let kept = kept(&extract, report, row);
        let head = Head {
            status: kept.status,
            sha256,
            family,
            agency_id: kept.identity.agency_id.clone(),
            year: kept.identity.year,
            panel,
            problems: u32::try_from(kept.problems.len()).unwrap_or(u32::MAX),
        };
        let corrections = corrections::digest(&corrections);
        let decided = content
            .filter(|_| self.keeping.is_final(&extract))
            .map(|hash| self.keeping.decided(&hash, &corrections));
        let early = self.early.map(|dialect| table_pieces(dialect, &source.path, &kept, &extract.tables));
        let decided = decided.unwrap_or_default();
        let record = Record::New(NewRecord {
            content: content.unwrap_or_default(),
            decided,
            head: self.keeping.seal(&head)?,
            record: self.keeping.seal(&kept)?,
        });
        let extract = match (content, sealed) {
            (Some(hash), Some(sealed)) => ExtractRecord::New(hash, self.keeping.read(&extract), sealed),
            _ => ExtractRecord::Kept(known.unwrap_or(0)),
        };
        Ok(Prepared { head, decided, record, extract, early })
    }

    fn corrections(&self, source: &Source, hash: Option<&[u8; 32]>) -> Vec<&Correction> {
        self.corrections.of(&source.path, &document_id(hash))
    }

    fn report(
        &self,
        source: &Source,
        extract: &Extract,
        hash: Option<&[u8; 32]>,
        corrections: &[&Correction],
    ) -> Report {
        let (fresh, stale) = corrections::stale_contents(corrections, &document_id(hash));
        let mut report = (self.steps.report)(extract, &source.path, &fresh);
        report.problems.extend(stale);
        report
    }

    fn family(&self, report: &Report) -> Option<u16> {
        let family = self.packs.iter().position(|pack| pack.family == report.family)?;
        u16::try_from(family).ok()
    }
}

/// Number of tables, and of value cells in them.
fn counts(extract: &Extract) -> (u64, u64) {
    let cells = extract.tables.iter().map(|table| table.cells.len() as u64).sum();
    (extract.tables.len() as u64, cells)
}

/// Number of values and of failed checks; `None` for a document that no panel has a place for.
fn panel_counts(report: &Report) -> Option<(u32, u32)> {
    let placed = !report.identity.agency_id.is_empty() && report.identity.year.is_some();
    if !placed || report.observations.is_empty() {
        return None;
    }
    let values = report.observations.iter().filter(|value| value.kind == ValueKind::Number).count();
    let failed = report.checks.iter().filter(|check| check.result == CheckResult::Failed).count();
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Some((number(values), number(failed)))
}

fn kept(extract: &Extract, report: Report, row: DocumentRow) -> Kept {
    let place = |observation: crate::model::Observation| {
        let cell = extract
            .tables
            .get(observation.table_index as usize)
            .and_then(|table| table.cells.get(observation.cell_index as usize));
        let (row, column) = cell.map_or((0, 0), |cell| (cell.row, cell.column));
        PlacedObservation { observation, row, column }
    };
    let observations = report.observations.into_iter().map(place).collect();
    let mut problems = extract.problems.clone();
    problems.extend(report.problems);
    Kept {
        status: extract.status,
        identity: report.identity,
        row,
        observations,
        checks: report.checks,
        problems,
        table_names: report.table_names,
    }
}
