//! Cells with spans -> a table drawn with lines, by display width; a table too wide for the terminal is drawn in parts.

use crate::cli::style::Paint;
use crate::cli::text;

use super::layout::{self, Layout, across};

/// What a cell looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Bold.
    Header,
    /// Coloured.
    Label,
    /// As it is.
    Value,
    /// Coloured as a doubt.
    Doubt,
}

/// One cell to draw.
#[derive(Debug, Clone)]
pub struct Box {
    /// Row and column from 0.
    pub place: (usize, usize),
    /// Rows and columns covered, at least 1.
    pub span: (usize, usize),
    /// What it says.
    pub text: String,
    /// How it looks.
    pub look: Look,
    /// True if it stands on the right of its place, as numbers do.
    pub right: bool,
}

/// A table to draw.
#[derive(Debug, Clone)]
pub struct Drawing {
    /// Number of rows.
    pub rows: usize,
    /// Number of columns.
    pub columns: usize,
    /// A double line is drawn below this many rows.
    pub header_rows: usize,
    /// A double line is drawn behind this many columns; they are repeated in every part.
    pub label_columns: usize,
    /// Cells; they do not overlap.
    pub cells: Vec<Box>,
}

/// Parts that are drawn of one table; who has more columns than that wants another format.
const MOST_PARTS: usize = 12;

/// Draws the table, in as many parts as the width asks for.
pub fn draw(drawing: &Drawing, width: usize, paint: Paint) -> String {
    if drawing.rows == 0 || drawing.columns == 0 {
        return String::new();
    }
    let mut words = String::new();
    let parts = parts(drawing, width);
    for columns in parts.iter().take(MOST_PARTS) {
        words.push_str(&Part::new(drawing, columns, width).draw(paint));
    }
    if parts.len() > MOST_PARTS {
        words.push_str("… more columns: --format html or csv shows them all\n");
    }
    words
}

/// Which columns each part shows: the label columns, and as many others as fit when narrowed.
fn parts(drawing: &Drawing, width: usize) -> Vec<Vec<usize>> {
    let fit = (width.saturating_sub(1) / (layout::NARROWEST + 3)).max(2);
    if drawing.columns <= fit {
        return vec![(0..drawing.columns).collect()];
    }
    let labels = if drawing.label_columns < fit { drawing.label_columns } else { 0 };
    let others: Vec<usize> = (labels..drawing.columns).collect();
    let part = |chunk: &[usize]| (0..labels).chain(chunk.iter().copied()).collect();
    let count = others.len().div_ceil(fit - labels);
    others.chunks(others.len().div_ceil(count)).map(part).collect()
}

/// Some columns of a table, laid out.
struct Part<'a> {
    drawing: &'a Drawing,
    layout: Layout,
    /// How many of this part's columns are labels.
    labels: usize,
}

impl<'a> Part<'a> {
    fn new(drawing: &'a Drawing, columns: &[usize], width: usize) -> Self {
        let labels = columns.iter().filter(|column| **column < drawing.label_columns).count();
        Self { drawing, layout: layout::lay_out(drawing, columns, width), labels }
    }

    fn draw(&self, paint: Paint) -> String {
        let dense = self.layout.heights.iter().all(|height| *height == 1);
        let mut words = String::new();
        for row in 0..self.drawing.rows {
            if row <= self.drawing.header_rows || !dense {
                self.rule(row, paint, &mut words);
            }
            for line in 0..self.layout.heights[row] {
                self.line(row, line, paint, &mut words);
            }
        }
        self.rule(self.drawing.rows, paint, &mut words);
        words
    }

    /// One terminal line of a row.
    fn line(&self, row: usize, line: usize, paint: Paint, words: &mut String) {
        let mut column = 0;
        while column < self.layout.widths.len() {
            words.push_str(&paint.faint(if self.is_wall(row, column) { self.wall(column) } else { " " }));
            let owner = self.layout.owner[row][column];
            let last =
                owner.and_then(|cell| self.layout.covers[cell]).map_or(column, |(_, last)| last.max(column));
            let space = across(&self.layout.widths, column, last);
            words.push(' ');
            match owner {
                Some(cell) => words.push_str(&self.text(cell, row, line, space, paint)),
                None => words.push_str(&" ".repeat(space)),
            }
            words.push(' ');
            column = last + 1;
        }
        words.push_str(&paint.faint("│"));
        words.push('\n');
    }

    /// The line of a cell's text that belongs here, padded to its space.
    fn text(&self, cell: usize, row: usize, line: usize, space: usize, paint: Paint) -> String {
        let shape = &self.drawing.cells[cell];
        let above: usize = (shape.place.0..row).map(|above| self.layout.heights[above]).sum();
        let words = self.layout.lines[cell].get(above + line).map_or("", String::as_str);
        let gap = text::fill(words, space);
        let painted = match shape.look {
            Look::Header => paint.bold(words),
            Look::Label => paint.cyan(words),
            Look::Value => words.to_owned(),
            Look::Doubt => paint.yellow(words),
        };
        if shape.right { gap + &painted } else { painted + &gap }
    }

