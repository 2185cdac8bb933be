//! Marks of a line -> its leaders: dots that lead the eye from a label to its values, and say nothing themselves.

use super::super::ruled::Mark;

/// Dots of a leader, at least; those of an ellipsis are fewer.
const FEWEST: usize = 4;
/// They follow each other within so many font sizes, in even steps.
const PITCH: f32 = 2.0;
const EVEN: f32 = 1.4;
/// A leader begins so near to its label, in font sizes, or in steps from dot to dot, since these may keep places of their own.
const NEAR: (f32, f32) = (0.9, 1.5);

/// What a mark is for the leaders of its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dot {
    /// No part of a row of dots.
    Other,
    /// It leads on from the text before it.
    Leads,
    /// It fills a cell of its own, behind another dot.
    Fills,
}

/// Looks at the marks of a line of this size, which stand from left to right.
pub(super) fn dots(marks: &[Mark<'_>], size: f32) -> Vec<Dot> {
    let mut dots = vec![Dot::Other; marks.len()];
    let mut index = 0;
    while index < marks.len() {
        let mut count = dots_of(&marks[index]);
        let mut end = index + 1;
        if count == 0 {
            index = end;
            continue;
        }
        let mut widest = PITCH * size;
        while let Some(next) = marks.get(end) {
            let (more, step) = (dots_of(next), next.rect.x0 - marks[end - 1].rect.x0);
            if more == 0 || step > widest {
                break;
            }
            widest = widest.min(EVEN * step.max(0.1 * size));
            (count, end) = (count + more, end + 1);
        }
        if count >= FEWEST {
            let (first, last) = (&marks[index], &marks[end - 1]);
            let pitch = (last.rect.x1 - first.rect.x0) / count as f32;
            let near = (NEAR.0 * size).max(NEAR.1 * pitch);
            let leads = index > 0 && first.rect.x0 - marks[index - 1].rect.x1 <= near;
            dots[index + 1..end].fill(if leads { Dot::Leads } else { Dot::Fills });
            dots[index] = if leads { Dot::Leads } else { Dot::Other };
        }
        index = end;
    }
    dots
}

/// How many dots a mark prints, if it prints nothing else.
fn dots_of(mark: &Mark<'_>) -> usize {
    let count = |c: char| match c {
        '.' | '·' | '․' | '．' => Some(1),
        '‥' => Some(2),
        '…' => Some(3),
        _ => None,
    };
    mark.glyph.text.chars().map(count).sum::<Option<usize>>().unwrap_or(0)
}
