//! Lines above the body -> header cells: the columns each text stands over, wrapped texts joined, levels.

use super::super::token::{Token, token};
use super::columns::Column;
use super::place::overlapped;
use super::segments::{Segment, TextLine};
use super::{phrases, spans};

/// A printed space as wide as this, in columns, may part two texts.
const WIDE_SPACE: f32 = 0.9;
/// No space is narrower; edges that differ by less are one.
const SPACE: f32 = 0.45;
const EXACT: f32 = 0.25;

/// A cell of the header.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Head {
    pub(crate) column: usize,
    pub(crate) span: usize,
    /// Row of the header, from 0.
    pub(crate) level: usize,
    pub(crate) levels: usize,
    pub(crate) text: String,
    /// First and last printed line, by their place in the header.
    lines: (usize, usize),
    /// Line of the document, from 0.
    pub(crate) index: usize,
}

/// Reads the header. Adds columns that only their header tells.
pub(crate) fn heads(lines: &[TextLine<'_>], columns: &mut Vec<Column>) -> Vec<Head> {
    let whole: Vec<TextLine<'_>> = (0..lines.len()).map(|row| joined(lines, row, columns)).collect();
    let lines = whole.as_slice();
    add_headed(lines, columns);
    // Texts of narrow columns may stand so close to each other that they look like one.
    let lines: Vec<TextLine<'_>> = lines.iter().map(|line| parted(line, columns)).collect();
    let mut heads: Vec<Head> = Vec::new();
    for (row, line) in lines.iter().enumerate() {
        let over = over(line, columns, &lines[row + 1..], &heads);
        let texts: Vec<String> =
            over.iter().map(|(segment, ..)| line.text(segment.first, segment.end)).collect();
        let uppers: Vec<Option<&str>> =
            over.iter().map(|&(_, first, last)| upper(&heads, first, last)).collect();
        let repeated: Vec<bool> =
            (0..texts.len()).map(|place| line.page > 0 && is_repeated(place, &texts, &uppers)).collect();
        for (((_, first, last), text), repeated) in over.into_iter().zip(texts).zip(repeated) {
            join(
                &mut heads,
                repeated,
                Head {
                    column: first,
                    span: last + 1 - first,
                    level: 0,
                    levels: 1,
                    text,
                    lines: (row, row),
                    index: line.index,
                },
            );
        }
    }
    level(&mut heads);
    heads
}

/// A line of the header with texts put together that a wide space parts: the second stands over no column, and the line
/// below goes on from under the first to under the second.
fn joined<'a>(lines: &[TextLine<'a>], row: usize, columns: &[Column]) -> TextLine<'a> {
    let line = &lines[row];
    let over = |segment: &Segment| {
        let mut met = columns.iter().filter(|column| column.overlaps(segment.x0, segment.x1));
        met.next().filter(|_| met.next().is_none())
    };
    let below = |left: &Segment, right: &Segment| {
        let texts = lines.get(row + 1).into_iter().flat_map(|line| &line.segments);
        let under = |text: &&Segment| text.x0 < left.x1 && right.x0 < text.x1 && over(text).is_some();
        line.page > 0 && texts.filter(under).count() == 1
    };
    let mut segments: Vec<Segment> = Vec::with_capacity(line.segments.len());
    for segment in &line.segments {
        let stray = columns.iter().all(|column| !column.overlaps(segment.x0, segment.x1));
        match segments.last_mut() {
            Some(last) if stray && over(last).is_some() && below(last, segment) => {
                *last = line.segment(last.first, segment.end);
            }
            _ => segments.push(*segment),
        }
    }
    TextLine { segments, ..line.clone() }
}

