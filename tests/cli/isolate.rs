//! PDFs in worker processes: what a document may take, and what it costs when it takes more.

use std::io::Write;
use std::process::Stdio;
#[cfg(target_os = "linux")]
use std::{
    fs,
    path::Path,
    thread,
    time::{Duration, Instant},
};

use crate::pdf::saying;
use crate::{Folder, Said};

/// A PDF that no worker of 128 MB can hold.
fn large() -> Vec<u8> {
    let mut bytes = saying("large");
    bytes.extend(vec![b' '; 160 << 20]);
    bytes
}

fn row(folder: &Folder, out: &str, path: &str) -> (String, Vec<String>) {
    let place = folder.column(&format!("{out}/documents.csv"), "path").iter().position(|found| found == path);
    let status = folder.column(&format!("{out}/documents.csv"), "status")[place.unwrap()].clone();
    let codes = folder.column(&format!("{out}/problems.csv"), "code");
    let paths = folder.column(&format!("{out}/problems.csv"), "path");
    (status, paths.into_iter().zip(codes).filter(|(found, _)| found == path).map(|(_, code)| code).collect())
}

#[test]
fn a_pdf_that_takes_too_much_memory_costs_itself_alone() {
    let folder = Folder::with_reports();
    folder.write("in/a.pdf", &saying("before"));
    folder.write("in/b.pdf", &large());
    folder.write("in/c.pdf", &saying("after"));
    let words = ["run", "in", "--out", "out", "--max-memory", "128", "--jobs", "1", "--quiet"];
    let said = folder.run(words).ended(0);
    assert_eq!(said.err, "", "what a worker says when it dies is not shown");
    assert_eq!(row(&folder, "out", "b.pdf"), ("unreadable".to_owned(), vec!["limit_memory".to_owned()]));
    assert_eq!(row(&folder, "out", "a.pdf").0, "no_tables");
    assert_eq!(row(&folder, "out", "c.pdf").0, "no_tables");
    assert_eq!(row(&folder, "out", "洪泽区2021.txt").0, "ok");
    assert!(folder.read("out/run.json").contains("\"max_memory\": 128"));
}

#[test]
fn a_look_at_one_report_is_within_the_limits_too() {
    let folder = Folder::new();
    folder.write("b.pdf", &large());
    let said = folder.run(["inspect", "b.pdf", "--format", "json", "--max-memory", "128"]).ended(0);
    let whole: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(whole["document"]["status"], "unreadable");
    let said = folder.run(["inspect", "b.pdf", "--max-memory", "128"]).ended(0);
    assert!(said.out.contains("limit_memory") && said.out.contains("128 MB"), "{}", said.out);
}

#[test]
fn pdfs_give_the_same_bytes_whatever_the_number_of_workers() {
    let folder = Folder::with_reports();
    for number in 0..30 {
        folder.write(format!("in/{number}.pdf"), &saying(&format!("page {number}")));
        let whole = saying(&format!("broken {number}"));
        folder.write(format!("in/{number}-broken.pdf"), &whole[..whole.len() * number / 30]);
    }
    folder.run(["run", "in", "--out", "one", "--jobs", "1"]).ended(0);
    folder.run(["run", "in", "--out", "three", "--jobs", "3"]).ended(0);
    for name in ["documents.csv", "tables.csv", "cells.csv", "problems.csv"] {
        assert_eq!(folder.read(&format!("one/{name}")), folder.read(&format!("three/{name}")), "{name}");
    }
    assert_eq!(row(&folder, "one", "7.pdf").0, "no_tables");
}

#[test]
fn limits_out_of_range_are_wrong_usage() {
    let folder = Folder::with_reports();
    for words in [["--max-memory", "1"], ["--max-memory", "much"], ["--max-seconds", "0"]] {
        folder.run(["run", "in", "--out", "out"].into_iter().chain(words)).ended(2);
    }
}

#[test]
fn the_worker_command_is_for_the_program_itself() {
    let folder = Folder::new();
    let help = folder.run(["--help"]).ended(0);
    assert!(!help.out.contains("worker"), "{}", help.out);
    folder.run(["worker"]).failed(1, &["worker"]);
    let mut child = folder.command(["worker"]).stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"what is this, and who reads it?").unwrap();
    Said::from(child.wait_with_output().unwrap()).failed(1, &["not a message"]);
}

#[cfg(target_os = "linux")]
#[test]
fn workers_end_with_the_run_that_started_them() {
    let folder = Folder::new();
    for number in 0..60 {
        let other_each_time = [saying(&number.to_string()), vec![b' '; 1 << 20]].concat();
        folder.write(format!("in/{number}.pdf"), &other_each_time);
    }
    let mut run = folder.command(["run", "in", "--out", "out"]).stdout(Stdio::null()).spawn().unwrap();
    let until = Instant::now() + Duration::from_secs(60);
    let mut workers = children(run.id());
    while workers.is_empty() && Instant::now() < until && run.try_wait().unwrap().is_none() {
        workers = children(run.id());
    }
    run.kill().unwrap();
    run.wait().unwrap();
    assert!(!workers.is_empty());
    let runs = |worker: &String| fs::read_link(Path::new("/proc").join(worker).join("exe")).is_ok();
    while workers.iter().any(runs) && Instant::now() < until {
        thread::sleep(Duration::from_millis(20));
    }
    assert!(!workers.iter().any(runs));
}

/// Processes that a process started.
#[cfg(target_os = "linux")]
fn children(process: u32) -> Vec<String> {
    let tasks = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    let lists = tasks.filter_map(|task| fs::read_to_string(task.path().join("children")).ok());
    lists.flat_map(|list| list.split_whitespace().map(str::to_owned).collect::<Vec<_>>()).collect()
}
