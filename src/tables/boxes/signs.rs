//! One drawn line -> its separators, and which stretches between them are rules.

use unicode_width::UnicodeWidthChar;

use super::super::token::is_space;
use crate::model::text::char_width;

/// A drawn line with more separators is no table that anybody printed.
pub(super) const MAX_SEPARATORS: usize = 401;

const UP: u8 = 1;
const DOWN: u8 = 2;
const LEFT: u8 = 4;
const RIGHT: u8 = 8;

/// The directions in which a sign reaches; 0 for what is no sign of a drawing.
fn arms(character: char) -> u8 {
    match character {
        '-' | '=' | '─' | '━' | '┄' | '┅' | '┈' | '┉' | '╌' | '╍' | '═' | '╴' | '╶' | '╸' | '╺' | '╼'
        | '╾' => LEFT | RIGHT,
        '|' | '│' | '┃' | '┆' | '┇' | '┊' | '┋' | '╎' | '╏' | '║' | '╵' | '╷' | '╹' | '╻' | '╽' | '╿' => {
            UP | DOWN
        }
        '┌'..='┏' | '╒'..='╔' | '╭' => DOWN | RIGHT,
        '┐'..='┓' | '╕'..='╗' | '╮' => DOWN | LEFT,
        '└'..='┗' | '╘'..='╚' | '╰' => UP | RIGHT,
        '┘'..='┛' | '╛'..='╝' | '╯' => UP | LEFT,
        '├'..='┣' | '╞'..='╠' => UP | DOWN | RIGHT,
        '┤'..='┫' | '╡'..='╣' => UP | DOWN | LEFT,
        '┬'..='┳' | '╤'..='╦' => DOWN | LEFT | RIGHT,
        '┴'..='┻' | '╧'..='╩' => UP | LEFT | RIGHT,
        '+' | '┼'..='╋' | '╪'..='╬' => UP | DOWN | LEFT | RIGHT,
        _ => 0,
    }
}

/// True for the characters that Unicode has for drawings.
pub(super) fn is_drawing(character: char) -> bool {
    matches!(character, '\u{2500}'..='\u{257F}')
}

/// How far along a line something stands, in every way of counting that a drawing may have used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// Columns of a fixed-width rendering.
    pub(super) display: i64,
    /// Drawing signs, which some fonts set two columns wide.
    pub(super) signs: i64,
    /// Other characters that some fonts set two columns wide (`“`, `—`, `①`).
    pub(super) doubtful: i64,
    /// Characters.
    pub(super) chars: i64,
}

impl Place {
    pub(super) fn step(&mut self, character: char) {
        let width = char_width(character) as i64;
        self.display += width;
        self.chars += 1;
        if is_drawing(character) {
            self.signs += 1;
        } else if !matches!(character, ' '..='~' | '\u{4E00}'..='\u{9FFF}') {
            let wide = character.width_cjk().map_or(width, |wide| wide as i64);
            self.doubtful += (wide - width).max(0);
        }
    }
}

/// A sign that may part two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Separator {
    /// Bytes of the line that it takes.
    pub(super) bytes: (usize, usize),
    pub(super) place: Place,
    arms: u8,
}

impl Separator {
    /// The open side of a drawing without an outer line.
    fn edge(byte: usize, place: Place) -> Self {
        Self { bytes: (byte, byte), place, arms: UP | DOWN }
    }

    /// True if it reaches up, down.
    pub(super) fn reaches(self) -> [bool; 2] {
        [self.arms & UP != 0, self.arms & DOWN != 0]
    }

    /// True where a rule meets it.
    pub(super) fn is_junction(self) -> bool {
        self.arms & (LEFT | RIGHT) != 0
    }
}

/// What stands between two lines of drawings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    None,
    Blank,
    /// Page marks or running heads.
    Page,
    /// Texts, where a page may have ended inside a drawing.
    Text,
}

/// One line of a drawing.
#[derive(Debug, Clone)]
pub(super) struct Drawn<'a> {
    pub(super) text: &'a str,
    /// Index of the line in the document.
    pub(super) line: usize,
    pub(super) separators: Vec<Separator>,
    /// For each stretch between two separators: true if it is a rule.
    pub(super) rules: Vec<bool>,
    /// What stands between it and the line before.
    pub(super) gap: Gap,
    /// True if the line is `=` where it is a rule.
    pub(super) double: bool,
}

/// A stretch of a line while it is taken apart.
#[derive(Clone, Copy)]
struct Stretch {
    kind: Stroke,
    bytes: (usize, usize),
    place: Place,
    arms: u8,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stroke {
    Text,
    Rule,
    Sign,
}

impl<'a> Drawn<'a> {
    /// Takes a line apart; `None` if it has no separators, or far too many. `ascii`: `|` and `+` may be signs;
    /// `open`: the drawing has no outer line at its left, at its right.
    pub(super) fn scan(text: &'a str, line: usize, ascii: bool, open: [bool; 2]) -> Option<Self> {
        let text = text.trim_end_matches(is_space);
        let stretches = stretches(text, ascii)?;
        let rules = rules(&stretches, text);
        let mut drawn =
            Self { text, line, separators: Vec::new(), rules: Vec::new(), gap: Gap::None, double: false };
        let mut rule = None;
        if open[0] {
            drawn.separators.push(Separator::edge(0, Place::default()));
        }
        for (index, stretch) in stretches.iter().enumerate() {
            if is_separator(&stretches, &rules, index) {
                drawn.push(*stretch, rule.take());
            } else if index > 0 || !stretch.is_blank(text) {
                let is_rule = stretch.kind == Stroke::Rule && rules[index];
                drawn.double |= is_rule && text[stretch.bytes.0..].starts_with('=');
                rule = Some(rule.unwrap_or(true) && is_rule);
            }
        }
        if open[1] {
            let end = stretches.last().map_or(Place::default(), |last| last.end(text));
            drawn.push(
                Stretch { kind: Stroke::Sign, bytes: (text.len(), text.len()), place: end, arms: UP | DOWN },
                rule,
            );
        }
        (drawn.separators.len() >= 2 && drawn.separators.len() <= MAX_SEPARATORS).then_some(drawn)
    }

