//! Text whose grid is lost -> the grid of a known form: labels are aligned with the form's in order, as sequences are,
//! and the values between them counted off. What cannot be placed for certain stays unresolved.

mod alignment;
mod build;
mod place;
mod rows;
mod stream;

use super::claim::Claim;
use super::view::{Kind, ViewLine};
use crate::model::{Hint, RowKind};
use stream::{Stream, keys};

/// Stretches longer than this are not searched: no form is.
const MAX_KEYS: usize = 20_000;

/// Characters of a label that must be found for it to count as seen.
const GLIMPSE: usize = 5;

/// Finds the tables of known forms in stretches of lines that no other detector holds.
pub(crate) fn find(lines: &[ViewLine<'_>], hints: &[Hint], held: &[(usize, usize)]) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (start, end) in sections(lines, held) {
        let stream = stream::stream(lines, start, end);
        if stream.runs.is_empty() || stream.keys.len() > MAX_KEYS {
            continue;
        }
        claims.extend(best_claim(&stream, hints, (start, end)));
    }
    claims
}

/// Stretches between headings and tables that are already found.
fn sections(lines: &[ViewLine<'_>], held: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut sections = Vec::new();
    let mut start = 0;
    for index in 0..=lines.len() {
        let ends = index == lines.len()
            || lines[index].kind == Kind::Heading
            || held.iter().any(|h| h.0 <= index && index < h.1);
        if ends {
            if index > start + 2 {
                sections.push((start, index));
            }
            start = index + 1;
        }
    }
    sections
}

/// The form that reads the stretch best, if one does.
fn best_claim(stream: &Stream, hints: &[Hint], lines: (usize, usize)) -> Option<Claim> {
    let seen: String = stream.keys.iter().collect();
    let mut best: Option<Claim> = None;
    for hint in hints.iter().filter(|hint| glimpsed(hint, &seen)) {
        if let Some(claim) = read(stream, hint, lines)
            && best.as_ref().is_none_or(|best| claim.score > best.score)
        {
            best = Some(claim);
        }
    }
    best
}

/// A quick look whether the form can be here at all: the beginnings of most of its labels are.
fn glimpsed(hint: &Hint, seen: &str) -> bool {
    let labels: Vec<&str> = hint
        .rows
        .iter()
        .filter(|row| row.kind == RowKind::Values)
        .filter_map(|row| row.labels.first())
        .map(String::as_str)
        .filter(|label| !label.is_empty())
        .collect();
    if labels.is_empty() {
        return header_glimpsed(hint, seen);
    }
    let found = labels.iter().filter(|label| {
        let glimpse: String = keys(label).take(GLIMPSE).collect();
        seen.contains(&glimpse)
    });
    found.count() * 2 >= labels.len()
}

/// A form without row labels: every character of its header must be there, in any order.
fn header_glimpsed(hint: &Hint, seen: &str) -> bool {
    let wanted: std::collections::BTreeSet<char> =
        hint.columns.iter().flatten().flat_map(|text| keys(text)).collect();
    let found = wanted.iter().filter(|&&character| seen.contains(character)).count();
    !wanted.is_empty() && found * 10 >= wanted.len() * 9 && seen.chars().count() < 600
}

/// Reads the stretch as this form; the score tells how well it fits.
fn read(stream: &Stream, hint: &Hint, lines: (usize, usize)) -> Option<Claim> {
    let located = rows::locate(stream, hint)?;
    let placed = place::place(stream, hint, &located);
    let fit = located.fit(hint, &placed)?;
    let mut claim = build::build(stream, hint, &located, &placed, lines)?;
    claim.score = 7.0 + fit;
    Some(claim)
}
