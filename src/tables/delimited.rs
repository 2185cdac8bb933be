//! Lines whose cells are separated by tabs -> rows, mended where cells broke over lines or a page break stands between.

use super::claim::Claim;
use super::restore::restore;
use super::rows::{RawCell, RawRow};
use super::token::{Token, token, trim};
use super::view::{Kind, ViewLine};
use crate::model::{Method, numbering};

/// A table's rows may be this many blank lines apart before it ends.
const GAP: usize = 3;

/// Finds the tables that are written with tabs between cells.
pub(crate) fn find(lines: &[ViewLine<'_>]) -> Vec<Claim> {
    regions(lines).into_iter().filter_map(|region| claim(lines, region)).collect()
}

/// A line with at least two cells: a tab that has something on one of its sides, not only at the line's start.
fn is_row(line: &str) -> bool {
    let body = line.trim_matches(|c| c == ' ' || c == '\u{3000}');
    let inner = body.trim_start_matches('\t');
    if inner.is_empty() {
        return false;
    }
    inner.contains('\t') || (body.len() - inner.len() >= 1 && inner.contains('\t'))
}

/// Stretches of lines that hold together: rows, with blank lines, furniture and torn lines between them.
fn regions(lines: &[ViewLine<'_>]) -> Vec<(usize, usize)> {
    let mut regions = Vec::new();
    let mut index = 0;
    while index < lines.len() {
        if lines[index].kind != Kind::Text || !is_row(lines[index].text) {
            index += 1;
            continue;
        }
        let end = region_end(lines, index);
        regions.push((region_start(lines, index), end));
        index = end.max(index + 1);
    }
    regions
}

/// A block line that lost its trailing tabs may stand right above the first row.
fn region_start(lines: &[ViewLine<'_>], first: usize) -> usize {
    let mut start = first;
    while start > 0 {
        let above = &lines[start - 1];
        let is_cell = above.kind == Kind::Text && is_short_cell(above.text) && first - start < 3;
        if !is_cell {
            break;
        }
        start -= 1;
    }
    let gap = lines[..start].iter().rev().take(GAP).take_while(|line| line.kind != Kind::Text).count();
    match start.checked_sub(gap + 1) {
        Some(above) if lines[above].kind == Kind::Text && is_block_line(lines[above].text) => above,
        _ => start,
    }
}

/// `第二十条第（一）项`: heads a block of the table below, also where its tabs are gone.
fn is_block_line(text: &str) -> bool {
    let text = trim(text);
    text.chars().count() <= 24 && text.starts_with('第') && text.contains('条') && text.ends_with('项')
}

fn region_end(lines: &[ViewLine<'_>], first: usize) -> usize {
    let mut end = first + 1;
    let mut blanks = 0;
    let mut torn = 0;
    for (index, line) in lines.iter().enumerate().skip(first + 1) {
        match line.kind {
            Kind::Blank => blanks += 1,
            Kind::Furniture => blanks = 0,
            Kind::Heading => break,
            Kind::Text if is_row(line.text) => {
                end = index + 1;
                (blanks, torn) = (0, 0);
            }
            Kind::Text if is_block_line(line.text) => {}
            Kind::Text if line.text.contains('\t') || is_short_cell(line.text) && blanks == 0 => torn += 1,
            Kind::Text if blanks == 0 && is_indented_row(line.text, lines.get(index + 1)) => torn += 1,
            Kind::Text => break,
        }
        if blanks > GAP || torn > 4 {
            break;
        }
    }
    // A label alone on the last line is a row whose trailing tabs were lost.
    while end < lines.len() && lines[end].kind == Kind::Text && is_torn_row(lines[end].text) {
        end += 1;
    }
    end
}

/// A tabbed line with one cell: part of the table that it follows directly.
fn is_torn_row(text: &str) -> bool {
    text.contains('\t') && token(text) != Token::Empty && text.chars().count() < 80
}

/// A line that may be a cell by itself among rows that are indented as it is, so that it is no paragraph.
fn is_indented_row(text: &str, next: Option<&ViewLine<'_>>) -> bool {
    const INDENT: char = '\u{3000}';
    is_short_cell(text.trim_start_matches(INDENT))
        && next.is_some_and(|next| next.text.starts_with(INDENT) && is_row(next.text))
}

/// A line that may be a cell by itself: short, and no sentence.
fn is_short_cell(text: &str) -> bool {
    let trimmed = trim(text);
    let count = trimmed.chars().count();
    count > 0
        && count <= 40
        && !trimmed.ends_with(['。', '；', '：', ':', '.', ';', '!', '！'])
        && !text.starts_with("　　")
}

fn claim(lines: &[ViewLine<'_>], (start, end): (usize, usize)) -> Option<Claim> {
    let rows = rows(lines, start, end);
    let cells: Vec<usize> = rows.iter().map(|row| row.filled()).collect();
    let wide = cells.iter().filter(|&&filled| filled >= 2).count();
    if wide < 2 || is_prose(&rows) {
        return None;
    }
    let mut claim = restore(rows, Method::Delimited, (start, end))?;
    claim.score = 8.0 + wide as f32 / 1000.0;
    Some(claim)
}

/// Cells of sentences: prose that happens to hold tabs.
fn is_prose(rows: &[RawRow]) -> bool {
    let (mut long, mut all) = (0usize, 0usize);
    for cell in rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.token != Token::Empty) {
        all += 1;
        long += usize::from(cell.text.chars().count() > 60 && cell.text.contains('。'));
    }
    long * 2 > all
}

/// Lines to rows; a row whose cells broke over lines is put together where its tabs add up.
fn rows(lines: &[ViewLine<'_>], start: usize, end: usize) -> Vec<RawRow> {
    let printed: Vec<(usize, &str)> = (start..end)
        .filter(|&index| lines[index].kind == Kind::Text)
        .map(|index| (index, lines[index].text.trim_end_matches(['\r', '\n'])))
        .collect();
    let tabs = common_tabs(&printed);
    let mut rows = Vec::with_capacity(printed.len());
    let mut index = 0;
    while index < printed.len() {
        let taken = broken_row(&printed[index..], tabs).unwrap_or(1);
        rows.push(row(&printed[index..index + taken]));
        index += taken;
    }
    rows
}

/// The number of tabs that most rows have, if more than half agree.
fn common_tabs(printed: &[(usize, &str)]) -> Option<usize> {
    let mut counts: Vec<usize> =
        printed.iter().map(|(_, text)| tab_count(text)).filter(|&count| count > 0).collect();
    counts.sort_unstable();
    let median = *counts.get(counts.len() / 2)?;
    (counts.iter().filter(|&&count| count == median).count() * 2 > counts.len()).then_some(median)
}

fn tab_count(text: &str) -> usize {
    text.bytes().filter(|&byte| byte == b'\t').count()
}

/// How many lines make one row here, if a cell's text broke over lines: each has too few tabs, together just enough.
fn broken_row(printed: &[(usize, &str)], tabs: Option<usize>) -> Option<usize> {
    let tabs = tabs?;
    let (mut sum, mut previous) = (0, None);
    for (taken, &(index, text)) in printed.iter().enumerate().take(40) {
        if previous.is_some_and(|previous| index != previous + 1) {
            return None;
        }
        // A line that begins with a tab, a numbering or a value is no continuation of a cell's text.
        let first = text.split('\t').next().unwrap_or("");
        let continues = token(first) == Token::Text && numbering(first).is_none();
        if taken > 0 && !continues {
            return None;
        }
        previous = Some(index);
        sum += tab_count(text);
        if sum > tabs {
            return None;
        }
        if sum == tabs {
            let next_is_tail = printed.get(taken + 1).is_some_and(|(_, next)| tab_count(next) == 0);
            return (taken > 0 && !next_is_tail).then_some(taken + 1);
        }
    }
    None
}

fn row(printed: &[(usize, &str)]) -> RawRow {
    let mut cells: Vec<RawCell> = Vec::new();
    for (part, &(line, text)) in printed.iter().enumerate() {
        for (position, piece) in text.split('\t').enumerate() {
            match cells.last_mut().filter(|_| part > 0 && position == 0) {
                Some(last) => *last = RawCell::new(&format!("{}\n{}", last.text, piece), last.line),
                None => cells.push(RawCell::new(piece, line)),
            }
        }
    }
    RawRow { cells }
}
