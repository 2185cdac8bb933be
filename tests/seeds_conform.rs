//! The two real reports, from their bytes to observations and checks.

#![allow(clippy::unwrap_used)]

use std::path::Path;

use baobiao::conform::{Conformed, conform};
use baobiao::model::{Check, CheckResult, Problem, ValueKind};
use baobiao::pack::Packs;
use baobiao::{check, read, tables, tidy};

/// What became of a seed; none where the seeds are not at hand.
fn seed(name: &str, year: i32) -> Option<(Packs, Conformed, Vec<Check>, Vec<Problem>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let bytes =
        root.ancestors().find_map(|folder| std::fs::read(folder.join("shared/seeds").join(name)).ok())?;
    let packs = Packs::builtin().unwrap();
    let document = read::read(&bytes);
    let found = tables::find(&document, &tables::Forms::new(&packs.hints()));
    let tidied: Vec<_> = found.grids.iter().enumerate().map(|(at, grid)| tidy::tidy(grid, at).0).collect();
    let mut conformed = conform(&tidied, &packs, Some(year));
    let pack = packs.get(&conformed.family).unwrap();
    let (checks, problems) = check::within(pack, &conformed.template, &mut conformed.observations);
    if std::env::var_os("BAOBIAO_SHOW").is_some() {
        for table in &tidied {
            println!("== {} | {} {:?}", table.title, table.cells.len(), table.method);
            for cell in &table.cells {
                println!("{:?} | {:?} | {} {:?}", cell.row_label, cell.column_label, cell.text, cell.kind);
            }
        }
        println!(
            "{:?} {:?} {:#?} {problems:?}",
            conformed.template, conformed.table_names, conformed.problems
        );
        for check in &checks {
            println!("{} {} {:?} {}", check.check, check.scope, check.result, check.detail);
        }
    }
    Some((packs, conformed, checks, problems))
}

#[test]
fn the_report_of_2022() {
    let Some((packs, conformed, checks, problems)) = seed("000_dfbf40df936f33b0.txt", 2022) else { return };
    assert_eq!(conformed.template, "ogi-2021");
    assert_eq!(conformed.table_names, ["disclosure", "requests", "review_litigation"]);
    let pack = packs.get(&conformed.family).unwrap();
    let value = |name: &str| {
        let found =
            conformed.observations.iter().find(|o| pack.variables[o.variable as usize].column_name() == name);
        found.map(|o| (o.kind, o.value.map(|value| value.to_string()).unwrap_or_default()))
    };
    let number = |value: &str| Some((ValueKind::Number, value.to_owned()));
    assert_eq!(value("disclosure.regulations.in_force"), number("1"));
    assert_eq!(value("disclosure.normative_documents.issued"), number("3"));
    assert_eq!(value("disclosure.normative_documents.in_force"), Some((ValueKind::Blank, String::new())));
    assert_eq!(value("disclosure.penalties.decisions"), number("4"));
    assert_eq!(value("disclosure.fees.amount"), number("0"));
    assert_eq!(value("requests.received.new.natural_person"), number("12"));
    assert_eq!(value("requests.result.unable.not_held.company"), number("2"));
    assert_eq!(value("requests.result.other.total"), number("0"));
    assert_eq!(value("requests.result.total.total"), number("17"));
    assert_eq!(value("review_litigation.review.upheld"), number("2"));
    assert_eq!(value("review_litigation.litigation_direct.upheld"), number("1"));
    assert_eq!(conformed.observations.len(), 6 + 1 + 2 + 1 + 26 * 7 + 15);
    assert!(checks.iter().all(|check| check.result == CheckResult::Passed));
    assert_eq!(checks.len(), 7 + 7 + 7 + 26 + 3);
    assert!(problems.is_empty() && conformed.problems.is_empty(), "{:?}", conformed.problems);
}

#[test]
fn the_report_of_2020() {
    let Some((_, conformed, checks, _)) = seed("004_a50361494c1f8f1d.txt", 2020) else { return };
    assert_eq!(conformed.template, "ogi-2019");
    assert_eq!(conformed.table_names, ["disclosure", "requests", "review_litigation"]);
    assert_eq!(conformed.observations.len(), 6 + 6 + 6 + 2 + 2 + 23 * 7 + 15);
    assert!(checks.iter().all(|check| check.result == CheckResult::Passed));
    assert_eq!(checks.len(), 7 + 7 + 23 + 3);
    let codes: Vec<_> = conformed.problems.iter().map(|problem| problem.code.as_str()).collect();
    assert_eq!(codes, ["unit_unknown"], "{:?}", conformed.problems);
}
