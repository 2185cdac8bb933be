//! What is kept of a document until every document was read: on disk, because memory must not grow with the documents.
//! `Kept` stands in the ledger, `Added` in a file of this run.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::RunError;
use super::formatting::checksum;
use crate::model::{Check, CheckResult, Identity, Problem, Status};
use crate::write::{DocumentRow, PlacedObservation};

/// A document after `Stage::Reading`: all but its tables, which stand in its extract.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Kept {
    pub status: Status,
    pub identity: Identity,
    pub row: DocumentRow,
    pub observations: Vec<PlacedObservation>,
    pub checks: Vec<Check>,
    pub problems: Vec<Problem>,
    /// For each table its name in the family, or empty.
    pub table_names: Vec<String>,
}

/// The little of a `Kept` that decides how the run goes on, so that most records need not be read for it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Head {
    pub status: Status,
    pub sha256: Option<[u8; 32]>,
    /// Index of the pack.
    pub family: Option<u16>,
    pub agency_id: String,
    pub year: Option<i32>,
    /// How many numbers, and how many failed checks, where a panel has a place for the document.
    pub panel: Option<(u32, u32)>,
    pub problems: u32,
}

/// The beginning of a `Kept`, field by field: what the comparison of documents needs, read without the rest.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Beginning {
    // Not used, but it stands before the others.
    #[serde(rename = "status")]
    _status: Status,
    pub identity: Identity,
    pub row: DocumentRow,
    pub observations: Vec<PlacedObservation>,
}

/// What the comparison with other documents adds to a document.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Added {
    pub checks: Vec<Check>,
    /// Outcomes that observations (by index) take part in.
    pub outcomes: Vec<(u32, CheckResult)>,
    pub problems: Vec<Problem>,
}

impl Added {
    pub(super) fn is_empty(&self) -> bool {
        self.checks.is_empty() && self.outcomes.is_empty() && self.problems.is_empty()
    }
}

/// Where a record lies in a store file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Place {
    offset: u64,
    length: u32,
    /// Of its bytes.
    pub checksum: u64,
}

/// A file of records, appended in one stage and read in a later one.
#[derive(Debug)]
pub(super) struct StoreFile {
    file: Mutex<File>,
    pending: Vec<u8>,
    length: u64,
    path: std::path::PathBuf,
}

/// Records are gathered up to this many bytes before they go to disk.
const GATHERED: usize = 1 << 18;

impl StoreFile {
    pub(super) fn create(path: &Path) -> Result<Self, RunError> {
        let file = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(true)
            .open(path)
            .map_err(RunError::io("create", path))?;
        Ok(Self { file: Mutex::new(file), pending: Vec::new(), length: 0, path: path.to_path_buf() })
    }

    pub(super) fn append(&mut self, record: &[u8]) -> Result<Place, RunError> {
        let length = u32::try_from(record.len())
            .map_err(|_| RunError::Internal("a document's record is too large".to_owned()))?;
        let place = Place { offset: self.length, length, checksum: checksum(record) };
        self.length += u64::from(length);
        self.pending.extend_from_slice(record);
        if self.pending.len() >= GATHERED {
            self.flush()?;
        }
        Ok(place)
    }

    /// To be called between appending and reading.
    pub(super) fn flush(&mut self) -> Result<(), RunError> {
        let file = self.file.get_mut().unwrap_or_else(PoisonError::into_inner);
        file.write_all(&self.pending).map_err(RunError::io("write", &self.path))?;
        self.pending.clear();
        Ok(())
    }

    /// A record, or as much of its beginning as `T` holds.
    pub(super) fn read<T: DeserializeOwned>(&self, place: Place) -> Result<T, RunError> {
        let bytes = self.bytes(place).map_err(RunError::io("read", &self.path))?;
        postcard::take_from_bytes(&bytes)
            .map(|(record, _)| record)
            .map_err(|error| RunError::Internal(format!("a stored record cannot be read: {error}")))
    }

    fn bytes(&self, place: Place) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; place.length as usize];
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(place.offset))?;
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}

/// The stored form of a record.
pub(super) fn stored<T: Serialize>(record: &T) -> Result<Vec<u8>, RunError> {
    postcard::to_stdvec(record)
        .map_err(|error| RunError::Internal(format!("a record cannot be stored: {error}")))
}
