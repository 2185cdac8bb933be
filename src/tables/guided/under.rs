//! Values set in columns under a printed header -> which column each value of a row stands in.
//!
//! Where most cells are blank no row shows all columns, but the values still stand under the labels of the header. A
//! value counts as placed only where its column's label, whole or broken over lines, is the one that it stands under.

use super::super::token::is_space;
use super::super::view::{Kind, ViewLine};
use super::stream::{Word, keys};
use crate::model::Hint;
use crate::model::text::char_width;

/// Lines above the first row that are looked at.
const MOST_LINES: usize = 40;
/// Lines that a header's label may be broken over.
const MOST_PARTS: usize = 6;

/// First and last column of the text, as in `Word`: every character counting one, or Chinese ones two.
type Reach = (usize, usize);

/// Something printed in the header.
struct Piece {
    line: usize,
    keys: Vec<char>,
    wide: Reach,
    narrow: Reach,
}

/// Where the values of one column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Zone {
    reach: Reach,
    column: usize,
}

/// The columns that have values, from left to right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Zones {
    zones: Vec<Zone>,
    narrow: bool,
}

impl Zones {
    /// The zones of rows whose values stand under the header that is printed in `header`'s lines; `None` if the labels
    /// leave any doubt.
    pub(crate) fn of(
        lines: &[ViewLine<'_>],
        header: (usize, usize),
        hint: &Hint,
        rows: &[Vec<&Word>],
    ) -> Option<Self> {
        let pieces = pieces(lines, header);
        let labels: Vec<Vec<char>> = hint
            .columns
            .iter()
            .map(|path| path.last().map_or(Vec::new(), |leaf| keys(leaf).collect()))
            .collect();
        let read = |narrow: bool| {
            let heads: Option<Vec<Reach>> = labels.iter().map(|label| head(&pieces, label, narrow)).collect();
            let zones = named(zones(rows, narrow)?, &heads?)?;
            Some(Self { zones, narrow })
        };
        match (read(false), read(true)) {
            (Some(wide), Some(narrow)) => wide.agrees(&narrow, rows).then_some(wide),
            (wide, narrow) => wide.or(narrow),
        }
    }

    /// The column of each value of a row; `None` if one stands in no zone, or two in one.
    pub(crate) fn columns(&self, words: &[&Word]) -> Option<Vec<usize>> {
        let of = |word: &&Word| {
            let (start, end) = reach(word, self.narrow);
            let zone = self.zones.iter().find(|zone| zone.reach.0 <= start && end <= zone.reach.1)?;
            Some(zone.column)
        };
        let columns: Vec<usize> = words.iter().map(of).collect::<Option<_>>()?;
        columns.windows(2).all(|pair| pair[0] < pair[1]).then_some(columns)
    }

    fn agrees(&self, other: &Self, rows: &[Vec<&Word>]) -> bool {
        rows.iter().all(|row| self.columns(row) == other.columns(row))
    }
}

fn reach(word: &Word, narrow: bool) -> Reach {
    if narrow { word.narrow } else { word.wide }
}

/// What stands two spaces apart in the header's lines, from top to bottom.
fn pieces(lines: &[ViewLine<'_>], (start, end): (usize, usize)) -> Vec<Piece> {
    let from = start.max(end.saturating_sub(MOST_LINES));
    let mut pieces = Vec::new();
    for (line, text) in
        lines.iter().enumerate().take(end).skip(from).filter(|(_, line)| line.kind == Kind::Text)
    {
        add_pieces(&mut pieces, line, text.text);
    }
    pieces.retain(|piece| !piece.keys.is_empty());
    pieces
}

fn add_pieces(pieces: &mut Vec<Piece>, line: usize, text: &str) {
    let (mut wide, mut spaces) = (0, 2);
    for (narrow, character) in text.chars().enumerate() {
        let width = char_width(character);
        if is_space(character) {
            spaces += width.max(1);
        } else {
            let here = (wide, wide + width.max(1) - 1);
            if spaces > 1 {
                pieces.push(Piece { line, keys: Vec::new(), wide: here, narrow: (narrow, narrow) });
            }
            if let Some(piece) = pieces.last_mut() {
                piece.keys.extend(keys(character.encode_utf8(&mut [0; 4])));
                (piece.wide.1, piece.narrow.1) = (here.1, narrow);
            }
            spaces = 0;
        }
        wide += width;
    }
}

/// Where a column's label is printed, if it is in one place.
fn head(pieces: &[Piece], label: &[char], narrow: bool) -> Option<Reach> {
    let mut found = (0..pieces.len()).filter_map(|first| whole(pieces, first, label, narrow));
    found.next().filter(|_| found.next().is_none())
}

/// The reach of a label that begins with this piece and goes on right below it.
fn whole(pieces: &[Piece], first: usize, label: &[char], narrow: bool) -> Option<Reach> {
    let of = |piece: &Piece| if narrow { piece.narrow } else { piece.wide };
    let mut rest = label.strip_prefix(pieces[first].keys.as_slice())?;
    let (mut line, mut reach) = (pieces[first].line, of(&pieces[first]));
    for piece in &pieces[first + 1..] {
        if rest.is_empty() || piece.line > pieces[first].line + MOST_PARTS {
            break;
        }
        if piece.line > line
            && overlap(of(piece), reach)
            && let Some(left) = rest.strip_prefix(piece.keys.as_slice())
        {
            rest = left;
            line = piece.line;
            reach = (reach.0.min(of(piece).0), reach.1.max(of(piece).1));
        }
    }
    (!label.is_empty() && rest.is_empty()).then_some(reach)
}

fn overlap(a: Reach, b: Reach) -> bool {
    a.0 <= b.1 && b.0 <= a.1
}

/// Stretches that values stand on, if they are held apart: no row has two values in one.
fn zones(rows: &[Vec<&Word>], narrow: bool) -> Option<Vec<Reach>> {
    let mut all: Vec<Reach> = rows.iter().flatten().map(|word| reach(word, narrow)).collect();
    all.sort_unstable();
    let mut zones: Vec<Reach> = Vec::new();
    for (start, end) in all {
        match zones.last_mut() {
            Some(last) if start <= last.1 + 1 => last.1 = last.1.max(end),
            _ => zones.push((start, end)),
        }
    }
    let inside = |word: &&Word| zones.partition_point(|zone| zone.1 < reach(word, narrow).0);
    let apart = |row: &Vec<&Word>| row.windows(2).all(|pair| inside(&pair[0]) != inside(&pair[1]));
    rows.iter().all(apart).then_some(zones)
}

/// Each zone with the one label that it stands under.
fn named(zones: Vec<Reach>, heads: &[Reach]) -> Option<Vec<Zone>> {
    if heads.windows(2).any(|pair| pair[0].1 >= pair[1].0) {
        return None;
    }
    let under = |reach: Reach| {
        let mut over = (0..heads.len()).filter(|&column| overlap(heads[column], reach));
        let column = over.next().filter(|_| over.next().is_none())?;
        Some(Zone { reach, column })
    };
    let zones: Vec<Zone> = zones.into_iter().map(under).collect::<Option<_>>()?;
    zones.windows(2).all(|pair| pair[0].column < pair[1].column).then_some(zones)
}
