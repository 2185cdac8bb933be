//! Table + Pack -> Observation: labels become the family's variables.
//!
//! A table is compared with each table of each form whose labels or headings it bears. Rows are aligned in order by label,
//! numbering and parent (`align`), columns by label, or by order where their number is the form's (`columns`). What does
//! not fit for certain gives no observation but a problem: a value is never put in a place by guess.

mod align;
mod columns;
mod fit;
mod observe;
mod printed;
mod score;
mod similarity;
mod template;
#[cfg(test)]
mod tests;

use crate::model::{Observation, Problem, Table};
use crate::pack::Packs;

use fit::Fit;
use observe::Observer;
use printed::Printed;

/// A document's tables in the variables of a family.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Conformed {
    /// Name of the pack that knows the tables, empty if none does.
    pub family: String,
    /// Form (`ogi-2021`), empty if no known table was found, or if the tables are those of several forms and no year
    /// tells which.
    pub template: String,
    /// For each table: its name in the family (`requests`), or empty.
    pub table_names: Vec<String>,
    /// Values of known variables, in the order of tables and cells.
    pub observations: Vec<Observation>,
    /// Rows, columns and values that could not be placed.
    pub problems: Vec<Problem>,
}

/// Puts the tables of one document in the variables of the family that they are of.
///
/// The form is told by the tables; `year` (the reported one) decides only where two forms fit equally well.
pub fn conform(tables: &[Table], packs: &Packs, year: Option<i32>) -> Conformed {
    let printed: Vec<Option<Printed<'_>>> =
        tables.iter().map(|table| Printed::of(table, packs.index())).collect();
    let fit = |printed: &Option<Printed<'_>>| {
        printed.as_ref().map(|printed| fit::fits(printed, packs)).unwrap_or_default()
    };
    let mut fits: Vec<Vec<Fit>> = printed.iter().map(fit).collect();
    template::settle_rests(&mut fits);
    let none = || Conformed { table_names: vec![String::new(); tables.len()], ..Conformed::default() };
    let Some(template) = template::template(&fits, packs, year) else { return none() };
    let Some(pack) = packs.iter().nth(template.pack) else { return none() };
    let Some(form) = pack.forms.get(template.form) else { return none() };
    let mut observer = Observer::new(pack, &form.name);
    let mut table_names = vec![String::new(); tables.len()];
    for (at, (printed, fits)) in printed.iter().zip(&fits).enumerate() {
        let Some((printed, fit)) = printed.as_ref().zip(template::choose(fits, packs, template)) else {
            continue;
        };
        let place = packs.index().tables.get(fit.place as usize);
        let Some(table) = place.and_then(|place| fit::form_table(packs, *place)) else { continue };
        observer.read(at, printed, table, fit);
        table_names[at].clone_from(&table.name);
    }
    let (observations, problems) = observer.finish();
    Conformed {
        family: pack.family.clone(),
        template: if template.certain { form.name.clone() } else { String::new() },
        table_names,
        observations,
        problems,
    }
}
