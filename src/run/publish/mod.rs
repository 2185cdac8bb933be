//! Finished files -> a set of their own, switched to in one step, then the plain names in the output folder.
//!
//! ```text
//! DIR/.baobiao/sets/7/      a set: all files of one run
//! DIR/.baobiao/current      link to the set that is published
//! DIR/.baobiao/linked.json  the journal: which set stands under the plain names, and under which
//! DIR/documents.csv, …      the same files: hard links, copies where the file system knows no links
//! ```
//!
//! The switch is the one moment that counts: before it the old set is published, after it the new one. What a kill leaves
//! undone after the switch the next run does first, because the journal still names the older set.

mod names;
mod sets;

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::RunError;
use sets::Sets;

const HOUSEKEEPING: &str = ".baobiao";

/// The output folder, held by this run alone, and the folder that its new files are written in.
#[derive(Debug)]
pub(super) struct Staging {
    out: PathBuf,
    sets: Sets,
    /// The set in the making.
    folder: Making,
    /// For what is needed during the run only.
    work: Making,
    /// Locked as long as it is open.
    _lock: File,
}

/// A folder that is gone when the run ends without having finished it.
#[derive(Debug)]
struct Making(PathBuf);

impl Making {
    fn create(path: PathBuf) -> Result<Self, RunError> {
        fs::create_dir_all(&path).map_err(RunError::io("create", &path))?;
        Ok(Self(path))
    }
}

impl Drop for Making {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next run.
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Staging {
    /// Makes the folders, takes the lock, and finishes what a killed run left undone.
    pub(super) fn open(out: &Path) -> Result<Self, RunError> {
        if out.exists() && !out.is_dir() {
            return Err(RunError::Usage(format!("the output {} is a file, not a folder", out.display())));
        }
        let house = out.join(HOUSEKEEPING);
        fs::create_dir_all(&house).map_err(RunError::io("create", &house))?;
        let lock = lock(&house.join("lock"), out)?;
        let sets = Sets::open(&house)?;
        if let Some((number, set)) = sets.current() {
            names::finish(&house, out, number, &set)?;
        }
        let folder = Making::create(sets.in_the_making())?;
        let work = house.join("work");
        // A killed run left it.
        let _ = fs::remove_dir_all(&work);
        Ok(Self { out: out.to_path_buf(), sets, folder, work: Making::create(work)?, _lock: lock })
    }

    /// Where the run's own files are.
    pub(super) fn house(&self) -> PathBuf {
        self.out.join(HOUSEKEEPING)
    }

    /// Where a new file is written; its folders are made.
    pub(super) fn file(&self, name: &str) -> Result<PathBuf, RunError> {
        let path = self.folder.0.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(RunError::io("create", folder))?;
        }
        Ok(path)
    }

    /// Where something is kept until the run ends.
    pub(super) fn work_file(&self, name: &str) -> PathBuf {
        self.work.0.join(name)
    }

    /// Where it will stand; what messages name.
    pub(super) fn target(&self, name: &str) -> PathBuf {
        self.out.join(name)
    }

    /// The folder of the files that are published now.
    pub(super) fn published(&self) -> PathBuf {
        self.sets.current().map_or_else(|| self.out.clone(), |(_, set)| set)
    }

    /// The published set and its number.
    pub(super) fn last_set(&self) -> Option<(u64, PathBuf)> {
        self.sets.current()
    }

    /// Publishes every file of the set, and lets go of all but the last `keep` sets.
    pub(super) fn publish(self, keep: usize) -> Result<(u64, PathBuf), RunError> {
        names::check_room(&self.folder.0, &self.out)?;
        let (number, set) = self.sets.switch_to(&self.folder.0)?;
        names::put_in_place(&self.house(), &self.out, number, &set)?;
        self.sets.remove_old(keep);
        Ok((number, set))
    }
}

