//! Tables with their fits -> observations: one for each variable, with its unit and its role in this report.

use crate::model::{Code, Observation, Problem, Role, RowKind, TidyCell, ValueKind};
use crate::pack::{FormTable, Pack, Quantity, Variable};

use super::fit::Fit;
use super::printed::{Printed, Row, is_filled};

/// Collects the observations of one document.
pub(super) struct Observer<'a> {
    pack: &'a Pack,
    template: &'a str,
    /// For each variable what is known of it.
    states: Vec<State>,
    observations: Vec<Observation>,
    problems: Vec<Problem>,
}

/// What the tables read so far say of a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Missing,
    /// Index of its observation.
    Seen(usize),
    /// Two cells differ: no observation.
    Contradicted,
}

/// Variables of one table that stood in another place already.
#[derive(Default)]
struct Repeats {
    agreeing: usize,
    differing: usize,
    example: String,
}

impl<'a> Observer<'a> {
    pub fn new(pack: &'a Pack, template: &'a str) -> Self {
        let states = vec![State::Missing; pack.variables.len()];
        Self { pack, template, states, observations: Vec::new(), problems: Vec::new() }
    }

    /// Reads a table by its fit.
    pub fn read(&mut self, table_index: usize, printed: &Printed<'_>, form: &FormTable, fit: &Fit) {
        let mut repeats = Repeats::default();
        for (at, row) in printed.rows.iter().enumerate() {
            let form_row = fit.rows[at].and_then(|row| form.rows.get(row));
            let values = form_row.filter(|row| !row.variables.is_empty());
            // A heading that could hold values but is printed empty heads its rows, and says nothing.
            let heads = form_row.is_some_and(|row| row.kind == RowKind::Heading);
            if values.is_none() || (heads && !row.filled) {
                self.unmatched_row(table_index, printed, form, row, heads);
                continue;
            }
            for cell_index in row.cells.clone() {
                let cell = &printed.table.cells[cell_index];
                if let Some(variable) = fit.variable(form, at, cell) {
                    self.observe(table_index, cell_index, cell, variable, &mut repeats);
                }
            }
        }
        self.unmatched_columns(table_index, printed, form, fit);
        self.repeated(table_index, form, &repeats);
    }

    /// The observations in the order of tables and cells, and the problems.
    pub fn finish(mut self) -> (Vec<Observation>, Vec<Problem>) {
        let contradicted = |observation: &Observation| {
            self.states.get(observation.variable as usize) == Some(&State::Contradicted)
        };
        self.observations.retain(|observation| !contradicted(observation));
        self.observations.sort_by_key(|observation| (observation.table_index, observation.cell_index));
        for observation in &mut self.observations {
            let Some(variable) = self.pack.variables.get(observation.variable as usize) else { continue };
            let printed = |below: &u32| matches!(self.states.get(*below as usize), Some(State::Seen(_)));
            observation.role = variable.role(variable.below.iter().any(printed));
        }
        (self.observations, self.problems)
    }

    fn observe(
        &mut self,
        table: usize,
        cell_index: usize,
        cell: &TidyCell,
        variable: u32,
        repeats: &mut Repeats,
    ) {
        let Some(known) = self.pack.variables.get(variable as usize) else { return };
        let Some(state) = self.states.get(variable as usize).copied() else { return };
        let (Ok(table_index), Ok(cell_index)) = (u32::try_from(table), u32::try_from(cell_index)) else {
            return;
        };
        let observation = Observation {
            table_index,
            cell_index,
            variable,
            role: Role::Leaf,
            kind: cell.kind,
            value: cell.value,
            unit: String::new(),
            settled: cell.settled,
            checks: None,
        };
        let place = match state {
            State::Missing => {
                self.observations.push(observation);
                self.observations.len() - 1
            }
            State::Contradicted => return repeats.differ(known),
            State::Seen(place) => match self.observations.get_mut(place) {
                Some(before) if same_value(before, &observation) => return repeats.agree(known),
                // A blank says nothing against what is printed elsewhere.
                Some(before) if before.kind == ValueKind::Blank => {
                    *before = observation;
                    place
                }
                _ if observation.kind == ValueKind::Blank => return,
                _ => {
                    self.states[variable as usize] = State::Contradicted;
                    return repeats.differ(known);
                }
            },
        };
        self.states[variable as usize] = State::Seen(place);
        self.observations[place].unit = self.unit(table, cell, known);
    }

