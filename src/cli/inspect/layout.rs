//! Cells with spans and a width -> where each stands: column widths, row heights, wrapped texts.

use crate::cli::text;

use super::drawing::{Box, Drawing, Look};

/// Narrowest column that is still readable: two Chinese characters.
pub const NARROWEST: usize = 4;

/// Columns that a header gets before the labels take the rest: four Chinese characters.
const HEADER: usize = 8;
/// Lines of a header that are drawn.
const HEADER_LINES: usize = 5;

/// First and last column of a part that a cell covers, if any.
pub type Cover = Option<(usize, usize)>;

/// Some columns of a table, measured.
pub struct Layout {
    /// Which cell covers a place: `owner[row][column of this part]`.
    pub owner: Vec<Vec<Option<usize>>>,
    /// Display width of each column.
    pub widths: Vec<usize>,
    /// Wrapped text of each cell of the table; empty for cells outside this part.
    pub lines: Vec<Vec<String>>,
    /// First and last column of this part that each cell covers.
    pub covers: Vec<Cover>,
    /// Lines that each row takes.
    pub heights: Vec<usize>,
}

/// Measures the given columns so that they fit the width, if any can.
pub fn lay_out(drawing: &Drawing, columns: &[usize], width: usize) -> Layout {
    let covers: Vec<_> = drawing.cells.iter().map(|cell| covered(cell, columns)).collect();
    let owner = owners(drawing, &covers, columns.len());
    let widths = widths(drawing, &covers, columns.len(), width);
    let wrapped = |(cell, cover): (&Box, &Cover)| match *cover {
        Some((first, last)) => wrapped(cell, across(&widths, first, last)),
        None => Vec::new(),
    };
    let lines: Vec<Vec<String>> = drawing.cells.iter().zip(&covers).map(wrapped).collect();
    let heights = heights(drawing, &lines);
    Layout { owner, widths, lines, covers, heights }
}

/// The text in lines of the given width. A header that lost its span can be a sentence above a narrow column: it is
/// cut rather than let it push the values off the screen.
fn wrapped(cell: &Box, width: usize) -> Vec<String> {
    let mut lines = text::wrap(&cell.text, width);
    if cell.look == Look::Header && lines.len() > HEADER_LINES {
        lines.truncate(HEADER_LINES);
        if let Some(last) = lines.last_mut() {
            *last = text::cut(&format!("{last}…"), width);
        }
    }
    lines
}

/// First and last column of the part that the cell covers.
fn covered(cell: &Box, columns: &[usize]) -> Cover {
    let within = |column: &usize| (cell.place.1..cell.place.1 + cell.span.1).contains(column);
    let first = columns.iter().position(within)?;
    let last = columns.iter().rposition(within)?;
    Some((first, last))
}

fn owners(drawing: &Drawing, covers: &[Cover], columns: usize) -> Vec<Vec<Option<usize>>> {
    let mut owner = vec![vec![None; columns]; drawing.rows];
    for (index, cell) in drawing.cells.iter().enumerate() {
        let Some((first, last)) = covers[index] else { continue };
        for row in owner.iter_mut().skip(cell.place.0).take(cell.span.0) {
            row[first..=last].fill(Some(index));
        }
    }
    owner
}

/// Width of each column: labels and values first get what they need, as far as there is space; what is left then
/// goes to the headers, which may wrap without making every row higher.
fn widths(drawing: &Drawing, covers: &[Cover], columns: usize, width: usize) -> Vec<usize> {
    let space = width.saturating_sub(1 + 3 * columns);
    let mut widths = narrowed(natural(drawing, covers, columns, HEADER), space);
    let wanted = natural(drawing, covers, columns, usize::MAX);
    let mut lacking: Vec<(usize, usize)> =
        (0..columns).map(|column| (wanted[column].saturating_sub(widths[column]), column)).collect();
    lacking.sort_unstable();
    let mut left = space.saturating_sub(widths.iter().sum());
    for (lack, column) in lacking {
        let given = lack.min(left);
        widths[column] += given;
        left -= given;
    }
    widths
}

/// Width of each column that lets every cell stand on one line, headers up to a limit; a cell over several columns
/// shares what it lacks.
fn natural(drawing: &Drawing, covers: &[Cover], columns: usize, most_of_header: usize) -> Vec<usize> {
    let mut widths = vec![1; columns];
    let longest = |cell: &Box| {
        let most = if cell.look == Look::Header { most_of_header } else { usize::MAX };
        cell.text.split('\n').map(text::width).max().unwrap_or(0).min(most)
    };
    for (cell, cover) in drawing.cells.iter().zip(covers) {
        if let Some((first, last)) = cover.filter(|(first, last)| first == last) {
            widths[first] = longest(cell).max(widths[last]);
        }
    }
    for (cell, cover) in drawing.cells.iter().zip(covers) {
        let Some((first, last)) = cover.filter(|(first, last)| first < last) else { continue };
        let lacking = longest(cell).saturating_sub(across(&widths, first, last));
        let share = lacking.div_ceil(last - first + 1);
        widths[first..=last].iter_mut().for_each(|width| *width += share);
    }
    widths
}

/// The widths, the widest cut down until the table fits: every column below the cut keeps what it needs.
fn narrowed(natural: Vec<usize>, space: usize) -> Vec<usize> {
    let taken = |cut: usize| natural.iter().map(|width| (*width).min(cut)).sum::<usize>();
    let mut cut = natural.iter().copied().max().unwrap_or(0).min(space);
    while cut > NARROWEST && taken(cut) > space {
        cut -= 1;
    }
    natural.iter().map(|width| (*width).min(cut)).collect()
}

/// Width of columns first to last and of the walls between them.
pub fn across(widths: &[usize], first: usize, last: usize) -> usize {
    widths[first..=last].iter().sum::<usize>() + 3 * (last - first)
}

/// Lines that each row takes: what its own cells need, and what cells over several rows still lack in their last one.
fn heights(drawing: &Drawing, lines: &[Vec<String>]) -> Vec<usize> {
    let mut heights = vec![1; drawing.rows];
    for (cell, lines) in drawing.cells.iter().zip(lines) {
        if cell.span.0 == 1 && cell.place.0 < drawing.rows {
            heights[cell.place.0] = lines.len().max(heights[cell.place.0]);
        }
    }
    for (cell, lines) in drawing.cells.iter().zip(lines) {
        let last = (cell.place.0 + cell.span.0).min(drawing.rows);
        if cell.span.0 > 1 && cell.place.0 < last {
            let held: usize = heights[cell.place.0..last].iter().sum();
            heights[last - 1] += lines.len().saturating_sub(held);
        }
    }
    heights
}
