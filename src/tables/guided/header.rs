//! Lines above a form's first row -> the header's labels as they are printed.
//!
//! The header's cells are scattered, but most of its labels stand in one piece somewhere above the first row. What is not
//! found there keeps the form's wording.

use super::super::view::{Kind, ViewLine};
use super::stream::keys;
use crate::model::Hint;
use crate::model::text::squeeze;

/// A header has at most so many lines with text.
const MOST_LINES: usize = 40;

/// Characters that a printed label may have more than the form's.
const EXTRA: usize = 2;

/// The header's labels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Header {
    /// Over the label columns.
    pub(crate) stubs: Vec<String>,
    /// Path of each value column.
    pub(crate) columns: Vec<Vec<String>>,
}

/// Something printed in the header.
struct Piece {
    line: usize,
    text: String,
    keys: Vec<char>,
}

impl Piece {
    fn new(line: usize, text: &str) -> Self {
        Self { line, text: squeeze(text), keys: keys(text).collect() }
    }
}

/// Reads the header between the lines where the table's section begins and where its first row does.
pub(crate) fn printed(lines: &[ViewLine<'_>], (start, first_row): (usize, usize), hint: &Hint) -> Header {
    let mut above: Vec<&str> = lines[start.min(first_row)..first_row.min(lines.len())]
        .iter()
        .rev()
        .filter(|line| !matches!(line.kind, Kind::Blank | Kind::Furniture))
        .map(|line| line.text)
        .take(MOST_LINES)
        .collect();
    above.reverse();
    let mut header = Header { stubs: hint.stub_heads.clone(), columns: hint.columns.clone() };
    if flat(&above, &mut header) {
        return header;
    }
    let numbered = || above.iter().copied().enumerate();
    let cells: Vec<Piece> = numbered().flat_map(|(line, text)| split(line, text, 2)).collect();
    let words: Vec<Piece> = numbered().flat_map(|(line, text)| split(line, text, 1)).collect();
    let known: Vec<Vec<char>> = labels(hint).map(|label| keys(label).collect()).collect();
    let printed = |label: &mut String| {
        if let Some(text) = find(&cells, label, &known).or_else(|| find(&words, label, &known)) {
            *label = text;
        }
    };
    let on_top: Vec<bool> = (0..hint.columns.len())
        .map(|column| stands_on_top(&hint.columns, column, [&cells, &words]))
        .collect();
    header.stubs.iter_mut().for_each(printed);
    for (path, on_top) in header.columns.iter_mut().zip(on_top) {
        path.iter_mut().for_each(printed);
        if on_top {
            path.remove(0);
        }
    }
    header
}

fn labels(hint: &Hint) -> impl Iterator<Item = &String> {
    hint.stub_heads.iter().chain(hint.columns.iter().flatten())
}

/// The parts of a line that stand so many spaces apart.
fn split(number: usize, line: &str, spaces: usize) -> impl Iterator<Item = Piece> {
    let mut parts: Vec<&str> = Vec::new();
    let (mut start, mut end, mut gap) = (None, 0, 0);
    for (at, character) in line.char_indices() {
        if character.is_whitespace() {
            gap += if matches!(character, '\t' | '\u{3000}') { 2 } else { 1 };
            continue;
        }
        match start {
            Some(from) if gap >= spaces => {
                parts.push(&line[from..end]);
                start = Some(at);
            }
            None => start = Some(at),
            _ => {}
        }
        (gap, end) = (0, at + character.len_utf8());
    }
    parts.extend(start.map(|from| &line[from..end]));
    parts.into_iter().map(move |part| Piece::new(number, part))
}

/// A header of one row whose cells are all there, in their order: whatever they say is their label.
fn flat(above: &[&str], header: &mut Header) -> bool {
    if header.columns.is_empty() || header.columns.iter().any(|path| path.len() != 1) {
        return false;
    }
    let count = header.stubs.len() + header.columns.len();
    let form: Vec<Vec<char>> = header
        .stubs
        .iter()
        .chain(header.columns.iter().flatten())
        .map(|label| keys(label).collect())
        .collect();
    let is_header = |row: &Vec<Piece>| {
        row.len() == count
            && row.iter().all(|piece| !piece.keys.is_empty())
            && row.iter().zip(&form).any(|(piece, label)| piece.keys == *label)
    };
    let in_a_line = above
        .iter()
        .rev()
        .flat_map(|line| [split(0, line, 2).collect(), split(0, line, 1).collect()])
        .find(is_header);
    let last = above.len().saturating_sub(count);
    let one_a_line =
        || Some(above[last..].iter().flat_map(|line| split(0, line, 1)).collect()).filter(is_header);
    let Some(row) = in_a_line.or_else(one_a_line) else { return false };
    let labels = header.stubs.iter_mut().chain(header.columns.iter_mut().flatten());
    labels.zip(row).for_each(|(label, piece)| *label = piece.text);
    true
}

/// What is printed for a label: the same, or a little more.
fn find(pieces: &[Piece], label: &str, known: &[Vec<char>]) -> Option<String> {
    let wanted: Vec<char> = keys(label).collect();
    if wanted.is_empty() {
        return None;
    }
    let same = pieces.iter().find(|piece| piece.keys == wanted);
    let longer = || {
        pieces.iter().find(|piece| {
            wanted.len() >= 3
                && (1..=EXTRA).contains(&piece.keys.len().saturating_sub(wanted.len()))
                && is_within(&wanted, &piece.keys)
                && !known.contains(&piece.keys)
        })
    };
    same.or_else(longer).map(|piece| piece.text.clone())
}

/// True if all characters stand in the other text, in their order.
fn is_within(part: &[char], whole: &[char]) -> bool {
    let mut rest = whole.iter();
    part.iter().all(|wanted| rest.any(|character| character == wanted))
}

/// True for a column that the form puts under a head, but whose label is printed beside that head: above the labels of
/// the columns before it that stand as deep under it.
fn stands_on_top(columns: &[Vec<String>], column: usize, pieces: [&[Piece]; 2]) -> bool {
    let [head, own] = columns[column].as_slice() else { return false };
    let place = |label: &str| {
        let wanted: Vec<char> = keys(label).collect();
        let only = |pieces: &[Piece]| {
            let mut found = (0..pieces.len()).filter(|&place| pieces[place].keys == wanted);
            found.next().filter(|_| found.next().is_none()).map(|place| (pieces[place].line, place))
        };
        pieces.into_iter().find_map(only)
    };
    let before = columns[..column].iter().filter(|other| other.len() == 2 && other.first() == Some(head));
    let mut before = before.filter_map(|other| other.get(1)).filter_map(|label| place(label)).peekable();
    match (place(head), place(own)) {
        (Some(head), Some(own)) if before.peek().is_some() => head < own && before.all(|other| own < other),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hint(stubs: &[&str], columns: &[&[&str]]) -> Hint {
        Hint {
            name: String::new(),
            headings: Vec::new(),
            label_columns: stubs.len(),
            columns: columns
                .iter()
                .map(|path| path.iter().map(|label| (*label).to_owned()).collect())
                .collect(),
            stub_heads: stubs.iter().map(|label| (*label).to_owned()).collect(),
            rows: Vec::new(),
            row_sums: Vec::new(),
        }
    }

    fn header(text: &str, hint: &Hint) -> (Vec<String>, Vec<String>) {
        let lines: Vec<ViewLine<'_>> = text
            .lines()
            .map(|text| {
                let kind = if text.trim().is_empty() { Kind::Blank } else { Kind::Text };
                ViewLine::new(text, kind)
            })
            .collect();
        let header = printed(&lines, (0, lines.len()), hint);
        (header.stubs, header.columns.iter().map(|path| path.join("/")).collect())
    }

    #[test]
    fn a_header_of_one_row_says_what_it_says() {
        let hint = hint(&["统计指标", "单位"], &[&["统计数"]]);
        let expected = (vec!["指标名称".to_owned(), "单位".to_owned()], vec!["数量".to_owned()]);
        assert_eq!(header("统计表\n   指标名称       单 位     数量", &hint), expected);
        assert_eq!(header("统计表\n指标名称\n\n单位\n数量\n", &hint), expected);
        let form = (vec!["统计指标".to_owned(), "单位".to_owned()], vec!["统计数".to_owned()]);
        assert_eq!(header("统计表如下 单 位 万元", &hint), form);
    }

    #[test]
    fn labels_are_found_where_they_stand() {
        let hint = hint(&[], &[&["申请人", "自然人"], &["申请人", "其他组织", "企业"], &["申请人", "总计"]]);
        let columns = |text| header(text, &hint).1;
        assert_eq!(
            columns("说明 申请人 总计\n自然人 其他的组织\n企业"),
            ["申请人/自然人", "申请人/其他的组织/企业", "总计"]
        );
        assert_eq!(
            columns("  申请人\n自然  其他组织  总计\n人   企业"),
            ["申请人/自然人", "申请人/其他组织/企业", "申请人/总计"]
        );
    }
}
