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
    /// The headings that announce their tables.
    headings: view::Headings,
}

impl Forms {
    /// Makes the forms ready that these hints describe.
    pub fn new(hints: &[Hint]) -> Self {
        Self { forms: hints.iter().map(guided::Form::new).collect(), headings: view::Headings::new(hints) }
    }
}

/// Finds every table.
pub fn find(document: &Document, forms: &Forms) -> Found {
    let lines = view::view(document, &forms.headings);
    let mut claims = delimited::find(&lines);
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
