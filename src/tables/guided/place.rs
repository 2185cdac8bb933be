//! Runs of values + found rows -> the value cells of each row, or the word that they cannot be told.

use super::Stretch;
use super::columns::Columns;
use super::doubt::{self, Scatter, Told};
use super::rows::Located;
use super::stream::{Piece, Run, Stream, Word, on_one_line};
use crate::model::{Hint, RowKind};

/// A value cell of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    /// Printed here.
    Value(Word),
    /// Printed blank.
    Blank,
}

/// What the rows hold.
#[derive(Debug, Clone, Default)]
pub(crate) struct Placed {
    /// For each row of the form: its cells; empty where they are unresolved; `None` where the row is not there.
    pub(crate) rows: Vec<Option<Vec<Cell>>>,
    /// For each row of the form: what is printed for it.
    pub(crate) printed: Vec<Vec<Word>>,
    /// For each row of the form: what tells the place of its values.
    pub(crate) told: Vec<Told>,
    /// Values that belong to no row for certain.
    pub(crate) loose: Vec<Vec<Word>>,
}

impl Placed {
    /// The cells of a row; none if it is not there or unresolved.
    pub(crate) fn cells(&self, row: usize) -> &[Cell] {
        self.rows[row].as_deref().unwrap_or_default()
    }

    /// True if the row is there and nothing is printed for it.
    pub(crate) fn is_blank(&self, row: usize) -> bool {
        self.rows[row].is_some() && self.printed[row].is_empty()
    }

    /// Makes a row unresolved.
    pub(crate) fn take_back(&mut self, row: usize) {
        self.rows[row] = Some(Vec::new());
    }

    /// Rows that have cells, or values that are in none, or of which cannot be told whether they are blank.
    pub(crate) fn rows_here(&self) -> usize {
        self.rows.iter().filter(|row| row.is_some()).count()
    }
}

/// Gives each run to a row, then each value to a column.
pub(crate) fn place(stretch: &Stretch<'_>, hint: &Hint, located: &Located) -> Placed {
    let stream = &stretch.stream;
    let assigned = assign(stream, hint, located);
    let mut placed = Placed { rows: vec![None; hint.rows.len()], ..Placed::default() };
    placed.printed = vec![Vec::new(); hint.rows.len()];
    placed.told = vec![Told::Nothing; hint.rows.len()];
    let rhythm = rhythm(stream, hint, &assigned);
    let columns = Columns::of(stretch, hint, located, &assigned);
    let lined = is_lined(stream, hint, &assigned);
    for (index, row) in hint.rows.iter().enumerate() {
        let found = located.rows[index].span.is_some() || located.rows[index].length == 0;
        let runs: Vec<&Run> =
            assigned.iter().filter(|(_, to)| *to == Some(index)).map(|&(run, _)| &stream.runs[run]).collect();
        let ends = assigned.last().is_some_and(|&(_, to)| to == Some(index));
        placed.printed[index] = runs.iter().flat_map(|run| run.words().cloned()).collect();
        if row.kind == RowKind::Values
            && placed.printed[index].is_empty()
            && unclaimed_behind(stream, located, &assigned, index)
        {
            // Values of no known row stand where this row's would: blank is not what is printed.
            continue;
        }
        placed.told[index] = told(stream, located, &placed.printed[index], index, lined);
        if row.kind == RowKind::Values && (found || !placed.printed[index].is_empty()) {
            let broken = lined && row.values > 1 && !on_one_line(&placed.printed[index]);
            let cells = (!broken).then(|| cells(&runs, row.values, &rhythm, columns.as_ref(), ends));
            placed.rows[index] = Some(cells.flatten().unwrap_or_default());
        } else if row.kind == RowKind::Heading && found && !placed.printed[index].is_empty() {
            placed.rows[index] = Some(Vec::new());
        }
    }
    let loose = assigned.iter().filter(|(_, to)| to.is_none());
    placed.loose = loose.map(|&(run, _)| stream.runs[run].words().cloned().collect()).collect();
    placed.loose.retain(|words: &Vec<Word>| !words.is_empty());
    if lined {
        doubt::beside_pieces(stream, hint, &mut placed);
    }
    let values = stream.runs.iter().filter(|run| run.words().next().is_some()).count();
    let first_line = |row| label_lines(stream, located, row).min();
    let label_lines: Vec<Option<usize>> = (0..hint.rows.len()).map(first_line).collect();
    // One value behind each label of a column is an order, too.
    let in_turn = assigned.iter().all(|&(run, _)| stream.runs[run].words().count() == 1);
    let interleaved = assigned.len() > 1 && !in_turn && located.rows.iter().all(|row| row.length == 0);
    let scatter = Scatter { label_lines, elsewhere: values > assigned.len(), interleaved };
    doubt::out_of_order(hint, &mut placed, &scatter);
    placed
}

