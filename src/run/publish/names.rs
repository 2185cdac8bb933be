//! The published set -> the plain names in the output folder, each replaced in one step; a journal says how far it came.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{files_below, sync_folder};
use crate::run::RunError;

const JOURNAL: &str = "linked.json";

/// What stands under the plain names.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Linked {
    set: u64,
    names: BTreeSet<String>,
}

/// Stops before anything is switched where a plain name cannot be given.
pub(super) fn check_room(made: &Path, out: &Path) -> Result<(), RunError> {
    for name in files_below(made)? {
        let target = out.join(&name);
        if target.is_dir() {
            let source = io::Error::other("a folder of that name is in the way");
            return Err(RunError::Io { action: "write", path: target, source });
        }
        let folder = target.parent().unwrap_or(out);
        if folder.exists() && !folder.is_dir() {
            let source = io::Error::other("a file of that name is in the way");
            return Err(RunError::Io { action: "create", path: folder.to_path_buf(), source });
        }
    }
    Ok(())
}

/// Gives the files of the set their plain names, if the journal says that they have not all got them.
pub(super) fn finish(house: &Path, out: &Path, number: u64, set: &Path) -> Result<(), RunError> {
    if journal(house).set == number { Ok(()) } else { put_in_place(house, out, number, set) }
}

fn journal(house: &Path) -> Linked {
    let text = fs::read(house.join(JOURNAL)).ok();
    text.and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default()
}

/// Gives the files of the set their plain names, and takes away those that only the set before had.
pub(super) fn put_in_place(house: &Path, out: &Path, number: u64, set: &Path) -> Result<(), RunError> {
    let before = journal(house);
    let journal = house.join(JOURNAL);
    let names: BTreeSet<String> = files_below(set)?.into_iter().collect();
    for name in &names {
        put(house, &set.join(name), &out.join(name))?;
    }
    for name in before.names.difference(&names) {
        remove(out, name);
    }
    sync_folder(out)?;
    let text = serde_json::to_vec_pretty(&Linked { set: number, names })
        .map_err(|error| RunError::Internal(format!("the journal cannot be written: {error}")))?;
    let new = house.join("linked.new");
    fs::write(&new, text).map_err(RunError::io("write", &journal))?;
    fs::rename(&new, &journal).map_err(RunError::io("write", &journal))
}

/// One file: a hard link, or a copy where the file system knows none.
fn put(house: &Path, file: &Path, target: &Path) -> Result<(), RunError> {
    let new = house.join("file.new");
    // A killed run left it, or the name had the same file already: then renaming does nothing.
    let _ = fs::remove_file(&new);
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder).map_err(RunError::io("create", folder))?;
    }
    if fs::hard_link(file, &new).is_err() {
        fs::copy(file, &new).map_err(RunError::io("write", target))?;
        let copied = File::options().append(true).open(&new).and_then(|copy| copy.sync_all());
        copied.map_err(RunError::io("flush", target))?;
    }
    fs::rename(&new, target).map_err(RunError::io("write", target))
}

/// A file that the set before had and this one has not would be taken for a current one. It stays if it cannot be
/// removed; the new data package does not name it.
fn remove(out: &Path, name: &str) {
    let path = out.join(name);
    let _ = fs::remove_file(&path);
    let mut folder = path.parent();
    while let Some(empty) = folder.filter(|folder| *folder != out && folder.starts_with(out)) {
        // Removes empty folders only.
        if fs::remove_dir(empty).is_err() {
            break;
        }
        folder = empty.parent();
    }
}
