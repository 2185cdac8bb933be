//! Random grids and random text -> promises that hold for any report.

use std::collections::BTreeSet;
use std::fs;
use std::sync::OnceLock;

use baobiao::model::text::squeeze;
use baobiao::model::{Code, Grid, GridCell, Method, ValueKind};
use baobiao::pack::Packs;
use baobiao::tables::Forms;
use baobiao::{run, tidy};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::datasets::{in_crate, run_into};

fn cell(row: usize, column: usize, spans: (usize, usize), text: impl Into<String>) -> GridCell {
    GridCell {
        row,
        column,
        row_span: spans.0,
        column_span: spans.1,
        text: text.into(),
        ..GridCell::default()
    }
}

fn grid(rows: usize, columns: usize, mut cells: Vec<GridCell>) -> Grid {
    cells.sort_by_key(|cell| (cell.row, cell.column));
    Grid {
        method: Method::Box,
        lines: (0, rows),
        pages: None,
        rows,
        columns,
        cells,
        shape: None,
        section: String::new(),
        title: String::new(),
        unit: String::new(),
        confidence: 1.0,
    }
}

/// A table as people draw them: grouped headers, grouped labels, values.
#[derive(Debug, Clone)]
struct Drawn {
    /// Columns of each header group.
    groups: Vec<usize>,
    /// Rows of each label group.
    blocks: Vec<usize>,
    /// What the values are: 0 blank, 1 a mark, else a number of its own.
    kinds: Vec<u8>,
}

impl Drawn {
    fn columns(&self) -> usize {
        self.groups.iter().sum()
    }

    fn rows(&self) -> usize {
        self.blocks.iter().sum()
    }

    /// What stands in a value cell.
    fn value(&self, row: usize, column: usize) -> String {
        let at = row * self.columns() + column;
        match self.kinds[at % self.kinds.len()] {
            0 => String::new(),
            1 => "/".to_owned(),
            _ => (1000 + at).to_string(),
        }
    }

    /// Two header rows, two label columns, and the values.
    fn grid(&self) -> Grid {
        let mut cells = vec![cell(0, 0, (2, 2), "指标")];
        let mut column = 2;
        for (at, &width) in self.groups.iter().enumerate() {
            cells.push(cell(0, column, (1, width), format!("类别{}", letter(at))));
            for inner in 0..width {
                cells.push(cell(1, column + inner, (1, 1), format!("列{}{}", letter(at), letter(inner))));
            }
            column += width;
        }
        let mut row = 2;
        for (at, &height) in self.blocks.iter().enumerate() {
            cells.push(cell(row, 0, (height, 1), format!("组{}", letter(at))));
            for inner in 0..height {
                cells.push(cell(row + inner, 1, (1, 1), format!("项{}{}", letter(at), letter(inner))));
            }
            row += height;
        }
        for row in 0..self.rows() {
            for column in 0..self.columns() {
                cells.push(cell(row + 2, column + 2, (1, 1), self.value(row, column)));
            }
        }
        grid(self.rows() + 2, self.columns() + 2, cells)
    }
}

fn letter(at: usize) -> char {
    ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛'][at % 8]
}

fn drawn() -> impl Strategy<Value = Drawn> {
    (vec(1_usize..4, 1..4), vec(1_usize..4, 1..4), vec(0_u8..8, 1..40))
        .prop_map(|(groups, blocks, kinds)| Drawn { groups, blocks, kinds })
        .prop_filter("a column or row of nothing is no value", |drawn| {
            let number = |row, column| drawn.value(row, column).len() == 4;
            (0..drawn.rows()).all(|row| (0..drawn.columns()).any(|column| number(row, column)))
                && (0..drawn.columns()).all(|column| (0..drawn.rows()).any(|row| number(row, column)))
        })
}

/// Cells of any size anywhere, none over another.
fn scattered() -> impl Strategy<Value = Grid> {
    let text =
        prop_oneof![Just(String::new()), "[0-9]{1,3}", "[甲乙丙丁一二]{1,3}", "[(（]?[一二1-3][)）、.]项目?"];
    let cells = vec((0_usize..8, 0_usize..6, 1_usize..3, 1_usize..4, text), 1..40);
    (1_usize..9, 1_usize..7, cells).prop_map(|(rows, columns, wanted)| {
        let mut taken = BTreeSet::new();
        let mut cells = Vec::new();
        for (row, column, high, wide, text) in wanted {
            let covered: Vec<_> = (row..row + high)
                .flat_map(|row| (column..column + wide).map(move |column| (row, column)))
                .collect();
            let inside = row + high <= rows && column + wide <= columns;
            if inside && covered.iter().all(|place| !taken.contains(place)) {
                taken.extend(covered);
                cells.push(cell(row, column, (high, wide), text));
            }
        }
        grid(rows, columns, cells)
    })
}

