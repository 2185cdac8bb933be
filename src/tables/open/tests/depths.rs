//! Headers of several rows -> which rows and which columns each of their texts stands over.

use super::*;

/// A header of three rows over numbers that end at these places, with its lowest texts above them.
fn deep(ends: &[f32], lowest: &[&str], rows: &[(&str, &[&str])]) -> Sheet {
    let sheet =
        lowest.iter().zip(ends).fold(Sheet::new(), |sheet, (name, end)| sheet.right(*end, 124.0, name));
    sheet.rule(80.0, 55.0, 420.0).rule(130.0, 55.0, 420.0).rows(146.0, ends, rows).rule(196.0, 55.0, 420.0)
}

const SHARES: &[(&str, &[&str])] = &[
    ("Austria", &["4988", "48.4", "8528", "36.3"]),
    ("Belgium", &["796", "26.8", "4573", "51.8"]),
    ("Cyprus", &["39645", "56.9", "741", "31.6"]),
];

#[test]
fn a_text_in_the_middle_of_all_rows_of_the_header_stands_in_all_of_them() {
    let ends = [180.0, 250.0, 330.0, 400.0];
    let sheet = deep(&ends, &["Total", "Share", "Total", "Share"], SHARES).left(60.0, 108.0, "Country");
    let sheet =
        sheet.centre(275.0, 92.0, "Services").centre(200.0, 108.0, "2009").centre(350.0, 108.0, "2010");
    assert_eq!(
        shown(&only(sheet))[..3],
        ["Country|Services|<|<|<", "^|2009|<|2010|<", "^|Total|Share|Total|Share"]
    );
}

#[test]
fn close_names_of_columns_are_parted_before_the_texts_above_are_spread_over_them() {
    let ends = [180.0, 230.0, 280.0, 330.0];
    let names = ["Total", "Share (%)", "Total", "Share (%)"];
    let sheet = deep(&ends, &names, SHARES).left(60.0, 124.0, "Country");
    let sheet =
        sheet.centre(242.0, 92.0, "Services").centre(192.0, 108.0, "2009").centre(292.0, 108.0, "2010");
    assert_eq!(
        shown(&only(sheet))[..3],
        ["|Services|<|<|<", "|2009|<|2010|<", "Country|Total|Share (%)|Total|Share (%)"]
    );
}

const PLANS: &[(&str, &[&str])] = &[
    ("甲县", &["41.73", "59.03", "336.56", "307328.29", "88643.41"]),
    ("乙县", &["912.69", "1.67", "207.25", "437.08", "45897.80"]),
    ("丙县", &["66.14", "7.92", "596.65", "70320.88", "4517.93"]),
];

#[test]
fn names_on_the_last_row_are_of_that_row_alone_where_others_stand_in_the_middle_of_theirs() {
    let ends = [150.0, 210.0, 280.0, 350.0, 415.0];
    let sheet = deep(&ends, &["全年", "全年", "上年"], PLANS).centre(200.0, 92.0, "工业投资");
    let sheet = sheet.centre(360.0, 92.0, "房地产投资").left(60.0, 108.0, "地区");
    let sheet = sheet.right(150.0, 108.0, "计划").centre(227.0, 108.0, "完成");
    let sheet = sheet.right(350.0, 116.0, "住宅").right(415.0, 116.0, "商业");
    assert_eq!(
        shown(&only(sheet))[..3],
        ["地区|工业投资|<|<|房地产投资|<", "^|计划|完成|<|住宅|商业", "^|全年|全年|上年|^|^"]
    );
}

/// Rows of two groups of three years, at so many points from line to line.
fn years(step: f32) -> Sheet {
    let ends = [200.0, 240.0, 280.0, 330.0, 370.0, 410.0];
    let names = ["2007", "2008", "2009", "2007", "2008", "2009"];
    let sheet = Sheet::new().centre(217.0, 100.0, "Males").centre(347.0, 100.0, "Imports");
    let sheet = sheet.left(60.0, 100.0 + step, "Indicator");
    let sheet =
        ends.iter().zip(names).fold(sheet, |sheet, (end, name)| sheet.right(*end, 100.0 + step, name));
    let sheet = sheet.left(55.0, 100.0 + 2.0 * step, "Transport");
    ["Cars", "Road", "Rail"].iter().enumerate().fold(sheet, |sheet, (row, label)| {
        let y = 100.0 + (3.0 + row as f32) * step;
        ends.iter()
            .zip(["413", "7", "27", "756", "22", "604"])
            .fold(sheet.left(62.0, y, label), |sheet, (end, value)| sheet.right(*end, y, value))
    })
}

