//! Drawing instructions -> what they leave on the page: the engine calls, one method for each kind of instruction.

use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::kurbo::{self, Affine, BezPath, Shape as _};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask, StrokeProps,
};

use super::backdrop::{Backdrop, Colour, Layer, is_brighter, same_colour};
use super::glyphs::{self, Drawn};
use super::grounds::Cover;
use super::images;
use super::rules::Bar;
use super::shapes::{self, Shape};
use super::stop;
use super::unicode::Fonts;
use crate::model::{Rect, Shade};

/// Instructions on one page after which it is given up.
const MOST_EVENTS: usize = 2_000_000;

/// What a clip counts for: each form comes with one, and with all that it takes the engine to open it.
const CLIP: usize = 16;

/// Glyphs, bars and areas kept of one page.
pub(super) const MOST_KEPT: usize = 200_000;

/// Parts of one path that are looked at.
const MOST_ELEMENTS: usize = 400_000;

/// Paint thinner than this is not seen.
const FAINT: f32 = 0.04;

/// What a page shows, gathered while the engine draws it.
pub(super) struct Canvas<'f, 'a> {
    pub(super) fonts: &'f mut Fonts<'a>,
    page: Rect,
    pub(super) events: usize,
    /// The area that each clip leaves, innermost last.
    clips: Vec<Rect>,
    /// The groups that are open: opacity, multiplied with those around, and whether nothing below shines through.
    groups: Vec<(f32, bool)>,
    pub(super) marked: glyphs::Marked,
    pub(super) backdrop: Backdrop,
    /// Counts what is painted.
    pub(super) order: u32,
    pub(super) drawn: Vec<Drawn>,
    pub(super) bars: Vec<Bar>,
    pub(super) shades: Vec<(Shade, u32)>,
    /// Areas that were painted upon another.
    pub(super) covers: Vec<Cover>,
    pub(super) images: Vec<Rect>,
    /// Glyphs that were shown but are not to be seen: rendering mode 3, white on white, outside the clip.
    pub(super) unseen: usize,
    /// Glyphs of writing that stands aslant.
    pub(super) slanted: usize,
    /// Filled shapes that are neither lines nor rectangles.
    pub(super) drawings: usize,
}

impl<'f, 'a> Canvas<'f, 'a> {
    pub(super) fn new(width: f32, height: f32, fonts: &'f mut Fonts<'a>) -> Self {
        let page = Rect { x0: 0.0, y0: 0.0, x1: width, y1: height };
        Self {
            fonts,
            page,
            events: 0,
            clips: Vec::new(),
            groups: Vec::new(),
            marked: glyphs::Marked::default(),
            backdrop: Backdrop::new(width, height),
            order: 0,
            drawn: Vec::new(),
            bars: Vec::new(),
            shades: Vec::new(),
            covers: Vec::new(),
            images: Vec::new(),
            unseen: 0,
            slanted: 0,
            drawings: 0,
        }
    }

    /// True if nothing was drawn, seen or not.
    pub(super) fn is_blank(&self) -> bool {
        let shown = self.drawn.len() + self.bars.len() + self.shades.len() + self.images.len();
        shown + self.unseen + self.slanted + self.drawings == 0
    }

    /// The area in which something drawn now is seen.
    pub(super) fn clip(&self) -> Rect {
        self.clips.last().copied().unwrap_or(self.page)
    }

    /// Counts events; a page with too many of them is given up.
    pub(super) fn count(&mut self, events: usize) {
        self.events = self.events.saturating_add(events);
        let kept = self.drawn.len() + self.bars.len() + self.shades.len() + self.images.len();
        if self.events > MOST_EVENTS || kept > MOST_KEPT {
            stop();
        }
        self.order = self.order.saturating_add(1);
    }

