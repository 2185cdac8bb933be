//! Files that nobody has changed: they are not opened, and whatever is done to one is noticed.
#![cfg(unix)]

use std::fs;
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

/// Unmounts when the test is over, however it ends.
struct Mounted(std::path::PathBuf);

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}
