//! Tables with tabs between cells, as they are printed and damaged.

use super::super::printed::testing::{lines, show};
use super::*;

fn tables(text: &str) -> Vec<Vec<String>> {
    let labels = ["行政规范性文件", "规章"].map(str::to_owned).into();
    find(&lines(text), &labels).iter().map(|claim| show(&claim.grid)).collect()
}

#[test]
fn a_label_that_lost_its_tabs_ends_no_table() {
    let text = "统计指标\t单位\t统计数\n一、主动公开情况\n　　（一）主动公开数\t条\t3\n　　（二）通过不同渠道公开的情况\n　　　　1.公报\t条\t0\n二、回应解读情况\n　　（一）回应数\t次\t1\n";
    let tables = tables(text);
    assert_eq!(tables.len(), 1);
    assert_eq!(tables[0].len(), 7);
    assert_eq!(tables[0][6], "0:（一）回应数 1:次 2:1");
}

#[test]
fn a_header_printed_again_on_the_next_page_is_no_row() {
    let header = "项目\t自然人\t企业\n\t人数\t家数\n";
    let text = format!("{header}甲\t1\t2\n\n{header}乙\t3\t4\n");
    assert_eq!(tables(&text)[0][2..], ["0:甲 1:1 2:2", "0:乙 1:3 2:4"]);
    // Under a block line of its own it heads a block.
    let text = "第一项\t\n内容\t件数\n甲\t1\n第二项\t\n内容\t件数\n乙\t3\n";
    assert_eq!(tables(text)[0].len(), 6);
}

#[test]
fn a_known_label_without_values_is_not_joined_to_the_next() {
    let text = "信息内容\t制发\t废止\t有效\n规章\n行政规范性文件\t1\t0\t5\n其他文件\t1\t0\t5\n";
    assert_eq!(tables(text)[0][2], "0:行政规范性文件 1:1 2:0 3:5");
}

#[test]
fn rows_with_one_label_under_a_whole_header_stay_where_they_are() {
    let text = "第一项\n内容\t制发\t废止\t有效\n规章\t\t\t53\n规范性文件\t\t2\t14\n第五项\n\
                内容\t上年\t增减\t决定\n许可\n其他事项\t20\t12\n处罚\t180\t增 1 项\n";
    let rows = &tables(text)[0];
    assert_eq!(rows[1], "0:规章 3:53");
    assert_eq!(rows[6..], ["0:其他事项 1:20 2:12", "0:处罚 1:180 2:增 1 项"]);
}

#[test]
fn a_row_longer_than_those_of_its_kind_may_begin_its_values_later() {
    let full = "\t\t1．秘密\t1\t0\t0\t0\t0\t0\t1\n\t\t2．其他\t\t0\t\t\t\t\t0\n";
    let torn = "3．安全\t\t\t0\t\t\t\t\n4．权益\t0\t\t\t\t\t\t0\n";
    let long = "5．事务\t\t0\t\t0\t\t\t0\t\t\n";
    let text = format!("说明\t\t\t甲\t乙\t丙\t丁\t戊\t己\t总计\n{full}{torn}{long}");
    let found = find(&lines(&text), &Labels::default());
    let unresolved = |row: usize| {
        let cells = found[0].grid.cells.iter().filter(|cell| cell.row == row);
        cells.filter(|cell| cell.printed == crate::model::Printed::Unresolved).count()
    };
    assert_eq!([1, 2, 3, 4, 5].map(unresolved), [0, 0, 0, 0, 7]);
}

#[test]
fn captions_are_no_cells() {
    let text = "填报单位：某某局\n（2016年）\n统计指标\t统计数\n甲\t1\n乙\t2\n";
    assert_eq!(tables(text)[0][0], "0:统计指标 1:统计数");
}

#[test]
fn a_heading_printed_before_a_row_parts_two_tables() {
    let mut view = lines("项目\t数\n甲\t1\n乙\t2\n项目\t数\n丙\t3\n丁\t4\n");
    view[3].heading = "三、另一张表";
    let found: Vec<_> = find(&view, &Labels::default()).iter().map(|claim| claim.grid.lines).collect();
    assert_eq!(found, [(0, 3), (3, 6)]);
}

