//! Faces that lost a rule inside -> the parts that their values show: each value in a place of its own.
//!
//! A face is parted only along lines that are drawn beside it, and only where every value lies between two of them:
//! the words of one text do not keep to the columns of other rows.

use super::super::token::{Token, token};
use super::face::{Area, Faces};
use super::fill::Filled;
use super::lattice::{Lattice, slot};
use super::numbers;
use super::text::{self, TextLine};
use super::turn::Mark;
use crate::model::Direction;

/// Texts as far apart as this, in font sizes, may be those of two cells.
const APART: f32 = 0.8;

/// For each face that falls into parts: its index and the parts.
pub(super) fn parts(
    lattice: &Lattice,
    faces: &Faces,
    filled: &Filled,
    marks: &[Mark<'_>],
    by_columns: bool,
) -> Vec<(usize, Vec<Area>)> {
    let mut parts = Vec::new();
    for (index, area) in faces.areas.iter().enumerate() {
        let (from, to) = if by_columns { area.columns } else { area.rows };
        let own: Vec<&Mark<'_>> = filled.marks[index].iter().map(|&mark| &marks[mark]).collect();
        if to - from < 2 || own.len() < 2 || own.iter().any(|mark| mark.runs != Direction::Right) {
            continue;
        }
        if by_columns && let Some(cuts) = headed_cuts(lattice, *area, &own) {
            parts.push((index, cut(*area, &cuts, by_columns)));
            continue;
        }
        let cuts = if by_columns { column_cuts(lattice, *area, own) } else { row_cuts(lattice, *area, &own) };
        let Some(cuts) = cuts.filter(|cuts| !cuts.is_empty()) else { continue };
        if cuts.iter().all(|&line| is_drawn_beside(lattice, *area, line, by_columns)) {
            parts.push((index, cut(*area, &cuts, by_columns)));
        }
    }
    parts
}

fn cut(area: Area, cuts: &[usize], by_columns: bool) -> Vec<Area> {
    let (from, to) = if by_columns { area.columns } else { area.rows };
    let starts = [from].into_iter().chain(cuts.iter().copied());
    let ends = cuts.iter().copied().chain([to]);
    let part = |(start, end)| {
        if by_columns { Area { columns: (start, end), ..area } } else { Area { rows: (start, end), ..area } }
    };
    starts.zip(ends).map(part).collect()
}

/// True if a line inside the face is drawn in half of the rows (columns) outside of it, or more.
fn is_drawn_beside(lattice: &Lattice, area: Area, line: usize, by_columns: bool) -> bool {
    let ((from, to), count) =
        if by_columns { (area.rows, lattice.rows()) } else { (area.columns, lattice.columns()) };
    let drawn = |place: &usize| {
        if by_columns { lattice.upright(*place, line) } else { lattice.level(line, *place) }
    };
    let outside: Vec<usize> = (0..from).chain(to..count).collect();
    !outside.is_empty() && outside.iter().filter(|&place| drawn(place)).count() * 2 >= outside.len()
}

/// The columns of a row that only the header above has rules between: each of its texts stands under one of these, or
/// the first under several, and some of them are values.
fn headed_cuts(lattice: &Lattice, area: Area, marks: &[&Mark<'_>]) -> Option<Vec<usize>> {
    let headed = |line: usize| (0..area.rows.0).any(|row| lattice.upright(row, line));
    let one_row = area.rows.1 == area.rows.0 + 1;
    if !one_row || !(area.columns.0 + 1..area.columns.1).all(headed) {
        return None;
    }
    let segments = segments(marks.to_vec());
    let is_value = |segment: &Segment<'_>| token(&flat(&text::lines(&segment.2))).is_value();
    let values = segments.iter().filter(|segment| is_value(segment)).count();
    let mut free = area.columns.0;
    let mut crossed = Vec::new();
    for (place, segment) in segments.iter().enumerate() {
        let (first, last) = (slot(&lattice.xs, segment.0 + 0.5)?, slot(&lattice.xs, segment.1 - 0.5)?);
        if first < free || first != last && (place > 0 || is_value(segment)) {
            return None;
        }
        crossed.extend(first + 1..=last);
        free = last + 1;
    }
    let columns = area.columns.1 - area.columns.0;
    let enough = values > 0 && segments.len() >= 2 && segments.len() * 2 + crossed.len() >= columns;
    enough.then(|| (area.columns.0 + 1..area.columns.1).filter(|line| !crossed.contains(line)).collect())
}

/// From, to, and the marks of what stands close together.
type Segment<'a> = (f32, f32, Vec<&'a Mark<'a>>);

fn segments<'a>(mut marks: Vec<&'a Mark<'a>>) -> Vec<Segment<'a>> {
    marks.sort_by(|a, b| a.rect.x0.total_cmp(&b.rect.x0));
    let mut segments: Vec<Segment<'a>> = Vec::new();
    for mark in marks {
        match segments.last_mut() {
            Some((_, to, own)) if mark.rect.x0 - *to <= APART * mark.size() => {
                *to = to.max(mark.rect.x1);
                own.push(mark);
            }
            _ => segments.push((mark.rect.x0, mark.rect.x1, vec![mark])),
        }
    }
    segments
}

/// True if a cell prints rows of several columns: lines with a gap in one place, values among them.
pub(super) fn is_open(mut marks: Vec<&Mark<'_>>) -> bool {
    marks.retain(|mark| mark.runs == Direction::Right);
    marks.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut lines: Vec<Vec<Segment<'_>>> = Vec::new();
    let mut rest = marks.as_slice();
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|mark| mark.y - first.y <= 0.4 * first.size()).count();
        lines.push(segments(rest[..count].to_vec()));
        rest = &rest[count..];
    }
    let is_value = |segment: &Segment<'_>| token(&flat(&text::lines(&segment.2))).is_value();
    let rows: Vec<&Vec<Segment<'_>>> = lines.iter().filter(|line| line.len() >= 2).collect();
    let valued =
        rows.iter().filter(|row| row.iter().filter(|segment| is_value(segment)).count() >= 2).count();
    let gap = |row: &Vec<Segment<'_>>, at: f32| row.windows(2).any(|pair| pair[0].1 <= at && at <= pair[1].0);
    let shared = rows.first().is_some_and(|row| {
        let gaps = row.windows(2).map(|pair| (pair[0].1 + pair[1].0) / 2.0);
        gaps.into_iter().any(|at| rows.iter().all(|row| gap(row, at)))
    });
    rows.len() >= 2 && rows.len() * 10 >= lines.len() * 6 && valued >= 2 && shared
}

