//! Lines with gaps -> columns: where white space runs down through the lines.

use super::super::token::Token;
use super::segments::{Segment, TextLine};

/// No printed table is wider.
const MOST_COLUMNS: usize = 200;

/// How far texts that line up may stand apart: in print, and where spaces stand for white space.
const PRINTED_JITTER: f32 = 0.8;
const JITTER: f32 = 2.0;

/// White space between columns is so wide at least.
const PRINTED_GAP: f32 = 0.4;
const GAP: f32 = 0.99;

/// Labels of one level begin so near to each other; there are no more levels.
const LEVEL: f32 = 0.2;
const MOST_LEVELS: usize = 6;

/// One column of the table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Column {
    pub(crate) x0: f32,
    pub(crate) x1: f32,
    /// True where most of what stands in it are numbers or marks.
    pub(crate) values: bool,
}

impl Column {
    /// The middle of its extent.
    pub(crate) fn centre(&self) -> f32 {
        (self.x0 + self.x1) / 2.0
    }

    /// Width of its extent.
    pub(crate) fn width(&self) -> f32 {
        self.x1 - self.x0
    }

    /// How far the place is from it; 0 inside.
    pub(crate) fn distance(&self, x0: f32, x1: f32) -> f32 {
        (self.x0 - x1).max(x0 - self.x1).max(0.0)
    }

    /// True if the extent reaches into it.
    pub(crate) fn overlaps(&self, x0: f32, x1: f32) -> bool {
        x0 < self.x1 && x1 > self.x0
    }
}

