//! Source -> its bytes and their hash, or why it has none; the hash alone where the ledger knows what was read of them.

use std::io::{self, Read};

use sha2::{Digest, Sha256};

use crate::ledger::Made;
use crate::model::{Code, Problem};
use crate::source::{Listing, ReadError, Source, Special};

/// Reports are small; what is larger than this is something else.
pub const LARGEST: u64 = 256 << 20;

/// A batch ends at so many documents …
const BATCH_DOCUMENTS: usize = 256;

/// … or at so many bytes, so that what is in memory at a time is bounded.
const BATCH_BYTES: u64 = 4 << 20;

/// What reading a source gave.
pub(super) enum Loaded {
    Bytes(Vec<u8>, [u8; 32]),
    /// Nobody has changed the file since an earlier run read it: its size, and its hash.
    Same(u64, [u8; 32]),
    /// No bytes to read tables from: why, and the hash where there is one.
    Failed(Problem, Option<[u8; 32]>),
    /// Not to be read in this run.
    Skipped(Problem),
    Folder,
}

pub(super) fn batch_length(sources: &[Source]) -> usize {
    let mut bytes = 0;
    let fits = |source: &&Source| {
        bytes += source.size;
        bytes <= BATCH_BYTES
    };
    sources.iter().take(BATCH_DOCUMENTS).take_while(fits).count().max(1)
}

/// `made` is what the ledger knows of the path.
pub(super) fn load(listing: &Listing, source: &Source, made: Option<&Made>) -> Loaded {
    let same = |made: &&Made| made.stamp.is_some() && made.stamp == source.stamp && made.extract.is_some();
    if let Some(made) = made.filter(same).filter(|_| source.size > 0) {
        return Loaded::Same(source.size, made.content);
    }
    match source.special.as_deref() {
        Some(Special::BrokenFolder(_)) => return Loaded::Folder,
        Some(Special::Failed(problem)) => return Loaded::Failed(problem.clone(), None),
        Some(Special::Skipped(problem)) => return Loaded::Skipped(problem.clone()),
        Some(Special::Member(..)) | None => {}
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
            let is_file = source.special.is_none();
            let hash = if is_file { hash_of(listing, source).ok() } else { None };
            Loaded::Failed(Problem::new(Code::FileTooLarge, message), hash)
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
