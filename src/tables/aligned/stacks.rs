//! Lines of a table of texts -> rows, by the white space between the cells of each column.
//!
//! Lines of one cell are set at one distance, cells farther apart. Where that shows, what stands beside each other in the
//! columns is a row, however its cells are centred.

use super::layout::Layout;

/// Lines of one cell are no farther apart, in font sizes.
const LINES: f32 = 1.6;
/// Cells are so many times farther apart than the lines of one.
const APART: f32 = 1.12;
/// The print of a line reaches so far above and below its baseline, in font sizes.
const ABOVE: f32 = 0.75;
const BELOW: f32 = 0.1;

/// What is printed in one cell: first and last line of the body, and the place from top to bottom.
#[derive(Debug, Clone, Copy)]
struct Stack {
    column: usize,
    lines: (usize, usize),
    place: (f32, f32),
}

/// The rows as ranges of lines; `None` where the white space does not tell.
pub(super) fn rows(layout: &Layout<'_>) -> Option<Vec<(usize, usize)>> {
    let lines = &layout.lines[layout.body..];
    let first = lines.first().filter(|first| first.page > 0 && first.size > 0.0)?;
    if lines.iter().any(|line| line.page != first.page) {
        return None;
    }
    let columns = columns(layout);
    let limit = limit(layout, &columns)?;
    let mut stacks: Vec<Stack> = Vec::new();
    for (column, own) in columns.iter().enumerate() {
        for &line in own {
            let (base, size) = (lines[line].base, lines[line].size);
            let place = (base - ABOVE * size, base + BELOW * size);
            match stacks.last_mut() {
                Some(last) if last.column == column && base - lines[last.lines.1].base <= limit => {
                    (last.lines.1, last.place.1) = (line, place.1);
                }
                _ => stacks.push(Stack { column, lines: (line, line), place }),
            }
        }
    }
    stacks.sort_by(|a, b| a.place.0.total_cmp(&b.place.0));
    let mut rows: Vec<Vec<Stack>> = Vec::new();
    let mut bottom = f32::MIN;
    for stack in stacks {
        match rows.last_mut() {
            Some(row) if stack.place.0 < bottom => row.push(stack),
            _ => rows.push(vec![stack]),
        }
        bottom = bottom.max(stack.place.1);
    }
    ranges(&rows, lines.len())
}

/// The lines that each column prints on.
fn columns(layout: &Layout<'_>) -> Vec<Vec<usize>> {
    let mut columns: Vec<Vec<usize>> = vec![Vec::new(); layout.columns.len()];
    for (line, pieces) in layout.placed.iter().enumerate() {
        for piece in pieces {
            let own = &mut columns[piece.column];
            if own.last() != Some(&line) {
                own.push(line);
            }
        }
    }
    columns
}

/// The widest distance of lines in one cell: what comes next is farther by a good part.
fn limit(layout: &Layout<'_>, columns: &[Vec<usize>]) -> Option<f32> {
    let lines = &layout.lines[layout.body..];
    let step = |pair: &[usize]| lines[pair[1]].base - lines[pair[0]].base;
    let mut steps: Vec<f32> = columns.iter().flat_map(|own| own.windows(2).map(step)).collect();
    steps.sort_by(f32::total_cmp);
    let within = |step: f32| step <= LINES * lines[0].size;
    let jumps = steps.windows(2).filter(|pair| within(pair[0]) && pair[1] >= APART * pair[0]);
    let widest = jumps.max_by(|a, b| (a[1] / a[0]).total_cmp(&(b[1] / b[0])))?;
    Some((widest[0] + widest[1]) / 2.0)
}

/// Rows that hold one cell of each column at most, and stand on lines of their own.
fn ranges(rows: &[Vec<Stack>], count: usize) -> Option<Vec<(usize, usize)>> {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for row in rows {
        let twice = |(at, stack): (usize, &Stack)| row[..at].iter().any(|other| other.column == stack.column);
        let first = row.iter().map(|stack| stack.lines.0).min()?;
        let end = row.iter().map(|stack| stack.lines.1 + 1).max()?;
        if row.iter().enumerate().any(twice) || ranges.last().map_or(0, |last| last.1) != first {
            return None;
        }
        ranges.push((first, end));
    }
    let whole = rows.iter().filter(|row| row.len() >= 2 && row.iter().any(|stack| stack.column == 0)).count();
    (rows.len() >= 2 && ranges.last()?.1 == count && whole * 4 >= rows.len() * 3).then_some(ranges)
}
