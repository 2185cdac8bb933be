//! `statistics`: one number a row, twins told by what heads them.

use crate::model::Role;
use crate::pack::Packs;

use proptest::prelude::*;

use super::build::{Outcome, Row, outcome, path, table};

/// Every row of the form, labelled by its whole path or by its own label alone; values count the rows.
fn rows(whole_path: bool) -> Vec<Row> {
    let packs = Packs::builtin().unwrap();
    let form = packs.iter().next().unwrap().forms[0].clone();
    let rows = &form.tables[0].rows;
    let mut printed = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let mut label = vec![row.labels[0].clone()];
        let mut above = row.parent.filter(|_| whole_path);
        while let Some(parent) = above {
            label.insert(0, rows[parent].labels[0].clone());
            above = rows[parent].parent;
        }
        let value = if row.item.is_empty() { "——".to_owned() } else { at.to_string() };
        printed.push((label, vec![value]));
    }
    printed
}

/// Each value tells the row of the form that it was printed in.
fn assert_right(outcome: &Outcome) {
    let form = &outcome.pack.forms[0].tables[0];
    for observation in &outcome.conformed.observations {
        let at: usize = observation.value.unwrap().try_into().unwrap();
        assert_eq!(form.rows[at].variables, [observation.variable], "{}", form.rows[at].labels[0]);
    }
}

fn count(rows: &[Row], label: &str) -> usize {
    let header = vec![path(&["统计数"])];
    let outcome = outcome(&[table(label, &header, rows)], Some(2017));
    assert_eq!(outcome.conformed.template, "ogi-2014", "{label}");
    assert_right(&outcome);
    assert_eq!(outcome.codes().iter().filter(|code| **code != "unit_unknown").count(), 0);
    outcome.conformed.observations.len()
}

#[test]
fn every_line_is_read_with_its_path_or_by_order_alone() {
    assert_eq!(count(&rows(true), "政府信息公开情况统计表"), 58);
    assert_eq!(count(&rows(false), ""), 58);
}

#[test]
fn numbers_and_words_before_parts_are_forgiven() {
    let mut rows = rows(false);
    for (label, printed) in [
        ("其中：涉及国家秘密", "其中：1.涉及国家秘密"),
        ("涉及商业秘密", "2.涉及商业秘密"),
        ("涉及个人隐私", "（3）涉及个人隐私"),
        ("（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "（一）主动公开政府信息数"),
        ("1.专职人员数（不包括政府公报及政府网站工作人员数）", "1、专职人员数"),
        ("其中：主动公开规范性文件数", "主动公开规范性文件数"),
    ] {
        rows.iter_mut().find(|row| row.0[0] == label).unwrap().0[0] = printed.to_owned();
    }
    assert_eq!(count(&rows, ""), 58);
}

#[test]
fn a_twin_whose_neighbours_are_lost_is_not_guessed() {
    let mut rows = rows(false);
    let at = rows.iter().position(|row| row.0[0] == "四、行政复议数量").unwrap();
    // Left of both groups: 四, one 被依法纠错数, 六.
    rows.drain(at + 3..at + 8);
    rows.remove(at + 1);
    let header = vec![path(&["统计数"])];
    let outcome = outcome(&[table("", &header, &rows)], None);
    assert_eq!(outcome.value("statistics.review.corrected.count"), None);
    assert_eq!(outcome.value("statistics.litigation.corrected.count"), None);
    assert!(outcome.codes().contains(&"row_unmatched"));
}

#[test]
fn roles_and_units_are_those_of_the_form() {
    let header = vec![path(&["统计数"])];
    let mut table = table("", &header, &rows(true));
    for cell in &mut table.cells {
        if cell.row_label.last().unwrap().starts_with("七、") {
            cell.unit = "元".to_owned();
        }
    }
    let outcome = outcome(&[table], None);
    let found = |name: &str| {
        let observation = outcome.observation(&format!("statistics.{name}")).unwrap();
        (observation.role, observation.unit.clone())
    };
    assert_eq!(found("requests.received.count"), (Role::Total, "件".to_owned()));
    assert_eq!(found("requests.answered.refused.count"), (Role::Leaf, "件".to_owned()));
    assert_eq!(found("requests.answered.refused.privacy.count"), (Role::OfWhich, "件".to_owned()));
    assert_eq!(found("training.participants.count"), (Role::Leaf, "人次".to_owned()));
    assert_eq!(found("fees.collected.amount"), (Role::Leaf, "元".to_owned()));
    assert_eq!(found("capacity.budget.amount"), (Role::Leaf, String::new()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn rows_left_out_never_put_a_twin_in_the_wrong_place(
        kept in prop::collection::vec(prop::bool::weighted(0.7), 68),
        whole_path in any::<bool>(),
        bare in prop::collection::vec(prop::bool::weighted(0.2), 68),
    ) {
        let mut printed = rows(whole_path);
        for (row, bare) in printed.iter_mut().zip(bare) {
            if bare {
                row.0.drain(..row.0.len() - 1);
            }
        }
        let printed: Vec<Row> = printed.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(row, _)| row).collect();
        assert_right(&outcome(&[table("政府信息公开情况统计表", &[path(&["统计数"])], &printed)], None));
    }
}
