//! Lattice + glyphs -> the lattice without strokes that are struck through the text of one cell.

use super::face::{Area, Faces};
use super::fill::{Filled, is_digit, words};
use super::lattice::Lattice;
use super::stroke::{Stroke, Strokes};
use super::text;
use super::turn::Mark;
use crate::model::Direction;
use crate::tables::token::token;

/// A rule passes through a character if it is nearer to its middle than this share of the font size.
const THROUGH: f32 = 0.26;

/// A stroke as near as this to a line of the lattice is a piece of it.
const NEAR: f32 = 4.0;

/// A piece of a line: level or upright, which line, at which column or row.
type Piece = (bool, usize, usize);

/// Wipes rules that part one cell only, through its text.
pub(super) fn wipe(lattice: &mut Lattice, strokes: &Strokes, marks: &[Mark<'_>]) {
    let mut struck: Vec<Piece> = marks
        .iter()
        .filter(|mark| mark.runs == Direction::Right)
        .flat_map(|mark| struck_glyph(lattice, mark))
        .collect();
    let words = words(marks);
    struck.extend(words.iter().flat_map(|word| struck_word(lattice, marks, word)));
    struck.sort_unstable();
    struck.dedup();
    if struck.is_empty() {
        return;
    }
    let faces = Faces::of(lattice);
    for word in &words {
        for piece in struck_word(lattice, marks, word) {
            wipe_amid(lattice, &faces, marks, word, piece);
        }
    }
    for piece in struck {
        let (before, behind) = sides(&faces, piece);
        let (before, behind) = (faces.areas[before], faces.areas[behind]);
        let alone = run_of_bright(lattice, strokes, piece).unwrap_or_else(|| run(lattice, piece));
        wipe_between(lattice, piece, alone, before, behind);
    }
}

/// Wipes an upright that parts a header over one column of values: nothing stands on its one side, and it is drawn
/// nowhere else. True if there was one.
pub(super) fn wipe_lonely(lattice: &mut Lattice, faces: &Faces, filled: &Filled, marks: &[Mark<'_>]) -> bool {
    let (mut wiped, mut header) = (false, None);
    for line in 1..lattice.columns() {
        let mut drawn = (0..lattice.rows()).filter(|&row| lattice.upright(row, line));
        let (Some(row), None) = (drawn.next(), drawn.next()) else { continue };
        let piece = (false, line, row);
        let (before, behind) = sides(faces, piece);
        let (left, right) = (faces.areas[before], faces.areas[behind]);
        let empty = (filled.marks[before].is_empty(), filled.marks[behind].is_empty());
        if empty == (false, false) || left.rows.1 >= lattice.rows() {
            continue;
        }
        let below = faces.at(left.rows.1, left.columns.0);
        let lines = text::lines(&filled.marks[below].iter().map(|&mark| &marks[mark]).collect::<Vec<_>>());
        let heads = empty == (true, true) && !lines.is_empty()
            || matches!(lines.as_slice(), [only] if token(&only.text).is_value());
        let covers = faces.areas[below].columns == (left.columns.0, right.columns.1);
        // No column below a header has a line that the rows of values lack.
        let amid =
            empty != (true, true) && *header.get_or_insert_with(|| header_rows(faces, filled, marks)) > row;
        let alone = run(lattice, piece);
        wiped |= (covers && heads || amid) && wipe_between(lattice, piece, alone, left, right);
    }
    wiped
}

/// Wipes lines brighter than the ground that part one cell only, where dark lines part the others: scratches, not rules.
pub(super) fn wipe_bright(lattice: &mut Lattice, strokes: &Strokes) {
    for level in [true, false] {
        let (all, places) =
            if level { (&strokes.across, lattice.ys.clone()) } else { (&strokes.down, lattice.xs.clone()) };
        let inner = 1..places.len() - 1;
        let on = |stroke: &Stroke, line: usize| (stroke.at - places[line]).abs() <= NEAR;
        let has_dark = |line: usize| all.iter().any(|stroke| !stroke.bright && on(stroke, line));
        if !all.iter().any(|stroke| stroke.bright) || !inner.clone().any(&has_dark) {
            continue;
        }
        for line in inner.filter(|&line| !has_dark(line)) {
            let count = if level { lattice.columns() } else { lattice.rows() };
            let drawn =
                |at: &usize| if level { lattice.level(line, *at) } else { lattice.upright(*at, line) };
            let drawn: Vec<usize> = (0..count).filter(drawn).collect();
            let (Some(&at), true) = (drawn.first(), all.iter().any(|stroke| on(stroke, line))) else {
                continue;
            };
            let piece = (level, line, at);
            let faces = Faces::of(lattice);
            let (before, behind) = sides(&faces, piece);
            let alone = run(lattice, piece);
            if alone == (at, at + drawn.len()) {
                wipe_between(lattice, piece, alone, faces.areas[before], faces.areas[behind]);
            }
        }
    }
}

/// Rows above the first one with a value of its own; none where no values are printed.
fn header_rows(faces: &Faces, filled: &Filled, marks: &[Mark<'_>]) -> usize {
    let is_value = |own: &Vec<usize>| {
        let lines = text::lines(&own.iter().map(|&mark| &marks[mark]).collect::<Vec<_>>());
        matches!(lines.as_slice(), [only] if token(&only.text).is_value())
    };
    let values =
        || faces.areas.iter().zip(&filled.marks).filter(|(_, own)| is_value(own)).map(|(area, _)| area);
    let first = values().next().map_or(0, |area| area.rows.0);
    // Texts over the values tell a header; above the values of a part of a table may stand the rest of a label.
    let over =
        |head: &Area| values().any(|area| head.columns.0 < area.columns.1 && area.columns.0 < head.columns.1);
    let heads =
        faces.areas.iter().zip(&filled.marks).filter(|(area, own)| area.rows.1 <= first && !own.is_empty());
    if heads.map(|(area, _)| area).any(over) { first } else { 0 }
}

/// The pieces that pass through a glyph.
fn struck_glyph(lattice: &Lattice, mark: &Mark<'_>) -> Vec<Piece> {
    let mut struck = Vec::new();
    let Some((row, column)) = lattice.place(mark.x, mark.y) else { return struck };
    let level = if near(lattice.ys[row], mark.y, mark) { row } else { row + 1 };
    let inner = level > 0 && level < lattice.rows();
    if inner && near(lattice.ys[level], mark.y, mark) && lattice.level(level, column) {
        struck.push((true, level, column));
    }
    let upright = if lattice.xs[column] > mark.rect.x0 + quarter(mark) { column } else { column + 1 };
    let inner = upright > 0 && upright < lattice.columns();
    let inside = |line: f32| mark.rect.x0 + quarter(mark) < line && line < mark.rect.x1 - quarter(mark);
    // A number that overruns its cell is no text that a rule is struck through.
    if inner && !is_digit(mark) && inside(lattice.xs[upright]) && lattice.upright(row, upright) {
        struck.push((false, upright, row));
    }
    struck
}

/// The pieces that pass between the glyphs of a word.
fn struck_word(lattice: &Lattice, marks: &[Mark<'_>], word: &[usize]) -> Vec<Piece> {
    let mut struck = Vec::new();
    for pair in word.windows(2) {
        let (left, right) = (&marks[pair[0]], &marks[pair[1]]);
        if left.runs != Direction::Right {
            continue;
        }
        let places = (lattice.place(left.x, left.y), lattice.place(right.x, right.y));
        let (Some((row, from)), Some((_, to))) = places else { continue };
        if !is_digit(left) && !is_digit(right) {
            // Lines of other rows may pass there as well.
            let mut drawn = (from + 1..=to).filter(|&line| lattice.upright(row, line));
            if let (Some(line), None) = (drawn.next(), drawn.next()) {
                struck.push((false, line, row));
            }
        }
    }
    struck
}

/// Wipes a rule that goes on in other rows where it is struck through a word that has room at both its ends: texts of two
/// cells do not touch there.
fn wipe_amid(lattice: &mut Lattice, faces: &Faces, marks: &[Mark<'_>], word: &[usize], piece: Piece) {
    let (before, behind) = sides(faces, piece);
    let (before, behind) = (faces.areas[before], faces.areas[behind]);
    let (Some(first), Some(last)) = (word.first(), word.last()) else { return };
    let (first, last) = (&marks[*first], &marks[*last]);
    let room = first.rect.x0 - lattice.xs[before.columns.0] > first.size()
        && lattice.xs[behind.columns.1] - last.rect.x1 > last.size();
    if room && before.rows.1 < lattice.rows() {
        wipe_between(lattice, piece, before.rows, before, behind);
    }
}

/// The faces on both sides of a piece.
fn sides(faces: &Faces, (level, line, at): Piece) -> (usize, usize) {
    if level {
        (faces.at(line - 1, at), faces.at(line, at))
    } else {
        (faces.at(at, line - 1), faces.at(at, line))
    }
}

/// Wipes the rule between two faces if it is nothing else than their border. `alone`: from where to where it is drawn.
fn wipe_between(
    lattice: &mut Lattice,
    (level, line, _): Piece,
    alone: (usize, usize),
    before: Area,
    behind: Area,
) -> bool {
    let (border, same) = if level {
        (before.columns, before.columns == behind.columns)
    } else {
        (before.rows, before.rows == behind.rows)
    };
    if !same || alone != border {
        return false;
    }
    for place in border.0..border.1 {
        if level { lattice.set_level(line, place, false) } else { lattice.set_upright(place, line, false) }
    }
    true
}

fn near(line: f32, middle: f32, mark: &Mark<'_>) -> bool {
    (line - middle).abs() < THROUGH * mark.size()
}

fn quarter(mark: &Mark<'_>) -> f32 {
    (mark.rect.x1 - mark.rect.x0) / 4.0
}

/// The unbroken run of drawn pieces of a line around one of them.
fn run(lattice: &Lattice, (level, line, at): Piece) -> (usize, usize) {
    let (count, drawn): (usize, &dyn Fn(usize) -> bool) = if level {
        (lattice.columns(), &|place| lattice.level(line, place))
    } else {
        (lattice.rows(), &|place| lattice.upright(place, line))
    };
    let first = (0..at).rev().find(|&place| !drawn(place)).map_or(0, |gap| gap + 1);
    let last = (at..count).find(|&place| !drawn(place)).unwrap_or(count);
    (first, last)
}

/// The pieces that one bright stroke draws of a line on which dark ones may go on.
fn run_of_bright(lattice: &Lattice, strokes: &Strokes, (level, line, at): Piece) -> Option<(usize, usize)> {
    let (all, own, crossed) = if level {
        (&strokes.across, &lattice.ys, &lattice.xs)
    } else {
        (&strokes.down, &lattice.xs, &lattice.ys)
    };
    let covers = |stroke: &Stroke, place: usize| {
        let middle = (crossed[place] + crossed[place + 1]) / 2.0;
        (stroke.at - own[line]).abs() <= NEAR && stroke.from <= middle && middle <= stroke.to
    };
    let mut here = all.iter().filter(|stroke| covers(stroke, at));
    let (bright, None) = (here.next().filter(|stroke| stroke.bright)?, here.next()) else { return None };
    let mut places = (0..crossed.len() - 1).filter(|&place| covers(bright, place));
    let first = places.next()?;
    Some((first, places.next_back().unwrap_or(first) + 1))
}
