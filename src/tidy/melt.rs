//! Matrix + Shape -> tidy cells: one for each value cell, with its labels, its number and its unit.

use std::sync::Arc;

use super::matrix::Matrix;
use super::paths::{Path, RowPaths, column_path};
use super::shape::{Block, Role, Shape, shape};
use super::sureness;
use super::value;
use crate::model::{Code, Grid, Printed, Problem, Table, TidyCell, ValueKind};

/// Melts a grid to one tidy cell for each value cell. `index` is the table's place in the document, for problems.
pub fn tidy(grid: &Grid, index: usize) -> (Table, Vec<Problem>) {
    let matrix = Matrix::new(grid);
    let shape = shape(&matrix);
    // Nearly every cell is a value.
    let cells = Vec::with_capacity(matrix.grid.cells.len());
    let mut melt = Melt { matrix: &matrix, shape: &shape, index, cells, problems: Vec::new() };
    for block in &shape.blocks {
        melt.block(block);
    }
    let Melt { mut cells, problems, .. } = melt;
    cells.sort_by_key(|cell| (cell.row, cell.column));
    let mut table = Table {
        method: grid.method,
        pages: grid.pages,
        section: grid.section.clone(),
        title: grid.title.clone(),
        rows: grid.rows as u32,
        columns: grid.columns as u32,
        header_rows: shape.header_rows as u32,
        label_columns: shape.label_columns as u32,
        confidence: grid.confidence,
        cells,
    };
    sureness::lower(&mut table);
    (table, problems)
}

/// A column of values: the label columns to its left that name its rows, its header path, its unit.
struct Column {
    column: usize,
    half: usize,
    path: Path,
    unit: Option<String>,
}

struct Melt<'a> {
    matrix: &'a Matrix<'a>,
    shape: &'a Shape,
    index: usize,
    cells: Vec<TidyCell>,
    problems: Vec<Problem>,
}

