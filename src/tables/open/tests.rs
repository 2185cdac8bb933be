//! Pages without a full grid -> the tables that must be read from them.

use super::super::ruled::draw::{Drawing, document};
use super::super::{Forms, Found, find};
use crate::model::{Grid, Method};

mod accounts;
mod begins;
mod below;
mod beside;
mod close;
mod depths;
mod headers;
mod narrow;
mod pages;
mod parts;
mod rows;
mod sections;
mod texts;

const SIZE: f32 = 10.0;

/// A page on which texts are set one by one.
#[derive(Default)]
struct Sheet {
    drawing: Drawing,
}

impl Sheet {
    fn new() -> Self {
        Self { drawing: Drawing { height: 842.0, ..Drawing::default() } }
    }

    fn width(text: &str) -> f32 {
        crate::model::text::display_width(text) as f32 * SIZE / 2.0
    }

    fn left(mut self, x: f32, y: f32, text: &str) -> Self {
        self.drawing.text(text, x, y, SIZE);
        self
    }

    fn right(self, x: f32, y: f32, text: &str) -> Self {
        self.left(x - Self::width(text), y, text)
    }

    fn centre(self, x: f32, y: f32, text: &str) -> Self {
        self.left(x - Self::width(text) / 2.0, y, text)
    }

    fn rule(mut self, y: f32, from: f32, to: f32) -> Self {
        self.drawing.rule(true, y, from, to);
        self
    }

    fn box_of(mut self, x: (f32, f32), y: (f32, f32)) -> Self {
        for at in [y.0, y.1] {
            self.drawing.rule(true, at, x.0, x.1);
        }
        for at in [x.0, x.1] {
            self.drawing.rule(false, at, y.0, y.1);
        }
        self
    }

    /// Rows of a label and numbers that end at these places.
    fn rows(mut self, mut y: f32, ends: &[f32], rows: &[(&str, &[&str])]) -> Self {
        for (label, values) in rows {
            self = self.left(60.0, y, label);
            for (end, value) in ends.iter().zip(*values) {
                self = self.right(*end, y, value);
            }
            y += 15.0;
        }
        self
    }

    /// Running text of full lines.
    fn prose(mut self, x: f32, y: f32, lines: usize) -> Self {
        let words = "growth of the economy rests on trade and on services while ";
        for line in 0..lines {
            let text: String = words.chars().cycle().skip(line * 7).take(44).collect();
            self = self.left(x, y + 12.0 * line as f32, text.trim());
        }
        self
    }
}

fn read(sheets: Vec<Sheet>) -> Found {
    find(&document(sheets.into_iter().map(|sheet| sheet.drawing).collect()), &Forms::default())
}

fn only(sheet: Sheet) -> Grid {
    let mut grids = read(vec![sheet]).grids;
    assert_eq!(grids.len(), 1, "{grids:#?}");
    grids.remove(0)
}

/// A row a line; what a cell covers besides its first place is `<` or `^`.
fn shown(grid: &Grid) -> Vec<String> {
    let mut places = vec![vec![String::new(); grid.columns]; grid.rows];
    for cell in &grid.cells {
        for (row, line) in places.iter_mut().enumerate().skip(cell.row).take(cell.row_span) {
            for (column, place) in line.iter_mut().enumerate().skip(cell.column).take(cell.column_span) {
                *place = match (row == cell.row, column == cell.column) {
                    (true, true) => cell.text.replace('\n', "/"),
                    (true, false) => "<".to_owned(),
                    _ => "^".to_owned(),
                };
            }
        }
    }
    places.iter().map(|row| row.join("|")).collect()
}

const ROWS: &[(&str, &[&str])] = &[
    ("Wheat", &["1,200", "3.5"]),
    ("Barley", &["85", "12.25"]),
    ("Rye", &["7", "0.5"]),
    ("Total", &["1,292", "16.25"]),
];

