//! A page as it was drawn: glyphs and rules with their places, for formats that have places instead of lines.

use serde::{Deserialize, Serialize};

use super::Rect;

/// Which way the writing runs on the page, as displayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub enum Direction {
    /// Left to right.
    #[default]
    Right,
    /// Top to bottom.
    Down,
    /// Right to left: text that stands on its head.
    Left,
    /// Bottom to top.
    Up,
}

/// One visible character (or ligature) on a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Glyph {
    /// What it says: usually one character. Never empty; `U+FFFD` where no source tells what the glyph means.
    pub text: Box<str>,
    /// Its box: the advance width along the writing, the height of the font across. Fonts differ in how tall they say
    /// they are, so the box may reach into a neighbouring row; the baseline does not.
    pub rect: Rect,
    /// Where the glyph stands: y of the baseline for writing that runs right or left, x of the middle line for writing
    /// that runs down or up.
    pub baseline: f32,
    /// Font size in points, as displayed.
    pub size: f32,
    /// Which way the writing runs.
    pub direction: Direction,
    /// True for a bold face, and for text drawn twice to look bold.
    pub bold: bool,
}

/// A straight ruling line parallel to an edge of the page, seen against what is behind it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// True for a line along x.
    pub horizontal: bool,
    /// The constant coordinate, in the middle of the line: y of a horizontal rule, x of a vertical one.
    pub at: f32,
    /// Where it begins; `from <= to`.
    pub from: f32,
    /// Where it ends.
    pub to: f32,
    /// Width of the pen in points.
    pub thickness: f32,
    /// True for a dotted or dashed line.
    pub dashed: bool,
    /// True for a line brighter than the ground that it is drawn on.
    pub bright: bool,
}

/// A coloured area that is not a rule: a band behind a row or a header.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Shade {
    /// The area.
    pub rect: Rect,
    /// Red, green, blue.
    pub colour: [u8; 3],
}

/// One page. Coordinates are points from the top-left corner as displayed (page rotation and crop applied).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Page {
    /// From 1.
    pub number: u32,
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// Visible glyphs in drawing order, each once. White space is not among them.
    pub glyphs: Vec<Glyph>,
    /// Visible ruling lines.
    pub rules: Vec<Rule>,
    /// Visible coloured areas.
    pub shades: Vec<Shade>,
    /// Areas of pictures.
    pub images: Vec<Rect>,
}

/// Where a line of text stands on its page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LinePlace {
    /// Page, from 1.
    pub page: u32,
    /// The boxes of its glyphs, together.
    pub rect: Rect,
}
