//! Tables of another subject, some of which share words with the forms.

use super::build::{outcome, path, row, table};
use crate::model::Table;

fn assert_stranger(table: Table) {
    let outcome = outcome(&[table], Some(2022));
    assert_eq!((outcome.conformed.family.as_str(), outcome.conformed.template.as_str()), ("", ""));
    assert_eq!(outcome.conformed.table_names, [""]);
    assert!(outcome.conformed.observations.is_empty() && outcome.conformed.problems.is_empty());
}

#[test]
fn tables_of_other_subjects_are_left_alone() {
    let money = [path(&["预算数"]), path(&["决算数"])];
    assert_stranger(table(
        "一般公共预算支出表",
        &money,
        &[
            row(&["201 / 一般公共服务支出"], &["1", "2"]),
            row(&["行政许可"], &["1", "2"]),
            row(&["其他"], &["3", "4"]),
            row(&["总计"], &["4", "6"]),
        ],
    ));
    assert_stranger(table(
        "行政执法统计",
        &[path(&["执法数量"]), path(&["同比"])],
        &[row(&["行政许可"], &["3", "1"]), row(&["行政处罚"], &["3", "1"]), row(&["行政强制"], &["3", "1"])],
    ));
    assert_stranger(table(
        "",
        &[path(&["自然人"]), path(&["商业企业"]), path(&["总计"])],
        &[row(&["第一季度"], &["1", "2", "3"]), row(&["第二季度"], &["1", "2", "3"])],
    ));
    assert_stranger(table("", &[], &[]));
}

#[test]
fn known_and_unknown_tables_stand_side_by_side_in_any_order() {
    let stranger = table("", &[path(&["金额"])], &[row(&["合计"], &["3"]), row(&["其他"], &["3"])]);
    let known = table("", &super::requests::columns(), &super::requests::rows());
    let outcome = outcome(&[stranger.clone(), known, stranger], None);
    assert_eq!(outcome.conformed.table_names, ["", "requests", ""]);
    assert!(outcome.conformed.observations.iter().all(|observation| observation.table_index == 1));
}

#[test]
fn a_table_of_thousands_of_rows_is_not_looked_at() {
    let rows: Vec<_> = (0..5000).map(|at| row(&[&format!("{at}.重复申请")], &["1"; 7])).collect();
    assert_stranger(table("", &super::requests::columns(), &rows));
}
