//! Rows of text and the rules between them -> cells with their spans: places that no rule and no upright parts are one.

use super::super::token::{is_space, token};
use super::sheet::{Piece, Sheet, Strip};
use crate::model::text::display_width;
use crate::model::{GridCell, Origin, Printed};

/// A cell while its text is gathered.
struct Cell<'a> {
    row: usize,
    column: usize,
    row_span: usize,
    column_span: usize,
    /// Printed pieces with their lines.
    pieces: Vec<(&'a str, usize)>,
}

/// The places of one component: what neither rules nor uprights part.
#[derive(Debug, Clone, Copy)]
struct Area {
    first: (usize, usize),
    last: (usize, usize),
    count: usize,
    /// Row and slot of its first value.
    value: Option<(usize, usize)>,
    /// True if it cannot be one cell: not a rectangle, or with values in several places.
    broken: bool,
}

/// The cells of a sheet, sorted by row, then column.
pub(super) fn cells(sheet: &Sheet<'_>) -> Vec<GridCell> {
    let mut components = Components::of(sheet);
    let areas = components.areas(sheet);
    let (mut cells, owner) = lay(sheet, &mut components, &areas);
    each_piece(sheet, |row, piece, line| {
        if !piece.text.trim_matches(is_space).is_empty() {
            cells[owner[row * sheet.slots + piece.from]].pieces.push((piece.text, line));
        }
    });
    let padding = Padding::of(sheet.slots, &cells);
    cells.iter().map(|cell| finish(cell, &padding, sheet)).collect()
}

/// Calls with every piece of text: the row that it belongs to and its line. Texts on the line of a rule belong to a cell
/// that spans the rows above and below.
fn each_piece<'a>(sheet: &Sheet<'a>, mut call: impl FnMut(usize, &Piece<'a>, usize)) {
    let mut strip = |row: usize, strip: &Strip<'a>| {
        strip.pieces.iter().filter(|piece| !piece.rule).for_each(|piece| call(row, piece, strip.line));
    };
    for (index, divider) in sheet.dividers.iter().enumerate() {
        divider.strips.iter().for_each(|line| strip(index.saturating_sub(1), line));
        sheet.rows.get(index).into_iter().flatten().for_each(|line| strip(index, line));
    }
}

/// Places joined to components (a union-find forest).
struct Components {
    parent: Vec<usize>,
}

impl Components {
    fn of(sheet: &Sheet<'_>) -> Self {
        let slots = sheet.slots;
        let mut components = Self { parent: (0..sheet.rows.len() * slots).collect() };
        for (row, strips) in sheet.rows.iter().enumerate() {
            let mut counts = vec![0usize; slots + 1];
            strips.iter().flat_map(Strip::uprights).for_each(|boundary| counts[boundary] += 1);
            for (slot, &count) in counts.iter().enumerate().take(slots) {
                let place = row * slots + slot;
                if slot > 0 && count * 2 < strips.len() {
                    components.join(place - 1, place);
                }
                if row > 0 && !sheet.dividers[row].ruled[slot] {
                    components.join(place - slots, place);
                }
            }
        }
        components
    }

    fn root(&mut self, mut place: usize) -> usize {
        while self.parent[place] != place {
            self.parent[place] = self.parent[self.parent[place]];
            place = self.parent[place];
        }
        place
    }

    /// The root is the place that comes first, in reading order.
    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b)] = a.min(b);
    }

    /// The area of each component, at the place of its root.
    fn areas(&mut self, sheet: &Sheet<'_>) -> Vec<Option<Area>> {
        let slots = sheet.slots;
        let mut areas: Vec<Option<Area>> = vec![None; self.parent.len()];
        for place in 0..self.parent.len() {
            let at = (place / slots, place % slots);
            let area = areas[self.root(place)].get_or_insert(Area {
                first: at,
                last: at,
                count: 0,
                value: None,
                broken: false,
            });
            area.first = (area.first.0.min(at.0), area.first.1.min(at.1));
            area.last = (area.last.0.max(at.0), area.last.1.max(at.1));
            area.count += 1;
        }
        each_piece(sheet, |row, piece, _| {
            let root = self.root(row * slots + piece.from);
            if let Some(area) =
                areas[root].as_mut().filter(|area| area.count > 1 && token(piece.text).is_value())
            {
                let at = (row, piece.from);
                area.broken |= area.value.is_some_and(|known| known != at);
                area.value = Some(at);
            }
        });
        for area in areas.iter_mut().flatten() {
            let (rows, columns) = (area.last.0 - area.first.0 + 1, area.last.1 - area.first.1 + 1);
            area.broken |= area.count != rows * columns;
        }
        areas
    }
}

