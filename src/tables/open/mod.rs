//! Pages without a full grid -> tables: by white space and alignment, with whatever rules there are.
//!
//! ```text
//! print     glyphs of a page    -> lines of words with places
//! upright   glyphs + lines  -> headers of narrow columns that are written upright
//! leaders   marks of a line     -> dots that lead from labels to values
//! grouped   words               -> thousands set apart put together
//! prose     lines               -> paragraphs
//! units     lines               -> gutters between tables that state their units side by side
//! captions  lines               -> captions of tables that stand side by side
//! fences    lines + rules    -> gaps where the rules of two tables end
//! regions   lines + paragraphs  -> parts of the page, columns of running text held apart
//! edges     lines of a region -> words of columns close together parted
//! wrapped   lines of a region   -> numbers that narrow columns broke put together
//! origin    regions           -> the place they are counted from, on both pages of a table one
//! page_tops lines of a page     -> without running heads and page numbers
//! notes     lines of a region  -> footnotes below its tables
//! frames    rules + lines       -> rules above, inside and below a table
//! levels    rules + lines       -> which rule closes a header of several rows
//! sequence  regions of all pages -> lines as the code for text reads them (`aligned`), with exact places
//! place     cells               -> page, rectangle and line of each
//! beside    lines around ruled tables, for their open parts
//! ```

mod beside;
mod captions;
mod edges;
mod fences;
mod frames;
mod grouped;
mod gutters;
mod leaders;
mod levels;
mod notes;
mod origin;
mod page_tops;
mod place;
mod print;
mod prose;
mod regions;
mod sequence;
#[cfg(test)]
mod tests;
mod units;
mod upright;
mod wrapped;

pub(crate) use self::beside::{Beside, Printed as PrintedLine};
use super::aligned::{self, Source};
use super::claim::Claim;
use super::view::ViewLine;
use crate::model::{Document, Rect};

/// Finds the tables outside of these areas, each with its page. `view`: the lines of the document.
pub(crate) fn find(document: &Document, view: &[ViewLine<'_>], taken: &[(u32, Rect)]) -> Vec<Claim> {
    let printed = sequence::print(document, view, taken);
    let lines = printed.view();
    let placed = printed.lines();
    let looks = printed.looks(&lines);
    let source = Source { view: &lines, looks: &looks, placed: &placed };
    let claims = aligned::find_placed(&source, &|grid, columns| place::locate(grid, columns, &printed));
    claims.into_iter().map(|claim| place::settle(claim, &printed)).collect()
}
