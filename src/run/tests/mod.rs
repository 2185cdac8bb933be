//! Whole runs on documents in a toy language.

mod toy;

use std::fs;

use toy::{Toy, toy_steps};

use super::*;
use crate::model::Code;

#[test]
fn every_dataset_of_a_small_run() {
    let toy = Toy::new(&[(
        "甲/2022.txt",
        "of 110000-局 2022\nis 0 3 件\nis 2 25000 元\nsays =1+1\nsays 一\\n\"二\"",
    )]);
    let summary = toy.run();
    assert_eq!((summary.documents, summary.tables, summary.cells, summary.observations), (1, 1, 4, 2));
    let names: Vec<&str> = summary.files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "documents.csv",
            "tables.csv",
            "cells.csv",
            "observations.csv",
            "panel-toy.csv",
            "checks.csv",
            "problems.csv",
            "codebook.csv",
            "datapackage.json",
            "changes.csv",
            "run.json"
        ]
    );
    let documents = toy.out("documents.csv");
    let (header, row) = documents.trim_end().split_once('\n').unwrap();
    assert_eq!(
        header,
        "path,document_id,sha256,bytes,format,encoding,pages,title,agency_id,agency,region,region_code,agency_kind,year,template,tables,cells,status,duplicate_of,problems"
    );
    let hash = row.split(',').nth(2).unwrap();
    let id = format!("d{}", &hash[..16]);
    assert_eq!(
        row,
        format!("甲/2022.txt,{id},{hash},70,text,utf-8,,,110000-局,某局,,,,2022,toy-1,1,4,ok,,0")
    );
    assert_eq!(
        toy.out("cells.csv").split_once('\n').unwrap().1,
        format!(
            "{id}-t01,某局,2022,1,2,三、办理 / =总计,\"a,b\",3,3,number,件,0.95,,,,,\n\
             {id}-t01,某局,2022,2,2,三、办理 / =总计,\"a,b\",25000,25000,number,元,0.95,,,,,\n\
             {id}-t01,某局,2022,3,2,三、办理 / =总计,\"a,b\",'=1+1,,text,,0.95,,,,,\n\
             {id}-t01,某局,2022,4,2,三、办理 / =总计,\"a,b\",\"一\n\"\"二\"\"\",,text,,0.95,,,,,\n"
        )
    );
    assert_eq!(
        toy.out("tables.csv").lines().nth(1).unwrap(),
        format!("{id}-t01,{id},甲/2022.txt,某局,2022,1,,,,表,delimited,3,2,1,1,1,requests")
    );
    assert_eq!(
        toy.out("observations.csv").lines().nth(2).unwrap(),
        format!(
            "110000-局,某局,,,,2022,toy-1,requests,fees,total,leaf,25000,number,元,none,{id}-t01,2,2,甲/2022.txt"
        )
    );
    assert_eq!(
        toy.out("panel-toy.csv"),
        format!(
            "agency_id,agency,region,region_code,agency_kind,year,template,document_id,path,requests.carried_in.total,requests.carried_out.total,requests.fees.total\n\
             110000-局,某局,,,,2022,toy-1,{id},甲/2022.txt,3,,2.5\n"
        )
    );
    assert_eq!(
        toy.out("codebook.csv").lines().nth(1).unwrap(),
        "toy,requests,carried_in,total,标签 carried_in,,件,toy-1 toy-2,leaf subtotal"
    );
    assert_eq!(
        toy.columns("changes.csv", &["kind", "path", "new"]),
        [["document_added", "甲/2022.txt", id.as_str()]]
    );
}

#[test]
fn the_package_names_every_file_with_size_and_hash() {
    use sha2::{Digest, Sha256};
    let toy = Toy::new(&[("a.txt", "of x-y 2022\nis 0 3")]);
    toy.run();
    let package: serde_json::Value = serde_json::from_str(&toy.out("datapackage.json")).unwrap();
    let resources = package["resources"].as_array().unwrap();
    assert_eq!(resources.len(), 8);
    for resource in resources {
        let text = toy.out(resource["path"].as_str().unwrap());
        assert_eq!(resource["bytes"], text.len());
        let hash = format!("sha256:{}", crate::write::hex(&Sha256::digest(text.as_bytes())));
        assert_eq!(resource["hash"], hash);
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(names.join(","), text.lines().next().unwrap());
        assert!(fields.iter().all(|field| !field["description"].as_str().unwrap().is_empty()));
    }
}

