//! Lattice + glyphs -> the lattice without strokes that are struck through the text of one cell.

use super::face::Faces;
use super::fill::is_digit;
use super::lattice::Lattice;
use super::turn::Mark;
use crate::model::Direction;

/// A rule passes through a character if it is nearer to its middle than this share of the font size.
const THROUGH: f32 = 0.26;

/// Wipes rules that part one cell only, through its text.
pub(super) fn wipe(lattice: &mut Lattice, marks: &[Mark<'_>]) {
    let mut struck: Vec<(bool, usize, usize)> = Vec::new();
    for mark in marks.iter().filter(|mark| mark.runs == Direction::Right) {
        let Some((row, column)) = lattice.place(mark.x, mark.y) else { continue };
        let level = if near(lattice.ys[row], mark.y, mark) { row } else { row + 1 };
        let inner = level > 0 && level < lattice.rows();
        if inner && near(lattice.ys[level], mark.y, mark) && lattice.level(level, column) {
            struck.push((true, level, column));
        }
        let upright = if lattice.xs[column] > mark.rect.x0 + quarter(mark) { column } else { column + 1 };
        let inner = upright > 0 && upright < lattice.columns();
        let inside = |line: f32| mark.rect.x0 + quarter(mark) < line && line < mark.rect.x1 - quarter(mark);
        // A number that overruns its cell is no text that a rule is struck through.
        let may_be = inner && !is_digit(mark);
        if may_be && inside(lattice.xs[upright]) && lattice.upright(row, upright) {
            struck.push((false, upright, row));
        }
    }
    struck.sort_unstable();
    struck.dedup();
    if struck.is_empty() {
        return;
    }
    let faces = Faces::of(lattice);
    for (level, line, at) in struck {
        let (before, behind) = if level {
            (faces.areas[faces.at(line - 1, at)], faces.areas[faces.at(line, at)])
        } else {
            (faces.areas[faces.at(at, line - 1)], faces.areas[faces.at(at, line)])
        };
        if level && before.columns == behind.columns && run(lattice, true, line, at) == before.columns {
            (before.columns.0..before.columns.1).for_each(|column| lattice.set_level(line, column, false));
        } else if !level && before.rows == behind.rows && run(lattice, false, line, at) == before.rows {
            (before.rows.0..before.rows.1).for_each(|row| lattice.set_upright(row, line, false));
        }
    }
}

fn near(line: f32, middle: f32, mark: &Mark<'_>) -> bool {
    (line - middle).abs() < THROUGH * mark.size()
}

fn quarter(mark: &Mark<'_>) -> f32 {
    (mark.rect.x1 - mark.rect.x0) / 4.0
}

/// The unbroken run of drawn pieces of a line around one of them.
fn run(lattice: &Lattice, level: bool, line: usize, at: usize) -> (usize, usize) {
    let (count, drawn): (usize, &dyn Fn(usize) -> bool) = if level {
        (lattice.columns(), &|place| lattice.level(line, place))
    } else {
        (lattice.rows(), &|place| lattice.upright(place, line))
    };
    let first = (0..at).rev().find(|&place| !drawn(place)).map_or(0, |gap| gap + 1);
    let last = (at..count).find(|&place| !drawn(place)).unwrap_or(count);
    (first, last)
}
