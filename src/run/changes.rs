//! The datasets published before, side by side with the new ones -> rows of `changes.csv`, in path order.
//!
//! Observations are compared where a document was there before under the same path; those of a document that is added or
//! gone came or went with it. A moved document has the same bytes: its observations are not listed either.

use std::collections::{BTreeMap, VecDeque};
use std::path::Path;

use super::index::{Entry, Kind};
use super::previous::{PreviousRows, each_row, unguarded};
use super::{RunError, summary};
use crate::source::Listing;
use crate::write::{Dialect, Rows, datasets, hex};

/// Columns of `observations.csv` that are looked at.
const TABLE: usize = 7;
const ITEM: usize = 8;
const MEASURE: usize = 9;
const VALUE: usize = 11;
const VALUE_KIND: usize = 12;
const UNIT: usize = 13;
const PATH: usize = 18;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    Added,
    Changed,
    Gone,
    Moved,
}

/// A document that differs.
#[derive(Debug, Clone)]
struct DocumentChange {
    path: String,
    change: Change,
    old: String,
    new: String,
}

/// What differs, told document after document.
pub(super) struct Changes {
    documents: VecDeque<DocumentChange>,
    observations: Option<PreviousRows>,
    observations_path: std::path::PathBuf,
    dialect: Dialect,
    /// How many documents differ in which way.
    pub counts: summary::Changes,
}

impl Changes {
    /// Compares the documents; the observations follow in `document`.
    pub(super) fn new(
        out: &Path,
        listing: &Listing,
        entries: &[Entry],
        dialect: Dialect,
    ) -> Result<Self, RunError> {
        let schema = datasets::documents();
        let path = out.join(schema.file_name());
        let mut old = PreviousRows::open(&path, &schema.header());
        let mut changes = Vec::new();
        let mut next = previous_document(&mut old, &path)?;
        for (source, entry) in listing.sources.iter().zip(entries) {
            if entry.kind == Kind::Folder {
                continue;
            }
            while let Some(gone) = next.take_if(|old| old.path.as_str() < source.path.as_str()) {
                changes.push(gone.gone());
                next = previous_document(&mut old, &path)?;
            }
            let sha256 = entry.sha256.map(|hash| hex(&hash)).unwrap_or_default();
            let same_path = next.take_if(|old| old.path == source.path);
            if let Some(change) = document_change(&source.path, &sha256, same_path.as_ref()) {
                changes.push(change);
            }
            if same_path.is_some() {
                next = previous_document(&mut old, &path)?;
            }
        }
        while let Some(gone) = next.take() {
            changes.push(gone.gone());
            next = previous_document(&mut old, &path)?;
        }
        let changes = pair_moved(changes);
        let schema = datasets::observations();
        let path = out.join(schema.file_name());
        Ok(Self {
            counts: count(&changes),
            documents: changes.into(),
            observations: PreviousRows::open(&path, &schema.header()),
            observations_path: path,
            dialect,
        })
    }

    /// The rows up to and with this document; `rows` are its new rows of `observations.csv`.
    pub(super) fn document(&mut self, path: &str, rows: &[u8]) -> Result<(Vec<u8>, u64), RunError> {
        let mut out = Rows::new(self.dialect);
        let mut came_with_it = false;
        while self.documents.front().is_some_and(|change| change.path.as_str() <= path) {
            let Some(change) = self.documents.pop_front() else { break };
            came_with_it |= change.path == path && matches!(change.change, Change::Added | Change::Moved);
            change.write(&mut out);
        }
        let path_of_file = self.observations_path.clone();
        if let Some(old) = &mut self.observations {
            let old = previous_observations(old, path, rows).map_err(RunError::io("read", &path_of_file))?;
            if let (Some(old), false) = (old, came_with_it) {
                compare_observations(&mut out, path, &old, &each_row(rows));
            }
        }
        Ok(out.finish())
    }

    /// The rows of documents behind the last new one.
    pub(super) fn rest(&mut self) -> (Vec<u8>, u64) {
        let mut out = Rows::new(self.dialect);
        self.documents.drain(..).for_each(|change| change.write(&mut out));
        out.finish()
    }
}

/// A row of the older `documents.csv`.
struct PreviousDocument {
    path: String,
    document_id: String,
    sha256: String,
}

impl PreviousDocument {
    /// The hash stands in `new` until moved documents are paired.
    fn gone(self) -> DocumentChange {
        DocumentChange { path: self.path, change: Change::Gone, old: self.document_id, new: self.sha256 }
    }
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

/// The hash stands in `old` of an added document until moved documents are paired.
fn document_change(path: &str, sha256: &str, old: Option<&PreviousDocument>) -> Option<DocumentChange> {
    let new = short_id(sha256);
    let (change, old) = match old {
        Some(old) if old.sha256 == sha256 => return None,
        Some(old) => (Change::Changed, old.document_id.clone()),
        None => (Change::Added, sha256.to_owned()),
    };
    Some(DocumentChange { path: path.to_owned(), change, old, new })
}

fn short_id(sha256: &str) -> String {
    sha256.get(..16).map(|start| format!("d{start}")).unwrap_or_default()
}

/// An added document with the bytes of one that is gone was moved.
fn pair_moved(mut changes: Vec<DocumentChange>) -> Vec<DocumentChange> {
    let mut gone: BTreeMap<String, VecDeque<String>> = BTreeMap::new();
    for change in &changes {
        if change.change == Change::Gone && !change.new.is_empty() {
            gone.entry(change.new.clone()).or_default().push_back(change.path.clone());
        }
    }
    let mut left = std::collections::BTreeSet::new();
    for change in &mut changes {
        if change.change != Change::Added {
            continue;
        }
        match gone.get_mut(&change.old).and_then(VecDeque::pop_front) {
            Some(from) => {
                left.insert(from.clone());
                change.change = Change::Moved;
                change.old = from;
                change.new.clone_from(&change.path);
            }
            None => change.old.clear(),
        }
    }
    changes.retain(|change| change.change != Change::Gone || !left.contains(&change.path));
    for change in changes.iter_mut().filter(|change| change.change == Change::Gone) {
        change.new.clear();
    }
    changes
}

fn count(changes: &[DocumentChange]) -> summary::Changes {
    let count = |kind| changes.iter().filter(|change| change.change == kind).count() as u64;
    summary::Changes {
        added: count(Change::Added),
        changed: count(Change::Changed),
        gone: count(Change::Gone),
        moved: count(Change::Moved),
    }
}

impl DocumentChange {
    fn write(&self, rows: &mut Rows) {
        let kind = match self.change {
            Change::Added => "document_added",
            Change::Changed => "document_changed",
            Change::Gone => "document_gone",
            Change::Moved => "document_moved",
        };
        rows.word(kind).text(&self.path).word("").word("").word("").text(&self.old).text(&self.new).end();
    }
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
