//! Sheet + lines around it -> the sheet with the parts that stand outside of its rules: a header above, rows below.

use super::open_rows;
use super::sheet::{Cell, Sheet};
use crate::model::{Page, Printed, Rect};
use crate::tables::aligned::{self, Column, TextLine};
use crate::tables::open::Beside;
use crate::tables::token::{Token, is_space, is_year, token};

/// White space between a rule and the line beside it, and between lines of a header, in font sizes.
pub(super) const NEAR: f32 = 2.2;
/// Lines of a header.
const MOST_LINES: usize = 6;
/// Texts that name the columns above a row of texts, at least.
pub(super) const FEWEST_NAMES: usize = 3;
/// A text over the middle of its columns stands no farther off, in half characters.
const CENTRED: f32 = 0.3;
/// How far a text may stand over a column's edge (points).
const OVER: f32 = 2.0;

/// Takes what stands above and below the tables of a page and belongs to them.
pub(super) fn extend(sheets: &mut Vec<Sheet>, page: &Page) {
    let areas: Vec<Rect> = sheets.iter().flat_map(|sheet| &sheet.areas).map(|area| area.1).collect();
    for sheet in sheets.iter_mut().filter(|sheet| super::verdict::is_table(sheet)) {
        let lines = beside(sheet, page, &areas);
        head(sheet, &lines);
        while open_rows::take(sheet, &lines) {}
    }
    let is_box = |sheet: &Sheet| is_header(sheet) && goes_on(sheet, &beside(sheet, page, &areas));
    sheets.retain(|sheet| !is_box(sheet));
}

/// The lines above and below a sheet, without what stands left or right of these.
fn beside(sheet: &Sheet, page: &Page, areas: &[Rect]) -> Beside {
    let (left, right) = (sheet.xs[0] - OVER, sheet.xs[sheet.columns()] + OVER);
    Beside::of(page, &sheet.turn, areas).between(left, right)
}

/// True for a grid that holds nothing but the texts of a header.
fn is_header(sheet: &Sheet) -> bool {
    let is_name =
        |cell: &Cell| token(&cell.text) == Token::Text || cell.text.is_empty() || is_year(&cell.text);
    sheet.pages.0 == sheet.pages.1 && sheet.rows <= MOST_LINES && sheet.cells.iter().all(is_name)
}

/// True if rows with values stand right below, in the columns of the grid: only the header of its table is ruled. Below a
/// single row, which is no table by itself, texts in most of its columns will do.
fn goes_on(sheet: &Sheet, lines: &Beside) -> bool {
    let (mut bottom, mut valued) = (sheet.last.y1, false);
    let mut met = vec![false; sheet.columns()];
    let next = lines.partition_point(|line| line.middle() <= bottom);
    for index in next..lines.len().min(next + MOST_LINES) {
        let line = lines.get(index);
        if line.base - bottom > NEAR * line.size {
            break;
        }
        let places: Option<Vec<usize>> =
            line.extents().iter().map(|run| middle_column(sheet, *run)).collect();
        let apart = places.is_some_and(|places| places.windows(2).all(|pair| pair[0] < pair[1]));
        if !apart {
            return false;
        }
        line.extents().iter().filter_map(|run| column(sheet, *run)).for_each(|column| met[column] = true);
        let texts = line.texts();
        valued |= texts.len() >= 2 && texts.iter().any(|text| token(text) == Token::Number);
        if valued {
            break;
        }
        bottom = line.base;
    }
    let met = met.iter().filter(|met| **met).count();
    valued || sheet.rows == 1 && met >= 3 && met * 3 >= sheet.columns() * 2
}

/// True if the first row prints a number of its own, no year, behind its label, which may stand behind a code. Rows that
/// print nothing but a label head the groups of rows below them.
fn begins_with_values(sheet: &Sheet) -> bool {
    let is_label = |row: usize| {
        let mut cells = sheet.cells.iter().filter(|cell| cell.row == row);
        cells.all(|cell| cell.column_span == 1 && cell.text.is_empty() == (cell.column > 0))
    };
    let Some(row) = (0..sheet.rows).find(|row| !is_label(*row)) else { return false };
    let first = || sheet.cells.iter().filter(|cell| cell.row == row);
    let number = |cell: &Cell| cell.column > 0 && token(&cell.text) == Token::Number && !is_year(&cell.text);
    let label = first().filter(|cell| !cell.text.is_empty()).find(|cell| token(&cell.text) == Token::Text);
    label.is_some_and(|label| {
        first().all(|cell| cell.column >= label.column || cell.text.is_empty() || is_code(&cell.text))
            && first().any(|cell| cell.column > label.column && number(cell))
    })
}

