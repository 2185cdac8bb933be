//! A value <-> its stored form: postcard, compressed by zstd, with a checksum, so that no damage is taken for a value.

use std::cell::RefCell;
use std::fmt::Display;

use serde::Serialize;
use serde::de::DeserializeOwned;
use zstd::bulk::{Compressor, Decompressor};

use super::LedgerError;

/// A first run seals every document: below 1, levels are faster, and take away nearly as much.
const LEVEL: i32 = -3;

/// No document's record is larger; what claims to be is damaged.
const LARGEST: usize = 1 << 30;

thread_local! {
    /// Made once a thread: making one costs more than the use of it.
    static SEALING: RefCell<Option<Sealing>> = const { RefCell::new(None) };
    static UNSEALING: RefCell<Option<Unsealing>> = const { RefCell::new(None) };
}

/// What sealing uses again and again.
struct Sealing {
    compressor: Compressor<'static>,
    plain: Vec<u8>,
    compressed: Vec<u8>,
}

/// What unsealing uses again and again.
struct Unsealing {
    decompressor: Decompressor<'static>,
    plain: Vec<u8>,
}

/// Room that is kept for the next value; more was for a large one, which is rare.
const KEPT_ROOM: usize = 1 << 20;

/// Puts a value in its stored form.
///
/// # Errors
/// A value that cannot be stored: a defect of the program.
pub fn seal<T: Serialize>(value: &T) -> Result<Vec<u8>, LedgerError> {
    SEALING.with_borrow_mut(|slot| {
        let sealing = match slot {
            Some(sealing) => sealing,
            none => none.insert(Sealing::new().map_err(|error| unstorable(&error))?),
        };
        sealing.seal(value)
    })
}

/// The value of a stored form, or of as much of its beginning as `T` holds.
///
/// # Errors
/// The stored form is damaged.
pub fn unseal<T: DeserializeOwned>(sealed: &[u8]) -> Result<T, LedgerError> {
    UNSEALING.with_borrow_mut(|slot| {
        let unsealing = match slot {
            Some(unsealing) => unsealing,
            none => none.insert(Unsealing {
                decompressor: Decompressor::new().map_err(|error| damaged(&error))?,
                plain: Vec::new(),
            }),
        };
        unsealing.unseal(sealed)
    })
}

impl Sealing {
    fn new() -> std::io::Result<Self> {
        let mut compressor = Compressor::new(LEVEL)?;
        compressor.include_checksum(true)?;
        Ok(Self { compressor, plain: Vec::new(), compressed: Vec::new() })
    }

    fn seal<T: Serialize>(&mut self, value: &T) -> Result<Vec<u8>, LedgerError> {
        let Self { compressor, plain, compressed } = self;
        emptied(plain);
        emptied(compressed);
        *plain = postcard::to_extend(value, std::mem::take(plain)).map_err(|error| unstorable(&error))?;
        compressed.reserve(zstd::zstd_safe::compress_bound(plain.len()));
        compressor.compress_to_buffer(plain, compressed).map_err(|error| unstorable(&error))?;
        Ok(compressed.clone())
    }
}

impl Unsealing {
    fn unseal<T: DeserializeOwned>(&mut self, sealed: &[u8]) -> Result<T, LedgerError> {
        let size = zstd::zstd_safe::get_frame_content_size(sealed).ok().flatten();
        let size = size.and_then(|size| usize::try_from(size).ok()).filter(|size| *size <= LARGEST);
        let size = size.ok_or_else(|| damaged(&"its size cannot be right"))?;
        emptied(&mut self.plain);
        self.plain.reserve(size);
        self.decompressor.decompress_to_buffer(sealed, &mut self.plain).map_err(|error| damaged(&error))?;
        postcard::take_from_bytes(&self.plain).map(|(value, _)| value).map_err(|error| damaged(&error))
    }
}

fn emptied(buffer: &mut Vec<u8>) {
    buffer.clear();
    buffer.shrink_to(KEPT_ROOM);
}

fn unstorable(reason: &dyn Display) -> LedgerError {
    LedgerError::Refused(format!("a record cannot be stored: {reason}"))
}

fn damaged(reason: &dyn Display) -> LedgerError {
    LedgerError::Damaged(format!("a record is damaged: {reason}"))
}
