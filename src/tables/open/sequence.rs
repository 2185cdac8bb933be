//! Regions of all pages -> one sequence of lines with places, blank ones where white space stands, as the code for text
//! reads them.

use super::super::aligned::{self, Look, TextLine};
use super::super::ruled::{Furniture, Turn};
use super::super::token::is_space;
use super::super::view::{Kind, ViewLine};
use super::frames::{self, Rules};
use super::grouped;
use super::notes;
use super::origin;
use super::page_tops;
use super::print::{self, Line};
use super::regions;
use super::upright;
use super::wrapped;
use crate::model::unit_line::unit_line;
use crate::model::{Document, Page, Rect};

/// White space so much wider than that between most lines is a blank line.
const BLANK: f32 = 1.4;
/// Titles are set so much larger.
const LARGER: f32 = 1.12;
/// Lines of one text are no farther apart; a text of a header that is wrapped is no longer.
const CLOSE: f32 = 1.6;
const SHORT: f32 = 8.0;
/// Lines among which the next one under a line is looked for.
const NEAR: usize = 12;
/// No more blank lines stand for one white space.
const MOST_BLANKS: usize = 3;

/// A part of a page as its lines are measured.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sheet {
    pub(super) page: u32,
    pub(super) turn: Turn,
    /// Where its places are counted from: the left edge of its print, or as on the page before.
    pub(super) left: f32,
}

/// A line of the sequence.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// `None` for a blank line and for a break.
    pub(super) line: Option<Line>,
    text: String,
    kind: Kind,
    /// Running text, and places that no table goes over.
    closed: bool,
    blanks: usize,
    ruled: bool,
    opens_body: bool,
    underlines: Vec<(f32, f32)>,
    /// The width of half a Chinese character, in which places are counted.
    pub(super) unit: f32,
    /// Which of the sheets.
    pub(super) sheet: usize,
    /// Line of the document, from 0.
    pub(super) index: usize,
}

/// The lines of all pages.
#[derive(Debug, Default)]
pub(super) struct Printed {
    pub(super) entries: Vec<Entry>,
    pub(super) sheets: Vec<Sheet>,
}

