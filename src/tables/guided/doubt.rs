//! Placed values -> those that may stay. Where the order of the print alone says what belongs where, the print must show
//! that its order is the table's: values too many, or sums that do not hold, show that it is not.

use super::place::{Cell, Placed};
use super::stream::{Stream, Word};
use crate::model::{Hint, RowKind, RowSum};
use crate::tables::token::{Token, digit, token};

/// What tells the place of a row's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Told {
    /// Nothing is printed for the row, or nothing tells.
    #[default]
    Nothing,
    /// The line that they stand on, or the columns.
    Line,
    /// That they come next.
    Order,
}

/// Where the parts of a table are printed.
#[derive(Debug, Default)]
pub(crate) struct Scatter {
    /// The line that the label of each row begins on.
    pub(crate) label_lines: Vec<Option<usize>>,
    /// Values are printed near the table that were given to none of its rows.
    pub(crate) elsewhere: bool,
    /// Texts of the header stand between the values of the one row that has no label, but not one before each.
    pub(crate) interleaved: bool,
}

/// Takes back what the order of the print alone has told, in a table whose print is out of order.
pub(crate) fn out_of_order(hint: &Hint, placed: &mut Placed, scatter: &Scatter) {
    let rows: Vec<usize> =
        (0..hint.rows.len()).filter(|&row| hint.rows[row].kind == RowKind::Values).collect();
    let told =
        |placed: &Placed, as_what: Told| rows.iter().filter(|&&row| placed.told[row] == as_what).count();
    let (by_line, by_order) = (told(placed, Told::Line), told(placed, Told::Order));
    blanks_beside_surplus(hint, placed, &rows);
    if scatter.interleaved {
        // Sums hold in any order of their parts: they prove none.
        for &row in &rows {
            if placed.told[row] == Told::Order {
                placed.take_back(row);
            }
        }
    } else if by_line > by_order {
        take_back_pieces(placed, &scatter.label_lines);
        take_back_beside_loose(hint, placed, &rows);
    } else if is_out_of_order(hint, placed, &rows, scatter.elsewhere) {
        take_back_unproved(hint, placed, &rows);
    }
}

/// Where each row has its line, a value that stands below its label is a piece of a number if another piece, of no row
/// that has its line, stands above.
fn take_back_pieces(placed: &mut Placed, label_lines: &[Option<usize>]) {
    let pieces: Vec<usize> = (0..placed.printed.len())
        .filter(|&row| placed.told[row] != Told::Line)
        .flat_map(|row| &placed.printed[row])
        .chain(placed.loose.iter().flatten())
        .map(|word| word.line)
        .collect();
    for (row, line) in label_lines.iter().enumerate() {
        if placed.told[row] == Told::Order && line.is_some_and(|line| pieces.contains(&line.wrapping_sub(1)))
        {
            placed.take_back(row);
        }
    }
}

/// Where values are left over that belong to no row, a row whose sums do not hold may have lost a piece to them.
fn take_back_beside_loose(hint: &Hint, placed: &mut Placed, rows: &[usize]) {
    let over = !placed.loose.is_empty() || rows.iter().any(|&row| has_surplus(hint, placed, row));
    for &row in rows.iter().filter(|_| over) {
        if sums(placed.cells(row), &hint.row_sums).1 > 0 {
            placed.take_back(row);
        }
    }
}

/// True if values are left over, or if the sums along the rows do not hold.
fn is_out_of_order(hint: &Hint, placed: &Placed, rows: &[usize], elsewhere: bool) -> bool {
    let surplus = rows.iter().any(|&row| has_surplus(hint, placed, row));
    let all_blank = rows.iter().all(|&row| placed.printed[row].is_empty());
    let (mut hold, mut fail) = (0, 0);
    for &row in rows.iter().filter(|&&row| placed.told[row] == Told::Order) {
        let (holding, failing) = sums(placed.cells(row), &hint.row_sums);
        (hold, fail) = (hold + holding, fail + failing);
    }
    surplus || !placed.loose.is_empty() || fail * 2 > hold || all_blank && elsewhere
}

/// Takes back blanks, and values that nothing but their order tells.
fn take_back_unproved(hint: &Hint, placed: &mut Placed, rows: &[usize]) {
    let mut blank_above = false;
    for &row in rows {
        let is_blank = placed.is_blank(row);
        // A label's only value may be that of the label above it, whose own is not there.
        let shifted = blank_above && hint.rows[row].values == 1;
        let (holding, failing) = sums(placed.cells(row), &hint.row_sums);
        let proved = failing == 0 && (holding > 0 || placed.loose.is_empty());
        if is_blank || placed.told[row] == Told::Order && (shifted || !proved) {
            placed.take_back(row);
        }
        blank_above = is_blank;
    }
}

