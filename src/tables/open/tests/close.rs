//! Columns close together, tables that go on over a page -> what is read of them.

use super::*;

#[test]
fn columns_that_stand_where_they_stood_on_the_page_before_are_the_same() {
    // Running text begins left of the table, on the first page only.
    let first = Sheet::new()
        .prose(40.0, 600.0, 5)
        .left(90.0, 720.0, "Crop")
        .right(280.0, 720.0, "Tonnes")
        .right(420.0, 720.0, "Share");
    let row = |sheet: Sheet, y: f32, cells: &[&str]| {
        sheet.left(90.0, y, cells[0]).right(280.0, y, cells[1]).right(420.0, y, cells[2])
    };
    let first = row(row(first, 735.0, &["Wheat", "1,200", "3.5"]), 750.0, &["Barley", "85", "12.25"]);
    let second = row(row(Sheet::new(), 90.0, &["Rye", "7", "0.5"]), 105.0, &["Oats", "300", "10.0"]);
    let grids = read(vec![first, second]).grids;
    assert_eq!(grids.len(), 1, "{grids:#?}");
    assert_eq!(
        shown(&grids[0]),
        ["Crop|Tonnes|Share", "Wheat|1,200|3.5", "Barley|85|12.25", "Rye|7|0.5", "Oats|300|10.0"]
    );
}

#[test]
fn numbers_that_end_on_one_edge_are_columns_however_close() {
    let ends = [150.0, 185.0, 220.0];
    let head = ["2007", "2008", "2009"].iter().zip(ends);
    let sheet =
        head.fold(Sheet::new().prose(40.0, 60.0, 3), |sheet, (name, end)| sheet.right(end, 120.0, name));
    let rows: &[(&str, &[&str])] = &[
        ("Austria", &["71", "46,512", "51,604"]),
        ("Bulgaria", &["77,531", "54,761", "33,829"]),
        ("Malta", &["857", "94", "473"]),
        ("Sweden", &["35", "22,187", "43,612"]),
        ("Spain", &["60,113", "80,105", "50"]),
    ];
    assert_eq!(
        shown(&only(sheet.rows(135.0, &ends, rows)))[1..4],
        ["Austria|71|46,512|51,604", "Bulgaria|77,531|54,761|33,829", "Malta|857|94|473"]
    );
}

#[test]
fn the_first_line_of_a_broken_number_on_top_of_a_page_is_no_running_head() {
    let rows: &[(&str, &[&str])] = &[("Rye", &["7.2", "3.5", "0.5"]), ("Oats", &["5.1", "9.4", "1.5"])];
    let page = |digits: &str, label: &str| {
        let broken = Sheet::new().right(250.0, 54.0, digits).right(250.0, 66.0, ".8");
        let row = broken.left(60.0, 60.0, label).right(320.0, 60.0, "7.1").right(390.0, 60.0, "6.5");
        row.rows(90.0, &[250.0, 320.0, 390.0], rows)
    };
    let grids = read(vec![page("809", "Poland"), page("534", "Spain")]).grids;
    let values: Vec<&str> = grids
        .iter()
        .flat_map(|grid| &grid.cells)
        .filter(|cell| cell.text.contains('8') && cell.text.contains('.'))
        .map(|cell| cell.text.as_str())
        .collect();
    assert_eq!(values, ["809.8", "534.8"]);
}

#[test]
fn a_caption_is_not_parted_where_the_columns_below_begin() {
    let caption = "Annex 12 Employment by sector and sex";
    let at = 60.0 + Sheet::width("Annex 12 Employment ");
    let sheet = Sheet::new().left(60.0, 100.0, caption);
    let sheet = (0..6).fold(sheet, |sheet, row| {
        let y = 120.0 + 15.0 * row as f32;
        sheet.left(60.0, y, ["Region", "North", "South", "East", "West", "Isles"][row]).left(at, y, "12.5")
    });
    let grids = read(vec![sheet]).grids;
    assert!(
        grids.iter().flat_map(|grid| &grid.cells).all(|cell| !cell.text.contains("Employment")),
        "{grids:#?}"
    );
}
