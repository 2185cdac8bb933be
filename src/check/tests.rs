//! Identities on made-up reports: kept, broken, with blanks, with rows missing, and over two years.

use rust_decimal::Decimal;

use crate::model::{Check, CheckResult, Observation, Role, ValueKind};
use crate::pack::{Pack, Packs};

use super::*;

fn pack() -> Pack {
    Packs::builtin().unwrap().get("ogi-annual-report").unwrap().clone()
}

/// Observations from names and printed values.
fn observe(pack: &Pack, values: &[(&str, &str)]) -> Vec<Observation> {
    let observation = |(name, text): &(&str, &str)| {
        let variable = pack.variables.iter().position(|variable| variable.column_name() == *name).unwrap();
        let value: Option<Decimal> = text.parse().ok();
        let kind = match *text {
            "" => ValueKind::Blank,
            "/" => ValueKind::NotApplicable,
            "?" => ValueKind::Unresolved,
            _ => ValueKind::Number,
        };
        Observation {
            table_index: 0,
            cell_index: 0,
            variable: u32::try_from(variable).unwrap(),
            role: Role::Leaf,
            kind,
            value,
            unit: "件".to_owned(),
            settled: false,
            checks: None,
        }
    };
    values.iter().map(observation).collect()
}

fn find<'a>(checks: &'a [Check], name: &str, scope: &str) -> Option<&'a Check> {
    checks.iter().find(|check| check.check == name && check.scope == scope)
}

const MEASURES: [&str; 7] = [
    "natural_person",
    "company",
    "research_institution",
    "public_interest_org",
    "legal_service",
    "other",
    "total",
];

/// A row of `requests` printed on `item`.
fn applicants(pack: &Pack, item: &str, values: [&str; 7]) -> Vec<Observation> {
    let names: Vec<String> = MEASURES.iter().map(|measure| format!("requests.{item}.{measure}")).collect();
    let pairs: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(values).collect();
    observe(pack, &pairs)
}

#[test]
fn a_row_whose_total_is_wrong_fails_with_its_numbers() {
    let pack = pack();
    let mut observations = applicants(&pack, "received.new", ["12", "5", "0", "0", "0", "0", "18"]);
    let (checks, problems) = within(&pack, "ogi-2021", &mut observations);
    let check = find(&checks, "requests.applicants_sum", "received.new").unwrap();
    assert_eq!((check.expected, check.actual, check.result), (17.into(), 18.into(), CheckResult::Failed));
    assert_eq!(
        check.detail,
        "自然人 12 + 商业企业 5 + 科研机构 0 + 社会公益组织 0 + 法律服务机构 0 + 其他 0 = 17 ≠ 总计 18"
    );
    assert!(observations.iter().all(|observation| observation.checks == Some(CheckResult::Failed)));
    assert_eq!(problems.len(), 1);
    assert!(problems[0].message.starts_with("requests.applicants_sum (received.new): "));
    assert_eq!(checks.len(), 1);
}

#[test]
fn blanks_count_as_nothing_and_never_fail() {
    let pack = pack();
    let result = |values| {
        let mut observations = applicants(&pack, "carried_out", values);
        let (checks, problems) = within(&pack, "ogi-2021", &mut observations);
        assert!(problems.is_empty());
        (checks[0].result, observations[0].checks)
    };
    assert_eq!(result(["2", "", "", "/", "", "", "2"]), (CheckResult::Passed, Some(CheckResult::Passed)));
    assert_eq!(result(["2", "", "", "/", "", "", "3"]), (CheckResult::Undecided, None));
    assert_eq!(result(["2", "0", "?", "0", "0", "0", "2"]), (CheckResult::Undecided, None));
    let mut settled = applicants(&pack, "carried_out", ["2", "0", "0", "0", "0", "0", "2"]);
    settled[3].settled = true;
    assert_eq!(within(&pack, "ogi-2021", &mut settled).0[0].result, CheckResult::Undecided);
}

#[test]
fn failed_beats_passed_for_a_value_in_both() {
    let pack = pack();
    let mut observations = applicants(&pack, "received.new", ["1", "0", "0", "0", "0", "0", "1"]);
    observations.extend(applicants(&pack, "received.carried_in", ["1", "0", "0", "0", "0", "0", "1"]));
    observations.extend(applicants(&pack, "result.total", ["1", "0", "0", "0", "0", "0", "1"]));
    observations.extend(applicants(&pack, "carried_out", ["0", "0", "0", "0", "0", "0", "0"]));
    let (checks, _) = within(&pack, "ogi-2021", &mut observations);
    let check = find(&checks, "requests.balance", "natural_person").unwrap();
    assert_eq!(check.detail, "本年新收 1 + 上年结转 1 = 2 ≠ 1 = 总计 1 + 结转下年度 0");
    assert_eq!(observations[0].checks, Some(CheckResult::Failed));
    assert_eq!(observations[1].checks, Some(CheckResult::Passed));
    // The results are not printed: their sum cannot be evaluated.
    assert!(find(&checks, "requests.results_sum", "company").is_none());
}

/// All leaves of the results for one measure, as `1`, but for those below `result.other`.
fn leaves(pack: &Pack) -> Vec<Observation> {
    let leaf = |variable: &&crate::pack::Variable| {
        let item = &variable.item;
        variable.measure == "company"
            && item.starts_with("result.")
            && !item.starts_with("result.other")
            && item != "result.total"
    };
    let names: Vec<String> =
        pack.variables.iter().filter(leaf).map(crate::pack::Variable::column_name).collect();
    observe(pack, &names.iter().map(|name| (name.as_str(), "1")).collect::<Vec<_>>())
}

