//! Why a run could not go on.

use std::io;
use std::path::{Path, PathBuf};

/// A run that ended without publishing: what was published before stands untouched.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// What was asked for makes no sense.
    #[error("{0}")]
    Usage(String),
    /// An input is not there.
    #[error("input {} cannot be opened: {source}", path.display())]
    InputMissing {
        /// As typed.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The operating system refused something.
    #[error("could not {action} {}: {source}", path.display())]
    Io {
        /// What was tried (`write`).
        action: &'static str,
        /// On which file or folder.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
    /// Another run holds the output folder.
    #[error("another run holds {}", .0.display())]
    Busy(PathBuf),
    /// No process to read PDFs in can be started.
    #[error("could not start {} to read PDFs: {reason}", program.display())]
    Worker {
        /// The program.
        program: PathBuf,
        /// Why.
        reason: String,
    },
    /// What was kept of earlier runs turned out to be damaged.
    #[error("the ledger {} is damaged: {reason}", path.display())]
    LedgerDamaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A file of the last set is not as it was written; the run goes on without it.
    #[error("{} is damaged: {reason}", path.display())]
    LastSetDamaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A signal or the caller asked the run to end.
    #[error("the run was interrupted; what it read is kept, nothing was published")]
    Interrupted,
    /// Something that cannot happen did.
    #[error("internal error: {0}")]
    Internal(String),
}

impl RunError {
    /// The exit code of the contract.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::Busy(_) => 75,
            Self::InputMissing { .. }
            | Self::Io { .. }
            | Self::Worker { .. }
            | Self::LedgerDamaged { .. }
            | Self::LastSetDamaged { .. }
            | Self::Interrupted
            | Self::Internal(_) => 1,
        }
    }

    /// For `map_err`: names the action and the path.
    pub(crate) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::Io { action, path, source }
    }
}
