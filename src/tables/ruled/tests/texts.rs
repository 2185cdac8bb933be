//! Texts in cells: overrunning, wrapped, stacked, raised, side by side.

use super::*;
use crate::model::{Code, Direction};

/// A table of two columns, the second `width` points wide, with these lines of text in its second row.
fn cell(width: f32, lines: &[&str]) -> (String, Vec<Code>) {
    let mut drawing = Drawing { height: 842.0, ..Drawing::default() };
    let xs = [60.0, 160.0, 160.0 + width];
    let ys = [80.0, 100.0, 100.0 + 14.0 * lines.len() as f32 + 4.0];
    ys.iter().for_each(|&y| drawing.rule(true, y, xs[0], xs[2]));
    xs.iter().for_each(|&x| drawing.rule(false, x, ys[0], ys[2]));
    drawing.text("项目", 65.0, 94.0, 10.0);
    drawing.text("规章", 65.0, 112.0, 10.0);
    drawing.text("数", 160.0 + width / 2.0 - 5.0, 94.0, 10.0);
    for (line, text) in lines.iter().enumerate() {
        let long = crate::model::text::display_width(text) as f32 * 5.0;
        drawing.text(text, 160.0 + (width - long) / 2.0, 112.0 + 14.0 * line as f32, 10.0);
    }
    let found = found(vec![drawing]);
    let last = found.grids[0].cells.last().unwrap().clone();
    let doubt = if last.printed == Printed::Unresolved { "?" } else { "" };
    (format!("{}{doubt}", last.text), found.problems.iter().map(|problem| problem.code).collect())
}

#[test]
fn a_number_that_its_narrow_cell_wrapped_is_put_together() {
    assert_eq!(cell(28.0, &["1234", "567"]), ("1234567".into(), vec![Code::NumberJoined]));
    assert_eq!(cell(40.0, &["7730.", "28"]), ("7730.28".into(), vec![Code::NumberJoined]));
    assert_eq!(cell(14.0, &["1", "1", "6"]), ("116".into(), vec![Code::NumberJoined]));
    assert_eq!(cell(14.0, &["—", "—"]), ("——".into(), vec![]));
}

#[test]
fn a_label_written_downwards_says_nothing_of_the_room_beside_numbers() {
    let page = "
┌──┬───────┬───┐
│  │规范性 │ 甲│
├──┼───────┼───┤
│  │一     │ 1 │
│  │       │ 6 │
├──┼───────┼───┤
│  │二     │ 3 │
└──┴───────┴───┘";
    let mut drawing = Drawing::of(page);
    for (place, character) in "本年度办理".chars().enumerate() {
        drawing.glyph(character, 53.0, 90.0 + 10.0 * place as f32, 10.0);
        let glyph = drawing.glyphs.last_mut().unwrap();
        (glyph.direction, glyph.baseline) = (Direction::Down, 58.0);
    }
    let grids = found(vec![drawing]).grids;
    assert!(shown(&grids[0]).contains("一|16\n"), "{}", shown(&grids[0]));
}

#[test]
fn digits_beside_a_label_of_as_many_lines_are_no_rows() {
    let page = |room: &str| {
        let rule = "─".repeat(room.len());
        format!(
            "
┌──────────┬───{rule}┬───┬───{rule}┐
│项目      │甲 {room}│乙 │计 {room}│
├──────────┼───{rule}┼───┼───{rule}┤
│部分公开（│1  {room}│   │1  {room}│
│区分处理）│1  {room}│   │7  {room}│
├──────────┼───{rule}┼───┼───{rule}┤
│不予公开  │3  {room}│0  │3  {room}│
└──────────┴───{rule}┴───┴───{rule}┘"
        )
    };
    let read = |room: &str| {
        let mut drawing = Drawing::of(&page(room));
        // In the middle of its row, where the number has one line.
        let baseline = drawing.glyphs.iter().find(|glyph| &*glyph.text == "区").unwrap().baseline - 6.0;
        drawing.text("6", 50.0 + (16 + room.len()) as f32 * 5.0, baseline, 10.0);
        shown(&found(vec![drawing]).grids[0])
    };
    // Whether they are one number depends on the room beside them; two rows they are not.
    for room in ["", "    "] {
        assert_eq!(read(room), "项目|甲|乙|计\n部分公开（⏎区分处理）|1⏎1?|6|1⏎7?\n不予公开|3|0|3");
    }
}

#[test]
fn two_numbers_are_never_put_together() {
    for (width, lines) in [
        (60.0, ["12", "34"]),
        (60.0, ["0", "0"]),
        (28.0, ["12", "3456"]),
        (60.0, ["-", "5"]),
        (60.0, ["—", "—"]),
        (36.0, ["7025.2", "414.3"]),
    ] {
        let (text, problems) = cell(width, &lines);
        assert_eq!(text, format!("{}\n{}?", lines[0], lines[1]));
        assert_eq!(problems, [Code::ValueUnresolved]);
    }
    assert_eq!(cell(90.0, &["12     34"]), ("12 34?".into(), vec![Code::ValueUnresolved]));
}

