//! Lines -> Stream: the printed text as characters to align, with the runs of values that stand between them.

use std::borrow::Borrow;

use super::super::token::{Token, digit, is_space, token, trim};
use super::super::view::{Kind, ViewLine};
use crate::model::text::{char_width, fold_char};

/// Characters of the longest unit that may follow a number.
const LONGEST_UNIT: usize = 8;

/// How many lines below its beginning the rest of a number may stand, which a narrow cell broke.
const BROKEN: usize = 3;

/// Spaces that hold a cell apart from the text before it.
const GAP: usize = 2;

/// Columns from the margin within which digits with a point are a numbering.
const MARGIN: usize = 8;

/// A value as printed, with the columns it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) line: usize,
    /// First and last display column, a Chinese character counting two.
    pub(crate) wide: (usize, usize),
    /// First and last column, every character counting one (`pdftotext -layout`).
    pub(crate) narrow: (usize, usize),
}

/// True if all words stand on the same line.
pub(crate) fn on_one_line(words: &[impl Borrow<Word>]) -> bool {
    words.windows(2).all(|pair| pair[0].borrow().line == pair[1].borrow().line)
}

/// One thing of a value run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// A value.
    Value(Word),
    /// A blank line.
    Blank,
}

/// Values without text between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    /// How many characters of the stream stand before it.
    pub(crate) at: usize,
    pub(crate) pieces: Vec<Piece>,
}

impl Run {
    /// The values, in order.
    pub(crate) fn words(&self) -> impl Iterator<Item = &Word> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Value(word) => Some(word),
            Piece::Blank => None,
        })
    }
}

/// A printed character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) character: char,
    pub(crate) line: usize,
    /// White space, or nothing of its line, stands before it.
    pub(crate) apart: bool,
}

/// The text of a stretch of lines.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stream {
    /// Folded characters, white space and punctuation left out.
    pub(crate) keys: Vec<char>,
    /// For each key, its place in `printed`.
    pub(crate) sources: Vec<usize>,
    /// The characters as printed, without white space.
    pub(crate) printed: Vec<Mark>,
    /// Runs of values, in order.
    pub(crate) runs: Vec<Run>,
    /// The beginning of a number whose rest stands on a line below.
    begun: Option<Word>,
}

/// What a character is compared by; `None` for white space and punctuation.
pub(crate) fn key(character: char) -> Option<char> {
    match character {
        '\u{4E00}'..='\u{9FFF}' => return Some(character),
        '，' | '。' | '、' | '；' | '：' | '（' | '）' | '“' | '”' | '《' | '》' => return None,
        _ => {}
    }
    let folded = fold_char(character);
    folded.is_alphanumeric().then(|| folded.to_lowercase().next().unwrap_or(folded))
}

/// The keys of a text.
pub(crate) fn keys(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter_map(key)
}

