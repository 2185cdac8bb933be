//! Document -> View: each line with what it is apart from tables: blank, a page mark, a running head, a heading.

use std::collections::{BTreeMap, BTreeSet};

use super::headings::{Headings, glued_heading, is_section_heading};
use super::interruption;
use super::token::{digit, is_space, trim};
use crate::model::{Document, Line, numbering};

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
    /// The heading that was printed before the text on the same line, with no blank line above that could take it.
    pub(crate) heading: &'a str,
    /// How many page breaks and page marks stand above: lines with the same number are on one page.
    pub(crate) sheet: u32,
}

impl<'a> ViewLine<'a> {
    /// A line that has nothing but its text.
    pub(crate) fn new(text: &'a str, kind: Kind) -> Self {
        Self { text, kind, heading: "", sheet: 0 }
    }
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
    let heads = running_heads(&document.lines, &prints);
    let mut lines: Vec<ViewLine<'a>> = Vec::with_capacity(document.lines.len());
    let mut sheet = 0;
    for (line, &Print { trimmed, is_mark }) in document.lines.iter().zip(&prints) {
        let text = line.text.as_str();
        sheet += u32::from(line.page_break || is_mark);
        let kind = if trimmed.is_empty() {
            Kind::Blank
        } else if is_mark || heads.contains(trimmed) {
            Kind::Furniture
        } else if is_section_heading(trimmed, text.contains('\t'), headings) {
            Kind::Heading
        } else {
            Kind::Text
        };
        let glued = if kind == Kind::Text { glued_heading(text, headings) } else { None };
        let (mut heading, rest) = text.split_at(glued.unwrap_or(0));
        if let Some(above) = lines.last_mut().filter(|above| above.kind == Kind::Blank && !heading.is_empty())
        {
            // The heading takes the blank line above it, so that every other line keeps its number.
            *above = ViewLine { sheet: above.sheet, ..ViewLine::new(heading, Kind::Heading) };
            heading = "";
        }
        lines.push(ViewLine { heading, sheet, ..ViewLine::new(rest, kind) });
    }
    interruption::mark(&mut lines);
    lines
}

/// Lines that stand at the top or bottom of several pages, next to a page mark or a form feed, or once there and once as
/// the title; cells of a table that a page's end parts are repeated elsewhere.
fn running_heads<'a>(lines: &'a [Line], prints: &[Print<'a>]) -> BTreeSet<&'a str> {
    // How often each stands near a page's end, and how often anywhere.
    let mut near_break: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut since_mark = usize::MAX;
    for (index, (line, &Print { trimmed, is_mark })) in lines.iter().zip(prints).enumerate() {
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
            near_break.entry(trimmed).or_default().0 += 1;
        }
        since_mark = since_mark.saturating_add(1);
    }
    if near_break.is_empty() {
        return BTreeSet::new();
    }
    for (_, print) in lines.iter().zip(prints).filter(|(line, _)| !line.text.contains('\t')) {
        if let Some((_, all)) = near_break.get_mut(print.trimmed) {
            *all += 1;
        }
    }
    near_break.retain(|text, &mut (near, all)| all >= 2 && all <= 2 * near && !has_gap(text));
    near_break.into_keys().collect()
}

/// True for a line that reads like a running head; a tab or a numbering makes it another thing, and so do values alone.
fn may_be_head(line: &str, trimmed: &str) -> bool {
    (8..=180).contains(&trimmed.len())
        && !line.contains('\t')
        && trimmed.contains(char::is_alphabetic)
        && numbering(trimmed).is_none()
}

/// True where the next printed line is a page mark.
fn next_is_mark(below: &[Print<'_>]) -> bool {
    below.iter().take(3).find(|print| !print.trimmed.is_empty()).is_some_and(|print| print.is_mark)
}

/// True where a run of spaces holds cells apart.
pub(super) fn has_gap(text: &str) -> bool {
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
    fn a_running_head_is_not_a_cell_that_the_table_repeats() {
        let texts = [
            "某局年报告",
            "0 0 0 0",
            "结果维持",
            "\u{c}某局年报告",
            "0 0 0 0",
            "结果维持",
            "结果纠正",
            "结果维持",
        ];
        let lines = texts.map(|text| Line {
            text: text.trim_start_matches('\u{c}').to_owned(),
            page_break: text.starts_with('\u{c}'),
        });
        let prints = lines.each_ref().map(|line| Print::of(&line.text));
        let heads: Vec<&str> = running_heads(&lines, &prints).into_iter().collect();
        assert_eq!(heads, ["某局年报告"]);
    }
}
