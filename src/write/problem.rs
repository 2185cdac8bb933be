//! Problems -> rows of `problems.csv`.

use super::Rows;
use super::document::table_id;
use crate::model::Problem;

/// The rows of `problems.csv` for one document: those of the whole document first, then those of its tables in order.
pub fn problem_rows(rows: &mut Rows, path: &str, document_id: &str, problems: &[Problem]) {
    let mut order: Vec<&Problem> = problems.iter().collect();
    order.sort_by_key(|problem| problem.table_index.map_or(0, |index| u64::from(index) + 1));
    for problem in order {
        rows.text(path).word(problem.code.severity().as_str()).word(problem.code.as_str());
        rows.maybe_integer(problem.page);
        match problem.table_index {
            Some(index) if !document_id.is_empty() => rows.word(&table_id(document_id, index as usize)),
            _ => rows.word(""),
        };
        rows.text(&problem.message).end();
    }
}
