//! Extract + least confidence -> the same without the values that are less sure: `--min-confidence`.

use crate::model::{Code, Extract, Problem, Table, ValueKind};

/// Takes out what is less sure than this: of a table its cells, of a cell its value. The table stays, with a problem.
pub fn withhold(extract: &mut Extract, least: f32) {
    for (index, table) in extract.tables.iter_mut().enumerate() {
        extract.problems.extend(withhold_table(table, index, least));
    }
}

fn withhold_table(table: &mut Table, index: usize, least: f32) -> Option<Problem> {
    let message = if table.confidence < least {
        table.cells.clear();
        format!(
            "its confidence of {} is below {}: its cells are left out",
            shown(table.confidence),
            shown(least)
        )
    } else {
        let unsure = |cell: &&mut crate::model::TidyCell| {
            let is_value =
                matches!(cell.kind, ValueKind::Number | ValueKind::Text | ValueKind::NotApplicable);
            is_value && cell.confidence < least
        };
        let mut count = 0;
        for cell in table.cells.iter_mut().filter(unsure) {
            (cell.kind, cell.value) = (ValueKind::Unresolved, None);
            count += 1;
        }
        if count == 0 {
            return None;
        }
        format!("{count} of its values have a confidence below {}: they are left unresolved", shown(least))
    };
    let page = table.pages.map(|pages| pages.0);
    Some(Problem { page, ..Problem::in_table(Code::LowConfidence, index, message) })
}

fn shown(confidence: f32) -> String {
    let text = format!("{confidence:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::extract;
    use crate::tables::Forms;

    const TEXT: &str = "Crop\tTonnes\tShare\nWheat\t1200\t3.5\nRye\t85\t2\nTotal\t1285\t5.5\n";

    fn read() -> Extract {
        extract(TEXT.as_bytes(), &Forms::default())
    }

    #[test]
    fn what_is_sure_enough_stays() {
        let mut kept = read();
        assert_eq!(kept.tables.len(), 1);
        withhold(&mut kept, 0.1);
        assert_eq!(kept, read());
    }

    #[test]
    fn a_table_below_stays_without_cells_and_says_so() {
        let mut kept = read();
        kept.tables[0].confidence = 0.7;
        withhold(&mut kept, 0.85);
        assert!(kept.tables[0].cells.is_empty());
        assert_eq!(kept.tables[0].rows, 4);
        let problem = kept.problems.last().unwrap();
        assert_eq!((problem.code, problem.table_index), (Code::LowConfidence, Some(0)));
        assert_eq!(problem.message, "its confidence of 0.7 is below 0.85: its cells are left out");
    }

    #[test]
    fn a_cell_below_is_unresolved_and_its_neighbours_stay() {
        let mut kept = read();
        kept.tables[0].confidence = 0.95;
        for cell in &mut kept.tables[0].cells {
            cell.confidence = if cell.text == "85" { 0.5 } else { 0.95 };
        }
        withhold(&mut kept, 0.9);
        let cells = &kept.tables[0].cells;
        let rye = cells.iter().find(|cell| cell.text == "85").unwrap();
        assert_eq!((rye.kind, rye.value), (ValueKind::Unresolved, None));
        assert_eq!(cells.iter().filter(|cell| cell.kind == ValueKind::Number).count(), 5);
        assert_eq!(
            kept.problems.last().unwrap().message,
            "1 of its values have a confidence below 0.9: they are left unresolved"
        );
    }
}
