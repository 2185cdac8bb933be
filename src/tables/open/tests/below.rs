//! Rows below the rules of a grid -> rows of its table.

use super::*;

/// A grid of rows of 16 points from 100 on, and the texts of its cells.
fn grid(xs: &[f32], rows: &[&[&str]], numbers: usize) -> Sheet {
    let bottom = 100.0 + 16.0 * rows.len() as f32;
    let mut sheet = Sheet::new();
    for line in 0..=rows.len() {
        sheet.drawing.rule(true, 100.0 + 16.0 * line as f32, xs[0], xs[xs.len() - 1]);
    }
    for x in xs {
        sheet.drawing.rule(false, *x, 100.0, bottom);
    }
    rows.iter()
        .enumerate()
        .fold(sheet, |sheet, (row, texts)| line(sheet, 112.0 + 16.0 * row as f32, xs, texts, numbers))
}

/// Texts in the columns of a grid: from the column `numbers` on they keep its right edge.
fn line(sheet: Sheet, y: f32, xs: &[f32], texts: &[&str], numbers: usize) -> Sheet {
    let texts = texts.iter().enumerate().filter(|(_, text)| !text.is_empty());
    texts.fold(sheet, |sheet, (at, text)| {
        if at < numbers { sheet.left(xs[at] + 4.0, y, text) } else { sheet.right(xs[at + 1] - 4.0, y, text) }
    })
}

#[test]
fn a_total_has_no_code() {
    let xs = [50.0, 120.0, 260.0, 340.0, 420.0];
    let rows: [&[&str]; 3] = [
        &["编码", "名称", "合计", "基本"],
        &["201", "一般公共服务", "5827.36", "11.30"],
        &["205", "教育支出", "5600.75", "8.97"],
    ];
    let sheet = line(grid(&xs, &rows, 2), 160.0, &xs, &["", "合计", "4.78", "1.98"], 2);
    assert_eq!(shown(&only(sheet))[3], "|合计|4.78|1.98");
}

#[test]
fn a_number_and_the_text_behind_it_are_parted_where_the_columns_are() {
    let xs = [50.0, 200.0, 260.0, 400.0, 460.0];
    let rows: [&[&str]; 3] = [
        &["项目", "金额", "项目", "金额"],
        &["一、拨款收入", "8480.67", "一、公共服务", "58457.35"],
        &["二、基金收入", "4872.36", "二、外交支出", "90.74"],
    ];
    let sheet = grid(&xs, &rows, 9);
    let sheet = sheet.left(60.0, 160.0, "收入总计").right(258.0, 160.0, "13080.41");
    let sheet = sheet.left(262.0, 160.0, "支出总计").right(456.0, 160.0, "931.87");
    assert_eq!(shown(&only(sheet))[3], "收入总计|13080.41|支出总计|931.87");
}

#[test]
fn the_label_of_a_row_below_a_grid_is_set_in_as_those_in_it_are() {
    let xs = [50.0, 220.0, 290.0, 360.0];
    let rows: [&[&str]; 5] = [
        &["Indicator", "2007", "2008"],
        &["Labour market", "", ""],
        &["", "6322.3", "17.9"],
        &["", "5.8", "3.6"],
        &["Energy", "12.4", "7.1"],
    ];
    let sheet = grid(&xs, &rows, 1).left(64.0, 144.0, "Employment rate").left(64.0, 160.0, "Unemployment");
    let grid = only(line(sheet.left(64.0, 192.0, "Coal"), 192.0, &xs, &["", "952.2", "581.6"], 1));
    assert_eq!(shown(&grid)[5], "Coal|952.2|581.6");
    let indent =
        |row: usize| grid.cells.iter().find(|cell| (cell.row, cell.column) == (row, 0)).unwrap().indent;
    assert_eq!((indent(4), indent(5)), (0, indent(2)));
    assert!(indent(2) > 0);
}

#[test]
fn the_lines_of_wrapped_texts_below_a_grid_of_texts_are_a_row() {
    let xs = [50.0, 150.0, 270.0, 360.0, 420.0];
    let rows: [&[&str]; 3] = [
        &["事项名称", "设定依据", "承办机构", "备注"],
        &["食品经营许可", "《食品安全法》", "审批服务科", "新增"],
        &["取水许可", "《水法》第七条", "水政水资源科", ""],
    ];
    let sheet = grid(&xs, &rows, 9).left(54.0, 166.0, "林木采伐许可").left(54.0, 178.0, "证核发");
    let sheet = sheet.left(154.0, 160.0, "《中华人民共和").left(154.0, 172.0, "国森林法》第五");
    let sheet = sheet.left(154.0, 184.0, "十六条").left(274.0, 172.0, "林业站");
    let sheet = sheet.left(50.0, 206.0, "注：增长速度按可比价格计算，与上年比较。");
    let rows = shown(&only(sheet));
    assert_eq!(rows[3], "林木采伐许可/证核发|《中华人民共和/国森林法》第五/十六条|林业站|");
    assert_eq!(rows.len(), 4);
}

#[test]
fn a_row_below_a_grid_may_be_the_second_one_of_a_group() {
    let xs = [50.0, 120.0, 220.0, 290.0, 360.0];
    let rows: [&[&str]; 4] = [
        &["行业", "类别", "本期", "上年"],
        &["", "采矿业", "7715.0", "8.3"],
        &["", "制造业", "4784.9", "4.2"],
        &["", "城镇居民", "22109.1", "4.9"],
    ];
    let mut sheet = grid(&xs, &rows, 2).left(60.0, 136.0, "工业").left(60.0, 164.0, "居民");
    sheet.drawing.rules.retain(|rule| !(rule.horizontal && (rule.at - 132.0).abs() < 0.1));
    sheet.drawing.rule(true, 132.0, 120.0, 360.0);
    let rows = shown(&only(line(sheet, 176.0, &xs, &["", "乡村居民", "8719.9", "40.1"], 2)));
    assert_eq!(rows[3..], ["居民|城镇居民|22109.1|4.9", "^|乡村居民|8719.9|40.1"]);
}

#[test]
fn a_value_below_the_rules_may_have_the_mark_of_a_note() {
    let xs = [50.0, 140.0, 220.0, 300.0];
    let rows: [&[&str]; 3] =
        [&["Country", "1999", "2000"], &["Italy", "80.2", "6.4"], &["Cyprus", "43.3", "7.8"]];
    let sheet = line(grid(&xs, &rows, 1), 160.0, &xs, &["Sweden", "7.8", "29.5 (a)"], 1);
    assert_eq!(shown(&only(sheet))[3], "Sweden|7.8|29.5 (a)");
}
