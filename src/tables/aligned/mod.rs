//! Lines whose columns are held apart by runs of spaces -> tables.
//!
//! ```text
//! blocks    lines             -> stretches that may hold a table
//! pieces    stretch           -> one table each, or one page of one
//! segments  line              -> words and segments with their place
//! sheets    segments          -> the same columns on each page
//! columns   segments          -> where white space runs down through the lines
//! layout    stretch           -> lines, columns, where the body begins
//! begins    lines above      -> where the body begins, if not with its first values
//! tops      lines above       -> where the header begins
//! place     segment + columns -> which column it stands in
//! sections  lone texts         -> heads of the rows below, over all columns
//! groups    label columns     -> labels that reach over several rows
//! wraps     body lines        -> rows
//! ties      body lines        -> those that stand too close to each other for two rows
//! rests     body lines        -> those with the last digits of numbers above them
//! phrases   two texts         -> whether one goes on with the other
//! heights   body lines        -> rows of several texts, by the height that their cells share
//! stacks    body lines        -> rows of texts, where white space parts their cells
//! heads     header lines      -> header cells and what they span
//! spans     header line       -> the group of columns that each text is centred over
//! repeats   header line       -> these groups, where the same texts stand below each of them
//! verdict   layout            -> table or not, and how sure
//! others    layout            -> charts, forms, contents, indexes and equations, which are none
//! grid      all of these      -> Grid
//! join      pages of a table   -> one table
//! ```
//!
//! `ordered` reads what lost its places: lines of a label and numbers with single spaces.

mod begins;
mod blocks;
mod columns;
mod grid;
mod groups;
mod heads;
mod heights;
mod join;
mod layout;
mod ordered;
mod others;
mod phrases;
mod pieces;
mod place;
mod repeats;
mod rests;
mod sections;
mod segments;
mod sheets;
mod spans;
mod stacks;
mod ties;
mod tops;
mod verdict;
mod wraps;

#[cfg(test)]
mod tests;

pub(crate) use self::blocks::{Look, looks};
pub(crate) use self::columns::Column;
use self::groups::GroupLabel;
pub(crate) use self::heads::heads;
use self::join::Piece;
use self::layout::{Layout, layout};
pub(crate) use self::pieces::Source;
pub(crate) use self::segments::{TextLine, Word};
pub(crate) use self::wraps::ONE_ROW;
use super::claim::Claim;
use super::token::{first_space, trim};
use super::view::ViewLine;
use crate::model::{Grid, Method};

/// The most that is said of a table on a drawn page that no grid proves: of the values of such tables so many were right.
const OPEN: f32 = 0.85;

/// Pages of a table are read anew as one only up to this many lines.
const MOST_JOINED: usize = 3_000;

