//! Tables beside other things, in print of their own -> what is read of each.

use super::super::print::{Line, Word};
use super::*;
use crate::model::{Direction, Rect};

/// Rows in print of another size and with lines of another height, each with its texts at these places.
fn small(mut sheet: Sheet, size: f32, pitch: f32, (x, y): (f32, f32), rows: &[[&str; 3]]) -> Sheet {
    for (row, texts) in rows.iter().enumerate() {
        for (column, text) in texts.iter().enumerate() {
            let width = crate::model::text::display_width(text) as f32 * size / 2.0;
            let place = if column == 0 { x } else { x + 12.0 * size + 7.0 * size * column as f32 - width };
            sheet.drawing.text(text, place, y + pitch * row as f32, size);
        }
    }
    sheet
}

const YEARS: &[[&str; 3]] = &[
    ["Region", "2004", "2005"],
    ["North", "12.5", "13.1"],
    ["South", "7.25", "8.5"],
    ["East", "101.2", "99.8"],
    ["West", "45.0", "44.1"],
    ["Islands", "3.75", "3.5"],
];

const YEARS_SHOWN: &[&str] = &[
    "Region|2004|2005",
    "North|12.5|13.1",
    "South|7.25|8.5",
    "East|101.2|99.8",
    "West|45.0|44.1",
    "Islands|3.75|3.5",
];

#[test]
fn a_table_in_small_print_beside_running_text_stands_by_itself() {
    let sheet = small(Sheet::new().prose(40.0, 60.0, 12), 6.0, 9.0, (310.0, 64.0), YEARS);
    assert_eq!(shown(&only(sheet)), YEARS_SHOWN);
}

#[test]
fn a_table_beside_a_paragraph_of_three_lines_keeps_no_word_of_it() {
    let sheet = small(Sheet::new().prose(40.0, 70.0, 3), 6.0, 9.5, (310.0, 64.0), YEARS);
    assert_eq!(shown(&only(sheet)), YEARS_SHOWN);
}

#[test]
fn tables_side_by_side_with_lines_of_other_heights_are_two() {
    let sheet = small(Sheet::new(), 9.0, 16.0, (40.0, 60.0), YEARS);
    let sheet = small(sheet, 8.0, 11.5, (320.0, 63.0), YEARS);
    let grids = read(vec![sheet]).grids;
    assert_eq!(grids.iter().map(shown).collect::<Vec<_>>(), [YEARS_SHOWN, YEARS_SHOWN]);
}

#[test]
fn thousands_that_stand_on_one_edge_are_no_column() {
    let rows = [
        ["Budget", "2004", "2005"],
        ["Staff", "3 420 449", "2 876 120"],
        ["Buildings", "1 071 704", "8 431 885"],
        ["Studies", "2 879 728", "1 260 244"],
        ["Missions", "4 112 268", "3 725 088"],
        ["Total", "8 883 453", "9 809 114"],
    ];
    let grid = only(small(Sheet::new(), 10.0, 15.0, (40.0, 60.0), &rows));
    assert_eq!(shown(&grid)[0], "Budget|2004|2005");
    assert_eq!(shown(&grid)[5], "Total|8 883 453|9 809 114");
}

#[test]
fn cells_of_one_line_in_the_middle_of_wrapped_ones_do_not_hide_a_table_of_texts() {
    let sheet =
        Sheet::new().left(60.0, 60.0, "事项名称").left(160.0, 60.0, "设定依据").left(260.0, 60.0, "承办机构");
    let names = ["取水许可", "食品经营许可", "林木采伐许可", "出版物零售"];
    let sheet = names.iter().enumerate().fold(sheet, |sheet, (row, name)| {
        let y = 84.0 + 40.0 * row as f32;
        sheet
            .left(160.0, y, "中华人民共和国")
            .left(60.0, y + 6.0, name)
            .left(260.0, y + 6.0, "市政管理处")
            .left(160.0, y + 12.0, "有关管理条例")
    });
    let shown = shown(&only(sheet));
    assert_eq!(shown[0], "事项名称|设定依据|承办机构");
    assert_eq!(shown[1], "取水许可|中华人民共和国/有关管理条例|市政管理处");
    assert_eq!(shown.len(), 5);
}

