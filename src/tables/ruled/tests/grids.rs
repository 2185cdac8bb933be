//! Rules in all the ways that producers draw them -> the same cells.

use super::*;

const PLAIN: &str = "
┌──────────┬──────┬──────┐
│信息内容  │本年  │现行  │
├──────────┼──────┼──────┤
│规章      │ 0    │ 12   │
├──────────┼──────┼──────┤
│规范性文件│ 3    │      │
└──────────┴──────┴──────┘";

const PLAIN_CELLS: &str = "信息内容|本年|现行\n规章|0|12\n规范性文件|3|.";

#[test]
fn a_full_grid_is_read_cell_by_cell() {
    let grids = read(&[PLAIN]);
    assert_eq!(shown(&grids[0]), PLAIN_CELLS);
    let cell = grids[0].cells.iter().find(|cell| cell.text == "12").unwrap();
    let rect = cell.origin.rect.unwrap();
    assert_eq!((cell.origin.page, cell.origin.line), (Some(1), 2));
    assert_eq!((rect.x0.round(), rect.x1.round()), (142.0, 178.0));
    assert_eq!(grids[0].lines, (0, 3));
    assert_eq!(grids[0].pages, Some((1, 1)));
}

#[test]
fn merged_cells_keep_their_spans() {
    let page = "
┌────────┬─────────────┬──────┐
│        │  申请人     │      │
│项目    ├──────┬──────┤ 总计 │
│        │自然人│企业  │      │
├────┬───┼──────┼──────┼──────┤
│结果│一 │ 1    │ 2    │ 3    │
│    ├───┼──────┼──────┼──────┤
│    │二 │ 4    │ 5    │ 9    │
└────┴───┴──────┴──────┴──────┘";
    assert_eq!(one(page), "项目|<|申请人|<|总计\n^|^|自然人|企业|^\n结果|一|1|2|3\n^|二|4|5|9");
}

#[test]
fn open_sides_are_closed_where_the_rules_end() {
    let page = "
───────────┬──────┬───────
 信息内容   本年   现行   
───────────┼──────┼───────
 规章      │ 0    │ 12    
───────────┼──────┼───────
 规范性文件│ 3    │       
───────────┴──────┴───────";
    let page = page.replace(" 信息内容   本年   现行   ", " 信息内容  │本年  │现行   ");
    assert_eq!(one(&page), PLAIN_CELLS);
}

#[test]
fn an_open_side_is_closed_where_one_cell_stands_beside_all_rows() {
    let row = |label: &str, item: &str| format!(" {label}│ {item}   │ 1\n     ├──────┼──────\n");
    let drawn = |label: &str| {
        let rows: String = ["一", "二", "三", "四", "五"].map(|item| row("    ", item)).concat();
        format!("\n─────┬──────┬──────\n{rows}{}", row(label, "六"))
            .trim_end_matches("     ├──────┼──────\n")
            .to_owned()
            + "─────┴──────┴──────"
    };
    assert_eq!(one(&drawn("结果")), "结果|一|1\n^|二|1\n^|三|1\n^|四|1\n^|五|1\n^|六|1");
    assert_eq!(one(&drawn("    ")), "一|1\n二|1\n三|1\n四|1\n五|1\n六|1");
}

#[test]
fn bright_scratches_in_a_cell_are_no_rules_and_bright_rules_are() {
    let bounds = |grid: &Grid, text: &str| {
        let cell = grid.cells.iter().find(|cell| cell.text == text);
        cell.and_then(|cell| cell.origin.rect).unwrap()
    };
    let plain = read(&[PLAIN]);
    let (head, number) = (bounds(&plain[0], "信息内容"), bounds(&plain[0], "12"));
    let mut drawing = Drawing::of(PLAIN);
    let dark = drawing.rules.len();
    drawing.rule(false, head.x0 + 6.0, head.y0, head.y1);
    drawing.rule(true, number.y1 - 6.0, number.x0, number.x1);
    drawing.rules[dark..].iter_mut().for_each(|rule| rule.bright = true);
    assert_eq!(shown(&found(vec![drawing]).grids[0]), PLAIN_CELLS);
    let mut drawing = Drawing::of(PLAIN);
    drawing.rules.iter_mut().for_each(|rule| rule.bright = true);
    assert_eq!(shown(&found(vec![drawing]).grids[0]), PLAIN_CELLS);
}

