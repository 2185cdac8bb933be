//! `disclosure`: blocks with their own headers, whole or damaged.

use super::build::{Row, blocks, outcome, path, row};

type Block = (Vec<Vec<String>>, Vec<Row>);

fn block(columns: &[&str], rows: &[Row]) -> Block {
    (columns.iter().map(|column| path(&[column])).collect(), rows.to_vec())
}

fn form_2021() -> Vec<Block> {
    vec![
        block(
            &["本年制发件数", "本年废止件数", "现行有效件数"],
            &[
                row(&["第二十条第（一）项", "规章"], &["1", "2", "3"]),
                row(&["第二十条第（一）项", "行政规范性文件"], &["4", "5", ""]),
            ],
        ),
        block(&["本年处理决定数量"], &[row(&["第二十条第（五）项", "行政许可"], &["6"])]),
        block(
            &["本年处理决定数量"],
            &[
                row(&["第二十条第（六）项", "行政处罚"], &["7"]),
                row(&["第二十条第（六）项", "行政强制"], &["8"]),
            ],
        ),
        block(&["本年收费金额（单位：万元）"], &[row(&["第二十条第（八）项", "行政事业性收费"], &["9.5"])]),
    ]
}

fn form_2019() -> Vec<Block> {
    let change = ["上一年项目数量", "本年增/减", "处理决定数量"];
    vec![
        block(
            &["本年新制作数量", "本年新公开数量", "对外公开总数量"],
            &[
                row(&["第二十条第（一）项", "规章"], &["1", "2", "3"]),
                row(&["第二十条第（一）项", "规范性文件"], &["4", "5", "6"]),
            ],
        ),
        block(
            &change,
            &[
                row(&["第二十条第（五）项", "行政许可"], &["7", "-8", "9"]),
                row(&["第二十条第（五）项", "其他对外管理服务事项"], &["10", "11", "12"]),
            ],
        ),
        block(
            &change,
            &[
                row(&["第二十条第（六）项", "行政处罚"], &["13", "14", "15"]),
                row(&["第二十条第（六）项", "行政强制"], &["16", "17", "18"]),
            ],
        ),
        block(&change[..2], &[row(&["第二十条第（八）项", "行政事业性收费"], &["19", "20", ""])]),
        block(
            &["采购项目数量", "采购总金额"],
            &[row(&["第二十条第（九）项", "政府集中采购"], &["21", "22.5", ""])],
        ),
    ]
}

#[test]
fn the_form_of_2021_is_read_block_by_block() {
    let outcome = outcome(&[blocks("二、主动公开政府信息情况", &form_2021())], None);
    assert_eq!(outcome.conformed.template, "ogi-2021");
    assert_eq!(outcome.conformed.observations.len(), 10);
    assert_eq!(outcome.value("disclosure.regulations.repealed").as_deref(), Some("2"));
    assert_eq!(outcome.value("disclosure.normative_documents.in_force").as_deref(), Some("blank"));
    assert_eq!(outcome.value("disclosure.coercion.decisions").as_deref(), Some("8"));
    let fees = outcome.observation("disclosure.fees.amount").unwrap();
    assert_eq!((fees.unit.as_str(), fees.value.unwrap().to_string().as_str()), ("万元", "9.5"));
    assert_eq!(outcome.codes(), [""; 0]);
}

#[test]
fn the_form_of_2019_is_read_block_by_block() {
    let outcome = outcome(&[blocks("二、主动公开政府信息情况", &form_2019())], Some(2020));
    assert_eq!(outcome.conformed.template, "ogi-2019");
    assert_eq!(outcome.conformed.observations.len(), 6 + 6 + 6 + 2 + 2);
    assert_eq!(outcome.value("disclosure.normative_documents.disclosed_total").as_deref(), Some("6"));
    assert_eq!(outcome.value("disclosure.licensing.items_change").as_deref(), Some("-8"));
    assert_eq!(outcome.value("disclosure.procurement.procurement_amount").as_deref(), Some("22.5"));
    // An amount without a unit keeps none.
    assert_eq!(outcome.observation("disclosure.procurement.procurement_amount").unwrap().unit, "");
    assert_eq!(outcome.codes(), ["unit_unknown"]);
}

#[test]
fn lost_block_lines_are_told_by_their_rows() {
    for form in [form_2019(), form_2021()] {
        let mut bare = form.clone();
        for (label, _) in bare.iter_mut().flat_map(|(_, rows)| rows) {
            label.remove(0);
        }
        let whole = outcome(&[blocks("", &form)], None).conformed.observations;
        assert_eq!(outcome(&[blocks("", &bare)], None).conformed.observations, whole);
        // Tidy may go on with the last block line that is left.
        let mut stale = form.clone();
        for (label, _) in &mut stale[2].1 {
            label[0] = "第二十条第（五）项".to_owned();
        }
        assert_eq!(outcome(&[blocks("", &stale)], None).conformed.observations, whole);
    }
}

#[test]
fn a_lost_header_line_leaves_the_block_to_the_number_of_its_columns() {
    let whole = outcome(&[blocks("", &form_2019())], None).conformed.observations;
    let mut stale = form_2019();
    stale[4].0 = stale[3].0.clone();
    assert_eq!(outcome(&[blocks("", &stale)], None).conformed.observations, whole);
}

#[test]
fn blocks_that_stand_alone_under_the_heading_are_read() {
    let tables: Vec<_> = form_2021()
        .iter()
        .map(|block| blocks("2、主动公开政府信息情况", std::slice::from_ref(block)))
        .collect();
    let outcome = outcome(&tables, None);
    assert_eq!(outcome.conformed.table_names, ["disclosure"; 4]);
    assert_eq!(outcome.conformed.observations.len(), 10);
}
