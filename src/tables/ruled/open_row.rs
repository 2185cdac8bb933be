//! Level strokes + glyphs -> whether two strokes bound a row of one table, although nothing is drawn at its sides.
//!
//! A line of a block (`第二十条第（一）项`) runs over all columns: where a table has no rules at its sides, nothing joins what
//! stands above that row to what stands below it. A caption or a heading between two tables looks nearly the same.

use super::stroke::{Stroke, Strokes};
use crate::model::{Direction, Glyph, Page, numbering};

/// A row of one line is no higher than this, in font sizes.
const HIGHEST: f32 = 5.0;
/// Its text stands in the middle, with this share of the row's height to spare.
const OFF_MIDDLE: f32 = 0.22;
/// It stands amid the columns, or takes no more than this share of their width: a caption may take more.
const SHORT: f32 = 0.4;
/// Ends of strokes as near as this agree.
const SAME: f32 = 3.0;
/// It is as high as other rows: between these shares of the least row beside it.
const ALIKE: (f32, f32) = (0.6, 1.6);

/// The glyphs of a page by their baselines, and where its level strokes are.
pub(super) struct OpenRows<'a> {
    glyphs: Vec<&'a Glyph>,
    levels: Vec<(f32, f32, f32)>,
}

impl<'a> OpenRows<'a> {
    pub(super) fn of(page: &'a Page, strokes: &Strokes) -> Self {
        let mut glyphs: Vec<&Glyph> =
            page.glyphs.iter().filter(|glyph| glyph.direction == Direction::Right).collect();
        glyphs.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
        let levels = strokes.across.iter().map(|stroke| (stroke.at, stroke.from, stroke.to)).collect();
        Self { glyphs, levels }
    }

    /// True if one line of text, no caption and no heading, stands between the strokes, in the middle or as the text of the
    /// row below does, and the row is as high as those above or below it.
    pub(super) fn holds(&self, upper: &Stroke, lower: &Stroke) -> bool {
        let height = lower.at - upper.at;
        let first = self.glyphs.partition_point(|glyph| glyph.baseline <= upper.at);
        let mut inside: Vec<&Glyph> = self.glyphs[first..]
            .iter()
            .take_while(|glyph| glyph.baseline < lower.at)
            .filter(|glyph| glyph.rect.x1 > upper.from && glyph.rect.x0 < upper.to)
            .copied()
            .collect();
        let (Some(top), Some(low)) = (inside.first().copied(), inside.last().copied()) else { return false };
        let size = inside.iter().map(|glyph| glyph.size).fold(1.0, f32::max);
        let middle = (top.baseline + low.baseline) / 2.0 - 0.36 * size;
        let one_line = low.baseline - top.baseline < 0.4 * size;
        let centred = (middle - (upper.at + lower.at) / 2.0).abs() <= OFF_MIDDLE * height;
        let (left, right) = inside.iter().fold((f32::INFINITY, f32::NEG_INFINITY), |(left, right), glyph| {
            (left.min(glyph.rect.x0), right.max(glyph.rect.x1))
        });
        let amid = ((left - upper.from) - (upper.to - right)).abs() <= size;
        let apt = amid || right - left <= SHORT * (upper.to - upper.from);
        let as_below = |offset: f32| (top.baseline - upper.at - offset).abs() <= 0.25 * size;
        let placed = apt && (centred || self.offset(lower).is_some_and(as_below));
        let within =
            inside.iter().all(|glyph| glyph.rect.x0 >= upper.from - 2.0 && glyph.rect.x1 <= upper.to + 2.0);
        if !one_line || !placed || !within || height > HIGHEST * size || !self.is_alike(upper, lower) {
            return false;
        }
        inside.sort_by(|a, b| a.rect.x0.total_cmp(&b.rect.x0));
        let text: String = inside.iter().map(|glyph| &*glyph.text).collect();
        !is_heading(&text)
    }

    /// How far the first text below a stroke stands under it.
    fn offset(&self, stroke: &Stroke) -> Option<f32> {
        let first = self.glyphs.partition_point(|glyph| glyph.baseline <= stroke.at);
        let is_below = |glyph: &&&Glyph| glyph.rect.x1 > stroke.from && glyph.rect.x0 < stroke.to;
        self.glyphs[first..].iter().find(is_below).map(|glyph| glyph.baseline - stroke.at)
    }

    /// True if the row is about as high as the least one next to it, or as the least one of the rows below or above.
    fn is_alike(&self, upper: &Stroke, lower: &Stroke) -> bool {
        let meets = |&&(_, from, to): &&(f32, f32, f32)| from < upper.to && upper.from < to;
        let above = self.levels.iter().filter(meets).map(|level| upper.at - level.0).filter(|gap| *gap > 6.0);
        let below = self.levels.iter().filter(meets).map(|level| level.0 - lower.at).filter(|gap| *gap > 6.0);
        let least = above.fold(f32::INFINITY, f32::min).min(below.fold(f32::INFINITY, f32::min));
        let height = lower.at - upper.at;
        let alike = |least: f32| ALIKE.0 * least <= height && height <= ALIKE.1 * least;
        alike(least) || alike(self.least_row(lower)) || alike(self.least_row(upper))
    }

    /// The least height of the rows between strokes as long as this one.
    fn least_row(&self, stroke: &Stroke) -> f32 {
        let same = |&&(_, from, to): &&(f32, f32, f32)| {
            (from - stroke.from).abs() <= SAME && (to - stroke.to).abs() <= SAME
        };
        let levels: Vec<f32> = self.levels.iter().filter(same).map(|level| level.0).collect();
        let gaps = levels.windows(2).map(|pair| pair[1] - pair[0]);
        gaps.filter(|gap| *gap > 6.0).fold(f32::INFINITY, f32::min)
    }
}

/// Captions, chapter headings and unit lines stand above a table, not in it.
fn is_heading(text: &str) -> bool {
    let digit_follows = |rest: &str| rest.starts_with(|c: char| c.is_alphanumeric());
    let caption = text.strip_prefix('表').is_some_and(digit_follows)
        || text.starts_with("附表")
        || text.starts_with("Table")
        || text.starts_with("单位")
        || text.starts_with("（单位")
        || text.starts_with("(单位");
    caption || numbering(text).is_some()
}
