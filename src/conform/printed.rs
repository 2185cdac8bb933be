//! Table -> Printed: its distinct rows and columns with folded labels, ready to be compared with forms.

use std::cell::{OnceCell, RefCell};
use std::ops::Range;
use std::rc::Rc;

use crate::model::{Table, TidyCell, ValueKind};
use crate::pack::{Index, Key, Place};

/// No form has as many rows; a larger table is none of them, and is not looked at further.
const MOST_ROWS: usize = 240;

/// One label with its key and the rows of forms that bear it.
#[derive(Debug)]
pub(super) struct Label<'a> {
    pub key: Key,
    /// Rows of forms with the same folded text.
    pub places: &'a [Place],
    /// Letters of the key, once a slip asks for them.
    letters: OnceCell<Vec<Vec<char>>>,
}

impl Label<'_> {
    /// Letters of the key, with and without its notes.
    pub fn letters(&self) -> &[Vec<char>] {
        self.letters.get_or_init(|| self.key.letters())
    }
}

/// One printed row of value cells.
#[derive(Debug)]
pub(super) struct Row<'a> {
    /// Its cells in the table.
    pub cells: Range<usize>,
    /// Its label path as printed.
    pub label: &'a [String],
    /// The same, folded: a range of `Printed::paths`.
    path: Range<usize>,
    /// True if any cell holds something.
    pub filled: bool,
}

/// A table seen as rows and labels.
#[derive(Debug)]
pub(super) struct Printed<'a> {
    pub table: &'a Table,
    labels: Vec<Label<'a>>,
    /// Label paths of all rows, as indices into the labels, outermost first.
    paths: Vec<usize>,
    pub rows: Vec<Row<'a>>,
    /// Header paths met so far, folded.
    headers: RefCell<Vec<Header<'a>>>,
    /// Folded texts of the section and the title.
    pub headings: [Key; 2],
}

impl<'a> Printed<'a> {
    /// Looks a table over; none if it has no cells, or more rows than any form.
    pub fn of(table: &'a Table, index: &'a Index) -> Option<Self> {
        let groups = groups(&table.cells)?;
        let mut folder = Folder {
            labels: Vec::with_capacity(groups.len() + 8),
            paths: Vec::with_capacity(3 * groups.len()),
            index,
        };
        let mut rows: Vec<Row<'a>> = Vec::with_capacity(groups.len());
        for cells in groups {
            let label: &'a [String] = &table.cells[cells.start].row_label;
            let above = rows.last().map(|row| (row.label, row.path.clone())).unwrap_or_default();
            let path = folder.path(label, above);
            let filled = table.cells[cells.clone()].iter().any(is_filled);
            rows.push(Row { cells, label, path, filled });
        }
        let headings = [Key::of(&table.section), Key::of(&table.title)];
        let Folder { labels, paths, .. } = folder;
        (!rows.is_empty()).then_some(Self {
            table,
            labels,
            paths,
            rows,
            headers: RefCell::default(),
            headings,
        })
    }

    /// The row's own label, if it has one.
    pub fn own(&self, row: &Row<'_>) -> Option<&Label<'a>> {
        self.label(row.path.clone().next_back()?)
    }

    /// The label right above the row's own in its path.
    pub fn parent(&self, row: &Row<'_>) -> Option<&Label<'a>> {
        self.label(row.path.clone().nth_back(1)?)
    }

    fn label(&self, at: usize) -> Option<&Label<'a>> {
        let label = self.labels.get(*self.paths.get(at)?)?;
        (!label.key.text.is_empty()).then_some(label)
    }

    /// A header path, folded, empty parts left out.
    pub fn header(&self, label: &'a [String]) -> Rc<[Key]> {
        let mut headers = self.headers.borrow_mut();
        if let Some((_, keys)) = headers.iter().find(|(known, _)| *known == label) {
            return keys.clone();
        }
        let keys: Rc<[Key]> =
            label.iter().map(|label| Key::of(label)).filter(|key| !key.is_empty()).collect();
        headers.push((label, keys.clone()));
        keys
    }
}

/// True for a cell that holds something, an unresolved value too.
pub(super) fn is_filled(cell: &TidyCell) -> bool {
    cell.kind != ValueKind::Blank
}

/// Runs of cells of one row under one label path; none if there are too many.
fn groups(cells: &[TidyCell]) -> Option<Vec<Range<usize>>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    for (at, cell) in cells.iter().enumerate() {
        match groups.last_mut() {
            Some(group) if belongs(&cells[group.start], cell) => group.end = at + 1,
            _ => groups.push(at..at + 1),
        }
        if groups.len() > MOST_ROWS {
            return None;
        }
    }
    Some(groups)
}

fn belongs(first: &TidyCell, cell: &TidyCell) -> bool {
    let same =
        || std::sync::Arc::ptr_eq(&first.row_label, &cell.row_label) || first.row_label == cell.row_label;
    first.row == cell.row && same()
}

/// A header path as printed and folded.
type Header<'a> = (&'a [String], Rc<[Key]>);

/// Folds label paths; neighbouring rows share most of theirs.
struct Folder<'a> {
    labels: Vec<Label<'a>>,
    paths: Vec<usize>,
    index: &'a Index,
}

impl Folder<'_> {
    fn path(&mut self, label: &[String], above: (&[String], Range<usize>)) -> Range<usize> {
        let start = self.paths.len();
        for (depth, text) in label.iter().enumerate() {
            let shared = above.0.get(depth).is_some_and(|known| known == text);
            let known =
                above.1.clone().nth(depth).filter(|_| shared).and_then(|at| self.paths.get(at).copied());
            let label = known.unwrap_or_else(|| self.fold(text));
            self.paths.push(label);
        }
        start..self.paths.len()
    }

    fn fold(&mut self, text: &str) -> usize {
        let key = Key::of(text);
        let mut places = self.index.rows(&key.text);
        if let Some(bare) = key.without_notes.as_ref().filter(|_| places.is_empty()) {
            places = self.index.rows(bare);
        }
        self.labels.push(Label { key, places, letters: OnceCell::new() });
        self.labels.len() - 1
    }
}
