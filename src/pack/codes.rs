//! items.csv and measures.csv -> Codes: what the variables of a family are made of, in the codebook's order.

use std::collections::BTreeMap;

use crate::model::Role;

use super::error::{Fault, PackError};
use super::form::Quantity;
use super::load::Files;
use super::sheet::{self, Record};

/// One item of a table.
pub(super) struct Item {
    pub table: String,
    pub code: String,
    pub role: Role,
    pub short: String,
    pub label_en: String,
}

/// One measure of a table.
pub(super) struct Measure {
    pub table: String,
    pub code: String,
    pub role: Role,
    pub quantity: Quantity,
    pub unit: String,
    pub short: String,
    pub label_en: String,
}

/// All items and measures of a family, in the order of their files.
#[derive(Default)]
pub(super) struct Codes {
    pub items: Vec<Item>,
    pub measures: Vec<Measure>,
    item_places: BTreeMap<(String, String), usize>,
    measure_places: BTreeMap<(String, String), usize>,
}

impl Codes {
    /// Place of an item in its file.
    pub fn item(&self, table: &str, code: &str) -> Option<usize> {
        self.item_places.get(&(table.to_owned(), code.to_owned())).copied()
    }

    /// Place of a measure in its file.
    pub fn measure(&self, table: &str, code: &str) -> Option<usize> {
        self.measure_places.get(&(table.to_owned(), code.to_owned())).copied()
    }
}

/// Reads both files.
pub(super) fn read(files: &Files<'_>) -> Result<Codes, PackError> {
    let mut codes = Codes::default();
    let (path, text) = files.text("items.csv")?;
    sheet::read(&path, &text, &["table", "item", "role", "short", "label_en"], |record| {
        let (table, code) = (name(record, 0, "table")?, name(record, 1, "item")?);
        let place = (table.clone(), code.clone());
        if codes.item_places.insert(place, codes.items.len()).is_some() {
            return Err(record.fault(Fault::Duplicate { what: "item", name: code }));
        }
        let (short, label_en) = (record.get(3).to_owned(), filled(record, 4, "label_en")?);
        codes.items.push(Item { table, code, role: role(record, 2)?, short, label_en });
        Ok(())
    })?;
    let (path, text) = files.text("measures.csv")?;
    let columns = ["table", "measure", "role", "kind", "unit", "short", "label_en"];
    sheet::read(&path, &text, &columns, |record| {
        let measure = measure(record)?;
        let place = (measure.table.clone(), measure.code.clone());
        if codes.measure_places.insert(place, codes.measures.len()).is_some() {
            return Err(record.fault(Fault::Duplicate { what: "measure", name: measure.code }));
        }
        codes.measures.push(measure);
        Ok(())
    })?;
    Ok(codes)
}

fn measure(record: &Record<'_>) -> Result<Measure, PackError> {
    let quantity = match record.get(3) {
        "count" => Quantity::Count,
        "amount" => Quantity::Amount,
        word => {
            let word = word.to_owned();
            return Err(record.fault(Fault::Word { word, what: "kind", allowed: "count, amount" }));
        }
    };
    Ok(Measure {
        table: name(record, 0, "table")?,
        code: name(record, 1, "measure")?,
        role: role(record, 2)?,
        quantity,
        unit: record.get(4).to_owned(),
        short: record.get(5).to_owned(),
        label_en: record.get(6).to_owned(),
    })
}

fn role(record: &Record<'_>, column: usize) -> Result<Role, PackError> {
    [Role::Leaf, Role::Subtotal, Role::Total, Role::OfWhich]
        .into_iter()
        .find(|role| role.as_str() == record.get(column))
        .ok_or_else(|| {
            let word = record.get(column).to_owned();
            record.fault(Fault::Word { word, what: "role", allowed: "leaf, subtotal, total, of_which" })
        })
}

fn filled(record: &Record<'_>, column: usize, what: &'static str) -> Result<String, PackError> {
    match record.get(column) {
        "" => Err(record.fault(Fault::Empty(what))),
        text => Ok(text.to_owned()),
    }
}

fn name(record: &Record<'_>, column: usize, what: &'static str) -> Result<String, PackError> {
    let name = filled(record, column, what)?;
    if is_name(&name) { Ok(name) } else { Err(record.fault(Fault::Name(name))) }
}

/// Whether a name can stand in column names and file names.
pub(super) fn is_name(name: &str) -> bool {
    let part = |part: &str| {
        let mut bytes = part.bytes();
        bytes.next().is_some_and(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            && bytes.all(|byte| {
                byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_' || byte == b'-'
            })
    };
    name.split('.').all(part)
}
