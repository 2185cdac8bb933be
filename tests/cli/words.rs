//! Help, version, completions, colours, and readers that go away.

use std::process::Stdio;

use crate::Folder;

#[test]
fn help_teaches_with_examples() {
    let folder = Folder::new();
    for words in
        [vec!["--help"], vec!["run", "--help"], vec!["inspect", "--help"], vec!["codebook", "--help"]]
    {
        let said = folder.run(&words).ended(0);
        assert!(said.out.contains("Examples:"), "{words:?}\n{}", said.out);
        assert!(said.out.contains("baobiao "), "{words:?}");
        assert!(!said.out.contains('\x1b'), "{words:?}");
    }
    let long = folder.run(["--help"]).ended(0);
    assert!(long.out.contains("Exit codes:"), "{}", long.out);
}

#[test]
fn the_version_is_printed() {
    let said = Folder::new().run(["--version"]).ended(0);
    assert_eq!(said.out, format!("baobiao {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn nothing_typed_shows_the_help() {
    let said = Folder::new().run::<&str>([]).ended(2);
    assert!(said.err.contains("Usage:"), "{}", said.err);
}

#[test]
fn a_slip_is_met_with_a_hint() {
    let said = Folder::new().run(["run", "in", "--out", "out", "--exlude", "x"]).ended(2);
    assert!(said.err.contains("--exclude"), "{}", said.err);
}

#[test]
fn every_shell_gets_its_completions() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let said = folder.run(["completions", shell]).ended(0);
        assert!(said.out.contains("baobiao") && said.out.contains("fail-on"), "{shell}");
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = Folder::with_reports();
    for words in
        [vec!["codebook"], vec!["inspect", "in/prose.txt"], vec!["--help"], vec!["completions", "zsh"]]
    {
        let mut command = folder.command(&words);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), said.as_str()), (Some(0), ""), "{words:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_run_publishes_even_if_nobody_reads_its_words() {
    let folder = Folder::with_reports();
    folder.write("in/empty.txt", b"");
    let mut command = folder.command(["run", "in", "--out", "out", "--fail-on", "unreadable"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    drop(child.stderr.take());
    assert_eq!(child.wait().unwrap().code(), Some(3));
    assert!(folder.exists("out/documents.csv"));
}
