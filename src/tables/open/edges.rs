//! Lines of a region -> their words, parted where columns stand so close together that no wide gap shows: at edges that
//! many lines keep.

use super::super::token::printed_token as token;
use super::captions;
use super::print::{Line, Word};
use crate::model::text::{char_width, is_chinese};

/// Columns may be as close together as this, in font sizes, if so many lines of a region begin a word on their edge.
const CLOSE: f32 = 0.3;
const EDGE: f32 = 0.15;
const ON_EDGE: usize = 4;
/// So many where they are texts, and no more than the lines of a caption reach over the edge.
const ON_FREE_EDGE: usize = 5;
const MOST_OVER: usize = 1;
/// Lines left of an edge, at least, where it is told by others that begin on it.
const LEFT: usize = 2;

/// Spaces of running text, in so many words at least, differ by no more than this, in font sizes.
const MANY: usize = 7;
const EVEN: f32 = 0.06;

/// Lines of a table that keep one edge are no farther apart.
const NEAR: usize = 8;
/// Texts of a line without a wide gap.
const CLOSE_LONE: f32 = 0.45;
/// Numbers may end so close to the next ones, in font sizes: farther than thousands are set apart.
const CLOSE_NUMBERS: f32 = 0.36;
/// Texts of a header: farther than the words of one.
const CLOSE_TEXTS: f32 = 0.6;

/// A gap between two words that are neighbours, at an edge of one of them.
#[derive(Debug, Clone, Copy)]
struct Gap {
    edge: f32,
    line: usize,
    /// The word on its right.
    word: usize,
}

/// Parts words where columns stand close together; `true` marks running text.
pub(super) fn part(lines: &mut [(Line, bool)]) {
    let mut parted = begun(lines);
    parted.extend(ended(lines));
    for gap in parted {
        lines[gap.line].0.words[gap.word].apart = true;
    }
    for (line, word, seam) in seamed(lines).into_iter().rev() {
        split(&mut lines[line].0.words, word, seam);
    }
}

/// The gaps inside of words that stand where many other lines have a gap between cells: line, word, and which of its gaps.
fn seamed(lines: &[(Line, bool)]) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    for (index, (line, _)) in lines.iter().enumerate().filter(|(_, (_, prose))| !prose) {
        for (place, word) in line.words.iter().enumerate() {
            let seams = word.seams.iter().enumerate();
            let parting = seams.filter(|(_, (_, from, to))| is_column_gap(lines, (*from, *to), line.size));
            found.extend(parting.map(|(seam, _)| (index, place, seam)));
        }
    }
    found
}

/// True if many lines have a gap between cells here, and next to none reaches over it.
fn is_column_gap(lines: &[(Line, bool)], (from, to): (f32, f32), size: f32) -> bool {
    let slack = EDGE * size;
    let gap = |(_, line): &(usize, &Line)| {
        let mut pairs = line.words.windows(2);
        pairs.any(|pair| pair[1].apart && pair[0].x1 <= from + slack && to - slack <= pair[1].x0)
    };
    let own: Vec<usize> = table(lines).filter(gap).map(|(index, _)| index).collect();
    let (Some(first), Some(last)) = (own.first(), own.last()) else { return false };
    let open = |word: &Word| word.seams.iter().any(|seam| seam.1 <= from + slack && to - slack <= seam.2);
    let reaches = |(_, line): &(usize, &Line)| {
        line.words.iter().any(|word| word.x0 < from && to < word.x1 && !open(word))
    };
    own.len() >= ON_EDGE && table(&lines[*first..=*last]).filter(reaches).count() <= MOST_OVER
}

/// Splits a word at one of its gaps.
fn split(words: &mut Vec<Word>, index: usize, seam: usize) {
    let word = &mut words[index];
    let (byte, from, to) = word.seams[seam];
    let behind = word.seams[seam + 1..].iter().map(|(at, x0, x1)| (at - byte, *x0, *x1)).collect();
    let rest = Word {
        text: word.text.split_off(byte),
        x0: to,
        gap: (to - from) / word.size.max(1.0),
        apart: true,
        seams: behind,
        ..word.clone()
    };
    word.seams.truncate(seam);
    word.x1 = from;
    words.insert(index + 1, rest);
}

