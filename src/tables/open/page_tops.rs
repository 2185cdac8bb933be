//! Lines of a page -> those that are neither running heads nor page numbers: a header comes again on each page as these do.

use super::super::aligned::ONE_ROW;
use super::print::Line;
use crate::model::Rect;
use crate::tables::token::{Token, is_year, printed_token as token};

/// Running heads and page numbers stand in this share of the page's height, at its top and its bottom.
const ZONE: f32 = 0.09;
/// Names of columns at least.
const FEWEST: usize = 3;
/// The text stands no farther from them than they do from the row below, but for this share.
const STEP: f32 = 1.1;

/// Leaves out what stands at the top and the bottom of a page. `body`: areas of lines there that are no running heads.
/// `counting`: those of lines that count the pages.
pub(super) fn keep(lines: &mut Vec<Line>, height: f32, body: &[Rect], counting: &[Rect]) {
    let edge = |line: &Line| line.bottom() <= ZONE * height || line.top() >= (1.0 - ZONE) * height;
    // A row of a table at the top of its page may read like one on another page, and so may the lines of its cells.
    let mut rows: Vec<f32> =
        lines.iter().filter(|line| line.runs().len() >= FEWEST).map(|line| line.base).collect();
    rows.extend(head(lines));
    let row = |line: &Line| rows.iter().any(|base| (base - line.base).abs() <= ONE_ROW * line.size);
    lines.retain(|line| {
        let is_foot = counting.iter().any(|rect| covers(rect, line));
        !edge(line) || row(line) && !is_foot || body.iter().any(|rect| covers(rect, line))
    });
}

/// Baseline of the first line, if it is one text within the reach of the names below, and no farther from these than they are
/// from the row below them.
fn head(lines: &[Line]) -> Option<f32> {
    let [text, names, row, ..] = lines else { return None };
    let named = |(first, end): &(usize, usize)| {
        let words = names.words[*first..*end].iter();
        words.into_iter().all(|word| token(&word.text) == Token::Text || is_year(&word.text))
    };
    let runs = names.runs();
    let within = names.x0() <= text.x0() && text.x1() <= names.x1();
    let near = names.base - text.base <= STEP * (row.base - names.base);
    let valued = row.words.iter().any(|word| token(&word.text).is_value()) && row.runs().len() >= FEWEST;
    let is_head = text.runs().len() == 1
        && runs.len() >= FEWEST
        && runs.iter().all(named)
        && within
        && near
        && valued
        && text.size <= 1.02 * names.size;
    is_head.then_some(text.base)
}

fn covers(rect: &Rect, line: &Line) -> bool {
    let middle = line.middle();
    rect.y0 <= middle && middle <= rect.y1
}
