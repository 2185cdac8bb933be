//! Bytes of a PDF and what was read of its pages -> pages on which an independent reader sees other numbers.
//!
//! The second reader (pdf-extract) knows fewer fonts, no clips and no colours, and has an eye of its own for spaces. So the
//! digits of a page are compared, however they are grouped, and only where all fonts say what their codes mean. It panics
//! on much; that costs its opinion alone.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::hayro_syntax::object::{Dict, Name, Object, Stream};
use pdf_extract::{Document, MediaBox, OutputDev, OutputError, Transform};

use super::told::PageReading;
use crate::model::{Code, Problem};

/// Numbers of each reader that a problem quotes.
const QUOTED: usize = 3;

/// What one reader sees of a page.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Seen {
    digits: [usize; 10],
    /// Numbers as they are grouped, and how often each is there.
    numbers: BTreeMap<String, usize>,
    /// The number that is being read, and where it ends.
    open: String,
    end: (f64, f64),
    /// Glyphs are there that are not to be seen or stand twice: the other reader may see more.
    more: bool,
}

impl Seen {
    /// What the first reader saw.
    pub(super) fn of(reading: &PageReading) -> Self {
        let mut seen = Self { more: reading.unseen > 0 || reading.slanted > 0, ..Self::default() };
        for glyph in &reading.page.glyphs {
            let (x0, x1) = (f64::from(glyph.rect.x0), f64::from(glyph.rect.x1));
            seen.take(&glyph.text, x0, f64::from(glyph.baseline), x1, f64::from(glyph.size));
        }
        seen.close();
        seen
    }

    fn take(&mut self, text: &str, x: f64, y: f64, end: f64, size: f64) {
        let apart = (x - self.end.0).abs() > 0.3 * size || (y - self.end.1).abs() > 0.3 * size;
        if apart {
            self.close();
        }
        for character in text.chars() {
            match digit(character) {
                Some(digit) => {
                    self.digits[digit] += 1;
                    self.open.push(char::from(b'0' + digit as u8));
                }
                None if matches!(character, '.' | ',') && !self.open.is_empty() => self.open.push(character),
                None => self.close(),
            }
        }
        self.end = (end, y);
    }

    fn close(&mut self) {
        let number = std::mem::take(&mut self.open);
        let number = number.trim_end_matches(['.', ',']);
        if !number.is_empty() {
            *self.numbers.entry(number.to_owned()).or_default() += 1;
        }
    }

    /// True where the second reader may have seen the same.
    fn agrees(&self, second: &Self) -> bool {
        let mut pairs = self.digits.iter().zip(&second.digits);
        pairs.all(|(first, second)| first == second || self.more && first < second)
    }

    /// Numbers that are here more often than there.
    fn beyond(&self, other: &Self) -> String {
        let more =
            |(number, count): &(&String, &usize)| **count > other.numbers.get(*number).copied().unwrap_or(0);
        let numbers: Vec<&str> =
            self.numbers.iter().filter(more).map(|(number, _)| number.as_str()).collect();
        match numbers.len() {
            0 => "nothing else".to_owned(),
            1..=QUOTED => numbers.join(" "),
            _ => numbers[..QUOTED].join(" ") + " …",
        }
    }
}

fn digit(character: char) -> Option<usize> {
    match character {
        '0'..='9' => Some(character as usize - '0' as usize),
        '０'..='９' => Some(character as usize - '０' as usize),
        _ => None,
    }
}

/// True for a font that the second reader can read: one that says what its codes mean.
pub(super) fn can_read(font: &Dict<'_>) -> bool {
    if font.get::<Stream<'_>>(b"ToUnicode".as_slice()).is_some() {
        let encoding = font.get::<Name<'_>>(b"Encoding".as_slice());
        let composite = font.contains_key(b"DescendantFonts".as_slice());
        return !composite || encoding.is_some_and(|name| &*name == b"Identity-H");
    }
    let kind = font.get::<Name<'_>>(b"Subtype".as_slice());
    let simple = kind.is_some_and(|kind| matches!(&*kind, b"Type1" | b"TrueType"));
    match font.get::<Object<'_>>(b"Encoding".as_slice()) {
        Some(Object::Name(name)) => simple && matches!(&*name, b"WinAnsiEncoding" | b"MacRomanEncoding"),
        _ => false,
    }
}

