//! Lines of a region + those of the region before -> from where its places are counted, so that a table that goes on over
//! a page keeps its columns.
//!
//! Where running text stands on one of the pages only, their left edges differ though the columns do not.

use super::print::Line;

/// Lines at the end of the one region and at the beginning of the other that are compared.
const NEAR: usize = 40;
/// Edges that differ by less, in font sizes, are one.
const SAME: f32 = 0.1;

/// The place from which a region is counted. `before`: the lines of the region that a table may come from, and its place.
pub(super) fn of(lines: &[(Line, bool)], before: Option<(&[(Line, bool)], f32)>) -> f32 {
    let own = lines.iter().map(|(line, _)| line.x0()).fold(f32::MAX, f32::min);
    let Some((upper, origin)) = before else { return own };
    let (above, here) = (rows(upper.iter().rev()), rows(lines.iter()));
    let known = Edges::of(&above);
    let shift = |edge: fn(f32, f32) -> f32, of: fn(&Line) -> f32, from: f32| {
        let place = |lines: &[&Line]| lines.iter().map(|line| of(line)).fold(from, edge);
        place(&here) - place(&above)
    };
    // On the same paper, or moved as a whole; that the print of both begins at one place says the least.
    let moved = [0.0, shift(f32::min, Line::x0, f32::MAX), shift(f32::max, Line::x1, f32::MIN), own - origin];
    let kept = moved.map(|by| (by, here.iter().map(|line| known.kept(line, by)).sum::<usize>()));
    let most = kept.iter().map(|one| one.1).max().filter(|most| *most > 0);
    kept.iter().find(|one| Some(one.1) == most).map_or(own, |one| origin + one.0)
}

/// The lines with several cells.
fn rows<'l>(lines: impl Iterator<Item = &'l (Line, bool)>) -> Vec<&'l Line> {
    let rows = lines.filter(|(line, prose)| !prose && line.runs().len() >= 2);
    rows.take(NEAR).map(|(line, _)| line).collect()
}

/// Where cells begin, have their middle, and end.
struct Edges([Vec<f32>; 3]);

impl Edges {
    fn of(lines: &[&Line]) -> Self {
        let mut edges: [Vec<f32>; 3] = Default::default();
        for cell in lines.iter().flat_map(|line| cells(line)) {
            edges.iter_mut().zip(cell).for_each(|(edges, at)| edges.push(at));
        }
        edges.iter_mut().for_each(|edges| edges.sort_by(f32::total_cmp));
        Self(edges)
    }

    /// How many cells of a line keep an edge or the middle of others, if the line was moved by so much.
    fn kept(&self, line: &Line, by: f32) -> usize {
        let slack = SAME * line.size;
        let is_known = |(edges, at): (&Vec<f32>, f32)| {
            let next = edges.partition_point(|edge| *edge < at - by - slack);
            edges.get(next).is_some_and(|edge| *edge <= at - by + slack)
        };
        cells(line).filter(|cell| self.0.iter().zip(*cell).any(is_known)).count()
    }
}

fn cells(line: &Line) -> impl Iterator<Item = [f32; 3]> + '_ {
    line.runs().into_iter().map(|(first, end)| {
        let (x0, x1) = (line.words[first].x0, line.words[end - 1].x1);
        [x0, (x0 + x1) / 2.0, x1]
    })
}