/// The lines that are no running text and no caption, and have several words.
fn table(lines: &[(Line, bool)]) -> impl Iterator<Item = (usize, &Line)> {
    let is_row = |line: &Line| {
        line.words.len() > 1 && !is_caption(&line.words[0].text, &line.words[1].text) && !is_drawn_out(line)
    };
    let lines = lines.iter().enumerate().filter(move |(_, (line, prose))| !prose && is_row(line));
    lines.map(|(index, (line, _))| (index, line))
}

/// True for a line of many words whose spaces are all of one width: running text drawn out to both edges.
fn is_drawn_out(line: &Line) -> bool {
    let gaps = || line.words.iter().skip(1).map(|word| word.gap);
    let (least, most) = gaps().fold((f32::MAX, 0.0f32), |(least, most), gap| (least.min(gap), most.max(gap)));
    line.words.len() >= MANY && most - least <= EVEN
}

/// True if a line of these first words is the caption of a table.
fn is_caption(first: &str, second: &str) -> bool {
    captions::is_caption(&format!("{first}{second}"))
}

/// The gaps of so many font sizes, in groups that have one edge; with each group the size of its print.
fn grouped(lines: &[(Line, bool)], close: f32, edge: fn(&[Word]) -> Option<f32>) -> Vec<(f32, Vec<Gap>)> {
    let mut gaps: Vec<Gap> = Vec::new();
    for (index, line) in table(lines) {
        let pairs = line.words.windows(2).enumerate();
        let wide = pairs.filter(|(_, pair)| {
            pair[1].x0 - pair[0].x1 >= close * line.size && !is_range(&pair[0], &pair[1])
        });
        gaps.extend(
            wide.filter_map(|(word, pair)| Some(Gap { edge: edge(pair)?, line: index, word: word + 1 })),
        );
    }
    gaps.sort_by(|a, b| a.edge.total_cmp(&b.edge));
    let mut groups: Vec<(f32, Vec<Gap>)> = Vec::new();
    for gap in gaps {
        match groups.last_mut() {
            Some((size, group)) if gap.edge - group[0].edge <= EDGE * *size => group.push(gap),
            _ => groups.push((lines[gap.line].0.size, vec![gap])),
        }
    }
    let near = groups.into_iter().flat_map(|(size, group)| clusters(group).map(move |group| (size, group)));
    near.filter(|(_, group)| group.iter().any(|gap| !word(lines, gap).apart)).collect()
}

/// The first and the last line of a group.
fn reach(group: &[Gap]) -> (usize, usize) {
    let lines = || group.iter().map(|gap| gap.line);
    (lines().min().unwrap_or(0), lines().max().unwrap_or(0))
}

/// The lines near to those of a group that begin on its edge, other ones left of it between them: lines of cells whose
/// neighbours stand at heights of their own.
fn beginning(lines: &[(Line, bool)], group: &[Gap], size: f32) -> Vec<usize> {
    let (first, last) = reach(group);
    let near = first.saturating_sub(NEAR)..(last + NEAR + 1).min(lines.len());
    let open = || near.clone().filter(|index| !lines[*index].1);
    let edge = group[0].edge;
    let found: Vec<usize> =
        open().filter(|index| (lines[*index].0.x0() - edge).abs() <= EDGE * size).collect();
    let left = open().filter(|index| {
        found.first() < Some(index)
            && found.last() > Some(index)
            && lines[*index].0.words[0].x1 < edge - CLOSE * size
            && !group.iter().any(|gap| gap.line == *index)
    });
    if left.count() >= LEFT { found } else { Vec::new() }
}

/// `1.27- 1.42`: the numbers of a range, which may keep edges of their own.
fn is_range(left: &Word, right: &Word) -> bool {
    let number = left.text.strip_suffix(['-', '–', '—']);
    let number = number.filter(|number| number.ends_with(|c: char| c.is_ascii_digit()));
    number.is_some_and(|number| token(number).is_value()) && !right.apart && token(&right.text).is_value()
}

