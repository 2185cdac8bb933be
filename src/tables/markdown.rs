//! Lines with pipes between cells -> tables: Markdown, with or without outer pipes, with or without a rule line.

use super::claim::Claim;
use super::printed;
use super::rows::{RawCell, RawRow};
use super::token::is_space;
use super::view::{Kind, ViewLine};
use crate::model::Method;

#[cfg(test)]
mod tests;

/// Blank lines and page marks that may stand between two rows of a table.
const GAP: usize = 6;
/// No table has more cells in a row, or more rows; what lies behind is not read.
const MAX_COLUMNS: usize = 400;
const MAX_ROWS: usize = 100_000;

/// Finds the tables that are written with pipes between cells.
pub(crate) fn find(lines: &[ViewLine<'_>]) -> Vec<Claim> {
    let mut claims = Vec::new();
    let mut index = 0;
    while index < lines.len() {
        if !lines[index].text.contains('|') {
            index += 1;
            continue;
        }
        let (items, end) = region(lines, index);
        for part in parts(items) {
            claims.extend(claim(&part.items));
        }
        index = end.max(index + 1);
    }
    claims
}

/// A line with pipes, split.
struct Item<'a> {
    line: usize,
    /// The text between pipes, outer pipes included: what stands before the first one is the first piece.
    pieces: Vec<&'a str>,
    /// True for `|---|:--:|`.
    rule: bool,
    /// What stands between this line and the one before.
    gap: Gap,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Blank,
    Page,
}

/// The lines with pipes from `start` on, up to where something else stands, and the line behind them.
fn region<'a>(lines: &[ViewLine<'a>], start: usize) -> (Vec<Item<'a>>, usize) {
    let mut items: Vec<Item<'a>> = Vec::new();
    let (mut end, mut gap, mut skipped) = (start, Gap::None, 0);
    for (index, line) in lines.iter().enumerate().skip(start) {
        let text = body(line.text);
        let rule = is_rule(text) && !items.is_empty() || text.contains('|') && is_rule(text);
        if rule || text.contains('|') && !text.starts_with('+') {
            items.push(Item { line: index, pieces: split(text), rule, gap });
            (end, gap, skipped) = (index + 1, Gap::None, 0);
            continue;
        }
        gap = match line.kind {
            Kind::Blank => gap.max(Gap::Blank),
            Kind::Furniture => Gap::Page,
            Kind::Heading | Kind::Text => break,
        };
        skipped += 1;
        if skipped > GAP || items.len() >= MAX_ROWS {
            break;
        }
    }
    (items, end.max(start + 1))
}

/// The line without the mark of a quotation.
fn body(text: &str) -> &str {
    let trimmed = text.trim_matches(is_space);
    let quoted = trimmed.trim_start_matches(['>', ' ']);
    if trimmed.starts_with('>') && quoted.starts_with('|') { quoted } else { trimmed }
}

/// `|---|:--:|`, `--- | ---`, `---+---`: at least two pieces, or one between outer pipes.
fn is_rule(text: &str) -> bool {
    let inner = text.strip_prefix('|').unwrap_or(text);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let outer = inner.len() + 2 == text.len();
    if inner.starts_with('+') || !inner.bytes().all(|b| matches!(b, b'-' | b':' | b'|' | b'+' | b' ' | b'\t'))
    {
        return false;
    }
    let mut pieces = 0;
    for piece in inner.split(['|', '+']) {
        let piece = piece.trim_matches(' ');
        let dashes = piece.strip_prefix(':').unwrap_or(piece);
        let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
        if dashes.is_empty() || !dashes.bytes().all(|byte| byte == b'-') {
            return false;
        }
        pieces += 1;
    }
    pieces >= 2 || outer
}