/// A line number, or the code of a row.
pub(super) fn is_code(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())
}

/// The column that the middle of a text stands in; `None` outside of all.
fn middle_column(sheet: &Sheet, (x0, x1): (f32, f32)) -> Option<usize> {
    let after = sheet.xs.partition_point(|x| *x <= (x0 + x1) / 2.0);
    let column = after.checked_sub(1).filter(|_| after < sheet.xs.len())?;
    (x0 >= sheet.xs[0] - OVER && x1 <= sheet.xs[sheet.columns()] + OVER).then_some(column)
}

/// The column that a text stands in; `None` if it reaches over an edge.
pub(super) fn column(sheet: &Sheet, (x0, x1): (f32, f32)) -> Option<usize> {
    let column = middle_column(sheet, (x0, x1))?;
    let (left, right) = (sheet.xs[column], sheet.xs[column + 1]);
    (x0 >= left - OVER && x1 <= right + OVER).then_some(column)
}

/// The lines above the first row that name its columns, from the first of them on.
fn header_lines(sheet: &Sheet, lines: &Beside) -> std::ops::Range<usize> {
    let (left, right) = (sheet.xs[0], sheet.xs[sheet.columns()]);
    let end = lines.partition_point(|line| line.middle() <= sheet.first.y0);
    let (mut from, mut below) = (end, sheet.first.y0);
    // The last line that heads columns for sure: a text alone may as well be a title.
    let mut sure = end;
    while from > 0 && end - from < MOST_LINES {
        let line = lines.get(from - 1);
        let before = from.checked_sub(2).map(|before| lines.get(before));
        let runs = line.extents();
        let inside = runs.iter().all(|run| run.0 >= left - OVER && run.1 <= right + OVER);
        // One text alone heads columns behind the first one, or is a part of a text that goes on below or above.
        let (over, is_part) = match runs.as_slice() {
            [only] => (heads_columns(sheet, *only), column(sheet, *only).is_some()),
            _ => (true, true),
        };
        let is_sure = over || is_part && sure < end;
        if below - line.base > NEAR * line.size || !inside || !(is_sure || is_part) || line.is_caption(before)
        {
            break;
        }
        below = line.base - line.size;
        from -= 1;
        if is_sure {
            sure = from;
        }
    }
    sure..end
}

/// True if a text alone stands over columns behind the first one, and is no title in the middle of the table.
fn heads_columns(sheet: &Sheet, (x0, x1): (f32, f32)) -> bool {
    let (left, right) = (sheet.xs[0], sheet.xs[sheet.columns()]);
    let off = |from: f32| ((from + right) / 2.0 - (x0 + x1) / 2.0).abs();
    x0 >= sheet.xs[1] - OVER && off(sheet.xs[1]) <= off(left)
}

