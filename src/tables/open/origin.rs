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
    if above.is_empty() || here.is_empty() {
        return own;
    }
    // The texts over groups of columns alone meet others by chance: such a page is on the same paper.
    if above.len() == 1 {
        return origin;
    }
    let known = Edges::of(&above);
    let shift = |edge: fn(f32, f32) -> f32, of: fn(&Line) -> f32, from: f32| {
        let place = |lines: &[&Line]| lines.iter().map(|line| of(line)).fold(from, edge);
        place(&here) - place(&above)
    };
    // On the same paper, or moved as a whole; that the print of both begins at one place says the least.
    let moved = [shift(f32::min, Line::x0, f32::MAX), shift(f32::max, Line::x1, f32::MIN), own - origin];
    // What is moved so that two edges meet keeps that one edge: another must tell the same.
    let moved = moved.into_iter().filter(|by| known.agree(&here, *by));
    let kept = |by: f32| here.iter().map(|line| known.kept(line, by)).sum::<usize>();
    let best = moved.fold((0.0, kept(0.0)), |best, by| {
        let count = kept(by);
        if count > best.1 { (by, count) } else { best }
    });
    origin + best.0
}

/// The lines with several cells, as far as no running text stands between them.
fn rows<'l>(lines: impl Iterator<Item = &'l (Line, bool)>) -> Vec<&'l Line> {
    let lines = lines.skip_while(|(_, prose)| *prose).take_while(|(_, prose)| !prose);
    lines.map(|(line, _)| line).filter(|line| line.runs().len() >= 2).take(NEAR).collect()
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

    /// True if cells at two places at least keep an edge or the middle of others, if the lines were moved by so much.
    fn agree(&self, lines: &[&Line], by: f32) -> bool {
        let kept = lines.iter().flat_map(|line| cells(line).filter(|cell| self.has(*cell, by, line.size)));
        let mut apart = kept.map(|cell| (cell[0], cell[2]));
        let Some(first) = apart.next() else { return false };
        apart.any(|cell| cell.1 <= first.0 || first.1 <= cell.0)
    }

    /// How many cells of a line keep an edge or the middle of others, if the line was moved by so much.
    fn kept(&self, line: &Line, by: f32) -> usize {
        cells(line).filter(|cell| self.has(*cell, by, line.size)).count()
    }

    fn has(&self, cell: [f32; 3], by: f32, size: f32) -> bool {
        let slack = SAME * size;
        self.0.iter().zip(cell).any(|(edges, at)| {
            let next = edges.partition_point(|edge| *edge < at - by - slack);
            edges.get(next).is_some_and(|edge| *edge <= at - by + slack)
        })
    }
}

fn cells(line: &Line) -> impl Iterator<Item = [f32; 3]> + '_ {
    line.runs().into_iter().map(|(first, end)| {
        let (x0, x1) = (line.words[first].x0, line.words[end - 1].x1);
        [x0, (x0 + x1) / 2.0, x1]
    })
}
