//! Ragged header rows -> header cells with their spans, worked out from the bottom row upwards.

use super::rows::{RawCell, RawRow};
use super::token::{Token, is_space};

/// A header cell and the columns it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HeaderCell {
    pub(crate) column: usize,
    pub(crate) span: usize,
    pub(crate) cell: RawCell,
}

/// Words that close a group of columns.
const TOTALS: &[&str] = &["总计", "合计", "小计", "Total", "total"];

/// Restores the header above `labels` label columns and `values` value columns; one list of cells a grid row. `start`
/// is where the values begin in the row right below the header; `exact` where every cell was printed.
pub(crate) fn restore(
    rows: &[RawRow],
    start: usize,
    labels: usize,
    values: usize,
    exact: bool,
) -> Vec<Vec<HeaderCell>> {
    let mut rows: Vec<RawRow> = rows.iter().filter(|row| row.filled() > 0).cloned().collect();
    let Some(bottom) = rows.last_mut() else { return Vec::new() };
    if bottom.trimmed() <= start + values {
        // Trailing empty cells are cut or added at will; the row that names the columns reaches to the last value.
        let line = bottom.cells.last().map_or(0, |cell| cell.line);
        bottom.cells.resize(start + values, RawCell::new("", line));
    }
    let (reach, last) = (bottom.cells.len(), rows.len() - 1);
    for row in &mut rows[..last] {
        if row.cells.len() > reach {
            row.cells.truncate((row.trimmed() + 2).min(reach));
        }
    }
    let rows: Vec<&RawRow> = rows.iter().collect();
    let above = &rows[..last];
    let kept = above.iter().any(|row| keeps_places(row, reach) || row.cells.len() > reach);
    if kept || reach < values || above.is_empty() {
        return even(&rows, start, labels, values);
    }
    ragged(&rows, start, (labels, values), exact)
        .unwrap_or_else(|| rows.iter().map(|row| printed(row, labels + values)).collect())
}

/// Empty cells between two texts: the row kept the places of its merged cells, and at most its end was cut. In a row of
/// full length a single one may stand under a cell of the row above.
pub(super) fn keeps_places(row: &RawRow, reach: usize) -> bool {
    let gap = longest_gap(row);
    gap >= 2 || gap == 1 && row.cells.len() < reach
}

/// The longest run of empty cells between two texts.
fn longest_gap(row: &RawRow) -> usize {
    let filled: Vec<usize> =
        (0..row.cells.len()).filter(|&place| row.cells[place].token != Token::Empty).collect();
    filled.windows(2).map(|pair| pair[1] - pair[0] - 1).max().unwrap_or(0)
}

/// `总计`, `合计`, also with spaces inside: closes a group of columns.
fn is_total(cell: &RawCell) -> bool {
    let printed = || cell.text.chars().filter(|&character| !is_space(character));
    TOTALS.iter().any(|total| printed().eq(total.chars()))
}

/// Each cell where it stands, for headers that cannot be worked out.
fn printed(row: &RawRow, columns: usize) -> Vec<HeaderCell> {
    let cells = row.cells.iter().enumerate().take(columns);
    cells.map(|(column, cell)| HeaderCell { column, span: 1, cell: cell.clone() }).collect()
}

/// The rows keep the places of empty cells: the window over the value columns that leaves the fewest without a label.
fn even(rows: &[&RawRow], start: usize, labels: usize, values: usize) -> Vec<Vec<HeaderCell>> {
    let count = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let filled =
        |place: usize| rows.iter().any(|row| row.cells.get(place).is_some_and(|c| c.token != Token::Empty));
    let score = |start: usize| {
        let covered = (start..start + values).filter(|&place| filled(place)).count() as i64;
        let behind = (start + values..count).filter(|&place| filled(place)).count() as i64;
        covered - 3 * behind
    };
    let last = count.saturating_sub(values).max(start);
    let best =
        (0..=last).max_by_key(|&first| (score(first), -(first.abs_diff(start) as i64))).unwrap_or(start);
    rows.iter().map(|row| window(row, best, labels, values)).collect()
}

/// The cells of one row, those from `start` on over the value columns.
fn window(row: &RawRow, start: usize, labels: usize, values: usize) -> Vec<HeaderCell> {
    let cells = row.cells.iter().enumerate().take(start + values);
    cells
        .filter_map(|(place, cell)| match place.checked_sub(start) {
            Some(value) => Some(HeaderCell { column: labels + value, span: 1, cell: cell.clone() }),
            None if place < labels && cell.token != Token::Empty => {
                Some(HeaderCell { column: place, span: 1, cell: cell.clone() })
            }
            None => None,
        })
        .collect()
}

