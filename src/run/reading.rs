//! Stage `Reading`: sources -> the ledger, and what stays in memory of each document. What the ledger knows is not done
//! again. Batch after batch in path order; within a batch in parallel, put back in order before anything is kept.

use std::collections::HashMap;
use std::io::{self, Read};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::index::{Agencies, Entry, Kind, PanelEntry};
use super::keeping::Keeping;
use super::kept::{Head, Kept};
use super::steps::Steps;
use super::{Event, Observer, RunError, Stop};
use crate::ledger::Id;
use crate::model::{CheckResult, Code, Extract, Format, Problem, Report, Status, ValueKind};
use crate::pack::Packs;
use crate::source::{Listing, ReadError, Source};
use crate::write::{DocumentRow, PlacedObservation};

/// Reports are small; what is larger than this is something else.
pub const LARGEST: u64 = 256 << 20;

/// A batch ends at so many documents …
const BATCH_DOCUMENTS: usize = 128;

/// … or at so many bytes, so that what is in memory at a time is bounded.
const BATCH_BYTES: u64 = 4 << 20;

/// What the stage needs.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub listing: &'a Listing,
    pub packs: &'a Packs,
    pub steps: &'a Steps<'a>,
    pub keeping: &'a Keeping,
    pub observer: &'a dyn Observer,
    pub stop: &'a Stop,
}

/// What the stage fills.
pub(super) struct Reading<'a> {
    context: Context<'a>,
    pub agencies: Agencies,
    pub entries: Vec<Entry>,
    /// Documents whose bytes were read by an earlier run.
    pub cached: u64,
    /// The first document with each content.
    first: HashMap<[u8; 32], u32>,
}

/// What reading a source gave.
enum Loaded {
    Bytes(Vec<u8>, [u8; 32]),
    /// No bytes to read tables from: why, and the hash where there is one.
    Failed(Problem, Option<[u8; 32]>),
    Folder,
}

/// What the ledger knows of a source, and so what is left to do.
enum Plan {
    /// A folder or a duplicate: it has no record.
    Nothing,
    /// All of it.
    Known(Id, Id, Head),
    /// What was read of its bytes, in its stored form.
    Read(Id, Vec<u8>),
    New,
}

/// One document, ready to be kept.
struct Prepared {
    head: Head,
    record: Record,
    extract: ExtractRecord,
}

/// What was made of a document.
enum Record {
    Kept(Id),
    /// Its key, if the next run may take it over, and its stored form.
    New(Option<[u8; 32]>, Vec<u8>),
}

/// What was read of a document.
enum ExtractRecord {
    /// Nothing, or what is in the ledger already.
    Kept(Id),
    New([u8; 32], Box<Extract>, Vec<u8>),
}

impl<'a> Reading<'a> {
    pub(super) fn new(context: Context<'a>) -> Self {
        Self {
            context,
            agencies: Agencies::default(),
            entries: Vec::with_capacity(context.listing.sources.len()),
            cached: 0,
            first: HashMap::new(),
        }
    }

    /// Goes through every source.
    pub(super) fn run(&mut self) -> Result<(), RunError> {
        let mut rest = self.context.listing.sources.as_slice();
        while !rest.is_empty() {
            let (batch, later) = rest.split_at(batch_length(rest));
            self.batch(batch)?;
            rest = later;
        }
        Ok(())
    }

    fn batch(&mut self, batch: &[Source]) -> Result<(), RunError> {
        let context = self.context;
        let loaded: Vec<Loaded> = batch.par_iter().map(|source| load(context.listing, source)).collect();
        let start = self.entries.len();
        let twins: Vec<Option<u32>> =
            loaded.iter().enumerate().map(|(index, loaded)| self.twin(loaded, start + index)).collect();
        let mut plans = Vec::with_capacity(batch.len());
        for ((source, loaded), twin) in batch.iter().zip(&loaded).zip(&twins) {
            plans.push(if twin.is_some() { Plan::Nothing } else { context.plan(source, loaded)? });
        }
        let prepared: Vec<Option<Result<Prepared, RunError>>> = batch
            .par_iter()
            .zip(loaded)
            .zip(plans)
            .map(|((source, loaded), plan)| context.carry_out(source, loaded, plan))
            .collect();
        context.keeping.begin()?;
        for ((source, twin), prepared) in batch.iter().zip(twins).zip(prepared) {
            // What was finished before the interruption is kept.
            match prepared.transpose() {
                Err(RunError::Interrupted) => {}
                prepared => self.take(source, twin, prepared?)?,
            }
        }
        context.keeping.commit()?;
        context.stop.check()
    }

    /// The document before this one that has the same bytes. Files without bytes are each a failure of their own.
    fn twin(&mut self, loaded: &Loaded, index: usize) -> Option<u32> {
        let Loaded::Bytes(bytes, hash) = loaded else { return None };
        if bytes.is_empty() {
            return None;
        }
        let index = u32::try_from(index).ok()?;
        let first = *self.first.entry(*hash).or_insert(index);
        (first != index).then_some(first)
    }

