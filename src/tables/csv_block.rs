//! Lines with commas or semicolons between fields -> tables: whole CSV files, and blocks of records inside a text.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::claim::Claim;
use super::printed;
use super::rows::{RawCell, RawRow};
use super::token::{Token, digit, is_space, token};
use super::view::{Kind, ViewLine};
use crate::model::{Code, Method, Printed, Problem};

#[cfg(test)]
mod tests;

/// Blank lines and page marks that may stand between two records of a table.
const GAP: usize = 4;
/// A quoted field goes on over this many lines at most.
const MAX_FIELD_LINES: usize = 40;
/// No table has more cells in a row, or more rows; what lies behind is not read.
const MAX_COLUMNS: usize = 400;
const MAX_ROWS: usize = 100_000;

/// Finds the tables that are written as comma or semicolon separated records.
pub(crate) fn find(lines: &[ViewLine<'_>]) -> Vec<Claim> {
    let mut claims = Vec::new();
    for separator in [',', ';'] {
        let mut index = 0;
        while index < lines.len() {
            let Some(first) = record(lines, index, separator) else {
                index += 1;
                continue;
            };
            let (records, end) = region(lines, first, separator);
            for block in blocks(records, lines) {
                claims.extend(claim(block));
            }
            index = end;
        }
    }
    claims
}

/// One record and the lines that it takes.
struct Record<'a> {
    lines: (usize, usize),
    fields: Vec<Cow<'a, str>>,
    /// Separators that may as well group the digits of a number.
    grouping: Vec<bool>,
    /// True if blank lines stand before it.
    gap: bool,
}

/// The record that begins on a line; `None` if the line is blank, has no separator or is no record.
fn record<'a>(lines: &[ViewLine<'a>], index: usize, separator: char) -> Option<Record<'a>> {
    let text = lines[index].text;
    // A quoted field may break before the first separator.
    let opens = || text.starts_with('"') && text.bytes().filter(|&byte| byte == b'"').count() % 2 == 1;
    if !has(text, separator) && !opens() || has(text, '\t') {
        return None;
    }
    let mut reader = Reader { separator, fields: Vec::new(), grouping: Vec::new(), open: None };
    for (taken, line) in lines[index..].iter().enumerate().take(MAX_FIELD_LINES) {
        reader.line(line.text)?;
        if reader.open.is_none() {
            let lines = (index, index + taken + 1);
            let Reader { fields, grouping, .. } = reader;
            return (fields.len() >= 2).then_some(Record { lines, fields, grouping, gap: false });
        }
    }
    None
}

/// As `contains` for one of ASCII. Lines are short, and without an early end the loop becomes vector instructions.
fn has(text: &str, sought: char) -> bool {
    text.bytes().fold(false, |found, byte| found | (char::from(byte) == sought))
}

/// Takes a record apart, line by line.
struct Reader<'a> {
    separator: char,
    fields: Vec<Cow<'a, str>>,
    grouping: Vec<bool>,
    /// The quoted field that the last line left open.
    open: Option<String>,
}

impl<'a> Reader<'a> {
    /// Reads one line; `None` if it cannot belong to a record.
    fn line(&mut self, text: &'a str) -> Option<()> {
        let mut rest = text;
        if let Some(mut field) = self.open.take() {
            field.push('\n');
            rest = self.quoted(field, rest)?;
            if self.open.is_some() {
                return Some(());
            }
            match rest.strip_prefix(self.separator) {
                Some(after) => rest = after,
                None => return Some(()),
            }
            self.grouping.push(false);
        }
        loop {
            if self.fields.len() >= MAX_COLUMNS {
                return Some(());
            }
            let body = rest.trim_start_matches(' ');
            if let Some(inner) = body.strip_prefix('"') {
                rest = self.quoted(String::new(), inner)?;
                if self.open.is_some() {
                    return Some(());
                }
            } else {
                let end = rest.find(self.separator).unwrap_or(rest.len());
                self.fields.push(Cow::Borrowed(&rest[..end]));
                rest = &rest[end..];
            }
            let Some(after) = rest.strip_prefix(self.separator) else { return Some(()) };
            self.grouping.push(groups(self.fields.last().map_or("", |field| field), after));
            rest = after;
        }
    }