    fn wall(&self, column: usize) -> &'static str {
        if column == self.labels && column > 0 { "║" } else { "│" }
    }

    /// True if a line runs left of the place.
    fn is_wall(&self, row: usize, column: usize) -> bool {
        let edge = column == 0 || column == self.layout.widths.len();
        edge || self.layout.owner[row][column - 1] != self.layout.owner[row][column]
    }

    /// True if a line runs above the place.
    fn is_floor(&self, row: usize, column: usize) -> bool {
        let edge = row == 0 || row == self.drawing.rows;
        edge || self.layout.owner[row - 1][column] != self.layout.owner[row][column]
    }

    /// The line between two rows.
    fn rule(&self, row: usize, paint: Paint, words: &mut String) {
        let double = row > 0 && row == self.drawing.header_rows && row < self.drawing.rows;
        let mut rule = String::new();
        for column in 0..=self.layout.widths.len() {
            rule.push(self.crossing(row, column, double));
            if let Some(width) = self.layout.widths.get(column) {
                let line = match (self.is_floor(row, column), double) {
                    (false, _) => " ",
                    (true, false) => "─",
                    (true, true) => "═",
                };
                rule.push_str(&line.repeat(width + 2));
            }
        }
        words.push_str(&paint.faint(&rule));
        words.push('\n');
    }

    /// The sign where lines meet left of a place, at its top.
    fn crossing(&self, row: usize, column: usize, double: bool) -> char {
        let (rows, columns) = (self.drawing.rows, self.layout.widths.len());
        let up = row > 0 && self.is_wall(row - 1, column);
        let down = row < rows && self.is_wall(row, column);
        let left = column > 0 && self.is_floor(row, column - 1);
        let right = column < columns && self.is_floor(row, column);
        let behind_labels = column > 0 && column == self.labels && column < columns;
        let arms = usize::from(up) * 8 + usize::from(down) * 4 + usize::from(left) * 2 + usize::from(right);
        sign(arms, double, behind_labels)
    }
}

/// Box characters by the arms that meet (8 up, 4 down, 2 left, 1 right): single lines, double across, double upright,
/// both double.
const SIGNS: [[char; 16]; 4] = [
    [' ', '─', '─', '─', '│', '┌', '┐', '┬', '│', '└', '┘', '┴', '│', '├', '┤', '┼'],
    [' ', '═', '═', '═', '│', '╒', '╕', '╤', '│', '╘', '╛', '╧', '│', '╞', '╡', '╪'],
    [' ', '─', '─', '─', '║', '╓', '╖', '╥', '║', '╙', '╜', '╨', '║', '╟', '╢', '╫'],
    [' ', '═', '═', '═', '║', '╔', '╗', '╦', '║', '╚', '╝', '╩', '║', '╠', '╣', '╬'],
];

fn sign(arms: usize, double_across: bool, double_upright: bool) -> char {
    SIGNS[usize::from(double_upright) * 2 + usize::from(double_across)][arms % 16]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(place: (usize, usize), span: (usize, usize), text: &str, look: Look) -> Box {
        Box { place, span, text: text.to_owned(), look, right: look == Look::Value }
    }

    fn table() -> Drawing {
        let cells = vec![
            cell((0, 0), (2, 1), "信息内容", Look::Header),
            cell((0, 1), (1, 2), "件数", Look::Header),
            cell((1, 1), (1, 1), "制发", Look::Header),
            cell((1, 2), (1, 1), "废止", Look::Header),
            cell((2, 0), (1, 1), "规章", Look::Label),
            cell((2, 1), (1, 1), "12", Look::Value),
            cell((2, 2), (1, 1), "3", Look::Value),
        ];
        Drawing { rows: 3, columns: 3, header_rows: 2, label_columns: 1, cells }
    }

    #[test]
    fn spans_have_no_line_inside() {
        let drawn = draw(&table(), 80, Paint::plain());
        println!("{drawn}");
        assert!(drawn.contains("│ 规章     ║   12 │    3 │"), "\n{drawn}");
    }

    #[test]
    fn every_line_is_as_wide_as_the_others_and_fits() {
        for width in [40, 26, 20, 16] {
            let drawn = draw(&table(), width, Paint::plain());
            let widths: Vec<usize> = drawn.lines().map(text::width).collect();
            assert!(widths.iter().all(|found| *found == widths[0] && *found <= width), "{width}\n{drawn}");
        }
    }

    #[test]
    fn a_table_too_wide_is_drawn_in_parts_with_its_labels() {
        let mut wide = table();
        wide.columns = 30;
        let cells = (3..30).map(|column| cell((2, column), (1, 1), "1234567", Look::Value));
        wide.cells.extend(cells);
        let drawn = draw(&wide, 40, Paint::plain());
        assert!(drawn.matches("规章").count() > 2, "\n{drawn}");
        assert!(drawn.lines().all(|line| text::width(line) <= 40), "\n{drawn}");
    }
}
