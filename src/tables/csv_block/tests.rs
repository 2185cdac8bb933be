//! Comma-separated tables as reports print them, and what must hold for any lines with commas.

use proptest::prelude::*;

use super::super::printed::testing::{grid_ink, ink, lines, show};
use super::*;

fn tables(text: &str) -> Vec<Vec<String>> {
    find(&lines(text)).iter().map(|claim| show(&claim.grid)).collect()
}

#[test]
fn reads_quoted_fields_with_separators_quotes_and_line_breaks() {
    let text = "\
部门收支总表
收入,,支出,
项目,预算数,\"项目（\"\"新\"\"）\",预算数
一、一般公共预算,\"8,612.17\",一、一般公共服务,3233.95
\"二、政府性基金
预算\",0.00,二、公共安全支出,965.45
三、国有资本经营,,三、教育支出,\"8,511.60\"
后文";
    assert_eq!(
        tables(text),
        [[
            "0:收入 2:支出",
            "0:项目 1:预算数 2:项目（\"新\"） 3:预算数",
            "0:一、一般公共预算 1:8,612.17 2:一、一般公共服务 3:3233.95",
            "0:二、政府性基金/预算 1:0.00 2:二、公共安全支出 3:965.45",
            "0:三、国有资本经营 2:三、教育支出 3:8,511.60",
        ]]
    );
    let claims = find(&lines(text));
    assert_eq!(claims[0].grid.lines, (1, 7));
}

#[test]
fn headings_written_in_every_cell_do_not_outnumber_the_values() {
    let text = "\
\"第一项\",\"第一项\",\"第一项\"
\"内容\",\"上一年数量\",\"处理数量\"
\"许可\",\"9\",\"220\"
\"第二项\",\"第二项\",\"第二项\"
\"内容\",\"上一年数量\",\"处理数量\"
\"处罚\",\"1\",\"281\"
\"第三项\",\"第三项\",\"第三项\"
\"内容\",\"采购数量\",\"采购金额\"
\"采购\",\"156\",\"413690.70\"";
    let shown = tables(text);
    assert_eq!(shown.len(), 1);
    assert_eq!(shown[0][8], "0:采购 1:156 2:413690.70");
}

#[test]
fn reads_the_blocks_of_a_disclosure_form() {
    let text = "\
二、主动公开政府信息情况
\"\"
\"第二十条第（一）项\",\"\",\"\",\"\"
\"信息内容\",\"本年制发件数\",\"本年废止件数\",\"现行有效件数\"
\"规章\",\"0\",\"0\",\"15\"
— 2 —
\"第二十条第（八）项\",\"\",\"\",\"\"
\"信息内容\",\"本年收费金额（单位：万元）\",\"\",\"\"
\"行政事业性收费\",\"717.6\",\"\",\"\"
\"\"
三、收到和处理政府信息公开申请情况";
    let tables = tables(text);
    assert_eq!(tables.len(), 1);
    assert_eq!(tables[0][0], "0:第二十条第（一）项");
    assert_eq!(tables[0][2], "0:规章 1:0 2:0 3:15");
    assert_eq!(tables[0][5], "0:行政事业性收费 1:717.6");
}

#[test]
fn a_sheet_filled_up_with_separators_falls_into_its_tables() {
    let text = "\
某某局2021年部门预算表,,
部门收支总表,,
单位：万元,,
项目,上年,本年
收入,3,4
支出,5,6
合计,8,10
,,
部门支出总表,,
项目,上年,本年
教育,3,4
科技,5,6
说明：表中部分数据因四舍五入，合计数与分项之和可能略有出入。,,
";
    let tables = tables(text);
    assert_eq!(tables.len(), 2);
    assert_eq!(tables[0], ["0:项目 1:上年 2:本年", "0:收入 1:3 2:4", "0:支出 1:5 2:6", "0:合计 1:8 2:10"]);
    assert_eq!(tables[1], ["0:项目 1:上年 2:本年", "0:教育 1:3 2:4", "0:科技 1:5 2:6"]);
}

#[test]
fn a_form_without_any_number_is_a_table() {
    let blank = "行政复议,,行政诉讼,\n结果维持,总计,结果维持,总计\n,,,\n\n五、存在的主要问题";
    let claims = find(&lines(blank));
    assert_eq!((claims[0].grid.rows, claims[0].grid.cells.len()), (3, 12));
    let marks = "信息内容,制发,废止,有效\n规章,-,-,-\n文件,-,-,-\n许可,-,,";
    assert_eq!(tables(marks)[0][3], "0:许可 1:-");
}

#[test]
fn indentation_and_semicolons() {
    let text = "统计指标;单位;统计数\n一、主动公开;——;——\n　（一）信息数;条;728\n　　其中：文件;条;11";
    let claims = find(&lines(text));
    assert_eq!(show(&claims[0].grid)[3], "0:其中：文件 1:条 2:11");
    let indents: Vec<usize> =
        claims[0].grid.cells.iter().filter(|cell| cell.column == 0).map(|cell| cell.indent).collect();
    assert_eq!(indents, [0, 0, 2, 4]);
}

