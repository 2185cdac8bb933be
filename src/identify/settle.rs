//! Clues of content and path -> Identity, and a problem for each thing that is not certain.

use crate::model::problem::Code;
use crate::model::{Clues, Identity, Problem};

use super::chain::chain;
use super::divisions::{RowId, divisions};
use super::organ::{self, Organ, organ, without_remark};
use super::path::PathClues;
use super::printed::is_same;
use super::region::{self, Region, narrow};

/// Puts content and path together.
pub fn identity(clues: &Clues, path: &PathClues) -> (Identity, Vec<Problem>) {
    let mut problems = Vec::new();
    let year = year(clues, path, &mut problems);
    let mut identity = Identity { title: clues.title.clone(), year, ..Identity::default() };
    match agency(clues, path) {
        Some((name, read)) => {
            without_remark(&name).clone_into(&mut identity.agency);
            identity.agency_kind.clone_from(&read.kind);
            place(&mut identity, &read, clues, path, &mut problems);
        }
        None => {
            problems.push(Problem::new(
                Code::AgencyUnknown,
                "no organ is named in the title, the text or the path; put the report under a folder or file name that names it",
            ));
            place_division(&mut identity, clues, path);
        }
    }
    (identity, problems)
}

/// The first source that states a year decides; two years in it decide nothing.
fn year(clues: &Clues, path: &PathClues, problems: &mut Vec<Problem>) -> Option<i32> {
    let stated = [("title", &clues.title_years), ("stated period", &clues.period_years)];
    let stated = stated.into_iter().map(|(source, years)| (source, years.clone()));
    let of_path = || [("file name", path.file_years()), ("folder names", path.folder_years())];
    let mut sources = stated.chain(std::iter::once_with(of_path).flatten());
    match sources.find(|(_, years)| !years.is_empty()) {
        Some((_, years)) if years.len() == 1 => years.first().copied(),
        Some((source, years)) => {
            let list: Vec<String> = years.iter().map(i32::to_string).collect();
            problems.push(Problem::new(
                Code::YearAmbiguous,
                format!(
                    "the {source} states {}; check which one is reported on{}",
                    list.join(" and "),
                    quoted(&clues.title)
                ),
            ));
            None
        }
        None => {
            let message = format!(
                "no year in title, stated period or path; put it in the file name{}",
                quoted(&clues.title)
            );
            problems.push(Problem::new(Code::YearUnknown, message));
            None
        }
    }
}

fn quoted(title: &str) -> String {
    if title.is_empty() { String::new() } else { format!(" (title: {title:?})") }
}

/// The organ's printed name and what it says; the text goes before the path, a fuller print of the same name before a short one.
fn agency(clues: &Clues, path: &PathClues) -> Option<(String, Organ)> {
    let Some(printed) = clues.organs.first() else {
        let printed = path.organ()?;
        return organ(&printed).map(|read| (printed, read));
    };
    let read = organ(printed)?;
    let longer = clues.full_names.iter().chain(&clues.organs).filter(|name| is_same(name, printed));
    let readings: Vec<(&String, Organ)> = longer
        .filter_map(|name| Some((name, organ(name)?)))
        .filter(|(_, long)| !long.rows.is_empty() && agrees(long, &read))
        .collect();
    let mut meant: Vec<Vec<u32>> = readings.iter().map(|(_, long)| region::lineages(&long.rows)).collect();
    meant.dedup();
    let certain = meant.len() == 1 || read.rows.is_empty();
    let best = if read.rows.is_empty() {
        readings.into_iter().next()
    } else {
        readings.into_iter().max_by_key(|(name, _)| name.len())
    };
    match best.filter(|_| certain) {
        Some((name, long)) => Some((name.clone(), long)),
        None => Some((printed.clone(), read)),
    }
}

/// A longer form is the same organ if it is the same division, over time, and the same kind.
fn agrees(long: &Organ, short: &Organ) -> bool {
    long.kind == short.kind
        && (short.rows.is_empty() || !region::same_over_time(&short.rows, &long.rows).is_empty())
}

