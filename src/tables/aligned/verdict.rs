//! Layout -> is it a table, and how sure is that: prose, lists and pictures are laid out with gaps as well.

use super::heads::Head;
use super::layout::Layout;
use super::others;
use super::place::Placed;

/// How sure it is that a layout is a table, 0 to 1; `None` if it is none.
pub(crate) fn verdict(layout: &Layout<'_>, heads: &[Head], rows: &[(usize, usize)]) -> Option<f32> {
    let counts = Counts::of(layout, rows);
    let other = others::is_other(layout, heads);
    if counts.pieces == 0 || counts.crossing * 5 > counts.pieces || other {
        return None;
    }
    let sure =
        if layout.by_values { by_values(layout, heads, &counts)? } else { of_texts(layout, rows, &counts)? };
    let crossing = counts.crossing as f32 / counts.pieces as f32;
    Some((sure * layout.alignment * (1.0 - crossing)).clamp(0.0, 1.0))
}

/// Longer texts are rather prose; beside printed numbers, from which prose is told by its shape, labels may be longer.
const LONGEST: f32 = 56.0;
const LONGEST_LABEL: f32 = 100.0;

/// What stands in the body.
struct Counts {
    pieces: usize,
    /// Pieces over several columns or in an uncertain place.
    crossing: usize,
    /// Texts as long as those of prose.
    long: usize,
    /// Lines of the body; its rows where places are those of print.
    lines: usize,
    /// Those of them with two pieces or more.
    multi: usize,
    /// Lines with values.
    valued: usize,
    /// Lines with values that fill at least two of five columns.
    dense: usize,
    /// Pieces of lines with values.
    filled: usize,
    values: usize,
    width: f32,
}

impl Counts {
    fn of(layout: &Layout<'_>, rows: &[(usize, usize)]) -> Self {
        let printed = layout.is_printed();
        let several = |row: &&(usize, usize)| {
            let mut columns = layout.placed[row.0..row.1].iter().flatten().map(|piece| piece.column);
            columns.next().is_some_and(|first| columns.any(|other| other != first))
        };
        let mut counts = Self {
            pieces: 0,
            crossing: 0,
            long: 0,
            lines: layout.placed.len(),
            multi: layout.placed.iter().filter(|line| line.len() >= 2).count(),
            valued: 0,
            dense: 0,
            filled: 0,
            values: 0,
            width: 0.0,
        };
        if printed {
            (counts.lines, counts.multi) = (rows.len(), rows.iter().filter(several).count());
        }
        let longest = if printed && layout.by_values { LONGEST_LABEL } else { LONGEST };
        for line in &layout.placed {
            let valued = line.iter().any(|piece| piece.segment.token.is_value());
            counts.valued += usize::from(valued);
            let filled: usize = if valued { line.iter().map(|piece| piece.span).sum() } else { 0 };
            counts.filled += filled;
            counts.dense += usize::from(valued && filled * 5 >= layout.columns.len() * 2);
            for piece in line {
                counts.pieces += 1;
                counts.crossing += usize::from(piece.span > 1 && line.len() > 1 || !piece.certain);
                counts.long += usize::from(piece.segment.width() > longest);
                counts.values += usize::from(piece.segment.token.is_value());
                counts.width += piece.segment.width();
            }
        }
        counts
    }
}

fn by_values(layout: &Layout<'_>, heads: &[Head], counts: &Counts) -> Option<f32> {
    let lines = counts.lines;
    let columns = layout.columns.len();
    let value_columns = layout.columns.iter().filter(|column| column.values).count();
    if value_columns == 0 && counts.values * 4 < counts.pieces || counts.multi * 10 < lines * 4 {
        return None;
    }
    if counts.long * 4 > counts.pieces || layout.alignment < 0.55 {
        return None;
    }
    let enough = match (columns, counts.valued) {
        (_, 0) => false,
        (_, 1) => counts.values >= 3 && is_named(layout, heads),
        (2, valued) => valued >= 3 && layout.alignment >= 0.8 && (valued >= 4 || !heads.is_empty()),
        _ => true,
    };
    if !enough || columns == 2 && counts.multi * 2 < lines {
        return None;
    }
    // Numbers over the bars of a chart are scattered.
    if layout.is_printed()
        && (counts.filled * 5 < counts.valued * columns * 2 || counts.dense < 2 && counts.valued >= 2)
    {
        return None;
    }
    // Numbers without a word are the ticks of a picture.
    if heads.is_empty() && counts.values == counts.pieces {
        return None;
    }
    let headed = if heads.is_empty() { 0.85 } else { 1.0 };
    let few = if counts.valued < 3 { 0.9 } else { 1.0 };
    Some(headed * few)
}

/// True if every column of values has a header text of its own, and no piece is two numbers: a single row proves no
/// columns by itself.
fn is_named(layout: &Layout<'_>, heads: &[Head]) -> bool {
    let named = |column: usize| heads.iter().any(|head| head.column == column && head.span == 1);
    let mut values = layout.columns.iter().enumerate().filter(|(_, column)| column.values);
    let single =
        |piece: &Placed| !piece.segment.token.is_value() || piece.segment.end == piece.segment.first + 1;
    values.all(|(column, _)| named(column)) && heads.len() >= 3 && layout.placed.iter().flatten().all(single)
}

fn of_texts(layout: &Layout<'_>, rows: &[(usize, usize)], counts: &Counts) -> Option<f32> {
    let columns = layout.columns.len();
    let mean = counts.width / counts.pieces as f32;
    if layout.alignment < 0.8 || counts.long > 0 || counts.multi * 10 < counts.lines * 6 {
        return None;
    }
    let begins = |line: &Vec<Placed>| line.first().is_some_and(|piece| piece.column == 0);
    // In print a cell of fewer lines may stand in the middle of its row.
    let printed = layout.is_printed();
    let keyed = rows.iter().filter(|row| {
        let end = if printed { row.1 } else { row.0 + 1 };
        layout.placed[row.0..end].iter().any(begins)
    });
    let keyed = keyed.count();
    let filled = counts.pieces as f32 / (counts.lines * columns) as f32;
    let enough = match columns {
        2 => rows.len() >= 4 && mean <= 14.0 && counts.multi * 10 >= counts.lines * 9,
        _ => rows.len() >= 2 && layout.placed.len() >= 3 && mean <= 26.0 && filled >= 0.45,
    };
    (enough && keyed * 10 >= rows.len() * 7).then_some(0.8)
}
