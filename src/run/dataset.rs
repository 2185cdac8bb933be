//! One dataset on its way to disk: its schema, its files, and the names that error messages give them.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::copying::Copying;
use super::formatting::Piece;
use super::partitions::{Unchanged, key};
use super::publish::Staging;
use super::standing::Stretch;
use super::{Published, RunError};
use crate::write::{Dialect, Finished, Schema, Sink, head};

/// A CSV file being written.
pub(super) struct Dataset {
    schema: Schema,
    name: String,
    sink: Sink,
    target: PathBuf,
    /// Where rows are copied from, if any were.
    copying: Option<Copying>,
}

/// A dataset whose files are whole.
pub(super) struct Written {
    pub schema: Schema,
    /// By their names in the output folder.
    pub files: Vec<(String, Finished)>,
}

impl Dataset {
    pub(super) fn start(staging: &Staging, schema: Schema, dialect: Dialect) -> Result<Self, RunError> {
        let name = format!("{}{}", schema.file_name(), dialect.compress.ending());
        Self::named(staging, schema, dialect, name)
    }

    fn named(staging: &Staging, schema: Schema, dialect: Dialect, name: String) -> Result<Self, RunError> {
        let target = staging.target(&name);
        let file = File::create(staging.file(&name)?).map_err(RunError::io("write", &target))?;
        let sink = Sink::start(file, head(&schema.header(), dialect), dialect.compress)
            .map_err(RunError::io("write", &target))?;
        Ok(Self { schema, name, sink, target, copying: None })
    }

    /// Appends rows, and tells where they stand.
    pub(super) fn append(&mut self, piece: Piece) -> Result<Stretch, RunError> {
        if piece.rows == 0 {
            return Ok(Stretch::default());
        }
        self.copy_waiting()?;
        let Piece { bytes, rows, checksum } = piece;
        let stretch = Stretch { start: self.sink.bytes(), bytes: bytes.len() as u64, rows, checksum };
        // Small pieces are gathered; large buffers are not worth a copy.
        let written =
            if bytes.len() < LARGE { self.sink.write(&bytes, rows) } else { self.sink.send(bytes, rows) };
        written.map_err(RunError::io("write", &self.target))?;
        Ok(stretch)
    }

    /// Appends rows that stand in the file of this name in an older set, and tells where they stand now.
    pub(super) fn copy(&mut self, set: &Path, stretch: Stretch) -> Result<Stretch, RunError> {
        if stretch.rows == 0 {
            return Ok(stretch);
        }
        if self.copying.as_ref().is_some_and(|copying| !copying.takes(stretch)) {
            self.copy_waiting()?;
        }
        let copying = match &mut self.copying {
            Some(copying) => copying,
            none => none.insert(Copying::open(set.join(&self.name))?),
        };
        let start = self.sink.bytes() + copying.bytes();
        copying.add(stretch);
        Ok(Stretch { start, ..stretch })
    }

    fn copy_waiting(&mut self) -> Result<(), RunError> {
        let Some(copying) = self.copying.as_mut().filter(|copying| copying.bytes() > 0) else {
            return Ok(());
        };
        let (bytes, rows) = copying.read(self.sink.used_buffer().unwrap_or_default())?;
        self.sink.send(bytes, rows).map_err(RunError::io("write", &self.target))
    }

    pub(super) fn finish(self) -> Result<Written, RunError> {
        let (name, finished) = self.finish_file()?;
        Ok(Written { schema: name.0, files: vec![(name.1, finished)] })
    }

    fn finish_file(mut self) -> Result<((Schema, String), Finished), RunError> {
        self.copy_waiting()?;
        let finished = self.sink.finish().map_err(RunError::io("write", &self.target))?;
        Ok(((self.schema, self.name), finished))
    }
}

/// A dataset that may be cut up by year.
pub(super) struct Cut<'a> {
    staging: &'a Staging,
    schema: Schema,
    dialect: Dialect,
    /// One file for each year.
    partitioned: bool,
    parts: BTreeMap<Option<i32>, Dataset>,
}

impl<'a> Cut<'a> {
    /// Begins the one file; partitions are begun when their first row comes.
    pub(super) fn start(
        staging: &'a Staging,
        schema: Schema,
        dialect: Dialect,
        partitioned: bool,
    ) -> Result<Self, RunError> {
        let mut cut = Self { staging, schema, dialect, partitioned, parts: BTreeMap::new() };
        if !partitioned {
            let whole = Dataset::start(staging, cut.schema.clone(), dialect)?;
            cut.parts.insert(None, whole);
        }
        Ok(cut)
    }

    /// Appends the rows of a document of this year, and tells where they stand.
    pub(super) fn append(&mut self, year: Option<i32>, piece: Piece) -> Result<Stretch, RunError> {
        if piece.rows == 0 {
            return Ok(Stretch::default());
        }
        self.part_of(year)?.append(piece)
    }

    /// As `Dataset::copy`.
    pub(super) fn copy(
        &mut self,
        year: Option<i32>,
        set: &Path,
        stretch: Stretch,
    ) -> Result<Stretch, RunError> {
        if stretch.rows == 0 {
            return Ok(stretch);
        }
        self.part_of(year)?.copy(set, stretch)
    }

    fn part_of(&mut self, year: Option<i32>) -> Result<&mut Dataset, RunError> {
        if self.partitioned { self.part(year) } else { self.part(None) }
    }

    fn part(&mut self, year: Option<i32>) -> Result<&mut Dataset, RunError> {
        match self.parts.entry(year) {
            std::collections::btree_map::Entry::Occupied(part) => Ok(part.into_mut()),
            std::collections::btree_map::Entry::Vacant(place) => {
                let (dataset, ending) = (&self.schema.name, self.dialect.compress.ending());
                let name = format!("{dataset}/year={}/part-0.csv{ending}", key(year));
                let part = Dataset::named(self.staging, self.schema.clone(), self.dialect, name)?;
                Ok(place.insert(part))
            }
        }
    }

    /// Ends the files, and links those that did not change.
    pub(super) fn finish(mut self, unchanged: Option<&Unchanged>) -> Result<Written, RunError> {
        let mut files = Vec::new();
        for (from, name, finished) in
            unchanged.map(|unchanged| unchanged.files(&self.schema.name)).unwrap_or_default()
        {
            let to = self.staging.file(&name)?;
            if fs::hard_link(&from, &to).is_err() {
                fs::copy(&from, &to).map_err(RunError::io("write", &self.staging.target(&name)))?;
            }
            files.push((name, finished));
        }
        if files.is_empty() && self.parts.is_empty() {
            // A dataset without a file could not be told from one that is missing.
            self.part(None)?;
        }
        for part in std::mem::take(&mut self.parts).into_values() {
            let ((_, name), finished) = part.finish_file()?;
            files.push((name, finished));
        }
        files.sort_by(|(a, _), (b, _)| a.cmp(b));
        Ok(Written { schema: self.schema, files })
    }
}

const LARGE: usize = 1 << 17;

impl Written {
    /// The dataset with the sizes of its files added up.
    pub(super) fn published(&self) -> Published {
        let name = match self.files.as_slice() {
            [(name, _)] => name.clone(),
            _ => format!("{}/", self.schema.name),
        };
        let sum = |of: fn(&Finished) -> u64| self.files.iter().map(|(_, finished)| of(finished)).sum();
        Published { name, bytes: sum(|file| file.bytes), rows: sum(|file| file.rows) }
    }
}
