//! Table as it stands on its pages -> Claim: the grid, the lines of the document that it holds, and what is doubtful.

use super::super::claim::Claim;
use super::sheet::{Cell, Sheet};
use crate::model::{Code, Document, Grid, GridCell, LinePlace, Method, Origin, Printed, Problem, Rect};

/// Ruled tables win over whatever a text detector reads in the same lines.
const SCORE: f32 = 20.0;

/// The claim of a table to the lines inside its area.
pub(super) fn claim(sheet: Sheet, document: &Document) -> Claim {
    let inside = Inside::of(&sheet, document);
    let shape = blank_form(&sheet);
    let areas = sheet.areas.clone();
    let problems = sheet.cells.iter().filter_map(problem).collect();
    let grid = Grid {
        method: Method::Ruled,
        lines: inside.range,
        pages: Some(sheet.pages),
        rows: sheet.rows,
        columns: sheet.columns(),
        cells: sheet.cells.into_iter().map(|cell| inside.cell(cell)).collect(),
        shape,
        section: String::new(),
        title: String::new(),
        unit: String::new(),
        confidence: sheet.confidence,
    };
    Claim { grid, problems, score: SCORE, areas }
}

/// Header rows and label columns of a form that nobody filled in: its first cell spans both, and nothing is printed where
/// the values would be.
fn blank_form(sheet: &Sheet) -> Option<(usize, Option<usize>)> {
    let first = sheet.cells.first().filter(|cell| !cell.text.is_empty())?;
    let (rows, columns) = (first.row_span, first.column_span);
    let mut body = sheet.cells.iter().filter(|cell| cell.row >= rows && cell.column >= columns).peekable();
    let blank = body.peek().is_some() && body.all(|cell| cell.text.is_empty());
    let mut header = sheet.cells.iter().filter(|cell| cell.row < rows && cell.column >= columns);
    (blank && header.all(|cell| !cell.text.is_empty()) && first.column == 0 && first.row == 0)
        .then_some((rows, Some(columns)))
}

fn problem(cell: &Cell) -> Option<Problem> {
    let printed = cell.text.replace('\n', " / ");
    let (code, message) = match cell.printed {
        Printed::Unresolved => (
            Code::ValueUnresolved,
            format!(
                "page {}: a cell prints \"{printed}\"; whether that is one number or several, or a part of its \
                 neighbour's, cannot be told, so none is given. Look at the report.",
                cell.page
            ),
        ),
        _ if cell.joined => (
            Code::NumberJoined,
            format!(
                "page {}: the cell \"{printed}\" is too narrow for its number, which was put together from its lines. \
                 Compare with the report.",
                cell.page
            ),
        ),
        _ => return None,
    };
    Some(Problem { page: Some(cell.page), ..Problem::new(code, message) })
}

/// The lines of a document that stand inside a table.
struct Inside<'a> {
    range: (usize, usize),
    places: &'a [LinePlace],
}

impl<'a> Inside<'a> {
    fn of(sheet: &Sheet, document: &'a Document) -> Self {
        let areas =
            [(sheet.pages.0, sheet.turn.back(sheet.first)), (sheet.pages.1, sheet.turn.back(sheet.last))];
        let on_pages = document.places.partition_point(|place| place.page < sheet.pages.0)
            ..document.places.partition_point(|place| place.page <= sheet.pages.1);
        let is_inside = |line: &usize| {
            let place = &document.places[*line];
            let between = sheet.pages.0 < place.page && place.page < sheet.pages.1;
            between || areas.iter().any(|(page, area)| *page == place.page && meets(&place.rect, area))
        };
        let (first, last) = (on_pages.clone().find(is_inside), on_pages.rev().find(is_inside));
        // A table without a line stands before the first line of the pages behind it.
        let range = match (first, last) {
            (Some(first), Some(last)) => (first, last + 1),
            _ => {
                let at = document.places.partition_point(|place| place.page <= sheet.pages.0);
                (at, at)
            }
        };
        Self { range, places: &document.places }
    }

    fn cell(&self, cell: Cell) -> GridCell {
        let (from, to) = self.range;
        let own = &self.places[from.min(self.places.len())..to.min(self.places.len())];
        let is_first = |place: &LinePlace| place.page == cell.page && meets(&place.rect, &cell.rect);
        let line = if cell.text.is_empty() { None } else { own.iter().position(is_first) };
        GridCell {
            row: cell.row,
            column: cell.column,
            row_span: cell.row_span,
            column_span: cell.column_span,
            text: cell.text,
            indent: cell.indent,
            origin: Origin {
                line: line.and_then(|line| u32::try_from(from + line + 1).ok()).unwrap_or(0),
                page: Some(cell.page),
                rect: Some(cell.rect),
            },
            printed: cell.printed,
        }
    }
}

/// True if the middle of a line's height lies in an area, and the line reaches into it.
fn meets(line: &Rect, area: &Rect) -> bool {
    let middle = (line.y0 + line.y1) / 2.0;
    area.y0 <= middle && middle <= area.y1 && line.x0 < area.x1 && area.x0 < line.x1
}
