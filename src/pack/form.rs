//! The nouns of a pack: its forms, their tables with rows and columns, its variables and its identities.

use serde::Serialize;

use crate::model::{Role, RowKind};

use super::key::Key;

/// Whether a variable counts things or is an amount of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Quantity {
    /// Counts: a unit that is not printed is the form's.
    Count,
    /// Amounts: a unit that is not printed stays unknown.
    Amount,
}

/// One variable of a family: a row of the codebook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Variable {
    /// Table (`requests`).
    pub table: String,
    /// Item (`result.granted`).
    pub item: String,
    /// Measure (`natural_person`).
    pub measure: String,
    /// Chinese label: the whole path, rows then columns, joined by ` / `.
    pub label: String,
    /// English label.
    pub label_en: String,
    /// Unit of the form; amounts in the panel are converted to it.
    pub unit: String,
    /// Count or amount.
    pub quantity: Quantity,
    /// Forms that print it, in the order of the pack.
    pub templates: Vec<String>,
    /// Every role that it can have.
    pub roles: Vec<Role>,
    /// Role of the item alone, before the report at hand is looked at.
    pub item_role: Role,
    /// Role of the measure alone.
    pub measure_role: Role,
    /// Short Chinese names of item and measure, for the details of checks.
    pub short: (String, String),
    /// Indices of the variables below it (`result.other.*` below `result.other`, same measure), parts (其中) left out.
    pub below: Vec<u32>,
    /// Indices of the variables whose item stands above its own (`result.other` above `result.other.other`).
    pub above: Vec<u32>,
}

impl Variable {
    /// Name of its column in a panel: `table.item.measure`.
    pub fn column_name(&self) -> String {
        format!("{}.{}.{}", self.table, self.item, self.measure)
    }

    /// Its role in a report that prints some of the variables below it, or none.
    pub fn role(&self, below_printed: bool) -> Role {
        let item = match self.item_role {
            Role::Leaf | Role::Subtotal if below_printed => Role::Subtotal,
            Role::Subtotal => Role::Leaf,
            role => role,
        };
        match (item, self.measure_role) {
            (Role::Total, _) | (_, Role::Total) => Role::Total,
            (Role::Leaf, measure) => measure,
            (item, _) => item,
        }
    }
}

/// One form of a family.
#[derive(Debug, Clone, Serialize)]
pub struct Form {
    /// Name (`ogi-2021`).
    pub name: String,
    /// Chinese name.
    pub label: String,
    /// First and last reported year that it is laid down for.
    pub years: (i32, i32),
    /// Its tables.
    pub tables: Vec<FormTable>,
    /// For each variable of the family: whether every complete report on this form prints it.
    pub prints: Vec<bool>,
}

impl Form {
    /// Whether the form has the table that a variable stands in.
    pub(crate) fn has_table(&self, pack: &super::Pack, variable: u32) -> bool {
        let table = pack.variables.get(variable as usize).map(|variable| variable.table.as_str());
        self.tables.iter().any(|own| Some(own.name.as_str()) == table)
    }
}

/// One table of a form.
#[derive(Debug, Clone, Serialize)]
pub struct FormTable {
    /// Name in the family (`requests`).
    pub name: String,
    /// Headings that announce it, without numbering.
    pub headings: Vec<String>,
    /// The headings, folded.
    pub heading_keys: Vec<Key>,
    /// Printed label columns, a unit column included.
    pub label_columns: usize,
    /// Texts of the header over the label columns.
    pub stub_heads: Vec<String>,
    /// Header lines and the columns under each; one without a row where the whole table has one header.
    pub blocks: Vec<Block>,
    /// Rows in print order.
    pub rows: Vec<FormRow>,
}

/// Columns under one header.
#[derive(Debug, Clone, Serialize)]
pub struct Block {
    /// The row that prints the header, where blocks have headers of their own.
    pub header: Option<usize>,
    /// Value columns from left to right.
    pub columns: Vec<FormColumn>,
}

/// One value column.
#[derive(Debug, Clone, Serialize)]
pub struct FormColumn {
    /// Header path, outermost first.
    pub path: Vec<String>,
    /// The path without its last part, folded.
    pub parents: Vec<Key>,
    /// The last part and its variants, folded.
    pub keys: Vec<Key>,
    /// Item, where columns name items.
    pub item: String,
    /// Measure.
    pub measure: String,
}

/// One printed row.
#[derive(Debug, Clone, Serialize)]
pub struct FormRow {
    /// What it is. A heading with an item is a heading that some reports print values in.
    pub kind: RowKind,
    /// Canonical label, then variants; empty if the row has none.
    pub labels: Vec<String>,
    /// The labels, folded.
    pub keys: Vec<Key>,
    /// Letters of the keys that need no number, with and without their notes: what slips are told by.
    pub letters: Vec<Vec<char>>,
    /// Index of the row that heads it.
    pub parent: Option<usize>,
    /// Index of its block.
    pub block: usize,
    /// Item, empty for headings and where columns name items.
    pub item: String,
    /// Measure, where the row and not the column names it.
    pub measure: String,
    /// Unit printed in the row.
    pub unit: String,
    /// True if complete reports may leave it out.
    pub optional: bool,
    /// Index of the variable for each column of the block; empty for rows without values.
    pub variables: Vec<u32>,
}

impl FormRow {
    /// The keys that a printed label may bear: the canonical one, and of the variants with a number of their own (`0.总计`)
    /// those with the printed number.
    pub fn keys_for(&self, printed: &Key) -> impl Iterator<Item = &Key> {
        let may_bear =
            |(at, key): &(usize, &Key)| *at == 0 || key.number.is_none() || key.number == printed.number;
        self.keys.iter().enumerate().filter(may_bear).map(|(_, key)| key)
    }
}

/// One side's term of an identity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Term {
    /// False if it is taken away.
    pub plus: bool,
    /// True if it is the value of the year before.
    pub last_year: bool,
    /// The variables that are added up: one, or all those below an item, of which the leaves count.
    pub variables: Vec<u32>,
    /// True if the term stands for the leaves below an item.
    pub leaves: bool,
}

/// One identity, ready to be evaluated on one item or one measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Equation {
    /// Name (`requests.balance`).
    pub name: String,
    /// Table.
    pub table: String,
    /// The item or measure it runs on.
    pub scope: String,
    /// True if its terms are measures of one item, false if they are items of one measure.
    pub along_row: bool,
    /// What the identity asks for.
    pub expected: Vec<Term>,
    /// What is printed.
    pub actual: Vec<Term>,
}

impl Equation {
    /// True if it needs the report of the year before.
    pub fn over_years(&self) -> bool {
        self.expected.iter().chain(&self.actual).any(|term| term.last_year)
    }
}
