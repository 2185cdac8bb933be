//! Documents ready to be kept -> the ledger, a group at a time, by a thread of its own: a disk that is slow for a moment
//! keeps nobody from reading. It tells which rows of the ledger they have.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{Builder, Scope, ScopedJoinHandle};

use super::RunError;
use super::keeping::Keeping;
use crate::ledger::{Id, Making, Read, Stamp};

/// Groups that may wait for the disk; the bound keeps memory bounded when the disk is slow.
const WAITING: usize = 4;

/// One document.
pub(super) struct ToKeep<'a> {
    /// Of its source.
    pub index: u32,
    pub path: &'a str,
    /// By which its content can be told without reading it, where it can.
    pub stamp: Option<Stamp>,
    pub extract: ExtractRecord,
    pub record: Record,
}

/// What was read of a document.
pub(super) enum ExtractRecord {
    /// Nothing, or what is in the ledger already.
    Kept(Id),
    /// The content's hash, the conditions it was read under, and what was read in its stored form.
    New([u8; 32], Read, Vec<u8>),
}

/// What was made of a document.
pub(super) enum Record {
    /// What is in the ledger already; true if only its stamp is another.
    Kept(Id, bool),
    New(NewRecord),
}

/// What is not in the ledger.
#[derive(Default)]
pub(super) struct NewRecord {
    /// Hash of the content; zero where there is none.
    pub content: [u8; 32],
    /// Its key; zero where the next run must not take it over.
    pub decided: [u8; 32],
    /// The stored forms of head and record; empty for what has none.
    pub head: Vec<u8>,
    pub record: Vec<u8>,
}

/// Where the ledger has a document.
pub(super) struct Rows {
    /// Of its source.
    pub index: u32,
    pub record: Id,
    pub extract: Id,
}

/// The thread, and the way to it.
pub(super) struct Storing<'scope, 'a> {
    groups: SyncSender<Vec<ToKeep<'a>>>,
    thread: ScopedJoinHandle<'scope, Result<Vec<Rows>, RunError>>,
}

impl<'scope, 'a: 'scope> Storing<'scope, 'a> {
    pub(super) fn start(scope: &'scope Scope<'scope, '_>, keeping: &'a Keeping) -> Result<Self, RunError> {
        let (groups, received) = sync_channel(WAITING);
        let thread = Builder::new()
            .name("baobiao-ledger".to_owned())
            .spawn_scoped(scope, move || store(keeping, &received))
            .map_err(|error| RunError::Internal(format!("a thread cannot be started: {error}")))?;
        Ok(Self { groups, thread })
    }

    /// Hands over a group; false if the ledger takes no more: `finish` says why.
    pub(super) fn send(&self, group: Vec<ToKeep<'a>>) -> bool {
        group.is_empty() || self.groups.send(group).is_ok()
    }

    /// Waits until all is kept.
    pub(super) fn finish(self) -> Result<Vec<Rows>, RunError> {
        drop(self.groups);
        let stored = self.thread.join();
        stored.map_err(|_| RunError::Internal("the ledger's thread ended early".to_owned()))?
    }
}

fn store(keeping: &Keeping, groups: &Receiver<Vec<ToKeep<'_>>>) -> Result<Vec<Rows>, RunError> {
    let mut rows = Vec::new();
    for group in groups {
        keeping.begin()?;
        for document in group {
            rows.push(keep(keeping, document)?);
        }
        keeping.commit()?;
    }
    Ok(rows)
}

fn keep(keeping: &Keeping, document: ToKeep<'_>) -> Result<Rows, RunError> {
    let extract = match document.extract {
        ExtractRecord::Kept(id) => id,
        ExtractRecord::New(hash, read, sealed) => keeping.keep_extract(&hash, &read, &sealed)?,
    };
    let record = match document.record {
        Record::Kept(id, restamp) => {
            if restamp {
                keeping.restamp(id, document.stamp)?;
            }
            id
        }
        Record::New(NewRecord { content, decided, head, record }) => {
            let (path, stamp) = (document.path, document.stamp);
            keeping.keep_report(&Making { path, stamp, content, decided, head: &head }, &record)?
        }
    };
    keeping.uses(record, extract);
    Ok(Rows { index: document.index, record, extract })
}
