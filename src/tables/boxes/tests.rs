//! Drawn tables as reports print them.

use super::super::printed::testing::{grid_ink, ink, is_sound, lines, show};
use super::*;

/// Signs that a drawing of ASCII characters is made of.
const SIGNS: &str = "+-=|";

fn only(text: &str) -> Claim {
    let mut claims = find(&lines(text));
    assert_eq!(claims.len(), 1, "{text}");
    let claim = claims.remove(0);
    assert!(is_sound(&claim.grid), "{text}");
    let printed: String =
        text.lines().filter(|line| !super::super::view::is_page_mark(line.trim())).collect();
    assert_eq!(grid_ink(&claim.grid, SIGNS), ink(&printed, SIGNS), "{text}");
    claim
}

fn rows(text: &str) -> Vec<String> {
    show(&only(text).grid)
}

const REQUESTS: &str = "\
+--------------------------------+--------------------------------------------+
|                                |                 申请人情况                 |
|                                +--------+--------------------------+--------+
| （本列数据的勾稽关系为：第一项 |        |      法人或其他组织      |        |
|     加第二项之和，等于…）      | 自然人 +------+------+------------+  总计  |
|                                |        | 商业 | 科研 |    其他    |        |
|                                |        | 企业 | 机构 |            |        |
+--------------------------------+--------+------+------+------------+--------+
| 一、本年新收政府信息公开申请数 |   14   |  2   |  1   |     7      |   24   |
| 量                             |        |      |      |            |        |
+----+----------+----------------+--------+------+------+------------+--------+
|    | (一)予以公开              |   6    |  2   |  0   |     0      |   8    |
|    +----------+----------------+--------+------+------+------------+--------+
| 三 |          | 1.属于国家秘密 |   0    |  0   |  0   |     0      |   0    |
| 、 | (三)不予 +----------------+--------+------+------+------------+--------+
| 本 |   公开   | 3.危及“三安全一稳定” |   1    |  0   |  0   |     0      |   1    |
| 年 +----------+----------------+--------+------+------+------------+--------+
|    | (七)总计                  |   7    |  2   |  0   |     0      |   9    |
+----+---------------------------+--------+------+------+------------+--------+
";

#[test]
fn reads_spans_over_rows_and_columns() {
    assert_eq!(
        rows(REQUESTS),
        [
            "0(3x3):（本列数据的勾稽关系为：第一项/加第二项之和，等于…） 3(1x5):申请人情况",
            "3(2x1):自然人 4(1x3):法人或其他组织 7(2x1):总计",
            "4:商业/企业 5:科研/机构 6:其他",
            "0(1x3):一、本年新收政府信息公开申请数/量 3:14 4:2 5:1 6:7 7:24",
            "0(4x1):三、本年 1(1x2):(一)予以公开 3:6 4:2 5:0 6:0 7:8",
            "1(2x1):(三)不予/公开 2:1.属于国家秘密 3:0 4:0 5:0 6:0 7:0",
            "2:3.危及“三安全一稳定” 3:1 4:0 5:0 6:0 7:1",
            "1(1x2):(七)总计 3:7 4:2 5:0 6:0 7:9",
        ]
    );
}

#[test]
fn reads_blocks_and_joins_a_drawing_over_a_page_break() {
    let text = "\
┌────────────────────────────────────────────────────────┐
│                   第二十条第（一）项                   │
├────────────────┬────────────┬────────────┬─────────────┤
│    信息内容    │本年制发件数│本年废止件数│现行有效件数 │
├────────────────┼────────────┼────────────┼─────────────┤
│ 行政规范性文件 │     5      │     9      │             │
└────────────────┴────────────┴────────────┴─────────────┘

— 3 —

┌────────────────────────────────────────────────────────┐
│                   第二十条第（五）项                   │
├────────────────┬───────────────────────────────────────┤
│    信息内容    │           本年处理决定数量            │
├────────────────┼───────────────────────────────────────┤
│ 行政许可       │                 20132                 │
└────────────────┴───────────────────────────────────────┘
";
    let claim = only(text);
    assert_eq!(claim.grid.lines, (0, 17));
    assert_eq!(
        show(&claim.grid),
        [
            "0(1x4):第二十条第（一）项",
            "0:信息内容 1:本年制发件数 2:本年废止件数 3:现行有效件数",
            "0:行政规范性文件 1:5 2:9",
            "0(1x4):第二十条第（五）项",
            "0:信息内容 1(1x3):本年处理决定数量",
            "0:行政许可 1(1x3):20132",
        ]
    );
    let blank = claim.grid.cells.iter().find(|cell| cell.row == 2 && cell.column == 3);
    assert_eq!(
        blank.map(|cell| cell.text.as_str()),
        Some(""),
        "a drawn cell without text is blank, not missing"
    );
}

