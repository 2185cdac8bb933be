//! Report families as data: types, loading, and the plain hints that `run` hands to the readers.

mod builtin;
mod codes;
mod equations;
mod error;
mod form;
mod hints;
mod index;
mod key;
mod load;
mod rows;
mod sheet;
#[cfg(test)]
mod tests;
mod variables;

use serde::Serialize;

use crate::model::Hint;

pub use error::{Fault, PackError};
pub use form::{Block, Equation, Form, FormColumn, FormRow, FormTable, Quantity, Term, Variable};
pub use index::{Index, Place, TablePlace};
pub use key::{Key, Number, Style};
pub use load::load;

/// One report family: its forms, its variables, its identities.
#[derive(Debug, Clone, Serialize)]
pub struct Pack {
    /// Name (`ogi-annual-report`).
    pub family: String,
    /// Chinese name.
    pub label: String,
    /// English name.
    pub label_en: String,
    /// Forms, oldest first.
    pub forms: Vec<Form>,
    /// Variables, in the codebook's order; `Observation::variable` counts here.
    pub variables: Vec<Variable>,
    /// Identities, one for each item or measure that they run on.
    pub equations: Vec<Equation>,
}

impl Pack {
    /// A form by its name.
    pub fn form(&self, template: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.name == template)
    }

    /// Names of the panel's variable columns, in the codebook's order.
    pub fn panel_columns(&self) -> Vec<String> {
        self.variables.iter().map(Variable::column_name).collect()
    }

    /// For each variable, whether an identity over years needs it: all that must be kept of a report for the next.
    pub fn needed_over_years(&self) -> Vec<bool> {
        let mut needed = vec![false; self.variables.len()];
        for equation in self.equations.iter().filter(|equation| equation.over_years()) {
            for term in equation.expected.iter().chain(&equation.actual) {
                for variable in &term.variables {
                    needed[*variable as usize] = true;
                }
            }
        }
        needed
    }
}

/// Every family that a run knows.
#[derive(Debug, Clone, Default)]
pub struct Packs {
    packs: Vec<Pack>,
    index: Index,
}

impl Packs {
    /// The families that come with the program.
    ///
    /// # Errors
    /// A built-in pack with a fault: a defect of the program, which its tests exclude.
    pub fn builtin() -> Result<Self, PackError> {
        let packs = builtin::load_all()?;
        let index = Index::build(&packs);
        Ok(Self { packs, index })
    }

    /// Adds a family; it replaces one of the same name.
    pub fn add(&mut self, pack: Pack) {
        match self.packs.iter_mut().find(|known| known.family == pack.family) {
            Some(known) => *known = pack,
            None => self.packs.push(pack),
        }
        self.index = Index::build(&self.packs);
    }

    /// The families, built-in ones first.
    pub fn iter(&self) -> std::slice::Iter<'_, Pack> {
        self.packs.iter()
    }

    /// A family by its name.
    pub fn get(&self, family: &str) -> Option<&Pack> {
        self.packs.iter().find(|pack| pack.family == family)
    }

    /// Hints of all families for the readers.
    pub fn hints(&self) -> Vec<Hint> {
        self.packs.iter().flat_map(Pack::hints).collect()
    }

    /// Look-up of folded labels over all families.
    pub fn index(&self) -> &Index {
        &self.index
    }
}
