//! Whole documents and paths, as users have them.

use super::*;
use crate::model::problem::Code;
use crate::model::{Format, Line, Status};

/// A text document of these lines.
fn document(text: &str) -> Document {
    let lines = text.lines().map(|line| Line { text: line.to_owned(), page_break: false }).collect();
    Document {
        format: Format::Text,
        encoding: None,
        pages: None,
        lines,
        drawn: Vec::new(),
        places: Vec::new(),
        problems: Vec::new(),
        status: Status::Ok,
    }
}

fn identified(text: &str, path: &str) -> (Identity, Vec<Code>) {
    let (identity, problems) = identify(&clues(&document(text), &[]), path);
    (identity, problems.into_iter().map(|problem| problem.code).collect())
}

/// What is asserted of most documents: agency, code of the year, id, year.
fn short(text: &str, path: &str) -> (String, String, String, Option<i32>) {
    let (identity, _) = identified(text, path);
    (identity.agency, identity.region_code, identity.agency_id, identity.year)
}

fn expected(agency: &str, code: &str, id: &str, year: i32) -> (String, String, String, Option<i32>) {
    (agency.to_owned(), code.to_owned(), id.to_owned(), Some(year))
}

#[test]
fn titles_in_every_shape() {
    let beijing = expected("北京市知识产权局", "110000", "110000-知识产权局", 2022);
    for text in [
        "北京市知识产权局2022年政府信息公开\n年度报告\n　　依据《条例》规定，编制本报告。\n一、总体情况",
        "北京市知识产权局\n\n2022 年政府信息公开工作年度报告\n\n根据《条例》和黑龙江省人民政府办公厅要求，编制。",
        "北京市知识产\n权局2022年政府信\n息公开工作年度报告\n一、总体情况",
        "北京市知识产权局20\n22年政府信息公开工作年度报\n告\n一、总体情况",
        "关于北京市知识产权局2022年政府信息公开工作情况的报告",
        "北京市知识产权局\n关于2022年政府信息公开工作情况的报告",
        "北京市知识产权局政府信息公开工作年度报告\n（2022年度）\n一、总体情况",
        "北京市知识产权局政府信息公开工作年度报告\n（二〇二二年）",
        "# 北京市知识产权局２０２２年政府信息公开工作年度报告\n\n## 一、总体情况",
        "北 京 市 知 识 产 权 局\n2022年度\n政府信息公开工作年度报告",
        "2022年\n北京市知识产权局\n政府信息公开工作年度报告",
        "北京市知识产权局2022年度政府信息公开工作年度报告（2023年1月发布）",
        "2022年政府信息公开工作年度报告\n北京市知识产权局\n2023年1月20日\n一、总体情况",
        "政府信息公开\n首页 > 政府信息公开年报\n北京市知识产权局2022年政府信息公开年度报告\n发布日期：2023-01-20",
        "北京市知识产权局2022年政府信息公开年度报告\n— 1 —\n北京市知识产权局2022年政府信息公开年度报告\n一、总体情况",
        "2022年政府信息公开工作年度报告\n发布机构：北京市知识产权局　发布日期：2023-01-20\n一、总体情况",
        "2022年政府信息公开工作年度报告\n本报告由北京市知识产权局根据《条例》编制。",
        "2022年政府信息公开工作年度报告\n一、总体情况\n很好。\n北京市知识产权局\n2023年1月20日",
        "政府信息公开工作年度报告\n北京市知识产权局编制本报告，所列数据的统计期限自2022年1月1日起至12月31日止。",
    ] {
        assert_eq!(short(text, "a.txt"), beijing, "{text}");
    }
}

#[test]
fn titles_stand_on_one_line() {
    for (text, title) in [
        (
            "黑龙江省知识产权局\n\n2020 年政府信息公开工作年度报告\n根据规定。",
            "黑龙江省知识产权局2020年政府信息公开工作年度报告",
        ),
        ("北京市知识产权局2022年政府信息公开\n年度报告\n", "北京市知识产权局2022年政府信息公开年度报告"),
        ("政府信息公开工作年度报告\n（2021年度）\n一、总", "政府信息公开工作年度报告（2021年度）"),
        ("淮安市2023年国民经济和社会发展统计公报\n淮安市统计局\n", "淮安市2023年国民经济和社会发展统计公报"),
    ] {
        assert_eq!(clues(&document(text), &[]).title, title);
    }
}

#[test]
fn divisions_are_of_their_year() {
    let title = |year| format!("淮安市洪泽区人民政府{year}年政府信息公开工作年度报告");
    assert_eq!(short(&title(2020), ""), expected("淮安市洪泽区人民政府", "320813", "320813-人民政府", 2020));
    assert_eq!(short(&title(2015), ""), expected("淮安市洪泽区人民政府", "320829", "320813-人民政府", 2015));
    let (identity, _) = identified("洪泽县人民政府2015年政府信息公开工作年度报告", "");
    assert_eq!(
        (identity.region.as_str(), identity.agency_id.as_str()),
        ("江苏省淮安市洪泽县", "320813-人民政府")
    );
    let (identity, _) = identified("洪泽县人民政府2018年政府信息公开工作年度报告", "");
    assert_eq!((identity.region.as_str(), identity.region_code.as_str()), ("江苏省淮安市洪泽区", "320813"));
}

