//! Rules of a page + lines of a region -> where rules stand between the lines, and which of them frame a table.
//!
//! Tables with rules above, below the header and at the end have them of one length. What stands above the first is no
//! row of the table, nor what stands below the last.

use super::super::token::{Token, is_year, printed_token as token};
use super::captions::is_caption;
use super::levels;
use super::print::Line;
use super::sequence::is_aside;
use crate::model::{Page, Rect};
use crate::tables::ruled::Turn;

/// Ends of rules that differ less are the same.
const SAME: f32 = 4.0;
/// A rule is at least so long, in font sizes.
const SHORTEST: f32 = 8.0;
/// Rules under a text of the header are so long at least, in font sizes.
const UNDERLINE: f32 = 1.5;
/// A rule over so much of the width parts rows; a shorter one stands under a group of columns.
const WIDE: f32 = 0.8;
/// Rules nearer than this are one, drawn double.
const TWICE: f32 = 4.0;

/// The first row below a header is so near to its rule, and lines of a row to each other, in font sizes.
const BELOW: f32 = 2.2;

/// Lines around a rule among which rows are looked for, and how well their values keep an edge.
pub(super) const FEW: usize = 4;
const KEPT: f32 = 1.5;

/// So many rules part rows, each of them no higher than this, in font sizes.
const MANY: usize = 4;
const HIGHEST: f32 = 8.0;

/// A row of one text between two rules is at most so high, in font sizes.
const ONE_ROW: f32 = 3.2;

/// Rules as the reader of the page sees them.
#[derive(Debug, Clone, Default)]
pub(super) struct Rules {
    /// Level ones: y, from, to; from top to bottom.
    pub(super) across: Vec<(f32, f32, f32)>,
    /// Upright ones: x, from, to.
    pub(super) upright: Vec<(f32, f32, f32)>,
}

impl Rules {
    pub(super) fn of(page: &Page, turn: &Turn) -> Self {
        let mut rules = Self::default();
        for rule in &page.rules {
            let rect = if rule.horizontal {
                Rect { x0: rule.from, y0: rule.at, x1: rule.to, y1: rule.at }
            } else {
                Rect { x0: rule.at, y0: rule.from, x1: rule.at, y1: rule.to }
            };
            let rect = turn.rect(rect);
            if rect.y1 - rect.y0 <= rect.x1 - rect.x0 {
                rules.across.push((rect.y0, rect.x0, rect.x1));
            } else {
                rules.upright.push((rect.x0, rect.y0, rect.y1));
            }
        }
        rules.across.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        rules.across = joined(&rules.across);
        rules
    }

    /// Without the level rules of these areas.
    pub(super) fn outside(&self, areas: &[Rect]) -> Self {
        let inside = |&(y, from, to): &(f32, f32, f32)| {
            areas
                .iter()
                .any(|area| area.y0 - 1.0 <= y && y <= area.y1 + 1.0 && from < area.x1 && area.x0 < to)
        };
        let across = self.across.iter().copied().filter(|rule| !inside(rule)).collect();
        Self { across, upright: self.upright.clone() }
    }
}

/// Pieces of one level rule put together.
fn joined(pieces: &[(f32, f32, f32)]) -> Vec<(f32, f32, f32)> {
    let mut rules: Vec<(f32, f32, f32)> = Vec::new();
    for &(y, from, to) in pieces {
        let near = rules.iter_mut().rev().take_while(|rule| y - rule.0 <= 1.0);
        match near.into_iter().find(|rule| from <= rule.2 + 3.0 && rule.1 <= to + 3.0) {
            Some(rule) => (rule.1, rule.2) = (rule.1.min(from), rule.2.max(to)),
            None => rules.push((y, from, to)),
        }
    }
    rules
}

/// What rules say about the place above a line.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Above {
    /// A rule stands there.
    pub(super) ruled: bool,
    /// The table begins below it, or ended above it.
    pub(super) edge: bool,
    /// The rule closes a header.
    pub(super) header: bool,
    /// Rules under some of the texts of the line (not above it): from, to.
    pub(super) underlines: Vec<(f32, f32)>,
}

