//! Content hash + what it was read with -> what was read from the bytes.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::used::Used;
use super::{Id, KEPT_RUNS, Ledger, LedgerError, reports};

pub(super) const TABLES: &str = "
    CREATE TABLE documents(
        id INTEGER PRIMARY KEY,
        content BLOB NOT NULL UNIQUE,
        reader BLOB NOT NULL,
        memory INTEGER NOT NULL,
        seconds INTEGER NOT NULL,
        failed INTEGER NOT NULL,
        unused INTEGER NOT NULL
    );
    CREATE TABLE extracts(id INTEGER PRIMARY KEY, value BLOB NOT NULL);";

/// What a content was read with: the same content read with anything else is read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Read {
    /// Digest of the reading code and of the hints that it was given.
    pub reader: [u8; 32],
    /// Bytes of memory that reading was allowed; 0 where nothing was bounded.
    pub memory: u64,
    /// Seconds that it was allowed; 0 likewise.
    pub seconds: u64,
    /// It went over one of the two.
    pub failed: bool,
}

impl Read {
    /// What was read within narrow limits is read within wider ones too; a failure says what under its own limits only.
    pub(super) fn holds_for(&self, asked: &Self) -> bool {
        let same = (self.memory, self.seconds) == (asked.memory, asked.seconds);
        let within = self.memory <= asked.memory && self.seconds <= asked.seconds;
        self.reader == asked.reader && if self.failed { same } else { same || within }
    }
}

impl Ledger {
    /// What was read from this content under conditions that `asked` fulfils.
    ///
    /// # Errors
    /// The ledger is damaged, or the file system refuses.
    pub fn find(&self, content: &[u8; 32], asked: &Read) -> Result<Option<Id>, LedgerError> {
        let connection = self.lock();
        let mut statement = connection
            .prepare_cached("SELECT id, reader, memory, seconds, failed FROM documents WHERE content = ?1")?;
        let found = statement.query_row([content], |row| document_in(row, 0));
        Ok(found.optional()?.filter(|(_, read)| read.holds_for(asked)).map(|(id, _)| id))
    }

    /// Keeps what was read from a content, in the place of what was read from it before.
    ///
    /// # Errors
    /// As `find`.
    pub fn keep_extract(&self, content: &[u8; 32], read: &Read, value: &[u8]) -> Result<Id, LedgerError> {
        let connection = self.lock();
        let id: Id = connection
            .prepare_cached(
                "INSERT INTO documents(content, reader, memory, seconds, failed, unused)
                 VALUES (?1, ?2, ?3, ?4, ?5, 0)
                 ON CONFLICT(content) DO UPDATE SET reader = ?2, memory = ?3, seconds = ?4, failed = ?5, unused = 0
                 RETURNING id",
            )?
            .query_row(
                params![content, read.reader, signed(read.memory), signed(read.seconds), read.failed],
                |row| row.get(0),
            )?;
        connection
            .prepare_cached("INSERT OR REPLACE INTO extracts(id, value) VALUES (?1, ?2)")?
            .execute(params![id, value])?;
        Ok(id)
    }

    /// The stored form of what was read.
    ///
    /// # Errors
    /// As `find`; a value that is not there is damage too.
    pub fn extract(&self, id: Id) -> Result<Vec<u8>, LedgerError> {
        self.value("SELECT value FROM extracts WHERE id = ?1", id)
    }

    /// Notes that a file of this run has the content.
    pub fn use_document(&self, id: Id) {
        self.used().documents.add(id);
    }

    /// Lets go of what no run has used for a while, and of what was made of paths that this run has not met.
    ///
    /// # Errors
    /// As `find`.
    pub fn tidy_up(&self) -> Result<(), LedgerError> {
        let connection = self.lock();
        let used = self.used();
        connection.execute_batch("BEGIN IMMEDIATE")?;
        for (id, unused) in documents(&connection)? {
            match (used.documents.has(id), unused) {
                (true, 0) => {}
                (true, _) => execute(&connection, "UPDATE documents SET unused = 0 WHERE id = ?1", id)?,
                (false, 0..KEPT_RUNS) => {
                    execute(&connection, "UPDATE documents SET unused = unused + 1 WHERE id = ?1", id)?;
                }
                (false, _) => {
                    execute(&connection, "DELETE FROM extracts WHERE id = ?1", id)?;
                    execute(&connection, "DELETE FROM documents WHERE id = ?1", id)?;
                }
            }
        }
        for id in reports::all(&connection)?.into_iter().filter(|id| !used.reports.has(*id)) {
            execute(&connection, "DELETE FROM records WHERE id = ?1", id)?;
            execute(&connection, "DELETE FROM reports WHERE id = ?1", id)?;
        }
        Ok(connection.execute_batch("COMMIT")?)
    }

    /// Forgets which rows this run used, where it begins anew.
    pub fn forget_uses(&self) {
        *self.used() = Used::default();
    }
}

/// The contents whose age changes or may change: a day's work is a few of them, so that most rows are only looked at.
fn documents(connection: &Connection) -> Result<Vec<(Id, u32)>, LedgerError> {
    let mut statement = connection.prepare_cached("SELECT id, unused FROM documents")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn execute(connection: &Connection, statement: &str, id: Id) -> Result<(), LedgerError> {
    connection.prepare_cached(statement)?.execute([id])?;
    Ok(())
}

/// SQLite knows signed numbers only; no limit is so large.
fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

/// A row of `documents` from this column on: its number, and what it was read with.
pub(super) fn document_in(row: &Row<'_>, first: usize) -> rusqlite::Result<(Id, Read)> {
    let read = Read {
        reader: hash_in(row, first + 1)?,
        memory: unsigned(row.get(first + 2)?),
        seconds: unsigned(row.get(first + 3)?),
        failed: row.get(first + 4)?,
    };
    Ok((row.get(first)?, read))
}

/// Bytes of a fixed length in a row.
pub(super) fn hash_in(row: &Row<'_>, column: usize) -> rusqlite::Result<[u8; 32]> {
    row.get(column)
}