/// One header row while spans are worked out: cells with the value columns they cover (`None` over the labels).
type Spans = Vec<(RawCell, usize, usize)>;

/// Rows of different length: the bottom row names every value column, each row above covers the one below it.
fn ragged(
    rows: &[&RawRow],
    stubs: usize,
    (labels, values): (usize, usize),
    exact: bool,
) -> Option<Vec<Vec<HeaderCell>>> {
    let (bottom, above) = rows.split_last()?;
    if bottom.cells.len() != stubs + values {
        return None;
    }
    let mut below: Spans = bottom.cells.iter().enumerate().map(|(i, c)| (c.clone(), i, 1)).collect();
    let mut lines = vec![below.clone()];
    for row in above.iter().rev() {
        let (cells, covers) = best_cover(&row.cells, exact, &below)?;
        let mut at = 0;
        let mut spans: Spans = Vec::with_capacity(covers.len());
        for (cell, taken) in cells.iter().zip(covers) {
            let start = below[at].1;
            let end = below[at + taken - 1].1 + below[at + taken - 1].2;
            spans.push((cell.clone(), start, end - start));
            at += taken;
        }
        if !join_wrapped(&mut spans, &mut lines) {
            lines.push(spans.clone());
        }
        below = lines.last()?.clone();
    }
    lines.reverse();
    Some(lines.into_iter().map(|line| columns(line, stubs, labels)).collect())
}

/// From places in the bottom row to columns of the grid.
fn columns(line: Spans, stubs: usize, labels: usize) -> Vec<HeaderCell> {
    line.into_iter()
        .filter_map(|(cell, start, span)| {
            if start >= stubs {
                return Some(HeaderCell { column: labels + start - stubs, span, cell });
            }
            (cell.token != Token::Empty && start < labels).then_some(HeaderCell {
                column: start,
                span: if stubs == 1 { labels } else { 1 },
                cell,
            })
        })
        .collect()
}

/// The cells of a row as they cover the row below best. One empty cell at the end is a column of its own; more may have
/// been added at will, and where there is none it may have been cut, unless every cell was printed (`exact`).
fn best_cover(row: &[RawCell], exact: bool, below: &Spans) -> Option<(Vec<RawCell>, Vec<usize>)> {
    let empty = row.iter().rev().take_while(|cell| cell.token == Token::Empty).count();
    let filled = row.len() - empty;
    let mut longer = row[..filled].to_vec();
    longer.push(RawCell::new("", row.last()?.line));
    let others: &[&[RawCell]] = match empty {
        0 if !exact => &[&longer],
        0 | 1 => &[],
        _ => &[&longer, &row[..filled]],
    };
    let mut best: Option<(i64, &[RawCell], Vec<usize>)> = None;
    for &cells in [row].iter().chain(others) {
        if let Some((score, covers)) = cover(cells, below)
            && best.as_ref().is_none_or(|(known, ..)| score > *known)
        {
            best = Some((score, cells, covers));
        }
    }
    best.map(|(_, cells, covers)| (cells.to_vec(), covers))
}

/// How many cells of the row below each cell covers, and how well that fits: an empty cell below belongs to the one cell above it.
fn cover(above: &[RawCell], below: &Spans) -> Option<(i64, Vec<usize>)> {
    let (n, m) = (above.len(), below.len());
    if n > m || n == 0 || m > 200 {
        return None;
    }
    let [above, below]: [Vec<Look>; 2] =
        [above.iter().map(Look::of).collect(), below.iter().map(|(cell, ..)| Look::of(cell)).collect()];
    // best[i][j]: best score with i cells above covering j cells below.
    let mut best = vec![vec![i64::MIN / 2; m + 1]; n + 1];
    let mut from = vec![vec![0usize; m + 1]; n + 1];
    best[0][0] = 0;
    for i in 1..=n {
        for j in i..=m {
            for start in i - 1..j {
                let score = best[i - 1][start] + cover_score(above[i - 1], &below[start..j]);
                if score > best[i][j] {
                    (best[i][j], from[i][j]) = (score, start);
                }
            }
        }
    }
    let mut covers = vec![0; n];
    let mut j = m;
    for i in (1..=n).rev() {
        covers[i - 1] = j - from[i][j];
        j = from[i][j];
    }
    (best[n][m] > i64::MIN / 4).then_some((best[n][m], covers))
}