    /// Reads a quoted field up to its closing mark and gives what stands behind: a separator or nothing.
    fn quoted(&mut self, mut field: String, text: &'a str) -> Option<&'a str> {
        let mut rest = text;
        while let Some(at) = rest.find('"') {
            field.push_str(&rest[..at]);
            rest = &rest[at + 1..];
            if let Some(after) = rest.strip_prefix('"') {
                field.push('"');
                rest = after;
                continue;
            }
            let rest = rest.trim_start_matches(' ');
            if !rest.trim_matches(is_space).is_empty() && !rest.starts_with(self.separator) {
                return None;
            }
            self.fields.push(Cow::Owned(field));
            return Some(rest);
        }
        field.push_str(rest);
        self.open = Some(field);
        Some("")
    }
}

/// `1` before and `234` behind: the separator may stand inside a number.
fn groups(before: &str, after: &str) -> bool {
    let digits = after.chars().take_while(|&c| digit(c).is_some()).count();
    digits == 3 && before.chars().next_back().and_then(digit).is_some()
}

/// Records that follow each other from a first one on, and the line behind them.
fn region<'a>(lines: &[ViewLine<'a>], first: Record<'a>, separator: char) -> (Vec<Record<'a>>, usize) {
    let mut end = first.lines.1;
    let mut records = vec![first];
    let (mut index, mut skipped, mut gap) = (end, 0, false);
    while index < lines.len() && skipped <= GAP && records.len() < MAX_ROWS {
        if let Some(record) = record(lines, index, separator) {
            (index, end, skipped) = (record.lines.1, record.lines.1, 0);
            records.push(Record { gap, ..record });
            gap = false;
            continue;
        }
        match lines[index].kind {
            Kind::Furniture => {}
            // A spreadsheet writes an empty row as a pair of quotes.
            Kind::Blank => gap = true,
            _ if lines[index].text.trim_matches(is_space) == "\"\"" => gap = true,
            _ => break,
        }
        index += 1;
        skipped += 1;
    }
    (records, end)
}

