//! The ledger as a run uses it: what its keys are made of, and what its errors mean here.

use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::{RunError, RunOptions, withhold};
use crate::ledger::{Id, Ledger, LedgerError, Made, Making, Read, Stamp, seal, unseal};
use crate::model::{Code, Extract, Format};
use crate::pack::Pack;

/// Digests of what decides what is made of a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Decisive {
    /// What is read from bytes.
    reader: [u8; 32],
    /// What is made of it.
    matcher: [u8; 32],
}

impl Decisive {
    /// Those of these options and this program.
    pub(super) fn of(options: &RunOptions) -> Result<Self, RunError> {
        let reader = reader(options)?;
        Ok(Self { reader, matcher: matcher(&reader, options)? })
    }
}

/// What was kept of earlier runs, and what this one keeps.
#[derive(Debug)]
pub(super) struct Keeping {
    ledger: Ledger,
    decisive: Decisive,
    /// Memory and seconds that a PDF may take; `None` where nothing is bounded.
    limits: Option<(u64, u64)>,
    /// What is less sure gives no number.
    min_confidence: f32,
}

/// The key of a record that no run takes over.
const NEVER_AGAIN: [u8; 32] = [0; 32];

impl Keeping {
    /// Opens the ledger in this folder.
    pub(super) fn open(options: &RunOptions, decisive: Decisive, house: &Path) -> Result<Self, RunError> {
        let path = house.join("ledger.sqlite");
        let error = |error| ledger_error(&path, error);
        let ledger = if options.fresh {
            Ledger::fresh(&path).map_err(error)?
        } else {
            let (ledger, damage) = Ledger::open(&path).map_err(error)?;
            if let Some(reason) = damage {
                say_set_aside(&path, &reason);
            }
            ledger
        };
        let limits = options.workers.as_ref().map(|workers| workers.limits);
        Ok(Self {
            ledger,
            decisive,
            limits: limits.map(|limits| (limits.memory, limits.time.as_secs())),
            min_confidence: options.min_confidence,
        })
    }

    /// An empty ledger in the place of one that was found to be damaged.
    pub(super) fn rebuilt(self, reason: &str) -> Result<Self, RunError> {
        let path = self.ledger.path().to_path_buf();
        say_set_aside(&path, reason);
        let ledger = self.ledger.rebuilt().map_err(|error| ledger_error(&path, error))?;
        Ok(Self { ledger, ..self })
    }

    /// What is left of an extract, which is kept whole, without what is less sure than asked for.
    pub(super) fn sure(&self, mut extract: Extract) -> Extract {
        withhold(&mut extract, self.min_confidence);
        extract
    }

    /// What was read from this content before, as it would be read now.
    pub(super) fn find(&self, content: &[u8; 32]) -> Result<Option<Id>, RunError> {
        self.done(self.ledger.find(content, &self.asked()))
    }

    /// Under which conditions a document would be read now.
    fn asked(&self) -> Read {
        let (memory, seconds) = self.limits.unwrap_or((u64::MAX, u64::MAX));
        Read { reader: self.decisive.reader, memory, seconds, failed: false }
    }

    /// Keeps what was read from a content, in its stored form.
    pub(super) fn keep_extract(
        &self,
        content: &[u8; 32],
        read: &Read,
        sealed: &[u8],
    ) -> Result<Id, RunError> {
        self.done(self.ledger.keep_extract(content, read, sealed))
    }

    /// Under which conditions an extract is taken over by later runs.
    pub(super) fn read(&self, extract: &Extract) -> Read {
        let has = |code| extract.problems.iter().any(|problem| problem.code == code);
        // Only PDFs are read within limits.
        let (memory, seconds) = match self.limits {
            Some(limits) if extract.format == Format::Pdf => limits,
            None if extract.format == Format::Pdf => (u64::MAX, u64::MAX),
            _ => (0, 0),
        };
        let failed = has(Code::LimitMemory) || has(Code::LimitTime);
        // A crash may have come from outside, such as a system short of memory: the next run tries again.
        let reader = if has(Code::WorkerCrashed) { NEVER_AGAIN } else { self.decisive.reader };
        Read { reader, memory, seconds, failed }
    }

    /// True if what was read can be taken over by the next run.
    pub(super) fn is_final(&self, extract: &Extract) -> bool {
        self.read(extract).reader != NEVER_AGAIN
    }

    /// Digest of all that decides what is made of a content; `corrections` is that of the document's.
    pub(super) fn decided(&self, content: &[u8; 32], corrections: &[u8]) -> [u8; 32] {
        let digest = Sha256::new().chain_update(self.decisive.matcher).chain_update(content);
        digest.chain_update(corrections).finalize().into()
    }

