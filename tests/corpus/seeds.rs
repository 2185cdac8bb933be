//! Two real reports and their twins in the sample corpus: every value of every table, where it stands and what it means.
//!
//! The twins have the same tables with their exact damage and other prose. The reports themselves are read where they
//! are at hand.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::dataset::Row;
use crate::datasets::{Found, datasets_of, sample};
use crate::printed::{BEIJING_2022, HEILONGJIANG_2020, Printed, REVIEW_COLUMNS, REVIEW_RESULTS};

/// A value: row label, column label, variable, value (empty where blank) and unit of its cell.
type Value = [String; 5];

const TABLES: [&str; 3] = ["disclosure", "requests", "review_litigation"];

/// The values of each of the three tables, as printed.
fn printed(report: &Printed) -> [Vec<Value>; 3] {
    let lines = |text: &'static str| text.lines().filter(|line| !line.is_empty());
    let parts = |line: &'static str| line.split('|').map(|part| part.trim().to_owned());
    let disclosure = lines(report.disclosure).map(|line| {
        let mut value: Value = parts(line).collect::<Vec<_>>().try_into().unwrap();
        value[2] = format!("disclosure.{}", value[2]);
        value
    });
    let requests = lines(report.requests).flat_map(|line| {
        let [row, item, values]: [String; 3] = parts(line).collect::<Vec<_>>().try_into().unwrap();
        let values: Vec<String> = values.split(' ').map(str::to_owned).collect();
        assert_eq!(values.len(), report.request_columns.len(), "{line}");
        report.request_columns.iter().zip(values).map(move |((column, measure), value)| {
            [row.clone(), (*column).to_owned(), format!("requests.{item}.{measure}"), value, String::new()]
        })
    });
    let places =
        REVIEW_COLUMNS.iter().flat_map(|column| REVIEW_RESULTS.iter().map(move |result| (column, result)));
    let review = places.zip(report.review_litigation.split(' ')).map(|((column, result), value)| {
        let variable = format!("review_litigation.{}.{}", column.1, result.1);
        [String::new(), format!("{}/{}", column.0, result.0), variable, value.to_owned(), String::new()]
    });
    [disclosure.collect(), requests.collect(), review.collect()]
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The values of a table as cells.csv and observations.csv have them.
fn found_values(cells: &[Row<'_>], observations: &[Row<'_>]) -> Vec<Value> {
    let place = |row: &Row<'_>| {
        (row.get("table_id").to_owned(), row.get("row").to_owned(), row.get("column").to_owned())
    };
    let by_place: BTreeMap<_, _> = observations.iter().map(|row| (place(row), *row)).collect();
    let values = cells.iter().map(|cell| {
        let observation = by_place.get(&place(cell));
        let variable = observation.map_or("no variable".to_owned(), |row| {
            assert_eq!(row.get("value"), cell.get("value"));
            assert_eq!(row.get("value_kind"), cell.get("value_kind"));
            format!("{}.{}.{}", row.get("table"), row.get("item"), row.get("measure"))
        });
        let expected_kind = if cell.get("value").is_empty() { "blank" } else { "number" };
        assert_eq!(cell.get("value_kind"), expected_kind, "{variable}");
        assert_eq!(cell.get("text"), cell.get("value"), "{variable}");
        let label = |name: &str| squeezed(cell.get(name));
        [
            label("row_label"),
            label("column_label"),
            variable,
            cell.get("value").to_owned(),
            cell.get("unit").to_owned(),
        ]
    });
    values.collect()
}

/// Compares a document with what is printed in it.
#[track_caller]
fn assert_printed(found: &Found<'_>, report: &Printed) {
    for (name, expected) in report.document {
        assert_eq!(found.document.get(name), *expected, "{name}");
    }
    let mut observed = 0;
    for (at, expected) in printed(report).into_iter().enumerate() {
        let (table, cells) = &found.tables[at];
        let values = found_values(cells, &found.observations);
        for (value, expected) in values.iter().zip(&expected) {
            assert_eq!(value, expected, "{} table", TABLES[at]);
        }
        assert_eq!((values.len(), table.get("table")), (expected.len(), TABLES[at]));
        observed += expected.len();
    }
    assert_eq!((found.tables.len(), found.observations.len()), (3, observed));
    assert_checked(found, report);
}

/// Every identity could be evaluated, and holds.
#[track_caller]
fn assert_checked(found: &Found<'_>, report: &Printed) {
    let mut checks: BTreeMap<&str, usize> = BTreeMap::new();
    for check in &found.checks {
        *checks.entry(check.get("check")).or_default() += 1;
        assert_eq!(check.get("result"), "passed", "{}", check.get("detail"));
        assert_eq!((check.get("expected"), check.get("difference")), (check.get("actual"), "0"));
    }
    assert_eq!(checks.into_iter().collect::<Vec<_>>(), report.checks);
    let problems: Vec<&str> = found.problems.iter().map(|problem| problem.get("code")).collect();
    assert_eq!(problems, report.problems);
}

/// The folder of the real reports, where it is at hand.
fn seeds() -> Option<PathBuf> {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    crate_folder.ancestors().map(|folder| folder.join("shared/seeds")).find(|folder| folder.is_dir())
}

#[test]
fn the_real_reports_where_they_are_at_hand() {
    let Some(folder) = seeds() else { return };
    let datasets = datasets_of(&folder);
    assert_printed(&datasets.found("000_dfbf40df936f33b0.txt"), &BEIJING_2022);
    assert_printed(&datasets.found("004_a50361494c1f8f1d.txt"), &HEILONGJIANG_2020);
}

#[test]
fn one_cell_a_line_with_a_wrapped_header() {
    let path = "北京市/知识产权局/北京市知识产权局2022年政府信息公开年度报告.txt";
    assert_printed(&sample().found(path), &BEIJING_2022);
}

#[test]
fn tabs_torn_by_page_breaks() {
    let path = "黑龙江省/省知识产权局/t20210126_488.txt";
    assert_printed(&sample().found(path), &HEILONGJIANG_2020);
}

#[test]
fn a_blank_cell_stays_blank() {
    let path = "北京市/知识产权局/北京市知识产权局2022年政府信息公开年度报告.txt";
    let found = sample().found(path);
    let blank: Vec<_> = found.observations.iter().filter(|row| row.get("value_kind") == "blank").collect();
    let names: Vec<_> =
        blank.iter().map(|row| (row.get("item"), row.get("measure"), row.get("value"))).collect();
    assert_eq!(names, [("normative_documents", "in_force", "")]);
}
