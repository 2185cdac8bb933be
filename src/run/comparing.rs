//! Stage `Comparing`: the documents of each agency side by side -> rows of the panels, identities over years, and which
//! of several documents of one year is used. Agency after agency, so that memory holds a few documents at a time.

use rayon::prelude::*;
use rust_decimal::Decimal;

use super::dataset::Dataset;
use super::formatting::Piece;
use super::index::{Agencies, Entry, PanelEntry};
use super::keeping::Keeping;
use super::kept::{Added, Beginning, StoreFile, stored};
use super::steps::Steps;
use super::{RunError, Stop};
use crate::check;
use crate::model::{Code, Observation, Problem, ValueKind};
use crate::pack::Pack;
use crate::source::Listing;
use crate::write::{self, Dialect, PlacedObservation, Rows, Whose};

/// Agencies compared in parallel before their rows are written.
const BATCH: usize = 64;

/// What the stage needs.
pub(super) struct Comparing<'a> {
    pub listing: &'a Listing,
    pub packs: &'a [Pack],
    pub steps: &'a Steps<'a>,
    pub dialect: Dialect,
    pub agencies: &'a Agencies,
    pub keeping: &'a Keeping,
    pub stop: &'a Stop,
}

/// What one agency gives.
#[derive(Default)]
struct Compared {
    family: usize,
    /// Of the panel.
    rows: Piece,
    /// What is added to documents, in its stored form.
    added: Vec<(u32, Vec<u8>)>,
}

/// A document of the panel.
struct Chosen {
    index: u32,
    year: i32,
    kept: Beginning,
    added: Added,
}

impl Chosen {
    fn observations(&self) -> Vec<Observation> {
        self.kept.observations.iter().map(|placed| placed.observation.clone()).collect()
    }
}

impl Comparing<'_> {
    /// Writes one panel for each pack and enters in `entries` where the additions lie.
    pub(super) fn run(
        &self,
        entries: &mut [Entry],
        panels: &mut [Dataset],
        additions: &mut StoreFile,
    ) -> Result<(), RunError> {
        let order = self.order(entries);
        let agencies: Vec<&[(u32, PanelEntry)]> =
            order.chunk_by(|(_, a), (_, b)| (a.family, a.agency) == (b.family, b.agency)).collect();
        let mut write = |done: Vec<Result<Compared, RunError>>| -> Result<(), RunError> {
            for compared in done {
                let Compared { family, rows, added } = compared?;
                if let Some(panel) = panels.get_mut(family) {
                    panel.append(rows)?;
                }
                for (index, added) in added {
                    let place = additions.append(&added)?;
                    if let Some(entry) = entries.get_mut(index as usize) {
                        entry.added = Some(place);
                    }
                }
            }
            Ok(())
        };
        // While one batch is compared by all threads, the one before is written.
        let mut done = Vec::new();
        for batch in agencies.chunks(BATCH) {
            self.stop.check()?;
            let before = std::mem::take(&mut done);
            let (compared, written) = rayon::join(
                || batch.par_iter().map(|documents| self.agency(documents)).collect(),
                || write(before),
            );
            written?;
            done = compared;
        }
        write(done)?;
        additions.flush()
    }

    /// Documents by family, agency_id, year, path.
    fn order(&self, entries: &[Entry]) -> Vec<(u32, PanelEntry)> {
        let mut order: Vec<(u32, PanelEntry)> = entries
            .iter()
            .zip(0u32..)
            .filter_map(|(entry, index)| entry.panel.map(|panel| (index, panel)))
            .collect();
        let key = |(index, entry): &(u32, PanelEntry)| {
            (entry.family, self.agencies.name(entry.agency), entry.year, *index)
        };
        order.sort_unstable_by(|a, b| key(a).cmp(&key(b)));
        order
    }

    fn agency(&self, documents: &[(u32, PanelEntry)]) -> Result<Compared, RunError> {
        let mut rows = Rows::new(self.dialect);
        let family = documents.first().map_or(0, |(_, entry)| usize::from(entry.family));
        let mut compared = Compared { family, ..Compared::default() };
        let mut earlier: Option<Chosen> = None;
        let Some(pack) = self.packs.get(family) else { return Ok(compared) };
        for year in documents.chunk_by(|(_, a), (_, b)| a.year == b.year) {
            let Some(mut chosen) = self.choose(year)? else { continue };
            self.name_others(pack, &chosen, year, &mut compared)?;
            self.panel_row(&mut rows, pack, &chosen);
            if let Some(mut before) = earlier.take() {
                if before.year.checked_add(1) == Some(chosen.year) {
                    self.compare_years(pack, &mut before, &mut chosen);
                }
                compared.keep(before.index, &before.added)?;
            }
            earlier = Some(chosen);
        }
        if let Some(last) = earlier {
            compared.keep(last.index, &last.added)?;
        }
        compared.rows = rows.into();
        Ok(compared)
    }

    /// The document of a year that is used: most values, then fewest failed checks, then first in path order.
    fn choose(&self, year: &[(u32, PanelEntry)]) -> Result<Option<Chosen>, RunError> {
        let best = year
            .iter()
            .min_by_key(|(index, entry)| (std::cmp::Reverse(entry.values), entry.failed_checks, *index));
        let Some((index, entry)) = best else { return Ok(None) };
        let kept: Beginning = self.keeping.record(entry.kept)?;
        Ok(Some(Chosen { index: *index, year: entry.year, kept, added: Added::default() }))
    }

    fn name_others(
        &self,
        pack: &Pack,
        chosen: &Chosen,
        year: &[(u32, PanelEntry)],
        compared: &mut Compared,
    ) -> Result<(), RunError> {
        let used = self.path(chosen.index);
        for (index, entry) in year.iter().filter(|(index, _)| *index != chosen.index) {
            let other: Beginning = self.keeping.record(entry.kept)?;
            let mut added = Added::default();
            let message = format!("the panel uses {used} for this agency and year");
            added.problems.push(Problem::new(Code::Superseded, message));
            let differences = differences(pack, &other.observations, &chosen.kept.observations);
            if !differences.is_empty() {
                let message = format!(
                    "differs from {used}, which the panel uses (here, there): {}; find out which is valid",
                    differences.join(", ")
                );
                added.problems.push(Problem::new(Code::VersionsDiffer, message));
            }
            compared.keep(*index, &added)?;
        }
        Ok(())
    }

    fn panel_row(&self, rows: &mut Rows, pack: &Pack, chosen: &Chosen) {
        let kept = &chosen.kept;
        let document_id = write::document_id(kept.row.sha256.as_ref());
        let whose = Whose {
            path: self.path(chosen.index),
            document_id: &document_id,
            identity: &kept.identity,
            template: &kept.row.template,
        };
        write::panel_row(rows, pack, whose, &kept.observations);
    }

    fn compare_years(&self, pack: &Pack, earlier: &mut Chosen, later: &mut Chosen) {
        let (before, after) = (earlier.observations(), later.observations());
        for between in (self.steps.between)(pack, &before, &after) {
            let result = between.check.result;
            let outcomes = |terms: &[u32]| terms.iter().map(|term| (*term, result)).collect::<Vec<_>>();
            earlier.added.outcomes.extend(outcomes(&between.earlier_terms));
            later.added.outcomes.extend(outcomes(&between.check.terms));
            if let Some(mut problem) = check::failure(&between.check) {
                let term = between.check.terms.first();
                let observation = term.and_then(|term| after.get(*term as usize));
                problem.table_index = observation.map(|observation| observation.table_index);
                later.added.problems.push(problem);
            }
            later.added.checks.push(between.check);
        }
    }

    fn path(&self, index: u32) -> &str {
        self.listing.sources.get(index as usize).map_or("", |source| source.path.as_str())
    }
}