/// Finds the columns that these lines (those with values, where the table has values) agree on.
pub(crate) fn columns(lines: &[&TextLine<'_>]) -> Vec<Column> {
    let allowed = tolerance(lines.len());
    let strict = split_words(zones(lines, 0), lines);
    let loose = split_words(zones(lines, allowed), lines);
    let supported = strict.iter().all(|&(x0, x1)| {
        let within = |line: &&&TextLine<'_>| line.segments.iter().any(|s| s.x0 < x1 && s.x1 > x0);
        lines.iter().filter(within).take(allowed + 1).count() > allowed
    });
    let mut zones = if loose.len() >= strict.len() || !supported { loose } else { strict };
    if zones.len() > MOST_COLUMNS {
        return Vec::new();
    }
    stretch(&mut zones, lines);
    zones.into_iter().map(|(x0, x1)| Column { x0, x1, values: holds_values(lines, x0, x1) }).collect()
}

/// Lines that may cross a gap between columns without closing it.
fn tolerance(lines: usize) -> usize {
    match lines {
        0..5 => 0,
        5..12 => 1,
        more => more / 10,
    }
}

/// Widens each zone to all that stands in it alone, so far as no other zone is met.
fn stretch(zones: &mut [(f32, f32)], lines: &[&TextLine<'_>]) {
    let mut wide: Vec<(f32, f32)> = zones.to_vec();
    for segment in lines.iter().flat_map(|line| &line.segments) {
        let first = zones.partition_point(|zone| zone.1 <= segment.x0);
        let end = zones.partition_point(|zone| zone.0 < segment.x1);
        if end == first + 1 {
            wide[first] = (wide[first].0.min(segment.x0), wide[first].1.max(segment.x1));
        }
    }
    for index in 0..zones.len() {
        let low = index.checked_sub(1).map_or(f32::MIN, |before| zones[before].1.max(wide[before].1));
        let high = zones.get(index + 1).map_or(f32::MAX, |after| after.0);
        wide[index] = (wide[index].0.max(low.min(zones[index].0)), wide[index].1.min(high));
    }
    zones.copy_from_slice(&wide);
}

/// Stretches that more than `allowed` lines print on.
fn zones(lines: &[&TextLine<'_>], allowed: usize) -> Vec<(f32, f32)> {
    let mut edges: Vec<(f32, i32)> = Vec::new();
    for segment in lines.iter().flat_map(|line| &line.segments) {
        edges.push((segment.x0, 1));
        edges.push((segment.x1, -1));
    }
    // In print what is parted was told to be so line by line.
    let printed = lines.first().is_some_and(|line| line.page > 0);
    covered(edges, allowed, if printed { PRINTED_GAP } else { GAP })
}

fn covered(mut edges: Vec<(f32, i32)>, allowed: usize, gap: f32) -> Vec<(f32, f32)> {
    edges.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let mut zones: Vec<(f32, f32)> = Vec::new();
    let mut depth = 0;
    let mut index = 0;
    let mut open = None;
    while index < edges.len() {
        let x = edges[index].0;
        while index < edges.len() && edges[index].0 == x {
            depth += edges[index].1;
            index += 1;
        }
        match (open, depth > allowed as i32) {
            (None, true) => open = Some(x),
            (Some(start), false) => {
                match zones.last_mut() {
                    Some(last) if start - last.1 < gap => last.1 = x,
                    _ => zones.push((start, x)),
                }
                open = None;
            }
            _ => {}
        }
    }
    zones
}

/// Splits zones where single spaces run down through all lines, and numbers stand beside them.
fn split_words(zones: Vec<(f32, f32)>, lines: &[&TextLine<'_>]) -> Vec<(f32, f32)> {
    let mut split = Vec::with_capacity(zones.len());
    for zone in zones {
        split.extend(split_zone(zone, lines));
    }
    split
}

fn split_zone(zone: (f32, f32), lines: &[&TextLine<'_>]) -> Vec<(f32, f32)> {
    let mut edges: Vec<(f32, i32)> = Vec::new();
    for line in lines {
        let from = line.words.partition_point(|word| word.x1 <= zone.0);
        for word in line.words[from..].iter().take_while(|word| word.x0 < zone.1) {
            edges.push((word.x0.max(zone.0), 1));
            edges.push((word.x1.min(zone.1), -1));
        }
    }
    let parts = covered(edges, 0, GAP);
    let mut kept: Vec<(f32, f32)> = Vec::new();
    if parts.len() > MOST_COLUMNS {
        return vec![zone];
    }
    for part in parts {
        match kept.last_mut() {
            Some(last) if !is_boundary(last.1, part.0, zone, lines) => last.1 = part.1,
            _ => kept.push(part),
        }
    }
    kept
}

/// True if the single spaces between `left` and `right` hold cells apart and not the words of a text.
fn is_boundary(left: f32, right: f32, zone: (f32, f32), lines: &[&TextLine<'_>]) -> bool {
    let (mut both, mut values, mut before, mut grouped, mut wide) = (0, 0, 0, 0, 0);
    let mut starts: Vec<f32> = Vec::new();
    let mut named = true;
    for line in lines {
        let split = line.words.partition_point(|word| word.x1 <= left + 0.01);
        let Some(after) = line.words.get(split).filter(|word| word.x0 >= right - 0.01 && word.x0 < zone.1)
        else {
            continue;
        };
        starts.push(after.x0);
        named &= after.text.starts_with(char::is_alphabetic);
        let Some(word) =
            split.checked_sub(1).and_then(|i| line.words.get(i)).filter(|word| word.x0 >= zone.0)
        else {
            continue;
        };
        both += 1;
        let number = super::super::token::token(after.text).is_value();
        values += usize::from(number);
        before += usize::from(super::super::token::token(word.text).is_value());
        grouped += usize::from(is_group(word.text, after.text));
        wide += usize::from(after.apart);
    }
    if both < 2 {
        return false;
    }
    let aligned = starts.iter().filter(|&&x| (x - right).abs() < 2.5).count() * 10 >= starts.len() * 8;
    // A mark that stands for no number may be among them (`:`).
    let numbers = values * 5 >= both * 4 && before == both && grouped < both;
    let second_half = named && before == both && values == 0 && aligned && starts.len() >= 3;
    let after_label = values == both && before == 0 && wide > 0;
    numbers || second_half || after_label
}

/// `12 345`: the second is a group of thousands of the first.
fn is_group(first: &str, second: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    second.len() == 3 && digits(second) && first.len() <= 3 && digits(first)
}

fn holds_values(lines: &[&TextLine<'_>], x0: f32, x1: f32) -> bool {
    let (mut values, mut texts) = (0, 0);
    for line in lines {
        // A long line has few segments here: those left of the zone are skipped by their order.
        let from = line.segments.partition_point(|segment| segment.x1 <= x0);
        for segment in line.segments[from..].iter().take_while(|segment| segment.x0 < x1) {
            match token_inside(line, segment, x0, x1) {
                Token::Number | Token::Mark => values += 1,
                Token::Text => texts += 1,
                Token::Empty => {}
            }
        }
    }
    values > 0 && values >= texts
}

/// What the part of a segment that stands between the edges looks like.
fn token_inside(line: &TextLine<'_>, segment: &Segment, x0: f32, x1: f32) -> Token {
    if segment.x0 >= x0 && segment.x1 <= x1 {
        return segment.token;
    }
    let words = &line.words[segment.first..segment.end];
    let first = words.partition_point(|word| word.x0 + word.x1 < 2.0 * x0);
    let end = words.partition_point(|word| word.x0 + word.x1 <= 2.0 * x1);
    if first < end { line.segment(segment.first + first, segment.first + end).token } else { Token::Empty }
}

/// How cleanly the columns line up, 0 to 1: the share of segments that keep the edge or the middle of their column.
pub(crate) fn alignment(columns: &[Column], lines: &[&TextLine<'_>]) -> f32 {
    let (mut all, mut kept) = (0usize, 0usize);
    let printed = lines.iter().any(|line| line.page > 0);
    let jitter = if printed { PRINTED_JITTER } else { JITTER };
    for (place, column) in columns.iter().enumerate() {
        let inside: Vec<(&TextLine<'_>, &Segment)> =
            lines.iter().filter_map(|line| Some((*line, only_in(column, line)?))).collect();
        let edges: [fn(&TextLine<'_>, &Segment) -> f32; 5] = [
            |_, s| s.x0,
            |_, s| s.x1,
            |_, s| s.centre(),
            if printed { point } else { |_, s| s.x1 },
            if printed { begin } else { |_, s| s.x0 },
        ];
        let best = edges.iter().map(|&edge| agreeing(&inside, edge, jitter)).max().unwrap_or(0);
        let best = if printed && place == 0 && !column.values { best.max(indented(&inside)) } else { best };
        all += inside.len();
        kept += best;
    }
    if all == 0 { 0.0 } else { kept as f32 / all as f32 }
}

fn only_in<'s>(column: &Column, line: &'s TextLine<'_>) -> Option<&'s Segment> {
    let from = line.segments.partition_point(|segment| segment.x1 <= column.x0);
    line.segments.get(from).filter(|segment| segment.x0 < column.x1)
}

/// Where the decimal point of a number stands; the right edge of one without.
fn point(line: &TextLine<'_>, segment: &Segment) -> f32 {
    let text = line.words[segment.first].text;
    match text.find('.') {
        Some(at) if segment.end == segment.first + 1 => {
            segment.x0 + segment.width() * at as f32 / text.len() as f32
        }
        _ => segment.x1,
    }
}

/// Where the first character of a text is seen: the left half of a wide opening bracket is blank, and may stand left of
/// the edge.
fn begin(line: &TextLine<'_>, segment: &Segment) -> f32 {
    let wide = line.words[segment.first].text.starts_with(['《', '（', '〈', '【', '「', '『', '“', '‘']);
    segment.x0 + if wide { 1.0 } else { 0.0 }
}

/// How many labels begin where most do, or are set in by a level that others share.
fn indented(segments: &[(&TextLine<'_>, &Segment)]) -> usize {
    let mut places: Vec<f32> = segments.iter().map(|(_, segment)| segment.x0).collect();
    places.sort_by(f32::total_cmp);
    let levels: Vec<usize> = places.chunk_by(|a, b| b - a <= LEVEL).map(<[f32]>::len).collect();
    let left = levels.first().copied().unwrap_or(0);
    let told = levels.len() <= MOST_LEVELS && levels.iter().all(|&level| level <= left);
    if told { levels.into_iter().filter(|&level| level >= 2).sum() } else { 0 }
}

/// How many stand within so much of the most common place.
fn agreeing(
    segments: &[(&TextLine<'_>, &Segment)],
    edge: fn(&TextLine<'_>, &Segment) -> f32,
    jitter: f32,
) -> usize {
    let mut places: Vec<f32> = segments.iter().map(|(line, segment)| edge(line, segment)).collect();
    places.sort_by(f32::total_cmp);
    let (mut best, mut start) = (0, 0);
    for end in 0..places.len() {
        while places[end] - places[start] > jitter {
            start += 1;
        }
        best = best.max(end + 1 - start);
    }
    best
}

#[cfg(test)]
mod tests {
    use super::super::segments::Word;
    use super::*;

    #[test]
    fn the_blank_half_of_an_opening_bracket_may_stand_left_of_the_edge() {
        let line = |text: &'static str, x0: f32, x1: f32| {
            let word = Word { text, x0, x1, narrow: (x0, x1), apart: false };
            let mut line = TextLine::from_words(vec![word], 0, 0);
            line.page = 1;
            line
        };
        let columns = [(0.0, 5.0), (10.0, 30.0)].map(|(x0, x1)| Column { x0, x1, values: false });
        let share = |bracket: &'static str| {
            let lines = [
                line(bracket, 10.0, 28.0),
                line("乡规划法", 11.0, 19.0),
                line(bracket, 10.0, 30.0),
                line("二条", 11.0, 15.0),
            ];
            alignment(&columns, &lines.iter().collect::<Vec<_>>())
        };
        assert_eq!(share("《城市道路》"), 1.0);
        assert_eq!(share("城市道路"), 0.5);
    }
}
