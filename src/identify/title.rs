//! First lines -> the title block: which lines, the title on one line, the years in it.

use super::fold::is_numbered;
use super::head::Shown;
use super::subject::{self, Subject};
use super::year;

/// Lines that one title can be broken over.
const MOST_LINES: usize = 6;

/// Characters that one line of a title, and a whole title, can have.
const LONGEST_LINE: usize = 60;
const LONGEST_TITLE: usize = 100;

/// Endings of titles, with their worth: a report's whole name, a subject that may go on in the next line, other papers. The
/// longest that fits counts.
const ENDINGS: &[(&str, i32)] = &[
    ("报告", 10),
    ("年报", 10),
    ("公报", 10),
    ("年鉴", 10),
    ("白皮书", 10),
    ("报告书", 10),
    ("预算", 8),
    ("决算", 8),
    ("预决算", 8),
    ("预算公开", 10),
    ("决算公开", 10),
    ("预决算公开", 10),
    ("预算公开说明", 12),
    ("决算公开说明", 12),
    ("预算说明", 10),
    ("决算说明", 10),
    ("预算编制说明", 10),
    ("预算草案", 9),
    ("预算公开情况说明", 12),
    ("预算情况说明", 11),
    ("决算公开情况说明", 12),
    ("决算情况说明", 11),
    ("信息公开", 5),
    ("预算信息公开", 9),
    ("决算信息公开", 9),
    ("表", 4),
    ("说明", 4),
    ("通报", 4),
    ("计划", 4),
    ("方案", 4),
    ("规划", 4),
    ("要点", 4),
    ("清单", 4),
    ("目录", 4),
    ("通知", 4),
    ("公告", 4),
    ("办法", 4),
    ("情况", 4),
    ("总结", 4),
    ("公开", 4),
    ("公示", 4),
    ("意见", 4),
    ("函", 4),
    ("指南", 4),
    ("数据", 4),
    ("年度", 2),
    ("信息", 2),
    ("统计", 2),
];

/// From this worth on an ending ends a title: no line below can belong to it.
const WHOLE: i32 = 10;

/// Words that a title's line does not begin with.
const NO_TITLE: &[&str] =
    &["根据", "依据", "按照", "为了", "附件", "首页", "当前位置", "您的位置", "目录", "来源", "图", "表"];

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
    let mut body = 0;
    for start in 0..lines.len() {
        if lines[start].is_prose() {
            body += 1;
            if best.is_some() && body >= 1 {
                break;
            }
            continue;
        }
        for (score, found) in blocks(lines, start) {
            let score = score - 6 * body.min(1);
            if best.as_ref().is_none_or(|(old, _)| score > *old) {
                best = Some((score, found));
            }
        }
    }
    best.map(|(_, found)| with_year_below(found, lines))
}

/// Titles that begin on one line, with their scores.
fn blocks(lines: &[Shown], start: usize) -> Vec<(i32, Title)> {
    let mut text = String::new();
    let mut found = Vec::new();
    for end in start..lines.len().min(start + MOST_LINES) {
        let line = own_words(&lines[end].text);
        if !can_be_title_line(&lines[end], line)
            || text.chars().count() + line.chars().count() > LONGEST_TITLE
        {
            break;
        }
        text.push_str(line);
        let Some(by_ending) = score(&text) else { continue };
        let subject = subject::of_title(&text);
        let score = by_ending + worth(&subject, &text) - i32::try_from(end - start).unwrap_or(0);
        let years = year::of_title(&text);
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

/// The line without the words that announce a title.
fn own_words(line: &str) -> &str {
    const LABELS: &[&str] = &["标题", "名称", "信息名称", "文件名称", "题名", "文件标题"];
    let labelled = LABELS.iter().find_map(|label| line.strip_prefix(label)?.strip_prefix(['：', ':']));
    labelled.unwrap_or(line)
}

fn can_be_title_line(line: &Shown, own: &str) -> bool {
    let broken = ['。', '；', '，', '！', '？', '：', ':', ';', '|', '│', '>', '…', '\u{FFFD}'];
    own.chars().count() <= LONGEST_LINE
        && !own.contains(broken)
        && !is_numbered(own)
        && line.raw.trim().matches('\t').count() <= 1
        && !NO_TITLE.iter().any(|word| own.starts_with(word))
}

/// What a text is worth as a title by its ending; nothing if it is none.
fn score(text: &str) -> Option<i32> {
    if text.chars().count() < 4 {
        return None;
    }
    let core = core(text);
    let fitting = ENDINGS.iter().filter(|(end, _)| core.ends_with(end));
    fitting.max_by_key(|(end, _)| end.len()).map(|(_, worth)| *worth)
}

/// The title without brackets and years at its end.
fn core(text: &str) -> &str {
    let mut rest = unquoted(text);
    loop {
        let before = rest.len();
        if rest.ends_with(['）', ')'])
            && let Some(open) = rest.rfind(['（', '('])
        {
            rest = &rest[..open];
        }
        rest = rest.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '年' | '-' | '—' | '_'));
        if rest.len() == before || rest.is_empty() {
            return rest;
        }
    }
}

fn unquoted(text: &str) -> &str {
    text.strip_prefix('《').and_then(|inner| inner.strip_suffix('》')).unwrap_or(text)
}

/// What a title's organ, year and subject add to its score.
fn worth(subject: &Subject, text: &str) -> i32 {
    let organ = match (&subject.organ, &subject.division) {
        (Some(_), _) if subject.placed => 5,
        (Some(_), _) => 2,
        (None, Some(_)) => 3,
        (None, None) => 0,
    };
    let year = if year::first_place(text).is_some() { 4 } else { 0 };
    organ + year + if subject.known { 2 } else { 0 }
}

/// Takes in a year printed in brackets or alone on a line below the title.
fn with_year_below(mut title: Title, lines: &[Shown]) -> Title {
    let Some(below) = lines.get(title.lines.1).map(|line| line.text.as_str()) else { return title };
    let inner = below.trim_matches(['（', '）', '(', ')', '-', '—', '[', ']', '【', '】']);
    let year = inner.trim_end_matches(['年', '度']);
    let years = year::of_title(inner);
    let alone = year.chars().count() == 4 && !years.is_empty();
    if alone && !is_numbered(below) {
        title.text.push_str(below);
        title.lines.1 += 1;
        title.years.extend(years);
        title.years.sort_unstable();
        title.years.dedup();
    }
    title
}