#[test]
fn namesakes_need_telling_apart() {
    let text = "鼓楼区人民政府2021年政府信息公开工作年度报告\n一、总体情况\n";
    let (identity, problems) = identified(text, "a/2021.txt");
    assert_eq!((identity.agency.as_str(), identity.region_code.as_str()), ("鼓楼区人民政府", ""));
    assert_eq!((identity.agency_id.as_str(), identity.agency_kind.as_str()), ("", "人民政府"));
    assert_eq!(problems, [Code::RegionAmbiguous]);
    let nanjing = expected("鼓楼区人民政府", "320106", "320106-人民政府", 2021);
    assert_eq!(short(text, "江苏省/南京市/a.txt"), nanjing);
    assert_eq!(short(text, "南京/a.txt"), nanjing);
    assert_eq!(short(text, "南京市鼓楼区/a.txt"), nanjing);
    assert_eq!(short(&format!("{text}联系地址：南京市鼓楼区山西路1号。"), "a.txt"), nanjing);
    let printed = expected("南京市鼓楼区人民政府", "320106", "320106-人民政府", 2021);
    assert_eq!(short(&format!("{text}南京市鼓楼区人民政府根据条例编制。"), "a.txt"), printed);
    // Two cities in the text tell nothing.
    let both = format!("{text}学习徐州市鼓楼区和南京市鼓楼区经验。");
    assert_eq!(identified(&both, "a.txt").1, [Code::RegionAmbiguous]);
}

#[test]
fn paths_complete_and_supply() {
    let text = "2020年政府信息公开工作年度报告\n一、总体情况\n";
    let hongze = expected("洪泽区人民政府", "320813", "320813-人民政府", 2020);
    assert_eq!(short(text, "江苏省/淮安市/洪泽区人民政府.txt"), hongze);
    assert_eq!(short("总体情况\n", "江苏省/2019/2020_洪泽区人民政府.txt"), hongze);
    assert_eq!(short("总体情况\n", "江苏省/2020/洪泽区人民政府.txt"), hongze);
    let finance = expected("财政局", "320813", "320813-财政局", 2020);
    assert_eq!(short(text, "江苏省/淮安市/洪泽区/财政局/a.txt"), finance);
    assert_eq!(short("财政局2020年部门预算\n", "江苏省/淮安市/洪泽区/a.txt"), finance);
    // The path never overrules what is printed in full.
    let printed = "江苏省淮安市洪泽区财政局2020年部门预算\n";
    assert_eq!(
        short(printed, "北京市/a.txt"),
        expected("江苏省淮安市洪泽区财政局", "320813", "320813-财政局", 2020)
    );
}

#[test]
fn towns_lie_in_a_county() {
    let text = "老子山镇人民政府2020年政府信息公开工作年度报告\n";
    assert_eq!(short(text, "江苏省/淮安市/洪泽区/a.txt").1, "320813");
    assert_eq!(identified(text, "江苏省/淮安市/a.txt").1, [Code::RegionUnknown]);
    let street = "淮安市洪泽区高良涧街道办事处2020年政府信息公开工作年度报告\n";
    let (identity, _) = identified(street, "a.txt");
    assert_eq!(
        (identity.region_code.as_str(), identity.agency_kind.as_str()),
        ("320813", "高良涧街道办事处")
    );
}

#[test]
fn central_organs() {
    let (identity, problems) = identified("国家知识产权局2020年政府信息公开工作年度报告\n", "a.txt");
    assert_eq!((identity.region.as_str(), identity.agency_id.as_str()), ("全国", "100000-国家知识产权局"));
    assert!(problems.is_empty());
}

#[test]
fn years_of_the_first_source_decide() {
    let title = "淮安市财政局2020年部门预算\n";
    assert_eq!(short(title, "2019/2021.txt").3, Some(2020));
    let silent = "淮安市财政局部门预算\n";
    assert_eq!(short(silent, "2019/2021.txt").3, Some(2021));
    assert_eq!(short(silent, "2019/a.txt").3, Some(2019));
    assert_eq!(identified(silent, "2019/2021至2022.txt").1, [Code::YearAmbiguous]);
    assert_eq!(identified(silent, "20230131.txt").1, [Code::YearUnknown]);
    assert_eq!(identified("淮安市2021年预算执行情况和2022年预算草案的报告", "2022.txt").0.year, None);
}

