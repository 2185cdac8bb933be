//! Path + digest of all that decides -> what was made of the content that lay there, and how to tell that the same
//! content lies there still.

use rusqlite::{Connection, Row, params};

use super::documents::{document_in, hash_in};
use super::{Id, Ledger, LedgerError, Read};

pub(super) const TABLES: &str = "
    CREATE TABLE reports(
        id INTEGER PRIMARY KEY,
        path TEXT NOT NULL UNIQUE,
        content BLOB NOT NULL,
        stamp BLOB NOT NULL,
        decided BLOB NOT NULL,
        head BLOB NOT NULL
    );
    CREATE TABLE records(id INTEGER PRIMARY KEY, value BLOB NOT NULL);";

/// What the system said of a file, in short: while it says the same, the file has the same content.
pub type Stamp = [u8; 16];

/// What is known of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Of its record.
    pub id: Id,
    /// Of its file, where the content could be told by it.
    pub stamp: Option<Stamp>,
    /// Hash of the content that lay there.
    pub content: [u8; 32],
    /// Digest of the content, of what it was read and matched with, and of what a person corrected.
    pub decided: [u8; 32],
    /// The stored form of the little that every run needs.
    pub head: Vec<u8>,
    /// What was read from the content, under the conditions that were asked for.
    pub extract: Option<Id>,
}

/// What is to be kept of a path besides its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Making<'a> {
    /// As printed.
    pub path: &'a str,
    /// As in `Made`.
    pub stamp: Option<Stamp>,
    /// As in `Made`.
    pub content: [u8; 32],
    /// As in `Made`.
    pub decided: [u8; 32],
    /// As in `Made`.
    pub head: &'a [u8],
}

impl Ledger {
    /// What was made of the contents that lay at these paths when they were last looked at; the paths are sorted.
    ///
    /// # Errors
    /// The ledger is damaged, or the file system refuses.
    pub fn made(&self, paths: &[&str], asked: &Read) -> Result<Vec<Option<Made>>, LedgerError> {
        let mut made = vec![None; paths.len()];
        let (Some(first), Some(last)) = (paths.first(), paths.last()) else { return Ok(made) };
        let connection = self.lock();
        let mut statement = connection.prepare_cached(
            "SELECT r.path, r.id, r.stamp, r.content, r.decided, r.head, d.id, d.reader, d.memory, d.seconds, d.failed
             FROM reports r LEFT JOIN documents d ON d.content = r.content
             WHERE r.path BETWEEN ?1 AND ?2 ORDER BY r.path",
        )?;
        let mut rows = statement.query([first, last])?;
        let mut places = paths.iter().zip(made.iter_mut()).peekable();
        while let Some(row) = rows.next()? {
            let path = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
            while places.next_if(|(of, _)| **of < path).is_some() {}
            if let Some((_, place)) = places.next_if(|(of, _)| **of == path) {
                *place = Some(made_in(row, asked)?);
            }
        }
        Ok(made)
    }

    /// Keeps what was made of a path, in the place of what was before; a path without a record has an empty one.
    ///
    /// # Errors
    /// As `made`.
    pub fn keep_report(&self, making: &Making<'_>, record: &[u8]) -> Result<Id, LedgerError> {
        let connection = self.lock();
        let Making { path, stamp, content, decided, head } = making;
        let id: Id = connection
            .prepare_cached(
                "INSERT INTO reports(path, content, stamp, decided, head) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT(path) DO UPDATE SET content = ?2, stamp = ?3, decided = ?4, head = ?5 RETURNING id",
            )?
            .query_row(params![path, content, stamp_bytes(stamp), decided, head], |row| row.get(0))?;
        if record.is_empty() {
            connection.prepare_cached("DELETE FROM records WHERE id = ?1")?.execute([id])?;
        } else {
            connection
                .prepare_cached("INSERT OR REPLACE INTO records(id, value) VALUES (?1, ?2)")?
                .execute(params![id, record])?;
        }
        Ok(id)
    }

    /// Notes that the system says something else of a file that has the same content.
    ///
    /// # Errors
    /// As `made`.
    pub fn restamp(&self, id: Id, stamp: Option<Stamp>) -> Result<(), LedgerError> {
        let connection = self.lock();
        let mut statement = connection.prepare_cached("UPDATE reports SET stamp = ?2 WHERE id = ?1")?;
        statement.execute(params![id, stamp_bytes(&stamp)])?;
        Ok(())
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

fn stamp_bytes(stamp: &Option<Stamp>) -> &[u8] {
    stamp.as_ref().map_or(&[], |stamp| stamp.as_slice())
}

fn made_in(row: &Row<'_>, asked: &Read) -> rusqlite::Result<Made> {
    let stamp = row.get_ref(2)?.as_blob()?;
    let extract = row.get::<_, Option<Id>>(6)?.map(|_| document_in(row, 6)).transpose()?;
    Ok(Made {
        id: row.get(1)?,
        stamp: stamp.try_into().ok(),
        content: hash_in(row, 3)?,
        decided: hash_in(row, 4)?,
        head: row.get(5)?,
        extract: extract.filter(|(_, read)| read.holds_for(asked)).map(|(id, _)| id),
    })
}

/// Every row.
pub(super) fn all(connection: &Connection) -> Result<Vec<Id>, LedgerError> {
    let mut statement = connection.prepare_cached("SELECT id FROM reports")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
