//! Found rows -> whether they are told in sentences: a report that tells its numbers in prose prints no table of them.

use std::collections::BTreeSet;

use super::form::Form;
use super::rows::Located;
use super::stream::{Mark, Run, Stream, key};
use crate::model::RowKind;
use crate::tables::token::digit;

/// Characters behind a label in which its number and the end of the clause must stand.
const CLAUSE: usize = 16;

/// Clauses that show a header told in sentences.
const LEAST: usize = 3;

/// True if at least half of the labels of rows with values are parts of sentences; of a form without such labels, if
/// several numbers follow characters of its header in sentences.
pub(crate) fn tells(stream: &Stream, form: &Form, located: &Located) -> bool {
    let mut labelled = vec![false; stream.printed.len()];
    for &place in located.rows.iter().flat_map(|row| &row.places).flatten() {
        labelled[stream.sources[place]] = true;
    }
    let lines_of = |run: &Run| run.words().map(|word| word.line).collect::<Vec<usize>>();
    let rows_of_values = stream.runs.iter().flat_map(lines_of).collect();
    let text = Text { printed: &stream.printed, labelled, rows_of_values };
    if form.glimpses.is_empty() {
        let of_header = |mark: &Mark| key(mark.character).is_some_and(|key| form.header.contains(&key));
        let numbered = |pair: &[Mark]| of_header(&pair[0]) && digit(pair[1].character).is_some();
        let places = stream.printed.windows(2).enumerate().filter(|(_, pair)| numbered(pair));
        return places.filter(|&(place, _)| text.closes(place)).take(LEAST).count() == LEAST;
    }
    let rows = form.hint.rows.iter().zip(&located.rows).filter(|(row, _)| row.kind == RowKind::Values);
    let spans = rows.filter_map(|(_, found)| found.span);
    let (mut told, mut all) = (0, 0);
    for (first, last) in spans {
        all += 1;
        told += usize::from(text.is_clause(stream.sources[first], stream.sources[last]));
    }
    told > 0 && told * 2 >= all
}

/// The printed characters, and which of them are of a label.
struct Text<'a> {
    printed: &'a [Mark],
    labelled: Vec<bool>,
    /// Lines that end in values.
    rows_of_values: BTreeSet<usize>,
}

impl Text<'_> {
    /// True if the label from the first character to the last is part of a sentence.
    fn is_clause(&self, first: usize, last: usize) -> bool {
        let line = self.printed[last].line;
        let goes_on = self.printed.get(last + 1).is_some_and(|mark| mark.line == line);
        let inside = goes_on && !self.rows_of_values.contains(&line) && self.goes_before(first);
        inside || self.closes(last)
    }

    /// True if a sentence leads up to a label: `处理行政许可`, `12件、规章`; not the label's own number, nor a label that
    /// lost the space before this one.
    fn goes_before(&self, first: usize) -> bool {
        for place in (1..=first).rev() {
            if self.printed[place].apart {
                return false;
            }
            let before = self.printed[place - 1].character;
            if key(before).is_some() && !is_numeral(before) {
                return place < first || !self.labelled[place - 1];
            }
        }
        false
    }

    /// True if a clause ends behind a label, with a number in it: `规章12件；`. The line may end behind the label.
    fn closes(&self, last: usize) -> bool {
        let line = self.printed.get(last + 1).map_or(self.printed[last].line, |mark| mark.line);
        let behind = self.printed[last + 1..].iter().zip(&self.labelled[last + 1..]);
        let own = behind.take_while(|(mark, labelled)| mark.line == line && !**labelled).take(CLAUSE);
        let clause: Vec<char> = own.map(|(mark, _)| mark.character).collect();
        let number = clause.iter().position(|&character| digit(character).is_some());
        number.is_some_and(|number| {
            clause[number..].windows(2).any(|pair| digit(pair[0]).is_none() && ends_clause(pair[1]))
        })
    }
}

fn is_numeral(character: char) -> bool {
    digit(character).is_some() || "一二三四五六七八九十".contains(character)
}

fn ends_clause(character: char) -> bool {
    matches!(character, '，' | '；' | '。' | '、' | ',' | ';')
}
