//! The pure steps as the stages of a run call them. They are values, so that a store can stand before `extract`, and so
//! that tests can put documents in without text.

use super::corrections::Correction;
use super::isolate::{Reader, Workers};
use super::{RunError, extract};
use crate::check::{self, YearCheck};
use crate::model::{Extract, Observation, Report};
use crate::pack::{Pack, Packs};

type ExtractStep<'a> = dyn Fn(&[u8]) -> Result<Extract, RunError> + Sync + 'a;
type ReportStep<'a> = dyn Fn(&Extract, &str, &[&Correction]) -> Report + Sync + 'a;
type BetweenStep<'a> = dyn Fn(&Pack, &[Observation], &[Observation]) -> Vec<YearCheck> + Sync + 'a;

/// What a run does with one document, and with two of one agency.
pub(super) struct Steps<'a> {
    /// Bytes -> Extract.
    pub extract: Box<ExtractStep<'a>>,
    /// Extract, path and corrections -> Report.
    pub report: Box<ReportStep<'a>>,
    /// Observations of two years -> identities over years.
    pub between: Box<BetweenStep<'a>>,
}

impl<'a> Steps<'a> {
    /// The steps of this crate.
    pub(super) fn new(packs: &'a Packs, workers: Option<&Workers>) -> Result<Self, RunError> {
        let reader = Reader::new(&packs.hints(), workers)?;
        Ok(Self {
            extract: Box::new(move |bytes| reader.extract(bytes)),
            report: Box::new(move |extract, path, corrections| {
                extract::corrected_report(extract, path, packs, corrections)
            }),
            between: Box::new(check::over_years),
        })
    }
}