/// Lays out the cells; a component that cannot be one cell falls into what each row holds of it. Gives the cells and,
/// for every place, the index of the cell that covers it.
fn lay<'a>(
    sheet: &Sheet<'a>,
    components: &mut Components,
    areas: &[Option<Area>],
) -> (Vec<Cell<'a>>, Vec<usize>) {
    let slots = sheet.slots;
    let mut cells: Vec<Cell<'a>> = Vec::new();
    let mut owner = vec![0usize; sheet.rows.len() * slots];
    for (row, strips) in sheet.rows.iter().enumerate() {
        let mut uprights = vec![false; slots + 1];
        strips.iter().flat_map(Strip::uprights).for_each(|boundary| uprights[boundary] = true);
        for (slot, &upright) in uprights.iter().enumerate().take(slots) {
            let place = row * slots + slot;
            let root = components.root(place);
            let Some(area) = areas[root] else { continue };
            if area.broken && slot > 0 && !upright && components.root(place - 1) == root {
                owner[place] = owner[place - 1];
                cells[owner[place]].column_span += 1;
                continue;
            }
            if !area.broken && place != root {
                owner[place] = owner[root];
                continue;
            }
            let (row_span, column_span) = match area.broken {
                true => (1, 1),
                false => (area.last.0 - row + 1, area.last.1 - slot + 1),
            };
            owner[place] = cells.len();
            cells.push(Cell { row, column: slot, row_span, column_span, pieces: Vec::new() });
        }
    }
    (cells, owner)
}

/// How texts stand in the cells of each column: what is more than the padding is indentation.
struct Padding {
    /// The least space before a text.
    least: Vec<usize>,
    /// True for a column of centred texts.
    centred: Vec<bool>,
}

impl Padding {
    fn of(slots: usize, cells: &[Cell<'_>]) -> Self {
        let mut least = vec![usize::MAX; slots];
        let (mut all, mut even) = (vec![0usize; slots], vec![0usize; slots]);
        for cell in cells.iter().filter(|cell| cell.column_span == 1) {
            for &(text, _) in &cell.pieces {
                let (left, right) = spaces(text);
                least[cell.column] = least[cell.column].min(left);
                all[cell.column] += 1;
                even[cell.column] += usize::from(left.abs_diff(right) <= 1);
            }
        }
        let centred = all.iter().zip(&even).map(|(&all, &even)| even * 5 >= all * 4).collect();
        Self { least, centred }
    }

    fn indent(&self, cell: &Cell<'_>) -> usize {
        let Some(&(first, _)) = cell.pieces.first() else { return 0 };
        let (left, right) = spaces(first);
        let centred = self.centred[cell.column] || cell.column_span > 1 && left.abs_diff(right) <= 1;
        if centred { 0 } else { left.saturating_sub(self.least[cell.column]) }
    }
}

/// Width of the spaces before and behind a text.
fn spaces(text: &str) -> (usize, usize) {
    let body = text.trim_start_matches(is_space);
    let left = display_width(&text[..text.len() - body.len()]);
    (left, display_width(&body[body.trim_end_matches(is_space).len()..]))
}

fn finish(cell: &Cell<'_>, padding: &Padding, sheet: &Sheet<'_>) -> GridCell {
    let line = cell.pieces.first().map(|&(_, line)| line);
    let line = line.or_else(|| sheet.rows[cell.row].first().map(|strip| strip.line)).unwrap_or(0);
    let doubtful = sheet.doubtful.binary_search(&(cell.row, cell.column)).is_ok();
    GridCell {
        row: cell.row,
        column: cell.column,
        row_span: cell.row_span,
        column_span: cell.column_span,
        text: join(&cell.pieces),
        indent: padding.indent(cell),
        origin: Origin { line: u32::try_from(line + 1).unwrap_or(0), page: None, rect: None },
        printed: if doubtful { Printed::Unresolved } else { Printed::Here },
    }
}

/// Lines of a cell's text to one text: a vertical label, one character a line, has no line breaks.
fn join(pieces: &[(&str, usize)]) -> String {
    let texts = pieces.iter().map(|(text, _)| text.trim_matches(is_space));
    let vertical = pieces.len() > 1
        && texts.clone().all(|text| text.chars().nth(1).is_none())
        && !texts.clone().all(|text| token(text).is_value());
    let texts: Vec<&str> = texts.collect();
    texts.join(if vertical { "" } else { "\n" })
}