#[test]
fn tables_of_two_columns_need_numbers() {
    assert_eq!(tables("年份,数量\n2020,3\n2021,4\n2022,5").len(), 1);
    assert_eq!(tables("甲,乙\n丙,丁\n戊,己\n庚,辛"), Vec::<Vec<String>>::new());
}

#[test]
fn a_number_taken_apart_by_its_own_commas_is_whole_or_unresolved() {
    let whole = "项目,上年,本年\n规章,3,4\n文件,1,234,5\n许可,6,7";
    assert_eq!(tables(whole)[0][2], "0:文件 1:1,234 2:5");
    let doubtful = "项目,上年,本年\n规章,3,4\n文件,1,234,567,5\n许可,6,7\n强制,8,9";
    assert_eq!(tables(doubtful)[0][2], "0:文件 1:1,234,567 2:5");
    let doubtful =
        "项目,上年,本年,备注\n规章,3,4,无\n文件,1,234,567\n许可,6,7,无\n强制,1,234,5,6,9\n费,1,2,无";
    let claims = find(&lines(doubtful));
    let row: Vec<&crate::model::GridCell> =
        claims[0].grid.cells.iter().filter(|cell| cell.row == 4).collect();
    let sure = |cell: &&crate::model::GridCell| cell.printed == Printed::Here && token(&cell.text).is_value();
    assert!(!row.iter().any(sure), "{row:?}");
    assert!(claims[0].problems.iter().any(|problem| problem.message.contains("强制")));
}

#[test]
fn prose_addresses_and_grouped_numbers_are_no_tables() {
    for text in [
        "In spring, the office, as planned, met.\nIn summer, it met, too, twice.\nIn autumn, again, it met, once.",
        "地址:人民路95号,邮编:492287,电话:0153-2226687\n地址:中山路1号,邮编:492288,电话:0153-2226688",
        "合计 1,234 2,345\n规章 3,456 4,567\n文件 5,678 6,789",
        "1,234,567\n2,345,678\n3,456,789",
        "全年公开信息4125条,比上年增长15.3%,主要有以下几类。\n一是机构职能,二是文件,共3件。\n三是财政预决算,四是项目,共5件。",
        "甲,乙,丙",
        "2016-2018, 张三\n2014, 李四\n2011, 王五",
        "a;b;c\nd;e;f",
    ] {
        assert!(tables(text).is_empty(), "{text}: {:?}", tables(text));
    }
}

#[test]
fn other_columns_behind_a_blank_line_are_another_table() {
    let text = "项目,上年,本年\n规章,3,4\n文件,5,6\n\n机构,人数\n办公室,5\n法规处,6\n";
    assert_eq!(tables(text).len(), 2);
}

#[test]
fn hostile_lines_end_in_linear_time() {
    for text in [
        ",".repeat(1_000_000),
        format!("{}\n", ",".repeat(500)).repeat(500),
        "\"a,\n".repeat(10_000),
        format!("{}\n", "\"\",".repeat(300)).repeat(1_000),
        "a,\"\n\n\n".repeat(5_000),
        format!("{}\n", "1,".repeat(500)).repeat(1_000),
        "a,1,234,5\nb,2,3\n".repeat(5_000),
    ] {
        find(&lines(&text)).iter().for_each(|claim| assert!(claim.grid.columns <= MAX_COLUMNS));
    }
}

proptest! {
    #[test]
    fn what_a_spreadsheet_writes_comes_back(
        rows in prop::collection::vec(prop::collection::vec("[甲乙,\"a ]{0,6}", 3), 3..7),
    ) {
        let quote = |text: &String| format!("\"{}\"", text.replace('"', "\"\""));
        let mut text = String::from("名称,单位,数量,备注\n");
        for (index, row) in rows.iter().enumerate() {
            let fields: Vec<String> = row.iter().map(quote).collect();
            text += &format!("{},{},{index},{}\n", fields[0], fields[1], fields[2]);
        }
        let claims: Vec<Claim> = super::super::claim::settle(find(&lines(&text)));
        prop_assert_eq!(claims.len(), 1);
        for cell in claims[0].grid.cells.iter().filter(|cell| cell.row > 0 && cell.column < 2) {
            prop_assert_eq!(cell.text.trim(), rows[cell.row - 1][cell.column].trim());
        }
    }

    #[test]
    fn no_character_is_lost_or_doubled(rows in prop::collection::vec("[,甲a1 ]{0,16}", 1..8)) {
        let text = format!("甲,乙,数\na,b,1\nc,d,2\ne,f,3\n{}", rows.join("\n"));
        let view = lines(&text);
        for claim in find(&view).iter().filter(|claim| claim.problems.is_empty()) {
            let (start, end) = claim.grid.lines;
            let printed: String = view[start..end].iter().map(|line| line.text).collect();
            prop_assert_eq!(grid_ink(&claim.grid, ","), ink(&printed, ","));
        }
    }

    #[test]
    fn nothing_makes_it_panic(rows in prop::collection::vec("[,;\"甲1 ]{0,20}", 0..10)) {
        find(&lines(&rows.join("\n")));
    }
}