/// Finds the tables whose columns are held apart by runs of spaces. `held` lines, in order, are tables for sure.
pub(crate) fn find(lines: &[ViewLine<'_>], held: &[(usize, usize)]) -> Vec<Claim> {
    if !may_hold_rows(lines, held) {
        return Vec::new();
    }
    let looks = blocks::looks(lines);
    let stretches = blocks::stretches(lines, &looks, false);
    let open = stretches.into_iter().filter(|&range| !is_held(&looks, range, held));
    let source = Source { view: lines, looks: &looks, placed: &[] };
    let mut found: Vec<Claim> = open.flat_map(|range| claims(&source, range, &|_, _| {})).collect();
    found.extend(ordered::find(lines, &looks));
    found
}

/// True if two lines or more that are not held have white space inside: fewer are no table.
fn may_hold_rows(lines: &[ViewLine<'_>], held: &[(usize, usize)]) -> bool {
    let mut floor = 0;
    let held = held.iter().copied().chain([(lines.len(), lines.len())]);
    let open = held.flat_map(|(start, end)| {
        let open = floor..start.max(floor);
        floor = floor.max(end);
        open
    });
    let spaced = |&index: &usize| first_space(trim(lines[index].text)).is_some();
    open.filter(spaced).nth(1).is_some()
}

/// Finds the tables in lines whose words have places in print. `locate` is given the cells of each piece of a table,
/// whose lines count in the view, and its columns.
pub(crate) fn find_placed(source: &Source<'_, '_>, locate: &Locate<'_>) -> Vec<Claim> {
    let stretches = blocks::stretches(source.view, source.looks, true);
    stretches.into_iter().flat_map(|range| claims(source, range, locate)).collect()
}

/// Gives the cells of a grid their places.
pub(crate) type Locate<'f> = dyn Fn(&mut Grid, &[Column]) + 'f;

/// True if all lines with gaps are held: a claim to the stretch would be in vain.
fn is_held(looks: &[Look], (start, end): (usize, usize), held: &[(usize, usize)]) -> bool {
    let mut next = held.partition_point(|&(_, end)| end <= start);
    (start..end).filter(|&line| looks[line] == Look::Multi).all(|line| {
        while held.get(next).is_some_and(|&(_, end)| end <= line) {
            next += 1;
        }
        held.get(next).is_some_and(|&(start, _)| start <= line)
    })
}

fn claims(source: &Source<'_, '_>, range: (usize, usize), locate: &Locate<'_>) -> Vec<Claim> {
    let mut found: Vec<Piece> = Vec::new();
    let mut lines = pieces::read(source, range, &[]).into_iter();
    let mut start = 0;
    for end in pieces::pieces(lines.as_slice()) {
        let piece_lines: Vec<TextLine<'_>> = lines.by_ref().take(end - start).collect();
        start = end;
        let Some(lower) = layout(piece_lines).and_then(|layout| piece(layout, locate)) else { continue };
        let upper = found.last_mut().filter(|upper| {
            upper.repeats(&lower) && !join::is_titled(source.view, source.looks, upper, &lower)
        });
        match upper {
            Some(upper)
                if upper.claim.grid.columns == lower.claim.grid.columns && upper.open_head.is_none() =>
            {
                join::append(upper, lower)
            }
            Some(upper) => match both(source, upper, &lower, locate) {
                Some(whole) => *upper = whole,
                None => found.push(lower),
            },
            None => found.push(lower),
        }
    }
    found.into_iter().map(|piece| piece.claim).collect()
}

/// Two pages of a table, of which one has a column that the other leaves blank: read as one, without the second header.
fn both(source: &Source<'_, '_>, upper: &Piece, lower: &Piece, locate: &Locate<'_>) -> Option<Piece> {
    let (start, end) = (upper.claim.grid.lines.0, lower.claim.grid.lines.1);
    if end - start > MOST_JOINED {
        return None;
    }
    let whole = layout(pieces::read(source, (start, end), &lower.header_lines))
        .and_then(|layout| piece(layout, locate))?;
    let columns = upper.claim.grid.columns.max(lower.claim.grid.columns);
    let doubts = upper.claim.problems.len() + lower.claim.problems.len();
    (whole.claim.grid.columns == columns && whole.claim.problems.len() <= doubts).then_some(whole)
}

fn piece(mut layout: Layout<'_>, locate: &Locate<'_>) -> Option<Piece> {
    let mut columns = layout.columns.clone();
    let heads = heads(&layout.lines[..layout.body], &mut columns);
    if columns.len() != layout.columns.len() {
        layout.replace_columns(columns);
    }
    let (rows, labels) = rows(&mut layout);
    let sure = verdict::verdict(&layout, &heads, &rows)?;
    if !grid::is_bounded(rows.len(), &layout.columns) {
        return None;
    }
    let cells = grid::fill(&layout, &heads, &rows, &labels);
    let (first, last) = (layout.lines.first()?.index, layout.lines.last()?.index);
    let size = cells.rows.min(1_000) as f32 / 1_000.0;
    let mut grid = Grid {
        method: Method::Aligned,
        lines: (first, last + 1),
        pages: None,
        rows: cells.rows,
        columns: cells.columns,
        cells: cells.cells,
        shape: None,
        section: String::new(),
        title: String::new(),
        unit: String::new(),
        confidence: if layout.lines[0].page > 0 { OPEN * sure } else { 0.6 + 0.4 * sure },
    };
    locate(&mut grid, &layout.columns);
    let header = heads.iter().map(|head| head.level + head.levels).max().unwrap_or(0);
    if layout.lines[0].page > 0 && layout.by_values && header > 0 {
        grid.shape = Some((header, None));
    }
    let printed = layout.lines[..layout.body].iter().map(TextLine::key).collect();
    let header_lines = layout.lines[..layout.body].iter().map(|line| line.index).collect();
    let claim = Claim { grid, problems: cells.problems, score: 4.0 + 2.0 * sure + size, areas: Vec::new() };
    Some(Piece { claim, header, printed, header_lines, open_head: layout.open_head })
}

/// The rows of the body and the labels that reach over several of them.
fn rows(layout: &mut Layout<'_>) -> (Vec<(usize, usize)>, Vec<GroupLabel>) {
    if let Some(rows) = heights::rows(layout).filter(|_| layout.by_values) {
        return (layout.trim(rows, 0), Vec::new());
    }
    let printed = layout.placed.clone();
    let mut labels = groups::lift(layout);
    let mut rows = wraps::rows(layout);
    groups::spread(layout, &mut labels, &rows);
    if !groups::fit(layout, &labels, &rows) {
        layout.placed = printed;
        labels.clear();
        rows = wraps::rows(layout);
    }
    let last = labels.iter().flat_map(|label| &label.pieces).map(|piece| piece.0 + 1).max().unwrap_or(0);
    let rows = layout.trim(rows, last);
    for label in &mut labels {
        label.rows.1 = label.rows.1.min(rows.len());
    }
    (rows, labels)
}
