//! Files that nobody has changed: they are not opened, and whatever is done to one is noticed.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

use crate::crawler::{entry, zip};
use crate::{Folder, REPORT};

/// Longer than a change of a file counts as one of just now.
const SETTLED: Duration = Duration::from_millis(3200);

/// How many files the last run opened, and how many documents it knew.
fn hashed_and_cached(folder: &Folder) -> (u64, u64) {
    let run: serde_json::Value = serde_json::from_str(&folder.read("out/run.json")).unwrap();
    let count = |name: &str| run["counts"][name].as_u64().unwrap();
    (count("hashed"), count("cached"))
}

fn run(folder: &Folder) -> (u64, u64) {
    folder.run(["run", "in", "--out", "out"]).ended(0);
    hashed_and_cached(folder)
}

#[test]
fn only_files_that_were_changed_are_opened() {
    let folder = Folder::with_reports();
    let later = REPORT.replace("2021", "2022");
    let archive = |report: &str| zip(&[entry("b.txt", report.as_bytes()), entry("c.txt", b"prose")]);
    folder.write("in/a.zip", &archive(&later));
    folder.write("in/copy.txt", REPORT.as_bytes());
    sleep(SETTLED);
    assert_eq!(run(&folder), (5, 0));
    // Two members, two files, and one with the bytes of another.
    assert_eq!(run(&folder), (0, 4));
    let before = folder.read("out/observations.csv");

    // The same size, and the time of modification put back, as some tools do.
    let path = folder.path().join("in/洪泽区2021.txt");
    let modified = fs::metadata(&path).unwrap().modified().unwrap();
    fs::write(&path, REPORT.replace("3\t1\t12", "3\t1\t13")).unwrap();
    fs::File::options().write(true).open(&path).unwrap().set_modified(modified).unwrap();
    assert_eq!(run(&folder).0, 1);
    let changed = folder.read("out/observations.csv");
    assert!(changed.contains(",13,number,件,"), "{changed}");
    // Changed just now: it is looked at again, in case that it changed once more.
    fs::write(&path, REPORT).unwrap();
    assert_eq!(run(&folder).0, 1);
    assert_eq!(folder.read("out/observations.csv"), before);

    // A member of an archive that has the same size as before.
    folder.write("in/a.zip", &archive(&later.replace("3\t1\t12", "3\t1\t15")));
    assert!(run(&folder).0 >= 2);
    assert!(folder.read("out/observations.csv").contains(",15,number,件,"));
    folder.write("in/a.zip", &archive(&later));
    sleep(SETTLED);
    run(&folder);
    assert_eq!(run(&folder).0, 0);

    // Touched and not changed: it costs a look, once.
    fs::File::options().write(true).open(&path).unwrap().set_modified(modified + SETTLED).unwrap();
    sleep(SETTLED);
    assert_eq!(run(&folder), (1, 4));
    assert_eq!(run(&folder), (0, 4));
    assert_eq!(folder.read("out/observations.csv"), before);

    // A file in the place of another of the same size and time.
    folder.write("in/other", REPORT.replace("3\t1\t12", "3\t1\t14").as_bytes());
    let modified = fs::metadata(&path).unwrap().modified().unwrap();
    fs::File::options()
        .write(true)
        .open(folder.path().join("in/other"))
        .unwrap()
        .set_modified(modified)
        .unwrap();
    fs::rename(folder.path().join("in/other"), &path).unwrap();
    assert_eq!(run(&folder).0, 1);
    assert!(folder.read("out/observations.csv").contains(",14,number,件,"));

    folder.run(["run", "in", "--out", "out", "--fresh"]).ended(0);
    assert_eq!(hashed_and_cached(&folder), (5, 0));
}

#[test]
fn an_output_folder_that_cannot_be_written_is_named_and_stays_as_it_is() {
    let folder = Folder::with_reports();
    let disk = folder.path().join("disk");
    fs::create_dir(&disk).unwrap();
    // Permissions do not bind root, who runs tests in containers: a file system that is read-only binds all.
    let mount = |options: &str| {
        let mut command = Command::new("mount");
        command.args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(&disk);
        command.output().is_ok_and(|output| output.status.success())
    };
    if !mount("size=64m") {
        eprintln!("skipped: no tmpfs can be mounted here");
        return;
    }
    let _mounted = Mounted(disk.clone());
    folder.run(["run", "in", "--out", "disk/out"]).ended(0);
    let datasets = || {
        ["cells.csv", ".baobiao/current/cells.csv", "run.json"]
            .map(|name| folder.read(&format!("disk/out/{name}")))
    };
    let before = datasets();
    folder.write("in/new.txt", REPORT.replace("2021", "2023").as_bytes());
    assert!(mount("remount,ro"));
    let said = folder.run(["run", "in", "--out", "disk/out"]);
    said.failed(1, &["could not create", "disk/out", "Read-only file system"]);
    assert_eq!(datasets(), before);
    assert!(mount("remount,rw"));
    folder.run(["run", "in", "--out", "disk/out"]).ended(0);
    assert_ne!(datasets(), before);
}

