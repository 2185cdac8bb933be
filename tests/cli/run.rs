//! `baobiao run`: datasets, summary, exit codes.

use std::fs;

use crate::{Folder, REPORT};

const DATASETS: &[&str] = &[
    "documents.csv",
    "tables.csv",
    "cells.csv",
    "observations.csv",
    "panel-ogi-annual-report.csv",
    "checks.csv",
    "problems.csv",
    "codebook.csv",
    "datapackage.json",
    "changes.csv",
    "run.json",
];

#[test]
fn a_folder_becomes_datasets() {
    let folder = Folder::with_reports();
    let said = folder.run(["run", "in", "--out", "out"]).ended(0);
    for name in DATASETS {
        assert!(folder.exists(&format!("out/{name}")), "{name}");
    }
    assert_eq!(folder.column("out/documents.csv", "status"), ["no_tables", "ok"]);
    assert_eq!(folder.column("out/documents.csv", "year"), ["", "2021"]);
    for words in ["documents", "2  (1 with tables, 1 without tables)", "checks", "datasets", "out"] {
        assert!(said.out.contains(words), "{words} is not in\n{}", said.out);
    }
    assert!(!said.out.contains('\x1b'), "no colours where stdout is no terminal");
}

#[test]
fn values_keep_their_place() {
    let folder = Folder::with_reports();
    folder.run(["run", "in", "--out", "out"]).ended(0);
    let rows = folder.rows("out/observations.csv");
    let place = |name: &str| rows[0].iter().position(|column| column == name).unwrap();
    let (item, measure, value) = (place("item"), place("measure"), place("value"));
    let find = |wanted: (&str, &str)| {
        let found = rows.iter().find(|row| row[item] == wanted.0 && row[measure] == wanted.1);
        found.map(|row| row[value].as_str())
    };
    assert_eq!(find(("licensing", "decisions")), Some("1234"));
    assert_eq!(find(("normative_documents", "in_force")), Some("12"));
    assert_eq!(find(("fees", "amount")), Some("12.5"));
}

#[test]
fn one_worker_and_two_write_the_same_bytes() {
    let folder = Folder::with_reports();
    for number in 0..40 {
        let report = REPORT.replace("1,234", &number.to_string());
        folder.write(format!("in/more/{number}.txt"), report.as_bytes());
    }
    folder.run(["run", "in", "--out", "one", "--jobs", "1"]).ended(0);
    folder.run(["run", "in", "--out", "two", "--jobs", "2"]).ended(0);
    for name in DATASETS.iter().filter(|name| !matches!(**name, "run.json" | "changes.csv")) {
        assert_eq!(folder.read(&format!("one/{name}")), folder.read(&format!("two/{name}")), "{name}");
    }
}

#[test]
fn quiet_says_nothing() {
    let folder = Folder::with_reports();
    let said = folder.run(["run", "in", "--out", "out", "--quiet"]).ended(0);
    assert_eq!((said.out.as_str(), said.err.as_str()), ("", ""));
}

#[test]
fn json_logs_are_json_lines() {
    let folder = Folder::with_reports();
    let said = folder.run(["run", "in", "--out", "out", "--log-format", "json"]).ended(0);
    let lines: Vec<serde_json::Value> =
        said.err.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let last = lines.last().unwrap();
    assert_eq!(last["message"], "published");
    assert_eq!(last["documents"], 2);
    let failed = folder.run(["run", "nowhere", "--out", "out", "--log-format", "json"]).ended(1);
    let line: serde_json::Value = serde_json::from_str(failed.err.lines().last().unwrap()).unwrap();
    assert_eq!(line["level"], "ERROR");
    assert!(line["message"].as_str().unwrap().contains("nowhere"));
}

#[test]
fn conditions_end_with_code_3_and_still_publish() {
    let folder = Folder::with_reports();
    folder.write("in/empty.txt", b"");
    folder.run(["run", "in", "--out", "out", "--fail-on", "check"]).ended(0);
    folder.run(["run", "in", "--out", "out", "--fail-on", "check,unreadable"]).ended(3);
    folder.run(["run", "in", "--out", "problem", "--fail-on", "problem"]).ended(3);
    assert!(folder.exists("problem/documents.csv"));
}

#[test]
fn wrong_usage_ends_with_code_2() {
    let folder = Folder::with_reports();
    folder.write("other/in/a.txt", REPORT.as_bytes());
    folder.run(["run", "in"]).ended(2);
    folder.run(["run", "in", "--out", "out", "--fail-on", "rain"]).ended(2);
    folder.run(["run", "in", "--out", "out", "--jobs", "0"]).ended(2);
    folder.run(["frobnicate"]).ended(2);
    folder.run(["run", "in", "other/in", "--out", "out"]).failed(2, &["in"]);
    folder.run(["run", "in", "--out", "out", "--include", "a[b"]).failed(2, &["a[b"]);
    folder.write("file", b"x");
    folder.run(["run", "in", "--out", "file"]).failed(2, &["file"]);
    assert!(!folder.exists("out"), "nothing is written where the usage is wrong");
}

