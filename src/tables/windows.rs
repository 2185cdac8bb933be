//! Printed rows -> Windows: how many columns of labels and of values a table has, and where each row's values begin.

use std::collections::BTreeMap;

use super::header;
use super::rows::{RawCell, RawRow};
use super::token::Token;
use crate::model::{Numbering, numbering};

/// Rows of one printed shape: cell count, place of the last label, its numbering. Spans shift them alike.
type Class = (usize, Option<usize>, Option<Numbering>);

/// A table whose rows are labels, then a fixed number of values, at places that spans and tears have shifted.
pub(super) struct Windows {
    /// Label columns of the restored grid.
    pub(super) labels: usize,
    /// Value columns.
    pub(super) values: usize,
    /// Where the values begin in the rows of a class; only where all complete rows of it agree.
    starts: BTreeMap<Class, Option<usize>>,
    /// The label column of a numbering style: the largest place seen, since tears only lose leading cells.
    styles: BTreeMap<Numbering, usize>,
    /// True where every cell of a row was printed, blank ones too: a row ends with its last value column.
    pub(super) exact: bool,
    /// True where nearly all rows read as if it were so.
    whole: bool,
    /// True where some row shows that there are no more value columns.
    attested: bool,
    /// True where some row lost blank cells at its end: then the length of none tells where its values begin.
    cut: bool,
}

/// Decides whether the rows need realigning; `None` if every cell can stay where it was printed.
pub(super) fn windows(rows: &[RawRow], exact: bool) -> Option<Windows> {
    let numbered: Vec<&RawRow> = rows.iter().filter(|row| row.has_numbers()).collect();
    let marked = || rows.iter().filter(|row| row.has_values()).collect();
    // Marks stand in headings, too; where a table is full of them, they are its values.
    let all: Vec<&RawRow> = marked();
    let body = if numbered.is_empty() || exact && numbered.len() * 2 < all.len() { all } else { numbered };
    let first = body.iter().filter_map(|row| row.first_value()).min()?;
    let torn = if exact { 0 } else { torn_labels(rows) };
    let labels = body.iter().filter_map(|row| row.last_label()).max().map_or(0, |last| last + 1).max(torn);
    let two_sided = body.iter().filter(|row| has_text_after_value(row)).count();
    let reach = || rows.iter().map(RawRow::trimmed).max().filter(|_| torn > 0)?.checked_sub(labels);
    let values = value_columns(&body, labels, exact).or_else(reach).filter(|&values| values > 0)?;
    let values = if exact && labels == 0 { values.max(header_reach(rows)) } else { values };
    let shifted = if exact { shifted_labels(&body) } else { labels > first || shifted(&body, values) };
    let regular = !shifted && torn == 0 && !ragged_header(rows);
    if two_sided * 10 > body.len() * 3 || regular || !exact && is_headed_throughout(rows, &body) {
        return None;
    }
    // Where every cell was printed a blank behind the labels is a value; elsewhere it may stand for a label.
    let labels = labels.max(if labels <= first && !exact { first } else { 0 });
    let mut styles: BTreeMap<Numbering, usize> = BTreeMap::new();
    for row in &body {
        for (place, cell) in row.cells.iter().enumerate().take(labels) {
            if let (Token::Text, Some((style, ..))) = (cell.token, numbering(&cell.text)) {
                let known = styles.entry(style).or_insert(place);
                *known = place.max(*known);
            }
        }
    }
    let whole = values > 1 && body.iter().filter(|row| is_tight(row, values)).count() * 10 >= body.len() * 9;
    let attested = is_attested(&body, labels, values);
    let starts = BTreeMap::new();
    let mut windows = Windows { labels, values, starts, styles, exact, whole, attested, cut: false };
    windows.settle_labels(&body);
    windows.cut = windows.has_cut_rows(&body);
    windows.starts = self::starts(&body, values, attested, windows.cut);
    Some(windows)
}

/// True if a header names every column, and each row begins with its one label: then no row is shifted, and those that
/// are shorter lost their last cells.
fn is_headed_throughout(rows: &[RawRow], body: &[&RawRow]) -> bool {
    let width = rows.iter().map(RawRow::trimmed).max().unwrap_or(0);
    let is_header = |row: &RawRow| !row.has_values() && row.trimmed() == width && row.filled() == width;
    body.iter().all(|row| row.last_label() == Some(0)) && rows.iter().any(is_header)
}

