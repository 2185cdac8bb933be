//! Lines above a table -> its section, title and unit.

use super::token::is_space;
use super::view::{Kind, ViewLine};
use crate::model::unit::unit_of;
use crate::model::{Grid, numbering};

/// How far above a table its caption and unit line may stand.
const REACH: usize = 8;

/// Fills in the section, the title and the unit of a table; `floor` is where the table before it ended.
pub(crate) fn name(grid: &mut Grid, lines: &[ViewLine<'_>], floor: usize) {
    let start = grid.lines.0;
    grid.section = section(lines, start);
    let mut caption = None;
    let printed =
        lines[floor.min(start)..start].iter().rev().filter(|line| line.kind != Kind::Blank).take(REACH);
    for (above, line) in printed.enumerate() {
        let text = squeeze(line.text);
        if let Some(unit) = unit_line(&text) {
            if grid.unit.is_empty() {
                grid.unit = unit;
            }
        } else if line.kind == Kind::Heading || is_caption(&text) {
            caption = Some(text);
            break;
        } else if above >= 3 {
            break;
        }
    }
    grid.title = caption.unwrap_or_else(|| grid.section.clone());
}

/// The nearest heading above.
fn section(lines: &[ViewLine<'_>], start: usize) -> String {
    let is_heading = |line: &&ViewLine<'_>| {
        let text = line.text.trim_matches(is_space);
        line.kind == Kind::Heading
            || line.kind == Kind::Text
                && !text.contains('\t')
                && text.len() <= 180
                && numbering(text).is_some()
                && !text.ends_with(['。', '；', ';'])
                && !text.contains('。')
    };
    lines[..start].iter().rev().find(is_heading).map(|line| squeeze(line.text)).unwrap_or_default()
}

/// `表1 …`, `附表`, `…统计表`, `Table 3. …`.
fn is_caption(text: &str) -> bool {
    let count = text.chars().count();
    if !(2..=80).contains(&count) || text.ends_with(['。', '；', '，']) {
        return false;
    }
    text.starts_with("附表")
        || text
            .strip_prefix('表')
            .is_some_and(|rest| rest.chars().next().is_some_and(|c| c.is_alphanumeric()))
        || text.starts_with("Table ")
        || text.ends_with('表')
        || text.ends_with("一览")
        || text.ends_with("表）")
}

/// `单位：万元`, `（单位：人）`, `计量单位: 件`.
fn unit_line(text: &str) -> Option<String> {
    let short = text.chars().count() <= 24;
    (short && text.contains("单位")).then(|| unit_of(text)).flatten().map(str::to_owned)
}

/// Spaces out; a heading is printed on one line.
fn squeeze(text: &str) -> String {
    crate::model::text::squeeze(text)
}