#[test]
fn a_header_that_alone_is_boxed_heads_the_rows_below() {
    let boxes = [
        ((50.0, 160.0), (76.0, 106.0)),
        ((160.0, 340.0), (76.0, 91.0)),
        ((160.0, 250.0), (91.0, 106.0)),
        ((250.0, 340.0), (91.0, 106.0)),
    ];
    let sheet = boxes.into_iter().fold(Sheet::new(), |sheet, (x, y)| sheet.box_of(x, y));
    let sheet = sheet.left(60.0, 94.0, "Crop").centre(250.0, 87.0, "Farms");
    let sheet = sheet.centre(205.0, 102.0, "Area").centre(295.0, 102.0, "Yield");
    let rows = shown(&only(sheet.rows(122.0, &[240.0, 330.0], ROWS)));
    assert_eq!(rows[..3], ["Crop|Farms|<", "^|Area|Yield", "Wheat|1,200|3.5"]);
    assert_eq!(rows.len(), 6);
}

#[test]
fn three_rules_frame_a_table_and_its_caption_and_note_stay_outside() {
    let sheet = Sheet::new()
        .prose(60.0, 60.0, 5)
        .left(60.0, 150.0, "表1各类作物收成")
        .rule(156.0, 58.0, 400.0)
        .left(60.0, 168.0, "Crop")
        .right(250.0, 168.0, "Tonnes")
        .right(390.0, 168.0, "Share")
        .rule(172.0, 58.0, 400.0)
        .rows(185.0, &[250.0, 390.0], ROWS)
        .rule(235.0, 58.0, 400.0)
        .left(60.0, 248.0, "Source: farm survey");
    let grid = only(sheet);
    assert_eq!(
        shown(&grid),
        ["Crop|Tonnes|Share", "Wheat|1,200|3.5", "Barley|85|12.25", "Rye|7|0.5", "Total|1,292|16.25"]
    );
    assert_eq!((grid.method, grid.title.as_str()), (Method::Aligned, "表1各类作物收成"));
    assert_eq!(grid.pages, Some((1, 1)));
    let cell = grid.cells.iter().find(|cell| cell.text == "12.25").unwrap();
    let rect = cell.origin.rect.unwrap();
    assert_eq!(cell.origin.page, Some(1));
    assert!(rect.x0 <= 365.0 && 390.0 <= rect.x1 + 0.1 && rect.y0 < 200.0 && 200.0 < rect.y1, "{rect:?}");
}

#[test]
fn a_header_over_a_group_of_columns_spans_them() {
    let sheet =
        Sheet::new().centre(235.0, 100.0, "Men").centre(375.0, 100.0, "Women").left(60.0, 114.0, "Country");
    let ends = [200.0, 270.0, 340.0, 410.0];
    let sheet = ["2003", "2004", "2003", "2004"]
        .iter()
        .zip(ends)
        .fold(sheet, |sheet, (year, end)| sheet.right(end, 114.0, year));
    let rows: &[(&str, &[&str])] = &[
        ("Belgium", &["68.1", "67.9", "51.4", "52.6"]),
        ("Denmark", &["79.6", "79.7", "70.5", "71.6"]),
        ("Greece", &["73.4", "73.7", "44.3", "45.2"]),
    ];
    let grid = only(sheet.rows(130.0, &ends, rows));
    let shown = shown(&grid);
    assert_eq!(shown[0], "|Men|<|Women|<");
    assert_eq!(shown[1], "Country|2003|2004|2003|2004");
    assert_eq!(shown[4], "Greece|73.4|73.7|44.3|45.2");
}

#[test]
fn running_text_in_two_columns_is_no_table() {
    let sheet = Sheet::new().prose(40.0, 60.0, 30).prose(310.0, 60.0, 30);
    assert!(read(vec![sheet]).grids.is_empty());
}