fn lock(path: &Path, out: &Path) -> Result<File, RunError> {
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
        .map_err(RunError::io("create", path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(RunError::Busy(out.to_path_buf())),
        // Some network file systems know no locks: better a run without one than none at all.
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(file),
        Err(TryLockError::Error(error)) => Err(RunError::io("lock", path)(error)),
    }
}

/// Puts the entries of a folder on the disk itself. Other systems than Unix do so by themselves or know no way to.
fn sync_folder(folder: &Path) -> Result<(), RunError> {
    #[cfg(unix)]
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(RunError::io("flush", folder))?;
    Ok(())
}

/// Every file below a folder, relative to it, with `/` between folders, in a stable order.
fn files_below(folder: &Path) -> Result<Vec<String>, RunError> {
    let mut names = Vec::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(|error| RunError::io("list", folder)(error.into()))?;
        if entry.file_type().is_file() {
            let inner = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let parts: Vec<_> = inner.iter().map(|part| part.to_string_lossy()).collect();
            names.push(parts.join("/"));
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn publish(out: &Path, files: &[(&str, &str)]) {
        let staging = Staging::open(out).unwrap();
        for (name, text) in files {
            fs::write(staging.file(name).unwrap(), text).unwrap();
        }
        staging.publish(2).unwrap();
    }

    fn read(out: &Path, name: &str) -> String {
        fs::read_to_string(out.join(name)).unwrap()
    }

    #[test]
    fn a_second_run_is_told_that_the_folder_is_held() {
        let out = tempfile::tempdir().unwrap();
        let first = Staging::open(out.path()).unwrap();
        assert!(matches!(Staging::open(out.path()), Err(RunError::Busy(_))));
        drop(first);
        assert!(Staging::open(out.path()).is_ok());
    }

    #[test]
    fn a_set_is_published_under_current_and_under_the_plain_names() {
        let out = tempfile::tempdir().unwrap();
        fs::write(out.path().join("mine.csv"), "foreign").unwrap();
        publish(out.path(), &[("a.csv", "1"), ("panel-old.csv", "1"), ("cells/year=2020/part-0.csv", "1")]);
        publish(out.path(), &[("a.csv", "2"), ("cells/year=2021/part-0.csv", "2")]);
        for name in ["a.csv", ".baobiao/current/a.csv", ".baobiao/sets/2/a.csv"] {
            assert_eq!(read(out.path(), name), "2", "{name}");
        }
        assert_eq!(read(out.path(), ".baobiao/sets/1/a.csv"), "1", "for whoever reads it still");
        assert!(!out.path().join("panel-old.csv").exists(), "it would be taken for a current one");
        assert!(!out.path().join("cells/year=2020").exists());
        assert_eq!(read(out.path(), "cells/year=2021/part-0.csv"), "2");
        assert_eq!(read(out.path(), "mine.csv"), "foreign");
        publish(out.path(), &[("a.csv", "3")]);
        assert!(!out.path().join(".baobiao/sets/1").exists());
        assert!(!out.path().join("cells").exists());
    }

    #[test]
    fn a_run_that_ends_early_leaves_nothing() {
        let out = tempfile::tempdir().unwrap();
        publish(out.path(), &[("a.csv", "1")]);
        let staging = Staging::open(out.path()).unwrap();
        fs::write(staging.file("a.csv").unwrap(), "2").unwrap();
        fs::write(staging.work_file("w"), "2").unwrap();
        drop(staging);
        assert_eq!(read(out.path(), "a.csv"), "1");
        assert_eq!(fs::read_dir(out.path().join(".baobiao/sets")).unwrap().count(), 1);
        assert!(!out.path().join(".baobiao/work").exists());
    }

    #[test]
    fn what_a_kill_after_the_switch_left_undone_is_done() {
        let out = tempfile::tempdir().unwrap();
        publish(out.path(), &[("a.csv", "1"), ("b.csv", "1"), ("gone.csv", "1")]);
        let staging = Staging::open(out.path()).unwrap();
        fs::write(staging.file("a.csv").unwrap(), "2").unwrap();
        fs::write(staging.file("b.csv").unwrap(), "2").unwrap();
        staging.sets.switch_to(&staging.folder.0).unwrap();
        fs::remove_file(out.path().join("a.csv")).unwrap();
        drop(staging);
        assert_eq!(read(out.path(), "b.csv"), "1");
        assert_eq!(read(out.path(), ".baobiao/current/b.csv"), "2");
        let _staging = Staging::open(out.path()).unwrap();
        assert_eq!((read(out.path(), "a.csv"), read(out.path(), "b.csv")), ("2".into(), "2".into()));
        assert!(!out.path().join("gone.csv").exists());
    }

    #[test]
    fn a_folder_in_the_way_stops_the_publication_before_it_begins() {
        let out = tempfile::tempdir().unwrap();
        publish(out.path(), &[("a.csv", "old")]);
        fs::create_dir(out.path().join("b.csv")).unwrap();
        let staging = Staging::open(out.path()).unwrap();
        fs::write(staging.file("a.csv").unwrap(), "new").unwrap();
        fs::write(staging.file("b.csv").unwrap(), "new").unwrap();
        let error = staging.publish(2).unwrap_err();
        assert!(error.to_string().contains("b.csv"), "{error}");
        assert_eq!(read(out.path(), "a.csv"), "old");
        assert_eq!(read(out.path(), ".baobiao/current/a.csv"), "old");
    }
}
