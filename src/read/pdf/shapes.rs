//! Paths -> bars and areas: what of a drawn path is a straight line along an edge of the page, and what covers an area.

use hayro_interpret::FillRule;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point};

use crate::model::Rect;

/// A fill not wider than this is a line, if it is long enough for its width.
pub(super) const WIDEST_LINE: f32 = 4.6;

/// A line is so many times longer than wide; what is smaller is a dot. Dashes are often three times as long as wide, rounded.
const SLENDER: f32 = 2.8;

/// How far the ends of a segment may be out of line, for its length and at most, to count as along an edge of the page.
const ASLANT: (f32, f32) = (0.01, 1.0);

/// An outline that fills so much of its box is a rectangle.
const FILLED: f64 = 0.98;

/// What a path leaves on the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Shape {
    /// A line: its middle, where it begins and ends, its width.
    Bar { horizontal: bool, at: f32, from: f32, to: f32, thickness: f32 },
    /// A small spot, maybe one of a dotted line.
    Dot(Rect),
    /// A filled rectangle.
    Area(Rect),
    /// Something else.
    Other,
}

/// The shapes of a filled path.
pub(super) fn filled(path: &BezPath, transform: Affine, rule: FillRule) -> Vec<Shape> {
    let outlines = outlines(path, transform);
    let rects: Vec<Option<Rect>> = outlines.iter().map(Outline::as_rect).collect();
    let mut shapes = Vec::new();
    let mut index = 0;
    while index < outlines.len() {
        match (rects[index], rects.get(index + 1).copied().flatten()) {
            (Some(outer), Some(inner))
                if is_frame(&outer, &inner) && leaves_hole(&outlines[index], &outlines[index + 1], rule) =>
            {
                shapes.extend(frame(&outer, &inner));
                index += 1;
            }
            (Some(rect), _) => shapes.push(of_rect(rect)),
            _ => shapes.push(outlines[index].as_bar().unwrap_or(Shape::Other)),
        }
        index += 1;
    }
    shapes
}

/// A filled rectangle is a line, a dot or an area.
pub(super) fn of_rect(rect: Rect) -> Shape {
    let (width, height) = (rect.x1 - rect.x0, rect.y1 - rect.y0);
    let (short, long) = (width.min(height), width.max(height));
    if short <= WIDEST_LINE && long >= SLENDER * short {
        let horizontal = width >= height;
        return if horizontal {
            let at = (rect.y0 + rect.y1) / 2.0;
            Shape::Bar { horizontal, at, from: rect.x0, to: rect.x1, thickness: height }
        } else {
            let at = (rect.x0 + rect.x1) / 2.0;
            Shape::Bar { horizontal, at, from: rect.y0, to: rect.y1, thickness: width }
        };
    }
    if long <= WIDEST_LINE { Shape::Dot(rect) } else { Shape::Area(rect) }
}

/// The shapes of a stroked path. Curves and slanted lines leave nothing.
pub(super) fn stroked(path: &BezPath, transform: Affine, width: f32) -> Vec<Shape> {
    let mut shapes = Vec::new();
    for outline in outlines(path, transform) {
        for pair in outline.points.windows(2) {
            shapes.extend(segment(pair[0], pair[1], width));
        }
        if outline.closed
            && let (Some(first), Some(last)) = (outline.points.first(), outline.points.last())
        {
            shapes.extend(segment(*last, *first, width));
        }
    }
    shapes
}

/// How much longer a length becomes.
pub(super) fn scale(transform: Affine) -> f32 {
    transform.determinant().abs().sqrt() as f32
}

/// A rectangle as it stands on the page: the box around it.
pub(super) fn bounds(transform: Affine, rect: hayro_interpret::kurbo::Rect) -> Rect {
    let seen = transform.transform_rect_bbox(rect);
    Rect { x0: seen.x0 as f32, y0: seen.y0 as f32, x1: seen.x1 as f32, y1: seen.y1 as f32 }
}

/// One subpath.
struct Outline {
    points: Vec<Point>,
    closed: bool,
    curved: bool,
}

impl Outline {
    /// The rectangle that it is, if it is one along the edges of the page.
    fn as_rect(&self) -> Option<Rect> {
        let mut points = self.points.as_slice();
        if let [first, .., last] = points
            && points.len() == 5
            && near(*first, *last)
        {
            points = &points[..4];
        }
        if self.fills_its_box() {
            return Some(self.bounds());
        }
        let [a, b, c, d] = points else { return None };
        if self.curved {
            return None;
        }
        let level = |p: &Point, q: &Point| (p.y - q.y).abs() < 0.06;
        let upright = |p: &Point, q: &Point| (p.x - q.x).abs() < 0.06;
        let lying = level(a, b) && upright(b, c) && level(c, d) && upright(d, a);
        let standing = upright(a, b) && level(b, c) && upright(c, d) && level(d, a);
        (lying || standing).then(|| self.bounds())
    }

    /// A rectangle with corners a little cut or rounded.
    fn fills_its_box(&self) -> bool {
        let rect = self.bounds();
        let whole = f64::from(rect.x1 - rect.x0) * f64::from(rect.y1 - rect.y0);
        self.points.len() >= 4 && self.turning().abs() / 2.0 > FILLED * whole
    }

