//! Printed table + table of a form -> Fit: which cell is which variable, and whether the table is that of the form at all.

use std::rc::Rc;

use crate::model::{RowKind, TidyCell};
use crate::pack::{FormTable, Index, Key, Packs, TablePlace};

use super::align::align;
use super::columns::{Columns, PrintedColumn, match_columns};
use super::printed::{Printed, Row, is_filled};
use super::score::Scorer;

/// Rows that must fit where no heading announces the table.
const ROWS_WITHOUT_HEADING: usize = 3;
/// Columns that must be named where rows have no labels.
const COLUMNS_WITHOUT_ROWS: usize = 5;
/// Rows of values that a table without row labels may have (more would be a table of something else).
const ROWS_WITHOUT_LABELS: usize = 4;

/// How a table fits a table of a form.
#[derive(Debug)]
pub(super) struct Fit {
    /// Index in `Index::tables`.
    pub place: u32,
    /// For each printed row its row in the form.
    pub rows: Vec<Option<usize>>,
    /// For each block of the form its printed columns: grid column and column of the form.
    pub columns: Vec<Vec<(u32, Option<usize>)>>,
    /// Number of cells that are variables.
    pub cells: usize,
    /// True if the table is that of the form.
    pub certain: bool,
    /// True if it can only be the rest of a table that the reader tore: all its rows and columns fit.
    pub complete: bool,
}

impl Fit {
    /// The variable of a cell in a printed row.
    pub fn variable(&self, form: &FormTable, row: usize, cell: &TidyCell) -> Option<u32> {
        let form_row = form.rows.get(self.rows.get(row).copied().flatten()?)?;
        let columns = self.columns.get(form_row.block)?;
        let (_, place) = columns.iter().find(|(column, _)| *column == cell.column)?;
        form_row.variables.get((*place)?).copied()
    }

    /// First and last row of the form that the table prints.
    pub fn extent(&self) -> Option<(usize, usize)> {
        let rows = || self.rows.iter().flatten().copied();
        Some((rows().min()?, rows().max()?))
    }
}

/// The form's table at a place of the index.
pub(super) fn form_table(packs: &Packs, place: TablePlace) -> Option<&FormTable> {
    packs.iter().nth(place.pack)?.forms.get(place.form)?.tables.get(place.table)
}

/// Fits a table to every table of every form that it could be.
pub(super) fn fits(printed: &Printed<'_>, packs: &Packs) -> Vec<Fit> {
    let index = packs.index();
    let hits = hits(printed, index);
    let mut fits = Vec::new();
    for ((place, table), hits) in (0..).zip(&index.tables).zip(hits) {
        let Some(form) = form_table(packs, *table) else { continue };
        let announced = announced(printed, form);
        let enough_hits = hits > 0 && hits * 4 >= printed.rows.iter().filter(|row| row.filled).count();
        if is_unlabelled(form) {
            fits.extend(fit_columns(printed, form, place));
        } else if (enough_hits || announced) && printed.rows.len() <= 2 * form.rows.len() + 20 {
            fits.extend(fit_rows(printed, form, place, announced));
        }
    }
    fits
}

/// For each table of the forms, how many rows bear one of its labels.
fn hits(printed: &Printed<'_>, index: &Index) -> Vec<usize> {
    let mut hits = vec![0; index.tables.len()];
    for label in printed.rows.iter().filter_map(|row| printed.own(row)) {
        let mut last = None;
        for place in label.places {
            if last != Some(place.table) {
                hits[place.table as usize] += 1;
            }
            last = Some(place.table);
        }
    }
    hits
}

fn is_unlabelled(form: &FormTable) -> bool {
    let mut rows = form.rows.iter().filter(|row| row.kind == RowKind::Values);
    rows.next().is_some_and(|row| row.labels.is_empty()) && rows.next().is_none()
}

/// True if the heading above the table, or its caption, is one of the form's.
fn announced(printed: &Printed<'_>, form: &FormTable) -> bool {
    let bears = |heading: &Key, known: &Key| {
        !known.text.is_empty() && heading.text.len() >= known.text.len() && heading.text.contains(&known.text)
    };
    printed.headings.iter().any(|heading| form.heading_keys.iter().any(|known| bears(heading, known)))
}

