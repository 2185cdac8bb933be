//! Bytes -> Document: what the file is, its encoding, its lines.
//!
//! The format is told from the content, never from the file's ending. Formats that this version does not read are named
//! and skipped; text is decoded, split into lines, and mended character by character.

mod decode;
mod guess;
mod normalise;
mod pdf;
mod sniff;
mod text;

use crate::model::{Code, Document, Format, Problem, Status};

/// Reads one file's bytes. Never fails: what cannot be read is said in the document's status and problems.
pub fn read(bytes: &[u8]) -> Document {
    read_with(bytes, false)
}

/// The same; where PDFs are to be read `twice`, a second reader says on which pages it sees other numbers. That one fails
/// on much, also in ways that end the process.
pub fn read_with(bytes: &[u8], twice: bool) -> Document {
    let format = sniff::sniff(bytes);
    match format {
        Format::Text => read_text(bytes),
        Format::Pdf => pdf::read(bytes, twice),
        Format::Empty => {
            ended(format, Status::Unreadable, Code::EmptyFile, "The file has no bytes. Download it again.")
        }
        _ => ended(format, Status::Skipped, Code::UnsupportedFormat, sniff::advice(format)),
    }
}

/// True for a PDF, which is told from its first bytes.
pub fn is_pdf(bytes: &[u8]) -> bool {
    sniff::by_head(bytes) == Some(Format::Pdf)
}

/// Decodes and splits a text.
fn read_text(bytes: &[u8]) -> Document {
    let bytes = sniff::without_padding(bytes);
    let decoded = decode::decode(bytes);
    let mut document = Document {
        format: Format::Text,
        encoding: Some(decoded.encoding),
        pages: None,
        lines: Vec::new(),
        drawn: Vec::new(),
        places: Vec::new(),
        problems: Vec::new(),
        status: Status::Ok,
    };
    if decoded.replaced > 0 {
        document.problems.push(undecodable(&decoded));
    }
    document.lines = text::lines(&decoded.text, &mut document.problems);
    if document.lines.iter().all(|line| line.text.trim().is_empty()) {
        document.status = Status::Unreadable;
        let message = "The file holds only blank characters. Download it again.";
        document.problems.push(Problem::new(Code::EmptyFile, message));
    }
    document
}

/// The problem that counts the bytes that no character could be made of.
fn undecodable(decoded: &decode::Decoded) -> Problem {
    let place = decoded.text.find('\u{FFFD}').unwrap_or(0);
    let line = text::line_number(&decoded.text, place);
    let places = if decoded.replaced == 1 { "place" } else { "places" };
    let message = format!(
        "{} {places} could not be decoded as {} and stand as U+FFFD, the first in line {line}. Check the file in an editor.",
        decoded.replaced,
        decoded.encoding.as_str(),
    );
    Problem::new(Code::UndecodableBytes, message)
}

/// A document that was not read.
fn ended(format: Format, status: Status, code: Code, message: &str) -> Document {
    let problems = vec![Problem::new(code, message)];
    Document {
        format,
        encoding: None,
        pages: None,
        lines: Vec::new(),
        drawn: Vec::new(),
        places: Vec::new(),
        problems,
        status,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Encoding;
    use proptest::prelude::*;

    #[test]
    fn a_report_becomes_lines() {
        let document = read("\u{FEFF}规章\t０\t1\r\n\u{C}⼯作\n".as_bytes());
        assert_eq!((document.format, document.status), (Format::Text, Status::Ok));
        assert_eq!(document.encoding.map(Encoding::as_str), Some("utf-8-bom"));
        assert_eq!(document.lines[0], crate::model::Line { text: "规章\t０\t1".into(), page_break: false });
        assert_eq!(document.lines[1], crate::model::Line { text: "工作".into(), page_break: true });
        assert!(document.problems.is_empty());
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        for (bytes, status, code) in [
            (b"".as_slice(), Status::Unreadable, Code::EmptyFile),
            (b"\xEF\xBB\xBF \r\n\t", Status::Unreadable, Code::EmptyFile),
            (b"\xFF\xFE", Status::Unreadable, Code::EmptyFile),
            (b"%PDF-1.4", Status::Unreadable, Code::DamagedFile),
            (b"\0\0\0\0", Status::Skipped, Code::UnsupportedFormat),
        ] {
            let document = read(bytes);
            assert_eq!((document.status, document.problems[0].code), (status, code), "{bytes:?}");
        }
    }

    #[test]
    fn undecodable_bytes_are_counted() {
        let mut bytes = "规章\n行政许可\n行政处罚\n".as_bytes().to_vec();
        bytes.splice(7..7, [0xFF]);
        let document = read(&bytes);
        assert_eq!(document.problems[0].code, Code::UndecodableBytes);
        assert!(
            document.problems[0].message.starts_with("1 place could not"),
            "{}",
            document.problems[0].message
        );
        assert!(document.problems[0].message.contains("line 2"), "{}", document.problems[0].message);
        assert_eq!(document.lines[1].text, "\u{FFFD}行政许可");
    }

    #[test]
    fn hostile_sizes_take_linear_time() {
        for piece in ["\t", "\r", "\u{C}", " ", "\u{200B}", "(", "<!--", "\u{2E81}", "1", "表", "\u{FFFD}"] {
            read(piece.repeat(1_000_000).as_bytes());
        }
        for piece in [b"\xFF".as_slice(), b"\xB9\xE6", b"\xD8\x00", b"\x00\x4E", b"PK\x03\x04", b"\xE4\xB8"] {
            read(&piece.repeat(500_000));
            read(&[b"PK\x03\x04", piece.repeat(500_000).as_slice()].concat());
        }
    }

    proptest! {
        #[test]
        fn any_bytes_read(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            read(&bytes);
        }

        #[test]
        fn lines_hold_no_line_end_and_no_control_code(text in any::<String>()) {
            for line in read(text.as_bytes()).lines {
                prop_assert!(line.text.chars().all(|c| c == '\t' || !c.is_control()));
            }
        }
    }
}
