//! Lines of a table with several columns of texts -> rows, by the height that the cells of a row share.
//!
//! The cells of a row begin at one height, end at one, or have their middle there. Each column's lines of one cell are set
//! at one distance. Every way to cut the lines into such rows has a cost, and the cheapest is taken: rows have few empty
//! cells, a text that is wrapped is full, and rows are rather farther apart than the lines of a cell.

use super::super::token::Token;
use super::columns::Column;
use super::layout::{Layout, is_year_header};
use super::segments::TextLine;
use super::wraps;

/// No row is printed on more lines: those of its cells stand between each other.
const MOST_LINES: usize = 28;
/// Lines of one cell are no farther apart, in font sizes.
const LINES: f32 = 1.6;
const NEAREST: f32 = 0.8;
/// They are farther apart than the nearest lines of cells by no more than this share.
const EVEN: f32 = 0.08;
/// Heights that differ by less, in font sizes, are one.
const SAME: f32 = 0.35;
/// What it costs that the lines of two rows are no farther apart than those of a cell.
const TOUCHING: f32 = 0.6;
/// What a row with a blank costs, for its first column, for each other, and for those together at most.
const UNKEYED: f32 = 2.0;
const BLANK: f32 = 1.0;
const MOST_BLANK: f32 = 2.5;

/// A column in which so many of the lines have a piece is full.
const FULL: f32 = 0.8;

const NEVER: f32 = 1e9;

/// A piece of a line, and the one above it in its column.
#[derive(Debug, Clone, Copy)]
struct Part {
    column: usize,
    /// How far it stands below that, and what it costs to take it for the rest of it.
    step: f32,
    joint: f32,
}

/// A cell that is being put together from its last line up.
#[derive(Debug, Clone, Copy)]
struct Cell {
    top: f32,
    bottom: f32,
    /// Its first line, and how far that stands below the one above it in its column.
    first: Part,
}

/// Which height the cells of a row share.
#[derive(Debug, Clone, Copy)]
enum Shared {
    Top,
    Middle,
    Bottom,
}

/// Lines below the first row with values from which that row is told, and the most lines that it has above these.
const NEAR: usize = 60;
const ABOVE: usize = 8;

/// The rows as ranges of lines of the body; `None` where the heights do not tell.
pub(super) fn rows(layout: &Layout<'_>) -> Option<Vec<(usize, usize)>> {
    let heights = Heights::of(layout, false)?;
    let (_, rows) = heights.cheapest(0, |_| true)?;
    let keyed =
        |row: &&(usize, usize)| layout.placed[row.0..row.1].iter().flatten().any(|piece| piece.column == 0);
    // A label in the middle of several rows is none of a row.
    let whole = rows.iter().filter(keyed).count() * 10 >= rows.len() * 8;
    (rows.len() >= 2 && whole).then_some(rows)
}