/// Fills region and codes, or says why not.
fn place(
    identity: &mut Identity,
    read: &Organ,
    clues: &Clues,
    path: &PathClues,
    problems: &mut Vec<Problem>,
) {
    if read.central {
        "全国".clone_into(&mut identity.region);
        "100000".clone_into(&mut identity.region_code);
        identity.agency_id = format!("100000-{}", identity.agency_kind);
        return;
    }
    let rows = rows_in_context(read, identity.year, clues, path);
    match region::settle(&rows, identity.year) {
        Region::Known(row) => {
            fill_region(identity, row);
            identity.agency_id = format!("{:06}-{}", divisions().lasting_code(row), identity.agency_kind);
        }
        Region::Ambiguous(rows) => problems.push(ambiguous(identity, &rows)),
        Region::Unknown => problems.push(Problem::new(
            Code::RegionUnknown,
            format!(
                "no administrative division is known for {:?}; name the division in the folder",
                identity.agency
            ),
        )),
    }
}

fn fill_region(identity: &mut Identity, row: RowId) {
    let table = divisions();
    identity.region = table.full_name(row, identity.year);
    identity.region_code = format!("{:06}", table.get(row).code);
}

fn ambiguous(identity: &Identity, rows: &[RowId]) -> Problem {
    let table = divisions();
    let mut rows = rows.to_vec();
    rows.sort_unstable_by_key(|&row| table.get(row).code);
    let list: Vec<String> = rows
        .iter()
        .map(|&row| format!("{} {:06}", table.full_name(row, identity.year), table.get(row).code))
        .collect();
    let message = format!(
        "{:?} can be of {}; put the report under a folder that names the province or city",
        identity.agency,
        list.join(", ")
    );
    Problem::new(Code::RegionAmbiguous, message)
}

/// The rows that the organ's name leaves, narrowed by what else the text prints, then by the path.
fn rows_in_context(read: &Organ, year: Option<i32>, clues: &Clues, path: &PathClues) -> Vec<RowId> {
    if read.rows.is_empty() {
        let rows = chain(&clues.division).map_or_else(|| deepest(path, year), |found| found.rows);
        let county = region::standing(&rows, year).iter().all(|&row| divisions().rank(row) == 3);
        return if county || !organ::is_below_county(&read.kind) { rows } else { Vec::new() };
    }
    let mut rows = narrow_by_text(read.rows.clone(), clues);
    if region::lineages(&rows).len() > 1 {
        rows = narrow_by_path(rows, path);
    }
    if organ::is_below_county(&read.kind) {
        let below: Vec<RowId> =
            deepest(path, year).into_iter().filter(|&row| divisions().lies_below(row, &rows)).collect();
        return if below.is_empty() { rows } else { below };
    }
    rows
}

/// Longer forms and other organs of the text tell namesakes apart, if all that tell them apart agree.
fn narrow_by_text(rows: Vec<RowId>, clues: &Clues) -> Vec<RowId> {
    let before = region::lineages(&rows).len();
    if before < 2 {
        return rows;
    }
    let mut told: Vec<Vec<RowId>> = Vec::new();
    for name in clues.full_names.iter().chain(clues.organs.iter().skip(1)) {
        let Some(found) = chain(name) else { continue };
        let kept = region::same_over_time(&rows, &found.rows);
        if !kept.is_empty() && region::lineages(&kept).len() < before {
            told.push(kept);
        }
    }
    let mut meant: Vec<Vec<u32>> = told.iter().map(|kept| region::lineages(kept)).collect();
    meant.sort();
    meant.dedup();
    match told.into_iter().next() {
        Some(kept) if meant.len() == 1 => kept,
        _ => rows,
    }
}

fn narrow_by_path(mut rows: Vec<RowId>, path: &PathClues) -> Vec<RowId> {
    for above in path.divisions() {
        rows = narrow(&rows, &above.rows);
    }
    rows
}

/// The innermost division that the path names, each one read inside those before it. A name that lies in none of those
/// before it begins anew if it is printed in full; otherwise nothing is certain.
fn deepest(path: &PathClues, year: Option<i32>) -> Vec<RowId> {
    let mut at: Vec<RowId> = Vec::new();
    for named in &path.divisions() {
        let inside = narrow(&named.rows, &at);
        let fits = at.is_empty() || inside.iter().any(|&row| divisions().lies_in(row, &at));
        at = match (fits, named.is_full) {
            (true, _) | (_, true) => region::standing(&inside, year),
            (false, false) => return Vec::new(),
        };
    }
    at
}

/// Without an organ, a title can still name the division (`淮安市2023年国民经济和社会发展统计公报`).
fn place_division(identity: &mut Identity, clues: &Clues, path: &PathClues) {
    let Some(found) = organ::division(&clues.division) else { return };
    let mut rows = narrow_by_text(found.rows, clues);
    rows = narrow_by_path(rows, path);
    if let Region::Known(row) = region::settle(&rows, identity.year) {
        fill_region(identity, row);
    }
}
