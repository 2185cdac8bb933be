//! Stage `Reading`: sources -> rows of `tables.csv` and `cells.csv`, and what is kept of each document for the later
//! stages. Batch after batch in path order; within a batch in parallel, put back in order before anything is written.

use std::collections::HashMap;
use std::io::{self, Read};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::dataset::Dataset;
use super::index::{Agencies, Entry, Kind, PanelEntry};
use super::kept::{Kept, Place, StoreFile, stored};
use super::steps::Steps;
use super::{Event, Observer, RunError};
use crate::model::{CheckResult, Code, Extract, Format, Problem, Report, Status, ValueKind};
use crate::pack::Packs;
use crate::source::{Listing, ReadError, Source};
use crate::write::{self, Dialect, DocumentRow, PlacedObservation, Rows};

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
    pub dialect: Dialect,
    pub observer: &'a dyn Observer,
}

/// What the stage fills.
pub(super) struct Reading<'a> {
    context: Context<'a>,
    pub tables: Dataset,
    pub cells: Dataset,
    pub store: StoreFile,
    pub agencies: Agencies,
    pub entries: Vec<Entry>,
    /// The first document with each content.
    first: HashMap<[u8; 32], u32>,
    /// Buffers for rows of `cells.csv`, used again and again.
    buffers: Vec<Vec<u8>>,
}

/// What reading a source gave.
enum Loaded {
    Bytes(Vec<u8>, [u8; 32]),
    /// No bytes to read tables from: why, and the hash where there is one.
    Failed(Problem, Option<[u8; 32]>),
    Folder,
}

/// One document, ready to be written.
struct Prepared {
    kept: Kept,
    stored: Vec<u8>,
    family: Option<u16>,
    /// Values and failed checks, of a document that a panel has a place for.
    panel: Option<(u32, u32)>,
    tables: (Vec<u8>, u64),
    cells: (Vec<u8>, u64),
}

