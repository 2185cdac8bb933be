//! Glyphs -> lines of text: what stands on one baseline is a line, gaps in it are runs of spaces in proportion.

use super::glyphs::join;
use crate::model::text::char_width;
use crate::model::{Direction, Glyph, Line, LinePlace, Page, Rect, Rule};

/// Baselines nearer than this, in parts of the smaller size, are one.
const SAME_BASELINE: f32 = 0.35;

/// A gap wider than this, in parts of the size, is a space; one as wide as the second holds columns apart.
const SPACE: f32 = 0.18;
const COLUMN_GAP: f32 = 0.9;

/// Lines stand apart if there is so much more between them than between most.
const APART: f32 = 1.6;

/// Columns are a little narrower than the print, so that spaces find room between cells that nearly touch.
const LOOSE: f32 = 0.9;

/// Longest run of spaces.
const MOST_SPACES: usize = 240;

/// Upright rules times lines that are compared.
const MOST_COMPARED: usize = 10_000_000;

/// The measure of a document's lines: where they begin, and how wide a column of half a Chinese character is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    left: f32,
    column: f32,
}

impl Measure {
    /// The measure of all pages: the smaller print decides, so that it does not run over what stands beside it.
    pub(super) fn of(pages: &[Page]) -> Self {
        let glyphs = || pages.iter().flat_map(|page| &page.glyphs);
        let mut columns: Vec<f32> = glyphs().filter_map(column_of).collect();
        columns.sort_by(f32::total_cmp);
        let column = columns.get(columns.len() / 10).copied().unwrap_or(5.0).clamp(1.0, 40.0) * LOOSE;
        let left = glyphs().map(|glyph| glyph.rect.x0).fold(f32::MAX, f32::min);
        Self { left: if left < f32::MAX { left } else { 0.0 }, column }
    }
}

/// The width of a column by one glyph: half an ideograph, or a digit.
fn column_of(glyph: &Glyph) -> Option<f32> {
    let character = glyph.text.chars().next()?;
    let columns = char_width(character);
    (columns == 2 || character.is_ascii_digit()).then_some(glyph.size * 0.5)
}

/// A glyph in the frame of its page's writing: how far along the line, how far down the page.
#[derive(Clone, Copy)]
struct Framed<'a> {
    glyph: &'a Glyph,
    from: f32,
    to: f32,
    base: f32,
}

/// A line before its text is set.
struct Row<'a> {
    glyphs: Vec<Framed<'a>>,
    base: f32,
    size: f32,
}

/// Appends the lines of a page, and where they stand.
pub(super) fn lines(page: &Page, measure: Measure, lines: &mut Vec<Line>, places: &mut Vec<LinePlace>) {
    let frame = frame(page);
    let mut rows = rows(page, frame);
    rows.sort_by(|a, b| a.base.total_cmp(&b.base));
    let spacing = spacing(&rows);
    let left = if frame == Direction::Right {
        measure.left
    } else {
        rows.iter().flat_map(|row| &row.glyphs).map(|glyph| glyph.from).fold(f32::MAX, f32::min)
    };
    let upright: Vec<&Rule> = page.rules.iter().filter(|rule| !rule.horizontal).collect();
    let ruled = frame == Direction::Right && upright.len() * rows.len() <= MOST_COMPARED;
    let mut page_break = true;
    let mut above: Option<(f32, Rect)> = None;
    for row in &rows {
        let rect = row
            .glyphs
            .iter()
            .skip(1)
            .fold(row.glyphs[0].glyph.rect, |all, next| join(&all, &next.glyph.rect));
        if let Some((base, before)) = above
            && row.base - base > APART * spacing.max(row.size)
        {
            let y = (before.y1 + rect.y0) / 2.0;
            lines.push(Line { text: String::new(), page_break: false });
            let (x0, x1) = (before.x0.min(rect.x0), before.x1.max(rect.x1));
            places.push(LinePlace { page: page.number, rect: Rect { x0, y0: y, x1, y1: y } });
        }
        let cuts = if ruled { cuts(row, &upright) } else { Vec::new() };
        lines.push(Line { text: set(row, left, measure.column, &cuts), page_break });
        places.push(LinePlace { page: page.number, rect });
        above = Some((row.base, rect));
        page_break = false;
    }
    if rows.is_empty() {
        // An empty page still parts what stands before and behind it.
        lines.push(Line { text: String::new(), page_break });
        places.push(LinePlace { page: page.number, rect: Rect { x0: 0.0, y0: 0.0, x1: 0.0, y1: 0.0 } });
    }
}

/// The way most of a page's writing runs: to the right, unless nearly all runs another way.
fn frame(page: &Page) -> Direction {
    let others = [Direction::Down, Direction::Up, Direction::Left];
    let most = |way: &Direction| {
        page.glyphs.iter().filter(|glyph| glyph.direction == *way).count() * 10 > page.glyphs.len() * 8
    };
    others.into_iter().find(most).unwrap_or_default()
}

