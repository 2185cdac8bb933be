//! The datasets published before, side by side with the new ones -> rows of `changes.csv`, in path order.
//!
//! Observations are compared where a document was there before under the same path; those of a document that is added or
//! gone came or went with it. A moved document has the same bytes: its observations are not listed either.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};

use super::formatting::Piece;
use super::index::{Entry, Kind};
use super::previous::{PreviousObservations, PreviousRows, each_row, unguarded};
use super::{RunError, summary};
use crate::source::Listing;
use crate::write::{Dialect, Rows, datasets, document_id, hex};

/// Columns of `observations.csv` that are looked at.
const TABLE: usize = 7;
const ITEM: usize = 8;
const MEASURE: usize = 9;
const VALUE: usize = 11;
const VALUE_KIND: usize = 12;
const UNIT: usize = 13;
const PATH: usize = 18;

/// A document that differs. New ones are named by index: on a first run that is all of them.
#[derive(Debug, Clone)]
enum Change {
    Added(u32),
    /// With the identifier it had.
    Changed(u32, String),
    /// With the path it had.
    Moved(u32, String),
    Gone(PreviousDocument),
}

/// The rows of a document in `observations.csv`.
#[derive(Debug, Clone, Copy)]
pub(super) enum Observations<'r> {
    /// The new ones.
    Made(&'r [u8]),
    /// As before, up to this byte of the older file.
    Same(u64),
    /// In a file that is as before.
    Linked,
}

/// A row of the older `documents.csv`.
#[derive(Debug, Clone)]
struct PreviousDocument {
    path: String,
    document_id: String,
    sha256: String,
}

/// What differs, told document after document.
pub(super) struct Changes<'a> {
    listing: &'a Listing,
    entries: &'a [Entry],
    documents: VecDeque<Change>,
    observations: PreviousObservations,
    observations_path: PathBuf,
    dialect: Dialect,
}

impl<'a> Changes<'a> {
    /// Compares the documents; the observations follow in `document`.
    pub(super) fn new(
        out: &Path,
        listing: &'a Listing,
        entries: &'a [Entry],
        dialect: Dialect,
    ) -> Result<Self, RunError> {
        let documents = pair_moved(compare_documents(out, listing, entries)?, entries).into();
        let observations_path = out.join(datasets::observations().file_name());
        let observations = PreviousObservations::open(out);
        Ok(Self { listing, entries, documents, observations, observations_path, dialect })
    }

    /// How many documents differ in which way; to be asked before the first `document`.
    pub(super) fn counts(&self) -> summary::Changes {
        let mut counts = summary::Changes::default();
        for change in &self.documents {
            match change {
                Change::Added(_) => counts.added += 1,
                Change::Changed(..) => counts.changed += 1,
                Change::Moved(..) => counts.moved += 1,
                Change::Gone(_) => counts.gone += 1,
            }
        }
        counts
    }

    /// The rows up to and with this document.
    pub(super) fn document(
        &mut self,
        path: &str,
        year: Option<i32>,
        observations: Observations<'_>,
    ) -> Result<Piece, RunError> {
        let mut out = Rows::new(self.dialect);
        let mut came_with_it = false;
        while let Some(change) = self.documents.front() {
            let of = self.path(change);
            if of > path {
                break;
            }
            came_with_it |= of == path && matches!(change, Change::Added(_) | Change::Moved(..));
            self.write(change, &mut out);
            self.documents.pop_front();
        }
        let unreadable = RunError::io("read", &self.observations_path);
        match (self.observations.of(year), observations) {
            (Some(old), Observations::Made(rows)) => {
                let old = previous_observations(old, path, rows).map_err(unreadable)?;
                if let (Some(old), false) = (old, came_with_it) {
                    compare_observations(&mut out, path, &old, &each_row(rows));
                }
            }
            (Some(old), Observations::Same(end)) => old.go_to(end).map_err(unreadable)?,
            _ => {}
        }
        Ok(out.into())
    }

    /// The rows of documents behind the last new one.
    pub(super) fn rest(&mut self) -> Piece {
        let mut out = Rows::new(self.dialect);
        self.documents.iter().for_each(|change| self.write(change, &mut out));
        self.documents.clear();
        out.into()
    }

    fn path<'c>(&'c self, change: &'c Change) -> &'c str {
        match change {
            Change::Added(index) | Change::Changed(index, _) | Change::Moved(index, _) => {
                self.listing.sources.get(*index as usize).map_or("", |source| source.path.as_str())
            }
            Change::Gone(old) => &old.path,
        }
    }

    fn write(&self, change: &Change, rows: &mut Rows) {
        let path = self.path(change);
        let id = |index: &u32| document_id(hash_of(self.entries, *index).as_ref());
        let (kind, old, new) = match change {
            Change::Added(index) => ("document_added", "", id(index)),
            Change::Changed(index, old) => ("document_changed", old.as_str(), id(index)),
            Change::Moved(_, from) => ("document_moved", from.as_str(), path.to_owned()),
            Change::Gone(old) => ("document_gone", old.document_id.as_str(), String::new()),
        };
        rows.word(kind).text(path).word("").word("").word("").text(old).text(&new).end();
    }
}