    /// Which way round its points run.
    fn runs_clockwise(&self) -> bool {
        self.turning() > 0.0
    }

    /// Twice the area inside its points, with a sign for the way round.
    fn turning(&self) -> f64 {
        let around = self.points.iter().zip(self.points.iter().cycle().skip(1));
        around.map(|(from, to)| from.x * to.y - to.x * from.y).sum()
    }

    /// A thin polygon that is no rectangle: a border with mitred corners.
    fn as_bar(&self) -> Option<Shape> {
        let rect = self.bounds();
        let (width, height) = (rect.x1 - rect.x0, rect.y1 - rect.y0);
        let slender = width.max(height) >= 8.0 * width.min(height);
        let bar = of_rect(rect);
        let straight = !self.curved && (3..=6).contains(&self.points.len());
        (straight && slender && matches!(bar, Shape::Bar { .. })).then_some(bar)
    }

    fn bounds(&self) -> Rect {
        let mut rect = Rect { x0: f32::MAX, y0: f32::MAX, x1: f32::MIN, y1: f32::MIN };
        for point in &self.points {
            let (x, y) = (point.x as f32, point.y as f32);
            rect = Rect { x0: rect.x0.min(x), y0: rect.y0.min(y), x1: rect.x1.max(x), y1: rect.y1.max(y) };
        }
        rect
    }
}

/// The subpaths of a path, as they stand on the page; of a curve only its end.
fn outlines(path: &BezPath, transform: Affine) -> Vec<Outline> {
    let mut outlines: Vec<Outline> = Vec::new();
    for element in path.elements() {
        let (point, curved) = match element {
            PathEl::MoveTo(point) => {
                outlines.push(Outline { points: vec![transform * *point], closed: false, curved: false });
                continue;
            }
            PathEl::LineTo(point) => (*point, false),
            PathEl::QuadTo(_, point) | PathEl::CurveTo(_, _, point) => (*point, true),
            PathEl::ClosePath => {
                if let Some(outline) = outlines.last_mut() {
                    outline.closed = true;
                }
                continue;
            }
        };
        let start = match outlines.last() {
            // A path goes on from where its last part was closed.
            Some(outline) if outline.closed => outline.points.first().copied(),
            Some(_) => None,
            None => Some(transform * point),
        };
        if let Some(start) = start {
            outlines.push(Outline { points: vec![start], closed: false, curved: false });
        }
        if let Some(outline) = outlines.last_mut() {
            outline.points.push(transform * point);
            outline.curved |= curved;
        }
    }
    outlines
}

/// A straight piece of a stroke.
fn segment(from: Point, to: Point, width: f32) -> Option<Shape> {
    let (dx, dy) = ((to.x - from.x).abs() as f32, (to.y - from.y).abs() as f32);
    let (long, off) = (dx.max(dy), dx.min(dy));
    if off > (ASLANT.0 * long).clamp(0.3, ASLANT.1) || long > 0.0 && off > long / 2.0 {
        return None;
    }
    let (x0, x1) = (from.x.min(to.x) as f32, from.x.max(to.x) as f32);
    let (y0, y1) = (from.y.min(to.y) as f32, from.y.max(to.y) as f32);
    let (x, y) = ((x0 + x1) / 2.0, (y0 + y1) / 2.0);
    if long < SLENDER * width && long <= WIDEST_LINE {
        let half = width / 2.0;
        let rect = if dx >= dy {
            Rect { x0, y0: y - half, x1, y1: y + half }
        } else {
            Rect { x0: x - half, y0, x1: x + half, y1 }
        };
        return (long > 0.01).then_some(Shape::Dot(rect));
    }
    Some(if dx >= dy {
        Shape::Bar { horizontal: true, at: y, from: x0, to: x1, thickness: width }
    } else {
        Shape::Bar { horizontal: false, at: x, from: y0, to: y1, thickness: width }
    })
}

/// True where the second rectangle is the hole of the first and what is left is a thin frame.
fn is_frame(outer: &Rect, inner: &Rect) -> bool {
    let sides = [inner.x0 - outer.x0, inner.y0 - outer.y0, outer.x1 - inner.x1, outer.y1 - inner.y1];
    let inside = sides.iter().all(|side| (-0.05..=WIDEST_LINE).contains(side));
    inside && sides.iter().any(|side| *side > 0.05)
}

/// True where a fill leaves the inner of two outlines empty.
fn leaves_hole(outer: &Outline, inner: &Outline, rule: FillRule) -> bool {
    rule == FillRule::EvenOdd || outer.runs_clockwise() != inner.runs_clockwise()
}

/// The four sides of a frame.
fn frame(outer: &Rect, inner: &Rect) -> Vec<Shape> {
    let sides = [
        Rect { y1: inner.y0, ..*outer },
        Rect { y0: inner.y1, ..*outer },
        Rect { x1: inner.x0, ..*outer },
        Rect { x0: inner.x1, ..*outer },
    ];
    sides
        .into_iter()
        .filter(|side| side.x1 - side.x0 > 0.02 && side.y1 - side.y0 > 0.02)
        .map(of_rect)
        .collect()
}

fn near(one: Point, other: Point) -> bool {
    (one.x - other.x).abs() < 0.06 && (one.y - other.y).abs() < 0.06
}