/// The rows of a page, in no order.
fn rows(page: &Page, frame: Direction) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    for way in [Direction::Right, Direction::Down, Direction::Left, Direction::Up] {
        let mut glyphs: Vec<Framed<'_>> = page
            .glyphs
            .iter()
            .filter(|glyph| glyph.direction == way)
            .map(|glyph| framed(glyph, way))
            .collect();
        glyphs.sort_by(|a, b| a.base.total_cmp(&b.base));
        for mut row in clusters(glyphs) {
            row.glyphs.sort_by(|a, b| a.from.total_cmp(&b.from));
            if way != frame {
                // Writing that runs another way stands where its middle is.
                let rect = row
                    .glyphs
                    .iter()
                    .skip(1)
                    .fold(row.glyphs[0].glyph.rect, |all, next| join(&all, &next.glyph.rect));
                let (x, y) = super::glyphs::middle(&rect);
                row.base = down(x, y, frame) + 0.4 * row.size;
            }
            rows.push(row);
        }
    }
    rows
}

/// Groups glyphs, sorted by baseline, that stand on one.
fn clusters(glyphs: Vec<Framed<'_>>) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    for glyph in glyphs {
        let size = glyph.glyph.size;
        match rows.last_mut() {
            Some(row) if glyph.base - row.base <= SAME_BASELINE * size.min(row.size) => {
                row.size = row.size.max(size);
                row.glyphs.push(glyph);
            }
            _ => rows.push(Row { glyphs: vec![glyph], base: glyph.base, size }),
        }
    }
    rows
}

fn framed(glyph: &Glyph, way: Direction) -> Framed<'_> {
    let rect = &glyph.rect;
    let (from, to) = match way {
        Direction::Right => (rect.x0, rect.x1),
        Direction::Down => (rect.y0, rect.y1),
        Direction::Left => (-rect.x1, -rect.x0),
        Direction::Up => (-rect.y1, -rect.y0),
    };
    let base = match way {
        Direction::Right | Direction::Up => glyph.baseline,
        Direction::Down | Direction::Left => -glyph.baseline,
    };
    Framed { glyph, from, to, base }
}

/// How far down the page a place is for writing that runs this way.
fn down(x: f32, y: f32, way: Direction) -> f32 {
    match way {
        Direction::Right => y,
        Direction::Down => -x,
        Direction::Left => -y,
        Direction::Up => x,
    }
}

/// The usual distance of neighbouring lines: the middle one of those that may be neighbours.
fn spacing(rows: &[Row<'_>]) -> f32 {
    let steps = rows.windows(2).map(|pair| (pair[1].base - pair[0].base, pair[1].size));
    let mut steps: Vec<f32> =
        steps.filter(|(step, size)| *step > 0.7 * size && *step < 3.0 * size).map(|(step, _)| step).collect();
    steps.sort_by(f32::total_cmp);
    steps.get(steps.len() / 2).copied().unwrap_or(0.0)
}

/// Where upright rules cross a line, from left to right.
fn cuts(row: &Row<'_>, upright: &[&Rule]) -> Vec<f32> {
    let y = row.base - 0.35 * row.size;
    let crossing = upright.iter().filter(|rule| rule.from <= y && y <= rule.to);
    let mut cuts: Vec<f32> = crossing.map(|rule| rule.at).collect();
    cuts.sort_by(f32::total_cmp);
    cuts
}

/// The text of a line: spaces for gaps, so many that columns stand under each other.
fn set(row: &Row<'_>, left: f32, column: f32, cuts: &[f32]) -> String {
    let mut text = String::new();
    let mut width = 0;
    let (mut end, mut before): (Option<f32>, Option<f32>) = (None, None);
    for Framed { glyph, from, to, .. } in &row.glyphs {
        let gap = end.map_or(f32::MAX, |end| from - end);
        let middle = (from + to) / 2.0;
        let cut = before.is_some_and(|before| {
            let next = cuts.partition_point(|cut| *cut <= before);
            cuts.get(next).is_some_and(|cut| *cut < middle)
        });
        before = Some(middle);
        if cut || gap > SPACE * glyph.size {
            let place = ((from - left) / column).round().max(0.0) as usize;
            let fewest = if end.is_none() {
                0
            } else if cut || gap >= COLUMN_GAP * glyph.size {
                2
            } else {
                1
            };
            let wide = end.is_none() || fewest == 2;
            let spaces = if wide { place.saturating_sub(width).clamp(fewest, MOST_SPACES) } else { fewest };
            text.extend(std::iter::repeat_n(' ', spaces));
            width += spaces;
        }
        text.push_str(&glyph.text);
        width += glyph.text.chars().map(char_width).sum::<usize>();
        end = Some(end.map_or(*to, |end| end.max(*to)));
    }
    text
}