/// A header text between two columns that have headers of their own names a column without values.
fn add_headed(lines: &[TextLine<'_>], columns: &mut Vec<Column>) {
    let fullest = lines.iter().enumerate().rev().max_by_key(|(_, line)| line.segments.len());
    let Some((at, bottom)) = fullest else { return };
    // Where the texts do not stand over their columns, one between two columns may belong to either.
    if columns.iter().any(|column| column.values && !is_headed(lines, column)) {
        return;
    }
    let mut added = Vec::new();
    for segment in &bottom.segments {
        let clear = columns.iter().all(|column| !column.overlaps(segment.x0 - 0.5, segment.x1 + 0.5));
        let place = columns.partition_point(|column| column.x1 <= segment.x0);
        let headed = |index: Option<usize>| {
            index.and_then(|index| columns.get(index)).is_none_or(|column| is_headed(lines, column))
        };
        let over = place > 0
            && place < columns.len()
            && is_amid(segment, columns, place)
            && columns[place - 1..=place].iter().all(|column| is_headed(&lines[at + 1..], column));
        if clear
            && !over
            && segment.token == Token::Text
            && headed(place.checked_sub(1))
            && headed(Some(place))
        {
            added.push(Column { x0: segment.x0, x1: segment.x1, values: true });
        }
    }
    columns.extend(added);
    columns.sort_by(|a, b| a.x0.total_cmp(&b.x0));
}

/// True if a text may stand in the middle of the column at this place and the one before, whose cells begin and end somewhere
/// between their print and that of their neighbours.
fn is_amid(text: &Segment, columns: &[Column], place: usize) -> bool {
    let (left, right) = (columns[place - 1], columns[place]);
    let begin = place.checked_sub(2).map_or(left.x0, |before| columns[before].x1);
    let end = columns.get(place + 1).map_or(right.x1, |next| next.x0);
    (begin + right.x1) / 2.0 <= text.centre() && text.centre() <= (left.x0 + end) / 2.0
}

fn is_headed(lines: &[TextLine<'_>], column: &Column) -> bool {
    lines.iter().flat_map(|line| &line.segments).any(|segment| {
        column.overlaps(segment.x0, segment.x1) && segment.width() < (column.x1 - column.x0).max(8.0) * 2.0
    })
}

/// The texts of one header line with the columns they stand over.
fn over(
    line: &TextLine<'_>,
    columns: &[Column],
    below: &[TextLine<'_>],
    above: &[Head],
) -> Vec<(Segment, usize, usize)> {
    let pieces = line.segments.clone();
    if let Some(groups) = underlined(line, &pieces, columns) {
        return pieces.into_iter().zip(groups).map(|(piece, (first, last))| (piece, first, last)).collect();
    }
    if !below.is_empty()
        && let Some(groups) = spans::spread(line, &pieces, columns, below, above)
    {
        return pieces.into_iter().zip(groups).map(|(piece, (first, last))| (piece, first, last)).collect();
    }
    let mut found: Vec<(Segment, usize, usize)> = Vec::with_capacity(pieces.len());
    for segment in pieces {
        let (first, last) = overlapped(columns, &segment);
        let (mut first, mut last) = if first <= last { (first, last) } else { closest(&segment, columns) };
        if let Some(&(_, _, before)) = found.last()
            && first <= before
        {
            first = before + 1;
            last = last.max(first);
        }
        if first < columns.len() {
            found.push((segment, first, last.min(columns.len() - 1)));
        } else if let Some(last) = found.last_mut() {
            // No column is left: it belongs to the text before it.
            last.0 = line.segment(last.0.first, segment.end);
        }
    }
    found
}

/// The columns that each text heads, where rules stand under those that head several.
fn underlined(line: &TextLine<'_>, pieces: &[Segment], columns: &[Column]) -> Option<Vec<(usize, usize)>> {
    if line.underlines.is_empty() {
        return None;
    }
    let mut groups: Vec<(usize, usize)> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let rule = line.underlines.iter().find(|rule| rule.0 <= piece.centre() && piece.centre() <= rule.1);
        let (first, last) = match rule {
            Some(rule) => {
                let first = columns.partition_point(|column| column.centre() < rule.0 - 0.5);
                let end = columns.partition_point(|column| column.centre() <= rule.1 + 0.5);
                (first, end.checked_sub(1)?)
            }
            None => match overlapped(columns, piece) {
                (first, last) if first <= last => (first, last),
                _ => closest(piece, columns),
            },
        };
        if first > last || groups.last().is_some_and(|group| group.1 >= first) {
            return None;
        }
        groups.push((first, last));
    }
    Some(groups)
}

/// The column that a text between columns is nearest to.
pub(crate) fn closest(segment: &Segment, columns: &[Column]) -> (usize, usize) {
    let distance = |index: usize| columns[index].distance(segment.x0, segment.x1);
    let after = columns.partition_point(|column| column.x1 <= segment.x0);
    let near = (after.saturating_sub(1)..(after + 1).min(columns.len()))
        .min_by(|&a, &b| distance(a).total_cmp(&distance(b)));
    let near = near.unwrap_or(0);
    (near, near)
}

/// The line with its texts cut where each piece stands over a column of its own.
fn parted<'a>(line: &TextLine<'a>, columns: &[Column]) -> TextLine<'a> {
    let segments = line.segments.iter().flat_map(|segment| cut(line, segment, columns)).collect();
    TextLine { segments, ..line.clone() }
}