/// Gaps of one edge in groups of lines that are near to each other: a table, and what has the edge by chance elsewhere.
fn clusters(mut group: Vec<Gap>) -> impl Iterator<Item = Vec<Gap>> {
    group.sort_by_key(|gap| gap.line);
    let near = |a: &Gap, b: &Gap| b.line - a.line <= NEAR;
    group.chunk_by(near).map(<[Gap]>::to_vec).collect::<Vec<_>>().into_iter()
}

fn word<'l>(lines: &'l [(Line, bool)], gap: &Gap) -> &'l Word {
    &lines[gap.line].0.words[gap.word]
}

/// The texts left and right of a gap.
fn pair<'l>(lines: &'l [(Line, bool)], gap: &Gap) -> (&'l str, &'l str) {
    let words = &lines[gap.line].0.words;
    (&words[gap.word - 1].text, &words[gap.word].text)
}

/// How many of these lines reach over a strip with one word, and how many with several.
fn reaching(lines: &[(Line, bool)], (first, last): (usize, usize), (from, to): (f32, f32)) -> (usize, usize) {
    let reaches = |line: &&Line| line.words.iter().any(|word| word.x0 < from && to < word.x1);
    let lines = || table(&lines[first..=last]).map(|(_, line)| line);
    (lines().filter(reaches).count(), lines().filter(|line| line.x0() < from && to < line.x1()).count())
}

/// Gaps before words that begin on one edge in most lines, where nothing reaches over it.
fn begun(lines: &[(Line, bool)]) -> Vec<Gap> {
    let mut found: Vec<Gap> = Vec::new();
    for (size, group) in grouped(lines, CLOSE, |pair| Some(pair[1].x0)) {
        let others = if group.len() < ON_EDGE { beginning(lines, &group, size) } else { Vec::new() };
        let count = group.len() + others.len();
        if count < ON_EDGE {
            continue;
        }
        let own = reach(&group);
        let reach = others.iter().fold(own, |(first, last), line| (first.min(*line), last.max(*line)));
        // Words of running text begin on one edge by chance; numbers do not.
        let is_value = |gap: &&Gap| {
            let (left, right) = pair(lines, gap);
            token(right).is_value() || token(left).is_value()
        };
        let values = group.iter().filter(is_value).count();
        // No spaces stand inside of a Chinese text.
        let chinese = group.iter().map(|gap| pair(lines, gap)).filter(|(left, right)| {
            left.chars().count() > 1 && left.ends_with(is_wide) && right.starts_with(is_wide)
        });
        let told = values.max(chinese.count());
        let (over, inside) = reaching(lines, reach, (group[0].edge - CLOSE * size, group[0].edge));
        // So many lines of running text do not leave one place free.
        let is_told = told * 2 >= count || over <= MOST_OVER && count >= ON_FREE_EDGE;
        if is_told && over * 5 <= count && count * 5 >= inside * 3 && !are_thousands(lines, &group) {
            // Beside numbers a space may stand on their edge by chance.
            let by_chance = |gap: &&Gap| values * 2 >= count && is_space(lines, gap);
            found.extend(group.iter().filter(|gap| !is_amid(lines, gap, &group) && !by_chance(gap)));
        }
    }
    found
}

/// True for a gap no wider than a space, on a line of nothing but words with such gaps.
fn is_space(lines: &[(Line, bool)], gap: &Gap) -> bool {
    let line = &lines[gap.line].0;
    let text = |word: &Word| !token(&word.text).is_value() && !word.text.contains(is_chinese);
    let gaps = || line.words.iter().skip(1).map(|word| word.gap);
    line.words.iter().all(text) && gaps().all(|gap| gap < CLOSE_LONE)
}