#[test]
fn identical_files_are_read_once_and_the_first_in_path_order_is_read() {
    let toy = Toy::new(&[
        ("b.txt", "of x-y 2022\nis 0 3"),
        ("a/z.txt", "of x-y 2022\nis 0 3"),
        ("c.txt", "other"),
        ("e1", ""),
        ("e2", ""),
    ]);
    let summary = toy.run();
    assert_eq!((summary.duplicates, summary.tables), (1, 1));
    assert_eq!(
        toy.columns("documents.csv", &["path", "status", "duplicate_of", "format", "tables"]),
        [
            ["a/z.txt", "ok", "", "text", "1"],
            ["b.txt", "duplicate", "a/z.txt", "text", ""],
            ["c.txt", "no_tables", "", "text", "0"],
            ["e1", "no_tables", "", "text", "0"],
            ["e2", "no_tables", "", "text", "0"],
        ]
    );
    assert_eq!(toy.columns("observations.csv", &["path"]), [["a/z.txt"]]);
}

#[test]
fn the_panel_takes_most_values_then_fewest_failed_checks_then_the_first_path() {
    let toy = Toy::new(&[
        ("a.txt", "of x-y 2022\nis 0 3\nis 1 blank"),
        ("b.txt", "of x-y 2022\nis 0 3\nis 1 4\nfails"),
        ("c.txt", "of x-y 2022\nis 0 3\nis 1 5"),
        ("d.txt", "of x-y 2022\nis 0 3\nis 1 5\n"),
        ("e.txt", "of a-y 2023\nis 0 7"),
    ]);
    toy.run();
    assert_eq!(
        toy.columns("panel-toy.csv", &["agency_id", "year", "path"]),
        [["a-y", "2023", "e.txt"], ["x-y", "2022", "c.txt"]]
    );
    let problems = toy.columns("problems.csv", &["path", "code", "message"]);
    let codes: Vec<[&str; 2]> = problems.iter().map(|row| [row[0].as_str(), row[1].as_str()]).collect();
    assert_eq!(
        codes,
        [
            ["a.txt", "superseded"],
            ["a.txt", "versions_differ"],
            ["b.txt", "superseded"],
            ["b.txt", "versions_differ"],
            ["d.txt", "superseded"]
        ]
    );
    assert!(problems[0][2].contains("c.txt"));
    assert!(problems[1][2].contains("requests.carried_out.total (blank, 5)"), "{}", problems[1][2]);
    assert_eq!(toy.columns("documents.csv", &["problems"]).concat(), ["2", "2", "0", "1", "0"]);
}

#[test]
fn an_amount_in_another_unit_is_no_difference() {
    let toy = Toy::new(&[("a.txt", "of x-y 2022\nis 2 2.5 万元"), ("b.txt", "of x-y 2022\nis 2 25000 元")]);
    let summary = toy.run();
    assert_eq!(summary.problems.get(&Code::VersionsDiffer), None);
    assert_eq!(summary.problems.get(&Code::Superseded), Some(&1));
}

#[test]
fn years_are_compared_and_both_documents_learn_of_it() {
    let toy = Toy::new(&[
        ("2020.txt", "of x-y 2020\nis 0 0\nis 1 3"),
        ("2021.txt", "of x-y 2021\nis 0 3\nis 1 4"),
        ("2022.txt", "of x-y 2022\nis 0 5\nis 1 1"),
        ("2024.txt", "of x-y 2024\nis 0 9"),
    ]);
    let summary = toy.run();
    assert_eq!((summary.checks_passed, summary.checks_failed), (1, 1));
    assert_eq!(
        toy.columns("checks.csv", &["path", "year", "expected", "actual", "difference", "result"]),
        [["2021.txt", "2021", "3", "3", "0", "passed"], ["2022.txt", "2022", "4", "5", "1", "failed"]]
    );
    assert_eq!(
        toy.columns("observations.csv", &["path", "item", "checks"]),
        [
            ["2020.txt", "carried_in", "none"],
            ["2020.txt", "carried_out", "passed"],
            ["2021.txt", "carried_in", "passed"],
            ["2021.txt", "carried_out", "failed"],
            ["2022.txt", "carried_in", "failed"],
            ["2022.txt", "carried_out", "none"],
            ["2024.txt", "carried_in", "none"],
        ]
    );
    assert_eq!(toy.columns("problems.csv", &["path", "code"]), [["2022.txt", "check_failed"]]);
}

#[test]
fn documents_without_agency_or_year_are_in_no_panel() {
    let toy = Toy::new(&[("a.txt", "is 0 3"), ("b.txt", "of x-y none\nis 0 3")]);
    let summary = toy.run();
    assert_eq!(summary.observations, 2);
    assert_eq!(toy.columns("panel-toy.csv", &["path"]).len(), 0);
}