#[test]
fn a_table_in_one_column_of_a_page_stands_by_itself() {
    let sheet = Sheet::new()
        .prose(40.0, 60.0, 8)
        .left(60.0, 180.0, "Crop")
        .right(160.0, 180.0, "Tonnes")
        .right(240.0, 180.0, "Share")
        .rows(195.0, &[160.0, 240.0], ROWS)
        .prose(40.0, 280.0, 8)
        .prose(310.0, 60.0, 26);
    assert_eq!(
        shown(&only(sheet)),
        ["Crop|Tonnes|Share", "Wheat|1,200|3.5", "Barley|85|12.25", "Rye|7|0.5", "Total|1,292|16.25"]
    );
}

#[test]
fn contents_with_their_page_numbers_are_no_table() {
    let sheet = (0..12).fold(Sheet::new(), |sheet, line| {
        let y = 80.0 + 16.0 * line as f32;
        let title = ["Scope", "Sources and methods", "Results by region", "Outlook"][line % 4];
        sheet.left(60.0, y, &format!("{}.{}", line / 4 + 1, line % 4 + 1)).left(90.0, y, title).right(
            520.0,
            y,
            &(3 + 2 * line).to_string(),
        )
    });
    assert!(read(vec![sheet]).grids.is_empty());
}

#[test]
fn a_table_goes_on_over_the_page_without_its_header() {
    let first = Sheet::new()
        .left(60.0, 750.0, "Crop")
        .right(250.0, 750.0, "Tonnes")
        .right(390.0, 750.0, "Share")
        .rows(765.0, &[250.0, 390.0], &ROWS[..2]);
    let second = Sheet::new().rows(60.0, &[250.0, 390.0], &ROWS[2..]);
    let grids = read(vec![first, second]).grids;
    assert_eq!(grids.len(), 1, "{grids:#?}");
    assert_eq!(grids[0].pages, Some((1, 2)));
    assert_eq!(shown(&grids[0])[2..], ["Barley|85|12.25", "Rye|7|0.5", "Total|1,292|16.25"]);
}

#[test]
fn a_frame_around_open_rows_is_read_by_its_white_space() {
    let sheet = Sheet::new()
        .box_of((55.0, 400.0), (86.0, 160.0))
        .rule(104.0, 55.0, 400.0)
        .left(60.0, 100.0, "Crop")
        .right(250.0, 100.0, "Tonnes")
        .right(390.0, 100.0, "Share")
        .rows(117.0, &[250.0, 390.0], &ROWS[..3]);
    assert_eq!(shown(&only(sheet)), ["Crop|Tonnes|Share", "Wheat|1,200|3.5", "Barley|85|12.25", "Rye|7|0.5"]);
}

#[test]
fn numbers_scattered_over_the_bars_of_a_chart_are_no_table() {
    let heights: [f32; 8] = [60.0, 150.0, 110.0, 35.0, 170.0, 85.0, 130.0, 20.0];
    let axis = (0..5).fold(Sheet::new(), |sheet, tick| {
        sheet.right(90.0, 300.0 - 45.0 * tick as f32, &(10 * tick).to_string())
    });
    let sheet = heights.iter().enumerate().fold(axis, |sheet, (bar, height)| {
        let x = 120.0 + 45.0 * bar as f32;
        sheet.centre(x, 296.0 - height, &format!("{:.1}", height / 4.4)).centre(
            x,
            320.0,
            ["BE", "DK", "EL"][bar % 3],
        )
    });
    assert!(read(vec![sheet]).grids.is_empty());
}

#[test]
fn entries_of_a_form_are_no_table() {
    let entries = |values: [&str; 5]| {
        let names = ["通信地址：", "申请人姓名：", "所需内容：", "联系电话：", "获取方式："];
        let lines = names.iter().zip(values).enumerate();
        lines.fold(Sheet::new(), |sheet, (line, (name, value))| {
            let y = 200.0 + 16.0 * line as f32;
            sheet.left(60.0, y, name).left(150.0, y, value)
        })
    };
    let written = entries(["人民路12号", "张建国", "2020年度预算", "0517-83901234", "邮寄"]);
    assert!(read(vec![written]).grids.is_empty());
    // Nothing but numbers behind the names: a table with colons in its labels.
    assert_eq!(only(entries(["1,234", "800", "434", "12", "7"])).rows, 5);
}

