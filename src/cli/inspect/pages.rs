//! Drawn pages and the cells found on them -> pictures (SVG) in which each cell can be clicked.

use std::fmt::Write;

use super::html::{class, details, escape};
use super::view::TableView;
use crate::model::{Direction, Glyph, Page, Rect};

/// Pages that are drawn; the tables of all others are shown without their page.
const MOST_PAGES: usize = 300;

/// Writes each page with what is on it: areas, glyphs and rules as they were read, and over them the cells of the tables.
pub fn draw(html: &mut String, pages: &[Page], tables: &[TableView<'_>]) {
    for page in pages.iter().take(MOST_PAGES) {
        let (width, height) = (page.width, page.height);
        let _ = writeln!(
            html,
            "<h2 lang=\"en\">Page {}</h2>\n<svg class=\"page\" viewBox=\"0 0 {width:.1} {height:.1}\" \
             width=\"{width:.1}\" height=\"{height:.1}\" role=\"img\" aria-label=\"page {}\">",
            page.number, page.number
        );
        areas(html, page);
        cells(html, page, tables);
        glyphs(html, &page.glyphs);
        rules(html, page);
        html.push_str("</svg>\n");
    }
    if pages.len() > MOST_PAGES {
        let _ = writeln!(html, "<p lang=\"en\">{} more pages are not drawn.</p>", pages.len() - MOST_PAGES);
    }
}

fn areas(html: &mut String, page: &Page) {
    for shade in &page.shades {
        let [red, green, blue] = shade.colour;
        let place = rect(&shade.rect);
        let _ = writeln!(html, "<rect class=\"shade\" {place} fill=\"#{red:02x}{green:02x}{blue:02x}\"/>");
    }
    for image in &page.images {
        let _ = writeln!(html, "<rect class=\"image\" {}/>", rect(image));
    }
}

/// The cells whose place is on this page, and a frame around those of each table.
fn cells(html: &mut String, page: &Page, tables: &[TableView<'_>]) {
    for table in tables {
        let mut frame: Option<Rect> = None;
        for view in &table.cells {
            let origin = &view.cell.origin;
            let Some(place) = origin.rect.filter(|_| origin.page == Some(page.number)) else { continue };
            frame = Some(frame.map_or(place, |frame| around(&frame, &place)));
            let _ = write!(html, "<rect class=\"cell {}\" {}", class(view), rect(&place));
            if let Some(value) = &view.value {
                details(html, value);
            }
            let _ = writeln!(html, "><title>{}</title></rect>", escape(&view.cell.text));
        }
        if let Some(frame) = frame {
            let _ = writeln!(html, "<rect class=\"table\" {}/>", rect(&frame));
        }
    }
}

/// Glyphs that stand on one line in one size are one text, each with its own place: spans as they were read.
fn glyphs(html: &mut String, glyphs: &[Glyph]) {
    let together = |one: &Glyph, next: &Glyph| {
        one.direction == next.direction
            && one.baseline == next.baseline
            && one.size == next.size
            && one.bold == next.bold
    };
    for run in glyphs.chunk_by(together) {
        let [first, ..] = run else { continue };
        let (size, baseline) = (first.size, first.baseline);
        let starts: Vec<String> = run.iter().flat_map(starts).collect();
        let starts = starts.join(" ");
        let bold = if first.bold { " font-weight=\"bold\"" } else { "" };
        let place = match first.direction {
            Direction::Right => format!("x=\"{starts}\" y=\"{baseline:.1}\""),
            // Drawn along x, then turned about the page's corner.
            Direction::Up => {
                format!("transform=\"rotate(-90)\" x=\"{starts}\" y=\"{:.1}\"", baseline + 0.35 * size)
            }
            Direction::Left => format!("transform=\"rotate(180)\" x=\"{starts}\" y=\"{:.1}\"", -baseline),
            Direction::Down => {
                upright(html, run);
                continue;
            }
        };
        let text: String = run.iter().map(|glyph| &*glyph.text).collect();
        let _ = writeln!(html, "<text {place} font-size=\"{size:.1}\"{bold}>{}</text>", escape(&text));
    }
}

/// Characters of writing that runs downwards stand upright, one by one.
fn upright(html: &mut String, run: &[Glyph]) {
    for glyph in run {
        let Rect { x0, y0, x1, y1 } = glyph.rect;
        let (x, y) = ((x0 + x1 - glyph.size) / 2.0, (y0 + y1) / 2.0 + 0.35 * glyph.size);
        let (size, text) = (glyph.size, escape(&glyph.text));
        let _ = writeln!(html, "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size:.1}\">{text}</text>");
    }
}

/// Where each character of a glyph begins, along the writing.
fn starts(glyph: &Glyph) -> impl Iterator<Item = String> {
    let Rect { x0, y0, x1, y1 } = glyph.rect;
    let (from, length) = match glyph.direction {
        Direction::Right => (x0, x1 - x0),
        Direction::Left => (-x1, x1 - x0),
        Direction::Up => (-y1, y1 - y0),
        Direction::Down => (y0, y1 - y0),
    };
    let count = glyph.text.chars().count();
    (0..count).map(move |at| format!("{:.1}", from + length * at as f32 / count as f32))
}

fn rules(html: &mut String, page: &Page) {
    for rule in &page.rules {
        let (at, from, to) = (rule.at, rule.from, rule.to);
        let [x1, y1, x2, y2] = if rule.horizontal { [from, at, to, at] } else { [at, from, at, to] };
        let dashed = if rule.dashed { " stroke-dasharray=\"2 2\"" } else { "" };
        let width = rule.thickness.clamp(0.3, 4.0);
        let _ = writeln!(
            html,
            "<line x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\" stroke-width=\"{width:.1}\"{dashed}/>"
        );
    }
}

fn rect(place: &Rect) -> String {
    let Rect { x0, y0, x1, y1 } = place;
    format!("x=\"{x0:.1}\" y=\"{y0:.1}\" width=\"{:.1}\" height=\"{:.1}\"", x1 - x0, y1 - y0)
}

fn around(one: &Rect, other: &Rect) -> Rect {
    Rect {
        x0: one.x0.min(other.x0),
        y0: one.y0.min(other.y0),
        x1: one.x1.max(other.x1),
        y1: one.y1.max(other.y1),
    }
}