/// Label columns of a table in which a row of values lost its first cells: its label stands left of where the other
/// labels of its numbering do. 0 where no row did.
fn torn_labels(rows: &[RawRow]) -> usize {
    let style = |cell: &RawCell| numbering(&cell.text).map(|(style, ..)| style);
    let first = rows.iter().position(RawRow::has_numbers).unwrap_or(rows.len());
    let mut places: BTreeMap<Numbering, usize> = BTreeMap::new();
    let label = |row: &RawRow| {
        let place = row.last_label().filter(|_| !has_text_after_value(row))?;
        Some((place, style(&row.cells[place])?))
    };
    for (place, style) in rows[first..].iter().filter_map(label) {
        let known = places.entry(style).or_insert(place);
        *known = place.max(*known);
    }
    let is_torn =
        |row: &RawRow| row.has_numbers() && label(row).is_some_and(|(place, style)| place < places[&style]);
    let torn = rows[first..].iter().any(is_torn);
    if torn { places.values().max().map_or(0, |last| last + 1) } else { 0 }
}

/// Where the values begin in the rows of each class: as in its complete rows, else in the one place that all of its
/// values leave, if the number of columns is `attested`.
fn starts(body: &[&RawRow], values: usize, attested: bool, cut: bool) -> BTreeMap<Class, Option<usize>> {
    let mut starts: BTreeMap<Class, Option<usize>> = BTreeMap::new();
    // First and last place that the values of a class may begin in; and the last one if rows lost cells at their ends.
    let mut places: BTreeMap<Class, (usize, usize, usize)> = BTreeMap::new();
    for row in body {
        if let Some(start) = full_run(row, values) {
            starts
                .entry(class(row))
                .and_modify(|known| *known = known.filter(|&k| k == start))
                .or_insert(Some(start));
        }
        if let (Some(first), Some(last)) = (row.first_value(), row.last_value())
            && !has_text_after_value(row)
        {
            let from = label_end(row).max((last + 1).saturating_sub(values));
            let to = row.cells.len().saturating_sub(values).min(first);
            let place = places.entry(class(row)).or_insert((from, to, first));
            *place = (place.0.max(from), place.1.min(to), place.2.min(first));
        }
    }
    for (class, (from, to, first)) in places {
        if from == to && attested && (!cut || from == first) {
            starts.entry(class).or_insert(Some(from));
        }
    }
    starts
}

/// True if a row has labels, and behind them just as many cells as the table has values.
fn is_tight(row: &RawRow, values: usize) -> bool {
    label_end(row) > 0 && row.cells.len() == label_end(row) + values
}

/// Where a row's labels end.
fn label_end(row: &RawRow) -> usize {
    row.last_label().map_or(0, |last| last + 1)
}

/// A table without values whose last row is blank: as many values as blanks, and no label.
pub(super) fn blank_row(rows: &[RawRow]) -> Option<Windows> {
    let (last, header) = rows.split_last()?;
    let reach = header.iter().map(RawRow::trimmed).max()?;
    let values = last.cells.len();
    (last.filled() == 0 && values > 1 && reach <= values).then_some(Windows {
        labels: 0,
        values,
        starts: BTreeMap::new(),
        styles: BTreeMap::new(),
        exact: true,
        whole: true,
        attested: true,
        cut: false,
    })
}

/// True if rows of the header have fewer cells than the row that names the columns: spans were lost.
fn ragged_header(rows: &[RawRow]) -> bool {
    let Some(body) = rows.iter().position(RawRow::has_values) else { return false };
    let Some((bottom, above)) = rows[..body].split_last() else { return false };
    let reach = rows[body].last_value().map_or(0, |last| last + 1);
    bottom.trimmed() <= reach
        && above.iter().any(|row| row.filled() >= 2 && row.trimmed() < bottom.trimmed())
        && !above.iter().any(|row| header::keeps_places(row, reach))
}

/// Cells of the row that names the columns.
fn header_reach(rows: &[RawRow]) -> usize {
    let body = rows.iter().position(RawRow::has_values).unwrap_or(0);
    body.checked_sub(1).map_or(0, |bottom| rows[bottom].cells.len())
}

/// How many value columns the table has.
fn value_columns(body: &[&RawRow], labels: usize, exact: bool) -> Option<usize> {
    if exact {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for row in body {
            *counts.entry(row.cells.len() - label_end(row)).or_default() += 1;
        }
        return counts.into_iter().max_by_key(|&(_, count)| count).map(|(length, _)| length);
    }
    if let Some(tail) = common_tail(body) {
        return Some(tail);
    }
    // Blanks break runs: rows with the deepest label tell how many columns there must be at least. Spans may add one.
    let deepest = body.iter().filter(|row| label_end(row) == labels);
    let reach = deepest.filter_map(|row| row.last_value()).map(|last| last + 1 - labels.min(last + 1)).max();
    let (run, support) = common_run(body)?;
    let reach = reach.unwrap_or(0);
    Some(if support * 2 >= body.len() && run + 1 >= reach { run } else { run.max(reach) })
}