impl Melt<'_> {
    fn block(&mut self, block: &Block) {
        let halves = halves(self.shape);
        let columns = self.columns(block, &halves);
        let mut labels: Vec<RowPaths> =
            halves.iter().map(|_| RowPaths::new(self.matrix, self.shape, block)).collect();
        for row in block.body.clone() {
            let paths: Vec<Path> = labels
                .iter_mut()
                .zip(&halves)
                .map(|(paths, half)| paths.path(self.matrix, self.shape, row, &half.labels))
                .collect();
            for column in &columns {
                if let Some(cell) = self.matrix.anchored(row, column.column) {
                    self.cell(cell, column, &paths[column.half], &halves[column.half]);
                }
            }
        }
    }

    /// The value columns of a block; one without a header and without a value is only the reach of its neighbour.
    fn columns(&self, block: &Block, halves: &[Half]) -> Vec<Column> {
        let mut columns = Vec::new();
        // The last column that is one of them or repeats one.
        let mut reach = 0;
        for (half, Half { values, .. }) in halves.iter().enumerate() {
            for &column in values {
                let path = column_path(self.matrix, self.shape, block, column);
                let empty = || block.body.clone().all(|row| self.matrix.text(row, column).is_empty());
                let headed = block.header.is_empty() || !path.is_empty();
                let repeats = reach + 1 == column
                    && columns.last().is_some_and(|last: &Column| self.repeats(block, last, column, &path));
                if repeats {
                    reach = column;
                }
                if (headed || !empty()) && !repeats {
                    let unit = path.iter().rev().find_map(|text| value::unit_of(text)).map(str::to_owned);
                    columns.push(Column { column, half, path: path.into(), unit });
                    reach = column;
                }
            }
        }
        columns
    }

    /// A merged cell that a copy wrote out again in each column it covers: same header, same texts, nothing of its own.
    fn repeats(&self, block: &Block, last: &Column, column: usize, path: &[String]) -> bool {
        let same = |row: usize| self.matrix.text(row, column) == self.matrix.text(row, last.column);
        let header_same = !path.is_empty() && last.path.as_ref() == path && block.header.clone().all(same);
        header_same && block.body.clone().all(same)
    }

    fn cell(&mut self, cell: usize, column: &Column, row_label: &Path, half: &Half) {
        let (place, value) = (&self.matrix.grid.cells[cell], &self.matrix.values[cell]);
        let text = &self.matrix.texts[cell];
        let kind = value.kind;
        if kind == ValueKind::Unresolved && place.printed != Printed::Unresolved {
            self.say(
                Code::ValueUnresolved,
                cell,
                "has digits apart that may be one number or two; none is given",
            );
        } else if value.joined && kind == ValueKind::Number {
            self.say(Code::NumberJoined, cell, "has digits apart; they were joined to one number");
        }
        self.cells.push(TidyCell {
            row: place.row as u32 + 1,
            column: place.column as u32 + 1,
            row_label: Arc::clone(row_label),
            column_label: Arc::clone(&column.path),
            text: text.to_string(),
            value: value.value.filter(|_| kind == ValueKind::Number),
            kind,
            unit: self.unit(cell, column, half),
            confidence: self.confidence(place.printed, kind),
            settled: place.printed == Printed::Settled,
            origin: place.origin,
        });
    }

    /// The unit comes from the cell, else from the row's unit column, else from the header, else from the line above.
    fn unit(&self, cell: usize, column: &Column, half: &Half) -> String {
        let value = &self.matrix.values[cell];
        if !value.unit.is_empty() {
            return value.unit.clone();
        }
        if value.kind == ValueKind::Text {
            return String::new();
        }
        let row = self.matrix.grid.cells[cell].row;
        let printed =
            half.units.iter().map(|&unit| self.matrix.text(row, unit)).find(|text| !text.is_empty());
        match (printed, &column.unit) {
            (Some(unit), _) => unit.to_owned(),
            (None, Some(unit)) => unit.clone(),
            (None, None) => self.matrix.grid.unit.clone(),
        }
    }

    fn confidence(&self, printed: Printed, kind: ValueKind) -> f32 {
        let table = self.matrix.grid.confidence;
        match (printed, kind) {
            (_, ValueKind::Unresolved) => 0.0,
            (Printed::Settled, _) => table * 0.9,
            _ => table,
        }
    }

    fn say(&mut self, code: Code, cell: usize, what: &str) {
        let cell = &self.matrix.grid.cells[cell];
        let printed = cell.text.replace('\n', "⏎");
        let place = match cell.origin.page {
            Some(page) => format!("page {page}"),
            None => format!("line {}", cell.origin.line),
        };
        let message = format!("{place}: the cell \"{printed}\" {what}. Compare with the report.");
        let problem = Problem::in_table(code, self.index, message);
        self.problems.push(Problem { page: cell.origin.page, ..problem });
    }
}

/// One side of a table: label columns and the value columns to their right.
struct Half {
    labels: Vec<usize>,
    units: Vec<usize>,
    values: Vec<usize>,
}

