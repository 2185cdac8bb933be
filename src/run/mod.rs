//! Every step, once a source: parallel, streamed, in a stable order.
//!
//! A run goes through its documents three times, and holds about a hundred bytes of each in between:
//!
//! ```text
//! Reading    each source that the ledger does not know, in parallel  -> the ledger; in a first run tables, cells
//! Comparing  each agency's documents, by year    -> panel-*.csv; identities over years, superseded versions
//! Writing    each document again, from the ledger -> documents, tables, cells, observations, checks, problems, changes;
//!            rows that would be the same again are copied from the last set
//! ```

mod changes;
mod clock;
mod comparing;
mod copying;
mod corrections;
mod dataset;
mod error;
mod extract;
mod finishing;
mod formatting;
mod index;
mod isolate;
mod journal;
mod keeping;
mod kept;
mod loading;
mod observer;
mod options;
mod outputs;
mod partitions;
mod pipeline;
mod preparing;
mod previous;
mod publish;
mod reading;
mod standing;
mod steps;
mod stop;
mod storing;
mod summary;
#[cfg(test)]
mod tests;
mod withholding;

pub use error::RunError;
pub use extract::{Look, extract, look, report};
pub use isolate::{Limits, Reader, Workers, work};
pub use loading::LARGEST;
pub use observer::{Event, Observer, Stage};
pub use options::{LEAST_CONFIDENCE, PrintedOptions, RunOptions};
pub use stop::Stop;
pub use summary::{Changes, Published, Summary};
pub use withholding::withhold;

/// Reads every document of the inputs and publishes the datasets.
///
/// # Errors
/// Where a `RunError` is returned nothing was published: the output folder holds what it held before.
pub fn run(options: &RunOptions, observer: &dyn Observer) -> Result<Summary, RunError> {
    let steps = steps::Steps::new(&options.packs, options.workers.as_ref())?;
    pipeline::run(options, &steps, observer)
}