/// Puts the lines of a document's pages, outside of the areas that are taken, into one sequence.
pub(super) fn print(document: &Document, view: &[ViewLine<'_>], taken: &[(u32, Rect)]) -> Printed {
    let mut printed = Printed::default();
    let furniture = Furniture::of(document);
    let pages = document.drawn.iter().map(|page| {
        let areas = taken.iter().filter(|area| area.0 == page.number);
        (page, print::turn(page), areas.map(|area| area.1).collect())
    });
    let pages: Vec<(&Page, Turn, Vec<Rect>)> = pages.collect();
    let (mut last, mut closed): (Vec<(Line, bool)>, Vec<Vec<Rect>>) = (Vec::new(), Vec::new());
    for (page, turn, taken) in &pages {
        let rules = Rules::of(page, turn);
        let mut lines = print::lines(page, turn, taken, &rules.upright);
        let headers = upright::headers(page, turn, taken, &lines);
        upright::insert(&mut lines, &headers);
        closed.push(taken.iter().copied().chain(headers.iter().map(|header| turn.back(header.1))).collect());
        last = printed.page(document, view, (page, turn, taken), (lines, rules), &furniture, &last);
    }
    for ((page, turn, _), taken) in pages.iter().zip(&closed) {
        for other in print::other_turns(page, turn) {
            if let Some(sheet) = printed.sheets.len().checked_sub(1) {
                printed.close(sheet);
            }
            let rules = Rules::of(page, &other);
            let lines = print::lines(page, &other, taken, &rules.upright);
            printed.page(document, view, (page, &other, taken), (lines, rules), &furniture, &[]);
        }
    }
    printed.measure();
    printed
}

impl Printed {
    /// The sequence as lines of text.
    pub(super) fn view(&self) -> Vec<ViewLine<'_>> {
        self.entries.iter().map(|entry| ViewLine::new(&entry.text, entry.kind)).collect()
    }

    /// What each line may be for a table.
    pub(super) fn looks(&self, view: &[ViewLine<'_>]) -> Vec<Look> {
        let mut looks = aligned::looks(view);
        for (look, entry) in looks.iter_mut().zip(&self.entries) {
            // Page numbers were left out: what stands right below a line is of that.
            if entry.blanks == 0 && entry.line.is_some() && entry.is_digits() && *look == Look::Furniture {
                *look = Look::Single;
            }
            if entry.closed {
                *look = Look::Break;
            }
        }
        looks
    }

    /// The lines with the places of their words, in columns of half a Chinese character.
    pub(super) fn lines(&self) -> Vec<TextLine<'_>> {
        self.entries.iter().enumerate().map(|(index, entry)| self.text_line(index, entry)).collect()
    }

    fn text_line<'a>(&self, index: usize, entry: &'a Entry) -> TextLine<'a> {
        let sheet = &self.sheets[entry.sheet];
        let place = |x: f32| (x - sheet.left) / entry.unit;
        let words = entry.line.iter().flat_map(|line| &line.words);
        let words = words.map(|word| aligned::Word {
            text: &word.text,
            x0: place(word.x0),
            x1: place(word.x1),
            narrow: (place(word.x0), place(word.x1)),
            apart: word.apart,
        });
        let mut line = TextLine::from_words(words.collect(), index, entry.blanks);
        (line.page, line.ruled, line.opens_body) = (sheet.page, entry.ruled, entry.opens_body);
        if let Some(own) = &entry.line {
            (line.base, line.size) = (own.base / entry.unit, own.size / entry.unit);
            line.led = own.words.iter().any(|word| word.led);
        }
        line.underlines = entry.underlines.iter().map(|&(from, to)| (place(from), place(to))).collect();
        line
    }

    /// Puts the lines of a page into the sequence; those of its last region. `before`: these of the page before.
    fn page(
        &mut self,
        document: &Document,
        view: &[ViewLine<'_>],
        (page, turn, taken): (&Page, &Turn, &[Rect]),
        (mut lines, rules): (Vec<Line>, Rules),
        furniture: &Furniture,
        before: &[(Line, bool)],
    ) -> Vec<(Line, bool)> {
        let turn = *turn;
        lines.iter_mut().for_each(grouped::join);
        let turned = |rects: &[Rect]| -> Vec<Rect> { rects.iter().map(|rect| turn.rect(*rect)).collect() };
        let (body, counting) = (furniture.body(page.number), furniture.counting(page.number));
        page_tops::keep(&mut lines, turn.height(), &turned(body), &turned(counting));
        let Some(usual) = usual_size(lines.iter()) else { return Vec::new() };
        let places = Places::of(document, page.number);
        let mut regions = regions::regions(&lines, &rules.across);
        regions.iter_mut().for_each(|region| wrapped::join(&mut region.lines));
        let areas: Vec<Rect> = taken.iter().map(|area| turn.rect(*area)).collect();
        let rules = rules.outside(&areas);
        let count = regions.len();
        for (place, region) in regions.iter().enumerate() {
            if place > 0 {
                self.close(self.sheets.len() - 1);
            }
            let above = self
                .sheets
                .last()
                .filter(|above| place == 0 && above.turn == turn)
                .map(|above| (before, above.left));
            let left = origin::of(&region.lines, above);
            self.sheets.push(Sheet { page: page.number, turn, left });
            // A table may go on from the last region of a page to the first of the next.
            let open = (place == 0, place + 1 == count);
            self.region(&region.lines, usual, open, &rules, &places, view);
        }
        regions.pop().map_or_else(Vec::new, |last| last.lines)
    }

    /// Counts the places of each stretch in its own print: half a Chinese character of the size that most lines have.
    fn measure(&mut self) {
        for stretch in self.entries.split_mut(|entry| entry.closed) {
            let lines = stretch.iter().filter_map(|entry| entry.line.as_ref());
            let Some(size) = usual_size(lines) else { continue };
            stretch.iter_mut().for_each(|entry| entry.unit = size / 2.0);
        }
    }

    /// Nothing goes on here.
    fn close(&mut self, sheet: usize) {
        let index = self.entries.last().map_or(0, |entry| entry.index);
        self.entries.push(Entry { closed: true, ..Entry::blank(sheet, index) });
    }

    fn region(
        &mut self,
        lines: &[(Line, bool)],
        usual: f32,
        (first, last): (bool, bool),
        rules: &Rules,
        places: &Places<'_>,
        view: &[ViewLine<'_>],
    ) {
        let sheet = self.sheets.len() - 1;
        let above = frames::above(lines, rules);
        let closed = |place: usize| {
            let line = &lines[place].0;
            let before = place.checked_sub(1).map(|before| &lines[before].0);
            let aside = is_aside(line) || is_unit_line(line, before);
            lines[place].1 || is_title(line, lines.get(place + 1), usual) || aside
        };
        let mut closed: Vec<bool> = (0..lines.len()).map(closed).collect();
        notes::close(lines, &mut closed);
        let pitches = pitches(lines, &closed);
        for (place, (line, _)) in lines.iter().enumerate() {
            let index = places.nearest(line, &self.sheets[sheet].turn);
            let pitch = pitches[place];
            let gap = place.checked_sub(1).map_or(0.0, |before| line.base - lines[before].0.base);
            let blanks = if gap > BLANK * pitch { ((gap / pitch).round() as usize).max(2) - 1 } else { 0 };
            // The first lines of a page stand apart from the page before.
            let blanks = if place == 0 { 1 } else { blanks.min(MOST_BLANKS) };
            if above[place].edge && !(first && place == 0) {
                self.close(sheet);
            }
            self.entries.extend(std::iter::repeat_n(Entry::blank(sheet, index), blanks));
            let text = line.text();
            let own = view.get(index).filter(|own| key(own.text) == key(&text));
            self.entries.push(Entry {
                kind: own.map_or(Kind::Text, |own| kind(own.kind, line)),
                text,
                line: Some(line.clone()),
                closed: closed[place],
                blanks,
                ruled: above[place].ruled,
                opens_body: above[place].header,
                underlines: above[place].underlines.clone(),
                unit: line.size / 2.0,
                sheet,
                index,
            });
        }
        if above[lines.len()].edge && !last {
            self.close(sheet);
        }
    }
}

impl Entry {
    fn is_digits(&self) -> bool {
        self.text.bytes().all(|byte| byte.is_ascii_digit())
    }

    fn blank(sheet: usize, index: usize) -> Self {
        Self {
            line: None,
            text: String::new(),
            kind: Kind::Blank,
            closed: false,
            blanks: 0,
            ruled: false,
            opens_body: false,
            underlines: Vec::new(),
            unit: 1.0,
            sheet,
            index,
        }
    }
}

/// Rows and headers may be printed alike again and again; running heads have no cells.
fn kind(kind: Kind, line: &Line) -> Kind {
    if kind == Kind::Furniture && line.runs().len() >= 3 { Kind::Text } else { kind }
}

/// The unit or the number of a table on the line above it, perhaps beside its title.
pub(super) fn is_aside(line: &Line) -> bool {
    let runs = line.runs();
    let text = |run: &(usize, usize)| -> String {
        line.words[run.0..run.1].iter().map(|word| word.text.as_str()).collect()
    };
    runs.len() <= 2 && runs.iter().any(|run| is_aside_text(&text(run)))
}

/// A line that states nothing but a unit. What stands right below a short text may be the rest of that text, in a header.
pub(super) fn is_unit_line(line: &Line, before: Option<&Line>) -> bool {
    let rest = |before: &Line| {
        line.base - before.base <= CLOSE * line.size
            && (before.runs().len() > 1 || before.x1() - before.x0() < SHORT * line.size)
    };
    line.runs().len() == 1 && unit_line(&line.text()).is_some() && !before.is_some_and(rest)
}

fn is_aside_text(text: &str) -> bool {
    let bare = text.trim_matches(['（', '）', '(', ')']);
    let begins = |words: &[&str]| words.iter().any(|word| bare.starts_with(word));
    let numbered = (bare.starts_with("公开") || bare.starts_with("附"))
        && bare.ends_with('表')
        && bare.contains(|c: char| c.is_ascii_digit());
    bare.chars().count() <= 24
        && (begins(&["单位：", "单位:", "计量单位", "金额单位", "Unit:", "Units:", "unit:"]) || numbered)
}

/// A line of one text in larger print than most of the page and than what follows.
fn is_title(line: &Line, next: Option<&(Line, bool)>, usual: f32) -> bool {
    line.runs().len() == 1
        && line.size >= LARGER * usual
        && next.is_some_and(|(next, _)| line.size >= LARGER * next.size)
}

/// Leaders are left out of the lines of print.
fn key(text: &str) -> String {
    text.chars().filter(|&c| !is_space(c) && c != '.').collect()
}

/// The size that most of the print has.
fn usual_size<'l>(lines: impl Iterator<Item = &'l Line>) -> Option<f32> {
    let mut sizes: Vec<f32> = lines.map(|line| line.size).collect();
    sizes.sort_by(f32::total_cmp);
    sizes.get(sizes.len() / 2).map(|size| size.clamp(1.0, 80.0))
}

