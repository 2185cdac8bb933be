//! Sets by their numbers -> the one that is published: a link where the system knows links, else a line of text.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::{files_below, sync_folder};
use crate::run::RunError;

/// The sets of an output folder.
#[derive(Debug)]
pub(super) struct Sets {
    house: PathBuf,
    folder: PathBuf,
}

impl Sets {
    /// Makes the folder, and removes what killed runs left in it.
    pub(super) fn open(house: &Path) -> Result<Self, RunError> {
        let folder = house.join("sets");
        fs::create_dir_all(&folder).map_err(RunError::io("create", &folder))?;
        let sets = Self { house: house.to_path_buf(), folder };
        let published = sets.current().map(|(number, _)| number);
        for (name, number) in sets.listed()? {
            // A set behind the published one was whole, but not switched to.
            if number.is_none_or(|number| Some(number) > published) {
                let leftover = sets.folder.join(name);
                fs::remove_dir_all(&leftover).map_err(RunError::io("remove", &leftover))?;
            }
        }
        Ok(sets)
    }

    /// Names in the folder, each with its number if it is a whole set.
    fn listed(&self) -> Result<Vec<(String, Option<u64>)>, RunError> {
        let entries = fs::read_dir(&self.folder).map_err(RunError::io("list", &self.folder))?;
        let mut names = Vec::new();
        for entry in entries {
            let entry = entry.map_err(RunError::io("list", &self.folder))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            names.push((name.clone(), name.parse().ok()));
        }
        Ok(names)
    }

    /// The published set.
    pub(super) fn current(&self) -> Option<(u64, PathBuf)> {
        let pointer = self.house.join("current");
        let target = match fs::read_link(&pointer) {
            Ok(target) => target.to_string_lossy().into_owned(),
            Err(_) => fs::read_to_string(&pointer).ok()?,
        };
        let number: u64 = target.trim().strip_prefix("sets/")?.parse().ok()?;
        let set = self.folder.join(number.to_string());
        set.is_dir().then_some((number, set))
    }

    /// Where the next set is written.
    pub(super) fn in_the_making(&self) -> PathBuf {
        self.folder.join("new")
    }

    /// Puts a finished set on the disk itself, numbers it, and publishes it in one step.
    pub(super) fn switch_to(&self, made: &Path) -> Result<(u64, PathBuf), RunError> {
        sync_all(made)?;
        let number = self.current().map_or(0, |(number, _)| number) + 1;
        let set = self.folder.join(number.to_string());
        fs::rename(made, &set).map_err(RunError::io("create", &set))?;
        sync_folder(&self.folder)?;
        self.point_to(&format!("sets/{number}"))?;
        sync_folder(&self.house)?;
        Ok((number, set))
    }

    fn point_to(&self, target: &str) -> Result<(), RunError> {
        let (pointer, new) = (self.house.join("current"), self.house.join("current.new"));
        // A killed run left it.
        let _ = fs::remove_file(&new);
        if link(target, &new).is_err() {
            fs::write(&new, format!("{target}\n")).map_err(RunError::io("write", &new))?;
            File::open(&new).and_then(|file| file.sync_all()).map_err(RunError::io("flush", &new))?;
        }
        fs::rename(&new, &pointer).map_err(RunError::io("write", &pointer))
    }

    /// Removes all but the last sets; what cannot be removed is left to the next run.
    pub(super) fn remove_old(&self, keep: usize) {
        let Ok(listed) = self.listed() else { return };
        let mut numbers: Vec<u64> = listed.into_iter().filter_map(|(_, number)| number).collect();
        numbers.sort_unstable();
        numbers.truncate(numbers.len().saturating_sub(keep.max(1)));
        for number in numbers {
            let _ = fs::remove_dir_all(self.folder.join(number.to_string()));
        }
    }
}

#[cfg(unix)]
fn link(target: &str, place: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, place)
}

/// Making links needs a right there that services rarely have.
#[cfg(not(unix))]
fn link(_target: &str, _place: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Puts the files of a folder, and the folders themselves, on the disk.
fn sync_all(folder: &Path) -> Result<(), RunError> {
    for name in files_below(folder)? {
        let path = folder.join(&name);
        // Some systems flush only what was opened for writing.
        let file = File::options().append(true).open(&path).map_err(RunError::io("flush", &path))?;
        file.sync_all().map_err(RunError::io("flush", &path))?;
    }
    for entry in walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok) {
        if entry.file_type().is_dir() {
            sync_folder(entry.path())?;
        }
    }
    Ok(())
}
