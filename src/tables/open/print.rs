//! Glyphs of a page -> its lines: words with their places, and the runs of words that no wide gap parts.

use super::super::ruled::{Mark, Turn, least_space, raised_char};
use super::super::token::token;
use crate::model::text::is_chinese;
use crate::model::{Direction, Page, Rect};

/// Baselines nearer than this, in parts of the smaller size, are one.
const SAME_LINE: f32 = 0.3;
/// A gap as wide as this, in parts of the size, holds cells apart.
const CELL_GAP: f32 = 0.9;
/// Chinese characters of one word are set apart by so much at most.
const SPREAD: f32 = 2.6;
/// In justified prose the spaces are wide; a gap between cells is so much wider than most of them.
const WIDER: f32 = 2.0;
/// Glyphs of less than this share of a line's size are marks of notes, raised by up to so much of it.
const SMALL: f32 = 0.8;
const RAISED: f32 = 0.6;
/// No line has more marks of notes.
const MOST_RAISED: usize = 40;

/// A word on its line, in points as the reader of the page sees it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// The gap before it is as wide as one between cells, or a rule stands in it.
    pub(super) apart: bool,
}

/// What stands on one baseline, or a part of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) words: Vec<Word>,
    /// The baseline's distance from the top of the page.
    pub(super) base: f32,
    pub(super) size: f32,
}

impl Line {
    pub(super) fn x0(&self) -> f32 {
        self.words.first().map_or(0.0, |word| word.x0)
    }

    pub(super) fn x1(&self) -> f32 {
        self.words.last().map_or(0.0, |word| word.x1)
    }

    pub(super) fn top(&self) -> f32 {
        self.base - 0.85 * self.size
    }

    pub(super) fn bottom(&self) -> f32 {
        self.base + 0.2 * self.size
    }

    /// First word and the word behind the last of each run without a wide gap.
    pub(super) fn runs(&self) -> Vec<(usize, usize)> {
        let starts: Vec<usize> =
            (0..self.words.len()).filter(|&word| word == 0 || self.words[word].apart).collect();
        let ends = starts.iter().skip(1).copied().chain([self.words.len()]);
        starts.iter().copied().zip(ends).collect()
    }

    /// The words' text: one space between words, two where a wide gap stands.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for word in &self.words {
            if !text.is_empty() {
                text.push_str(if word.apart { "  " } else { " " });
            }
            text.push_str(&word.text);
        }
        text
    }
}

/// The way most of a page's writing runs.
pub(super) fn turn(page: &Page) -> Turn {
    let most = |way: &Direction| {
        page.glyphs.iter().filter(|glyph| glyph.direction == *way).count() * 3 > page.glyphs.len() * 2
    };
    let others = [Direction::Down, Direction::Up, Direction::Left];
    others.into_iter().find(most).map_or(Turn::upright(page), |way| Turn::along(page, way))
}

/// The lines of a page, from top to bottom, without what stands in the areas that are taken. `upright`: places of rules
/// as (x, from, to).
pub(super) fn lines(page: &Page, turn: &Turn, taken: &[Rect], upright: &[(f32, f32, f32)]) -> Vec<Line> {
    let is_taken = |mark: &Mark<'_>| {
        let glyph = &mark.glyph.rect;
        let (x, y) = ((glyph.x0 + glyph.x1) / 2.0, (glyph.y0 + glyph.y1) / 2.0);
        taken.iter().any(|area| area.x0 <= x && x <= area.x1 && area.y0 <= y && y <= area.y1)
    };
    let mut marks: Vec<Mark<'_>> = page
        .glyphs
        .iter()
        .enumerate()
        .map(|(index, glyph)| turn.mark(index, glyph))
        .filter(|mark| mark.runs == Direction::Right && mark.x.is_finite() && mark.y.is_finite())
        .filter(|mark| !is_taken(mark))
        .collect();
    marks.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
    let rows = with_raised(clusters(marks));
    rows.into_iter().map(|row| line(row, upright)).filter(|line| !line.words.is_empty()).collect()
}

/// Marks of one baseline.
struct Row<'a> {
    marks: Vec<Mark<'a>>,
    /// Middle of its characters.
    y: f32,
    size: f32,
}