/// Puts the header above the first row into the sheet.
fn head(sheet: &mut Sheet, lines: &Beside) {
    let above = header_lines(sheet, lines);
    let mut named = vec![false; sheet.columns()];
    for run in above.clone().flat_map(|line| lines.get(line).extents()) {
        if let Some(column) = column(sheet, run) {
            named[column] = true;
        }
    }
    // Every column of numbers has a text of its own; above a row of texts, which may be a header itself, every column.
    let values = begins_with_values(sheet);
    let mut owed = sheet.numbers.iter().enumerate().filter(|(at, number)| !values || *at > 0 && **number);
    let few = !values && sheet.columns() < FEWEST_NAMES;
    if above.is_empty() || few || owed.any(|(at, _)| !named[at]) {
        return;
    }
    let (left, unit) = (sheet.xs[0], lines.get(above.end - 1).size.max(1.0) / 2.0);
    let place = |x: f32| (x - left) / unit;
    let mut columns: Vec<Column> = (0..sheet.columns())
        .map(|at| Column {
            x0: place(sheet.xs[at] + OVER),
            x1: place(sheet.xs[at + 1] - OVER),
            values: sheet.numbers[at],
        })
        .collect();
    let mut text: Vec<TextLine<'_>> = above.clone().map(|line| lines.text_line(line, left, unit)).collect();
    let edges: Vec<f32> = sheet.xs.iter().map(|x| place(*x)).collect();
    for at in 1..text.len() {
        text[at - 1].underlines = groups(&text[at - 1], &text[at], &edges, OVER / unit);
    }
    let heads = aligned::heads(&text, &mut columns);
    // Where some text of them finds no column, they are no header of this grid.
    let read: usize = heads.iter().map(|head| printed(&head.text)).sum();
    let whole: usize =
        above.clone().flat_map(|line| lines.get(line).texts()).map(|text| printed(&text)).sum();
    if columns.len() != sheet.columns() || read != whole {
        return;
    }
    let rows = heads.iter().map(|head| head.level + head.levels).max().unwrap_or(0);
    let first = lines.get(above.start);
    // No text that is left out lies in the header's area, as one may that is printed over its first line.
    let top = first.base - first.size;
    let is_over = (0..above.start).any(|line| lines.get(line).base > top);
    let top = if is_over { first.highest() } else { top };
    let step = (sheet.first.y0 - top) / rows.max(1) as f32;
    sheet.cells.iter_mut().for_each(|cell| cell.row += rows);
    for head in heads {
        let place = Place {
            rows: (head.level, head.level + head.levels),
            columns: (head.column, head.column + head.span),
        };
        let level = |row: usize| top + step * row as f32;
        let cell =
            sheet_cell(sheet, head.text, &place, (level(place.rows.0), level(place.rows.1)), sheet.pages.0);
        sheet.cells.push(cell);
    }
    sheet.cells.sort_by_key(|cell| (cell.row, cell.column));
    sheet.rows += rows;
    sheet.closed[0].fill(true);
    sheet.first_height = step;
    grow(sheet, |area| area.y0 = area.y0.min(top));
}

/// How many characters of a text are seen.
fn printed(text: &str) -> usize {
    text.chars().filter(|&c| !is_space(c)).count()
}

/// From where to where the groups of columns reach that the texts of a line stand over the middle of, or in line with the
/// text below over one column; none where these do not tell, as where a text is in the middle of one column and of those
/// around it.
fn groups(line: &TextLine<'_>, below: &TextLine<'_>, edges: &[f32], over: f32) -> Vec<(f32, f32)> {
    let mut groups: Vec<(f32, f32)> = Vec::new();
    for text in &line.segments {
        let in_line = |from: f32, to: f32| {
            below
                .segments
                .iter()
                .filter(|other| from - over <= other.x0 && other.x1 <= to + over)
                .any(|other| (other.x0 - text.x0).abs().min((other.x1 - text.x1).abs()) <= CENTRED)
        };
        let mut near = edges.iter().enumerate().flat_map(|(first, &from)| {
            edges[first + 1..].iter().enumerate().filter_map(move |(more, &to)| {
                let off = ((from + to) / 2.0 - text.centre()).abs();
                let told = off <= CENTRED || more == 0 && in_line(from, to);
                (text.x0 >= from - over && text.x1 <= to + over && told).then_some((from, to))
            })
        });
        match (near.next(), near.next()) {
            (Some(group), None) if groups.last().is_none_or(|last| last.1 <= group.0 + over) => {
                groups.push(group);
            }
            _ => return Vec::new(),
        }
    }
    groups
}

/// Rows and columns of a cell, each with the one behind the last.
pub(super) struct Place {
    pub(super) rows: (usize, usize),
    pub(super) columns: (usize, usize),
}

pub(super) fn sheet_cell(
    sheet: &Sheet,
    text: String,
    place: &Place,
    (y0, y1): (f32, f32),
    page: u32,
) -> Cell {
    let rect = Rect { x0: sheet.xs[place.columns.0], y0, x1: sheet.xs[place.columns.1], y1 };
    Cell {
        row: place.rows.0,
        column: place.columns.0,
        row_span: place.rows.1 - place.rows.0,
        column_span: place.columns.1 - place.columns.0,
        text,
        indent: 0,
        printed: Printed::Here,
        joined: false,
        full: false,
        page,
        rect: sheet.turn.back(rect),
    }
}

/// Widens the areas of a table that stands on one page.
pub(super) fn grow(sheet: &mut Sheet, wider: impl Fn(&mut Rect)) {
    wider(&mut sheet.first);
    wider(&mut sheet.last);
    let (turn, whole) = (sheet.turn, sheet.first);
    sheet.areas.iter_mut().for_each(|area| area.1 = turn.back(whole));
}
