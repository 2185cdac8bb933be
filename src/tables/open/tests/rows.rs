//! Rules between the rows of a table, rules that end at one gap of it, and what only looks like a table -> its rows.

use super::*;

/// Rows whose cells begin at these places, 16 points high; a rule stands below each of them.
fn rows_on_rules(mut sheet: Sheet, top: f32, begins: &[f32], rows: &[&[&str]]) -> Sheet {
    for (row, cells) in rows.iter().enumerate() {
        let y = top + 16.0 * row as f32;
        sheet = cells.iter().zip(begins).fold(sheet, |sheet, (cell, x)| sheet.left(*x, y, cell));
        sheet = sheet.rule(y + 5.0, 56.0, 400.0);
    }
    sheet
}

#[test]
fn the_row_above_the_first_of_the_rules_that_part_rows_is_one_of_them() {
    let begins = [60.0, 200.0, 270.0, 340.0];
    let sheet = Sheet::new().prose(60.0, 60.0, 5).left(60.0, 140.0, "Pathway");
    let sheet =
        sheet.left(200.0, 140.0, "Unit cost").left(270.0, 140.0, "Number").left(340.0, 140.0, "Total");
    let rows: &[&[&str]] = &[
        &["First test", "7.4", "236185", "1747769"],
        &["Referral", "75", "6001", "450075"],
        &["Second test", "64.2", "6001", "385264"],
        &["Treatment", "120", "77", "9240"],
        &["Total", "266.6", "248264", "2592348"],
    ];
    let shown = shown(&only(rows_on_rules(sheet, 156.0, &begins, rows)));
    assert_eq!(
        shown[..3],
        ["Pathway|Unit cost|Number|Total", "First test|7.4|236185|1747769", "Referral|75|6001|450075",]
    );
    assert_eq!((shown.len(), shown[5].as_str()), (6, "Total|266.6|248264|2592348"));
}

#[test]
fn a_text_that_heads_rows_may_stand_above_the_first_of_their_rules() {
    let begins = [60.0, 180.0, 290.0, 370.0];
    let sheet = Sheet::new().prose(60.0, 60.0, 5).centre(222.0, 136.0, "Care by others");
    let sheet = sheet.centre(318.0, 136.0, "Specialist").left(366.0, 136.0, "Value");
    let sheet = sheet.left(60.0, 154.0, "Injecting drugs").rule(159.0, 56.0, 400.0);
    let rows: &[&[&str]] = &[
        &["Comparator", "93%", "95%", "0.46"],
        &["Wade et al.", "82%", "100%", "0.51"],
        &["General population"],
        &["Comparator", "95%", "94%", "0.46"],
        &["Cooper et al.", "95%", "95%", "0.73"],
    ];
    let shown = shown(&only(rows_on_rules(sheet, 170.0, &begins, rows)));
    assert_eq!(
        shown[..3],
        ["|Care by others|Specialist|Value", "Injecting drugs|||", "Comparator|93%|95%|0.46",]
    );
    assert_eq!(shown.len(), 7);
}

#[test]
fn white_space_in_a_header_above_rules_that_part_rows_is_no_gap_between_tables() {
    let begins = [60.0, 180.0, 260.0, 340.0];
    let mut sheet = Sheet::new().prose(60.0, 60.0, 5);
    for (x, y, text, size) in [
        (80.0, 140.0, "INDEX", 12.0),
        (180.0, 140.0, "SIZE", 12.0),
        (180.0, 154.0, "(RANGE)", 12.0),
        (280.0, 140.0, "ACCURACY", 12.0),
        (262.0, 156.0, "Sensitive", 8.0),
        (342.0, 156.0, "Specific", 8.0),
    ] {
        sheet.drawing.text(text, x, y, size);
    }
    let sheet = sheet.rule(146.0, 256.0, 400.0);
    let rows: &[&[&str]] = &[
        &["Abbott Ag", "20", "93.4%", "98.7%"],
        &["Ortho-Clinical", "5", "93.2%", "99.2%"],
        &["Bio-RAD", "5", "28.6%", "94.9%"],
        &["Hunan Core", "4", "59.5%", "82.9%"],
        &["DiaSorin", "4", "50%", "83.8%"],
    ];
    let shown = shown(&only(rows_on_rules(sheet, 174.0, &begins, rows)));
    assert_eq!(shown[shown.len() - 5..][..2], ["Abbott Ag|20|93.4%|98.7%", "Ortho-Clinical|5|93.2%|99.2%"]);
}

