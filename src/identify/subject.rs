//! Title -> the organ that it names, or the division alone, and whether its subject is one that reports have.

use super::organ::{division, organ};
use super::year;

/// What a title says about whose report it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subject {
    /// The organ's name as printed.
    pub organ: Option<String>,
    /// True if that name has a division in it, or is a central organ's.
    pub placed: bool,
    /// The division, where the title names no organ (`淮安市洪泽区2020年…`).
    pub division: Option<String>,
    /// True if the title names a subject of reports.
    pub known: bool,
    /// True for reports on open government information.
    pub is_disclosure: bool,
}

/// Words that a report's subject begins with; an organ's name ends before them.
const SUBJECTS: &[&str] = &[
    "政府信息公开",
    "信息公开",
    "政务公开",
    "部门预算",
    "部门决算",
    "单位预算",
    "单位决算",
    "部门整体",
    "预算",
    "决算",
    "预决算",
    "国民经济",
    "统计公报",
    "工作报告",
    "政府工作报告",
    "年度",
    "年报",
    "工作总结",
    "法治政府建设",
    "依法行政",
    "依申请",
    "财政",
    "“三公”",
    "\"三公\"",
    "三公经费",
    "绩效",
    "整体支出",
    "环境",
    "生态环境状况",
    "本级",
    "及所属",
    "社会责任",
    "履职",
    "公开",
    "一般公共预算",
    "政府性基金",
    "国有资产",
    "行政执法",
    "行政许可",
    "重点工作",
    "建议提案",
    "政府网站",
    "网站工作",
    "人口普查",
    "经济普查",
    "质量报告",
    "报告",
    "公报",
    "关于",
    "主要",
    "情况",
    "统计",
];

/// Subjects that a line of a title is known by.
const KNOWN: &[&str] = &[
    "信息公开",
    "政务公开",
    "预算",
    "决算",
    "国民经济",
    "统计公报",
    "工作报告",
    "法治政府",
    "统计年鉴",
    "环境状况",
];

/// Endings that cut an organ's name where no subject's word does.
const CUTS: &[&str] = &[
    "局",
    "厅",
    "委员会",
    "人民政府",
    "办公室",
    "办公厅",
    "办事处",
    "管委会",
    "法院",
    "检察院",
    "中心",
    "海关",
    "支队",
    "总队",
];

/// Reads the organ from a folded title on one line.
pub fn of_title(title: &str) -> Subject {
    let mut subject = Subject {
        known: KNOWN.iter().any(|word| title.contains(word)),
        is_disclosure: title.contains("信息公开"),
        ..Subject::default()
    };
    for start in starts(title) {
        let found = longest(&title[start..]);
        match found {
            Found::Organ(name, placed) if placed || subject.organ.is_none() => {
                subject.organ = Some(name.to_owned());
                subject.placed = placed;
                if placed {
                    return subject;
                }
            }
            Found::Division(name) if subject.division.is_none() => subject.division = Some(name.to_owned()),
            _ => {}
        }
    }
    subject
}

/// Where an organ's name can begin: at the front, behind a year, behind `关于`, a bracket or a dash.
fn starts(title: &str) -> Vec<usize> {
    let mut places = vec![0];
    for mark in ["关于", "（", "(", "—", "-", "《"] {
        places.extend(title.match_indices(mark).map(|(place, mark)| place + mark.len()));
    }
    for place in year::places(title) {
        let behind = title[place..].char_indices().nth(4).map_or(title.len(), |(length, _)| place + length);
        let rest = title[behind..].trim_start_matches(['年', '度', '-', '_', '—']);
        places.push(title.len() - rest.len());
    }
    places.sort_unstable();
    places.dedup();
    places.retain(|&place| place < title.len());
    places
}

