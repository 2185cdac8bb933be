//! Lone texts that head groups of rows, in the middle of a table or at its left -> rows of their own, none of the header.

use super::*;

const ENDS: [f32; 3] = [300.0, 360.0, 420.0];

/// The middle of a table from 60 to 420 points.
const MIDDLE: f32 = 240.0;

fn header(sheet: Sheet) -> Sheet {
    let names = ["2009", "2010", "2011"];
    let sheet = sheet.left(60.0, 100.0, "Indicator").left(190.0, 100.0, "Unit");
    ENDS.iter().zip(names).fold(sheet, |sheet, (end, name)| sheet.right(*end, 100.0, name))
}

fn row(sheet: Sheet, y: f32, label: (f32, &str), unit: &str, values: [&str; 3]) -> Sheet {
    let sheet = sheet.left(label.0, y, label.1).left(190.0, y, unit);
    ENDS.iter().zip(values).fold(sheet, |sheet, (end, value)| sheet.right(*end, y, value))
}

#[test]
fn texts_that_come_again_in_the_middle_of_the_table_head_the_rows_below_each() {
    let sheet = header(Sheet::new()).centre(MIDDLE, 116.0, "Public finance");
    let sheet = row(sheet, 132.0, (60.0, "Gross debt"), "ha", ["9480", "607", "28"]);
    let sheet = row(sheet, 148.0, (60.0, "Tax revenue"), "million", ["6", "38", "8.5"]);
    let sheet = row(sheet.centre(MIDDLE, 164.0, "Energy"), 180.0, (60.0, "Coal"), "GWh", ["17", "5", "91"]);
    let rows = shown(&only(row(sheet, 196.0, (60.0, "Wind"), "GWh", ["33", "9", "2"])));
    assert_eq!(
        rows,
        [
            "Indicator|Unit|2009|2010|2011",
            "Public finance|<|<|<|<",
            "Gross debt|ha|9480|607|28",
            "Tax revenue|million|6|38|8.5",
            "Energy|<|<|<|<",
            "Coal|GWh|17|5|91",
            "Wind|GWh|33|9|2",
        ]
    );
}

#[test]
fn the_first_head_of_a_series_at_the_left_is_no_text_of_the_header() {
    let names = ["2009", "2010", "2011"];
    // In the middle of its column, which the head below fills.
    let sheet = Sheet::new().centre(110.0, 100.0, "Indicator");
    let sheet = ENDS.iter().zip(names).fold(sheet, |sheet, (end, name)| sheet.right(*end, 100.0, name));
    let values = |sheet: Sheet, y: f32, label: &str| {
        let sheet = sheet.left(70.0, y, label);
        ENDS.iter().zip(["12", "3.5", "77"]).fold(sheet, |sheet, (end, value)| sheet.right(*end, y, value))
    };
    let sheet = values(sheet.left(60.0, 116.0, "Agriculture and fish"), 132.0, "Utilised area");
    let sheet = values(values(sheet, 148.0, "Organic farming").left(60.0, 164.0, "Transport"), 180.0, "Cars");
    let rows = shown(&only(values(sheet, 196.0, "Freight")));
    assert_eq!(rows[..3], ["Indicator|2009|2010|2011", "Agriculture and fish|||", "Utilised area|12|3.5|77"]);
    assert_eq!(rows[4], "Transport|||");
}

#[test]
fn a_text_below_a_wrapped_header_stays_a_part_of_it_where_nothing_says_that_it_is_a_row() {
    let sheet =
        Sheet::new().left(60.0, 100.0, "Name of the").right(300.0, 100.0, "2009").left(60.0, 112.0, "region");
    let rows: &[(&str, &[&str])] =
        &[("Wheat", &["1,200"]), ("Barley", &["85"]), ("Rye", &["7"]), ("Oats", &["9"])];
    let rows = shown(&only(sheet.rows(128.0, &[300.0], rows)));
    assert_eq!(rows[0], "Name of the/region|2009");
}

#[test]
fn the_ends_of_brackets_that_are_broken_are_no_names_of_columns() {
    let names = [("Growth (in", "Sum (in"), ("percent)", "percent)")];
    let sheet = names.into_iter().enumerate().fold(Sheet::new(), |sheet, (line, (left, right))| {
        let y = 100.0 + 12.0 * line as f32;
        sheet.right(250.0, y, left).right(390.0, y, right)
    });
    let rows = shown(&only(sheet.left(60.0, 106.0, "Crop").rows(130.0, &[250.0, 390.0], ROWS)));
    assert_eq!(rows[0], "Crop|Growth (in/percent)|Sum (in/percent)");
}

