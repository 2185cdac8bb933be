//! `--corrections`: what a person knows better survives every night, and is named in each.

use crate::{Folder, REPORT};

/// Path, code and message of each problem.
fn problems(folder: &Folder) -> Vec<[String; 3]> {
    let column = |name| folder.column("out/problems.csv", name);
    let rows = column("path").into_iter().zip(column("code")).zip(column("message"));
    rows.map(|((path, code), message)| [path, code, message]).collect()
}

fn value_of(folder: &Folder, item: &str) -> String {
    let items = folder.column("out/observations.csv", "item");
    let place = items.iter().position(|found| found == item).unwrap();
    folder.column("out/observations.csv", "value")[place].clone()
}

#[test]
fn corrections_outlive_nights_and_say_when_they_no_longer_hold() {
    let folder = Folder::with_reports();
    folder.run(["run", "in", "--out", "out"]).ended(0);
    let id = folder.column("out/documents.csv", "document_id")[1].clone();
    let lines = [
        "path,document_id,field,value,note".to_owned(),
        format!("洪泽区2021.txt,{id},disclosure.licensing.decisions,1243,digits swapped in print"),
        "洪泽区2021.txt,,year,2022,".to_owned(),
        "洪泽区2021.txt,,requests.carried_out.total,3,".to_owned(),
        "gone.txt,,agency,淮安市教育局,".to_owned(),
    ];
    folder.write("mine.csv", lines.join("\n").as_bytes());
    let words = ["run", "in", "--out", "out", "--corrections", "mine.csv"];
    for cached in ["2", "2"] {
        folder.run(words).ended(0);
        assert_eq!(value_of(&folder, "licensing"), "1243");
        assert_eq!(folder.column("out/panel-ogi-annual-report.csv", "year"), ["2022"]);
        assert!(folder.read("out/run.json").contains(&format!("\"cached\": {cached}")));
    }
    let told = problems(&folder);
    let of = |code: &str| told.iter().filter(|row| row[1] == code).map(|row| &row[2]).collect::<Vec<_>>();
    assert!(
        of("corrected")
            .iter()
            .any(|message| message.contains("\"1234\" was replaced by \"1243\" (digits swapped in print)"))
    );
    assert!(of("corrected").iter().any(|message| message.contains("\"2021\" was replaced by \"2022\"")));
    assert_eq!(of("correction_stale").len(), 2, "{told:?}");
    assert!(told.iter().any(|row| row[0] == "gone.txt" && row[2].contains("line 5")));
    // The document changes: what was corrected in its old bytes is not, what holds for its path is.
    folder.write("in/洪泽区2021.txt", REPORT.replace("1,234", "1,250").as_bytes());
    folder.run(words).ended(0);
    assert_eq!(value_of(&folder, "licensing"), "1250");
    assert_eq!(folder.column("out/panel-ogi-annual-report.csv", "year"), ["2022"]);
    assert!(
        problems(&folder).iter().any(|row| row[1] == "correction_stale" && row[2].contains("has changed"))
    );
    // Without the file, everything is as printed.
    folder.run(["run", "in", "--out", "out"]).ended(0);
    assert_eq!(folder.column("out/panel-ogi-annual-report.csv", "year"), ["2021"]);
}

#[test]
fn a_fault_in_the_file_is_wrong_usage() {
    let folder = Folder::with_reports();
    folder.write("mine.csv", b"path,field,value\na.txt,colour,red\n");
    folder
        .run(["run", "in", "--out", "out", "--corrections", "mine.csv"])
        .failed(2, &["mine.csv", "line 2", "colour"]);
    folder.run(["run", "in", "--out", "out", "--corrections", "none.csv"]).failed(1, &["none.csv"]);
}
