//! Bands of a lattice without rules between their rows -> the level lines that the values in them show.
//!
//! A cell prints one value. Where the cells of a band print several each, on the same levels, and the labels beside them
//! stand on these as well, the band is as many rows.

use super::super::token::token;
use super::face::Faces;
use super::fill::Filled;
use super::lattice::Lattice;
use super::numbers;
use super::text::{self, TextLine};
use super::turn::Mark;
use crate::model::Direction;

/// Lines of neighbouring cells whose levels differ by less than this share of the font size stand on one level.
const LEVEL: f32 = 0.4;

/// So many rows may be told by their values alone for each one that rules bound.
pub(super) const MOST_CUTS: usize = 2;

/// Lines farther apart, in font sizes, are not of one text; so many in each of so many cells show rows.
const APART: f32 = 1.8;
const FEWEST_APART: usize = 3;
const CELLS_APART: usize = 2;

/// A level line inside a row: where it stands, and in which columns it is drawn.
pub(super) type Cut = (f32, Vec<bool>);

/// The lines missing in the bands of a lattice, from top to bottom.
pub(super) fn cuts(lattice: &Lattice, faces: &Faces, filled: &Filled, marks: &[Mark<'_>]) -> Vec<Cut> {
    (0..lattice.rows()).flat_map(|row| Band::of(lattice, faces, filled, marks, row).cuts(lattice)).collect()
}

/// True if no rule parts the rows of a table: one of its bands alone prints more rows than are bounded by rules, told by
/// several columns of values and by the texts of one column.
pub(super) fn is_open(lattice: &Lattice, faces: &Faces, filled: &Filled, marks: &[Mark<'_>]) -> bool {
    (0..lattice.rows()).any(|row| {
        let band = Band::of(lattice, faces, filled, marks, row);
        if lattice.rows() <= MOST_CUTS && band.apart() >= CELLS_APART {
            return true;
        }
        let (lists, levels) = band.lists(lattice);
        let labels = |lines: &[TextLine]| {
            lines.iter().all(|line| !token(&line.text).is_value())
                && levels.iter().filter(|level| on_level(lines, level)).count() * 10 >= levels.len() * 8
        };
        lists >= 2
            && levels.len() > MOST_CUTS * lattice.rows()
            && band.cells.iter().any(|(_, lines)| labels(lines))
    })
}

/// One digit a line.
fn is_stack(lines: &[TextLine]) -> bool {
    lines.iter().all(|line| line.text.chars().nth(1).is_none())
}

fn on_level(lines: &[TextLine], level: &(f32, f32)) -> bool {
    lines.iter().any(|line| (line.level - level.0).abs() <= LEVEL * level.1)
}

/// What the cells of one row of the lattice print.
struct Band {
    /// Columns and lines of each cell that stands in this row alone.
    cells: Vec<((usize, usize), Vec<TextLine>)>,
}

impl Band {
    fn of(lattice: &Lattice, faces: &Faces, filled: &Filled, marks: &[Mark<'_>], row: usize) -> Self {
        let own = |index: usize| {
            let own: Vec<&Mark<'_>> = filled.marks[index].iter().map(|&mark| &marks[mark]).collect();
            text::lines(&own)
        };
        let first = faces.areas.partition_point(|area| area.rows.0 < row);
        let here = faces.areas[first..].iter().take_while(|area| area.rows.0 == row).enumerate();
        let alone = here.filter(|(_, area)| area.rows.1 == row + 1);
        debug_assert!(row < lattice.rows());
        Self { cells: alone.map(|(place, area)| (area.columns, own(first + place))).collect() }
    }

    fn cuts(&self, lattice: &Lattice) -> Vec<Cut> {
        let Some(levels) = self.levels(lattice) else { return Vec::new() };
        let drawn = self.drawn(lattice.columns(), levels.len());
        let lines = || self.cells.iter().flat_map(|(_, lines)| lines);
        let cut = |&level: &(f32, f32)| {
            let slack = LEVEL * level.1;
            let above = lines().map(|line| line.level).filter(|at| *at < level.0 - slack);
            let above = above.fold(f32::NEG_INFINITY, f32::max);
            ((above + level.0) / 2.0, drawn.clone())
        };
        levels[1..].iter().map(cut).collect()
    }

    /// How many cells print lines that are too far apart to be of one text, all of them on the levels of one.
    fn apart(&self) -> usize {
        let are_apart = |lines: &&[TextLine]| {
            lines.len() >= FEWEST_APART
                && lines.iter().all(|line| line.runs == Direction::Right)
                && lines.windows(2).all(|pair| pair[1].level - pair[0].level >= APART * pair[0].size)
        };
        let cells: Vec<&[TextLine]> =
            self.cells.iter().map(|(_, lines)| lines.as_slice()).filter(are_apart).collect();
        let Some(first) = cells.iter().max_by_key(|lines| lines.len()) else { return 0 };
        let shared =
            |lines: &&&[TextLine]| lines.iter().all(|line| on_level(first, &(line.level, line.size)));
        cells.iter().filter(shared).count()
    }

    /// How many cells print several values each, and the levels of these with their font sizes.
    fn lists(&self, lattice: &Lattice) -> (usize, Vec<(f32, f32)>) {
        let width = |columns: (usize, usize)| lattice.xs[columns.1] - lattice.xs[columns.0];
        let listed = |(columns, lines): &&((usize, usize), Vec<TextLine>)| {
            lines.len() >= 2
                && lines.iter().all(|line| line.runs == Direction::Right && token(&line.text).is_value())
                // A share in brackets belongs to the number above it.
                && !lines.iter().any(|line| line.text.starts_with(['(', '（']))
                // Digits in a narrow cell may be those of one number.
                && numbers::text(lines, width(*columns), if is_stack(lines) { f32::MAX } else { 0.0 }).1
                    == numbers::Reading::Doubtful
        };
        let lists: Vec<_> = self.cells.iter().filter(listed).collect();
        let mut levels: Vec<(f32, f32)> = Vec::new();
        for line in lists.iter().flat_map(|(_, lines)| lines) {
            if !levels.iter().any(|level| (level.0 - line.level).abs() <= LEVEL * line.size) {
                levels.push((line.level, line.size));
            }
        }
        levels.sort_by(|a, b| a.0.total_cmp(&b.0));
        (lists.len(), levels)
    }

    /// Levels that values stand on, with their font sizes, if they tell rows.
    fn levels(&self, lattice: &Lattice) -> Option<Vec<(f32, f32)>> {
        let (lists, levels) = self.lists(lattice);
        // The first texts of the band name the rows.
        let labels = self.cells.iter().find(|(_, lines)| !lines.is_empty())?;
        let labelled = levels.iter().filter(|level| on_level(&labels.1, level)).count();
        let exact = labels.1.len() == levels.len() && labelled == levels.len();
        // A value between two levels is one of a single row.
        let between = |(_, lines): &((usize, usize), Vec<TextLine>)| {
            matches!(lines.as_slice(), [only] if token(&only.text).is_value())
                && !levels.iter().any(|level| on_level(lines, level))
        };
        let enough = match levels.len() {
            0 | 1 => false,
            2 => lists >= 2 && exact && !self.cells.iter().any(between),
            count => (lists >= 2 || exact) && labelled * 10 >= count * 8,
        };
        enough.then_some(levels)
    }

    /// The columns of cells with several lines; a cell of one line reaches over all rows of the band.
    fn drawn(&self, columns: usize, levels: usize) -> Vec<bool> {
        let mut drawn = vec![false; columns];
        for ((from, to), lines) in &self.cells {
            // A text by itself is centred over the rows; a value stands in its own.
            let whole = lines.len() == 1 && levels > 2 && !token(&lines[0].text).is_value();
            drawn[*from..*to].fill(!whole);
        }
        drawn
    }
}
