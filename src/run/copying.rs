//! Rows of a file of the last set -> the same file of the new set: neighbours are read together, and each document's rows
//! are compared with the checksum that they had when they were made.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::PathBuf;

use super::RunError;
use super::formatting::checksum;
use super::standing::Stretch;

/// Bytes read together.
const TOGETHER: u64 = 1 << 20;

/// A file of the last set, and the rows that are to be copied from it next.
pub(super) struct Copying {
    file: File,
    path: PathBuf,
    waiting: Vec<Stretch>,
}

impl Copying {
    pub(super) fn open(path: PathBuf) -> Result<Self, RunError> {
        match File::open(&path) {
            Ok(file) => Ok(Self { file, path, waiting: Vec::new() }),
            Err(error) => Err(RunError::LastSetDamaged { path, reason: error.to_string() }),
        }
    }

    /// Bytes that wait to be copied: each stretch begins where the one before ends.
    pub(super) fn bytes(&self) -> u64 {
        match (self.waiting.first(), self.waiting.last()) {
            (Some(first), Some(last)) => last.start + last.bytes - first.start,
            _ => 0,
        }
    }

    /// True if these rows can be read together with those that wait.
    pub(super) fn takes(&self, next: Stretch) -> bool {
        let Some(last) = self.waiting.last() else { return true };
        last.start + last.bytes == next.start && self.bytes() + next.bytes <= TOGETHER
    }

    pub(super) fn add(&mut self, stretch: Stretch) {
        self.waiting.push(stretch);
    }

    /// The rows that wait, and how many they are.
    pub(super) fn read(&mut self, mut buffer: Vec<u8>) -> Result<(Vec<u8>, u64), RunError> {
        buffer.clear();
        let length = self.bytes();
        let start = self.waiting.first().map_or(0, |stretch| stretch.start);
        let damaged = |error: io::Error| RunError::LastSetDamaged {
            path: self.path.clone(),
            reason: error.to_string(),
        };
        self.file.seek(SeekFrom::Start(start)).map_err(damaged)?;
        (&self.file).take(length).read_to_end(&mut buffer).map_err(damaged)?;
        let mut rest = buffer.as_slice();
        let mut rows = 0;
        for stretch in self.waiting.drain(..) {
            let length = usize::try_from(stretch.bytes).unwrap_or(usize::MAX);
            let piece = rest.split_at_checked(length);
            let Some((_, after)) = piece.filter(|(piece, _)| checksum(piece) == stretch.checksum) else {
                let reason = "it holds other bytes than were written".to_owned();
                return Err(RunError::LastSetDamaged { path: self.path.clone(), reason });
            };
            (rest, rows) = (after, rows + stretch.rows);
        }
        Ok((buffer, rows))
    }
}
