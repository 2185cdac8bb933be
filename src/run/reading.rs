//! Stage `Reading`: sources -> the ledger, and what stays in memory of each document. What the ledger knows is not done
//! again. Batch after batch in path order; within a batch in parallel, put back in order before anything is kept.
//!
//! ```text
//! batch n + 1   bytes, hashes, what the ledger knows      one after the other, while …
//! batch n       read, matched, sealed                     … all threads are busy with it
//! batch n - 1   into the index, to the ledger's thread
//! ```

use std::collections::HashMap;
use std::thread;

use rayon::prelude::*;

use super::dataset::Cut;
use super::formatting::Piece;
use super::index::{Agencies, Entry, Kind, PanelEntry};
use super::loading::{Loaded, batch_length, load};
use super::preparing::{Context, Plan, Prepared};
use super::standing::Stretch;
use super::storing::{ExtractRecord, NewRecord, Record, Rows, Storing, ToKeep};
use super::{Event, RunError};
use crate::ledger::Made;
use crate::model::Status;
use crate::source::Source;

/// Documents that a thread takes at a time: at the end of a batch no thread waits long for another.
const SHARE: usize = 1;

/// What the stage fills.
pub(super) struct Reading<'a, 'o, 's> {
    context: Context<'a>,
    pub agencies: Agencies,
    pub entries: Vec<Entry>,
    /// Documents whose bytes were read by an earlier run.
    pub cached: u64,
    /// Files whose bytes were looked at.
    pub hashed: u64,
    /// The first document with each content.
    first: HashMap<[u8; 32], u32>,
    /// Tables and cells, where they are written at once.
    early: Option<[&'o mut Cut<'s>; 2]>,
}

/// A document with the bytes of one before it, whose index it holds, and what is kept of its path.
struct Twin {
    first: u32,
    record: Record,
}

/// Sources whose bytes are there.
struct Planned<'a> {
    sources: &'a [Source],
    twins: Vec<Option<Twin>>,
    work: Vec<(Loaded, Plan)>,
}

/// Sources that were read.
struct Done<'a> {
    sources: &'a [Source],
    twins: Vec<Option<Twin>>,
    prepared: Vec<Option<Result<Prepared, RunError>>>,
}

impl<'a> Planned<'a> {
    fn carry_out(self, context: Context<'_>) -> Done<'a> {
        let Self { sources, twins, work } = self;
        let work = sources.par_iter().zip(work).with_max_len(SHARE);
        let prepared = work.map(|(source, (loaded, plan))| context.carry_out(source, loaded, plan)).collect();
        Done { sources, twins, prepared }
    }
}

impl<'a, 'o, 's> Reading<'a, 'o, 's> {
    pub(super) fn new(context: Context<'a>, early: Option<[&'o mut Cut<'s>; 2]>) -> Self {
        Self {
            context,
            agencies: Agencies::default(),
            entries: Vec::with_capacity(context.listing.sources.len()),
            cached: 0,
            hashed: 0,
            first: HashMap::new(),
            early,
        }
    }

    /// Goes through every source.
    pub(super) fn run(&mut self) -> Result<(), RunError> {
        let keeping = self.context.keeping;
        let rows = thread::scope(|scope| {
            let storing = Storing::start(scope, keeping)?;
            let read = self.batches(&storing);
            // Where the ledger could not keep something, that is the reason why the reading ended.
            let rows = storing.finish()?;
            read.map(|()| rows)
        })?;
        self.enter(&rows);
        Ok(())
    }

    fn batches(&mut self, storing: &Storing<'_, 'a>) -> Result<(), RunError> {
        let context = self.context;
        let mut rest = context.listing.sources.as_slice();
        let (mut start, mut done) = (0, None);
        let mut next = self.plan(&mut rest, &mut start)?;
        while let Some(batch) = next {
            let (now, planned) = rayon::join(
                || batch.carry_out(context),
                || {
                    done.take().map_or(Ok(()), |done| self.take(done, storing))?;
                    self.plan(&mut rest, &mut start)
                },
            );
            done = Some(now);
            // What was finished before an interruption is kept.
            next = planned?.filter(|_| context.stop.check().is_ok());
        }
        done.map_or(Ok(()), |done| self.take(done, storing))?;
        context.stop.check()
    }

