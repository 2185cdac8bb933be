//! Text whose grid is lost -> the grid of a known form: labels are aligned with the form's in order, as sequences are,
//! and the values between them counted off. What cannot be placed for certain stays unresolved.

mod alignment;
mod build;
mod form;
mod glimpse;
mod header;
mod label;
mod letters;
mod place;
mod rows;
mod stream;

use super::claim::Claim;
use super::view::{Kind, ViewLine};
use glimpse::Seen;
use stream::Stream;

pub(crate) use form::Form;

/// Stretches longer than this are not searched: no form is.
const MAX_KEYS: usize = 20_000;

/// Lines that no other detector holds, and their text.
pub(crate) struct Stretch<'a> {
    lines: &'a [ViewLine<'a>],
    /// First line, and the line after the last.
    extent: (usize, usize),
    stream: Stream,
}

/// Finds the tables of known forms in stretches of lines that no other detector holds.
pub(crate) fn find(lines: &[ViewLine<'_>], forms: &[Form], held: &[(usize, usize)]) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (start, end) in sections(lines, held) {
        let stream = stream::stream(lines, start, end);
        if stream.runs.is_empty() || stream.keys.len() > MAX_KEYS {
            continue;
        }
        claims.extend(best_claim(&Stretch { lines, extent: (start, end), stream }, forms));
    }
    claims
}

/// Stretches between headings and tables that are already found.
fn sections(lines: &[ViewLine<'_>], held: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut held = held.to_vec();
    held.sort_unstable();
    let mut held = held.into_iter().peekable();
    // Where the farthest of the tables ends that have begun.
    let mut held_to = 0;
    let mut sections = Vec::new();
    let mut start = 0;
    for index in 0..=lines.len() {
        while let Some((_, end)) = held.next_if(|&(start, _)| start <= index) {
            held_to = held_to.max(end);
        }
        let ends = index == lines.len() || lines[index].kind == Kind::Heading || index < held_to;
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
fn best_claim(stretch: &Stretch<'_>, forms: &[Form]) -> Option<Claim> {
    let seen = Seen::new(&stretch.stream.keys);
    let mut best: Option<Claim> = None;
    for form in forms.iter().filter(|form| seen.may_hold(form)) {
        let least = best.as_ref().map_or(0.0, |best| best.score);
        best = read(stretch, &seen, form, least).or(best);
    }
    best
}

/// Reads the stretch as this form; the score tells how well it fits, and must be more than `least`.
fn read(stretch: &Stretch<'_>, seen: &Seen<'_>, form: &Form, least: f32) -> Option<Claim> {
    let stream = &stretch.stream;
    let located = rows::locate(stream, seen, form)?;
    let hint = &form.hint;
    if 7.0 + located.alike(hint) <= least {
        return None;
    }
    let placed = place::place(stream, hint, &located);
    let score = 7.0 + located.fit(hint, &placed)?;
    if score <= least {
        return None;
    }
    let claim = build::build(stretch, hint, &located, &placed)?;
    Some(Claim { score, ..claim })
}