/// Pieces that reports are made of, whole and broken.
fn piece() -> impl Strategy<Value = String> {
    let known = prop_oneof![
        Just("第二十条第（一）项"),
        Just("信息内容"),
        Just("本年制发件数"),
        Just("三、本年度办理结果"),
        Just("（三）不予公开"),
        Just("1.属于国家秘密"),
        Just("申请人情况"),
        Just("法人或其他组织"),
        Just("总计"),
        Just("结果维持"),
        Just("单位：万元"),
        Just("2021年度政府信息公开工作年度报告"),
        Just("淮安市洪泽区人民政府"),
        Just("— 3 —"),
        Just("第3页 共6页"),
    ];
    let drawing = prop_oneof![
        Just("\t"),
        Just("\t\t"),
        Just("\n"),
        Just("\n\n"),
        Just("\r\n\t"),
        Just("\u{c}"),
        Just("  "),
        Just("      "),
        Just("\u{3000}"),
        Just("| "),
        Just("|---|---|\n"),
        Just("│"),
        Just("├──┼──┤\n"),
        Just("┌──┬──┐\n"),
        Just("└"),
        Just("+--+--+\n"),
        Just(","),
        Just("\""),
    ];
    prop_oneof![
        3 => known.prop_map(str::to_owned),
        4 => drawing.prop_map(str::to_owned),
        3 => "[0-9０-９]{1,4}[.,%]?[0-9]{0,2}",
        1 => "\\PC{0,6}",
    ]
}

fn forms() -> &'static Forms {
    static FORMS: OnceLock<Forms> = OnceLock::new();
    FORMS.get_or_init(|| Forms::new(&Packs::builtin().unwrap().hints()))
}

/// Reading text never fails; a step that panics would leave the problem `internal_error`.
fn assert_read(bytes: &[u8]) {
    let extract = run::extract(bytes, forms());
    assert!(extract.problems.iter().all(|problem| problem.code != Code::InternalError), "{extract:?}");
    for table in &extract.tables {
        for cell in &table.cells {
            assert!(
                cell.row >= 1 && cell.row <= table.rows && cell.column >= 1 && cell.column <= table.columns
            );
            assert_eq!(cell.value.is_some(), cell.kind == ValueKind::Number);
        }
    }
}

/// A hundred cases each, or as many as `PROPTEST_CASES` says.
fn config() -> ProptestConfig {
    let asked = std::env::var_os("PROPTEST_CASES").is_some();
    if asked { ProptestConfig::default() } else { ProptestConfig::with_cases(100) }
}

proptest! {
    #![proptest_config(config())]

    /// As many tidy cells as value cells, each with its own value, its own place and its own labels.
    #[test]
    fn each_value_is_one_tidy_cell(drawn in drawn()) {
        let (table, _) = tidy::tidy(&drawn.grid(), 0);
        let found: Vec<(u32, u32, String)> =
            table.cells.iter().map(|cell| (cell.row, cell.column, cell.text.clone())).collect();
        let places = (0..drawn.rows()).flat_map(|row| (0..drawn.columns()).map(move |column| (row, column)));
        let expected: Vec<(u32, u32, String)> = places
            .map(|(row, column)| (row as u32 + 3, column as u32 + 3, drawn.value(row, column)))
            .collect();
        prop_assert_eq!(found, expected);
        let labels: BTreeSet<_> = table.cells.iter().map(|cell| (&cell.row_label, &cell.column_label)).collect();
        prop_assert_eq!(labels.len(), table.cells.len());
    }

    /// In any grid, each tidy cell is one printed cell with its text, and none is there twice.
    #[test]
    fn tidy_cells_are_printed_cells(grid in scattered()) {
        let (table, _) = tidy::tidy(&grid, 0);
        let mut places = BTreeSet::new();
        for cell in &table.cells {
            let place = (cell.row as usize - 1, cell.column as usize - 1);
            let printed = grid.cells.iter().find(|printed| (printed.row, printed.column) == place);
            prop_assert_eq!(printed.map(|printed| squeeze(&printed.text)), Some(cell.text.clone()));
            prop_assert!(places.insert(place), "{:?} twice", place);
        }
    }

    #[test]
    fn reading_any_text_never_fails(pieces in vec(piece(), 0..120)) {
        assert_read(pieces.concat().as_bytes());
    }

    #[test]
    fn reading_a_torn_report_never_fails(
        report in 0_usize..3,
        cuts in vec((0_usize..8000, 0_usize..200), 0..6),
        put in vec((0_usize..8000, piece()), 0..6),
    ) {
        let path = ["江苏省/淮安市/洪泽区/教育局/2023年.txt", "江苏省/淮安市/洪泽区/人民政府/2022.txt",
            "江苏省/苏州市/昆山市公安局_2022.txt"][report];
        let mut bytes = fs::read(in_crate("sample_corpus").join(path)).unwrap();
        for (from, length) in cuts {
            let from = from.min(bytes.len());
            let to = (from + length).min(bytes.len());
            bytes.drain(from..to);
        }
        for (at, piece) in put {
            let at = at.min(bytes.len());
            bytes.splice(at..at, piece.into_bytes());
        }
        assert_read(&bytes);
    }
}

#[test]
fn one_worker_and_two_write_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let read_all = |jobs: usize| {
        let out = folder.path().join(jobs.to_string());
        run_into(&in_crate("sample_corpus"), &out, jobs);
        let mut files: Vec<_> = fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files.retain(|file| !file.ends_with("run.json") && !file.ends_with("changes.csv"));
        let named = files.into_iter().filter(|file| file.is_file());
        named.map(|file| (file.file_name().unwrap().to_owned(), fs::read(&file).unwrap())).collect::<Vec<_>>()
    };
    let (one, two) = (read_all(1), read_all(2));
    assert!(one.len() >= 9, "{} datasets", one.len());
    for (one, two) in one.iter().zip(&two) {
        assert_eq!(one.0, two.0);
        assert!(one.1 == two.1, "{} differs", one.0.display());
    }
    assert_eq!(one.len(), two.len());
}