#[test]
fn a_missing_top_rule_is_where_the_uprights_end() {
    let page = PLAIN.replace("┌──────────┬──────┬──────┐", "╷          ╷      ╷      ╷");
    assert_eq!(one(&page), PLAIN_CELLS);
}

#[test]
fn double_and_jittered_rules_are_one_line() {
    let mut drawing = Drawing::of(PLAIN);
    let twice: Vec<_> =
        drawing.rules.iter().map(|rule| crate::model::Rule { at: rule.at + 2.2, ..*rule }).collect();
    drawing.rules.extend(twice);
    for (index, rule) in drawing.rules.iter_mut().enumerate() {
        rule.at += if index % 2 == 0 { 0.4 } else { -0.4 };
    }
    assert_eq!(shown(&found(vec![drawing]).grids[0]), PLAIN_CELLS);
}

#[test]
fn frames_of_single_cells_are_one_table() {
    let mut drawing = Drawing { height: 842.0, ..Drawing::default() };
    for (row, texts) in [["项目", "数量"], ["规章", "3"], ["文件", "14"]].iter().enumerate() {
        for (column, text) in texts.iter().enumerate() {
            let (x, y) = (60.0 + 82.0 * column as f32, 80.0 + 22.0 * row as f32);
            for at in [y, y + 20.0] {
                drawing.rule(true, at, x, x + 80.0);
            }
            for at in [x, x + 80.0] {
                drawing.rule(false, at, y, y + 20.0);
            }
            drawing.text(text, x + 6.0, y + 14.0, 10.0);
        }
    }
    assert_eq!(shown(&found(vec![drawing]).grids[0]), "项目|数量\n规章|3\n文件|14");
}

#[test]
fn a_stray_rule_through_a_text_parts_no_cell() {
    let page = "
┌────────┬───────────┬──────┐
│项目    │  申请人   │ 总计 │
├────────┼───────────┼──────┤
│规章    │ 1         │ 3    │
└────────┴───────────┴──────┘";
    let mut drawing = Drawing::of(page);
    // Through the middle of 申请人, from side to side.
    let y = drawing.glyphs.iter().find(|glyph| &*glyph.text == "申").unwrap().baseline - 3.5;
    drawing.rule(true, y, 50.0 + 9.0 * 5.0 + 2.5, 50.0 + 21.0 * 5.0 + 2.5);
    assert_eq!(shown(&found(vec![drawing]).grids[0]), "项目|申请人|总计\n规章|1|3");
}

#[test]
fn tables_on_one_page_stay_apart() {
    let page = "
┌────┬────┐      ┌────┬────┐
│甲  │ 1  │      │丙  │ 3  │
├────┼────┤      ├────┼────┤
│乙  │ 2  │      │丁  │ 4  │
└────┴────┘      └────┴────┘
┌────┬────┐
│戊  │ 5  │
├────┼────┤
│己  │ 6  │
└────┴────┘";
    let tables: Vec<String> = read(&[page]).iter().map(shown).collect();
    assert_eq!(tables, ["甲|1\n乙|2", "丙|3\n丁|4", "戊|5\n己|6"]);
}

#[test]
fn a_table_inside_a_cell_keeps_its_own_texts() {
    let page = "
┌──────────┬───────────────┐
│ 甲       │ 一            │
├──────────┼───────────────┤
│          │  ┌────┬────┐  │
│ 乙       │  │丙  │ 3  │  │
│          │  ├────┼────┤  │
│          │  │丁  │ 4  │  │
│          │  └────┴────┘  │
└──────────┴───────────────┘";
    let mut tables: Vec<String> = read(&[page]).iter().map(shown).collect();
    tables.sort();
    assert_eq!(tables, ["丙|3\n丁|4", "甲|一\n乙|."]);
}

#[test]
fn a_turned_table_reads_as_the_upright_one() {
    let grids = found(vec![Drawing::of(PLAIN).turned()]).grids;
    assert_eq!(shown(&grids[0]), PLAIN_CELLS);
    let cell = grids[0].cells.iter().find(|cell| cell.text == "12").unwrap();
    let rect = cell.origin.rect.unwrap();
    assert!(rect.x1 - rect.x0 < rect.y1 - rect.y0, "on the page the cell stands on its side: {rect:?}");
}

