//! Strokes -> components: the strokes that touch each other, which may draw one table.

use super::stroke::{Stroke, Strokes};

/// Strokes as near as this touch: corners are not always met exactly.
const TOUCH: f32 = 3.0;
/// Parallel strokes as near as this are one line drawn twice: double lines, frames of cells.
const TWICE: f32 = 4.0;

/// Things joined to groups (a union-find forest); the root of a group is its first member.
#[derive(Debug)]
pub(super) struct Forest {
    parent: Vec<usize>,
}

impl Forest {
    pub(super) fn new(count: usize) -> Self {
        Self { parent: (0..count).collect() }
    }

    pub(super) fn root(&mut self, mut at: usize) -> usize {
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b)] = a.min(b);
    }
}

/// The components of a page that have strokes of both directions. `bridged` says of two level strokes, one above the
/// other, with the same ends and of components that do not touch, whether they bound a row of one table.
pub(super) fn components(strokes: &Strokes, bridged: impl Fn(&Stroke, &Stroke) -> bool) -> Vec<Strokes> {
    let (across, down) = (&strokes.across, &strokes.down);
    let mut forest = Forest::new(across.len() + down.len());
    join_twice(across, 0, &mut forest);
    join_twice(down, across.len(), &mut forest);
    for (index, upright) in down.iter().enumerate() {
        let first = across.partition_point(|level| level.at < upright.from - TOUCH);
        let near = across[first..].iter().take_while(|level| level.at <= upright.to + TOUCH);
        for (offset, level) in near.enumerate() {
            if level.from - TOUCH <= upright.at && upright.at <= level.to + TOUCH {
                forest.join(first + offset, across.len() + index);
            }
        }
    }
    join_bridged(across, bridged, &mut forest);
    let mut groups: Vec<Strokes> = vec![Strokes::default(); across.len() + down.len()];
    for (index, stroke) in across.iter().enumerate() {
        groups[forest.root(index)].across.push(*stroke);
    }
    for (index, stroke) in down.iter().enumerate() {
        groups[forest.root(across.len() + index)].down.push(*stroke);
    }
    groups.retain(|group| !group.across.is_empty() && !group.down.is_empty());
    groups
}

/// Joins components over rows that no upright stroke runs through: tables without rules at their sides have such.
fn join_bridged(across: &[Stroke], bridged: impl Fn(&Stroke, &Stroke) -> bool, forest: &mut Forest) {
    let same = |a: &Stroke, b: &Stroke| (a.from - b.from).abs() <= TOUCH && (a.to - b.to).abs() <= TOUCH;
    for (index, upper) in across.iter().enumerate() {
        // Whatever crosses the stretch in between stands in the way.
        let crosses = |lower: &&Stroke| lower.from < upper.to && upper.from < lower.to;
        let next =
            across[index + 1..].iter().position(|lower| lower.at - upper.at > TWICE && crosses(&lower));
        let Some(next) = next.map(|offset| index + 1 + offset) else { continue };
        if same(upper, &across[next])
            && forest.root(index) != forest.root(next)
            && bridged(upper, &across[next])
        {
            forest.join(index, next);
        }
    }
}

fn join_twice(strokes: &[Stroke], offset: usize, forest: &mut Forest) {
    for (index, stroke) in strokes.iter().enumerate() {
        let near = strokes[index + 1..].iter().take_while(|other| other.at - stroke.at <= TWICE);
        for (behind, other) in near.enumerate() {
            if other.from - TOUCH <= stroke.to && stroke.from <= other.to + TOUCH {
                forest.join(offset + index, offset + index + 1 + behind);
            }
        }
    }
}
