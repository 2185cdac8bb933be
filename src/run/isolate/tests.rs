//! Shell scripts as workers: they crash, hang, swell and lie as no document could be made to on every system.

// Clippy takes `cfg(all(test, unix))` for no test.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::time::Instant;

use super::*;
use crate::model::{Code, Problem, Status};

const PDF: &[u8] = b"%PDF-1.7\nnot looked at by a script";

/// Shell words that print a message, byte by byte.
fn prints(kind: Kind, message: &[u8]) -> String {
    let mut framed = Vec::new();
    frame::write(&mut framed, kind, message).unwrap();
    let bytes: String = framed.iter().map(|byte| format!("\\{byte:03o}")).collect();
    format!("printf '{bytes}'\n")
}

/// Takes the setup, as a worker must before it may end, and says that it is ready.
fn ready() -> String {
    takes(setup_length()) + &says_ready()
}

fn says_ready() -> String {
    prints(Kind::Ready, env!("CARGO_PKG_VERSION").as_bytes())
}

/// Shell words that take a message from stdin.
fn takes(message_length: usize) -> String {
    format!("head -c {} >/dev/null\n", message_length + 9)
}

fn answer() -> Extract {
    let problem = Problem::new(Code::DamagedFile, "a worker said so");
    Extract::unreadable(Format::Pdf, problem)
}

/// Takes one document and answers it.
fn answers_one() -> String {
    takes(PDF.len()) + &prints(Kind::Answer, &postcard::to_stdvec(&answer()).unwrap())
}

/// More than a script needs on the busiest machine.
const PATIENT: u64 = 60;

/// Little enough to wait for, where the script hangs.
const IMPATIENT: u64 = 2;

fn limits(seconds: u64) -> Limits {
    Limits { memory: 1 << 30, time: Duration::from_secs(seconds) }
}

/// A reader whose workers are this script, started with the folder's path as `$1`.
fn reader(script: &str, seconds: u64, folder: &Path) -> Reader {
    let arguments = ["-c", script, "sh"].map(OsString::from).into_iter().chain([folder.into()]).collect();
    let workers =
        Workers { program: "/bin/sh".into(), arguments, limits: limits(seconds), second_reader: false };
    Reader::new(&[], Some(&workers)).unwrap()
}

/// The same for either limit of time: both take one byte.
fn setup_length() -> usize {
    worker::Setup::encoded(&[], limits(PATIENT)).unwrap().len()
}

/// Code of the only problem of a PDF that this script reads, and its message.
#[track_caller]
fn verdict(script: &str) -> (Code, String) {
    verdict_within(script, PATIENT)
}

#[track_caller]
fn verdict_within(script: &str, seconds: u64) -> (Code, String) {
    let folder = tempfile::tempdir().unwrap();
    let extract = reader(script, seconds, folder.path()).extract(PDF).unwrap();
    assert_eq!((extract.format, extract.status), (Format::Pdf, Status::Unreadable));
    let [problem] = extract.problems.as_slice() else { panic!("{:?}", extract.problems) };
    (problem.code, problem.message.clone())
}

#[test]
fn text_starts_no_worker() {
    let folder = tempfile::tempdir().unwrap();
    let reader = reader("touch $1/started", PATIENT, folder.path());
    assert_eq!(reader.extract("一段文字\n".as_bytes()).unwrap().status, Status::NoTables);
    assert_eq!(reader.look("一段文字\n".as_bytes()).unwrap().extract.status, Status::NoTables);
    assert!(!folder.path().join("started").exists());
}

#[test]
fn a_worker_is_kept_from_document_to_document() {
    let folder = tempfile::tempdir().unwrap();
    let script = format!("echo >> $1/starts\n{}{}", ready(), answers_one().repeat(3));
    let reader = reader(&script, PATIENT, folder.path());
    for _ in 0..3 {
        assert_eq!(reader.extract(PDF).unwrap(), answer());
    }
    assert_eq!(fs::read_to_string(folder.path().join("starts")).unwrap().lines().count(), 1);
}

