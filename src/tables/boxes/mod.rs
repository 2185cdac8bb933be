//! Tables drawn with signs (`┌─┬─┐`, `+--+--+`) -> Grid.
//!
//! `signs` takes a line apart, `columns` tells where its separators stand, `sheet` and `bands` put the lines into rows,
//! `lattice` joins places into cells. A drawing that goes on behind a page mark is one table, and so is one that goes
//! on with a row of values.

mod bands;
mod columns;
mod lattice;
#[cfg(test)]
mod properties;
mod sheet;
mod signs;
#[cfg(test)]
mod tests;

use columns::Columns;
use sheet::Sheet;
use signs::{Drawn, Gap, is_drawing};

use super::claim::Claim;
use super::printed;
use super::token::{is_space, token};
use super::view::{Kind, ViewLine};
use crate::model::{Code, GridCell, Method, Printed, Problem};

/// Blank lines and page marks that may stand inside a drawing.
const GAP: usize = 10;
/// Running heads that nothing told to be such, inside a drawing that has not closed.
const FOREIGN: usize = 3;

/// Finds the tables that are drawn with signs.
pub(crate) fn find(lines: &[ViewLine<'_>]) -> Vec<Claim> {
    let mut claims = Vec::new();
    let mut index = 0;
    while index < lines.len() {
        let Some(look) = Look::of(lines[index].text) else {
            index += 1;
            continue;
        };
        let (drawn, end) = region(lines, index, look);
        for drawing in drawings(drawn) {
            claims.extend(claim(&drawing));
        }
        index = end.max(index + 1);
    }
    claims
}

/// What a drawing is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look {
    /// `|` and `+` are signs.
    ascii: bool,
    /// It has no outer line at its left, at its right.
    open: [bool; 2],
}

impl Look {
    /// The look of a drawing that may begin with this line.
    fn of(text: &str) -> Option<Self> {
        let first = text.trim_start_matches(is_space).chars().next()?;
        let look = match first {
            '+' => Self { ascii: true, open: [false; 2] },
            '─' | '━' | '═' => Self { ascii: false, open: [true, is_stroke(text)] },
            sign if is_drawing(sign) => Self { ascii: false, open: [false, is_stroke(text)] },
            _ => return None,
        };
        let drawn = look.line(text, 0)?;
        (drawn.is_rule() || !look.ascii && look.open == [false; 2]).then_some(look)
    }

    /// The line as one of a drawing with this look.
    fn line<'a>(self, text: &'a str, index: usize) -> Option<Drawn<'a>> {
        let first = text.trim_start_matches(is_space).chars().next()?;
        let begins = is_drawing(first) || self.ascii && matches!(first, '|' | '+');
        if !begins && !self.open[0] {
            return None;
        }
        // Bars of a text stand for uprights where a drawing has none of its own on the line.
        let drawn = Drawn::scan(text, index, self.ascii, self.open)?;
        let inner = drawn.separators.len() > 2;
        (drawn.starts() && (inner || self.open == [false; 2])).then_some(drawn)
    }
}

impl Look {
    /// True if a drawing may end with this line.
    fn closes(self, line: &Drawn<'_>) -> bool {
        if self.ascii {
            line.is_rule()
        } else {
            line.is_bottom() || !line.has_rule() && self.open != [false; 2]
        }
    }
}

/// True if a line ends with a horizontal stroke: the drawing has no upright at its right.
fn is_stroke(text: &str) -> bool {
    text.trim_end_matches(is_space).ends_with(['─', '━', '═'])
}

/// The lines of drawings from `start` on, and the line behind them.
fn region<'a>(lines: &[ViewLine<'a>], start: usize, look: Look) -> (Vec<Drawn<'a>>, usize) {
    let mut drawn: Vec<Drawn<'a>> = Vec::new();
    let (mut end, mut gap, mut skipped, mut foreign) = (start, Gap::None, 0, 0);
    for (index, line) in lines.iter().enumerate().skip(start) {
        if let Some(mut next) = look.line(line.text, index) {
            next.gap = gap;
            drawn.push(next);
            (end, gap, skipped, foreign) = (index + 1, Gap::None, 0, 0);
            continue;
        }
        gap = match line.kind {
            Kind::Blank => gap.max(Gap::Blank),
            Kind::Furniture => gap.max(Gap::Page),
            Kind::Text if drawn.last().is_some_and(|last| !look.closes(last)) => Gap::Text,
            Kind::Heading | Kind::Text => break,
        };
        skipped += 1;
        foreign += usize::from(line.kind == Kind::Text);
        if skipped > GAP || foreign > FOREIGN {
            break;
        }
    }
    (drawn, end)
}

