//! Glyph runs -> glyphs: where each stands, which way it runs, whether it is seen, what `ActualText` says of it.

use hayro_interpret::font::{Glyph as EngineGlyph, GlyphRun, PositionedGlyph};
use hayro_interpret::hayro_cmap::WritingMode;
use hayro_interpret::hayro_syntax::object::{Dict, String as PdfString};
use hayro_interpret::kurbo::Affine;
use hayro_interpret::{DrawMode, DrawProps};

use super::backdrop::{Colour, same_colour};
use super::canvas::Canvas;
use super::unicode::UNREADABLE;
use crate::model::{Direction, Glyph, Rect};
use crate::read::normalise::normalise;

/// Top and bottom of a glyph's box above the baseline, in thousandths of its size: those of Chinese fonts.
const ASCENT: f64 = 880.0;
const DESCENT: f64 = -120.0;

/// Writing is along an edge of the page if it is out of line by no more than this (sine of the angle).
const ASLANT: f64 = 0.12;

/// Smaller writing than this is not seen.
const SMALLEST: f32 = 0.5;

/// Longest `ActualText` that is heeded, in bytes.
const LONGEST_ACTUAL: usize = 4_000;

/// A glyph, and when it was painted.
#[derive(Debug, Clone)]
pub(super) struct Drawn {
    pub(super) glyph: Glyph,
    pub(super) order: u32,
}

/// Draws a run of glyphs.
pub(super) fn draw(
    canvas: &mut Canvas<'_, '_>,
    run: &GlyphRun<'_, '_>,
    props: &DrawProps<'_>,
    mode: &DrawMode,
) {
    let paint = if matches!(mode, DrawMode::Invisible) { None } else { canvas.seen(&props.paint) };
    let vertical = run.writing_mode() == WritingMode::Vertical;
    let bold = run.glyphs().first().is_some_and(|glyph| is_bold(glyph));
    for positioned in run.glyphs() {
        let Some(place) = Place::of(props.transform * positioned.transform(), advance(positioned), vertical)
        else {
            continue;
        };
        let text = canvas.fonts.text(positioned);
        if text.trim().is_empty() {
            continue;
        }
        let Some(direction) = place.direction else {
            canvas.slanted += 1;
            continue;
        };
        if !paint.is_some_and(|(colour, opacity)| is_seen(canvas, &place, colour, opacity)) {
            canvas.unseen += 1;
            continue;
        }
        let Place { rect, baseline, size, .. } = place;
        let glyph = Glyph { text: text.into_boxed_str(), rect, baseline, size, direction, bold };
        canvas.drawn.push(Drawn { glyph, order: canvas.order });
    }
}

/// The width of a glyph in thousandths of its size.
fn advance(positioned: &PositionedGlyph<'_>) -> f64 {
    let width = match &**positioned {
        EngineGlyph::Outline(outline) => outline.advance_width(),
        EngineGlyph::Type3(glyph) => glyph.advance_width(),
    };
    f64::from(width.unwrap_or(0.0))
}

/// True for a bold face.
fn is_bold(positioned: &PositionedGlyph<'_>) -> bool {
    let EngineGlyph::Outline(outline) = &**positioned else { return false };
    outline.font_data().is_some_and(|font| {
        let named = font.postscript_name.is_some_and(|name| name.contains("Bold") || name.contains("Heavy"));
        named || font.weight.is_some_and(|weight| weight >= 600)
    })
}

/// True if the glyph is inside its clip and stands out against what is behind it.
fn is_seen(canvas: &Canvas<'_, '_>, place: &Place, colour: Colour, opacity: f32) -> bool {
    let (x, y) = middle(&place.rect);
    let clip = canvas.clip();
    if x < clip.x0 || x > clip.x1 || y < clip.y0 || y > clip.y1 {
        return false;
    }
    let below = canvas.backdrop.at(x, y).colour;
    let seen = match (colour, below) {
        (Some(colour), Some(below)) => {
            Some(std::array::from_fn(|channel| colour[channel] * opacity + below[channel] * (1.0 - opacity)))
        }
        _ => None,
    };
    !same_colour(seen, below)
}

pub(super) fn middle(rect: &Rect) -> (f32, f32) {
    ((rect.x0 + rect.x1) / 2.0, (rect.y0 + rect.y1) / 2.0)
}

/// Where a glyph stands.
struct Place {
    rect: Rect,
    baseline: f32,
    size: f32,
    /// `None` for writing aslant.
    direction: Option<Direction>,
}

