//! A stretch of lines -> pieces that hold one table, or one page of one: cut where a header begins behind rows.

use super::super::view::{Kind, ViewLine};
use super::blocks::Look;
use super::layout::is_year_header;
use super::segments::{Segment, TextLine};

/// How far up the edge of the labels is looked for.
const REACH: usize = 40;

/// Lines of a document, and the places of their words where these are known from print.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Source<'s, 'a> {
    pub(crate) view: &'s [ViewLine<'a>],
    pub(crate) looks: &'s [Look],
    /// For each line of the view; empty for text.
    pub(crate) placed: &'s [TextLine<'a>],
}

impl<'a> Source<'_, 'a> {
    fn line(&self, index: usize, blanks: usize) -> TextLine<'a> {
        match self.placed.get(index) {
            Some(line) => line.clone(),
            None => TextLine::new(self.view[index].text, index, blanks),
        }
    }
}

/// Reads the printed lines of a stretch, but those left out.
pub(crate) fn read<'a>(
    source: &Source<'_, 'a>,
    range: (usize, usize),
    left_out: &[usize],
) -> Vec<TextLine<'a>> {
    let Source { view, looks, .. } = *source;
    let (mut blanks, mut ruled) = (0, false);
    let mut lines = Vec::new();
    for index in range.0..range.1 {
        match looks[index] {
            Look::Blank => blanks += 1,
            Look::Furniture => ruled |= view[index].kind == Kind::Text,
            Look::Single | Look::Multi if left_out.binary_search(&index).is_err() => {
                let mut line = source.line(index, blanks);
                line.ruled |= ruled;
                line.sheet = view[index].sheet;
                lines.push(line);
                (blanks, ruled) = (0, false);
            }
            _ => {}
        }
    }
    lines
}

/// A line as far as cutting asks.
struct Printed<'l, 'a> {
    line: &'l TextLine<'a>,
    values: bool,
    /// Blank lines above; what stands behind a rule stands apart.
    blanks: usize,
}

/// Cuts the lines of a stretch into pieces, given by their ends; most stretches are one.
pub(crate) fn pieces(lines: &[TextLine<'_>]) -> Vec<usize> {
    let lines: Vec<Printed<'_, '_>> = lines
        .iter()
        .map(|line| Printed {
            line,
            values: line.has_values() && !is_year_header(line),
            blanks: line.blanks + usize::from(line.ruled),
        })
        .collect();
    let spacing = spacing(&lines);
    let mut ends = Vec::new();
    let (mut start, mut valued) = (0, false);
    let mut header: Option<String> = None;
    let mut index = 0;
    while index < lines.len() {
        let end = run_end(&lines, index);
        if end == index {
            valued = true;
            index += 1;
            continue;
        }
        let run = &lines[index..end];
        let edge = label_edge(&lines[index.saturating_sub(REACH)..index]);
        let before = index.checked_sub(1).map(|before| lines[before].line.page);
        let cut = if valued && end < lines.len() {
            cut(run, spacing, header.as_deref(), edge, before)
        } else {
            None
        };
        let cut = cut.filter(|_| is_over_values(run, &lines[end]));
        if let Some(cut) = cut {
            start = index + cut;
            ends.push(start);
            valued = false;
        }
        if header.is_none() || cut.is_some() {
            let below = &lines[index.max(start)..end];
            header = below
                .iter()
                .find(|printed| printed.line.segments.len() >= 2)
                .map(|printed| printed.line.key());
        }
        index = end;
    }
    ends.push(lines.len());
    ends
}

/// Blank lines that most rows have above them.
fn spacing(lines: &[Printed<'_, '_>]) -> usize {
    let mut blanks: Vec<usize> =
        lines.windows(2).filter(|pair| pair[0].values && pair[1].values).map(|pair| pair[1].blanks).collect();
    blanks.sort_unstable();
    blanks.get(blanks.len() / 2).copied().unwrap_or(0)
}

/// Where the lines without values end that begin here.
fn run_end(lines: &[Printed<'_, '_>], start: usize) -> usize {
    lines[start..].iter().position(|line| line.values).map_or(lines.len(), |count| start + count)
}

fn left(printed: &Printed<'_, '_>) -> f32 {
    printed.line.segments.first().map_or(0.0, |segment| segment.x0)
}

/// The left edge of the labels: where most of the last rows begin.
fn label_edge(lines: &[Printed<'_, '_>]) -> f32 {
    let recent = lines.iter().rev().filter(|line| line.values && line.line.segments.len() >= 2).take(12);
    recent.map(left).fold(f32::MAX, f32::min)
}

/// True if a run of lines may be a header: in print, it has a text over a value of the row below. Texts of wrapped cells
/// have not.
fn is_over_values(run: &[Printed<'_, '_>], row: &Printed<'_, '_>) -> bool {
    let values = || row.line.segments.iter().filter(|segment| segment.token.is_value());
    let over = |text: &Segment| values().any(|value| text.x0 <= value.x1 + 1.0 && value.x0 <= text.x1 + 1.0);
    row.line.page == 0 || run.iter().flat_map(|printed| &printed.line.segments).any(over)
}

/// Where a new table or a new page of the table begins in a run of lines without values, if it holds a header. `before`: the
/// page of the line above.
fn cut(
    run: &[Printed<'_, '_>],
    spacing: usize,
    header: Option<&str>,
    label_edge: f32,
    before: Option<u32>,
) -> Option<usize> {
    let head = run.iter().position(|printed| printed.line.segments.len() >= 2)?;
    if let Some(repeated) =
        header.and_then(|header| run.iter().position(|printed| printed.line.key() == header))
    {
        // A title may stand above the repeated header, and so may its own first line at the top of a page.
        let above = run[..=repeated].iter().rposition(|printed| printed.blanks > spacing);
        let page = run[repeated].line.page;
        let top = run[..repeated].iter().position(|printed| printed.line.page == page);
        let top = top.filter(|_| page > 0 && before.is_some_and(|before| before < page));
        return Some(above.or(top).unwrap_or(repeated));
    }
    let apart = run[..=head].iter().rposition(|printed| printed.blanks > spacing)?;
    // A title has a blank line below it as well: the piece begins with the title.
    let title = |printed: &Printed<'_, '_>| {
        printed.line.segments.len() == 1 && (left(printed) - label_edge).abs() > 1.5
    };
    let first =
        run[..apart].iter().rposition(title).filter(|&above| above + 1 == apart && run[above].blanks == 0);
    Some(first.unwrap_or(apart))
}
