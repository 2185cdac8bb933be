//! Bytes -> Extract, and Extract + path + packs -> Report: the pure steps for one document, in their order.
//!
//! An `Extract` depends on bytes and forms alone, so that a store can stand between the two functions.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::{Deserialize, Serialize};

use super::corrections::{self, Correction};
use crate::model::{Code, Encoding, Extract, Format, Grid, Observation, Page, Problem, Report, Status};
use crate::pack::{Pack, Packs};
use crate::tables::Forms;
use crate::{check, conform, identify, read, tables, tidy, write};

/// Reads, finds tables, tidies and looks for clues.
///
/// A panic in a step is a defect of ours; it costs this one document, not the run: problem `internal_error`.
pub fn extract(bytes: &[u8], forms: &Forms) -> Extract {
    look(bytes, forms).extract
}

/// As `extract`, but a second reader looks at PDFs, too. Only where a crash costs nothing but this document.
pub(super) fn extract_twice(bytes: &[u8], forms: &Forms) -> Extract {
    look_with(bytes, forms, true).extract
}

/// An extract, and what it was made of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Look {
    /// All that is kept in a run.
    pub extract: Extract,
    /// The tables as printed, one for each table of `extract`.
    pub grids: Vec<Grid>,
    /// The pages as drawn, for formats that have pages.
    pub pages: Vec<Page>,
}

/// As `extract`, and shows the tables as printed.
pub fn look(bytes: &[u8], forms: &Forms) -> Look {
    look_with(bytes, forms, false)
}

/// As `look`, and `extract_twice`.
pub(super) fn look_twice(bytes: &[u8], forms: &Forms) -> Look {
    look_with(bytes, forms, true)
}

fn look_with(bytes: &[u8], forms: &Forms, twice: bool) -> Look {
    catch_unwind(AssertUnwindSafe(|| look_steps(bytes, forms, twice)))
        .unwrap_or_else(|_| looked_in_vain(Extract::unreadable(Format::Binary, internal_error("reading"))))
}

/// The look at a document that nothing could be read of.
pub(super) fn looked_in_vain(extract: Extract) -> Look {
    Look { extract, grids: Vec::new(), pages: Vec::new() }
}

fn look_steps(bytes: &[u8], forms: &Forms, twice: bool) -> Look {
    let mut document = read::read_with(bytes, twice);
    let mut problems = std::mem::take(&mut document.problems);
    let mut found = tables::find(&document, forms);
    problems.extend(found.problems);
    let mut tidied = Vec::with_capacity(found.grids.len());
    for (index, grid) in found.grids.iter_mut().enumerate() {
        let (table, doubts) = tidy::tidy(grid, index);
        grid.confidence = table.confidence;
        tidied.push(table);
        problems.extend(doubts);
    }
    let status = match document.status {
        Status::Ok if tidied.is_empty() => Status::NoTables,
        status => status,
    };
    let extract = Extract {
        format: document.format,
        encoding: document.encoding.map(encoding_word).unwrap_or_default().to_owned(),
        pages: document.pages,
        status,
        clues: identify::clues(&document, &found.grids),
        tables: tidied,
        problems,
    };
    Look { extract, grids: found.grids, pages: document.drawn }
}

/// Identifies the document and puts its known tables in the family's variables. Never panics, as `extract`.
pub fn report(extract: &Extract, path: &str, packs: &Packs) -> Report {
    corrected_report(extract, path, packs, &[])
}

/// As `report`, with what a person knows better.
pub(super) fn corrected_report(
    extract: &Extract,
    path: &str,
    packs: &Packs,
    corrections: &[&Correction],
) -> Report {
    guarded_report(|| report_steps(extract, path, packs, corrections))
}

pub(super) fn guarded_report(steps: impl FnOnce() -> Report) -> Report {
    catch_unwind(AssertUnwindSafe(steps))
        .unwrap_or_else(|_| Report { problems: vec![internal_error("matching")], ..Report::default() })
}

fn report_steps(extract: &Extract, path: &str, packs: &Packs, corrections: &[&Correction]) -> Report {
    let (identity, mut problems) = corrections::identity(&extract.clues, path, corrections);
    if !matches!(extract.status, Status::Ok | Status::NoTables) {
        // Why it could not be read is the problem, not that its text names no organ.
        problems.clear();
    }
    problems.extend(misnamed_page(extract.format, path));
    let mut known = conform::conform(&extract.tables, packs, identity.year);
    problems.append(&mut known.problems);
    problems.extend(corrections::values(packs.get(&known.family), &mut known.observations, corrections));
    let mut checks = Vec::new();
    if let Some(pack) = packs.get(&known.family) {
        let (found, failures) = check::within(pack, &known.template, &mut known.observations);
        checks = found;
        problems.extend(failures);
        problems.extend(known.observations.iter().filter_map(|observation| foreign_unit(pack, observation)));
    }
    Report {
        identity,
        family: known.family,
        template: known.template,
        table_names: known.table_names,
        observations: known.observations,
        checks,
        problems,
    }
}

/// The problem of a page of HTML under a name that promises another format.
fn misnamed_page(format: Format, path: &str) -> Option<Problem> {
    const PAGES: &[&str] =
        &["htm", "html", "xhtml", "shtml", "mht", "mhtml", "php", "asp", "aspx", "jsp", "jspx"];
    let name = path.rsplit('/').next().unwrap_or_default();
    let ending = name.rsplit_once('.')?.1;
    let promised = ending.len() <= 5 && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if format != Format::Html || !promised || PAGES.iter().any(|page| ending.eq_ignore_ascii_case(page)) {
        return None;
    }
    let message = format!(
        "the file is called .{ending} but is an HTML page: probably an error or login page that was saved in the report's place; download the report again"
    );
    Some(Problem::new(Code::HtmlPage, message))
}

/// The problem of an amount that is printed in a unit which the panel cannot convert.
fn foreign_unit(pack: &Pack, observation: &Observation) -> Option<Problem> {
    let variable = pack.variables.get(observation.variable as usize)?;
    let (value, unit) = (observation.value?, observation.unit.as_str());
    if unit.is_empty() || write::in_codebook_unit(value, unit, &variable.unit).is_some() {
        return None;
    }
    let message = format!(
        "{} is printed in {unit}, which cannot be converted to {}; the panel leaves it empty",
        variable.column_name(),
        variable.unit
    );
    Some(Problem { code: Code::UnitUnknown, page: None, table_index: Some(observation.table_index), message })
}

fn internal_error(step: &str) -> Problem {
    Problem::new(Code::InternalError, format!("{step} the document failed; please report it with the file"))
}

fn encoding_word(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 => "utf-8",
        Encoding::Utf8Bom => "utf-8-bom",
        Encoding::Utf16Le => "utf-16le",
        Encoding::Utf16Be => "utf-16be",
        Encoding::Gb18030 => "gb18030",
        Encoding::Big5 => "big5",
        Encoding::Other(name) => name,
    }
}
