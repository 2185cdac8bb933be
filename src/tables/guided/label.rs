//! Places of a form's characters in the text -> the labels as they are printed.
//!
//! A label need not stand in one piece: it may be wrapped around its values, or stand beside the rows that it heads. Its
//! text is put together from the stretches that were found; where too little of it was, the form's own wording stands.

use std::ops::Range;

use super::rows::Located;
use super::stream::{Mark, Stream, key, keys};
use crate::model::Hint;
use crate::model::text::squeeze;

/// Characters inside a label, or at its ends, that the form does not have: `法人或者其他组织`, `继续办理的`.
const EXTRA: usize = 2;

/// The end of a label that may be torn off, and how far behind it may stand.
const TORN: usize = 3;
const FAR: usize = 150;

/// Words among which the parts of a label are looked for.
const MOST_WORDS: usize = 40;

/// The labels of one row.
#[derive(Debug, Clone, Default)]
pub(crate) struct Printed {
    /// Its own label.
    pub(crate) label: String,
    /// The labels of its columns, where it is a block's header.
    pub(crate) columns: Vec<String>,
}

/// The labels of every row of the form, as printed.
pub(crate) fn printed(stream: &Stream, located: &Located, hint: &Hint) -> Vec<Printed> {
    let mut text = Text { stream, taken: vec![false; stream.keys.len()] };
    for row in located.rows.iter().filter(|row| row.span.is_some()) {
        row.places.iter().flatten().for_each(|&place| text.taken[place] = true);
    }
    let rows: Vec<Option<Printed>> = (0..hint.rows.len()).map(|row| text.found(located, hint, row)).collect();
    let extent = extent(located);
    rows.into_iter()
        .enumerate()
        .map(|(row, found)| found.unwrap_or_else(|| text.beside(hint, row, extent)))
        .collect()
}

/// True if a column got the label that the form has for another one.
fn swapped(printed: &[String], form: &[String]) -> bool {
    let is = |text: &str, other: &str| keys(text).eq(keys(other));
    printed.iter().zip(form).any(|(text, own)| !is(text, own) && form.iter().any(|other| is(text, other)))
}

/// First and last place of what was found.
fn extent(located: &Located) -> (usize, usize) {
    let spans = || located.rows.iter().filter_map(|row| row.span);
    (
        spans().map(|span| span.0).min().unwrap_or_default(),
        spans().map(|span| span.1).max().unwrap_or_default(),
    )
}

/// A text, and which of its characters stand for one of the form.
struct Text<'a> {
    stream: &'a Stream,
    taken: Vec<bool>,
}