    /// Colour and opacity of a paint; `None` if nothing of it is seen.
    pub(super) fn seen(&self, paint: &Paint<'_>) -> Option<(Colour, f32)> {
        let group = self.group().0;
        match paint {
            Paint::Color(colour) => {
                let [red, green, blue, alpha] = colour.to_rgba().components();
                let opacity = alpha * group;
                (opacity >= FAINT).then_some((Some([red, green, blue]), opacity))
            }
            Paint::Pattern(_) => (group >= FAINT).then_some((None, group)),
        }
    }

    /// Opacity of the groups that are open, and whether they hide what is below.
    fn group(&self) -> (f32, bool) {
        self.groups.last().copied().unwrap_or((1.0, true))
    }

    /// Draws shapes in a colour.
    fn draw(&mut self, shapes: Vec<Shape>, props: &DrawProps<'_>, dashed: bool) {
        let Some((colour, opacity)) = self.seen(&props.paint) else { return };
        let plain = props.soft_mask.is_none() && props.blend_mode == BlendMode::Normal;
        let opaque = opacity > 0.95 && plain && self.group().1;
        self.count(shapes.len());
        for shape in shapes {
            match shape {
                Shape::Bar { horizontal, at, from, to, thickness } => {
                    let bar = Bar::line(horizontal, at, (from, to), thickness, self.order);
                    let bar = Bar { dashed, ..bar };
                    self.bar(bar, colour, opacity, opaque);
                }
                Shape::Dot(rect) => self.dot(rect, colour, opacity),
                Shape::Area(rect) => self.area(rect, colour, opacity, opaque),
                Shape::Other => self.drawings += 1,
            }
        }
    }

    /// Keeps the stretches of a line that stand out against what is behind them.
    fn bar(&mut self, bar: Bar, colour: Colour, opacity: f32, opaque: bool) {
        let Some(bar) = bar.within(&self.clip()) else { return };
        let stops = self.backdrop.stops(bar.horizontal, bar.at, bar.from, bar.to);
        self.count(stops.len());
        for pair in stops.windows(2) {
            let middle = (pair[0] + pair[1]) / 2.0;
            let (x, y) = if bar.horizontal { (middle, bar.at) } else { (bar.at, middle) };
            let below = self.backdrop.at(x, y).colour;
            let mixed = mix(colour, opacity, below);
            let piece = Bar { from: pair[0], to: pair[1], bright: is_brighter(mixed, below), ..bar };
            if !same_colour(mixed, below) {
                self.bars.push(piece);
            } else if opaque && !self.bars.is_empty() {
                // A line in the colour of the ground hides what it is drawn on.
                let layer = Layer { rect: piece.rect(), colour: below, order: self.order, opaque };
                self.backdrop.paint(layer);
            }
        }
    }

    /// A spot may belong to a line of either kind.
    fn dot(&mut self, rect: Rect, colour: Colour, opacity: f32) {
        let Some(rect) = meet(&rect, &self.clip()) else { return };
        let below = self.backdrop.at((rect.x0 + rect.x1) / 2.0, (rect.y0 + rect.y1) / 2.0).colour;
        if !same_colour(mix(colour, opacity, below), below) {
            self.bars.push(Bar::of_dot(&rect, true, self.order));
            self.bars.push(Bar::of_dot(&rect, false, self.order));
        }
    }

    /// An area is the ground for what comes after it, and a shade if it stands out.
    fn area(&mut self, rect: Rect, colour: Colour, opacity: f32, opaque: bool) {
        let Some(rect) = meet(&rect, &self.clip()) else { return };
        let ground = *self.backdrop.at((rect.x0 + rect.x1) / 2.0, (rect.y0 + rect.y1) / 2.0);
        let below = ground.colour;
        let mixed = mix(colour, opacity, below);
        if ground.order > 0 && opaque && !same_colour(mixed, below) {
            self.covers.push(Cover { rect, ground });
        }
        if let Some(mixed) = mixed
            && !same_colour(Some(mixed), below)
        {
            let colour = mixed.map(|channel| (channel * 255.0).round().clamp(0.0, 255.0) as u8);
            self.shades.push((Shade { rect, colour }, self.order));
        }
        let squares = self.backdrop.paint(Layer { rect, colour: mixed, order: self.order, opaque });
        self.count(squares / 16);
    }

