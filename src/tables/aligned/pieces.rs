//! A stretch of lines -> pieces that hold one table, or one page of one: cut where a header begins behind rows.

use super::super::token::is_space;
use super::super::view::{Kind, ViewLine};
use super::blocks::Look;
use super::segments::{TextLine, Widths};

/// What a printed line of a stretch is.
struct Printed {
    index: usize,
    blanks: usize,
    values: bool,
    segments: usize,
    x0: f32,
}

/// Cuts a stretch into pieces; most stretches are one.
pub(crate) fn pieces(view: &[ViewLine<'_>], looks: &[Look], range: (usize, usize)) -> Vec<(usize, usize)> {
    let lines = printed(view, looks, range);
    let spacing = spacing(&lines);
    let mut pieces = Vec::new();
    let mut start = range.0;
    let mut header: Option<String> = None;
    let mut index = 0;
    while index < lines.len() {
        let end = run_end(&lines, index);
        if end == index {
            index += 1;
            continue;
        }
        let run = &lines[index..end];
        let cut = (lines[..index].iter().any(|line| line.values && line.index >= start) && end < lines.len())
            .then(|| cut(view, run, spacing, header.as_deref(), label_edge(&lines[..index])))
            .flatten();
        if let Some(cut) = cut {
            pieces.push((start, cut));
            start = cut;
        }
        if header.is_none() || cut.is_some() {
            header =
                run.iter().find(|line| line.segments >= 2 && line.index >= start).map(|line| key(view, line));
        }
        index = end;
    }
    pieces.push((start, range.1));
    pieces
}

fn printed(view: &[ViewLine<'_>], looks: &[Look], range: (usize, usize)) -> Vec<Printed> {
    let mut blanks = 0;
    let mut lines = Vec::new();
    for index in range.0..range.1 {
        match looks[index] {
            // What stands behind a rule stands apart.
            Look::Furniture if view[index].kind == Kind::Furniture => {}
            Look::Blank | Look::Furniture => blanks += 1,
            Look::Break => {}
            Look::Single | Look::Multi => {
                let line = TextLine::new(view[index].text, index, blanks, Widths::Double);
                lines.push(Printed {
                    index,
                    blanks,
                    values: line.has_values() && !super::layout::is_year_header(&line),
                    segments: line.segments.len(),
                    x0: line.segments.first().map_or(0.0, |segment| segment.x0),
                });
                blanks = 0;
            }
        }
    }
    lines
}

/// Blank lines that most rows have above them.
fn spacing(lines: &[Printed]) -> usize {
    let mut blanks: Vec<usize> =
        lines.windows(2).filter(|pair| pair[0].values && pair[1].values).map(|pair| pair[1].blanks).collect();
    blanks.sort_unstable();
    blanks.get(blanks.len() / 2).copied().unwrap_or(0)
}

/// Where the lines without values end that begin here.
fn run_end(lines: &[Printed], start: usize) -> usize {
    lines[start..].iter().position(|line| line.values).map_or(lines.len(), |count| start + count)
}

/// The left edge of the labels: where most of the last rows begin.
fn label_edge(lines: &[Printed]) -> f32 {
    let recent = lines.iter().rev().filter(|line| line.values && line.segments >= 2).take(12);
    recent.map(|line| line.x0).fold(f32::MAX, f32::min)
}

/// Where a new table or a new page of the table begins in a run of lines without values, if it holds a header.
fn cut(
    view: &[ViewLine<'_>],
    run: &[Printed],
    spacing: usize,
    header: Option<&str>,
    label_edge: f32,
) -> Option<usize> {
    let head = run.iter().position(|line| line.segments >= 2)?;
    if let Some(repeated) = header.and_then(|header| run.iter().position(|line| key(view, line) == header)) {
        // A title may stand above the repeated header.
        let above = run[..=repeated].iter().rposition(|line| line.blanks > spacing);
        return Some(run[above.unwrap_or(repeated)].index);
    }
    let apart = run[..=head].iter().rposition(|line| line.blanks > spacing)?;
    // A title has a blank line below it as well: the piece begins with the title.
    let title = |line: &Printed| line.segments == 1 && (line.x0 - label_edge).abs() > 1.5;
    let first =
        run[..apart].iter().rposition(title).filter(|&above| above + 1 == apart && run[above].blanks == 0);
    Some(run[first.unwrap_or(apart)].index)
}

/// A line's text without spaces.
fn key(view: &[ViewLine<'_>], line: &Printed) -> String {
    view[line.index].text.chars().filter(|&c| !is_space(c)).collect()
}
