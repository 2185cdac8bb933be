//! Path + digest of all that decides -> what was made of the content that lay there.

use rusqlite::{OptionalExtension, params};

use super::{Id, Ledger, LedgerError, hash_in};

pub(super) const TABLES: &str = "
    CREATE TABLE reports(
        id INTEGER PRIMARY KEY,
        path TEXT NOT NULL UNIQUE,
        decided BLOB NOT NULL,
        head BLOB NOT NULL
    );
    CREATE TABLE records(id INTEGER PRIMARY KEY, value BLOB NOT NULL);";

/// What is known of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Of its record.
    pub id: Id,
    /// Digest of the content, of what it was read and matched with, and of what a person corrected.
    pub decided: [u8; 32],
    /// The stored form of the little that every run needs.
    pub head: Vec<u8>,
}

impl Ledger {
    /// What was made of the content that lay at a path when it was last looked at.
    ///
    /// # Errors
    /// The ledger is damaged, or the file system refuses.
    pub fn made(&self, path: &str) -> Result<Option<Made>, LedgerError> {
        let connection = self.lock();
        let mut statement =
            connection.prepare_cached("SELECT id, decided, head FROM reports WHERE path = ?1")?;
        let found = statement.query_row([path], |row| {
            Ok(Made { id: row.get(0)?, decided: hash_in(row, 1)?, head: row.get(2)? })
        });
        Ok(found.optional()?)
    }

    /// Keeps what was made of a path, in the place of what was before.
    ///
    /// # Errors
    /// As `made`.
    pub fn keep_report(
        &self,
        path: &str,
        decided: &[u8; 32],
        head: &[u8],
        record: &[u8],
    ) -> Result<Id, LedgerError> {
        let connection = self.lock();
        let id: Id = connection
            .prepare_cached(
                "INSERT INTO reports(path, decided, head) VALUES (?1, ?2, ?3)
                 ON CONFLICT(path) DO UPDATE SET decided = ?2, head = ?3 RETURNING id",
            )?
            .query_row(params![path, decided, head], |row| row.get(0))?;
        connection
            .prepare_cached("INSERT OR REPLACE INTO records(id, value) VALUES (?1, ?2)")?
            .execute(params![id, record])?;
        Ok(id)
    }

    /// The stored form of a record.
    ///
    /// # Errors
    /// As `made`; a record that is not there is damage too.
    pub fn record(&self, id: Id) -> Result<Vec<u8>, LedgerError> {
        self.value("SELECT value FROM records WHERE id = ?1", id)
    }

    /// Notes that this run met the path.
    pub fn use_report(&self, id: Id) {
        self.used().reports.add(id);
    }
}
