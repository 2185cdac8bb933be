//! `requests`: rows with slips, without parents, added, torn, repeated; headers damaged or lost.

use crate::model::Role;

use super::build::{Outcome, Row, outcome, path, row, table};

const SECTION: &str = "三、收到和处理政府信息公开申请情况";

/// Item and printed label path of each row of the form of 2021.
pub(super) const ROWS: [(&str, &[&str]); 25] = [
    ("received.new", &["一、本年新收政府信息公开申请数量"]),
    ("received.carried_in", &["二、上年结转政府信息公开申请数量"]),
    ("result.granted", &["三、本年度办理结果", "（一）予以公开"]),
    ("result.partial", &["三、本年度办理结果", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"]),
    ("result.refused.state_secret", &["三、本年度办理结果", "（三）不予公开", "1.属于国家秘密"]),
    (
        "result.refused.prohibited_by_law",
        &["三、本年度办理结果", "（三）不予公开", "2.其他法律行政法规禁止公开"],
    ),
    ("result.refused.security_stability", &["三、本年度办理结果", "（三）不予公开", "3.危及“三安全一稳定”"]),
    ("result.refused.third_party", &["三、本年度办理结果", "（三）不予公开", "4.保护第三方合法权益"]),
    ("result.refused.internal_affairs", &["三、本年度办理结果", "（三）不予公开", "5.属于三类内部事务信息"]),
    ("result.refused.process_information", &["三、本年度办理结果", "（三）不予公开", "6.属于四类过程性信息"]),
    ("result.refused.enforcement_files", &["三、本年度办理结果", "（三）不予公开", "7.属于行政执法案卷"]),
    ("result.refused.administrative_query", &["三、本年度办理结果", "（三）不予公开", "8.属于行政查询事项"]),
    ("result.unable.not_held", &["三、本年度办理结果", "（四）无法提供", "1.本机关不掌握相关政府信息"]),
    ("result.unable.needs_creation", &["三、本年度办理结果", "（四）无法提供", "2.没有现成信息需要另行制作"]),
    (
        "result.unable.unclear_after_correction",
        &["三、本年度办理结果", "（四）无法提供", "3.补正后申请内容仍不明确"],
    ),
    ("result.not_processed.petition", &["三、本年度办理结果", "（五）不予处理", "1.信访举报投诉类申请"]),
    ("result.not_processed.repeat", &["三、本年度办理结果", "（五）不予处理", "2.重复申请"]),
    ("result.not_processed.publication", &["三、本年度办理结果", "（五）不予处理", "3.要求提供公开出版物"]),
    ("result.not_processed.excessive", &["三、本年度办理结果", "（五）不予处理", "4.无正当理由大量反复申请"]),
    (
        "result.not_processed.confirm_obtained",
        &["三、本年度办理结果", "（五）不予处理", "5.要求行政机关确认或重新出具已获取信息"],
    ),
    (
        "result.other.no_correction",
        &[
            "三、本年度办理结果",
            "（六）其他处理",
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        ],
    ),
    (
        "result.other.unpaid_fee",
        &[
            "三、本年度办理结果",
            "（六）其他处理",
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        ],
    ),
    ("result.other.other", &["三、本年度办理结果", "（六）其他处理", "3.其他"]),
    ("result.total", &["三、本年度办理结果", "（七）总计"]),
    ("carried_out", &["四、结转下年度继续办理"]),
];

pub(super) fn columns() -> Vec<Vec<String>> {
    let organ = |name: &str| path(&["申请人情况", "法人或其他组织", name]);
    let mut columns = vec![path(&["申请人情况", "自然人"])];
    columns.extend(["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"].map(organ));
    columns.push(path(&["申请人情况", "总计"]));
    columns
}

/// Every row of the form; each value tells its row (hundreds) and its column.
pub(super) fn rows() -> Vec<Row> {
    ROWS.iter().enumerate().map(|(at, (_, label))| (path(label), values(at))).collect()
}

pub(super) fn values(row: usize) -> Vec<String> {
    (0..7).map(|column| (100 * row + column).to_string()).collect()
}

pub(super) fn read(rows: &[Row]) -> Outcome {
    outcome(&[table(SECTION, &columns(), rows)], Some(2022))
}

/// Each observation that was made stands under the right item; returns how many.
pub(super) fn assert_right(outcome: &Outcome) -> usize {
    let measures = [
        "natural_person",
        "company",
        "research_institution",
        "public_interest_org",
        "legal_service",
        "other",
        "total",
    ];
    for observation in &outcome.conformed.observations {
        let value: usize = observation.value.unwrap().try_into().unwrap();
        let right = format!("requests.{}.{}", ROWS[value / 100].0, measures[value % 100]);
        assert_eq!(outcome.name(observation), right);
    }
    outcome.conformed.observations.len()
}

#[test]
fn a_total_numbered_nought_is_that_of_the_rows_below() {
    let mut rows = rows();
    let first = rows.iter().position(|(label, _)| label.iter().any(|part| part.contains("（六）"))).unwrap();
    let mut label = rows[first].0.clone();
    *label.last_mut().unwrap() = "0.总 计".to_owned();
    rows.insert(first, (label, values(90)));
    let outcome = outcome(&[table(SECTION, &columns(), &rows)], Some(2022));
    assert_eq!(outcome.value("requests.result.other.company").as_deref(), Some("9001"));
    assert_eq!(outcome.value("requests.result.total.company").as_deref(), Some("2301"));
}

#[test]
fn a_clean_table_is_read_whole() {
    let outcome = read(&rows());
    assert_eq!(outcome.conformed.template, "ogi-2021");
    assert_eq!(outcome.conformed.table_names, ["requests"]);
    assert_eq!(assert_right(&outcome), 25 * 7);
    assert_eq!(outcome.codes(), [""; 0]);
    assert_eq!(outcome.observation("requests.received.new.company").unwrap().unit, "件");
}

#[test]
fn slips_numbering_styles_and_wraps_change_nothing() {
    let mut rows = rows();
    for (row, label) in [
        (0, "1、本年新收政府信息 公开申请数量"),
        (3, "(二) 部分公开"),
        (4, "（1）属于国家秘密"),
        (5, "2.其他法律行政止公开"),
        (6, "3．危及“三安全\n一稳定”"),
        (12, "1. 本机关不掌握相关信息"),
        (13, "2、没有现成信息，需要另行制做"),
        (19, "5.要求行政机关确认或重新出具"),
        (20, "1.申请人无正当理由逾期不补正"),
        (23, "（七）总 计"),
    ] {
        *rows[row].0.last_mut().unwrap() = label.to_owned();
    }
    let outcome = read(&rows);
    assert_eq!(assert_right(&outcome), 25 * 7, "{:?}", outcome.conformed.problems);
}

#[test]
fn rows_that_lost_their_parents_are_told_by_order_and_number() {
    let mut rows = rows();
    for (label, _) in &mut rows[4..23] {
        *label = vec![label.pop().unwrap()];
    }
    let outcome = read(&rows);
    assert_eq!(assert_right(&outcome), 25 * 7, "{:?}", outcome.conformed.problems);
}

#[test]
fn rows_with_the_wrong_parent_are_told_by_what_is_left() {
    let mut rows = rows();
    for (label, _) in &mut rows[12..15] {
        label[1] = "（三）不予公开".to_owned();
    }
    rows[22].0[1] = "（五）不予处理".to_owned();
    let outcome = read(&rows);
    assert_eq!(assert_right(&outcome), 25 * 7, "{:?}", outcome.conformed.problems);
}

#[test]
fn a_row_that_the_form_does_not_have_stays_out_with_a_problem() {
    let mut rows = rows();
    rows.insert(20, row(&["三、本年度办理结果", "（五）不予处理", "6.其他"], &["9900"; 7]));
    let outcome = read(&rows);
    assert_eq!(assert_right(&outcome), 25 * 7);
    assert_eq!(outcome.codes(), ["row_unmatched"]);
    assert!(outcome.conformed.problems[0].message.contains("（五）不予处理 / 6.其他"));
}

#[test]
fn a_printed_subtotal_is_other_and_a_single_row_is_a_leaf() {
    let mut with_subtotal = rows();
    with_subtotal.insert(20, row(&["三、本年度办理结果", "（六）其他处理", "0.其他处理总计"], &["4"; 7]));
    let outcome = read(&with_subtotal);
    let other = outcome.observation("requests.result.other.company").unwrap();
    assert_eq!(
        (other.role, outcome.value("requests.result.other.company").unwrap().as_str()),
        (Role::Subtotal, "4")
    );
    assert_eq!(outcome.conformed.observations.len(), 26 * 7);

    let mut single = rows();
    single.drain(20..23);
    single.insert(20, row(&["三、本年度办理结果", "（六）其他处理"], &["4"; 7]));
    for (year, template) in [(Some(2020), "ogi-2019"), (Some(2022), "ogi-2021"), (None, "")] {
        let outcome = super::build::outcome(&[table(SECTION, &columns(), &single)], year);
        assert_eq!(outcome.conformed.template, template);
        let other = outcome.observation("requests.result.other.company").unwrap();
        assert_eq!(other.role, Role::Leaf);
        assert_eq!(outcome.conformed.observations.len(), 23 * 7);
    }
}

#[test]
fn headings_printed_with_blank_cells_give_nothing() {
    let mut rows = rows();
    rows.insert(2, row(&["三、本年度办理结果"], &[""; 7]));
    rows.insert(5, row(&["三、本年度办理结果", "（三）不予公开"], &["/"; 7]));
    rows.insert(22, row(&["三、本年度办理结果", "（六）其他处理"], &[""; 7]));
    let outcome = read(&rows);
    assert_eq!(assert_right(&outcome), 25 * 7);
    assert_eq!(outcome.codes(), [""; 0]);
}

#[test]
fn rows_printed_in_another_order_keep_their_labels() {
    let mut rows = rows();
    rows.swap(20, 21);
    rows.swap(5, 9);
    assert_eq!(assert_right(&read(&rows)), 25 * 7);
}

#[test]
fn half_a_label_does_not_take_the_place_of_a_whole_one_behind_it() {
    let mut swapped = rows();
    swapped[0].0 = vec!["一本年新收政府信息公开申请数量".to_owned()];
    swapped[1].0 = vec!["政府信息公开申请数量".to_owned()];
    swapped.swap(0, 1);
    assert_eq!(assert_right(&read(&swapped)), 23 * 7);
}

#[test]
fn half_a_label_that_two_rows_share_is_not_guessed() {
    let mut both = rows();
    for at in [20, 21] {
        both[at].0 = vec!["行政机关不再处理其政府信息公开申请".to_owned()];
    }
    // Two rows for two places: order decides.
    assert_eq!(assert_right(&read(&both)), 25 * 7);
    both.remove(20);
    let outcome = read(&both);
    assert_eq!(assert_right(&outcome), 23 * 7);
    assert_eq!(outcome.codes(), ["row_unmatched"]);
}

#[test]
fn damaged_headers_leave_the_decision_to_order() {
    for damage in [
        vec!["自然人", "商业", "科研机 构", "社会公益", "法律服务", "其他", "总 计"],
        vec!["自然人", "", "科研机构", "法人或其他组织", "", "其他", ""],
        vec![""; 7],
    ] {
        let columns: Vec<_> = damage.iter().map(|label| path(&[label])).collect();
        let outcome = outcome(&[table("", &columns, &rows())], Some(2022));
        assert_eq!(assert_right(&outcome), 25 * 7, "{damage:?} {:?}", outcome.conformed.problems);
    }
}

#[test]
fn columns_printed_in_another_order_keep_their_labels() {
    let mut columns = columns();
    columns.swap(1, 2);
    let mut rows = rows();
    for (_, values) in &mut rows {
        values.swap(1, 2);
    }
    assert_eq!(assert_right(&outcome(&[table(SECTION, &columns, &rows)], None)), 25 * 7);
}

#[test]
fn a_column_more_or_less_leaves_the_decision_to_labels() {
    let mut more = columns();
    more.push(path(&["备注"]));
    let mut noted = rows();
    for (_, values) in &mut noted {
        values.push("8".to_owned());
    }
    let outcome_more = outcome(&[table(SECTION, &more, &noted)], None);
    assert_eq!(assert_right(&outcome_more), 25 * 7);
    assert_eq!(outcome_more.codes(), ["column_unmatched"]);

    // Seven columns again, but the last is none of the form's.
    let mut other = columns();
    other[6] = path(&["备注"]);
    let outcome_other = outcome(&[table(SECTION, &other, &rows())], None);
    assert_eq!(assert_right(&outcome_other), 25 * 6);
    assert_eq!(outcome_other.codes(), ["column_unmatched"]);
}

#[test]
fn a_header_that_slipped_sideways_names_nothing() {
    let mut slipped = columns();
    slipped.rotate_right(1);
    slipped[0] = path(&[]);
    let mut without_firsts = rows();
    without_firsts.iter_mut().for_each(|(_, values)| values[0].clear());
    for rows in [rows(), without_firsts] {
        let filled = rows[0].1.iter().filter(|value| !value.is_empty()).count();
        let outcome = outcome(&[table(SECTION, &slipped, &rows)], Some(2022));
        assert_eq!(outcome.conformed.observations.len(), 0);
        assert_eq!(outcome.codes(), vec!["column_unmatched"; filled]);
    }
}

#[test]
fn slips_of_labels_in_another_order_name_nothing() {
    let mut columns = columns();
    columns.swap(1, 2);
    columns[1] = path(&["科研机"]);
    columns.push(path(&["备注"]));
    let mut rows = rows();
    for (_, values) in &mut rows {
        values.swap(1, 2);
        values.push("8".to_owned());
    }
    assert_eq!(outcome(&[table(SECTION, &columns, &rows)], None).conformed.observations.len(), 0);
}

#[test]
fn a_header_broken_over_two_rows_is_put_together() {
    let mut broken = columns();
    broken[0] = path(&["申请人情况", "自然", "人"]);
    broken[1] = path(&["法人或其他组织", "商业", "企业"]);
    broken.push(path(&["备注"]));
    let mut rows = rows();
    for (_, values) in &mut rows {
        values.push(String::new());
    }
    assert_eq!(assert_right(&outcome(&[table(SECTION, &broken, &rows)], None)), 25 * 7);
}

#[test]
fn a_table_torn_in_two_is_read_in_both_parts() {
    let rows = rows();
    let first = table(SECTION, &columns(), &rows[..23]);
    let rest = table("", &vec![Vec::new(); 7], &rows[23..]);
    let outcome = outcome(&[first, rest], None);
    assert_eq!(outcome.conformed.table_names, ["requests", "requests"]);
    assert_eq!(assert_right(&outcome), 25 * 7);
}

#[test]
fn what_stands_twice_is_taken_once_if_it_agrees_and_never_if_not() {
    let rows = rows();
    let mut second = rows[..3].to_vec();
    second[2].1[0] = "7".to_owned();
    let outcome = outcome(&[table(SECTION, &columns(), &rows), table(SECTION, &columns(), &second)], None);
    assert_eq!(outcome.value("requests.received.new.company").as_deref(), Some("1"));
    assert_eq!(outcome.value("requests.result.granted.natural_person"), None);
    assert_eq!(outcome.conformed.observations.len(), 25 * 7 - 1);
    assert_eq!(outcome.codes(), ["variable_repeated"]);
    assert!(outcome.conformed.problems[0].message.contains("requests.result.granted.natural_person"));
}

#[test]
fn kinds_of_values_pass_through() {
    let mut rows = rows();
    rows[2].1 = path(&["", "/", "?", "3", "见附件", "0", "3"]);
    let outcome = read(&rows);
    let kind = |measure: &str| outcome.value(&format!("requests.result.granted.{measure}")).unwrap();
    assert_eq!(
        ["natural_person", "company", "research_institution", "legal_service", "total"].map(kind),
        ["blank", "not_applicable", "unresolved", "text", "3"]
    );
}
