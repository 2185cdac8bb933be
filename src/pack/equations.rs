//! The identities of a pack -> equations over its variables, one for each item or measure that they run on.

use serde::Deserialize;
use toml::Spanned;

use crate::model::Role;

use super::codes::Codes;
use super::error::{Fault, PackError};
use super::form::{Equation, Term, Variable};
use super::load::Manifest;

/// One `[[identity]]` of pack.toml.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IdentityEntry {
    name: Spanned<String>,
    table: Spanned<String>,
    each: Each,
    #[serde(default)]
    scope: Option<String>,
    expected: Spanned<Vec<Spanned<String>>>,
    actual: Spanned<Vec<Spanned<String>>>,
}

/// What an identity is evaluated once for.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Each {
    Item,
    Measure,
}

/// A term as written: `-last:code.*`, each part but the code optional.
struct Written<'a> {
    plus: bool,
    last_year: bool,
    code: &'a str,
    leaves: bool,
}

impl<'a> Written<'a> {
    fn parse(term: &'a str) -> Self {
        let (plus, term) = term.strip_prefix('-').map_or((true, term), |rest| (false, rest));
        let (last_year, term) = term.strip_prefix("last:").map_or((false, term), |rest| (true, rest));
        let (leaves, code) = term.strip_suffix(".*").map_or((false, term), |rest| (true, rest));
        Self { plus, last_year, code, leaves }
    }
}

/// Turns each identity into its equations, in the codebook's order of their scopes.
pub(super) fn build(
    manifest: &Manifest<'_>,
    entries: &[IdentityEntry],
    codes: &Codes,
    variables: &[Variable],
) -> Result<Vec<Equation>, PackError> {
    let mut equations = Vec::new();
    for entry in entries {
        let table = entry.table.get_ref();
        if !variables.iter().any(|variable| variable.table == *table) {
            return Err(manifest.fault(&entry.table, Fault::UnknownTable(table.clone())));
        }
        check_terms(manifest, entry, codes)?;
        let before = equations.len();
        let scopes: Vec<&str> = match entry.each {
            Each::Item => in_table(&codes.items, table, |item| (&item.table, &item.code)),
            Each::Measure => in_table(&codes.measures, table, |measure| (&measure.table, &measure.code)),
        };
        for scope in scopes {
            equations.extend(equation(entry, scope, variables));
        }
        if equations.len() == before {
            let reason = "the identity holds for no item and no measure that the forms print".to_owned();
            return Err(manifest.fault(&entry.name, Fault::Identity(reason)));
        }
    }
    Ok(equations)
}

fn in_table<'a, T>(
    codes: &'a [T],
    table: &str,
    part: impl Fn(&'a T) -> (&'a String, &'a String),
) -> Vec<&'a str> {
    codes.iter().map(part).filter(|(owner, _)| *owner == table).map(|(_, code)| code.as_str()).collect()
}

fn check_terms(manifest: &Manifest<'_>, entry: &IdentityEntry, codes: &Codes) -> Result<(), PackError> {
    let table = entry.table.get_ref();
    for side in [&entry.expected, &entry.actual] {
        if side.get_ref().is_empty() {
            return Err(manifest.fault(side, Fault::Nothing("terms")));
        }
        for term in side.get_ref() {
            let written = Written::parse(term.get_ref());
            let code = written.code.to_owned();
            if entry.each == Each::Item {
                if codes.measure(table, &code).is_none() {
                    return Err(manifest.fault(term, Fault::UnknownMeasure(code)));
                }
            } else if written.leaves {
                let prefix = format!("{code}.");
                if !codes.items.iter().any(|item| item.table == *table && item.code.starts_with(&prefix)) {
                    return Err(manifest.fault(term, Fault::UnknownItem(term.get_ref().clone())));
                }
            } else if codes.item(table, &code).is_none() {
                return Err(manifest.fault(term, Fault::UnknownItem(code)));
            }
            if written.leaves && (written.last_year || entry.each == Each::Item) {
                let reason = "`.*` stands for items of the same year".to_owned();
                return Err(manifest.fault(term, Fault::Identity(reason)));
            }
        }
    }
    Ok(())
}

/// The identity on one scope, or none where the forms do not print all its terms.
fn equation(entry: &IdentityEntry, scope: &str, variables: &[Variable]) -> Option<Equation> {
    let side = |terms: &[Spanned<String>]| -> Option<Vec<Term>> {
        terms.iter().map(|written| term(entry, scope, Written::parse(written.get_ref()), variables)).collect()
    };
    Some(Equation {
        name: entry.name.get_ref().clone(),
        table: entry.table.get_ref().clone(),
        scope: entry.scope.clone().unwrap_or_else(|| scope.to_owned()),
        along_row: entry.each == Each::Item,
        expected: side(entry.expected.get_ref())?,
        actual: side(entry.actual.get_ref())?,
    })
}

fn term(entry: &IdentityEntry, scope: &str, written: Written<'_>, variables: &[Variable]) -> Option<Term> {
    let fits = |variable: &Variable| {
        if variable.table != *entry.table.get_ref() {
            return false;
        }
        match entry.each {
            Each::Item => variable.item == scope && variable.measure == written.code,
            Each::Measure if variable.measure != scope => false,
            Each::Measure if written.leaves => {
                let below =
                    variable.item.strip_prefix(written.code).is_some_and(|rest| rest.starts_with('.'));
                below && matches!(variable.item_role, Role::Leaf | Role::Subtotal)
            }
            Each::Measure => variable.item == written.code,
        }
    };
    let found: Vec<u32> =
        variables.iter().zip(0..).filter(|(variable, _)| fits(variable)).map(|(_, at)| at).collect();
    let Written { plus, last_year, leaves, .. } = written;
    (!found.is_empty()).then_some(Term { plus, last_year, variables: found, leaves })
}
