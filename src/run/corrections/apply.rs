//! Corrections + what was read of a document -> identity and values as the person wants them, each named in a problem.

use rust_decimal::Decimal;

use super::{Correction, Field, corrected};
use crate::identify;
use crate::model::{Clues, Code, Identity, Observation, Problem, ValueKind};
use crate::pack::Pack;
use crate::write::decimal_text;

/// The problem of a correction that could not be made.
pub(super) fn stale(correction: &Correction, reason: &str) -> Problem {
    let message = format!(
        "the correction of {} (line {}) was not made: {reason}; look at it again, or delete it",
        correction.name(),
        correction.line
    );
    Problem::new(Code::CorrectionStale, message)
}

/// Those of `corrections` that are of these bytes, and a problem for each of the others.
pub(in crate::run) fn stale_contents<'c>(
    corrections: &[&'c Correction],
    document_id: &str,
) -> (Vec<&'c Correction>, Vec<Problem>) {
    let fits =
        |correction: &&Correction| correction.document_id.is_empty() || correction.document_id == document_id;
    let (fresh, changed): (Vec<&Correction>, Vec<&Correction>) = corrections.iter().copied().partition(fits);
    let problems = changed.iter().map(|correction| stale(correction, "the document has changed since"));
    (fresh, problems.collect())
}

/// As `identify::identify`, with what a person knows better in the place of what the content says.
pub(in crate::run) fn identity(
    clues: &Clues,
    path: &str,
    corrections: &[&Correction],
) -> (Identity, Vec<Problem>) {
    let (found, problems) = identify::identify(clues, path);
    let mut known = clues.clone();
    let (mut agency, mut region) = (None, None);
    for correction in corrections {
        match &correction.field {
            Field::Agency(name) => agency = Some(name),
            Field::Region(name) => region = Some(name),
            Field::Year(year) => known.title_years = vec![*year],
            Field::Value(..) => {}
        }
    }
    if agency.is_none() && region.is_none() && known.title_years == clues.title_years {
        return (found, problems);
    }
    if let Some(name) = agency {
        known.organs = vec![name.clone()];
        known.full_names.clear();
    }
    let (mut identity, mut problems) = identify::identify(&known, path);
    if let Some(region) = region {
        (identity, problems) = in_region(identity, known, path, region);
    }
    if let Some(name) = agency {
        identity.agency.clone_from(name);
    }
    problems.extend(corrections.iter().filter_map(|correction| named(correction, &found, &identity)));
    (identity, problems)
}

/// The organ as one of this region: its kind behind the region's name is an organ whose place is certain.
fn in_region(before: Identity, mut clues: Clues, path: &str, region: &str) -> (Identity, Vec<Problem>) {
    clues.organs = vec![format!("{region}{}", before.agency_kind)];
    clues.full_names.clear();
    let (mut identity, problems) = identify::identify(&clues, path);
    identity.agency = before.agency;
    if identity.region.is_empty() {
        region.clone_into(&mut identity.region);
    }
    (identity, problems)
}

fn named(correction: &Correction, before: &Identity, now: &Identity) -> Option<Problem> {
    let year = |year: Option<i32>| year.map(|year| year.to_string()).unwrap_or_default();
    Some(match correction.field {
        Field::Agency(_) => corrected(correction, &before.agency, &now.agency),
        Field::Region(_) => corrected(correction, &before.region, &now.region),
        Field::Year(_) => corrected(correction, &year(before.year), &year(now.year)),
        Field::Value(..) => return None,
    })
}

/// Puts corrected values in the place of printed ones; a problem for each, and for each that finds none.
pub(in crate::run) fn values(
    pack: Option<&Pack>,
    observations: &mut [Observation],
    corrections: &[&Correction],
) -> Vec<Problem> {
    let mut problems = Vec::new();
    for correction in corrections {
        let Field::Value(name, value) = &correction.field else { continue };
        let index = pack.and_then(|pack| pack.variables.iter().position(|one| one.column_name() == *name));
        let found = observations.iter_mut().find(|one| Some(one.variable as usize) == index);
        problems.push(match found {
            Some(observation) => replace(correction, observation, *value),
            None => stale(correction, "the document has no value of this variable"),
        });
    }
    problems
}

fn replace(correction: &Correction, observation: &mut Observation, value: Option<Decimal>) -> Problem {
    let printed = |value: Option<Decimal>, kind: ValueKind| {
        value.map_or_else(|| kind.as_str().to_owned(), decimal_text)
    };
    let old = printed(observation.value, observation.kind);
    observation.kind = if value.is_some() { ValueKind::Number } else { ValueKind::Blank };
    observation.value = value;
    observation.settled = false;
    let problem = corrected(correction, &old, &printed(value, observation.kind));
    Problem { table_index: Some(observation.table_index), ..problem }
}
