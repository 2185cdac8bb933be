//! Nasty input: each file is named with its reason, the others go on, nothing panics.

use std::fs;
use std::time::{Duration, Instant};

use crate::{Folder, REPORT};

/// Status of a path in documents.csv.
fn status(folder: &Folder, path: &str) -> String {
    let paths = folder.column("out/documents.csv", "path");
    let place = paths.iter().position(|found| found == path).unwrap_or_else(|| panic!("{path}: {paths:?}"));
    folder.column("out/documents.csv", "status")[place].clone()
}

/// Codes of a path's problems.
fn problems(folder: &Folder, path: &str) -> Vec<String> {
    let paths = folder.column("out/problems.csv", "path");
    let codes = folder.column("out/problems.csv", "code");
    paths.iter().zip(codes).filter(|(found, _)| *found == path).map(|(_, code)| code).collect()
}

/// Bytes that look random, the same on every run.
fn noise(length: usize, seed: u32) -> Vec<u8> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    (0..length).map(|_| next()).collect()
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let folder = Folder::with_reports();
    folder.write("in/empty.txt", b"");
    folder.write("in/picture.txt", b"\x89PNG\r\n\x1a\n0000");
    folder.write("in/report.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
    for seed in 0..5 {
        folder.write(format!("in/noise{seed}.txt"), &noise(20_000, seed));
    }
    folder.run(["run", "in", "--out", "out"]).ended(0);
    assert_eq!(status(&folder, "洪泽区2021.txt"), "ok");
    assert_eq!(status(&folder, "empty.txt"), "unreadable");
    assert_eq!(problems(&folder, "empty.txt"), ["empty_file"]);
    assert_eq!(status(&folder, "report.txt"), "unreadable");
    assert_eq!(problems(&folder, "report.txt"), ["damaged_file"]);
    assert_eq!(status(&folder, "picture.txt"), "skipped");
    assert_eq!(problems(&folder, "picture.txt"), ["unsupported_format"]);
}

#[test]
fn hostile_shapes_take_little_time() {
    let folder = Folder::with_reports();
    let megabytes = 4 << 20;
    folder.write("in/line.txt", "一二三，".repeat(megabytes / 12).as_bytes());
    folder.write("in/tabs.txt", "\t".repeat(1_000_000).as_bytes());
    folder.write("in/rows.txt", "a\tb\n".repeat(200_000).as_bytes());
    folder.write("in/brackets.txt", "（".repeat(300_000).as_bytes());
    folder.write("in/pipes.md", "|".repeat(300_000).as_bytes());
    folder.write("in/digits.txt", "9".repeat(300_000).as_bytes());
    folder.write("in/surrogates.txt", &[0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00, 0x00, 0xdc, 0x00, 0xd8]);
    let began = Instant::now();
    folder.run(["run", "in", "--out", "out"]).ended(0);
    assert_eq!(status(&folder, "洪泽区2021.txt"), "ok");
    assert!(began.elapsed() < Duration::from_secs(120), "{:?}", began.elapsed());
}

#[test]
fn the_output_folder_may_lie_inside_the_input() {
    let folder = Folder::with_reports();
    folder.run(["run", "in", "--out", "in/out"]).ended(0);
    let first = folder.read("in/out/documents.csv");
    folder.run(["run", "in", "--out", "in/out"]).ended(0);
    assert_eq!(folder.read("in/out/documents.csv"), first, "datasets are never read as reports");
}

#[test]
fn unfinished_and_hidden_files_are_left_out() {
    let folder = Folder::with_reports();
    for name in ["in/.hidden", "in/.git/config", "in/a.part", "in/b.crdownload", "in/c.tmp"] {
        folder.write(name, REPORT.as_bytes());
    }
    folder.run(["run", "in", "--out", "out"]).ended(0);
    assert_eq!(folder.column("out/documents.csv", "path"), ["prose.txt", "洪泽区2021.txt"]);
}

#[test]
fn an_empty_folder_gives_empty_datasets() {
    let folder = Folder::new();
    fs::create_dir(folder.path().join("in")).unwrap();
    let said = folder.run(["run", "in", "--out", "out"]).ended(0);
    assert_eq!(folder.rows("out/documents.csv").len(), 1, "the header line alone");
    assert!(said.out.contains("documents"), "{}", said.out);
}

#[test]
fn formulas_are_guarded() {
    let folder = Folder::new();
    let hostile = REPORT.replace("1,234", "=HYPERLINK(1)");
    folder.write("in/a.txt", hostile.as_bytes());
    folder.run(["run", "in", "--out", "out"]).ended(0);
    folder.run(["run", "in", "--out", "raw", "--raw-text"]).ended(0);
    let guarded = |name: &str| folder.read(name).contains("'=HYPERLINK");
    assert!(guarded("out/cells.csv"));
    assert!(!guarded("raw/cells.csv"));
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn names_that_are_no_utf8_are_written_with_percent() {
        let folder = Folder::with_reports();
        let name = OsStr::from_bytes(b"\xba\xe9\xd4\xf3 100%.txt");
        fs::write(folder.path().join("in").join(name), "正文\n").unwrap();
        folder.run(["run", "in", "--out", "out"]).ended(0);
        let paths = folder.column("out/documents.csv", "path");
        assert!(paths.contains(&"%BA%E9%D4%F3 100%25.txt".to_owned()), "{paths:?}");
        let file = folder.path().join("in").join(name);
        folder.run([OsStr::new("inspect"), file.as_os_str()]).ended(0);
    }

    #[test]
    fn links_are_not_followed() {
        let folder = Folder::with_reports();
        symlink(folder.path().join("in"), folder.path().join("in/loop")).unwrap();
        symlink("/nowhere", folder.path().join("in/broken")).unwrap();
        folder.run(["run", "in", "--out", "out"]).ended(0);
        let paths = folder.column("out/documents.csv", "path");
        assert!(paths.iter().all(|path| !path.starts_with("loop/")), "{paths:?}");
        assert_eq!(status(&folder, "洪泽区2021.txt"), "ok");
    }

    #[test]
    fn what_may_not_be_read_is_named() {
        let folder = Folder::with_reports();
        let locked = folder.write("in/locked.txt", REPORT.as_bytes());
        folder.write("in/closed/a.txt", REPORT.as_bytes());
        let closed = folder.path().join("in/closed");
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
        let is_root = fs::read(&locked).is_ok();
        let said = folder.run(["run", "in", "--out", "out"]);
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
        said.ended(0);
        if is_root {
            return; // Nothing is locked for root.
        }
        assert_eq!(status(&folder, "locked.txt"), "unreadable");
        assert_eq!(problems(&folder, "locked.txt"), ["file_unreadable"]);
        assert_eq!(problems(&folder, "closed"), ["file_unreadable"]);
        assert_eq!(status(&folder, "洪泽区2021.txt"), "ok");
    }

    #[test]
    fn a_full_disk_is_named_and_nothing_is_published() {
        if !std::path::Path::new("/dev/full").exists() {
            return;
        }
        let folder = Folder::with_reports();
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = folder.command(["codebook", "--problems"]);
        let output = command.stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.starts_with("error: "), "{said}");
    }
}
