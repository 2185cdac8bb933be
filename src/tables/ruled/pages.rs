//! Sheets of all pages -> tables: one that goes on over pages is put together.

use std::collections::BTreeMap;

use super::cut::{self, Labels};
use super::furniture::Furniture;
use super::sheet::{Cell, Sheet};
use super::verdict::is_table;
use crate::model::text::{match_key, squeeze};
use crate::model::{Page, Rect};
use crate::tables::token::token;

/// Lines of two parts that differ less than this are one column line.
const LINE: f32 = 4.0;
/// White space that a part may leave at the bottom of its page besides that of a row that found no room there.
const BOTTOM: f32 = 40.0;
/// White space above a part at the top of its page.
const TOP: f32 = 72.0;

/// Rows of a header, and characters that tell one.
const HEADER: usize = 8;
const TELLING: usize = 8;

/// Puts the sheets of a document, sorted by page and place, together. `lone`: rows without columns at the end of pages, and
/// whether rules are drawn at their sides.
pub(super) fn tables(
    sheets: Vec<Sheet>,
    lone: Vec<(Sheet, bool)>,
    pages: &[Page],
    furniture: &Furniture,
    labels: &Labels,
) -> Vec<Sheet> {
    let body = Body::of(&sheets, pages, furniture);
    let mut tables: Vec<Sheet> = Vec::new();
    for lower in sheets {
        let part = tables.last_mut().and_then(|upper| {
            let follows = upper.pages.1 + 1 == lower.pages.0 && upper.turn.runs_as(&lower.turn);
            (follows && body.is_open_between(upper, &lower)).then_some(upper)
        });
        let rest = match part {
            Some(upper) => join(upper, lower, &body, labels),
            None => Some(lower),
        };
        let rest = rest.map(|lower| {
            let crown = lone.iter().find(|(row, framed)| body.crowns(row, *framed, &lower, labels));
            crown.map_or(lower.clone(), |(row, _)| crowned(row, lower, labels))
        });
        tables.extend(rest);
    }
    tables.retain(is_table);
    tables
}

/// Appends a part to the table above; gives it back if it is another table.
fn join(upper: &mut Sheet, lower: Sheet, body: &Body<'_>, labels: &Labels) -> Option<Sheet> {
    let Some(xs) = shared_columns(upper, &lower) else { return Some(lower) };
    let mut part = lower.clone();
    let shift = upper.xs[0] - lower.xs[0];
    part.xs.iter_mut().for_each(|x| *x += shift);
    spread(&mut part, &xs);
    let narrow = (xs.len() > upper.xs.len()).then(|| upper.clone());
    if narrow.is_some() {
        spread(upper, &xs);
    }
    let header = repeated(upper, &part).max(retold(upper, &part));
    if header == part.rows || !body.is_near(upper, &lower, header) {
        if let Some(narrow) = narrow {
            *upper = narrow;
        }
        return Some(lower);
    }
    behead(&mut part, header);
    cut::append(upper, part, header > 0, labels);
    None
}

/// A table with the row of its first page that has no columns.
fn crowned(row: &Sheet, lower: Sheet, labels: &Labels) -> Sheet {
    let mut upper = row.clone();
    let (shift, columns) = (row.xs[0] - lower.xs[0], lower.columns());
    upper.xs = lower.xs.iter().map(|x| x + shift).collect();
    upper.cells.iter_mut().for_each(|cell| cell.column_span = columns);
    upper.closed = [vec![true; columns], vec![true; columns]];
    upper.numbers = vec![false; columns];
    cut::append(&mut upper, lower, false, labels);
    upper
}

/// The column lines of both parts, as the upper one stands; `None` if they are not those of one table.
fn shared_columns(upper: &Sheet, lower: &Sheet) -> Option<Vec<f32>> {
    let (left, right) = (upper.xs.first()?, upper.xs.last()?);
    let shift = left - lower.xs.first()?;
    if (lower.xs.last()? + shift - right).abs() > LINE {
        return None;
    }
    let missing: Vec<f32> = lower
        .xs
        .iter()
        .map(|x| x + shift)
        .filter(|x| !upper.xs.iter().any(|known| (known - x).abs() <= LINE))
        .collect();
    let shared = lower.xs.len() - missing.len();
    let open = lower.closed[0].iter().all(|closed| !closed);
    let known = |x: f32| lower.xs.iter().any(|other| (other + shift - x).abs() <= LINE);
    // Lines of one part that the other merges away are no difference; lines of both that the other lacks are.
    if !missing.is_empty() && !open && !lines_of_values(upper).into_iter().all(known) || shared < 3 {
        return None;
    }
    let mut xs = upper.xs.clone();
    xs.extend(missing);
    xs.sort_by(f32::total_cmp);
    Some(xs)
}

