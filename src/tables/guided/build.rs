//! Found rows + placed values -> Grid, in the form's own layout.

use super::super::claim::Claim;
use super::header::Header;
use super::place::{Cell, Placed, has_unit_column};
use super::rows::Located;
use super::stream::{Stream, Word};
use super::{Stretch, header, label};
use crate::model::{Code, Grid, GridCell, Hint, HintRow, Method, Origin, Printed, Problem, RowKind};

/// Puts the grid together; `None` if nothing of the form is there.
pub(crate) fn build(stretch: &Stretch<'_>, hint: &Hint, located: &Located, placed: &Placed) -> Option<Claim> {
    let (stream, lines) = (&stretch.stream, stretch.extent);
    let unit_column = usize::from(has_unit_column(hint));
    let values = hint.rows.iter().map(|row| row.values.max(row.columns.len())).max()?.max(hint.columns.len());
    let labels = hint.label_columns.saturating_sub(unit_column);
    let mut build = Build {
        hint,
        labels,
        unit_column,
        values,
        row: 0,
        indent: 0,
        cells: Vec::new(),
        problems: Vec::new(),
        labels_printed: label::printed(stream, located, hint),
    };
    let first = first_line(stream, located, lines);
    build.header(first, header::printed(stretch.lines, (lines.0, first), hint));
    let header_rows = build.row;
    for (index, row) in hint.rows.iter().enumerate() {
        build.form_row(stream, located, placed, index, row);
    }
    for words in &placed.loose {
        build.problems.push(loose(words));
    }
    let header_rows = header_rows.max(build.leading_headers(header_rows));
    let columns = labels + unit_column + values;
    let unresolved = build.cells.iter().filter(|cell| cell.printed == Printed::Unresolved).count();
    let confidence = 0.95 - 0.5 * unresolved as f32 / build.cells.len().max(1) as f32;
    let grid = Grid {
        method: Method::Guided,
        lines: extent(&build.cells, lines)?,
        pages: None,
        rows: build.row,
        columns,
        cells: build.cells,
        shape: Some((header_rows, Some(labels + unit_column))),
        section: String::new(),
        title: String::new(),
        unit: String::new(),
        confidence,
    };
    Some(Claim { grid, problems: build.problems, score: 0.0, areas: Vec::new() })
}

/// First and last line that the table's cells were printed on.
fn extent(cells: &[GridCell], lines: (usize, usize)) -> Option<(usize, usize)> {
    let printed = cells.iter().map(|cell| cell.origin.line as usize).filter(|&line| line > 0);
    let last = printed.clone().max()?;
    let first = printed.min()?;
    Some(((first - 1).max(lines.0), last.min(lines.1)))
}

/// The line of the first label that was found.
pub(crate) fn first_line(stream: &Stream, located: &Located, lines: (usize, usize)) -> usize {
    let first = located.rows.iter().filter_map(|row| row.span).map(|(first, _)| first).min();
    first.map_or(lines.0, |first| stream.printed[stream.sources[first]].line)
}

fn loose(words: &[Word]) -> Problem {
    let printed: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let line = words.first().map_or(0, |word| word.line + 1);
    Problem::new(
        Code::ValueUnresolved,
        format!(
            "line {line}: \"{}\" is printed, but which row it belongs to cannot be told, so it is in no cell. Look at \
             the report.",
            printed.join(" ")
        ),
    )
}

struct Build<'a> {
    hint: &'a Hint,
    labels: usize,
    unit_column: usize,
    values: usize,
    row: usize,
    /// Indentation of the row's label: its depth in the form.
    indent: usize,
    cells: Vec<GridCell>,
    problems: Vec<Problem>,
    /// The labels of each row of the form, as printed.
    labels_printed: Vec<label::Printed>,
}