/// Cuts a region into drawings: one that closed is over, unless it goes on with the same columns behind a page mark, or
/// with a row of values: a table of its own would begin with a header.
fn drawings(lines: Vec<Drawn<'_>>) -> Vec<Vec<Drawn<'_>>> {
    let mut drawings: Vec<Vec<Drawn<'_>>> = Vec::new();
    let headless: Vec<bool> = (0..lines.len()).map(|at| is_headless(&lines[at..])).collect();
    for (line, headless) in lines.into_iter().zip(headless) {
        let opens = match drawings.last() {
            Some(drawing) => begins(drawing, &line) && !(headless && goes_on(drawing, &line)),
            None => true,
        };
        if opens {
            drawings.push(Vec::new());
        }
        if let Some(drawing) = drawings.last_mut() {
            drawing.push(line);
        }
    }
    drawings
}

fn begins(drawing: &[Drawn<'_>], line: &Drawn<'_>) -> bool {
    let Some(last) = drawing.last() else { return true };
    let on_next_page = line.gap == Gap::Page;
    if !line.is_rule() {
        return last.is_bottom() && !on_next_page;
    }
    let fits = || drawing.iter().rev().filter(|line| line.is_rule()).take(8).any(|rule| fits(rule, line));
    match line.gap {
        Gap::Text => line.is_top() || !fits(),
        Gap::Page => (line.is_top() || last.is_rule()) && !fits(),
        Gap::Blank => line.is_top() || last.is_rule(),
        Gap::None => line.is_top(),
    }
}

/// True for a rule with a row right below that holds a value behind its first cell.
fn is_headless(lines: &[Drawn<'_>]) -> bool {
    let [rule, row, ..] = lines else { return false };
    let mut cells = (2..row.separators.len()).map(|to| row.between(to - 1, to));
    rule.is_rule() && row.gap == Gap::None && !row.has_rule() && cells.any(|cell| token(cell).is_value())
}

/// True if the rule has the very columns of the drawing's last one.
fn goes_on(drawing: &[Drawn<'_>], rule: &Drawn<'_>) -> bool {
    let places = |line: &Drawn<'_>| -> Vec<i64> {
        line.separators.iter().map(|separator| separator.place.chars).collect()
    };
    let last = drawing.iter().rev().find(|line| line.is_rule());
    rule.separators.len() > 2 && last.is_some_and(|last| places(last) == places(rule))
}

/// True if a rule is as wide as another, and one has most separators where the other has some.
fn fits(rule: &Drawn<'_>, other: &Drawn<'_>) -> bool {
    let places = |line: &Drawn<'_>| -> Vec<i64> {
        let start = line.separators.first().map_or(0, |first| first.place.chars);
        line.separators.iter().map(|separator| separator.place.chars - start).collect()
    };
    let (a, b) = (places(rule), places(other));
    let (few, many) = if a.len() < b.len() { (&a, &b) } else { (&b, &a) };
    let known = |at: i64| {
        many.get(many.partition_point(|&known| known < at - 1)).is_some_and(|&known| known <= at + 1)
    };
    let shared = few.iter().filter(|&&at| known(at)).count();
    let wide = |places: &[i64]| places.last().copied().unwrap_or(0);
    (wide(&a) - wide(&b)).abs() <= 2 && shared * 4 >= few.len() * 3
}

fn claim(lines: &[Drawn<'_>]) -> Option<Claim> {
    let (first, last) = (lines.first()?.line, lines.last()?.line + 1);
    let rules = lines.iter().filter(|line| line.is_rule()).count();
    let closed =
        lines.iter().filter(|line| line.separators.len() > 2 && line.starts() && line.ends()).count();
    if rules == 0 && closed < 3 || closed < 2 {
        return None;
    }
    let columns = Columns::of(lines)?;
    let sheet = Sheet::new(lines, &columns);
    let rows = sheet.rows.len();
    if rows < 2 {
        return None;
    }
    let cells = lattice::cells(&sheet);
    if cells.iter().filter(|cell| !cell.text.is_empty()).count() < 3 {
        return None;
    }
    let problems = problems(&sheet, &cells);
    let mut grid = printed::grid(Method::Box, (first, last), (rows, columns.count()), cells);
    grid.shape = header_rows(&sheet).map(|header| (header, None));
    Some(Claim { grid, problems, score: 12.0 + rows as f32 / 1000.0, areas: Vec::new() })
}

/// Rows above the one rule of `=` inside the drawing: it closes the header.
fn header_rows(sheet: &Sheet<'_>) -> Option<usize> {
    let inner = 1..sheet.rows.len();
    let mut doubles = inner.filter(|&row| sheet.dividers[row].double);
    let header = doubles.next()?;
    doubles.next().is_none().then_some(header)
}

fn problems(sheet: &Sheet<'_>, cells: &[GridCell]) -> Vec<Problem> {
    let mut problems: Vec<Problem> = cells
        .iter()
        .filter(|cell| cell.printed == Printed::Unresolved)
        .map(|cell| {
            let printed = cell.text.replace('\n', " / ");
            let message = format!(
                "line {}: a cell prints \"{printed}\" on several lines; whether that is one number or several cannot be \
                 told, so none is given. Look at the report.",
                cell.origin.line
            );
            Problem::new(Code::ValueUnresolved, message)
        })
        .collect();
    if sheet.truncated {
        let message =
            "a drawn table has more rows than can be read; those behind were left out. Split the file.";
        problems.push(Problem::new(Code::InputTruncated, message));
    }
    problems
}