#[test]
fn each_way_to_fail_costs_the_document_and_says_which() {
    let (code, message) = verdict(&format!("{}kill -SEGV $$", ready()));
    assert_eq!(code, Code::WorkerCrashed);
    assert!(message.contains("signal 11"), "{message}");

    let swells = "echo 'memory allocation of 1234 bytes failed' >&2\nkill -ABRT $$";
    let (code, message) = verdict(&(ready() + swells));
    assert_eq!(code, Code::LimitMemory);
    assert!(message.contains("1024 MB"), "{message}");

    let (code, _) = verdict(&(ready() + "kill -XCPU $$"));
    assert_eq!(code, Code::LimitTime);

    let overflows = "echo \"thread 'reading' has overflowed its stack\" >&2\nkill -ABRT $$";
    let (code, message) = verdict(&(ready() + overflows));
    assert_eq!(code, Code::WorkerCrashed);
    assert!(message.contains("stack overflow"), "{message}");

    let (code, message) = verdict(&(ready() + "exit 3"));
    assert_eq!(code, Code::WorkerCrashed);
    assert!(message.contains("exit code 3"), "{message}");
}

#[test]
fn an_answer_that_is_none_is_a_crash() {
    let lies = ready() + &prints(Kind::Answer, b"\xFF\xFF\xFF");
    assert_eq!(verdict(&(lies + "exec sleep 60")).0, Code::WorkerCrashed);
    assert_eq!(verdict(&(ready() + &says_ready() + "exec sleep 60")).0, Code::WorkerCrashed);
    assert_eq!(verdict(&(ready() + "echo so many words; exec sleep 60")).0, Code::WorkerCrashed);
    let broken_off = r"printf '\004\377\000\000\000\000\000\000\000abc'";
    assert_eq!(verdict(&(ready() + broken_off)).0, Code::WorkerCrashed);
}

#[test]
fn a_worker_that_hangs_is_ended_in_time() {
    let began = Instant::now();
    assert_eq!(verdict_within(&(ready() + "exec sleep 60"), IMPATIENT).0, Code::LimitTime);
    // A document that does not fit in the pipe is not waited for either, nor are a worker's own children.
    let folder = tempfile::tempdir().unwrap();
    let large = [PDF, &[b' '; 1 << 20]].concat();
    let reader = reader(&(ready() + "sleep 60"), IMPATIENT, folder.path());
    assert_eq!(reader.extract(&large).unwrap().problems[0].code, Code::LimitTime);
    assert!(began.elapsed() < Duration::from_secs(30), "{:?}", began.elapsed());
}

#[test]
fn the_others_are_read_although_every_worker_dies() {
    let folder = tempfile::tempdir().unwrap();
    // Each reads one document and dies of the second, which a fresh one reads.
    let script = format!("{}{}kill -ABRT $$", ready(), answers_one());
    let reader = reader(&script, PATIENT, folder.path());
    for _ in 0..4 {
        assert_eq!(reader.extract(PDF).unwrap(), answer());
    }
}

#[test]
fn a_program_that_is_no_worker_ends_the_run() {
    let folder = tempfile::tempdir().unwrap();
    for (script, words) in [
        ("echo cannot >&2; exit 1", "cannot"),
        (r"printf '\001\003\000\000\000\000\000\000\000old'; exec sleep 60", "another version"),
        ("exit 4", "exit code 4"),
    ] {
        let error = reader(script, PATIENT, folder.path()).extract(PDF).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
        assert_eq!(error.exit_code(), 1);
    }
    let workers = Workers {
        program: "/nowhere/baobiao".into(),
        arguments: Vec::new(),
        limits: Limits::default(),
        second_reader: false,
    };
    let error = Reader::new(&[], Some(&workers)).unwrap().extract(PDF).unwrap_err();
    assert!(error.to_string().contains("/nowhere/baobiao"), "{error}");
}

#[cfg(target_os = "linux")]
#[test]
fn no_worker_is_left_behind() {
    let folder = tempfile::tempdir().unwrap();
    let started = |name: &str| {
        let number = fs::read_to_string(folder.path().join(name)).unwrap();
        Path::new("/proc").join(number.trim()).exists()
    };
    let idle = format!("echo $$ > $1/idle\n{}{}cat", ready(), answers_one());
    let kept = reader(&idle, PATIENT, folder.path());
    kept.extract(PDF).unwrap();
    assert!(started("idle"));
    drop(kept);
    assert!(!started("idle"));
    let hangs = reader(&format!("echo $$ > $1/hangs\n{}exec sleep 60", ready()), IMPATIENT, folder.path());
    hangs.extract(PDF).unwrap();
    assert!(!started("hangs"));
}
