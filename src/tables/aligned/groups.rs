//! Label columns with merged cells -> labels that reach over several rows: printed once, in the middle or on top.
//!
//! Such a label may be broken over lines that belong to different rows, down to one character a line, so it is lifted
//! out before the rows are told, and put back over the rows it is centred on.

use super::super::token::Token;
use super::layout::Layout;
use super::phrases;
use super::place::Placed;
use super::wraps;
use crate::model::{Numbering, numbering};

/// A label over several rows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct GroupLabel {
    pub(crate) column: usize,
    /// Its pieces: line of the body, piece.
    pub(crate) pieces: Vec<(usize, Placed)>,
    /// Rows covered, once they are known.
    pub(crate) rows: (usize, usize),
}

/// Takes the labels of merged cells out of the layout.
pub(crate) fn lift(layout: &mut Layout<'_>) -> Vec<GroupLabel> {
    let mut found = Vec::new();
    let Some(items) = item_column(layout) else { return found };
    for column in 0..items {
        if !is_group_column(layout, column, items) {
            continue;
        }
        let mut last: Option<GroupLabel> = None;
        for line in 0..layout.placed.len() {
            let Some(at) =
                layout.placed[line].iter().position(|piece| piece.column == column && piece.span == 1)
            else {
                // Characters set one below the other may stand between the lines of the rows.
                let open = last.as_ref().is_some_and(|label| is_upright(layout, label, line));
                found.extend(if open { None } else { last.take() });
                continue;
            };
            match &mut last {
                Some(label) if goes_on(layout, label, line, at) => {
                    label.pieces.push((line, layout.placed[line][at]))
                }
                _ => {
                    let label =
                        GroupLabel { column, pieces: vec![(line, layout.placed[line][at])], rows: (0, 0) };
                    found.extend(last.replace(label));
                }
            }
        }
        found.extend(last);
        for line in &mut layout.placed {
            line.retain(|piece| !(piece.column == column && piece.span == 1));
        }
    }
    found
}

/// The last column of texts before the values, if nearly every row with values has a text there.
fn item_column(layout: &Layout<'_>) -> Option<usize> {
    let first_value = layout.columns.iter().position(|column| column.values)?;
    let items = first_value.checked_sub(1).filter(|&items| items > 0)?;
    let rows = valued(layout).count();
    let has = |line: &Vec<Placed>| line.iter().any(|p| p.column <= items && items < p.column + p.span);
    // The lines of a broken text stand above and below the values of its row.
    let above = |at: usize| {
        let upper = at.checked_sub(1)?;
        let lines = &layout.lines[layout.body..];
        let near = lines[at].below(&lines[upper]).is_some_and(|near| near <= wraps::ONE_ROW);
        Some(&layout.placed[upper]).filter(|upper| near && !is_valued(upper))
    };
    let with = layout.placed.iter().enumerate().filter(|(_, line)| is_valued(line));
    let with = with.filter(|(at, line)| has(line) || above(*at).is_some_and(has)).count();
    (layout.by_values && rows >= 3 && with * 10 >= rows * 7).then_some(items)
}

fn valued<'l>(layout: &'l Layout<'_>) -> impl Iterator<Item = &'l Vec<Placed>> {
    layout.placed.iter().filter(|line| is_valued(line))
}

fn is_valued(line: &[Placed]) -> bool {
    line.iter().any(|piece| piece.segment.token.is_value())
}

/// A column of texts that only some rows have, beside items that the others have.
fn is_group_column(layout: &Layout<'_>, column: usize, items: usize) -> bool {
    let in_column = |line: &Vec<Placed>| line.iter().any(|piece| piece.column == column && piece.span == 1);
    let texts = layout.placed.iter().flatten().filter(|piece| piece.column == column);
    let only_texts = texts.clone().all(|piece| piece.segment.token == Token::Text && piece.certain);
    let rows = valued(layout).count();
    let beside =
        valued(layout).filter(|line| !in_column(line) && line.iter().any(|p| p.column == items)).count();
    let whole = layout.placed.iter().all(|line| {
        line.iter().filter(|piece| piece.column <= column && column < piece.column + piece.span).count() <= 1
    });
    only_texts && whole && texts.count() > 0 && beside * 10 >= rows * 3
}

