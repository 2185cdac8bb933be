//! The rows and columns files of one table of a form -> its rows and blocks.

use std::collections::BTreeMap;

use crate::model::RowKind;

use super::codes::Codes;
use super::error::{Fault, PackError};
use super::form::{Block, FormColumn, FormRow};
use super::key::Key;
use super::load::Files;
use super::sheet::{self, Record};

const ROWS: [&str; 9] = ["row", "parent", "kind", "label", "variants", "item", "measure", "unit", "optional"];
const COLUMNS: [&str; 5] = ["header", "item", "measure", "label", "variants"];

/// Reads both files of a table.
pub(super) fn read(
    files: &Files<'_>,
    table: &str,
    rows: &str,
    columns: &str,
    codes: &Codes,
) -> Result<(Vec<FormRow>, Vec<Block>), PackError> {
    let (columns_path, columns_text) = files.text(columns)?;
    let (rows_path, rows_text) = files.text(rows)?;
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut rows: Vec<FormRow> = Vec::new();
    let mut lines = Vec::new();
    sheet::read(&rows_path, &rows_text, &ROWS, |record| {
        let row = row(record, table, &places, codes)?;
        if places.insert(record.get(0).to_owned(), rows.len()).is_some() {
            return Err(record.fault(Fault::Duplicate { what: "row", name: record.get(0).to_owned() }));
        }
        lines.push(record.line);
        rows.push(row);
        Ok(())
    })?;
    if !rows.iter().any(|row| row.kind == RowKind::Values) {
        return Err(PackError::new(rows_path, None, Fault::Nothing("rows of values")));
    }
    let mut blocks: Vec<Block> = Vec::new();
    sheet::read(&columns_path, &columns_text, &COLUMNS, |record| {
        let header = header(record, &places, &rows)?;
        let column = column(record, table, codes)?;
        match blocks.iter_mut().find(|block| block.header == header) {
            Some(block) => block.columns.push(column),
            None => blocks.push(Block { header, columns: vec![column] }),
        }
        Ok(())
    })?;
    place_in_blocks(&mut rows, &blocks);
    check_codes(&rows, &blocks)
        .map_err(|(row, fault)| PackError::new(rows_path, lines.get(row).copied(), fault))?;
    Ok((rows, blocks))
}

fn row(
    record: &Record<'_>,
    table: &str,
    places: &BTreeMap<String, usize>,
    codes: &Codes,
) -> Result<FormRow, PackError> {
    let kind = match record.get(2) {
        "heading" => RowKind::Heading,
        "header" => RowKind::Header,
        "values" => RowKind::Values,
        word => {
            let word = word.to_owned();
            return Err(record.fault(Fault::Word { word, what: "kind", allowed: "heading, header, values" }));
        }
    };
    let parent = match record.get(1) {
        "" => None,
        parent => match places.get(parent) {
            Some(place) => Some(*place),
            None => return Err(record.fault(Fault::UnknownParent(parent.to_owned()))),
        },
    };
    let optional = match record.get(8) {
        "" => false,
        "yes" => true,
        word => {
            let word = word.to_owned();
            return Err(record.fault(Fault::Word {
                word,
                what: "word for optional",
                allowed: "yes, or nothing",
            }));
        }
    };
    let labels: Vec<String> = (!record.get(3).is_empty())
        .then(|| record.get(3).to_owned())
        .into_iter()
        .chain(record.list(4))
        .collect();
    if labels.is_empty() && kind != RowKind::Values {
        return Err(record.fault(Fault::Empty("label")));
    }
    let keys: Vec<Key> = labels.iter().map(|label| Key::of(label)).collect();
    Ok(FormRow {
        kind,
        letters: keys
            .iter()
            .enumerate()
            .filter(|(at, key)| *at == 0 || key.number.is_none())
            .flat_map(|(_, key)| key.letters())
            .collect(),
        keys,
        labels,
        parent,
        block: 0,
        item: item(record, 5, table, codes)?,
        measure: measure(record, 6, table, codes)?,
        unit: record.get(7).to_owned(),
        optional,
        variables: Vec::new(),
    })
}

fn item(record: &Record<'_>, column: usize, table: &str, codes: &Codes) -> Result<String, PackError> {
    let item = record.get(column);
    if item.is_empty() || codes.item(table, item).is_some() {
        return Ok(item.to_owned());
    }
    Err(record.fault(Fault::UnknownItem(item.to_owned())))
}

fn measure(record: &Record<'_>, column: usize, table: &str, codes: &Codes) -> Result<String, PackError> {
    let measure = record.get(column);
    if measure.is_empty() || codes.measure(table, measure).is_some() {
        return Ok(measure.to_owned());
    }
    Err(record.fault(Fault::UnknownMeasure(measure.to_owned())))
}

fn header(
    record: &Record<'_>,
    places: &BTreeMap<String, usize>,
    rows: &[FormRow],
) -> Result<Option<usize>, PackError> {
    if record.get(0).is_empty() {
        return Ok(None);
    }
    let place = places.get(record.get(0)).copied();
    let found = place.filter(|place| rows.get(*place).is_some_and(|row| row.kind == RowKind::Header));
    match found {
        Some(place) => Ok(Some(place)),
        None => Err(record.fault(Fault::UnknownHeader(record.get(0).to_owned()))),
    }
}

fn column(record: &Record<'_>, table: &str, codes: &Codes) -> Result<FormColumn, PackError> {
    let path: Vec<String> = record
        .get(3)
        .split(" / ")
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    let Some((leaf, above)) = path.split_last() else {
        return Err(record.fault(Fault::Empty("label")));
    };
    let keys = std::iter::once(leaf.as_str())
        .chain(record.list(4).iter().map(String::as_str))
        .map(Key::of)
        .collect();
    let measure = measure(record, 2, table, codes)?;
    if measure.is_empty() {
        return Err(record.fault(Fault::Empty("measure")));
    }
    Ok(FormColumn {
        parents: above.iter().map(|label| Key::of(label)).collect(),
        keys,
        item: item(record, 1, table, codes)?,
        measure,
        path,
    })
}

/// A row stands in the block whose header line has the same parent, else in the block without a header line.
fn place_in_blocks(rows: &mut [FormRow], blocks: &[Block]) {
    let parents: Vec<Option<Option<usize>>> = blocks
        .iter()
        .map(|block| block.header.and_then(|header| rows.get(header)).map(|row| row.parent))
        .collect();
    for row in rows {
        let own = parents.iter().position(|parent| *parent == Some(row.parent));
        row.block = own.or_else(|| parents.iter().position(Option::is_none)).unwrap_or(usize::MAX);
    }
}

/// Every row of values gives variables, and no two rows that must be printed give the same.
fn check_codes(rows: &[FormRow], blocks: &[Block]) -> Result<(), (usize, Fault)> {
    let mut seen = BTreeMap::new();
    for (place, row) in rows.iter().enumerate() {
        if row.kind != RowKind::Values {
            continue;
        }
        let columns = blocks.get(row.block).map(|block| block.columns.as_slice()).unwrap_or_default();
        let nameless = |column: &FormColumn| row.item.is_empty() && column.item.is_empty();
        if columns.is_empty() || columns.iter().any(nameless) {
            return Err((place, Fault::NoVariable));
        }
        for column in columns {
            let item = if row.item.is_empty() { &column.item } else { &row.item };
            let measure = if row.measure.is_empty() { &column.measure } else { &row.measure };
            if seen.insert((item, measure), place).is_some() && !row.optional {
                let name = format!("{item}.{measure}");
                return Err((place, Fault::Duplicate { what: "variable", name }));
            }
        }
    }
    Ok(())
}