/// For each line of a region, and behind the last: what rules say about the place above it.
pub(super) fn above(lines: &[(Line, bool)], rules: &Rules) -> Vec<Above> {
    let mut above = vec![Above::default(); lines.len() + 1];
    let (mut left, mut right) = (f32::MAX, f32::MIN);
    for (line, _) in lines {
        (left, right) = (left.min(line.x0()), right.max(line.x1()));
    }
    // Rules between the lines, each with the line that it stands above.
    let mut between: Vec<(usize, (f32, f32, f32))> = Vec::new();
    for &rule in &rules.across {
        let index = lines.partition_point(|(line, _)| line.base - 0.3 * line.size <= rule.0);
        let size = lines.get(index).or(lines.last()).map_or(10.0, |(line, _)| line.size);
        let meets = rule.1 < right && left < rule.2;
        if !meets || rule.2 - rule.1 < UNDERLINE * size {
            continue;
        }
        let (left, right) = beside(lines, index);
        let (left, right) = (left.min(rule.1), right.max(rule.2));
        if rule.2 - rule.1 < WIDE * (right - left) {
            underline(lines, index, &rule, &mut above);
        }
        if rule.2 - rule.1 < SHORTEST * size {
            continue;
        }
        above[index].ruled |= rule.2 - rule.1 >= WIDE * (right - left);
        match between.last() {
            Some((last, upper)) if *last == index && is_same(upper, &rule) && rule.0 - upper.0 <= TWICE => {}
            _ => between.push((index, rule)),
        }
    }
    let groups = groups(&between, lines);
    let groups: Vec<Vec<Between>> =
        groups.into_iter().flat_map(|group| parted(group, lines, &mut above)).collect();
    for group in groups.iter().filter(|group| !is_inside(group, &between)) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        // A header without a rule above it stands right on the first one.
        let headed = is_headed(lines, first);
        above[first.0].edge |= !headed && !go_on(lines, first.0) && !is_below_row(lines, group);
        // Rules around a header alone do not end the table.
        let boxed = is_box(lines, first.0, last);
        let ends = group.len() > 2 && !boxed || holds_rows(&lines[first.0..last.0]);
        above[last.0].edge |= ends && !go_on(lines, last.0);
        if boxed && group.len() > 2 {
            above[last.0].header = true;
            continue;
        }
        // A header is not higher than rows of nothing but texts below it.
        let is_low = |second: &&Between| {
            let (header, rows) = (second.0 - first.0, last.0 - second.0);
            rows == 0 || header <= rows || holds_rows(&lines[second.0..last.0])
        };
        let second = group.get(1).filter(|_| group.len() == 3 || !ends).filter(is_low);
        if let Some(second) = second.filter(|second| !holds_rows(&lines[first.0..second.0])) {
            above[second.0].header = true;
        } else if headed && holds_rows(&lines[first.0..last.0]) {
            above[first.0].header = true;
        }
    }
    levels::lower(&between, lines, &mut above);
    above
}

/// True if rows go on below a rule: behind lone texts at most, which head some of them, the next values begin or end where
/// those above the rule do.
fn go_on(lines: &[(Line, bool)], index: usize) -> bool {
    let ends = |line: &Line| -> Vec<(f32, f32)> {
        let value = |&(first, end): &(usize, usize)| {
            let texts: Vec<&str> = line.words[first..end].iter().map(|word| word.text.as_str()).collect();
            token(&texts.join(" ")).is_value()
        };
        let edges = |run: &(usize, usize)| (line.words[run.0].x0, line.words[run.1 - 1].x1);
        line.runs().iter().filter(|run| value(run)).map(edges).collect()
    };
    let above = lines[..index].iter().rev().take(FEW).take_while(|(_, prose)| !prose);
    let Some(upper) = above.map(|(line, _)| ends(line)).find(|ends| !ends.is_empty()) else { return false };
    let lone = |line: &Line| {
        line.runs().len() == 1 && is_named(line) && !is_caption(&line.text()) && !is_aside(line)
    };
    let Some((lower, _)) = lines[index..].iter().take(FEW).find(|(line, prose)| *prose || !lone(line)) else {
        return false;
    };
    let (lower, labelled) = (ends(lower), !is_named(lower) && lower.runs().len() > ends(lower).len());
    let even = |a: f32, b: f32| (a - b).abs() <= KEPT;
    let ended = lower.iter().filter(|value| upper.iter().any(|other| even(value.1, other.1))).count();
    let begun = lower.iter().filter(|value| upper.iter().any(|other| even(value.0, other.0))).count();
    let same = ended.max(begun);
    labelled && same >= 2 && same * 4 >= lower.len() * 3
}