/// Cuts a text at its single spaces where each piece lines up with a column of its own.
fn cut(line: &TextLine<'_>, segment: &Segment, columns: &[Column]) -> Vec<Segment> {
    let (first, last) = overlapped(columns, segment);
    if first >= last || segment.end - segment.first > 24 {
        return vec![*segment];
    }
    let mut parts: Vec<(usize, usize, usize)> = Vec::new();
    for index in segment.first..segment.end {
        let word = &line.words[index];
        let centre = (word.x0 + word.x1) / 2.0;
        let near = (first..=last).min_by(|&a, &b| {
            let distance = |c: usize| {
                columns[c].distance(word.x0, word.x1) * 100.0 + (columns[c].centre() - centre).abs()
            };
            distance(a).total_cmp(&distance(b))
        });
        let near = near.unwrap_or(first);
        match parts.last_mut() {
            Some(part) if part.0 >= near || !may_part(line, index, &columns[part.0]) => part.2 = index + 1,
            _ => parts.push((near, index, index + 1)),
        }
    }
    let pieces: Vec<Segment> = parts.iter().map(|&(_, start, end)| line.segment(start, end)).collect();
    let fits = parts.iter().zip(&pieces).all(|(&(column, ..), piece)| lines_up(piece, &columns[column]));
    if parts.len() == last + 1 - first && fits { pieces } else { vec![*segment] }
}

/// True if a word may begin another text: in print, white space between words tells, or numbers on both sides. Behind a word
/// that ends right where the numbers of its column do a space is enough.
fn may_part(line: &TextLine<'_>, word: usize, column: &Column) -> bool {
    let (before, here) = (&line.words[word - 1], &line.words[word]);
    let is_value = |text: &str| token(text).is_value();
    let ends = column.values && (before.x1 - column.x1).abs() <= EXACT;
    let least = if ends { SPACE } else { WIDE_SPACE };
    line.page == 0 || here.x0 - before.x1 >= least || is_value(before.text) && is_value(here.text)
}

fn lines_up(piece: &Segment, column: &Column) -> bool {
    let edge = |a: f32, b: f32| (a - b).abs() <= 1.6;
    edge(piece.x0, column.x0) || edge(piece.x1, column.x1) || edge(piece.centre(), column.centre())
}

/// The text right above these columns that stands over them alone.
fn upper(heads: &[Head], first: usize, last: usize) -> Option<&str> {
    let above = heads.iter().rev().find(|above| above.column <= last && first < above.column + above.span)?;
    (above.column == first && above.span == last + 1 - first).then_some(&above.text)
}

