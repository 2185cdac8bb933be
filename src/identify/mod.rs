//! Document and path -> Identity: title, organ, administrative division, year.
//!
//! `clues` takes what the content says; `identify` completes it with the path and the table of divisions:
//!
//! ```text
//! head      document  -> first and last lines outside of tables       fold, year: lines and years on one footing
//! title     lines     -> the title block          subject: its organ  printed: organs elsewhere in the text
//! period    lines     -> years of the stated period                   fuller: longer forms of the organ's name
//! path      path      -> years, organs, divisions of its names
//! organ     name      -> division and kind        chain, divisions: names of divisions and their history
//! region    candidates, context, year -> the one division
//! ```

mod central;
mod chain;
mod divisions;
mod fold;
mod fuller;
mod head;
mod organ;
mod path;
mod period;
mod printed;
mod region;
mod settle;
mod short_names;
mod subject;
mod title;
mod words;
mod year;

#[cfg(test)]
mod tests;

use crate::model::{Clues, Document, Grid, Identity, Problem};

use head::Shown;
use path::PathClues;
use title::Title;

/// What the content says about its identity. Lines inside `grids` are not looked at.
pub fn clues(document: &Document, grids: &[Grid]) -> Clues {
    let (first, last) = head::lines(document, grids);
    let found = title::title(&first).or_else(|| title_of_table(grids)).unwrap_or_default();
    let mut organs: Vec<String> = Vec::new();
    for name in organs_in_order(&found, &first, &last) {
        if !organs.contains(&name) {
            organs.push(name);
        }
    }
    let full_names = organs.first().map(|name| fuller::forms(&[&first, &last], name)).unwrap_or_default();
    Clues {
        title: if found.text.is_empty() { fallback_title(&first) } else { found.text },
        organs,
        full_names,
        division: found.subject.division.unwrap_or_default(),
        title_years: found.years,
        period_years: period::years(head::outside(document, grids).map(|(_, line)| line)),
    }
}

/// Completes the clues with the path (relative, `/` between folders) and the reference data.
pub fn identify(clues: &Clues, path: &str) -> (Identity, Vec<Problem>) {
    settle::identity(clues, &PathClues::of(path))
}

/// Organs of the text, best first; those outside of the title only where the title leaves the organ or its place open.
fn organs_in_order(title: &Title, first: &[Shown], last: &[Shown]) -> Vec<String> {
    const SIGNED: usize = 20;
    let mut organs: Vec<String> = title.subject.organ.iter().cloned().collect();
    if title.subject.placed {
        return organs;
    }
    let beside = if title.lines.1 > 0 { printed::beside_title(first, title) } else { Vec::new() };
    // A region's own report on open government information is its government's, whichever of its offices signs.
    let government = title.subject.division.as_ref().filter(|_| title.subject.is_disclosure);
    if let Some(division) =
        government.filter(|_| organs.is_empty() && beside.iter().all(|name| is_government(name)))
    {
        organs.push(format!("{division}人民政府"));
        return organs;
    }
    organs.extend(beside);
    organs.extend(printed::issuers(first.iter().chain(last)));
    organs.extend(printed::opening(first));
    let body = first.get(title.lines.1..).unwrap_or_default();
    let end = last.iter().rev().chain(body.iter().rev()).take(SIGNED);
    organs.extend(end.flat_map(printed::organs_of_line));
    organs
}

fn is_government(name: &str) -> bool {
    organ::organ(name).is_some_and(|read| read.kind.starts_with("人民政府"))
}

/// Where all text stands in tables, the caption of one can be the title.
fn title_of_table(grids: &[Grid]) -> Option<Title> {
    grids.iter().take(3).find_map(|grid| {
        let found = title::title(&[Shown::of(&grid.title)?])?;
        let telling = found.subject.organ.is_some() || !found.years.is_empty();
        telling.then_some(Title { lines: (0, 0), ..found })
    })
}

/// The first line, if it can be a title at all.
fn fallback_title(first: &[Shown]) -> String {
    let Some(line) = first.first() else { return String::new() };
    let count = line.text().chars().count();
    let marks = ['。', '，', '：', ':', '；', '|', ',', '\u{FFFD}'];
    let possible =
        (4..=40).contains(&count) && !line.text().contains(marks) && !fold::is_numbered(line.text());
    if possible && !line.raw.contains('\t') { line.text().to_owned() } else { String::new() }
}
