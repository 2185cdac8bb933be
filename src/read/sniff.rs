//! Bytes -> Format: what a file really is, told from its content. Nothing is unpacked, so no archive can swell.

use super::decode::{SAMPLE, is_odd_control, is_plain, utf16_without_mark};
use crate::model::Format;

/// How far into a file the signature of a PDF may stand, and the first tag of a page.
const HEAD: usize = 1024;

/// Entries of an archive that are looked at.
const MOST_ENTRIES: usize = 10_000;

/// Tells the format.
pub(super) fn sniff(bytes: &[u8]) -> Format {
    by_head(bytes).unwrap_or_else(|| if is_text(bytes) { Format::Text } else { Format::Binary })
}

/// Tells a format that its first bytes give away.
pub(super) fn by_head(bytes: &[u8]) -> Option<Format> {
    if bytes.is_empty() {
        return Some(Format::Empty);
    }
    if let Some(format) = by_signature(bytes) {
        return Some(format);
    }
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    if is_html(head) {
        return Some(Format::Html);
    }
    let is_pdf = head.contains(&b'%')
        && head.windows(6).any(|window| window.starts_with(b"%PDF-") && window[5].is_ascii_digit());
    is_pdf.then_some(Format::Pdf)
}

/// What to do about a file of a format that is not read.
pub(super) fn advice(format: Format) -> &'static str {
    match format {
        Format::Html => "A web page; this version reads text and PDF. Print it to PDF, or save it as text.",
        Format::Docx => {
            "A Word document; this version reads text and PDF. Print it to PDF, or save it as plain text."
        }
        Format::Xlsx => {
            "An Excel workbook; this version reads text and PDF. Save its sheets as CSV or tab-separated text."
        }
        Format::Ofd => "An OFD document; this version reads text and PDF. Export it as PDF or text.",
        Format::Ole => {
            "An old Office document (DOC, XLS, WPS); this version reads text and PDF. Print it to PDF, or save it as plain text."
        }
        Format::Zip => {
            "A ZIP archive inside another, or under another ending than .zip: it is not opened. Unpack it into the input folder."
        }
        Format::Rar => "A RAR archive: only ZIP archives are opened. Unpack it into the input folder.",
        Format::SevenZ => "A 7z archive: only ZIP archives are opened. Unpack it into the input folder.",
        Format::Image => "An image; this version reads text and PDF. Recognise its text with an OCR program.",
        Format::Rtf => {
            "A rich text document; this version reads text and PDF. Print it to PDF, or save it as plain text."
        }
        _ => "The bytes are no text. Check the file, or leave it out with --exclude.",
    }
}

/// The bytes without the zeros that a crash or a broken download leaves at a file's end, and without an old end mark
/// (Ctrl-Z).
pub(super) fn without_padding(bytes: &[u8]) -> &[u8] {
    let padding = bytes.iter().rev().take_while(|byte| matches!(**byte, 0 | 0x1A)).count();
    // A zero or two at the end may belong to UTF-16 text.
    if padding < 4 && bytes.get(bytes.len().saturating_sub(1)) != Some(&0x1A) {
        return bytes;
    }
    let end = bytes.len() - padding;
    // Code units of UTF-16 are even in number from the file's start.
    let end =
        if utf16_without_mark(bytes.get(..end).unwrap_or(bytes)).is_some() { end + end % 2 } else { end };
    bytes.get(..end).unwrap_or(bytes)
}

/// Formats that begin with bytes of their own.
fn by_signature(bytes: &[u8]) -> Option<Format> {
    const SIGNATURES: &[(&[u8], Format)] = &[
        (b"%PDF-", Format::Pdf),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Format::Ole),
        (b"Rar!\x1A\x07", Format::Rar),
        (b"7z\xBC\xAF\x27\x1C", Format::SevenZ),
        (b"\x89PNG\r\n\x1A\n", Format::Image),
        (b"\xFF\xD8\xFF", Format::Image),
        (b"GIF87a", Format::Image),
        (b"GIF89a", Format::Image),
        (b"II*\0", Format::Image),
        (b"MM\0*", Format::Image),
        (b"{\\rtf", Format::Rtf),
    ];
    if let Some((_, format)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return Some(*format);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(archive(bytes));
    }
    let at = |place: usize| bytes.get(place..place + 4);
    let is_webp = bytes.starts_with(b"RIFF") && at(8) == Some(b"WEBP");
    let is_bitmap = bytes.starts_with(b"BM") && at(6) == Some(&[0; 4]);
    (is_webp || is_bitmap).then_some(Format::Image)
}

