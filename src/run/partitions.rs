//! What decides the rows of each year -> which partitions are as they were: those are linked from the last set.
//!
//! The record of the last set is believed for that set only, and for files that nobody has touched since.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::index::{Entry, Kind};
use super::standing::{decided, state};
use crate::source::Listing;
use crate::write::{Dialect, Finished, hex};

/// A partition's name for a year.
pub(super) fn key(year: Option<i32>) -> String {
    // What Hive, Spark, Arrow and DuckDB read as a missing value.
    year.map_or_else(|| "__HIVE_DEFAULT_PARTITION__".to_owned(), |year| year.to_string())
}

/// The partitions of a set.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Record {
    set: u64,
    partitions: BTreeMap<String, Partition>,
}

/// What one year's files were made of, and the files by name.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Partition {
    digest: String,
    files: BTreeMap<String, Kept>,
}

/// A file of the set.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Kept {
    bytes: u64,
    sha256: String,
    rows: u64,
    /// Nanoseconds since 1970, as the file system has it.
    changed: u128,
}

/// Which partitions need not be written, and where they lie.
#[derive(Debug, Default)]
pub(super) struct Unchanged {
    set: PathBuf,
    digests: BTreeMap<String, String>,
    partitions: BTreeMap<String, Partition>,
}

impl Unchanged {
    /// Compares what decides the rows of each year with the record of the last set.
    pub(super) fn find(
        house: &Path,
        (number, set): (u64, PathBuf),
        digests: BTreeMap<String, String>,
    ) -> Self {
        let text = fs::read(house.join(NAME)).ok();
        let record: Record = text.and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default();
        let mut partitions = BTreeMap::new();
        for (year, partition) in record.partitions {
            let same = record.set == number && digests.get(&year) == Some(&partition.digest);
            if same
                && partition
                    .files
                    .iter()
                    .all(|(name, kept)| state(&set.join(name)) == Some((kept.bytes, kept.changed)))
            {
                partitions.insert(year, partition);
            }
        }
        Self { set, digests, partitions }
    }

    /// True if the files of a year need not be written.
    pub(super) fn has(&self, year: Option<i32>) -> bool {
        !self.partitions.is_empty() && self.partitions.contains_key(&key(year))
    }

    /// The files of a dataset that need not be written: where they lie, their names, and what is known of them.
    pub(super) fn files(&self, dataset: &str) -> Vec<(PathBuf, String, Finished)> {
        let files = self.partitions.values().flat_map(|partition| &partition.files);
        let of_dataset = files.filter(|(name, _)| name.split('/').next() == Some(dataset));
        let finished = of_dataset.map(|(name, kept)| {
            let finished = Finished { bytes: kept.bytes, sha256: kept.sha256.clone(), rows: kept.rows };
            (self.set.join(name), name.clone(), finished)
        });
        finished.collect()
    }

    /// Writes down what the partitions of the new set were made of. Without it the next run writes all of them.
    pub(super) fn record(&self, house: &Path, number: u64, set: &Path, files: &[(String, Finished)]) {
        let mut record = Record { set: number, ..Record::default() };
        // A file without rows only stands in for a dataset that has none: the next set may not need it.
        for (name, finished) in files.iter().filter(|(_, finished)| finished.rows > 0) {
            let Some(year) = year_of(name) else { continue };
            let Some(digest) = self.digests.get(year) else { continue };
            let Some((_, changed)) = state(&set.join(name)) else { continue };
            let partition = record.partitions.entry(year.to_owned()).or_default();
            partition.digest.clone_from(digest);
            let Finished { bytes, sha256, rows } = finished.clone();
            partition.files.insert(name.clone(), Kept { bytes, sha256, rows, changed });
        }
        // It only saves work.
        let _ = serde_json::to_vec(&record).map(|text| fs::write(house.join(NAME), text));
    }
}

const NAME: &str = "partitions.json";

/// What does not fit the ledger any more is forgotten.
pub(super) fn forget(house: &Path) {
    let _ = fs::remove_file(house.join(NAME));
}

fn year_of(name: &str) -> Option<&str> {
    name.split('/').find_map(|part| part.strip_prefix("year="))
}

/// For each year, the digest of all that decides its rows.
pub(super) fn digests(listing: &Listing, entries: &[Entry], dialect: Dialect) -> BTreeMap<String, String> {
    let mut digests: BTreeMap<Option<i32>, Sha256> = BTreeMap::new();
    for (source, entry) in listing.sources.iter().zip(entries) {
        if entry.kind != Kind::Document {
            continue;
        }
        let fresh = || Sha256::new().chain_update(format!("{dialect:?}"));
        let digest = digests.entry(entry.year).or_insert_with(fresh);
        digest.update(source.path.as_bytes());
        digest.update([0]);
        // What always is made anew has no tables.
        digest.update(decided(entry, None).unwrap_or_default());
    }
    digests.into_iter().map(|(year, digest)| (key(year), hex(&digest.finalize()))).collect()
}
