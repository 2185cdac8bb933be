//! Printed line -> words and segments with their place: what stands between two runs of white space, in display columns.
//!
//! Nothing here knows where the places come from: a page of a PDF gives words with edges and a line number as well.

use super::super::token::{Token, is_space, printed_token};
use crate::model::text::{char_width, is_chinese};

/// White space of at least this width holds two segments apart.
const GAP: usize = 2;

/// Columns from one tab stop to the next.
const TAB: usize = 8;

/// What stands between two white spaces.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Word<'a> {
    pub(crate) text: &'a str,
    /// Left edge in columns.
    pub(crate) x0: f32,
    /// Right edge; the next word begins behind it.
    pub(crate) x1: f32,
    /// Both edges where a Chinese character counts one column, as `pdftotext -layout` does; two otherwise.
    pub(crate) narrow: (f32, f32),
    /// True where the white space before it is as wide as a gap between cells.
    pub(crate) apart: bool,
}

/// Neighbouring words of a line without a gap between them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Segment {
    /// First word of the line that belongs to it.
    pub(crate) first: usize,
    /// The word after its last.
    pub(crate) end: usize,
    pub(crate) x0: f32,
    pub(crate) x1: f32,
    pub(crate) token: Token,
}

impl Segment {
    /// The middle of its extent.
    pub(crate) fn centre(&self) -> f32 {
        (self.x0 + self.x1) / 2.0
    }

    /// Width of its extent.
    pub(crate) fn width(&self) -> f32 {
        self.x1 - self.x0
    }
}

/// One printed line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TextLine<'a> {
    /// Line of the document, from 0.
    pub(crate) index: usize,
    /// Blank lines between it and the printed line before.
    pub(crate) blanks: usize,
    /// True where a rule stands between the two.
    pub(crate) ruled: bool,
    /// The page, where places are those of print: exact to a part of a column. 0 for text.
    pub(crate) page: u32,
    /// Baseline and size of printed lines, in columns.
    pub(crate) base: f32,
    pub(crate) size: f32,
    /// Lines of a text that have the same number are on one page.
    pub(crate) sheet: u32,
    /// True where the columns of its page cannot be told.
    pub(crate) astray: bool,
    /// True where a rule under the header stands above it.
    pub(crate) opens_body: bool,
    /// True where dots lead from its first text to the next.
    pub(crate) led: bool,
    /// Rules right under texts of the line: from, to.
    pub(crate) underlines: Vec<(f32, f32)>,
    pub(crate) words: Vec<Word<'a>>,
    pub(crate) segments: Vec<Segment>,
}

impl<'a> TextLine<'a> {
    /// Reads a line's words; Chinese characters count two columns.
    pub(crate) fn new(text: &'a str, index: usize, blanks: usize) -> Self {
        Self::from_words(words(text), index, blanks)
    }

    /// The same line where Chinese characters count one column.
    pub(crate) fn narrow(mut self) -> Self {
        for word in &mut self.words {
            (word.x0, word.x1) = word.narrow;
        }
        for segment in &mut self.segments {
            (segment.x0, segment.x1) = (self.words[segment.first].x0, self.words[segment.end - 1].x1);
        }
        self
    }

    /// A line of words with known places, from left to right.
    pub(crate) fn from_words(words: Vec<Word<'a>>, index: usize, blanks: usize) -> Self {
        let mut line = Self {
            index,
            blanks,
            ruled: false,
            page: 0,
            base: 0.0,
            size: 0.0,
            sheet: 0,
            astray: false,
            opens_body: false,
            led: false,
            underlines: Vec::new(),
            words,
            segments: Vec::new(),
        };
        let mut first = 0;
        for place in 1..=line.words.len() {
            if place == line.words.len() || line.words[place].apart {
                line.segments.push(line.segment(first, place));
                first = place;
            }
        }
        line
    }

    /// The segment of these words.
    pub(crate) fn segment(&self, first: usize, end: usize) -> Segment {
        let (x0, x1) = match (self.words.get(first), self.words.get(end.saturating_sub(1))) {
            (Some(left), Some(right)) => (left.x0, right.x1),
            _ => (0.0, 0.0),
        };
        Segment { first, end, x0, x1, token: self.token(first, end) }
    }