/// True for a narrow gap between two texts of which the left one stands in the white space of most of the others: the two are
/// one text, that ends where its column does.
fn is_amid(lines: &[(Line, bool)], gap: &Gap, group: &[Gap]) -> bool {
    let words = &lines[gap.line].0.words;
    let first = (1..gap.word).rev().find(|&at| words[at].apart).unwrap_or(0);
    let (over, under) = pair(lines, gap);
    let texts = !token(over).is_value() && !token(under).is_value();
    let wider = |other: &&Gap| lines[other.line].0.words[other.word - 1].x1 < words[first].x0;
    texts && !word(lines, gap).apart && group.iter().filter(wider).count() * 2 > group.len()
}

fn are_numbers(pair: &[Word]) -> bool {
    pair.iter().all(|word| token(&word.text).is_value())
}

/// Gaps between numbers of which the left ones end on one edge in most lines, where nothing reaches over it; and between
/// the texts above them that end there too.
fn ended(lines: &[(Line, bool)]) -> Vec<Gap> {
    let edge = |pair: &[Word]| {
        let wide = pair[1].x0 - pair[0].x1 >= CLOSE_TEXTS * pair[0].size;
        (wide || are_numbers(pair)).then_some(pair[0].x1)
    };
    let mut found: Vec<Gap> = Vec::new();
    for (size, group) in grouped(lines, CLOSE_NUMBERS, edge) {
        let (over, inside) = reaching(
            lines,
            reach(&group),
            (group[0].edge + EDGE * size, group[0].edge + CLOSE_NUMBERS * size),
        );
        let count = group.len();
        let of_numbers = |gap: &&Gap| are_numbers(&lines[gap.line].0.words[gap.word - 1..=gap.word]);
        let numbers = group.iter().filter(of_numbers).count();
        let told = count >= ON_EDGE && over * 5 <= count && count * 5 >= inside * 3 && numbers * 2 >= count;
        if told && !are_thousands(lines, &group) {
            found.extend(group);
        }
    }
    found
}

/// True if most gaps part groups of thousands, which stand on one edge where numbers end on one.
fn are_thousands(lines: &[(Line, bool)], group: &[Gap]) -> bool {
    let thousands =
        group.iter().map(|gap| pair(lines, gap)).filter(|(left, right)| is_thousands(left, right));
    thousands.count() * 10 >= group.len() * 7
}

/// Characters of a Chinese text, its brackets and points included.
fn is_wide(character: char) -> bool {
    is_chinese(character) || char_width(character) == 2
}

/// `12 345`: the second is a group of thousands of the first.
fn is_thousands(left: &str, right: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let last = left.trim_start_matches(['-', '−', '+', '(']);
    !last.is_empty()
        && last.len() <= 3
        && digits(last)
        && right.len() >= 3
        && right.bytes().take(3).all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the second of two words half a font size from each other is parted from the first, beside lines that begin
    /// at these places.
    fn is_parted(begins: &[f32]) -> bool {
        let word = |text: &str, x0: f32, x1: f32, line: usize| {
            let (text, base) = (text.to_owned(), 12.0 * line as f32);
            Word { text, x0, x1, base, size: 10.0, gap: 0.5, apart: false, led: false, seams: Vec::new() }
        };
        let mut words = vec![word("2003/4/EC", 60.0, 115.0, 3), word("environmental", 120.0, 190.0, 3)];
        let lines = [0, 1, 2, 4, 5, 6, 7];
        words.extend(lines.iter().zip(begins).map(|(line, x0)| word("Access", *x0, x0 + 40.0, *line)));
        let mut lines: Vec<(Line, bool)> =
            Line::of_words(words).into_iter().map(|line| (line, false)).collect();
        part(&mut lines);
        lines[3].0.words[1].apart
    }

    #[test]
    fn a_column_close_to_its_neighbour_is_told_by_the_lines_that_begin_on_its_edge() {
        assert!(is_parted(&[120.0, 60.0, 120.0, 120.0, 60.0, 60.0, 120.0]));
        // A list whose items begin left of it, and the lines of a paragraph, are no columns.
        assert!(!is_parted(&[60.0, 60.0, 120.0, 60.0, 60.0, 60.0, 120.0]));
        assert!(!is_parted(&[120.0; 7]));
    }
}
