//! Packs as users load them: the built-in one, their own, and broken ones.

use std::path::{Path, PathBuf};

use crate::model::{Role, RowKind};

use super::*;

fn family() -> Pack {
    Packs::builtin().unwrap().get("ogi-annual-report").unwrap().clone()
}

fn hint(name: &str) -> crate::model::Hint {
    family().hints().into_iter().find(|hint| hint.name == name).unwrap()
}

#[test]
fn the_codebook_has_every_variable_of_the_contract() {
    let pack = family();
    let names = pack.panel_columns();
    let count = |table: &str| pack.variables.iter().filter(|variable| variable.table == table).count();
    assert_eq!(count("requests"), 26 * 7);
    assert_eq!(count("review_litigation"), 15);
    assert_eq!(count("statistics"), 58);
    for name in [
        "disclosure.regulations.issued",
        "disclosure.procurement.procurement_amount",
        "requests.result.other.unpaid_fee.legal_service",
        "requests.carried_out.total",
        "review_litigation.litigation_after_review.pending",
        "statistics.fees.collected.amount",
        "statistics.requests.answered.refused.other_law.count",
    ] {
        assert!(names.iter().any(|known| known == name), "{name}");
    }
}

#[test]
fn a_variable_tells_label_unit_forms_and_roles() {
    let pack = family();
    let find = |name: &str| pack.variables.iter().find(|variable| variable.column_name() == name).unwrap();
    let other = find("requests.result.other.natural_person");
    assert_eq!(other.label, "三、本年度办理结果 / （六）其他处理 / 申请人情况 / 自然人");
    assert_eq!(other.label_en, "Handled otherwise; natural persons");
    assert_eq!(other.roles, [Role::Leaf, Role::Subtotal]);
    assert_eq!(other.templates, ["ogi-2019", "ogi-2021"]);
    let new = find("disclosure.regulations.newly_made");
    assert_eq!((new.templates.as_slice(), new.unit.as_str()), (["ogi-2019".to_owned()].as_slice(), "件"));
    assert_eq!(find("requests.result.granted.total").roles, [Role::Total]);
    assert_eq!(find("requests.result.total.company").roles, [Role::Total]);
    let part = find("statistics.requests.answered.refused.privacy.count");
    assert_eq!(part.roles, [Role::OfWhich]);
    assert_eq!(find("statistics.requests.answered.refused.count").roles, [Role::Leaf]);
    assert_eq!(find("statistics.capacity.budget.amount").unit, "万元");
    assert_eq!(find("statistics.training.participants.count").unit, "人次");
}

#[test]
fn hints_give_the_forms_in_print_order() {
    let requests = hint("ogi-2021/requests");
    assert_eq!((requests.label_columns, requests.columns.len()), (3, 7));
    assert_eq!(requests.columns[1], ["申请人情况", "法人或其他组织", "商业企业"]);
    assert_eq!(requests.row_sums.len(), 1);
    assert_eq!(
        (requests.row_sums[0].total, requests.row_sums[0].parts.as_slice()),
        (6, [0, 1, 2, 3, 4, 5].as_slice())
    );
    let secret = requests.rows.iter().find(|row| row.labels[0] == "1.属于国家秘密").unwrap();
    assert_eq!(requests.rows[secret.parent.unwrap()].labels[0], "（三）不予公开");
    assert_eq!((secret.kind, secret.values), (RowKind::Values, 7));
    let extra = requests.rows.iter().find(|row| row.labels[0] == "0.其他处理总计").unwrap();
    assert!(extra.optional);

    let disclosure = hint("ogi-2019/disclosure");
    assert!(disclosure.columns.is_empty());
    let printed: Vec<_> = disclosure.rows.iter().skip(4).take(3).collect();
    assert_eq!(printed[0].labels, ["第二十条第（五）项"]);
    assert_eq!(printed[1].columns, ["上一年项目数量", "本年增/减", "处理决定数量"]);
    assert_eq!((printed[2].labels[0].as_str(), printed[2].values), ("行政许可", 3));

    let review = hint("ogi-2019/review_litigation");
    assert_eq!((review.label_columns, review.columns.len(), review.rows.len()), (0, 15, 1));
    assert_eq!(review.row_sums.iter().map(|sum| sum.total).collect::<Vec<_>>(), [4, 9, 14]);
    assert_eq!(review.columns[14], ["行政诉讼", "复议后起诉", "总计"]);

    let statistics = hint("ogi-2014/statistics");
    assert_eq!(
        (statistics.label_columns, statistics.columns.as_slice()),
        (2, [vec!["统计数".to_owned()]].as_slice())
    );
    assert_eq!(statistics.rows[1].unit, "条");
}

#[test]
fn the_identities_are_those_of_the_contract() {
    let pack = family();
    let count = |name: &str| pack.equations.iter().filter(|equation| equation.name == name).count();
    assert_eq!(count("requests.balance"), 7);
    assert_eq!(count("requests.results_sum"), 7);
    assert_eq!(count("requests.other_sum"), 7);
    assert_eq!(count("requests.applicants_sum"), 26);
    assert_eq!(count("review_litigation.channel_sum"), 3);
    assert_eq!(count("statistics.children_sum"), 6);
    assert_eq!(count("requests.carry_over"), 7);
    assert_eq!(count("disclosure.stock_flow"), 2);
    assert_eq!(pack.needed_over_years().iter().filter(|needed| **needed).count(), 14 + 6);
}