#[test]
fn boxes_frames_and_lines_are_no_tables() {
    for page in [
        "
┌─────────────────────┐
│ 公告：本机关决定    │
│ 自即日起施行。      │
└─────────────────────┘",
        "
┌─────────────────────┐
│ 温馨提示            │
├─────────────────────┤
│ 请于五日内办理。    │
└─────────────────────┘",
        "
 姓名：──────── 日期：────────",
        "
┌──┬──┬──┬──┐
│2 │1 │3 │0 │
└──┴──┴──┴──┘",
        "
┌──┬──┬──┬──┬──┬──┐
├──┼──┼──┼──┼──┼──┤
├──┼──┼──┼──┼──┼──┤
├──┼──┼──┼──┼──┼──┤
│  │12│  │  │  │  │
├──┼──┼──┼──┼──┼──┤
│  │  │  │  │7 │  │
├──┼──┼──┼──┼──┼──┤
└──┴──┴──┴──┴──┴──┘",
    ] {
        assert_eq!(read(&[page]).len(), 0, "{page}");
    }
}

#[test]
fn a_lost_rule_between_two_values_parts_them_where_they_stand() {
    let page = "
┌────┬─────┬─────┬─────┐
│项目│ 甲  │ 乙  │ 丙  │
├────┼─────┼─────┼─────┤
│一  │ 1   │ 2   │ 3   │
├────┼─────┼─────┼─────┤
│二  │ 4     5   │ 6   │
├────┼─────┼─────┼─────┤
│三  │ 7   │ 8   │ 9   │
└────┴─────┴─────┴─────┘";
    assert_eq!(one(page), "项目|甲|乙|丙\n一|1|2|3\n二|4|5|6\n三|7|8|9");
    // A value over both columns is that of a merged cell.
    let merged = page.replace("│ 4     5   │", "│    45     │");
    assert_eq!(one(&merged), "项目|甲|乙|丙\n一|1|2|3\n二|45|<|6\n三|7|8|9");
    // The label's rule is lost: it keeps its place, and so does the value.
    let open = page.replace("│二  │ 4     5   │", "│二    4   │ 5   │");
    assert_eq!(one(&open), "项目|甲|乙|丙\n一|1|2|3\n二|4|5|6\n三|7|8|9");
}

#[test]
fn a_caption_a_section_and_a_unit_above_the_table_are_its_own() {
    let mut page = "一、收入情况\n表1 收入表\n单位：万元".to_owned();
    page.push_str(PLAIN);
    let grid = &read(&[&page])[0];
    assert_eq!((grid.title.as_str(), grid.unit.as_str()), ("表1收入表", "万元"));
    assert_eq!(grid.lines, (3, 6));
}

/// Two blocks without rules at their sides; each begins with a line over all columns.
const OPEN_BLOCKS: &str = "
────────────────────────────
     第二十条第（一）项     
───────────┬──────┬─────────
 信息内容  │本年  │现行     
───────────┼──────┼─────────
 规章      │ 0    │ 12      
───────────┴──────┴─────────
     第二十条第（五）项     
───────────┬────────────────
 信息内容  │本年处理数量    
───────────┼────────────────
 行政许可  │ 7              
───────────┴────────────────";

#[test]
fn a_row_over_all_columns_does_not_part_a_table_with_open_sides() {
    let cells = "第二十条第（一）项|<|<\n信息内容|本年|现行\n规章|0|12\n第二十条第（五）项|<|<\n\
                 信息内容|本年处理数量|<\n行政许可|7|<";
    assert_eq!(one(OPEN_BLOCKS), cells);
    // Also where the texts in the row below take two lines.
    let wrapped = OPEN_BLOCKS.replacen(
        " 信息内容  │本年  │现行     ",
        " 信息内容  │本年  │现行     \n           │数量  │         ",
        1,
    );
    assert!(
        one(&wrapped).starts_with("第二十条第（一）项|<|<\n信息内容|本年⏎数量|现行\n"),
        "{}",
        one(&wrapped)
    );
    // A caption between two tables is none of their rows.
    let worded = OPEN_BLOCKS.replace("    第二十条第（五）项", "企业的数量及其变动情况");
    assert_eq!(read(&[&worded]).len(), 2, "a line as long as that is a caption");
    let captioned = OPEN_BLOCKS.replace("第二十条第（五）项", "表2 其他内容      ");
    assert_eq!(read(&[&captioned]).len(), 2);
}