#[test]
fn rows_that_kept_all_their_cells_have_their_values_right_behind_their_labels() {
    let text = "说明\t甲\t乙\t丙\n一、新收\t\t2\t\n二、结转\t\t\t\n三、办理\t（一）公开\t\t0\t\n\t（二）部分\t0\t\t\n\
                \t（三）不公开\t1．秘密\t\t0\t\n\t\t2．其他\t0\t\t\n四、结转\t\t7\t\n";
    let rows = &tables(text)[0];
    assert_eq!(rows[1], "0(1x3):一、新收 4:2");
    assert_eq!(rows[3], "0:三、办理 1(1x2):（一）公开 4:0");
    assert_eq!(rows[4], "1(1x2):（二）部分 3:0");
    assert_eq!(rows[7], "0(1x3):四、结转 4:7");
}

#[test]
fn a_line_of_tabs_below_a_header_is_the_row_of_its_table() {
    let rows = tables("行政复议\t\t行政诉讼\t\n维持\t纠正\t维持\t纠正\n\t\t\t\n");
    assert_eq!(rows[0].len(), 3);
}

#[test]
fn a_known_label_behind_blank_lines_is_a_row() {
    let text = "信息内容\t制发\t废止\n行政许可\t3\t4\n\n\n规章\n\n第二项\t1\t2\n";
    let tables = tables(text);
    assert_eq!(tables.len(), 1);
    assert_eq!(tables[0][2..], ["0:规章", "0:第二项 1:1 2:2"]);
}

#[test]
fn cells_that_a_row_lost_at_its_end_are_blank() {
    let view = lines("指标\t单位\t数\n甲\t条\t3\n乙\t条\n丙\t条\t1\n");
    let claims = find(&view, &Labels::default());
    let blank = claims[0].grid.cells.iter().find(|cell| (cell.row, cell.column) == (2, 2));
    assert_eq!(blank.map(|cell| cell.text.as_str()), Some(""));
}

#[test]
fn known_labels_tell_the_shape_of_a_table_without_values() {
    let view = lines("项目\t制发\t废止\n信息内容\t件数\t件数\n规章\n行政规范性文件\n规章\n");
    let labels = ["行政规范性文件", "规章"].map(str::to_owned).into();
    assert_eq!(find(&view, &labels)[0].grid.shape, Some((2, Some(1))));
}

#[test]
fn a_row_that_lost_its_last_cell_keeps_the_places_of_the_others() {
    let text = "说明\t\t\t甲\t乙\t丙\n一、新收\t\t\t1\t2\t3\n二、办理\t（一）公开\t\t5\t0\n\t（二）部分\t\t1\t1\t2\n\
                \t（三）不公开\t1．秘密\t1\t0\t1\n2．其他\t1\t0\t1\n";
    let rows = &tables(text)[0];
    assert_eq!(rows[2], "0:二、办理 1(1x2):（一）公开 3:5 4:0");
    assert_eq!(rows[5], "2:2．其他 3:1 4:0 5:1");
}

#[test]
fn values_of_a_torn_row_with_blanks_stay_open() {
    let view = lines("说明\t\t甲\t乙\t丙\n一、新收\t\t1\t\t1\n二、办理\t1．秘密\t\t\t\n2．其他\t1\t\t1\n");
    let claims = find(&view, &Labels::default());
    let torn = claims[0].grid.cells.iter().filter(|cell| cell.row == 3 && cell.text.contains('1'));
    assert!(torn.clone().count() > 0);
    assert!(torn.clone().all(|cell| cell.printed == crate::model::Printed::Unresolved));
}

#[test]
fn words_that_the_table_has_no_column_for_share_its_last() {
    // Two values in one place would be worse than two words in one cell.
    assert_eq!(tables("甲\t1\n  2\n  3\n丙\t丁\t戊")[0][3], "0:丙 1:丁 戊");
}

#[test]
fn a_word_before_the_values_of_a_table_without_labels_stays_with_them() {
    let rows = &tables("\t\n\t12\t12\n\n12\t12\n\n\n一、\t─")[0];
    assert_eq!(rows[2], "0:一、 ─ 1:一、 ─");
}

#[test]
fn rows_of_numbers_go_on_behind_the_empty_space_of_a_page_and_a_header_begins_a_table() {
    let text = "内容\t制发\t废止\t有效\n规章\t1\t2\t3\n\n\n\n\n\n规范性文件\t4\t5\t6\n";
    assert_eq!(tables(text).len(), 1);
    assert_eq!(tables(text)[0][2], "0:规范性文件 1:4 2:5 3:6");
    let text = "内容\t制发\t废止\t有效\n规章\t1\t2\t3\n\n\n\n\n\n内容\t上年\t增减\t决定\n许可\t4\t5\t6\n";
    assert_eq!(tables(text).len(), 2);
}