/// A copy of the built-in pack in a temporary folder, with one file changed.
fn changed(file: &str, change: impl Fn(&str) -> Vec<u8>) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("packs/ogi-annual-report"), folder.path());
    let path = folder.path().join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, change(&text)).unwrap();
    let root = folder.path().to_owned();
    (folder, root)
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            std::fs::create_dir(&target).unwrap();
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The message for a pack whose `file` has `old` replaced by `new`, without the folder.
fn refusal(file: &str, old: &str, new: &str) -> String {
    let (_folder, root) = changed(file, |text| {
        assert!(text.contains(old), "{old}");
        text.replacen(old, new, 1).into_bytes()
    });
    let message = load(&root).unwrap_err().to_string();
    message.replace(&format!("{}/", root.display()), "")
}

#[test]
fn a_users_pack_replaces_the_built_in_one_of_its_name() {
    let (_folder, root) = changed("items.csv", |text| {
        format!("\u{feff}{}", text.replace("Disclosed in part", "Partly disclosed").replace('\n', "\r\n"))
            .into_bytes()
    });
    let mut packs = Packs::builtin().unwrap();
    packs.add(load(&root).unwrap());
    assert_eq!(packs.iter().count(), 1);
    let labels: Vec<_> =
        packs.iter().flat_map(|pack| &pack.variables).map(|variable| variable.label_en.as_str()).collect();
    assert!(labels.contains(&"Partly disclosed; companies"));
}

#[test]
fn a_broken_pack_is_refused_with_file_line_and_reason() {
    let cases = [
        ("pack.toml", "name = \"ogi", "name == \"ogi", "pack.toml:3: "),
        ("pack.toml", "label_en", "label_fr", "pack.toml:5: unknown field `label_fr`"),
        (
            "pack.toml",
            "name = \"ogi-annual-report\"",
            "name = \"../ogi\"",
            "pack.toml:3: `../ogi` may hold only",
        ),
        (
            "pack.toml",
            "\"received.carried_in\"",
            "\"received.carried\"",
            "pack.toml:13: item `received.carried` is not in items.csv",
        ),
        (
            "pack.toml",
            "table = \"requests\"",
            "table = \"request\"",
            "pack.toml:11: no form has a table `request`",
        ),
        ("pack.toml", "\"legal_service\"", "\"legal\"", "measure `legal` is not in measures.csv"),
        ("pack.toml", "last:carried_out", "last:result.*", "`.*` stands for items of the same year"),
        ("ogi-2021.toml", "rows/requests-2021.csv", "rows/none.csv", "rows/none.csv: cannot be read: "),
        (
            "rows/requests-2021.csv",
            "granted,result,",
            "granted,results,",
            "rows/requests-2021.csv:5: parent `results` is no row above this one",
        ),
        (
            "rows/requests-2021.csv",
            ",result.partial,",
            ",result.granted,",
            "rows/requests-2021.csv:6: variable `result.granted.natural_person` stands twice",
        ),
        (
            "rows/requests-2021.csv",
            ",result.partial,",
            ",result.part,",
            "rows/requests-2021.csv:6: item `result.part` is not in items.csv",
        ),
        (
            "rows/requests-2021.csv",
            "partial,result,values",
            "granted,result,values",
            "rows/requests-2021.csv:6: row `granted` stands twice",
        ),
        (
            "rows/requests-2021.csv",
            "carried_in,,values",
            "carried_in,,value",
            "rows/requests-2021.csv:3: `value` is no kind",
        ),
        (
            "rows/requests-2021.csv",
            "row,parent",
            "row,parents",
            "rows/requests-2021.csv:1: the header line must be",
        ),
        (
            "rows/requests-2021.csv",
            "result.granted,,,",
            "result.granted,,",
            "rows/requests-2021.csv:5: the line has 8 cells, the header line 9",
        ),
        (
            "columns/disclosure-2021.csv",
            "head8",
            "block8",
            "columns/disclosure-2021.csv:7: `block8` is no header row of the form",
        ),
        (
            "items.csv",
            "disclosure,regulations,leaf",
            "disclosure,regulations,leaves",
            "items.csv:2: `leaves` is no role",
        ),
        (
            "items.csv",
            "disclosure,licensing,",
            "disclosure,regulations,",
            "items.csv:4: item `regulations` stands twice",
        ),
        (
            "items.csv",
            "disclosure,licensing,",
            "disclosure,Licensing!,",
            "items.csv:4: `Licensing!` may hold only",
        ),
    ];
    for (file, old, new, expected) in cases {
        let message = refusal(file, old, new);
        assert!(message.contains(expected), "{file} {new}: {message}");
    }
}

#[test]
fn bytes_that_are_no_utf8_and_missing_folders_are_refused() {
    let (_folder, root) = changed("measures.csv", |text| {
        let mut bytes = text.replacen("issued in the year", "issued \u{1}", 1).into_bytes();
        let at = bytes.iter().position(|byte| *byte == 1).unwrap();
        bytes[at] = 0xb1;
        bytes
    });
    let message = load(&root).unwrap_err().to_string();
    assert!(message.ends_with("measures.csv:2: is not UTF-8; save it as UTF-8"), "{message}");
    let missing = load(&root.join("nowhere")).unwrap_err().to_string();
    assert!(missing.contains("pack.toml: cannot be read"), "{missing}");
}