/// The pieces between pipes that no backslash escapes.
fn split(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut from, mut escaped) = (0, false);
    for (index, byte) in text.bytes().enumerate() {
        if byte == b'|' && !escaped {
            pieces.push(&text[from..index]);
            from = index + 1;
            if pieces.len() > MAX_COLUMNS + 1 {
                return pieces;
            }
        }
        escaped = byte == b'\\' && !escaped;
    }
    pieces.push(&text[from..]);
    pieces
}

/// The lines of one table.
#[derive(Default)]
struct Part<'a> {
    items: Vec<Item<'a>>,
    /// A rule line is among them.
    ruled: bool,
    /// A row with values is among them.
    valued: bool,
}

impl<'a> Part<'a> {
    fn push(&mut self, item: Item<'a>) {
        self.ruled |= item.rule;
        self.valued = self.valued || !item.rule && row(&item.pieces, item.line).has_values();
        self.items.push(item);
    }
}

/// Cuts a region into tables: a header of its own behind a gap begins a new one, the same header again does not.
fn parts(items: Vec<Item<'_>>) -> Vec<Part<'_>> {
    let follows: Vec<bool> = (0..items.len()).map(|i| items.get(i + 1).is_some_and(is_sure_rule)).collect();
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut repeats = false;
    for (item, heads) in items.into_iter().zip(follows) {
        let opens = parts.last().is_none_or(|part| item.gap > Gap::None && begins(part, &item, heads));
        if opens {
            parts.push(Part::default());
            repeats = false;
        }
        let Some(part) = parts.last_mut() else { continue };
        if item.rule && repeats {
            // The rule below a header that was printed again.
            continue;
        }
        repeats = heads && part.ruled;
        part.push(item);
    }
    parts
}

/// A rule line that cannot be a row of dashes for "none".
fn is_sure_rule(item: &Item<'_>) -> bool {
    item.rule && item.pieces.iter().any(|piece| piece.contains("---") || piece.contains(':'))
}

/// True if a line behind a gap belongs to another table than the part before it.
fn begins(part: &Part<'_>, item: &Item<'_>, heads: bool) -> bool {
    let Some(first) = part.items.first() else { return true };
    if heads {
        return !same(&first.pieces, &item.pieces);
    }
    if item.rule || item.gap == Gap::Page {
        return false;
    }
    let printed = row(&item.pieces, item.line);
    let header = part.valued && printed.filled() >= 2 && !printed.has_values();
    item.pieces.len() != first.pieces.len() || !part.ruled && header
}

fn same(a: &[&str], b: &[&str]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.trim_matches(is_space) == b.trim_matches(is_space))
}

fn claim(items: &[Item<'_>]) -> Option<Claim> {
    let (first, last) = (items.first()?, items.last()?);
    let rule = items.iter().position(is_sure_rule).filter(|&at| at > 0 || items.len() > 2);
    let rule = rule.or_else(|| items.get(1).is_some_and(|item| item.rule).then_some(1));
    let outer = |edge: fn(&[&str]) -> bool| match rule {
        Some(at) => edge(&items[at].pieces),
        None => items.iter().filter(|item| edge(&item.pieces)).count() * 2 > items.len(),
    };
    let leading = outer(|pieces| pieces.first().is_some_and(|piece| is_blank(piece)));
    let trailing = outer(|pieces| pieces.len() > 1 && pieces.last().is_some_and(|piece| is_blank(piece)));
    let mut rows = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        if Some(index) == rule || is_sure_rule(item) {
            continue;
        }
        let from = usize::from(leading && item.pieces.len() > 1 && is_blank(item.pieces[0]));
        let to = item.pieces.len();
        let cut = trailing && to > from + 1 && is_blank(item.pieces[to - 1]);
        rows.push(row(&item.pieces[from..to - usize::from(cut)], item.line));
    }
    if rule.is_none() && !is_table(&rows, leading) {
        return None;
    }
    let wide = rows.len();
    let mut claim = printed::claim(rows, Method::Markdown, (first.line, last.line + 1))?;
    claim.score = if rule.is_some() { 11.0 } else { 8.5 } + wide as f32 / 1000.0;
    Some(claim)
}

