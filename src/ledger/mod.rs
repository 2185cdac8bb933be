//! Content hash + what it was read with -> what was read, kept from run to run in one SQLite file.
//!
//! ```text
//! documents, extracts   a row for each content: what was read from its bytes
//! reports, records      a row for each path: what was made of the content that lay there
//! used                  which rows this run met: the others age
//! sealed                a value <-> its stored form: postcard, compressed, with a checksum
//! setting_aside         a ledger that cannot be used <-> a new one in its place
//! ```
//!
//! Small columns and large values stand in tables of their own, so that looking up, ageing and removing rows does not
//! move the values. One process has the file: the run that holds the output folder.

mod documents;
mod reports;
mod sealed;
mod setting_aside;
#[cfg(test)]
mod tests;
mod used;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

pub use documents::Read;
pub use reports::{Made, Making, Stamp};
pub use sealed::{seal, unseal};
use used::Used;

/// The layout of the tables; a file with another one is set aside.
const LAYOUT: i32 = 2;

/// Tells our file from another program's: `baob` in ASCII.
const APPLICATION: i32 = 0x6261_6f62;

/// Runs that a content which no file has any more is kept for: a folder that was not mounted for a night costs nothing.
const KEPT_RUNS: u32 = 7;

/// A kept value of either kind; 0 is none.
pub type Id = i64;

/// Why the ledger could not be used.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// What stands in it cannot be right: it has to be built anew.
    #[error("{0}")]
    Damaged(String),
    /// The system would not let it be read or written.
    #[error("{0}")]
    Refused(String),
}

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase, SchemaChanged, TypeMismatch, Unknown};
        let damaged = match &error {
            rusqlite::Error::SqliteFailure(failure, _) => {
                matches!(
                    failure.code,
                    DatabaseCorrupt | NotADatabase | SchemaChanged | TypeMismatch | Unknown
                )
            }
            _ => true,
        };
        let reason = error.to_string();
        if damaged { Self::Damaged(reason) } else { Self::Refused(reason) }
    }
}

/// The ledger of one output folder. All methods may be called from any thread; one works at a time.
#[derive(Debug)]
pub struct Ledger {
    connection: Mutex<Connection>,
    used: Mutex<Used>,
    path: PathBuf,
}

impl Ledger {
    /// Opens the file, or makes it. One that cannot be used is set aside; the second value says why.
    ///
    /// # Errors
    /// The file system refuses.
    pub fn open(path: &Path) -> Result<(Self, Option<String>), LedgerError> {
        match Self::opened(path) {
            Ok(ledger) => Ok((ledger, None)),
            Err(LedgerError::Refused(reason)) => Err(LedgerError::Refused(reason)),
            Err(LedgerError::Damaged(reason)) => {
                setting_aside::set_aside(path)?;
                Ok((Self::opened(path)?, Some(reason)))
            }
        }
    }

    /// An empty ledger in the place of whatever is there.
    ///
    /// # Errors
    /// The file system refuses.
    pub fn fresh(path: &Path) -> Result<Self, LedgerError> {
        setting_aside::remove(path)?;
        Self::opened(path)
    }

    /// Ends the use of a ledger in which damage was found, puts it aside, and begins an empty one.
    ///
    /// # Errors
    /// The file system refuses.
    pub fn rebuilt(self) -> Result<Self, LedgerError> {
        let path = self.path.clone();
        drop(self);
        setting_aside::set_aside(&path)?;
        Self::opened(&path)
    }

    fn opened(path: &Path) -> Result<Self, LedgerError> {
        let connection = Connection::open(path)?;
        prepare(&connection)?;
        Ok(Self { connection: Mutex::new(connection), used: Mutex::default(), path: path.to_path_buf() })
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Size of the file in bytes, without what has not been put in place yet.
    pub fn size(&self) -> u64 {
        std::fs::metadata(&self.path).map_or(0, |file| file.len())
    }

    /// True if nothing is kept in it.
    ///
    /// # Errors
    /// As every method's: the ledger is damaged, or the file system refuses.
    pub fn is_empty(&self) -> Result<bool, LedgerError> {
        let query = "SELECT NOT EXISTS(SELECT 1 FROM documents) AND NOT EXISTS(SELECT 1 FROM reports)";
        Ok(self.lock().query_row(query, [], |row| row.get(0))?)
    }

    /// Begins a group of changes: each group is in the ledger as a whole or not at all.
    ///
    /// # Errors
    /// As every method's: the ledger is damaged, or the file system refuses.
    pub fn begin(&self) -> Result<(), LedgerError> {
        Ok(self.lock().execute_batch("BEGIN IMMEDIATE")?)
    }

    /// Ends the group; a process that is killed from here on has lost none of it.
    ///
    /// # Errors
    /// The disk is full; the group is given up.
    pub fn commit(&self) -> Result<(), LedgerError> {
        Ok(self.lock().execute_batch("COMMIT")?)
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The one value that a query finds for an identifier.
    fn value(&self, query: &str, id: Id) -> Result<Vec<u8>, LedgerError> {
        Ok(self.lock().prepare_cached(query)?.query_row([id], |row| row.get(0))?)
    }

    fn used(&self) -> MutexGuard<'_, Used> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Settings of the connection, and the tables where the file is new.
fn prepare(connection: &Connection) -> Result<(), LedgerError> {
    // No other process looks in: without a shared index beside the file, network file systems do as well.
    connection.execute_batch("PRAGMA locking_mode = EXCLUSIVE; PRAGMA page_size = 8192")?;
    // A run that was killed in its first moments leaves a file without tables.
    let is_new: bool =
        connection.query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| row.get(0))?;
    if !is_new {
        check_header(connection)?;
    }
    // A power cut may cost the last groups, never the file.
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -16384; PRAGMA journal_size_limit = 67108864",
    )?;
    connection.set_prepared_statement_cache_capacity(32);
    if is_new {
        connection.execute_batch(&format!(
            "BEGIN; {} {} PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {LAYOUT}; COMMIT",
            documents::TABLES,
            reports::TABLES
        ))?;
    }
    Ok(())
}

fn check_header(connection: &Connection) -> Result<(), LedgerError> {
    let number = |name: &str| connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i32>(0));
    let (application, layout) = (number("application_id")?, number("user_version")?);
    if application != APPLICATION {
        return Err(LedgerError::Damaged("it is no ledger".to_owned()));
    }
    if layout != LAYOUT {
        let age = if layout > LAYOUT { "a newer" } else { "an older" };
        return Err(LedgerError::Damaged(format!("it is of {age} version")));
    }
    Ok(())
}
