//! What a user relies on when tables are laid out with spaces.

use super::super::claim::Claim;
use super::super::token::is_space;
use super::super::view::{Kind, ViewLine};
use super::blocks::{self, Look};
use super::find;
use crate::model::{Grid, Printed};
use proptest::prelude::*;

fn view(text: &str) -> Vec<ViewLine<'_>> {
    let kind = |text: &str| match text.trim_matches(is_space) {
        "" => Kind::Blank,
        text if super::super::view::is_page_mark(text) => Kind::Furniture,
        _ => Kind::Text,
    };
    text.lines().map(|text| ViewLine::new(text, kind(text))).collect()
}

fn claims(text: &str) -> Vec<Claim> {
    super::super::claim::settle(find(&view(text), &[]))
}

fn only(text: &str) -> Claim {
    let mut claims = claims(text);
    assert_eq!(claims.len(), 1, "{claims:#?}");
    claims.remove(0)
}

/// Rows as `text|text`, a span as `text+1`, rows below as `textv1`.
fn rows(grid: &Grid) -> Vec<String> {
    let mut rows = vec![Vec::new(); grid.rows];
    for cell in &grid.cells {
        let mut text = cell.text.replace('\n', "/");
        if cell.column_span > 1 {
            text.push_str(&format!("+{}", cell.column_span - 1));
        }
        if cell.row_span > 1 {
            text.push_str(&format!("v{}", cell.row_span - 1));
        }
        rows[cell.row].push(text);
    }
    rows.into_iter().map(|row| row.join("|")).collect()
}

#[test]
fn both_conventions_of_widths_are_read() {
    let double = "
科目名称             合计   基本支出
行政运行           3526.49   2008.69
机关事业单位养老   2934.74    158.29
教育                 16.00   1773.49
";
    let single = "
科目名称             合计    基本支出
行政运行          3526.49   2008.69
机关事业单位养老      2934.74    158.29
教育              16.00   1773.49
";
    let expected = [
        "科目名称|合计|基本支出",
        "行政运行|3526.49|2008.69",
        "机关事业单位养老|2934.74|158.29",
        "教育|16.00|1773.49",
    ];
    assert_eq!(rows(&only(double).grid), expected);
    assert_eq!(rows(&only(single).grid), expected);
}

#[test]
fn values_stand_in_the_middle_of_wrapped_labels() {
    let text = "
指标                              单位    数量
（一）主动公开政府信息数（不同渠
                                   条       12
道和方式公开相同信息计1条）
（二）规范性文件数                 条        0
三、回应解读情况
（一）回应公众关注热点             次        7
";
    let found = only(text);
    assert_eq!(
        rows(&found.grid),
        [
            "指标|单位|数量",
            "（一）主动公开政府信息数（不同渠/道和方式公开相同信息计1条）|条|12",
            "（二）规范性文件数|条|0",
            "三、回应解读情况||",
            "（一）回应公众关注热点|次|7",
        ]
    );
}

#[test]
fn header_texts_span_the_columns_they_are_centred_over() {
    let text = "
            收入                           支出
      项目          金额            项目          金额
一、拨款收入          10.00   一、公共服务          7.00
二、事业收入           5.20   二、教育支出          8.20
收入总计              15.20   支出总计             15.20
";
    let found = only(text);
    assert_eq!(rows(&found.grid)[..2], ["收入+1|支出+1", "项目|金额|项目|金额"]);
    assert_eq!(rows(&found.grid)[4], "收入总计|15.20|支出总计|15.20");
}

#[test]
fn empty_places_stay_empty() {
    let text = "
Country      2004     2005     2006
Austria        12                16
Belgium                 7         9
Denmark         4       5
";
    assert_eq!(rows(&only(text).grid)[1..], ["Austria|12||16", "Belgium||7|9", "Denmark|4|5|"]);
}

#[test]
fn a_value_between_two_columns_is_left_open() {
    let text = "
Country        North         South         West
Austria           12            34           56
Belgium           11            31           51
Denmark           14            35           57
Finland                  99                  52
Germany           15            30           50
Hungary           16            39           59
";
    let found = only(text);
    let open: Vec<_> = found.grid.cells.iter().filter(|cell| cell.printed == Printed::Unresolved).collect();
    assert_eq!(open.len(), 1);
    assert_eq!(open[0].text, "99");
    assert!(found.problems[0].message.contains("99"));
}

#[test]
fn two_lines_with_values_are_two_rows() {
    let found = claims("\n甲县      0\n12!5%   0          1 234\nof which\n        0       0       0\n");
    let joined = |text: &str| text.contains("0\n0");
    assert!(found.iter().all(|claim| claim.grid.cells.iter().all(|cell| !joined(&cell.text))), "{found:#?}");
}

#[test]
fn a_table_goes_on_over_pages_and_its_repeated_header_is_dropped() {
    let text = "
科目        合计     本年
教育         100       50
卫生         200       60

— 3 —

科目        合计     本年
交通         300       70
文化          40       80
";
    assert_eq!(
        rows(&only(text).grid),
        ["科目|合计|本年", "教育|100|50", "卫生|200|60", "交通|300|70", "文化|40|80"]
    );
}

#[test]
fn labels_of_merged_cells_reach_over_their_rows() {
    let text = "
         指标            本年     上年
       1.第一项            10       20
  甲   2.第二项            11       21
  类   3.第三项            12       22
       1.第四项            13       23
  乙
  类   2.第五项            14       24
       3.第六项            15       25
";
    let found = rows(&only(text).grid);
    assert_eq!(found[1], "甲/类v2|1.第一项|10|20");
    assert_eq!(found[4], "乙/类v2|1.第四项|13|23");
    assert_eq!(found[6], "3.第六项|15|25");
}