/// Builds the stream of a stretch of lines.
pub(crate) fn stream(lines: &[ViewLine<'_>], start: usize, end: usize) -> Stream {
    let mut stream = Stream::default();
    let bytes: usize = lines[start..end].iter().map(|line| line.text.len()).sum();
    stream.keys.reserve(bytes / 3);
    stream.sources.reserve(bytes / 3);
    stream.printed.reserve(bytes / 3);
    for (index, line) in lines.iter().enumerate().take(end).skip(start) {
        match line.kind {
            Kind::Blank => {
                if let Some(run) = open_run(&mut stream) {
                    run.pieces.push(Piece::Blank);
                }
            }
            Kind::Furniture => {}
            Kind::Heading | Kind::Text => push_line(&mut stream, line.text, index),
        }
    }
    give_up(&mut stream, usize::MAX);
    stream
}

/// The run at the stream's end; opened if a text has come since.
fn open_run(stream: &mut Stream) -> Option<&mut Run> {
    let at = stream.keys.len();
    if at == 0 {
        return None;
    }
    if stream.runs.last().is_none_or(|run| run.at != at) {
        stream.runs.push(Run { at, pieces: Vec::new() });
    }
    stream.runs.last_mut()
}

/// Splits a line into its text and the values that close it.
fn push_line(stream: &mut Stream, text: &str, line: usize) {
    give_up(stream, line);
    if ends_in_text(text) {
        return push_text(stream, text, line);
    }
    let words = words(text);
    let mut first = words.len();
    let mut values: Vec<Word> = Vec::new();
    if let [before @ .., word] = words.as_slice()
        && stream.begun.is_none()
        && begins_number(word)
        && before.last().is_none_or(|before| before.narrow.1 + GAP < word.narrow.0)
    {
        stream.begun = Some(word.value(line));
        first -= 1;
    }
    while let Some((word, taken)) = value_ending(&words[..first], line) {
        values.push(word);
        first -= taken;
    }
    let text_end = words[..first].last().map_or(0, |word| word.end);
    push_text(stream, &text[..text_end], line);
    complete(stream, &mut values);
    if !values.is_empty()
        && let Some(run) = open_run(stream)
    {
        run.pieces.extend(values.into_iter().rev().map(Piece::Value));
    }
}

/// `20.`, `1,204,` away from the margin: the rest is on a line below.
fn begins_number(word: &LineWord<'_>) -> bool {
    let body = word.text.strip_suffix(['.', '．', ',', '，']).unwrap_or("");
    word.narrow.0 >= MARGIN
        && body.starts_with(|c| digit(c).is_some())
        && body.chars().all(|c| digit(c).is_some() || matches!(c, ',' | '，'))
}

/// Puts the digits that stand under the beginning of a number behind it.
fn complete(stream: &mut Stream, values: &mut [Word]) {
    let Some(begun) = &stream.begun else { return };
    let under = |word: &&mut Word| {
        word.line > begun.line && word.narrow.0 <= begun.narrow.1 + 1 && begun.narrow.0 <= word.narrow.1 + 1
    };
    let rest = values.iter_mut().find(under).filter(|word| word.text.chars().all(|c| digit(c).is_some()));
    if let Some(rest) = rest {
        rest.text.insert_str(0, &begun.text);
        stream.begun = None;
    }
}

/// The beginning of a number whose rest does not come is a value for itself: it shows that some row has one too many.
fn give_up(stream: &mut Stream, line: usize) {
    if let Some(begun) = stream.begun.take_if(|begun| begun.line.saturating_add(BROKEN) < line)
        && let Some(run) = open_run(stream)
    {
        run.pieces.push(Piece::Value(begun));
    }
}

fn push_text(stream: &mut Stream, text: &str, line: usize) {
    let mut apart = true;
    for character in text.chars() {
        if is_space(character) {
            apart = true;
            continue;
        }
        if let Some(key) = key(character) {
            stream.keys.push(key);
            stream.sources.push(stream.printed.len());
        }
        stream.printed.push(Mark { character, line, apart });
        apart = false;
    }
}

/// True for a line that no value closes, told by its last word alone: a word that is no value is no unit behind one if
/// it is longer than any, or if no number stands before it.
fn ends_in_text(text: &str) -> bool {
    let text = trim(text);
    let last = text.rfind(is_space).map_or(text, |at| trim(&text[at..]));
    let long = last.chars().nth(LONGEST_UNIT).is_some() && !last.starts_with([',', '，', '.', '．']);
    token(last) == Token::Text && (long || !text.contains(|c| digit(c).is_some()))
}

/// A word of a line, values not yet told from text.
#[derive(Debug, Clone, Copy)]
struct LineWord<'a> {
    text: &'a str,
    /// Where it ends in the line.
    end: usize,
    wide: (usize, usize),
    narrow: (usize, usize),
}

impl LineWord<'_> {
    fn value(&self, line: usize) -> Word {
        Word { text: self.text.to_owned(), line, wide: self.wide, narrow: self.narrow }
    }
}

