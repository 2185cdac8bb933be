//! Segments + columns -> cells of one line: which column each piece stands in, and whether that is certain.

use super::super::token::Token;
use super::columns::Column;
use super::segments::{Segment, TextLine};

/// How far a text may stand from its column.
const JITTER: f32 = 2.0;

/// A piece of a line in its column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Placed {
    pub(crate) column: usize,
    /// Columns covered.
    pub(crate) span: usize,
    pub(crate) segment: Segment,
    /// False if it may as well belong to another column.
    pub(crate) certain: bool,
}

/// Places every segment of a line of the body; pieces come in the order of the line.
pub(crate) fn place(line: &TextLine<'_>, columns: &[Column]) -> Vec<Placed> {
    let mut placed = Vec::with_capacity(line.segments.len());
    for segment in &line.segments {
        let (first, last) = overlapped(columns, segment);
        match last.checked_sub(first) {
            None => placed.push(nearest(segment, columns, line)),
            Some(0) => placed.push(Placed { column: first, span: 1, segment: *segment, certain: true }),
            Some(_) => across(line, segment, columns, (first, last), &mut placed),
        }
    }
    if line.astray {
        placed.iter_mut().for_each(|piece| piece.certain &= !piece.segment.token.is_value());
    }
    settle_doubles(placed, columns)
}

/// First and last column that the segment reaches into; first > last if none.
pub(crate) fn overlapped(columns: &[Column], segment: &Segment) -> (usize, usize) {
    let first = columns.partition_point(|column| column.x1 <= segment.x0);
    let end = columns.partition_point(|column| column.x0 < segment.x1);
    if end > first { (first, end - 1) } else { (1, 0) }
}

/// A segment between columns. A value is certain only if it is much nearer to one of them; a text goes to a column where
/// nothing else stands, of texts if there is one.
fn nearest(segment: &Segment, columns: &[Column], line: &TextLine<'_>) -> Placed {
    let (mut best, mut second, mut column) = (f32::MAX, f32::MAX, 0);
    let after = columns.partition_point(|column| column.x1 <= segment.x0);
    for (index, near) in columns.iter().enumerate().skip(after.saturating_sub(1)).take(2) {
        let mut distance = near.distance(segment.x0, segment.x1);
        if segment.token == Token::Text {
            let taken = line.segments.iter().any(|other| near.overlaps(other.x0, other.x1));
            distance += if taken { 1000.0 } else { 0.0 } + if near.values { 100.0 } else { 0.0 };
        }
        if distance < best {
            (second, best, column) = (best, distance, index);
        } else {
            second = second.min(distance);
        }
    }
    let certain = segment.token == Token::Text || best <= JITTER && second >= best + JITTER;
    Placed { column, span: 1, segment: *segment, certain }
}

/// A segment over several columns: cells with single spaces between them, or a text that spans them.
fn across(
    line: &TextLine<'_>,
    segment: &Segment,
    columns: &[Column],
    (first, last): (usize, usize),
    placed: &mut Vec<Placed>,
) {
    if let Some(parts) = parts(line, segment, columns) {
        placed.extend(parts);
        return;
    }
    let certain = segment.token == Token::Text;
    let span = if certain { last + 1 - first } else { 1 };
    let column = if certain { first } else { widest_overlap(segment, columns, (first, last)) };
    placed.push(Placed { column, span, segment: *segment, certain });
}

fn widest_overlap(segment: &Segment, columns: &[Column], (first, last): (usize, usize)) -> usize {
    let shared = |c: usize| segment.x1.min(columns[c].x1) - segment.x0.max(columns[c].x0);
    (first..=last).max_by(|&a, &b| shared(a).total_cmp(&shared(b))).unwrap_or(first)
}

/// Cuts a segment at its spaces where each piece is a value in a column of values, or begins its column's texts.
fn parts(line: &TextLine<'_>, segment: &Segment, columns: &[Column]) -> Option<Vec<Placed>> {
    let mut parts: Vec<(usize, usize, usize)> = Vec::new();
    for index in segment.first..segment.end {
        let word = &line.words[index];
        let piece = Segment { first: index, end: index + 1, x0: word.x0, x1: word.x1, token: Token::Text };
        let (first, last) = overlapped(columns, &piece);
        let column = match last.checked_sub(first) {
            Some(0) => first,
            Some(_) => return None,
            None => parts.last().map_or(0, |part| part.0),
        };
        match parts.last_mut() {
            Some(part) if part.0 == column => part.2 = index + 1,
            Some(part) if part.0 > column => return None,
            _ => parts.push((column, index, index + 1)),
        }
    }
    let placed: Vec<Placed> = parts
        .into_iter()
        .map(|(column, first, end)| Placed {
            column,
            span: 1,
            segment: line.segment(first, end),
            certain: true,
        })
        .collect();
    let fits = |index: usize, part: &Placed| {
        let column = &columns[part.column];
        let is_value = |part: &Placed| part.segment.token.is_value() && columns[part.column].values;
        let begins = !column.values && (part.segment.x0 - column.x0).abs() <= 1.0;
        // What stands in a column of texts behind a number is no part of that.
        let behind = || !column.values && !part.segment.token.is_value() && is_value(&placed[index - 1]);
        index == 0 || is_value(part) || begins || behind()
    };
    let all = placed.iter().enumerate().all(|(index, part)| fits(index, part));
    (placed.len() > 1 && all).then_some(placed)
}

/// Two pieces in one place of a column of values: the values among them are not certain.
fn settle_doubles(mut placed: Vec<Placed>, columns: &[Column]) -> Vec<Placed> {
    for index in 1..placed.len() {
        let (before, here) = (placed[index - 1], placed[index]);
        if before.column + before.span > here.column && columns[here.column].values {
            placed[index - 1].certain &= before.segment.token == Token::Text;
            placed[index].certain &= here.segment.token == Token::Text;
        }
    }
    placed
}
