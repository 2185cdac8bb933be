//! Headers and rows that stand outside of rules, groups of columns, cells at other heights of their row -> one table.

use super::*;

/// A grid of rules around rows of 16 points from `top` on.
fn ruled(mut sheet: Sheet, xs: &[f32], top: f32, rows: usize) -> Sheet {
    let bottom = top + 16.0 * rows as f32;
    for line in 0..=rows {
        sheet.drawing.rule(true, top + 16.0 * line as f32, xs[0], xs[xs.len() - 1]);
    }
    for x in xs {
        sheet.drawing.rule(false, *x, top, bottom);
    }
    sheet
}

#[test]
fn a_header_above_coded_rows_and_all_rows_below_a_grid_are_of_its_table() {
    let xs = [50.0, 100.0, 220.0, 280.0, 340.0, 400.0];
    let sheet = ["科目编码", "科目名称", "合计", "小计", "人员经费"]
        .iter()
        .zip([75.0, 160.0, 250.0, 310.0, 370.0])
        .fold(ruled(Sheet::new(), &xs, 140.0, 2), |sheet, (name, x)| sheet.centre(x, 134.0, name));
    let rows = [
        ("201", "一般公共服务支出", ["5,827.36", "11.30", "7.64"]),
        ("20103", "政府办公厅事务", ["83.10", "869.99", "75.26"]),
        ("205", "教育支出", ["5,600.75", "8.97", "8.37"]),
        ("208", "社会保障支出", ["4.02", "369.99", "14.00"]),
    ];
    let sheet = rows.iter().enumerate().fold(sheet, |sheet, (row, (code, name, values))| {
        let y = 152.0 + 16.0 * row as f32;
        let sheet = sheet.left(54.0, y, code).left(104.0, y, name);
        values.iter().zip(&xs[3..]).fold(sheet, |sheet, (value, right)| sheet.right(right - 4.0, y, value))
    });
    // In the middle of 小计 and 人员经费.
    let grid = only(sheet.centre(340.0, 120.0, "基本支出"));
    assert_eq!(
        shown(&grid),
        [
            "|||基本支出|<",
            "科目编码|科目名称|合计|小计|人员经费",
            "201|一般公共服务支出|5,827.36|11.30|7.64",
            "20103|政府办公厅事务|83.10|869.99|75.26",
            "205|教育支出|5,600.75|8.97|8.37",
            "208|社会保障支出|4.02|369.99|14.00",
        ]
    );
}

#[test]
fn the_texts_of_a_header_above_a_grid_may_be_wrapped() {
    let xs = [50.0, 200.0, 260.0, 320.0];
    let sheet = ruled(Sheet::new(), &xs, 140.0, 2).left(60.0, 122.0, "Question");
    let sheet = sheet.right(256.0, 116.0, "Number").right(256.0, 128.0, "of outlets");
    let sheet =
        sheet.right(316.0, 110.0, "Share of").right(316.0, 122.0, "turnover").right(316.0, 134.0, "(%)");
    let rows: &[(&str, &[&str])] = &[("All of them", &["646", "61"]), ("Others", &["548", "13"])];
    let sheet = rows.iter().enumerate().fold(sheet, |sheet, (row, (label, values))| {
        let y = 152.0 + 16.0 * row as f32;
        sheet.left(60.0, y, label).right(256.0, y, values[0]).right(316.0, y, values[1])
    });
    assert_eq!(
        shown(&only(sheet)),
        ["Question|Number/of outlets|Share of/turnover/(%)", "All of them|646|61", "Others|548|13"]
    );
}