/// The words of a line with their columns.
fn words(text: &str) -> Vec<LineWord<'_>> {
    let mut words: Vec<LineWord<'_>> = Vec::new();
    let (mut wide, mut start) = (0, None);
    for (narrow, (at, character)) in text.char_indices().enumerate() {
        let width = char_width(character);
        if is_space(character) {
            start = None;
        } else {
            let from = *start.get_or_insert_with(|| {
                words.push(LineWord { text: "", end: at, wide: (wide, wide), narrow: (narrow, narrow) });
                at
            });
            if let Some(word) = words.last_mut() {
                word.end = at + character.len_utf8();
                word.text = &text[from..word.end];
                (word.wide.1, word.narrow.1) = (wide + width.max(1) - 1, narrow);
            }
        }
        wide += width;
    }
    words
}

/// The value that ends these words, and how many words it takes: `3`, `增加 3 项`, `251000 元`.
fn value_ending(words: &[LineWord<'_>], line: usize) -> Option<(Word, usize)> {
    let last = words.last()?;
    let kind = token(last.text);
    for taken in (2..=3usize.min(words.len())).rev() {
        let parts = &words[words.len() - taken..];
        let near = parts.windows(2).all(|pair| pair[1].narrow.0 - pair[0].narrow.1 <= 2);
        let unit_follows = kind == Token::Text;
        if !near || !unit_follows && token(parts[0].text) != Token::Text {
            continue;
        }
        let numbers = parts.iter().filter(|word| token(word.text) == Token::Number).count();
        let marks = parts.iter().any(|word| token(word.text) == Token::Mark);
        if numbers != 1 || marks {
            continue;
        }
        let joined = parts.iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
        if token(&joined) == Token::Number {
            let first = &parts[0];
            let word = Word {
                text: joined,
                line,
                wide: (first.wide.0, last.wide.1),
                narrow: (first.narrow.0, last.narrow.1),
            };
            return Some((word, taken));
        }
    }
    kind.is_value().then(|| (last.value(line), 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(text: &str) -> Vec<Vec<String>> {
        let lines: Vec<ViewLine<'_>> = text
            .lines()
            .map(|text| {
                let kind = if text.trim().is_empty() { Kind::Blank } else { Kind::Text };
                ViewLine::new(text, kind)
            })
            .collect();
        let stream = stream(&lines, 0, lines.len());
        stream.runs.iter().map(|run| run.words().map(|word| word.text.clone()).collect()).collect()
    }

    #[test]
    fn values_close_a_line_and_numbering_is_text() {
        assert_eq!(runs("1.属于国家秘密 0 0 1"), [["0", "0", "1"]]);
        assert_eq!(runs("4 .政务微信公开政府信息数 条 28"), [["28"]]);
        assert_eq!(runs("行政许可 12 增加 3 项 251000 元"), [["12", "增加 3 项", "251000 元"]]);
        assert_eq!(runs("甲数\n12\n\n3\n乙数\n4").len(), 2);
    }

    #[test]
    fn a_number_that_breaks_at_its_point_is_one() {
        let print =
            "                    20.\n七、收取的费用   万元\n                     71\n八、机构数   个   1";
        assert_eq!(runs(print), [["20.71"], ["1"]]);
        let print =
            "收取的费用（万元，不含         37.\n                    万元\n邮寄费）                   74";
        assert_eq!(runs(print), [["37.74"]]);
        // What does not stand under the beginning is no rest of it.
        assert_eq!(runs("费用           37.\n经费                       74"), [["74", "37."]]);
        // At the margin, and behind a text, it is a numbering.
        let print = "（五）不予处理 1.\n信访举报\n28 21 无 1 3 9 62";
        assert_eq!(runs(print), [["28", "21", "无", "1", "3", "9", "62"]]);
        assert_eq!(runs("1.\n属于国家秘密 3"), [["3"]]);
    }
}
