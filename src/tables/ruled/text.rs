//! Glyphs of a cell -> its lines of text, in reading order.

use super::turn::Mark;
use crate::model::Direction;
use crate::model::text::is_chinese;

/// Glyphs whose levels differ by less than this share of the font size stand on one line, raised ones too.
const LEVEL: f32 = 0.5;
/// A gap of this share of the font size is a space.
const SPACE: f32 = 0.18;
/// Between Chinese characters a space is wider: they are often set apart a little.
const WIDE_SPACE: f32 = 0.5;
/// Dots of a leader, at least; those of an ellipsis are fewer.
const LEADER: usize = 4;
/// Glyphs that begin so near to each other stand over each other.
const OVER: f32 = 0.1;
/// A glyph of less than this share of the line's size is a note's mark, if it is raised.
const SMALL: f32 = 0.8;

/// One printed line of a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TextLine {
    pub(super) text: String,
    /// Where it begins and ends along the writing.
    pub(super) from: f32,
    pub(super) to: f32,
    /// Level of the line; grows from line to line.
    pub(super) level: f32,
    /// Largest font size.
    pub(super) size: f32,
    /// Width of its first glyph.
    pub(super) first: f32,
    /// The widest gap inside that was taken for a space, in font sizes.
    pub(super) gap: f32,
    /// Which way it runs.
    pub(super) runs: Direction,
}

impl TextLine {
    pub(super) fn width(&self) -> f32 {
        self.to - self.from
    }
}

/// The lines of a cell. Lines that run across come first where a cell holds several ways of writing.
pub(super) fn lines(marks: &[&Mark<'_>]) -> Vec<TextLine> {
    let mut lines = Vec::new();
    for runs in [Direction::Right, Direction::Down, Direction::Up, Direction::Left] {
        let mut glyphs: Vec<Placed<'_>> =
            marks.iter().filter(|mark| mark.runs == runs).map(|mark| Placed::of(mark)).collect();
        glyphs.sort_by(|a, b| a.level.total_cmp(&b.level).then(a.from.total_cmp(&b.from)));
        let mut rest = glyphs.as_mut_slice();
        while !rest.is_empty() {
            let count = line_length(rest);
            let (line, behind) = rest.split_at_mut(count);
            lines.push(line_of(line, runs));
            rest = behind;
        }
    }
    lines
}

struct Placed<'a> {
    text: &'a str,
    from: f32,
    to: f32,
    level: f32,
    size: f32,
}

impl<'a> Placed<'a> {
    fn of(mark: &Mark<'a>) -> Self {
        let (from, to, level) = mark.along();
        Self { text: &mark.glyph.text, from, to, level, size: mark.size().max(1.0) }
    }
}

/// How many of the glyphs, sorted by level, stand on the first line.
fn line_length(glyphs: &[Placed<'_>]) -> usize {
    let Some(first) = glyphs.first() else { return 0 };
    let mut size = first.size;
    let mut count = 0;
    for glyph in glyphs {
        if glyph.level - first.level > LEVEL * size.max(glyph.size) {
            break;
        }
        size = size.max(glyph.size);
        count += 1;
    }
    count
}

fn line_of(line: &mut [Placed<'_>], runs: Direction) -> TextLine {
    line.sort_by(|a, b| a.from.total_cmp(&b.from).then(a.level.total_cmp(&b.level)));
    let size = line.iter().map(|glyph| glyph.size).fold(0.0, f32::max);
    stack(line, size);
    // The level of the line is that of its largest glyphs.
    let level = line
        .iter()
        .filter(|glyph| glyph.size > SMALL * size)
        .map(|glyph| glyph.level)
        .fold(f32::MIN, f32::max);
    let mut text = String::new();
    let (mut last, mut gap): (Option<&Placed<'_>>, f32) = (None, 0.0);
    let (mut from, mut to) = (f32::INFINITY, f32::NEG_INFINITY);
    for glyph in line.iter() {
        let before = last.map_or(0.0, |last| (glyph.from - last.to) / size);
        if last.is_some_and(|last| before > least_space(last.text, glyph.text)) {
            text.push(' ');
            gap = gap.max(before);
        }
        let raised =
            glyph.size <= SMALL * size && level - glyph.level > 0.15 * size && runs == Direction::Right;
        if raised {
            text.extend(glyph.text.chars().map(raised_char))
        } else {
            text.push_str(glyph.text)
        }
        (from, to) = (from.min(glyph.from), to.max(glyph.to));
        last = Some(glyph);
    }
    text.truncate(without_leader(&text).len());
    let first = line.first().map_or(0.0, |glyph| glyph.to - glyph.from);
    TextLine { text, from, to, level, size, first, gap, runs }
}

/// A text without the dots at its end that lead on to the next cell (`Total . . . . .`).
fn without_leader(text: &str) -> &str {
    let is_dot = |c: char| matches!(c, '.' | '·' | '․' | '．');
    let bare = text.trim_end_matches(|c: char| c.is_whitespace() || is_dot(c));
    let dots = text[bare.len()..].chars().filter(|&c| is_dot(c)).count();
    if bare.is_empty() || dots < LEADER { text } else { bare }
}

/// Characters that stand over each other, pressed together, are read downwards.
fn stack(line: &mut [Placed<'_>], size: f32) {
    let mut rest = line;
    while let Some(first) = rest.first().map(|first| first.from) {
        let count = rest.iter().take_while(|glyph| glyph.from - first < OVER * size).count();
        let (over, behind) = rest.split_at_mut(count.max(1));
        over.sort_by(|a, b| a.level.total_cmp(&b.level));
        rest = behind;
    }
}

/// The least gap between two glyphs that is a space, in font sizes.
pub(crate) fn least_space(before: &str, behind: &str) -> f32 {
    let chinese =
        before.chars().next_back().is_some_and(is_chinese) && behind.chars().next().is_some_and(is_chinese);
    if chinese { WIDE_SPACE } else { SPACE }
}

/// A raised figure is the mark of a note, not a digit of the number before it.
pub(crate) fn raised_char(character: char) -> char {
    match character {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '0' => '⁰',
        '4'..='9' => char::from_u32(character as u32 - '4' as u32 + '⁴' as u32).unwrap_or(character),
        other => other,
    }
}