#[test]
fn groups_of_the_same_items_have_all_of_them() {
    // The label of the second group stands where a page break cut its cell.
    let text = "
Kind         Sex       2008     2009
             Men        981     1924
Full-time    Women      979     4421
             Total     1967      672
Part-time    Men        484     7236
             Women      133     4866
             Total      386      659
             Men        129      693
Own account  Women      336      885
             Total      886      747
";
    let found = rows(&only(text).grid);
    assert_eq!(found[1], "Full-timev2|Men|981|1924");
    assert_eq!(found[4], "Part-timev2|Men|484|7236");
    assert_eq!(found[7], "Own accountv2|Men|129|693");
}

#[test]
fn what_is_no_table() {
    for text in [
        // Justified prose and prose in two columns.
        "The committee  met on Monday and  agreed on the plan\nthat had been  drawn up by its  members over the past\nyear and asked  them to go on  with it until autumn.\n",
        "Growth remained weak in the first half of     The outlook for the coming year depends on\nthe year, as exports fell and households      the course of oil prices, which have been\nsaved more than in the years before the       falling since the spring of last year, and\ncrisis. Investment picked up in autumn.       on the demand of our neighbours abroad.\n",
        "　　一、总体情况\n　　2022年，我局共收到申请 17 件，  均依法办理。\n　　二、主动公开\n　　全年公开 12 条。\n",
        // Contents, forms, signatures, lists.
        "第一章  总则 …………… 1\n第二章  职责 …………… 3\n第三章  附则 …………… 9\n",
        "一、总体情况              1\n二、主动公开情况          3\n三、依申请公开情况        5\n四、存在的问题            9\n",
        "单位负责人：张建国　　审核人：李明　　填报人：王小芳\n联系电话：0517-80615846　　填报日期：2015年1月12日\n",
        "                    某某市人民政府\n                    2022年1月20日\n",
        "1.   The first item of a list that is long enough\n2.   The second item of a list that is as long\n3.   The third item of it\n",
        "河 北 省 人 民 政 府\n2014 年 政府信息公开工作年度报告\n",
    ] {
        assert!(claims(text).is_empty(), "{text}: {:#?}", claims(text));
    }
}

#[test]
fn hostile_lines_are_read_in_linear_time() {
    let started = std::time::Instant::now();
    let spaces = format!("a{}b\n", " ".repeat(900_000)).repeat(8);
    claims(&spaces);
    claims(&"1  2\n".repeat(60_000));
    claims(&format!("{}\n", "x  1  ".repeat(20_000)).repeat(8));
    claims(&format!("{}\n", "a 1 ".repeat(40)).repeat(3_000));
    assert!(started.elapsed().as_secs() < 60);
}

/// A line of cells: texts and numbers at about the same places, with holes.
fn line() -> impl Strategy<Value = String> {
    let cell = prop_oneof![
        3 => "[0-9]{1,4}",
        2 => "(甲县|本年收入|（一）予以公开|Total|of which|其中：|3件|12.5%|—|1 234)",
        1 => Just(String::new()),
    ];
    (prop::collection::vec((cell, 0usize..4), 0..6), 0usize..6).prop_map(|(cells, indent)| {
        let mut text = " ".repeat(indent);
        for (cell, jitter) in cells {
            text.push_str(&format!("{cell:<8}{}", " ".repeat(jitter)));
        }
        text
    })
}

fn glyphs<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<char> {
    let mut glyphs: Vec<char> = texts.flat_map(str::chars).filter(|&c| !is_space(c)).collect();
    glyphs.sort_unstable();
    glyphs
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_glyph_stands_in_one_cell_and_no_cells_overlap(lines in prop::collection::vec(line(), 0..30)) {
        let text = lines.join("\n");
        let view = view(&text);
        let looks = blocks::looks(&view);
        for claim in find(&view, &[]) {
            let (start, end) = claim.grid.lines;
            let printed: Vec<&str> = (start..end)
                .filter(|&line| matches!(looks[line], Look::Single | Look::Multi))
                .map(|line| view[line].text)
                .collect();
            // A repeated header is dropped: then the lines repeat.
            let mut keys: Vec<String> = printed.iter().map(|text| glyphs([*text].into_iter()).into_iter().collect()).collect();
            keys.sort();
            let repeated = keys.windows(2).any(|pair| pair[0] == pair[1]);
            let cells = glyphs(claim.grid.cells.iter().map(|cell| cell.text.as_str()));
            if !repeated {
                prop_assert_eq!(cells, glyphs(printed.into_iter()), "{}", text);
            }
            let mut places = std::collections::BTreeSet::new();
            for cell in &claim.grid.cells {
                prop_assert!(cell.row + cell.row_span <= claim.grid.rows && cell.row_span > 0);
                prop_assert!(cell.column + cell.column_span <= claim.grid.columns && cell.column_span > 0);
                for row in cell.row..cell.row + cell.row_span {
                    for column in cell.column..cell.column + cell.column_span {
                        prop_assert!(places.insert((row, column)), "{} {:?}", text, claim.grid.cells);
                    }
                }
            }
        }
    }

    #[test]
    fn numbers_are_never_joined(lines in prop::collection::vec(line(), 3..20)) {
        let text = lines.join("\n");
        for claim in find(&view(&text), &[]) {
            for cell in claim.grid.cells.iter().filter(|cell| cell.printed == Printed::Here) {
                let numbers = cell.text.split('\n').filter(|part| super::super::token::token(part).is_value()).count();
                prop_assert!(numbers <= 1 || cell.row == 0, "{} {:?}", text, cell);
            }
        }
    }
}
