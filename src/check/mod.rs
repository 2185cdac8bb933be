//! Observation + Pack -> Check: identities inside a document and over years.
//!
//! The identities are data of the pack; `actual` is what is printed (the total, the later report), `expected` what the
//! other values ask for. One of which a term is not printed has no check.

mod evaluate;
#[cfg(test)]
mod tests;

use crate::model::{Check, CheckResult, Code, Observation, Problem};
use crate::pack::Pack;

use evaluate::{Context, Values, evaluate};

/// A check over two reports of one agency.
#[derive(Debug, Clone, PartialEq)]
pub struct YearCheck {
    /// The check; its terms count in the later report's observations.
    pub check: Check,
    /// The terms that are observations of the earlier report.
    pub earlier_terms: Vec<u32>,
}

/// Evaluates the identities inside one document and writes the outcome into the observations.
/// `template` is the document's form: it tells which values a complete report prints.
pub fn within(pack: &Pack, template: &str, observations: &mut [Observation]) -> (Vec<Check>, Vec<Problem>) {
    let context = Context {
        pack,
        form: pack.form(template),
        this_year: Values::of(pack, observations),
        last_year: None,
    };
    let equations = pack.equations.iter().filter(|equation| !equation.over_years());
    let checks: Vec<Check> =
        equations.filter_map(|equation| evaluate(&context, equation)).map(|found| found.check).collect();
    for check in &checks {
        mark(observations, &check.terms, check.result);
    }
    let problems = checks
        .iter()
        .filter_map(|check| {
            let mut problem = failure(check)?;
            problem.table_index =
                check.terms.first().and_then(|term| observations.get(*term as usize)).map(|o| o.table_index);
            Some(problem)
        })
        .collect();
    (checks, problems)
}

/// Evaluates the identities over years between two reports of one agency, `later` being of the year after `earlier`'s.
/// Only the variables of `Pack::needed_over_years` are looked at. Nothing is written: see `mark` and `failure`.
pub fn over_years(pack: &Pack, earlier: &[Observation], later: &[Observation]) -> Vec<YearCheck> {
    let context = Context {
        pack,
        form: None,
        this_year: Values::of(pack, later),
        last_year: Some(Values::of(pack, earlier)),
    };
    let equations = pack.equations.iter().filter(|equation| equation.over_years());
    equations
        .filter_map(|equation| evaluate(&context, equation))
        .map(|found| YearCheck { check: found.check, earlier_terms: found.last_year_terms })
        .collect()
}

/// Writes the outcome of a check into the observations that take part: failed beats passed, undecided says nothing.
pub fn mark(observations: &mut [Observation], terms: &[u32], result: CheckResult) {
    for term in terms {
        let Some(observation) = observations.get_mut(*term as usize) else { continue };
        match (result, observation.checks) {
            (CheckResult::Failed, _) => observation.checks = Some(CheckResult::Failed),
            (CheckResult::Passed, None) => observation.checks = Some(CheckResult::Passed),
            _ => {}
        }
    }
}

/// The problem that a failed check is.
pub fn failure(check: &Check) -> Option<Problem> {
    (check.result == CheckResult::Failed).then(|| {
        Problem::new(Code::CheckFailed, format!("{} ({}): {}", check.check, check.scope, check.detail))
    })
}