/// True if a numbered label has but few characters a line, and the line is not far below.
fn is_upright(layout: &Layout<'_>, label: &GroupLabel, line: usize) -> bool {
    let text = |(line, piece): &(usize, Placed)| {
        layout.lines[layout.body + line].text(piece.segment.first, piece.segment.end)
    };
    let numbered = label.pieces.first().is_some_and(|first| numbering(&text(first)).is_some());
    numbered && label.pieces.last().is_some_and(|last| line <= last.0 + 2 && text(last).chars().count() <= 3)
}

/// True if a piece is the rest of the label above it.
fn goes_on(layout: &Layout<'_>, label: &GroupLabel, line: usize, at: usize) -> bool {
    let Some((above, over)) = label.pieces.last() else { return false };
    let piece = &layout.placed[line][at];
    let text = |line: usize, piece: &Placed| {
        layout.lines[layout.body + line].text(piece.segment.first, piece.segment.end)
    };
    let (upper, lower) = (text(*above, over), text(line, piece));
    if numbering(&lower).is_some() || layout.lines[layout.body + line].blanks > layout.spacing {
        return false;
    }
    // One to three characters a line: a narrow merged cell.
    let short = |text: &str| text.chars().count() <= 3;
    let width = layout.columns[label.column].x1 - layout.columns[label.column].x0;
    phrases::goes_on(&upper, &lower)
        || short(&upper) && short(&lower)
        || over.segment.width() >= width - 2.5 && !lower.starts_with(char::is_uppercase)
}

/// Finds the rows that each label reaches over; `rows` are ranges of lines of the body.
pub(crate) fn spread(layout: &Layout<'_>, labels: &mut [GroupLabel], rows: &[(usize, usize)]) {
    let mut start = 0;
    while start < labels.len() {
        let column = labels[start].column;
        let end = labels[start..]
            .iter()
            .position(|label| label.column != column)
            .map_or(labels.len(), |n| start + n);
        spread_column(layout, &mut labels[start..end], rows);
        start = end;
    }
}

fn spread_column(layout: &Layout<'_>, labels: &mut [GroupLabel], rows: &[(usize, usize)]) {
    let spread = Spread::new(layout, labels, rows);
    let firsts: Vec<usize> = labels.iter().map(|label| spread.row_of(label.lines().0)).collect();
    let open = (0..rows.len()).find(|&row| !spread.is_closed(row));
    let on_top = open.is_some() && open == firsts.first().copied();
    if let Some(begins) = spread.same_items(&firsts) {
        let ends = begins.iter().skip(1).copied().chain([rows.len()]);
        labels.iter_mut().zip(begins.iter().copied().zip(ends)).for_each(|(label, rows)| label.rows = rows);
        return;
    }
    let mut from = 0;
    for (index, label) in labels.iter_mut().enumerate() {
        let lines = label.lines();
        let (first, last) = (firsts[index], spread.row_of(lines.1));
        let next = firsts.get(index + 1).map_or(rows.len(), |&next| next.max(last + 1));
        let limit = (last + 1..next).find(|&row| spread.is_closed(row)).unwrap_or(next);
        // The group begins where the one above ended, or behind the last row that spans the column.
        let begin =
            (from..first).rev().find(|&row| spread.is_closed(row)).map_or(from, |row| row + 1).min(first);
        label.rows = if on_top { (first, limit) } else { (begin, spread.end(lines, begin, last, limit)) };
        from = label.rows.1;
    }
}

impl GroupLabel {
    /// First and last line of the body that it is printed on.
    fn lines(&self) -> (usize, usize) {
        let line = |piece: Option<&(usize, Placed)>| piece.map_or(0, |piece| piece.0);
        (line(self.pieces.first()), line(self.pieces.last()))
    }
}

/// What spreading the labels of one column needs to know.
struct Spread<'l, 'a> {
    layout: &'l Layout<'a>,
    rows: &'l [(usize, usize)],
    column: usize,
    /// The highest numbering among the labels.
    style: Option<Numbering>,
    /// Height of each line from the top: lines that only held such labels take no room.
    heights: Vec<f32>,
}

impl<'l, 'a> Spread<'l, 'a> {
    fn new(layout: &'l Layout<'a>, labels: &[GroupLabel], rows: &'l [(usize, usize)]) -> Self {
        let mut heights = vec![0.0f32];
        let mut height = 0.0;
        for line in &layout.placed {
            height += if line.is_empty() { 0.0 } else { 1.0 };
            heights.push(height);
        }
        let column = labels.first().map_or(0, |label| label.column);
        let mut spread = Self { layout, rows, column, style: None, heights };
        spread.style = labels.iter().filter_map(|label| spread.style_of(label.pieces.first()?)).min();
        spread
    }