/// For each line: the distance of neighbouring lines in the stretch between closed ones that it stands in.
fn pitches(lines: &[(Line, bool)], closed: &[bool]) -> Vec<f32> {
    let mut pitches = Vec::with_capacity(lines.len());
    while pitches.len() < lines.len() {
        let start = pitches.len();
        let alike = closed[start..].iter().take_while(|other| **other == closed[start]).count();
        let pitch = pitch(&lines[start..start + alike]);
        pitches.extend(std::iter::repeat_n(pitch, alike));
    }
    pitches
}

/// The distance of neighbouring lines: the smaller ones count, wide ones part rows.
fn pitch(lines: &[(Line, bool)]) -> f32 {
    // Cells in the middle of higher ones stand between the lines of these.
    let below = |upper: usize| {
        let near = lines[upper + 1..].iter().take(NEAR);
        let under = near.map(|(line, _)| line).find(|line| overlap(&lines[upper].0, line))?;
        Some((under.base - lines[upper].0.base, under.size))
    };
    let steps = (0..lines.len()).filter_map(below);
    let mut steps: Vec<f32> = steps.filter(|(step, size)| *step > 0.8 * size).map(|(step, _)| step).collect();
    steps.sort_by(f32::total_cmp);
    let size = lines.iter().map(|(line, _)| line.size).fold(1.0, f32::max);
    steps.get(steps.len() / 4).copied().unwrap_or(1.2 * size).clamp(0.8 * size, 2.2 * size)
}

