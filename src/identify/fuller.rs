//! Printed text and a short name -> the longer forms in which the text prints that name (`南京市鼓楼区`, `淮安市洪泽区人民政府`).

use super::chain::chain;
use super::divisions::{RowId, divisions};
use super::head::Shown;

/// Longer forms that are kept: more than these say nothing new.
const MOST: usize = 8;

/// Every distinct way in which the lines print `name`, or the division that begins it, with a division above it in front.
/// Names of the organ come first.
pub fn forms(lines: &[&[Shown]], name: &str) -> Vec<String> {
    let Some(found) = chain(name) else { return Vec::new() };
    let rows: Vec<RowId> = found.rows;
    let complete = |&row: &RowId| divisions().rank(row) == 1 || name.starts_with(divisions().top_name(row));
    if found.short || rows.iter().all(complete) {
        return Vec::new();
    }
    let division = &name[..found.end];
    let mut organs = Vec::new();
    let mut places = Vec::new();
    for line in lines.iter().copied().flatten() {
        // Folding costs more than the search: only a line with spaces in it can hide a name.
        let spaced = line.raw.contains(' ') || line.raw.contains('\u{3000}');
        let text = if spaced { line.text() } else { line.raw };
        for (at, _) in text.match_indices(division) {
            let Some(start) = start_above(&text[..at], &rows) else { continue };
            if text[at..].starts_with(name) {
                add(&mut organs, &text[start..at + name.len()]);
            } else {
                add(&mut places, &text[start..at + division.len()]);
            }
        }
    }
    organs.append(&mut places);
    organs
}

fn add(forms: &mut Vec<String>, form: &str) {
    if forms.len() < MOST && !forms.iter().any(|known| known == form) {
        forms.push(form.to_owned());
    }
}

/// Where the names of divisions above one of `rows` begin, if they stand right before.
fn start_above(before: &str, rows: &[RowId]) -> Option<usize> {
    let table = divisions();
    let mut start = None;
    for &row in rows {
        let mut here = before.len();
        let mut at = vec![row];
        while let Some((place, above)) = parent_before(&before[..here], &at) {
            here = place;
            at = above;
        }
        // A prefecture is often left out: 江苏省洪泽区.
        if here == before.len() {
            let tops: Vec<RowId> = table.parents(row).collect();
            here = parent_before(before, &tops).map_or(here, |(place, _)| place);
        }
        if here < before.len() {
            start = Some(start.map_or(here, |old: usize| old.min(here)));
        }
    }
    start
}

fn parent_before(before: &str, rows: &[RowId]) -> Option<(usize, Vec<RowId>)> {
    let table = divisions();
    for parent in rows.iter().flat_map(|&row| table.parents(row)) {
        let name = table.get(parent).name;
        let short = name.strip_suffix(['省', '市']).filter(|short| short.chars().count() >= 2);
        for form in [Some(name), short].into_iter().flatten() {
            if before.ends_with(form) {
                return Some((before.len() - form.len(), vec![parent]));
            }
        }
    }
    None
}