#[test]
fn a_boxed_header_heads_rows_whose_texts_overrun_its_columns() {
    let (top, bottom) = (76.0, 106.0);
    let mut sheet = Sheet::new();
    for y in [top, 91.0, bottom] {
        sheet.drawing.rule(true, y, 50.0, 410.0);
    }
    for (x, from) in [(50.0, top), (150.0, 91.0), (230.0, top), (330.0, 91.0), (410.0, top)] {
        sheet.drawing.rule(false, x, from, bottom);
    }
    let sheet = sheet.centre(140.0, 87.0, "收入").centre(320.0, 87.0, "支出");
    let sheet = [(100.0, "项目"), (190.0, "决算数"), (280.0, "项目"), (370.0, "决算数")]
        .into_iter()
        .fold(sheet, |sheet, (x, name)| sheet.centre(x, 102.0, name));
    let rows = [
        ("一、一般公共预算拨款收入", "93.31", "一、一般公共服务支出", "259.89"),
        ("二、政府性基金收入", "737.65", "二、外交支出", "34.66"),
        ("三、事业收入", "47.36", "三、国防支出", "54871.23"),
        ("四、其他收入", "1.50", "四、公共安全支出", "5.10"),
    ];
    let sheet = rows.iter().enumerate().fold(sheet, |sheet, (row, (income, earned, spending, spent))| {
        let y = 122.0 + 15.0 * row as f32;
        sheet.left(53.0, y, income).right(227.0, y, earned).left(232.0, y, spending).right(407.0, y, spent)
    });
    let shown = shown(&only(sheet));
    assert_eq!(shown[..2], ["收入|<|支出|<", "项目|决算数|项目|决算数"]);
    assert_eq!(shown[2], "一、一般公共预算拨款收入|93.31|一、一般公共服务支出|259.89");
}

#[test]
fn texts_over_names_that_come_again_head_one_set_of_them_each() {
    // The first text stands right over the first name, and not in the middle of its group.
    let ends = [180.0, 260.0, 340.0, 420.0, 480.0];
    let sheet =
        Sheet::new().right(181.0, 100.0, "2022年").right(345.0, 100.0, "2021年").left(60.0, 113.0, "地区");
    let names = ["总量", "占比", "总量", "占比", "增减"].iter().zip(ends);
    let sheet = names.fold(sheet, |sheet, (name, end)| sheet.right(end, 113.0, name));
    let rows: &[(&str, &[&str])] = &[
        ("甲县", &["8409.5", "19.2", "9922.3", "2.5", "9.3"]),
        ("乙县", &["736.3", "0.7", "2723.5", "25.2", "2.2"]),
        ("丙县", &["2055.5", "8.7", "9555.0", "2.8", "9.0"]),
    ];
    assert_eq!(shown(&only(sheet.rows(130.0, &ends, rows)))[0], "|2022年|<|2021年|<|");
}

#[test]
fn one_text_above_the_names_of_columns_heads_those_in_whose_middle_it_stands() {
    let ends = [200.0, 260.0, 320.0, 420.0];
    let sheet = Sheet::new().centre(218.0, 100.0, "人口").left(70.0, 115.0, "村");
    let names = ["合计", "男", "女", "耕地面积"].iter().zip(ends);
    let sheet = names.fold(sheet, |sheet, (name, end)| sheet.right(end, 115.0, name));
    let rows: &[(&str, &[&str])] = &[
        ("上坪村", &["13115", "17834", "72864", "9.3"]),
        ("下坪村", &["80", "64640", "24086", "45.1"]),
        ("大坪村", &["3442", "7", "8664", "66.5"]),
    ];
    let shown = shown(&only(sheet.rows(132.0, &ends, rows)));
    assert_eq!(shown[..2], ["|人口|<|<|", "村|合计|男|女|耕地面积"]);
}

#[test]
fn a_number_at_another_height_belongs_to_the_row_that_it_stands_in() {
    let ends = [200.0, 280.0];
    let sheet = Sheet::new().left(60.0, 100.0, "Item").right(200.0, 100.0, "Paid").right(280.0, 100.0, "Due");
    let sheet = sheet.rows(120.0, &ends, &[("Staff", &["62,534", "83,059"])]);
    let sheet =
        sheet.right(280.0, 135.0, "2,955,232").left(60.0, 141.0, "Travel").right(200.0, 141.0, "87,010");
    let shown =
        shown(&only(sheet.rows(162.0, &ends, &[("Rent", &["7,015", "8,770"]), ("All", &["1", "2"])])));
    assert_eq!(shown[1..4], ["Staff|62,534|83,059", "Travel|87,010|2,955,232", "Rent|7,015|8,770"]);
}

/// Texts at these places of a line.
fn line(sheet: Sheet, y: f32, texts: &[(f32, &str)]) -> Sheet {
    texts.iter().fold(sheet, |sheet, (x, text)| sheet.left(*x, y, text))
}

