//! Drawings with signs -> pages: each sign is a piece of rule, each other character a glyph where it stands.

use crate::model::text::char_width;
use crate::model::{Direction, Document, Format, Glyph, Line, LinePlace, Page, Rect, Rule, Status};

/// Points a column and a row of the drawing take.
pub(crate) const WIDE: f32 = 5.0;
pub(crate) const HIGH: f32 = 12.0;
/// Where a drawing begins on its page.
const MARGIN: f32 = 50.0;

/// Glyphs and rules of one page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Drawing {
    pub(crate) glyphs: Vec<Glyph>,
    pub(crate) rules: Vec<Rule>,
    /// Height of the page.
    pub(crate) height: f32,
}

impl Drawing {
    /// Reads a drawing: `─│┌┬┐├┼┤└┴┘` and their kin are rules, halves of lines that meet in the middle of their place.
    pub(crate) fn of(text: &str) -> Self {
        let mut drawing = Self { height: 842.0, ..Self::default() };
        for (row, line) in text.lines().enumerate() {
            let mut column = 0;
            for character in line.chars() {
                let (x, y) = (MARGIN + column as f32 * WIDE, MARGIN + row as f32 * HIGH);
                match arms(character) {
                    Some(arms) => drawing.cross(x, y, arms),
                    None if character == ' ' => {}
                    None => drawing.glyph(character, x, y + 0.8 * HIGH, 10.0),
                }
                column += char_width(character).max(1);
            }
        }
        drawing
    }

    fn cross(&mut self, x: f32, y: f32, [left, right, up, down]: [bool; 4]) {
        let (middle_x, middle_y) = (x + WIDE / 2.0, y + HIGH / 2.0);
        let mut piece = |draw: bool, horizontal: bool, at: f32, from: f32, to: f32| {
            if draw {
                self.rules.push(Rule {
                    horizontal,
                    at,
                    from,
                    to,
                    thickness: 0.5,
                    dashed: false,
                    bright: false,
                });
            }
        };
        piece(left, true, middle_y, x, middle_x);
        piece(right, true, middle_y, middle_x, x + WIDE);
        piece(up, false, middle_x, y, middle_y);
        piece(down, false, middle_x, middle_y, y + HIGH);
    }

    /// Adds a glyph that begins at x and stands on a baseline.
    pub(crate) fn glyph(&mut self, character: char, x: f32, baseline: f32, size: f32) {
        let width = char_width(character).max(1) as f32 * size / 2.0;
        let rect = Rect { x0: x, y0: baseline - 0.88 * size, x1: x + width, y1: baseline + 0.12 * size };
        let text = character.to_string().into_boxed_str();
        self.glyphs.push(Glyph { text, rect, baseline, size, direction: Direction::Right, bold: false });
    }

    /// Adds a text.
    pub(crate) fn text(&mut self, text: &str, mut x: f32, baseline: f32, size: f32) {
        for character in text.chars() {
            if character != ' ' {
                self.glyph(character, x, baseline, size);
            }
            x += char_width(character).max(1) as f32 * size / 2.0;
        }
    }

    /// Adds a rule.
    pub(crate) fn rule(&mut self, horizontal: bool, at: f32, from: f32, to: f32) {
        self.rules.push(Rule { horizontal, at, from, to, thickness: 0.5, dashed: false, bright: false });
    }

    /// The same on its side: writing runs from bottom to top.
    pub(crate) fn turned(mut self) -> Self {
        let height = 842.0;
        for glyph in &mut self.glyphs {
            let Rect { x0, y0, x1, y1 } = glyph.rect;
            glyph.rect = Rect { x0: y0, y0: height - x1, x1: y1, y1: height - x0 };
            glyph.baseline = (y0 + y1) / 2.0;
            glyph.direction = Direction::Up;
        }
        for rule in &mut self.rules {
            if !rule.horizontal {
                rule.horizontal = true;
                rule.at = height - rule.at;
            } else {
                rule.horizontal = false;
                (rule.from, rule.to) = (height - rule.to, height - rule.from);
            }
        }
        self
    }
}

/// Which halves a sign draws: left, right, up, down.
fn arms(sign: char) -> Option<[bool; 4]> {
    let arms = match sign {
        '─' => "lr",
        '│' => "ud",
        '┌' => "rd",
        '┬' => "lrd",
        '┐' => "ld",
        '├' => "rud",
        '┼' => "lrud",
        '┤' => "lud",
        '└' => "ru",
        '┴' => "lru",
        '┘' => "lu",
        '╴' => "l",
        '╶' => "r",
        '╵' => "u",
        '╷' => "d",
        _ => return None,
    };
    Some(['l', 'r', 'u', 'd'].map(|arm| arms.contains(arm)))
}

/// A document of drawings, with a line for each baseline.
pub(crate) fn document(drawings: Vec<Drawing>) -> Document {
    let (mut lines, mut places, mut drawn) = (Vec::new(), Vec::new(), Vec::new());
    for (index, drawing) in drawings.into_iter().enumerate() {
        let number = index as u32 + 1;
        let mut rows: Vec<(i32, Vec<&Glyph>)> = Vec::new();
        for glyph in &drawing.glyphs {
            let level = (glyph.baseline * 2.0) as i32;
            match rows.iter_mut().find(|(known, _)| *known == level) {
                Some((_, row)) => row.push(glyph),
                None => rows.push((level, vec![glyph])),
            }
        }
        rows.sort_by_key(|(level, _)| *level);
        for (place, (_, row)) in rows.iter().enumerate() {
            let text = row.iter().map(|glyph| &*glyph.text).collect();
            let rect = row.iter().map(|glyph| glyph.rect).reduce(Rect::union);
            lines.push(Line { text, page_break: place == 0 });
            places.push(LinePlace { page: number, rect: rect.unwrap() });
        }
        let Drawing { glyphs, rules, height } = drawing;
        let page = Page { number, width: 595.0, height, glyphs, rules, ..Page::default() };
        drawn.push(page);
    }
    Document {
        format: Format::Pdf,
        encoding: None,
        pages: Some(drawn.len() as u32),
        lines,
        drawn,
        places,
        problems: Vec::new(),
        status: Status::Ok,
    }
}