#[test]
fn two_drawings_with_a_blank_line_between_are_two_tables() {
    let table = "+------+------+\n| 项目 | 数量 |\n+------+------+\n| 规章 | 3    |\n+------+------+\n";
    let claims = find(&lines(&format!("{table}\n{table}")));
    assert_eq!(claims.iter().map(|claim| claim.grid.lines).collect::<Vec<_>>(), [(0, 5), (6, 11)]);
}

#[test]
fn a_running_head_stands_inside_a_drawing() {
    let text = "\
┌────────┬──────┐
│ 项目   │ 数量 │
├────────┼──────┤
│ 规章   │ 3    │
├────────┼──────┤

－2－
某某区人民政府2023年政府信息公开工作年度报告

│ 许可   │ 4    │
└────────┴──────┘
";
    let claims = find(&lines(text));
    assert_eq!(claims.len(), 1);
    assert_eq!(show(&claims[0].grid), ["0:项目 1:数量", "0:规章 1:3", "0:许可 1:4"]);
}

#[test]
fn double_and_heavy_lines_draw_too() {
    let text = "\
╔════════════╦══════╗
║ 项目       ║ 数量 ║
╠════════════╬══════╣
║ 规章       │ 3    ║
╟────────────┼──────╢
║ 规范性文件 │ ──   ║
╚════════════╧══════╝
";
    assert_eq!(rows(text), ["0:项目 1:数量", "0:规章 1:3", "0:规范性文件 1:──"]);
}

#[test]
fn a_rule_of_equals_signs_closes_the_header() {
    let text = "\
+------------+------+------+
| 项目       | 上年 | 本年 |
|            | 数量 | 数量 |
+============+======+======+
| 规章       | 3    | +3   |
+------------+------+------+
| 规范性文件 | 12   | -    |
+------------+------+------+
";
    let claim = only(text);
    assert_eq!(claim.grid.shape, Some((1, None)));
    assert_eq!(show(&claim.grid)[1], "0:规章 1:3 2:+3");
    assert_eq!(show(&claim.grid)[2], "0:规范性文件 1:12 2:-");
}

#[test]
fn a_single_row_that_begins_with_a_number_has_no_label() {
    let row = "+----+----+\n| 0  | 3  |\n+----+----+\n";
    let text = format!("+----+----+\n| 甲 | 乙 |\n+====+====+\n{}", row.split_once('\n').unwrap().1);
    assert_eq!(only(&text).grid.shape, Some((1, None)));
}

#[test]
fn rows_without_a_rule_between_are_rows() {
    let text = "\
+----+------------+--------+
| id | name       | amount |
+----+------------+--------+
|  1 | 规章       |     12 |
|  2 | 规范性文件 |     15 |
|  3 | 许可       |      7 |
+----+------------+--------+
";
    assert_eq!(
        rows(text),
        ["0:id 1:name 2:amount", "0:1 1:规章 2:12", "0:2 1:规范性文件 2:15", "0:3 1:许可 2:7"]
    );
}

#[test]
fn rules_between_groups_keep_rows_and_wrapped_labels_apart() {
    let text = "\
┌────────┬──────────────┬──────┬──────┐
│ 类别   │ 项目         │ 上年 │ 本年 │
├────────┼──────────────┼──────┼──────┤
│ 收入   │ 税收收入     │ 12   │ 13   │
│        │ 国有资本经营 │ 4    │ 5    │
│        │ 收入         │      │      │
├────────┼──────────────┼──────┼──────┤
│        │ 一般公共服务 │ 3    │ 4    │
│ 支出   │ 教育支出     │ 5    │ 6    │
│        │ 科学技术支出 │ 8    │ 9    │
└────────┴──────────────┴──────┴──────┘
";
    assert_eq!(
        rows(text),
        [
            "0:类别 1:项目 2:上年 3:本年",
            "0:收入 1:税收收入 2:12 3:13",
            "1:国有资本经营/收入 2:4 3:5",
            "0(3x1):支出 1:一般公共服务 2:3 3:4",
            "1:教育支出 2:5 3:6",
            "1:科学技术支出 2:8 3:9",
        ]
    );
}

#[test]
fn a_vertical_label_stands_beside_several_rows() {
    let text = "\
┌────┬──────────┬──────┐
│ 类 │ 项目     │ 数量 │
├────┼──────────┼──────┤
│ 三 │ 予以公开 │ 1    │
│ 、 │ 部分公开 │ 2    │
│ 本 │ 不予公开 │ 3    │
│ 年 │ 无法提供 │ 4    │
└────┴──────────┴──────┘
";
    let rows = rows(text);
    assert_eq!(rows[1], "0(4x1):三、本年 1:予以公开 2:1");
    assert_eq!(rows[4], "1:无法提供 2:4");
}

