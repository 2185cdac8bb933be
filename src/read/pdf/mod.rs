//! Bytes of a PDF -> Document: pages of glyphs and rules, and their text as lines. The only place that knows the engine.
//!
//! The engine (hayro) interprets each page into a `Canvas`. What it lets through is bounded here: sizes are looked at
//! before it reads them, and a page that draws without end is given up.

mod backdrop;
mod blank;
mod canvas;
mod double;
mod glyphs;
mod grounds;
mod images;
mod limits;
mod lines;
mod rules;
mod second;
mod shapes;
mod sizes;
mod survey;
mod told;
mod unicode;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;

use hayro_interpret::font::FontQuery;
use hayro_interpret::hayro_syntax::page::Page as PdfPage;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};

use self::canvas::Canvas;
use self::survey::Survey;
use self::told::{PageReading, Told};
use self::unicode::Fonts;
use crate::model::{Document, Format, Page, Status};

/// Pages that are read.
const MOST_PAGES: usize = 5_000;

/// Glyphs kept of a document.
const MOST_GLYPHS: usize = 3_000_000;

/// Bytes of drawing instructions of all pages: the engine keeps them as long as the document is open.
const MOST_DRAWING: usize = 256 << 20;

/// Instructions of all pages.
const MOST_EVENTS: usize = 30_000_000;

/// Side of a page in points: more than any paper.
const LONGEST_SIDE: f32 = 100_000.0;

/// Bytes of drawing instructions that draw nothing.
const MOST_IDLE: usize = 1 << 20;

/// Reads a PDF; `twice` asks a second reader, too, whether it sees the same numbers.
pub(super) fn read(bytes: &[u8], twice: bool) -> Document {
    let mut document = Document {
        format: Format::Pdf,
        encoding: None,
        pages: None,
        lines: Vec::new(),
        drawn: Vec::new(),
        places: Vec::new(),
        problems: Vec::new(),
        status: Status::Ok,
    };
    let mut told = Told::default();
    match load(bytes) {
        Ok(pdf) => {
            let mut survey = Survey::new(bytes);
            let seen = read_pages(&pdf, &mut survey, &mut document, &mut told);
            if twice && survey.is_plain() {
                document.problems = second::differences(bytes, &seen);
            }
        }
        Err(reason) => told.refuse(reason),
    }
    told.tell(&mut document);
    document
}

/// Why a file cannot be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read::pdf) enum Refusal {
    Password,
    Encryption,
    Damaged,
    Swells,
}

/// Opens a file; an empty password opens too.
fn load(bytes: &[u8]) -> Result<Pdf, Refusal> {
    if limits::swells(bytes) {
        return Err(Refusal::Swells);
    }
    let opened = catch_unwind(|| Pdf::new(Arc::new(bytes.to_vec())));
    match opened {
        Ok(Ok(pdf)) if !pdf.pages().is_empty() => Ok(pdf),
        Ok(Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected))) => Err(Refusal::Password),
        Ok(Err(LoadPdfError::Decryption(_))) => Err(Refusal::Encryption),
        _ => Err(Refusal::Damaged),
    }
}

/// Reads the pages into the document; gives the numbers on each.
fn read_pages(
    pdf: &Pdf,
    survey: &mut Survey,
    document: &mut Document,
    told: &mut Told,
) -> Vec<(u32, second::Seen)> {
    let pages = pdf.pages();
    document.pages = u32::try_from(pages.len()).ok();
    let mut fonts = Fonts::default();
    let cache = InterpreterCache::new();
    let settings = settings();
    let mut taken = Taken::default();
    let mut seen = Vec::new();
    for (number, page) in (1..).zip(pages.iter()) {
        if number as usize > MOST_PAGES || taken.is_too_much() {
            told.missing(number, document.pages);
            break;
        }
        let sheet = blank(page, number);
        let reading = if sheet.width.max(sheet.height) < LONGEST_SIDE && survey.page(page, &mut fonts) {
            read_page(pdf, page, sheet, &cache, &settings, &mut fonts)
        } else {
            PageReading::refused(sheet)
        };
        taken.add(&reading);
        seen.push((number, second::Seen::of(&reading)));
        told.page(&reading);
        document.drawn.push(reading.page);
    }
    let measure = lines::Measure::of(&document.drawn);
    for page in &document.drawn {
        lines::lines(page, measure, &mut document.lines, &mut document.places);
    }
    seen
}

/// What reading the pages took so far.
#[derive(Default)]
struct Taken {
    glyphs: usize,
    drawing: usize,
    events: usize,
}

impl Taken {
    fn add(&mut self, reading: &PageReading) {
        self.glyphs += reading.page.glyphs.len() + reading.page.rules.len();
        self.drawing += reading.drawing;
        self.events += reading.events;
    }

    fn is_too_much(&self) -> bool {
        self.glyphs > MOST_GLYPHS || self.drawing > MOST_DRAWING || self.events > MOST_EVENTS
    }
}

/// A page without anything on it.
fn blank(page: &PdfPage<'_>, number: u32) -> Page {
    let (width, height) = page.render_dimensions();
    Page { number, width, height, ..Page::default() }
}

/// Draws one page. A page that the engine fails on, or that draws without end, is what was drawn of it until then.
fn read_page<'a>(
    pdf: &'a Pdf,
    page: &PdfPage<'a>,
    mut sheet: Page,
    cache: &InterpreterCache<'a>,
    settings: &InterpreterSettings,
    fonts: &mut Fonts<'a>,
) -> PageReading {
    let mut canvas = Canvas::new(sheet.width, sheet.height, fonts);
    let area = Rect::new(0.0, 0.0, f64::from(sheet.width), f64::from(sheet.height));
    let upright = Affine::new(page.initial_transform(true).as_coeffs());
    let mut context = Context::new(upright, area, cache, pdf.xref(), settings.clone());
    let drawing = AssertUnwindSafe(|| interpret_page(page, &mut context, &mut canvas));
    let broken = catch_unwind(drawing).is_err();
    let drawing = page.page_stream().map_or(0, <[u8]>::len);
    let idle = drawing > MOST_IDLE && canvas.is_blank();
    let Canvas { backdrop, drawn, mut bars, covers, shades, images, .. } = canvas;
    let Canvas { events, unseen, slanted, drawings, .. } = canvas;
    let (glyphs, hidden) = double::seen(drawn, &backdrop);
    sheet.glyphs = glyphs;
    bars.extend(grounds::gaps(covers, &backdrop));
    sheet.rules = rules::rules(bars, &backdrop);
    let visible = shades.into_iter().filter(|(shade, order)| !backdrop.is_covered(&shade.rect, *order));
    sheet.shades = visible.map(|(shade, _)| shade).collect();
    sheet.images = images;
    let (unseen, broken) = (unseen + hidden, broken || idle);
    PageReading { page: sheet, unseen, slanted, drawings, broken, refused: false, drawing, events }
}

/// The engine's settings: its own, but fonts that are not in the file have no shapes. Their glyphs are then as wide as
/// the file says, not stretched from the width of a substitute.
fn settings() -> InterpreterSettings {
    let font_resolver = Arc::new(|_: &FontQuery| Some((blank::blank_font(), 0)));
    InterpreterSettings { font_resolver, ..InterpreterSettings::default() }
}

/// Leaves the page that is being drawn: the engine's calls cannot return an error. Unlike a panic this prints nothing.
pub(in crate::read::pdf) fn stop() {
    resume_unwind(Box::new("page given up"));
}

#[cfg(test)]
mod tests;
