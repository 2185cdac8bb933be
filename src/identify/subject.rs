//! Title -> the organ that it names, or the division alone, and whether its subject is one that reports have.

use std::sync::LazyLock;

use super::organ::{division, organ};
use super::words::{Words, words};
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

/// Words that a report's subject begins with; an organ's name can end before them.
static SUBJECTS: LazyLock<Words> = words!(
    "政府信息公开 信息公开 政务公开 部门预算 部门决算 单位预算 单位决算 部门整体 预算 决算 预决算 国民经济 统计公报 工作报告"
    "政府工作报告 年度 年报 工作总结 法治政府建设 依法行政 依申请 财政 “三公” \"三公\" 三公经费 绩效 整体支出 环境 生态环境状况"
    "本级 及所属 社会责任 履职 公开 一般公共预算 政府性基金 国有资产 行政执法 行政许可 重点工作 建议提案 政府网站 网站工作"
    "人口普查 经济普查 质量报告 报告 公报 关于 主要 情况 统计 内设机构 领导班子 机构设置 权责清单 名单"
);

/// Subjects that a line of a title is known by.
static KNOWN: LazyLock<Words> =
    words!("信息公开 政务公开 预算 决算 国民经济 统计公报 工作报告 法治政府 统计年鉴 环境状况");

/// Endings that cut an organ's name where no subject's word does.
static CUTS: LazyLock<Words> =
    words!("局 厅 委员会 人民政府 办公室 办公厅 办事处 管委会 法院 检察院 中心 海关 支队 总队");

/// Marks that an organ's name can stand behind.
static OPENERS: LazyLock<Words> = words!("关于 （ ( — - 《 _ 】 ］ ]");

/// Reads the organ from a folded title on one line.
pub fn of_title(title: &str) -> Subject {
    let mut subject = Subject {
        known: KNOWN.within(title),
        is_disclosure: title.contains("信息公开"),
        ..Subject::default()
    };
    for start in starts(title) {
        match longest(&title[start..]) {
            Found::Organ(name, placed) if placed || subject.organ.is_none() => {
                subject.organ = Some(name.to_owned());
                subject.placed = placed;
                if placed {
                    break;
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
    places.extend(OPENERS.places_behind(title));
    for place in year::places(title) {
        let behind = title[place..].char_indices().nth(4).map_or(title.len(), |(length, _)| place + length);
        let rest = title[behind..].trim_start_matches(['年', '度', '-', '_', '—', '）', ')', '】', ']']);
        places.push(title.len() - rest.len());
    }
    places.sort_unstable();
    places.dedup();
    places.retain(|&place| place < title.len());
    places
}

enum Found<'a> {
    /// A name, and whether it says where the organ is.
    Organ(&'a str, bool),
    Division(&'a str),
    Nothing,
}

/// The longest organ's name at the beginning of a text that a subject, a year or a mark ends.
fn longest(text: &str) -> Found<'_> {
    let end = limit(text);
    let mut alone = None;
    let mut unplaced = None;
    for cut in cuts(&text[..end], text).into_iter().rev() {
        let name = &text[..cut];
        if let Some(read) = organ(name) {
            if read.is_placed() {
                return Found::Organ(name, true);
            }
            unplaced = unplaced.or(Some(name));
        } else if alone.is_none() && division(name).is_some() {
            alone = Some(name);
        }
    }
    if unplaced.is_none()
        && let Some(name) = cut_by_ending(&text[..end])
    {
        return Found::Organ(name, true);
    }
    match (unplaced, alone) {
        (Some(name), None) => Found::Organ(name, false),
        (_, Some(name)) => Found::Division(name),
        (None, None) => Found::Nothing,
    }
}

/// The longest placed name that ends as organs do.
fn cut_by_ending(text: &str) -> Option<&str> {
    let ends = text.char_indices().rev().map(|(place, character)| place + character.len_utf8());
    let names = ends.map(|end| &text[..end]).filter(|name| CUTS.end(name));
    names.into_iter().find(|name| organ(name).is_some_and(|read| read.is_placed()))
}

/// Where the name surely has ended: at a digit or a mark.
fn limit(text: &str) -> usize {
    let mark = |c: char| c.is_ascii_digit() || "—-_《》“”〇○|".contains(c);
    let mark = text.find(mark).unwrap_or(text.len());
    year::places(text).first().map_or(mark, |&year| year.min(mark))
}

/// Byte places where a name can end, ascending; `text` goes on behind `head`.
fn cuts(head: &str, text: &str) -> Vec<usize> {
    let inside = head.char_indices().map(|(place, _)| place).filter(|&place| ends_before(text, place));
    inside.chain([head.len()]).filter(|&place| place > 0).collect()
}

/// True if a subject or a bracket begins at `place`. `局政府信息公开` cuts before 政府, `人民政府信息公开` behind it.
fn ends_before(text: &str, place: usize) -> bool {
    let rest = &text[place..];
    if rest.starts_with(['）', ')', '（', '(']) {
        return true;
    }
    if rest.starts_with("信息公开")
        && let Some(head) = text[..place].strip_suffix("政府")
    {
        return head.ends_with("人民") || division(head).is_some();
    }
    SUBJECTS.begin(rest)
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
            ("关于印发《北京市知识产权局2021年政府信息公开年度报告》的通知", "北京市知识产权局"),
            ("2022年北京市知识产权局政府信息公开年度报告", "北京市知识产权局"),
            ("（2022年度）北京市知识产权局政府信息公开年度报告", "北京市知识产权局"),
            ("2022年度政府信息公开工作年度报告（北京市知识产权局）", "北京市知识产权局"),
            ("二〇二二年北京市知识产权局政府信息公开年度报告", "北京市知识产权局"),
            ("2022年政府信息公开年度报告——北京市知识产权局", "北京市知识产权局"),
            ("洪泽区人民政府信息公开工作年度报告", "洪泽区人民政府"),
            ("洪泽区人民政府政府信息公开工作年度报告", "洪泽区人民政府"),
            ("洪泽区政府信息公开工作年度报告", "洪泽区政府"),
            ("淮安市财政局2025年部门预算", "淮安市财政局"),
            ("淮安市财政局部门预算公开", "淮安市财政局"),
            ("淮安市环境保护局污染源监测年报", "淮安市环境保护局"),
            ("北京市教育委员会行政执法统计年报", "北京市教育委员会"),
            ("国家知识产权局2020年政府信息公开工作年度报告", "国家知识产权局"),
            ("北京市经济和信息化局2022年政府信息公开工作年度报告", "北京市经济和信息化局"),
            (
                "北京市知识产权局（北京市版权局）2022年政府信息公开年度报告",
                "北京市知识产权局（北京市版权局）",
            ),
            (
                "中共淮安市委网络安全和信息化委员会办公室2020年度部门决算",
                "中共淮安市委网络安全和信息化委员会办公室",
            ),
            ("北京市人民政府关于2022年法治政府建设情况的报告", "北京市人民政府"),
            ("北京市公安局海淀分局内设机构及联系方式", "北京市公安局海淀分局"),
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
            ("关于淮安市2023年预算执行情况与2024年预算草案的报告", "淮安市"),
            ("北京市财政预算报告", "北京市"),
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
