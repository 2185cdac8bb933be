//! Decoded text -> lines: every kind of line end and page break, within limits that no report reaches.

use super::normalise::normalise;
use crate::model::{Code, Line, Problem};

/// Lines beyond these are not read: tables of a million rows are no reports, and memory stays bounded.
const MOST_LINES: usize = 2_000_000;

/// Bytes of one line that are read.
const LONGEST_LINE: usize = 1_000_000;

/// How a line came to its end.
#[derive(Clone, Copy, PartialEq)]
enum End {
    /// LF, CRLF, CR, vertical tab, NEL, U+2028 or U+2029.
    Line,
    /// Form feed: a new page.
    Page,
}

/// Splits a text at LF, CRLF, CR, vertical tab (Word's manual line break), NEL and Unicode's line and paragraph separators,
/// and mends each line. A form feed ends a line, if one has begun, and marks the next as the first of a page.
pub(super) fn lines(text: &str, problems: &mut Vec<Problem>) -> Vec<Line> {
    let mut lines = Vec::with_capacity(text.len() / 48);
    let mut cut = Vec::new();
    let mut page_break = false;
    let mut start = 0;
    while start < text.len() {
        if lines.len() == MOST_LINES {
            let message = format!("Only the first {MOST_LINES} lines were read. Split the file.");
            problems.push(Problem::new(Code::InputTruncated, message));
            break;
        }
        let (stop, length, end) = next_end(text, start);
        if end != End::Page || stop > start {
            let line = text.get(start..stop).unwrap_or_default();
            let kept = cap(line);
            if kept.len() < line.len() {
                cut.push(lines.len() + 1);
            }
            lines.push(Line { text: normalise(kept), page_break });
            page_break = false;
        }
        page_break |= end == End::Page;
        start = stop + length;
    }
    if let Some(first) = cut.first() {
        let message = format!(
            "{} lines are longer than {LONGEST_LINE} bytes (the first is line {first}); only their beginning was read.",
            cut.len()
        );
        problems.push(Problem::new(Code::InputTruncated, message));
    }
    lines
}

/// Number, from 1, of the line that a place in the text is in.
pub(super) fn line_number(text: &str, place: usize) -> usize {
    let (mut number, mut start) = (1, 0);
    loop {
        let (stop, length, end) = next_end(text, start);
        if place < stop + length || length == 0 {
            return number;
        }
        number += usize::from(end != End::Page || stop > start);
        start = stop + length;
    }
}

/// The next line end at or after `start`: its place, its length in bytes, its kind. The end of the text counts as one.
fn next_end(text: &str, start: usize) -> (usize, usize, End) {
    let bytes = text.as_bytes();
    let follows =
        |place: usize, tail: &[u8]| bytes.get(place + 1..).is_some_and(|rest| rest.starts_with(tail));
    let mut offset = suspect(bytes, start);
    while let Some(&byte) = bytes.get(offset) {
        match byte {
            b'\n' | 0x0B => return (offset, 1, End::Line),
            0x0C => return (offset, 1, End::Page),
            // A file that went twice through a conversion to CRLF ends its lines in CR CR LF.
            b'\r' if follows(offset, b"\r\n") => return (offset, 3, End::Line),
            b'\r' if follows(offset, b"\n") => return (offset, 2, End::Line),
            b'\r' => return (offset, 1, End::Line),
            0xC2 if follows(offset, b"\x85") => return (offset, 2, End::Line),
            0xE2 if follows(offset, b"\x80\xA8") || follows(offset, b"\x80\xA9") => {
                return (offset, 3, End::Line);
            }
            _ => offset = suspect(bytes, offset + 1),
        }
    }
    (bytes.len(), 0, End::Line)
}

/// The first byte from `start` on that a line end may begin with; bytes without one are passed sixteen at a time.
fn suspect(bytes: &[u8], start: usize) -> usize {
    let may_end = |byte: u8| matches!(byte, b'\n'..=b'\r' | 0xC2 | 0xE2);
    let rest = bytes.get(start..).unwrap_or_default();
    let plain = |piece: &&[u8; 16]| !piece.iter().fold(false, |found, &byte| found | may_end(byte));
    let passed = 16 * rest.as_chunks().0.iter().take_while(plain).count();
    let found = rest.iter().skip(passed).position(|&byte| may_end(byte));
    found.map_or(bytes.len(), |place| start + passed + place)
}

/// The part of a line that is read.
fn cap(line: &str) -> &str {
    if line.len() <= LONGEST_LINE {
        return line;
    }
    let mut end = LONGEST_LINE;
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    line.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(text: &str) -> Vec<String> {
        lines(text, &mut Vec::new()).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn every_line_end_ends_a_line() {
        assert_eq!(
            split("a\nb\r\nc\rd\u{B}e\u{85}f\u{2028}g\u{2029}h"),
            ["a", "b", "c", "d", "e", "f", "g", "h"]
        );
        assert_eq!(split("a\r\r\nb\r\r\nc\n"), ["a", "b", "c"]);
        assert_eq!(split("a\n\n\nb\n"), ["a", "", "", "b"]);
        assert_eq!(split("a\r\rb\r"), ["a", "", "b"]);
        assert_eq!(split(""), Vec::<String>::new());
    }

    #[test]
    fn form_feeds_begin_pages() {
        let pages = |text: &str| -> Vec<(String, bool)> {
            lines(text, &mut Vec::new()).into_iter().map(|line| (line.text, line.page_break)).collect()
        };
        let expected = [("a".to_owned(), false), ("b".to_owned(), true)];
        assert_eq!(pages("a\n\u{C}b\n"), expected);
        assert_eq!(pages("a\u{C}b\n\u{C}"), expected);
        assert_eq!(pages("a\n\u{C}\n"), [("a".to_owned(), false), (String::new(), true)]);
    }

    #[test]
    fn limits_are_told() {
        let mut problems = Vec::new();
        let long = format!("{}\n短", "表".repeat(LONGEST_LINE));
        let read = lines(&long, &mut problems);
        assert_eq!(read.len(), 2);
        assert!(read[0].text.len() <= LONGEST_LINE);
        assert_eq!(problems[0].code, Code::InputTruncated);
        assert_eq!(lines(&"\n".repeat(MOST_LINES + 5), &mut problems).len(), MOST_LINES);
        assert_eq!(problems.len(), 2);
    }

    proptest! {
        #[test]
        fn no_line_end_is_left_and_nothing_printed_is_lost(text in "[a表\n\r\u{B}\u{C}\u{85}\u{2028}]{0,60}") {
            let read = split(&text);
            let printed = |text: &str| text.chars().filter(|c| matches!(c, 'a' | '表')).count();
            prop_assert_eq!(read.iter().map(|line| line.chars().count()).sum::<usize>(), printed(&text));
        }
    }
}
