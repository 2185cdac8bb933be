//! Glyphs of a page that run up or down + its lines -> headers of narrow columns that are written upright, as lines.
//!
//! They are known by the numbers below: each text stands over a column of its own.

use super::super::ruled::{Mark, Turn, least_space};
use super::super::token::printed_token as token;
use super::print::{Line, Word};
use crate::model::{Direction, Page, Rect};

/// Columns and characters of such a header, at least.
const COLUMNS: usize = 3;
const MARKS: usize = 8;
/// Characters of one text stand so nearly above each other, and no farther apart, in font sizes.
const STRIP: f32 = 0.3;
const APART: f32 = 1.5;
/// The numbers stand so near below, and no farther beside their text, in font sizes.
const BELOW: f32 = 4.0;
const BESIDE: f32 = 0.8;
/// Numbers of two columns are no closer, in font sizes.
const CLOSE: f32 = 0.4;
/// So many of four columns have a text.
const NAMED: usize = 3;

/// A text that runs up or down.
struct Text {
    text: String,
    rect: Rect,
    size: f32,
}

impl Text {
    fn middle(&self) -> f32 {
        (self.rect.x0 + self.rect.x1) / 2.0
    }
}

/// The headers that are written upright, each as a line at its lower end, with its area.
pub(super) fn headers(page: &Page, turn: &Turn, taken: &[Rect], lines: &[Line]) -> Vec<(Line, Rect)> {
    let taken: Vec<Rect> = taken.iter().map(|area| turn.rect(*area)).collect();
    let holds = |area: &Rect, mark: &Mark<'_>| {
        area.x0 <= mark.x && mark.x <= area.x1 && area.y0 <= mark.y && mark.y <= area.y1
    };
    let mut found = Vec::new();
    for way in [Direction::Up, Direction::Down] {
        let marks = page.glyphs.iter().enumerate().map(|(index, glyph)| turn.mark(index, glyph));
        let marks: Vec<Mark<'_>> = marks
            .filter(|mark| mark.runs == way && mark.x.is_finite() && mark.y.is_finite())
            .filter(|mark| !taken.iter().any(|area| holds(area, mark)))
            .collect();
        if marks.len() >= MARKS {
            found.extend(bands(texts(marks)).into_iter().filter_map(|band| header(band, way, lines)));
        }
    }
    found
}

/// Puts the headers among the lines of their page.
pub(super) fn insert(lines: &mut Vec<Line>, headers: &[(Line, Rect)]) {
    for (header, _) in headers {
        let at = lines.partition_point(|line| line.base < header.base - STRIP * header.size);
        let beside = lines.get_mut(at).filter(|line| (line.base - header.base).abs() <= STRIP * header.size);
        let Some(line) = beside else {
            lines.insert(at, header.clone());
            continue;
        };
        line.words.extend(header.words.iter().cloned());
        line.words.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        for index in 1..line.words.len() {
            let upright = |word: &Word| word.gap.is_infinite();
            line.words[index].apart |= upright(&line.words[index - 1]) || upright(&line.words[index]);
        }
    }
}

/// The texts that these marks write, strip by strip.
fn texts(mut marks: Vec<Mark<'_>>) -> Vec<Text> {
    marks.sort_by(|a, b| a.x.total_cmp(&b.x));
    let same = |a: &Mark<'_>, b: &Mark<'_>| b.x - a.x <= STRIP * a.size().min(b.size());
    let strips: Vec<Vec<Mark<'_>>> = marks.chunk_by(same).map(<[Mark<'_>]>::to_vec).collect();
    let mut texts: Vec<Text> = Vec::new();
    for mut strip in strips {
        strip.sort_by(|a, b| a.along().0.total_cmp(&b.along().0));
        let mut last: Option<Mark<'_>> = None;
        for mark in strip {
            let gap = last.map_or(f32::INFINITY, |last| mark.along().0 - last.along().1);
            let size = mark.size().max(1.0);
            match texts.last_mut() {
                Some(text) if gap <= APART * size => {
                    let before = last.map_or("", |last| &last.glyph.text);
                    if gap > least_space(before, &mark.glyph.text) * size {
                        text.text.push(' ');
                    }
                    text.text.push_str(&mark.glyph.text);
                    text.rect = text.rect.union(mark.rect);
                    text.size = text.size.max(size);
                }
                _ => texts.push(Text { text: mark.glyph.text.to_string(), rect: mark.rect, size }),
            }
            last = Some(mark);
        }
    }
    texts
}