#[test]
fn lines_drawn_out_to_both_edges_of_a_narrow_column_are_no_cells() {
    let words = [
        "consultation",
        "that",
        "attracted",
        "412",
        "contributions",
        "from",
        "23",
        "countries",
        "in",
        "time",
    ];
    let column = |mut sheet: Sheet, x: f32| {
        for line in 0..14 {
            let texts: Vec<&str> =
                (0..4 + line % 2).map(|word| words[(line * 3 + word) % words.len()]).collect();
            let printed: f32 = texts.iter().map(|text| Sheet::width(text)).sum();
            let space = (215.0 - printed) / (texts.len() - 1) as f32;
            let mut at = x;
            for text in texts {
                sheet = sheet.left(at, 60.0 + 19.0 * line as f32, text);
                at += Sheet::width(text) + space;
            }
        }
        sheet
    };
    let grids = read(vec![column(Sheet::new(), 60.0)]).grids;
    assert!(grids.is_empty(), "{grids:#?}");
}

#[test]
fn a_gap_beside_print_of_another_size_parts_cells() {
    // Running text drawn out to both edges has spaces nearly as wide as a character.
    let mut words: Vec<Word> = Vec::new();
    for (text, size, space) in
        [("and", 15.0, 12.8); 7].into_iter().chain([("North", 7.0, 25.0), ("12", 7.0, 25.0)])
    {
        let x0 = words.last().map_or(40.0, |word| word.x1 + space);
        let x1 = x0 + size * text.len() as f32 / 2.0;
        let text = text.to_owned();
        words.push(Word {
            text,
            x0,
            x1,
            base: 60.0,
            size,
            gap: 0.0,
            apart: false,
            led: false,
            seams: Vec::new(),
        });
    }
    assert_eq!(Line::of_words(words)[0].runs(), [(0, 7), (7, 8), (8, 9)]);
}

#[test]
fn the_gap_between_tables_is_where_their_captions_stand_over_their_middle() {
    let own = |sheet: Sheet, x: f32, number: &str, title: &str| {
        let width = Sheet::width(number) + 15.0 + Sheet::width(title);
        sheet.left(x - width / 2.0, 70.0, number).right(x + width / 2.0, 70.0, title)
    };
    let tables = || {
        let sheet = small(Sheet::new(), 8.0, 14.0, (40.0, 90.0), YEARS);
        small(sheet, 8.0, 14.0, (300.0, 90.0), YEARS)
    };
    let whole = tables().centre(144.0, 70.0, "Table 1 Trends").centre(404.0, 70.0, "Table 2 Trade");
    let apart = own(own(tables(), 144.0, "表1", "各地区的收入"), 404.0, "表2", "各地区的主要支出情况");
    for sheet in [whole, apart] {
        let grids = read(vec![sheet]).grids;
        assert_eq!(grids.iter().map(shown).collect::<Vec<_>>(), [YEARS_SHOWN, YEARS_SHOWN]);
    }
}

#[test]
fn paragraphs_of_two_lines_are_running_text_as_longer_ones_are() {
    let words = "growth of the economy rests on trade and on services while ";
    let mut sheet = Sheet::new();
    for (line, (x, length)) in
        [(60.0, 40), (40.0, 23), (60.0, 40), (40.0, 24), (60.0, 40), (40.0, 44), (40.0, 26), (60.0, 40)]
            .iter()
            .enumerate()
    {
        let text: String = words.chars().cycle().skip(line * 7).take(*length).collect();
        sheet = sheet.left(*x, 60.0 + 14.0 * line as f32, text.trim());
    }
    let sheet = small(sheet, 10.0, 14.0, (290.0, 60.0), YEARS);
    assert_eq!(shown(&only(sheet)), YEARS_SHOWN);
}

