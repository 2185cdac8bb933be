//! The packs that come with the program.

use std::io::{Error, ErrorKind};
use std::path::Path;

use super::Pack;
use super::error::PackError;
use super::load::{Files, from_files};

/// Names and contents of the files of one pack.
type BuiltIn = (&'static str, &'static [(&'static str, &'static str)]);

macro_rules! files {
    ($family:literal: $($name:literal)*) => {
        ($family, &[$(($name, include_str!(concat!("../../packs/", $family, "/", $name)))),*])
    };
}

const PACKS: &[BuiltIn] = &[files!("ogi-annual-report":
    "pack.toml" "items.csv" "measures.csv"
    "ogi-2014.toml" "ogi-2019.toml" "ogi-2021.toml"
    "rows/statistics-2014.csv"
    "rows/disclosure-2019.csv" "rows/disclosure-2021.csv"
    "rows/requests-2019.csv" "rows/requests-2021.csv"
    "rows/review_litigation.csv"
    "columns/statistics-2014.csv"
    "columns/disclosure-2019.csv" "columns/disclosure-2021.csv"
    "columns/requests.csv" "columns/review_litigation.csv"
)];

/// Loads every built-in pack.
pub(super) fn load_all() -> Result<Vec<Pack>, PackError> {
    PACKS
        .iter()
        .map(|(family, files)| {
            let read = |name: &str| {
                let found = files.iter().find(|(known, _)| *known == name);
                found
                    .map(|(_, text)| text.as_bytes().to_vec())
                    .ok_or_else(|| Error::from(ErrorKind::NotFound))
            };
            from_files(&Files { root: &Path::new("packs").join(family), read: &read })
        })
        .collect()
}
