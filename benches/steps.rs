//! One report of the form of 2021, about 6 KB, through each step: decode, tables, tidy, conform.

#![allow(missing_docs, clippy::unwrap_used)]

use std::hint::black_box;

use baobiao::model::{Document, Grid, Table};
use baobiao::pack::Packs;
use baobiao::tables::Forms;
use baobiao::{check, conform, read, tables, tidy};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const OPENING: &str = "淮安市洪泽区人民政府2021年政府信息公开工作年度报告\n一、总体情况\n";
const PROSE: &str =
    "　　全年通过门户网站主动公开各类信息1,256条，办理依申请公开23件，均在法定期限内答复，未收取任何费用。\n";

const DISCLOSURE: &str = "\
二、主动公开政府信息情况
第二十条第（一）项\t\t\t
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t0\t0\t0
行政规范性文件\t3\t1\t12
第二十条第（五）项\t\t\t
信息内容\t本年处理决定数量\t\t
行政许可\t1,234\t\t
第二十条第（六）项\t\t\t
信息内容\t本年处理决定数量\t\t
行政处罚\t56\t\t
行政强制\t7\t\t
第二十条第（八）项\t\t\t
信息内容\t本年收费金额（单位：万元）\t\t
行政事业性收费\t12.5\t\t
";

const REQUESTS_HEADER: &str = "\
三、收到和处理政府信息公开申请情况
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t\t\t申请人情况\t\t\t\t\t\t
\t\t\t自然人\t法人或其他组织\t\t\t\t\t总计
\t\t\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t
";

/// Labels of the rows of table 三, each with its tabs.
const REQUESTS_ROWS: &[&str] = &[
    "一、本年新收政府信息公开申请数量\t\t",
    "二、上年结转政府信息公开申请数量\t\t",
    "三、本年度办理结果\t（一）予以公开\t",
    "\t（二）部分公开（区分处理的，只计这一情形，不计其他情形）\t",
    "\t（三）不予公开\t1.属于国家秘密",
    "\t\t2.其他法律行政法规禁止公开",
    "\t\t3.危及“三安全一稳定”",
    "\t\t4.保护第三方合法权益",
    "\t\t5.属于三类内部事务信息",
    "\t\t6.属于四类过程性信息",
    "\t\t7.属于行政执法案卷",
    "\t\t8.属于行政查询事项",
    "\t（四）无法提供\t1.本机关不掌握相关政府信息",
    "\t\t2.没有现成信息需要另行制作",
    "\t\t3.补正后申请内容仍不明确",
    "\t（五）不予处理\t1.信访举报投诉类申请",
    "\t\t2.重复申请",
    "\t\t3.要求提供公开出版物",
    "\t\t4.无正当理由大量反复申请",
    "\t\t5.要求行政机关确认或重新出具已获取信息",
    "\t（六）其他处理\t1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "\t\t2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "\t\t3.其他",
    "\t（七）总计\t",
    "四、结转下年度继续办理\t\t",
];

const REVIEW: &str = "\
四、政府信息公开行政复议、行政诉讼情况
行政复议\t\t\t\t\t行政诉讼\t\t\t\t\t\t\t\t\t
结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t
\t\t\t\t\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计
1\t0\t0\t0\t1\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0
五、存在的主要问题及改进情况
";

fn report() -> String {
    let mut report = OPENING.to_owned() + &PROSE.repeat(8) + DISCLOSURE + REQUESTS_HEADER;
    for (row, label) in REQUESTS_ROWS.iter().enumerate() {
        let values = [row, 1, 0, 0, 0, 2, row + 3].map(|value| value.to_string());
        report += &format!("{label}\t{}\n", values.join("\t"));
    }
    report + REVIEW + &PROSE.repeat(6)
}

fn steps(criterion: &mut Criterion) {
    let packs = Packs::builtin().unwrap();
    let forms = Forms::new(&packs.hints());
    let text = report();
    let bytes = encoding_rs::GB18030.encode(&text).0.into_owned();
    let document = read::read(&bytes);
    let grids = find(&document, &forms);
    let tidied = melt(&grids);
    assert_eq!(tidied.len(), 3, "the benches need all three tables");
    assert_eq!(conform::conform(&tidied, &packs, Some(2021)).template, "ogi-2021");
    let mut group = criterion.benchmark_group("one report");
    group.throughput(Throughput::Bytes(bytes.len() as u64));
    group.bench_function("decode utf-8", |bencher| bencher.iter(|| read::read(black_box(text.as_bytes()))));
    group.bench_function("decode gb18030", |bencher| bencher.iter(|| read::read(black_box(&bytes))));
    group.bench_function("tables", |bencher| bencher.iter(|| find(black_box(&document), &forms)));
    group.bench_function("tidy", |bencher| bencher.iter(|| melt(black_box(&grids))));
    group.bench_function("conform", |bencher| {
        bencher.iter(|| conform::conform(black_box(&tidied), &packs, Some(2021)));
    });
    let conformed = conform::conform(&tidied, &packs, Some(2021));
    group.bench_function("check", |bencher| {
        let pack = packs.get(&conformed.family).unwrap();
        let mut observations = conformed.observations.clone();
        bencher.iter(|| check::within(pack, &conformed.template, black_box(&mut observations)));
    });
    group.finish();
}

fn find(document: &Document, forms: &Forms) -> Vec<Grid> {
    tables::find(document, forms).grids
}

fn melt(grids: &[Grid]) -> Vec<Table> {
    grids.iter().enumerate().map(|(index, grid)| tidy::tidy(grid, index).0).collect()
}

criterion_group!(benches, steps);
criterion_main!(benches);