impl Text<'_> {
    /// The labels of a row that was found in its order.
    fn found(&self, located: &Located, hint: &Hint, index: usize) -> Option<Printed> {
        let (row, found) = (&hint.rows[index], &located.rows[index]);
        found.span?;
        let mut rest = found.places.as_slice();
        let mut next = |form: &str| {
            let (own, later) = rest.split_at(keys(form).count().min(rest.len()));
            rest = later;
            self.compose(own, form, &row.unit).unwrap_or_else(|| form.to_owned())
        };
        let label = next(row.labels.first().map_or("", String::as_str));
        let columns: Vec<String> = row.columns.iter().map(|column| next(column)).collect();
        // Wrapped headers are often written one after the other in another order than they stand in.
        let columns = if swapped(&columns, &row.columns) { row.columns.clone() } else { columns };
        Some(Printed { label, columns })
    }

    /// The label of a row that was not found in its order: it may be printed in the middle of the rows that it heads.
    fn beside(&mut self, hint: &Hint, index: usize, (first, last): (usize, usize)) -> Printed {
        let row = &hint.rows[index];
        let form = row.labels.first().cloned().unwrap_or_default();
        let wanted: Vec<char> = keys(&form).collect();
        let columns = row.columns.clone();
        let here = (wanted.len() >= 3)
            .then(|| self.in_words(&wanted, form.starts_with(is_opening), (first, last)))
            .flatten();
        let Some(here) = here else { return Printed { label: form, columns } };
        let places: Vec<Option<usize>> = here.iter().copied().map(Some).collect();
        here.iter().for_each(|&place| self.taken[place] = true);
        Printed { label: self.compose(&places, &form, "").unwrap_or(form), columns }
    }

    /// Places of a text that stands in whole words between what was found, other such words perhaps between them.
    ///
    /// `（三）` begins another label than `三、`: the first word must stand in a bracket if the form's does.
    fn in_words(
        &self,
        wanted: &[char],
        in_bracket: bool,
        (first, last): (usize, usize),
    ) -> Option<Vec<usize>> {
        let words = self.words_left(first, last);
        let is_first = |&start: &usize| {
            let before = self.stream.sources[words[start].start].checked_sub(1);
            before.is_some_and(|before| is_opening(self.stream.printed[before].character)) == in_bracket
        };
        (0..words.len()).filter(is_first).find_map(|start| {
            let mut places: Vec<usize> = Vec::new();
            for word in words[start..].iter().take(MOST_WORDS) {
                if wanted[places.len()..].starts_with(&self.stream.keys[word.clone()]) {
                    places.extend(word.clone());
                } else if places.is_empty() {
                    return None;
                }
            }
            (places.len() == wanted.len()).then_some(places)
        })
    }

    /// Words that stand for nothing yet.
    fn words_left(&self, first: usize, last: usize) -> Vec<Range<usize>> {
        let mut words: Vec<Range<usize>> = Vec::new();
        for place in first..(last + 1).min(self.taken.len()) {
            match words.last_mut() {
                _ if self.taken[place] => {}
                Some(word) if word.end == place && !self.is_apart(place) && !self.is_value_before(place) => {
                    word.end += 1;
                }
                _ => words.push(place..place + 1),
            }
        }
        words
    }

    /// The text of a label whose characters stand in these places; `None` where too little of it was found.
    fn compose(&self, places: &[Option<usize>], form: &str, unit: &str) -> Option<String> {
        let mut stretches = self.stretches(places, unit);
        let lacking = places.iter().rev().take_while(|place| place.is_none()).count();
        if (1..=TORN).contains(&lacking)
            && let Some((_, last)) = stretches.last_mut()
        {
            let end: Vec<char> = keys(form).skip(places.len() - lacking).collect();
            let follows = *last + 1..*last + 1 + lacking;
            if self.stream.keys.get(follows.clone()) == Some(&end[..]) && !self.taken[follows].contains(&true)
            {
                *last += lacking;
            } else {
                let torn = self.torn_end(*last, &end);
                stretches.extend(torn);
            }
        }
        let matched = places.iter().flatten().count();
        let enough =
            if stretches.len() == 1 { matched * 10 >= places.len() * 6 } else { matched + 1 >= places.len() };
        if stretches.is_empty() || !enough {
            return None;
        }
        let last = stretches.len() - 1;
        let mut text = String::new();
        for (index, &(from, to)) in stretches.iter().enumerate() {
            let from = if index == 0 { self.leading(from) } else { from };
            let to = if index == last { self.trailing(to, unit) } else { to };
            self.print(from, to, index < last, &mut text);
            if let Some(&(next, _)) = stretches.get(index + 1) {
                text.extend(self.lone_mark(to, next).filter(|_| text.ends_with(|last| key(last).is_some())));
            }
        }
        Some(squeeze(&text))
    }

    /// Stretches of the text without foreign characters inside.
    fn stretches(&self, places: &[Option<usize>], unit: &str) -> Vec<(usize, usize)> {
        let mut stretches: Vec<(usize, usize)> = Vec::new();
        for &place in places.iter().flatten() {
            match stretches.last_mut() {
                Some((_, last)) if place > *last && self.joins(*last, place, unit) => *last = place,
                _ => stretches.push((place, place)),
            }
        }
        stretches
    }

    /// True where nothing but a slip stands between two characters of a label.
    fn joins(&self, before: usize, after: usize, unit: &str) -> bool {
        let between = before + 1..after;
        if between.len() > EXTRA || between.clone().any(|place| self.taken[place]) {
            return false;
        }
        let is_unit = !unit.is_empty() && keys(unit).eq(self.stream.keys[between.clone()].iter().copied());
        let is_word = !between.is_empty() && self.is_apart(before + 1) && self.is_apart(after);
        !is_unit && !is_word && between.clone().chain([after]).all(|place| !self.is_value_before(place))
    }

    /// True where values stand right before a character.
    fn is_value_before(&self, place: usize) -> bool {
        self.stream.runs.binary_search_by_key(&place, |run| run.at).is_ok()
    }

    /// Where a label begins that has a few characters more than the form's: its number, as a rule.
    fn leading(&self, first: usize) -> usize {
        let is_more = |&place: &usize| {
            !self.taken[place] && !self.is_apart(place + 1) && !self.is_value_before(place + 1)
        };
        let more = (0..first).rev().take_while(is_more).take(EXTRA + 1).count();
        if more <= EXTRA { first - more } else { first }
    }

    /// Where a label ends that has a few characters more than the form's.
    fn trailing(&self, last: usize, unit: &str) -> usize {
        let is_more =
            |&place: &usize| !self.taken[place] && !self.is_apart(place) && !self.is_value_before(place);
        let more = (last + 1..self.taken.len()).take_while(is_more).take(EXTRA + 1).count();
        let is_unit = keys(unit).eq(self.stream.keys[last + 1..last + 1 + more].iter().copied());
        if more <= EXTRA && !is_unit { last + more } else { last }
    }

    /// True where white space or a line's end stands before a character, or before the punctuation before it.
    fn is_apart(&self, place: usize) -> bool {
        let Some(before) = place.checked_sub(1) else { return true };
        let between = self.stream.sources[before] + 1..=self.stream.sources[place];
        self.stream.printed[between].iter().any(|mark| mark.apart)
    }

    /// Prints a stretch with the brackets around it, and with the punctuation behind it if the label goes on.
    fn print(&self, first: usize, last: usize, goes_on: bool, text: &mut String) {
        let printed = &self.stream.printed;
        let (mut from, mut to) = (self.stream.sources[first], self.stream.sources[last]);
        while from > 0 && matches!(printed[from - 1].character, '（' | '(' | '“' | '《') {
            from -= 1;
        }
        let follows = |mark: &Mark| {
            let is_open = || {
                printed[from..].iter().take_while(|&open| open != mark).any(|open| is_opening(open.character))
            };
            match is_closing(mark.character) {
                true => !mark.apart || is_open(),
                false => goes_on && !is_opening(mark.character),
            }
        };
        while printed.get(to + 1).is_some_and(|mark| key(mark.character).is_none() && follows(mark)) {
            to += 1;
        }
        for mark in &printed[from..=to] {
            // A closing quotation mark that nothing opens is the torn end of another label.
            if !matches!(mark.character, '”' | '》') || text.contains(['“', '《']) {
                text.push(mark.character);
            }
        }
    }

    /// A punctuation mark on its own between two stretches: `三`, `、`, `本`, … under one another.
    fn lone_mark(&self, before: usize, after: usize) -> Option<char> {
        let between = self.stream.sources[before] + 1..=*self.stream.sources.get(after)?;
        let marks = self.stream.printed.get(between)?;
        let alone = |pair: &&[Mark]| {
            pair[0].apart && pair[1].apart && matches!(pair[0].character, '、' | '．' | '.' | '，' | ',')
        };
        marks.windows(2).find(alone).map(|pair| pair[0].character)
    }

    /// The end of a label that was torn off: a word of its own further on that is what the label lacks.
    fn torn_end(&self, last: usize, lacking: &[char]) -> Option<(usize, usize)> {
        let found = (last + 2..self.taken.len().saturating_sub(lacking.len() - 1)).take(FAR).find(|&first| {
            let end = first + lacking.len();
            self.stream.keys[first..end] == *lacking
                && !self.taken[first..end].contains(&true)
                && self.is_apart(first)
                && (end == self.taken.len() || self.is_apart(end) || self.is_value_before(end))
        });
        found.map(|first| (first, first + lacking.len() - 1))
    }
}

fn is_opening(character: char) -> bool {
    matches!(character, '（' | '(' | '“' | '《')
}

fn is_closing(character: char) -> bool {
    matches!(character, '）' | ')' | '”' | '》')
}
