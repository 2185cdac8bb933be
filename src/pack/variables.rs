//! Items, measures and forms -> the variables of a family, in the codebook's order.

use std::collections::BTreeMap;

use crate::model::{Role, RowKind};

use super::codes::Codes;
use super::form::{Form, FormTable, Variable};

/// Places of an item and a measure in their files: sorted, they give the codebook's order.
type Code = (usize, usize);

/// Makes the variables that the forms print, and writes their indices into the rows of the forms.
pub(super) fn build(codes: &Codes, forms: &mut [Form]) -> Vec<Variable> {
    let mut printed: BTreeMap<Code, Printed> = BTreeMap::new();
    for (place, form) in forms.iter().enumerate() {
        for table in &form.tables {
            each_place(codes, table, |row, column, code| {
                let entry = printed.entry(code).or_default();
                if entry.forms.last() != Some(&place) {
                    entry.forms.push(place);
                    entry.label = label(table, row, column);
                    entry.unit.clone_from(&table.rows[row].unit);
                }
            });
        }
    }
    let order: BTreeMap<Code, u32> = printed.keys().copied().zip(0..).collect();
    let mut variables: Vec<Variable> =
        printed.iter().map(|(code, printed)| variable(codes, *code, printed, forms)).collect();
    relate(&mut variables);
    let count = variables.len();
    for form in forms {
        form.prints = vec![false; count];
        for table in &mut form.tables {
            number_rows(codes, table, &order, &mut form.prints);
        }
    }
    variables
}

/// What the forms say about a variable; the last form that prints it gives label and unit.
#[derive(Default)]
struct Printed {
    forms: Vec<usize>,
    label: String,
    unit: String,
}

/// Calls `each` with row, column and code for every place that a variable is printed in.
fn each_place(codes: &Codes, table: &FormTable, mut each: impl FnMut(usize, usize, Code)) {
    for (place, row) in table.rows.iter().enumerate() {
        let holds_values =
            row.kind == RowKind::Values || (row.kind == RowKind::Heading && !row.item.is_empty());
        let Some(block) = table.blocks.get(row.block).filter(|_| holds_values) else { continue };
        for (at, column) in block.columns.iter().enumerate() {
            let item = if row.item.is_empty() { &column.item } else { &row.item };
            let measure = if row.measure.is_empty() { &column.measure } else { &row.measure };
            if let (Some(item), Some(measure)) =
                (codes.item(&table.name, item), codes.measure(&table.name, measure))
            {
                each(place, at, (item, measure));
            }
        }
    }
}

fn label(table: &FormTable, row: usize, column: usize) -> String {
    let mut path = Vec::new();
    let mut at = Some(row);
    while let Some(row) = at.and_then(|at| table.rows.get(at)) {
        path.extend(row.labels.first().map(String::as_str));
        at = row.parent;
    }
    path.reverse();
    let block = table.rows.get(row).and_then(|row| table.blocks.get(row.block));
    let column = block.and_then(|block| block.columns.get(column));
    path.extend(column.into_iter().flat_map(|column| column.path.iter().map(String::as_str)));
    path.join(" / ")
}

fn variable(codes: &Codes, code: Code, printed: &Printed, forms: &[Form]) -> Variable {
    let (item, measure) = (&codes.items[code.0], &codes.measures[code.1]);
    let label_en = if measure.label_en.is_empty() {
        item.label_en.clone()
    } else {
        format!("{}; {}", item.label_en, measure.label_en)
    };
    let unit = if printed.unit.is_empty() { &measure.unit } else { &printed.unit };
    Variable {
        table: item.table.clone(),
        item: item.code.clone(),
        measure: measure.code.clone(),
        label: printed.label.clone(),
        label_en,
        unit: unit.clone(),
        quantity: measure.quantity,
        templates: printed.forms.iter().map(|form| forms[*form].name.clone()).collect(),
        roles: Vec::new(),
        item_role: item.role,
        measure_role: measure.role,
        short: (item.short.clone(), measure.short.clone()),
        below: Vec::new(),
        above: Vec::new(),
    }
}

/// Finds which variables stand below which, by the dots in their items, and with it the roles that each can have.
fn relate(variables: &mut [Variable]) {
    let places: BTreeMap<(String, String, String), usize> = variables
        .iter()
        .enumerate()
        .map(|(place, variable)| {
            ((variable.table.clone(), variable.measure.clone(), variable.item.clone()), place)
        })
        .collect();
    for place in 0..variables.len() {
        let variable = variables[place].clone();
        let mut item = variable.item.as_str();
        while let Some((above, _)) = item.rsplit_once('.') {
            item = above;
            let key = (variable.table.clone(), variable.measure.clone(), above.to_owned());
            let Some(above) = places.get(&key).copied() else { continue };
            variables[place].above.push(index(above));
            if variable.item_role != Role::OfWhich {
                variables[above].below.push(index(place));
            }
        }
    }
    for variable in variables {
        let mut roles = vec![variable.role(false)];
        if !variable.below.is_empty() {
            roles.push(variable.role(true));
        }
        roles.dedup();
        variable.roles = roles;
    }
}

fn number_rows(codes: &Codes, table: &mut FormTable, order: &BTreeMap<Code, u32>, prints: &mut [bool]) {
    let mut found: Vec<(usize, u32)> = Vec::new();
    each_place(codes, table, |row, _, code| {
        if let Some(variable) = order.get(&code) {
            found.push((row, *variable));
        }
    });
    for (row, variable) in found {
        let row = &mut table.rows[row];
        row.variables.push(variable);
        if row.kind == RowKind::Values && !row.optional {
            prints[variable as usize] = true;
        }
    }
}

/// Variables are counted in the hundreds; the codebook of a pack cannot outgrow 32 bits.
fn index(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
