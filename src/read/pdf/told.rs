//! Readings of pages -> status and problems: what was not read, and what to do about it.

use super::Refusal;
use super::unicode::UNREADABLE;
use crate::model::{Code, Document, Page, Problem, Status};

/// A picture that covers so much of a page is a scan of it.
const SCAN: f32 = 0.5;

/// Drawings without any text that are taken for text drawn as outlines.
const OUTLINES: usize = 60;

/// One page as read.
pub(super) struct PageReading {
    pub(super) page: Page,
    /// Glyphs that are not to be seen.
    pub(super) unseen: usize,
    /// Glyphs of writing aslant.
    pub(super) slanted: usize,
    /// Filled shapes that are neither lines nor rectangles.
    pub(super) drawings: usize,
    /// The page was given up before its end.
    pub(super) broken: bool,
    /// The page was not drawn at all: it takes more than a report may.
    pub(super) refused: bool,
    /// Bytes of drawing instructions.
    pub(super) drawing: usize,
    /// Instructions drawn.
    pub(super) events: usize,
}

impl PageReading {
    /// A page that was not drawn at all.
    pub(super) fn refused(page: Page) -> Self {
        Self { page, unseen: 0, slanted: 0, drawings: 0, broken: false, refused: true, drawing: 0, events: 0 }
    }

    /// True where what the page says stands in a picture alone, or in letters that are drawings.
    fn is_image_only(&self) -> bool {
        let area: f32 =
            self.page.images.iter().map(|image| (image.x1 - image.x0) * (image.y1 - image.y0)).sum();
        let scanned = area > SCAN * self.page.width * self.page.height;
        let few = self.page.glyphs.len() < 12;
        few && scanned || self.page.glyphs.is_empty() && self.drawings > OUTLINES
    }
}

/// What is to be told of a document, gathered page by page.
#[derive(Default)]
pub(super) struct Told {
    refusal: Option<Refusal>,
    pages: usize,
    /// Pages that are pictures; of those, the ones with hidden text behind the picture.
    images: Vec<u32>,
    hidden_text: bool,
    unreadable: Vec<u32>,
    unreadable_glyphs: usize,
    slanted: Vec<u32>,
    broken: Vec<u32>,
    refused: Vec<u32>,
    missing: Option<(u32, Option<u32>)>,
}

impl Told {
    /// The file cannot be opened.
    pub(super) fn refuse(&mut self, reason: Refusal) {
        self.refusal = Some(reason);
    }

    /// From this page on nothing was read.
    pub(super) fn missing(&mut self, first: u32, pages: Option<u32>) {
        self.missing = Some((first, pages));
    }

    /// Takes note of a page.
    pub(super) fn page(&mut self, reading: &PageReading) {
        let number = reading.page.number;
        self.pages += 1;
        let doubtful = reading.page.glyphs.iter().filter(|glyph| glyph.text.contains(UNREADABLE)).count();
        if doubtful > 0 {
            self.unreadable.push(number);
            self.unreadable_glyphs += doubtful;
        }
        if reading.refused {
            self.refused.push(number);
        } else if reading.broken {
            self.broken.push(number);
        } else if reading.is_image_only() {
            self.images.push(number);
            self.hidden_text |= reading.unseen > 12;
        }
        if reading.slanted > 0 {
            self.slanted.push(number);
        }
    }

    /// Writes status and problems.
    pub(super) fn tell(self, document: &mut Document) {
        if let Some(reason) = self.refusal {
            document.status = Status::Unreadable;
            document.problems.push(refused(reason));
            return;
        }
        let blank = document.drawn.iter().all(|page| page.glyphs.is_empty());
        if blank {
            document.status = Status::Unreadable;
        }
        if !self.images.is_empty() {
            document.problems.push(self.needs_ocr());
        }
        if !self.unreadable.is_empty() {
            let (glyphs, pages) = (self.unreadable_glyphs, listed(&self.unreadable));
            let message = format!(
                "{glyphs} characters on {pages} belong to fonts that do not say what they mean; each stands as U+FFFD. Recognise the text with an OCR program."
            );
            document.problems.push(on_page(Code::TextUnreadable, &self.unreadable, message));
        }
        if !self.broken.is_empty() {
            let message = format!(
                "{} could not be read to the end: damaged, or drawn with more than a report holds. Compare with the PDF.",
                capital(&listed(&self.broken))
            );
            document.problems.push(on_page(Code::PagesMissing, &self.broken, message));
        }
        if !self.refused.is_empty() {
            let message = format!(
                "{} could not be read: larger than any paper, or with parts that unpack to more than a report holds. Check where the file comes from.",
                capital(&listed(&self.refused))
            );
            document.problems.push(on_page(Code::PagesMissing, &self.refused, message));
        }
        if let Some((first, pages)) = self.missing {
            let pages = pages.map_or(String::new(), |pages| format!(" of {pages}"));
            let message = format!(
                "The document is too long: pages from {first}{pages} on were not read. Split the file."
            );
            document.problems.push(on_page(Code::PagesMissing, &[first], message));
        }
        if !self.slanted.is_empty() {
            let message =
                format!("Writing aslant on {} was left out: a watermark or stamp.", listed(&self.slanted));
            document.problems.push(on_page(Code::SlantedText, &self.slanted, message));
        }
        if blank && document.problems.is_empty() {
            let message = "No page of the PDF shows any text. Download it again.";
            document.problems.push(Problem::new(Code::EmptyFile, message));
        }
    }

    fn needs_ocr(&self) -> Problem {
        let pages = if self.images.len() == self.pages {
            "All pages".to_owned()
        } else {
            capital(&listed(&self.images))
        };
        let hidden = if self.hidden_text {
            " The hidden text behind them was left out: it was recognised by a program, and nobody sees its errors."
        } else {
            ""
        };
        let message = format!(
            "{pages}: images without text that can be read. Recognise it with an OCR program.{hidden}"
        );
        on_page(Code::NeedsOcr, &self.images, message)
    }
}

fn refused(reason: Refusal) -> Problem {
    match reason {
        Refusal::Password => Problem::new(
            Code::PasswordProtected,
            "The PDF opens with a password only. Remove it, or print the PDF anew.",
        ),
        Refusal::Encryption => Problem::new(
            Code::DamagedFile,
            "The PDF is encrypted in a way that cannot be read. Print it anew from a viewer that opens it.",
        ),
        Refusal::Swells => Problem::new(
            Code::FileTooLarge,
            "A part of the PDF unpacks to more than a report can hold. Check where the file comes from.",
        ),
        Refusal::Damaged => Problem::new(
            Code::DamagedFile,
            "The PDF is damaged: no page can be found in it. Download it again.",
        ),
    }
}

/// A problem on the first of these pages.
fn on_page(code: Code, pages: &[u32], message: String) -> Problem {
    Problem { page: pages.first().copied(), ..Problem::new(code, message) }
}

/// `page 3`, `pages 1, 3-5`.
fn listed(pages: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for page in pages {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *page => *last = *page,
            _ => runs.push((*page, *page)),
        }
    }
    let words: Vec<String> = runs
        .iter()
        .map(|(first, last)| if first == last { first.to_string() } else { format!("{first}-{last}") })
        .collect();
    format!("{} {}", if pages.len() == 1 { "page" } else { "pages" }, words.join(", "))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
