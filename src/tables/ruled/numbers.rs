//! Lines of a cell -> one text: a number that its narrow cell wrapped is put together, two numbers never are.

use super::super::token::{Token, digit, token};
use super::text::TextLine;
use crate::model::Direction;
use crate::model::text::is_chinese;

/// White space beside a text that a cell may have by its padding (points, both sides together).
const PADDING: f32 = 14.0;
/// Least padding, and what the pens of two rules take.
const LEAST: f32 = 4.0;
const PENS: f32 = 1.5;
/// A gap inside a number that may be a typed space, in font sizes.
const TYPED: f32 = 0.7;

/// How a cell's text is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// As it stands.
    Plain,
    /// A number was put together.
    Joined,
    /// Several numbers, or one: that cannot be told.
    Doubtful,
}

/// Puts the lines of a cell together. `width` is that of the cell, `padding` what its neighbours leave free beside
/// their longest lines.
pub(super) fn text(lines: &[TextLine], width: f32, padding: f32) -> (String, Reading) {
    let Some((first, rest)) = lines.split_first() else { return (String::new(), Reading::Plain) };
    if rest.is_empty() {
        let doubtful = first.gap > TYPED && is_values(&first.text);
        return (first.text.clone(), if doubtful { Reading::Doubtful } else { Reading::Plain });
    }
    if is_stacked(lines) {
        return (lines.iter().map(|line| line.text.as_str()).collect(), Reading::Plain);
    }
    let all_values = lines.iter().all(|line| token(&line.text).is_value());
    let mut text = first.text.clone();
    let (mut joined, mut torn) = (false, first.gap > TYPED);
    for pair in lines.windows(2) {
        let (upper, lower) = (&pair[0], &pair[1]);
        // No number has two points.
        let so_far = text.rsplit('\n').next().unwrap_or_default();
        let two = so_far.contains(['.', '．']) && lower.text.contains(['.', '．']);
        let meet = digits_meet(upper, lower) && !two || dashes_meet(upper, lower);
        let whole = goes_on(upper, lower) || meet && is_wrapped(upper, lower, width, padding);
        if !whole {
            text.push('\n');
            torn = true;
        }
        torn |= lower.gap > TYPED;
        joined |= whole;
        text.push_str(&lower.text);
    }
    let reading = match (all_values, torn, joined) {
        (true, true, _) => Reading::Doubtful,
        (_, _, true) if token(&text) == Token::Number => Reading::Joined,
        _ => Reading::Plain,
    };
    (text, reading)
}

/// One character a line: a label written downwards.
fn is_stacked(lines: &[TextLine]) -> bool {
    lines.iter().all(|line| line.text.chars().nth(1).is_none() && line.runs == Direction::Right)
        && lines.iter().any(|line| line.text.chars().any(is_chinese))
}

/// Values side by side: words that are numbers or marks each.
fn is_values(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let count = text.split_whitespace().count();
    count >= 2
        && words.all(|word| {
            token(word).is_value() || word.chars().all(|c| digit(c).is_some() || matches!(c, ',' | '.'))
        })
}

/// A number that ends with a comma or a point goes on below; so does one above a comma or a point.
fn goes_on(upper: &TextLine, lower: &TextLine) -> bool {
    let mark = |c: char| matches!(c, ',' | '.' | '，' | '．');
    let (last, first) = (upper.text.chars().next_back(), lower.text.chars().next());
    let is_digit = |c: Option<char>| c.and_then(digit).is_some();
    token(lower.text.trim_start_matches(mark)) == Token::Number
        && token(upper.text.trim_end_matches(mark)) == Token::Number
        && (last.is_some_and(mark) && is_digit(first) || is_digit(last) && first.is_some_and(mark))
}

fn digits_meet(upper: &TextLine, lower: &TextLine) -> bool {
    upper.text.chars().next_back().and_then(digit).is_some()
        && lower.text.chars().next().and_then(digit).is_some()
}

/// `——` is one mark.
fn dashes_meet(upper: &TextLine, lower: &TextLine) -> bool {
    let dashes = |line: &TextLine| line.text.chars().all(|c| c == '—');
    dashes(upper) && dashes(lower)
}

/// True if the line broke because the next digit had no room in the cell.
fn is_wrapped(upper: &TextLine, lower: &TextLine, width: f32, padding: f32) -> bool {
    let free = width - upper.width();
    upper.runs == Direction::Right
        && lower.runs == Direction::Right
        && free < lower.first + padding.clamp(LEAST, PADDING) + PENS
        && lower.width() < upper.width() + lower.first
}

/// True if a line leaves no room for one digit more.
pub(super) fn is_full(line: &TextLine, width: f32, padding: f32) -> bool {
    let free = width - line.width();
    line.runs == Direction::Right && free < line.size / 2.0 + padding.clamp(LEAST, PADDING) + PENS
}

/// What cells leave free beside their longest lines: not more than their padding and one character. What is written
/// downwards says nothing of that.
pub(super) fn padding<'a>(cells: impl Iterator<Item = (f32, &'a [TextLine])>) -> f32 {
    let across = |line: &&TextLine| line.runs == Direction::Right;
    let free =
        cells.flat_map(|(width, lines)| lines.iter().filter(across).map(move |line| width - line.width()));
    free.fold(f32::INFINITY, f32::min).clamp(0.0, PADDING)
}