/// What kind of document a ZIP archive is, by the names of its entries.
fn archive(bytes: &[u8]) -> Format {
    let mut found = Format::Zip;
    let mut look = |name: &[u8]| {
        let kind = match name {
            _ if name.starts_with(b"word/") => Format::Docx,
            _ if name.starts_with(b"xl/") => Format::Xlsx,
            b"OFD.xml" => Format::Ofd,
            _ => return false,
        };
        found = kind;
        true
    };
    if !central_names(bytes, &mut look) {
        local_names(bytes, &mut look);
    }
    found
}

/// Calls `look` with the names of the central directory until it says that it has seen enough; false if there is none.
fn central_names(bytes: &[u8], look: &mut impl FnMut(&[u8]) -> bool) -> bool {
    // The end record is 22 bytes long, with a comment of at most 65,535 behind it.
    let tail_start = bytes.len().saturating_sub(22 + 65_535);
    let tail = bytes.get(tail_start..).unwrap_or_default();
    let Some(end) = tail.windows(4).rposition(|window| window == b"PK\x05\x06") else { return false };
    let Some(mut place) = number(tail, end + 16, 4) else { return false };
    for _ in 0..MOST_ENTRIES {
        if bytes.get(place..).is_none_or(|rest| !rest.starts_with(b"PK\x01\x02")) {
            break;
        }
        let lengths =
            (number(bytes, place + 28, 2), number(bytes, place + 30, 2), number(bytes, place + 32, 2));
        let (Some(name), Some(extra), Some(comment)) = lengths else { break };
        if bytes.get(place + 46..place + 46 + name).is_some_and(&mut *look) {
            return true;
        }
        place += 46 + name + extra + comment;
    }
    bytes.get(number(tail, end + 16, 4).unwrap_or(0)..).is_some_and(|rest| rest.starts_with(b"PK\x01\x02"))
}

/// Calls `look` with the names in the local headers: the download broke off before the central directory.
fn local_names(bytes: &[u8], look: &mut impl FnMut(&[u8]) -> bool) {
    let headers = bytes.windows(4).enumerate().filter(|(_, window)| *window == b"PK\x03\x04");
    for (place, _) in headers.take(MOST_ENTRIES) {
        let Some(length) = number(bytes, place + 26, 2) else { return };
        if bytes.get(place + 30..place + 30 + length).is_some_and(&mut *look) {
            return;
        }
    }
}

/// A little-endian number of `length` bytes.
fn number(bytes: &[u8], place: usize, length: usize) -> Option<usize> {
    let digits = bytes.get(place..place.checked_add(length)?)?;
    Some(digits.iter().rev().fold(0, |value, byte| value << 8 | usize::from(*byte)))
}

/// True for a page of HTML: its first tag stands behind a byte-order mark, blanks, an XML declaration or comments.
fn is_html(head: &[u8]) -> bool {
    const TAGS: &[&str] =
        &["!doctype html", "html", "head", "body", "script", "title", "meta", "style", "link", "table"];
    let holds = |byte: u8| head.contains(&byte);
    if !holds(b'<') && (!holds(b':') || !holds(b'/')) {
        return false;
    }
    // Without its zero bytes, UTF-16 reads as ASCII here.
    let letters = head.iter().filter(|byte| byte.is_ascii() && **byte != 0);
    let text: String = letters.map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    if text.contains("mime-version:") && text.contains("multipart/related") {
        return true;
    }
    let mut rest = text.trim_start();
    while let Some(skipped) = rest.strip_prefix("<!--").and_then(|comment| comment.split_once("-->")) {
        rest = skipped.1.trim_start();
    }
    if let Some(skipped) = rest.strip_prefix("<?xml").and_then(|declaration| declaration.split_once("?>")) {
        rest = skipped.1.trim_start();
    }
    let Some(tag) = rest.strip_prefix('<') else { return false };
    TAGS.iter().any(|name| {
        let after = tag.strip_prefix(name).map(|after| after.chars().next());
        after.is_some_and(|next| next.is_none_or(|next| !next.is_alphanumeric()))
    })
}