/// The problems of pages that the two readers see differently. None where the second cannot read the file.
pub(super) fn differences(bytes: &[u8], first: &[(u32, Seen)]) -> Vec<Problem> {
    let read = catch_unwind(AssertUnwindSafe(|| read(bytes)));
    let Ok(Some(second)) = read else { return Vec::new() };
    if second.len() != first.len() {
        return Vec::new();
    }
    let pairs = first.iter().zip(&second).filter(|((_, first), second)| !first.agrees(second));
    pairs.map(|((page, first), second)| problem(*page, first, second)).collect()
}

fn problem(page: u32, first: &Seen, second: &Seen) -> Problem {
    let message = format!(
        "A second reader sees other numbers on page {page}: {} where this one has {}. Compare with the PDF.",
        second.beyond(first),
        first.beyond(second)
    );
    Problem { page: Some(page), ..Problem::new(Code::EnginesDisagree, message) }
}

/// The pages of a file as the second reader sees them.
fn read(bytes: &[u8]) -> Option<Vec<Seen>> {
    let mut document = Document::load_mem(bytes).ok()?;
    if document.is_encrypted() {
        document.decrypt("").ok()?;
    }
    let mut pages = Pages::default();
    pdf_extract::output_doc(&document, &mut pages).ok()?;
    Some(pages.0)
}

#[derive(Default)]
struct Pages(Vec<Seen>);

impl OutputDev for Pages {
    fn begin_page(
        &mut self,
        _: u32,
        _: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        self.0.push(Seen::default());
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        if let Some(page) = self.0.last_mut() {
            page.close();
        }
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _: f64,
        size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        let size = size * (place.m11 * place.m22 - place.m12 * place.m21).abs().sqrt();
        if let Some(page) = self.0.last_mut() {
            page.take(text, place.m31, place.m32, place.m31 + width * size, size);
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pdf::tests::build::Sheet;
    use crate::read::pdf::tests::build::content;

    const PRINTED: &[u8] = b"BT /F 10 Tf 50 700 Td (8,616 and 95.5) Tj 0 -20 Td [(1) -2 (2) 40 (0)] TJ ET";

    fn seen(text: &str) -> Seen {
        let mut seen = Seen::default();
        for (at, letter) in text.chars().enumerate() {
            let x = at as f64 * 5.0;
            seen.take(letter.encode_utf8(&mut [0; 4]), x, 100.0, x + 5.0, 10.0);
        }
        seen.close();
        seen
    }

    fn printed() -> Vec<u8> {
        Sheet { content: PRINTED, ..Sheet::default() }.bytes()
    }

    #[test]
    fn numbers_that_both_see_are_no_problem() {
        for first in ["8,616 95.5 120", "8 616 9 5.5 12 0"] {
            assert_eq!(differences(&printed(), &[(1, seen(first))]), [], "{first}");
        }
        let document = super::super::read(&printed(), true);
        assert_eq!(document.problems, []);
        assert_eq!(content("BT /F 10 Tf (7) Tj ET").problems, []);
    }

    #[test]
    fn a_difference_quotes_both() {
        let problems = differences(&printed(), &[(1, seen("8,676 95.5 120"))]);
        let [problem] = problems.as_slice() else { panic!("{problems:?}") };
        assert_eq!((problem.code, problem.page), (Code::EnginesDisagree, Some(1)));
        assert!(problem.message.contains("8,616 where this one has 8,676"), "{}", problem.message);
        assert_eq!(differences(&printed(), &[(1, seen("95.5"))]).len(), 1);
        // What the first knows to be hidden, the second may see.
        let hidden = Seen { more: true, ..seen("8,616 95.5") };
        assert_eq!(differences(&printed(), &[(1, hidden)]), []);
    }

    #[test]
    fn what_the_second_reader_fails_on_is_no_problem() {
        assert_eq!(differences(b"%PDF-1.4", &[(1, seen("1"))]), []);
        let no_size = String::from_utf8(printed()).unwrap().replace("/MediaBox", "/MadiaBox");
        assert_eq!(differences(no_size.as_bytes(), &[(1, seen("1"))]), [], "it panics");
    }
}