/// What decides over which cells a cell stands.
#[derive(Debug, Clone, Copy)]
struct Look {
    empty: bool,
    total: bool,
}

impl Look {
    fn of(cell: &RawCell) -> Self {
        Self { empty: cell.token == Token::Empty, total: is_total(cell) }
    }
}

fn cover_score(above: Look, below: &[Look]) -> i64 {
    let empty = below.iter().filter(|cell| cell.empty).count();
    if let [only] = below {
        return match (above.empty, only.empty) {
            (false, true) => 20,
            (true, true) => 10,
            (false, false) => 1 - 4 * i64::from(above.total),
            (true, false) => -10,
        };
    }
    let closes = below.last().is_some_and(|cell| cell.total);
    let closed_inside = below[..below.len() - 1].iter().filter(|cell| cell.total).count();
    -30 * empty as i64 - 20 * i64::from(above.empty) + 6 * i64::from(closes) - 3 * closed_inside as i64
}

/// A row that only goes on with words begun above (`商业` over `企业`) is one header row with it: each of its texts
/// stands under exactly one text, and some cells have nothing below them. True if the rows were joined.
fn join_wrapped(upper: &mut Spans, lines: &mut [Spans]) -> bool {
    let Some(lower) = lines.last_mut() else { return false };
    let below = |start: usize, span: usize, lower: &Spans| -> Vec<usize> {
        (0..lower.len()).filter(|&i| lower[i].1 >= start && lower[i].1 + lower[i].2 <= start + span).collect()
    };
    let mut joins: Vec<(usize, usize)> = Vec::new();
    let (mut open, mut groups, mut scraps) = (0, 0, 0);
    for (index, (cell, start, span)) in upper.iter().enumerate() {
        match below(*start, *span, lower).as_slice() {
            [only] if lower[*only].0.token == Token::Empty => open += usize::from(cell.token != Token::Empty),
            [only] if is_short(&cell.text) && is_short(&lower[*only].0.text) => {
                scraps += usize::from(lower[*only].0.text.chars().count() == 1);
                joins.push((index, *only));
            }
            [_] => return false,
            _ => groups += 1,
        }
    }
    if joins.is_empty() || open == 0 && scraps == 0 {
        return false;
    }
    for &(up, low) in &joins {
        let text = format!("{}{}", upper[up].0.text, lower[low].0.text);
        if groups == 0 {
            lower[low].0 = RawCell::new(&text, upper[up].0.line);
        } else {
            upper[up].0 = RawCell::new(&text, upper[up].0.line);
            lower[low].0 = RawCell::new("", upper[up].0.line);
        }
    }
    if groups > 0 {
        return false;
    }
    // No groups: the two printed rows are one; texts that nothing goes on below come down.
    for (cell, start, span) in upper.iter() {
        if let [only] = below(*start, *span, lower).as_slice()
            && lower[*only].0.token == Token::Empty
        {
            lower[*only].0 = cell.clone();
        }
    }
    true
}

fn is_short(text: &str) -> bool {
    (1..=4).contains(&text.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Spans of the header rows as `column+span:text`, blank cells left out.
    fn spans(rows: &[&[&str]], start: usize, labels: usize, values: usize) -> Vec<String> {
        let row =
            |texts: &&[&str]| RawRow { cells: texts.iter().map(|text| RawCell::new(text, 0)).collect() };
        let rows: Vec<RawRow> = rows.iter().map(row).collect();
        let show = |cell: &HeaderCell| format!("{}+{}:{}", cell.column, cell.span, cell.cell.text);
        let filled = |line: Vec<HeaderCell>| {
            line.iter().filter(|cell| cell.cell.token != Token::Empty).map(show).collect::<Vec<_>>().join(" ")
        };
        restore(&rows, start, labels, values, false).into_iter().map(filled).collect()
    }

    #[test]
    fn the_last_cell_of_a_header_row_may_be_cut_or_padded() {
        let wanted = ["0+1:项目 1+3:情况 4+1:总计", "1+1:自然人 2+2:法人", "2+1:企业 3+1:机构"];
        for pad in [0, 2, 4] {
            let padded = |texts: &[&'static str]| [texts, &vec![""; pad]].concat();
            let rows = [
                padded(&["项目", "情况", "总计"]),
                padded(&["", "自然人", "法人"]),
                padded(&["", "", "企业", "机构"]),
            ];
            let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
            assert_eq!(spans(&rows, 1, 1, 4), wanted, "{pad}");
        }
    }
}
