//! Source files -> verdict: who may import whom, who may touch the disk, and how long a file may be.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Modules in the order of the data; each names what it may import.
const ALLOWED: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("pack", &["model"]),
    ("source", &["model"]),
    ("read", &["model"]),
    ("tables", &["model"]),
    ("tidy", &["model"]),
    ("identify", &["model"]),
    ("conform", &["model", "pack"]),
    ("check", &["model", "pack"]),
    ("write", &["model", "pack"]),
    ("ledger", &[]),
    (
        "run",
        &[
            "model", "pack", "source", "read", "tables", "tidy", "identify", "conform", "check", "write",
            "ledger",
        ],
    ),
    (
        "cli",
        &[
            "model", "pack", "source", "read", "tables", "tidy", "identify", "conform", "check", "write",
            "ledger", "run",
        ],
    ),
];

/// Modules and files below `src` that may touch the disk.
const ON_DISK: &[&str] = &["source", "pack/load.rs", "write", "ledger", "run", "cli"];

const MOST_LINES: usize = 400;

/// A source file: its module, its path, and its text without tests and comments.
struct File {
    module: String,
    path: PathBuf,
    text: String,
    code: String,
}

fn files() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    collect(&root, &mut paths);
    paths.sort();
    paths.iter().map(|path| file(&root, path)).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            paths.push(path);
        }
    }
}

fn file(root: &Path, path: &Path) -> File {
    let text = fs::read_to_string(path).unwrap();
    let first = path.strip_prefix(root).unwrap().iter().next().unwrap().to_string_lossy().into_owned();
    let module = first.strip_suffix(".rs").unwrap_or(&first).to_owned();
    let code = if is_test(path) { String::new() } else { code(&text) };
    File { module, path: path.to_path_buf(), text, code }
}

/// A file that is a test module of its own.
fn is_test(path: &Path) -> bool {
    path.iter().any(|part| part == "tests" || part == "tests.rs")
}

/// The text without comments, and without what stands behind the first `#[cfg(test)]` that opens a module.
fn code(text: &str) -> String {
    let mut kept = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let opens = lines.peek().is_some_and(|next| next.trim_start().starts_with("mod "));
        if line.trim() == "#[cfg(test)]" && opens {
            // `mod tests;` alone leaves the rest of the file to be looked at.
            if lines.next().is_some_and(|next| next.ends_with('{')) {
                break;
            }
            continue;
        }
        kept.push_str(line.split("//").next().unwrap_or_default());
        kept.push('\n');
    }
    kept
}

/// Modules of this crate that the code names: `crate::x`, and each of `crate::{x, y::z}`.
fn imports(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (place, _) in code.match_indices("crate::") {
        let rest = &code[place + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => found.extend(outer_names(list)),
            None => found.extend(word(rest)),
        }
    }
    found
}

/// Names at the outer level of a list in braces.
fn outer_names(list: &str) -> Vec<String> {
    let mut names = Vec::new();
    let (mut depth, mut begins) = (0, true);
    for (place, character) in list.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => begins = true,
            other if begins && !other.is_whitespace() => {
                names.extend(word(&list[place..]));
                begins = false;
            }
            _ => {}
        }
    }
    names
}

fn word(text: &str) -> Option<String> {
    let end =
        text.find(|character: char| !character.is_alphanumeric() && character != '_').unwrap_or(text.len());
    (end > 0).then(|| text[..end].to_owned())
}

#[track_caller]
fn assert_none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn data_flows_one_way() {
    let modules: BTreeSet<&str> = ALLOWED.iter().map(|(module, _)| *module).collect();
    let mut complaints = Vec::new();
    for file in files() {
        if matches!(file.module.as_str(), "lib" | "main") {
            continue;
        }
        let Some((_, allowed)) = ALLOWED.iter().find(|(module, _)| *module == file.module) else {
            complaints.push(format!("{}: module {} is not on the map", file.path.display(), file.module));
            continue;
        };
        for import in imports(&file.code) {
            let own = import == file.module;
            if modules.contains(import.as_str()) && !own && !allowed.contains(&import.as_str()) {
                complaints.push(format!("{}: {} must not import {import}", file.path.display(), file.module));
            }
        }
    }
    assert_none(&complaints);
}

#[test]
fn only_the_ends_touch_the_disk() {
    let touches =
        ["std::fs", "fs::", "File::open", "File::create", "walkdir", "tempfile", "std::process::Command"];
    let mut complaints = Vec::new();
    let is_end = |file: &&File| ON_DISK.iter().any(|end| file.module == *end || file.path.ends_with(end));
    for file in files().iter().filter(|file| !is_end(file)) {
        for touch in touches.iter().filter(|touch| file.code.contains(**touch)) {
            complaints.push(format!("{}: {} must not use {touch}", file.path.display(), file.module));
        }
    }
    assert_none(&complaints);
}

#[test]
fn files_say_what_they_do_and_are_short() {
    let mut complaints = Vec::new();
    for file in files() {
        let lines = file.text.lines().count();
        if lines > MOST_LINES {
            complaints.push(format!("{}: {lines} lines, at most {MOST_LINES}", file.path.display()));
        }
        if !file.text.starts_with("//! ") {
            complaints
                .push(format!("{}: the first line must say what it turns into what", file.path.display()));
        }
    }
    assert_none(&complaints);
}

#[test]
fn nothing_outside_tests_gives_up() {
    let forbidden =
        [".unwrap()", ".expect(", "todo!", "unimplemented!", "panic!(", "unreachable!(", "unsafe ", "dbg!("];
    let mut complaints = Vec::new();
    for file in files() {
        for word in forbidden.iter().filter(|word| file.code.contains(**word)) {
            complaints.push(format!("{}: {word} outside tests", file.path.display()));
        }
    }
    assert_none(&complaints);
}

#[test]
fn imports_are_seen_in_every_way_to_write_them() {
    let code = "use crate::model::{Code, Grid};\nuse crate::{read, tables::{a, b}, tidy};\nlet x = crate::run::run();";
    let found: Vec<String> = imports(code).into_iter().collect();
    assert_eq!(found, ["model", "read", "run", "tables", "tidy"]);
}

#[test]
fn tests_and_comments_are_no_code() {
    let text = "fn a() {} // .unwrap()\n#[cfg(test)]\nmod tests {\n    x.unwrap();\n}\n";
    assert_eq!(code(text), "fn a() {} \n");
}
