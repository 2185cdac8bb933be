//! Lines whose cells are separated by tabs -> rows, mended where cells broke over lines or a page break stands between.

use super::claim::Claim;
use super::interruption::{goes_on, is_block_line};
use super::restore::restore;
use super::rows::{RawCell, RawRow};
use super::ruled::Labels;
use super::token::{Token, token, trim};
use super::view::{Kind, ViewLine};
use crate::model::text::match_key;
use crate::model::{Method, numbering};

/// A table's rows may be this many blank lines apart before it ends.
const GAP: usize = 3;

/// Blank lines that the end of a page leaves: behind more, rows that are alike are of another table.
const EMPTY_SPACE: usize = 12;

/// Finds the tables that are written with tabs between cells.
pub(crate) fn find(lines: &[ViewLine<'_>], labels: &Labels) -> Vec<Claim> {
    regions(lines, labels).into_iter().filter_map(|region| claim(lines, region, labels)).collect()
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
fn regions(lines: &[ViewLine<'_>], labels: &Labels) -> Vec<(usize, usize)> {
    let mut regions = Vec::new();
    let mut index = 0;
    while index < lines.len() {
        if lines[index].kind != Kind::Text || !is_row(lines[index].text) {
            index += 1;
            continue;
        }
        let end = region_end(lines, index, labels);
        regions.push((region_start(lines, index), end));
        index = end.max(index + 1);
    }
    regions
}

/// A block line that lost its trailing tabs may stand right above the first row.
fn region_start(lines: &[ViewLine<'_>], first: usize) -> usize {
    let mut start = first;
    while start > 0 && lines[start].heading.is_empty() {
        let above = &lines[start - 1];
        let is_cell = above.kind == Kind::Text
            && is_short_cell(above.text)
            && !is_caption(above.text)
            && first - start < 3;
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

fn region_end(lines: &[ViewLine<'_>], first: usize, labels: &Labels) -> usize {
    let mut end = first + 1;
    let mut blanks = 0;
    let mut torn = 0;
    for (index, line) in lines.iter().enumerate().skip(first + 1) {
        match line.kind {
            Kind::Blank => blanks += 1,
            Kind::Furniture => blanks = 0,
            Kind::Heading => break,
            Kind::Text if !line.heading.is_empty() => break,
            Kind::Text if blanks > GAP && !goes_on_below(lines[end - 1].text, line.text) => break,
            Kind::Text if is_row(line.text) || is_known_row(line.text, labels) => {
                end = index + 1;
                (blanks, torn) = (0, 0);
            }
            Kind::Text if is_block_line(line.text) => {}
            Kind::Text if is_label_line(lines, end - 1, index) => blanks = 0,
            Kind::Text if line.text.contains('\t') || is_short_cell(line.text) && blanks == 0 => torn += 1,
            Kind::Text if blanks == 0 && is_indented_row(line.text, lines.get(index + 1)) => torn += 1,
            Kind::Text => break,
        }
        if blanks > EMPTY_SPACE || torn > 4 {
            break;
        }
    }
    // A label alone on the last line is a row whose trailing tabs were lost.
    let goes_on =
        |line: &ViewLine<'_>| line.kind == Kind::Text && line.heading.is_empty() && is_torn_row(line.text);
    while lines.get(end).is_some_and(goes_on) {
        end += 1;
    }
    end
}

/// True for a row of numbers behind a stretch of blank lines that has the cells of the row above: a new table would begin
/// with its header.
fn goes_on_below(above: &str, below: &str) -> bool {
    let numbers = |text: &str| text.split('\t').filter(|cell| token(cell) == Token::Number).count();
    let (before, now) = (numbers(above), numbers(below));
    let first = below.split('\t').map(token).find(|token| *token != Token::Empty);
    before > 2 && before == now && first == Some(Token::Text)
}

/// The label of a known form's row, and nothing else: its values are blank, and the tabs behind them were lost.
fn is_known_row(text: &str, labels: &Labels) -> bool {
    let label = trim(text);
    !label.contains('\t') && label.len() <= 300 && labels.contains(&match_key(label))
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

/// Stands above a table: a unit line, a name, a year in brackets.
fn is_caption(text: &str) -> bool {
    let text = trim(text);
    text.contains(['：', ':'])
        || text.ends_with('表')
        || text.starts_with(['（', '(']) && text.ends_with(['）', ')'])
}

/// A numbered label that lost its tabs, inside the table: the next line is a row of values like those above.
fn is_label_line(lines: &[ViewLine<'_>], above: usize, index: usize) -> bool {
    let text = trim(lines[index].text);
    let Some(next) = lines.get(index + 1).filter(|next| next.kind == Kind::Text && is_row(next.text)) else {
        return false;
    };
    text.len() <= 180
        && numbering(text).is_some()
        && !text.contains(['\t', '。', '；'])
        && next.text.split('\t').any(|piece| token(piece).is_value())
        && goes_on(lines, above, index + 1)
}

fn claim(lines: &[ViewLine<'_>], (start, end): (usize, usize), labels: &Labels) -> Option<Claim> {
    let mut rows = without_repeats(rows(lines, start, end, labels));
    // Below a header alone a line of tabs is the one row of the table.
    let blank = lines.get(end).filter(|line| line.kind == Kind::Blank && line.text.contains('\t'));
    let blank = blank.filter(|_| !rows.iter().any(RawRow::has_values));
    rows.extend(blank.map(|line| row(&[(end, line.text)])));
    let cells: Vec<usize> = rows.iter().map(|row| row.filled()).collect();
    let wide = cells.iter().filter(|&&filled| filled >= 2).count();
    if wide < 2 || is_prose(&rows) {
        return None;
    }
    let shape = known_shape(&rows, labels);
    let mut claim = restore(rows, Method::Delimited, (start, end))?;
    claim.grid.shape = claim.grid.shape.or(shape);
    claim.score = 8.0 + wide as f32 / 1000.0;
    Some(claim)
}

/// Header rows and label columns of a table that prints no value: known labels alone tell where its rows begin.
fn known_shape(rows: &[RawRow], labels: &Labels) -> Option<(usize, Option<usize>)> {
    const LEAST: usize = 3;
    if rows.iter().any(RawRow::has_values) {
        return None;
    }
    let known = |row: &RawRow| row.cells.iter().any(|cell| labels.contains(&match_key(&cell.text)));
    let header = rows.iter().position(known)?;
    let rows = &rows[header..];
    let labelled = || rows.iter().filter(|row| known(row));
    let enough = labelled().count() >= LEAST;
    (header > 0 && enough).then(|| (header, labelled().map(RawRow::trimmed).max()))
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
fn rows(lines: &[ViewLine<'_>], start: usize, end: usize, labels: &Labels) -> Vec<RawRow> {
    let printed: Vec<(usize, &str)> = (start..end)
        .filter(|&index| lines[index].kind == Kind::Text)
        .map(|index| (index, lines[index].text.trim_end_matches(['\r', '\n'])))
        .collect();
    let tabs = common_tabs(&printed);
    let mut rows = Vec::with_capacity(printed.len());
    let mut index = 0;
    while index < printed.len() {
        let taken = broken_row(&printed[index..], tabs, labels).unwrap_or(1);
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
fn broken_row(printed: &[(usize, &str)], tabs: Option<usize>, labels: &Labels) -> Option<usize> {
    let tabs = tabs?;
    let is_whole = |text: &str| is_block_line(text) || labels.contains(&match_key(text));
    let (mut sum, mut previous) = (0, None);
    for (taken, &(index, text)) in printed.iter().enumerate().take(40) {
        if previous.is_some_and(|previous| index != previous + 1) {
            return None;
        }
        // A line that begins with a tab, a numbering or a value is no continuation of a cell's text.
        let first = text.split('\t').next().unwrap_or("");
        let continues = token(first) == Token::Text && numbering(first).is_none();
        if taken > 0 && !continues || is_whole(text) {
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

/// Leaves out header rows that are printed again, as they are at the top of a page.
fn without_repeats(rows: Vec<RawRow>) -> Vec<RawRow> {
    let Some(body) = rows.iter().position(RawRow::has_values) else { return rows };
    let Some(first) = rows[..body].iter().position(|row| row.filled() >= 2) else { return rows };
    let texts = |row: &RawRow| -> Vec<String> {
        row.cells[..row.trimmed()].iter().map(|cell| cell.text.clone()).collect()
    };
    let header: Vec<Vec<String>> = rows[..body].iter().map(texts).collect();
    let mut kept: Vec<RawRow> = Vec::with_capacity(rows.len());
    let mut at = 0;
    while at < rows.len() {
        let repeats = |header: &[Vec<String>]| {
            rows.len() >= at + header.len()
                && header.iter().zip(&rows[at..]).all(|(known, row)| *known == texts(row))
        };
        if at >= body && repeats(&header) {
            at += body;
        } else if at >= body && repeats(&header[first..]) && !is_headed(kept.last()) {
            at += body - first;
        } else {
            kept.push(rows[at].clone());
            at += 1;
        }
    }
    kept
}

/// True for a row of one text: the header below it is that of a block.
fn is_headed(above: Option<&RawRow>) -> bool {
    above.is_some_and(|row| row.filled() == 1 && !row.has_values())
}

#[cfg(test)]
mod tests;
