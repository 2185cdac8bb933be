//! The rows of one document after the other -> the datasets that stage `Writing` fills, and where the rows stand in them.

use std::path::Path;

use super::RunError;
use super::dataset::{Cut, Dataset};
use super::formatting::Piece;
use super::standing::{Record, Stretch};

/// The datasets that the stage writes.
pub(super) struct Outputs<'a> {
    pub documents: Dataset,
    pub tables: Cut<'a>,
    pub cells: Cut<'a>,
    pub observations: Cut<'a>,
    pub checks: Cut<'a>,
    pub problems: Dataset,
    pub changes: Dataset,
    /// Where the rows of each document stand.
    pub record: Record,
}

impl Outputs<'_> {
    /// Writes the rows of a document, and tells where they stand.
    pub(super) fn append(&mut self, year: Option<i32>, pieces: [Piece; 6]) -> Result<[Stretch; 6], RunError> {
        let [documents, tables, cells, observations, checks, problems] = pieces;
        Ok([
            self.documents.append(documents)?,
            self.tables.append(year, tables)?,
            self.cells.append(year, cells)?,
            self.observations.append(year, observations)?,
            self.checks.append(year, checks)?,
            self.problems.append(problems)?,
        ])
    }

    /// Copies them from an older set.
    pub(super) fn copy(
        &mut self,
        year: Option<i32>,
        set: &Path,
        stretches: [Stretch; 6],
    ) -> Result<[Stretch; 6], RunError> {
        let [_, tables, cells, observations, checks, _] = stretches;
        let [documents, .., problems] = self.copy_uncut(set, stretches)?;
        Ok([
            documents,
            self.tables.copy(year, set, tables)?,
            self.cells.copy(year, set, cells)?,
            self.observations.copy(year, set, observations)?,
            self.checks.copy(year, set, checks)?,
            problems,
        ])
    }

    /// The same where the files of a document's year are linked as they are.
    pub(super) fn copy_uncut(
        &mut self,
        set: &Path,
        stretches: [Stretch; 6],
    ) -> Result<[Stretch; 6], RunError> {
        let [documents, tables, cells, observations, checks, problems] = stretches;
        let (documents, problems) =
            (self.documents.copy(set, documents)?, self.problems.copy(set, problems)?);
        Ok([documents, tables, cells, observations, checks, problems])
    }
}
