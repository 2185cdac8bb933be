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
mod headings;
mod interruption;
mod markdown;
mod open;
mod printed;
mod restore;
mod rows;
mod ruled;
mod token;
mod view;
mod windows;

use self::claim::Claim;
use self::view::{Kind, ViewLine};
use crate::model::text::match_key;
use crate::model::{Document, Grid, Hint, Problem, Rect};

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
    headings: headings::Headings,
    /// Keys of their row labels.
    labels: ruled::Labels,
}

impl Forms {
    /// Makes the forms ready that these hints describe.
    pub fn new(hints: &[Hint]) -> Self {
        let labels = hints.iter().flat_map(|hint| &hint.rows).flat_map(|row| &row.labels);
        let labels = labels.map(|label| match_key(label)).filter(|key| !key.is_empty()).collect();
        Self {
            labels,
            forms: hints.iter().map(guided::Form::new).collect(),
            headings: headings::Headings::new(hints),
        }
    }
}

/// Finds every table.
pub fn find(document: &Document, forms: &Forms) -> Found {
    let lines = view::view(document, &forms.headings);
    let (ruled, problems) = ruled::find(document, &forms.labels);
    let open = without(&lines, &ruled);
    // Lines of a page have no tabs, bars or commas between cells: places tell them apart.
    let mut claims =
        if document.drawn.is_empty() { marked(&open, &forms.labels) } else { boxes::find(&open) };
    claims = if document.drawn.is_empty() {
        unmarked(&open, claims, forms)
    } else {
        drawn(document, &open, claims, &ruled, forms)
    };
    claims.extend(ruled);
    claims.sort_by_key(|claim| claim.grid.lines);
    let mut found = Found { grids: Vec::with_capacity(claims.len()), problems };
    let mut captions = caption::Captions::default();
    for mut claim in claims {
        captions.name(&mut claim.grid, &lines);
        let index = u32::try_from(found.grids.len()).ok();
        found
            .problems
            .extend(claim.problems.into_iter().map(|problem| Problem { table_index: index, ..problem }));
        found.grids.push(claim.grid);
    }
    found
}

/// The tables whose cells are marked by signs.
fn marked(lines: &[ViewLine<'_>], labels: &ruled::Labels) -> Vec<Claim> {
    let mut claims = delimited::find(lines, labels);
    claims.extend(cell_lines::find(lines));
    claims.extend(markdown::find(lines));
    claims.extend(boxes::find(lines));
    claims.extend(csv_block::find(lines));
    claims
}

/// Those, and the tables that known forms or runs of spaces show, without overlap.
fn unmarked(lines: &[ViewLine<'_>], mut claims: Vec<Claim>, forms: &Forms) -> Vec<Claim> {
    let held: Vec<(usize, usize)> = claims.iter().map(|claim| claim.grid.lines).collect();
    let guided = guided::find(lines, &forms.forms, &held);
    let (weak, guided): (Vec<Claim>, Vec<Claim>) =
        guided.into_iter().partition(|claim| claim.score <= guided::WEAK);
    claims.extend(guided);
    let sure = claim::settle(claims);
    let held: Vec<(usize, usize)> = sure.iter().map(|claim| claim.grid.lines).collect();
    let mut claims = aligned::find(lines, &held);
    // Pieces of the table of a known form tell less of it than its labels do.
    claims.retain(|claim| !weak.iter().any(|weak| claim.is_piece_of(weak)));
    claims.extend(sure);
    claims.extend(weak);
    claim::settle(claims)
}

/// The same on drawn pages, outside of ruled tables: the places of words tell the columns, not runs of spaces.
fn drawn(
    document: &Document,
    lines: &[ViewLine<'_>],
    mut claims: Vec<Claim>,
    ruled: &[Claim],
    forms: &Forms,
) -> Vec<Claim> {
    let held: Vec<(usize, usize)> = claims.iter().map(|claim| claim.grid.lines).collect();
    claims.extend(guided::find(lines, &forms.forms, &held));
    let taken: Vec<(u32, Rect)> = ruled.iter().flat_map(|claim| claim.areas.iter().copied()).collect();
    claims.extend(open::find(document, lines, &taken));
    claim::settle(claims)
}

/// The lines outside of ruled tables; each of these stands as a heading, behind which nothing goes on.
fn without<'a>(lines: &[ViewLine<'a>], ruled: &[Claim]) -> Vec<ViewLine<'a>> {
    let mut open = lines.to_vec();
    for (start, end) in ruled.iter().map(|claim| claim.grid.lines) {
        open[start..end].fill(ViewLine::new("", Kind::Heading));
    }
    open
}
