//! Lines above the first values -> the first line of the body: rows that print no value, and lines of a row that its
//! values stand in the middle of.

use super::segments::{Segment, TextLine};
use crate::model::{Numbering, numbering};

/// No more lines of the body stand above its first values.
const MOST_ABOVE: usize = 8;
/// Labels of one numbering begin so near to each other, in columns.
const SAME: f32 = 2.0;

/// The first line of the body, given the first one with values.
pub(super) fn first_row(lines: &[TextLine<'_>], valued: usize) -> usize {
    let first = numbered(lines, valued).unwrap_or(valued);
    ruled(lines, first).unwrap_or(first)
}

/// True if something is left above that may be a header.
fn is_headed(lines: &[TextLine<'_>], first: usize) -> bool {
    lines[..first].iter().any(|line| line.segments.len() >= 2)
}

/// The first line whose label has a number that the next label of its numbering goes on with.
fn numbered(lines: &[TextLine<'_>], valued: usize) -> Option<usize> {
    let mut above = valued.saturating_sub(MOST_ABOVE)..valued;
    above.find(|&at| is_headed(lines, at) && lines[at].segments.iter().any(|label| goes_on(lines, at, label)))
}

/// True if the label is numbered, and the first one below it of its kind has the next number.
fn goes_on(lines: &[TextLine<'_>], at: usize, label: &Segment) -> bool {
    let Some((style, number)) = number(&lines[at], label) else { return false };
    let below = lines[at + 1..].iter().flat_map(|line| line.segments.iter().map(move |other| (line, other)));
    let mut same = below
        .filter(|(_, other)| (other.x0 - label.x0).abs() <= SAME)
        .filter_map(|(line, other)| self::number(line, other).filter(|next| next.0 == style));
    same.next().is_some_and(|next| next.1 == number + 1)
}

fn number(line: &TextLine<'_>, segment: &Segment) -> Option<(Numbering, u32)> {
    numbering(&line.text(segment.first, segment.end)).map(|(style, number, _)| (style, number))
}

/// The line below the last rule above the first row, where rules stand between all rows with values.
fn ruled(lines: &[TextLine<'_>], first: usize) -> Option<usize> {
    let mut above = (first.saturating_sub(MOST_ABOVE)..=first).rev();
    let begins = above.find(|&line| lines[line].ruled)?;
    (begins < first && is_headed(lines, begins) && parts_rows(&lines[first..])).then_some(begins)
}

/// In print: true if rules stand between all rows with values, two times at least on a page.
pub(super) fn parts_rows(lines: &[TextLine<'_>]) -> bool {
    let mut pairs = 0;
    let mut last: Option<&TextLine<'_>> = None;
    let mut parted = false;
    for line in lines {
        parted |= line.ruled;
        if !line.has_values() {
            continue;
        }
        if last.is_some_and(|last| line.below(last).is_some()) {
            if !parted {
                return false;
            }
            pairs += 1;
        }
        (last, parted) = (Some(line), false);
    }
    pairs >= 2
}
