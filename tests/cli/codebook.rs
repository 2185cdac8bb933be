//! `baobiao codebook`: variables and problems as lists.

use crate::Folder;

#[test]
fn the_variables_are_those_of_the_dataset() {
    let folder = Folder::with_reports();
    folder.run(["run", "in", "--out", "out"]).ended(0);
    let said = folder.run(["codebook", "--format", "csv"]).ended(0);
    assert_eq!(said.out, folder.read("out/codebook.csv"));
    let table = folder.run(["codebook"]).ended(0);
    assert!(table.out.contains("requests") && table.out.contains("received.new"), "{}", table.out);
    let json = folder.run(["codebook", "--format", "json"]).ended(0);
    let list: Vec<serde_json::Value> = serde_json::from_str(&json.out).unwrap();
    assert_eq!(list.len() + 1, folder.rows("out/codebook.csv").len());
}

#[test]
fn every_problem_has_cause_and_remedy() {
    let folder = Folder::new();
    let json = folder.run(["codebook", "--problems", "--format", "json"]).ended(0);
    let list: Vec<serde_json::Value> = serde_json::from_str(&json.out).unwrap();
    assert!(list.len() > 15);
    for problem in &list {
        for key in ["code", "severity", "cause", "remedy"] {
            assert!(!problem[key].as_str().unwrap().is_empty(), "{problem}");
        }
    }
    let table = folder.run(["codebook", "--problems"]).ended(0);
    assert!(table.out.contains("empty_file"), "{}", table.out);
    let csv = folder.run(["codebook", "--problems", "--format", "csv", "--no-bom"]).ended(0);
    assert!(csv.out.starts_with("code,severity,cause,remedy\n"), "{}", csv.out);
}

#[test]
fn a_broken_pack_is_refused_with_its_file() {
    let folder = Folder::with_reports();
    folder.write("pack/pack.toml", b"name = ");
    let said = folder.run(["codebook", "--pack", "pack"]);
    assert!(said.code != 0 && said.err.contains("pack.toml"), "{said:?}");
    folder.run(["run", "in", "--out", "out", "--pack", "pack"]);
    assert!(!folder.exists("out"));
}
