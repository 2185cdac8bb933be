//! The little that stays in memory of each document: about a hundred bytes besides its path.

use std::collections::HashMap;

use super::kept::Place;
use super::standing::Stretch;
use crate::ledger::Id;
use crate::model::Status;

/// What a source turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A document with a record in the store.
    Document,
    /// The same bytes as the document with this index.
    Duplicate(u32),
    /// A folder that could not be listed: no document, only a problem.
    Folder,
}

/// One source; its index is that of the listing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub kind: Kind,
    pub status: Status,
    pub sha256: Option<[u8; 32]>,
    /// Its record (`Kept`) in the ledger; of a duplicate that of the first.
    pub kept: Id,
    /// Its extract in the ledger; 0 if nothing was read.
    pub extract: Id,
    pub year: Option<i32>,
    /// Digest of all that its record depends on; zero for what no run takes over, which has no tables.
    pub decided: [u8; 32],
    /// Its `Added`, if comparing added something.
    pub added: Option<Place>,
    /// Where its tables and cells stand, where they were written when they were read.
    pub early: [Stretch; 2],
    /// Index of its pack.
    pub family: Option<u16>,
    pub panel: Option<PanelEntry>,
}

/// What decides a document's place in a panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PanelEntry {
    /// Index of the pack.
    pub family: u16,
    /// Its record.
    pub kept: Id,
    /// Index of the agency in `Agencies`.
    pub agency: u32,
    pub year: i32,
    /// How many numbers it has.
    pub values: u32,
    pub failed_checks: u32,
}

/// Every `agency_id` once.
#[derive(Debug, Default)]
pub(super) struct Agencies {
    names: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Agencies {
    pub(super) fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.push(name.to_owned());
        self.numbers.insert(name.to_owned(), number);
        number
    }

    pub(super) fn name(&self, number: u32) -> &str {
        self.names.get(number as usize).map_or("", String::as_str)
    }
}
