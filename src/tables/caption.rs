//! Lines above a table -> its section, title and unit.

use super::token::trim;
use super::view::{Kind, ViewLine};
use crate::model::unit_line::unit_line;
use crate::model::{Grid, numbering};

/// How far above a table its caption and unit line may stand.
const REACH: usize = 8;

/// Names the tables of a document one after the other; carries the nearest heading from table to table.
#[derive(Debug, Default)]
pub(crate) struct Captions {
    /// Lines above this one have been looked at for headings.
    looked: usize,
    section: String,
    /// Where the table before ended.
    floor: usize,
}

impl Captions {
    /// Fills in the section, the title and the unit of the next table.
    pub(crate) fn name(&mut self, grid: &mut Grid, lines: &[ViewLine<'_>]) {
        let start = grid.lines.0;
        if let Some(section) = section(&lines[self.looked.min(start)..start]) {
            self.section = section;
        }
        self.looked = start;
        let above = &lines[self.floor.min(start)..start];
        match lines.get(start).map_or("", |line| line.heading) {
            "" => name(grid, &self.section, above),
            heading => {
                self.section = squeeze(heading);
                grid.title.clone_from(&self.section);
            }
        }
        grid.section.clone_from(&self.section);
        self.floor = grid.lines.1;
    }
}

/// Fills in the title and the unit of a table from the lines between it and the table before.
fn name(grid: &mut Grid, section: &str, above: &[ViewLine<'_>]) {
    let mut caption = None;
    let printed = above.iter().rev().filter(|line| line.kind != Kind::Blank).take(REACH);
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
    grid.title = caption.unwrap_or_else(|| section.to_owned());
}

/// The last heading of these lines.
fn section(lines: &[ViewLine<'_>]) -> Option<String> {
    let is_heading = |line: &&ViewLine<'_>| {
        let text = trim(line.text);
        line.kind == Kind::Heading
            || line.kind == Kind::Text
                && !text.contains('\t')
                && text.len() <= 180
                && numbering(text).is_some()
                && !text.ends_with(['。', '；', ';'])
                && !text.contains('。')
    };
    lines.iter().rev().find(is_heading).map(|line| squeeze(line.text))
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

/// Spaces out; a heading is printed on one line.
fn squeeze(text: &str) -> String {
    crate::model::text::squeeze(text)
}