#[test]
fn a_table_on_its_side_is_read_on_a_page_that_stands_upright() {
    let mut sheet = Sheet::new().prose(40.0, 60.0, 6);
    let texts = [
        ["Region", "2004", "2005"],
        ["North", "12.5", "13.1"],
        ["South", "7.25", "8.5"],
        ["East", "101.2", "99.8"],
    ];
    for (row, texts) in texts.iter().enumerate() {
        let x = 400.0 - 16.0 * row as f32;
        for (column, text) in texts.iter().enumerate() {
            let end = 300.0 + 80.0 * column as f32;
            let begin = if column == 0 { 260.0 } else { end - Sheet::width(text) };
            for (place, character) in text.chars().enumerate() {
                sheet.drawing.glyph(character, x - 2.0, begin + 5.0 * place as f32, 10.0);
                let glyph = sheet.drawing.glyphs.last_mut().unwrap();
                (glyph.direction, glyph.baseline) = (Direction::Down, x);
                glyph.rect = Rect {
                    x0: x - 2.0,
                    y0: begin + 5.0 * place as f32,
                    x1: x + 8.0,
                    y1: begin + 5.0 * place as f32 + 5.0,
                };
            }
        }
    }
    assert_eq!(
        shown(&only(sheet)),
        ["Region|2004|2005", "North|12.5|13.1", "South|7.25|8.5", "East|101.2|99.8"]
    );
}

#[test]
fn tables_side_by_side_whose_rules_and_rows_stand_at_their_own_heights_are_two() {
    let mut sheet = Sheet::new()
        .rule(100.0, 60.0, 200.0)
        .right(150.0, 112.0, "2008")
        .right(195.0, 112.0, "2009")
        .rule(116.0, 60.0, 200.0)
        .rows(130.0, &[150.0, 195.0], ROWS)
        .rule(180.0, 60.0, 200.0)
        .rule(106.0, 260.0, 400.0)
        .right(350.0, 118.0, "2008")
        .right(395.0, 118.0, "2009")
        .rule(122.0, 260.0, 400.0);
    for (row, (label, values)) in ROWS.iter().enumerate() {
        let y = 136.0 + 15.0 * row as f32;
        sheet = sheet.left(260.0, y, label).right(350.0, y, values[0]).right(395.0, y, values[1]);
    }
    let grids = read(vec![sheet.rule(186.0, 260.0, 400.0)]).grids;
    let shown: Vec<Vec<String>> = grids.iter().map(shown).collect();
    assert_eq!(shown.len(), 2, "{shown:?}");
    for table in shown {
        assert_eq!(table[..2], ["|2008|2009", "Wheat|1,200|3.5"]);
    }
}

#[test]
fn lines_of_two_tables_that_meet_by_chance_do_not_make_one() {
    let mut sheet = Sheet::new();
    for (x, text) in [(70.0, "事项名称"), (124.0, "设定依据"), (203.0, "承办机构")] {
        sheet.drawing.text(text, x, 284.8, 8.0);
    }
    let matters: &[(f32, &str, &str)] = &[
        (299.9, "民办学校设立审批", "《中华人民共和国民"),
        (331.2, "占用挖掘城市道路", "《城市道路管理条例"),
        (353.7, "道路运输经营许可", "《中华人民共和国道"),
        (375.9, "公共场所卫生许可", "《公共场所卫生管理"),
        (398.3, "特种设备使用登记", "《中华人民共和国特"),
    ];
    for (y, matter, basis) in matters {
        sheet.drawing.text(matter, 51.0, *y, 8.0);
        sheet.drawing.text(basis, 120.0, *y, 8.0);
        sheet.drawing.text("》第四十条", 120.0, y + 8.9, 8.0);
        sheet.drawing.text("运输管理所", 203.0, *y, 8.0);
    }
    let head = [(345.0, "类别"), (456.0, "本期"), (501.0, "上期")];
    head.iter().for_each(|(x, text)| sheet.drawing.text(text, *x, 284.8, 8.0));
    for (row, label) in
        ["采矿业", "制造业", "电力热力", "批发零售", "住宿餐饮", "房地产业", "金融业", "城镇居民", "乡村居民"]
            .iter()
            .enumerate()
    {
        let y = 294.7 + 9.86 * row as f32;
        sheet.drawing.text(label, 345.0, y, 8.0);
        sheet.drawing.text("259.3", 452.0, y, 8.0);
        sheet.drawing.text("37.6", 501.0, y, 8.0);
    }
    let grids = read(vec![sheet]).grids;
    assert_eq!(grids.len(), 2, "{:?}", grids.iter().map(shown).collect::<Vec<_>>());
    assert!(grids.iter().any(|grid| shown(grid)[..2] == ["类别|本期|上期", "采矿业|259.3|37.6"]));
}
