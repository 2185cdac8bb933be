//! What a run is asked to do.

use std::path::PathBuf;
use std::time::Duration;

use serde::Serialize;

use super::isolate::Workers;
use super::stop::Stop;
use crate::pack::Packs;
use crate::write::Compress;

/// Everything that decides what a run reads and writes.
#[derive(Debug, Clone)]
pub struct RunOptions {
    /// Folders or files, as typed.
    pub inputs: Vec<PathBuf>,
    /// Folder of the datasets; made if it is not there.
    pub out: PathBuf,
    /// Globs on the relative path; a file must fit one of them. None: all files.
    pub include: Vec<String>,
    /// Globs on the relative path; a file must fit none of them.
    pub exclude: Vec<String>,
    /// Files that changed within this time before the run may still be written: they are skipped.
    pub settle: Duration,
    /// Report families, built-in and user's.
    pub packs: Packs,
    /// CSV file of a person's corrections.
    pub corrections: Option<PathBuf>,
    /// Documents read at the same time; 0: as many as there are cores. Changes no byte of the datasets.
    pub jobs: usize,
    /// How PDFs are read in processes of their own; none: in this one, where a document that crashes ends the run.
    pub workers: Option<Workers>,
    /// Tables and values that are less sure than this give no number; 0 takes all.
    pub min_confidence: f32,
    /// Read every document anew, whatever the ledger holds.
    pub fresh: bool,
    /// Asks the run to end early.
    pub stop: Stop,
    /// Sets of datasets that are kept in `DIR/.baobiao/sets`, the published one counted; at least one.
    pub keep_sets: usize,
    /// Begin each CSV file with a byte-order mark.
    pub bom: bool,
    /// Write texts without the guard against spreadsheet formulas.
    pub raw_text: bool,
    /// How CSV files are packed.
    pub compress: Compress,
    /// Write tables, cells, observations and checks as one file for each year.
    pub partition_by_year: bool,
}

/// What is less sure gives no number unless it is asked for: of the values that were said to be, on drawn pages of which
/// the truth is known, next to none had the right labels.
pub const LEAST_CONFIDENCE: f32 = 0.5;

impl RunOptions {
    /// A run with the settings that suit most: PDFs in this process, CSV that spreadsheets open.
    pub fn new(inputs: Vec<PathBuf>, out: PathBuf, packs: Packs) -> Self {
        Self {
            inputs,
            out,
            include: Vec::new(),
            exclude: Vec::new(),
            settle: Duration::ZERO,
            packs,
            corrections: None,
            jobs: 0,
            workers: None,
            min_confidence: LEAST_CONFIDENCE,
            fresh: false,
            stop: Stop::default(),
            keep_sets: 2,
            bom: true,
            raw_text: false,
            compress: Compress::None,
            partition_by_year: false,
        }
    }
}

/// The options as `run.json` prints them.
#[derive(Debug, Clone, Serialize)]
pub struct PrintedOptions {
    inputs: Vec<String>,
    out: String,
    include: Vec<String>,
    exclude: Vec<String>,
    settle: u64,
    corrections: Option<String>,
    jobs: usize,
    max_memory: Option<u64>,
    max_seconds: Option<u64>,
    second_reader: bool,
    min_confidence: f32,
    fresh: bool,
    bom: bool,
    raw_text: bool,
    compress: &'static str,
    partition: &'static str,
}

impl From<&RunOptions> for PrintedOptions {
    fn from(options: &RunOptions) -> Self {
        let limits = options.workers.as_ref().map(|workers| workers.limits);
        Self {
            inputs: options.inputs.iter().map(|path| path.to_string_lossy().into_owned()).collect(),
            out: options.out.to_string_lossy().into_owned(),
            include: options.include.clone(),
            exclude: options.exclude.clone(),
            settle: options.settle.as_secs(),
            corrections: options.corrections.as_ref().map(|path| path.to_string_lossy().into_owned()),
            jobs: options.jobs,
            max_memory: limits.map(|limits| limits.memory >> 20),
            max_seconds: limits.map(|limits| limits.time.as_secs()),
            second_reader: options.workers.as_ref().is_some_and(|workers| workers.second_reader),
            min_confidence: options.min_confidence,
            fresh: options.fresh,
            bom: options.bom,
            raw_text: options.raw_text,
            compress: options.compress.ending().trim_start_matches('.'),
            partition: if options.partition_by_year { "year" } else { "" },
        }
    }
}
