//! Pages with ruling lines -> Grid: cells as the rules enclose them, with their spans, over page breaks.
//!
//! ```text
//! stroke     rules of a page      -> lines, their pieces joined
//! component  strokes              -> those that touch each other
//! open_row   strokes + glyphs     -> rows that join the components above and below
//! turn       component            -> the same, standing upright
//! lattice    component            -> lines of rows and columns, which pieces are drawn, open sides closed
//! open_sides strokes              -> the rules missing at their outer sides
//! stray      lattice + glyphs     -> without rules struck through a text
//! face       lattice              -> cells with spans
//! fill       faces + glyphs       -> the glyphs of each cell
//! band       rows without rules between them -> their level lines
//! split      faces that lost a rule inside -> parts
//! text       glyphs of a cell     -> lines
//! numbers    lines                -> text: wrapped numbers joined, two numbers never
//! sheet      all of these         -> a table, or a part of one
//! verdict    sheet                -> table or not
//! open_parts sheet + lines around -> a header above its rules
//! open_rows  sheet + lines below  -> totals and other rows below them
//! furniture  lines of all pages   -> without page numbers and running heads
//! lone_row   strokes + glyphs     -> a row without columns at the end of a page
//! pages      sheets               -> tables over pages
//! cut        two parts            -> rows and cells that the break cut
//! grid       table                -> Claim
//! ```

mod band;
mod component;
mod cut;
mod face;
mod fill;
mod furniture;
mod grid;
mod lattice;
mod lone_row;
mod numbers;
mod open_parts;
mod open_row;
mod open_rows;
mod open_sides;
mod pages;
mod sheet;
mod split;
mod stray;
mod stroke;
#[cfg(test)]
mod tests;
mod text;
mod turn;
mod verdict;

pub(crate) use self::furniture::Furniture;
use self::open_row::OpenRows;
use self::sheet::Sheet;
use self::stroke::Strokes;
use super::claim::Claim;
use crate::model::{Code, Document, Page, Problem, Rect};

pub(crate) use self::cut::Labels;
#[cfg(test)]
pub(crate) use self::tests::draw;
pub(crate) use self::text::{least_space, raised_char};
pub(crate) use self::turn::{Mark, Turn};

/// Finds the ruled tables of a document, in order, and what was doubtful about its pages.
pub(crate) fn find(document: &Document, labels: &Labels) -> (Vec<Claim>, Vec<Problem>) {
    let mut sheets = Vec::new();
    let mut problems = Vec::new();
    for page in &document.drawn {
        let (mut found, whole) = page_sheets(page);
        open_parts::extend(&mut found, page);
        sheets.extend(found);
        if !whole {
            let message = "a page has more ruling lines than can be read; those behind were left out";
            let page = Some(page.number);
            problems.push(Problem { page, ..Problem::new(Code::InputTruncated, message) });
        }
    }
    if sheets.is_empty() {
        return (Vec::new(), problems);
    }
    let furniture = Furniture::of(document);
    let lone = |page: &Page| lone_row::find(page, &Strokes::of(&page.rules).0, &furniture);
    let firsts: Vec<u32> = sheets.iter().filter_map(|sheet| sheet.pages.0.checked_sub(1)).collect();
    let before = document.drawn.iter().filter(|page| firsts.contains(&page.number));
    let lone: Vec<_> = before.filter_map(lone).collect();
    let tables = pages::tables(sheets, lone, &document.drawn, &furniture, labels);
    let claims = tables.into_iter().map(|table| grid::claim(table, document)).collect();
    (claims, problems)
}

/// The tables of a page and the parts of tables, from top to bottom.
fn page_sheets(page: &Page) -> (Vec<Sheet>, bool) {
    let (strokes, whole) = Strokes::of(&page.rules);
    let rows = OpenRows::of(page, &strokes);
    let mut components = component::components(&strokes, |upper, lower| rows.holds(upper, lower));
    // A table inside a cell of another is read first: its glyphs are its own.
    components.sort_by(|a, b| size(a).total_cmp(&size(b)));
    let mut free = vec![true; page.glyphs.len()];
    let mut sheets: Vec<Sheet> = Vec::new();
    for component in &components {
        sheets.extend(sheet::sheet(page, component, &mut free));
    }
    let areas: Vec<Rect> = sheets.iter().filter(|sheet| verdict::is_table(sheet)).map(area).collect();
    // What is no table by itself and lies inside one belongs to a cell of it.
    sheets.retain(|sheet| verdict::is_table(sheet) || !areas.iter().any(|outer| holds(outer, &area(sheet))));
    sheets.sort_by(|a, b| {
        let (a, b) = (area(a), area(b));
        a.y0.total_cmp(&b.y0).then(a.x0.total_cmp(&b.x0))
    });
    (sheets, whole)
}

/// Length of the rules around a component.
fn size(strokes: &Strokes) -> f32 {
    let longest = |strokes: &[stroke::Stroke]| strokes.iter().map(stroke::Stroke::length).fold(0.0, f32::max);
    longest(&strokes.across) + longest(&strokes.down)
}

fn area(sheet: &Sheet) -> Rect {
    sheet.turn.back(sheet.first)
}

fn holds(outer: &Rect, inner: &Rect) -> bool {
    outer.x0 < inner.x0 && outer.y0 < inner.y0 && inner.x1 < outer.x1 && inner.y1 < outer.y1
}
