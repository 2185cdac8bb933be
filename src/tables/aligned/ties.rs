//! Body lines -> those of one row at heights of their own: cells of several lines, and what stands beside these.

use super::layout::Layout;
use super::place::Placed;
use super::wraps::ONE_ROW;

/// For each line: in print, it stands too close to the one before it to be of another row.
pub(super) struct Ties(Vec<bool>);

/// A piece and its line.
type At<'p> = (usize, &'p Placed);

impl Ties {
    pub(super) fn of(layout: &Layout<'_>) -> Self {
        Self((0..layout.placed.len()).map(|line| is_tied(layout, line)).collect())
    }

    /// True if a line is tied to the one before it.
    pub(super) fn hold(&self, line: usize) -> bool {
        self.0[line]
    }

    /// The line and those tied to it: the first one, and the one behind the last.
    pub(super) fn chain(&self, line: usize) -> (usize, usize) {
        let first = (0..=line).rev().find(|&at| !self.0[at]).unwrap_or(0);
        let end = (line + 1..self.0.len()).find(|&at| !self.0[at]).unwrap_or(self.0.len());
        (first, end)
    }

    /// The pieces nearest to the white space above a line that stand in one column, over it and below. What is tied to the
    /// lines on both sides counts as well.
    pub(super) fn meeting<'p>(&self, placed: &'p [Vec<Placed>], line: usize) -> Vec<(At<'p>, At<'p>)> {
        let Some(above) = line.checked_sub(1) else { return Vec::new() };
        let (first, end) = (self.chain(above).0, self.chain(line).1);
        let pieces = |at: usize| placed[at].iter().map(move |piece| (at, piece));
        let mut met: Vec<(At<'p>, At<'p>)> = Vec::new();
        for below in (line..end).flat_map(pieces) {
            let same = |other: &At<'p>| other.1.column == below.1.column;
            let over = (first..line).rev().flat_map(pieces).find(same);
            if let Some(over) = over.filter(|_| !met.iter().any(|pair| same(&pair.1))) {
                met.push((over, below));
            }
        }
        met
    }
}

/// True if a line and the one before it print nothing in the same column, and are nearer to each other than two rows can be.
fn is_tied(layout: &Layout<'_>, line: usize) -> bool {
    let Some(above) = line.checked_sub(1) else { return false };
    let (upper, lower) = (&layout.placed[above], &layout.placed[line]);
    let printed = &layout.lines[layout.body + line];
    let near = printed.below(&layout.lines[layout.body + above]);
    let apart = |piece: &Placed| {
        upper
            .iter()
            .all(|over| over.column + over.span <= piece.column || piece.column + piece.span <= over.column)
    };
    !printed.ruled && near.is_some_and(|near| near <= ONE_ROW) && lower.iter().all(apart)
}