/// The upright lines that rows with values have: all but those that part a text of the header alone.
fn lines_of_values(sheet: &Sheet) -> Vec<f32> {
    let mut valued = vec![false; sheet.rows];
    let values = sheet.cells.iter().filter(|cell| token(&cell.text).is_value() && cell.row_span == 1);
    values.for_each(|cell| valued[cell.row] = true);
    if !valued.contains(&true) {
        return sheet.xs.clone();
    }
    let mut kept = vec![false; sheet.xs.len()];
    for cell in &sheet.cells {
        if valued[cell.row..cell.row + cell.row_span].contains(&true) {
            (kept[cell.column], kept[cell.column + cell.column_span]) = (true, true);
        }
    }
    sheet.xs.iter().zip(kept).filter_map(|(x, kept)| kept.then_some(*x)).collect()
}

/// Places the cells of a sheet in columns of which its own are some.
fn spread(sheet: &mut Sheet, xs: &[f32]) {
    let place = |x: f32| {
        let near = |&(_, line): &(usize, &f32)| (line - x).abs() <= LINE;
        xs.iter()
            .enumerate()
            .filter(near)
            .min_by(|a, b| (a.1 - x).abs().total_cmp(&(b.1 - x).abs()))
            .map(|(at, _)| at)
    };
    let lines: Vec<usize> = sheet.xs.iter().enumerate().map(|(at, &x)| place(x).unwrap_or(at)).collect();
    for cell in &mut sheet.cells {
        let (from, to) = (lines[cell.column], lines[cell.column + cell.column_span]);
        (cell.column, cell.column_span) = (from, to.saturating_sub(from).max(1));
    }
    let [above, below] = &mut sheet.closed;
    for marks in [above, below, &mut sheet.numbers] {
        let old = std::mem::replace(marks, vec![false; xs.len() - 1]);
        for (column, marked) in old.into_iter().enumerate() {
            marks[lines[column]..lines[column + 1]].fill(marked);
        }
    }
    sheet.xs = xs.to_vec();
}

/// How many rows of the upper part's header stand again at the top of the lower one.
fn repeated(upper: &Sheet, lower: &Sheet) -> usize {
    let mut header = 0;
    for row in 0..upper.rows.min(lower.rows) {
        let (above, below) = (row_of(upper, row), row_of(lower, row));
        let same = above.len() == below.len()
            && above.iter().zip(&below).all(|(a, b)| {
                (a.column, a.column_span, a.row_span) == (b.column, b.column_span, b.row_span)
                    && squeeze(&a.text) == squeeze(&b.text)
            });
        if !same || above.iter().any(|cell| token(&cell.text).is_value()) && !is_count(&above) {
            break;
        }
        // A header ends where none of its cells goes on.
        let whole = lower.cells.iter().all(|cell| cell.row > row || cell.row + cell.row_span <= row + 1);
        if whole && !below.iter().all(|cell| cell.text.is_empty()) {
            header = row + 1;
        }
    }
    header
}

/// The same where the rules of one of them are damaged: the rows at the top of the lower part that print the characters of
/// the upper part's header.
fn retold(upper: &Sheet, lower: &Sheet) -> usize {
    let headers = tops(upper);
    let same = |(_, text): &&(usize, Vec<char>)| headers.iter().any(|(_, header)| header == text);
    tops(lower).iter().rev().find(same).map_or(0, |(rows, _)| *rows)
}

/// The first rows of a part above its first value, as far as no cell goes on: how many, and their characters in the order
/// of the alphabet.
fn tops(sheet: &Sheet) -> Vec<(usize, Vec<char>)> {
    let mut tops = Vec::new();
    let mut text: Vec<char> = Vec::new();
    for row in 0..sheet.rows.min(HEADER) {
        let cells = row_of(sheet, row);
        if cells.iter().any(|cell| token(&cell.text).is_value()) {
            break;
        }
        text.extend(cells.iter().flat_map(|cell| squeeze(&cell.text).chars().collect::<Vec<_>>()));
        let whole = sheet.cells.iter().all(|cell| cell.row > row || cell.row + cell.row_span <= row + 1);
        if whole && text.len() >= TELLING {
            text.sort_unstable();
            tops.push((row + 1, text.clone()));
        }
    }
    tops
}

