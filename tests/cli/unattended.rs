//! Runs that nobody watches: what they leave when they are asked to end, find no room, or are told to measure.

use std::fs;
use std::process::Stdio;

use crate::{Folder, REPORT, Said};

#[cfg(unix)]
#[test]
fn a_run_that_is_asked_to_end_publishes_nothing_and_keeps_what_it_read() {
    let folder = Folder::with_reports();
    folder.run(["run", "in", "--out", "out"]).ended(0);
    let before = folder.read("out/documents.csv");
    for number in 0..2000 {
        folder.write(format!("in/{number}.txt"), REPORT.replace("1,234", &number.to_string()).as_bytes());
    }
    let mut run = folder.command(["run", "in", "--out", "out"]);
    let run = run.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1500));
    let kill = std::process::Command::new("kill").args(["-TERM", &run.id().to_string()]).status();
    assert!(kill.unwrap().success());
    Said::from(run.wait_with_output().unwrap()).failed(1, &["interrupted", "nothing was published"]);
    assert_eq!(folder.read("out/documents.csv"), before);
    assert!(!folder.exists("out/.baobiao/sets/new"));
    folder.run(["run", "in", "--out", "out", "--quiet", "--metrics", "baobiao.prom"]).ended(0);
    let metrics = folder.read("baobiao.prom");
    let cached = metrics.lines().find_map(|line| line.strip_prefix("baobiao_documents_cached "));
    assert!(cached.unwrap().parse::<u64>().unwrap() > 2, "finished work was done again: {metrics}");
    assert!(metrics.contains("baobiao_last_run_success 1\n"));
    folder.run(["run", "nowhere", "--out", "out", "--metrics", "baobiao.prom"]).failed(1, &["nowhere"]);
    assert!(folder.read("baobiao.prom").contains("baobiao_last_run_success 0\n"));
}

#[test]
fn a_ledger_that_cannot_be_used_is_set_aside_and_said() {
    let folder = Folder::with_reports();
    folder.run(["run", "in", "--out", "out"]).ended(0);
    let before = folder.read("out/observations.csv");
    folder.write("out/.baobiao/ledger.sqlite", b"no ledger at all, but some text in its place");
    let said = folder.run(["run", "in", "--out", "out"]).ended(0);
    assert!(said.err.contains("set aside"), "{}", said.err);
    assert!(folder.exists("out/.baobiao/ledger.sqlite.set-aside"));
    assert_eq!(folder.read("out/observations.csv"), before);
    let said = folder.run(["run", "in", "--out", "out"]).ended(0);
    assert_eq!(said.err, "");
}

#[test]
fn sets_are_kept_as_many_as_asked_for() {
    let folder = Folder::with_reports();
    for _ in 0..4 {
        folder.run(["run", "in", "--out", "out", "--keep-sets", "3"]).ended(0);
    }
    let mut sets: Vec<_> = fs::read_dir(folder.path().join("out/.baobiao/sets"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    sets.sort();
    assert_eq!(sets, ["2", "3", "4"]);
    assert_eq!(folder.read("out/.baobiao/current/documents.csv"), folder.read("out/documents.csv"));
    folder.run(["run", "in", "--out", "out", "--keep-sets", "0"]).ended(2);
}

#[cfg(unix)]
#[test]
fn a_year_in_which_nothing_changed_is_linked_from_the_last_set() {
    use std::os::unix::fs::MetadataExt;
    let folder = Folder::with_reports();
    folder.write("in/2019.txt", REPORT.replace("2021", "2019").as_bytes());
    let words = ["run", "in", "--out", "out", "--partition", "year"];
    folder.run(words).ended(0);
    let place = |year: &str| format!("out/observations/year={year}/part-0.csv");
    let file = |year: &str| fs::metadata(folder.path().join(place(year))).unwrap().ino();
    assert!(!folder.exists("out/observations.csv"));
    let package: serde_json::Value = serde_json::from_str(&folder.read("out/datapackage.json")).unwrap();
    let observations =
        package["resources"].as_array().unwrap().iter().find(|one| one["name"] == "observations");
    let paths = &observations.unwrap()["path"];
    assert_eq!(
        *paths,
        serde_json::json!(["observations/year=2019/part-0.csv", "observations/year=2021/part-0.csv"])
    );
    let before = (file("2019"), file("2021"));
    folder.write("in/2019.txt", REPORT.replace("2021", "2019").replace("1,234", "9").as_bytes());
    folder.run(words).ended(0);
    assert_ne!(file("2019"), before.0);
    assert_eq!(file("2021"), before.1, "nothing changed in 2021");
    let kinds = folder.column("out/changes.csv", "kind");
    assert_eq!(kinds, ["document_changed", "observation_changed"]);
    // A file that somebody has written to is not taken over.
    let text = folder.read(&place("2021"));
    fs::write(folder.path().join(place("2021")), "spoilt").unwrap();
    folder.run(words).ended(0);
    assert_eq!(folder.read(&place("2021")), text);
    // In one piece again, nothing is left of the partitions.
    folder.run(["run", "in", "--out", "out"]).ended(0);
    assert!(folder.exists("out/observations.csv") && !folder.exists("out/observations"));
}

#[test]
fn packed_files_hold_the_same_rows() {
    use std::io::Read;
    let folder = Folder::with_reports();
    folder.run(["run", "in", "--out", "plain"]).ended(0);
    folder.run(["run", "in", "--out", "out", "--compress", "gzip"]).ended(0);
    let mut text = String::new();
    let file = fs::File::open(folder.path().join("out/cells.csv.gz")).unwrap();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).unwrap();
    assert_eq!(text, folder.read("plain/cells.csv"));
    folder.run(["run", "in", "--out", "out", "--compress", "zstd"]).ended(0);
    let packed = fs::read(folder.path().join("out/cells.csv.zst")).unwrap();
    assert_eq!(zstd::decode_all(packed.as_slice()).unwrap(), folder.read("plain/cells.csv").as_bytes());
    assert!(!folder.exists("out/cells.csv.gz"));
    let changes =
        zstd::decode_all(fs::File::open(folder.path().join("out/changes.csv.zst")).unwrap()).unwrap();
    assert_eq!(changes.iter().filter(|byte| **byte == b'\n').count(), 1, "packing changes no value");
}