    fn stroke(&mut self, path: &BezPath, props: &DrawProps<'_>, stroke: &StrokeProps) {
        let width = (stroke.line_width * shapes::scale(props.transform)).max(0.1);
        let dashed = !stroke.dash_array.is_empty();
        self.draw(shapes::stroked(path, props.transform, width), props, dashed);
    }
}

/// A colour as seen through its opacity against what is below.
fn mix(colour: Colour, opacity: f32, below: Colour) -> Colour {
    let (colour, below) = (colour?, below?);
    Some(std::array::from_fn(|channel| colour[channel] * opacity + below[channel] * (1.0 - opacity)))
}

/// What two rectangles have in common.
pub(super) fn meet(one: &Rect, other: &Rect) -> Option<Rect> {
    let rect = Rect {
        x0: one.x0.max(other.x0),
        y0: one.y0.max(other.y0),
        x1: one.x1.min(other.x1),
        y1: one.y1.min(other.y1),
    };
    (rect.x0 < rect.x1 && rect.y0 < rect.y1).then_some(rect)
}

impl<'a> Device<'a> for Canvas<'_, 'a> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.count(path.elements().len());
        if path.elements().len() > MOST_ELEMENTS {
            stop();
        }
        match mode {
            DrawMode::Fill(rule) => self.draw(shapes::filled(path, props.transform, *rule), &props, false),
            DrawMode::Stroke(stroke) => self.stroke(path, &props, stroke),
            DrawMode::FillAndStroke(rule, stroke) => {
                self.draw(shapes::filled(path, props.transform, *rule), &props, false);
                self.stroke(path, &props, stroke);
            }
            DrawMode::Invisible => {}
        }
    }

    fn draw_rect(&mut self, rect: &kurbo::Rect, props: DrawProps<'a>, mode: &DrawMode) {
        let [a, b, c, d, ..] = props.transform.as_coeffs();
        let upright = b.abs() + c.abs() < 1e-9 || a.abs() + d.abs() < 1e-9;
        match mode {
            DrawMode::Fill(_) if upright => {
                self.count(1);
                self.draw(vec![shapes::of_rect(shapes::bounds(props.transform, *rect))], &props, false);
            }
            _ => self.draw_path(&rect.to_path(0.1), props, mode),
        }
    }

    fn push_clip_path(&mut self, clip_path: &ClipPath) {
        self.count(CLIP);
        let bounds = shapes::bounds(Affine::IDENTITY, clip_path.path.bounding_box());
        let nothing = Rect { x0: 0.0, y0: 0.0, x1: 0.0, y1: 0.0 };
        self.clips.push(meet(&self.clip(), &bounds).unwrap_or(nothing));
    }

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, blend: BlendMode) {
        let (around, hides) = self.group();
        let plain = mask.is_none() && blend == BlendMode::Normal;
        self.groups.push((around * opacity, hides && plain));
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.count(run.glyphs().len());
        glyphs::draw(self, run, &props, mode);
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.count(1);
        let size = kurbo::Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let bounds = shapes::bounds(props.transform, size);
        let Some(rect) = meet(&bounds, &self.clip()) else { return };
        if let Shape::Bar { horizontal, at, from, to, thickness } = shapes::of_rect(bounds) {
            // Some producers draw lines as pictures of a dot or two.
            let bar = Bar::line(horizontal, at, (from, to), thickness, self.order);
            self.bar(bar, images::colour(&image), 1.0, false);
            return;
        }
        self.images.push(rect);
        let (opacity, hides) = self.group();
        let opaque = opacity > 0.95 && hides && images::is_opaque(&image);
        self.backdrop.paint(Layer { rect, colour: None, order: self.order, opaque });
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        self.count(1);
        self.marked.begin(properties, self.drawn.len());
    }

    fn end_marked_content(&mut self) {
        self.marked.end(&mut self.drawn);
    }
}