impl Build<'_> {
    fn push(&mut self, column: usize, span: (usize, usize), text: String, line: usize, printed: Printed) {
        self.cells.push(GridCell {
            row: self.row,
            column,
            row_span: span.0.max(1),
            column_span: span.1.max(1),
            text,
            indent: self.indent,
            origin: Origin { line: line as u32 + 1, page: None, rect: None },
            printed,
        });
    }

    /// The header over the value columns, in the form's layout: it was printed, but its cells are scattered.
    fn header(&mut self, line: usize, header: Header) {
        let depth = header.columns.iter().map(Vec::len).max().unwrap_or(0);
        let first = self.labels + self.unit_column;
        for (index, head) in header.stubs.iter().enumerate().take(first) {
            let last = index + 1 == header.stubs.len();
            let reach = if last { first - index } else { 1 };
            self.push(index, (depth, reach), head.clone(), line, Printed::Here);
        }
        for level in 0..depth {
            let mut column = 0;
            while column < header.columns.len() {
                let path = &header.columns[column];
                let same =
                    |other: &Vec<String>| other.get(..=level) == path.get(..=level) && other.len() > level;
                let span = header.columns[column..].iter().take_while(|other| same(other)).count().max(1);
                if let Some(text) = path.get(level) {
                    let rows = if level + 1 == path.len() { depth - level } else { 1 };
                    self.push(first + column, (rows, span), text.clone(), line, Printed::Here);
                }
                column += span;
            }
            self.row += 1;
        }
    }

    /// Block lines and their headers at the very top count as header rows.
    fn leading_headers(&self, header_rows: usize) -> usize {
        let kinds = self.hint.rows.iter().map(|row| row.kind);
        if self.hint.columns.is_empty() {
            kinds.take_while(|&kind| kind != RowKind::Values).count().min(self.row)
        } else {
            header_rows
        }
    }

    fn form_row(&mut self, stream: &Stream, located: &Located, placed: &Placed, index: usize, row: &HintRow) {
        let span = located.rows[index].span;
        let line = span.map(|(first, _)| stream.printed[stream.sources[first]].line);
        let line = line.or_else(|| placed.printed[index].first().map(|word| word.line));
        self.indent = 2 * depth(self.hint, index);
        match row.kind {
            RowKind::Header => self.block_header(index, line),
            RowKind::Heading => self.heading(placed, index, line),
            RowKind::Values => {
                if let (Some(cells), Some(line)) = (&placed.rows[index], line) {
                    self.label(index, line);
                    self.values(row, cells, &placed.printed[index], line);
                    self.row += 1;
                }
            }
        }
    }

    fn block_header(&mut self, index: usize, line: Option<usize>) {
        let Some(line) = line.or_else(|| self.cells.last().map(|cell| cell.origin.line as usize)) else {
            return;
        };
        let printed = std::mem::take(&mut self.labels_printed[index]);
        if !self.hint.rows[index].labels.is_empty() {
            self.push(0, (1, self.labels), printed.label, line, Printed::Here);
        }
        for (column, text) in printed.columns.into_iter().enumerate() {
            self.push(self.labels + column, (1, 1), text, line, Printed::Here);
        }
        self.row += 1;
    }

    /// A heading over the rows below: a label cell beside them, or a row of its own.
    fn heading(&mut self, placed: &Placed, index: usize, line: Option<usize>) {
        let depth = depth(self.hint, index);
        let heads_block = self.hint.columns.is_empty();
        if !has_unit_column(self.hint) && !heads_block {
            return;
        }
        let Some(line) = line else {
            // A block line that is not printed still separates the blocks.
            if heads_block {
                let line = self.cells.last().map_or(0, |cell| cell.origin.line as usize);
                let text = self.labels_printed[index].label.clone();
                self.push(0, (1, self.labels + self.values), text, line, Printed::Here);
                self.row += 1;
            }
            return;
        };
        let text = self.labels_printed[index].label.clone();
        if heads_block {
            self.push(0, (1, self.labels + self.values), text, line, Printed::Here);
        } else {
            self.push(depth.min(self.labels.saturating_sub(1)), (1, 1), text, line, Printed::Here);
            let words = &placed.printed[index];
            let value = words.last().map(|word| word.text.clone()).unwrap_or_default();
            if let [unit, _] = words.as_slice() {
                self.push(self.labels, (1, 1), unit.text.clone(), line, Printed::Here);
            }
            self.push(self.labels + self.unit_column, (1, 1), value, line, Printed::Here);
        }
        self.row += 1;
    }

    /// The row's label, with the headings that begin above it and have no row of their own.
    fn label(&mut self, index: usize, line: usize) {
        if self.labels == 0 {
            return;
        }
        let own_rows = has_unit_column(self.hint) || self.hint.columns.is_empty();
        let mut column = 0;
        if !own_rows {
            let mut ancestors = Vec::new();
            let mut parent = self.hint.rows[index].parent;
            while let Some(row) = parent.filter(|_| ancestors.len() < 8) {
                ancestors.push(row);
                parent = self.hint.rows[row].parent;
            }
            for ancestor in ancestors.into_iter().rev() {
                let text = self.labels_printed[ancestor].label.clone();
                self.push(column, (1, 1), text, line, Printed::Here);
                column = (column + 1).min(self.labels - 1);
            }
        }
        let text = self.labels_printed[index].label.clone();
        self.push(column, (1, self.labels - column), text, line, Printed::Here);
    }

    fn values(&mut self, row: &HintRow, cells: &[Cell], printed: &[Word], line: usize) {
        let first = self.labels + self.unit_column;
        if self.unit_column > 0 {
            self.push(self.labels, (1, 1), row.unit.clone(), line, Printed::Here);
        }
        if cells.is_empty() {
            return self.unresolved(row, printed, line);
        }
        for (column, cell) in cells.iter().enumerate() {
            match cell {
                Cell::Value(word) => {
                    self.push(first + column, (1, 1), word.text.clone(), word.line, Printed::Here)
                }
                Cell::Blank => self.push(first + column, (1, 1), String::new(), line, Printed::Here),
            }
        }
    }

    fn unresolved(&mut self, row: &HintRow, printed: &[Word], line: usize) {
        let words: Vec<&str> = printed.iter().map(|word| word.text.as_str()).collect();
        let words = words.join(" ");
        for column in 0..row.values {
            self.push(
                self.labels + self.unit_column + column,
                (1, 1),
                words.clone(),
                line,
                Printed::Unresolved,
            );
        }
        let label = row.labels.first().map_or("", String::as_str);
        if words.is_empty() {
            let message = format!(
                "line {}: no value stands by the row \"{label}\", but values are printed that belong to no row, so it \
                 may not be blank. Look at the report.",
                line + 1
            );
            return self.problems.push(Problem::new(Code::ValueUnresolved, message));
        }
        self.problems.push(Problem::new(
            Code::ValueUnresolved,
            format!(
                "line {}: the row \"{label}\" prints \"{words}\" for {} columns; which value belongs to which column \
                 cannot be told, so none is given. Look at the report.",
                line + 1,
                row.values
            ),
        ));
    }
}

/// How many rows stand above this one.
fn depth(hint: &Hint, index: usize) -> usize {
    std::iter::successors(hint.rows[index].parent, |&row| hint.rows[row].parent).take(8).count()
}