/// True if the table has each row's values on one line: complete rows show it.
fn is_lined(stream: &Stream, hint: &Hint, assigned: &[(usize, Option<usize>)]) -> bool {
    let (mut lined, mut others) = (0, 0);
    for &(run, row) in assigned {
        let words: Vec<&Word> = stream.runs[run].words().collect();
        if words.len() > 1 && row.is_some_and(|row| hint.rows[row].values == words.len()) {
            let count = if on_one_line(&words) { &mut lined } else { &mut others };
            *count += 1;
        }
    }
    lined >= 3 && lined > others * 2
}

/// The lines that a row's label is printed on.
fn label_lines(stream: &Stream, located: &Located, row: usize) -> impl Iterator<Item = usize> {
    let places = located.rows[row].places.iter().flatten();
    places.map(|&place| stream.printed[stream.sources[place]].line)
}

/// What tells the place of the values that are printed for a row.
fn told(stream: &Stream, located: &Located, printed: &[Word], row: usize, lined: bool) -> Told {
    let Some(word) = printed.first() else { return Told::Nothing };
    let lines = || label_lines(stream, located, row);
    let inside = || lines().any(|line| line <= word.line) && lines().any(|line| line >= word.line);
    if on_one_line(printed) && (lined && printed.len() > 1 || inside()) { Told::Line } else { Told::Order }
}

/// True if values that belong to no row stand between this row's label and the next row's.
fn unclaimed_behind(
    stream: &Stream,
    located: &Located,
    assigned: &[(usize, Option<usize>)],
    row: usize,
) -> bool {
    let Some((first, _)) = located.rows[row].span else { return false };
    let next =
        located.rows[row + 1..].iter().find_map(|found| found.span).map_or(usize::MAX, |(next, _)| next);
    assigned
        .iter()
        .any(|&(run, to)| to.is_none() && stream.runs[run].at > first && stream.runs[run].at <= next)
}

/// For each run with values, the row that it belongs to.
fn assign(stream: &Stream, hint: &Hint, located: &Located) -> Vec<(usize, Option<usize>)> {
    let runs = (0..stream.runs.len()).filter(|&run| stream.runs[run].words().next().is_some());
    if located.rows.iter().all(|row| row.length == 0) {
        return unlabelled(stream, hint, runs.collect());
    }
    let first = located.rows.iter().filter_map(|row| row.span).map(|(first, _)| first).min().unwrap_or(0);
    let last = located.rows.iter().filter_map(|row| row.span).map(|(_, last)| last).max().unwrap_or(0);
    let mut taken = vec![false; hint.rows.len()];
    let mut assigned = Vec::new();
    let mut floor = 0;
    for run in runs {
        let at = stream.runs[run].at;
        if at < first || at > last + 40 {
            continue;
        }
        let row = row_of(at, hint, located, &taken, floor);
        if let Some(row) = row {
            taken[row] = true;
            floor = row;
        } else if at > last + 1 {
            continue;
        }
        assigned.push((run, row));
    }
    assigned
}

/// A form of one row without a label: all values behind the header are its values.
fn unlabelled(stream: &Stream, hint: &Hint, runs: Vec<usize>) -> Vec<(usize, Option<usize>)> {
    let row = hint.rows.iter().position(|row| row.kind == RowKind::Values);
    let header: usize = hint.columns.iter().flatten().map(|text| text.chars().count()).sum::<usize>() / 4;
    let after: Vec<usize> = runs.into_iter().filter(|&run| stream.runs[run].at >= header.min(12)).collect();
    after.into_iter().map(|run| (run, row)).collect()
}

/// Characters of no label that may stand between a label and its values: a unit, a mark.
const FOREIGN: usize = 3;

/// The row whose label stands around this place, or right before it, and that has no values yet. A run behind text of
/// no known label belongs to a row that was not recognised: to none of those around it.
fn row_of(at: usize, hint: &Hint, located: &Located, taken: &[bool], floor: usize) -> Option<usize> {
    let spans = located.rows.iter().enumerate().filter_map(|(row, found)| found.span.map(|span| (row, span)));
    let (mut around, mut before) = (None, None);
    for (row, (first, last)) in spans.filter(|&(row, _)| row >= floor) {
        if first < at && at <= last && takes_values(hint, row) {
            around = around.or(Some(row));
        } else if last < at && at - last - 1 <= FOREIGN + located.rows[row].tail {
            before = Some(row);
        }
    }
    let free = |row: &usize| !taken[*row] && takes_values(hint, *row);
    around.filter(free).or(before.filter(free))
}

/// Rows of values, and headings that have marks printed in their cells.
fn takes_values(hint: &Hint, row: usize) -> bool {
    hint.rows[row].kind == RowKind::Values || hint.rows[row].kind == RowKind::Heading && has_unit_column(hint)
}

/// A form with a unit column prints its headings as rows of their own.
pub(crate) fn has_unit_column(hint: &Hint) -> bool {
    hint.rows.iter().any(|row| !row.unit.is_empty())
}

