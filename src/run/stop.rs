//! A wish that the run end early -> an end at the next document, with what was read kept and nothing published.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::RunError;

/// Asks a run to end early. Clones ask the same run; a signal handler may set the flag.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Asks.
    pub fn ask(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// The flag itself; true asks.
    pub fn flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.0)
    }

    /// An error if the run was asked to end.
    pub(super) fn check(&self) -> Result<(), RunError> {
        if self.0.load(Ordering::SeqCst) { Err(RunError::Interrupted) } else { Ok(()) }
    }
}
