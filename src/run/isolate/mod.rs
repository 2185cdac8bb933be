//! Bytes of any document -> Extract: PDFs in worker processes, which a crash or a limit costs that document alone;
//! everything else in this process.
//!
//! A worker is this program again, with a hidden command. Documents go in and answers come out over its pipes:
//!
//! ```text
//! pool      which worker reads a document; one that ended is replaced
//! process   one worker, as this process sees it: started, asked, ended
//! worker    the other end of the pipes
//! frame     what goes through them
//! limits    what a worker may take
//! ending    why a worker ended, and the problem that the document has of it
//! ```

mod ending;
mod frame;
mod limits;
mod pool;
mod process;
#[cfg(all(test, unix))]
mod tests;
mod worker;

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::de::DeserializeOwned;

pub use worker::work;

use self::ending::Ending;
use self::frame::Kind;
use self::pool::Pool;
use super::extract::{self, Look};
use super::{RunError, extract as steps};
use crate::model::{Extract, Format, Hint};
use crate::read;
use crate::tables::Forms;

/// What reading one document may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Address space of a worker in bytes, where the system can bound it (not on Windows).
    pub memory: u64,
    /// Time by the clock, and of the processor where the system can bound it.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { memory: 1024 << 20, time: Duration::from_secs(60) }
    }
}

/// How a worker is started, and its limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workers {
    /// A program that calls [`work`] when it is started with the arguments.
    pub program: PathBuf,
    /// Its arguments.
    pub arguments: Vec<OsString>,
    /// What it may take.
    pub limits: Limits,
    /// A second reader looks at each PDF: where it sees other numbers, that is a problem (`engines_disagree`).
    pub second_reader: bool,
}

impl Workers {
    /// Workers that are this program again, started with the arguments.
    ///
    /// # Errors
    /// Where the system does not tell which program this is.
    pub fn of_this_program(arguments: Vec<OsString>, limits: Limits) -> io::Result<Self> {
        // The running program itself, also when its file was replaced by another version meanwhile.
        let running = Path::new("/proc/self/exe");
        let program = if running.exists() { running.to_path_buf() } else { std::env::current_exe()? };
        Ok(Self { program, arguments, limits, second_reader: false })
    }
}

/// Reads documents: PDFs in workers if there are any, everything else in this process.
pub struct Reader {
    forms: Forms,
    pool: Option<Pool>,
}

impl Reader {
    /// A reader that knows these forms. No worker is started before the first PDF.
    ///
    /// # Errors
    /// Where the forms cannot be put in the form that workers take.
    pub fn new(hints: &[Hint], workers: Option<&Workers>) -> Result<Self, RunError> {
        let pool = workers.map(|workers| Pool::new(hints, workers.clone())).transpose()?;
        Ok(Self { forms: Forms::new(hints), pool })
    }

    /// As [`extract`](super::extract()).
    ///
    /// # Errors
    /// Where no worker can be started. One that ends on the document is a problem of the document.
    pub fn extract(&self, bytes: &[u8]) -> Result<Extract, RunError> {
        match self.pool_for(bytes) {
            None => Ok(steps::extract(bytes, &self.forms)),
            Some(pool) => {
                let answer = answer(pool, Kind::ExtractTwice, bytes)?;
                Ok(answer.unwrap_or_else(|ending| lost(&ending, pool.limits())))
            }
        }
    }

    /// As [`look`](super::look).
    ///
    /// # Errors
    /// As `extract`.
    pub fn look(&self, bytes: &[u8]) -> Result<Look, RunError> {
        match self.pool_for(bytes) {
            None => Ok(steps::look(bytes, &self.forms)),
            Some(pool) => {
                let answer = answer(pool, Kind::LookTwice, bytes)?;
                let lost = |ending| extract::looked_in_vain(lost(&ending, pool.limits()));
                Ok(answer.unwrap_or_else(lost))
            }
        }
    }

    fn pool_for(&self, bytes: &[u8]) -> Option<&Pool> {
        self.pool.as_ref().filter(|_| read::is_pdf(bytes))
    }
}

/// The answer to a request for two readers. Where the second may have ended the worker, the first is asked alone.
fn answer<T: DeserializeOwned>(pool: &Pool, kind: Kind, bytes: &[u8]) -> Result<Result<T, Ending>, RunError> {
    let mut answer = None;
    if pool.has_second_reader() {
        answer = pool.ask(kind, bytes)?.ok();
    }
    let answer = match answer {
        Some(answer) => Ok(answer),
        None => pool.ask(kind.once(), bytes)?,
    };
    Ok(answer.and_then(|answer| {
        postcard::from_bytes(&answer).map_err(|_| Ending::Crash("its answer cannot be read".to_owned()))
    }))
}

/// The extract of a document that ended its worker.
fn lost(ending: &Ending, limits: Limits) -> Extract {
    Extract::unreadable(Format::Pdf, ending.problem(limits))
}
