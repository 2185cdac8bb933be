//! Where each document's rows stand in the files of a set, and what decided them: the next run copies rows that would be
//! the same again.
//!
//! The record is believed for the set that it was written for, and only while nobody has touched its files. It holds
//! documents in path order, a chunk at a time, each with a checksum, and at its end what it is the record of.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::index::{Entry, Kind};
use crate::ledger::{seal, unseal};
use crate::model::{CheckResult, Code, Status};
use crate::source::Source;
use crate::write::{Compress, Dialect};

const NAME: &str = "standing";
const IN_THE_MAKING: &str = "standing.new";

/// Documents in a chunk.
const CHUNK: usize = 256;

/// No chunk is larger; what claims to be is damaged.
const LARGEST: usize = 64 << 20;

/// Rows of one document in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Stretch {
    /// Bytes of the file before it.
    pub start: u64,
    pub bytes: u64,
    pub rows: u64,
    pub checksum: u64,
}

/// What the summary counts of a document.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Tally {
    pub status: Option<Status>,
    pub codes: Vec<Code>,
    pub results: Vec<CheckResult>,
    /// Tables, value cells, observations.
    pub counts: [u64; 3],
}

/// One document.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Standing {
    pub path: String,
    pub decided: Decided,
    pub tally: Tally,
    /// Its rows of documents, tables, cells, observations, checks, problems.
    pub stretches: [Stretch; 6],
}

/// Digest of all that decides a document's rows.
pub(super) type Decided = [u8; 32];

/// The digest for a source; `None` where its rows are always made anew. `first` is the document that it is a duplicate of.
pub(super) fn decided(entry: &Entry, first: Option<(&Source, &Entry)>) -> Option<Decided> {
    let mut digest = Sha256::new();
    let of = match (entry.kind, first) {
        (Kind::Document, _) => entry,
        (Kind::Duplicate(_), Some((source, first))) => {
            digest.update(source.path.as_bytes());
            first
        }
        _ => return None,
    };
    if of.decided == [0; 32] {
        return None;
    }
    digest.update(of.decided);
    // The same bytes read within other limits make another record.
    digest.update(of.kept.to_le_bytes());
    digest.update(of.extract.to_le_bytes());
    digest.update(entry.added.map_or(0, |place| place.checksum).to_le_bytes());
    Some(digest.finalize().into())
}

/// What a record is the record of.
#[derive(Debug, Serialize, Deserialize)]
struct About {
    set: u64,
    /// How the rows were written.
    dialect: String,
    /// Size of each file, and when it was changed.
    files: BTreeMap<String, (u64, u128)>,
}

/// Size of a file, and when it was changed, in nanoseconds since 1970.
pub(super) fn state(path: &Path) -> Option<(u64, u128)> {
    let metadata = fs::metadata(path).ok()?;
    let changed = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some((metadata.len(), changed.as_nanos()))
}

/// What does not fit the ledger any more is forgotten.
pub(super) fn forget(house: &Path) {
    let _ = fs::remove_file(house.join(NAME));
}

/// The record of the last set.
pub(super) struct LastRows {
    /// The set's folder.
    pub set: PathBuf,
    file: BufReader<File>,
    /// Bytes of chunks that are not read yet.
    rest: u64,
    chunk: std::vec::IntoIter<Standing>,
    next: Option<Standing>,
}

impl LastRows {
    /// The record, if it is one of this set as it is now, written in the same way.
    pub(super) fn open(house: &Path, (number, set): (u64, PathBuf), dialect: Dialect) -> Option<Self> {
        if dialect.compress != Compress::None {
            return None;
        }
        let mut file = BufReader::new(File::open(house.join(NAME)).ok()?);
        let (about, rest) = about(&mut file).ok()?;
        let untouched = |(name, kept): (&String, &(u64, u128))| state(&set.join(name)) == Some(*kept);
        let fits = about.set == number
            && about.dialect == format!("{dialect:?}")
            && about.files.iter().all(untouched);
        fits.then(|| Self { set, file, rest, chunk: Vec::new().into_iter(), next: None })
    }

    /// What is known of a path; paths are asked for in ascending order.
    pub(super) fn of(&mut self, path: &str) -> Option<Standing> {
        loop {
            if self.next.is_none() {
                self.next = self.advance();
            }
            match self.next.as_ref()?.path.as_str().cmp(path) {
                std::cmp::Ordering::Less => self.next = None,
                std::cmp::Ordering::Equal => return self.next.take(),
                std::cmp::Ordering::Greater => return None,
            }
        }
    }

