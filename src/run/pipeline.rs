//! The stages of a run, one after the other.

use std::collections::BTreeSet;
use std::fs;

use super::changes::Changes;
use super::clock::Clock;
use super::comparing::Comparing;
use super::corrections::Corrections;
use super::dataset::{Cut, Dataset, Written};
use super::finishing::Finishing;
use super::index::{Agencies, Entry, Kind};
use super::journal::run_json;
use super::keeping::{Decisive, Keeping};
use super::kept::StoreFile;
use super::outputs::Outputs;
use super::partitions::{self, Unchanged};
use super::preparing::Context;
use super::publish::Staging;
use super::reading::Reading;
use super::standing::{self, LastRows, Record};
use super::steps::Steps;
use super::{Observer, Published, RunError, RunOptions, Stage, Summary};
use crate::model::Problem;
use crate::source::{self, Choice, Listing, SourceError};
use crate::write::{self, Dialect, Finished, Schema, datasets};

/// What the stages share.
struct Run<'a> {
    options: &'a RunOptions,
    steps: &'a Steps<'a>,
    observer: &'a dyn Observer,
    dialect: Dialect,
    listing: Listing,
    staging: Staging,
    keeping: Keeping,
    corrections: Corrections,
    /// False where rows of the last set turned out to be damaged.
    copies: bool,
}

/// What `Stage::Reading` leaves.
struct AfterReading {
    agencies: Agencies,
    entries: Vec<Entry>,
    cached: u64,
    hashed: u64,
}

/// Where tables and cells go.
struct TableOutputs<'a> {
    tables: Cut<'a>,
    cells: Cut<'a>,
    /// True if they are written as soon as they are read.
    early: bool,
}

/// As `super::run`, with the steps given.
pub(super) fn run(
    options: &RunOptions,
    steps: &Steps<'_>,
    observer: &dyn Observer,
) -> Result<Summary, RunError> {
    let mut clock = Clock::new(observer);
    clock.stage(Stage::Listing, 0);
    let corrections = options.corrections.as_deref().map(Corrections::load).transpose()?.unwrap_or_default();
    let choice = Choice { include: &options.include, exclude: &options.exclude, settle: options.settle };
    let threads = threads(options.jobs)?;
    let list = || source::list(&options.inputs, &options.out, choice);
    let (listing, decisive) = threads.install(|| rayon::join(list, || Decisive::of(options)));
    let listing = listing?;
    let staging = Staging::open(&options.out)?;
    let keeping = Keeping::open(options, decisive?, &staging.house())?;
    let dialect = Dialect { bom: options.bom, raw_text: options.raw_text, compress: options.compress };
    let mut run =
        Run { options, steps, observer, dialect, listing, staging, keeping, corrections, copies: true };
    let staged = match threads.install(|| run.stages(&mut clock)) {
        // Damage in the middle of the file is met only where it is read.
        Err(RunError::LedgerDamaged { reason, .. }) => {
            run.keeping = run.keeping.rebuilt(&reason)?;
            threads.install(|| run.stages(&mut clock))
        }
        staged => staged,
    };
    let staged = match staged {
        Err(error @ RunError::LastSetDamaged { .. }) => {
            tracing::warn!("{error}: no rows of the last set are copied, all are made anew");
            run.copies = false;
            threads.install(|| run.stages(&mut clock))
        }
        staged => staged,
    };
    run.publish(staged?, &mut clock)
}

fn threads(jobs: usize) -> Result<rayon::ThreadPool, RunError> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(jobs)
        .thread_name(|number| format!("baobiao-{number}"))
        .build()
        .map_err(|error| RunError::Internal(format!("threads cannot be started: {error}")))
}

impl From<SourceError> for RunError {
    fn from(error: SourceError) -> Self {
        match error {
            SourceError::Usage(message) => Self::Usage(message),
            SourceError::Missing { path, source } => Self::InputMissing { path, source },
        }
    }
}

/// What the stages leave to be published, and what is to be written down about it then.
struct Staged {
    summary: Summary,
    partitions: Option<(Unchanged, Vec<(String, Finished)>)>,
    /// Where rows stand, and the files in which they do.
    record: (Record, Vec<String>),
}

