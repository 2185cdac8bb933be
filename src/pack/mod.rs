//! Report families as data: types, loading, and the plain hints that `run` hands to the readers.

use crate::model::{Hint, Role};

/// One variable of a family: a row of the codebook.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Variable {
    /// Table (`requests`).
    pub table: String,
    /// Item (`result.granted`).
    pub item: String,
    /// Measure (`natural_person`).
    pub measure: String,
    /// Chinese label.
    pub label: String,
    /// English label.
    pub label_en: String,
    /// Unit of the form.
    pub unit: String,
    /// Forms that print it.
    pub templates: Vec<String>,
    /// Every role that it can have.
    pub roles: Vec<Role>,
}

/// One report family.
#[derive(Debug, Clone, Default)]
pub struct Pack {
    /// Name.
    pub name: String,
    /// Variables.
    pub variables: Vec<Variable>,
}

impl Pack {
    /// The codebook.
    pub fn variables(&self) -> &[Variable] {
        &self.variables
    }
}

/// Every report family of a run.
#[derive(Debug, Clone, Default)]
pub struct Packs(pub Vec<Pack>);

impl Packs {
    /// In a fixed order.
    pub fn families(&self) -> &[Pack] {
        &self.0
    }

    /// What the readers are told.
    pub fn hints(&self) -> Vec<Hint> {
        Vec::new()
    }
}