/// Texts beside each other.
fn bands(mut texts: Vec<Text>) -> Vec<Vec<Text>> {
    texts.sort_by(|a, b| a.rect.y0.total_cmp(&b.rect.y0));
    let mut bands: Vec<(f32, Vec<Text>)> = Vec::new();
    for text in texts {
        match bands.last_mut() {
            Some((bottom, band)) if text.rect.y0 < *bottom => {
                *bottom = bottom.max(text.rect.y1);
                band.push(text);
            }
            _ => bands.push((text.rect.y1, vec![text])),
        }
    }
    bands.into_iter().map(|(_, band)| band).filter(|band| band.len() >= COLUMNS).collect()
}

/// The header that texts beside each other make, if numbers stand in columns below.
fn header(mut band: Vec<Text>, way: Direction, lines: &[Line]) -> Option<(Line, Rect)> {
    band.sort_by(|a, b| a.rect.x0.total_cmp(&b.rect.x0));
    let area = band.iter().map(|text| text.rect).reduce(Rect::union)?;
    let size = band.iter().map(|text| text.size).fold(1.0, f32::max);
    let below = lines.iter().filter(|line| line.top() >= area.y1 - size);
    let near = below.take_while(|line| line.top() <= area.y1 + BELOW * size);
    let columns = near.map(values).find(|columns| columns.len() >= COLUMNS)?;
    let mut over: Vec<Vec<&Text>> = columns.iter().map(|_| Vec::new()).collect();
    for text in &band {
        let off = |column: &(f32, f32)| {
            (column.0 - text.middle()).max(text.middle() - column.1).max(0.0)
                + 0.01 * (text.middle() - (column.0 + column.1) / 2.0).abs()
        };
        let nearest = columns.iter().enumerate().min_by(|a, b| off(a.1).total_cmp(&off(b.1)))?;
        if off(nearest.1) <= BESIDE * size {
            over[nearest.0].push(text);
        }
    }
    let within = columns.iter().filter(|column| area.x0 <= column.1 && column.0 <= area.x1).count();
    let named = over.iter().filter(|texts| !texts.is_empty()).count();
    let placed: usize = over.iter().map(Vec::len).sum();
    if named < COLUMNS || named * 4 < within * NAMED || placed * 4 < band.len() * NAMED {
        return None;
    }
    // The first line of a text that runs down is the rightmost.
    if way == Direction::Down {
        over.iter_mut().for_each(|texts| texts.reverse());
    }
    let base = area.y1 - 0.2 * size;
    let words = over.into_iter().filter(|texts| !texts.is_empty()).map(|texts| word(&texts, base));
    Some((Line { words: words.collect(), base, size }, area))
}

/// The texts over one column as a word.
fn word(texts: &[&Text], base: f32) -> Word {
    let text: Vec<&str> = texts.iter().map(|text| text.text.as_str()).collect();
    let size = texts.iter().map(|text| text.size).fold(1.0, f32::max);
    Word {
        text: text.join(" "),
        x0: texts.iter().map(|text| text.rect.x0).fold(f32::MAX, f32::min),
        x1: texts.iter().map(|text| text.rect.x1).fold(f32::MIN, f32::max),
        base,
        size,
        gap: f32::INFINITY,
        apart: true,
        led: false,
        seams: Vec::new(),
    }
}

/// From where to where the numbers of a line reach; groups of thousands stand closer than columns.
fn values(line: &Line) -> Vec<(f32, f32)> {
    let mut found: Vec<(f32, f32)> = Vec::new();
    for word in line.words.iter().filter(|word| token(&word.text).is_value()) {
        match found.last_mut() {
            Some(last) if word.x0 - last.1 < CLOSE * line.size => last.1 = word.x1,
            _ => found.push((word.x0, word.x1)),
        }
    }
    found
}
