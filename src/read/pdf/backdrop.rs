//! Painted areas -> what lies behind and above each place: which rules and glyphs stand out against it, and which are
//! painted over.

use crate::model::Rect;

/// Squares that a page is divided into along each side, at most; each keeps the areas that lie on it.
const MOST_SQUARES: usize = 48;

/// Side of a square in points, on pages of usual size.
const SQUARE: f32 = 24.0;

/// Areas that a square keeps; older ones are forgotten. A page with more of them on one spot is no report.
const MOST_LAYERS: usize = 96;

/// Colours nearer than this (0 to 1, a channel) are not told apart by the eye.
const SAME_COLOUR: f32 = 0.045;

/// A colour as seen; `None` for pictures and patterns, against which anything may stand out.
pub(super) type Colour = Option<[f32; 3]>;

/// An empty page.
pub(super) const WHITE: Colour = Some([1.0, 1.0, 1.0]);

/// True if nobody could tell the two apart.
pub(super) fn same_colour(one: Colour, other: Colour) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.iter().zip(other).all(|(a, b)| (a - b).abs() < SAME_COLOUR),
        _ => false,
    }
}

/// True if the one colour is brighter than the other in all that it differs in.
pub(super) fn is_brighter(one: Colour, other: Colour) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return false };
    let brighter = |(a, b): (&f32, &f32)| *a >= *b - SAME_COLOUR;
    one.iter().zip(&other).all(brighter) && one.iter().sum::<f32>() > other.iter().sum::<f32>()
}

/// An area as painted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layer {
    pub(super) rect: Rect,
    pub(super) colour: Colour,
    /// When it was painted; 0 is the empty page.
    pub(super) order: u32,
    /// False where what lies below shines through.
    pub(super) opaque: bool,
}

#[derive(Debug, Clone)]
struct Square {
    base: Layer,
    layers: Vec<Layer>,
}

/// The painted areas of a page.
pub(super) struct Backdrop {
    columns: usize,
    rows: usize,
    side: (f32, f32),
    squares: Vec<Square>,
    painted: bool,
}

impl Backdrop {
    pub(super) fn new(width: f32, height: f32) -> Self {
        let count = |length: f32| ((length / SQUARE).ceil() as usize).clamp(1, MOST_SQUARES);
        let (columns, rows) = (count(width), count(height));
        let rect = Rect { x0: 0.0, y0: 0.0, x1: width, y1: height };
        let base = Layer { rect, colour: WHITE, order: 0, opaque: true };
        let squares = vec![Square { base, layers: Vec::new() }; columns * rows];
        let side = ((width / columns as f32).max(1.0), (height / rows as f32).max(1.0));
        Self { columns, rows, side, squares, painted: false }
    }

    /// Puts an area on top; gives the number of squares that it lies on.
    pub(super) fn paint(&mut self, layer: Layer) -> usize {
        self.painted = true;
        let (first, last) =
            (self.place(layer.rect.x0, layer.rect.y0), self.place(layer.rect.x1, layer.rect.y1));
        for row in first.1..=last.1 {
            for column in first.0..=last.0 {
                let whole = layer.opaque && self.covers_square(&layer.rect, column, row);
                let Some(square) = self.squares.get_mut(row * self.columns + column) else { continue };
                if whole {
                    square.layers.clear();
                    square.base = layer;
                } else {
                    if square.layers.len() >= MOST_LAYERS {
                        square.layers.remove(0);
                    }
                    square.layers.push(layer);
                }
            }
        }
        (last.0 - first.0 + 1) * (last.1 - first.1 + 1)
    }

    /// The topmost area at a place.
    pub(super) fn at(&self, x: f32, y: f32) -> &Layer {
        let (column, row) = self.place(x, y);
        // `place` stays inside.
        let square = &self.squares[row * self.columns + column];
        let on_top = square.layers.iter().rev().find(|layer| holds(&layer.rect, x, y));
        on_top.unwrap_or(&square.base)
    }

