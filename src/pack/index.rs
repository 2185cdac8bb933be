//! Packs -> Index: which rows and columns of which forms bear a folded label, so that an exact fit is one look-up.

use std::collections::HashMap;

use super::Pack;

/// A table of a form: indices of pack, form and table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TablePlace {
    /// Pack.
    pub pack: usize,
    /// Form in the pack.
    pub form: usize,
    /// Table in the form.
    pub table: usize,
}

/// Where a folded label stands: index of the table in `Index::tables`, and of the row or column there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Index of the table in `Index::tables`.
    pub table: u32,
    /// Row of the form's table.
    pub row: u32,
}

/// Look-up of folded labels. The maps are only asked for single keys, never walked.
#[derive(Debug, Clone, Default)]
pub struct Index {
    /// Every table of every form.
    pub tables: Vec<TablePlace>,
    rows: HashMap<Box<str>, Vec<Place>>,
    columns: HashMap<Box<str>, Vec<u32>>,
}

impl Index {
    /// Indexes the labels of all packs.
    pub(super) fn build(packs: &[Pack]) -> Self {
        let mut index = Self::default();
        for (pack, family) in packs.iter().enumerate() {
            for (form, printed) in family.forms.iter().enumerate() {
                for table in 0..printed.tables.len() {
                    index.add(packs, TablePlace { pack, form, table });
                }
            }
        }
        index
    }

    fn add(&mut self, packs: &[Pack], place: TablePlace) {
        let table = u32::try_from(self.tables.len()).unwrap_or(u32::MAX);
        self.tables.push(place);
        let printed = &packs[place.pack].forms[place.form].tables[place.table];
        for (row, printed) in printed.rows.iter().zip(0..).map(|(printed, row)| (row, printed)) {
            for text in
                printed.keys.iter().flat_map(|key| std::iter::once(&key.text).chain(&key.without_notes))
            {
                push(self.rows.entry(text.as_str().into()).or_default(), Place { table, row });
            }
        }
        for key in printed.blocks.iter().flat_map(|block| &block.columns).flat_map(|column| &column.keys) {
            push(self.columns.entry(key.text.as_str().into()).or_default(), table);
        }
    }

    /// Rows that bear a folded label, with notes or without.
    pub fn rows(&self, text: &str) -> &[Place] {
        self.rows.get(text).map(Vec::as_slice).unwrap_or_default()
    }

    /// Tables with a column that bears a folded label.
    pub fn columns(&self, text: &str) -> &[u32] {
        self.columns.get(text).map(Vec::as_slice).unwrap_or_default()
    }
}

fn push<T: PartialEq>(places: &mut Vec<T>, place: T) {
    if !places.contains(&place) {
        places.push(place);
    }
}