#[test]
fn the_second_run_says_what_changed() {
    let toy = Toy::new(&[
        ("a.txt", "of x-y 2020\nis 0 1\nis 1 3"),
        ("b.txt", "of x-y 2021\nis 0 3"),
        ("gone.txt", "of x-y 2022\nis 0 3"),
        ("=same.txt", "of x-z 2022\nis 0 3"),
        ("old/moved.txt", "of x-y 2024\nis 0 3"),
    ]);
    toy.run();
    fs::remove_file(toy.folder.path().join("in/gone.txt")).unwrap();
    fs::create_dir(toy.folder.path().join("in/new")).unwrap();
    fs::rename(toy.folder.path().join("in/old/moved.txt"), toy.folder.path().join("in/new/moved.txt"))
        .unwrap();
    toy.write("a.txt", "of x-y 2020\nis 0 1\nis 1 4 件\nis 2 5 元");
    toy.write("b.txt", "of x-y 2021\nis 1 3");
    toy.write("c.txt", "of x-y 2025\nis 1 3");
    let summary = toy.run();
    assert_eq!(summary.changes, Changes { added: 1, changed: 2, gone: 1, moved: 1 });
    let rows = toy.columns("changes.csv", &["kind", "path", "item", "old", "new"]);
    let rows: Vec<[&str; 5]> = rows
        .iter()
        .map(|row| {
            let hide = |field: &str| field.len() == 17 && field.starts_with('d');
            let field = |index: usize| if hide(&row[index]) { "id" } else { row[index].as_str() };
            [field(0), field(1), field(2), field(3), field(4)]
        })
        .collect();
    assert_eq!(
        rows,
        [
            ["document_changed", "a.txt", "", "id", "id"],
            ["observation_changed", "a.txt", "carried_out", "3", "4 件"],
            ["observation_added", "a.txt", "fees", "", "5 元"],
            ["document_changed", "b.txt", "", "id", "id"],
            ["observation_added", "b.txt", "carried_out", "", "3"],
            ["observation_removed", "b.txt", "carried_in", "3", ""],
            ["document_added", "c.txt", "", "", "id"],
            ["document_gone", "gone.txt", "", "id", ""],
            ["document_moved", "new/moved.txt", "", "old/moved.txt", "new/moved.txt"],
        ]
    );
    toy.run();
    assert_eq!(toy.columns("changes.csv", &["kind"]).len(), 0);
}

#[test]
fn the_bytes_do_not_depend_on_the_number_of_threads_nor_on_an_earlier_run() {
    let files: Vec<(String, String)> = (0..600)
        .map(|number| {
            let (agency, year) = (number % 7, 2015 + number % 11);
            (
                format!("{}/{number}.txt", number % 13),
                format!("of {agency}-局 {year}\nis 0 {number}\nis 1 {}\nfails", number % 5),
            )
        })
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let toy = Toy::new(&files);
    let datasets = |jobs| {
        pipeline::run(&toy.options(jobs), &toy_steps(), &()).unwrap();
        let package: serde_json::Value = serde_json::from_str(&toy.out("datapackage.json")).unwrap();
        let resources = package["resources"].as_array().unwrap();
        let mut texts: Vec<String> =
            resources.iter().map(|one| toy.out(one["path"].as_str().unwrap())).collect();
        texts.push(toy.out("datapackage.json"));
        texts
    };
    let one = datasets(1);
    assert!(one == datasets(3));
    let paths: Vec<String> = toy.columns("documents.csv", &["path"]).concat();
    assert!(paths.is_sorted());
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_has_a_row_and_the_others_go_on() {
    use std::os::unix::fs::PermissionsExt;
    let toy = Toy::new(&[("a.txt", "of x-y 2020\nis 0 1"), ("closed/b.txt", "x"), ("c.txt", "x")]);
    let input = toy.folder.path().join("in");
    for name in ["closed", "c.txt"] {
        fs::set_permissions(input.join(name), fs::Permissions::from_mode(0o000)).unwrap();
    }
    // Nothing is closed to the superuser.
    let closed = fs::read_dir(input.join("closed")).is_err();
    let summary = toy.run();
    fs::set_permissions(input.join("closed"), fs::Permissions::from_mode(0o755)).unwrap();
    if closed {
        assert_eq!((summary.documents, summary.unreadable), (2, 1));
        assert_eq!(
            toy.columns("problems.csv", &["path", "code"]),
            [["c.txt", "file_unreadable"], ["closed", "file_unreadable"]]
        );
    }
    assert_eq!(toy.columns("observations.csv", &["path"]), [["a.txt"]]);
}

#[test]
fn a_run_that_fails_leaves_what_was_published() {
    let toy = Toy::new(&[("a.txt", "of x-y 2020\nis 0 1")]);
    toy.run();
    let before = toy.out("observations.csv");
    toy.write("a.txt", "of x-y 2020\nis 0 2");
    let out = toy.folder.path().join("out");
    fs::remove_file(out.join("problems.csv")).unwrap();
    fs::create_dir(out.join("problems.csv")).unwrap();
    let error = pipeline::run(&toy.options(1), &toy_steps(), &()).unwrap_err();
    assert!(error.to_string().contains("problems.csv"), "{error}");
    assert_eq!(error.exit_code(), 1);
    assert_eq!(toy.out("observations.csv"), before);
}

#[test]
fn a_panic_in_a_step_costs_one_document() {
    let report = extract::guarded_report(|| panic!("a defect"));
    assert_eq!(report.problems[0].code, Code::InternalError);
}