    /// What was made of the contents at these paths before; the paths are sorted.
    pub(super) fn made(&self, paths: &[&str]) -> Result<Vec<Option<Made>>, RunError> {
        self.done(self.ledger.made(paths, &self.asked()))
    }

    /// Keeps what was made of a path, its head and its record in their stored forms; `making.decided` is zero where the
    /// next run must not take it over.
    pub(super) fn keep_report(&self, making: &Making<'_>, record: &[u8]) -> Result<Id, RunError> {
        self.done(self.ledger.keep_report(making, record))
    }

    /// Notes by what the content of a file can be told from now on.
    pub(super) fn restamp(&self, record: Id, stamp: Option<Stamp>) -> Result<(), RunError> {
        self.done(self.ledger.restamp(record, stamp))
    }

    /// The stored form of an extract.
    pub(super) fn sealed_extract(&self, id: Id) -> Result<Vec<u8>, RunError> {
        self.done(self.ledger.extract(id))
    }

    /// The stored form of a record.
    pub(super) fn sealed_record(&self, id: Id) -> Result<Vec<u8>, RunError> {
        self.done(self.ledger.record(id))
    }

    /// A record, or as much of its beginning as `T` holds.
    pub(super) fn record<T: DeserializeOwned>(&self, id: Id) -> Result<T, RunError> {
        self.unseal(&self.sealed_record(id)?)
    }

    /// The value of a stored form.
    pub(super) fn unseal<T: DeserializeOwned>(&self, sealed: &[u8]) -> Result<T, RunError> {
        self.done(unseal(sealed))
    }

    /// The stored form of a value.
    pub(super) fn seal<T: Serialize>(&self, value: &T) -> Result<Vec<u8>, RunError> {
        self.done(seal(value))
    }

    /// Begins a group of changes.
    pub(super) fn begin(&self) -> Result<(), RunError> {
        self.done(self.ledger.begin())
    }

    /// Ends it.
    pub(super) fn commit(&self) -> Result<(), RunError> {
        self.done(self.ledger.commit())
    }

    /// Notes that this run needs a record, and the extract that it was made of.
    pub(super) fn uses(&self, record: Id, extract: Id) {
        self.ledger.use_report(record);
        self.ledger.use_document(extract);
    }

    /// True if no earlier run left anything.
    pub(super) fn is_empty(&self) -> Result<bool, RunError> {
        self.done(self.ledger.is_empty())
    }

    /// Lets go of what is no longer needed.
    pub(super) fn tidy_up(&self) -> Result<(), RunError> {
        self.done(self.ledger.tidy_up())
    }

    /// Its size in bytes.
    pub(super) fn size(&self) -> u64 {
        self.ledger.size()
    }

    fn done<T>(&self, result: Result<T, LedgerError>) -> Result<T, RunError> {
        result.map_err(|error| ledger_error(self.ledger.path(), error))
    }
}

fn ledger_error(path: &Path, error: LedgerError) -> RunError {
    let path = path.to_path_buf();
    match error {
        LedgerError::Damaged(reason) => RunError::LedgerDamaged { path, reason },
        LedgerError::Refused(reason) => {
            RunError::Io { action: "use the ledger", path, source: std::io::Error::other(reason) }
        }
    }
}

fn say_set_aside(path: &Path, reason: &str) {
    tracing::warn!(
        "the ledger {} cannot be used ({reason}): it was set aside as {0}.set-aside, and every document is read anew",
        path.display()
    );
}

/// Readers differ by their code, by the hints that they are given, and by whether a second one looks at PDFs.
fn reader(options: &RunOptions) -> Result<[u8; 32], RunError> {
    let second = options.workers.as_ref().is_some_and(|workers| workers.second_reader);
    let hints = postcard::to_stdvec(&(options.packs.hints(), second))
        .map_err(|error| RunError::Internal(format!("the hints cannot be stored: {error}")))?;
    let digest = Sha256::new().chain_update(env!("BAOBIAO_READING")).chain_update(hints);
    Ok(digest.finalize().into())
}

fn matcher(reader: &[u8; 32], options: &RunOptions) -> Result<[u8; 32], RunError> {
    let packs: Vec<&Pack> = options.packs.iter().collect();
    let decisive = postcard::to_stdvec(&(packs, options.min_confidence))
        .map_err(|error| RunError::Internal(format!("the packs cannot be stored: {error}")))?;
    let digest = Sha256::new().chain_update(reader).chain_update(env!("BAOBIAO_MATCHING"));
    Ok(digest.chain_update(decisive).finalize().into())
}
