//! Forms -> plain hints for the readers that lost the grid.

use crate::model::{Hint, HintRow, RowKind, RowSum};

use super::Pack;
use super::form::{Equation, FormColumn, FormRow, FormTable};

impl Pack {
    /// One hint for each table of each form, in the pack's order.
    pub fn hints(&self) -> Vec<Hint> {
        self.forms
            .iter()
            .flat_map(|form| form.tables.iter().map(move |table| (form, table)))
            .map(|(form, table)| self.hint(&form.name, table))
            .collect()
    }

    fn hint(&self, form: &str, table: &FormTable) -> Hint {
        let single = table.blocks.iter().find(|block| block.header.is_none());
        let columns = single.map(|block| block.columns.as_slice()).unwrap_or_default();
        Hint {
            name: format!("{form}/{}", table.name),
            headings: table.headings.clone(),
            label_columns: table.label_columns,
            columns: columns.iter().map(|column| column.path.clone()).collect(),
            stub_heads: table.stub_heads.clone(),
            rows: table.rows.iter().enumerate().map(|(place, row)| hint_row(table, place, row)).collect(),
            row_sums: self.row_sums(table, columns),
        }
    }

    /// Identities along a row, as value columns; each once, however many items it runs on.
    fn row_sums(&self, table: &FormTable, columns: &[FormColumn]) -> Vec<RowSum> {
        let mut sums: Vec<RowSum> = Vec::new();
        let rows =
            self.equations.iter().filter(|equation| equation.along_row && equation.table == table.name);
        for equation in rows {
            if let Some(sum) = row_sum(self, equation, columns)
                && !sums.contains(&sum)
            {
                sums.push(sum);
            }
        }
        sums
    }
}

fn hint_row(table: &FormTable, place: usize, row: &FormRow) -> HintRow {
    let block = table.blocks.get(row.block);
    let own_header = table.blocks.iter().find(|block| block.header == Some(place));
    let columns = own_header.map(|block| block.columns.as_slice()).unwrap_or_default();
    HintRow {
        kind: row.kind,
        labels: row.labels.clone(),
        parent: row.parent,
        columns: columns.iter().filter_map(|column| column.path.last().cloned()).collect(),
        values: if row.kind == RowKind::Values { block.map_or(0, |block| block.columns.len()) } else { 0 },
        unit: row.unit.clone(),
        optional: row.optional,
    }
}

fn row_sum(pack: &Pack, equation: &Equation, columns: &[FormColumn]) -> Option<RowSum> {
    let plain = equation.expected.iter().chain(&equation.actual).all(|term| term.plus && !term.last_year);
    if !plain {
        return None;
    }
    let column = |variable: u32| {
        let variable = pack.variables.get(variable as usize)?;
        columns.iter().position(|column| {
            column.measure == variable.measure && (column.item.is_empty() || column.item == variable.item)
        })
    };
    let [total] = equation.actual.as_slice() else { return None };
    let total = column(*total.variables.first()?)?;
    let parts =
        equation.expected.iter().map(|term| column(*term.variables.first()?)).collect::<Option<_>>()?;
    Some(RowSum { total, parts })
}