/// True if something on one line stands over something on the other.
fn overlap(upper: &Line, lower: &Line) -> bool {
    let mut next = 0;
    upper.words.iter().any(|word| {
        next += lower.words[next..].iter().take_while(|other| other.x1 <= word.x0).count();
        lower.words.get(next).is_some_and(|other| other.x0 < word.x1)
    })
}

/// Where the lines of a document stand on one page.
struct Places<'a> {
    first: usize,
    places: &'a [crate::model::LinePlace],
}

impl<'a> Places<'a> {
    fn of(document: &'a Document, page: u32) -> Self {
        let first = document.places.partition_point(|place| place.page < page);
        let end = document.places.partition_point(|place| place.page <= page);
        Self { first, places: &document.places[first..end] }
    }

    /// The line of the document that prints this one.
    fn nearest(&self, line: &Line, turn: &Turn) -> usize {
        let middle = line.middle();
        let off = |place: &crate::model::LinePlace| {
            let rect = turn.rect(place.rect);
            let beside = (rect.x0 - line.x1()).max(line.x0() - rect.x1).max(0.0);
            let blank = if rect.y0 == rect.y1 { 1000.0 } else { 0.0 };
            ((rect.y0 + rect.y1) / 2.0 - middle).abs() + 0.01 * beside + blank
        };
        let nearest = self.places.iter().enumerate().min_by(|a, b| off(a.1).total_cmp(&off(b.1)));
        self.first + nearest.map_or(0, |(index, _)| index)
    }
}