#[test]
fn the_results_add_up_with_other_as_one_row_or_with_its_parts() {
    let pack = pack();
    let other = ("requests.result.other.company", "3");
    let parts = [
        ("requests.result.other.no_correction.company", "1"),
        ("requests.result.other.unpaid_fee.company", "2"),
        ("requests.result.other.other.company", "0"),
    ];
    let total = ("requests.result.total.company", "21");
    let run = |template: &str, more: &[(&str, &str)]| {
        let mut observations = leaves(&pack);
        observations.extend(observe(&pack, more));
        let checks = within(&pack, template, &mut observations).0;
        let result = |name: &str| find(&checks, name, "company").map(|check| check.result);
        (result("requests.results_sum"), result("requests.other_sum"))
    };
    let passed = Some(CheckResult::Passed);
    assert_eq!(run("ogi-2019", &[other, total]), (passed, None));
    assert_eq!(run("ogi-2021", &[other, total]), (passed, None));
    assert_eq!(run("ogi-2021", &[parts[0], parts[1], parts[2], total]), (passed, None));
    assert_eq!(run("ogi-2021", &[other, parts[0], parts[1], parts[2], total]), (passed, passed));
    // A row that should be there is not: nothing can be said.
    assert_eq!(run("ogi-2021", &[parts[0], parts[1], total]), (None, None));
    assert_eq!(run("ogi-2021", &[other, parts[0], parts[1], total]), (None, None));
    assert_eq!(run("ogi-2021", &[total]), (None, None));
    assert_eq!(run("ogi-2019", &[total]), (None, None));
    // The form is not known: what both forms print must be there, and something for the rest.
    assert_eq!(run("", &[other, total]), (passed, None));
    assert_eq!(run("", &[other, parts[0], parts[1], parts[2], total]), (passed, passed));
}

#[test]
fn long_sums_write_zeros_as_a_count() {
    let pack = pack();
    let mut observations = leaves(&pack);
    for observation in &mut observations[2..] {
        observation.value = Some(Decimal::ZERO);
    }
    let more = [("requests.result.other.company", "/"), ("requests.result.total.company", "2")];
    observations.extend(observe(&pack, &more));
    let checks = within(&pack, "ogi-2019", &mut observations).0;
    let check = find(&checks, "requests.results_sum", "company").unwrap();
    assert_eq!(check.detail, "予以公开 1 + 部分公开 1 + 其他处理 (not_applicable) + 16 × 0 = 2 = 总计 2");
}

#[test]
fn children_of_statistics_leave_parts_out() {
    let pack = pack();
    let answered = [
        "already_public",
        "granted",
        "partial",
        "refused",
        "not_this_organ",
        "does_not_exist",
        "told_to_correct",
        "told_other_channel",
    ];
    let names: Vec<String> =
        answered.iter().map(|item| format!("statistics.requests.answered.{item}.count")).collect();
    let mut values: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "2")).collect();
    values.push(("statistics.requests.answered.refused.privacy.count", "2"));
    values.push(("statistics.requests.answered.count", "16"));
    values.extend([
        ("statistics.capacity.staff.count", "3"),
        ("statistics.capacity.staff.full_time.count", "1"),
        ("statistics.capacity.staff.part_time.count", "1"),
    ]);
    let mut observations = observe(&pack, &values);
    let checks = within(&pack, "ogi-2014", &mut observations).0;
    assert_eq!(checks.len(), 2);
    let name = "statistics.children_sum";
    assert_eq!(find(&checks, name, "requests.answered").unwrap().result, CheckResult::Passed);
    assert_eq!(find(&checks, name, "capacity.staff").unwrap().result, CheckResult::Failed);
}

#[test]
fn two_years_are_compared_by_what_goes_over() {
    let pack = pack();
    let earlier = observe(
        &pack,
        &[
            ("requests.carried_out.company", "4"),
            ("disclosure.regulations.in_force", "10"),
            ("disclosure.normative_documents.in_force", ""),
        ],
    );
    let mut later = observe(
        &pack,
        &[
            ("requests.received.carried_in.company", "3"),
            ("disclosure.regulations.issued", "2"),
            ("disclosure.regulations.repealed", "1"),
            ("disclosure.regulations.in_force", "11"),
            ("disclosure.normative_documents.issued", "2"),
            ("disclosure.normative_documents.repealed", "0"),
            ("disclosure.normative_documents.in_force", "9"),
        ],
    );
    let checks = over_years(&pack, &earlier, &later);
    let find = |name: &str, scope: &str| {
        checks.iter().find(|found| found.check.check == name && found.check.scope == scope).unwrap()
    };
    let carried = find("requests.carry_over", "company");
    assert_eq!((carried.check.expected, carried.check.actual), (4.into(), 3.into()));
    assert_eq!(carried.check.result, CheckResult::Failed);
    assert_eq!(carried.check.detail, "上年结转下年度 4 ≠ 上年结转 3");
    assert_eq!(
        (carried.earlier_terms.as_slice(), carried.check.terms.as_slice()),
        ([0].as_slice(), [0].as_slice())
    );
    let flow = find("disclosure.stock_flow", "regulations");
    assert_eq!(flow.check.result, CheckResult::Passed);
    assert_eq!(flow.check.detail, "上年现行有效 10 + 制发 2 - 废止 1 = 11 = 现行有效 11");
    assert_eq!(find("disclosure.stock_flow", "normative_documents").check.result, CheckResult::Undecided);
    assert_eq!(checks.len(), 3);

    mark(&mut later, &carried.check.terms, carried.check.result);
    assert_eq!(later[0].checks, Some(CheckResult::Failed));
    assert!(failure(&carried.check).is_some() && failure(&flow.check).is_none());
    // Inside one document there is nothing to say about any of these.
    assert!(within(&pack, "ogi-2021", &mut later).0.is_empty());
}