#[test]
fn a_total_below_the_last_rule_keeps_the_edges_of_the_rows() {
    let begins = [60.0, 200.0, 260.0, 330.0];
    let cells = |sheet: Sheet, y: f32, cells: &[&str]| {
        cells.iter().zip(begins).fold(sheet, |sheet, (cell, x)| sheet.left(x, y, cell))
    };
    let sheet = Sheet::new().prose(60.0, 60.0, 5).rule(130.0, 56.0, 420.0);
    let sheet = sheet.left(200.0, 142.0, "Freq.").left(260.0, 142.0, "Percent");
    // The words of a line are drawn out to the width of their column.
    let sheet =
        sheet.left(330.0, 142.0, "Fraction").left(374.0, 142.0, "of").left(330.0, 154.0, "Wealth lost");
    let sheet = cells(sheet.rule(159.0, 56.0, 420.0), 171.0, &["Kept the assets", "344", "75.2", "17.4%"]);
    let sheet = cells(sheet, 183.0, &["Sold some of them", "53", "11.6", "22.5%"]);
    let sheet = cells(sheet, 195.0, &["Sold all of them", "61", "13.2", "22.5%"]);
    let sheet = cells(
        sheet.rule(200.0, 56.0, 420.0).rule(202.0, 56.0, 420.0),
        213.0,
        &["Total", "458", "100.0", "18.7%"],
    );
    let sheet = sheet.left(60.0, 225.0, "Source: survey of 2009");
    assert_eq!(
        shown(&only(sheet)),
        [
            "|Freq.|Percent|Fraction of/Wealth lost",
            "Kept the assets|344|75.2|17.4%",
            "Sold some of them|53|11.6|22.5%",
            "Sold all of them|61|13.2|22.5%",
            "Total|458|100.0|18.7%",
        ]
    );
}

#[test]
fn rules_that_end_at_one_gap_above_and_below_a_rule_that_goes_over_it_are_of_one_table() {
    let ends = [200.0, 260.0, 330.0, 400.0];
    let sheet =
        Sheet::new().prose(60.0, 60.0, 5).rule(130.0, 56.0, 402.0).left(60.0, 142.0, "Modified loans");
    let sheet = ["Forgiven", "Reduced", "Rate", "Effect"]
        .iter()
        .zip(ends)
        .fold(sheet, |sheet, (name, end)| sheet.right(end, 142.0, name))
        .rule(146.0, 56.0, 402.0);
    let parts = |sheet: Sheet, y: f32| sheet.rule(y, 56.0, 262.0).rule(y, 340.0, 402.0);
    let mut sheet = sheet;
    for year in 0..2 {
        let top = 158.0 + 90.0 * year as f32;
        let rows: &[(&str, &[&str])] =
            &[("Commercial", &["24", "124", "10.69%", "36"]), ("Leases", &["2", "12", "1.20", "7"])];
        sheet = parts(sheet.rows(top, &ends, rows), top + 20.0);
        sheet = parts(
            sheet.rows(top + 32.0, &ends, &[("Total commercial", &["26", "136", "7.51", "43"])]),
            top + 37.0,
        );
        let rows: &[(&str, &[&str])] =
            &[("Mortgages", &["1", "311", "1.61", "369"]), ("Cards", &["4", "63", "20.33", "24"])];
        sheet = sheet.rows(top + 49.0, &ends, rows).rule(top + 70.0, 56.0, 402.0);
    }
    let shown = shown(&only(sheet));
    assert_eq!(shown[0], "Modified loans|Forgiven|Reduced|Rate|Effect");
    assert_eq!(shown[8], "Total commercial|26|136|7.51|43");
    assert_eq!(shown.len(), 11);
}

