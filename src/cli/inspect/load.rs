//! A file and the packs -> `Inspection`: everything that the steps find in one document.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, ensure};
use sha2::{Digest, Sha256};

use crate::model::{Extract, Grid, Page, Problem, Report};
use crate::pack::{Packs, Variable};
use crate::run::{Look, Reader, Workers};
use crate::{run, source, write};

/// All that is known of one document.
#[derive(Debug)]
pub struct Inspection {
    /// The path as typed.
    pub typed: String,
    /// The same, as the datasets print paths.
    pub path: String,
    /// `d` and the first 16 digits of the hash.
    pub document_id: String,
    /// SHA-256 of the content, in hex.
    pub sha256: String,
    /// Size.
    pub bytes: usize,
    /// What was read.
    pub extract: Extract,
    /// The tables as printed, one for each table of `extract`.
    pub grids: Vec<Grid>,
    /// The pages as drawn, for formats that have pages.
    pub pages: Vec<Page>,
    /// Identity, variables, checks.
    pub report: Report,
    /// Name of the variable (`table.item.measure`) of each observation of `report`.
    pub variables: Vec<String>,
}

impl Inspection {
    /// Problems of reading, then those of identifying and matching.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        self.extract.problems.iter().chain(&self.report.problems)
    }
}

/// Inspects one file.
///
/// # Errors
/// Where the file cannot be opened, or is larger than a report can be; what is wrong inside it is part of the inspection.
pub fn load(
    path: &Path,
    packs: &Packs,
    workers: &Workers,
    min_confidence: f32,
) -> anyhow::Result<Inspection> {
    let bytes = bytes(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut look = Reader::new(&packs.hints(), Some(workers))?.look(&bytes)?;
    run::withhold(&mut look.extract, min_confidence);
    for grid in look.grids.iter_mut().filter(|grid| grid.confidence < min_confidence) {
        grid.cells.clear();
    }
    Ok(inspect(&bytes, look, path, packs))
}

fn bytes(path: &Path) -> anyhow::Result<Vec<u8>> {
    ensure!(!path.is_dir(), "it is a folder; inspect takes one report, run takes folders");
    let mut bytes = Vec::new();
    File::open(path)?.take(run::LARGEST + 1).read_to_end(&mut bytes)?;
    ensure!(bytes.len() as u64 <= run::LARGEST, "it has more than {} MB; no report has", run::LARGEST >> 20);
    Ok(bytes)
}

fn inspect(bytes: &[u8], look: Look, typed: &Path, packs: &Packs) -> Inspection {
    let Look { extract, grids, pages } = look;
    let path = source::encode(typed);
    let report = run::report(&extract, &path, packs);
    let hash: [u8; 32] = Sha256::digest(bytes).into();
    Inspection {
        document_id: write::document_id(Some(&hash)),
        sha256: write::hex(&hash),
        typed: typed.display().to_string(),
        path,
        bytes: bytes.len(),
        grids,
        pages,
        variables: variables(&report, packs),
        extract,
        report,
    }
}

fn variables(report: &Report, packs: &Packs) -> Vec<String> {
    let known = packs.get(&report.family).map(|pack| pack.variables.as_slice()).unwrap_or_default();
    let name = |index: u32| known.get(index as usize).map(Variable::column_name).unwrap_or_default();
    report.observations.iter().map(|observation| name(observation.variable)).collect()
}
