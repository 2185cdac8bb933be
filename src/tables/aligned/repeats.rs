//! One line of a header + the texts below it -> the groups that its texts stand over, where the same texts stand below each of
//! them: `2009`, `2010`, and again `2009`, `2010`.

use super::columns::Column;
use super::segments::Segment;
use super::spans::column_of;

/// A text over several groups of columns is off their middle by no more than this share of their width.
const AMID: f32 = 0.17;

/// Edges of each column, and between which places each begins, last where the last one ends.
type Places<'p> = (&'p [(f32, f32)], &'p [(f32, f32)]);

/// First and last column of the groups that texts stand over, if the same texts stand below again and again, once or several
/// times for each of them. Texts left and right of these stand over columns of their own.
pub(super) fn groups(
    pieces: &[Segment],
    columns: &[Column],
    below: &[Vec<Option<usize>>],
    places: Places<'_>,
) -> Option<Vec<(usize, usize)>> {
    let periods = below.iter().filter_map(|line| period(line));
    periods.into_iter().find_map(|period| shared(pieces, columns, period, places))
}

/// The groups of texts if they share out these neighbouring groups of one width, so many from a column on.
fn shared(
    pieces: &[Segment],
    columns: &[Column],
    (start, wide, again): (usize, usize, usize),
    (edges, bounds): Places<'_>,
) -> Option<Vec<(usize, usize)>> {
    let (from, to) = (bounds[start].0, bounds[start + wide * again].1);
    let inside = |piece: &Segment| from <= piece.centre() && piece.centre() <= to;
    let count = pieces.iter().filter(|piece| inside(piece)).count();
    if count < 2 || again % count != 0 {
        return None;
    }
    let (wide, several) = (wide * (again / count), again > count);
    let mut groups: Vec<(usize, usize)> = Vec::with_capacity(pieces.len());
    let mut next = 0;
    for piece in pieces {
        let group = if inside(piece) {
            let (first, last) = (start + next * wide, start + (next + 1) * wide - 1);
            next += 1;
            let (x0, x1) = (edges[first].0, edges[last].1);
            let amid = ((x0 + x1) / 2.0 - piece.centre()).abs() <= AMID * (x1 - x0);
            let over = bounds[first].0 <= piece.centre() && piece.centre() <= bounds[last + 1].1;
            (over && (amid || !several)).then_some((first, last))?
        } else {
            column_of(columns, piece)
        };
        if groups.last().is_some_and(|before| before.1 >= group.0) {
            return None;
        }
        groups.push(group);
    }
    Some(groups)
}

/// The first column, the width and the number of the neighbouring groups over which the same texts stand.
fn period(line: &[Option<usize>]) -> Option<(usize, usize, usize)> {
    for wide in 2..=line.len() / 2 {
        for start in 0..=line.len() - 2 * wide {
            let once = &line[start..start + wide];
            let apart = (0..wide).all(|at| once[at].is_some() && !once[..at].contains(&once[at]));
            let again = line[start..].chunks_exact(wide).take_while(|chunk| *chunk == once).count();
            if apart && again >= 2 {
                return Some((start, wide, again));
            }
        }
    }
    None
}
