//! Glyphs of a page -> its lines: words with their places, and the runs of words that no wide gap parts.

use super::super::ruled::{Mark, Turn, least_space, raised_char};
use super::super::token::{Token, is_currency, printed_token as token};
use super::leaders::{self, Dot};
use crate::model::text::is_chinese;
use crate::model::{Direction, Page, Rect, numbering};

/// Baselines nearer than this, in parts of the smaller size, are one.
const SAME_LINE: f32 = 0.3;
/// A gap as wide as this, in parts of the size, holds cells apart.
const CELL_GAP: f32 = 0.9;
/// A gap as wide as this does between a value and a numbered label.
const ITEM_GAP: f32 = 0.5;
/// Chinese characters of one word are set apart by so much at most.
const SPREAD: f32 = 2.6;
/// Sizes of print that differ by more are two.
const OTHER_SIZE: f32 = 0.85;
/// A gap between characters that may part cells, where other lines show that it does.
const SEAM: f32 = 0.2;
/// Spaces of a line drawn out to both edges are no wider than this, in font sizes, and differ by no more than this share.
const MOST_JUSTIFIED: f32 = 4.0;
const UNEVEN: f32 = 0.03;
/// In justified prose the spaces are wide; a gap between cells is so much wider than most of them.
const WIDER: f32 = 2.0;
/// The middle of a character lies so far above its baseline, in parts of its size.
const MIDDLE: f32 = 0.32;
/// Glyphs of less than this share of a line's size are marks of notes, raised by up to so much of it.
const SMALL: f32 = 0.8;
const RAISED: f32 = 0.6;
/// They stand so near to what they mark.
const TOUCH: f32 = 0.35;
/// No line has more marks of notes.
const MOST_RAISED: usize = 40;

/// A word on its line, in points as the reader of the page sees it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// Its own baseline and size: those of a line may differ.
    pub(super) base: f32,
    pub(super) size: f32,
    /// White space before it in font sizes; without end where a rule stands there.
    pub(super) gap: f32,
    /// The gap before it is as wide as one between cells, or a rule stands in it.
    pub(super) apart: bool,
    /// Dots lead on from it.
    pub(super) led: bool,
    /// Gaps between its Chinese characters: the byte behind each, from, to.
    pub(super) seams: Vec<(usize, f32, f32)>,
}

