//! What crawlers leave behind: each file is read or named with its reason, the others go on.

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::DeflateEncoder;

use crate::{Folder, REPORT};

/// What an archive holds: name, bytes, and the size that its list claims.
pub(crate) struct Entry<'a> {
    name: &'a [u8],
    bytes: &'a [u8],
    claims: usize,
}

pub(crate) fn entry<'a>(name: &'a str, bytes: &'a [u8]) -> Entry<'a> {
    Entry { name: name.as_bytes(), bytes, claims: bytes.len() }
}

/// A ZIP archive, deflated.
pub(crate) fn zip(entries: &[Entry<'_>]) -> Vec<u8> {
    let (mut local, mut central) = (Vec::new(), Vec::new());
    let short = |number: usize| u16::try_from(number).unwrap().to_le_bytes();
    let long = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
    for Entry { name, bytes, claims } in entries {
        let mut packer = DeflateEncoder::new(Vec::new(), Compression::default());
        packer.write_all(bytes).unwrap();
        let packed = packer.finish().unwrap();
        let mut sum = flate2::Crc::new();
        sum.update(bytes);
        let head = [&[20, 0, 0, 0, 8, 0, 0, 0, 0, 0][..], &sum.sum().to_le_bytes()].concat();
        let sizes = [long(packed.len()), long(*claims)].concat();
        let names = [short(name.len()), short(0)].concat();
        central.extend(
            [b"PK\x01\x02\x14\0".as_slice(), &head, &sizes, &names, &[0; 10], &long(local.len()), name]
                .concat(),
        );
        local.extend([b"PK\x03\x04".as_slice(), &head, &sizes, &names, name, &packed].concat());
    }
    let end = [short(entries.len()), short(entries.len())].concat();
    let places = [long(central.len()), long(local.len())].concat();
    [local, central, [b"PK\x05\x06\0\0\0\0".as_slice(), &end, &places, &[0; 2]].concat()].concat()
}

/// Status and codes of problems of each path.
fn told(folder: &Folder) -> Vec<(String, String, Vec<String>)> {
    let paths = folder.column("out/documents.csv", "path");
    let problems = folder.column("out/problems.csv", "path");
    let codes = folder.column("out/problems.csv", "code");
    let statuses = folder.column("out/documents.csv", "status");
    let of = |path: &str| {
        problems
            .iter()
            .zip(&codes)
            .filter(|(found, _)| *found == path)
            .map(|(_, code)| code.clone())
            .collect()
    };
    paths.into_iter().zip(statuses).map(|(path, status)| (path.clone(), status, of(&path))).collect()
}

#[track_caller]
fn assert_told(folder: &Folder, wanted: &[(&str, &str, &[&str])]) {
    let found = told(folder);
    let found: Vec<(&str, &str, Vec<&str>)> = found
        .iter()
        .map(|(path, status, codes)| {
            (path.as_str(), status.as_str(), codes.iter().map(String::as_str).collect())
        })
        .collect();
    let wanted: Vec<(&str, &str, Vec<&str>)> =
        wanted.iter().map(|(path, status, codes)| (*path, *status, codes.to_vec())).collect();
    assert_eq!(found, wanted);
}

#[test]
fn members_of_an_archive_are_read_where_they_lie() {
    let folder = Folder::new();
    let (gbk, _, _) = encoding_rs::GBK.encode("洪泽区/2023.txt");
    let (second, third) = (REPORT.replace("2021", "2023"), REPORT.replace("2021", "2019"));
    let archive = zip(&[
        entry("洪泽区/2021.txt", REPORT.as_bytes()),
        entry("洪泽区/", b""),
        Entry { name: &gbk, bytes: second.as_bytes(), claims: second.len() },
        entry("__MACOSX/._2021.txt", b"x"),
        entry("inner.zip", &zip(&[entry("a.txt", b"a")])),
        entry("100%.txt", third.as_bytes()),
    ]);
    folder.write("in/a.ZIP", &archive);
    folder.write("in/a.txt", REPORT.as_bytes());
    folder.run(["run", "in", "--out", "out"]).ended(0);
    assert_told(
        &folder,
        &[
            ("a.ZIP!/100%25.txt", "ok", &[]),
            ("a.ZIP!/inner.zip", "skipped", &["unsupported_format"]),
            ("a.ZIP!/洪泽区/2021.txt", "ok", &[]),
            ("a.ZIP!/洪泽区/2023.txt", "ok", &[]),
            ("a.txt", "duplicate", &[]),
        ],
    );
    assert_eq!(folder.column("out/panel-ogi-annual-report.csv", "year"), ["2019", "2021", "2023"]);
    // Packed anew, the members are still the same contents.
    folder.write("in/a.ZIP", &[archive.as_slice(), b""].concat());
    folder.run(["run", "in", "--out", "out"]).ended(0);
    assert!(folder.read("out/run.json").contains("\"cached\": 4"), "{}", folder.read("out/run.json"));
}

#[test]
fn hostile_archives_are_refused_and_named() {
    let folder = Folder::new();
    let zeros = vec![0; 40 << 20];
    let many: Vec<String> = (0..10_001).map(|number| format!("{number}.txt")).collect();
    let many: Vec<Entry<'_>> = many.iter().map(|name| entry(name, b"")).collect();
    folder.write("in/bomb.zip", &zip(&[entry("a.txt", &zeros)]));
    folder.write("in/many.zip", &zip(&many));
    let whole = zip(&[entry("a.txt", REPORT.as_bytes())]);
    folder.write("in/torn.zip", &whole[..whole.len() / 2]);
    let lies = Entry { name: b"lies.txt", bytes: &zeros, claims: 10 };
    let names = [
        entry("../up.txt", b"x"),
        entry("/root.txt", b"x"),
        entry("C:\\a.txt", b"x"),
        entry("a\\..\\b", b"x"),
    ];
    folder.write("in/names.zip", &zip(&names));
    folder.write("in/lies.zip", &zip(&[lies, entry("same.txt", b"one"), entry("same.txt", b"two")]));
    folder.write(
        "in/report.zip",
        &zip(&[entry("[Content_Types].xml", b"<x/>"), entry("word/document.xml", b"<x/>")]),
    );
    folder.write("in/z.rar", b"Rar!\x1A\x07\x00");
    folder.run(["run", "in", "--out", "out"]).ended(0);
    assert_told(
        &folder,
        &[
            ("bomb.zip", "unreadable", &["archive_refused"]),
            ("lies.zip!/lies.txt", "unreadable", &["file_unreadable"]),
            ("lies.zip!/same.txt", "no_tables", &["year_unknown", "agency_unknown"]),
            ("lies.zip!/same.txt#2", "no_tables", &["year_unknown", "agency_unknown"]),
            ("many.zip", "unreadable", &["archive_refused"]),
            ("names.zip!/../up.txt", "unreadable", &["archive_refused"]),
            ("names.zip!//root.txt", "unreadable", &["archive_refused"]),
            ("names.zip!/C:\\a.txt", "unreadable", &["archive_refused"]),
            ("names.zip!/a\\..\\b", "unreadable", &["archive_refused"]),
            ("report.zip", "skipped", &["unsupported_format"]),
            ("torn.zip", "unreadable", &["archive_refused"]),
            ("z.rar", "skipped", &["unsupported_format"]),
        ],
    );
    assert!(folder.read("out/problems.csv").contains("RAR"));
}

#[test]
fn pages_of_the_web_site_in_the_place_of_reports_are_named() {
    let folder = Folder::new();
    let page = b"<!DOCTYPE html><html><head><title>404 Not Found</title></head><body></body></html>";
    for name in ["in/2021.pdf", "in/2022.txt", "in/2023.html", "in/noending"] {
        folder.write(name, &[page.as_slice(), name.as_bytes()].concat());
    }
    folder.run(["run", "in", "--out", "out"]).ended(0);
    let both: &[&str] = &["unsupported_format", "html_page"];
    assert_told(
        &folder,
        &[
            ("2021.pdf", "skipped", both),
            ("2022.txt", "skipped", both),
            ("2023.html", "skipped", &["unsupported_format"]),
            ("noending", "skipped", &["unsupported_format"]),
        ],
    );
}

#[test]
fn files_that_may_still_be_written_wait_for_a_later_run() {
    let folder = Folder::with_reports();
    let old = std::time::SystemTime::now() - std::time::Duration::from_secs(3600);
    let settled = fs::File::options().append(true).open(folder.path().join("in/prose.txt")).unwrap();
    settled.set_modified(old).unwrap();
    folder.run(["run", "in", "--out", "out", "--settle", "600"]).ended(0);
    let waits = ("洪泽区2021.txt", "skipped", &["file_unsettled"][..]);
    assert_eq!(told(&folder)[1].1, waits.1);
    assert_eq!(told(&folder)[1].2, waits.2);
    folder.run(["run", "in", "--out", "out"]).ended(0);
    assert_eq!(told(&folder)[1].1, "ok");
}

#[cfg(unix)]
#[test]
fn odd_names_deep_folders_and_wrong_endings_are_read() {
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new();
    let report = |year: &str| REPORT.replace("2021", year).into_bytes();
    let (gbk, _, _) = encoding_rs::GBK.encode("洪泽区.txt");
    folder.write(Path::new("in").join(std::ffi::OsStr::from_bytes(&gbk)), &report("2018"));
    folder.write("in/line\nbreak,\"quote\".txt", &report("2019"));
    folder.write(format!("in/{}.txt", "长".repeat(80)), &report("2020"));
    folder.write(format!("in/{}a.jpg", "d/".repeat(300)), &report("2022"));
    folder.run(["run", "in", "--out", "out"]).ended(0);
    let told = told(&folder);
    assert!(told.iter().all(|(_, status, _)| status == "ok"), "{told:?}");
    let paths: Vec<&str> = told.iter().map(|(path, ..)| path.as_str()).collect();
    assert_eq!(paths[0], "%BA%E9%D4%F3%C7%F8.txt");
    assert_eq!(paths[2], "line\nbreak,\"quote\".txt");
    folder.run(["run", "in", "--out", "out"]).ended(0);
    assert!(folder.read("out/run.json").contains("\"cached\": 4"));
}
