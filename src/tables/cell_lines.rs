//! One cell a line behind a tab, rows separated by blank lines -> rows.

use super::claim::Claim;
use super::glued::split_glued;
use super::restore::restore;
use super::rows::{RawCell, RawRow, that_hold_something};
use super::token::{Token, is_space, token, trim};
use super::view::{Kind, ViewLine};
use crate::model::Method;

/// Blank lines that may stand between two rows.
const GAP: usize = 4;
/// Blank lines that may stand where a page ends.
const PAGE_GAP: usize = 12;

/// Finds the tables that are written with one cell a line, a tab before each, and an empty line between rows.
pub(crate) fn find(lines: &[ViewLine<'_>]) -> Vec<Claim> {
    let mut claims = Vec::new();
    let mut index = 0;
    while index < lines.len() {
        if !is_cell_line(lines[index].text) {
            index += 1;
            continue;
        }
        let end = region_end(lines, index);
        claims.extend(claim(lines, index, end));
        index = end.max(index + 1);
    }
    claims
}

/// A tab, then at most one text: `\t12`, `\t`, ` \t第二十条`, `\t\t\t第二十条`; also two glued on one line.
fn is_cell_line(text: &str) -> bool {
    let body = text.trim_start_matches([' ', '\u{3000}']);
    let inner = body.trim_start_matches('\t');
    inner.len() < body.len() && inner.bytes().filter(|&byte| byte == b'\t').count() <= 1
}

/// A text behind two tabs or more.
fn is_placed(text: &str) -> bool {
    text.starts_with("\t\t") && token(text) != Token::Empty
}

fn region_end(lines: &[ViewLine<'_>], start: usize) -> usize {
    let mut end = start + 1;
    let mut blanks = 0;
    for (index, line) in lines.iter().enumerate().skip(start + 1) {
        if !line.heading.is_empty() {
            break;
        }
        if is_cell_line(line.text) {
            (end, blanks) = (index + 1, 0);
        } else {
            match line.kind {
                Kind::Blank => blanks += 1,
                Kind::Furniture => blanks = 0,
                Kind::Heading | Kind::Text => break,
            }
        }
        if blanks > GAP && (blanks > PAGE_GAP || !has_row_of_values(&lines[index + 1..])) {
            break;
        }
    }
    end
}

/// True if the next printed lines are a row of a table that goes on: only a header begins one of its own, and holds no
/// value.
fn has_row_of_values(lines: &[ViewLine<'_>]) -> bool {
    let rows = lines.iter().skip_while(|line| line.kind == Kind::Blank && !line.text.contains('\t'));
    let mut row = rows.take_while(|line| line.heading.is_empty() && is_cell_line(line.text));
    row.any(|line| token(trim(line.text)).is_value())
}

fn claim(lines: &[ViewLine<'_>], start: usize, end: usize) -> Option<Claim> {
    let filled: Vec<usize> = (start..end)
        .map(|index| lines[index].text.split('\t').filter(|piece| token(piece) != Token::Empty).count())
        .filter(|&count| count > 0)
        .collect();
    let single = filled.iter().filter(|&&count| count == 1).count();
    if filled.len() < 4 || single * 4 < filled.len() * 3 {
        return None;
    }
    // Behind several tabs a text stands in a column: the lines are rows whose other cells are blank or were cut.
    let placed = lines[start..end].iter().filter(|line| is_placed(line.text)).count();
    if placed * 3 > filled.len() {
        return None;
    }
    let rows = that_hold_something(split_glued(rows(lines, start, end)));
    if rows.iter().filter(|row| row.cells.len() >= 2).count() < 2 {
        return None;
    }
    let lines_start = rows.first()?.cells.first()?.line;
    let wide = rows.len();
    let mut claim = restore(rows, Method::CellLines, (lines_start.max(start), end))?;
    claim.score = 9.0 + wide as f32 / 1000.0;
    Some(claim)
}

/// Groups of cell lines to rows. A blank line ends a row, unless a page ends in the middle of it; so does a label that
/// is glued behind a row's last value, and white space before a tab where no other line has it.
fn rows(lines: &[ViewLine<'_>], start: usize, end: usize) -> Vec<RawRow> {
    let mut rows: Vec<RawRow> = Vec::new();
    let mut row = RawRow::default();
    let mut page_ended = false;
    let spaced = is_spaced(&lines[start..end]);
    for (index, line) in lines.iter().enumerate().take(end).skip(start) {
        if line.kind == Kind::Furniture {
            page_ended = true;
            continue;
        }
        if !line.text.contains('\t') {
            if !row.cells.is_empty() {
                rows.push(std::mem::take(&mut row));
            }
            continue;
        }
        let marked = !spaced && !line.text.starts_with('\t') && !row.cells.is_empty();
        if marked {
            // What stands before the tab is left of the end of the row above; before a line that has no other cells
            // it is its last one, which is blank.
            if lines[..end].get(index + 1).is_none_or(|next| !next.text.contains('\t')) {
                row.cells.push(RawCell::new("", index));
            }
            rows.push(std::mem::take(&mut row));
        }
        let cells = cells_of(line.text, spaced || marked);
        let torn = page_ended && row.cells.is_empty() && token(cells[0]).is_value();
        if torn && rows.last().is_some_and(|last| goes_on(last, &lines[index..end])) {
            row = rows.pop().unwrap_or_default();
        }
        page_ended = false;
        let opens = row.cells.is_empty();
        for (position, piece) in cells.into_iter().enumerate() {
            let cell = RawCell::new(piece, index);
            let glued = position > 0 && cell.token == Token::Text && row.has_values();
            if glued && !opens {
                rows.push(std::mem::take(&mut row));
            }
            row.cells.push(cell);
        }
    }
    if !row.cells.is_empty() {
        rows.push(row);
    }
    rows
}

/// True if the cells behind a page's end may belong to the row above it: they are fewer or more than those of a header,
/// which has one above each value.
fn goes_on(row: &RawRow, behind: &[ViewLine<'_>]) -> bool {
    let cells = behind.iter().take_while(|line| line.text.contains('\t')).count();
    row.has_values() || row.last_label().is_some() && cells != row.cells.len()
}

/// Spaces before the tabs are the custom of a document where they stand before many of them.
fn is_spaced(lines: &[ViewLine<'_>]) -> bool {
    let cells = lines.iter().filter(|line| line.text.contains('\t'));
    let spaced = cells.clone().filter(|line| !line.text.starts_with('\t')).count();
    spaced > 8 && spaced * 8 > cells.count()
}

/// The cells of one line. White space before the first tab is a cell that lost its own line, unless the document has it
/// everywhere; leading tabs are one mark.
fn cells_of(text: &str, spaced: bool) -> Vec<&str> {
    let glued = !spaced && !text.starts_with('\t');
    let body = text.trim_start_matches(is_space);
    if body.is_empty() {
        return vec![""];
    }
    let mut cells: Vec<&str> = if glued { vec![""] } else { Vec::new() };
    cells.extend(body.trim_end_matches('\t').split('\t'));
    cells
}