    fn style_of(&self, (line, piece): &(usize, Placed)) -> Option<Numbering> {
        let line = &self.layout.lines[self.layout.body + line];
        numbering(&line.text(piece.segment.first, piece.segment.end)).map(|(style, ..)| style)
    }

    fn row_of(&self, line: usize) -> usize {
        self.rows.partition_point(|row| row.1 <= line).min(self.rows.len().saturating_sub(1))
    }

    /// The first row of each label's group, where all groups have the same items: `Men`, `Women`, `Total`, and again.
    fn same_items(&self, firsts: &[usize]) -> Option<Vec<usize>> {
        let item = |row: &(usize, usize)| {
            let line = row.0..row.1;
            let mut texts = line.filter_map(|line| {
                let piece = self.layout.placed[line].iter().find(|piece| piece.column == self.column + 1)?;
                let line = &self.layout.lines[self.layout.body + line];
                Some(line.text(piece.segment.first, piece.segment.end))
            });
            texts.next()
        };
        let items: Vec<Option<String>> = self.rows.iter().map(item).collect();
        let count = firsts.len();
        let size = items.len() / count.max(1);
        let same = count >= 2
            && size >= 2
            && items.len() == count * size
            && items[..size]
                .iter()
                .enumerate()
                .all(|(at, item)| item.is_some() && !items[..at].contains(item))
            && items.chunks(size).all(|group| group == &items[..size]);
        let inside = |(group, first): (usize, &usize)| *first / size.max(1) == group;
        (same && firsts.iter().enumerate().all(inside))
            .then(|| (0..count).map(|group| group * size).collect())
    }

    /// True if the row has a cell over the column, or is numbered like the groups and stands beside them.
    fn is_closed(&self, row: usize) -> bool {
        let (start, end) = self.rows[row];
        let covers = |piece: &Placed| piece.column <= self.column && self.column < piece.column + piece.span;
        let first = self.layout.placed[start].first().and_then(|piece| self.style_of(&(start, *piece)));
        self.layout.placed[start..end].iter().flatten().any(covers)
            || first.is_some_and(|first| self.style.is_some_and(|style| first <= style))
    }

    /// The end of the rows that a label is in the middle of.
    fn end(&self, lines: (usize, usize), begin: usize, last: usize, limit: usize) -> usize {
        let middle = (self.heights[lines.0] + self.heights[lines.1 + 1]) / 2.0;
        let reach = 2.0 * middle - self.heights[self.rows[begin].0];
        let off = |end: usize| {
            let restart = if restarts(self.layout, self.rows, end) { 1.2 } else { 0.0 };
            (self.heights[self.rows[end - 1].1] - reach).abs() - restart
        };
        (last + 1..=limit).min_by(|&a, &b| off(a).total_cmp(&off(b))).unwrap_or(last + 1)
    }
}

/// True if no label stands where another cell does.
pub(crate) fn fit(layout: &Layout<'_>, labels: &[GroupLabel], rows: &[(usize, usize)]) -> bool {
    let apart =
        labels.windows(2).all(|pair| pair[0].column != pair[1].column || pair[0].rows.1 <= pair[1].rows.0);
    let free = |label: &GroupLabel| {
        let covers =
            |piece: &Placed| piece.column <= label.column && label.column < piece.column + piece.span;
        label.rows.0 < label.rows.1
            && label.rows.1 <= rows.len()
            && rows[label.rows.0..label.rows.1]
                .iter()
                .all(|row| !layout.placed[row.0..row.1].iter().flatten().any(covers))
    };
    apart && labels.iter().all(free)
}

/// True if the items are numbered from one again here.
fn restarts(layout: &Layout<'_>, rows: &[(usize, usize)], row: usize) -> bool {
    let Some(&(start, _)) = rows.get(row) else { return true };
    layout.placed[start].first().is_some_and(|piece| {
        let text = layout.lines[layout.body + start].text(piece.segment.first, piece.segment.end);
        numbering(&text).is_some_and(|(_, number, _)| number == 1)
    })
}