/// A table is that of the form if two thirds of its rows are, at least half of their values stand in columns that are
/// the form's, and at least three rows fit, or one under the form's own heading or block line. With its heading and its
/// rows it is, too, if no column can be told.
fn fit_rows(printed: &Printed<'_>, form: &FormTable, place: u32, announced: bool) -> Option<Fit> {
    let scorer = Scorer::new(printed, form, place);
    let rows = align(&scorer);
    let holds = |row: &Option<usize>| row.is_some_and(|row| !form.rows[row].variables.is_empty());
    let fitting = rows.iter().filter(|row| holds(row)).count();
    let outside =
        printed.rows.iter().zip(&rows).filter(|(row, form_row)| row.filled && !holds(form_row)).count();
    if fitting == 0 {
        return None;
    }
    let mut named = 0;
    let mut columns = Vec::with_capacity(form.blocks.len());
    for block in 0..form.blocks.len() {
        let printed_columns = block_columns(printed, form, &rows, block);
        let Columns { places, named: own } = match_columns(&printed_columns, form, block, fitting);
        named += own;
        columns.push(printed_columns.iter().map(|column| column.column).zip(places).collect());
    }
    let mut fit = Fit { place, rows, columns, cells: 0, certain: false, complete: false };
    let (cells, unplaced) = count_cells(printed, form, &fit);
    fit.cells = cells;
    let block_lines = block_lines(&scorer, &fit.rows);
    let own_headers = form.blocks.iter().any(|block| block.header.is_some());
    let columns_fit = cells > 0 && cells >= unplaced && (!own_headers || named > 0);
    let rows_fit = fitting >= 2 * outside;
    fit.certain = columns_fit && rows_fit && (fitting >= ROWS_WITHOUT_HEADING || announced || block_lines);
    fit.complete = columns_fit && outside == 0 && unplaced == 0;
    if !columns_fit && announced && rows_fit && fitting >= ROWS_WITHOUT_HEADING {
        // The form's table, but its columns cannot be told: no values, and a problem for each column that holds some.
        fit.columns.iter_mut().flatten().for_each(|(_, place)| *place = None);
        fit.cells = 0;
        fit.certain = true;
    }
    Some(fit)
}

/// A table whose one row has no label is told by its columns: at least five, and two thirds of all, named in full.
fn fit_columns(printed: &Printed<'_>, form: &FormTable, place: u32) -> Option<Fit> {
    let form_row = form.rows.iter().position(|row| row.kind == RowKind::Values)?;
    if printed.rows.len() > ROWS_WITHOUT_LABELS || printed.table.cells.len() < COLUMNS_WITHOUT_ROWS {
        return None;
    }
    let rows = vec![Some(form_row); printed.rows.len()];
    let block = form.rows[form_row].block;
    let printed_columns = block_columns(printed, form, &rows, block);
    let Columns { places, named } = match_columns(&printed_columns, form, block, 0);
    let filled = printed_columns.iter().filter(|column| column.filled).count();
    let mut columns = vec![Vec::new(); form.blocks.len()];
    *columns.get_mut(block)? = printed_columns.iter().map(|column| column.column).zip(places).collect();
    let mut fit = Fit { place, rows, columns, cells: 0, certain: false, complete: false };
    fit.cells = count_cells(printed, form, &fit).0;
    fit.certain = named >= COLUMNS_WITHOUT_ROWS && named * 3 >= filled * 2;
    (named > 0).then_some(fit)
}

/// The printed columns that the rows of a block have cells in, each with the first header that is printed over it.
fn block_columns<'a>(
    printed: &Printed<'a>,
    form: &FormTable,
    rows: &[Option<usize>],
    block: usize,
) -> Vec<PrintedColumn<'a>> {
    let mut columns: Vec<PrintedColumn<'a>> = Vec::new();
    let in_block = |form_row: &Option<usize>| {
        form_row.is_some_and(|row| form.rows[row].block == block && !form.rows[row].variables.is_empty())
    };
    for (row, _) in printed.rows.iter().zip(rows).filter(|(_, form_row)| in_block(form_row)) {
        for cell in &printed.table.cells[row.cells.clone()] {
            add_column(&mut columns, cell);
        }
    }
    for column in &mut columns {
        column.path = printed.header(column.label);
    }
    columns
}

fn add_column<'a>(columns: &mut Vec<PrintedColumn<'a>>, cell: &'a TidyCell) {
    let at = columns.binary_search_by_key(&cell.column, |column| column.column);
    match at {
        Ok(at) => {
            let column = &mut columns[at];
            column.filled |= is_filled(cell);
            if column.label.is_empty() {
                column.label = &cell.column_label;
            }
        }
        Err(at) => {
            let (column, label) = (cell.column, &*cell.column_label);
            columns.insert(at, PrintedColumn { column, label, path: Rc::default(), filled: is_filled(cell) });
        }
    }
}

/// Cells that are variables, and filled cells of fitting rows that are none.
fn count_cells(printed: &Printed<'_>, form: &FormTable, fit: &Fit) -> (usize, usize) {
    let (mut cells, mut unplaced) = (0, 0);
    for (at, row) in printed.rows.iter().enumerate().filter(|(at, _)| fit.rows[*at].is_some()) {
        for cell in &printed.table.cells[row.cells.clone()] {
            match fit.variable(form, at, cell) {
                Some(_) => cells += 1,
                None => unplaced += usize::from(is_filled(cell)),
            }
        }
    }
    (cells, unplaced)
}

/// True if a fitting row stands under a printed block line of the form.
fn block_lines(scorer: &Scorer<'_, '_>, rows: &[Option<usize>]) -> bool {
    let heads = |row: &Row<'_>, form_row: usize| {
        let parent = scorer.form.rows[form_row].parent;
        let printed = scorer.printed.parent(row);
        parent.is_some() && printed.is_some_and(|label| scorer.exact(label).any(|row| Some(row) == parent))
    };
    let has_header = |form_row: usize| {
        let block = scorer.form.blocks.get(scorer.form.rows[form_row].block);
        block.is_some_and(|block| block.header.is_some())
    };
    let mut pairs = scorer.printed.rows.iter().zip(rows);
    pairs.any(|(row, form_row)| form_row.is_some_and(|form_row| has_header(form_row) && heads(row, form_row)))
}