#[test]
fn names_right_below_a_text_are_below_it_however_close_the_lines_are_set() {
    for step in [9.2, 15.0] {
        assert_eq!(
            shown(&only(years(step)))[..3],
            ["|Males|<|<|Imports|<|<", "Indicator|2007|2008|2009|2007|2008|2009", "Transport||||||"]
        );
    }
}

#[test]
fn rules_below_groups_close_no_header_that_goes_on_to_a_wider_rule() {
    let ends = [150.0, 210.0, 250.0, 310.0, 350.0, 410.0, 450.0, 510.0];
    let names = ["Total", "Share (%)", "Total", "Share (%)", "Total", "Share (%)", "Total", "Share (%)"];
    let sheet = Sheet::new().centre(215.0, 100.0, "Services").centre(415.0, 100.0, "Households");
    let sheet = sheet.rule(106.0, 120.0, 510.0).rule(126.0, 120.0, 510.0).rule(146.0, 55.0, 510.0);
    let sheet = [(165.0, "2009"), (267.0, "2010"), (365.0, "2009"), (467.0, "2010")]
        .iter()
        .fold(sheet, |sheet, (x, name)| sheet.centre(*x, 120.0, name));
    let sheet = ends
        .iter()
        .zip(names)
        .fold(sheet.centre(80.0, 140.0, "Country"), |sheet, (end, name)| sheet.right(*end, 140.0, name));
    let values: &[&str] = &["78169", "55.8", "2120", "18.0", "99641", "30.0", "99", "9.7"];
    let grid = only(sheet.rows(
        160.0,
        &ends,
        &[("Austria", values), ("Belgium", values), ("Denmark", values), ("Poland", values)],
    ));
    assert_eq!(
        shown(&grid)[..4],
        [
            "|Services|<|<|<|Households|<|<|<",
            "|2009|<|2010|<|2009|<|2010|<",
            "Country|Total|Share (%)|Total|Share (%)|Total|Share (%)|Total|Share (%)",
            "Austria|78169|55.8|2120|18.0|99641|30.0|99|9.7",
        ]
    );
    assert_eq!(grid.shape, Some((3, None)));
}

#[test]
fn names_with_a_space_between_them_are_two_where_the_first_ends_with_its_numbers() {
    let ends = [180.0, 232.0, 262.0, 314.0];
    let sheet = Sheet::new().left(60.0, 100.0, "Country");
    let sheet = ["Total", "Share (%)", "Total", "Share (%)"]
        .iter()
        .zip(ends)
        .fold(sheet, |sheet, (name, end)| sheet.right(end, 100.0, name));
    let rows = shown(&only(sheet.rows(115.0, &ends, SHARES)));
    assert_eq!(rows[..2], ["Country|Total|Share (%)|Total|Share (%)", "Austria|4988|48.4|8528|36.3"]);
}

#[test]
fn no_group_reaches_so_far_that_its_name_is_off_its_middle() {
    let names = [(60.0, "单位名称"), (150.0, "合计"), (215.0, "男"), (255.0, "女")];
    let rates = [(280.0, "出生率"), (330.0, "死亡率")];
    let sheet = Sheet::new().centre(190.0, 85.0, "人口数");
    let sheet = names.into_iter().chain(rates).fold(sheet, |sheet, (x, text)| sheet.left(x, 100.0, text));
    let rows = [
        ("合计", ["5418", "72270", "653", "5.7", "26.9"]),
        ("平湖新区", ["615", "310", "60", "5.6", "15.7"]),
        ("安泰市", ["123", "45", "78", "4.1", "9.0"]),
        ("长兴街道", ["77", "1200", "15", "3.3", "12.5"]),
    ];
    let ends = [170.0, 225.0, 265.0, 310.0, 360.0];
    let sheet = rows.iter().enumerate().fold(sheet, |sheet, (row, (label, values))| {
        let y = 116.0 + 15.0 * row as f32;
        ends.iter()
            .zip(values)
            .fold(sheet.left(60.0, y, label), |sheet, (end, value)| sheet.right(*end, y, value))
    });
    let rows = shown(&only(sheet));
    assert_eq!(rows[..2], ["|人口数|<|<||", "单位名称|合计|男|女|出生率|死亡率"]);
}
