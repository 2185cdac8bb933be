//! Folders of `--pack` -> the report families that a command works with.

use std::path::PathBuf;

use crate::pack::{self, Packs};
use crate::run::RunError;

/// The built-in families and the user's; one of the same name takes the place of the built-in one.
///
/// # Errors
/// A pack with a fault: the message names the file, the line and the fault.
pub fn load(folders: &[PathBuf]) -> anyhow::Result<Packs> {
    let mut packs = Packs::builtin()?;
    for folder in folders {
        let pack = pack::load(folder).map_err(|fault| RunError::Usage(format!("pack refused: {fault}")))?;
        packs.add(pack);
    }
    Ok(packs)
}
