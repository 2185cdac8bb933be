//! Tidy table of a drawn page -> the same with confidences that say what its labels show: a value without a name, or with
//! the name of another value, was rarely read right.

use std::collections::BTreeMap;

use crate::model::{Table, TidyCell, ValueKind};

/// What is left of the confidence of a value that has no label of its column or of its row, though others stand beside it.
const NAMELESS: f32 = 0.3;
/// What is left where another value of the table has the same labels.
const SAME_NAME: f32 = 0.4;
/// What is left where no label has as many parts as the header has rows: one of these is no header, or heads no column.
const LOST_LEVEL: f32 = 0.7;

/// Lowers the confidences of a table's cells, and that of the table by the share of these.
pub(super) fn lower(table: &mut Table) {
    if table.pages.is_none() {
        return;
    }
    let mut names: BTreeMap<(&[String], &[String]), usize> = BTreeMap::new();
    for cell in table.cells.iter().filter(|cell| is_printed(cell)) {
        *names.entry((&cell.row_label, &cell.column_label)).or_default() += 1;
    }
    let several = |place: fn(&TidyCell) -> u32| {
        table.cells.first().is_some_and(|first| table.cells.iter().any(|cell| place(cell) != place(first)))
    };
    let (columns, rows) = (several(|cell| cell.column), several(|cell| cell.row));
    let left = |cell: &TidyCell| {
        let nameless = columns && cell.column_label.is_empty() || rows && cell.row_label.is_empty();
        let shared = names.get(&(&*cell.row_label, &*cell.column_label)).is_some_and(|count| *count > 1);
        if nameless {
            NAMELESS
        } else if shared {
            SAME_NAME
        } else {
            1.0
        }
    };
    let flat = table.header_rows >= 2 && table.cells.iter().all(|cell| cell.column_label.len() < 2);
    let level = if flat { LOST_LEVEL } else { 1.0 };
    let left: Vec<f32> = table.cells.iter().map(|cell| level * left(cell)).collect();
    let printed = || table.cells.iter().zip(&left).filter(|(cell, _)| is_printed(cell));
    let share = printed().map(|(_, left)| *left).sum::<f32>() / printed().count().max(1) as f32;
    if printed().count() > 0 {
        table.confidence *= share;
    }
    for (cell, left) in table.cells.iter_mut().zip(left) {
        cell.confidence *= left;
    }
}

fn is_printed(cell: &TidyCell) -> bool {
    cell.kind != ValueKind::Blank
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Method, Origin};

    fn table(labels: &[(&str, &str)]) -> Table {
        let label = |text: &str| -> std::sync::Arc<[String]> {
            if text.is_empty() { [].into() } else { [text.to_owned()].into() }
        };
        let cells = labels.iter().enumerate().map(|(index, (row, column))| TidyCell {
            row: index as u32 / 2 + 1,
            column: index as u32 % 2 + 1,
            row_label: label(row),
            column_label: label(column),
            text: "7".to_owned(),
            value: Some(7.into()),
            kind: ValueKind::Number,
            unit: String::new(),
            confidence: 1.0,
            settled: false,
            origin: Origin::default(),
        });
        Table {
            method: Method::Aligned,
            pages: Some((1, 1)),
            section: String::new(),
            title: String::new(),
            rows: 2,
            columns: 3,
            header_rows: 1,
            label_columns: 1,
            confidence: 1.0,
            cells: cells.collect(),
        }
    }

    fn lowered(labels: &[(&str, &str)]) -> (f32, Vec<f32>) {
        let mut table = table(labels);
        lower(&mut table);
        (table.confidence, table.cells.iter().map(|cell| cell.confidence).collect())
    }

    #[test]
    fn values_with_names_of_their_own_stay_as_sure_as_their_table() {
        let labels = [("Rye", "2004"), ("Rye", "2005"), ("Oats", "2004"), ("Oats", "2005")];
        assert_eq!(lowered(&labels), (1.0, vec![1.0; 4]));
    }

    #[test]
    fn values_without_a_name_or_with_that_of_another_are_less_sure() {
        let labels = [("Rye", "2004"), ("Rye", ""), ("Oats", "2004"), ("Oats", "2004")];
        let (whole, cells) = lowered(&labels);
        assert_eq!(cells, [1.0, NAMELESS, SAME_NAME, SAME_NAME]);
        assert!((whole - (1.0 + NAMELESS + 2.0 * SAME_NAME) / 4.0).abs() < 1e-6, "{whole}");
    }

    #[test]
    fn a_header_of_two_rows_that_gives_labels_of_one_part_is_doubtful() {
        let labels = [("Rye", "2004"), ("Rye", "2005"), ("Oats", "2004"), ("Oats", "2005")];
        let mut flat = table(&labels);
        flat.header_rows = 2;
        lower(&mut flat);
        assert_eq!((flat.confidence, flat.cells[3].confidence), (LOST_LEVEL, LOST_LEVEL));
    }

    #[test]
    fn a_single_column_of_values_needs_no_header() {
        let mut single = table(&[("Rye", ""), ("Oats", "")]);
        single.cells[1].column = 1;
        single.cells[1].row = 2;
        lower(&mut single);
        assert!(single.cells.iter().all(|cell| cell.confidence == 1.0));
    }
}
