//! Strokes of one component -> lattice: the lines that rows and columns stand between, and which pieces of them are drawn.

use super::open_sides::{open_sides, side_of_last_rows, sides_of_row, top_of_header};
use super::stroke::{Stroke, Strokes};
use super::turn::Mark;
use crate::model::Direction;

/// Strokes as near as this are one line of the lattice: nothing can be printed between them.
const LINE: f32 = 4.0;
/// The strokes of one line lie no farther from its first one than this.
const SPREAD: f32 = 6.0;
/// Share of a piece that must be drawn.
const DRAWN: f32 = 0.7;
/// Gaps inside a line that count as drawn.
const GAP: f32 = 4.0;
/// Text whose middle is no farther outside than this share of its size stands astride the edge.
const ASTRIDE: f32 = 0.7;
/// The next line of a text is no farther below the one above it.
const PITCH: f32 = 1.3;
/// The same for the next line of a cell that is open below where cells beside it are closed.
const WIDE_PITCH: f32 = 1.7;
/// Places of a lattice: no printed page has more.
const MOST_PLACES: usize = 200_000;

/// Lines and the drawn pieces between their crossings.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lattice {
    /// Places of the upright lines, from left to right.
    pub(super) xs: Vec<f32>,
    /// Places of the level lines, from top to bottom.
    pub(super) ys: Vec<f32>,
    /// For each level line and column: drawn.
    across: Vec<bool>,
    /// For each row and upright line: drawn.
    down: Vec<bool>,
}