/// True if rules part rows, and what stands right above the first of them is one more: its texts begin where those of the
/// rows below do, perhaps behind a lone text in the column of labels.
fn is_below_row(lines: &[(Line, bool)], group: &[Between]) -> bool {
    let [first, .., last] = group else { return false };
    let rows = group.windows(2).map(|pair| &lines[pair[0].0..pair[1].0]);
    if group.len() < MANY || !rows.clone().all(is_row) {
        return false;
    }
    let below: Vec<&Line> = lines[first.0..last.0].iter().map(|(line, _)| line).collect();
    let begin = |line: &Line| -> Vec<f32> { line.runs().iter().map(|run| line.words[run.0].x0).collect() };
    let even = |a: f32, b: f32| (a - b).abs() <= KEPT;
    let kept = |x: f32| below.iter().filter(|line| begin(line).iter().any(|own| even(*own, x))).count() >= 2;
    let mut level = first.1.0;
    for (line, prose) in lines[..first.0].iter().rev().take(FEW) {
        let near = level - line.base <= BELOW * line.size;
        let within = line.x0() >= first.1.1 - SAME && line.x1() <= first.1.2 + SAME;
        if *prose || !near || !within || is_caption(&line.text()) || is_aside(line) {
            return false;
        }
        let begins = begin(line);
        let alike = begins.iter().filter(|x| kept(**x)).count();
        if begins.len() > 1 {
            // A header above a lone text need not begin where the rows do.
            let header = level != first.1.0 && is_named(line);
            return alike >= 2 && alike * 4 >= begins.len() * 3 || header && are_over(line, &below);
        }
        if alike == 0 {
            return false;
        }
        level = line.base;
    }
    false
}

/// True if each text of a line stands over a cell of its own on one of these lines.
fn are_over(line: &Line, below: &[&Line]) -> bool {
    let texts = line.extents();
    below.iter().any(|row| {
        let cells = row.extents();
        let over = |text: &(f32, f32)| cells.iter().filter(|cell| cell.0 < text.1 && text.0 < cell.1).count();
        cells.len() > texts.len() && texts.iter().all(|text| over(text) == 1)
    })
}

/// True if these lines are low as a row of a table is.
fn is_row(lines: &[(Line, bool)]) -> bool {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return false };
    let low = last.0.base - first.0.base <= HIGHEST * first.0.size;
    low && lines.iter().all(|(_, prose)| !prose)
}

/// True if texts of a header, and nothing but these, stand right above a rule and within its reach.
fn is_headed(lines: &[(Line, bool)], (index, rule): &Between) -> bool {
    let Some((line, prose)) = index.checked_sub(1).map(|above| &lines[above]) else { return false };
    let within = line.x0() >= rule.1 - SAME && line.x1() <= rule.2 + SAME;
    let near = rule.0 - line.base <= 1.2 * line.size;
    !prose
        && within
        && is_named(line)
        && near
        && line.runs().len() >= 2
        && !is_aside(line)
        && !is_caption(&line.text())
}

/// A group of rules without those around the header of another table below, which are a group of their own. A rule under
/// such a header is marked as closing it.
fn parted(mut group: Vec<Between>, lines: &[(Line, bool)], above: &mut [Above]) -> Vec<Vec<Between>> {
    let Some(place) = group.len().checked_sub(2) else { return vec![group] };
    if place > 0 && is_box(lines, group[place].0, &group[place + 1]) {
        let header = group.split_off(place);
        close_header(&group, lines, above);
        return [group, header].into_iter().filter(|group| group.len() >= 2).collect();
    }
    let last = group[place + 1];
    if holds_rows(&lines[group[0].0..last.0]) && is_headed(lines, &last) && is_above_rows(lines, &last) {
        close_header(&[last], lines, above);
        group.pop();
    }
    close_header(&group, lines, above);
    Some(group).filter(|group| group.len() >= 2).into_iter().collect()
}

/// Marks a rule by itself, right below the texts of a header.
fn close_header(group: &[Between], lines: &[(Line, bool)], above: &mut [Above]) {
    if let [only] = group
        && is_headed(lines, only)
        && is_above_rows(lines, only)
    {
        above[only.0].header = true;
    }
}

/// True if nothing but names stands from a line to a rule below it, and rows with values go on right behind.
fn is_box(lines: &[(Line, bool)], first: usize, last: &Between) -> bool {
    let mut inside = lines[first..last.0].iter();
    first < last.0 && inside.all(|(line, prose)| !prose && is_named(line)) && is_above_rows(lines, last)
}

