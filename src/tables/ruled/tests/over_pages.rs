//! Tables that go on over pages, and tables that only follow each other.

use super::*;

pub(super) const UPPER: &str = "
二、主动公开情况
┌────┬──────┬──────┬──────┐
│项目│ 甲   │ 乙   │ 丙   │
├────┼──────┼──────┼──────┤
│一  │ 1    │ 2    │ 3    │
├────┼──────┼──────┼──────┤
│二  │ 4    │ 5    │ 6    │
└────┴──────┴──────┴──────┘";

/// Pages as high as their drawings, with page numbers below.
pub(super) fn tables(pages: &[&str]) -> Vec<Grid> {
    let drawings = pages.iter().enumerate().map(|(number, page)| {
        let mut drawing = Drawing::of(page);
        let low = drawing.glyphs.iter().map(|glyph| glyph.baseline).fold(0.0, f32::max);
        drawing.height = low + 100.0;
        drawing.text(&format!("— {} —", number + 1), 100.0, low + 80.0, 10.0);
        drawing
    });
    found(drawings.collect()).grids
}

#[test]
fn rows_run_on_over_a_page_break() {
    let lower = "
┌────┬──────┬──────┬──────┐
│三  │ 7    │ 8    │ 9    │
├────┼──────┼──────┼──────┤
│四  │ 0    │ 0    │ 0    │
└────┴──────┴──────┴──────┘";
    let grids = tables(&[UPPER, lower]);
    assert_eq!(grids.len(), 1);
    assert_eq!(shown(&grids[0]), "项目|甲|乙|丙\n一|1|2|3\n二|4|5|6\n三|7|8|9\n四|0|0|0");
    assert_eq!(grids[0].pages, Some((1, 2)));
    assert_eq!(grids[0].cells.last().unwrap().origin.page, Some(2));
}

#[test]
fn a_repeated_header_is_dropped() {
    let lower = "
┌────┬──────┬──────┬──────┐
│项目│ 甲   │ 乙   │ 丙   │
├────┼──────┼──────┼──────┤
│三  │ 7    │ 8    │ 9    │
└────┴──────┴──────┴──────┘";
    let grids = tables(&[UPPER, lower, lower]);
    assert_eq!(grids.len(), 1);
    assert_eq!(shown(&grids[0]), "项目|甲|乙|丙\n一|1|2|3\n二|4|5|6\n三|7|8|9\n三|7|8|9");
    assert_eq!(grids[0].pages, Some((1, 3)));
}

#[test]
fn a_repeated_header_with_a_rule_struck_through_it_is_dropped() {
    let upper = "
┌────┬─────────────┬──────┐
│    │行政复议结果 │      │
│项目├──────┬──────┤合计数│
│    │ 维持 │ 纠正 │      │
├────┼──────┼──────┼──────┤
│一  │ 1    │ 2    │ 3    │
└────┴──────┴──────┴──────┘";
    let lower = upper.replace("│行政复议结果 │", "│行政复│议结果 │").replace('一', "二");
    let grids = tables(&[upper, &lower]);
    assert_eq!(grids.len(), 1);
    let rows = shown(&grids[0]);
    assert_eq!(rows.lines().skip(2).collect::<Vec<_>>(), ["一|1|2|3", "二|1|2|3"]);
}

#[test]
fn a_row_without_columns_at_the_end_of_a_page_begins_the_table() {
    let rest = UPPER.trim_start_matches("\n二、主动公开情况");
    let row = |text: &str| {
        format!("\n正文\n\n\n\n\n\n\n┌─────────────────────────┐\n│{text}│\n└─────────────────────────┘")
    };
    let grids = tables(&[&row("第二十条第（一）项       "), rest]);
    assert_eq!(grids.len(), 1);
    assert_eq!(shown(&grids[0]), "第二十条第（一）项|<|<|<\n项目|甲|乙|丙\n一|1|2|3\n二|4|5|6");
    assert_eq!(grids[0].pages, Some((1, 2)));
    // A notice in a box, a box amid the page, a table that does not begin its page.
    for pages in [
        [row("请于三月七日前反映。     "), rest.to_owned()],
        [row("第二十条第（一）项       ") + "\n\n后文", rest.to_owned()],
        [row("第二十条第（一）项       "), format!("\n前文{rest}")],
    ] {
        let grids = tables(&[&pages[0], &pages[1]]);
        assert_eq!(grids.iter().map(|grid| grid.pages).collect::<Vec<_>>(), [Some((2, 2))]);
    }
}

#[test]
fn a_heading_or_other_columns_make_another_table() {
    let other = "
┌──────┬──────┬──────┬────┐
│三    │ 7    │ 8    │ 9  │
├──────┼──────┼──────┼────┤
│四    │ 0    │ 0    │ 0  │
└──────┴──────┴──────┴────┘";
    assert_eq!(tables(&[UPPER, other]).len(), 2);
    assert_eq!(tables(&[UPPER, UPPER]).len(), 2);
}

#[test]
fn one_row_on_a_page_is_a_part_of_the_table() {
    let lower = "
┌────┬──────┬──────┬──────┐
│总计│      │      │      │
└────┴──────┴──────┴──────┘";
    let grids = tables(&[UPPER, lower]);
    assert_eq!(shown(&grids[0]), "项目|甲|乙|丙\n一|1|2|3\n二|4|5|6\n总计|.|.|.");
}