/// How many cells stand behind the labels of nearly all rows, where their labels end in different places: each row was
/// printed with all its cells.
fn common_tail(body: &[&RawRow]) -> Option<usize> {
    let labelled = body.iter().filter(|row| row.last_label().is_some());
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for row in labelled.clone() {
        *counts.entry(row.cells.len() - label_end(row)).or_default() += 1;
    }
    let (tail, count) = counts.into_iter().max_by_key(|&(_, count)| count)?;
    let ends = labelled.clone().map(|row| label_end(row));
    let moves = ends.clone().min() != ends.max();
    let reach = labelled.clone().filter_map(|row| Some(row.last_value()? + 1 - label_end(row))).max()?;
    (moves && tail > 1 && tail >= reach && count * 10 >= labelled.count() * 9).then_some(tail)
}

/// True if rows with the deepest label, to which no spans add cells, have just as many cells behind it as the table has
/// values, and hardly any more: then blanks at the ends of rows are no columns that were overlooked. Damage takes cells
/// from rows, and may add one to a row.
fn is_attested(body: &[&RawRow], labels: usize, values: usize) -> bool {
    let deepest = body.iter().filter(|row| label_end(row) == labels);
    let tails: Vec<usize> = deepest.map(|row| row.cells.len() - labels).collect();
    let long = tails.iter().filter(|&&tail| tail > values).count();
    tails.contains(&values) && long * 4 <= tails.len()
}

/// True if complete rows begin their values in different columns.
fn shifted(body: &[&RawRow], values: usize) -> bool {
    let mut starts = body.iter().filter_map(|row| full_run(row, values));
    let first = starts.next();
    starts.any(|start| Some(start) != first)
}

/// True if rows that were printed with every cell have their last labels in different columns.
fn shifted_labels(body: &[&RawRow]) -> bool {
    body.windows(2).any(|pair| pair[0].last_label() != pair[1].last_label())
}

fn has_text_after_value(row: &RawRow) -> bool {
    row.first_value().is_some_and(|first| row.cells[first..].iter().any(|cell| cell.token == Token::Text))
}

fn class(row: &RawRow) -> Class {
    let label = row.last_label();
    let style = label.and_then(|label| numbering(&row.cells[label].text)).map(|(style, ..)| style);
    (row.cells.len(), label, style)
}

/// The run's start if the row's values are one unbroken run of this length.
fn full_run(row: &RawRow, values: usize) -> Option<usize> {
    let (first, last) = (row.first_value()?, row.last_value()?);
    let unbroken = row.cells[first..=last].iter().all(|cell| cell.token.is_value());
    (unbroken && last + 1 - first == values).then_some(first)
}

/// The length of most unbroken runs of values, the longer one if two are about as common; and how many rows have it.
fn common_run(body: &[&RawRow]) -> Option<(usize, usize)> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for row in body {
        let (first, last) = (row.first_value()?, row.last_value()?);
        if row.cells[first..=last].iter().all(|cell| cell.token.is_value()) {
            *counts.entry(last + 1 - first).or_default() += 1;
        }
    }
    let most = *counts.values().max()?;
    counts
        .iter()
        .rev()
        .find(|&(_, &count)| count * 4 >= most && count > 1 || count == most)
        .map(|(&run, &count)| (run, count))
}

impl Windows {
    /// A label with all its values blank. One blank behind texts may be a header's.
    pub(super) fn is_blank_row(&self, row: &RawRow) -> bool {
        let blanks = row.last_label().map_or(0, |label| row.cells.len() - label - 1);
        !row.has_values() && blanks > 1 && blanks == self.values
    }

    /// Where the value columns begin in the header.
    pub(super) fn header_start(&self, rows: &[RawRow], body_start: usize) -> usize {
        let bottom = rows[..body_start].last().map(|row| row.cells.len().saturating_sub(self.values));
        if let Some(start) = bottom.filter(|&start| self.exact && start <= self.labels) {
            return start;
        }
        // A damaged row tells nothing; the next one does.
        let body = rows[body_start..].iter().filter(|row| row.has_values());
        body.filter_map(|row| self.start_of(row)).next().unwrap_or(self.labels)
    }

    /// Rows that lost their first cells hold fewer labels than the table has levels: labels that stand side by side
    /// need a column each.
    fn settle_labels(&mut self, rows: &[&RawRow]) {
        for row in rows {
            let end = row.first_value().unwrap_or(0);
            let labels: Vec<(usize, &RawCell)> =
                row.cells[..end].iter().enumerate().filter(|(_, cell)| cell.token == Token::Text).collect();
            for (&(_, cell), column) in labels.iter().zip(self.label_columns(&labels)) {
                if let Some((style, ..)) = numbering(&cell.text) {
                    self.styles.insert(style, column);
                }
                self.labels = self.labels.max(column + 1);
            }
        }
    }

