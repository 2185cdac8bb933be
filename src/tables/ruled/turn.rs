//! Glyphs and strokes of a turned table -> the same as if it stood upright, and rectangles back again.

use super::stroke::{Stroke, Strokes};
use crate::model::{Direction, Glyph, Page, Rect};

/// How far the middle of a glyph lies above its baseline, in font sizes: half the height of a digit.
const MIDDLE: f32 = 0.32;

/// How a table lies on its page: the way its writing runs, and the size of the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Turn {
    runs: Direction,
    width: f32,
    height: f32,
}

/// A glyph as the table's reader sees it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark<'a> {
    pub(crate) glyph: &'a Glyph,
    /// Index among the glyphs of the page.
    pub(crate) index: usize,
    /// Its box.
    pub(crate) rect: Rect,
    /// Middle of the printed character: what says in which cell it stands.
    pub(crate) x: f32,
    pub(crate) y: f32,
    /// Which way the writing runs, as seen from the table.
    pub(crate) runs: Direction,
}

impl Mark<'_> {
    /// Where the glyph begins and ends along its writing, and the level it stands on, growing from line to line.
    pub(crate) fn along(&self) -> (f32, f32, f32) {
        let Rect { x0, y0, x1, y1 } = self.rect;
        match self.runs {
            Direction::Right => (x0, x1, self.y),
            Direction::Left => (-x1, -x0, -self.y),
            Direction::Down => (y0, y1, -self.x),
            Direction::Up => (-y1, -y0, self.x),
        }
    }

    pub(crate) fn size(&self) -> f32 {
        self.glyph.size
    }
}

impl Turn {
    /// A table that stands as its page does.
    pub(crate) fn upright(page: &Page) -> Self {
        Self::along(page, Direction::Right)
    }

    /// A table whose writing runs this way on the page.
    pub(crate) fn along(page: &Page, runs: Direction) -> Self {
        Self { runs, width: page.width, height: page.height }
    }

    /// True if both lie the same way.
    pub(crate) fn runs_as(&self, other: &Self) -> bool {
        self.runs == other.runs
    }

    /// True for a table that stands as its page does.
    pub(crate) fn is_upright(&self) -> bool {
        self.runs == Direction::Right
    }

    /// Height of the page as the table's reader sees it.
    pub(crate) fn height(&self) -> f32 {
        match self.runs {
            Direction::Right | Direction::Left => self.height,
            Direction::Down | Direction::Up => self.width,
        }
    }

    fn point(&self, x: f32, y: f32) -> (f32, f32) {
        match self.runs {
            Direction::Right => (x, y),
            Direction::Left => (self.width - x, self.height - y),
            Direction::Down => (y, self.width - x),
            Direction::Up => (self.height - y, x),
        }
    }

    /// A rectangle of the page as the table's reader sees it.
    pub(crate) fn rect(&self, rect: Rect) -> Rect {
        corners(self.point(rect.x0, rect.y0), self.point(rect.x1, rect.y1))
    }

    /// A rectangle of the upright table, on the page.
    pub(crate) fn back(&self, rect: Rect) -> Rect {
        let point = |x: f32, y: f32| match self.runs {
            Direction::Right => (x, y),
            Direction::Left => (self.width - x, self.height - y),
            Direction::Down => (self.width - y, x),
            Direction::Up => (y, self.height - x),
        };
        corners(point(rect.x0, rect.y0), point(rect.x1, rect.y1))
    }

    /// A glyph as the table's reader sees it.
    pub(crate) fn mark<'a>(&self, index: usize, glyph: &'a Glyph) -> Mark<'a> {
        let (middle_x, middle_y) =
            ((glyph.rect.x0 + glyph.rect.x1) / 2.0, (glyph.rect.y0 + glyph.rect.y1) / 2.0);
        let (x, y) = match glyph.direction {
            Direction::Right => (middle_x, glyph.baseline - MIDDLE * glyph.size),
            Direction::Left => (middle_x, glyph.baseline + MIDDLE * glyph.size),
            Direction::Down | Direction::Up => (glyph.baseline, middle_y),
        };
        let (x, y) = self.point(x, y);
        let runs = quarter((quarters(glyph.direction) + 4 - quarters(self.runs)) % 4);
        Mark { glyph, index, rect: self.rect(glyph.rect), x, y, runs }
    }

    /// Strokes as the table's reader sees them.
    pub(super) fn strokes(&self, strokes: Strokes) -> Strokes {
        if self.runs == Direction::Right {
            return strokes;
        }
        let mut turned = Strokes::default();
        let Strokes { across, down } = strokes;
        let ends = across.iter().map(|level| ((level.from, level.at), (level.to, level.at), level.bright));
        let upright = |one: &Stroke| ((one.at, one.from), (one.at, one.to), one.bright);
        for ((x0, y0), (x1, y1), bright) in ends.chain(down.iter().map(upright)) {
            let rect = corners(self.point(x0, y0), self.point(x1, y1));
            if rect.y0 == rect.y1 {
                turned.across.push(Stroke { at: rect.y0, from: rect.x0, to: rect.x1, bright });
            } else {
                turned.down.push(Stroke { at: rect.x0, from: rect.y0, to: rect.y1, bright });
            }
        }
        turned
    }
}

fn corners((x0, y0): (f32, f32), (x1, y1): (f32, f32)) -> Rect {
    Rect { x0: x0.min(x1), y0: y0.min(y1), x1: x0.max(x1), y1: y0.max(y1) }
}

/// Quarter turns, clockwise.
fn quarters(direction: Direction) -> usize {
    match direction {
        Direction::Right => 0,
        Direction::Down => 1,
        Direction::Left => 2,
        Direction::Up => 3,
    }
}

fn quarter(turns: usize) -> Direction {
    [Direction::Right, Direction::Down, Direction::Left, Direction::Up][turns % 4]
}