/// How blank lines are used inside the rows of a table that has one value a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rhythm {
    /// Blank lines mean nothing.
    None,
    /// A blank line between values is a blank cell; `edges` if one before the first or behind the last is, too.
    BlankIsCell { edges: bool },
    /// Every cell is followed by a blank line; a blank cell is a blank line more.
    BlankAfterCell,
}

/// Blank lines before the first value, between values, behind the last one.
fn blanks(run: &Run) -> (usize, usize, usize) {
    let is_blank = |piece: &&Piece| **piece == Piece::Blank;
    let lead = run.pieces.iter().take_while(is_blank).count();
    let trail = run.pieces.iter().rev().take_while(is_blank).count();
    let all = run.pieces.iter().filter(is_blank).count();
    (lead, all.saturating_sub(lead + trail), trail)
}

/// Learns the rhythm from the complete rows: all of them must agree.
fn rhythm(stream: &Stream, hint: &Hint, assigned: &[(usize, Option<usize>)]) -> Rhythm {
    let mut complete: Vec<(usize, (usize, usize, usize))> = Vec::new();
    for &(run, row) in assigned {
        let Some(row) = row.filter(|&row| hint.rows[row].kind == RowKind::Values) else { continue };
        let run = &stream.runs[run];
        let one_a_line = run.words().zip(run.words().skip(1)).all(|(a, b)| a.line != b.line);
        if run.words().count() == hint.rows[row].values && one_a_line {
            complete.push((hint.rows[row].values, blanks(run)));
        }
    }
    if blanks_fill_rows(stream, hint, assigned) {
        return Rhythm::BlankIsCell { edges: true };
    }
    // The last row of a table is followed by more blank lines than the others.
    let inner = &complete[..complete.len().saturating_sub(1)];
    if complete.len() < 3 {
        return Rhythm::None;
    }
    if complete.iter().all(|&(_, (_, between, _))| between == 0) {
        let edges = inner.iter().all(|&(_, (lead, _, trail))| lead == 0 && trail == 0);
        return Rhythm::BlankIsCell { edges };
    }
    if inner.iter().all(|&(count, (lead, between, trail))| (lead, between, trail) == (1, count - 1, 1)) {
        return Rhythm::BlankAfterCell;
    }
    Rhythm::None
}

/// True if values and blank lines together are as many as the row has values in nearly all rows: then each blank line is
/// a cell, though no row may be complete.
fn blanks_fill_rows(stream: &Stream, hint: &Hint, assigned: &[(usize, Option<usize>)]) -> bool {
    let (mut filled, mut all) = (0, 0);
    for &(run, row) in assigned {
        let values = row.map_or(0, |row| hint.rows[row].values);
        if values > 2 {
            all += 1;
            filled += usize::from(stream.runs[run].pieces.len() == values);
        }
    }
    filled > 5 && filled * 4 >= all * 3
}

/// The cells of one row; `None` if they cannot be told.
fn cells(
    runs: &[&Run],
    count: usize,
    rhythm: &Rhythm,
    columns: Option<&Columns>,
    ends: bool,
) -> Option<Vec<Cell>> {
    let words: Vec<&Word> = runs.iter().flat_map(|run| run.words()).collect();
    if words.len() == count {
        return Some(words.into_iter().cloned().map(Cell::Value).collect());
    }
    if words.is_empty() {
        return Some(vec![Cell::Blank; count]);
    }
    if words.len() > count {
        return None;
    }
    if let Some(columns) = columns.filter(|_| on_one_line(&words)) {
        return columns.cells(&words, count);
    }
    match runs {
        // Behind the last row the table ends: blank lines there are no cells, and nothing tells how many are.
        [run] if ends && blanks(run).2 > 0 => None,
        [run] => by_rhythm(run, count, *rhythm),
        _ => None,
    }
}

/// Blank lines that stand for blank cells, where the rows of the table keep one rhythm.
fn by_rhythm(run: &Run, count: usize, rhythm: Rhythm) -> Option<Vec<Cell>> {
    let (lead, _, trail) = blanks(run);
    let pieces = run.pieces.as_slice();
    let cells: Vec<Cell> = match rhythm {
        Rhythm::None => return None,
        Rhythm::BlankIsCell { edges: true } => pieces.iter().map(cell).collect(),
        Rhythm::BlankIsCell { edges: false } => pieces[lead..pieces.len() - trail].iter().map(cell).collect(),
        Rhythm::BlankAfterCell => {
            let cells = pieces.strip_prefix(&[Piece::Blank])?.chunks(2);
            let cells: Option<Vec<Cell>> =
                cells.map(|pair| (pair.get(1) == Some(&Piece::Blank)).then(|| cell(&pair[0]))).collect();
            cells?
        }
    };
    (cells.len() == count).then_some(cells)
}

fn cell(piece: &Piece) -> Cell {
    match piece {
        Piece::Value(word) => Cell::Value(word.clone()),
        Piece::Blank => Cell::Blank,
    }
}
