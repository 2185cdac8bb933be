//! Rules between lines -> which of them closes a header: those below groups of columns do not, where a wider one follows.

use super::frames::{Above, Between, FEW, is_above_rows, is_named, is_wider};
use super::print::Line;

/// Puts what closes a header to the next wider rule below, where nothing but names stands between the two: the narrower one
/// stands below groups of columns.
pub(super) fn lower(between: &[Between], lines: &[(Line, bool)], above: &mut [Above]) {
    for (place, (index, rule)) in between.iter().enumerate() {
        let next = between[place + 1..].iter().find(|(_, other)| is_wider(other, rule));
        let Some(next) = next.filter(|next| next.0 > *index) else { continue };
        let inside = &lines[*index..next.0];
        let names = inside.len() <= FEW && inside.iter().all(|(line, prose)| !prose && is_named(line));
        let open = (index + 1..=next.0).all(|at| !above[at].edge);
        if above[*index].header && names && open && is_above_rows(lines, next) {
            above[*index].header = false;
            above[next.0].header = true;
        }
    }
}
