//! Table -> Printed: its distinct rows and columns with folded labels, ready to be compared with forms.

use std::ops::Range;

use crate::model::{Table, TidyCell, ValueKind};
use crate::pack::{Index, Key, Place};

/// No form has as many rows; a larger table is none of them, and is not looked at further.
const MOST_ROWS: usize = 240;

/// A label path, folded: indices into `Printed::labels`, outermost first.
type Path = Vec<usize>;

/// One label with its key and the rows of forms that bear it.
#[derive(Debug)]
pub(super) struct Label {
    pub key: Key,
    /// Rows of forms with the same folded text.
    pub places: Vec<Place>,
}

/// One printed row of value cells.
#[derive(Debug)]
pub(super) struct Row<'a> {
    /// Its cells in the table.
    pub cells: Range<usize>,
    /// Its label path as printed.
    pub label: &'a [String],
    /// The same, folded.
    pub path: Path,
    /// True if any cell holds something.
    pub filled: bool,
}

/// A table seen as rows and labels.
#[derive(Debug)]
pub(super) struct Printed<'a> {
    pub table: &'a Table,
    pub labels: Vec<Label>,
    pub rows: Vec<Row<'a>>,
    /// Folded texts of the section and the title.
    pub headings: [Key; 2],
}

impl<'a> Printed<'a> {
    /// Looks a table over; none if it has no cells, or more rows than any form.
    pub fn of(table: &'a Table, index: &Index) -> Option<Self> {
        let groups = groups(&table.cells)?;
        let mut labels: Vec<Label> = Vec::with_capacity(groups.len() + 8);
        let mut rows: Vec<Row<'a>> = Vec::with_capacity(groups.len());
        for cells in groups {
            let label: &'a [String] = &table.cells[cells.start].row_label;
            let above = rows.last().map(|row| (row.label, row.path.as_slice())).unwrap_or_default();
            let path = path(label, above, &mut labels, index);
            let filled = table.cells[cells.clone()].iter().any(is_filled);
            rows.push(Row { cells, label, path, filled });
        }
        let headings = [Key::of(&table.section), Key::of(&table.title)];
        (!rows.is_empty()).then_some(Self { table, labels, rows, headings })
    }

    /// The row's own label, if it has one.
    pub fn own(&self, row: &Row<'_>) -> Option<&Label> {
        row.path.last().and_then(|label| self.labels.get(*label)).filter(|label| !label.key.text.is_empty())
    }

    /// The label right above the row's own in its path.
    pub fn parent(&self, row: &Row<'_>) -> Option<&Label> {
        let above = row.path.len().checked_sub(2)?;
        row.path
            .get(above)
            .and_then(|label| self.labels.get(*label))
            .filter(|label| !label.key.text.is_empty())
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

/// Folds a label path; neighbouring rows share most of theirs.
fn path(label: &[String], above: (&[String], &[usize]), labels: &mut Vec<Label>, index: &Index) -> Path {
    let mut path = Path::with_capacity(label.len());
    for (depth, text) in label.iter().enumerate() {
        if let (Some(known), Some(at)) = (above.0.get(depth), above.1.get(depth))
            && known == text
        {
            path.push(*at);
            continue;
        }
        let key = Key::of(text);
        let mut places = index.rows(&key.text).to_vec();
        if let Some(bare) = key.without_notes.as_ref().filter(|_| places.is_empty()) {
            places.extend_from_slice(index.rows(bare));
        }
        path.push(labels.len());
        labels.push(Label { key, places });
    }
    path
}
