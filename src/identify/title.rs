//! First lines -> the title block: which lines, the title on one line, the years in it.

use std::sync::LazyLock;

use super::fold::is_numbered;
use super::head::Shown;
use super::subject::{self, Subject};
use super::words::{Words, words};
use super::year;

/// Lines that one title can be broken over.
const MOST_LINES: usize = 6;

/// Characters that one line of a title, and a whole title, can have (Chinese ones take three bytes).
const LONGEST_LINE: usize = 60;
const LONGEST_TITLE: usize = 100;

/// From this score on (a report's name with an organ or a year) running text below ends the search.
const CERTAIN: i32 = 14;

/// What running text above costs a title.
const BELOW_TEXT: i32 = 6;

/// Endings of titles, with their worth.
static ENDINGS: [(LazyLock<Words>, i32); 5] = [
    // Whole names, also of what the shorter endings begin.
    (
        words!(
            "预算公开说明 决算公开说明 预算公开情况说明 决算公开情况说明 预算情况说明 决算情况说明 预算编制说明 预算信息公开"
            "决算信息公开 预算公开 决算公开 预决算公开 预算说明 决算说明"
        ),
        12,
    ),
    (words!("报告 年报 公报 年鉴 白皮书 报告书"), 10),
    // These may go on in the next line.
    (words!("预算 决算 预决算 预算草案"), 8),
    (words!("信息公开"), 5),
    // Other papers: a title only if nothing better is found.
    (
        words!(
            "表 说明 通报 计划 方案 规划 要点 清单 目录 通知 公告 办法 情况 总结 公开 公示 意见 函 指南 数据 名单 联系方式 简介"
            "制度 规定 决定"
        ),
        4,
    ),
];

/// From this worth on an ending ends a title: no line below can belong to it.
const WHOLE: i32 = 10;

/// Words that a title's line does not begin with.
static NO_TITLE: LazyLock<Words> = words!("根据 依据 按照 为了 附件 首页 当前位置 您的位置 目录 来源 图 表");

/// Marks that no line of a title has.
const BROKEN: &[char] = &['。', '；', '，', '！', '？', '：', ':', ';', '|', '│', '>', '…', '\u{FFFD}'];

/// A title found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Title {
    /// On one line.
    pub text: String,
    /// Index of its first line, and of the line after the last.
    pub lines: (usize, usize),
    /// What it says about its organ.
    pub subject: Subject,
    /// Years that it states.
    pub years: Vec<i32>,
}

/// The best title block among the first lines; the first among equals.
pub fn title(lines: &[Shown]) -> Option<Title> {
    let mut best: Option<(i32, Title)> = None;
    let mut below_text = false;
    let mut possible: Vec<Option<&str>> = Vec::with_capacity(lines.len());
    for start in 0..lines.len() {
        if lines[start].is_prose() {
            below_text = true;
            if best.as_ref().is_some_and(|(score, _)| *score >= CERTAIN) {
                break;
            }
        }
        for line in lines.iter().take(start + MOST_LINES).skip(possible.len()) {
            possible.push(title_line(line));
        }
        for (score, found) in blocks(&possible, start) {
            let score = if below_text { score - BELOW_TEXT } else { score };
            if best.as_ref().is_none_or(|(old, _)| score > *old) {
                best = Some((score, found));
            }
        }
    }
    best.map(|(_, found)| with_year_below(found, lines))
}

/// Titles that begin on one line, with their scores.
fn blocks(lines: &[Option<&str>], start: usize) -> Vec<(i32, Title)> {
    let mut text = String::new();
    let mut found = Vec::new();
    for (end, line) in lines.iter().enumerate().skip(start) {
        let Some(line) = line else { break };
        text.push_str(line);
        if text.len() > 3 * LONGEST_TITLE {
            break;
        }
        let Some(by_ending) = worth_of_ending(&text) else {
            if end == start {
                found.extend(named_line(&text, start));
            }
            continue;
        };
        let subject = subject::of_title(&text);
        let years = year::of_title(&text);
        let lines_more = i32::try_from(end - start).unwrap_or(0);
        let score = by_ending + worth(&subject, !years.is_empty()) - lines_more;
        found.push((
            score,
            Title { text: unquoted(&text).to_owned(), lines: (start, end + 1), subject, years },
        ));
        if by_ending >= WHOLE && score >= WHOLE + 8 {
            break;
        }
    }
    found
}