#[test]
fn a_rule_below_a_header_binds_it_to_rows_far_below() {
    let ends = [200.0, 260.0, 330.0];
    let sheet = Sheet::new().prose(60.0, 60.0, 5).rule(130.0, 56.0, 340.0);
    let sheet = ["2013", "2012", "2011"]
        .iter()
        .zip(ends)
        .fold(sheet, |sheet, (year, end)| sheet.right(end, 144.0, year));
    let sheet = sheet.rule(156.0, 56.0, 340.0);
    let rows: &[(&str, &[&str])] = &[
        ("Total", &["3.2", "3.0", "4.2"]),
        ("Per head", &["1.3", "1.1", "2.3"]),
        ("Business", &["3.4", "2.9", "4.5"]),
    ];
    let shown = shown(&only(sheet.rows(190.0, &ends, rows).rule(230.0, 56.0, 340.0)));
    assert_eq!(
        shown,
        ["|2013|2012|2011", "Total|3.2|3.0|4.2", "Per head|1.3|1.1|2.3", "Business|3.4|2.9|4.5"]
    );
}

#[test]
fn numbers_of_a_range_stay_together() {
    let sheet = Sheet::new()
        .left(60.0, 100.0, "Market")
        .right(225.0, 100.0, "Last week")
        .right(325.0, 100.0, "Year ago");
    let rows = [
        ("Iowa", ("1.27-", "1.42"), "1.42"),
        ("Nebraska", ("1.23-", "1.42"), "1.35"),
        ("Dakota", ("2.19-", "2.22"), "1.28"),
        ("Wisconsin", ("1.36-", "1.41"), "1.47"),
        ("Minnesota", ("2.89-", "2.93"), "1.53"),
        ("Illinois", ("", "3.02"), "2.73"),
    ];
    let sheet = rows.iter().enumerate().fold(sheet, |sheet, (row, (label, (low, high), value))| {
        let y = 115.0 + 15.0 * row as f32;
        let sheet = if low.is_empty() { sheet } else { sheet.right(201.0, y, low) };
        sheet.left(60.0, y, label).right(225.0, y, high).right(325.0, y, value)
    });
    let shown = shown(&only(sheet));
    assert_eq!(shown[1..3], ["Iowa|1.27- 1.42|1.42", "Nebraska|1.23- 1.42|1.35"]);
    assert_eq!(shown[6], "Illinois|3.02|2.73");
}

#[test]
fn labelled_numbers_in_even_steps_are_a_table() {
    let sheet = Sheet::new().left(60.0, 100.0, "Age").right(250.0, 100.0, "Enter");
    let rows: &[(&str, &[&str])] = &[
        ("Children", &["410"]),
        ("Youths", &["360"]),
        ("Adults", &["310"]),
        ("Elders", &["260"]),
        ("Others", &["210"]),
    ];
    assert_eq!(shown(&only(sheet.rows(115.0, &[250.0], rows)))[1], "Children|410");
}

#[test]
fn titles_beside_their_pages_and_items_beside_their_marks_are_no_tables() {
    let pages = ["1", "2", "6", "15", "18", "23", "27"];
    let titles = [
        "About this guide",
        "Introduction",
        "Creating pages",
        "Importing files",
        "Building",
        "Saving",
        "Printing",
    ];
    let first = pages.iter().zip(titles).enumerate().fold(Sheet::new(), |sheet, (row, (page, title))| {
        sheet.left(60.0, 100.0 + 16.0 * row as f32, page).left(90.0, 100.0 + 16.0 * row as f32, title)
    });
    let pages = ["3", "3", "3", "4", "5", "6", "6", "8", "8", "11"];
    let drawn = pages.iter().enumerate().fold(Sheet::new(), |sheet, (row, page)| {
        let y = 100.0 + 16.0 * row as f32;
        let title = ["Results", "Item information", "Experiment", "Analysis", "Filtering"][row % 5];
        sheet.left(60.0, y, title).right(400.0, y, page).rule(y + 3.0, 60.0, 400.0)
    });
    let list = ["Dual band", "Router mode", "Access point", "Guest network", "Modes of work"];
    let list = list.iter().enumerate().fold(Sheet::new(), |sheet, (row, item)| {
        sheet.left(60.0, 100.0 + 16.0 * row as f32, "•").left(90.0, 100.0 + 16.0 * row as f32, item)
    });
    assert!(read(vec![first]).grids.is_empty());
    assert!(read(vec![drawn]).grids.is_empty());
    assert!(read(vec![list]).grids.is_empty());
}
