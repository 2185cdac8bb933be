//! Lines of pages -> what each page prints above and below a place, page numbers and running heads left out.

use std::collections::{BTreeMap, BTreeSet};

use super::super::token::{digit, is_space};
use super::super::view::is_page_mark;
use crate::model::{Document, Rect};

/// Running heads and page numbers stand in this share of the page's height, at its top and its bottom.
const ZONE: f32 = 0.14;

/// A line's page, place and numbers.
type Counted = (u32, Rect, Vec<u32>);

/// Where the body of each page is printed.
#[derive(Debug, Default)]
pub(crate) struct Furniture {
    /// For each page: rectangles of the lines that are neither page numbers nor running heads.
    body: BTreeMap<u32, Vec<Rect>>,
    /// For each page: rectangles of the lines that are the same on other pages, but for the number of the page.
    counting: BTreeMap<u32, Vec<Rect>>,
}

impl Furniture {
    pub(crate) fn of(document: &Document) -> Self {
        let heights: BTreeMap<u32, f32> =
            document.drawn.iter().map(|page| (page.number, page.height)).collect();
        let lines: Vec<(u32, Rect, String, &str)> = document
            .lines
            .iter()
            .zip(&document.places)
            .map(|(line, place)| (place.page, place.rect, line.text.as_str()))
            .filter(|(.., text)| text.chars().any(|c| !is_space(c)))
            .map(|(page, rect, text)| (page, rect, key(text), text.trim_matches(is_space)))
            .collect();
        let mut seen: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
        for (page, rect, key, _) in lines.iter().filter(|line| in_zone(line.1, heights.get(&line.0))) {
            debug_assert!(rect.y0 <= rect.y1);
            seen.entry(key).or_default().insert(*page);
        }
        let mut body: BTreeMap<u32, Vec<Rect>> = BTreeMap::new();
        for (page, rect, key, text) in &lines {
            let recurs = || seen.get(key.as_str()).is_some_and(|pages| pages.len() >= 2);
            let furniture =
                in_zone(*rect, heights.get(page)) && (is_page_mark(text) || is_bare_number(text) || recurs());
            if !furniture && !is_continued(text) {
                body.entry(*page).or_default().push(*rect);
            }
        }
        let mut alike: BTreeMap<&str, Vec<Counted>> = BTreeMap::new();
        for (page, rect, key, text) in lines.iter().filter(|line| in_zone(line.1, heights.get(&line.0))) {
            alike.entry(key).or_default().push((*page, *rect, numbers(text)));
        }
        let mut counting: BTreeMap<u32, Vec<Rect>> = BTreeMap::new();
        for same in alike.values().filter(|same| count_pages(same)) {
            same.iter().for_each(|(page, rect, _)| counting.entry(*page).or_default().push(*rect));
        }
        Self { body, counting }
    }

    /// The lines of a page that are the same on other pages, but for the number of the page.
    pub(crate) fn counting(&self, page: u32) -> &[Rect] {
        self.counting.get(&page).map_or(&[], Vec::as_slice)
    }

    /// The lines of a page's body.
    pub(crate) fn body(&self, page: u32) -> &[Rect] {
        self.body.get(&page).map_or(&[], Vec::as_slice)
    }
}

/// The numbers of a text, which has no more than a date and a time do besides that of its page.
fn numbers(text: &str) -> Vec<u32> {
    let digits = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
    digits.map(|digits| digits.parse().unwrap_or(u32::MAX)).collect()
}

/// True if lines of several pages differ in one number alone, which counts these pages.
fn count_pages(lines: &[Counted]) -> bool {
    let Some((first, others)) = lines.split_first().filter(|(_, others)| !others.is_empty()) else {
        return false;
    };
    let counts = |at: usize| {
        others.iter().all(|(page, _, numbers)| {
            let same = numbers.len() == first.2.len()
                && (0..numbers.len()).all(|other| other == at || numbers[other] == first.2[other]);
            same && *page != first.0
                && i64::from(numbers[at]) - i64::from(*page) == i64::from(first.2[at]) - i64::from(first.0)
        })
    };
    (0..first.2.len()).any(counts)
}

fn in_zone(rect: Rect, height: Option<&f32>) -> bool {
    height.is_some_and(|height| rect.y1 <= ZONE * height || rect.y0 >= (1.0 - ZONE) * height)
}

/// The text without digits and spaces: running heads count pages.
fn key(text: &str) -> String {
    text.chars().filter(|&c| !is_space(c) && digit(c).is_none()).collect()
}

/// A page number alone, or with strokes around it.
fn is_bare_number(text: &str) -> bool {
    let digits = text.chars().filter(|&c| digit(c).is_some()).count();
    (1..=4).contains(&digits)
        && text.chars().all(|c| {
            digit(c).is_some() || is_space(c) || matches!(c, '-' | '—' | '–' | '－' | '·' | '.' | '|')
        })
        || matches!(text, "i" | "ii" | "iii" | "iv" | "v" | "vi" | "vii" | "viii" | "ix" | "x")
}

/// `续表`, `（续上表）`: says that the table goes on.
fn is_continued(text: &str) -> bool {
    let text = text.trim_matches(['（', '）', '(', ')', '：', ':']);
    matches!(text, "续表" | "续上表" | "续" | "接上表" | "continued" | "Continued" | "cont." | "Cont.")
}
