//! What happens during a run -> whoever wants to show it.

use serde::Serialize;

use crate::model::Status;

/// A part of a run, in the order they happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Looking for files.
    Listing,
    /// Reading documents, finding and tidying their tables, matching them to the known forms.
    Reading,
    /// Comparing the documents of one agency, within a year and over years.
    Comparing,
    /// Writing the datasets that need the comparison.
    Writing,
    /// Putting the datasets in place.
    Publishing,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Self; 5] =
        [Self::Listing, Self::Reading, Self::Comparing, Self::Writing, Self::Publishing];

    /// The word that `run.json` prints.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Listing => "listing",
            Self::Reading => "reading",
            Self::Comparing => "comparing",
            Self::Writing => "writing",
            Self::Publishing => "publishing",
        }
    }
}

/// Something that happened.
#[derive(Debug, Clone, Copy)]
pub enum Event<'a> {
    /// A stage begins.
    Stage {
        /// Which.
        stage: Stage,
        /// How many documents it goes through; 0 where that is not known.
        total: u64,
    },
    /// A document is through `Stage::Reading`; documents come in path order.
    Document {
        /// Its relative path.
        path: &'a str,
        /// How far it was read.
        status: Status,
        /// How many problems it has so far.
        problems: u64,
    },
}

/// Is told what happens, one event after the other, in the same order whatever the number of threads.
pub trait Observer: Sync {
    /// Something happened. Slow work here slows the run down.
    fn event(&self, event: &Event<'_>);
}

impl Observer for () {
    fn event(&self, _event: &Event<'_>) {}
}