#[test]
fn cells_of_texts_are_parted_by_the_white_space_between_them() {
    // The cells of a row are centred beside the highest.
    let lines: &[(f32, &[(f32, &str)])] = &[
        (100.0, &[(60.0, "事项"), (160.0, "依据"), (320.0, "机构")]),
        (120.0, &[(160.0, "《城市道路管理")]),
        (126.0, &[(60.0, "取水许可"), (320.0, "水政科")]),
        (132.0, &[(160.0, "条例》")]),
        (152.0, &[(160.0, "《卫生管理条例》")]),
        (158.0, &[(60.0, "卫生许可"), (320.0, "监督所")]),
        (164.0, &[(160.0, "第四条")]),
        (184.0, &[(60.0, "食品经营许可"), (160.0, "《食品安全法》"), (320.0, "审批科")]),
    ];
    let sheet = lines.iter().fold(Sheet::new(), |sheet, (y, texts)| line(sheet, *y, texts));
    assert_eq!(
        shown(&only(sheet)),
        [
            "事项|依据|机构",
            "取水许可|《城市道路管理/条例》|水政科",
            "卫生许可|《卫生管理条例》/第四条|监督所",
            "食品经营许可|《食品安全法》|审批科",
        ]
    );
}

#[test]
fn the_header_of_a_second_table_is_not_the_end_of_the_first() {
    let rules = [76.0, 92.0, 240.0, 256.0];
    let sheet = rules.into_iter().fold(Sheet::new(), |sheet, y| sheet.rule(y, 50.0, 340.0));
    let ends = [240.0, 330.0];
    let head =
        |sheet: Sheet, y: f32| sheet.left(60.0, y, "Crop").right(240.0, y, "Farms").right(330.0, y, "Share");
    let sheet = head(head(sheet, 88.0), 252.0).rows(106.0, &ends, ROWS).rows(270.0, &ends, ROWS);
    let sheet = sheet.left(50.0, 190.0, "Prices rose in both years.");
    let grids = read(vec![sheet]).grids;
    let rows = ["Crop|Farms|Share", "Wheat|1,200|3.5", "Barley|85|12.25", "Rye|7|0.5", "Total|1,292|16.25"];
    assert_eq!(grids.iter().map(shown).collect::<Vec<_>>(), [rows, rows]);
}

#[test]
fn units_side_by_side_are_of_two_tables() {
    let ends = [160.0, 240.0];
    let rows = |sheet: Sheet, x: f32, y: f32, pitch: f32| {
        ROWS.iter().enumerate().fold(sheet, |sheet, (row, (label, values))| {
            let y = y + pitch * row as f32;
            let sheet = sheet.left(x, y, label);
            ends.iter().zip(*values).fold(sheet, |sheet, (end, value)| sheet.right(x + end - 40.0, y, value))
        })
    };
    let table = ["Wheat|1,200|3.5", "Barley|85|12.25", "Rye|7|0.5", "Total|1,292|16.25"];
    // Over the middle of their tables, and by the right ends of frames that are wider than what stands in them.
    for (left, right) in [(140.0, 420.0), (230.0, 520.0)] {
        // The rows of both stand on the same lines.
        let sheet = Sheet::new().centre(left, 80.0, "单位：万元").centre(right, 80.0, "（单位：万元）");
        let grids = read(vec![rows(rows(sheet, 40.0, 100.0, 15.0), 320.0, 100.0, 15.0)]).grids;
        assert_eq!(grids.iter().map(shown).collect::<Vec<_>>(), [table, table]);
    }
}

#[test]
fn a_grid_of_upright_rules_alone_is_read_by_its_lines() {
    let mut sheet = Sheet::new();
    for x in [50.0, 170.0, 250.0, 340.0] {
        sheet.drawing.rule(false, x, 76.0, 160.0);
    }
    for y in [76.0, 160.0] {
        sheet.drawing.rule(true, y, 50.0, 340.0);
    }
    let sheet = sheet.left(60.0, 90.0, "Crop").right(245.0, 90.0, "Farms").right(335.0, 90.0, "Share");
    let grid = only(sheet.rows(106.0, &[245.0, 335.0], ROWS));
    assert_eq!(
        shown(&grid),
        ["Crop|Farms|Share", "Wheat|1,200|3.5", "Barley|85|12.25", "Rye|7|0.5", "Total|1,292|16.25"]
    );
}

