//! Finished files -> the output folder, all or none.
//!
//! Files are written in a folder of their own inside the output folder, so that putting them in place is renaming. The
//! folder is called `ready` only when all of them are whole: a run that is killed after that is finished by the next.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::RunError;

const HOUSEKEEPING: &str = ".baobiao";
const READY: &str = "ready";

/// The output folder, held by this run alone, and the folder that its new files are written in.
#[derive(Debug)]
pub(super) struct Staging {
    out: PathBuf,
    folder: TempDir,
    /// For what is needed during the run only.
    work: TempDir,
    /// Locked as long as it is open.
    _lock: File,
}

impl Staging {
    /// Makes the folders, takes the lock, and finishes what a killed run had ready.
    pub(super) fn open(out: &Path) -> Result<Self, RunError> {
        if out.exists() && !out.is_dir() {
            return Err(RunError::Usage(format!("the output {} is a file, not a folder", out.display())));
        }
        let house = out.join(HOUSEKEEPING);
        fs::create_dir_all(&house).map_err(RunError::io("create", &house))?;
        let lock = lock(&house.join("lock"), out)?;
        if house.join(READY).is_dir() {
            put_in_place(&house.join(READY), out)?;
        }
        remove_leftovers(&house)?;
        let folder = || {
            let made = tempfile::Builder::new().prefix("staging-").tempdir_in(&house);
            made.map_err(RunError::io("create a folder in", &house))
        };
        Ok(Self { out: out.to_path_buf(), folder: folder()?, work: folder()?, _lock: lock })
    }

    /// Where a new file is written.
    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Where something is kept until the run ends.
    pub(super) fn work_file(&self, name: &str) -> PathBuf {
        self.work.path().join(name)
    }

    /// Where it will stand; what messages name.
    pub(super) fn target(&self, name: &str) -> PathBuf {
        self.out.join(name)
    }

    /// Puts every file of the staging folder in place.
    pub(super) fn publish(self) -> Result<(), RunError> {
        let house = self.out.join(HOUSEKEEPING);
        for name in names_in(self.folder.path())? {
            let target = self.out.join(&name);
            if target.is_dir() {
                let source = io::Error::other("a folder of that name is in the way");
                return Err(RunError::Io { action: "write", path: target, source });
            }
        }
        let ready = house.join(READY);
        fs::rename(self.folder.path(), &ready).map_err(RunError::io("create", &ready))?;
        put_in_place(&ready, &self.out)
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

/// What killed runs left; nobody else can be using it, the lock is ours.
fn remove_leftovers(house: &Path) -> Result<(), RunError> {
    for name in names_in(house)? {
        if name.starts_with("staging-") {
            let folder = house.join(name);
            fs::remove_dir_all(&folder).map_err(RunError::io("remove", &folder))?;
        }
    }
    Ok(())
}

fn put_in_place(ready: &Path, out: &Path) -> Result<(), RunError> {
    let names = names_in(ready)?;
    remove_old_panels(out, &names);
    for name in &names {
        let target = out.join(name);
        fs::rename(ready.join(name), &target).map_err(RunError::io("write", &target))?;
    }
    fs::remove_dir_all(ready).map_err(RunError::io("remove", ready))
}

/// A panel of a family that is no longer asked for would be taken for a current one. Only files that our own data
/// package names are touched; the package of a killed run may be in place already, then they stay.
fn remove_old_panels(out: &Path, names: &BTreeSet<String>) {
    let Ok(text) = fs::read_to_string(out.join("datapackage.json")) else { return };
    let Ok(package) = serde_json::from_str::<serde_json::Value>(&text) else { return };
    let resources = package.get("resources").and_then(|list| list.as_array());
    for resource in resources.into_iter().flatten() {
        let name = resource.get("path").and_then(|path| path.as_str()).unwrap_or_default();
        let is_panel = name.starts_with("panel-") && name.ends_with(".csv") && !name.contains(['/', '\\']);
        if is_panel && !names.contains(name) {
            // It stays if it cannot be removed; the new data package does not name it.
            let _ = fs::remove_file(out.join(name));
        }
    }
}

fn names_in(folder: &Path) -> Result<BTreeSet<String>, RunError> {
    let entries = fs::read_dir(folder).map_err(RunError::io("list", folder))?;
    let mut names = BTreeSet::new();
    for entry in entries {
        let entry = entry.map_err(RunError::io("list", folder))?;
        names.insert(entry.file_name().to_string_lossy().into_owned());
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_run_is_told_that_the_folder_is_held() {
        let out = tempfile::tempdir().unwrap();
        let first = Staging::open(out.path()).unwrap();
        assert!(matches!(Staging::open(out.path()), Err(RunError::Busy(_))));
        drop(first);
        assert!(Staging::open(out.path()).is_ok());
    }

    #[test]
    fn nothing_is_touched_before_publishing_and_a_killed_publication_is_finished() {
        let out = tempfile::tempdir().unwrap();
        fs::write(out.path().join("a.csv"), "old").unwrap();
        let staging = Staging::open(out.path()).unwrap();
        fs::write(staging.file("a.csv"), "new").unwrap();
        drop(staging);
        assert_eq!(fs::read_to_string(out.path().join("a.csv")).unwrap(), "old");
        let ready = out.path().join(HOUSEKEEPING).join(READY);
        fs::create_dir_all(&ready).unwrap();
        fs::write(ready.join("a.csv"), "new").unwrap();
        let _staging = Staging::open(out.path()).unwrap();
        assert_eq!(fs::read_to_string(out.path().join("a.csv")).unwrap(), "new");
    }

    #[test]
    fn a_folder_in_the_way_stops_the_publication_before_it_begins() {
        let out = tempfile::tempdir().unwrap();
        fs::write(out.path().join("a.csv"), "old").unwrap();
        fs::create_dir(out.path().join("b.csv")).unwrap();
        let staging = Staging::open(out.path()).unwrap();
        fs::write(staging.file("a.csv"), "new").unwrap();
        fs::write(staging.file("b.csv"), "new").unwrap();
        let error = staging.publish().unwrap_err();
        assert!(error.to_string().contains("b.csv"), "{error}");
        assert_eq!(fs::read_to_string(out.path().join("a.csv")).unwrap(), "old");
    }

    #[test]
    fn a_panel_that_is_no_longer_made_goes_and_foreign_files_stay() {
        let out = tempfile::tempdir().unwrap();
        let package = r#"{"resources":[{"path":"panel-old.csv"},{"path":"cells.csv"}]}"#;
        for (name, text) in [("panel-old.csv", ""), ("panel-mine.csv", ""), ("datapackage.json", package)] {
            fs::write(out.path().join(name), text).unwrap();
        }
        let staging = Staging::open(out.path()).unwrap();
        fs::write(staging.file("datapackage.json"), "{}").unwrap();
        staging.publish().unwrap();
        assert!(!out.path().join("panel-old.csv").exists());
        assert!(out.path().join("panel-mine.csv").exists());
    }
}
