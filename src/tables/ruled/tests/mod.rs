//! Pages drawn with signs -> the tables that must be read from them.

mod cut;
pub(crate) mod draw;
mod grids;
mod over_pages;
mod properties;
mod texts;

use self::draw::{Drawing, document};
use super::super::{Forms, Found, find};
use crate::model::{Grid, Method, Printed};

/// The tables of pages that are drawn with signs.
fn read(pages: &[&str]) -> Vec<Grid> {
    found(pages.iter().map(|page| Drawing::of(page)).collect()).grids
}

fn found(pages: Vec<Drawing>) -> Found {
    let found = find(&document(pages), &Forms::default());
    assert!(found.grids.iter().all(|grid| grid.method == Method::Ruled), "{:?}", found.grids);
    found
}

/// A grid as text, a row a line: `text` once at its first place, `<` in the columns and `^` in the rows that it covers,
/// `?` behind what is unresolved.
fn shown(grid: &Grid) -> String {
    let mut places = vec![vec![String::new(); grid.columns]; grid.rows];
    for cell in &grid.cells {
        let rows = places.iter_mut().enumerate().skip(cell.row).take(cell.row_span);
        for (row, column, place) in rows.flat_map(|(row, places)| {
            let columns = places.iter_mut().enumerate().skip(cell.column).take(cell.column_span);
            columns.map(move |(column, place)| (row, column, place))
        }) {
            assert!(place.is_empty(), "two cells in row {row}, column {column}");
            let doubt = if cell.printed == Printed::Unresolved { "?" } else { "" };
            *place = match (row == cell.row, column == cell.column) {
                (true, true) => format!("{}{doubt}", cell.text.replace('\n', "⏎")),
                (true, false) => "<".to_owned(),
                _ => "^".to_owned(),
            };
            if place.is_empty() {
                place.push('.');
            }
        }
    }
    let rows: Vec<String> = places
        .iter()
        .map(|row| {
            row.iter().map(|place| if place.is_empty() { " " } else { place }).collect::<Vec<_>>().join("|")
        })
        .collect();
    rows.join("\n")
}

/// The only table of one page.
fn one(page: &str) -> String {
    let grids = read(&[page]);
    assert_eq!(grids.len(), 1, "{grids:#?}");
    shown(&grids[0])
}
