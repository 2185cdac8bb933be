//! A value <-> its stored form: postcard, compressed by zstd, with a checksum, so that no damage is taken for a value.

use std::cell::RefCell;

use serde::Serialize;
use serde::de::DeserializeOwned;
use zstd::bulk::{Compressor, Decompressor};

use super::LedgerError;

/// Labels repeat in every row of a table: the fastest level takes nine tenths away.
const LEVEL: i32 = 1;

/// No document's record is larger; what claims to be is damaged.
const LARGEST: usize = 1 << 30;

thread_local! {
    /// Made once a thread: making one costs more than the use of it.
    static COMPRESSOR: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// Puts a value in its stored form.
///
/// # Errors
/// A value that cannot be stored: a defect of the program.
pub fn seal<T: Serialize>(value: &T) -> Result<Vec<u8>, LedgerError> {
    let refused = |reason: String| LedgerError::Refused(format!("a record cannot be stored: {reason}"));
    let bytes = postcard::to_stdvec(value).map_err(|error| refused(error.to_string()))?;
    let compressed = COMPRESSOR.with_borrow_mut(|slot| {
        let compressor = match slot {
            Some(compressor) => compressor,
            none => {
                let mut compressor = Compressor::new(LEVEL)?;
                compressor.include_checksum(true)?;
                none.insert(compressor)
            }
        };
        compressor.compress(&bytes)
    });
    compressed.map_err(|error: std::io::Error| refused(error.to_string()))
}

/// The value of a stored form, or of as much of its beginning as `T` holds.
///
/// # Errors
/// The stored form is damaged.
pub fn unseal<T: DeserializeOwned>(sealed: &[u8]) -> Result<T, LedgerError> {
    let damaged = |reason: String| LedgerError::Damaged(format!("a record is damaged: {reason}"));
    let size = zstd::zstd_safe::get_frame_content_size(sealed).ok().flatten();
    let size = size.and_then(|size| usize::try_from(size).ok()).filter(|size| *size <= LARGEST);
    let size = size.ok_or_else(|| damaged("its size cannot be right".to_owned()))?;
    let decompressed = DECOMPRESSOR.with_borrow_mut(|slot| {
        let decompressor = match slot {
            Some(decompressor) => decompressor,
            none => none.insert(Decompressor::new()?),
        };
        decompressor.decompress(sealed, size)
    });
    let bytes = decompressed.map_err(|error: std::io::Error| damaged(error.to_string()))?;
    postcard::take_from_bytes(&bytes).map(|(value, _)| value).map_err(|error| damaged(error.to_string()))
}
