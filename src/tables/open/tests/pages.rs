//! Tables that go on over the end of a page -> one table; what stands at the ends of pages.

use super::*;

const ENDS: [f32; 3] = [250.0, 320.0, 390.0];

fn header(sheet: Sheet, y: f32) -> Sheet {
    let sheet = sheet.left(80.0, y, "Region");
    ENDS.iter().zip(["2004", "2005", "2006"]).fold(sheet, |sheet, (end, name)| sheet.right(*end, y, name))
}

fn row(sheet: Sheet, y: f32, label: &str) -> Sheet {
    ENDS.iter()
        .zip(["14.9", "708.8", "31.8"])
        .fold(sheet.left(75.0, y, label), |sheet, (end, value)| sheet.right(*end, y, value))
}

#[test]
fn a_head_alone_at_the_end_of_a_page_heads_the_rows_on_the_next() {
    let mut first = header(Sheet::new(), 660.0).left(60.0, 674.0, "Latvia");
    first = row(row(first, 688.0, "East"), 702.0, "West").left(60.0, 716.0, "Malta");
    first = row(first, 730.0, "Islands").left(60.0, 744.0, "Luxembourg");
    let mut second = row(row(header(Sheet::new(), 90.0), 104.0, "South"), 118.0, "North");
    second = row(second.left(60.0, 132.0, "Portugal"), 146.0, "Islands");
    let grids = read(vec![first, second]).grids;
    assert_eq!(grids.len(), 1, "{grids:#?}");
    assert_eq!(
        shown(&grids[0])[5..9],
        ["Islands|14.9|708.8|31.8", "Luxembourg|||", "South|14.9|708.8|31.8", "North|14.9|708.8|31.8"]
    );
}

#[test]
fn a_header_set_wide_comes_again_at_the_top_of_each_page() {
    let page = |top: f32, from: usize, rows: usize| {
        let sheet = Sheet::new().centre(285.0, top, "Persons").left(80.0, top + 22.0, "Village");
        let names = [(250.0, "All"), (300.0, "Men"), (350.0, "Women"), (410.0, "Area")];
        let sheet = names.iter().fold(sheet, |sheet, (end, name)| sheet.right(*end, top + 22.0, name));
        (0..rows).fold(sheet, |sheet, row| {
            let y = top + 22.0 * (row + 2) as f32;
            let values = ["45", "86", "57", "7.2"];
            let label = ["Ashford", "Elm", "Oakwood Hill", "Birch"][(from + row) % 4];
            let sheet = sheet.left(60.0, y, label);
            names.iter().zip(values).fold(sheet, |sheet, (name, value)| sheet.right(name.0, y, value))
        })
    };
    let grids = read(vec![page(500.0, 0, 12), page(60.0, 12, 5), page(60.0, 17, 5)]).grids;
    assert_eq!(grids.len(), 1, "{grids:#?}");
    let rows = shown(&grids[0]);
    assert!(rows[0].starts_with("|Persons|<|<"), "{rows:#?}");
    assert_eq!(rows[1], "Village|All|Men|Women|Area");
    assert_eq!((rows.len(), rows[14].as_str()), (24, "Ashford|45|86|57|7.2"));
}

#[test]
fn the_last_digit_of_the_last_number_is_no_page_number() {
    let rows: &[(&str, &[&str])] =
        &[("Wheat", &["7.5", "12.25"]), ("Barley", &["8.1", "3.5"]), ("Rye", &["4.2", "6.8"])];
    let sheet =
        Sheet::new().right(250.0, 100.0, "2004").right(320.0, 100.0, "2005").rows(115.0, &ENDS[..2], rows);
    let sheet = sheet.left(60.0, 160.0, "Total").right(250.0, 160.0, "19.8").right(320.0, 160.0, "5086064.2");
    let grid = only(sheet.right(320.0, 172.0, "6").prose(60.0, 220.0, 5));
    assert!(grid.cells.iter().all(|cell| cell.text != "5086064.2"), "{grid:#?}");
}
