//! Tables that go on over pages, and tables that only follow each other.

use super::*;

const UPPER: &str = "
二、主动公开情况
┌────┬──────┬──────┬──────┐
│项目│ 甲   │ 乙   │ 丙   │
├────┼──────┼──────┼──────┤
│一  │ 1    │ 2    │ 3    │
├────┼──────┼──────┼──────┤
│二  │ 4    │ 5    │ 6    │
└────┴──────┴──────┴──────┘";

/// Pages as high as their drawings, with page numbers below.
fn tables(pages: &[&str]) -> Vec<Grid> {
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
fn a_label_cut_by_the_break_is_put_together() {
    let upper = "
┌────┬──────┬──────┬──────┐
│项目│ 甲   │ 乙   │ 丙   │
├────┼──────┼──────┼──────┤
│（四│ 1.一 │ 2    │ 3    │
│）无├──────┼──────┼──────┤
│    │ 2.二 │ 5    │ 6    │
└────┴──────┴──────┴──────┘";
    let lower = "
┌────┬──────┬──────┬──────┐
│法提│ 3.三 │ 8    │ 9    │
│供  ├──────┼──────┼──────┤
│    │ 4.四 │ 0    │ 0    │
├────┼──────┼──────┼──────┤
│（五│ 1.五 │ 1    │ 2    │
│）不│      │      │      │
└────┴──────┴──────┴──────┘";
    let grids = tables(&[upper, lower]);
    assert_eq!(
        shown(&grids[0]),
        "项目|甲|乙|丙\n（四⏎）无⏎法提⏎供|1.一|2|3\n^|2.二|5|6\n^|3.三|8|9\n^|4.四|0|0\n（五⏎）不|1.五|1|2"
    );
}

#[test]
fn a_row_cut_by_the_break_is_put_together() {
    let lower = "
┌────┬──────┬──────┬──────┐
│他）│      │      │      │
├────┼──────┼──────┼──────┤
│四  │ 0    │ 0    │ 0    │
└────┴──────┴──────┴──────┘";
    let upper = UPPER.replace("│二  │", "│（其│");
    let grids = tables(&[&upper, lower]);
    assert_eq!(shown(&grids[0]), "项目|甲|乙|丙\n一|1|2|3\n（其⏎他）|4|5|6\n四|0|0|0");
}

#[test]
fn values_without_a_label_belong_to_the_label_above() {
    let upper = UPPER.replace("│二  │ 4    │ 5    │ 6    │", "│二  │      │      │      │");
    let lower = "
┌────┬──────┬──────┬──────┐
│    │ 7    │ 8    │ 9    │
├────┼──────┼──────┼──────┤
│四  │ 0    │ 0    │ 0    │
└────┴──────┴──────┴──────┘";
    let grids = tables(&[&upper, lower]);
    assert_eq!(shown(&grids[0]), "项目|甲|乙|丙\n一|1|2|3\n二|7|8|9\n四|0|0|0");
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
fn a_number_cut_by_the_break_is_put_together_where_its_cell_is_full() {
    let upper = "
┌────────┬──┬──┬──────┐
│项目    │甲│乙│ 丙   │
├────────┼──┼──┼──────┤
│一      │ 1│ 2│ 3    │
├────────┼──┼──┼──────┤
│（其他申│13│ 5│ 12   │
└────────┴──┴──┴──────┘";
    let lower = "
┌────────┬──┬──┬──────┐
│请）    │ 3│  │      │
├────────┼──┼──┼──────┤
│四      │ 0│ 0│ 0    │
└────────┴──┴──┴──────┘";
    let grids = tables(&[upper, lower]);
    assert_eq!(shown(&grids[0]), "项目|甲|乙|丙\n一|1|2|3\n（其他申⏎请）|133|5|12\n四|0|0|0");
    // The cell of 12 has room for more: the 3 below it is no digit of it, and the row is another one.
    let other = lower.replace("│ 3│  │      │", "│ 3│  │ 3    │");
    assert_eq!(
        shown(&tables(&[upper, &other])[0]),
        "项目|甲|乙|丙\n一|1|2|3\n（其他申|13?|5|12?\n请）|3?|.|3?\n四|0|0|0"
    );
}

#[test]
fn digits_above_the_break_belong_to_the_numbers_of_the_label_behind_it() {
    let upper = "
┌────────┬──┬──┬──────┐
│项目    │甲│乙│ 丙   │
├────────┼──┼──┼──────┤
│一      │ 1│ 2│ 3    │
├────────┼──┼──┼──────┤
│        │28│  │      │
└────────┴──┴──┴──────┘";
    let lower = "
┌────────┬──┬──┬──────┐
│二      │ 6│ 5│ 7    │
├────────┼──┼──┼──────┤
│四      │ 0│ 0│ 0    │
└────────┴──┴──┴──────┘";
    assert_eq!(shown(&tables(&[upper, lower])[0]), "项目|甲|乙|丙\n一|1|2|3\n二|286|5|7\n四|0|0|0");
    // A number that has room for more is whole: either the row above is one without a label, or not; nobody knows.
    let other = upper.replace("│28│  │      │", "│28│  │ 8    │");
    assert_eq!(
        shown(&tables(&[&other, lower])[0]),
        "项目|甲|乙|丙\n一|1|2|3\n.|28?|.|8?\n二|6?|5|7?\n四|0|0|0"
    );
}

#[test]
fn values_below_the_break_belong_to_the_label_that_it_cut() {
    let upper = UPPER.replace("│二  │ 4    │ 5    │ 6    │", "│2.信│      │      │      │");
    let lower = "
┌────┬──────┬──────┬──────┐
│息  │ 7    │ 8    │ 9    │
├────┼──────┼──────┼──────┤
│四  │ 0    │ 0    │ 0    │
└────┴──────┴──────┴──────┘";
    let grids = tables(&[&upper, lower]);
    assert_eq!(shown(&grids[0]), "项目|甲|乙|丙\n一|1|2|3\n2.信⏎息|7|8|9\n四|0|0|0");
    // A heading without values, and the next row.
    let other = lower.replace("│息  │", "│其中│");
    assert_eq!(tables(&[&upper, &other])[0].rows, 5);
}

#[test]
fn text_that_overran_an_open_edge_belongs_to_its_cell() {
    let upper = "
┌────┬──────┬──────┬──────┐
│项目│ 甲   │ 乙   │ 丙   │
├────┼──────┼──────┼──────┤
│三、│ 4    │ 5    │ 6    │
│本年├──────┼──────┼──────┤
│办理│ 7    │ 8    │ 9    │
 结果                      ";
    let lower = "
┌────┬──────┬──────┬──────┐
│    │ 0    │ 0    │ 0    │
├────┼──────┼──────┼──────┤
│四、│ 1    │ 1    │ 1    │
└────┴──────┴──────┴──────┘";
    let grids = tables(&[upper, lower]);
    assert_eq!(shown(&grids[0]), "项目|甲|乙|丙\n三、⏎本年⏎办理⏎结果|4|5|6\n^|7|8|9\n^|0|0|0\n四、|1|1|1");
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
fn a_cut_row_has_all_its_cells_where_no_rules_stand_around_it() {
    let upper = "
─────────────┬──────┬──────
项目         │ 甲   │ 乙   
─────────────┼──────┼──────
一           │ 1    │ 2    
─────────────┼──────┼──────
二（不计其他 │      │      
             │      │      ";
    let lower = "
情形）       │ 3    │ 4    
─────────────┼──────┼──────
三           │ 5    │ 6    
─────────────┴──────┴──────";
    let grids = tables(&[upper, lower]);
    assert_eq!(grids.len(), 1);
    assert_eq!(shown(&grids[0]), "项目|甲|乙\n一|1|2\n二（不计其他⏎情形）|3|4\n三|5|6");
}

#[test]
fn a_label_goes_on_below_the_last_row_as_far_as_its_sides_do() {
    let upper = "
┌─────────┬──────┬──────┐
│  项目   │ 甲   │ 乙   │
├────┬────┼──────┼──────┤
│    │一  │ 1    │ 2    │
│三、├────┴──────┴──────┘
│本年│
│结果│";
    let lower = "
┌────┬────┬──────┬──────┐
│    │二  │ 3    │ 4    │
│    ├────┼──────┼──────┤
│    │三  │ 5    │ 6    │
└────┴────┴──────┴──────┘";
    let grids = tables(&[upper, lower]);
    assert_eq!(grids.len(), 1);
    assert_eq!(shown(&grids[0]), "项目|<|甲|乙\n三、⏎本年⏎结果|一|1|2\n^|二|3|4\n^|三|5|6");
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