    /// The words' text, one space between them.
    pub(crate) fn text(&self, first: usize, end: usize) -> String {
        let mut text = String::new();
        for word in &self.words[first..end] {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(word.text);
        }
        text
    }

    /// The line's text without spaces.
    pub(crate) fn key(&self) -> String {
        self.words.iter().map(|word| word.text).collect()
    }

    fn token(&self, first: usize, end: usize) -> Token {
        match &self.words[first..end] {
            [only] => printed_token(only.text),
            // A long run of words is a text, whatever they are.
            words if words.len() > 12 => Token::Text,
            _ => printed_token(&self.text(first, end)),
        }
    }

    /// How far it stands below another line of its page, in parts of the font size; `None` for text.
    pub(crate) fn below(&self, upper: &TextLine<'_>) -> Option<f32> {
        let printed = self.page > 0 && self.page == upper.page && self.size > 0.0;
        printed.then(|| (self.base - upper.base) / self.size.max(upper.size))
    }

    /// True if some segment is a number or a mark.
    pub(crate) fn has_values(&self) -> bool {
        self.segments.iter().any(|segment| segment.token.is_value())
    }
}

/// A place in a line, counted by both conventions.
#[derive(Clone, Copy, Default)]
struct Place {
    wide: usize,
    narrow: usize,
}

impl Place {
    fn step(&mut self, character: char) {
        let width = char_width(character);
        if character == '\t' {
            self.wide = (self.wide / TAB + 1) * TAB;
            self.narrow = (self.narrow / TAB + 1) * TAB;
        } else {
            self.wide += width;
            self.narrow += width.min(1);
        }
    }
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut place = Place::default();
    let mut rest = text;
    loop {
        let (space, gap) = white_space(rest, &mut place, words.last());
        rest = &rest[space..];
        let start = place;
        let mut end = rest.len();
        for (index, character) in rest.char_indices() {
            if is_space(character) {
                end = index;
                break;
            }
            place.step(character);
        }
        if end == 0 {
            return words;
        }
        let apart =
            gap >= GAP && !(gap == GAP && words.last().is_some_and(|before| ends_sentence(before.text)));
        words.push(Word {
            text: &rest[..end],
            x0: start.wide as f32,
            x1: place.wide as f32,
            narrow: (start.narrow as f32, place.narrow as f32),
            apart,
        });
        rest = &rest[end..];
    }
}

/// True if two spaces behind the word are those that typists put between sentences.
pub(crate) fn ends_sentence(word: &str) -> bool {
    let mut end = word.chars().rev();
    matches!(end.next(), Some('.' | '!' | '?')) && end.next().is_some_and(char::is_lowercase)
}

/// Walks over white space; its bytes and the width that counts as a gap. One ideographic space sets the characters of a
/// word apart (`总　计`) and is no gap.
fn white_space(text: &str, place: &mut Place, before: Option<&Word<'_>>) -> (usize, usize) {
    let start = place.wide;
    let mut bytes = 0;
    let mut count = 0;
    let mut last = ' ';
    for character in text.chars().take_while(|&c| is_space(c)) {
        place.step(character);
        bytes += character.len_utf8();
        count += 1;
        last = character;
    }
    let lone = count == 1 && last == '\u{3000}' && before.is_some_and(|word| word.text.ends_with(is_chinese));
    let gap = match last {
        _ if lone => 1,
        '\t' => GAP,
        _ => place.wide - start,
    };
    (bytes, gap)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segments(text: &str) -> Vec<(String, f32, f32)> {
        let line = TextLine::new(text, 0, 0);
        line.segments.iter().map(|s| (line.text(s.first, s.end), s.x0, s.x1)).collect()
    }

    #[test]
    fn runs_of_spaces_part_segments() {
        assert_eq!(
            segments("  规章 A    12"),
            [("规章 A".to_owned(), 2.0, 8.0), ("12".to_owned(), 12.0, 14.0)]
        );
        assert_eq!(TextLine::new("  规章 A    12", 0, 0).narrow().segments[1].x0, 10.0);
        assert_eq!(segments("a\tb")[1].1, 8.0);
    }

    #[test]
    fn one_ideographic_space_stays_inside_a_cell() {
        assert_eq!(segments("总　计　　12").len(), 2);
        assert_eq!(segments("总　计　　12")[0].0, "总 计");
    }
}