    /// The unit as printed, else the form's for a count; an amount without a printed unit stays without one.
    fn unit(&mut self, table_index: usize, cell: &TidyCell, variable: &Variable) -> String {
        if !cell.unit.is_empty() {
            return cell.unit.clone();
        }
        match variable.quantity {
            Quantity::Count => variable.unit.clone(),
            Quantity::Amount => {
                let unit = unit_in_labels(cell);
                if unit.is_empty() && cell.kind == ValueKind::Number {
                    let message = format!(
                        "{} is printed as `{}` without a unit; the panel leaves it empty",
                        variable.column_name(),
                        quoted(&cell.text)
                    );
                    self.problems.push(Problem::in_table(Code::UnitUnknown, table_index, message));
                }
                unit.to_owned()
            }
        }
    }

    fn unmatched_row(
        &mut self,
        table: usize,
        printed: &Printed<'_>,
        form: &FormTable,
        row: &Row<'_>,
        heads: bool,
    ) {
        let cells = &printed.table.cells[row.cells.clone()];
        // A heading may be printed with dashes for values.
        let says = |cell: &TidyCell| is_filled(cell) && !(heads && cell.kind == ValueKind::NotApplicable);
        if !cells.iter().any(says) {
            return;
        }
        let message = format!(
            "row {} `{}` of {} fits no row of {}; its values stand in cells.csv only",
            cells.first().map_or(0, |cell| cell.row),
            quoted(&row.label.join(" / ")),
            form.name,
            self.template
        );
        self.problems.push(Problem::in_table(Code::RowUnmatched, table, message));
    }

    fn unmatched_columns(&mut self, table_index: usize, printed: &Printed<'_>, form: &FormTable, fit: &Fit) {
        for (block, columns) in fit.columns.iter().enumerate() {
            for (column, _) in columns.iter().filter(|(_, place)| place.is_none()) {
                let in_block = |at: usize| fit.rows[at].is_some_and(|row| form.rows[row].block == block);
                let rows = printed.rows.iter().enumerate().filter(|(at, _)| in_block(*at));
                let mut cells = rows.flat_map(|(_, row)| &printed.table.cells[row.cells.clone()]);
                let Some(cell) = cells.find(|cell| cell.column == *column && is_filled(cell)) else {
                    continue;
                };
                if cell.column_label.last().is_some_and(|label| form.stub_heads.contains(label)) {
                    continue;
                }
                let message = format!(
                    "column {column} `{}` of {} fits no column of {}; its values stand in cells.csv only",
                    quoted(&cell.column_label.join(" / ")),
                    form.name,
                    self.template
                );
                self.problems.push(Problem::in_table(Code::ColumnUnmatched, table_index, message));
            }
        }
    }

    fn repeated(&mut self, table_index: usize, form: &FormTable, repeats: &Repeats) {
        let Repeats { agreeing, differing, example } = repeats;
        if agreeing + differing == 0 {
            return;
        }
        let message = format!(
            "{} variables of {} stand in two places ({example} is one): {agreeing} agree and are taken once, {differing} differ and are left out",
            agreeing + differing,
            form.name
        );
        self.problems.push(Problem::in_table(Code::VariableRepeated, table_index, message));
    }
}

impl Repeats {
    fn agree(&mut self, variable: &Variable) {
        self.agreeing += 1;
        self.name(variable);
    }

    fn differ(&mut self, variable: &Variable) {
        // The first that differs is what a person looks for.
        if self.differing == 0 {
            self.example.clear();
        }
        self.differing += 1;
        self.name(variable);
    }

    fn name(&mut self, variable: &Variable) {
        if self.example.is_empty() {
            self.example = variable.column_name();
        }
    }
}

fn same_value(left: &Observation, right: &Observation) -> bool {
    left.kind == right.kind && left.kind != ValueKind::Unresolved && left.value == right.value
}

/// A unit of money named in the labels of a cell (`本年收费金额（单位：万元）`).
fn unit_in_labels(cell: &TidyCell) -> &'static str {
    let labels = || cell.column_label.iter().chain(cell.row_label.iter());
    ["亿元", "万元", "千元"]
        .into_iter()
        .find(|unit| labels().any(|label| label.contains(unit)))
        .or_else(|| {
            labels().any(|label| label.contains("单位：元") || label.contains("（元）")).then_some("元")
        })
        .unwrap_or_default()
}

/// A printed text, cut so that a problem stays readable.
fn quoted(text: &str) -> String {
    const LONGEST: usize = 80;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