/// Splits the columns where labels begin again behind values.
fn halves(shape: &Shape) -> Vec<Half> {
    let mut halves: Vec<Half> = vec![Half { labels: Vec::new(), units: Vec::new(), values: Vec::new() }];
    for (column, &role) in shape.roles.iter().enumerate() {
        let begins = role == Role::Label || role == Role::Code;
        if begins && halves.last().is_some_and(|half| !half.values.is_empty()) {
            halves.push(Half { labels: Vec::new(), units: Vec::new(), values: Vec::new() });
        }
        let Some(half) = halves.last_mut() else { continue };
        match role {
            Role::Value => half.values.push(column),
            Role::Unit => half.units.push(column),
            Role::Label | Role::LineNumber | Role::Code => half.labels.push(column),
        }
    }
    halves.retain(|half| !half.values.is_empty());
    halves
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{GridCell, Method};

    /// The tidy cells of a grid that prints each cell, as `row / label | column / label = text`; `<` goes on with the cell
    /// before it.
    fn cells(rows: &[&[&str]]) -> Vec<String> {
        let mut cells: Vec<GridCell> = Vec::new();
        for (row, texts) in rows.iter().enumerate() {
            for (column, text) in texts.iter().enumerate() {
                if let ("<", Some(before)) = (*text, cells.last_mut()) {
                    before.column_span += 1;
                    continue;
                }
                let text = (*text).to_owned();
                cells.push(GridCell {
                    row,
                    column,
                    row_span: 1,
                    column_span: 1,
                    text,
                    ..GridCell::default()
                });
            }
        }
        let grid = Grid {
            method: Method::Csv,
            lines: (0, rows.len()),
            pages: None,
            rows: rows.len(),
            columns: rows[0].len(),
            cells,
            shape: None,
            section: String::new(),
            title: String::new(),
            unit: String::new(),
            confidence: 1.0,
        };
        let show = |cell: &TidyCell| {
            format!("{} | {} = {}", cell.row_label.join(" / "), cell.column_label.join(" / "), cell.text)
        };
        tidy(&grid, 0).0.cells.iter().map(show).collect()
    }

    #[test]
    fn a_merged_cell_written_out_over_many_columns_is_one_value() {
        let rows: [&[&str]; 6] = [
            &["第一项", "第一项", "第一项", "第一项"],
            &["内容", "制发", "废止", "有效"],
            &["规章", "0", "0", "22"],
            &["第五项", "第五项", "第五项", "第五项"],
            &["内容", "决定", "决定", "决定"],
            &["许可", "7", "7", "7"],
        ];
        assert_eq!(cells(&rows)[3..], ["第五项 / 许可 | 决定 = 7"]);
    }

    #[test]
    fn a_row_of_blanks_below_a_whole_header_is_a_row() {
        let rows: [&[&str]; 4] =
            [&["第一项", "", ""], &["内容", "制发", "有效"], &["规章", "", ""], &["规范性文件", "1", "5"]];
        let wanted = [
            "第一项 / 规章 | 制发 = ",
            "第一项 / 规章 | 有效 = ",
            "第一项 / 规范性文件 | 制发 = 1",
            "第一项 / 规范性文件 | 有效 = 5",
        ];
        assert_eq!(cells(&rows), wanted);
    }

    #[test]
    fn a_cell_over_all_columns_heads_the_rows_below_it() {
        let rows: [&[&str]; 6] = [
            &["", "Unit", "2004", "2005"],
            &["Transport", "<", "<", "<"],
            &["Cars", "%", "5.5", "6.5"],
            &["Energy", "<", "<", "<"],
            &["Gas", "GWh", "12", "13"],
            &["Oil", "GWh", "7", "8"],
        ];
        let wanted = [
            "Transport / Cars | 2004 = 5.5",
            "Transport / Cars | 2005 = 6.5",
            "Energy / Gas | 2004 = 12",
            "Energy / Gas | 2005 = 13",
            "Energy / Oil | 2004 = 7",
            "Energy / Oil | 2005 = 8",
        ];
        assert_eq!(cells(&rows), wanted);
    }

    #[test]
    fn a_group_of_columns_that_alone_has_a_text_above_is_in_their_path() {
        let rows: [&[&str]; 3] =
            [&["", "", "People", "<"], &["Village", "Area", "Men", "Women"], &["Upper", "9.3", "17", "72"]];
        let wanted = ["Upper | Area = 9.3", "Upper | People / Men = 17", "Upper | People / Women = 72"];
        assert_eq!(cells(&rows), wanted);
    }

    #[test]
    fn a_blank_value_below_a_shared_head_names_no_row() {
        let rows: [&[&str]; 3] = [&["复议", "", "诉讼"], &["维持", "纠正", "维持"], &["", "3", "4"]];
        assert_eq!(cells(&rows), [" | 复议 / 维持 = ", " | 复议 / 纠正 = 3", " | 诉讼 / 维持 = 4"]);
    }
}
