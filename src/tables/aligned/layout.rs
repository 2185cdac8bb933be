//! A stretch of lines -> its layout: which convention of widths it keeps, its columns, where its header ends.

use super::super::token::{Token, is_year};
use super::begins;
use super::columns::{Column, alignment, columns};
use super::heights;
use super::phrases;
use super::place::{Placed, place};
use super::segments::{Segment, TextLine, Word};
use super::tops;
use super::{sections, sheets};
use crate::model::numbering;

/// Columns are told from this many lines; what follows is read by them.
const MOST_SAMPLES: usize = 2_000;

/// A stretch of lines with the columns found in it.
#[derive(Debug, Clone)]
pub(crate) struct Layout<'a> {
    /// Printed lines, header first.
    pub(crate) lines: Vec<TextLine<'a>>,
    pub(crate) columns: Vec<Column>,
    /// First line of the body in `lines`.
    pub(crate) body: usize,
    /// The pieces of each line of the body, from `lines[body]` on.
    pub(crate) placed: Vec<Vec<Placed>>,
    /// True if the rows are told by their values; false in a table of texts.
    pub(crate) by_values: bool,
    /// Blank lines between neighbouring rows.
    pub(crate) spacing: usize,
    /// How cleanly the columns line up, 0 to 1.
    pub(crate) alignment: f32,
    /// The last line, which heads rows as others do: these may stand on the next page.
    pub(crate) open_head: Option<usize>,
}

impl<'a> Layout<'a> {
    /// True if its places are those of print, not of characters.
    pub(crate) fn is_printed(&self) -> bool {
        self.lines.first().is_some_and(|line| line.page > 0)
    }

    /// Lines without a header.
    pub(crate) fn of_body(lines: Vec<TextLine<'a>>, columns: Vec<Column>) -> Self {
        let placed = lines.iter().map(|line| place(line, &columns)).collect();
        Self { lines, columns, body: 0, placed, by_values: true, spacing: 0, alignment: 1.0, open_head: None }
    }

    /// Takes other columns and places the pieces anew.
    pub(crate) fn replace_columns(&mut self, columns: Vec<Column>) {
        self.columns = columns;
        self.placed = place_all(&self.lines[self.body..], &self.columns);
    }

    /// Drops texts below the last row with values: notes, sources, what follows the table. The first `kept` lines stay.
    pub(crate) fn trim(&mut self, mut rows: Vec<(usize, usize)>, kept: usize) -> Vec<(usize, usize)> {
        let body = &self.lines[self.body..];
        if sections::ends_with_head(body, &self.columns) {
            self.open_head = body.last().map(|last| last.index);
        }
        while self.by_values && rows.len() > 1 {
            let Some(&(start, end)) = rows.last() else { break };
            let pieces = &self.placed[start..end];
            let valued = pieces.iter().flatten().any(|piece| piece.segment.token.is_value());
            let apart = self.lines[self.body + start].blanks > self.spacing;
            if start < kept || valued || !apart && pieces.iter().any(|line| line.len() >= 3) {
                break;
            }
            rows.pop();
            self.placed.truncate(start);
            self.lines.truncate(self.body + start);
        }
        rows
    }
}

