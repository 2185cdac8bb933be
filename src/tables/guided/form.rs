//! Hint -> Form: a known form with all that can be worked out before a text is seen.

use super::letters::Letters;
use super::stream::keys;
use crate::model::{Hint, HintRow, RowKind, numbering};

/// Characters of a label that must be found for it to count as seen.
const GLIMPSE: usize = 5;

/// Rows of a form that may be its first one in a text.
const FIRST_ROWS: usize = 6;

/// Characters of a label that tell where the form begins.
const BEGINNING: usize = 6;

/// A known form, ready to be looked for.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    pub(crate) hint: Hint,
    /// Characters of all labels in print order.
    pub(crate) letters: Letters,
    /// Where each row stands among them, without its unit.
    pub(crate) spans: Vec<(usize, usize)>,
    /// Length of each row's label without the remark behind it.
    pub(crate) cores: Vec<usize>,
    /// Other wordings of each row's label, with its number.
    pub(crate) variants: Vec<Vec<Vec<char>>>,
    /// Beginnings of the first rows, with the number of characters that the form has before each.
    pub(crate) beginnings: Vec<(Vec<char>, usize)>,
    /// Beginnings of the labels of the rows with values.
    pub(crate) glimpses: Vec<Vec<char>>,
    /// The different characters of the header over the values.
    pub(crate) header: Vec<char>,
}

impl Form {
    /// Works out what the search needs.
    pub(crate) fn new(hint: &Hint) -> Self {
        let mut characters: Vec<char> = Vec::new();
        let mut spans = Vec::with_capacity(hint.rows.len());
        for row in &hint.rows {
            let start = characters.len();
            characters.extend(row.labels.first().into_iter().flat_map(|label| keys(label)));
            characters.extend(row.columns.iter().flat_map(|label| keys(label)));
            spans.push((start, characters.len()));
            // The unit is printed in the row, but says nothing about which row it is.
            characters.extend(keys(&row.unit));
        }
        let mut header: Vec<char> = hint.columns.iter().flatten().flat_map(|text| keys(text)).collect();
        header.sort_unstable();
        header.dedup();
        Self {
            letters: Letters::new(&characters),
            spans,
            cores: hint.rows.iter().map(core).collect(),
            variants: hint.rows.iter().map(variants).collect(),
            beginnings: beginnings(hint),
            glimpses: glimpses(hint),
            header,
            hint: hint.clone(),
        }
    }
}

/// Length of the label without the remark in brackets behind it, which reports shorten or leave out.
fn core(row: &HintRow) -> usize {
    let label = row.labels.first().map_or("", String::as_str);
    let end = label
        .char_indices()
        .skip(4)
        .find(|&(_, c)| matches!(c, '（' | '('))
        .map_or(label.len(), |(at, _)| at);
    keys(&label[..end]).count()
}

fn variants(row: &HintRow) -> Vec<Vec<char>> {
    let Some((label, others)) = row.labels.split_first() else { return Vec::new() };
    let number = numbering(label).map_or("", |(_, _, end)| &label[..end]);
    let numbered = |other: &String| {
        let number = if numbering(other).is_some() { "" } else { number };
        keys(number).chain(keys(other)).collect()
    };
    others.iter().map(numbered).collect()
}

fn beginnings(hint: &Hint) -> Vec<(Vec<char>, usize)> {
    let mut found = Vec::new();
    let mut before = 0;
    for row in hint.rows.iter().take(FIRST_ROWS) {
        let label: Vec<char> = row.labels.first().into_iter().flat_map(|label| keys(label)).collect();
        let length = label.len();
        if length >= 2 {
            found.push((label.into_iter().take(BEGINNING).collect(), before));
        }
        before += length;
    }
    found
}

fn glimpses(hint: &Hint) -> Vec<Vec<char>> {
    let rows = hint.rows.iter().filter(|row| row.kind == RowKind::Values);
    let labels = rows.filter_map(|row| row.labels.first()).filter(|label| !label.is_empty());
    labels.map(|label| keys(label).take(GLIMPSE).collect()).collect()
}