#[test]
fn a_stray_rule_that_parts_no_cell_makes_no_column() {
    let upper = "
┌────┬────────┬─────────────┐
│    │        │申请人       │
│    │        ├─────────────┤
│    │        │各类人       │
│    │        ├──────┬──────┤
│ 项目        │ 甲   │ 乙   │
├─────────────┼──────┼──────┤
│一           │ 1    │ 2    │
└─────────────┴──────┴──────┘";
    let lower = "
┌─────────────┬─────────────┐
│             │申请人       │
│             ├─────────────┤
│             │各类人       │
│             ├──────┬──────┤
│ 项目        │ 甲   │ 乙   │
├──┬──────────┼──────┼──────┤
│二│（一）    │ 3    │ 4    │
│  ├──────────┼──────┼──────┤
│  │（二）    │ 5    │ 6    │
└──┴──────────┴──────┴──────┘";
    let grids = tables(&[upper, lower]);
    assert_eq!(grids.len(), 1);
    assert_eq!(
        shown(&grids[0]),
        "项目|<|申请人|<\n^|^|各类人|<\n^|^|甲|乙\n一|<|1|2\n二|（一）|3|4\n^|（二）|5|6"
    );
    assert_eq!(read(&[upper])[0].columns, 3);
}

#[test]
fn a_blank_rest_of_a_label_without_a_rule_beside_it_is_a_column() {
    let upper = "
─────────────┬──────┬──────
项目         │ 甲   │ 乙   
─────────────┼──────┼──────
一、本年新收 │ 1    │ 2    
────┬────────┼──────┼──────
结果│（一）  │ 3    │ 4    
    ├────────┼──────┼──────";
    let row = |item: &str| format!("    │（{item}）  │ 5    │ 6    \n    ├────────┼──────┼──────\n");
    let rows: String = ["二", "三", "四", "五", "六", "七"].map(row).concat();
    let rows = rows.trim_end_matches("    ├────────┼──────┼──────\n");
    let lower = format!(
        "\n    ┌────────┬──────┬──────\n{rows}────┴────────┼──────┼──────\n二、结转下年 │ 7    │ 8    \n─────────────┴──────┴──────"
    );
    let grids = tables(&[upper, &lower]);
    assert_eq!(grids.len(), 1);
    assert_eq!(
        shown(&grids[0]),
        "项目|<|甲|乙\n一、本年新收|<|1|2\n结果|（一）|3|4\n^|（二）|5|6\n^|（三）|5|6\n^|（四）|5|6\n^|（五）|5|6\n\
         ^|（六）|5|6\n^|（七）|5|6\n二、结转下年|<|7|8"
    );
    // Nothing is printed between the long rules: no row begins there.
    let bare = lower.replace("二、结转下年", "    结转下年");
    assert_eq!(tables(&[upper, &bare]).len(), 2);
}

#[test]
fn a_header_without_its_top_rule_reaches_as_high_as_the_upright_beside_it() {
    let header = |top: &str| {
        format!(
            "
{top}
           │    申请人   
项目       ├──────┬──────
           │ 甲   │ 乙   
"
        )
    };
    let rows = |first: &str, second: &str| {
        format!(
            "───────────┼──────┼──────
{first}         │ 1    │ 2    
───────────┼──────┼──────
{second}         │ 3    │ 4    
───────────┴──────┴──────"
        )
    };
    let upper = header("───────────┬─────────────") + &rows("一", "二");
    let lower = header("") + &rows("三", "四");
    let grids = tables(&[&upper, &lower]);
    assert_eq!(grids.len(), 1);
    assert_eq!(shown(&grids[0]), "项目|申请人|<\n^|甲|乙\n一|1|2\n二|3|4\n三|1|2\n四|3|4");
}

#[test]
fn lines_that_only_the_header_has_are_no_columns_that_the_next_page_lacks() {
    let upper = "
┌──────────┬──────┬──────┐
│          │  申请│人    │
│项目      ├────┬─┴──────┤
│          │ 甲 │   乙   │
├────┬─────┼────┼────────┤
│结果│（一）│ 1 │  2     │
└────┴─────┴────┴────────┘";
    let upper = upper.replace("（一）│ 1 │", "一   │ 1  │");
    let lower = "
┌────┬─────┬────┬────────┐
│    │二   │ 3  │  4     │
├──┬─┴─────┼────┼────────┤
│四│五     │ 5  │  6     │
└──┴───────┴────┴────────┘";
    let grids = tables(&[&upper, lower]);
    assert_eq!(grids.len(), 1, "{grids:#?}");
}

#[test]
fn the_last_row_alone_on_a_page_needs_no_rules_above_it_and_at_its_sides() {
    let upper = "
────┬──────┬──────
项目│ 甲   │ 乙   
────┼──────┼──────
一  │ 1    │ 2    
────┴──────┴──────";
    let lower = "
二  │ 3    │ 4    
────┴──────┴──────";
    let grids = tables(&[upper, lower]);
    assert_eq!(grids.len(), 1);
    assert_eq!(shown(&grids[0]), "项目|甲|乙\n一|1|2\n二|3|4");
    assert_eq!(grids[0].pages, Some((1, 2)));
    // By itself it is no table.
    assert!(read(&[lower]).is_empty());
}
