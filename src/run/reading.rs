//! Stage `Reading`: sources -> the ledger, and what stays in memory of each document. What the ledger knows is not done
//! again. Batch after batch in path order; within a batch in parallel, put back in order before anything is kept.

use std::collections::HashMap;

use rayon::prelude::*;

use super::index::{Agencies, Entry, Kind, PanelEntry};
use super::loading::{Loaded, batch_length, load};
use super::preparing::{Context, ExtractRecord, Plan, Prepared, Record};
use super::{Event, RunError};
use crate::model::Status;
use crate::source::Source;

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
        let (kept, decided) = match record {
            Record::Kept(id, decided) => (id, decided),
            Record::New(decided, sealed) => {
                (keeping.keep_report(&source.path, decided, &head, &sealed)?, decided.unwrap_or_default())
            }
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
        let year = head.year;
        self.entries.push(Entry {
            kind,
            status,
            sha256,
            kept,
            extract,
            year,
            decided,
            added: None,
            family,
            panel,
        });
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
            year: None,
            decided: [0; 32],
            added: None,
            family: None,
            panel: None,
        }
    }

    fn tell(&self, source: &Source, status: Status, problems: u64) {
        self.context.observer.event(&Event::Document { path: &source.path, status, problems });
    }
}