/// The line that the first row begins on, whose values stand on this one: its cells may reach above these.
pub(super) fn first(lines: &[TextLine<'_>], first: usize, columns: &[Column]) -> usize {
    let above = lines[..first].iter().rev().take(ABOVE);
    let cell =
        |line: &&TextLine<'_>| line.page == lines[first].page && !line.opens_body && !is_year_header(line);
    let low = first - above.take_while(cell).count();
    let near: Vec<TextLine<'_>> = lines[low..].iter().take(first - low + NEAR).cloned().collect();
    let layout = Layout::of_body(near, columns.to_vec());
    let Some(heights) = Heights::of(&layout, true).filter(|_| low < first) else { return first };
    let holds = |rows: &[(usize, usize)]| rows.first().is_some_and(|row| row.1 > first - low);
    let found = (0..=first - low).rev().filter_map(|from| Some((from, heights.cheapest(from, holds)?.0)));
    found.min_by(|a, b| a.1.total_cmp(&b.1)).map_or(first, |(from, _)| low + from)
}

/// True if, in print, nearly every line has a piece in all columns, or in all but one: most lines are rows there.
pub(super) fn are_lines_whole(layout: &Layout<'_>) -> bool {
    let lines = layout.placed.len();
    let share = |column: usize| {
        let own = layout.placed.iter().filter(|line| line.iter().any(|piece| piece.column == column));
        own.count() as f32 / lines.max(1) as f32
    };
    let shares: Vec<f32> = (0..layout.columns.len()).map(share).filter(|share| *share > 0.0).collect();
    let full = shares.iter().filter(|share| **share >= FULL).count();
    let printed = layout.is_printed();
    printed && full >= 2 && full + 1 >= shares.len()
}

/// The lines of a body.
struct Heights<'l, 'a> {
    layout: &'l Layout<'a>,
    parts: Vec<Vec<Part>>,
    /// The distance of lines in a cell.
    lead: f32,
    /// Columns that hold something.
    columns: usize,
}

impl<'l, 'a> Heights<'l, 'a> {
    /// `labels`: a single column of texts is enough.
    fn of(layout: &'l Layout<'a>, labels: bool) -> Option<Self> {
        let lines = &layout.lines[layout.body..];
        let size = lines.first().filter(|first| first.page > 0 && first.size > 0.0)?.size;
        let rights = wraps::rights(layout);
        let mut last: Vec<Option<(usize, usize)>> = vec![None; layout.columns.len()];
        let mut parts: Vec<Vec<Part>> = Vec::with_capacity(lines.len());
        for (line, pieces) in layout.placed.iter().enumerate() {
            let mut own: Vec<Part> = Vec::with_capacity(pieces.len());
            for (place, piece) in pieces.iter().enumerate() {
                let value = piece.segment.token.is_value();
                let above = last[piece.column].filter(|above| lines[above.0].page == lines[line].page);
                let (mut step, mut joint) = (f32::MAX, NEVER);
                if let Some((above, at)) = above {
                    let over = &layout.placed[above][at];
                    step = lines[line].base - lines[above].base;
                    let texts = over.segment.token == Token::Text && !value;
                    joint = if texts && over.span == 1 && piece.span == 1 {
                        wraps::wrap_cost(layout, &rights, (above, over), (line, piece))
                    } else {
                        NEVER
                    };
                }
                last[piece.column..piece.column + piece.span].fill(Some((line, place)));
                own.push(Part { column: piece.column, step, joint });
            }
            parts.push(own);
        }
        let held = || layout.columns.iter().zip(&last).filter(|(_, last)| last.is_some());
        let (texts, columns) = (held().filter(|(column, _)| !column.values).count(), held().count());
        // Rows of numbers are told by these.
        let enough = if labels { texts >= 1 } else { texts >= 2 && texts * 2 > columns };
        if !enough || are_lines_whole(layout) {
            return None;
        }
        let within = |step: &f32| (NEAREST * size..=LINES * size).contains(step);
        let wrapped = |part: &&Part| part.joint < NEVER && within(&part.step);
        let steps = || parts.iter().flatten().filter(wrapped);
        let lead = steps().map(|part| part.step).fold(f32::MAX, f32::min);
        // Labels alone that are wrapped are told by the values beside them.
        let several = steps().any(|part| (labels || part.column > 0) && part.step <= (1.0 + EVEN) * lead);
        several.then_some(Self { layout, parts, lead, columns })
    }

    /// The cheapest rows from a line on, with their cost.
    fn cheapest(
        &self,
        from: usize,
        fit: impl Fn(&[(usize, usize)]) -> bool,
    ) -> Option<(f32, Vec<(usize, usize)>)> {
        let ways = [Shared::Top, Shared::Middle, Shared::Bottom];
        let found = ways.into_iter().filter_map(|shared| self.rows(shared, from));
        found.filter(|(_, rows)| fit(rows)).min_by(|a, b| a.0.total_cmp(&b.0))
    }

    /// The cheapest rows whose cells share this height.
    fn rows(&self, shared: Shared, from: usize) -> Option<(f32, Vec<(usize, usize)>)> {
        let count = self.parts.len();
        let mut best = vec![(0.0f32, 0usize); count + 1];
        for end in from + 1..=count {
            best[end] = (NEVER, end - 1);
            let mut row: Vec<Option<Cell>> = vec![None; self.layout.columns.len()];
            let mut inner = 0.0;
            for start in (end.saturating_sub(MOST_LINES).max(from)..end).rev() {
                let Some(joints) = self.add(&mut row, start, end) else { break };
                inner += joints;
                let cost = best[start].0 + inner + self.row_cost(&row, shared, start, end);
                if cost < best[end].0 {
                    best[end] = (cost, start);
                }
            }
        }
        let mut rows = Vec::new();
        let mut end = count;
        while end > from && best[end].0 < NEVER {
            rows.push((best[end].1, end));
            end = best[end].1;
        }
        rows.reverse();
        (end == from && best[count].0 < NEVER).then_some((best[count].0, rows))
    }

    /// Puts a line on top of a row; what that costs. `None` if it is of another row for sure.
    fn add(&self, row: &mut [Option<Cell>], start: usize, end: usize) -> Option<f32> {
        let lines = &self.layout.lines[self.layout.body..];
        let spans = |line: usize| self.layout.placed[line].iter().any(|piece| piece.span > 1);
        if start + 1 < end {
            let below = &lines[start + 1];
            if below.ruled || below.page != lines[start].page || spans(start) || spans(end - 1) {
                return None;
            }
        }
        let base = lines[start].base;
        let mut cost = 0.0;
        for part in &self.parts[start] {
            match &mut row[part.column] {
                Some(cell) => {
                    if cell.first.step > (1.0 + EVEN) * self.lead || cell.first.joint >= NEVER {
                        return None;
                    }
                    cost += cell.first.joint;
                    (cell.top, cell.first) = (base, *part);
                }
                cell => *cell = Some(Cell { top: base, bottom: base, first: *part }),
            }
        }
        Some(cost)
    }

    /// What it costs to take these cells for a row.
    fn row_cost(&self, row: &[Option<Cell>], shared: Shared, start: usize, end: usize) -> f32 {
        let size = self.layout.lines[self.layout.body + start].size;
        let cells = || row.iter().flatten();
        let height = |cell: &Cell| match shared {
            Shared::Top => cell.top,
            Shared::Middle => (cell.top + cell.bottom) / 2.0,
            Shared::Bottom => cell.bottom,
        };
        let heights = || cells().map(height);
        if heights().fold(f32::MIN, f32::max) - heights().fold(f32::MAX, f32::min) > SAME * size {
            return NEVER;
        }
        if self.layout.placed[start..end].iter().flatten().any(|piece| piece.span > 1) {
            return BLANK;
        }
        let near = |cell: &&Cell| cell.first.step <= (1.0 + EVEN) * self.lead;
        let touching = TOUCHING * cells().filter(near).count() as f32;
        let blank = BLANK * (self.columns - cells().count()) as f32;
        let unkeyed = if row[0].is_none() { UNKEYED } else { 0.0 };
        touching + blank.min(MOST_BLANK) + unkeyed
    }
}