/// True for one of several equal texts of a line below texts that differ: they name columns of groups, and are not the
/// rest of one wrapped text.
fn is_repeated(place: usize, texts: &[String], uppers: &[Option<&str>]) -> bool {
    let text = &texts[place];
    let same = || (0..texts.len()).filter(|&other| texts[other] == *text);
    // What goes on with the text above, such as the end of a bracket, is the rest of it.
    let rest = uppers[place].is_some_and(|upper| phrases::is_open(upper) && phrases::is_closing(text));
    // Two texts may end with one word. Names of columns stand under each text of the line above.
    let count = |text: &String| texts.iter().filter(|other| *other == text).count();
    let mut under = texts.iter().zip(uppers).filter(|(_, upper)| upper.is_some());
    let by_chance =
        text.starts_with(|c: char| c.is_ascii_lowercase()) && under.any(|(text, _)| count(text) == 1);
    let rest = rest || by_chance;
    !rest && !text.starts_with(['(', '（']) && same().any(|other| uppers[other] != uppers[place])
}

/// Adds a text; the rest of a wrapped one is joined to it. `repeated`: the same text stands elsewhere on the line.
fn join(heads: &mut Vec<Head>, repeated: bool, head: Head) {
    let same = heads
        .iter_mut()
        .rev()
        .find(|above| above.column < head.column + head.span && head.column < above.column + above.span);
    match same {
        Some(above)
            if above.column == head.column
                && above.span == head.span
                && above.lines.1 < head.lines.0
                && !repeated =>
        {
            above.text.push('\n');
            above.text.push_str(&head.text);
            above.lines.1 = head.lines.1;
        }
        Some(above) if above.lines.1 == head.lines.0 && above.column == head.column => {
            above.text.push(' ');
            above.text.push_str(&head.text);
        }
        // A text that is wider than the one above it goes on with it, where that one stands over no other text.
        Some(above)
            if above.span == 1
                && head.span > 1
                && above.lines.1 < head.lines.0
                && above.lines.1 + 1 == head.lines.0
                && !repeated =>
        {
            let only = above.column;
            let mut head = head;
            (head.column, head.span) = (only, 1);
            above.text.push('\n');
            above.text.push_str(&head.text);
            above.lines.1 = head.lines.1;
        }
        _ => heads.push(head),
    }
}

/// Gives every cell its row: below whatever stands over it, beside what is printed at its height.
fn level(heads: &mut [Head]) {
    for index in 0..heads.len() {
        let (done, rest) = heads.split_at_mut(index);
        let head = &mut rest[0];
        let meets =
            |other: &&Head| other.column < head.column + head.span && head.column < other.column + other.span;
        head.level = done.iter().filter(meets).map(|other| other.level + 1).max().unwrap_or(0);
    }
    let depth = heads.iter().map(|head| head.level + 1).max().unwrap_or(0);
    let bands: Vec<(usize, usize)> = (0..depth)
        .map(|level| {
            let at =
                heads.iter().filter(|head| head.level == level && (depth == 1 || level > 0 || head.span > 1));
            at.fold((usize::MAX, 0), |band, head| (band.0.min(head.lines.0), band.1.max(head.lines.1)))
        })
        .collect();
    for index in 0..heads.len() {
        let (column, span, level) = (heads[index].column, heads[index].span, heads[index].level);
        let under = heads
            .iter()
            .filter(|other| {
                other.level > level && other.column < column + span && column < other.column + other.span
            })
            .map(|other| other.level)
            .min();
        let lines = heads[index].lines;
        let head = &mut heads[index];
        head.levels = under.unwrap_or(depth) - level;
        if level == 0 && under.is_none() && depth > 1 && lines.0 > bands[0].1 && bands[0].0 != usize::MAX {
            // Printed below the first row of the header: it stands in the row at its height.
            let at = bands.iter().position(|band| band.0 <= lines.1 && lines.0 <= band.1).unwrap_or(0);
            // A text in the middle of all rows of the header stands in all of them.
            let amid = at > 0 && at * 2 + 1 == depth && bands[at].0 <= lines.0 && lines.1 <= bands[at].1;
            (head.level, head.levels) = if amid { (0, depth) } else { (at, depth - at) };
        }
    }
}