    /// Puts a document in the ledger and in the index.
    fn take(
        &mut self,
        source: &Source,
        twin: Option<u32>,
        prepared: Option<Prepared>,
    ) -> Result<(), RunError> {
        let Some(Prepared { head, record, extract }) = prepared else {
            let entry = self.entry_without_record(twin);
            self.entries.push(entry);
            self.tell(source, entry.status, u64::from(twin.is_none()));
            return Ok(());
        };
        let keeping = self.context.keeping;
        let extract = match extract {
            ExtractRecord::Kept(id) => {
                self.cached += u64::from(id != 0);
                id
            }
            ExtractRecord::New(hash, extract, sealed) => keeping.keep_extract(&hash, &extract, &sealed)?,
        };
        let kept = match record {
            Record::Kept(id) => id,
            Record::New(decided, sealed) => keeping.keep_report(&source.path, decided, &head, &sealed)?,
        };
        keeping.uses(kept, extract)?;
        let panel = match (head.family, head.panel, head.year) {
            (Some(family), Some((values, failed_checks)), Some(year)) => {
                let agency = self.agencies.number(&head.agency_id);
                Some(PanelEntry { family, kept, agency, year, values, failed_checks })
            }
            _ => None,
        };
        let (status, sha256, family) = (head.status, head.sha256, head.family);
        let kind = Kind::Document;
        self.entries.push(Entry { kind, status, sha256, kept, extract, added: None, family, panel });
        self.tell(source, status, u64::from(head.problems));
        Ok(())
    }

    fn entry_without_record(&self, twin: Option<u32>) -> Entry {
        let first = twin.and_then(|index| self.entries.get(index as usize));
        Entry {
            kind: twin.map_or(Kind::Folder, Kind::Duplicate),
            status: if twin.is_some() { Status::Duplicate } else { Status::Unreadable },
            sha256: first.and_then(|entry| entry.sha256),
            kept: first.map_or(0, |entry| entry.kept),
            extract: 0,
            added: None,
            family: None,
            panel: None,
        }
    }

    fn tell(&self, source: &Source, status: Status, problems: u64) {
        self.context.observer.event(&Event::Document { path: &source.path, status, problems });
    }
}

impl Context<'_> {
    /// Looks up what earlier runs kept.
    fn plan(&self, source: &Source, loaded: &Loaded) -> Result<Plan, RunError> {
        let hash = match loaded {
            Loaded::Bytes(_, hash) => hash,
            Loaded::Failed(..) => return Ok(Plan::New),
            Loaded::Folder => return Ok(Plan::Nothing),
        };
        let Some(extract) = self.keeping.find(hash)? else { return Ok(Plan::New) };
        Ok(match self.keeping.made(&source.path, &self.keeping.decided(hash))? {
            Some((record, head)) => Plan::Known(record, extract, head),
            None => Plan::Read(extract, self.keeping.sealed_extract(extract)?),
        })
    }

    /// Does what is left to do; `None` for a source without a record.
    fn carry_out(&self, source: &Source, loaded: Loaded, plan: Plan) -> Option<Result<Prepared, RunError>> {
        match plan {
            Plan::Nothing => None,
            Plan::Known(record, extract, head) => Some(Ok(Prepared {
                head,
                record: Record::Kept(record),
                extract: ExtractRecord::Kept(extract),
            })),
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
            Loaded::Failed(_, hash) => (None, hash, source.size),
            Loaded::Folder => (None, None, 0),
        };
        let sealed = match (content, known) {
            (Some(_), None) => Some(self.keeping.seal(&extract)?),
            _ => None,
        };
        let report = (self.steps.report)(&extract, &source.path);
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
        let decided =
            content.filter(|_| self.keeping.is_final(&extract)).map(|hash| self.keeping.decided(&hash));
        let record = Record::New(decided, self.keeping.seal(&kept)?);
        let extract = match (content, sealed) {
            (Some(hash), Some(sealed)) => ExtractRecord::New(hash, Box::new(extract), sealed),
            _ => ExtractRecord::Kept(known.unwrap_or(0)),
        };
        Ok(Prepared { head, record, extract })
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

fn batch_length(sources: &[Source]) -> usize {
    let mut bytes = 0;
    let fits = |source: &&Source| {
        bytes += source.size;
        bytes <= BATCH_BYTES
    };
    sources.iter().take(BATCH_DOCUMENTS).take_while(fits).count().max(1)
}

fn load(listing: &Listing, source: &Source) -> Loaded {
    if source.broken.is_some() {
        return Loaded::Folder;
    }
    match listing.read(source, LARGEST) {
        Ok(bytes) => {
            let hash = Sha256::digest(&bytes).into();
            Loaded::Bytes(bytes, hash)
        }
        Err(ReadError::TooLarge) => {
            let message = format!(
                "the file has {} MB, a report can have {} MB: split it, or leave it out with --exclude",
                source.size >> 20,
                LARGEST >> 20
            );
            Loaded::Failed(Problem::new(Code::FileTooLarge, message), hash_of(listing, source).ok())
        }
        Err(ReadError::Io(error)) => Loaded::Failed(unreadable(&error.to_string()), None),
    }
}

/// The problem of a file or folder that the system would not let us read.
pub(super) fn unreadable(reason: &str) -> Problem {
    Problem::new(
        Code::FileUnreadable,
        format!("cannot be read: {reason}; check its permissions and the disk"),
    )
}

fn hash_of(listing: &Listing, source: &Source) -> io::Result<[u8; 32]> {
    // The file may grow for ever (a log, a device): what was listed is what is hashed.
    let mut file = listing.open(source)?.take(source.size);
    let mut hash = Sha256::new();
    let mut piece = vec![0; 1 << 16];
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(hash.finalize().into()),
            length => hash.update(piece.get(..length).unwrap_or_default()),
        }
    }
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