#[test]
fn wrapped_words_are_joined_by_a_break() {
    assert_eq!(cell(60.0, &["行政规范", "性文件"]).0, "行政规范\n性文件");
    assert_eq!(cell(60.0, &["of which", "tax"]).0, "of which\ntax");
    assert_eq!(cell(60.0, &["251000", "元"]).0, "251000\n元");
}

#[test]
fn a_stacked_label_has_no_breaks() {
    let page = "
┌──┬────┬────┐
│办│甲  │ 1  │
│理├────┼────┤
│结│乙  │ 2  │
│果├────┼────┤
│  │丙  │ 3  │
└──┴────┴────┘";
    assert_eq!(one(page), "办理结果|甲|1\n^|乙|2\n^|丙|3");
}

#[test]
fn a_raised_figure_is_no_digit() {
    let page = "
┌─────┬─────┐
│项目 │ 数  │
├─────┼─────┤
│甲   │ 12  │
└─────┴─────┘";
    let mut drawing = Drawing::of(page);
    let last = drawing.glyphs.last().unwrap().clone();
    drawing.glyph('1', last.rect.x1, last.baseline - 3.5, 6.0);
    assert_eq!(shown(&found(vec![drawing]).grids[0]), "项目|数\n甲|12¹");
}

#[test]
fn a_number_that_overruns_its_cell_is_not_cut() {
    let page = "
┌─────┬─────┬───────┐
│项目 │ 数  │ 备注  │
├─────┼─────┼───────┤
│甲   │     │       │
├─────┼─────┼───────┤
│乙   │ 1   │       │
└─────┴─────┴───────┘";
    let mut drawing = Drawing::of(page);
    let left = 50.0 + 6.0 * 5.0 + 2.5;
    let baseline = 50.0 + 4.0 * 12.0 + 9.6;
    // Six digits in the cell, one and a half behind its right rule.
    drawing.text("1234567", left - 2.0, baseline, 10.0);
    let grid = &found(vec![drawing]).grids[0];
    assert_eq!(shown(grid), "项目|数|备注\n甲|1234567|.\n乙|1|.");
    // Half of it behind the rule: nobody knows whose it is.
    let mut drawing = Drawing::of(page);
    drawing.text("1234567", left + 13.0, baseline, 10.0);
    let found = found(vec![drawing]);
    assert!(found.grids[0].cells.iter().any(|cell| cell.printed == Printed::Unresolved));
    assert!(found.problems.iter().any(|problem| problem.code == Code::ValueUnresolved));
}

#[test]
fn a_mark_that_hangs_over_the_rule_is_not_of_the_number_beside_it() {
    let page = "
┌─────┬─────┐
│项目 │ 数  │
├─────┼─────┤
│     │     │
└─────┴─────┘";
    let (rule, baseline) = (50.0 + 6.0 * 5.0 + 2.5, 50.0 + 4.0 * 12.0 + 9.6);
    // The middle of the mark left of the rule, and right of it; the number near, and apart.
    for (over, value) in [(4.5, 5.5), (6.0, 7.0), (6.0, 15.0)] {
        let mut drawing = Drawing::of(page);
        drawing.text("这情形，", rule + over - 40.0, baseline, 10.0);
        drawing.text("0", rule + value, baseline, 10.0);
        assert_eq!(shown(&found(vec![drawing]).grids[0]), "项目|数\n这情形，|0", "{over} {value}");
    }
}

#[test]
fn tall_boxes_of_glyphs_do_not_reach_into_other_rows() {
    let mut drawing = Drawing::of(
        "
┌────┬────┐
│甲  │ 1  │
├────┼────┤
│乙  │ 2  │
└────┴────┘",
    );
    for glyph in &mut drawing.glyphs {
        glyph.rect.y0 -= 14.0;
        glyph.rect.y1 += 14.0;
    }
    assert_eq!(shown(&found(vec![drawing]).grids[0]), "甲|1\n乙|2");
}

#[test]
fn a_number_that_overruns_the_outer_rule_is_whole() {
    let page = "
┌─────┬─────┐
│项目 │ 数  │
├─────┼─────┤
│甲   │     │
└─────┴─────┘";
    let mut drawing = Drawing::of(page);
    drawing.text("1234567", 50.0 + 6.0 * 5.0 + 1.0, 50.0 + 4.0 * 12.0 + 9.6, 10.0);
    assert_eq!(shown(&found(vec![drawing]).grids[0]), "项目|数\n甲|1234567");
}

#[test]
fn values_of_rows_that_lost_their_rule_are_not_put_together() {
    let page = "
┌────┬──┬────┐
│项目│甲│乙  │
├────┼──┼────┤
│一  │12│ 1  │
├────┤  ├────┤
│二  │34│ 2  │
└────┴──┴────┘";
    assert_eq!(one(page), "项目|甲|乙\n一|12⏎34?|1\n二|^|2");
}
