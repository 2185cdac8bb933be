//! A document -> the answer of a worker. As many workers are started as documents are read at the same time; each is kept
//! until the pool is dropped, and replaced when it ends.

use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::ending::Ending;
use super::frame::Kind;
use super::process::Process;
use super::worker::Setup;
use super::{Limits, Workers};
use crate::model::Hint;
use crate::run::RunError;

/// A system that is short of processes for a moment is asked again, after these pauses.
const PAUSES: [Duration; 3] =
    [Duration::from_millis(50), Duration::from_millis(250), Duration::from_millis(1000)];

/// The workers of a run.
pub(super) struct Pool {
    workers: Workers,
    /// What each worker is told first.
    setup: Vec<u8>,
    idle: Mutex<Vec<Process>>,
}

impl Pool {
    pub(super) fn new(hints: &[Hint], workers: Workers) -> Result<Self, RunError> {
        let setup = Setup::encoded(hints, workers.limits).map_err(|error| {
            RunError::Internal(format!("the forms cannot be handed to a worker: {error}"))
        })?;
        Ok(Self { workers, setup, idle: Mutex::default() })
    }

    pub(super) fn limits(&self) -> Limits {
        self.workers.limits
    }

    pub(super) fn has_second_reader(&self) -> bool {
        self.workers.second_reader
    }

    /// Has a worker read a document.
    ///
    /// # Errors
    /// Outer: no worker can be started. Inner: the document ended its worker.
    pub(super) fn ask(&self, kind: Kind, bytes: &[u8]) -> Result<Result<Vec<u8>, Ending>, RunError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        if let Some(worker) = idle {
            match self.ask_one(worker, kind, bytes) {
                // What it read before may have had a part in it (memory in pieces): what a document gives must not
                // depend on its neighbours, so a worker that has read nothing yet decides.
                Err(Ending::Memory | Ending::Crash(_)) => {}
                answer => return Ok(answer),
            }
        }
        Ok(self.ask_one(self.start()?, kind, bytes))
    }

    fn ask_one(&self, mut worker: Process, kind: Kind, bytes: &[u8]) -> Result<Vec<u8>, Ending> {
        let answer = worker.ask(kind, bytes, self.workers.limits.time)?;
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
        Ok(answer)
    }

    fn start(&self) -> Result<Process, RunError> {
        let mut pauses = PAUSES.iter();
        loop {
            match (Process::start(&self.workers, &self.setup), pauses.next()) {
                (Ok(worker), _) => return Ok(worker),
                (Err(_), Some(pause)) => thread::sleep(*pause),
                (Err(reason), None) => {
                    let program = self.workers.program.clone();
                    return Err(RunError::Worker { program, reason });
                }
            }
        }
    }
}
