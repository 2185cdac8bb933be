//! Forms -> Headings: which lines announce a chapter or a table, and where a heading ends that a table is glued to.

use super::token::{digit, is_space};
use super::view::has_gap;
use crate::model::{Hint, numbering};

/// The headings of known forms, folded and sorted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Headings {
    headings: Vec<String>,
    /// The texts that begin their tables.
    openings: Vec<String>,
}

impl Headings {
    /// The headings of the forms that these hints describe.
    pub(crate) fn new(hints: &[Hint]) -> Self {
        let mut known = Self::default();
        for hint in hints {
            let first = [
                hint.columns.first().and_then(|path| path.first()),
                hint.stub_heads.first(),
                hint.rows.first().and_then(|row| row.labels.first()),
            ];
            known.headings.extend(hint.headings.iter().map(|heading| heading_key(heading)));
            known.openings.extend(first.into_iter().flatten().map(|text| heading_key(text)));
        }
        known.openings.retain(|opening| !opening.is_empty());
        for keys in [&mut known.headings, &mut known.openings] {
            keys.sort_unstable();
            keys.dedup();
        }
        known
    }

    fn contains(&self, key: &str) -> bool {
        self.headings.binary_search_by(|heading| heading.as_str().cmp(key)).is_ok()
    }

    /// Those that begin as this text does. The first character tells most lines from all of them.
    fn alike(&self, body: &str) -> impl Iterator<Item = &String> {
        let begins = body.chars().find_map(heading_char);
        let from = self.headings.partition_point(|heading| heading.chars().next() < begins);
        self.headings[from..].iter().take_while(move |heading| heading.chars().next() == begins)
    }

    /// True for one of the headings.
    fn bears(&self, body: &str) -> bool {
        self.alike(body).any(|heading| body.chars().filter_map(heading_char).eq(heading.chars()))
    }

    /// True if the text ends as one of those does that begin a table.
    fn may_open(&self, text: &str) -> bool {
        let ends = text.chars().rev().find_map(heading_char);
        self.openings.iter().any(|opening| opening.chars().next_back() == ends)
    }

    /// How many characters of a key are a heading, if what follows is the text that begins a table.
    fn opening(&self, key: &str) -> Option<usize> {
        let heading = |opening: &String| {
            key.strip_suffix(opening.as_str()).filter(|rest| self.contains(rest) || is_heading_words(rest))
        };
        self.openings.iter().find_map(heading).map(|heading| heading.chars().count())
    }
}

/// Where a known heading ends that has the first row of its table behind it on the same line.
pub(super) fn glued_heading(text: &str, headings: &Headings) -> Option<usize> {
    let trimmed = text.trim_start_matches(is_space);
    let (_, _, start) = numbering(trimmed)?;
    let start = text.len() - trimmed.len() + start;
    if let Some(end) = before_first_cell(&text[start..], headings) {
        return Some(start + end);
    }
    headings.alike(&text[start..]).next()?;
    let mut key = String::new();
    for (at, character) in text[start..].char_indices().take(60) {
        if matches!(character, '\t' | '（' | '(') || is_space(character) && key.chars().count() > 6 {
            let glued = headings.contains(&key) && !text[start + at..].trim().is_empty();
            if glued || character == '\t' {
                return glued.then_some(start + at);
            }
        }
        key.extend(heading_char(character));
    }
    None
}

/// Where a known heading ends that has the first cell of its table right behind it: `…行政诉讼情况行政复议`.
fn before_first_cell(text: &str, headings: &Headings) -> Option<usize> {
    let cell = text.split('\t').next().unwrap_or_default();
    if cell.len() > 240 || !headings.may_open(cell) {
        return None;
    }
    let kept: Vec<(usize, char)> =
        cell.char_indices().filter_map(|(at, c)| heading_char(c).map(|key| (at, key))).collect();
    let key: String = kept.iter().map(|&(_, key)| key).collect();
    let length = headings.opening(&key)?;
    kept.get(length).map(|&(at, _)| at)
}

/// A chapter heading: known from the hints, or numbered like one and worded like one. With tabs around it only a known
/// one is: else it is a row of a table that has no values.
pub(super) fn is_section_heading(trimmed: &str, tabbed: bool, headings: &Headings) -> bool {
    let long = || has_gap(trimmed) && trimmed.chars().count() > 60;
    if trimmed.len() > 240 || trimmed.contains('\t') || trimmed.len() > 60 && long() {
        return false;
    }
    let number = numbering(trimmed);
    let body = number.map_or(trimmed, |(_, _, end)| &trimmed[end..]);
    if headings.bears(body) {
        return true;
    }
    let chapter =
        trimmed.starts_with('第') && trimmed.chars().take(6).any(|c| matches!(c, '章' | '部' | '节'));
    let markdown = trimmed.starts_with('#');
    markdown || chapter || !tabbed && number.is_some() && is_heading_words(&heading_key(body))
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
fn heading_key(text: &str) -> String {
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
    fn a_heading_ends_where_the_first_cell_of_its_table_begins() {
        let hint = Hint {
            headings: vec!["行政复议、行政诉讼情况".to_owned()],
            columns: vec![vec!["行政复议".to_owned()]],
            name: String::new(),
            label_columns: 0,
            stub_heads: Vec::new(),
            rows: Vec::new(),
            row_sums: Vec::new(),
        };
        let known = Headings::new(&[hint]);
        let end = |text: &'static str| glued_heading(text, &known).map(|end| &text[end..]);
        assert_eq!(end("四、行政复议、行政诉讼情况行政复议\t行政诉讼"), Some("行政复议\t行政诉讼"));
        assert_eq!(end("四、行政复议、行政诉讼情况 行政复议"), Some("行政复议"));
        assert_eq!(end("四、行政复议、行政诉讼情况"), None);
        assert_eq!(end("四、今年提起的行政复议"), None);
    }

    #[test]
    fn headings_end_tables_and_row_labels_do_not() {
        let none = Headings::default();
        assert!(is_section_heading("3、 收到和处理政府信息公开申请情况", false, &none));
        assert!(is_section_heading("五、存在的主要问题及改进情况", false, &none));
        assert!(!is_section_heading("一、本年新收政府信息公开申请数量", false, &none));
        assert!(!is_section_heading("三、本年度办理结果", false, &none));
        // With tabs around it words alone tell no heading: a row may end like one.
        assert!(!is_section_heading("（二）通过不同渠道和方式公开政府信息情况", true, &none));
        assert!(!is_section_heading("1.属于国家秘密", false, &none));
    }
}
