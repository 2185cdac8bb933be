//! Tables as English accounts, budgets and yearbooks print them: dots that lead to the values, signs of currency, brackets
//! for less than nothing, rules between sections; and what is laid out like them, but no table.

use super::*;

const ENDS: [f32; 2] = [300.0, 400.0];

fn header(y: f32) -> Sheet {
    Sheet::new().left(60.0, y, "Fund").right(ENDS[0], y, "2024 actual").right(ENDS[1], y, "2025 est.")
}

fn dots(count: usize) -> String {
    ".".repeat(count)
}

#[test]
fn dots_lead_to_the_values_and_are_no_part_of_the_label() {
    let led = |label: &str, count: usize| format!("{label} {}", dots(count));
    let labels = [led("General", 14), led("Reserve", 14), led("Total", 16)];
    let nothing = dots(9);
    let sheet = header(100.0).rows(
        115.0,
        &ENDS,
        &[(&labels[0], &["211", "203"]), (&labels[1], &["6", &nothing]), (&labels[2], &["217", "203"])],
    );
    assert_eq!(
        shown(&only(sheet)),
        ["Fund|2024 actual|2025 est.", "General|211|203", "Reserve|6|.........", "Total|217|203"]
    );
}

#[test]
fn dots_far_apart_are_no_columns() {
    let row = |sheet: Sheet, y: f32, label: &str, values: [&str; 2]| {
        let sheet = sheet.left(60.0, y, label);
        let start = 60.0 + 5.0 * label.len() as f32;
        // All dots stand in places of their own.
        let places = (0..12).map(|place| 90.0 + 12.0 * place as f32).filter(|at| *at > start + 2.0);
        let sheet = places.fold(sheet, |sheet, at| sheet.left(at, y, "."));
        sheet.right(ENDS[0], y, values[0]).right(ENDS[1], y, values[1])
    };
    let sheet = row(header(100.0), 115.0, "General", ["211", "203"]);
    let sheet = row(sheet, 130.0, "Reserve", ["6", "15"]);
    assert_eq!(
        shown(&only(row(sheet, 145.0, "Total", ["217", "218"]))),
        ["Fund|2024 actual|2025 est.", "General|211|203", "Reserve|6|15", "Total|217|218"]
    );
}

#[test]
fn a_label_that_dots_lead_on_from_ends_there() {
    let led = |label: &str| format!("{label} {}", dots(12));
    let labels = [led("Balance (total)"), led("Appropriation"), led("Outlays")];
    let sheet = header(100.0).rows(
        115.0,
        &ENDS,
        &[
            (&labels[0], &["4", "4"]),
            ("Budget authority:", &[]),
            (&labels[1], &["589", "604"]),
            (&labels[2], &["587", "598"]),
        ],
    );
    let rows = shown(&only(sheet));
    assert_eq!(rows[1..4], ["Balance (total)|4|4", "Budget authority:||", "Appropriation|589|604"]);
}

#[test]
fn a_sign_of_currency_at_the_edge_of_its_column_belongs_to_the_number_behind_it() {
    let sheet = header(100.0)
        .left(240.0, 115.0, "$")
        .left(350.0, 115.0, "$")
        .left(240.0, 160.0, "$")
        .left(350.0, 160.0, "$")
        .rows(
            115.0,
            &ENDS,
            &[
                ("Loans", &["1,024", "970"]),
                ("Cards", &["311", "272"]),
                ("Auto", &["72", "45"]),
                ("Total", &["1,407", "1,287"]),
            ],
        );
    assert_eq!(
        shown(&only(sheet)),
        [
            "Fund|2024 actual|2025 est.",
            "Loans|$1,024|$970",
            "Cards|311|272",
            "Auto|72|45",
            "Total|$1,407|$1,287",
        ]
    );
}

#[test]
fn rows_of_numbers_in_brackets_are_rows_of_values() {
    let sheet = header(100.0).rows(
        115.0,
        &ENDS,
        &[
            ("Opening balance", &["(745)", "(1,740)"]),
            ("Receipts", &["278", "1,503"]),
            ("Spending", &["175", "464"]),
            ("Closing balance", &["(642)", "(701)"]),
        ],
    );
    assert_eq!(
        shown(&only(sheet)),
        [
            "Fund|2024 actual|2025 est.",
            "Opening balance|(745)|(1,740)",
            "Receipts|278|1,503",
            "Spending|175|464",
            "Closing balance|(642)|(701)",
        ]
    );
}

#[test]
fn rules_between_sections_end_no_table_whose_values_go_on_below() {
    let section = |sheet: Sheet, y: f32, head: &str| {
        let rows: [(&str, &[&str]); 3] =
            [(head, &[]), ("Unpaid", &["164", "171"]), ("Outlays", &["191", "220"])];
        sheet.rows(y, &ENDS, &rows).rule(y + 40.0, 58.0, 402.0)
    };
    let sheet = header(100.0).rule(88.0, 58.0, 402.0).rule(105.0, 58.0, 402.0);
    let sheet = section(section(section(sheet, 120.0, "Obligations:"), 180.0, "Resources:"), 240.0, "Net:");
    assert_eq!(
        shown(&only(sheet)),
        [
            "Fund|2024 actual|2025 est.",
            "Obligations:||",
            "Unpaid|164|171",
            "Outlays|191|220",
            "Resources:||",
            "Unpaid|164|171",
            "Outlays|191|220",
            "Net:||",
            "Unpaid|164|171",
            "Outlays|191|220",
        ]
    );
}