#[test]
fn a_stray_rule_beside_a_header_parts_no_cell() {
    let page = "
┌────────┬─────┬─────┬──────┐
│信息内容│ 甲  │ 乙  │ 丙   │
├────────┼─────┼─────┼──────┤
│规章    │ 1   │ 2   │ 3    │
├────────┼───┬─┴─────┴──────┤
│信息内容│   │ 本年处理数量 │
├────────┼───┴──────────────┤
│许可    │        5         │
└────────┴──────────────────┘";
    assert_eq!(one(page), "信息内容|甲|乙|丙\n规章|1|2|3\n信息内容|本年处理数量|<|<\n许可|5|<|<");
}

#[test]
fn a_stray_rule_through_a_word_parts_no_cell_where_it_goes_on_below() {
    let mut drawing = Drawing::of(
        "
┌────┬──────────┬────┐
│    │          │总计│
│项目├─────┬────┤    │
│    │ 甲  │ 乙 │    │
├────┼─────┼────┼────┤
│一  │ 1   │ 2  │ 3  │
└────┴─────┴────┴────┘",
    );
    let (rule, baseline) = (50.0 + 11.0 * 5.0 + 2.5, 50.0 + 2.0 * 12.0 + 9.6);
    drawing.text("申请人", rule - 16.0, baseline, 10.0);
    drawing.rule(false, rule, 50.0 + 12.0 + 6.0, 50.0 + 3.0 * 12.0 + 6.0);
    assert_eq!(shown(&found(vec![drawing]).grids[0]), "项目|申请人|<|总计\n^|甲|乙|^\n一|1|2|3");
}

#[test]
fn a_form_that_nobody_filled_in_has_its_shape() {
    let page = "
┌──────────┬────┬────┐
│  指标    │甲  │乙  │
├─────┬────┼────┼────┤
│ 收入│其中│    │    │
│     ├────┼────┼────┤
│     │税  │    │    │
└─────┴────┴────┴────┘";
    assert_eq!(read(&[page])[0].shape, Some((1, Some(2))));
}

#[test]
fn a_band_without_rules_between_its_rows_has_a_row_for_each_value() {
    let page = "\
┌──────────┬──────┬──────┐
│Country   │ 2003 │ 2004 │
├──────────┼──────┼──────┤
│Belgium   │ 6.1  │ 7.1  │
│Denmark   │ 79   │ 70.5 │
│Greece    │ 73.4 │ 44   │
├──────────┼──────┼──────┤
│Total     │158.5 │121.6 │
└──────────┴──────┴──────┘";
    assert_eq!(
        one(page),
        "Country|2003|2004\nBelgium|6.1|7.1\nDenmark|79|70.5\nGreece|73.4|44\nTotal|158.5|121.6"
    );
}

#[test]
fn rows_are_parted_as_the_header_above_them_is() {
    let page = "\
┌──────────┬──────┬──────┐
│Country   │ 2003 │ 2004 │
├──────────┴──────┴──────┤
│Belgium     6.1    7.1  │
├────────────────────────┤
│Denmark     79     70.5 │
├────────────────────────┤
│All countries           │
└────────────────────────┘";
    assert_eq!(one(page), "Country|2003|2004\nBelgium|6.1|7.1\nDenmark|79|70.5\nAll countries|<|<");
}

#[test]
fn the_bars_of_a_chart_are_no_table() {
    let page = "\
┌────┬──────┬────┬───┐
│    │      │    │   │
├────┼──────┼────┼───┤
│ 30 │ 49   │ 20 │ 1 │
├────┼──────┼────┼───┤
│    │      │    │   │
├────┼──────┼────┼───┤
│ 29 │ 48   │ 21 │ 2 │
├────┼──────┼────┼───┤
│    │      │    │   │
├────┼──────┼────┼───┤
│ 28 │ 46   │ 24 │ 2 │
├────┼──────┼────┼───┤
│    │      │    │   │
├────┼──────┼────┼───┤
│ 27 │ 45   │ 26 │ 2 │
└────┴──────┴────┴───┘";
    assert!(read(&[page]).is_empty());
}
