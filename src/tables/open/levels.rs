//! Rules between lines -> which of them closes a header: those below groups of columns do not, where a wider one follows.

use super::frames::{Above, Between, FEW, SAME, is_above_rows, is_named};
use super::print::Line;

/// Puts what closes a header to the next wider rule below, where nothing but names stands between the two: the narrower one
/// stands below groups of columns.
pub(super) fn lower(between: &[Between], lines: &[(Line, bool)], above: &mut [Above]) {
    for (place, (index, rule)) in between.iter().enumerate() {
        let wider = |(_, other): &&Between| {
            other.1 <= rule.1 + SAME
                && rule.2 - SAME <= other.2
                && other.2 - other.1 > rule.2 - rule.1 + 2.0 * SAME
        };
        let Some(next) = between[place + 1..].iter().find(wider).filter(|next| next.0 > *index) else {
            continue;
        };
        let inside = &lines[*index..next.0];
        let names = inside.len() <= FEW && inside.iter().all(|(line, prose)| !prose && is_named(line));
        let open = (index + 1..=next.0).all(|at| !above[at].edge);
        if above[*index].header && names && open && is_above_rows(lines, next) {
            above[*index].header = false;
            above[next.0].header = true;
        }
    }
}
