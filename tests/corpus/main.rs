//! Sample reports -> datasets, compared with what is known to be printed in them: value for value, place for place.
//!
//! `truth` compares a whole run with `tests/corpus_truth.jsonl`; what the reading still loses stands in `losses`.

#![allow(clippy::unwrap_used)]

mod compare;
mod dataset;
mod datasets;
mod goldens;
mod losses;
mod printed;
mod properties;
mod seeds;
mod truth;
