//! A ledger as a run uses it, and one that is not as it should be.

use std::fs;

use super::*;

fn read(memory: u64, seconds: u64, failed: bool) -> Read {
    Read { reader: [7; 32], memory, seconds, failed }
}

fn making(path: &str) -> Making<'_> {
    Making { path, stamp: Some([5; 16]), content: [1; 32], decided: [3; 32], head: b"h" }
}

fn made(ledger: &Ledger, path: &str) -> Option<Made> {
    ledger.made(&[path], &read(0, 0, false)).unwrap().remove(0)
}

#[test]
fn paths_are_looked_up_together_with_what_was_read() {
    let folder = tempfile::tempdir().unwrap();
    let (ledger, _) = Ledger::open(&folder.path().join("ledger.sqlite")).unwrap();
    let extract = ledger.keep_extract(&[1; 32], &read(100, 10, false), b"").unwrap();
    for path in ["a", "b", "b/x", "ba", "d"] {
        ledger.keep_report(&Making { path, ..making(path) }, b"r").unwrap();
    }
    ledger.keep_report(&Making { content: [2; 32], stamp: None, ..making("d") }, b"").unwrap();
    let found = ledger.made(&["a", "b/x", "b0", "ba", "c", "d", "e"], &read(100, 10, false)).unwrap();
    let found: Vec<_> =
        found.iter().map(|made| made.as_ref().map(|made| (made.stamp, made.extract))).collect();
    let whole = Some((Some([5; 16]), Some(extract)));
    assert_eq!(found, [whole, whole, None, whole, None, Some((None, None)), None]);
    let id = made(&ledger, "a").unwrap().id;
    assert_eq!(made(&ledger, "a").unwrap().extract, None, "it may go over narrower limits");
    ledger.restamp(id, None).unwrap();
    assert_eq!(made(&ledger, "a").unwrap().stamp, None);
    assert!(ledger.made(&[], &read(0, 0, false)).unwrap().is_empty());
    assert!(matches!(ledger.record(made(&ledger, "d").unwrap().id), Err(LedgerError::Damaged(_))));
}

#[test]
fn what_is_kept_comes_back_under_the_same_conditions_only() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.sqlite");
    let (ledger, aside) = Ledger::open(&path).unwrap();
    assert_eq!(aside, None);
    let id = ledger.keep_extract(&[1; 32], &read(0, 0, false), &seal(&"text").unwrap()).unwrap();
    drop(ledger);
    let (ledger, aside) = Ledger::open(&path).unwrap();
    assert_eq!(aside, None);
    assert_eq!(ledger.find(&[1; 32], &read(9, 9, false)).unwrap(), Some(id), "no limit was needed");
    assert_eq!(ledger.find(&[2; 32], &read(0, 0, false)).unwrap(), None, "other content");
    let other = Read { reader: [8; 32], ..read(0, 0, false) };
    assert_eq!(ledger.find(&[1; 32], &other).unwrap(), None, "other code or hints");
    assert_eq!(unseal::<String>(&ledger.extract(id).unwrap()).unwrap(), "text");
    let again = ledger.keep_extract(&[1; 32], &other, &seal(&"anew").unwrap()).unwrap();
    assert_eq!((again, ledger.find(&[1; 32], &other).unwrap()), (id, Some(id)));
}

#[test]
fn wider_limits_keep_what_was_read_and_try_again_what_was_not() {
    let folder = tempfile::tempdir().unwrap();
    let (ledger, _) = Ledger::open(&folder.path().join("ledger.sqlite")).unwrap();
    ledger.keep_extract(&[1; 32], &read(100, 10, false), b"").unwrap();
    ledger.keep_extract(&[2; 32], &read(100, 10, true), b"").unwrap();
    let found = |content: u8, memory, seconds| {
        ledger.find(&[content; 32], &read(memory, seconds, false)).unwrap().is_some()
    };
    assert!(found(1, 100, 10) && found(1, 200, 10) && found(1, 200, 20));
    assert!(!found(1, 50, 10) && !found(1, 100, 5), "it may go over narrower ones");
    assert!(found(2, 100, 10));
    assert!(!found(2, 200, 10) && !found(2, 100, 20) && !found(2, 50, 10));
}

#[test]
fn a_content_without_a_file_is_kept_for_a_week_of_nights() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.sqlite");
    let asked = read(0, 0, false);
    let (ledger, _) = Ledger::open(&path).unwrap();
    let id = ledger.keep_extract(&[1; 32], &asked, b"").unwrap();
    let report = ledger.keep_report(&making("a.txt"), b"r").unwrap();
    ledger.use_document(id);
    ledger.use_report(report);
    ledger.tidy_up().unwrap();
    assert_eq!(made(&ledger, "a.txt").map(|made| made.head), Some(b"h".to_vec()));
    ledger.forget_uses();
    for _ in 0..KEPT_RUNS {
        ledger.tidy_up().unwrap();
    }
    assert!(ledger.find(&[1; 32], &asked).unwrap().is_some());
    assert_eq!(made(&ledger, "a.txt"), None, "a path is forgotten at once");
    ledger.tidy_up().unwrap();
    assert_eq!(ledger.find(&[1; 32], &asked).unwrap(), None);
    assert!(matches!(ledger.extract(id), Err(LedgerError::Damaged(_))));
}

#[test]
fn a_ledger_of_another_version_and_a_damaged_one_are_set_aside() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.sqlite");
    for (what, word) in [("99", "newer"), ("0", "older")] {
        drop(Ledger::open(&path).unwrap());
        let connection = Connection::open(&path).unwrap();
        connection.execute_batch(&format!("PRAGMA user_version = {what}")).unwrap();
        drop(connection);
        let (_, aside) = Ledger::open(&path).unwrap();
        assert!(aside.unwrap().contains(word));
    }
    fs::write(&path, "no database at all, but long enough to be looked at as one").unwrap();
    let (ledger, aside) = Ledger::open(&path).unwrap();
    assert!(aside.is_some());
    assert_eq!(made(&ledger, "a"), None);
    assert!(fs::read(folder.path().join("ledger.sqlite.set-aside")).unwrap().starts_with(b"no database"));
    ledger.keep_report(&making("a"), b"").unwrap();
    let ledger = ledger.rebuilt().unwrap();
    assert_eq!(made(&ledger, "a"), None);
    drop(ledger);
    fs::write(&path, b"").unwrap();
    assert!(Ledger::open(&path).unwrap().1.is_none(), "an empty file is a ledger that was only begun");
}

#[test]
fn damage_is_seen_in_every_byte_of_a_value() {
    let sealed = seal(&vec!["三、收到和处理政府信息公开申请情况".to_owned(); 20]).unwrap();
    assert_eq!(unseal::<Vec<String>>(&sealed).unwrap().len(), 20);
    for place in 0..sealed.len() {
        let mut damaged = sealed.clone();
        damaged[place] ^= 1;
        assert!(unseal::<Vec<String>>(&damaged).is_err(), "byte {place}");
    }
    assert!(unseal::<String>(b"").is_err());
}