    fn advance(&mut self) -> Option<Standing> {
        if let Some(next) = self.chunk.next() {
            return Some(next);
        }
        // Where the record is damaged, nothing is known of what follows.
        let chunk: Vec<Standing> = read_chunk(&mut self.file, &mut self.rest).unwrap_or_else(|_| {
            self.rest = 0;
            Vec::new()
        });
        self.chunk = chunk.into_iter();
        self.chunk.next()
    }
}

/// What stands at the end, and how many bytes of chunks stand before it; the file is at its beginning then.
fn about(file: &mut BufReader<File>) -> io::Result<(About, u64)> {
    let mut length = [0; 8];
    let end = file.seek(SeekFrom::End(-8))?;
    file.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    let start = end.checked_sub(length).ok_or(io::ErrorKind::InvalidData)?;
    file.seek(SeekFrom::Start(start))?;
    let about = read_chunk(file, &mut { length })?;
    file.seek(SeekFrom::Start(0))?;
    Ok((about, start))
}

/// A chunk out of so many bytes.
fn read_chunk<T: serde::de::DeserializeOwned>(file: &mut impl Read, rest: &mut u64) -> io::Result<T> {
    let mut length = [0; 4];
    file.read_exact(&mut length)?;
    let length = u32::from_le_bytes(length);
    *rest = rest.checked_sub(u64::from(length) + 4).ok_or(io::ErrorKind::InvalidData)?;
    let length = usize::try_from(length).ok().filter(|length| *length <= LARGEST);
    let mut sealed = vec![0; length.ok_or(io::ErrorKind::InvalidData)?];
    file.read_exact(&mut sealed)?;
    unseal(&sealed).map_err(|_| io::ErrorKind::InvalidData.into())
}

/// The record of a set in the making. It only saves work: where it cannot be written there is none.
pub(super) struct Record {
    house: PathBuf,
    file: Option<BufWriter<File>>,
    chunk: Vec<Standing>,
}

impl Record {
    pub(super) fn begin(house: &Path, dialect: Dialect) -> Self {
        let file = match dialect.compress {
            Compress::None => File::create(house.join(IN_THE_MAKING)).ok(),
            Compress::Gzip | Compress::Zstd => None,
        };
        Self { house: house.to_path_buf(), file: file.map(BufWriter::new), chunk: Vec::new() }
    }

    /// Appends a document.
    pub(super) fn push(&mut self, standing: Standing) {
        if self.file.is_some() {
            self.chunk.push(standing);
            if self.chunk.len() >= CHUNK {
                self.flush();
            }
        }
    }

    fn flush(&mut self) {
        let chunk = std::mem::take(&mut self.chunk);
        if !chunk.is_empty() {
            self.write(&chunk);
        }
    }

    fn write<T: Serialize>(&mut self, value: &T) -> u64 {
        let written = self.file.as_mut().and_then(|file| write_chunk(file, value).ok());
        if written.is_none() {
            self.file = None;
        }
        written.unwrap_or(0)
    }

    /// Ends the record: these are the files of the set that is published now.
    pub(super) fn finish(mut self, number: u64, set: &Path, dialect: Dialect, names: &[String]) {
        self.flush();
        let files = names.iter().filter_map(|name| Some((name.clone(), state(&set.join(name))?))).collect();
        let length = self.write(&About { set: number, dialect: format!("{dialect:?}"), files });
        let ended = self.file.take().is_some_and(|mut file| {
            file.write_all(&length.to_le_bytes()).and_then(|()| file.flush()).is_ok()
        });
        let made = self.house.join(IN_THE_MAKING);
        if !ended || fs::rename(&made, self.house.join(NAME)).is_err() {
            forget(&self.house);
        }
    }
}

fn write_chunk<T: Serialize>(file: &mut impl Write, value: &T) -> io::Result<u64> {
    let sealed = seal(value).map_err(io::Error::other)?;
    let length = u32::try_from(sealed.len()).map_err(io::Error::other)?;
    file.write_all(&length.to_le_bytes())?;
    file.write_all(&sealed)?;
    Ok(u64::from(length) + 4)
}