/// Lays out the lines of a piece by the convention of widths that they keep; `None` if no columns run through it.
pub(crate) fn layout(lines: Vec<TextLine<'_>>) -> Option<Layout<'_>> {
    let wide = lines.iter().any(|line| line.words.last().is_some_and(|word| word.narrow.1 != word.x1));
    if !wide {
        return of_lines(lines);
    }
    let narrow: Vec<TextLine<'_>> = lines.iter().cloned().map(TextLine::narrow).collect();
    let double = of_lines(lines);
    let fit = double.as_ref().map_or(0.0, cleanness);
    if fit > 0.999 {
        return double;
    }
    let single = of_lines(narrow).filter(|single| cleanness(single) > fit + 0.001);
    single.or(double)
}

/// How well a convention of widths fits: columns line up, each piece has a place of its own, few places are empty. The
/// wrong convention pulls columns apart, which leaves holes, or runs them together.
fn cleanness(layout: &Layout<'_>) -> f32 {
    let (mut alone, mut all) = (0usize, 0usize);
    for line in &layout.placed {
        all += line.len();
        let is_alone = |&place: &usize| {
            let piece = &line[place];
            let beside = |other: Option<&Placed>| other.is_none_or(|other| other.column != piece.column);
            let before = place.checked_sub(1).and_then(|before| line.get(before));
            piece.certain && piece.span == 1 && beside(before) && beside(line.get(place + 1))
        };
        alone += (0..line.len()).filter(is_alone).count();
    }
    let lines = layout.placed.iter().filter(|line| line.len() >= 2).count();
    let places = (lines * layout.columns.len()).max(1) as f32;
    layout.alignment * (alone as f32 / all.max(1) as f32) * (alone as f32 / places).min(1.0).sqrt()
}

/// Lays out lines of words with known places; `None` if no columns run through them.
pub(crate) fn of_lines(mut lines: Vec<TextLine<'_>>) -> Option<Layout<'_>> {
    sheets::level(&mut lines);
    let (first, by_values) = first_row(&lines)?;
    let samples = samples(&lines, first, by_values);
    let mut columns = columns(&samples);
    if columns.len() < 2 {
        return None;
    }
    let alignment = alignment(&columns, &samples);
    let spacing = spacing(&samples);
    let first = if by_values && !lines[first].opens_body {
        begins::first_row(&lines, first, &columns)
    } else {
        first
    };
    let first = first_label(&lines, first, &columns);
    let start = tops::header_start(&lines, first, &columns, spacing);
    lines.drain(..start);
    let body = first - start;
    merge_columns(&lines, body, &mut columns);
    add_columns(&lines, body, &mut columns);
    let told = lines[body].page == 0 || lines[body].opens_body || !by_values;
    let body = if told { body } else { heights::first(&lines, body, &columns) };
    let placed = place_all(&lines[body..], &columns);
    Some(Layout { lines, columns, body, placed, by_values, spacing, alignment, open_head: None })
}

fn place_all(lines: &[TextLine<'_>], columns: &[Column]) -> Vec<Vec<Placed>> {
    let mut placed: Vec<Vec<Placed>> = lines.iter().map(|line| place(line, columns)).collect();
    sections::spread(lines, columns, &mut placed);
    placed
}

/// The first line of the body, and whether values tell the rows.
fn first_row(lines: &[TextLine<'_>]) -> Option<(usize, bool)> {
    if let Some(first) = lines.iter().position(|line| line.opens_body).filter(|&first| first > 0) {
        let below = &lines[first..];
        let valued = below.iter().filter(|line| line.has_values()).count();
        return Some((first, valued * 2 >= below.len() || valued >= 2));
    }
    let rows: Vec<&TextLine<'_>> =
        lines.iter().filter(|line| line.has_values() && !is_year_header(line)).collect();
    let mut counts: Vec<usize> = rows.iter().map(|line| values(line)).collect();
    counts.sort_unstable();
    let usual = counts.get(counts.len() / 2).copied().unwrap_or(0);
    let left = rows.iter().map(|line| left_edge(line)).fold(f32::MAX, f32::min);
    // A number in the text of a header is no row: rows have as many values as others, or a label.
    let is_row = |line: &TextLine<'_>| {
        let count = values(line);
        count > 0 && !is_year_header(line) && (2 * count >= usual || left_edge(line) <= left + 4.0)
    };
    let (first, rows) = (lines.iter().position(is_row), rows.len());
    match first {
        Some(first) if rows >= 2 || values(&lines[first]) >= 3 => Some((first, true)),
        _ => {
            let head = lines.iter().position(|line| line.segments.len() >= 2)?;
            (head + 1 < lines.len()).then_some((head + 1, false))
        }
    }
}

fn left_edge(line: &TextLine<'_>) -> f32 {
    line.segments.first().map_or(f32::MAX, |segment| segment.x0)
}

fn values(line: &TextLine<'_>) -> usize {
    line.segments.iter().filter(|segment| segment.token.is_value()).count()
}

/// `Country   2004   2005   2006`: all its numbers are years.
pub(crate) fn is_year_header(line: &TextLine<'_>) -> bool {
    let mut years = 0;
    for segment in &line.segments {
        if segment.token == Token::Text {
            continue;
        }
        let text = line.words[segment.first].text;
        if segment.end != segment.first + 1 || !is_year(text) {
            return false;
        }
        years += 1;
    }
    years >= 2 || years == 1 && line.segments.len() == 1
}

/// The lines that columns are told from.
fn samples<'l, 'a>(lines: &'l [TextLine<'a>], first: usize, by_values: bool) -> Vec<&'l TextLine<'a>> {
    let body = lines[first..].iter();
    if by_values {
        let told = body.filter(|line| line.has_values() && !line.astray);
        return told.take(MOST_SAMPLES).collect();
    }
    lines[first - 1..].iter().filter(|line| line.segments.len() >= 2).take(MOST_SAMPLES).collect()
}

/// The body begins above its first values where the first label is wrapped around them, or heads a group of rows.
fn first_label(lines: &[TextLine<'_>], body: usize, columns: &[Column]) -> usize {
    // Numbers or codes of the rows may stand before their labels.
    let Some(place) = columns.iter().take(2).position(|column| !column.values) else { return body };
    let column = columns[place];
    let in_first = |segment: &Segment| {
        segment.x0 < column.x1 && columns.get(place + 1).is_none_or(|next| segment.x1 <= next.x0 + 2.0)
    };
    // Lone labels of the body that end with a colon head the rows below them, and so do those above it.
    let is_head = |text: &str| text.ends_with([':', '：']);
    let told = lines[body].page > 0 && {
        let below = lines[body..].iter().filter(|line| line.segments.len() == 1 && line.page > 0);
        below.into_iter().any(|line| is_head(&line.text(0, line.words.len())))
    };
    let heads_rows = |text: &str| told && is_head(text);
    let mut first = body;
    while first > 0 && body - first < 6 && !(lines[first].page > 0 && lines[first].opens_body) {
        let [label] = lines[first - 1].segments.as_slice() else { break };
        if is_below_header(&lines[..first], columns) {
            first -= 1;
            continue;
        }
        let text = lines[first - 1].text(label.first, label.end);
        let unlabelled =
            lines[body].segments.first().is_some_and(|segment| !column.overlaps(segment.x0, segment.x1));
        let headed = lines[..first - 1].iter().any(|line| line.segments.len() >= 2);
        let heads_group = (label.x0 - column.x0).abs() <= 2.0
            && lines[first].blanks == lines[first - 1].blanks
            || numbering(&text).is_some();
        if in_first(label) && heads_rows(&text) && lines[first].blanks == 0 {
            first -= 1;
            continue;
        }
        if !in_first(label) || !headed || !(unlabelled || heads_group) {
            break;
        }
        first -= 1;
    }
    first
}

/// True if the last of these lines, one text of print, stands below a header that names every column of values already:
/// it heads a group of rows, or is the beginning of the first label.
fn is_below_header(lines: &[TextLine<'_>], columns: &[Column]) -> bool {
    let Some((last, above)) = lines.split_last() else { return false };
    let Some(upper) = above.iter().rposition(|line| line.segments.len() >= 2) else { return false };
    let (Some(label), Some(gap)) = (last.segments.first(), last.below(&above[upper])) else { return false };
    let named = |column: &Column| {
        let heads = above[..=upper].iter().flat_map(|line| &line.segments);
        heads.into_iter().any(|head| column.distance(head.x0, head.x1) <= 1.0)
    };
    if gap < 0.95
        || is_text_each(last, columns)
        || !columns.iter().skip(1).filter(|column| column.values).all(named)
    {
        return false;
    }
    // The rest of a text of the header: nothing but that text stands above it, and it had no room there.
    let line = &above[upper];
    let over: Vec<&Segment> =
        line.segments.iter().filter(|head| head.x0 < label.x1 && label.x0 < head.x1).collect();
    let [head] = over.as_slice() else { return true };
    let (upper_text, text) = (line.text(head.first, head.end), last.text(label.first, label.end));
    let bracket = text.starts_with(['(', '（']);
    if phrases::goes_on(&upper_text, &text) || bracket {
        return false;
    }
    let room = columns.iter().find(|column| column.overlaps(head.x0, head.x1));
    let word = &last.words[label.first];
    room.is_some_and(|column| head.x1.max(column.x0 + head.width()) + 1.0 + word.x1 - word.x0 <= column.x1)
}

/// True if each word of a line stands over a column of its own: ends of texts of the header, set close together.
fn is_text_each(line: &TextLine<'_>, columns: &[Column]) -> bool {
    let over = |word: &Word<'_>| {
        let mut met = (0..columns.len()).filter(|&index| columns[index].overlaps(word.x0, word.x1));
        met.next().filter(|_| met.next().is_none())
    };
    let over: Vec<Option<usize>> = line.words.iter().map(over).collect();
    over.len() >= 2 && over.iter().all(Option::is_some) && over.windows(2).all(|pair| pair[0] < pair[1])
}

/// Blank lines that most rows have above them.
fn spacing(samples: &[&TextLine<'_>]) -> usize {
    let mut blanks: Vec<usize> = samples.iter().skip(1).map(|line| line.blanks).collect();
    blanks.sort_unstable();
    blanks.get(blanks.len() / 2).copied().unwrap_or(0)
}

/// Joins neighbours that never hold something in the same line and have one header between them: a column of which some
/// cells keep its left edge and others its right one.
fn merge_columns(lines: &[TextLine<'_>], body: usize, columns: &mut Vec<Column>) {
    let mut index = 1;
    while index < columns.len() {
        let (left, right) = (columns[index - 1], columns[index]);
        let near = right.x0 - left.x1 <= if left.values { 6.0 } else { 4.0 };
        let alike = left.values == right.values;
        if near && alike && is_one_column(lines, body, &left, &right) {
            columns[index - 1].x1 = right.x1;
            columns.remove(index);
        } else {
            index += 1;
        }
    }
}

fn is_one_column(lines: &[TextLine<'_>], body: usize, left: &Column, right: &Column) -> bool {
    let meets = |line: &TextLine<'_>, column: &Column| -> Option<(usize, usize)> {
        let from = line.segments.partition_point(|segment| segment.x1 <= column.x0);
        line.segments
            .get(from)
            .filter(|segment| segment.x0 < column.x1)
            .map(|segment| (segment.first, segment.end))
    };
    let both = |line: &TextLine<'_>| match (meets(line, left), meets(line, right)) {
        (Some(left), Some(right)) => left != right,
        _ => false,
    };
    if lines[body..].iter().any(both) {
        return false;
    }
    let mut headed = !left.values;
    for line in lines[..body].iter().filter(|line| line.segments.len() >= 2) {
        let (over_left, over_right) = (header_of(line, left), header_of(line, right));
        if over_left.first != over_right.first {
            return false;
        }
        headed |= left.distance(over_left.x0, over_left.x1) <= 8.0;
    }
    headed
}

/// The text of a header line that is nearest to a column.
fn header_of(line: &TextLine<'_>, column: &Column) -> Segment {
    let off = |segment: &Segment| {
        column.distance(segment.x0, segment.x1) + 0.1 * (segment.centre() - column.centre()).abs()
    };
    let nearest = line.segments.iter().min_by(|a, b| off(a).total_cmp(&off(b)));
    nearest.copied().unwrap_or_else(|| line.segment(0, 0))
}

/// Columns that hold nothing in the rows with values: told from two lines of the body, or from their header alone.
fn add_columns(lines: &[TextLine<'_>], body: usize, columns: &mut Vec<Column>) {
    let mut stray: Vec<Column> = Vec::new();
    // What heads groups of rows in the middle of the table is in no column.
    let valued = columns.iter().any(|column| column.values);
    let heads = |line: &TextLine<'_>| {
        valued && sections::lone(line).is_some_and(|text| sections::is_amid(text, columns))
    };
    for line in lines[body..].iter().filter(|line| !heads(line)) {
        for segment in &line.segments {
            let apart = columns.iter().all(|column| column.distance(segment.x0, segment.x1) >= 1.0);
            if apart && segment.token == Token::Text {
                merge(&mut stray, segment);
            }
        }
        if stray.len() > 64 {
            return;
        }
    }
    let found = stray.into_iter().filter(|stray| {
        let supports = lines[body..].iter().flat_map(|line| &line.segments);
        supports.filter(|segment| stray.overlaps(segment.x0, segment.x1)).take(2).count() == 2
    });
    columns.extend(found.collect::<Vec<_>>());
    columns.sort_by(|a, b| a.x0.total_cmp(&b.x0));
}

fn merge(stray: &mut Vec<Column>, segment: &Segment) {
    match stray.iter_mut().find(|column| column.distance(segment.x0, segment.x1) < 1.0) {
        Some(column) => {
            (column.x0, column.x1) = (column.x0.min(segment.x0), column.x1.max(segment.x1));
        }
        None => stray.push(Column { x0: segment.x0, x1: segment.x1, values: false }),
    }
}