#[test]
fn other_reports() {
    let (identity, _) =
        identified("淮安市2023年国民经济和社会发展统计公报\n淮安市统计局\n2024年3月1日\n2023年，全市", "");
    assert_eq!((identity.agency.as_str(), identity.year), ("淮安市统计局", Some(2023)));
    let (identity, problems) = identified("淮安市2023年国民经济和社会发展统计公报\n2023年，全市经济。", "");
    assert_eq!((identity.agency.as_str(), identity.region_code.as_str()), ("", "320800"));
    assert_eq!(problems, [Code::AgencyUnknown]);
    let government = "淮安市洪泽区2020年政府信息公开工作年度报告\n一、总体情况\n";
    assert_eq!(short(government, ""), expected("淮安市洪泽区人民政府", "320813", "320813-人民政府", 2020));
}

#[test]
fn nothing_known_is_nothing_said() {
    for text in ["", "\n\n", "苹果\n香蕉\n", "今天天气很好，我们去公园。\n", "\u{FFFD}\u{FFFD}"]
    {
        let (identity, problems) = identified(text, "notes/a.txt");
        assert_eq!((identity.agency.as_str(), identity.region_code.as_str(), identity.year), ("", "", None));
        assert_eq!(problems, [Code::YearUnknown, Code::AgencyUnknown]);
    }
}

#[test]
fn real_reports() {
    let sample = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_corpus");
    for (file, agency, code, year) in [
        (
            "北京市/知识产权局/北京市知识产权局2022年政府信息公开年度报告.txt",
            "北京市知识产权局",
            "110000",
            2022,
        ),
        ("黑龙江省/省知识产权局/t20210126_488.txt", "黑龙江省知识产权局", "230000", 2020),
    ] {
        let text = std::fs::read_to_string(sample.join(file)).unwrap();
        let id = format!("{code}-知识产权局");
        // The text alone tells it, whatever the file is called.
        assert_eq!(short(&text, "a.txt"), expected(agency, code, &id, year));
    }
}

#[test]
fn pages_as_crawlers_leave_them() {
    let finance = expected("淮安市洪泽区财政局", "320813", "320813-财政局", 2022);
    for text in [
        "淮安市洪泽区人民政府门户网站\n首页 > 信息公开\n标题：淮安市洪泽区财政局2022年政府信息公开年度报告\n",
        "淮安市洪泽区财政局2022年政府信息公开年度报告_洪泽区政府网\n淮安市洪泽区财政局2022年政府信息公开年度报告\n",
        "索 引 号：014/2023-001　发布机构：淮安市洪泽区财政局　发布日期：2023-01-20\n2022年政府信息公开年度报告\n",
        "2022年部门预算\n部门名称：淮安市洪泽区财政局\n二〇二二年二月\n目 录\n第一部分 部门概况\n",
        "淮安市洪泽区财政局（本级）2022年度部门决算公开说明\n",
        "目录\n一、总体情况........1\n二、主动公开情况........2\n淮安市洪泽区财政局\n2022年政府信息公开工作年度报告\n",
        "政府信息公开情况统计表\n（2022年度）\n填报单位（盖章）：淮安市洪泽区财政局\n",
        "关于印发《淮安市洪泽区财政局2022年政府信息公开年度报告》的通知\n",
        "（2022年度）\n淮安市洪泽区财政局政府信息公开工作年度报告\n",
        "2022年政府信息公开工作年度报告\n根据规定，淮安市洪泽区财政局编制了本报告。\n洪泽区财政局办公室\n",
        "洪泽区财政局2022年政府信息公开工作年度报告\n淮安市洪泽区财政局\n2023年1月10日\n",
        "区财政局2022年政府信息公开工作年度报告\n一、总体情况\n淮安市洪泽区财政局\n2023年1月10日\n",
    ] {
        assert_eq!(short(text, "a.txt"), finance, "{text}");
    }
}

#[test]
fn an_office_that_signs_is_not_the_government() {
    let text =
        "淮安市洪泽区2020年政府信息公开工作年度报告\n淮安市洪泽区人民政府办公室\n2021年3月\n一、总体情况\n";
    assert_eq!(short(text, ""), expected("淮安市洪泽区人民政府", "320813", "320813-人民政府", 2020));
}

#[test]
fn contradictory_folders_say_nothing() {
    let text = "财政局2020年部门预算\n";
    assert_eq!(identified(text, "江苏省/淮安市/新区/a.txt").1, [Code::RegionUnknown]);
    assert_eq!(short(text, "合集/北京市/江苏省/淮安市/a.txt").1, "320800");
    assert_eq!(short(text, "江苏省/淮安市洪泽区/a.txt").1, "320813");
}

#[test]
fn problems_name_what_is_printed() {
    let text = "鼓楼区人民政府2021年政府信息公开工作年度报告\n";
    let (_, problems) = identify(&clues(&document(text), &[]), "a.txt");
    let message = problems.first().map(|problem| problem.message.as_str()).unwrap_or_default();
    for part in ["鼓楼区人民政府", "江苏省南京市鼓楼区 320106", "福建省福州市鼓楼区 350102"]
    {
        assert!(message.contains(part), "{message}");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_or_path_panics(text in "[\\PC\n\t0-9年月日（）二〇区市县局报告期限自至止]{0,300}", path in "\\PC{0,80}") {
        let _ = identified(&text, &path);
    }
}
