//! Lines of the body -> those whose values are the last digits of the numbers above them (`2980530.3` over `7`), which a
//! narrow column broke. A wrapped label may stand beside them, so that they look like a row.

use super::super::token::Token;
use super::layout::Layout;
use super::place::Placed;
use super::wraps::{LINES, text};

/// Lines of cells are set at one distance, up to this share.
const EVEN: f32 = 1.05;
/// Widths that differ by less, in half characters, are one.
const SAME: f32 = 0.5;
/// The last digits are so many at most.
const MOST_DIGITS: usize = 2;

/// For each line of the body, whether it is such a line. That numbers are broken must show in a line without a label.
pub(super) fn of(layout: &Layout<'_>) -> Vec<bool> {
    let none = || vec![false; layout.placed.len()];
    if !layout.by_values || layout.lines.first().is_none_or(|line| line.page == 0) {
        return none();
    }
    let mut widest = vec![0.0f32; layout.columns.len()];
    for piece in layout.placed.iter().flatten().filter(|piece| piece.span == 1) {
        if piece.segment.token != Token::Text {
            widest[piece.column] = widest[piece.column].max(piece.segment.width());
        }
    }
    let steps: Vec<Option<f32>> = (0..layout.placed.len()).map(|line| step(layout, &widest, line)).collect();
    let bare = |line: &Vec<Placed>| line.iter().all(|piece| layout.columns[piece.column].values);
    let shown = layout.placed.iter().zip(&steps).filter(|(line, _)| bare(line));
    let Some(lead) = shown.filter_map(|(_, step)| *step).reduce(f32::max) else { return none() };
    steps.iter().map(|step| step.is_some_and(|step| step <= EVEN * lead)).collect()
}

/// How far a line stands below the numbers that its values can be the last digits of, all of them; in font sizes. Those
/// have begun their decimals, or fill their column: `widest` holds the widths of the widest values.
fn step(layout: &Layout<'_>, widest: &[f32], line: usize) -> Option<f32> {
    let lines = &layout.lines[layout.body..];
    let mut farthest: Option<f32> = None;
    for piece in layout.placed[line].iter().filter(|piece| piece.segment.token != Token::Text) {
        let digits = text(layout, line, piece);
        let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if digits.len() > MOST_DIGITS || !are_digits(&digits) {
            return None;
        }
        let same = |above: &&Placed| above.column == piece.column && above.span == 1;
        let above = (line.saturating_sub(2)..line).rev();
        let (upper, begun) =
            above.into_iter().find_map(|at| Some((at, layout.placed[at].iter().find(same)?)))?;
        let whole = text(layout, upper, begun);
        let is_begun = whole.len() > digits.len() + 1
            && match whole.rsplit_once('.') {
                Some((_, decimals)) => are_digits(decimals),
                None => are_digits(&whole) && begun.segment.width() + SAME >= widest[piece.column],
            };
        let step = (upper + 1..=line).map(|at| lines[at].below(&lines[at - 1])).sum::<Option<f32>>()?;
        if !is_begun || step > LINES {
            return None;
        }
        farthest = Some(farthest.map_or(step, |farthest| farthest.max(step)));
    }
    farthest
}
