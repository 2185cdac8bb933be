//! Document -> View: each line with what it is apart from tables: blank, a page mark, a running head, a heading.

use std::collections::BTreeMap;

use super::interruption;
use super::token::{digit, is_space, trim};
use crate::model::{Document, Hint, numbering};

/// The headings that announce the tables of known forms, by `heading_key`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Headings {
    /// Sorted.
    headings: Vec<String>,
    /// What the tables begin with: the first text of a header or a row.
    openings: Vec<String>,
}

impl Headings {
    /// The headings of these forms.
    pub(crate) fn new(hints: &[Hint]) -> Self {
        let headings = hints.iter().flat_map(|hint| &hint.headings);
        let first = |hint: &Hint| hint.columns.first().and_then(|path| path.first()).cloned();
        let stubs = hints.iter().flat_map(|hint| hint.stub_heads.first());
        let rows = hints.iter().filter_map(|hint| hint.rows.first()).flat_map(|row| row.labels.first());
        let openings = hints.iter().filter_map(first).chain(stubs.cloned()).chain(rows.cloned());
        let sorted = |mut keys: Vec<String>| {
            keys.retain(|key| !key.is_empty());
            keys.sort_unstable();
            keys.dedup();
            keys
        };
        Self {
            headings: sorted(headings.map(|heading| heading_key(heading)).collect()),
            openings: sorted(openings.map(|opening| heading_key(&opening)).collect()),
        }
    }

    /// True if the heading is known and the table begins with the text behind it.
    fn opens(&self, heading: &str, rest: &str) -> bool {
        self.headings.iter().any(|known| known == heading)
            && self.openings.contains(&heading_key(rest.split('\t').next().unwrap_or("")))
    }
}

/// What a line is, before tables are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Nothing printed and no tab.
    Blank,
    /// A page number or a running head: it may stand inside a table without being part of it.
    Furniture,
    /// Starts with a numbering of chapters and has no cells: ends a table.
    Heading,
    /// Anything else.
    Text,
}

/// One line as the detectors see it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ViewLine<'a> {
    pub(crate) text: &'a str,
    pub(crate) kind: Kind,
}

/// What a line prints, looked at once.
#[derive(Debug, Clone, Copy)]
struct Print<'a> {
    /// The line without the white space around.
    trimmed: &'a str,
    /// It is a page mark.
    is_mark: bool,
}

impl<'a> Print<'a> {
    fn of(text: &'a str) -> Self {
        let trimmed = trim(text);
        Self { trimmed, is_mark: is_page_mark(trimmed) }
    }
}

/// Classifies every line of a document.
pub(crate) fn view<'a>(document: &'a Document, headings: &Headings) -> Vec<ViewLine<'a>> {
    let prints: Vec<Print<'a>> = document.lines.iter().map(|line| Print::of(&line.text)).collect();
    let heads = running_heads(document, &prints);
    let mut lines: Vec<ViewLine<'a>> = Vec::with_capacity(document.lines.len());
    for (line, &Print { trimmed, is_mark }) in document.lines.iter().zip(&prints) {
        let text = line.text.as_str();
        let kind = if trimmed.is_empty() {
            Kind::Blank
        } else if is_mark || heads.contains_key(trimmed) {
            Kind::Furniture
        } else if is_section_heading(trimmed, headings) {
            Kind::Heading
        } else {
            Kind::Text
        };
        let mut rest = text;
        if let (Kind::Text, Some(above)) = (kind, lines.last_mut().filter(|above| above.kind == Kind::Blank))
            && let Some(end) = glued_heading(text, headings)
        {
            // The heading takes the blank line above it, so that every other line keeps its number.
            *above = ViewLine { text: &text[..end], kind: Kind::Heading };
            rest = &text[end..];
        }
        lines.push(ViewLine { text: rest, kind });
    }
    interruption::mark(&mut lines);
    lines
}

/// Where a known heading ends that has the first row of its table behind it on the same line.
fn glued_heading(text: &str, headings: &Headings) -> Option<usize> {
    let trimmed = text.trim_start_matches(is_space);
    let (_, _, start) = numbering(trimmed)?;
    let start = text.len() - trimmed.len() + start;
    let mut key = String::new();
    for (at, character) in text[start..].char_indices().take(60) {
        if matches!(character, '\t' | '（' | '(') || is_space(character) && key.chars().count() > 6 {
            let glued = headings.headings.contains(&key) && !text[start + at..].trim().is_empty();
            if glued || character == '\t' {
                return glued.then_some(start + at);
            }
        }
        if headings.opens(&key, &text[start + at..]) {
            return Some(start + at);
        }
        key.extend(heading_char(character));
    }
    None
}

