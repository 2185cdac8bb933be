//! `baobiao inspect`: one document in its four forms.

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use crate::{Folder, REPORT};

#[test]
fn tables_are_readable_on_a_terminal() {
    let folder = Folder::with_reports();
    let mut command = folder.command(["inspect", "in/洪泽区2021.txt"]);
    let output = command.env("COLUMNS", "80").output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    for words in ["淮安市洪泽区人民政府", "2021", "ogi-2021", "Table 1 of 1", "行政规范性文件", "1,234"]
    {
        assert!(said.contains(words), "{words} is not in\n{said}");
    }
    let drawn: Vec<&str> = said.lines().filter(|line| line.starts_with(['┌', '│', '├', '╞', '└'])).collect();
    assert!(drawn.len() > 10, "{said}");
    let width = drawn[0].width();
    assert!(width <= 80 && drawn.iter().all(|line| line.width() == width), "{said}");
}

#[test]
fn json_is_what_the_contract_says() {
    let folder = Folder::with_reports();
    let said = folder.run(["inspect", "in/洪泽区2021.txt", "--format", "json"]).ended(0);
    let found: Value = serde_json::from_str(&said.out).unwrap();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(keys(&found), "document tables");
    folder.run(["run", "in", "--out", "out"]).ended(0);
    assert_eq!(keys(&found["document"]), folder.rows("out/documents.csv")[0].join(" "));
    assert_eq!(found["document"]["year"], 2021);
    let table = &found["tables"][0];
    assert_eq!(keys(table), "page pages bbox method title header_rows label_columns cells");
    assert_eq!(table["page"], Value::Null);
    let cells = table["cells"].as_array().unwrap();
    assert_eq!(keys(&cells[0]), "row col rowspan colspan text page bbox");
    assert_eq!((&cells[0]["row"], &cells[0]["col"], &cells[0]["bbox"]), (&0.into(), &0.into(), &Value::Null));
    assert!(cells.iter().any(|cell| cell["text"] == "1,234"));
}

#[test]
fn csv_is_what_the_run_writes() {
    let folder = Folder::new();
    folder.write("in/淮安市洪泽区2021.txt", REPORT.as_bytes());
    folder.run(["run", "in", "--out", "out"]).ended(0);
    let said = folder.run(["inspect", "in/淮安市洪泽区2021.txt", "--format", "csv"]).ended(0);
    assert_eq!(said.out, folder.read("out/cells.csv"));
    let bare = folder.run(["inspect", "in/淮安市洪泽区2021.txt", "--format", "csv", "--no-bom"]).ended(0);
    assert_eq!(said.out.strip_prefix('\u{feff}'), Some(bare.out.as_str()));
}

#[test]
fn the_page_needs_nothing_else_and_shows_each_value() {
    let folder = Folder::with_reports();
    let page = folder.run(["inspect", "in/洪泽区2021.txt", "--format", "html"]).ended(0).out;
    assert!(page.starts_with("<!DOCTYPE html>"));
    for words in ["http://", "https://", " src=", " href=", "url(", "@import"] {
        assert!(!page.contains(words), "{words}");
    }
    assert!(page.contains("default-src 'none'"));
    assert!(page.contains("data-variable=\"disclosure.licensing.decisions\""), "{page}");
    assert!(page.contains("data-value=\"1234\""));
}

#[test]
fn cells_stand_in_their_rows_whatever_was_made_of_them() {
    let folder = Folder::with_reports();
    let page = folder.run(["inspect", "in/洪泽区2021.txt", "--format", "html"]).ended(0).out;
    let classes: std::collections::BTreeSet<&str> = page
        .split("<td class=\"")
        .skip(1)
        .filter_map(|cell| cell.split('"').next())
        .flat_map(|classes| classes.split(' '))
        .collect();
    assert!(classes.contains("value"), "{classes:?}");
    let style = page.split("<style").nth(1).and_then(|rest| rest.split("</style>").next()).unwrap();
    for rule in style.split('}').filter(|rule| rule.contains("display:")) {
        let selectors = rule.split('{').next().unwrap_or_default();
        for class in &classes {
            assert!(!selectors.contains(&format!(".{class}")), "lays out cells: {rule}");
        }
    }
    assert!(page.contains(", line "), "where a table of a text begins");
}

