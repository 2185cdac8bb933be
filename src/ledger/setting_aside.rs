//! A ledger that cannot be used -> the same file under another name, for whoever wants to find out why.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::LedgerError;

/// What SQLite puts beside its file.
const BESIDE: &[&str] = &["-wal", "-shm", "-journal"];

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Renames the file to `….set-aside`; one that was set aside before goes.
pub(super) fn set_aside(path: &Path) -> Result<(), LedgerError> {
    // Its log belongs to it: left behind, it would be taken for the new file's.
    for ending in BESIDE {
        gone(&with_ending(path, ending))?;
    }
    fs::rename(path, with_ending(path, ".set-aside")).map_err(refused("set aside", path))
}

/// Removes the file.
pub(super) fn remove(path: &Path) -> Result<(), LedgerError> {
    for ending in BESIDE {
        gone(&with_ending(path, ending))?;
    }
    gone(path)
}

fn gone(path: &Path) -> Result<(), LedgerError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(refused("remove", path)(error)),
        _ => Ok(()),
    }
}

fn refused(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> LedgerError {
    let path = path.display().to_string();
    move |error| LedgerError::Refused(format!("could not {action} {path}: {error}"))
}