impl Word {
    /// The level that tells which side of a rule it stands on.
    pub(super) fn middle(&self) -> f32 {
        self.base - MIDDLE * self.size
    }
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
    /// The lines that these words make, from top to bottom.
    pub(super) fn of_words(mut words: Vec<Word>) -> Vec<Self> {
        words.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.x0.total_cmp(&b.x0)));
        let mut lines: Vec<Self> = Vec::new();
        for word in words {
            match lines.last_mut() {
                Some(line) if word.base - line.base <= SAME_LINE * word.size.min(line.size) => {
                    line.size = line.size.max(word.size);
                    line.words.push(word);
                }
                _ => lines.push(Self { base: word.base, size: word.size, words: vec![word] }),
            }
        }
        for line in &mut lines {
            line.words.sort_by(|a, b| a.x0.total_cmp(&b.x0));
            for index in 1..line.words.len() {
                let (before, word) = (&line.words[index - 1], &line.words[index]);
                let gap = (word.x0 - before.x1) / word.size.max(before.size);
                line.words[index].gap = line.words[index].gap.max(gap);
            }
            part(&mut line.words);
        }
        lines
    }

    /// The level that tells which side of a rule it stands on: a baseline may lie on the rule or behind it.
    pub(super) fn middle(&self) -> f32 {
        self.base - MIDDLE * self.size
    }

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

    /// From where to where each of these reaches.
    pub(super) fn extents(&self) -> Vec<(f32, f32)> {
        let extent = |(first, end): (usize, usize)| (self.words[first].x0, self.words[end - 1].x1);
        self.runs().into_iter().map(extent).collect()
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

/// Characters of a table that lies on its side, at least.
const FEWEST_TURNED: usize = 40;

/// The way most of a page's writing runs.
pub(super) fn turn(page: &Page) -> Turn {
    let most = |way: &Direction| {
        page.glyphs.iter().filter(|glyph| glyph.direction == *way).count() * 3 > page.glyphs.len() * 2
    };
    let others = [Direction::Down, Direction::Up, Direction::Left];
    others.into_iter().find(most).map_or(Turn::upright(page), |way| Turn::along(page, way))
}

/// The other ways that a good part of a page's writing runs, as a table does that lies on its side.
pub(super) fn other_turns(page: &Page, main: &Turn) -> Vec<Turn> {
    let count = |way: &Direction| page.glyphs.iter().filter(|glyph| glyph.direction == *way).count();
    let ways = [Direction::Right, Direction::Down, Direction::Up, Direction::Left];
    let turns = ways.into_iter().filter(|way| count(way) >= FEWEST_TURNED).map(|way| Turn::along(page, way));
    turns.filter(|turn| turn != main).collect()
}

/// The lines of a page, from top to bottom, without what stands in the areas that are taken. `upright`: places of rules
/// as (x, from, to).
pub(super) fn lines(page: &Page, turn: &Turn, taken: &[Rect], upright: &[(f32, f32, f32)]) -> Vec<Line> {
    // By the middle of the printed character, as ruled tables take theirs.
    let taken: Vec<Rect> = taken.iter().map(|area| turn.rect(*area)).collect();
    let holds = |area: &Rect, x: f32, y: f32| area.x0 <= x && x <= area.x1 && area.y0 <= y && y <= area.y1;
    let is_taken = |mark: &Mark<'_>| taken.iter().any(|area| holds(area, mark.x, mark.y));
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
        small.marks.sort_by(|a, b| a.rect.x0.total_cmp(&b.rect.x0));
        let (mut raised, mut rest): (Vec<Mark<'_>>, Vec<Mark<'_>>) = (Vec::new(), Vec::new());
        for mark in std::mem::take(&mut small.marks) {
            let beside = |other: &Mark<'_>| (mark.rect.x0 - other.rect.x1).abs() <= 0.3 * row.size;
            // The line may hold print of the same size, too: that is another line of its text.
            let marked = |other: &Mark<'_>| beside(other) && mark.size() <= SMALL * other.size();
            // A mark of several figures goes on beside its own.
            let is_raised = row.marks.iter().any(marked) || raised.last().is_some_and(beside);
            if is_raised { raised.push(mark) } else { rest.push(mark) }
        }
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
    let raised = raised(&row);
    let dots = leaders::dots(&row.marks, size);
    let mut words: Vec<Word> = Vec::new();
    let (mut middle, mut before) = (f32::MIN, "");
    for ((mark, raised), dot) in row.marks.iter().zip(raised).zip(dots) {
        if let (Dot::Leads, Some(word)) = (dot, words.last_mut()) {
            word.led = true;
            continue;
        }
        let next = cuts.partition_point(|cut| *cut <= middle);
        let cut = cuts.get(next).is_some_and(|cut| *cut < mark.x) && !words.is_empty();
        let own = if raised { size } else { mark.size() };
        let local = words.last().map_or(own, |word| word.size.max(own)).max(1.0);
        let least = least_space(before, &mark.glyph.text) * local;
        let text = if raised {
            mark.glyph.text.chars().map(raised_char).collect()
        } else {
            mark.glyph.text.to_string()
        };
        match words.last_mut() {
            Some(word) if dot == Dot::Fills || !cut && !word.led && mark.rect.x0 - word.x1 <= least => {
                if mark.rect.x0 - word.x1 >= SEAM * local {
                    word.seams.push((word.text.len(), word.x1, mark.rect.x0));
                }
                word.text.push_str(&text);
                word.x1 = word.x1.max(mark.rect.x1);
                word.size = word.size.max(own);
            }
            last => {
                let gap = match last {
                    Some(word) if cut || word.led => f32::INFINITY,
                    Some(word) => (mark.rect.x0 - word.x1) / local,
                    None => 0.0,
                };
                let (x0, x1) = (mark.rect.x0, mark.rect.x1);
                let base = if raised { row.y } else { mark.y } + MIDDLE * own;
                words.push(Word {
                    text,
                    x0,
                    x1,
                    base,
                    size: own,
                    gap,
                    apart: false,
                    led: false,
                    seams: Vec::new(),
                });
            }
        }
        (middle, before) = (mark.x, &mark.glyph.text);
    }
    with_currency(&mut words);
    part(&mut words);
    Line { words, base: row.y + MIDDLE * size, size }
}

/// Puts a sign of currency, which may stand at the left edge of its column, to the number behind it.
fn with_currency(words: &mut Vec<Word>) {
    let mut index = 1;
    while index < words.len() {
        let sign = &words[index - 1];
        let alone = index == 1 || sign.gap >= CELL_GAP;
        if alone
            && is_currency(&sign.text)
            && words[index].gap.is_finite()
            && token(&words[index].text) == Token::Number
        {
            let sign = words.remove(index - 1);
            let number = &mut words[index - 1];
            (number.x0, number.gap) = (sign.x0, sign.gap);
            number.text.insert_str(0, &sign.text);
        } else {
            index += 1;
        }
    }
}

/// Says of each word of a line whether it stands apart from the one before.
fn part(words: &mut [Word]) {
    let least = cell_gap(words);
    let lone: Vec<bool> = words.iter().map(|word| is_lone(&word.text)).collect();
    let values: Vec<bool> = words.iter().map(|word| token(&word.text).is_value()).collect();
    let sizes: Vec<f32> = words.iter().map(|word| word.size).collect();
    for (index, word) in words.iter_mut().enumerate() {
        // The characters of a word may be set apart to fill a cell.
        let spread = index > 0 && lone[index - 1] && lone[index] && word.gap <= SPREAD;
        // Print of another size beside running text is no part of it.
        let other =
            index > 0 && word.size.min(sizes[index - 1]) < OTHER_SIZE * word.size.max(sizes[index - 1]);
        let apart = word.gap >= if other { CELL_GAP } else { least }
            || index > 0 && word.gap >= ITEM_GAP && values[index - 1] && is_item(&word.text);
        word.apart = index > 0 && apart && !spread;
    }
}

/// Which marks of a row are raised figures, marks of notes: small ones above the middle that touch larger ones.
fn raised(row: &Row<'_>) -> Vec<bool> {
    let marks = &row.marks;
    let small = |mark: &Mark<'_>| mark.size() <= SMALL * row.size && row.y - mark.y > 0.1 * row.size;
    let mut raised: Vec<bool> = marks.iter().map(small).collect();
    let touch = |left: usize| marks[left + 1].rect.x0 - marks[left].rect.x1 <= TOUCH * row.size;
    let mut index = 0;
    while index < marks.len() {
        if !raised[index] {
            index += 1;
            continue;
        }
        let end =
            (index + 1..marks.len()).find(|&end| !raised[end] || !touch(end - 1)).unwrap_or(marks.len());
        let beside = index > 0 && !raised[index - 1] && touch(index - 1)
            || end < marks.len() && !raised[end] && touch(end - 1);
        raised[index..end].fill(beside);
        index = end;
    }
    raised
}

/// A numbered label (`二、外交支出`).
fn is_item(text: &str) -> bool {
    numbering(text).is_some_and(|(.., end)| text[end..].starts_with(is_chinese))
}

/// One Chinese character by itself.
fn is_lone(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(is_chinese) && characters.next().is_none()
}

/// Words of a line of running text that was drawn out to both edges: its spaces are all of one width, whatever that is.
fn is_justified(words: &[Word]) -> bool {
    let gaps = || words.iter().skip(1).map(|word| word.gap).filter(|gap| *gap >= CELL_GAP);
    let widest = gaps().fold(0.0, f32::max);
    let alike = gaps().all(|gap| gap >= (1.0 - UNEVEN) * widest);
    let chinese = words.iter().any(|word| word.text.contains(is_chinese));
    gaps().count() >= 2 && alike && widest <= MOST_JUSTIFIED && !chinese
}

/// From which gap on, in font sizes, words of a line stand in two cells.
fn cell_gap(words: &[Word]) -> f32 {
    let values = words.iter().filter(|word| token(&word.text).is_value()).count();
    if is_justified(words) && values * 2 < words.len() {
        return MOST_JUSTIFIED + CELL_GAP;
    }
    if words.len() < 5 || values * 4 > words.len() {
        return CELL_GAP;
    }
    let mut sorted: Vec<f32> = words.iter().skip(1).map(|word| word.gap).collect();
    sorted.sort_by(f32::total_cmp);
    let usual = sorted.get(sorted.len() / 2).copied().unwrap_or(0.0);
    if usual < CELL_GAP { CELL_GAP.max(WIDER * usual) } else { CELL_GAP }
}