impl Place {
    /// From the transform of thousandths of an em to the page; `None` if that is no place.
    fn of(transform: Affine, advance: f64, vertical: bool) -> Option<Self> {
        let [a, b, c, d, x, y] = transform.as_coeffs();
        let (along, across) = (a.hypot(b), c.hypot(d));
        let size = (across * 1000.0) as f32;
        if !(along > 0.0 && size > SMALLEST && size < 5_000.0 && x.abs() < 1e6 && y.abs() < 1e6) {
            return None;
        }
        let (ux, uy) = (a / along, b / along);
        // A slanted face leans its upward axis; the box stands upright on the baseline.
        let upward = c * -uy + d * ux;
        let (vx, vy) = (-uy * upward, ux * upward);
        let width = if vertical { 1000.0 } else { advance };
        let corner = |right: f64, up: f64| (x + a * right + vx * up, y + b * right + vy * up);
        let (one, other) = (corner(0.0, DESCENT), corner(width, ASCENT));
        let rect = Rect {
            x0: one.0.min(other.0) as f32,
            y0: one.1.min(other.1) as f32,
            x1: one.0.max(other.0) as f32,
            y1: one.1.max(other.1) as f32,
        };
        let direction =
            direction(ux, uy).map(|direction| if vertical { turned(direction) } else { direction });
        let baseline = match direction {
            Some(Direction::Down | Direction::Up) => (rect.x0 + rect.x1) / 2.0,
            _ if vertical => (rect.y0 + rect.y1) / 2.0,
            _ => y as f32,
        };
        Some(Self { rect, baseline, size, direction })
    }
}

/// The edge of the page that writing along this vector runs by.
fn direction(ux: f64, uy: f64) -> Option<Direction> {
    if uy.abs() <= ASLANT {
        Some(if ux > 0.0 { Direction::Right } else { Direction::Left })
    } else if ux.abs() <= ASLANT {
        Some(if uy > 0.0 { Direction::Down } else { Direction::Up })
    } else {
        None
    }
}

/// Vertical writing runs where the glyphs' feet point.
fn turned(direction: Direction) -> Direction {
    match direction {
        Direction::Right => Direction::Down,
        Direction::Down => Direction::Left,
        Direction::Left => Direction::Up,
        Direction::Up => Direction::Right,
    }
}

/// The marked content that is open: for each, its `ActualText` and the first glyph inside.
#[derive(Default)]
pub(super) struct Marked(Vec<Option<(String, usize)>>);

impl Marked {
    pub(super) fn begin(&mut self, properties: Option<&Dict<'_>>, glyphs: usize) {
        let actual =
            properties.and_then(|properties| properties.get::<PdfString<'_>>(b"ActualText".as_slice()));
        let text =
            actual.filter(|text| text.as_bytes().len() <= LONGEST_ACTUAL).map(|text| decode(text.as_bytes()));
        self.0.push(text.map(|text| (text, glyphs)));
    }

    pub(super) fn end(&mut self, drawn: &mut Vec<Drawn>) {
        if let Some(Some((text, first))) = self.0.pop() {
            replace(drawn, first, &text);
        }
    }
}

/// A text string: UTF-16 or UTF-8 with its mark, else taken for Latin.
fn decode(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => {
            let units: Vec<u16> =
                rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// Gives the glyphs from `first` on the text that their producer says they have: one by one where there are as many,
/// together where they are a cluster. A longer stretch keeps what its glyphs say, unless that is unreadable.
fn replace(drawn: &mut Vec<Drawn>, first: usize, text: &str) {
    let text = normalise(text);
    let Some(glyphs) = drawn.get_mut(first..).filter(|glyphs| !glyphs.is_empty()) else { return };
    let letters: Vec<char> = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    if letters.len() == glyphs.len() {
        for (drawn, letter) in glyphs.iter_mut().zip(letters) {
            drawn.glyph.text = letter.to_string().into_boxed_str();
        }
        return;
    }
    let unreadable = glyphs.iter().any(|drawn| drawn.glyph.text.contains(UNREADABLE));
    if glyphs.len() > 3 && !unreadable {
        return;
    }
    if letters.is_empty() {
        // A hyphen or a leader that is not meant as text.
        drawn.truncate(first);
        return;
    }
    let together =
        glyphs.iter().skip(1).fold(glyphs[0].glyph.rect, |all, drawn| join(&all, &drawn.glyph.rect));
    glyphs[0].glyph.text = letters.into_iter().collect::<String>().into_boxed_str();
    glyphs[0].glyph.rect = together;
    drawn.truncate(first + 1);
}

/// The rectangle around both.
pub(super) fn join(one: &Rect, other: &Rect) -> Rect {
    Rect {
        x0: one.x0.min(other.x0),
        y0: one.y0.min(other.y0),
        x1: one.x1.max(other.x1),
        y1: one.y1.max(other.y1),
    }
}
