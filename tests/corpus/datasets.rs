//! A folder of reports -> the datasets of a run over it.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use baobiao::pack::Packs;
use baobiao::run::{self, RunOptions};

use crate::dataset::{Dataset, Row};

/// The datasets that the tests compare.
pub(crate) struct Datasets {
    pub(crate) documents: Dataset,
    pub(crate) tables: Dataset,
    pub(crate) cells: Dataset,
    pub(crate) observations: Dataset,
    pub(crate) checks: Dataset,
    pub(crate) problems: Dataset,
    pub(crate) panel: Dataset,
}

/// A file or folder of this crate.
pub(crate) fn in_crate(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Runs over an input with so many workers and leaves the datasets in a folder.
pub(crate) fn run_into(input: &Path, out: &Path, jobs: usize) {
    let options = RunOptions {
        jobs,
        ..RunOptions::new(vec![input.to_path_buf()], out.to_path_buf(), Packs::builtin().unwrap())
    };
    run::run(&options, &()).unwrap();
}

/// Runs over an input and reads what was published.
pub(crate) fn datasets_of(input: &Path) -> Datasets {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("datasets");
    run_into(input, &out, 2);
    let load = |name: &str| Dataset::load(&out.join(name));
    Datasets {
        documents: load("documents.csv"),
        tables: load("tables.csv"),
        cells: load("cells.csv"),
        observations: load("observations.csv"),
        checks: load("checks.csv"),
        problems: load("problems.csv"),
        panel: load("panel-ogi-annual-report.csv"),
    }
}

/// The datasets of the sample corpus; one run serves all tests.
pub(crate) fn sample() -> &'static Datasets {
    static SAMPLE: OnceLock<Datasets> = OnceLock::new();
    SAMPLE.get_or_init(|| datasets_of(&in_crate("sample_corpus")))
}

/// What a run found in one document.
pub(crate) struct Found<'a> {
    pub(crate) document: Row<'a>,
    /// Each table with its cells, in document order.
    pub(crate) tables: Vec<(Row<'a>, Vec<Row<'a>>)>,
    pub(crate) observations: Vec<Row<'a>>,
    pub(crate) checks: Vec<Row<'a>>,
    pub(crate) problems: Vec<Row<'a>>,
}

impl Datasets {
    /// All that stands in the datasets about one document.
    #[track_caller]
    pub(crate) fn found(&self, path: &str) -> Found<'_> {
        let documents = self.documents.having("path", path);
        assert_eq!(documents.len(), 1, "{path}: rows in documents.csv");
        let tables = self.tables.having("path", path).into_iter();
        Found {
            document: documents[0],
            tables: tables
                .map(|table| (table, self.cells.having("table_id", table.get("table_id"))))
                .collect(),
            observations: self.observations.having("path", path),
            checks: self.checks.having("path", path),
            problems: self.problems.having("path", path),
        }
    }
}
