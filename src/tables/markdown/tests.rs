//! Pipe tables as reports print them, and what must hold for any lines with pipes.

use proptest::prelude::*;

use super::super::printed::testing::{grid_ink, ink, lines, show};
use super::*;

fn tables(text: &str) -> Vec<Vec<String>> {
    find(&lines(text)).iter().map(|claim| show(&claim.grid)).collect()
}

#[test]
fn reads_a_form_with_its_header_around_the_rule() {
    let text = "\
三、收到和处理政府信息公开申请情况
| （本列数据的勾稽关系为…） |  |  | 申请人情况 |  |  |
|---|:--|:-:|--:|---|---|
|  |  |  | 自然人 | 法人或其他<br>组织 | **总计** |
| 一、本年新收 |  |  | 14 | `2` | 16 |
| 三、本年度办理结果 | （三）不予公开 | 1\\.属于国家秘密 | 0 | 0 | 0 |
|  |  | 2.其他\\|法律 | / | - | 0 |
后文
";
    assert_eq!(
        tables(text),
        [[
            "0:（本列数据的勾稽关系为…） 3:申请人情况",
            "3:自然人 4:法人或其他/组织 5:总计",
            "0:一、本年新收 3:14 4:2 5:16",
            "0:三、本年度办理结果 1:（三）不予公开 2:1.属于国家秘密 3:0 4:0 5:0",
            "2:2.其他|法律 3:/ 4:- 5:0",
        ]]
    );
    let claims = find(&lines(text));
    assert_eq!((claims[0].grid.lines, claims[0].grid.shape), ((1, 7), None));
    assert_eq!(
        claims[0].grid.cells.iter().find(|cell| cell.text == "14").map(|cell| cell.origin.line),
        Some(5)
    );
}

#[test]
fn blank_cells_of_a_full_row_are_blank_cells() {
    let claims = find(&lines("| 项目 | 甲 | 乙 |\n|---|---|---|\n| 规章 |  | 5 |\n"));
    let grid = &claims[0].grid;
    assert_eq!(grid.cells.len(), 6);
    assert_eq!(grid.cells[4].text, "");
}

#[test]
fn a_row_of_blanks_is_the_row_of_its_header() {
    let claims = find(&lines("| 行政复议 |  |\n|---|---|\n| 结果维持 | 总计 |\n|  |  |\n"));
    assert_eq!((claims[0].grid.rows, claims[0].grid.cells.len()), (3, 6));
}

#[test]
fn reads_tables_without_outer_pipes() {
    let text = "\
收入 | 预算数 | 支出 | 预算数
:--|:--|:--|:--
一、一般公共预算 | 3372.53 | 一、一般公共服务 | 303.34
二、国有资本经营 |  | 二、教育支出 |
 | 7 | 三、科学技术支出 | 8

后文";
    assert_eq!(
        tables(text),
        [[
            "0:收入 1:预算数 2:支出 3:预算数",
            "0:一、一般公共预算 1:3372.53 2:一、一般公共服务 3:303.34",
            "0:二、国有资本经营 2:二、教育支出",
            "1:7 2:三、科学技术支出 3:8",
        ]]
    );
}

#[test]
fn reads_what_database_shells_and_outlines_print() {
    let shell = "  name  | amount \n--------+--------\n 规章   |     12 \n 文件   |     15 \n(2 rows)";
    assert_eq!(tables(shell), [["0:name 1:amount", "0:规章 1:12", "0:文件 1:15"]]);
    let outline = "| 项目 | 数量 |\n|------+------|\n| 规章 | 3 |\n|------+------|\n| 合计 | 3 |";
    assert_eq!(tables(outline), [["0:项目 1:数量", "0:规章 1:3", "0:合计 1:3"]]);
}

