//! Rows with a sign between their cells -> Claim: each cell where it was printed, or through `restore` where rows lost
//! cells that should stand before their labels or values.

use std::collections::BTreeMap;

use super::claim::Claim;
use super::restore::restore;
use super::rows::{RawCell, RawRow, that_hold_something};
use super::token::{Token, is_space};
use crate::model::{Code, Grid, GridCell, Method, Origin, Printed, Problem};

/// Makes a table of rows whose cells are marked; `None` if they are no table.
pub(super) fn claim(rows: Vec<RawRow>, method: Method, lines: (usize, usize)) -> Option<Claim> {
    let rows = that_hold_something(rows);
    let columns = rows.iter().map(RawRow::trimmed).max()?;
    if rows.len() < 2 || columns < 2 {
        return None;
    }
    let moved = moved_rows(&rows);
    if !moved.is_empty() || short_header(&rows) {
        let ink: usize = rows.iter().flat_map(|row| &row.cells).map(|cell| visible(&cell.text)).sum();
        let kept =
            |claim: &Claim| claim.grid.cells.iter().map(|cell| visible(&cell.text)).sum::<usize>() >= ink;
        if let Some(restored) = restore(rows.clone(), method, lines).filter(kept) {
            return Some(restored);
        }
    }
    Some(as_printed(rows, &moved, columns, method, lines))
}

/// Each cell where it stands. Values of rows that must have moved have no certain place.
fn as_printed(
    rows: Vec<RawRow>,
    moved: &[usize],
    columns: usize,
    method: Method,
    lines: (usize, usize),
) -> Claim {
    let mut cells = Vec::with_capacity(rows.iter().map(|row| row.cells.len().min(columns)).sum());
    let mut problems = Vec::new();
    let count = rows.len();
    for (row, raw) in rows.into_iter().enumerate() {
        let doubtful = moved.binary_search(&row).is_ok();
        if doubtful {
            problems.push(misplaced(&raw));
        }
        for (column, cell) in raw.cells.into_iter().take(columns).enumerate() {
            let unresolved = doubtful && cell.token.is_value();
            let printed = if unresolved { Printed::Unresolved } else { Printed::Here };
            cells.push(GridCell { printed, ..grid_cell(row, column, cell) });
        }
    }
    Claim { grid: grid(method, lines, (count, columns), cells), problems, score: 0.0, areas: Vec::new() }
}

fn misplaced(row: &RawRow) -> Problem {
    let texts: Vec<&str> =
        row.cells.iter().map(|cell| cell.text.as_str()).filter(|text| !text.is_empty()).collect();
    let line = row.cells.first().map_or(0, |cell| cell.line + 1);
    let message = format!(
        "line {line}: the row \"{}\" lost cells; which column its values belong to cannot be told, so none is given. \
         Look at the report.",
        texts.join(" ")
    );
    Problem::new(Code::ValueUnresolved, message)
}

fn grid_cell(row: usize, column: usize, cell: RawCell) -> GridCell {
    GridCell {
        row,
        column,
        row_span: 1,
        column_span: 1,
        text: cell.text,
        indent: cell.indent,
        origin: Origin { line: u32::try_from(cell.line + 1).unwrap_or(0), page: None, rect: None },
        printed: Printed::Here,
    }
}

/// A grid of which nothing is known yet but its cells.
pub(super) fn grid(
    method: Method,
    lines: (usize, usize),
    (rows, columns): (usize, usize),
    cells: Vec<GridCell>,
) -> Grid {
    Grid {
        method,
        lines,
        pages: None,
        rows,
        columns,
        cells,
        shape: None,
        section: String::new(),
        title: String::new(),
        unit: String::new(),
        confidence: 1.0,
    }
}

/// Number of characters that print something.
fn visible(text: &str) -> usize {
    text.chars().filter(|&c| !is_space(c)).count()
}

/// Rows that stand in the wrong columns: a run of values as long as in most rows that begins elsewhere, or a row as much
/// too short as its value stands too far to the left. Rows that only miss cells at their end are right as printed.
fn moved_rows(rows: &[RawRow]) -> Vec<usize> {
    let runs: Vec<(usize, usize, &RawRow)> = rows.iter().filter_map(run).collect();
    let Some((start, length)) = common_run(&runs) else { return Vec::new() };
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let moved = |row: &RawRow| {
        run(row).is_some_and(|(first, values, _)| {
            let short = first < start && row.cells.len() + (start - first) == width;
            values == length && first != start && (length > 1 || short)
        })
    };
    (0..rows.len()).filter(|&index| moved(&rows[index])).collect()
}

/// Where the row's values begin and how many they are, if they are one unbroken run behind its labels.
fn run(row: &RawRow) -> Option<(usize, usize, &RawRow)> {
    let (first, last) = (row.first_value()?, row.last_value()?);
    let unbroken = row.cells[first..=last].iter().all(|cell| cell.token.is_value());
    unbroken.then_some((first, last + 1 - first, row))
}

/// The start and the length of most runs.
fn common_run(runs: &[(usize, usize, &RawRow)]) -> Option<(usize, usize)> {
    let mut counts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for &(first, values, _) in runs {
        *counts.entry((values, first)).or_default() += 1;
    }
    let best = counts.into_iter().max_by_key(|&((values, first), count)| (count, values, first))?;
    Some((best.0.1, best.0.0))
}

