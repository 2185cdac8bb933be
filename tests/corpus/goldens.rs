//! Sample reports, one for each look -> grid, tidy table and observations as text, compared with `tests/expected/`.
//!
//! They show what a change does to a report at each depth; whether a value is right is for `truth` to say.
//! `BAOBIAO_BLESS=1 cargo test --test corpus goldens` writes them anew.

use std::fmt::Write;
use std::fs;

use baobiao::model::{Document, Grid, Printed, Report, Table};
use baobiao::pack::Packs;
use baobiao::tables::{self, Forms};
use baobiao::{read, run, tidy};

use crate::datasets::in_crate;

/// Name of the expected files, and the report below `sample_corpus/`.
const REPORTS: [(&str, &str); 11] = [
    ("aligned_budget", "江苏省/南京市/市级/部门预算.txt"),
    ("box_contacts", "福建省/福州市/联系方式.txt"),
    ("cell_lines", "待整理/2023/xzq.txt"),
    ("cell_lines_bare", "江苏省/淮安市/洪泽区/教育局/2023年.txt"),
    ("csv", "江苏省/南京市/市级/南京市人民政府-2024.csv"),
    ("markdown_bulletin", "江苏省/苏州市/昆山统计公报.md"),
    ("pdf_bulletin", "统计公报/20021.pdf"),
    ("pdf_cut_by_page", "河北省/石家庄市/2024年/P-00034.pdf"),
    ("pdf_rotated", "年报汇总/doc-00009.pdf"),
    ("reading_order", "江西省/赣州市/赣县区民政局2022年报告.txt"),
    ("tabs", "黑龙江省/省知识产权局/t20210126_488.txt"),
];

/// Lines around the first difference that are shown.
const AROUND: usize = 3;

fn grids_as_text(grids: &[Grid]) -> String {
    let mut text = String::new();
    for (at, grid) in grids.iter().enumerate() {
        let method = grid.method.as_str();
        writeln!(text, "table {}  {method}  {} rows  {} columns", at + 1, grid.rows, grid.columns).unwrap();
        writeln!(text, "section {}", grid.section).unwrap();
        writeln!(text, "title {}", grid.title).unwrap();
        writeln!(text, "unit {}", grid.unit).unwrap();
        for cell in &grid.cells {
            let span = match (cell.row_span, cell.column_span) {
                (1, 1) => String::new(),
                (rows, columns) => format!("  spans {rows}x{columns}"),
            };
            let doubt = match cell.printed {
                Printed::Here => "",
                Printed::Settled => "  settled",
                Printed::Unresolved => "  unresolved",
            };
            let printed = cell.text.replace('\n', "⏎");
            writeln!(text, "{}:{}{span}{doubt}  {printed}", cell.row + 1, cell.column + 1).unwrap();
        }
        text.push('\n');
    }
    text
}

fn tables_as_text(tables: &[Table]) -> String {
    let mut text = String::new();
    for (at, table) in tables.iter().enumerate() {
        let shape = (table.header_rows, table.label_columns);
        writeln!(text, "table {}  {} header rows  {} label columns", at + 1, shape.0, shape.1).unwrap();
        for cell in &table.cells {
            let (row, column) = (cell.row_label.join(" / "), cell.column_label.join(" / "));
            let value = cell.value.map_or_else(|| cell.text.clone(), |value| value.to_string());
            let kind = cell.kind.as_str();
            writeln!(
                text,
                "{}:{}  {row} | {column} | {kind} | {value} | {}",
                cell.row, cell.column, cell.unit
            )
            .unwrap();
        }
        text.push('\n');
    }
    text
}

fn observations_as_text(report: &Report, packs: &Packs) -> String {
    let identity = &report.identity;
    let mut text = format!("agency {}\nagency_id {}\n", identity.agency, identity.agency_id);
    writeln!(text, "year {}", identity.year.map_or_else(String::new, |year| year.to_string())).unwrap();
    writeln!(text, "template {}\ntables {:?}\n", report.template, report.table_names).unwrap();
    let Some(pack) = packs.get(&report.family) else { return text };
    for observation in &report.observations {
        let name = pack.variables[observation.variable as usize].column_name();
        let value = observation.value.map_or_else(String::new, |value| value.to_string());
        let kind = observation.kind.as_str();
        let place = (observation.table_index + 1, observation.cell_index + 1);
        writeln!(text, "{name} | {kind} | {value} | {} | {place:?}", observation.unit).unwrap();
    }
    for check in &report.checks {
        writeln!(text, "check {} {} {:?}: {}", check.check, check.scope, check.result, check.detail).unwrap();
    }
    text
}

/// The three texts of a report.
fn depths(path: &str, packs: &Packs) -> [(&'static str, String); 3] {
    let bytes = fs::read(in_crate("sample_corpus").join(path)).unwrap();
    let forms = Forms::new(&packs.hints());
    let document: Document = read::read(&bytes);
    let grids = tables::find(&document, &forms).grids;
    let tidied: Vec<Table> = grids.iter().enumerate().map(|(at, grid)| tidy::tidy(grid, at).0).collect();
    let report = run::report(&run::extract(&bytes, &forms), path, packs);
    [
        ("grid", grids_as_text(&grids)),
        ("tidy", tables_as_text(&tidied)),
        ("observations", observations_as_text(&report, packs)),
    ]
}

/// The first place where two texts differ, with what stands around it; none if they are the same.
fn difference(found: &str, expected: &str) -> Option<String> {
    let (found, expected): (Vec<&str>, Vec<&str>) = (found.lines().collect(), expected.lines().collect());
    let longest = found.len().max(expected.len());
    let first = (0..longest).find(|&at| found.get(at) != expected.get(at))?;
    let differing = (0..longest).filter(|&at| found.get(at) != expected.get(at)).count();
    let mut words = format!("{differing} lines differ, the first is line {}\n", first + 1);
    for line in &found[first.saturating_sub(AROUND)..first] {
        writeln!(words, "      {line}").unwrap();
    }
    for line in expected.iter().skip(first).take(AROUND) {
        writeln!(words, "    - {line}").unwrap();
    }
    for line in found.iter().skip(first).take(AROUND) {
        writeln!(words, "    + {line}").unwrap();
    }
    Some(words)
}

#[test]
fn reports_look_as_expected_at_each_depth() {
    let packs = Packs::builtin().unwrap();
    let bless = std::env::var_os("BAOBIAO_BLESS").is_some();
    let mut differences = String::new();
    for (name, path) in REPORTS {
        for (depth, found) in depths(path, &packs) {
            let file = in_crate("tests/expected").join(format!("{name}.{depth}.txt"));
            if bless {
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(&file, &found).unwrap();
                continue;
            }
            let expected = fs::read_to_string(&file).unwrap_or_default();
            if let Some(words) = difference(&found, &expected) {
                writeln!(differences, "\n{name}.{depth}.txt ({path}): {words}").unwrap();
            }
        }
    }
    let remedy =
        "look at each difference; BAOBIAO_BLESS=1 cargo test --test corpus goldens writes the files anew";
    assert!(differences.is_empty(), "{differences}\n{remedy}");
}

#[test]
fn differences_are_shown_where_they_begin() {
    assert_eq!(difference("a\nb\n", "a\nb"), None);
    assert_eq!(
        difference("a\nb\nc", "a\nx\nc").unwrap(),
        "1 lines differ, the first is line 2\n      a\n    - x\n    - c\n    + b\n    + c\n"
    );
}
