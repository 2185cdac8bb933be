//! Stream + form -> which stretch of the text is which row's label.

use super::alignment::align;
use super::form::Form;
use super::glimpse::Seen;
use super::place::Placed;
use super::stream::Stream;
use crate::model::{Hint, RowKind};

/// A row of the form as it was found in the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct FoundRow {
    /// First and last place in the stream's keys; `None` if the label is not there.
    pub(crate) span: Option<(usize, usize)>,
    /// How many of the label's characters were found, and how many it has.
    pub(crate) matched: usize,
    pub(crate) length: usize,
    /// How many characters of the label were not found behind the last one that was.
    pub(crate) tail: usize,
    /// Where each character of the row was found: its label's, then its columns'.
    pub(crate) places: Vec<Option<usize>>,
}

/// Every row of the form, in its order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Located {
    pub(crate) rows: Vec<FoundRow>,
}

impl Located {
    /// 0 to 1: how alike the labels are; no fit is better.
    pub(crate) fn alike(&self, hint: &Hint) -> f32 {
        let (mut matched, mut length) = (0, 0);
        for (row, found) in hint.rows.iter().zip(&self.rows) {
            matched += found.matched;
            length += if row.optional && found.span.is_none() { 0 } else { found.length };
        }
        if length == 0 { 0.5 } else { matched as f32 / length as f32 }
    }

    /// 0 to 1: how well the text fits the form; `None` if it does not.
    pub(crate) fn fit(&self, hint: &Hint, placed: &Placed) -> Option<f32> {
        let (rows, present) = self.value_rows(hint);
        if present * 2 < rows || placed.rows_here() * 2 < present {
            return None;
        }
        // A form that leaves printed values without a row, or text without a label, is the wrong one of two that are
        // much alike.
        let left_over = 0.05 * placed.loose.len() as f32 + 0.3 * self.unexplained();
        Some((self.alike(hint) - left_over).max(0.0))
    }

    /// 0 to 1: of the text from the first label to the last, how much is of no label.
    fn unexplained(&self) -> f32 {
        let places = || self.rows.iter().flat_map(|row| &row.places).flatten();
        let (Some(first), Some(last)) = (places().min(), places().max()) else { return 0.0 };
        let text = last + 1 - first;
        text.saturating_sub(places().count()) as f32 / text as f32
    }

    /// True if the values of most rows have no place: the form is known, but another look of the text may tell more.
    pub(crate) fn is_weak(&self, hint: &Hint, placed: &Placed) -> bool {
        let with_values =
            placed.rows.iter().filter(|row| row.as_ref().is_some_and(|cells| !cells.is_empty())).count();
        with_values * 2 < self.value_rows(hint).1
    }

    /// Rows of values that every report prints, and how many of them are here.
    fn value_rows(&self, hint: &Hint) -> (usize, usize) {
        let pairs = hint.rows.iter().zip(&self.rows);
        let rows = pairs.filter(|(row, _)| row.kind == RowKind::Values && !row.optional);
        let present = rows.clone().filter(|(_, found)| found.span.is_some() || found.length == 0);
        (rows.clone().count(), present.count())
    }
}

/// Aligns the form's labels, in print order, with the text.
pub(crate) fn locate(stream: &Stream, seen: &Seen<'_>, form: &Form) -> Option<Located> {
    if form.letters.len() == 0 {
        return Some(Located { rows: vec![FoundRow::default(); form.hint.rows.len()] });
    }
    let start = beginning(seen, form)?;
    let places = align(&stream.keys, &form.letters, start);
    let rows = form.spans.iter().zip(&form.cores).zip(&form.variants);
    let found = rows.map(|((&(from, to), &core), others)| {
        let row = found_row(&places[from..to], core);
        let other = || other_wording(&stream.keys, &places[from..to], others);
        if row.span.is_none() { other().unwrap_or(row) } else { row }
    });
    Some(Located { rows: found.collect() })
}

/// Where the form's first labels begin in the text: what stands before is header.
fn beginning(seen: &Seen<'_>, form: &Form) -> Option<usize> {
    let place = |(label, before): &(Vec<char>, usize)| Some(seen.find(label)?.saturating_sub(*before));
    form.beginnings.iter().find_map(place)
}

/// A label counts as found if most of its characters are, in stretches, close together.
fn found_row(places: &[Option<usize>], core: usize) -> FoundRow {
    let length = places.len();
    let kept = in_stretches(places);
    let matched = kept.iter().flatten().count();
    let first = kept.iter().flatten().next().copied();
    let last = kept.iter().rev().flatten().next().copied();
    let enough = matched * 10 >= length * 6 && matched > 0 || matched * 10 >= core * 9 && core >= 4;
    let span = match (first, last) {
        (Some(first), Some(last)) if enough && last - first < length * 2 + 60 => Some((first, last)),
        _ => None,
    };
    let tail = places.iter().rev().take_while(|place| place.is_none()).count();
    FoundRow {
        span,
        matched: if span.is_some() { matched } else { 0 },
        length,
        tail: tail.min(6),
        places: kept,
    }
}

/// A label in another wording, which ends where the last of its characters was found.
fn other_wording(keys: &[char], places: &[Option<usize>], others: &[Vec<char>]) -> Option<FoundRow> {
    let end = places.iter().rev().flatten().next()? + 1;
    let printed = others.iter().find(|other| other.len() > 1 && keys[..end].ends_with(other))?;
    let length = printed.len();
    let places = (end - length..end).map(Some).collect();
    Some(FoundRow { span: Some((end - length, end - 1)), matched: length, length, tail: 0, places })
}

/// Leaves out single characters that were found far from the others: chance.
fn in_stretches(places: &[Option<usize>]) -> Vec<Option<usize>> {
    if places.len() <= 3 {
        return places.to_vec();
    }
    let near =
        |a: Option<usize>, b: Option<usize>| matches!((a, b), (Some(a), Some(b)) if a.abs_diff(b) <= 2);
    (0..places.len())
        .map(|index| {
            let before = index > 0 && near(places[index - 1], places[index]);
            let after = index + 1 < places.len() && near(places[index], places[index + 1]);
            places[index].filter(|_| before || after)
        })
        .collect()
}