#[test]
fn a_page_break_parts_no_table_and_a_new_header_does() {
    let text = "\
| 项目 | 数量 |
|---|---|
| 规章 | 3 |

— 2 —

| 项目 | 数量 |
|---|---|
| 文件 | 4 |

| 机构 | 人数 |
|---|---|
| 办公室 | 5 |
";
    assert_eq!(
        tables(text),
        [
            vec!["0:项目 1:数量", "0:规章 1:3", "0:项目 1:数量", "0:文件 1:4"],
            vec!["0:机构 1:人数", "0:办公室 1:5"]
        ]
    );
}

#[test]
fn rows_without_a_rule_need_three_alike_with_values() {
    let text = "项目 | 上年 | 本年\n规章 | 3 | 4\n文件 | 5 | 6";
    assert_eq!(tables(text), [["0:项目 1:上年 2:本年", "0:规章 1:3 2:4", "0:文件 1:5 2:6"]]);
    for text in [
        "首页 | 政务公开 | 互动交流",
        "cat a | sort\ncat b | sort\ncat c | uniq",
        "首页 | 公开\n服务 | 互动\n数据 | 关于",
        "| 项目 | 数量 |",
        "|---|---|",
        "a || b",
    ] {
        assert!(tables(text).is_empty(), "{text}");
    }
}

#[test]
fn a_row_of_dashes_is_a_row() {
    let text = "| 结果维持 | 结果纠正 |\n|---|---|\n| - | - |\n| -- | 3 |";
    assert_eq!(tables(text), [["0:结果维持 1:结果纠正", "0:- 1:-", "0:-- 1:3"]]);
}

#[test]
fn fences_quotations_and_empty_headers_do_not_matter() {
    let text = "```\n> | | |\n> |---|---|\n> | 规章 | 3 |\n> | 文件 | 4 |\n```";
    assert_eq!(tables(text), [["0:规章 1:3", "0:文件 1:4"]]);
}

#[test]
fn keeps_what_is_no_markup() {
    for (cell, text) in [
        ("5\\*", "5*"),
        ("***", "***"),
        ("5*", "5*"),
        ("*12*", "12"),
        ("__小计__", "小计"),
        ("a_b_c", "a_b_c"),
        ("3<5", "3<5"),
        ("<b>总</b>计<sup>1</sup>", "总计1"),
        ("A&amp;B", "A&B"),
        ("&emsp;其中", "\u{3000}其中"),
        ("甲<BR />乙", "甲\n乙"),
        ("\\", "\\"),
        ("R&D", "R&D"),
    ] {
        assert_eq!(plain(cell), text, "{cell}");
    }
}

#[test]
fn hostile_lines_end_in_linear_time() {
    for text in [
        "|".repeat(1_000_000),
        "|\n".repeat(10_000),
        "| 1 |\n\n".repeat(10_000),
        format!("|a|b|\n{}", "|-|-|\n".repeat(10_000)),
        format!("|{}|\n|---|\n", "<".repeat(10_000)),
        format!("{}\n", "**|`".repeat(10_000)).repeat(3),
        format!("{}\n", "|-".repeat(1_000)).repeat(1_000),
    ] {
        find(&lines(&text)).iter().for_each(|claim| assert!(claim.grid.columns <= MAX_COLUMNS));
    }
}

proptest! {
    #[test]
    fn no_character_is_lost_or_doubled(rows in prop::collection::vec("[|甲a1 ]{0,20}", 1..8)) {
        let text = format!("| 甲 | 乙 |\n|---|---|\n{}", rows.join("\n"));
        let view = lines(&text);
        for claim in find(&view) {
            let (start, end) = claim.grid.lines;
            let printed: String = view[start..end].iter().map(|line| line.text).collect();
            // `restore` says once for each value column what it could not place.
            if claim.problems.is_empty() {
                prop_assert_eq!(grid_ink(&claim.grid, "|-"), ink(&printed, "|-"));
            }
        }
    }

    #[test]
    fn nothing_makes_it_panic(rows in prop::collection::vec("[|:+\\\\*`<>&;br甲1 -]{0,20}", 0..10)) {
        find(&lines(&rows.join("\n")));
    }
}