fn clusters(marks: Vec<Mark<'_>>) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    for mark in marks {
        let size = mark.size().max(1.0);
        match rows.last_mut() {
            Some(row) if mark.y - row.y <= SAME_LINE * size.min(row.size) => {
                row.size = row.size.max(size);
                row.marks.push(mark);
            }
            _ => rows.push(Row { y: mark.y, size, marks: vec![mark] }),
        }
    }
    rows
}

/// Puts small raised marks to the line below, which they stand beside a character of.
fn with_raised(mut rows: Vec<Row<'_>>) -> Vec<Row<'_>> {
    for index in 1..rows.len() {
        let (above, below) = rows.split_at_mut(index);
        let (small, row) = (&mut above[index - 1], &mut below[0]);
        let near = small.size <= SMALL * row.size && row.y - small.y <= RAISED * row.size;
        if !near || small.marks.len() > MOST_RAISED {
            continue;
        }
        let beside = |mark: &Mark<'_>| {
            row.marks.iter().any(|other| (mark.rect.x0 - other.rect.x1).abs() <= 0.3 * row.size)
        };
        let (raised, rest): (Vec<_>, Vec<_>) = small.marks.iter().partition(|mark| beside(mark));
        small.marks = rest;
        row.marks.extend(raised);
    }
    rows.retain(|row| !row.marks.is_empty());
    rows
}

fn line(mut row: Row<'_>, upright: &[(f32, f32, f32)]) -> Line {
    row.marks.sort_by(|a, b| a.rect.x0.total_cmp(&b.rect.x0));
    let size = row.size;
    let mut cuts: Vec<f32> =
        upright.iter().filter(|rule| rule.1 <= row.y && row.y <= rule.2).map(|rule| rule.0).collect();
    cuts.sort_by(f32::total_cmp);
    let mut words: Vec<Word> = Vec::new();
    let mut gaps: Vec<f32> = Vec::new();
    let (mut middle, mut before) = (f32::MIN, "");
    for mark in &row.marks {
        let next = cuts.partition_point(|cut| *cut <= middle);
        let cut = cuts.get(next).is_some_and(|cut| *cut < mark.x) && !words.is_empty();
        let least = least_space(before, &mark.glyph.text) * size;
        let text = shown(mark, row.y, size);
        match words.last_mut() {
            Some(word) if !cut && mark.rect.x0 - word.x1 <= least => {
                word.text.push_str(&text);
                word.x1 = word.x1.max(mark.rect.x1);
            }
            last => {
                gaps.push(match last {
                    Some(_) if cut => f32::INFINITY,
                    Some(word) => (mark.rect.x0 - word.x1) / size,
                    None => 0.0,
                });
                words.push(Word { text, x0: mark.rect.x0, x1: mark.rect.x1, apart: false });
            }
        }
        (middle, before) = (mark.x, &mark.glyph.text);
    }
    let least = cell_gap(&words, &gaps);
    let lone: Vec<bool> = words.iter().map(|word| is_lone(&word.text)).collect();
    for (index, gap) in gaps.into_iter().enumerate().skip(1) {
        // The characters of a word may be set apart to fill a cell.
        let spread = lone[index - 1] && lone[index] && gap <= SPREAD;
        words[index].apart = gap >= least && !spread;
    }
    Line { words, base: row.y + 0.32 * size, size }
}

/// What a mark says; raised figures are marks of notes.
fn shown(mark: &Mark<'_>, y: f32, size: f32) -> String {
    let raised = mark.size() <= SMALL * size && y - mark.y > 0.1 * size;
    if raised { mark.glyph.text.chars().map(raised_char).collect() } else { mark.glyph.text.to_string() }
}

/// One Chinese character by itself.
fn is_lone(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(is_chinese) && characters.next().is_none()
}

/// From which gap on, in font sizes, words of a line stand in two cells.
fn cell_gap(words: &[Word], gaps: &[f32]) -> f32 {
    let values = words.iter().filter(|word| token(&word.text).is_value()).count();
    if words.len() < 5 || values * 4 > words.len() {
        return CELL_GAP;
    }
    let mut sorted: Vec<f32> = gaps.iter().skip(1).copied().collect();
    sorted.sort_by(f32::total_cmp);
    let usual = sorted.get(sorted.len() / 2).copied().unwrap_or(0.0);
    if usual < CELL_GAP { CELL_GAP.max(WIDER * usual) } else { CELL_GAP }
}