    fn push(&mut self, sign: Stretch, rule: Option<bool>) {
        if !self.separators.is_empty() {
            self.rules.push(rule.unwrap_or(false));
        }
        self.separators.push(Separator { bytes: sign.bytes, place: sign.place, arms: sign.arms });
    }

    /// True if the line is a rule from end to end.
    pub(super) fn is_rule(&self) -> bool {
        self.rules.iter().all(|&rule| rule) && self.starts() && self.ends()
    }

    /// True if some stretch of the line is a rule.
    pub(super) fn has_rule(&self) -> bool {
        self.rules.contains(&true)
    }

    /// True if nothing is printed before the first separator.
    pub(super) fn starts(&self) -> bool {
        self.separators
            .first()
            .is_some_and(|first| self.text[..first.bytes.0].trim_matches(is_space).is_empty())
    }

    /// True if nothing is printed behind the last separator.
    pub(super) fn ends(&self) -> bool {
        self.separators.last().is_some_and(|last| self.text[last.bytes.1..].trim_matches(is_space).is_empty())
    }

    /// True for a rule from which no line goes up: a drawing begins here.
    pub(super) fn is_top(&self) -> bool {
        self.is_rule() && self.separators.iter().all(|sign| sign.arms & UP == 0)
    }

    /// True for a rule from which no line goes down: a drawing ends here.
    pub(super) fn is_bottom(&self) -> bool {
        self.is_rule() && self.separators.iter().all(|sign| sign.arms & DOWN == 0)
    }

    /// The text between two separators.
    pub(super) fn between(&self, from: usize, to: usize) -> &'a str {
        &self.text[self.separators[from].bytes.1..self.separators[to].bytes.0]
    }
}

impl Stretch {
    fn is_blank(self, text: &str) -> bool {
        text[self.bytes.0..self.bytes.1].trim_matches(is_space).is_empty()
    }

    fn end(self, text: &str) -> Place {
        let mut place = self.place;
        text[self.bytes.0..self.bytes.1].chars().for_each(|character| place.step(character));
        place
    }
}

/// Signs, runs of horizontal strokes, and the text between them; `None` if there are far too many.
fn stretches(text: &str, ascii: bool) -> Option<Vec<Stretch>> {
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut place = Place::default();
    for (index, character) in text.char_indices() {
        let arms = if !ascii && matches!(character, '|' | '+') { 0 } else { arms(character) };
        let kind = match arms {
            0 => Stroke::Text,
            arms if arms & (UP | DOWN) == 0 => Stroke::Rule,
            _ => Stroke::Sign,
        };
        let end = index + character.len_utf8();
        if stretches.len() > 4 * MAX_SEPARATORS {
            return None;
        }
        match stretches.last_mut().filter(|last| last.kind == kind && kind != Stroke::Sign) {
            Some(last) => last.bytes.1 = end,
            None => stretches.push(Stretch { kind, bytes: (index, end), place, arms }),
        }
        place.step(character);
    }
    Some(stretches)
}

/// Which runs of strokes are rules: signs, or the line's ends, touch them on both sides, and one of the signs reaches
/// towards them. A run between spaces is a text (`── `: none), so is one between plain uprights (`|-|`), unless the whole
/// line is drawn like that.
fn rules(stretches: &[Stretch], text: &str) -> Vec<bool> {
    let sides = |index: usize| {
        let left = index.checked_sub(1).map(|left| stretches[left]);
        (left.filter(|left| index > 1 || !left.is_blank(text)), stretches.get(index + 1).copied())
    };
    let touches = |side: Option<Stretch>| side.is_none_or(|side| side.kind == Stroke::Sign);
    let reaches = |side: Option<Stretch>, arm: u8| side.is_some_and(|side| side.arms & arm != 0);
    let strokes = stretches.iter().enumerate().filter(|(_, stretch)| stretch.kind == Stroke::Rule);
    let all_touch = strokes.clone().all(|(index, _)| touches(sides(index).0) && touches(sides(index).1));
    let no_text = stretches
        .iter()
        .enumerate()
        .all(|(index, stretch)| stretch.kind != Stroke::Text || index == 0 && stretch.is_blank(text));
    let long = strokes.clone().any(|(_, stretch)| stretch.bytes.1 - stretch.bytes.0 >= 3);
    let drawn = all_touch && no_text && long;
    (0..stretches.len())
        .map(|index| {
            let (left, right) = sides(index);
            stretches[index].kind == Stroke::Rule
                && touches(left)
                && touches(right)
                && (drawn || reaches(left, RIGHT) || reaches(right, LEFT))
        })
        .collect()
}

/// A sign parts cells; a plus does so only where a rule meets it (`+3` is a value).
fn is_separator(stretches: &[Stretch], rules: &[bool], index: usize) -> bool {
    let stretch = stretches[index];
    if stretch.kind != Stroke::Sign {
        return false;
    }
    // A plus is one byte long; the drawing signs that reach to all sides take three.
    let plus = stretch.arms == UP | DOWN | LEFT | RIGHT && stretch.bytes.1 - stretch.bytes.0 == 1;
    !plus || index > 0 && rules[index - 1] || rules.get(index + 1) == Some(&true)
}