#[test]
fn heads_of_groups_in_the_middle_are_no_part_of_the_label_above_and_no_column() {
    let ends = [330.0, 400.0];
    let sheet =
        Sheet::new().left(60.0, 100.0, "Area").right(330.0, 100.0, "1998").right(400.0, 100.0, "1999");
    let sheet = sheet.rule(105.0, 55.0, 405.0).centre(230.0, 118.0, "Fisheries");
    let sheet =
        sheet.rows(131.0, &ends, &[("Utilised area", &["2422.8", "9140.3"]), ("Farming", &["8.4", "8.5"])]);
    let sheet = sheet.centre(230.0, 158.0, "Environment");
    let sheet = sheet.rows(171.0, &ends, &[("Waste", &["83.4", "44.2"]), ("Recycling", &["18.1", "960.0"])]);
    assert_eq!(
        shown(&only(sheet)),
        [
            "Area|1998|1999",
            "Fisheries|<|<",
            "Utilised area|2422.8|9140.3",
            "Farming|8.4|8.5",
            "Environment|<|<",
            "Waste|83.4|44.2",
            "Recycling|18.1|960.0"
        ]
    );
}

#[test]
fn heads_in_the_middle_may_stand_above_labels_that_are_wrapped() {
    let names = ["1998/99", "1999/00", "2000/01"];
    let sheet = Sheet::new().left(60.0, 100.0, "Indicator");
    let sheet = ENDS.iter().zip(names).fold(sheet, |sheet, (end, name)| sheet.right(*end, 100.0, name));
    let values = |sheet: Sheet, y: f32, values: [&str; 3]| {
        ENDS.iter().zip(values).fold(sheet, |sheet, (end, value)| sheet.right(*end, y, value))
    };
    let wrapped = |sheet: Sheet, y: f32, label: (&str, &str)| {
        let sheet = sheet.left(60.0, y - 6.0, label.0).left(60.0, y + 6.0, label.1);
        values(sheet, y, ["7238.4", "8306.7", "5.1"])
    };
    let sheet = wrapped(sheet.centre(MIDDLE, 118.0, "Environment"), 142.0, ("Municipal waste", "generated"));
    let sheet = values(sheet.left(60.0, 166.0, "Recycling rate"), 166.0, ["9811.0", "72.4", "93.3"]);
    let sheet =
        wrapped(sheet.centre(MIDDLE, 184.0, "Public finance"), 208.0, ("General debt of", "all states"));
    let sheet = values(sheet.left(60.0, 232.0, "Tax revenue"), 232.0, ["12.8", "93.1", "2360.3"]);
    assert_eq!(
        shown(&only(sheet)),
        [
            "Indicator|1998/99|1999/00|2000/01",
            "Environment|<|<|<",
            "Municipal waste/generated|7238.4|8306.7|5.1",
            "Recycling rate|9811.0|72.4|93.3",
            "Public finance|<|<|<",
            "General debt of/all states|7238.4|8306.7|5.1",
            "Tax revenue|12.8|93.1|2360.3",
        ]
    );
}

#[test]
fn short_labels_of_nearly_one_width_keep_their_indents() {
    let rows: &[(&str, &str)] = &[
        ("Belgium", ""),
        ("North", "87.0"),
        ("South", "17.3"),
        ("West", "39.4"),
        ("Bulgaria", ""),
        ("South", "9.5"),
        ("East", "68.3"),
        ("North", "60.8"),
    ];
    let head = Sheet::new().right(200.0, 100.0, "2004").right(260.0, 100.0, "2005");
    let sheet = rows.iter().enumerate().fold(head, |sheet, (row, (label, value))| {
        let y = 115.0 + 15.0 * row as f32;
        let sheet = sheet.left(if value.is_empty() { 60.0 } else { 68.0 }, y, label);
        if value.is_empty() { sheet } else { sheet.right(200.0, y, value).right(260.0, y, value) }
    });
    let grid = only(sheet);
    let labels = grid.cells.iter().filter(|cell| cell.column == 0 && !cell.text.is_empty());
    let indents: Vec<usize> = labels.map(|cell| cell.indent).collect();
    assert_eq!(indents, [0, 2, 2, 2, 0, 2, 2, 2]);
}