#[test]
fn the_name_of_the_only_column_of_values_may_stand_a_line_above_them() {
    let sheet = Sheet::new().right(298.0, 92.0, "Votes").rows(
        115.0,
        &ENDS[..1],
        &[("Harris", &["148"]), ("Stein", &["348"]), ("  Blank", &["3"]), ("Total", &["499"])],
    );
    assert_eq!(shown(&only(sheet)), ["|Votes", "Harris|148", "Stein|348", "Blank|3", "Total|499"]);
}

#[test]
fn contents_and_an_index_that_dots_lead_through_are_no_tables() {
    let titles = ["Summary", "Revenue", "Spending", "Debt", "Outlook"];
    let words = ["Amount", "Balance", "Charity", "Debt", "Estates"];
    for (entries, pages) in [(titles, ["1", "4", "9", "12", "30"]), (words, ["31", "15", "9", "27", "3"])] {
        let entries = entries.map(|entry| format!("{entry} {}", dots(24)));
        let rows: Vec<(&str, [&str; 1])> =
            entries.iter().zip(pages).map(|(entry, page)| (entry.as_str(), [page])).collect();
        let rows: Vec<(&str, &[&str])> = rows.iter().map(|(entry, page)| (*entry, page.as_slice())).collect();
        let found = read(vec![Sheet::new().rows(100.0, &ENDS[..1], &rows)]);
        assert!(found.grids.is_empty(), "{:#?}", found.grids);
    }
}

#[test]
fn numbers_of_equations_are_no_values() {
    let equation = |sheet: Sheet, y: f32, left: &str, number: &str| {
        sheet.left(70.0, y, left).left(150.0, y, "=  a + b").left(210.0, y, "x + c").right(400.0, y, number)
    };
    let sheet = equation(Sheet::new(), 100.0, "f", "(2.9)");
    let sheet = equation(sheet, 125.0, "g", "(2.10)");
    let found = read(vec![equation(sheet, 150.0, "h", "(2.11)")]);
    assert!(found.grids.is_empty(), "{:#?}", found.grids);
}

#[test]
fn a_foot_of_several_texts_that_counts_the_pages_is_no_row() {
    let page = |number: &str| {
        let sheet =
            header(100.0).rows(115.0, &ENDS, &[("Loans", &["1,024", "970"]), ("Cards", &["311", "27"])]);
        sheet.left(60.0, 810.0, "Catalogue").left(240.0, 810.0, number).right(ENDS[1], 810.0, "14.06.2025")
    };
    let found = read(vec![page("1 / 3"), page("2 / 3"), page("3 / 3")]);
    let texts: Vec<&str> =
        found.grids.iter().flat_map(|grid| &grid.cells).map(|cell| cell.text.as_str()).collect();
    assert!(texts.contains(&"311") && !texts.contains(&"Catalogue"), "{texts:?}");
}

#[test]
fn rows_of_texts_between_rules_are_no_header_of_the_last_of_them() {
    let sheet = Sheet::new().left(60.0, 92.0, "Who").left(200.0, 92.0, "What").left(330.0, 92.0, "Where");
    let lines = |sheet: Sheet, y: f32, texts: &[[&str; 3]]| {
        texts.iter().zip(0..).fold(sheet, |sheet, (line, place)| {
            let y = y + 12.0 * place as f32;
            let columns = line.iter().zip([60.0, 200.0, 330.0]).filter(|(text, _)| !text.is_empty());
            columns.fold(sheet, |sheet, (text, x)| sheet.left(x, y, text))
        })
    };
    let long = [
        ["Advanced liver", "Requiring more", "Facility"],
        ["disease, other", "intensive care", "or hospital"],
        ["comorbidities", "and follow up", ""],
    ];
    let sheet = lines(sheet.rule(97.0, 58.0, 420.0), 110.0, &long).rule(140.0, 58.0, 420.0);
    let sheet = lines(sheet, 153.0, &[["Mental health", "Requiring help", "Community"]]);
    let rows = shown(&only(sheet.rule(160.0, 58.0, 420.0)));
    assert_eq!(
        rows,
        [
            "Who|What|Where",
            "Advanced liver/disease, other/comorbidities|Requiring more/intensive care/and follow up|Facility/or hospital",
            "Mental health|Requiring help|Community",
        ]
    );
}

#[test]
fn totals_in_the_middle_of_their_column_are_in_it_where_labels_reach_into_both() {
    let sheet = Sheet::new().centre(170.0, 100.0, "收入").centre(430.0, 100.0, "支出");
    let sheet = sheet.centre(120.0, 115.0, "项目").right(300.0, 115.0, "决算数");
    let sheet = sheet.centre(380.0, 115.0, "项目").right(540.0, 115.0, "决算数");
    let rows = [
        ("一、拨款收入", "76.46", "一、公共服务", "312.91"),
        ("二、基金收入", "12.20", "二、外交支出", "4083.76"),
        ("三、事业收入", "65.77", "三、文化旅游体育与传媒支出", "98.55"),
        ("四、其他收入", "8.15", "四、国防支出", "67.61"),
    ];
    let sheet = rows.iter().enumerate().fold(sheet, |sheet, (row, (income, a, expense, b))| {
        let y = 130.0 + 15.0 * row as f32;
        sheet.left(60.0, y, income).right(300.0, y, a).left(310.0, y, expense).right(540.0, y, b)
    });
    let sheet = sheet.centre(120.0, 190.0, "收入合计").right(300.0, 190.0, "5185.99");
    let sheet = sheet.centre(390.0, 190.0, "支出合计").right(540.0, 190.0, "4373.15");
    let grid = only(sheet);
    assert_eq!(
        shown(&grid)[..3],
        ["收入|<|支出|<", "项目|决算数|项目|决算数", "一、拨款收入|76.46|一、公共服务|312.91"]
    );
    assert_eq!(shown(&grid)[6], "收入合计|5185.99|支出合计|4373.15");
}
