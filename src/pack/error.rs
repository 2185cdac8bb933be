//! Why a pack is refused: the file, the line, and what is wrong there.

use std::fmt;
use std::path::PathBuf;

use thiserror::Error;

/// A pack that cannot be used.
#[derive(Debug, Error)]
#[error("{}{}: {fault}", file.display(), Line(*line))]
pub struct PackError {
    /// The file with the fault.
    pub file: PathBuf,
    /// Line of the fault, from 1, where there is one.
    pub line: Option<usize>,
    /// What is wrong.
    #[source]
    pub fault: Fault,
}

/// What can be wrong with a file of a pack.
#[derive(Debug, Error)]
pub enum Fault {
    /// The file is not there, or could not be read.
    #[error("cannot be read: {0}")]
    Unreadable(#[from] std::io::Error),
    /// The file is no UTF-8.
    #[error("is not UTF-8; save it as UTF-8")]
    NotUtf8,
    /// The TOML is broken, or has a key too many or too few.
    #[error("{0}")]
    Toml(String),
    /// The CSV is broken.
    #[error("{0}")]
    Csv(String),
    /// A column of the header line is missing or unknown.
    #[error("the header line must be `{expected}`")]
    Header {
        /// The header line as it must be.
        expected: String,
    },
    /// A cell that must hold something is empty.
    #[error("`{0}` is empty")]
    Empty(&'static str),
    /// A word that is none of the allowed ones.
    #[error("`{word}` is no {what}; allowed: {allowed}")]
    Word {
        /// What is printed.
        word: String,
        /// What it should be.
        what: &'static str,
        /// Allowed words.
        allowed: &'static str,
    },
    /// A parent that is no row above.
    #[error("parent `{0}` is no row above this one")]
    UnknownParent(String),
    /// A row's header that is no header row of the form.
    #[error("`{0}` is no header row of the form")]
    UnknownHeader(String),
    /// An item that `items.csv` does not have.
    #[error("item `{0}` is not in items.csv")]
    UnknownItem(String),
    /// A measure that `measures.csv` does not have.
    #[error("measure `{0}` is not in measures.csv")]
    UnknownMeasure(String),
    /// An identity over a table that no form has.
    #[error("no form has a table `{0}`")]
    UnknownTable(String),
    /// A name that stands twice where it may stand once.
    #[error("{what} `{name}` stands twice")]
    Duplicate {
        /// What stands twice.
        what: &'static str,
        /// Its name.
        name: String,
    },
    /// A name that would break column names or files.
    #[error("`{0}` may hold only a-z, 0-9, `_`, `-` and single dots")]
    Name(String),
    /// A row of values that gives no variable.
    #[error("the row holds values but has no columns, or a column names no item")]
    NoVariable,
    /// An identity that cannot be evaluated.
    #[error("{0}")]
    Identity(String),
    /// A form without tables, a pack without forms, a table without rows.
    #[error("has no {0}")]
    Nothing(&'static str),
}

struct Line(Option<usize>);

impl fmt::Display for Line {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |line| write!(formatter, ":{line}"))
    }
}

impl PackError {
    /// A fault in `file`, at `line` if that is known.
    pub(super) fn new(file: impl Into<PathBuf>, line: Option<usize>, fault: Fault) -> Self {
        Self { file: file.into(), line, fault }
    }
}