#[test]
fn a_broken_number_is_joined_only_where_the_drawing_proves_it() {
    let table = |first: &str, second: &str| {
        format!(
            "\
┌────────────┬──────┬──────┬──────┐
│ 项目       │ 甲   │ 乙   │ 丙   │
├────────────┼──────┼──────┼──────┤
│ 规章       │ 1164 │ 1    │ 2    │
├────────────┼──────┼──────┼──────┤
│ 行政规范性 │ {first} │ 7    │ 2    │
│ 文件       │ {second} │      │      │
├────────────┼──────┼──────┼──────┤
│ 行政许可   │ 125  │ 7    │ 2    │
└────────────┴──────┴──────┴──────┘
"
        )
    };
    let sure = only(&table("1164", "33  "));
    assert_eq!(show(&sure.grid)[2], "0:行政规范性/文件 1:1164/33 2:7 3:2");
    assert!(sure.problems.is_empty());
    let doubtful = only(&table("12  ", "5   "));
    let cell = doubtful.grid.cells.iter().find(|cell| cell.row == 2 && cell.column == 1).unwrap();
    assert_eq!((cell.text.as_str(), cell.printed), ("12\n5", Printed::Unresolved));
    assert!(doubtful.problems[0].message.contains("12 / 5"), "{:?}", doubtful.problems);
}

#[test]
fn fonts_may_disagree_on_widths() {
    // Drawing signs two columns wide.
    let wide = "\
┌──────┬──┬───┐
│项目        │单位│数量  │
├──────┼──┼───┤
│“规范性”文件│件  │12    │
├──────┼──┴───┤
│备注        │——  无    │
└──────┴──────┘
";
    assert_eq!(rows(wide), ["0:项目 1:单位 2:数量", "0:“规范性”文件 1:件 2:12", "0:备注 1(1x2):——  无"]);
    // Padded by the number of characters.
    let counted = "\
+----------+----------+----------+
| 项目       | 单位       | 数量       |
+----------+----------+----------+
| 规范性文件    | 件        | 12       |
+----------+----------+----------+
| 合计                  | 15       |
+----------+----------+----------+
";
    assert_eq!(rows(counted)[2], "0(1x2):合计 2:15");
    // Drawn by hand.
    let sloppy = "\
+-----------+-------+--------+
|  项目     |  单位 |  数量   |
+----------+-------+---------+
|  规范性文件 |  件 |  12   |
+-----------+-------+--------+
|  合计    |         15     |
+-----------+-------+--------+
";
    assert_eq!(rows(sloppy), ["0:项目 1:单位 2:数量", "0:规范性文件 1:件 2:12", "0:合计 1(1x2):15"]);
}

#[test]
fn a_text_printed_over_an_upright_ends_there() {
    let text = "\
├────────────────┼──────┼──────┤
│ 1.重复申请     │ 1    │ 3    │
├────────────────┼──────┼──────┤
│ 2.未按通知缴费、 0    │ 0    │
│ 不再处理       │      │      │
└────────────────┴──────┴──────┘
";
    assert_eq!(rows(text), ["0:1.重复申请 1:1 2:3", "0:2.未按通知缴费、/不再处理 1:0 2:0"]);
}

#[test]
fn drawings_may_be_open_at_their_sides() {
    let text = "\
────────────┬────────┬───────
 项目       │ 预算数 │ 决算数
────────────┼────────┼───────
 规章       │     12 │     3
 规范性文件 │     15 │
────────────┴────────┴───────
";
    assert_eq!(rows(text), ["0:项目 1:预算数 2:决算数", "0:规章 1:12 2:3", "0:规范性文件 1:15"]);
}

#[test]
fn indentation_is_kept_and_centring_is_none() {
    let text = "\
┌────────────────────┬──────┐
│      统计指标      │ 数量 │
├────────────────────┼──────┤
│ 主动公开           │  12  │
├────────────────────┼──────┤
│   其中：规范性文件 │  2   │
└────────────────────┴──────┘
";
    let claim = only(text);
    let indents: Vec<usize> = claim.grid.cells.iter().filter(|c| c.row > 0).map(|c| c.indent).collect();
    assert_eq!(indents, [0, 0, 2, 0]);
}

#[test]
fn frames_trees_and_rules_are_no_tables() {
    for text in [
        "┌──────────────┐\n│ 温馨提示：   │\n│ 请按时提交。 │\n└──────────────┘",
        "├── src\n│   ├── main.rs\n│   └── lib.rs\n└── Cargo.toml",
        "────────────\n注：数据截至年底。\n────────────",
        "─ 3 ─",
        "+1 +2 +3\n+4 +5 +6\n+7 +8 +9",
        "+--+--+\n",
    ] {
        assert!(find(&lines(text)).is_empty(), "{text}");
    }
}
