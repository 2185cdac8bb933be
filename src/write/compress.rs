//! Bytes -> a file, packed if wanted, with the size and the hash of what is on disk. The same bytes are packed the same way.

use std::fs::File;
use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use super::hex;

/// How CSV files are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Compress {
    /// Not at all.
    #[default]
    None,
    /// gzip: every program reads it.
    Gzip,
    /// Zstandard: smaller and faster.
    Zstd,
}

/// Tables of numbers shrink to a twentieth at once; higher levels take long for little.
const GZIP_LEVEL: u32 = 4;
const ZSTD_LEVEL: i32 = 3;

impl Compress {
    /// What stands behind `.csv`.
    pub fn ending(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Gzip => ".gz",
            Self::Zstd => ".zst",
        }
    }
}

/// A file that packs what is written to it.
pub(super) enum Packer {
    Plain(Hashed),
    Gzip(GzEncoder<Hashed>),
    Zstd(zstd::Encoder<'static, Hashed>),
}

/// A file, and the hash of what was written to it.
pub(super) struct Hashed {
    file: File,
    hash: Sha256,
    size: u64,
}

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hash.update(bytes.get(..written).unwrap_or_default());
        self.size += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Packer {
    pub(super) fn new(file: File, compress: Compress) -> io::Result<Self> {
        let hashed = Hashed { file, hash: Sha256::new(), size: 0 };
        Ok(match compress {
            Compress::None => Self::Plain(hashed),
            // The header holds no time: nothing of the run is in the file.
            Compress::Gzip => Self::Gzip(GzEncoder::new(hashed, Compression::new(GZIP_LEVEL))),
            Compress::Zstd => Self::Zstd(zstd::Encoder::new(hashed, ZSTD_LEVEL)?),
        })
    }

    pub(super) fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Plain(file) => file.write_all(bytes),
            Self::Gzip(file) => file.write_all(bytes),
            Self::Zstd(file) => file.write_all(bytes),
        }
    }

    /// The file itself, to be flushed by another thread.
    pub(super) fn handle(&self) -> io::Result<File> {
        let hashed = match self {
            Self::Plain(file) => file,
            Self::Gzip(file) => file.get_ref(),
            Self::Zstd(file) => file.get_ref(),
        };
        hashed.file.try_clone()
    }

    /// Size and hash of the file, which is whole now.
    pub(super) fn finish(self) -> io::Result<(u64, String)> {
        let mut hashed = match self {
            Self::Plain(file) => file,
            Self::Gzip(file) => file.finish()?,
            Self::Zstd(file) => file.finish()?,
        };
        hashed.flush()?;
        Ok((hashed.size, hex(&hashed.hash.finalize())))
    }
}