    /// The topmost opaque area that covers the whole of a small rectangle, if it was painted after `order`.
    pub(super) fn is_covered(&self, rect: &Rect, order: u32) -> bool {
        if !self.painted {
            return false;
        }
        let (x, y) = ((rect.x0 + rect.x1) / 2.0, (rect.y0 + rect.y1) / 2.0);
        let (column, row) = self.place(x, y);
        let square = &self.squares[row * self.columns + column];
        let layers = square.layers.iter().rev().chain([&square.base]);
        layers
            .take_while(|layer| layer.order > order)
            .any(|layer| layer.opaque && holds_rect(&layer.rect, rect))
    }

    /// Where along a horizontal or vertical stretch the areas change: its ends and the edges between, in order.
    pub(super) fn stops(&self, horizontal: bool, at: f32, from: f32, to: f32) -> Vec<f32> {
        let mut stops = vec![from];
        if self.painted {
            let place = |along: f32| if horizontal { self.place(along, at) } else { self.place(at, along) };
            let (first, last) = (place(from), place(to));
            for row in first.1..=last.1 {
                for column in first.0..=last.0 {
                    let square = &self.squares[row * self.columns + column];
                    for layer in square.layers.iter().chain([&square.base]) {
                        let ends = if horizontal {
                            [layer.rect.x0, layer.rect.x1]
                        } else {
                            [layer.rect.y0, layer.rect.y1]
                        };
                        stops.extend(ends.into_iter().filter(|end| from < *end && *end < to));
                    }
                }
            }
            stops.sort_by(f32::total_cmp);
            stops.dedup_by(|a, b| *a - *b < 0.05);
        }
        stops.push(to);
        stops
    }

    /// Column and row of the square that a place is in; places beyond the edge count to the outermost.
    fn place(&self, x: f32, y: f32) -> (usize, usize) {
        // Casts saturate: a negative place becomes 0.
        let column = (x / self.side.0) as usize;
        let row = (y / self.side.1) as usize;
        (column.min(self.columns - 1), row.min(self.rows - 1))
    }

    fn covers_square(&self, rect: &Rect, column: usize, row: usize) -> bool {
        let (x, y) = (column as f32 * self.side.0, row as f32 * self.side.1);
        let square = Rect { x0: x, y0: y, x1: x + self.side.0, y1: y + self.side.1 };
        holds_rect(rect, &square)
    }
}

fn holds(rect: &Rect, x: f32, y: f32) -> bool {
    rect.x0 <= x && x <= rect.x1 && rect.y0 <= y && y <= rect.y1
}

fn holds_rect(outer: &Rect, inner: &Rect) -> bool {
    outer.x0 <= inner.x0 && outer.y0 <= inner.y0 && outer.x1 >= inner.x1 && outer.y1 >= inner.y1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(rect: [f32; 4], grey: f32, order: u32) -> Layer {
        let [x0, y0, x1, y1] = rect;
        Layer { rect: Rect { x0, y0, x1, y1 }, colour: Some([grey; 3]), order, opaque: true }
    }

    #[test]
    fn the_last_area_is_on_top() {
        let mut backdrop = Backdrop::new(600.0, 800.0);
        backdrop.paint(layer([0.0, 0.0, 600.0, 800.0], 0.5, 1));
        backdrop.paint(layer([100.0, 100.0, 130.0, 103.0], 0.2, 2));
        assert_eq!(backdrop.at(110.0, 101.0).order, 2);
        assert_eq!(backdrop.at(110.0, 110.0).order, 1);
        assert_eq!(backdrop.at(-5.0, 9_000.0).order, 1);
        assert!(backdrop.is_covered(&Rect { x0: 101.0, y0: 101.0, x1: 102.0, y1: 102.0 }, 1));
        assert!(!backdrop.is_covered(&Rect { x0: 101.0, y0: 101.0, x1: 102.0, y1: 102.0 }, 2));
        assert_eq!(backdrop.stops(true, 101.0, 90.0, 140.0), [90.0, 100.0, 130.0, 140.0]);
    }
}