/// Lines that stand at the top or bottom of several pages, next to a page mark or a form feed.
fn running_heads<'a>(document: &'a Document, prints: &[Print<'a>]) -> BTreeMap<&'a str, usize> {
    let mut near_break: BTreeMap<&str, usize> = BTreeMap::new();
    let mut since_mark = usize::MAX;
    for (index, (line, &Print { trimmed, is_mark })) in document.lines.iter().zip(prints).enumerate() {
        if trimmed.is_empty() {
            since_mark = if line.page_break { 0 } else { since_mark };
            continue;
        }
        if line.page_break || is_mark {
            since_mark = 0;
        }
        if is_mark {
            continue;
        }
        if (since_mark <= 1 || next_is_mark(&prints[index + 1..])) && may_be_head(&line.text, trimmed) {
            near_break.insert(trimmed, 0);
        }
        since_mark = since_mark.saturating_add(1);
    }
    if near_break.is_empty() {
        return near_break;
    }
    for (_, print) in document.lines.iter().zip(prints).filter(|(line, _)| !line.text.contains('\t')) {
        if let Some(count) = near_break.get_mut(print.trimmed) {
            *count += 1;
        }
    }
    near_break.retain(|text, &mut count| count >= 2 && !has_gap(text));
    near_break
}

/// True for a line that reads like a running head; a tab or a numbering makes it another thing.
fn may_be_head(line: &str, trimmed: &str) -> bool {
    (8..=180).contains(&trimmed.len()) && !line.contains('\t') && numbering(trimmed).is_none()
}

/// True where the next printed line is a page mark.
fn next_is_mark(below: &[Print<'_>]) -> bool {
    below.iter().take(3).find(|print| !print.trimmed.is_empty()).is_some_and(|print| print.is_mark)
}

/// True where a run of spaces holds cells apart.
fn has_gap(text: &str) -> bool {
    text.contains("  ") || text.contains('\u{3000}')
}

/// `— 3 —`, `- 3 -`, `第3页 共6页`, `3 / 6`, `Page 3 of 6`.
pub(crate) fn is_page_mark(text: &str) -> bool {
    if text.len() > 60 {
        return false;
    }
    const DASHES: &[char] = &['-', '—', '－', '–', '―', '─', '·', '~', '～', '−'];
    let may_be = text.chars().find(|&c| !is_space(c)).is_some_and(|first| match first {
        '第' => text.contains('页'),
        'p' | 'P' => true,
        _ if DASHES.contains(&first) => true,
        _ => digit(first).is_some() && text.contains(['/', '／']),
    });
    if !may_be || !text.contains(|c| digit(c).is_some()) {
        return false;
    }
    let compact: String = text.chars().filter(|&c| !is_space(c)).map(|c| digit(c).unwrap_or(c)).collect();
    let inner = compact.trim_matches(DASHES);
    let dashed =
        compact.starts_with(DASHES) && compact.ends_with(DASHES) && inner.len() <= 4 && is_digits(inner);
    dashed || is_page_words(&compact) || is_fraction(&compact) || is_english_page(&compact)
}

fn is_page_words(compact: &str) -> bool {
    let Some(rest) = compact.strip_prefix('第') else { return false };
    let Some((number, rest)) = rest.split_once('页') else { return false };
    let rest = rest
        .trim_matches(|c: char| matches!(c, '/' | '／' | ',' | '，' | '|' | '｜' | '(' | ')' | '（' | '）'));
    let total = rest.strip_prefix('共').and_then(|rest| rest.strip_suffix('页'));
    is_digits(number) && (rest.is_empty() || total.is_some_and(is_digits))
}

fn is_fraction(compact: &str) -> bool {
    let Some((page, pages)) = compact.split_once(['/', '／']) else { return false };
    let (page, pages) = (page.trim_matches(['-', '—']), pages.trim_matches(['-', '—']));
    is_digits(page) && is_digits(pages) && page.len() <= 3 && pages.len() <= 3 && !page.starts_with('0')
}

fn is_english_page(compact: &str) -> bool {
    let lower = compact.to_ascii_lowercase();
    let Some(rest) = lower.strip_prefix("page") else { return false };
    rest.split("of").all(is_digits)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A chapter heading: known from the hints, or numbered like one and worded like one.
fn is_section_heading(trimmed: &str, headings: &Headings) -> bool {
    let long = || has_gap(trimmed) && trimmed.chars().count() > 60;
    if trimmed.len() > 240 || trimmed.contains('\t') || trimmed.len() > 60 && long() {
        return false;
    }
    let number = numbering(trimmed);
    let body = number.map_or(trimmed, |(_, _, end)| &trimmed[end..]);
    if is_known(body, &headings.headings) {
        return true;
    }
    let chapter =
        trimmed.starts_with('第') && trimmed.chars().take(6).any(|c| matches!(c, '章' | '部' | '节'));
    let markdown = trimmed.starts_with('#');
    markdown || chapter || number.is_some() && is_heading_words(&heading_key(body))
}

/// True for one of these headings, which are sorted. The first character tells most lines from all of them.
fn is_known(body: &str, headings: &[String]) -> bool {
    let begins = body.chars().find_map(heading_char);
    let from = headings.partition_point(|heading| heading.chars().next() < begins);
    let alike = headings[from..].iter().take_while(|heading| heading.chars().next() == begins);
    alike.into_iter().any(|heading| body.chars().filter_map(heading_char).eq(heading.chars()))
}

/// Words that close the headings of chapters and never a row's label.
fn is_heading_words(key: &str) -> bool {
    let count = key.chars().count();
    (3..=40).contains(&count)
        && ([
            "总体情况",
            "改进情况",
            "报告的事项",
            "公开政府信息情况",
            "申请情况",
            "诉讼情况",
            "行政诉讼",
            "工作情况",
            "主要问题",
            "存在问题",
        ]
        .iter()
        .any(|end| key.ends_with(end)))
}

/// A heading without spaces, punctuation and Markdown marks: what headings are compared by.
pub(crate) fn heading_key(text: &str) -> String {
    text.chars().filter_map(heading_char).collect()
}

#[inline]
fn heading_char(c: char) -> Option<char> {
    let left_out = is_space(c)
        || c.is_ascii_punctuation()
        || matches!(c, '、' | '，' | '。' | '：' | '（' | '）' | '；' | '“' | '”');
    (!left_out).then(|| digit(c).unwrap_or(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_page_marks() {
        for mark in
            ["— 3 —", "- 3 -", "第3页 共6页", "第 3 页", "3/6", "Page 3 of 6", "－３－", "第3页/共6页"]
        {
            assert!(is_page_mark(mark), "{mark}");
        }
        for other in ["3", "—", "0/", "2022年", "1 0 0", "- -", "第3页的表"] {
            assert!(!is_page_mark(other), "{other}");
        }
    }

    #[test]
    fn headings_end_tables_and_row_labels_do_not() {
        let none = Headings::default();
        assert!(is_section_heading("3、 收到和处理政府信息公开申请情况", &none));
        assert!(is_section_heading("五、存在的主要问题及改进情况", &none));
        assert!(!is_section_heading("一、本年新收政府信息公开申请数量", &none));
        assert!(!is_section_heading("三、本年度办理结果", &none));
        assert!(!is_section_heading("1.属于国家秘密", &none));
    }

    #[test]
    fn a_heading_glued_to_the_first_cell_of_its_table_is_told_apart() {
        let headings = Headings {
            headings: vec!["行政复议行政诉讼情况".to_owned()],
            openings: vec!["行政复议".to_owned()],
        };
        let end = |text: &str| glued_heading(text, &headings).map(|end| text[end..].to_owned());
        assert_eq!(
            end("四、行政复议、行政诉讼情况行政复议\t\t行政诉讼"),
            Some("行政复议\t\t行政诉讼".to_owned())
        );
        assert_eq!(end("四、行政复议、行政诉讼情况行政复议"), Some("行政复议".to_owned()));
        assert_eq!(end("四、行政复议、行政诉讼情况说明\t3"), None);
        assert_eq!(end("四、行政复议、行政诉讼情况"), None);
    }
}
