//! Sheet + lines below it -> the sheet with the rows that stand below its rules: totals, and rows that lost theirs.

use super::open_parts::{FEWEST_NAMES, NEAR, Place, column, grow, is_code, sheet_cell};
use super::sheet::Sheet;
use crate::tables::open::{Beside, PrintedLine};
use crate::tables::token::{Token, token};

/// Lines of one row of texts are no farther apart, in font sizes; no row has more of them.
const LINES: f32 = 1.5;
const MOST_LINES: usize = 12;
/// No mark of a note behind a value has more characters.
const LONGEST_MARK: usize = 2;

/// Takes the row right below the last one; false if there is none.
pub(super) fn take(sheet: &mut Sheet, lines: &Beside) -> bool {
    let next = lines.partition_point(|line| line.middle() <= sheet.last.y1);
    if next >= lines.len() || lines.get(next).base - sheet.last.y1 > NEAR * lines.get(next).size {
        return false;
    }
    one_line(sheet, lines, next) || of_texts(sheet, lines, next)
}

/// True if the lines from one on stand below a place.
fn are_below(lines: &Beside, first: usize, low: f32) -> bool {
    (first..lines.len().min(first + MOST_LINES)).all(|line| lines.get(line).highest() > low)
}

/// Takes a row of one line, of which every text stands in a column of its own.
fn one_line(sheet: &mut Sheet, lines: &Beside, next: usize) -> bool {
    let line: &PrintedLine = &lines.get(next).parted(&sheet.xs);
    let low = line.base + 0.3 * line.size;
    let runs = line.extents();
    let texts: Vec<String> = line.texts();
    let places: Option<Vec<usize>> = runs.iter().map(|run| column(sheet, *run)).collect();
    let Some(places) = places else { return false };
    let is_label = |at: usize| texts.get(at).is_some_and(|text| token(text) == Token::Text);
    let grouped = is_grouped(sheet, places.first().copied().unwrap_or(0));
    let coded = sheet.numbers[0] && sheet.columns() >= FEWEST_NAMES;
    let code = coded && places.first() == Some(&0) && texts.first().is_some_and(|text| is_code(text));
    let label = usize::from(code);
    let values = texts[label.min(texts.len())..].iter().filter(|text| is_value(text)).count();
    let apart = places.windows(2).all(|pair| pair[0] < pair[1]);
    let fits =
        places.iter().zip(&texts).all(|(&place, text)| is_value(text) == sheet.numbers[place] || place == 0);
    // A total has no code.
    let first = places.first() == Some(&usize::from(grouped)) || coded && places.first() == Some(&1);
    // A row of a table of texts has three of them at least.
    let told = values > 0 || runs.len() >= FEWEST_NAMES && !sheet.numbers.contains(&true);
    let alone = are_below(lines, next + 1, low);
    if !apart || !fits || !first || !is_label(label) || !told || !alone || runs.len() * 2 < sheet.columns() {
        return false;
    }
    let indent = match (sheet.left, runs.first()) {
        (Some(left), Some(run)) if places[0] == 0 => ((run.0 - left) / (line.size / 2.0).max(1.0)).round(),
        _ => 0.0,
    };
    let mut own = vec![String::new(); sheet.columns()];
    places.into_iter().zip(texts).for_each(|(place, text)| own[place] = text);
    add(sheet, own, low, grouped, indent.clamp(0.0, 200.0) as usize);
    true
}

/// True for a value, and for one with the mark of a note behind it: `29.5 (a)`, `79 e`.
fn is_value(text: &str) -> bool {
    let marked = |(number, mark): (&str, &str)| {
        let bare = mark.trim_matches(['(', ')', '（', '）']);
        let is_mark = bare.len() < mark.len() || !bare.chars().any(|c| c.is_ascii_digit());
        token(number) == Token::Number && is_mark && bare.chars().count() <= LONGEST_MARK
    };
    token(text).is_value() || text.split_once(' ').is_some_and(marked)
}

/// Takes a row of a table of texts whose cells are wrapped.
fn of_texts(sheet: &mut Sheet, lines: &Beside, next: usize) -> bool {
    if sheet.columns() < FEWEST_NAMES || sheet.numbers.contains(&true) {
        return false;
    }
    let mut own = vec![String::new(); sheet.columns()];
    let (mut low, mut last, mut end) = (sheet.last.y1, lines.get(next).base, next);
    for index in next..lines.len().min(next + MOST_LINES) {
        let line = lines.get(index);
        let places: Option<Vec<usize>> = line.extents().iter().map(|run| column(sheet, *run)).collect();
        let near = line.base - last <= LINES * line.size;
        let Some(places) = places.filter(|_| near && !line.is_caption(None)) else { break };
        for (place, text) in places.into_iter().zip(line.texts()) {
            if !own[place].is_empty() {
                own[place].push('\n');
            }
            own[place].push_str(&text);
        }
        (low, last, end) = (low.max(line.base + 0.3 * line.size), line.base, index + 1);
    }
    let texts = own.iter().filter(|text| token(text) == Token::Text).count();
    // What is left below stands there as a whole.
    let alone = are_below(lines, end, low);
    if own[0].is_empty() || texts < FEWEST_NAMES || !alone || texts * 2 < sheet.columns() {
        return false;
    }
    add(sheet, own, low, false, 0);
    true
}

/// True if the last row is of a group whose name stands in the first column, in the middle of its rows, and a row that begins
/// in this column goes on with the group.
fn is_grouped(sheet: &Sheet, first: usize) -> bool {
    let mut names = sheet.cells.iter().filter(|cell| cell.column == 0);
    let last = names.clone().find(|cell| cell.row + cell.row_span == sheet.rows && !cell.text.is_empty());
    let groups = names.any(|cell| cell.row_span > 1);
    // The rules may show but one row of a group of two.
    let told = last
        .is_some_and(|last| last.row_span > 1 || groups && first == 1 && token(&last.text) == Token::Text);
    sheet.columns() >= FEWEST_NAMES && told
}

/// Puts a row below the last one. `grouped`: the first column goes on with the cell above.
fn add(sheet: &mut Sheet, texts: Vec<String>, low: f32, grouped: bool, indent: usize) {
    let (row, bottom) = (sheet.rows, sheet.last.y1);
    for (column, text) in texts.into_iter().enumerate() {
        if grouped && column == 0 {
            let above = sheet.cells.iter_mut();
            above
                .filter(|cell| cell.column == 0 && cell.row + cell.row_span == row)
                .for_each(|cell| cell.row_span += 1);
            continue;
        }
        let place = Place { rows: (row, row + 1), columns: (column, column + 1) };
        let mut cell = sheet_cell(sheet, text, &place, (bottom, low), sheet.pages.1);
        cell.indent = if column == 0 { indent } else { 0 };
        sheet.cells.push(cell);
    }
    sheet.rows += 1;
    grow(sheet, |area| area.y1 = area.y1.max(low));
}