impl Run<'_> {
    /// Everything up to the last file in the staging folder but `run.json`.
    fn stages(&self, clock: &mut Clock<'_>) -> Result<Staged, RunError> {
        let documents = self.listing.sources.len();
        let mut summary = Summary { out: self.options.out.clone(), ..Summary::default() };
        clock.stage(Stage::Reading, documents);
        let early = self.keeping.is_empty()?;
        if early {
            // They tell of records of another ledger.
            let house = self.staging.house();
            standing::forget(&house);
            partitions::forget(&house);
        }
        let mut outputs = TableOutputs {
            tables: self.cut(datasets::tables())?,
            cells: self.cut(datasets::cells())?,
            early,
        };
        let mut read = self.read(&mut outputs)?;
        clock.stage(Stage::Comparing, documents);
        let (panels, added) = self.compare(&mut read)?;
        clock.stage(Stage::Writing, documents);
        let changes =
            &mut Changes::new(&self.staging.published(), &self.listing, &read.entries, self.dialect)?;
        summary.changes = changes.counts();
        (summary.cached, summary.hashed) = (read.cached, read.hashed);
        let (written, record, unchanged) = self.finish(&read, &added, outputs, changes, &mut summary)?;
        let [documents, tables, cells, observations, checks, problems, changes] = written;
        let codebook = self.codebook()?;
        let standing = [&documents, &tables, &cells, &observations, &checks, &problems];
        let standing = standing.iter().flat_map(|dataset| &dataset.files).map(|(name, _)| name.clone());
        let record = (record, standing.collect());
        let mut packaged = vec![documents, tables, cells, observations];
        packaged.extend(panels);
        packaged.extend([checks, problems, codebook]);
        summary.files = packaged.iter().map(Written::published).collect();
        let files = packaged.iter().flat_map(|dataset| dataset.files.clone()).collect();
        summary.files.push(self.package(packaged)?);
        summary.files.push(changes.published());
        Ok(Staged { summary, partitions: unchanged.map(|unchanged| (unchanged, files)), record })
    }

    fn dataset(&self, schema: Schema) -> Result<Dataset, RunError> {
        Dataset::start(&self.staging, schema, self.dialect)
    }

    fn cut(&self, schema: Schema) -> Result<Cut<'_>, RunError> {
        Cut::start(&self.staging, schema, self.dialect, self.options.partition_by_year)
    }

    fn read(&self, outputs: &mut TableOutputs<'_>) -> Result<AfterReading, RunError> {
        let context = Context {
            listing: &self.listing,
            packs: &self.options.packs,
            steps: self.steps,
            keeping: &self.keeping,
            corrections: &self.corrections,
            observer: self.observer,
            stop: &self.options.stop,
            is_first: outputs.early,
            early: outputs.early.then_some(self.dialect),
        };
        let early = outputs.early.then_some([&mut outputs.tables, &mut outputs.cells]);
        let mut reading = Reading::new(context, early);
        reading.run()?;
        let Reading { agencies, entries, cached, hashed, .. } = reading;
        Ok(AfterReading { agencies, entries, cached, hashed })
    }

    fn compare(&self, read: &mut AfterReading) -> Result<(Vec<Written>, StoreFile), RunError> {
        let packs = self.options.packs.iter().as_slice();
        let mut panels = Vec::with_capacity(packs.len());
        for pack in packs {
            panels.push(self.dataset(datasets::panel(pack))?);
        }
        let mut added = StoreFile::create(&self.staging.work_file("added"))?;
        let comparing = Comparing {
            listing: &self.listing,
            packs,
            steps: self.steps,
            dialect: self.dialect,
            agencies: &read.agencies,
            keeping: &self.keeping,
            stop: &self.options.stop,
        };
        comparing.run(&mut read.entries, &mut panels, &mut added)?;
        let panels = panels.into_iter().map(Dataset::finish).collect::<Result<_, _>>()?;
        Ok((panels, added))
    }

    fn finish(
        &self,
        read: &AfterReading,
        added: &StoreFile,
        TableOutputs { tables, cells, early }: TableOutputs<'_>,
        changes: &mut Changes<'_>,
        summary: &mut Summary,
    ) -> Result<([Written; 7], Record, Option<Unchanged>), RunError> {
        let unchanged = self.unchanged(&read.entries, early);
        let house = self.staging.house();
        let last = self.staging.last_set().filter(|_| !early && self.copies);
        let mut last = last.and_then(|last| LastRows::open(&house, last, self.dialect));
        let mut outputs = Outputs {
            documents: self.dataset(datasets::documents())?,
            tables,
            cells,
            observations: self.cut(datasets::observations())?,
            checks: self.cut(datasets::checks())?,
            problems: self.dataset(datasets::problems())?,
            changes: self.dataset(datasets::changes())?,
            record: Record::begin(&house, self.dialect),
        };
        let finishing = Finishing {
            listing: &self.listing,
            packs: self.options.packs.iter().as_slice(),
            dialect: self.dialect,
            entries: &read.entries,
            stale: self.stale_corrections(&read.entries),
            unchanged: unchanged.as_ref(),
            has_tables: early,
            keeping: &self.keeping,
            added,
            stop: &self.options.stop,
        };
        finishing.run(&mut outputs, &mut last, changes, summary)?;
        let written = [
            outputs.documents.finish()?,
            outputs.tables.finish(unchanged.as_ref())?,
            outputs.cells.finish(unchanged.as_ref())?,
            outputs.observations.finish(unchanged.as_ref())?,
            outputs.checks.finish(unchanged.as_ref())?,
            outputs.problems.finish()?,
            outputs.changes.finish()?,
        ];
        Ok((written, outputs.record, unchanged))
    }

    /// Which partitions stand in the last set as they would be written now; none where the datasets are not cut up.
    fn unchanged(&self, entries: &[Entry], early: bool) -> Option<Unchanged> {
        if !self.options.partition_by_year {
            return None;
        }
        let digests = partitions::digests(&self.listing, entries, self.dialect);
        let last = self.staging.last_set().filter(|_| !early).unwrap_or_default();
        Some(Unchanged::find(&self.staging.house(), last, digests))
    }

    /// Corrections of what is not among the documents that were read.
    fn stale_corrections(&self, entries: &[Entry]) -> Vec<(String, Problem)> {
        if self.corrections.is_empty() {
            return Vec::new();
        }
        let read = |index: usize| entries.get(index).is_some_and(|entry| entry.kind == Kind::Document);
        let sources = &self.listing.sources;
        let has =
            |path: &str| sources.binary_search_by(|source| source.path.as_str().cmp(path)).is_ok_and(read);
        let ids: BTreeSet<String> =
            entries.iter().map(|entry| write::document_id(entry.sha256.as_ref())).collect();
        self.corrections.without_document(has, |id| ids.contains(id))
    }

    fn codebook(&self) -> Result<Written, RunError> {
        let mut dataset = self.dataset(datasets::codebook())?;
        let mut rows = write::Rows::new(self.dialect);
        write::codebook_rows(&mut rows, self.options.packs.iter().as_slice());
        dataset.append(rows.into())?;
        dataset.finish()
    }

    fn package(&self, packaged: Vec<Written>) -> Result<Published, RunError> {
        let files: Vec<_> = packaged.into_iter().map(|dataset| (dataset.schema, dataset.files)).collect();
        self.text("datapackage.json", &write::datapackage(&files, self.dialect))
    }

    fn text(&self, name: &str, text: &str) -> Result<Published, RunError> {
        let target = self.staging.target(name);
        fs::write(self.staging.file(name)?, text).map_err(RunError::io("write", &target))?;
        Ok(Published { name: name.to_owned(), bytes: text.len() as u64, rows: 0 })
    }

    /// `run.json`, then all files in place.
    fn publish(self, staged: Staged, clock: &mut Clock<'_>) -> Result<Summary, RunError> {
        let Staged { mut summary, partitions, record: (record, standing) } = staged;
        clock.stage(Stage::Publishing, 0);
        let journal = self.text("run.json", &run_json(self.options, &summary, clock))?;
        summary.files.push(journal);
        summary.ledger = self.keeping.size();
        self.keeping.tidy_up()?;
        self.options.stop.check()?;
        let house = self.staging.house();
        let (number, set) = self.staging.publish(self.options.keep_sets)?;
        if let Some((unchanged, files)) = partitions {
            unchanged.record(&house, number, &set, &files);
        }
        record.finish(number, &set, self.dialect, &standing);
        clock.stop();
        summary.seconds.clone_from(&clock.seconds);
        Ok(summary)
    }
}
