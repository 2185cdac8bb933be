//! One dataset on its way to disk: its schema, its sink, and the name that error messages give it.

use std::fs::File;
use std::path::PathBuf;

use super::publish::Staging;
use super::{Published, RunError};
use crate::write::{Dialect, Finished, Schema, Sink, head};

/// A CSV file being written.
pub(super) struct Dataset {
    schema: Schema,
    sink: Sink,
    target: PathBuf,
}

/// A CSV file that is whole.
pub(super) struct Written {
    pub schema: Schema,
    pub finished: Finished,
}

impl Dataset {
    pub(super) fn start(staging: &Staging, schema: Schema, dialect: Dialect) -> Result<Self, RunError> {
        let name = schema.file_name();
        let target = staging.target(&name);
        let file = File::create(staging.file(&name)?).map_err(RunError::io("write", &target))?;
        let sink =
            Sink::start(file, head(&schema.header(), dialect)).map_err(RunError::io("write", &target))?;
        Ok(Self { schema, sink, target })
    }

    /// Appends rows; small pieces are gathered.
    pub(super) fn write(&mut self, (bytes, rows): (&[u8], u64)) -> Result<(), RunError> {
        self.sink.write(bytes, rows).map_err(RunError::io("write", &self.target))
    }

    /// Appends rows that fill a buffer of their own.
    pub(super) fn send(&mut self, (bytes, rows): (Vec<u8>, u64)) -> Result<(), RunError> {
        self.sink.send(bytes, rows).map_err(RunError::io("write", &self.target))
    }

    pub(super) fn finish(self) -> Result<Written, RunError> {
        let finished = self.sink.finish().map_err(RunError::io("write", &self.target))?;
        Ok(Written { schema: self.schema, finished })
    }
}

impl Written {
    pub(super) fn published(&self) -> Published {
        Published { name: self.schema.file_name(), bytes: self.finished.bytes, rows: self.finished.rows }
    }
}
