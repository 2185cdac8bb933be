//! Sources -> the digests that a ledger's records are kept under: what an older build read is not taken for this one's.
//!
//! A version number would do for releases alone; while the program is worked on it stays, and records would go stale.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// What decides what is read from a document's bytes.
const READING: &[&str] = &[
    "Cargo.lock",
    "src/model",
    "src/read",
    "src/tables",
    "src/tidy",
    "src/identify",
    "src/run/extract.rs",
    "src/run/isolate",
    "reference",
];

/// What decides, besides, what is made of it.
const MATCHING: &[&str] = &["src/pack", "src/conform", "src/check", "src/write", "src/run", "packs"];

fn main() -> Result<(), Box<dyn Error>> {
    let mut digest = Digest::default();
    for path in READING {
        digest.add(Path::new(path))?;
    }
    println!("cargo::rustc-env=BAOBIAO_READING={}", digest.hex());
    for path in MATCHING {
        digest.add(Path::new(path))?;
    }
    println!("cargo::rustc-env=BAOBIAO_MATCHING={}", digest.hex());
    Ok(())
}

/// FNV-1a, twice from different beginnings: it tells builds apart, it guards against nobody.
struct Digest([u64; 2]);

impl Default for Digest {
    fn default() -> Self {
        Self([0xcbf2_9ce4_8422_2325, 0x8422_2325_cbf2_9ce4])
    }
}

impl Digest {
    /// Files in a stable order; a path that is not there (a lock file in a package) counts for nothing.
    fn add(&mut self, path: &Path) -> Result<(), Box<dyn Error>> {
        println!("cargo::rerun-if-changed={}", path.display());
        if path.is_dir() {
            let entries = fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path()));
            let mut paths = entries.collect::<Result<Vec<PathBuf>, _>>()?;
            paths.sort();
            return paths.iter().try_for_each(|path| self.add(path));
        }
        if path.is_file() {
            self.bytes(path.to_string_lossy().replace('\\', "/").as_bytes());
            self.bytes(&fs::read(path)?);
        }
        Ok(())
    }

    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes.iter().chain(&[0]) {
            for (state, prime) in self.0.iter_mut().zip([0x0100_0000_01b3_u64, 0x9e37_79b9_7f4a_7c15]) {
                *state = (*state ^ u64::from(*byte)).wrapping_mul(prime);
            }
        }
    }

    fn hex(&self) -> String {
        self.0.iter().map(|state| format!("{state:016x}")).collect()
    }
}
