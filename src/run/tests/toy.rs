//! Documents in a toy language, so that whole runs are tested without the readers:
//!
//! ```text
//! of 110000-局 2022          agency and year
//! is 1 3 件                  variable 1 is 3, unit 件 (`is 1 blank` for a kind)
//! fails                      an identity over its first value fails
//! says text                  a table cell that no variable fits
//! ```

use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::super::steps::Steps;
use super::super::*;
use crate::check::YearCheck;
use crate::model::{
    Check, CheckResult, Clues, Extract, Format, Identity, Method, Observation, Origin, Report, Role, Status,
    Table, TidyCell, ValueKind,
};
use crate::pack::{Pack, Packs, Variable};

pub(super) fn toy_packs() -> Packs {
    let known = Packs::builtin().unwrap().iter().next().unwrap().clone();
    let variable = |item: &str, unit: &str| Variable {
        table: "requests".into(),
        item: item.into(),
        measure: "total".into(),
        label: format!("标签 {item}"),
        label_en: String::new(),
        unit: unit.into(),
        templates: vec!["toy-1".into(), "toy-2".into()],
        roles: vec![Role::Leaf, Role::Subtotal],
        ..known.variables[0].clone()
    };
    let variables =
        vec![variable("carried_in", "件"), variable("carried_out", "件"), variable("fees", "万元")];
    let mut packs = Packs::default();
    packs.add(Pack { family: "toy".into(), variables, forms: Vec::new(), equations: Vec::new(), ..known });
    packs
}

fn toy_cell(row: u32, line: &str) -> TidyCell {
    let words: Vec<&str> = line.split(' ').collect();
    let printed = words.get(2).copied().unwrap_or_default();
    let is = words[0] == "is";
    let value = printed.parse().ok().filter(|_| is);
    TidyCell {
        row,
        column: 2,
        row_label: Arc::from(vec!["三、办理".to_owned(), "=总计".to_owned()]),
        column_label: Arc::from(vec!["a,b".to_owned()]),
        text: if is { printed.to_owned() } else { line.trim_start_matches("says ").replace("\\n", "\n") },
        value,
        kind: match (value, printed) {
            (Some(_), _) => ValueKind::Number,
            (None, "blank") => ValueKind::Blank,
            _ => ValueKind::Text,
        },
        unit: if is { words.get(3).copied().unwrap_or_default().to_owned() } else { String::new() },
        confidence: 0.95,
        settled: false,
        origin: Origin::default(),
    }
}

fn toy_extract(bytes: &[u8]) -> Extract {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let lines = text.lines().filter(|line| line.starts_with("is ") || line.starts_with("says "));
    let cells: Vec<TidyCell> = lines.zip(1..).map(|(line, row)| toy_cell(row, line)).collect();
    let table = Table {
        method: Method::Delimited,
        pages: None,
        section: String::new(),
        title: "表".into(),
        rows: 3,
        columns: 2,
        header_rows: 1,
        label_columns: 1,
        confidence: 1.0,
        cells,
    };
    Extract {
        format: Format::Text,
        encoding: "utf-8".into(),
        pages: None,
        status: if table.cells.is_empty() { Status::NoTables } else { Status::Ok },
        clues: Clues { title: text, ..Clues::default() },
        tables: if table.cells.is_empty() { Vec::new() } else { vec![table] },
        problems: Vec::new(),
    }
}

fn toy_report(extract: &Extract, _path: &str) -> Report {
    let text = &extract.clues.title;
    let mut report = Report { family: "toy".into(), template: "toy-1".into(), ..Report::default() };
    for line in text.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        match words[0] {
            "of" => {
                report.identity = Identity {
                    agency_id: words[1].into(),
                    agency: "某局".into(),
                    year: words[2].parse().ok(),
                    ..Identity::default()
                };
            }
            "fails" => report.checks.push(toy_check(3, 4, CheckResult::Failed)),
            _ => {}
        }
    }
    let lines = text.lines().filter(|line| line.starts_with("is ") || line.starts_with("says "));
    for (index, (line, cell)) in lines.zip(extract.tables.iter().flat_map(|table| &table.cells)).enumerate() {
        if let Some(variable) = line.strip_prefix("is ").and_then(|rest| rest[..1].parse().ok()) {
            report.observations.push(Observation {
                table_index: 0,
                cell_index: index as u32,
                variable,
                role: Role::Leaf,
                kind: cell.kind,
                value: cell.value,
                unit: cell.unit.clone(),
                settled: false,
                checks: None,
            });
        }
    }
    report.table_names = vec!["requests".into()];
    report
}

fn toy_check(expected: i64, actual: i64, result: CheckResult) -> Check {
    Check {
        table: "requests".into(),
        check: "requests.carry_over".into(),
        scope: "total".into(),
        expected: expected.into(),
        actual: actual.into(),
        result,
        detail: format!("{actual} = {expected}"),
        terms: vec![0],
    }
}

/// Last year's variable 1 is this year's variable 0.
fn toy_between(_: &Pack, earlier: &[Observation], later: &[Observation]) -> Vec<YearCheck> {
    let value = |list: &[Observation], variable| {
        list.iter().position(|one| one.variable == variable).and_then(|at| Some((at as u32, list[at].value?)))
    };
    let (Some((from, expected)), Some((to, actual))) = (value(earlier, 1), value(later, 0)) else {
        return Vec::new();
    };
    let result = if expected == actual { CheckResult::Passed } else { CheckResult::Failed };
    let check = Check { expected, actual, terms: vec![to], ..toy_check(0, 0, result) };
    vec![YearCheck { check, earlier_terms: vec![from] }]
}

pub(super) fn toy_steps() -> Steps<'static> {
    Steps {
        extract: Box::new(|bytes| Ok(toy_extract(bytes))),
        report: Box::new(|extract, path, _| toy_report(extract, path)),
        between: Box::new(toy_between),
    }
}

pub(super) struct Toy {
    pub(super) folder: tempfile::TempDir,
}

impl Toy {
    pub(super) fn new(files: &[(&str, &str)]) -> Self {
        let toy = Self { folder: tempfile::tempdir().unwrap() };
        for (name, text) in files {
            toy.write(name, text);
        }
        toy
    }

    pub(super) fn write(&self, name: &str, text: &str) {
        let path = self.folder.path().join("in").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(super) fn options(&self, jobs: usize) -> RunOptions {
        let [inputs, out] = ["in", "out"].map(|name| self.folder.path().join(name));
        RunOptions { jobs, bom: false, ..RunOptions::new(vec![inputs], out, toy_packs()) }
    }

    pub(super) fn run(&self) -> Summary {
        pipeline::run(&self.options(2), &toy_steps(), &()).unwrap()
    }

    pub(super) fn out(&self, name: &str) -> String {
        read(&self.folder.path().join("out").join(name))
    }

    /// The named columns of a dataset.
    pub(super) fn columns(&self, name: &str, wanted: &[&str]) -> Vec<Vec<String>> {
        let text = self.out(name);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let headers = reader.headers().unwrap().clone();
        let places: Vec<usize> =
            wanted.iter().map(|wanted| headers.iter().position(|name| name == *wanted).unwrap()).collect();
        let rows = reader.records().map(|row| row.unwrap());
        rows.map(|row| places.iter().map(|place| row[*place].to_owned()).collect()).collect()
    }
}

pub(super) fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}