/// True if more values are printed for a row than it has cells.
fn has_surplus(hint: &Hint, placed: &Placed, row: usize) -> bool {
    placed.printed[row].len() > hint.rows[row].values
}

/// A row without values next to one that has too many is not blank.
fn blanks_beside_surplus(hint: &Hint, placed: &mut Placed, rows: &[usize]) {
    let stretches: Vec<&[usize]> = rows.chunk_by(|&a, &b| placed.is_blank(a) == placed.is_blank(b)).collect();
    let mut doubtful = Vec::new();
    for (index, stretch) in stretches.iter().enumerate().filter(|(_, rows)| placed.is_blank(rows[0])) {
        let before = index.checked_sub(1).and_then(|before| stretches[before].last());
        let behind = stretches.get(index + 1).map(|rows| &rows[0]);
        if before.into_iter().chain(behind).any(|&row| has_surplus(hint, placed, row)) {
            doubtful.extend_from_slice(stretch);
        }
    }
    doubtful.into_iter().for_each(|row| placed.take_back(row));
}

/// How many of the sums along a row hold, and how many do not.
fn sums(cells: &[Cell], sums: &[RowSum]) -> (usize, usize) {
    let (mut hold, mut fail) = (0, 0);
    for sum in sums {
        let amount = |&column: &usize| cells.get(column).and_then(amount);
        let parts: Option<u64> = sum.parts.iter().map(amount).sum();
        match (amount(&sum.total), parts) {
            (Some(total), Some(parts)) if total == parts => hold += 1,
            (Some(_), Some(_)) => fail += 1,
            _ => {}
        }
    }
    (hold, fail)
}

/// The number of a cell, 0 for a blank or a mark; `None` for what is no plain count.
fn amount(cell: &Cell) -> Option<u64> {
    let Cell::Value(word) = cell else { return Some(0) };
    if token(&word.text) == Token::Mark {
        return Some(0);
    }
    let mut digits = String::new();
    for character in word.text.chars() {
        match digit(character) {
            Some(digit) => digits.push(digit),
            None if matches!(character, ',' | '，' | ' ' | '\u{3000}' | '\u{a0}') => {}
            None if character.is_alphabetic() => break,
            None => return None,
        }
    }
    digits.get(..12.min(digits.len()))?.parse().ok()
}

/// Takes back the rows of a table with a row on each line beside which pieces of broken numbers stand: which of their
/// own numbers is a piece, too, cannot be told.
pub(crate) fn beside_pieces(stream: &Stream, hint: &Hint, placed: &mut Placed) {
    let most = hint.rows.iter().map(|row| row.values).max().unwrap_or(0);
    let mains: Vec<usize> = placed.printed.iter().filter_map(|words| main_line(words)).collect();
    let words: Vec<&Word> = stream.runs.iter().flat_map(|run| run.words()).collect();
    let pieces: Vec<&[&Word]> = words
        .chunk_by(|a, b| a.line == b.line)
        .filter(|line| line.len() < most && !mains.contains(&line[0].line))
        .filter(|line| line.iter().all(|word| word.text.chars().all(is_piece)))
        .collect();
    for row in 0..placed.printed.len() {
        let words = &placed.printed[row];
        let Some(line) = main_line(words) else { continue };
        let near = |piece: &&&[&Word]| piece[0].line.abs_diff(line) <= 1;
        let over = |piece: &&Word| {
            words
                .iter()
                .any(|word| word.narrow.0 <= piece.narrow.1 + 1 && piece.narrow.0 <= word.narrow.1 + 1)
        };
        if words.len() > 1 && pieces.iter().filter(near).any(|piece| piece.iter().any(&over)) {
            placed.take_back(row);
        }
    }
}

/// Characters of pieces of a number.
fn is_piece(character: char) -> bool {
    digit(character).is_some() || matches!(character, ',' | '，' | '.')
}

/// The line that most values of a row stand on.
fn main_line(words: &[Word]) -> Option<usize> {
    words.chunk_by(|a, b| a.line == b.line).max_by_key(|line| line.len()).map(|line| line[0].line)
}
