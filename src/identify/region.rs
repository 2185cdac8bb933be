//! Divisions that a printed name can mean, what text and path say around it, and the year -> the one division, or the candidates.

use super::divisions::{RowId, divisions};

/// What is known about the division.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Region {
    /// One division, as it stood in the year.
    Known(RowId),
    /// Several, as they stood in the year.
    Ambiguous(Vec<RowId>),
    /// None in the reference data.
    Unknown,
}

/// Keeps the rows that lie in (or are) one of `above`, if any do; a context that fits none says nothing.
pub fn narrow(rows: &[RowId], above: &[RowId]) -> Vec<RowId> {
    let table = divisions();
    let kept: Vec<RowId> = rows.iter().copied().filter(|&row| same_or_below(table, row, above)).collect();
    if kept.is_empty() { rows.to_vec() } else { kept }
}

/// Division names outlive their rows: the context may be called by the name of another period.
fn same_or_below(table: &super::divisions::Divisions, row: RowId, above: &[RowId]) -> bool {
    let today = table.get(row).today;
    table.lies_in(row, above) || above.iter().any(|&other| table.get(other).today == today)
}

/// Keeps the rows that are, over time, the same divisions as some of `others`.
pub fn same_over_time(rows: &[RowId], others: &[RowId]) -> Vec<RowId> {
    let table = divisions();
    let today: Vec<u32> = others.iter().map(|&row| table.get(row).today).collect();
    rows.iter().copied().filter(|&row| today.contains(&table.get(row).today)).collect()
}

/// Codes of today that the rows stand for, each once.
pub fn lineages(rows: &[RowId]) -> Vec<u32> {
    let mut today: Vec<u32> = rows.iter().map(|&row| divisions().get(row).today).collect();
    today.sort_unstable();
    today.dedup();
    today
}

/// A name borne in the year goes before names borne before or after; without a year, today's goes before former ones.
pub fn standing(rows: &[RowId], year: Option<i32>) -> Vec<RowId> {
    let table = divisions();
    let stood = |row: &RowId| match year {
        Some(year) => table.get(*row).stood_in(year),
        None => table.get(*row).until == i32::MAX,
    };
    let kept: Vec<RowId> = rows.iter().copied().filter(stood).collect();
    if kept.is_empty() { rows.to_vec() } else { kept }
}

/// Settles on the division as it stood in the year; without a year, as it stands at the latest.
pub fn settle(rows: &[RowId], year: Option<i32>) -> Region {
    let rows = &standing(rows, year);
    let mut found: Vec<RowId> =
        lineages(rows).into_iter().filter_map(|today| in_lineage(rows, today, year)).collect();
    match found.len() {
        0 => Region::Unknown,
        1 => Region::Known(found.remove(0)),
        _ => Region::Ambiguous(found),
    }
}

/// The row of one lineage in that year: the named one if it stood, else its forerunner or successor.
fn in_lineage(rows: &[RowId], today: u32, year: Option<i32>) -> Option<RowId> {
    let table = divisions();
    let named = |row: &&RowId| table.get(**row).today == today;
    let latest = |rows: Vec<RowId>| rows.into_iter().max_by_key(|&row| table.get(row).until);
    let Some(year) = year else { return latest(rows.iter().filter(named).copied().collect()) };
    let stood = |row: &&RowId| table.get(**row).stood_in(year);
    if let Some(&row) = rows.iter().find(|row| named(row) && stood(row)) {
        return Some(row);
    }
    let named: Vec<RowId> = rows.iter().filter(named).copied().collect();
    let standing: Vec<RowId> = table.lineage(today).filter(|row| stood(&row)).collect();
    let stem = |row: RowId| table.get(row).stem();
    let alike = standing.iter().find(|&&row| named.iter().any(|&name| stem(name) == stem(row)));
    let only = if standing.len() == 1 { standing.first() } else { None };
    alike.or(only).copied().or_else(|| latest(named))
}