    /// The column of each label of a row: that of its numbering, else where it stands; never left of the one before.
    pub(super) fn label_columns(&self, labels: &[(usize, &RawCell)]) -> Vec<usize> {
        let mut columns: Vec<usize> = Vec::with_capacity(labels.len());
        for &(place, cell) in labels {
            let style = numbering(&cell.text).and_then(|(style, ..)| self.styles.get(&style).copied());
            let floor = columns.last().map_or(0, |&column| column + 1);
            columns.push(style.unwrap_or(place).max(floor));
        }
        columns
    }

    /// Where the row's values begin, if that is certain.
    pub(super) fn start_of(&self, row: &RawRow) -> Option<usize> {
        let label_end = label_end(row);
        if self.exact {
            return self.is_whole(row, label_end).then_some(label_end);
        }
        if let Some(start) = full_run(row, self.values) {
            return Some(start);
        }
        if !row.has_values() {
            // Nothing but blanks behind the label: their places are those of the other rows of its shape.
            let known = self.starts.get(&class(row)).copied();
            let start = known.unwrap_or_else(|| self.tight_start(row))?;
            return (row.last_label().is_some() && row.cells.len() >= start + self.values).then_some(start);
        }
        let (first, end) = (row.first_value()?, row.last_value()? + 1);
        if row.cells[first..end].iter().any(|cell| cell.token == Token::Text) {
            return None;
        }
        let fits = |start: usize| start >= label_end && start <= first && start + self.values >= end;
        if let Some(known) = self.starts.get(&class(row)) {
            return known.filter(|&start| fits(start));
        }
        if let Some(start) = self.tight_start(row) {
            return Some(start);
        }
        let (_, label, style) = class(row);
        // A row that is longer than others may have blank cells more before its values, not only behind them; a shorter
        // one lost its last cells only where rows do.
        let alike: Vec<usize> = self
            .starts
            .iter()
            .filter(|((cells, ..), _)| self.cut && *cells > row.cells.len())
            .filter(|((_, other, other_style), _)| *other == label && *other_style == style)
            .map(|(_, start)| start.unwrap_or(usize::MAX))
            .collect();
        if let (Some(&start), true) = (alike.first(), alike.windows(2).all(|pair| pair[0] == pair[1])) {
            return Some(start).filter(|&start| fits(start));
        }
        let mut inside = (label_end..=first).filter(|&start| fits(start));
        let is_long = |start: &usize| start + self.values <= row.cells.len();
        // Where rows lost their last cells, the length of this one rules out no place.
        let only = if self.cut { inside.next().filter(|_| inside.next().is_none()) } else { None };
        let mut long = (label_end..=first).filter(|start| fits(*start) && is_long(start));
        match (long.next(), long.next()) {
            (Some(start), None) if self.attested && (!self.cut || only == Some(start)) => Some(start),
            _ => None,
        }
    }

    /// True if some row lost blank cells at its end: it is shorter than its labels and all values, the blank cells of
    /// merged labels counted where complete rows kept them.
    fn has_cut_rows(&self, body: &[&RawRow]) -> bool {
        let complete = || body.iter().filter_map(|row| Some((row, full_run(row, self.values)?)));
        let kept = complete().any(|(row, start)| start > label_end(row) && start == self.labels);
        let whole = |row: &RawRow| {
            let label = row.last_label().filter(|_| kept);
            let style = label.and_then(|label| numbering(&row.cells[label].text)).map(|(style, ..)| style);
            let in_place =
                style.and_then(|style| self.styles.get(&style)).copied() == label && label.is_some();
            if in_place { self.labels } else { label_end(row) }
        };
        body.iter().any(|row| row.cells.len() < whole(row) + self.values)
    }

    /// Right behind the labels, in a table of rows that have all their cells, if this one did not lose its first.
    fn tight_start(&self, row: &RawRow) -> Option<usize> {
        let label = row.last_label()?;
        let style = numbering(&row.cells[label].text).map(|(style, ..)| style);
        let torn = style.and_then(|style| self.styles.get(&style)).is_some_and(|&place| label < place);
        (self.whole && !torn && is_tight(row, self.values)).then_some(label + 1)
    }

    /// True if a row that was printed with every cell has them all. A row with fewer has lost one, and nothing tells
    /// which, unless all that are left are blank.
    fn is_whole(&self, row: &RawRow, label_end: usize) -> bool {
        let end = label_end + self.values;
        let blank = !row.has_values() && row.cells.len() > label_end;
        blank || row.trimmed() <= end && row.cells.len() >= end
    }
}
