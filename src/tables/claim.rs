//! What a detector says: these lines are a table, this is how it reads, and how sure that is.

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
    let mut kept: Vec<Claim> = Vec::new();
    for claim in claims {
        let (start, end) = claim.grid.lines;
        if kept.iter().all(|other| end <= other.grid.lines.0 || other.grid.lines.1 <= start) {
            kept.push(claim);
        }
    }
    kept.sort_by_key(|claim| claim.grid.lines);
    kept
}
