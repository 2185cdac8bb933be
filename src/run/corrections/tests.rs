//! Files of corrections, right and wrong, and what they do to an identity.

use super::*;
use crate::model::Clues;

fn parse(text: &str) -> Result<Corrections, String> {
    Corrections::parse(text.as_bytes(), "corrections.csv")
}

#[test]
fn faults_are_told_with_their_line() {
    for (text, words) in [
        ("path,value\na,1\n", "field"),
        ("field,value\nyear,2020\n", "document_id"),
        ("path,field,value\na.txt,year,20\n", "line 2"),
        ("path,field,value\na.txt,colour,red\n", "colour"),
        ("path,field,value\na.txt,agency,\n", "agency needs a value"),
        ("path,field,value\na.txt,requests.carried_out.total,many\n", "no number"),
        ("path,document_id,field,value\n,,year,2020\n", "line 2"),
    ] {
        let fault = parse(text).unwrap_err();
        assert!(fault.contains(words), "{text:?}: {fault}");
    }
}

#[test]
fn a_document_is_found_by_path_by_content_and_by_both() {
    let text = "\u{feff}path,document_id,field,value,note\n\
                a.txt,,year,2020,seen in print\n\
                ,d1,year,2021,\n\
                a.txt,d2,year,2022,\n";
    let corrections = parse(text).unwrap();
    let years = |path: &str, id: &str| {
        let (fresh, stale) = stale_contents(&corrections.of(path, id), id);
        (fresh.iter().map(|one| one.field.clone()).collect::<Vec<_>>(), stale.len())
    };
    assert_eq!(years("a.txt", "d1"), (vec![Field::Year(2020), Field::Year(2021)], 1));
    assert_eq!(years("b.txt", "d1"), (vec![Field::Year(2021)], 0));
    assert_eq!(years("a.txt", "d2"), (vec![Field::Year(2020), Field::Year(2022)], 0));
    assert_eq!(years("b.txt", "d2"), (vec![], 0));
    let stale = corrections.without_document(|path| path == "b.txt", |_| false);
    let paths: Vec<&str> = stale.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["a.txt", "a.txt", "corrections.csv"]);
}

#[test]
fn a_corrected_agency_region_and_year_settle_the_identity() {
    let clues = Clues {
        title: "鼓楼区财政局年度报告".to_owned(),
        organs: vec!["鼓楼区财政局".to_owned()],
        ..Clues::default()
    };
    let corrected = |text: &str| {
        let corrections = parse(&format!("path,field,value\n{text}")).unwrap();
        identity(&clues, "a.txt", &corrections.of("a.txt", ""))
    };
    let (found, problems) = corrected("a.txt,region,江苏省南京市鼓楼区\na.txt,year,2020\n");
    assert_eq!((found.agency_id.as_str(), found.agency.as_str()), ("320106-财政局", "鼓楼区财政局"));
    assert_eq!((found.region.as_str(), found.year), ("江苏省南京市鼓楼区", Some(2020)));
    assert_eq!(problems.iter().map(|one| one.code).collect::<Vec<_>>(), [Code::Corrected; 2], "{problems:?}");
    let (found, problems) = corrected("a.txt,agency,淮安市教育局\n");
    assert_eq!((found.agency_id.as_str(), found.region.as_str()), ("320800-教育局", "江苏省淮安市"));
    assert!(
        problems.iter().any(|one| one.message.contains("\"鼓楼区财政局\" was replaced by \"淮安市教育局\""))
    );
}
