//! What a detector says: these lines are a table, this is how it reads, and how sure that is.

use std::collections::BTreeMap;

use crate::model::{Grid, Problem, Rect};

/// One detector's claim to a stretch of lines.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    /// The table; its `lines` are the claimed stretch.
    pub(crate) grid: Grid,
    /// What is doubtful about it (the table's index is filled in when claims are settled).
    pub(crate) problems: Vec<Problem>,
    /// Higher wins where claims overlap.
    pub(crate) score: f32,
    /// Where it stands on drawn pages; empty for text, and where a table takes its lines over the whole width.
    pub(crate) areas: Vec<(u32, Rect)>,
}

impl Claim {
    /// True if this claims less than half of the lines of the other, and hardly any more.
    pub(crate) fn is_piece_of(&self, whole: &Claim) -> bool {
        let ((from, to), (start, end)) = (self.grid.lines, whole.grid.lines);
        let shared = to.min(end).saturating_sub(from.max(start));
        shared * 2 > to - from && (to - from) * 2 < end - start
    }

    /// True if both claim the same place: lines, and on drawn pages areas.
    fn meets(&self, other: &Claim) -> bool {
        let lines = self.grid.lines.0 < other.grid.lines.1 && other.grid.lines.0 < self.grid.lines.1;
        let touches = |(page, a): &(u32, Rect)| {
            other
                .areas
                .iter()
                .any(|(on, b)| page == on && a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1)
        };
        lines && (self.areas.is_empty() || other.areas.is_empty() || self.areas.iter().any(touches))
    }
}

/// Keeps the best claims that do not overlap, in document order.
pub(crate) fn settle(mut claims: Vec<Claim>) -> Vec<Claim> {
    claims.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then(a.grid.lines.0.cmp(&b.grid.lines.0))
            .then(b.grid.lines.1.cmp(&a.grid.lines.1))
    });
    if claims.iter().any(|claim| !claim.areas.is_empty()) {
        return settle_areas(claims);
    }
    // First line of each claim that is kept; kept claims do not overlap, so only the neighbour above can reach in.
    let mut kept: BTreeMap<usize, Claim> = BTreeMap::new();
    for claim in claims {
        let (start, end) = claim.grid.lines;
        let above = kept.range(..end).next_back();
        if above.is_none_or(|(_, above)| above.grid.lines.1 <= start) {
            kept.insert(start, claim);
        }
    }
    kept.into_values().collect()
}

/// The same where tables may stand side by side. Claims are in order, the best first.
fn settle_areas(claims: Vec<Claim>) -> Vec<Claim> {
    let mut kept: Vec<Claim> = Vec::new();
    // Kept claims by the pages that they touch, `None` for those without areas.
    let mut by_page: BTreeMap<Option<u32>, Vec<usize>> = BTreeMap::new();
    for claim in claims {
        let pages: Vec<Option<u32>> = claim.areas.iter().map(|area| Some(area.0)).collect();
        let is_held = if pages.is_empty() {
            kept.iter().any(|other| other.meets(&claim))
        } else {
            let near = pages.iter().chain([&None]).filter_map(|page| by_page.get(page)).flatten();
            near.copied().any(|index| kept[index].meets(&claim))
        };
        if is_held {
            continue;
        }
        let touched = if pages.is_empty() { vec![None] } else { pages };
        touched.into_iter().for_each(|page| by_page.entry(page).or_default().push(kept.len()));
        kept.push(claim);
    }
    kept.sort_by_key(|claim| claim.grid.lines);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Method;

    fn claim(lines: (usize, usize), score: f32) -> Claim {
        let grid = Grid {
            method: Method::Aligned,
            lines,
            pages: None,
            rows: 0,
            columns: 0,
            cells: Vec::new(),
            shape: None,
            section: String::new(),
            title: String::new(),
            unit: String::new(),
            confidence: 1.0,
        };
        Claim { grid, problems: Vec::new(), score, areas: Vec::new() }
    }

    #[test]
    fn the_best_claims_that_do_not_overlap_stay() {
        let claims = vec![
            claim((9, 12), 1.0),
            claim((4, 8), 2.0),
            claim((0, 5), 1.0),
            claim((8, 10), 3.0),
            claim((0, 4), 0.5),
            claim((5, 7), 2.0),
            claim((12, 13), 0.1),
        ];
        let kept: Vec<_> = settle(claims).iter().map(|claim| claim.grid.lines).collect();
        assert_eq!(kept, [(0, 4), (4, 8), (8, 10), (12, 13)]);
    }
}