/// Writes other bytes into a file, and puts its time back.
fn damage(path: &Path, find: &str, with: &str) {
    let modified = fs::metadata(path).unwrap().modified().unwrap();
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(find) && find.len() == with.len());
    fs::write(path, text.replace(find, with)).unwrap();
    fs::File::options().write(true).open(path).unwrap().set_modified(modified).unwrap();
}

#[test]
fn rows_of_the_last_set_are_copied_only_while_they_are_what_was_written() {
    const DATASETS: [&str; 7] = [
        "documents.csv",
        "tables.csv",
        "cells.csv",
        "observations.csv",
        "checks.csv",
        "problems.csv",
        "panel-ogi-annual-report.csv",
    ];
    let folder = Folder::with_reports();
    let report =
        |year: &str, value: &str| REPORT.replace("2021", year).replace("3\t1\t12", &format!("3\t1\t{value}"));
    let put = |year: &str, value: &str| {
        folder.write(format!("in/{year}.txt"), report(year, value).as_bytes());
    };
    ["2022", "2023", "2024"].iter().for_each(|year| put(year, "12"));
    folder.write("in/copy.txt", report("2022", "12").as_bytes());
    let run = || {
        let said = folder.run(["run", "in", "--out", "out"]).ended(0);
        folder.run(["run", "in", "--out", "anew", "--quiet", "--fresh"]).ended(0);
        for name in DATASETS {
            assert_eq!(folder.read(&format!("out/{name}")), folder.read(&format!("anew/{name}")), "{name}");
        }
        said.err.lines().filter(|line| line.contains("anew")).collect::<String>()
    };
    run();
    put("2023", "13");
    put("2020", "11");
    fs::remove_file(folder.path().join("in/2024.txt")).unwrap();
    assert_eq!(run(), "");
    let changes: Vec<String> = folder.rows("out/changes.csv")[1..]
        .iter()
        .map(|row| format!("{} {} {}", row[0], row[1], row[6]))
        .collect();
    let id = |path: &str| {
        let rows = folder.rows("out/documents.csv");
        rows.iter().find(|row| row[0] == path).unwrap()[1].clone()
    };
    assert_eq!(
        changes,
        [
            format!("document_added 2020.txt {}", id("2020.txt")),
            format!("document_changed 2023.txt {}", id("2023.txt")),
            "observation_changed 2023.txt 13 件".to_owned(),
            "document_gone 2024.txt ".to_owned(),
        ]
    );

    // What stands on the disk is no longer what was written.
    let observations = folder.path().join("out/.baobiao/current/observations.csv");
    damage(&observations, ",56,number,", ",57,number,");
    let said = run();
    assert!(said.contains("observations.csv") && said.contains("all are made anew"), "{said}");
    // It is whole again.
    assert_eq!(run(), "");

    // Somebody has written into a file, which is seen by its time.
    let cells = folder.path().join("out/cells.csv");
    fs::write(&cells, folder.read("out/cells.csv").replace(",56,56,", ",58,58,")).unwrap();
    assert_eq!(run(), "");

    // A record that is cut short, or that is nonsense.
    let record = folder.path().join("out/.baobiao/standing");
    let places: [fn(usize) -> usize; 4] =
        [|length| length / 8, |length| length / 2, |length| length - 20, |length| length - 4];
    for place in places {
        let mut bytes = fs::read(&record).unwrap();
        let place = place(bytes.len());
        bytes[place..][..4].fill(0xA5);
        fs::write(&record, &bytes).unwrap();
        assert_eq!(run(), "");
        fs::write(&record, &bytes[..place]).unwrap();
        assert_eq!(run(), "");
    }
}

/// Unmounts when the test is over, however it ends.
struct Mounted(std::path::PathBuf);

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}
