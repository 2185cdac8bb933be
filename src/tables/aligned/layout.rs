//! A stretch of lines -> its layout: which convention of widths it keeps, its columns, where its header ends.

use super::super::token::Token;
use super::super::view::ViewLine;
use super::blocks::Look;
use super::columns::{Column, alignment, columns};
use super::place::{Placed, place};
use super::segments::{Segment, TextLine, Widths};

/// Columns are told from this many lines; what follows is read by them.
const MOST_SAMPLES: usize = 2_000;

/// How far above the first values a header may begin.
const MOST_HEADER: usize = 24;

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
}

impl Layout<'_> {
    /// Takes other columns and places the pieces anew.
    pub(crate) fn replace_columns(&mut self, columns: Vec<Column>) {
        self.columns = columns;
        self.placed = self.lines[self.body..].iter().map(|line| place(line, &self.columns)).collect();
    }
}

/// Lays out the lines of a stretch; `None` if no columns run through it.
pub(crate) fn layout<'a>(
    lines: &[ViewLine<'a>],
    looks: &[Look],
    range: (usize, usize),
) -> Option<Layout<'a>> {
    let wide = (range.0..range.1)
        .any(|index| lines[index].text.chars().any(|c| crate::model::text::char_width(c) > 1));
    let double = lay_out(lines, looks, range, Widths::Double);
    if !wide {
        return double;
    }
    let single = lay_out(lines, looks, range, Widths::Single);
    match (double, single) {
        (Some(double), Some(single)) => {
            Some(if cleanness(&single) > cleanness(&double) + 0.001 { single } else { double })
        }
        (double, single) => double.or(single),
    }
}

/// More columns that line up well are better than few.
fn cleanness(layout: &Layout<'_>) -> f32 {
    let certain =
        layout.placed.iter().flatten().filter(|piece| piece.certain && piece.span == 1).count() as f32;
    let all = layout.placed.iter().flatten().count().max(1) as f32;
    layout.alignment * (certain / all) * (1.0 + layout.columns.len() as f32 / 50.0)
}

fn lay_out<'a>(
    view: &[ViewLine<'a>],
    looks: &[Look],
    range: (usize, usize),
    widths: Widths,
) -> Option<Layout<'a>> {
    let mut lines = read(view, looks, range, widths);
    let (first, by_values) = first_row(&lines)?;
    let samples = samples(&lines, first, by_values);
    let mut columns = columns(&samples);
    if columns.len() < 2 {
        return None;
    }
    let alignment = alignment(&columns, &samples);
    let spacing = spacing(&samples);
    let start = header_start(&lines, first, &columns, spacing);
    lines.drain(..start);
    let body = first - start;
    add_columns(&lines, body, &mut columns);
    let placed = lines[body..].iter().map(|line| place(line, &columns)).collect();
    Some(Layout { lines, columns, body, placed, by_values, spacing, alignment })
}

fn read<'a>(
    view: &[ViewLine<'a>],
    looks: &[Look],
    range: (usize, usize),
    widths: Widths,
) -> Vec<TextLine<'a>> {
    let mut blanks = 0;
    let mut lines = Vec::new();
    for index in range.0..range.1 {
        match looks[index] {
            Look::Blank => blanks += 1,
            Look::Furniture | Look::Break => {}
            Look::Single | Look::Multi => {
                lines.push(TextLine::new(view[index].text, index, blanks, widths));
                blanks = 0;
            }
        }
    }
    lines
}

/// The first line of the body, and whether values tell the rows.
fn first_row(lines: &[TextLine<'_>]) -> Option<(usize, bool)> {
    let is_row = |line: &TextLine<'_>| line.has_values() && !is_year_header(line);
    let rows = lines.iter().filter(|line| is_row(line)).count();
    let first = lines.iter().position(is_row);
    match first {
        Some(first) if rows >= 2 || values(&lines[first]) >= 3 => Some((first, true)),
        _ => {
            let head = lines.iter().position(|line| line.segments.len() >= 2)?;
            (head + 1 < lines.len()).then_some((head + 1, false))
        }
    }
}

fn values(line: &TextLine<'_>) -> usize {
    line.segments.iter().filter(|segment| segment.token.is_value()).count()
}

/// `Country   2004   2005   2006`: all its numbers are years.
fn is_year_header(line: &TextLine<'_>) -> bool {
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

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse::<u32>().is_ok_and(|year| (1900..2100).contains(&year))
}

/// The lines that columns are told from.
fn samples<'l, 'a>(lines: &'l [TextLine<'a>], first: usize, by_values: bool) -> Vec<&'l TextLine<'a>> {
    let body = lines[first..].iter();
    if by_values {
        return body.filter(|line| line.has_values()).take(MOST_SAMPLES).collect();
    }
    lines[first - 1..].iter().filter(|line| line.segments.len() >= 2).take(MOST_SAMPLES).collect()
}

/// Blank lines that most rows have above them.
fn spacing(samples: &[&TextLine<'_>]) -> usize {
    let mut blanks: Vec<usize> = samples.iter().skip(1).map(|line| line.blanks).collect();
    blanks.sort_unstable();
    blanks.get(blanks.len() / 2).copied().unwrap_or(0)
}

/// The first line of the header: lines right above the body that stand over its columns.
fn header_start(lines: &[TextLine<'_>], body: usize, columns: &[Column], spacing: usize) -> usize {
    let mut start = body;
    let mut doubtful = 0;
    for index in (body.saturating_sub(MOST_HEADER)..body).rev() {
        if lines[index + 1].blanks > spacing + 1 || doubtful > 3 {
            break;
        }
        let over = match lines[index].segments.as_slice() {
            [only] => is_over_columns(only, columns) && lines[index + 1].blanks <= spacing,
            _ => true,
        };
        if over {
            (start, doubtful) = (index, 0);
        } else {
            doubtful += 1;
        }
    }
    start
}

/// True if a segment by itself heads columns behind the first one, rather than being the title of the table.
fn is_over_columns(segment: &Segment, columns: &[Column]) -> bool {
    let (Some(first), Some(second), Some(last)) = (columns.first(), columns.get(1), columns.last()) else {
        return false;
    };
    let whole = (first.x0 + last.x1) / 2.0;
    let behind = (second.x0 + last.x1) / 2.0;
    segment.x0 >= first.x1.min(second.x0) - 1.0
        && (segment.centre() - behind).abs() <= (segment.centre() - whole).abs() + 1.0
}

/// Columns that hold nothing in the rows with values: told from two lines of the body, or from their header alone.
fn add_columns(lines: &[TextLine<'_>], body: usize, columns: &mut Vec<Column>) {
    let mut stray: Vec<Column> = Vec::new();
    for line in &lines[body..] {
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