#[test]
fn a_failed_run_leaves_what_was_there() {
    let folder = Folder::with_reports();
    folder.run(["run", "in", "--out", "out"]).ended(0);
    let before = folder.read("out/documents.csv");
    folder.run(["run", "nowhere", "--out", "out"]).failed(1, &["nowhere"]);
    assert_eq!(folder.read("out/documents.csv"), before);
}

#[test]
fn a_held_output_folder_ends_with_code_75() {
    let folder = Folder::with_reports();
    folder.run(["run", "in", "--out", "out"]).ended(0);
    let held = fs::File::open(folder.path().join("out/.baobiao/lock")).unwrap();
    held.lock().unwrap();
    folder.run(["run", "in", "--out", "out"]).failed(75, &["out"]);
    held.unlock().unwrap();
    folder.run(["run", "in", "--out", "out"]).ended(0);
}

#[test]
fn globs_choose_files() {
    let folder = Folder::with_reports();
    folder.write("in/drafts/c.txt", b"draft");
    folder.write("in/notes.md", b"notes");
    let words = ["run", "in", "--out", "out", "--include", "*.txt", "--exclude", "drafts/**"];
    folder.run(words).ended(0);
    assert_eq!(folder.column("out/documents.csv", "path"), ["prose.txt", "洪泽区2021.txt"]);
}

#[test]
fn csv_options_are_obeyed() {
    let folder = Folder::with_reports();
    folder.run(["run", "in", "--out", "marked"]).ended(0);
    folder.run(["run", "in", "--out", "bare", "--no-bom"]).ended(0);
    assert!(folder.read("marked/cells.csv").starts_with('\u{feff}'));
    assert!(folder.read("bare/cells.csv").starts_with("table_id"));
}

#[test]
fn several_inputs_bring_their_names() {
    let folder = Folder::with_reports();
    folder.write("2022/a.txt", REPORT.replace("2021", "2022").as_bytes());
    folder.run(["run", "in", "2022", "--out", "out"]).ended(0);
    assert_eq!(
        folder.column("out/documents.csv", "path"),
        ["2022/a.txt", "in/prose.txt", "in/洪泽区2021.txt"]
    );
}

#[test]
fn identical_files_are_read_once() {
    let folder = Folder::with_reports();
    folder.write("in/copy.txt", REPORT.as_bytes());
    folder.run(["run", "in", "--out", "out"]).ended(0);
    assert_eq!(folder.column("out/documents.csv", "status"), ["ok", "no_tables", "duplicate"]);
    assert_eq!(folder.column("out/documents.csv", "duplicate_of")[2], "copy.txt");
}

#[test]
fn a_second_run_replaces_the_first() {
    let folder = Folder::with_reports();
    folder.run(["run", "in", "--out", "out"]).ended(0);
    fs::remove_file(folder.path().join("in/prose.txt")).unwrap();
    folder.run(["run", "in", "--out", "out"]).ended(0);
    assert_eq!(folder.column("out/documents.csv", "path"), ["洪泽区2021.txt"]);
}

#[test]
fn what_is_less_sure_than_asked_for_gives_no_cells_and_comes_back_when_less_is_asked() {
    let folder = Folder::new();
    let rows = [
        "Wheat      1,200     3.5",
        "Barley        85    12.2",
        "Rye            7     0.5",
        "Oats          31     9.1",
    ];
    folder.write("in/crops.txt", rows.join("\n").as_bytes());
    folder.run(["run", "in", "--out", "out"]).ended(0);
    let (all, sure) = (folder.read("out/cells.csv"), folder.column("out/tables.csv", "confidence"));
    assert!(sure.len() == 1 && sure[0].starts_with("0."), "{sure:?}");
    assert_eq!(folder.column("out/cells.csv", "value").len(), 8);

    folder.run(["run", "in", "--out", "out", "--min-confidence", "0.99"]).ended(0);
    assert_eq!(folder.column("out/tables.csv", "confidence"), sure);
    assert_eq!(folder.column("out/cells.csv", "value"), [""; 0]);
    assert!(folder.column("out/problems.csv", "code").contains(&"low_confidence".to_owned()));
    assert_eq!(folder.column("out/documents.csv", "cells"), ["0"]);

    folder.run(["run", "in", "--out", "out"]).ended(0);
    assert_eq!(folder.read("out/cells.csv"), all);
    folder.run(["run", "in", "--out", "out", "--min-confidence", "1.5"]).ended(2);
}