#[test]
fn heads_of_groups_above_indented_rows_are_rows_of_their_own() {
    let ends = [300.0, 390.0];
    let row = |sheet: Sheet, y: f32, label: &str, values: &[&str; 2]| {
        let sheet = sheet.left(72.0, y, label);
        values.iter().zip(ends).fold(sheet, |sheet, (value, end)| sheet.right(end, y, value))
    };
    let sheet =
        Sheet::new().left(60.0, 100.0, "Indicator").right(300.0, 100.0, "2004").right(390.0, 100.0, "2005");
    let sheet = row(sheet.left(60.0, 120.0, "Labour market"), 140.0, "Unemployment rate", &["9.1", "40.5"]);
    let sheet = row(sheet, 160.0, "Part-time employment", &["17.2", "18.4"]);
    let sheet = row(sheet.left(60.0, 180.0, "Public finance"), 200.0, "Government debt", &["60.3", "61.8"]);
    let sheet = row(sheet, 220.0, "Tax revenue", &["40.2", "41.7"]);
    assert_eq!(
        shown(&only(sheet)),
        [
            "Indicator|2004|2005",
            "Labour market||",
            "Unemployment rate|9.1|40.5",
            "Part-time employment|17.2|18.4",
            "Public finance||",
            "Government debt|60.3|61.8",
            "Tax revenue|40.2|41.7",
        ]
    );
}

#[test]
fn no_group_of_columns_has_one_name_twice() {
    let ends = [180.0, 240.0, 300.0, 360.0, 420.0, 480.0];
    let sheet = ["地区生产总值", "财政收入", "人均收入"]
        .iter()
        .zip([200.0, 320.0, 440.0])
        .fold(Sheet::new().left(60.0, 116.0, "地区"), |sheet, (group, x)| sheet.centre(x, 100.0, group));
    let names = ["总量", "增速"].iter().cycle().zip(ends);
    let sheet = names.fold(sheet, |sheet, (name, end)| sheet.right(end, 116.0, name));
    let rows: &[(&str, &[&str])] = &[
        ("甲县", &["8409.5", "19.2", "9922.3", "2.5", "25849", "9.3"]),
        ("乙县", &["736.3", "0.7", "2723.5", "25.2", "98366", "2.2"]),
        ("丙县", &["2055.5", "8.7", "9555.0", "2.8", "7289", "9.0"]),
    ];
    let shown = shown(&only(sheet.rows(134.0, &ends, rows)));
    assert_eq!(shown[0], "|地区生产总值|<|财政收入|<|人均收入|<");
    assert_eq!(shown[1], "地区|总量|增速|总量|增速|总量|增速");
}

#[test]
fn a_header_above_a_grid_and_a_total_below_it_are_its_own() {
    let sheet = (0..4).fold(Sheet::new(), |sheet, line| sheet.rule(140.0 + 16.0 * line as f32, 55.0, 400.0));
    let mut sheet = sheet
        .left(60.0, 118.0, "(GWh)")
        .left(60.0, 134.0, "Crop")
        .right(250.0, 134.0, "Tonnes")
        .right(390.0, 134.0, "Share");
    for x in [55.0, 170.0, 280.0, 400.0] {
        sheet.drawing.rule(false, x, 140.0, 188.0);
    }
    let rows = ROWS[..3].iter().enumerate().fold(sheet, |sheet, (row, (label, values))| {
        let y = 152.0 + 16.0 * row as f32;
        sheet.left(60.0, y, label).right(250.0, y, values[0]).right(390.0, y, values[1])
    });
    let grid =
        only(rows.left(60.0, 200.0, "Total").right(250.0, 200.0, "1,292").right(390.0, 200.0, "16.25"));
    assert_eq!(grid.method, Method::Ruled);
    assert_eq!(
        shown(&grid),
        ["Crop|Tonnes|Share", "Wheat|1,200|3.5", "Barley|85|12.25", "Rye|7|0.5", "Total|1,292|16.25"]
    );
}
