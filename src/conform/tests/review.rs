//! `review_litigation`: one row without a label, told by its columns.

use super::build::{outcome, path, row, table};

fn columns() -> Vec<Vec<String>> {
    let outcomes = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
    let channels: [&[&str]; 3] =
        [&["行政复议"], &["行政诉讼", "未经复议直接起诉"], &["行政诉讼", "复议后起诉"]];
    let column = |channel: &[&str], outcome: &str| path(&[channel, &[outcome]].concat());
    channels.iter().flat_map(|channel| outcomes.map(|outcome| column(channel, outcome))).collect()
}

fn values() -> Vec<String> {
    (1..=15).map(|value| value.to_string()).collect()
}

#[test]
fn the_row_of_fifteen_is_read_with_or_without_a_label() {
    for label in [path(&[]), path(&["数量"]), path(&[""])] {
        let outcome = outcome(&[table("", &columns(), &[(label, values())])], Some(2020));
        assert_eq!(outcome.conformed.template, "ogi-2019");
        assert_eq!(outcome.value("review_litigation.review.upheld").as_deref(), Some("1"));
        assert_eq!(outcome.value("review_litigation.litigation_direct.upheld").as_deref(), Some("6"));
        assert_eq!(outcome.value("review_litigation.litigation_after_review.total").as_deref(), Some("15"));
        assert_eq!(outcome.conformed.observations.len(), 15);
    }
}

#[test]
fn damaged_headers_are_forgiven_as_long_as_most_stand() {
    let mut columns = columns();
    columns[1] = path(&["行政复议", "结果 纠"]);
    columns[6] = path(&["行政诉讼", "结果纠正"]);
    columns[12] = path(&[]);
    columns[14] = path(&["复议后起诉"]);
    let outcome = outcome(&[table("", &columns, &[(path(&[]), values())])], None);
    assert_eq!(outcome.conformed.observations.len(), 15);
    assert_eq!(outcome.value("review_litigation.litigation_direct.corrected").as_deref(), Some("7"));
}

#[test]
fn outcomes_alone_do_not_tell_their_channel_unless_all_fifteen_are_there() {
    let bare: Vec<_> = columns().into_iter().map(|mut column| vec![column.pop().unwrap()]).collect();
    let whole = outcome(&[table("", &bare, &[(path(&[]), values())])], None);
    assert_eq!(whole.value("review_litigation.litigation_direct.upheld").as_deref(), Some("6"));
    let short = outcome(&[table("", &bare[..14], &[(path(&[]), values()[..14].to_vec())])], None);
    assert_eq!(short.conformed.observations.len(), 0);
}

#[test]
fn merged_cells_that_reach_too_far_leave_the_decision_to_order() {
    let mut far = columns();
    for column in &mut far[1..5] {
        column[0] = "行政诉讼".to_owned();
    }
    for column in &mut far[6..10] {
        column[1] = "复议后起诉".to_owned();
    }
    far[6] = path(&["行政诉讼", "复议后起诉", "结果", "纠正"]);
    let outcome_far = outcome(&[table("", &far, &[(path(&[]), values())])], None);
    assert_eq!(outcome_far.conformed.observations.len(), 15);
    assert_eq!(outcome_far.value("review_litigation.litigation_direct.corrected").as_deref(), Some("7"));
    // Channels that the publisher put in another order are told by their labels.
    let mut other = columns();
    other.rotate_right(5);
    let outcome_other = outcome(&[table("", &other, &[(path(&[]), values())])], None);
    assert_eq!(outcome_other.value("review_litigation.review.upheld").as_deref(), Some("6"));
    assert_eq!(outcome_other.conformed.observations.len(), 15);
}

#[test]
fn columns_that_lost_their_channel_are_told_by_their_neighbours() {
    let mut columns = columns();
    columns.remove(0);
    for column in &mut columns[..4] {
        column.remove(0);
    }
    let outcome = outcome(&[table("", &columns, &[(path(&[]), values()[1..].to_vec())])], None);
    assert_eq!(outcome.conformed.observations.len(), 14);
    assert_eq!(outcome.value("review_litigation.review.corrected").as_deref(), Some("2"));
    assert_eq!(outcome.value("review_litigation.review.total").as_deref(), Some("5"));
}

#[test]
fn a_channel_that_the_reader_cut_off_is_read_by_its_own_labels() {
    let columns = columns();
    let left = table("", &columns[..5], &[(path(&[]), values()[..5].to_vec())]);
    let right = table("", &columns[5..], &[(path(&[]), values()[5..].to_vec())]);
    let outcome = outcome(&[left, right], None);
    assert_eq!(outcome.conformed.observations.len(), 15);
    assert_eq!(outcome.value("review_litigation.litigation_after_review.upheld").as_deref(), Some("11"));
}

#[test]
fn fifteen_numbers_under_other_labels_are_something_else() {
    let months: Vec<_> = (1..=15).map(|month| path(&[&format!("{month}号机组")])).collect();
    for columns in [months, vec![path(&[]); 15]] {
        let outcome = outcome(&[table("", &columns, &[row(&["发电量"], &["1"; 15])])], None);
        assert_eq!(outcome.conformed.table_names, [""]);
        assert_eq!(outcome.conformed.template, "");
    }
}

#[test]
fn a_blank_row_beside_the_values_says_nothing_against_them() {
    let rows = [(path(&[]), vec![String::new(); 15]), (path(&[]), values())];
    let outcome = outcome(&[table("", &columns(), &rows)], None);
    assert_eq!(outcome.value("review_litigation.review.upheld").as_deref(), Some("1"));
    assert_eq!(outcome.conformed.observations.len(), 15);
}
