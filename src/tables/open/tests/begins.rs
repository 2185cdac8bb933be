//! Where the body of a table begins -> rows without values at its top, two sides, pages whose print begins elsewhere.

use super::*;

const XS: [f32; 4] = [60.0, 260.0, 280.0, 480.0];

/// Labels on the left and values on the right of both sides.
fn two_sided(sheet: Sheet, y: f32, cells: [&str; 4]) -> Sheet {
    let [income, amount, spending, spent] = cells;
    let sheet = sheet.left(XS[0], y, income).right(XS[1], y, amount);
    sheet.left(XS[2], y, spending).right(XS[3], y, spent)
}

fn header(sheet: Sheet, y: f32) -> Sheet {
    let sheet = sheet.centre(160.0, y, "收入").centre(380.0, y, "支出");
    let names = [(120.0, "项目"), (240.0, "金额"), (340.0, "项目"), (460.0, "金额")];
    names.into_iter().fold(sheet, |sheet, (x, name)| sheet.centre(x, y + 16.0, name))
}

#[test]
fn a_numbering_that_goes_on_below_begins_the_body_above_the_first_value() {
    let sheet = header(Sheet::new(), 100.0);
    let sheet = two_sided(sheet, 132.0, ["一、拨款收入", "", "一、公共服务支出", ""]);
    let sheet = two_sided(sheet, 148.0, ["二、事业收入", "22.82", "二、外交支出", "96818.63"]);
    let sheet = two_sided(sheet, 164.0, ["三、其他收入", "75.48", "三、教育支出", "59.44"]);
    let rows = shown(&only(two_sided(sheet, 180.0, ["收入合计", "98.30", "支出合计", "96878.07"])));
    assert_eq!(
        rows,
        [
            "收入|<|支出|<",
            "项目|金额|项目|金额",
            "一、拨款收入||一、公共服务支出|",
            "二、事业收入|22.82|二、外交支出|96818.63",
            "三、其他收入|75.48|三、教育支出|59.44",
            "收入合计|98.30|支出合计|96878.07",
        ]
    );
}

#[test]
fn rules_between_all_rows_bound_the_first_one_whose_values_stand_amid_its_label() {
    let mut sheet = header(Sheet::new(), 100.0);
    for (at, (upper, lower)) in
        [("Revenue of all", "local offices"), ("Revenue of the", "head office"), ("Grants and", "gifts")]
            .into_iter()
            .enumerate()
    {
        let y = 134.0 + 32.0 * at as f32;
        sheet = sheet.rule(y - 12.0, 58.0, 482.0).left(XS[0], y, upper).left(XS[0], y + 12.0, lower);
        sheet = two_sided(sheet, y + 6.0, ["", "1,234.5", "rent", "77"]);
    }
    let rows = shown(&only(sheet.rule(218.0, 58.0, 482.0)));
    assert_eq!(
        rows[1..],
        [
            "项目|金额|项目|金额",
            "Revenue of all/local offices|1,234.5|rent|77",
            "Revenue of the/head office|1,234.5|rent|77",
            "Grants and/gifts|1,234.5|rent|77",
        ]
    );
}

#[test]
fn a_numbered_label_close_behind_a_number_is_a_cell_of_its_own() {
    let mut sheet = header(Sheet::new(), 100.0);
    let rows = [
        ["一、拨款收入", "393.84", "一、公共服务支出", "12.00"],
        ["二、事业收入", "15674.73", "二、外交支出", "63712.27"],
        ["收入合计", "16068.57", "", ""],
    ];
    for (row, cells) in rows.into_iter().enumerate() {
        let y = 132.0 + 16.0 * row as f32;
        // Less than a character behind the number; the last label stands in the middle of its column.
        sheet = two_sided(sheet, y, [cells[0], "", "", cells[3]]).right(272.0, y, cells[1]);
        sheet = sheet.left(280.0, y, cells[2]);
    }
    let sheet = sheet.left(300.0, 164.0, "支出合计").right(XS[3], 164.0, "63724.27");
    assert_eq!(
        shown(&only(sheet))[2..],
        [
            "一、拨款收入|393.84|一、公共服务支出|12.00",
            "二、事业收入|15674.73|二、外交支出|63712.27",
            "收入合计|16068.57|支出合计|63724.27",
        ]
    );
}

#[test]
fn a_page_whose_print_begins_a_little_farther_left_has_the_same_columns() {
    let page = |sheet: Sheet, rows: &[(&str, &[&str])]| sheet.rows(100.0, &[160.0, 220.0], rows);
    let first =
        Sheet::new().left(60.0, 85.0, "Crop").right(160.0, 85.0, "Tonnes").right(220.0, 85.0, "Share");
    // A note in the margin of the second page.
    let sheets = vec![page(first, ROWS), page(Sheet::new(), ROWS).left(48.0, 700.0, "Source: farm survey")];
    let grids = read(sheets).grids;
    assert_eq!(grids.len(), 1, "{grids:#?}");
    assert_eq!(grids[0].pages, Some((1, 2)));
    assert_eq!((grids[0].rows, grids[0].columns), (9, 3));
}