impl<'a> Reading<'a> {
    pub(super) fn new(context: Context<'a>, tables: Dataset, cells: Dataset, store: StoreFile) -> Self {
        Self {
            context,
            tables,
            cells,
            store,
            agencies: Agencies::default(),
            entries: Vec::with_capacity(context.listing.sources.len()),
            first: HashMap::new(),
            buffers: Vec::new(),
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
        self.store.flush()
    }

    fn batch(&mut self, batch: &[Source]) -> Result<(), RunError> {
        let context = self.context;
        let loaded: Vec<Loaded> = batch.par_iter().map(|source| load(context.listing, source)).collect();
        let start = self.entries.len();
        let twins: Vec<Option<u32>> =
            loaded.iter().enumerate().map(|(index, loaded)| self.twin(loaded, start + index)).collect();
        let mut buffers: Vec<Vec<u8>> = self.cells.used_buffers().collect();
        buffers.append(&mut self.buffers);
        buffers.resize_with(batch.len(), Vec::new);
        let prepared: Vec<Option<Result<Prepared, RunError>>> = batch
            .par_iter()
            .zip(loaded)
            .zip(&twins)
            .zip(buffers)
            .map(|(((source, loaded), twin), buffer)| match (twin, loaded) {
                (Some(_), _) | (_, Loaded::Folder) => None,
                (None, loaded) => Some(context.prepare(source, loaded, buffer)),
            })
            .collect();
        for ((source, twin), prepared) in batch.iter().zip(twins).zip(prepared) {
            self.take(source, twin, prepared.transpose()?)?;
        }
        Ok(())
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

    /// Writes a document's rows and enters it in the index.
    fn take(
        &mut self,
        source: &Source,
        twin: Option<u32>,
        prepared: Option<Prepared>,
    ) -> Result<(), RunError> {
        let Some(prepared) = prepared else {
            let entry = self.entry_without_record(twin);
            self.entries.push(entry);
            self.tell(source, entry.status, u64::from(twin.is_none()));
            return Ok(());
        };
        let kept = &prepared.kept;
        self.tables.write((&prepared.tables.0, prepared.tables.1))?;
        if prepared.cells.1 > 0 {
            self.cells.send(prepared.cells)?;
        } else {
            self.buffers.push(prepared.cells.0);
        }
        let place = self.store.append(&prepared.stored)?;
        let family = prepared.family;
        let panel = match (family, prepared.panel, kept.identity.year) {
            (Some(family), Some((values, failed_checks)), Some(year)) => {
                let agency = self.agencies.number(&kept.identity.agency_id);
                Some(PanelEntry { family, kept: place, agency, year, values, failed_checks })
            }
            _ => None,
        };
        let (status, sha256) = (kept.status, kept.row.sha256);
        let kind = Kind::Document;
        self.entries.push(Entry { kind, status, sha256, kept: place, added: None, family, panel });
        self.tell(source, status, kept.problems.len() as u64);
        Ok(())
    }

    fn entry_without_record(&self, twin: Option<u32>) -> Entry {
        let first = twin.and_then(|index| self.entries.get(index as usize));
        Entry {
            kind: twin.map_or(Kind::Folder, Kind::Duplicate),
            status: if twin.is_some() { Status::Duplicate } else { Status::Unreadable },
            sha256: first.and_then(|entry| entry.sha256),
            kept: first.map_or_else(Place::default, |entry| entry.kept),
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
    fn prepare(&self, source: &Source, loaded: Loaded, buffer: Vec<u8>) -> Result<Prepared, RunError> {
        let known_format = matches!(loaded, Loaded::Bytes(..));
        let (extract, sha256, bytes) = match loaded {
            Loaded::Bytes(bytes, hash) => ((self.steps.extract)(&bytes)?, Some(hash), bytes.len() as u64),
            Loaded::Failed(problem, hash) => {
                (Extract::unreadable(Format::Binary, problem), hash, source.size)
            }
            Loaded::Folder => (Extract::unreadable(Format::Binary, unreadable("it is a folder")), None, 0),
        };
        let mut report = (self.steps.report)(&extract, &source.path);
        let document_id = write::document_id(sha256.as_ref());
        let mut tables = Rows::new(self.dialect);
        write::table_rows(&mut tables, &source.path, &document_id, &extract.tables, &report);
        let mut cells = Rows::into_buffer(self.dialect, buffer);
        write::cell_rows(&mut cells, &document_id, &extract.tables, &report);
        let (tables, cells) = (tables.finish(), cells.finish());
        let (family, panel) = (self.family(&report), panel_counts(&report));
        let row = DocumentRow {
            sha256,
            bytes,
            format: if known_format { extract.format.as_str().to_owned() } else { String::new() },
            encoding: extract.encoding.clone(),
            pages: extract.pages,
            template: std::mem::take(&mut report.template),
            counts: Some((tables.1, cells.1)),
        };
        let kept = kept(extract, report, row);
        Ok(Prepared { stored: stored(&kept)?, kept, family, panel, tables, cells })
    }

    fn family(&self, report: &Report) -> Option<u16> {
        let family = self.packs.iter().position(|pack| pack.family == report.family)?;
        u16::try_from(family).ok()
    }
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

fn kept(extract: Extract, report: Report, row: DocumentRow) -> Kept {
    let place = |observation: crate::model::Observation| {
        let cell = extract
            .tables
            .get(observation.table_index as usize)
            .and_then(|table| table.cells.get(observation.cell_index as usize));
        let (row, column) = cell.map_or((0, 0), |cell| (cell.row, cell.column));
        PlacedObservation { observation, row, column }
    };
    let observations = report.observations.into_iter().map(place).collect();
    let mut problems = extract.problems;
    problems.extend(report.problems);
    Kept {
        status: extract.status,
        identity: report.identity,
        row,
        observations,
        checks: report.checks,
        problems,
    }
}
