//! Tables of texts -> their rows, told by the heights that cells share.

use super::*;

/// Cells of several lines, set in the middle of the highest of their row or at its top; rows stand so far apart.
fn texts(mut sheet: Sheet, xs: &[f32], mut y: f32, apart: f32, middle: bool, rows: &[&[&str]]) -> Sheet {
    for row in rows {
        let most = row.iter().map(|cell| cell.split('/').count()).max().unwrap_or(0);
        for (x, cell) in xs.iter().zip(*row).filter(|(_, cell)| !cell.is_empty()) {
            let own = cell.split('/').count();
            let top = if middle { y + 6.0 * (most - own) as f32 } else { y };
            for (line, text) in cell.split('/').enumerate() {
                sheet = sheet.left(*x, top + 12.0 * line as f32, text);
            }
        }
        y += 12.0 * most as f32 + apart;
    }
    sheet
}

const ACTS: &[&[&str]] = &[
    &["Act", "Title", "Deadline", "Status"],
    &["Regulation/No 1049", "Access to/documents of/the bodies", "17.1.2005", "pending"],
    &["Directive/98 EC", "Waste", "9.9.2003", "infringement/opened"],
    &["Decision/406 EC", "Effort/sharing", "11.6.2003", "in force"],
    &["Regulation/679 EU", "Protection of/natural/persons with/regard to data", "16.4.2006", "repealed"],
    &["Directive/24 EU", "Public/procurement", "3.1.2012", "under/revision"],
];

fn acts() -> Vec<String> {
    ACTS.iter().map(|row| row.join("|")).collect()
}

#[test]
fn cells_in_the_middle_of_the_highest_are_one_row() {
    let sheet = texts(Sheet::new(), &[60.0, 160.0, 260.0, 330.0], 100.0, 8.0, true, ACTS);
    assert_eq!(shown(&only(sheet)), acts());
}

#[test]
fn cells_that_begin_at_one_height_are_one_row() {
    let sheet = texts(Sheet::new(), &[60.0, 160.0, 260.0, 330.0], 100.0, 6.0, false, ACTS);
    assert_eq!(shown(&only(sheet)), acts());
}

#[test]
fn rows_without_white_space_between_them_are_told_by_the_heights_of_their_cells() {
    let sheet = texts(Sheet::new(), &[60.0, 160.0, 260.0, 330.0], 100.0, 1.0, true, ACTS);
    assert_eq!(shown(&only(sheet))[1..], acts()[1..]);
}

#[test]
fn lines_with_a_text_in_each_column_are_rows_by_themselves() {
    let rows: &[&[&str]] = &[
        &["事项", "依据", "机构", "备注"],
        &["占用城市道路审批", "《城市道路管理条例》", "市政管理处", "调整"],
        &["公共场所卫生许可", "《公共场所卫生条例》", "卫生监督所", ""],
        &["特种设备使用登记", "《特种设备安全条例》", "特种设备科", "调整"],
        &["道路运输经营许可", "《道路运输管理条例》", "运输管理所", ""],
    ];
    let sheet = texts(Sheet::new(), &[60.0, 170.0, 300.0, 380.0], 100.0, 3.0, false, rows);
    assert_eq!(shown(&only(sheet)), rows.iter().map(|row| row.join("|")).collect::<Vec<_>>());
}

#[test]
fn chinese_cells_that_nearly_touch_are_parted_where_other_lines_are() {
    let rows: &[&[&str]] = &[
        &["事项名称", "设定依据", "承办机构"],
        &["取水许可", "《水资源管理条例》", "水政科"],
        &["城市道路占用挖掘审批", "《城市道路管理条例》", "市政处"],
        &["卫生许可", "《卫生管理条例》", "监督所"],
        &["特种设备登记", "《设备安全条例》", "设备科"],
        &["林木采伐许可", "《森林法》", "林业站"],
    ];
    let sheet = texts(Sheet::new(), &[60.0, 163.0, 280.0], 100.0, 8.0, false, rows);
    assert_eq!(shown(&only(sheet)), rows.iter().map(|row| row.join("|")).collect::<Vec<_>>());
}