    /// The next batch: its bytes, and what the ledger knows of them.
    fn plan(&mut self, rest: &mut &'a [Source], start: &mut usize) -> Result<Option<Planned<'a>>, RunError> {
        if rest.is_empty() {
            return Ok(None);
        }
        let context = self.context;
        let (sources, later) = rest.split_at(batch_length(rest));
        let made = self.made(sources)?;
        let known = sources.par_iter().zip(&made);
        let loaded: Vec<Loaded> =
            known.map(|(source, made)| load(context.listing, source, made.as_ref())).collect();
        let known = sources.iter().zip(&loaded).zip(&made).zip(*start..);
        let twins: Vec<Option<Twin>> = known
            .map(|(((source, loaded), made), index)| self.twin(source, loaded, made.as_ref(), index))
            .collect();
        self.hashed += loaded.iter().filter(|loaded| matches!(loaded, Loaded::Bytes(..))).count() as u64;
        let known = sources.par_iter().zip(loaded).zip(made).zip(&twins);
        let work = known.map(|(((source, loaded), made), twin)| {
            let plan = if twin.is_some() { Plan::Nothing } else { context.plan(source, &loaded, made)? };
            Ok((loaded, plan))
        });
        let work = work.collect::<Result<_, RunError>>()?;
        (*rest, *start) = (later, *start + sources.len());
        Ok(Some(Planned { sources, twins, work }))
    }

    /// What the ledger knows of these paths.
    fn made(&self, sources: &[Source]) -> Result<Vec<Option<Made>>, RunError> {
        if self.context.is_first {
            return Ok(vec![None; sources.len()]);
        }
        let paths: Vec<&str> = sources.iter().map(|source| source.path.as_str()).collect();
        self.context.keeping.made(&paths)
    }

    /// Puts a batch in the index, and hands it to the ledger's thread.
    fn take(&mut self, done: Done<'a>, storing: &Storing<'_, 'a>) -> Result<(), RunError> {
        let mut group = Vec::with_capacity(done.sources.len());
        for ((source, twin), prepared) in done.sources.iter().zip(done.twins).zip(done.prepared) {
            match prepared.transpose() {
                Err(RunError::Interrupted) => {}
                prepared => self.take_one(source, twin, prepared?, &mut group)?,
            }
        }
        // Why the ledger takes no more is said where its thread is waited for.
        if storing.send(group) { Ok(()) } else { Err(RunError::Interrupted) }
    }

    /// The document before this one that has the same bytes. Files without bytes are each a failure of their own.
    fn twin(&mut self, source: &Source, loaded: &Loaded, made: Option<&Made>, index: usize) -> Option<Twin> {
        let hash = match loaded {
            Loaded::Bytes(bytes, hash) if !bytes.is_empty() => hash,
            Loaded::Same(_, hash) => hash,
            _ => return None,
        };
        let index = u32::try_from(index).ok()?;
        let first = *self.first.entry(*hash).or_insert(index);
        let made = made.filter(|made| made.content == *hash);
        let record = || match made {
            Some(made) => Record::Kept(made.id, made.stamp != source.stamp),
            None => Record::New(NewRecord { content: *hash, ..NewRecord::default() }),
        };
        (first != index).then(|| Twin { first, record: record() })
    }

    fn take_one(
        &mut self,
        source: &'a Source,
        twin: Option<Twin>,
        prepared: Option<Prepared>,
        group: &mut Vec<ToKeep<'a>>,
    ) -> Result<(), RunError> {
        let index = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        let (path, stamp) = (source.path.as_str(), source.stamp);
        let Some(Prepared { head, decided, record, extract, early }) = prepared else {
            let entry = self.entry_without_record(twin.as_ref().map(|twin| twin.first));
            self.entries.push(entry);
            self.tell(source, entry.status, u64::from(twin.is_none()));
            let extract = ExtractRecord::Kept(0);
            group.extend(twin.map(|Twin { record, .. }| ToKeep { index, path, stamp, extract, record }));
            return Ok(());
        };
        self.cached += u64::from(matches!(extract, ExtractRecord::Kept(id) if id != 0));
        let early = self.write_early(head.year, early)?;
        group.push(ToKeep { index, path, stamp, extract, record });
        let panel = match (head.family, head.panel, head.year) {
            (Some(family), Some((values, failed_checks)), Some(year)) => {
                let agency = self.agencies.number(&head.agency_id);
                Some(PanelEntry { family, kept: 0, agency, year, values, failed_checks })
            }
            _ => None,
        };
        self.entries.push(Entry {
            kind: Kind::Document,
            status: head.status,
            sha256: head.sha256,
            kept: 0,
            extract: 0,
            year: head.year,
            decided,
            added: None,
            early,
            family: head.family,
            panel,
        });
        self.tell(source, head.status, u64::from(head.problems));
        Ok(())
    }

    /// Writes tables and cells, and tells where they stand.
    fn write_early(
        &mut self,
        year: Option<i32>,
        pieces: Option<[Piece; 2]>,
    ) -> Result<[Stretch; 2], RunError> {
        let (Some([tables, cells]), Some([table_rows, cell_rows])) = (&mut self.early, pieces) else {
            return Ok(Default::default());
        };
        Ok([tables.append(year, table_rows)?, cells.append(year, cell_rows)?])
    }

    /// Enters where the ledger has each document, which it tells when all are kept.
    fn enter(&mut self, rows: &[Rows]) {
        for row in rows {
            if let Some(entry) = self.entries.get_mut(row.index as usize) {
                (entry.kept, entry.extract) = (row.record, row.extract);
                if let Some(panel) = &mut entry.panel {
                    panel.kept = row.record;
                }
            }
        }
        for index in 0..self.entries.len() {
            if let Some(Kind::Duplicate(first)) = self.entries.get(index).map(|entry| entry.kind) {
                let kept = self.entries.get(first as usize).map_or(0, |first| first.kept);
                if let Some(entry) = self.entries.get_mut(index) {
                    entry.kept = kept;
                }
            }
        }
    }

    fn entry_without_record(&self, twin: Option<u32>) -> Entry {
        let first = twin.and_then(|index| self.entries.get(index as usize));
        Entry {
            kind: twin.map_or(Kind::Folder, Kind::Duplicate),
            status: if twin.is_some() { Status::Duplicate } else { Status::Unreadable },
            sha256: first.and_then(|entry| entry.sha256),
            kept: 0,
            extract: 0,
            year: None,
            decided: [0; 32],
            added: None,
            early: Default::default(),
            family: None,
            panel: None,
        }
    }

    fn tell(&self, source: &Source, status: Status, problems: u64) {
        self.context.observer.event(&Event::Document { path: &source.path, status, problems });
    }
}
