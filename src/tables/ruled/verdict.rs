//! Sheet -> whether it is a table: boxes, frames, underlines and charts are ruled too.

use super::sheet::Sheet;

/// True if the sheet may be a part of a table that goes on over pages.
pub(super) fn may_be_part(sheet: &Sheet) -> bool {
    sheet.columns() >= 2 && filled(sheet) >= 1
}

/// True if it is a table by itself: two rows and two columns at least, with texts in a sensible share of its cells.
pub(super) fn is_table(sheet: &Sheet) -> bool {
    let cells = sheet.cells.len();
    if sheet.open || sheet.rows < 2 || sheet.columns() < 2 || cells < 4 || filled(sheet) < 3 {
        return false;
    }
    let (mut rows, mut columns) = (vec![Line::default(); sheet.rows], vec![Line::default(); sheet.columns()]);
    for cell in &sheet.cells {
        let printed = !cell.text.is_empty();
        rows[cell.row].add(printed);
        columns[cell.column].add(printed);
    }
    let crowded = |lines: &[Line]| lines.iter().filter(|line| line.filled > 0).count() >= 2;
    let parted = rows.iter().filter(|row| row.cells >= 2).count() >= 2;
    if is_drawing(&rows) {
        return false;
    }
    // A blank form has texts in its header or its stub only.
    let headed = rows[..rows.len().min(4)].iter().any(Line::is_full) || columns[0].is_full();
    parted && crowded(&rows) && crowded(&columns) && (headed || filled(sheet) * 4 >= cells)
}

/// Rows without any text between printed ones are the gaps between the bars of a chart, or the steps of its axis. Forms
/// that nobody filled in have their blank rows below, or labels in them.
fn is_drawing(rows: &[Line]) -> bool {
    let last = rows.iter().rposition(|row| row.filled > 0).unwrap_or(0);
    let first = rows.iter().position(|row| row.filled > 0).unwrap_or(0);
    let blank = rows[first..=last].iter().filter(|row| row.cells >= 2 && row.filled == 0).count();
    blank >= 3 && blank * 3 > last + 1 - first
}

fn filled(sheet: &Sheet) -> usize {
    sheet.cells.iter().filter(|cell| !cell.text.is_empty()).count()
}

/// A row or a column of a sheet.
#[derive(Debug, Clone, Copy, Default)]
struct Line {
    cells: usize,
    filled: usize,
}

impl Line {
    fn add(&mut self, printed: bool) {
        self.cells += 1;
        self.filled += usize::from(printed);
    }

    fn is_full(&self) -> bool {
        self.filled >= 2 && self.filled * 4 >= self.cells * 3
    }
}