/// True if a row with values stands right below a rule.
pub(super) fn is_above_rows(lines: &[(Line, bool)], (index, rule): &Between) -> bool {
    let mut bottom = rule.0;
    let near = lines[*index..].iter().take(3).map_while(|(line, prose)| {
        let near = !prose && line.base - bottom <= BELOW * line.size;
        bottom = line.base;
        near.then_some(line)
    });
    near.into_iter().any(|line| line.runs().len() >= 2 && !is_named(line))
}

/// How far the lines above and below a place reach.
fn beside(lines: &[(Line, bool)], index: usize) -> (f32, f32) {
    let near = &lines[index.saturating_sub(1)..(index + 1).min(lines.len())];
    let reach = |line: &(Line, bool)| (line.0.x0(), line.0.x1());
    near.iter().map(reach).fold((f32::MAX, f32::MIN), |a, b| (a.0.min(b.0), a.1.max(b.1)))
}

/// Marks the nearest line above a rule that has a text over it.
fn underline(lines: &[(Line, bool)], index: usize, rule: &(f32, f32, f32), above: &mut [Above]) {
    let is_over = |line: &Line| {
        line.runs().into_iter().any(|(first, end)| {
            let middle = (line.words[first].x0 + line.words[end - 1].x1) / 2.0;
            rule.1 <= middle && middle <= rule.2
        })
    };
    let near = (index.saturating_sub(3)..index).rev().find(|&place| is_over(&lines[place].0));
    if let Some(place) = near.filter(|&place| rule.0 - lines[place].0.base <= 1.5 * lines[place].0.size) {
        above[place].underlines.push((rule.1, rule.2));
    }
}

/// True if wider rules stand between those of a group: it parts rows or columns of a table.
fn is_inside(group: &[Between], between: &[Between]) -> bool {
    let (Some(first), Some(last)) = (group.first(), group.last()) else { return true };
    let wider = between.iter().filter(|(_, rule)| is_wider(rule, &first.1));
    let wide: Vec<f32> = wider.map(|(_, rule)| rule.0).collect();
    let amid = wide.iter().any(|&y| first.1.0 < y && y < last.1.0);
    amid || wide.iter().any(|&y| y <= first.1.0) && wide.iter().any(|&y| y >= last.1.0)
}

/// True for lines with more values than a header has.
fn holds_rows(lines: &[(Line, bool)]) -> bool {
    let values = |line: &Line| {
        let texts = line.words.iter().map(|word| token(&word.text));
        texts.filter(|token| token.is_value()).count()
    };
    lines.iter().filter(|(line, _)| values(line) > 0 && !is_named(line)).count() >= 2
}

/// True for a line of texts and years, as headers are: `2023`, `2023/24`.
pub(super) fn is_named(line: &Line) -> bool {
    let begins_with_year = |text: &str| text.get(..4).is_some_and(is_year);
    line.words.iter().all(|word| token(&word.text) == Token::Text || begins_with_year(&word.text))
}

fn is_same(a: &(f32, f32, f32), b: &(f32, f32, f32)) -> bool {
    (a.1 - b.1).abs() <= SAME && (a.2 - b.2).abs() <= SAME
}

/// True if a rule reaches over another one and beyond it.
pub(super) fn is_wider(rule: &(f32, f32, f32), other: &(f32, f32, f32)) -> bool {
    rule.1 <= other.1 + SAME && other.2 - SAME <= rule.2 && rule.2 - rule.1 > other.2 - other.1 + 2.0 * SAME
}

pub(super) type Between = (usize, (f32, f32, f32));

/// Rules of one length with rows between them, at least two; running text ends a group.
fn groups(between: &[Between], lines: &[(Line, bool)]) -> Vec<Vec<Between>> {
    let mut groups: Vec<Vec<Between>> = Vec::new();
    for &(index, rule) in between {
        let open = groups.iter_mut().find(|group| {
            let Some((last, upper)) = group.last() else { return false };
            let inside = &lines[*last..index];
            is_same(upper, &rule)
                && inside.iter().all(|(_, prose)| !prose)
                && (inside.iter().any(|(line, _)| line.runs().len() >= 2)
                    || inside.len() == 1 && rule.0 - upper.0 <= ONE_ROW * inside[0].0.size)
        });
        match open {
            Some(group) => group.push((index, rule)),
            None => groups.push(vec![(index, rule)]),
        }
    }
    groups.retain(|group| {
        let (first, last) = (group[0].0, group[group.len() - 1].0);
        group.len() >= 2 && (last >= first + 2 || last > first && group.len() == 2)
    });
    groups
}
