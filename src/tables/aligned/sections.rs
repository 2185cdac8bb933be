//! Lone texts of the body -> heads of the rows below: those that come again and again in the middle of the table stand
//! over all of its columns.

use super::super::token::Token;
use super::columns::Column;
use super::place::Placed;
use super::segments::{Segment, TextLine};
use super::wraps::ONE_ROW;

/// Edges or middles that differ by less, in columns, are one.
const SAME: f32 = 0.4;
/// The middle of the table is known to this share of its width, and so many columns.
const OFF: (f32, f32) = (0.03, 1.0);

/// Lines of a label above the values of its row.
const MOST_LABEL: usize = 3;

/// Rows are so far apart, in font sizes, where that tells them from the lines of one text.
const ROW: f32 = 1.35;

/// The text of a printed line with nothing else on it.
pub(super) fn lone<'l>(line: &'l TextLine<'_>) -> Option<&'l Segment> {
    match line.segments.as_slice() {
        [only] if line.page > 0 && only.token == Token::Text => Some(only),
        _ => None,
    }
}

pub(super) fn is_same(a: f32, b: f32) -> bool {
    (a - b).abs() <= SAME
}

/// True if a text stands in the middle of the table, and not in its first column.
pub(super) fn is_amid(text: &Segment, columns: &[Column]) -> bool {
    let (Some(first), Some(last)) = (columns.first(), columns.last()) else { return false };
    let (middle, width) = ((first.x0 + last.x1) / 2.0, last.x1 - first.x0);
    (text.centre() - middle).abs() <= OFF.0 * width + OFF.1 && text.x0 > first.x0 + 1.0
}

/// The text of a line with nothing else on it, right above a row that has a label of its own. Lines of that label may stand
/// above its values, where the text is in the middle of the table.
fn head<'l>(lines: &'l [TextLine<'_>], line: usize, columns: &[Column]) -> Option<&'l Segment> {
    let text = lone(&lines[line])?;
    let amid = is_amid(text, columns) && text.x0 >= columns[0].x1;
    let labels = lines[line + 1..].iter().take(if amid { MOST_LABEL } else { 0 });
    let labels = labels.take_while(|next| is_label(next, columns)).count();
    let row = lines.get(line + 1 + labels)?;
    let label = row.segments.first()?;
    // The label may stand a little lower than its values.
    let in_first = |label: &Segment| label.token == Token::Text && label.x0 < columns[0].x1;
    let low = lines.get(line + 2 + labels).filter(|low| low.segments.first().is_some_and(in_first));
    let tied = low.and_then(|low| low.below(row)).is_some_and(|below| below <= ONE_ROW);
    let several = row.segments.len() >= 2;
    (several && (in_first(label) || labels > 0) || tied && label.token.is_value()).then_some(text)
}

/// True for a line of a label by itself.
fn is_label(line: &TextLine<'_>, columns: &[Column]) -> bool {
    let (first, second) = (columns[0], columns.get(1).map_or(f32::MAX, |second| second.x0));
    lone(line).is_some_and(|text| text.x0 < first.x1 && text.x1 <= second)
}

/// True if two heads are of one series: both in the middle of the table, or both at one place in the first column.
fn is_alike(a: &Segment, b: &Segment, columns: &[Column]) -> bool {
    is_same(a.centre(), b.centre()) && is_amid(a, columns) && is_amid(b, columns)
        || is_same(a.x0, b.x0) && a.x0 < columns[0].x1
}

/// True if the text lines up with most texts that it stands above or below, in lines of several: it is a line of a cell.
fn is_in_column(lines: &[TextLine<'_>], text: &Segment) -> bool {
    let cells = lines.iter().filter(|line| line.segments.len() >= 2).flat_map(|line| &line.segments);
    let under = cells.filter(|cell| cell.token == Token::Text && cell.x0 < text.x1 && text.x0 < cell.x1);
    let under: Vec<&Segment> = under.collect();
    let most = |same: &dyn Fn(&Segment) -> bool| {
        !under.is_empty() && under.iter().filter(|cell| same(cell)).count() * 2 >= under.len()
    };
    most(&|cell| is_same(cell.x0, text.x0)) || most(&|cell| is_same(cell.centre(), text.centre()))
}

/// True if the last line, right below a row, heads rows as others above it do.
pub(super) fn ends_with_head(lines: &[TextLine<'_>], columns: &[Column]) -> bool {
    let Some((last, above)) = lines.split_last().filter(|_| columns.len() >= 2) else { return false };
    let alike = |text: &Segment| {
        let mut heads = (0..above.len()).filter_map(|line| head(above, line, columns));
        heads.any(|other| is_alike(text, other, columns))
    };
    last.blanks == 0 && lone(last).is_some_and(alike)
}

/// Spreads the heads of groups in the middle of the table, of which there are two or more, over all columns.
pub(super) fn spread(lines: &[TextLine<'_>], columns: &[Column], placed: &mut [Vec<Placed>]) {
    // In a table of texts they may be lines of its cells.
    if columns.len() < 3 || !columns.iter().any(|column| column.values) {
        return;
    }
    let heads: Vec<(usize, &Segment)> = (0..lines.len())
        .filter_map(|line| Some((line, head(lines, line, columns)?)))
        .filter(|(_, text)| is_amid(text, columns) && !is_in_column(lines, text))
        .collect();
    for &(line, text) in &heads {
        if heads.iter().filter(|other| is_same(other.1.centre(), text.centre())).count() >= 2 {
            placed[line] = vec![Placed { column: 0, span: columns.len(), segment: *text, certain: true }];
        }
    }
}

/// The line above the first one with values, if it heads a group of rows as others below do, and no columns.
pub(super) fn first(lines: &[TextLine<'_>], valued: usize, columns: &[Column]) -> Option<usize> {
    let at = valued.checked_sub(1).filter(|at| *at > 0 && columns.len() >= 2)?;
    let labels =
        lines[..=at].iter().rev().take(MOST_LABEL).take_while(|line| is_label(line, columns)).count();
    let above = at.checked_sub(labels).filter(|at| *at > 0);
    let amid = above.filter(|&at| head(lines, at, columns).is_some_and(|text| is_amid(text, columns)));
    let at = amid.unwrap_or(at);
    let text = head(lines, at, columns)?;
    let series =
        |&line: &usize| head(lines, line, columns).is_some_and(|other| is_alike(text, other, columns));
    let next = (valued + 1..lines.len()).find(series)?;
    let valued_columns = columns.iter().any(|column| column.values);
    if !valued_columns || text.x0 >= columns[0].x1 && is_in_column(&lines[valued..], text) {
        return None;
    }
    let above = &lines[..at];
    let named = |column: &Column| {
        above.iter().flat_map(|line| &line.segments).any(|head| column.distance(head.x0, head.x1) <= 1.0)
    };
    let headed = above.iter().any(|line| line.segments.len() >= 2)
        && columns.iter().filter(|column| column.values).all(named);
    // It may as well be the rest of a text of the header that it stands right below.
    let upper = above
        .iter()
        .rev()
        .flat_map(|line| &line.segments)
        .find(|head| head.x0 < text.x1 && text.x0 < head.x1);
    let rest =
        upper.is_some_and(|upper| is_same(upper.x0, text.x0) || is_same(upper.centre(), text.centre()));
    let step = lines[next].below(&lines[next - 1]).filter(|step| *step >= ROW);
    let apart = lines[at].ruled
        || lines[at].below(&lines[at - 1]).zip(step).is_some_and(|(gap, step)| gap >= 0.95 * step);
    (headed && (apart || !rest)).then_some(at)
}