fn row_of(sheet: &Sheet, row: usize) -> Vec<&Cell> {
    let first = sheet.cells.partition_point(|cell| cell.row < row);
    sheet.cells[first..].iter().take_while(|cell| cell.row == row).collect()
}

/// `1 2 3 4`: a line that numbers the columns.
fn is_count(row: &[&Cell]) -> bool {
    let numbers: Vec<u32> = row.iter().filter_map(|cell| cell.text.parse().ok()).collect();
    numbers.len() >= 2 && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1) && numbers[0] <= 1
}

fn behead(part: &mut Sheet, header: usize) {
    part.cells.retain(|cell| cell.row >= header);
    part.cells.iter_mut().for_each(|cell| cell.row -= header);
    part.rows -= header;
    if header > 0 {
        part.closed[0].fill(true);
    }
}

/// What stands around the parts.
struct Body<'a> {
    furniture: &'a Furniture,
    /// Height of each page.
    heights: BTreeMap<u32, u32>,
    /// For each height of pages: the highest and the lowest place that these print their body at.
    reach: BTreeMap<u32, (f32, f32)>,
}

impl<'a> Body<'a> {
    fn of(sheets: &[Sheet], pages: &[Page], furniture: &'a Furniture) -> Self {
        let heights: BTreeMap<u32, u32> =
            pages.iter().map(|page| (page.number, page.height as u32)).collect();
        let lines =
            pages.iter().flat_map(|page| furniture.body(page.number).iter().map(|rect| (page.number, *rect)));
        let areas = sheets.iter().map(|sheet| (sheet.pages.0, sheet.turn.back(sheet.first)));
        let mut reach: BTreeMap<u32, (f32, f32)> = BTreeMap::new();
        for (page, rect) in lines.chain(areas) {
            let height = heights.get(&page).copied().unwrap_or_default();
            let (top, bottom) = reach.entry(height).or_insert((rect.y0, rect.y1));
            (*top, *bottom) = (top.min(rect.y0), bottom.max(rect.y1));
        }
        Self { furniture, heights, reach }
    }

    /// Highest and lowest place of the body on pages like this one.
    fn reach(&self, page: u32) -> (f32, f32) {
        let height = self.heights.get(&page);
        height.and_then(|height| self.reach.get(height)).copied().unwrap_or((0.0, f32::INFINITY))
    }

    /// True if nothing is printed below the one part and above the other.
    fn is_open_between(&self, upper: &Sheet, lower: &Sheet) -> bool {
        let middle = |sheet: &Sheet, rect: &Rect| {
            let rect = sheet.turn.rect(*rect);
            (rect.y0 + rect.y1) / 2.0
        };
        let below = |rect: &Rect| middle(upper, rect) > upper.last.y1;
        let above = |rect: &Rect| middle(lower, rect) < lower.first.y0;
        !self.furniture.body(upper.pages.1).iter().any(below)
            && !self.furniture.body(lower.pages.0).iter().any(above)
    }

    /// True if a row without columns at the end of a page is the first one of a table on the next page: a known label, or
    /// in a frame like the table's.
    fn crowns(&self, row: &Sheet, framed: bool, lower: &Sheet, labels: &Labels) -> bool {
        let width = |sheet: &Sheet| sheet.xs.last().map_or(0.0, |last| last - sheet.xs[0]);
        let known = || row.cells.iter().any(|cell| labels.contains(&match_key(&cell.text)));
        row.pages.1 + 1 == lower.pages.0
            && lower.turn.is_upright()
            && (width(row) - width(lower)).abs() <= LINE
            && (framed || known())
            && is_table(lower)
            && self.is_open_between(row, lower)
            && self.is_near(row, lower, 0)
    }

    /// True if the one part ends as low as it can and the other begins at the top.
    fn is_near(&self, upper: &Sheet, lower: &Sheet, header: usize) -> bool {
        if !upper.turn.is_upright() {
            return true;
        }
        let first_rows = lower.cells.iter().filter(|cell| cell.row <= header);
        let low = first_rows.map(|cell| cell.rect.y1).fold(lower.first.y0 + lower.first_height, f32::max);
        let left = self.reach(upper.pages.1).1.min(upper.turn.height()) - upper.last.y1;
        left <= low - lower.first.y0 + BOTTOM && lower.first.y0 - self.reach(lower.pages.0).0 <= TOP
    }
}
