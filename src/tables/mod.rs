//! Document -> Grid: every table of a document, whatever drew it.
//!
//! Each look has a detector that claims stretches of lines with a score; `settle` decides, so that a document may mix
//! them. Rows with ragged cells go through `restore`; where the grid is lost, `guided` aligns the text with the forms
//! that the hints describe.

mod aligned;
mod boxes;
mod caption;
mod cell_lines;
mod claim;
mod csv_block;
mod delimited;
mod glued;
mod guided;
mod header;
mod interruption;
mod markdown;
mod printed;
mod restore;
mod rows;
mod token;
mod view;
mod windows;

use crate::model::{Document, Grid, Hint, Problem};

/// The tables of a document, in order, and what was doubtful about them.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Tables in document order.
    pub grids: Vec<Grid>,
    /// Problems; `table_index` counts in `grids`.
    pub problems: Vec<Problem>,
}

/// Known forms, made ready once for many documents: they guide the reading where the grid is lost.
#[derive(Debug, Clone, Default)]
pub struct Forms {
    forms: Vec<guided::Form>,
    headings: view::Headings,
    /// Labels of their rows, as `view::heading_key` gives them, sorted.
    labels: Vec<String>,
}

impl Forms {
    /// Makes the forms ready that these hints describe.
    pub fn new(hints: &[Hint]) -> Self {
        let rows = hints.iter().flat_map(|hint| &hint.rows).flat_map(|row| &row.labels);
        let mut labels: Vec<String> = rows.map(|label| view::heading_key(label)).collect();
        labels.sort_unstable();
        labels.dedup();
        let headings = view::Headings::new(hints);
        Self { forms: hints.iter().map(guided::Form::new).collect(), headings, labels }
    }
}

/// Finds every table.
pub fn find(document: &Document, forms: &Forms) -> Found {
    let lines = view::view(document, &forms.headings);
    let mut claims = delimited::find(&lines, &forms.labels);
    claims.extend(cell_lines::find(&lines));
    claims.extend(markdown::find(&lines));
    claims.extend(boxes::find(&lines));
    claims.extend(csv_block::find(&lines));
    let held: Vec<(usize, usize)> = claims.iter().map(|claim| claim.grid.lines).collect();
    claims.extend(guided::find(&lines, &forms.forms, &held));
    let sure = claim::settle(claims);
    let held: Vec<(usize, usize)> = sure.iter().map(|claim| claim.grid.lines).collect();
    let mut claims = aligned::find(&lines, &held);
    claims.extend(sure);
    let mut found = Found::default();
    let mut captions = caption::Captions::default();
    for mut claim in claim::settle(claims) {
        captions.name(&mut claim.grid, &lines);
        let index = u32::try_from(found.grids.len()).ok();
        found
            .problems
            .extend(claim.problems.into_iter().map(|problem| Problem { table_index: index, ..problem }));
        found.grids.push(claim.grid);
    }
    found
}