/// True if the last header row has every column and one above it has several cells, but fewer: its spans were lost.
fn short_header(rows: &[RawRow]) -> bool {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let body = rows.iter().position(RawRow::has_values).unwrap_or(0);
    let Some((bottom, above)) = rows[..body].split_last() else { return false };
    let full = bottom.cells.len() == width && bottom.cells.iter().all(|cell| cell.token != Token::Empty);
    full && above.iter().any(|row| row.filled() >= 2 && row.cells.len() < width)
}

/// What the tests of the readers share.
#[cfg(test)]
pub(super) mod testing {
    use super::super::token::is_space;
    use super::super::view::{Kind, ViewLine, is_page_mark};
    use crate::model::Grid;

    /// A text as the detectors see it.
    pub(in super::super) fn lines(text: &str) -> Vec<ViewLine<'_>> {
        let kind = |text: &str| match text.trim_matches(is_space) {
            "" => Kind::Blank,
            mark if is_page_mark(mark) => Kind::Furniture,
            _ => Kind::Text,
        };
        text.lines().map(|text| ViewLine::new(text, kind(text))).collect()
    }

    /// A grid's rows as `1:text 2(2x3):text`: column, rows and columns covered if not one each, text. Empty cells are
    /// left out.
    pub(in super::super) fn show(grid: &Grid) -> Vec<String> {
        let mut rows = vec![String::new(); grid.rows];
        for cell in grid.cells.iter().filter(|cell| !cell.text.is_empty()) {
            let span = match (cell.row_span, cell.column_span) {
                (1, 1) => String::new(),
                (rows, columns) => format!("({rows}x{columns})"),
            };
            let gap = if rows[cell.row].is_empty() { "" } else { " " };
            rows[cell.row] += &format!("{gap}{}{span}:{}", cell.column, cell.text.replace('\n', "/"));
        }
        rows
    }

    /// The visible characters of a text, sorted, but for those that only draw.
    pub(in super::super) fn ink(text: &str, signs: &str) -> Vec<char> {
        let drawn = |c: char| signs.contains(c) || matches!(c, '\u{2500}'..='\u{257F}');
        let mut ink: Vec<char> = text.chars().filter(|&c| !is_space(c) && !drawn(c)).collect();
        ink.sort_unstable();
        ink
    }

    /// The visible characters of a grid's cells, sorted, but for those that only draw.
    pub(in super::super) fn grid_ink(grid: &Grid, signs: &str) -> Vec<char> {
        let text: String = grid.cells.iter().map(|cell| cell.text.as_str()).collect();
        ink(&text, signs)
    }

    /// True if no two cells cover the same place and all lie inside the grid.
    pub(in super::super) fn is_sound(grid: &Grid) -> bool {
        let mut taken = vec![false; grid.rows * grid.columns];
        grid.cells.iter().all(|cell| {
            let inside =
                cell.row + cell.row_span <= grid.rows && cell.column + cell.column_span <= grid.columns;
            inside
                && (cell.row..cell.row + cell.row_span).all(|row| {
                    (cell.column..cell.column + cell.column_span)
                        .all(|column| !std::mem::replace(&mut taken[row * grid.columns + column], true))
                })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::rows::{RawCell, RawRow};
    use super::testing::show;
    use super::*;

    fn grid_of(rows: &[&[&str]]) -> Grid {
        let row = |(line, row): (usize, &&[&str])| RawRow {
            cells: row.iter().map(|text| RawCell::new(text, line)).collect(),
        };
        claim(rows.iter().enumerate().map(row).collect(), Method::Markdown, (0, rows.len())).unwrap().grid
    }

    #[test]
    fn rows_that_miss_their_last_cells_stay_as_printed() {
        let grid = grid_of(&[
            &["第二十条第（一）项"],
            &["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
            &["规章", "0", "0", "15"],
            &["第二十条第（五）项"],
            &["信息内容", "本年处理决定数量"],
            &["行政许可", "203"],
        ]);
        assert_eq!(show(&grid)[2], "0:规章 1:0 2:0 3:15");
        assert_eq!(show(&grid)[5], "0:行政许可 1:203");
    }

    #[test]
    fn a_row_that_lost_its_first_cells_goes_back_to_its_columns() {
        let grid = grid_of(&[
            &["类别", "项目", "上年", "本年"],
            &["收入", "税收收入", "10", "11"],
            &["收入", "非税收入", "20", "21"],
            &["支出", "教育支出", "30", "31"],
            &["科技支出", "40", "41"],
        ]);
        let last = grid.cells.iter().filter(|cell| cell.row == 4 && cell.column >= 2);
        let values: Vec<(usize, &str)> = last.map(|cell| (cell.column, cell.text.as_str())).collect();
        assert_eq!(values, [(2, "40"), (3, "41")]);
    }

    #[test]
    fn marks_in_the_unit_column_shift_nothing() {
        let grid = grid_of(&[
            &["统计指标", "单位", "统计数"],
            &["一、主动公开情况", "——", "——"],
            &["（一）主动公开政府信息数", "条", "728"],
        ]);
        assert_eq!(show(&grid)[1], "0:一、主动公开情况 1:—— 2:——");
        assert_eq!(show(&grid)[2], "0:（一）主动公开政府信息数 1:条 2:728");
    }
}