/// Texts of one row in several columns, the last of them a value.
fn column_cuts(lattice: &Lattice, area: Area, marks: Vec<&Mark<'_>>) -> Option<Vec<usize>> {
    let segments = segments(marks);
    if segments.len() < 2 {
        return None;
    }
    let tokens: Vec<Token> = segments.iter().map(|(_, _, marks)| token(&flat(&text::lines(marks)))).collect();
    let all_values = tokens.iter().all(|token| token.is_value());
    if !tokens.last()?.is_value()
        || !all_values && tokens.iter().filter(|token| !token.is_value()).count() > 1
    {
        return None;
    }
    let mut taken = Vec::with_capacity(segments.len());
    for (segment, token) in segments.iter().zip(&tokens) {
        let (first, last) = (slot(&lattice.xs, segment.0 + 0.5)?, slot(&lattice.xs, segment.1 - 0.5)?);
        if token.is_value() && first != last || taken.last().is_some_and(|&(_, before)| before >= first) {
            return None;
        }
        taken.push((first, last));
    }
    let inside = |line: &usize| taken.iter().any(|&(first, last)| first < *line && *line <= last);
    let (first, last) = (taken.first()?.0, taken.last()?.1);
    let between = |line: &usize| all_values || first < *line && *line <= last;
    Some((area.columns.0 + 1..area.columns.1).filter(|line| !inside(line) && between(line)).collect())
}

/// Values of one column in several rows.
fn row_cuts(lattice: &Lattice, area: Area, marks: &[&Mark<'_>]) -> Option<Vec<usize>> {
    let lines = text::lines(marks);
    if lines.len() < 2 || !lines.iter().all(|line| token(&line.text).is_value()) {
        return None;
    }
    let width = lattice.xs[area.columns.1] - lattice.xs[area.columns.0];
    if numbers::text(&lines, width, 0.0).1 != numbers::Reading::Doubtful {
        return None;
    }
    let rows: Vec<usize> = lines.iter().map(|line| slot(&lattice.ys, line.level)).collect::<Option<_>>()?;
    let apart = rows.windows(2).all(|pair| pair[0] < pair[1]);
    apart.then(|| (area.rows.0 + 1..area.rows.1).collect())
}

fn flat(lines: &[TextLine]) -> String {
    lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
}