#[test]
fn close_words_over_a_column_each_are_of_the_header() {
    let sheet = Sheet::new()
        .left(60.0, 100.0, "Question")
        .right(230.0, 100.0, "Number of")
        .right(287.0, 100.0, "Assets");
    let sheet = sheet.right(230.0, 112.0, "replying").right(287.0, 112.0, "management");
    let rows = [
        ("Percentage", "of those", "71", "4"),
        ("Number of", "all firms", "15", "820"),
        ("Others", "not asked", "3", "17"),
    ];
    let sheet = rows.iter().enumerate().fold(sheet, |sheet, (row, (upper, lower, first, second))| {
        let y = 136.0 + 32.0 * row as f32;
        let label = sheet.left(60.0, y, upper).left(60.0, y + 12.0, lower);
        label.right(230.0, y + 6.0, first).right(287.0, y + 6.0, second)
    });
    assert_eq!(
        shown(&only(sheet)),
        [
            "Question|Number of/replying|Assets/management",
            "Percentage/of those|71|4",
            "Number of/all firms|15|820",
            "Others/not asked|3|17",
        ]
    );
}

#[test]
fn the_end_of_a_bracket_under_two_names_goes_on_with_each() {
    let sheet =
        Sheet::new().left(60.0, 106.0, "指标").right(200.0, 100.0, "同比增长（").right(200.0, 112.0, "%）");
    let sheet = sheet.right(300.0, 100.0, "累计增长（").right(300.0, 112.0, "%）");
    let rows: &[(&str, &[&str])] =
        &[("工业", &["4.7", "39.0"]), ("农业", &["18.5", "2.5"]), ("建筑", &["5.5", "6.5"])];
    let shown = shown(&only(sheet.rows(130.0, &[200.0, 300.0], rows)));
    assert_eq!(shown[..2], ["指标|同比增长（/%）|累计增长（/%）", "工业|4.7|39.0"]);
}

#[test]
fn the_lines_of_a_header_may_all_stand_at_heights_of_their_own() {
    let names = [(100.0, 230.0, "Retail sales"), (106.0, 310.0, "Number of"), (112.0, 230.0, "per")];
    let names = names.into_iter().chain([(118.0, 310.0, "outlets"), (124.0, 230.0, "inhabitant")]);
    let sheet = names.fold(Sheet::new(), |sheet, (y, end, text)| sheet.right(end, y, text));
    let rows: &[(&str, &[&str])] = &[
        ("Total", &["1", "43"]),
        ("North", &["403", "868"]),
        ("South", &["796", "74"]),
        ("East", &["7", "5"]),
    ];
    let shown = shown(&only(sheet.rows(140.0, &[230.0, 310.0], rows)));
    assert_eq!(shown[..2], ["|Retail sales/per/inhabitant|Number of/outlets", "Total|1|43"]);
}

/// Draws the upright rules of a grid and those around its header and at its end.
fn upright(mut sheet: Sheet, xs: &[f32], ys: [f32; 3]) -> Sheet {
    for x in xs {
        sheet.drawing.rule(false, *x, ys[0], ys[2]);
    }
    ys.into_iter().fold(sheet, |sheet, y| sheet.rule(y, xs[0], xs[xs.len() - 1]))
}

#[test]
fn texts_too_far_apart_for_one_cell_are_rows_of_a_grid_of_upright_rules() {
    let rows: &[&[&str]] = &[
        &["事项", "依据", "机构"],
        &["占用城市道路审批", "《城市道路管理条例》", "市政管理处"],
        &["公共场所卫生许可", "《公共场所卫生条例》", "卫生监督所"],
        &["特种设备使用登记", "《特种设备安全条例》", "特种设备科"],
    ];
    let sheet = texts(Sheet::new(), &[60.0, 160.0, 290.0], 100.0, 10.0, false, rows);
    let sheet = upright(sheet, &[54.0, 150.0, 280.0, 400.0], [86.0, 106.0, 184.0]);
    let expected: Vec<String> = rows.iter().map(|row| row.join("|")).collect();
    assert_eq!(shown(&only(sheet)), expected);
    // Those of one cell are close together.
    let sheet = texts(Sheet::new(), &[60.0, 160.0, 290.0], 100.0, 10.0, false, &[rows[0]]);
    let wrapped: &[&str] = &["占用城市/道路审批/许可", "《城市/道路管理/条例》", "市政/管理/处"];
    let sheet = texts(sheet, &[60.0, 160.0, 290.0], 122.0, 10.0, false, &[wrapped]);
    let sheet = upright(sheet, &[54.0, 150.0, 280.0, 400.0], [86.0, 106.0, 184.0]);
    assert_eq!(shown(&only(sheet)).len(), 2);
}