impl Lattice {
    /// The lattice of a component with these glyphs in it and around it; `None` if it encloses fewer than two places, or
    /// more than a page can hold.
    pub(super) fn of(strokes: &Strokes, marks: &[Mark<'_>]) -> Option<Self> {
        let (across, mut down) = (strokes.across.clone(), strokes.down.clone());
        let (mut ys, mut xs) = (lines(&across), lines(&down));
        // A side without a rule is where the ends of the other rules agree. At the top and the bottom it stays open: a page
        // break leaves it so.
        let beside = |x: (f32, f32), y: (f32, f32)| {
            marks.iter().any(|mark| x.0 < mark.x && mark.x < x.1 && y.0 < mark.y && mark.y < y.1)
        };
        let mut ends = open_sides(&down, &ys, |x, y| beside(y, x));
        let mut sides = open_sides(&across, &xs, beside);
        if let Some(both) = sides_of_row(&across, &xs, &ys, &ends, beside) {
            sides = both;
        } else if sides[0].is_none() {
            sides[0] = side_of_last_rows(&across, &xs, beside);
        }
        if ends[0].is_none() {
            ends[0] = top_of_header(&across, &down, beside);
        }
        // A row that lost its rule above or below stands between the same sides as the others.
        for side in sides.iter_mut().flatten() {
            let whole = |end: &Stroke, level: Option<&f32>| {
                level
                    .is_some_and(|level| side.from - LINE <= *level && *level <= side.to + LINE)
                    .then_some(end.at)
            };
            let top = ends[0].as_ref().and_then(|end| whole(end, ys.first()));
            let bottom = ends[1].as_ref().and_then(|end| whole(end, ys.last()));
            (side.from, side.to) = (top.unwrap_or(side.from), bottom.unwrap_or(side.to));
        }
        down.extend(sides.iter().flatten());
        xs.extend(sides_at(&sides));
        ys.extend(sides_at(&ends));
        xs.sort_by(f32::total_cmp);
        ys.sort_by(f32::total_cmp);
        let (rows, columns) = (ys.len().checked_sub(1)?, xs.len().checked_sub(1)?);
        if rows * columns < 2 || rows.saturating_mul(columns) > MOST_PLACES {
            return None;
        }
        let level = drawn(&across, &ys, &xs);
        let upright = drawn(&down, &xs, &ys);
        let mut lattice = Self { across: level, down: vec![false; rows * xs.len()], xs, ys };
        for line in 0..lattice.xs.len() {
            for row in 0..rows {
                lattice.down[row * lattice.xs.len() + line] = upright[line * rows + row];
            }
        }
        Some(lattice)
    }

    pub(super) fn rows(&self) -> usize {
        self.ys.len() - 1
    }

    pub(super) fn columns(&self) -> usize {
        self.xs.len() - 1
    }

    /// True if the piece of this level line above row `line` is drawn in this column.
    pub(super) fn level(&self, line: usize, column: usize) -> bool {
        self.across[line * self.columns() + column]
    }

    /// True if the piece of this upright line left of column `line` is drawn in this row.
    pub(super) fn upright(&self, row: usize, line: usize) -> bool {
        self.down[row * self.xs.len() + line]
    }

    /// Draws or wipes a piece of a level line.
    pub(super) fn set_level(&mut self, line: usize, column: usize, drawn: bool) {
        let columns = self.columns();
        self.across[line * columns + column] = drawn;
    }

    /// Draws or wipes a piece of an upright line.
    pub(super) fn set_upright(&mut self, row: usize, line: usize, drawn: bool) {
        let lines = self.xs.len();
        self.down[row * lines + line] = drawn;
    }

    /// The row and column of a point inside.
    pub(super) fn place(&self, x: f32, y: f32) -> Option<(usize, usize)> {
        Some((slot(&self.ys, y)?, slot(&self.xs, x)?))
    }

    /// Moves an open edge at the bottom down over text that stands astride, and over the lines of the same column below
    /// that: a page break cut the row there, and the rest of its text overran it. Also over text between uprights that go
    /// on below the last row, and over the next lines of a cell that is open below where others are closed. At the top, up
    /// over what stands astride.
    pub(super) fn reach_over(&mut self, strokes: &Strokes, marks: &[Mark<'_>]) {
        let rows = self.rows();
        let (top, bottom) = (self.ys[0], self.ys[rows]);
        let hanging = self.hanging(strokes);
        let mut near: Vec<&Mark<'_>> = marks.iter().filter(|mark| mark.runs == Direction::Right).collect();
        near.retain(|mark| mark.y >= bottom || mark.y < top);
        near.sort_by(|a, b| a.y.total_cmp(&b.y));
        let mut lowest: Vec<f32> = vec![bottom; self.columns()];
        let mut last: Vec<f32> = vec![f32::NEG_INFINITY; self.columns()];
        if (0..self.columns()).any(|column| self.level(rows, column)) {
            for mark in marks.iter().filter(|mark| self.ys[rows - 1] < mark.y && mark.y < bottom) {
                if let Some(column) = slot(&self.xs, mark.x) {
                    last[column] = last[column].max(mark.y);
                }
            }
        }
        for mark in near {
            let Some(column) = slot(&self.xs, mark.x) else { continue };
            let size = mark.size();
            let reach = if lowest[column] > bottom { PITCH * size } else { ASTRIDE * size };
            let near = mark.y - lowest[column] < reach || mark.y < hanging[column];
            let next = mark.y - last[column] < WIDE_PITCH * size;
            if mark.y >= bottom && (near || next) && !self.level(rows, column) {
                last[column] = if next { mark.y } else { last[column] };
                lowest[column] = lowest[column].max(mark.y + 0.35 * size);
                self.ys[rows] = self.ys[rows].max(lowest[column]);
            } else if mark.y < top && top - mark.y < ASTRIDE * size && !self.level(0, column) {
                self.ys[0] = self.ys[0].min(mark.y - 0.35 * size);
            }
        }
    }

    /// How far down the uprights at both sides of each column go: below the last row, a label goes on that the page break cut.
    /// A side without any rule may be missing.
    fn hanging(&self, strokes: &Strokes) -> Vec<f32> {
        let bottom = self.ys[self.rows()];
        let low = |x: f32| {
            let on_line = |stroke: &&Stroke| (stroke.at - x).abs() <= LINE;
            let meets = |stroke: &&Stroke| stroke.from <= bottom + LINE;
            let lowest = strokes.down.iter().filter(on_line).filter(meets).map(|stroke| stroke.to);
            let drawn = strokes.down.iter().any(|stroke| on_line(&stroke));
            if drawn { lowest.fold(f32::NEG_INFINITY, f32::max) } else { f32::INFINITY }
        };
        let sides: Vec<f32> = self.xs.iter().map(|&x| low(x)).collect();
        let both = |pair: &[f32]| pair[0].min(pair[1]);
        sides.windows(2).map(|pair| if both(pair).is_finite() { both(pair) } else { bottom }).collect()
    }

    /// With further level lines (from top to bottom, none where there is one), each drawn in the columns that are marked.
    pub(super) fn with_levels(&self, levels: &[(f32, Vec<bool>)]) -> Self {
        let (columns, lines) = (self.columns(), self.xs.len());
        let mut wider = Self {
            xs: self.xs.clone(),
            ys: Vec::with_capacity(self.ys.len() + levels.len()),
            across: Vec::new(),
            down: Vec::new(),
        };
        let mut levels = levels.iter().peekable();
        for (row, &y) in self.ys.iter().enumerate() {
            let upright = self.down.get(row * lines..(row + 1) * lines).unwrap_or_default();
            wider.ys.push(y);
            wider.across.extend(&self.across[row * columns..(row + 1) * columns]);
            wider.down.extend(upright);
            let next = self.ys.get(row + 1).copied().unwrap_or(f32::NEG_INFINITY);
            while let Some((at, drawn)) = levels.next_if(|(at, _)| *at < next) {
                wider.ys.push(*at);
                wider.across.extend(drawn);
                wider.down.extend(upright);
            }
        }
        wider
    }

    /// Without the inner lines of which no piece is drawn.
    pub(super) fn without_bare_lines(&self) -> Self {
        let (rows, columns) = (self.rows(), self.columns());
        let kept_y: Vec<usize> = (0..=rows)
            .filter(|&line| line == 0 || line == rows || (0..columns).any(|column| self.level(line, column)))
            .collect();
        let kept_x: Vec<usize> = (0..=columns)
            .filter(|&line| line == 0 || line == columns || (0..rows).any(|row| self.upright(row, line)))
            .collect();
        let mut across = Vec::with_capacity(kept_y.len() * (kept_x.len() - 1));
        for &line in &kept_y {
            across.extend(
                kept_x.windows(2).map(|pair| (pair[0]..pair[1]).any(|column| self.level(line, column))),
            );
        }
        let mut down = Vec::with_capacity((kept_y.len() - 1) * kept_x.len());
        for pair in kept_y.windows(2) {
            down.extend(kept_x.iter().map(|&line| (pair[0]..pair[1]).any(|row| self.upright(row, line))));
        }
        let pick = |places: &[f32], kept: &[usize]| kept.iter().map(|&line| places[line]).collect();
        Self { xs: pick(&self.xs, &kept_x), ys: pick(&self.ys, &kept_y), across, down }
    }
}

/// The stretch between two lines that holds a point.
pub(super) fn slot(lines: &[f32], at: f32) -> Option<usize> {
    let behind = lines.partition_point(|&line| line <= at);
    (behind > 0 && behind < lines.len()).then(|| behind - 1)
}

/// Where lines stand: strokes side by side are one, the longer ones counting more.
fn lines(strokes: &[Stroke]) -> Vec<f32> {
    let mut sorted: Vec<&Stroke> = strokes.iter().collect();
    sorted.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut lines: Vec<f32> = Vec::new();
    let (mut first, mut last, mut sum, mut weight) = (f32::NAN, f32::NAN, 0.0, 0.0);
    for stroke in sorted {
        if stroke.at - last <= LINE && stroke.at - first <= SPREAD {
            (sum, weight) = (sum + stroke.at * stroke.length(), weight + stroke.length());
        } else {
            if weight > 0.0 {
                lines.push(sum / weight);
            }
            (first, sum, weight) = (stroke.at, stroke.at * stroke.length(), stroke.length());
        }
        last = stroke.at;
    }
    if weight > 0.0 {
        lines.push(sum / weight);
    }
    lines
}

fn sides_at(sides: &[Option<Stroke>; 2]) -> impl Iterator<Item = f32> + '_ {
    sides.iter().flatten().map(|side| side.at)
}

/// For each line, and each stretch between two crossing lines: whether the strokes of the line cover it.
fn drawn(strokes: &[Stroke], lines: &[f32], crossed: &[f32]) -> Vec<bool> {
    let mut on_line: Vec<Vec<(f32, f32)>> = vec![Vec::new(); lines.len()];
    for stroke in strokes {
        let behind = lines.partition_point(|&line| line < stroke.at);
        let nearest = [behind.saturating_sub(1), behind.min(lines.len() - 1)]
            .into_iter()
            .min_by(|&a, &b| (lines[a] - stroke.at).abs().total_cmp(&(lines[b] - stroke.at).abs()));
        on_line[nearest.unwrap_or(0)].push((stroke.from, stroke.to));
    }
    let mut drawn = Vec::with_capacity(lines.len() * (crossed.len() - 1));
    for pieces in &mut on_line {
        let covered = covered(pieces);
        drawn.extend(crossed.windows(2).map(|pair| share(&covered, pair[0], pair[1]) >= DRAWN));
    }
    drawn
}

/// Pieces as stretches that do not touch, small gaps closed.
fn covered(pieces: &mut [(f32, f32)]) -> Vec<(f32, f32)> {
    pieces.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut covered: Vec<(f32, f32)> = Vec::new();
    for &(from, to) in pieces.iter() {
        match covered.last_mut() {
            Some(last) if from - last.1 <= GAP => last.1 = last.1.max(to),
            _ => covered.push((from, to)),
        }
    }
    covered
}

/// The share of a stretch that is covered.
fn share(covered: &[(f32, f32)], from: f32, to: f32) -> f32 {
    let first = covered.partition_point(|piece| piece.1 < from);
    let inside = covered[first..].iter().take_while(|piece| piece.0 < to);
    let length: f32 = inside.map(|piece| piece.1.min(to) - piece.0.max(from)).sum();
    length / (to - from).max(0.01)
}
