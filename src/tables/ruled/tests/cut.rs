//! Rows, cells and numbers that a page break cut.

use super::over_pages::{UPPER, tables};
use super::*;

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
fn a_text_goes_on_below_the_edge_where_cells_beside_it_are_closed() {
    let mut upper = Drawing::of(
        "
┌─────────┬───────────┬──┐
│  项目   │  申请人   │总│
│         ├───────────┤  │",
    );
    // A line and a half below the one above, out of the reach of the uprights.
    let above = upper.glyphs.last().unwrap().clone();
    upper.glyph('计', above.rect.x0, above.baseline + 15.0, 10.0);
    let rest = "
┌─────────┬─────┬─────┬──┐
│         │ 甲  │ 乙  │  │
├─────────┼─────┼─────┼──┤
│一       │ 1   │ 2   │ 3│
├─────────┼─────┼─────┼──┤
│二       │ 4   │ 5   │ 9│
└─────────┴─────┴─────┴──┘";
    let mut pages = vec![upper, Drawing::of(rest)];
    pages.iter_mut().for_each(|page| page.height = 150.0);
    let grids = found(pages).grids;
    assert_eq!(grids.len(), 1);
    assert_eq!(shown(&grids[0]), "项目|申请人|<|总计\n.|甲|乙|.\n一|1|2|3\n二|4|5|9");
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
