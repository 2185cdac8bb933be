//! What a detector says: these lines are a table, this is how it reads, and how sure that is.

use std::collections::BTreeMap;

use crate::model::{Grid, Problem};

/// One detector's claim to a stretch of lines.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    /// The table; its `lines` are the claimed stretch.
    pub(crate) grid: Grid,
    /// What is doubtful about it (the table's index is filled in when claims are settled).
    pub(crate) problems: Vec<Problem>,
    /// Higher wins where claims overlap.
    pub(crate) score: f32,
}

/// Keeps the best claims that do not overlap, in document order.
pub(crate) fn settle(mut claims: Vec<Claim>) -> Vec<Claim> {
    claims.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then(a.grid.lines.0.cmp(&b.grid.lines.0))
            .then(b.grid.lines.1.cmp(&a.grid.lines.1))
    });
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
        Claim { grid, problems: Vec::new(), score }
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
