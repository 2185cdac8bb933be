//! Cells that a narrow column broke, and headers that a page's end parted from their columns.

use super::*;

#[test]
fn last_digits_beside_a_wrapped_label_are_no_row() {
    let sheet = Sheet::new()
        .rule(88.0, 60.0, 400.0)
        .right(250.0, 100.0, "2010")
        .right(320.0, 100.0, "2011")
        .right(390.0, 100.0, "%")
        .rule(104.0, 60.0, 400.0)
        .rows(118.0, &[250.0, 320.0, 390.0], &[("Staff", &["8041.27", "977.41", "4.5"])])
        // A row whose label stands beside the middle of its broken numbers.
        .right(250.0, 133.0, "625937.7")
        .left(60.0, 139.0, "Buildings")
        .right(320.0, 139.0, "311.02")
        .right(390.0, 139.0, "1.8")
        .right(250.0, 145.0, "3")
        .rows(160.0, &[250.0, 320.0, 390.0], &[("Travel", &["5312.08", "841.36", "2.2"])])
        // One whose label is broken as well.
        .left(60.0, 175.0, "Reserves and other")
        .right(250.0, 175.0, "298053.3")
        .right(320.0, 175.0, "357173.8")
        .right(390.0, 181.0, "6.3")
        .left(60.0, 187.0, "expenditure")
        .right(250.0, 187.0, "7")
        .right(320.0, 187.0, "4")
        .rows(202.0, &[250.0, 320.0, 390.0], &[("Total", &["9590.68", "733.78", "3.9"])])
        .rule(206.0, 60.0, 400.0);
    assert_eq!(
        shown(&only(sheet)),
        [
            "|2010|2011|%",
            "Staff|8041.27|977.41|4.5",
            "Buildings|625937.7/3|311.02|1.8",
            "Travel|5312.08|841.36|2.2",
            "Reserves and other/expenditure|298053.3/7|357173.8/4|6.3",
            "Total|9590.68|733.78|3.9",
        ]
    );
}

#[test]
fn a_label_in_the_middle_of_its_rows_is_theirs_where_an_item_is_broken() {
    let mut sheet = Sheet::new()
        .rule(88.0, 60.0, 330.0)
        .left(60.0, 100.0, "Type")
        .left(140.0, 100.0, "Sex")
        .right(250.0, 100.0, "15-24")
        .right(320.0, 100.0, "25-54")
        .rule(104.0, 60.0, 330.0);
    for (group, label) in [(0, "Full-time"), (1, "Part-time"), (2, "Temporary")] {
        let y = 118.0 + 48.0 * group as f32;
        let values =
            |y: f32, sheet: Sheet, one: &str, other: &str| sheet.right(250.0, y, one).right(320.0, y, other);
        sheet = values(y, sheet.left(140.0, y, "Men"), "117", "4380");
        sheet =
            values(y + 18.0, sheet.left(140.0, y + 12.0, "Wome").left(60.0, y + 18.0, label), "401", "726");
        sheet = values(y + 36.0, sheet.left(140.0, y + 24.0, "n").left(140.0, y + 36.0, "Total"), "22", "21");
    }
    let grid = only(sheet.rule(256.0, 60.0, 330.0));
    let shown = shown(&grid);
    assert_eq!(
        shown[..7],
        [
            "Type|Sex|15-24|25-54",
            "Full-time|Men|117|4380",
            "^|Wome/n|401|726",
            "^|Total|22|21",
            "Part-time|Men|117|4380",
            "^|Wome/n|401|726",
            "^|Total|22|21",
        ]
    );
}

#[test]
fn a_header_at_the_end_of_a_page_stands_over_the_columns_of_the_next() {
    let ends = &[250.0, 310.0, 370.0, 430.0];
    let first = Sheet::new()
        .prose(60.0, 100.0, 8)
        .left(60.0, 700.0, "Table 3. Trade by country")
        .rule(715.0, 120.0, 440.0)
        .centre(267.0, 727.0, "Imports")
        .centre(388.0, 727.0, "Exports");
    let mut second = Sheet::new();
    for (end, year) in ends.iter().zip(["2006", "2007", "2006", "2007"]) {
        second = second.right(*end, 60.0, year);
    }
    let mut y = 75.0;
    for (label, values) in ROWS {
        second = second.left(120.0, y, label);
        for (end, value) in ends.iter().zip(values.iter().chain(*values)) {
            second = second.right(*end, y, value);
        }
        y += 15.0;
    }
    let grids = read(vec![first, second]).grids;
    assert_eq!(grids.len(), 1, "{grids:#?}");
    assert_eq!(shown(&grids[0])[..2], ["|Imports|<|Exports|<", "|2006|2007|2006|2007"]);
}