#[test]
fn the_page_of_a_pdf_shows_its_pages_with_their_cells() {
    let sample =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_corpus/年报汇总/doc-00009.pdf");
    let folder = Folder::new();
    folder.write("a.pdf", &std::fs::read(sample).unwrap());
    let page = folder.run(["inspect", "a.pdf", "--format", "html"]).ended(0).out;
    let whole = folder.run(["inspect", "a.pdf", "--format", "json"]).ended(0).out;
    let whole: serde_json::Value = serde_json::from_str(&whole).unwrap();
    let pages = whole["document"]["pages"].as_u64().unwrap() as usize;
    assert_eq!(page.matches("<svg class=\"page\"").count(), pages);
    let cells: usize = whole["tables"]
        .as_array()
        .unwrap()
        .iter()
        .map(|table| table["cells"].as_array().unwrap().len())
        .sum();
    assert_eq!(page.matches("<rect class=\"cell ").count(), cells);
    let place = &whole["tables"][0]["cells"][0]["bbox"];
    let drawn = format!("x=\"{:.1}\" y=\"{:.1}\"", place[0].as_f64().unwrap(), place[1].as_f64().unwrap());
    assert!(page.contains(&drawn), "{drawn}");
    assert!(page.contains("<line ") && page.contains("<text "));
    assert!(page.contains(", page 1, ruled"), "where its tables stand");
    assert!(page.contains("data-variable=\"requests.received.new.natural_person\""));
    for words in ["http://", "https://", " src=", " href=", "url(", " style="] {
        assert!(!page.contains(words), "{words}");
    }
}

#[test]
fn hostile_text_stays_text_in_the_page() {
    let folder = Folder::new();
    let hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
    let report = REPORT
        .replace("规章\t0", &format!("{hostile}\t{hostile}"))
        .replace("淮安市洪泽区人民政府2021年", &format!("{hostile}2021年"));
    folder.write("in/<b>x.txt", report.as_bytes());
    let page = folder.run(["inspect", "in/<b>x.txt", "--format", "html"]).ended(0).out;
    assert!(!page.contains("<script>alert") && !page.contains("<img") && !page.contains("<b>x"), "{page}");
    assert_eq!(page.matches("<script").count(), 1, "our own alone");
}

#[test]
fn escape_sequences_do_not_reach_the_terminal() {
    let folder = Folder::new();
    let report = REPORT.replace("规章\t0", "规章\x1b[2J\x1b]0;title\x07\t\x1b[31m0");
    folder.write("a.txt", report.as_bytes());
    let said = folder.run(["inspect", "a.txt"]).ended(0);
    assert!(!said.out.contains(['\x1b', '\x07']), "{}", said.out);
}

#[test]
fn a_document_without_tables_says_so() {
    let folder = Folder::with_reports();
    for format in ["table", "json", "csv", "html"] {
        folder.run(["inspect", "in/prose.txt", "--format", format]).ended(0);
    }
    assert!(folder.run(["inspect", "in/prose.txt"]).out.contains("no tables"));
}

#[test]
fn what_cannot_be_read_is_named() {
    let folder = Folder::with_reports();
    folder.run(["inspect", "nowhere.txt"]).failed(1, &["nowhere.txt"]);
    folder.run(["inspect", "in"]).failed(1, &["in"]);
    folder.write("empty.txt", b"");
    let said = folder.run(["inspect", "empty.txt"]).ended(0);
    assert!(said.out.contains("empty_file"), "{}", said.out);
}