enum Found<'a> {
    Organ(&'a str, bool),
    Division(&'a str),
    Nothing,
}

/// The longest organ's name at the beginning of a text that a subject, a year or a mark ends.
fn longest(text: &str) -> Found<'_> {
    let mut division_alone = None;
    let mut unplaced = None;
    for cut in cuts(text).into_iter().rev() {
        let name = text[..cut].trim_end_matches(['—', '-', '_', '（', '(']);
        if let Some(read) = organ(name) {
            if read.central || !read.rows.is_empty() {
                return Found::Organ(name, true);
            }
            unplaced = unplaced.or(Some(name));
        } else if division_alone.is_none() && division(name).is_some() {
            division_alone = Some(name);
        }
    }
    let by_ending = || text[..limit(text)].char_indices().map(|(place, c)| place + c.len_utf8()).rev();
    let cut_short = by_ending().find_map(|end| {
        let name = &text[..end];
        let read = CUTS.iter().any(|cut| name.ends_with(cut)).then(|| organ(name)).flatten()?;
        (read.central || !read.rows.is_empty()).then_some(name)
    });
    match (cut_short, unplaced, division_alone) {
        (_, Some(name), None) => Found::Organ(name, false),
        (Some(name), _, None) => Found::Organ(name, true),
        (_, _, Some(name)) => Found::Division(name),
        (None, None, None) => Found::Nothing,
    }
}

/// Where the name surely has ended: at a digit or a mark.
fn limit(text: &str) -> usize {
    let mark =
        |c: char| c.is_ascii_digit() || matches!(c, '—' | '-' | '_' | '》' | '《' | '“' | '”' | '〇' | '○');
    text.find(mark).or_else(|| year::first_place(text)).unwrap_or(text.len())
}

/// Byte places where a name can end, ascending.
fn cuts(text: &str) -> Vec<usize> {
    let limit = year::places(text).first().copied().unwrap_or(text.len()).min(limit(text));
    let mut places: Vec<usize> = text[..limit]
        .char_indices()
        .map(|(place, _)| place)
        .filter(|&place| place > 0 && ends_before(text, place))
        .collect();
    places.push(limit);
    places.retain(|&place| place > 0);
    places
}

/// True if a subject or a closing bracket begins at `place`. `局政府信息公开` cuts before 政府, `人民政府信息公开` behind it.
fn ends_before(text: &str, place: usize) -> bool {
    let rest = &text[place..];
    if rest.starts_with(['）', ')', '（', '(']) {
        return true;
    }
    if rest.starts_with("信息公开") && text[..place].ends_with("政府") {
        let head = &text[..place - "政府".len()];
        return head.ends_with("人民") || division(head).is_some();
    }
    SUBJECTS.iter().any(|word| rest.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn organs_in_titles() {
        for (title, organ) in [
            ("北京市知识产权局2022年政府信息公开年度报告", "北京市知识产权局"),
            ("北京市知识产权局政府信息公开年度报告（2022年）", "北京市知识产权局"),
            ("北京市知识产权局关于2021年政府信息公开工作情况的报告", "北京市知识产权局"),
            ("关于北京市知识产权局2021年政府信息公开工作情况的报告", "北京市知识产权局"),
            ("2022年北京市知识产权局政府信息公开年度报告", "北京市知识产权局"),
            ("2022年度政府信息公开工作年度报告（北京市知识产权局）", "北京市知识产权局"),
            ("二〇二二年北京市知识产权局政府信息公开年度报告", "北京市知识产权局"),
            ("2022年政府信息公开年度报告——北京市知识产权局", "北京市知识产权局"),
            ("洪泽区人民政府信息公开工作年度报告", "洪泽区人民政府"),
            ("洪泽区政府信息公开工作年度报告", "洪泽区政府"),
            ("淮安市财政局2025年部门预算", "淮安市财政局"),
            ("淮安市财政局部门预算公开", "淮安市财政局"),
            ("北京市教育委员会行政执法统计年报", "北京市教育委员会"),
            ("国家知识产权局2020年政府信息公开工作年度报告", "国家知识产权局"),
            ("北京市经济和信息化局2022年政府信息公开工作年度报告", "北京市经济和信息化局"),
            (
                "北京市知识产权局（北京市版权局）2022年政府信息公开年度报告",
                "北京市知识产权局（北京市版权局）",
            ),
        ] {
            assert_eq!(of_title(title).organ.as_deref(), Some(organ), "{title}");
        }
    }

    #[test]
    fn divisions_alone() {
        for (title, division) in [
            ("淮安市洪泽区2020年政府信息公开工作年度报告", "淮安市洪泽区"),
            ("淮安市2023年国民经济和社会发展统计公报", "淮安市"),
            ("2023年淮安市国民经济和社会发展统计公报", "淮安市"),
        ] {
            let subject = of_title(title);
            assert_eq!(
                (subject.organ.as_deref(), subject.division.as_deref()),
                (None, Some(division)),
                "{title}"
            );
        }
    }
}