#[test]
fn texts_of_a_header_that_end_where_the_numbers_do_are_parted() {
    let ends = &[200.0, 255.0];
    let mut sheet = Sheet::new().rule(74.0, 60.0, 260.0);
    // `Share of` ends 7 points before `Retail sales`, a little more than a space.
    sheet = sheet.right(200.0, 86.0, "Share of").left(207.0, 86.0, "Sales per");
    sheet = sheet.right(200.0, 98.0, "turnover").right(255.0, 98.0, "head").rule(103.0, 60.0, 260.0);
    let rows: &[(&str, &[&str])] = &[
        ("Wheat", &["1200", "35"]),
        ("Barley", &["85", "122"]),
        ("Rye", &["7", "50"]),
        ("Oats", &["31", "8"]),
    ];
    let grid = only(sheet.rows(118.0, ends, rows).rule(170.0, 60.0, 260.0));
    assert_eq!(shown(&grid)[..2], ["|Share of/turnover|Sales per/head", "Wheat|1200|35"]);
}

#[test]
fn the_first_line_of_a_cell_is_no_title_where_it_stands_in_the_middle() {
    let ends = &[230.0, 290.0, 350.0];
    let mut sheet = Sheet::new().left(60.0, 60.0, "Table 4. Results").rule(64.0, 60.0, 360.0);
    sheet = sheet.right(230.0, 76.0, "Share of").right(290.0, 82.0, "Average");
    sheet = sheet.right(230.0, 88.0, "total").right(350.0, 88.0, "Number of").right(290.0, 94.0, "answers");
    sheet = sheet.right(230.0, 100.0, "turnover").right(350.0, 100.0, "outlets").rule(105.0, 60.0, 360.0);
    let rows: &[(&str, &[&str])] = &[
        ("Wheat", &["1200", "35", "4"]),
        ("Barley", &["85", "122", "6"]),
        ("Undertakings of all", &["7", "50", "8"]),
    ];
    let grid = only(sheet.rows(120.0, ends, rows).rule(156.0, 60.0, 360.0));
    assert_eq!(shown(&grid)[0], "|Share of/total/turnover|Average/answers|Number of/outlets");
}

#[test]
fn columns_of_numbers_may_be_closer_than_a_character_of_a_space() {
    let ends = [150.0, 184.5, 219.0, 253.5];
    let sheet = ends.iter().zip(["2007", "2008", "2009", "2010"]);
    let sheet = sheet.fold(Sheet::new(), |sheet, (end, name)| sheet.right(*end, 100.0, name));
    let rows: &[(&str, &[&str])] = &[
        ("EU-27", &["8411.4", "755", "48", "1807.2"]),
        ("Austria", &["151", "9691.5", "9293.1", "90"]),
        ("Belgium", &["82.5", "966.9", "5141", "5071.2"]),
        ("Cyprus", &["5674", "6983.3", "24", "823"]),
        ("Estonia", &["713.6", "74", "2055.8", "470"]),
    ];
    let rows = shown(&only(sheet.rows(115.0, &ends, rows)));
    assert_eq!(rows[..2], ["|2007|2008|2009|2010", "EU-27|8411.4|755|48|1807.2"]);
    assert_eq!(rows[4], "Cyprus|5674|6983.3|24|823");
}

#[test]
fn a_bracket_over_the_edge_of_the_numbers_stays_with_its_word() {
    let ends = [180.0, 260.0, 340.0];
    let sheet = Sheet::new().right(180.0, 100.0, "Total").right(260.0, 100.0, "Share (%)");
    let rows: &[(&str, &[&str])] = &[
        ("Cyprus", &["91", "8.6", "743"]),
        ("Greece", &["8266", "7.2", "5824"]),
        ("Latvia", &["1794", "9.4", "96"]),
        ("Spain", &["63", "0.8", "65"]),
        ("Sweden", &["79", "5.1", "91964"]),
    ];
    let rows = shown(&only(sheet.right(340.0, 100.0, "Total").rows(115.0, &ends, rows)));
    assert_eq!(rows[..2], ["|Total|Share (%)|Total", "Cyprus|91|8.6|743"]);
}

#[test]
fn a_label_a_little_lower_than_its_values_is_beside_them_and_not_the_rest_of_the_head_above() {
    let mut sheet =
        Sheet::new().left(60.0, 100.0, "Indicator").right(250.0, 100.0, "2012").right(320.0, 100.0, "2013");
    for (y, head, labels) in
        [(114.0, "Transport", ["Cars", "Freight"]), (156.0, "Labour market", ["Employment", "Wages"])]
    {
        sheet = sheet.left(60.0, y, head);
        for (row, label) in labels.iter().enumerate() {
            let y = y + 14.0 * (row + 1) as f32;
            let lower = if head == "Labour market" && row == 0 { 5.0 } else { 0.0 };
            sheet =
                sheet.left(75.0, y + lower, label).right(250.0, y, "4484").right(320.0, y + lower, "76.5");
        }
    }
    assert_eq!(
        shown(&only(sheet)),
        [
            "Indicator|2012|2013",
            "Transport||",
            "Cars|4484|76.5",
            "Freight|4484|76.5",
            "Labour market||",
            "Employment|4484|76.5",
            "Wages|4484|76.5",
        ]
    );
}