fn is_blank(text: &str) -> bool {
    text.trim_matches(is_space).is_empty()
}

fn row(pieces: &[&str], line: usize) -> RawRow {
    let cells = pieces.iter().take(MAX_COLUMNS).map(|piece| RawCell::new(&plain(piece), line));
    RawRow { cells: cells.collect() }
}

/// Without a rule line: three rows with the same number of cells, and values among them, or outer pipes around them.
fn is_table(rows: &[RawRow], outer: bool) -> bool {
    let mut counts: Vec<usize> = rows.iter().map(|row| row.cells.len()).collect();
    counts.sort_unstable();
    let Some(&width) = counts.get(counts.len() / 2) else { return false };
    let alike = counts.iter().filter(|&&count| count == width).count();
    let valued = rows.iter().filter(|row| row.has_values()).count();
    let sentences = rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.text.ends_with('。')).count();
    alike >= 3
        && alike * 3 >= rows.len() * 2
        && sentences < rows.len()
        && (width >= 3 && (outer || valued > 0) || width == 2 && valued * 2 >= rows.len())
}

/// Inline tags that mark no text of their own.
const TAGS: &[&str] = &["b", "strong", "i", "em", "u", "sup", "sub", "span", "font", "center", "small", "p"];

/// A cell's Markdown to its text: line breaks, escapes, emphasis, code marks, entities of spaces.
fn plain(text: &str) -> String {
    if !text.contains(['<', '&', '\\', '*', '_', '`', '~']) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let (written, taken) = match character {
            '<' => tag(rest),
            '&' => entity(rest),
            '\\' => escape(rest),
            _ => None,
        }
        .unwrap_or((&rest[..character.len_utf8()], character.len_utf8()));
        out.push_str(written);
        rest = &rest[taken..];
    }
    unmark(&out)
}

/// `<br>` is a line break; tags of emphasis are nothing.
fn tag(rest: &str) -> Option<(&'static str, usize)> {
    let limit = rest.char_indices().take(80).find(|&(_, c)| c == '>').map(|(end, _)| end)?;
    let inner = rest[1..limit].trim_matches(['/', ' ']);
    let name = inner.split(' ').next().unwrap_or("").to_ascii_lowercase();
    match name.as_str() {
        "br" => Some(("\n", limit + 1)),
        name if TAGS.contains(&name) => Some(("", limit + 1)),
        _ => None,
    }
}

fn entity(rest: &str) -> Option<(&'static str, usize)> {
    let known = [
        ("&nbsp;", "\u{a0}"),
        ("&ensp;", "\u{2002}"),
        ("&emsp;", "\u{3000}"),
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#124;", "|"),
    ];
    known.iter().find(|(name, _)| rest.starts_with(name)).map(|&(name, sign)| (sign, name.len()))
}

/// A backslash before a punctuation mark is not printed; a lone one is a mark for "none".
fn escape(rest: &str) -> Option<(&str, usize)> {
    let next = rest[1..].chars().next().filter(char::is_ascii_punctuation)?;
    Some((&rest[1..1 + next.len_utf8()], 1 + next.len_utf8()))
}

/// Marks around words: `**总计**`, `` `12` ``, `*12*`. A cell of asterisks alone is a text.
fn unmark(text: &str) -> String {
    let mut text = text.to_owned();
    for mark in ["**", "__", "~~", "`"] {
        let pairs = text.matches(mark).count() / 2;
        let words = text.chars().any(|c| !is_space(c) && !mark.contains(c));
        if pairs > 0 && words {
            text = text.replacen(mark, "", pairs * 2);
        }
    }
    for mark in ['*', '_'] {
        let trimmed = text.trim_matches(is_space);
        let inner = trimmed.strip_prefix(mark).and_then(|inner| inner.strip_suffix(mark));
        if let Some(inner) = inner.filter(|inner| !inner.is_empty() && !inner.contains(mark)) {
            text = inner.to_owned();
        }
    }
    text
}
