//! Cells of a table -> where they stand: page, rectangle, line of the document.

use super::super::aligned::Column;
use super::super::claim::Claim;
use super::sequence::Printed;
use crate::model::{Grid, Rect};

/// Gives the cells of a grid, whose lines count in the sequence from 1, page and rectangle.
pub(super) fn locate(grid: &mut Grid, columns: &[Column], printed: &Printed) {
    let entry = |line: u32| printed.entries.get((line as usize).saturating_sub(1));
    let bottoms = bottoms(grid, printed);
    for cell in &mut grid.cells {
        let Some(entry) = entry(cell.origin.line) else { continue };
        let (Some(line), sheet) = (&entry.line, &printed.sheets[entry.sheet]) else { continue };
        let last = (cell.column + cell.column_span).min(columns.len());
        let (Some(left), Some(right)) = (columns.get(cell.column), columns.get(last.wrapping_sub(1))) else {
            continue;
        };
        let place = |x: f32| sheet.left + x * entry.unit;
        let bottom = bottoms.get(cell.row + cell.row_span - 1).copied().flatten();
        let bottom = bottom.filter(|(on, _)| *on == entry.sheet).map_or(line.bottom(), |(_, bottom)| bottom);
        let rect =
            Rect { x0: place(left.x0), y0: line.top(), x1: place(right.x1), y1: bottom.max(line.bottom()) };
        cell.origin.page = Some(sheet.page);
        cell.origin.rect = Some(sheet.turn.back(rect));
    }
}

/// Where each row ends: its sheet, and how far down.
fn bottoms(grid: &Grid, printed: &Printed) -> Vec<Option<(usize, f32)>> {
    let mut lasts: Vec<usize> = vec![0; grid.rows];
    let (mut starts, end) = (vec![usize::MAX; grid.rows + 1], grid.lines.1);
    for cell in &grid.cells {
        let line = (cell.origin.line as usize).saturating_sub(1);
        starts[cell.row] = starts[cell.row].min(line);
        lasts[cell.row] = lasts[cell.row].max(line);
    }
    starts[grid.rows] = end;
    let mut bottoms = vec![None; grid.rows];
    let mut next = end;
    for row in (0..grid.rows).rev() {
        let range = lasts[row].min(next)..next.max(lasts[row] + 1).min(printed.entries.len());
        let first_sheet = printed.entries.get(lasts[row]).map(|entry| entry.sheet);
        let own = printed.entries[range].iter().filter(|entry| Some(entry.sheet) == first_sheet);
        bottoms[row] = own.rev().find_map(|entry| Some((entry.sheet, entry.line.as_ref()?.bottom())));
        next = next.min(starts[row]);
    }
    bottoms
}

/// The areas of a grid's cells, each with its page.
pub(super) fn areas(grid: &Grid) -> Vec<(u32, Rect)> {
    let mut areas: Vec<(u32, Rect)> = Vec::new();
    for cell in &grid.cells {
        let (Some(page), Some(rect)) = (cell.origin.page, cell.origin.rect) else { continue };
        match areas.iter_mut().find(|area| area.0 == page) {
            Some((_, area)) => {
                *area = Rect {
                    x0: area.x0.min(rect.x0),
                    y0: area.y0.min(rect.y0),
                    x1: area.x1.max(rect.x1),
                    y1: area.y1.max(rect.y1),
                }
            }
            None => areas.push((page, rect)),
        }
    }
    areas
}

/// Turns the lines of a claim, which count in the sequence, into those of the document.
pub(super) fn settle(mut claim: Claim, printed: &Printed) -> Claim {
    let index = |line: usize| printed.entries.get(line).map_or(0, |entry| entry.index);
    let (start, end) = claim.grid.lines;
    let own = printed.entries.get(start..end).unwrap_or_default();
    let own = || own.iter().filter(|entry| entry.line.is_some());
    let first = own().map(|entry| entry.index).min().unwrap_or(0);
    let last = own().map(|entry| entry.index).max().unwrap_or(first);
    claim.grid.lines = (first, last + 1);
    claim.areas = areas(&claim.grid);
    let pages = || own().map(|entry| printed.sheets[entry.sheet].page);
    claim.grid.pages = pages().min().zip(pages().max());
    for cell in &mut claim.grid.cells {
        let line = index((cell.origin.line as usize).saturating_sub(1));
        cell.origin.line = u32::try_from(line + 1).unwrap_or(0);
    }
    claim
}
