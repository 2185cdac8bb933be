//! Lines of a table over pages -> lines with the same columns on each. What turns a PDF into text sets each page by
//! itself: the columns of the next page may stand elsewhere, with no header above them to tell so.

use super::columns::{Column, columns};
use super::layout::is_year_header;
use super::segments::{Segment, TextLine, Word};

/// How far the middle or the right edge of a column may move from one page to the next.
const JITTER: f32 = 1.5;

/// A column that is blank on one page may stand where two others are this many times as far apart as usual.
const ROOM: f32 = 1.6;

/// How the columns of a page stand to those of the pages above.
enum Fit {
    /// Where they stood.
    Same,
    /// Elsewhere; all are there.
    Moved,
    /// Elsewhere; which is which cannot be told.
    Unknown,
}

/// Moves the columns of each page to where they stand on the first; the lines of a page whose columns cannot be told
/// are astray.
pub(super) fn level(lines: &mut [TextLine<'_>]) {
    let Some(first) = lines.first().map(|line| line.sheet) else { return };
    if lines.iter().all(|line| line.sheet == first) {
        return;
    }
    let mut known: Vec<Column> = Vec::new();
    for sheet in lines.chunk_by_mut(|a, b| a.sheet == b.sheet) {
        let here = value_columns(sheet);
        if known.is_empty() {
            known = here;
            continue;
        }
        match fit(&mut known, &here) {
            Fit::Same => {}
            Fit::Moved => sheet.iter_mut().for_each(|line| shift(line, &here, &known)),
            Fit::Unknown => sheet.iter_mut().for_each(|line| line.astray = true),
        }
    }
}

/// The columns of values that the lines of one page show.
fn value_columns(sheet: &[TextLine<'_>]) -> Vec<Column> {
    let samples: Vec<&TextLine<'_>> =
        sheet.iter().filter(|line| line.has_values() && !is_year_header(line)).collect();
    columns(&samples).into_iter().filter(|column| column.values).collect()
}

/// Columns that stand apart from all known ones, where one was blank above, become known.
fn fit(known: &mut Vec<Column>, here: &[Column]) -> Fit {
    let moved = if here.len() == known.len() { Fit::Moved } else { Fit::Unknown };
    let pitch = pitch(known);
    let (mut met, mut new) = (Vec::new(), Vec::new());
    for column in here {
        let mut near = (0..known.len()).filter(|&index| is_near(&known[index], column));
        match (near.next(), near.next()) {
            (Some(index), None) if met.last().is_none_or(|&last| last < index) => met.push(index),
            (None, _) if has_room(known, column, pitch) => new.push(*column),
            _ => return moved,
        }
    }
    if met.len() < new.len() {
        return moved;
    }
    known.extend(new);
    known.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    Fit::Same
}

fn is_near(known: &Column, column: &Column) -> bool {
    known.overlaps(column.x0, column.x1)
        || (known.x1 - column.x1).abs() <= JITTER
        || (known.centre() - column.centre()).abs() <= JITTER
}

/// How far apart neighbouring columns usually are.
fn pitch(known: &[Column]) -> f32 {
    let mut steps: Vec<f32> = known.windows(2).map(|pair| pair[1].centre() - pair[0].centre()).collect();
    steps.sort_by(f32::total_cmp);
    steps.get(steps.len().saturating_sub(1) / 2).copied().unwrap_or(0.0)
}

/// True if a column of which the pages above show nothing may stand here.
fn has_room(known: &[Column], column: &Column, pitch: f32) -> bool {
    let after = known.partition_point(|other| other.x1 <= column.x0);
    let before = after.checked_sub(1).and_then(|before| known.get(before));
    let far = |other: &Column| (other.centre() - column.centre()).abs() >= pitch * ROOM / 2.0;
    before.is_none_or(far) && known.get(after).is_none_or(far)
}

/// Moves the words of a line from their columns to the known ones; what stands left of all goes along in proportion.
fn shift(line: &mut TextLine<'_>, here: &[Column], known: &[Column]) {
    let (Some(first), Some(goal)) = (here.first(), known.first()) else { return };
    let scale = if first.x0 > 0.0 { goal.x0 / first.x0 } else { 1.0 };
    let moved = |word: &Word<'_>| {
        let nearest = (0..here.len()).min_by(|&a, &b| {
            here[a].distance(word.x0, word.x1).total_cmp(&here[b].distance(word.x0, word.x1))
        });
        match nearest {
            Some(column) if word.x1 > first.x0 => {
                let by = known[column].centre() - here[column].centre();
                (word.x0 + by, word.x1 + by)
            }
            _ => (word.x0 * scale, word.x1 * scale),
        }
    };
    for word in &mut line.words {
        (word.x0, word.x1) = moved(word);
    }
    let ends = |segment: &Segment| (line.words[segment.first].x0, line.words[segment.end - 1].x1);
    for segment in &mut line.segments {
        (segment.x0, segment.x1) = ends(segment);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of pages that are parted by a form feed.
    fn lines(text: &str) -> Vec<TextLine<'_>> {
        let mut sheet = 0;
        let mut lines = Vec::new();
        for (index, text) in text.lines().enumerate() {
            sheet += u32::from(text.starts_with('\u{c}'));
            lines.push(TextLine { sheet, ..TextLine::new(text.trim_start_matches('\u{c}'), index, 0) });
        }
        level(&mut lines);
        lines
    }

    fn places(line: &TextLine<'_>) -> Vec<f32> {
        line.segments.iter().skip(1).map(|segment| segment.x0).collect()
    }

    #[test]
    fn columns_that_stand_elsewhere_on_the_next_page_are_the_same_columns() {
        let lines = lines(
            "alpha       112      26     3     158\nbeta          6       2     1       8\n\
             \u{c}gamma             13         6         2         26\ndelta                       2                     7",
        );
        assert!(lines.iter().all(|line| !line.astray));
        assert_eq!(places(&lines[1]), [14.0, 22.0, 28.0, 36.0]);
        let near =
            |line: &TextLine<'_>| places(line).iter().map(|place| (place / 7.0).round()).collect::<Vec<_>>();
        assert_eq!(near(&lines[2]), near(&lines[1]));
        assert_eq!(near(&lines[3]), [near(&lines[1])[1], near(&lines[1])[3]]);
    }

    #[test]
    fn a_page_that_does_not_show_all_columns_elsewhere_is_astray() {
        let lines = lines(
            "alpha       112      26     3     158\nbeta          6       2     1       8\n\
             \u{c}gamma             13         6                   26\ndelta                       2                     7",
        );
        assert_eq!(lines.iter().map(|line| line.astray).collect::<Vec<_>>(), [false, false, true, true]);
    }

    #[test]
    fn columns_that_are_blank_on_a_page_are_no_others() {
        let lines = lines(
            "alpha       112            3     158\nbeta          6            1       8\n\
             \u{c}gamma        13      6     2      26\ndelta                2             7",
        );
        assert!(lines.iter().all(|line| !line.astray));
        assert_eq!(places(&lines[2]), [13.0, 21.0, 27.0, 34.0]);
    }
}