/// Cuts a region where headings and captions stand in records of their own, and where the number of fields changes
/// behind blank lines or an empty record.
fn blocks<'a>(records: Vec<Record<'a>>, lines: &[ViewLine<'_>]) -> Vec<Vec<Record<'a>>> {
    let mut blocks: Vec<Vec<Record<'_>>> = vec![Vec::new()];
    let mut gap = false;
    for record in records {
        gap |= record.gap;
        if record.fields.iter().all(|field| token(field) == Token::Empty) {
            // Below header rows that nothing follows it is a row of blanks, else it stands for an empty line.
            if let Some(block) = blocks.last_mut().filter(|block| !gap && is_header_only(block)) {
                block.push(record);
            }
            gap = true;
            continue;
        }
        if is_note(&record, lines[record.lines.0].kind) {
            blocks.push(Vec::new());
            continue;
        }
        let Some(block) = blocks.last_mut() else { continue };
        let width = block.last().map(|last| last.fields.len());
        if width.is_some_and(|width| gap && width != record.fields.len()) {
            blocks.push(vec![record]);
        } else {
            block.push(record);
        }
        gap = false;
    }
    blocks
}

/// True if several records, and no value among them.
fn is_header_only(block: &[Record<'_>]) -> bool {
    (2..=6).contains(&block.len())
        && !block.iter().flat_map(|record| &record.fields).any(|field| token(field).is_value())
}

/// A heading, a sentence, a caption or a unit line that a spreadsheet filled up with separators.
fn is_note(record: &Record<'_>, kind: Kind) -> bool {
    let Some((first, rest)) = record.fields.split_first() else { return false };
    let text = first.trim_matches(is_space);
    let alone = !text.is_empty() && rest.iter().all(|field| token(field) == Token::Empty);
    let caption = text.ends_with('表') || text.contains("单位：") || text.contains("单位:");
    alone && (kind == Kind::Heading || caption || is_sentence(text) || text.chars().count() > 60)
}

fn claim(mut records: Vec<Record<'_>>) -> Option<Claim> {
    let width = common_width(&records)?;
    for record in &mut records {
        join_groups(record, width);
    }
    let lines = (records.first()?.lines.0, records.last()?.lines.1);
    let spaced =
        records.iter().flat_map(|record| &record.fields).filter(|field| field.starts_with(' ')).count();
    let groups = records.iter().flat_map(|record| &record.grouping);
    let all_group = groups.clone().count() > 0 && groups.clone().all(|&groups| groups);
    let rows: Vec<RawRow> = records.iter().map(row).collect();
    if all_group || !is_table(&rows, width, spaced > 0) {
        return None;
    }
    let wide = rows.len();
    let doubtful: Vec<usize> = records
        .iter()
        .filter(|record| record.fields.len() > width && record.grouping.iter().any(|&groups| groups))
        .map(|record| record.lines.0)
        .collect();
    let mut claim = printed::claim(rows, Method::Csv, lines)?;
    unresolve(&mut claim, &doubtful);
    claim.score = 8.6 + wide as f32 / 1000.0;
    Some(claim)
}

fn row(record: &Record<'_>) -> RawRow {
    let line = record.lines.0;
    RawRow { cells: record.fields.iter().map(|field| RawCell::new(field, line)).collect() }
}

/// The number of fields that most records have, if three in five agree.
fn common_width(records: &[Record<'_>]) -> Option<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for record in records {
        *counts.entry(record.fields.len()).or_default() += 1;
    }
    let (&width, &count) = counts.iter().max_by_key(|&(_, count)| *count)?;
    (count >= 3 && count * 5 >= records.len() * 3).then_some(width)
}

/// Joins a number that its own commas took apart, if the record has just the common number of fields then.
fn join_groups(record: &mut Record<'_>, width: usize) {
    let groups = record.grouping.iter().filter(|&&groups| groups).count();
    if groups == 0 || record.fields.len() != width + groups {
        return;
    }
    let mut fields: Vec<Cow<'_, str>> = Vec::with_capacity(width);
    let apart = std::iter::once(false).chain(record.grouping.iter().copied());
    for (field, joins) in record.fields.drain(..).zip(apart) {
        match fields.last_mut().filter(|_| joins) {
            Some(last) => *last = Cow::Owned(format!("{last},{field}")),
            None => fields.push(field),
        }
    }
    record.fields = fields;
    record.grouping.clear();
}

/// Values of records with too many fields: a comma may group digits or part fields, so none is certain. `lines` is sorted.
fn unresolve(claim: &mut Claim, lines: &[usize]) {
    let mut texts: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for cell in &mut claim.grid.cells {
        let on = usize::try_from(cell.origin.line).unwrap_or(0).checked_sub(1);
        if on.is_none_or(|on| lines.binary_search(&on).is_err()) {
            continue;
        }
        texts.entry(cell.origin.line).or_default().push(cell.text.clone());
        if token(&cell.text).is_value() {
            cell.printed = Printed::Unresolved;
        }
    }
    for (line, texts) in texts {
        let message = format!(
            "line {line}: the record \"{}\" has more fields than the others, and its commas may as well group digits; \
             none of its values is given. Look at the report.",
            texts.join(",")
        );
        claim.problems.push(Problem::new(Code::ValueUnresolved, message));
    }
}

/// Tells tables from prose, addresses and lists that happen to hold commas.
fn is_table(rows: &[RawRow], width: usize, spaced: bool) -> bool {
    let alike = rows.iter().filter(|row| row.cells.len() == width).count();
    let sentences = rows.iter().flat_map(|row| &row.cells).filter(|cell| is_sentence(&cell.text)).count();
    if alike < 3 || sentences * 10 > rows.len() {
        return false;
    }
    let strict = alike == rows.len();
    let blanks = rows.last().is_some_and(|row| row.filled() == 0);
    if strict && width >= 3 && !spaced && (blanks || has_marks(rows, width)) {
        return true;
    }
    if has_numbers(rows, 0..width) {
        // `2016-2018, 某人`: a list of two things has no number behind its comma.
        return !spaced || strict && (width > 2 || has_numbers(rows, 1..width));
    }
    width >= 3 && strict && !spaced && rows.len() >= 4 && rows.first().is_some_and(is_header)
}

fn is_sentence(text: &str) -> bool {
    text.contains('。') || text.ends_with(['；', '.', '!', '?']) && text.chars().count() > 12
}

/// True if one of the columns holds values in most rows that have it and are no header, nor one text in all cells: a
/// heading over the rows below, written as often as it has columns.
fn has_numbers(rows: &[RawRow], mut columns: Range<usize>) -> bool {
    let same = |pair: &[RawCell]| pair[0].token == Token::Text && pair[0].text == pair[1].text;
    let spread = |row: &RawRow| row.cells.len() > 1 && row.cells.windows(2).all(same);
    let body: Vec<&RawRow> =
        rows.iter().skip_while(|row| !row.has_values()).filter(|row| !spread(row)).collect();
    columns.any(|column| {
        let cells = || body.iter().filter_map(|row| row.cells.get(column)).map(|cell| cell.token);
        let values = cells().filter(|token| token.is_value()).count();
        let texts = cells().filter(|&token| token == Token::Text).count();
        values >= 1 && values >= texts && cells().any(|token| token == Token::Number)
    })
}

/// True if most records hold a mark for "none" behind their label.
fn has_marks(rows: &[RawRow], width: usize) -> bool {
    let marked = |row: &&RawRow| {
        (1..width).any(|column| row.cells.get(column).is_some_and(|cell| cell.token == Token::Mark))
    };
    rows.iter().filter(marked).count() >= 3
}

/// Short names in every field, all different.
fn is_header(row: &RawRow) -> bool {
    let texts: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
    let named = row.cells.iter().all(|cell| cell.token == Token::Text && cell.text.chars().count() <= 16);
    named && texts.iter().enumerate().all(|(index, text)| !texts[..index].contains(text))
}