/// True for text in any encoding: hardly any control codes, and zero bytes only where UTF-16 has them.
fn is_text(bytes: &[u8]) -> bool {
    let bytes = without_padding(bytes);
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let marked = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    if is_plain(sample) {
        return !sample.is_empty();
    }
    if marked || utf16_without_mark(bytes).is_some() {
        return true;
    }
    let odd = sample.iter().filter(|byte| **byte == 0 || is_odd_control(**byte)).count();
    !sample.is_empty() && odd * 50 <= sample.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A ZIP archive of empty, stored entries with these names; without its central directory if `torn`.
    fn zip(names: &[&str], torn: bool) -> Vec<u8> {
        let (mut local, mut central) = (Vec::new(), Vec::new());
        for name in names {
            let length = u16::try_from(name.len()).unwrap().to_le_bytes();
            central.extend([b"PK\x01\x02".as_slice(), &[0; 24], &length, &[0; 16], name.as_bytes()].concat());
            local.extend([b"PK\x03\x04".as_slice(), &[0; 22], &length, &[0; 2], name.as_bytes()].concat());
        }
        let start = u32::try_from(local.len()).unwrap().to_le_bytes();
        if !torn {
            local.extend([central.as_slice(), b"PK\x05\x06", &[0; 12], &start, &[0; 2]].concat());
        }
        local
    }

    #[test]
    fn formats_are_told_from_content() {
        for (bytes, format) in [
            (b"".as_slice(), Format::Empty),
            (b"%PDF-1.7\n", Format::Pdf),
            (b"\r\n\xEF\xBB\xBFjunk %PDF-1.4", Format::Pdf),
            (b"\xEF\xBB\xBF \n<!-- saved --><!DOCTYPE html><html>", Format::Html),
            (b"<?xml version=\"1.0\"?>\n<html xmlns=''>", Format::Html),
            (b"<HTML><body>404</body>", Format::Html),
            (b"\xFF\xFE<\0h\0t\0m\0l\0>\0", Format::Html),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", Format::Ole),
            (b"Rar!\x1A\x07\x00", Format::Rar),
            (b"7z\xBC\xAF\x27\x1C\0", Format::SevenZ),
            (b"\x89PNG\r\n\x1A\n....", Format::Image),
            (b"\xFF\xD8\xFF\xE0..JFIF", Format::Image),
            (b"RIFF....WEBPVP8 ", Format::Image),
            (b"{\\rtf1\\ansi", Format::Rtf),
            (b"\x7FELF\x02\x01\x01\0\0\0\0", Format::Binary),
            (b"\0\0\0\0\0\0\0\0", Format::Binary),
            (b"BMW 3\nprices 2020\n", Format::Text),
            (b"<headline> is no tag", Format::Text),
            ("规章\t0\n见 http://example.org/%PDF".as_bytes(), Format::Text),
        ] {
            assert_eq!(sniff(bytes), format, "{:?}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn archives_are_told_by_their_entries() {
        for torn in [false, true] {
            assert_eq!(sniff(&zip(&["[Content_Types].xml", "word/document.xml"], torn)), Format::Docx);
            assert_eq!(sniff(&zip(&["_rels/.rels", "xl/workbook.xml"], torn)), Format::Xlsx);
            assert_eq!(sniff(&zip(&["OFD.xml", "Doc_0/Document.xml"], torn)), Format::Ofd);
            assert_eq!(sniff(&zip(&["a.txt"], torn)), Format::Zip);
        }
        assert_eq!(sniff(b"PK\x05\x06\0\0"), Format::Zip);
    }

    #[test]
    fn text_with_a_broken_tail_is_text() {
        let padded = [b"Year 2020, 12 items\n".as_slice(), &[0; 4096]].concat();
        assert_eq!(sniff(&padded), Format::Text);
        assert_eq!(without_padding(&padded), b"Year 2020, 12 items\n");
        assert_eq!(without_padding(b"12\x1A"), b"12");
        let utf16: Vec<u8> = "规章\t0\n1".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(without_padding(&utf16), utf16);
        assert_eq!(without_padding(&[utf16.as_slice(), &[0; 64]].concat()), utf16);
    }

    proptest! {
        #[test]
        fn any_bytes_have_a_format(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            sniff(&bytes);
        }

        #[test]
        fn any_archive_has_a_format(tail in proptest::collection::vec(any::<u8>(), 0..200), cut in 0..200_usize) {
            let whole = [zip(&["word/document.xml", "a"], false), tail].concat();
            let mut bytes = whole[..whole.len() - cut.min(whole.len() - 4)].to_vec();
            sniff(&bytes);
            bytes.reverse();
            bytes.splice(0..0, *b"PK\x03\x04");
            sniff(&bytes);
        }
    }
}