#[test]
fn rows_without_rules_between_them_may_stand_in_groups() {
    let mut sheet = Sheet::new();
    for x in [50.0, 130.0, 190.0, 260.0, 330.0] {
        sheet.drawing.rule(false, x, 76.0, 204.0);
    }
    for y in [76.0, 94.0, 204.0] {
        sheet = sheet.rule(y, 50.0, 330.0);
    }
    let sheet = sheet.left(54.0, 90.0, "Type").left(134.0, 90.0, "Sex");
    let sheet = sheet.right(255.0, 90.0, "Total").right(325.0, 90.0, "Share");
    let groups = [("Part-time", ["41.7", "912.6", "954.3"]), ("Full-time", ["66.1", "372.4", "438.5"])];
    let sheet = groups.iter().enumerate().fold(sheet, |sheet, (group, (name, values))| {
        let y = 108.0 + 48.0 * group as f32;
        let rows = ["Men", "Women", "Total"].iter().zip(values).enumerate();
        rows.fold(sheet.left(54.0, y + 16.0, name), |sheet, (row, (sex, value))| {
            let y = y + 16.0 * row as f32;
            sheet.left(134.0, y, sex).right(255.0, y, value).right(325.0, y, "7.5")
        })
    });
    assert_eq!(
        shown(&only(sheet)),
        [
            "Type|Sex|Total|Share",
            "Part-time|Men|41.7|7.5",
            "^|Women|912.6|7.5",
            "^|Total|954.3|7.5",
            "Full-time|Men|66.1|7.5",
            "^|Women|372.4|7.5",
            "^|Total|438.5|7.5"
        ]
    );
}

#[test]
fn raised_marks_of_several_figures_stay_with_their_word() {
    let mut sheet = Sheet::new().rows(
        100.0,
        &[200.0, 280.0],
        &[("Austria", &["646,498", "23,311"]), ("Malta", &["7,059", "992"])],
    );
    sheet.drawing.text("(1)", 85.0, 112.0, 6.0);
    let sheet = sheet.rows(130.0, &[200.0, 280.0], &[("Italy", &["33,976", "6,626"])]);
    assert_eq!(shown(&only(sheet)), ["Austria|646,498|23,311", "Malta(1)|7,059|992", "Italy|33,976|6,626"]);
}

#[test]
fn a_mark_among_the_numbers_of_close_columns_does_not_join_them() {
    let ends = [180.0, 240.0, 290.0, 330.0];
    let head = ["Total", "Share", "Sum", "Part"].iter().zip(ends);
    let sheet = head.fold(Sheet::new(), |sheet, (name, end)| sheet.right(end, 100.0, name));
    let rows: &[(&str, &[&str])] = &[
        ("Austria", &["44", "25.4", ":", "35.4"]),
        ("Greece", &["83588", "14.1", "39", "22.1"]),
        ("Latvia", &["32238", "55.4", "395178999", "59.1"]),
        ("Poland", &["341", "55.2", "269759888", "18.5"]),
        ("Spain", &["71", "40.1", "82", "48.3"]),
    ];
    let shown = shown(&only(sheet.rows(118.0, &ends, rows)));
    assert_eq!(
        shown[1..4],
        ["Austria|44|25.4|:|35.4", "Greece|83588|14.1|39|22.1", "Latvia|32238|55.4|395178999|59.1"]
    );
}

#[test]
fn a_header_above_a_grid_that_begins_with_the_head_of_a_group_is_of_its_table() {
    let xs = [50.0, 200.0, 260.0, 320.0];
    let sheet = ruled(Sheet::new(), &xs, 140.0, 4)
        .left(54.0, 118.0, "Table 7: Regional indicators")
        .centre(125.0, 134.0, "Region")
        .centre(230.0, 134.0, "2004")
        .centre(290.0, 134.0, "2005");
    let rows: &[(&str, &[&str])] =
        &[("Austria", &[]), ("East", &["242.5", "3.9"]), ("Cyprus", &[]), ("South", &["8.7", "8.4"])];
    let sheet = rows.iter().enumerate().fold(sheet, |sheet, (row, (label, values))| {
        let y = 152.0 + 16.0 * row as f32;
        let ends = xs[2..].iter().zip(*values);
        ends.fold(sheet.left(54.0, y, label), |sheet, (end, value)| sheet.right(end - 4.0, y, value))
    });
    assert_eq!(
        shown(&only(sheet)),
        ["Region|2004|2005", "Austria||", "East|242.5|3.9", "Cyprus||", "South|8.7|8.4"]
    );
}