/// A line that begins with an organ's name and goes on is a title of last resort.
fn named_line(text: &str, at: usize) -> Option<(i32, Title)> {
    let subject = subject::of_title(text);
    let name =
        subject.organ.as_deref().filter(|name| subject.placed && *name != text && text.starts_with(name));
    name.is_some().then(|| {
        let years = year::of_title(text);
        (2, Title { text: text.to_owned(), lines: (at, at + 1), subject, years })
    })
}

/// The line without the words that announce a title, and without the site's name behind it.
fn own_words(line: &str) -> &str {
    const LABELS: &[&str] = &["标题", "名称", "信息名称", "文件名称", "题名", "文件标题"];
    let labelled = LABELS.iter().find_map(|label| line.strip_prefix(label)?.strip_prefix(['：', ':']));
    let line = labelled.unwrap_or(line);
    match line.split_once(['_', '|']) {
        Some((head, _)) if worth_of_ending(head).is_some_and(|worth| worth >= WHOLE) => head,
        _ => line,
    }
}

/// The line's own words, if it can be a title's line.
fn title_line<'a>(line: &'a Shown) -> Option<&'a str> {
    if line.is_prose() {
        return None;
    }
    let own = own_words(line.text());
    let behind = own.trim_start_matches(|c: char| c.is_ascii_digit());
    // A number that is no year begins a table's row, unless a title was broken inside its year (`22年政府…`).
    let row_number =
        behind.len() < own.len() && !behind.starts_with('年') && year::first_place(own) != Some(0);
    let possible = own.chars().nth(LONGEST_LINE).is_none()
        && !row_number
        && !own.contains(BROKEN)
        && !is_numbered(own)
        && line.raw.matches('\t').nth(1).is_none()
        && !NO_TITLE.begin(own);
    possible.then_some(own)
}

/// What a text is worth as a title by its ending; nothing if it is none.
fn worth_of_ending(text: &str) -> Option<i32> {
    text.chars().nth(3)?;
    let core = core(text);
    ENDINGS.iter().find(|(words, _)| words.end(core)).map(|(_, worth)| *worth)
}

/// The title without brackets, years and footnote marks at its end.
fn core(text: &str) -> &str {
    let mut rest = unquoted(text);
    loop {
        let before = rest.len();
        for (open, close) in
            [(['（', '('], ['）', ')']), (['[', '［'], [']', '］']), (['【', '〔'], ['】', '〕'])]
        {
            if rest.ends_with(close)
                && let Some(place) = rest.rfind(open)
            {
                rest = &rest[..place];
            }
        }
        rest = rest.strip_suffix("年度").or_else(|| rest.strip_suffix('年')).unwrap_or(rest);
        rest = rest.trim_end_matches(|c: char| c.is_ascii_digit() || "-—_*".contains(c));
        if rest.len() == before || rest.is_empty() {
            return rest;
        }
    }
}

fn unquoted(text: &str) -> &str {
    text.strip_prefix('《').and_then(|inner| inner.strip_suffix('》')).unwrap_or(text)
}

/// What a title's organ, year and subject add to its score.
fn worth(subject: &Subject, has_year: bool) -> i32 {
    let organ = match (&subject.organ, &subject.division) {
        (Some(_), _) if subject.placed => 5,
        (Some(_), _) => 2,
        (None, Some(_)) => 3,
        (None, None) => 0,
    };
    organ + if has_year { 4 } else { 0 } + if subject.known { 2 } else { 0 }
}

/// Takes in a year printed in brackets or alone on a line below the title.
fn with_year_below(mut title: Title, lines: &[Shown]) -> Title {
    let Some(below) = lines.get(title.lines.1).map(|line| line.text()) else { return title };
    let inner = below.trim_matches(|c| "（）()[]【】〔〕-—".contains(c));
    let years = year::of_title(inner);
    let alone = inner.trim_end_matches(['年', '度']).chars().count() == 4;
    if alone && !years.is_empty() {
        title.text.push_str(below);
        title.lines.1 += 1;
        title.years.extend(years);
        title.years.sort_unstable();
        title.years.dedup();
    }
    title
}