impl Compared {
    fn keep(&mut self, index: u32, added: &Added) -> Result<(), RunError> {
        if !added.is_empty() {
            self.added.push((index, stored(added)?));
        }
        Ok(())
    }
}

/// The variables in which two documents differ, with what each prints, in the codebook's order.
fn differences(pack: &Pack, here: &[PlacedObservation], there: &[PlacedObservation]) -> Vec<String> {
    let count = pack.variables.len();
    let by_variable = |placed: &[PlacedObservation]| {
        let mut slots: Vec<Option<Observation>> = vec![None; count];
        for placed in placed {
            if let Some(slot) = slots.get_mut(placed.observation.variable as usize) {
                slot.get_or_insert_with(|| placed.observation.clone());
            }
        }
        slots
    };
    let pairs = by_variable(here).into_iter().zip(by_variable(there));
    let named = pack.variables.iter().zip(pairs).filter_map(|(variable, (here, there))| {
        let same = match (&here, &there) {
            (None, None) => true,
            (Some(here), Some(there)) => amount(here, &variable.unit) == amount(there, &variable.unit),
            _ => false,
        };
        let name = format!("{}.{}.{}", variable.table, variable.item, variable.measure);
        (!same).then(|| format!("{name} ({}, {})", printed(here.as_ref()), printed(there.as_ref())))
    });
    named.collect()
}

/// What is compared: the same amount in two units is the same.
fn amount(observation: &Observation, codebook_unit: &str) -> (ValueKind, Option<Decimal>, bool) {
    let value = observation.value.map(|value| {
        write::in_codebook_unit(value, &observation.unit, codebook_unit).unwrap_or(value).normalize()
    });
    let unit_unknown = write::is_amount(codebook_unit) && observation.unit.is_empty();
    (observation.kind, value, unit_unknown)
}

fn printed(observation: Option<&Observation>) -> String {
    let Some(observation) = observation else { return "missing".to_owned() };
    match observation.value {
        Some(value) => format!("{}{}", write::decimal_text(value), observation.unit),
        None => observation.kind.as_str().to_owned(),
    }
}