/// Walks the older and the new documents side by side; both are sorted by path.
fn compare_documents(out: &Path, listing: &Listing, entries: &[Entry]) -> Result<Vec<Change>, RunError> {
    let schema = datasets::documents();
    let path = out.join(schema.file_name());
    let mut old = PreviousRows::open(&path, &schema.header());
    let mut next = previous_document(&mut old, &path)?;
    let mut changes = Vec::new();
    for (index, (source, entry)) in (0u32..).zip(listing.sources.iter().zip(entries)) {
        if entry.kind == Kind::Folder {
            continue;
        }
        while let Some(gone) = next.take_if(|old| old.path < source.path) {
            changes.push(Change::Gone(gone));
            next = previous_document(&mut old, &path)?;
        }
        match next.take_if(|old| old.path == source.path) {
            None => changes.push(Change::Added(index)),
            Some(same) => {
                if same.sha256 != entry.sha256.map(|hash| hex(&hash)).unwrap_or_default() {
                    changes.push(Change::Changed(index, same.document_id));
                }
                next = previous_document(&mut old, &path)?;
            }
        }
    }
    while let Some(gone) = next.take() {
        changes.push(Change::Gone(gone));
        next = previous_document(&mut old, &path)?;
    }
    Ok(changes)
}

fn previous_document(
    old: &mut Option<PreviousRows>,
    path: &Path,
) -> Result<Option<PreviousDocument>, RunError> {
    let Some(rows) = old else { return Ok(None) };
    let fields = rows.peek().map_err(RunError::io("read", path))?;
    rows.skip().map_err(RunError::io("read", path))?;
    let document = fields.map(|fields| {
        let field = |index: usize| fields.get(index).cloned().unwrap_or_default();
        PreviousDocument { path: unguarded(&field(0)).to_owned(), document_id: field(1), sha256: field(2) }
    });
    Ok(document)
}

fn hash_of(entries: &[Entry], index: u32) -> Option<[u8; 32]> {
    entries.get(index as usize).and_then(|entry| entry.sha256)
}

/// An added document with the bytes of one that is gone was moved.
fn pair_moved(changes: Vec<Change>, entries: &[Entry]) -> Vec<Change> {
    let mut gone: BTreeMap<String, VecDeque<String>> = BTreeMap::new();
    for change in &changes {
        if let Change::Gone(old) = change
            && !old.sha256.is_empty()
        {
            gone.entry(old.sha256.clone()).or_default().push_back(old.path.clone());
        }
    }
    if gone.is_empty() {
        return changes;
    }
    let mut moved = BTreeSet::new();
    let paired = changes.into_iter().map(|change| {
        let Change::Added(index) = change else { return change };
        let from =
            hash_of(entries, index).and_then(|hash| gone.get_mut(&hex(&hash))).and_then(VecDeque::pop_front);
        let Some(from) = from else { return change };
        moved.insert(from.clone());
        Change::Moved(index, from)
    });
    let mut paired: Vec<Change> = paired.collect();
    paired.retain(|change| !matches!(change, Change::Gone(old) if moved.contains(&old.path)));
    paired
}

/// The older rows of a document; `None` if they are the new ones, byte for byte.
fn previous_observations(
    old: &mut PreviousRows,
    path: &str,
    rows: &[u8],
) -> std::io::Result<Option<Vec<Vec<String>>>> {
    let mut same = !rows.is_empty() && old.skip_same(rows)?;
    let mut found = if same { each_row(rows) } else { Vec::new() };
    while let Some(fields) = old.peek()? {
        let of = fields.get(PATH).map(|path| unguarded(path)).unwrap_or_default();
        if of > path {
            break;
        }
        old.skip()?;
        if of == path {
            same = false;
            found.push(fields);
        }
    }
    Ok((!same).then_some(found))
}

fn compare_observations(rows: &mut Rows, path: &str, old: &[Vec<String>], new: &[Vec<String>]) {
    let by_variable = |rows: &[Vec<String>]| -> BTreeMap<[String; 3], String> {
        rows.iter().map(|fields| (variable(fields), printed(fields))).collect()
    };
    let (before, now) = (by_variable(old), by_variable(new));
    let mut write = |kind: &str, [table, item, measure]: &[String; 3], old: &str, new: &str| {
        rows.word(kind).text(path).text(table).text(item).text(measure).text(old).text(new).end();
    };
    for fields in new {
        let variable = variable(fields);
        let new = printed(fields);
        match before.get(&variable) {
            None => write("observation_added", &variable, "", &new),
            Some(old) if *old != new => write("observation_changed", &variable, old, &new),
            Some(_) => {}
        }
    }
    for fields in old {
        let variable = variable(fields);
        if !now.contains_key(&variable) {
            write("observation_removed", &variable, &printed(fields), "");
        }
    }
}

fn variable(fields: &[String]) -> [String; 3] {
    [TABLE, ITEM, MEASURE].map(|index| fields.get(index).cloned().unwrap_or_default())
}

/// Value and unit; what the cell holds where it is no number.
fn printed(fields: &[String]) -> String {
    let field = |index: usize| fields.get(index).map_or("", String::as_str);
    if field(VALUE).is_empty() {
        return field(VALUE_KIND).to_owned();
    }
    format!("{} {}", field(VALUE), field(UNIT)).trim_end().to_owned()
}