/// Rows of texts in a grid of three columns, with those of the header above it and of its last row below it.
fn matters(header: &[&str]) -> Sheet {
    let xs = [50.0, 180.0, 330.0, 400.0];
    let rows: [&[&str]; 4] = [
        header,
        &["食品经营许可", "《食品安全法》第三十五条", "审批科"],
        &["取水许可", "《水资源费征收管理条例》", "水政科"],
        &["林木采伐许可", "《森林法》第五十六条", "林业站"],
    ];
    rows.iter().enumerate().fold(ruled(Sheet::new(), &xs, 140.0, 2), |sheet, (row, texts)| {
        let y = 136.0 + 16.0 * row as f32;
        texts.iter().zip(xs).fold(sheet, |sheet, (text, x)| sheet.left(x + 4.0, y, text))
    })
}

#[test]
fn a_header_above_a_grid_of_texts_names_every_column() {
    let rows = [
        "食品经营许可|《食品安全法》第三十五条|审批科",
        "取水许可|《水资源费征收管理条例》|水政科",
        "林木采伐许可|《森林法》第五十六条|林业站",
    ];
    let shown_under = |header: &[&str]| shown(&only(matters(header)));
    assert_eq!(shown_under(&["事项名称", "设定依据", "承办机构"])[0], "事项名称|设定依据|承办机构");
    assert_eq!(shown_under(&["事项名称", "设定依据", "承办机构"])[1..], rows);
    // Anything may stand above some of them.
    assert_eq!(shown_under(&["事项名称", "设定依据"]), rows);
}

#[test]
fn numbers_below_a_grid_that_stand_close_to_each_other_are_parted_where_its_columns_are() {
    let xs = [50.0, 170.0, 222.0, 273.0];
    let rows = [["Region", "2004", "2005"], ["North", "57.6", "1.3"], ["East", "23760.4", "18624.4"]];
    let sheet = rows.iter().enumerate().fold(ruled(Sheet::new(), &xs, 140.0, 2), |sheet, (row, texts)| {
        let y = 152.0 + 16.0 * row as f32;
        let sheet = sheet.left(60.0, y, texts[0]);
        sheet.right(219.0, y, texts[1]).right(259.0, y, texts[2])
    });
    assert_eq!(shown(&only(sheet)), ["Region|2004|2005", "North|57.6|1.3", "East|23760.4|18624.4"]);
}

#[test]
fn a_row_below_a_grid_goes_on_with_the_group_of_rows_above_it() {
    let xs = [50.0, 120.0, 170.0, 225.0, 280.0];
    let mut sheet = Sheet::new();
    for (y, from) in [(140.0, 50.0), (156.0, 50.0), (172.0, 120.0), (188.0, 50.0)] {
        sheet = sheet.rule(y, from, 280.0);
    }
    for x in xs {
        sheet.drawing.rule(false, x, 140.0, 188.0);
    }
    let rows =
        [["Sex", "2008", "2009"], ["Men", "677", "10"], ["Women", "924", "34"], ["Total", "1601", "44"]];
    let sheet = rows.iter().enumerate().fold(sheet, |sheet, (row, texts)| {
        let y = 152.0 + 16.0 * row as f32;
        let sheet = sheet.left(124.0, y, texts[0]);
        sheet.right(221.0, y, texts[1]).right(276.0, y, texts[2])
    });
    let sheet = sheet.left(54.0, 152.0, "Employment").left(54.0, 176.0, "Part-time");
    assert_eq!(
        shown(&only(sheet)),
        ["Employment|Sex|2008|2009", "Part-time|Men|677|10", "^|Women|924|34", "^|Total|1601|44"]
    );
}
