//! Layout + rows + header -> Grid: cells joined over the lines of their row, spans, blanks, doubtful values.

use std::collections::BTreeMap;

use super::super::token::Token;
use super::columns::Column;
use super::groups::GroupLabel;
use super::heads::Head;
use super::layout::Layout;
use super::place::Placed;
use super::segments::Segment;
use crate::model::{Code, GridCell, Origin, Printed, Problem};

/// A table that is being filled.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cells {
    pub(crate) cells: Vec<GridCell>,
    pub(crate) rows: usize,
    pub(crate) columns: usize,
    pub(crate) problems: Vec<Problem>,
}

/// One cell of a row while its lines are joined.
struct Part {
    text: String,
    span: usize,
    line: usize,
    x0: f32,
    certain: bool,
    token: Token,
}

/// Puts the header and the rows into one grid.
pub(crate) fn fill(
    layout: &Layout<'_>,
    heads: &[Head],
    rows: &[(usize, usize)],
    labels: &[GroupLabel],
) -> Cells {
    let mut cells = Cells { columns: layout.columns.len(), ..Cells::default() };
    cells.header(heads);
    let mut taken: Vec<Vec<usize>> = vec![Vec::new(); rows.len()];
    for label in labels {
        cells.label(layout, label);
        taken[label.rows.0..label.rows.1].iter_mut().for_each(|row| row.push(label.column));
    }
    let lefts: Vec<Option<f32>> = left_edges(layout);
    for (&row, taken) in rows.iter().zip(&taken) {
        cells.row(layout, row, &lefts, taken);
    }
    cells.cells.sort_by_key(|cell| (cell.row, cell.column));
    cells
}

impl Cells {
    fn header(&mut self, heads: &[Head]) {
        for head in heads {
            self.cells.push(cell(
                (head.level, head.levels),
                (head.column, head.span),
                head.text.clone(),
                head.index,
            ));
            self.rows = self.rows.max(head.level + head.levels);
        }
        self.cells.sort_by_key(|cell| (cell.row, cell.column));
    }

    /// A label over several rows; its lines are one text.
    fn label(&mut self, layout: &Layout<'_>, label: &GroupLabel) {
        let texts: Vec<String> = label
            .pieces
            .iter()
            .map(|(line, piece)| {
                layout.lines[layout.body + line].text(piece.segment.first, piece.segment.end)
            })
            .collect();
        let line = label.pieces.first().map_or(0, |(line, _)| layout.lines[layout.body + line].index);
        let rows = (self.rows + label.rows.0, label.rows.1 - label.rows.0);
        self.cells.push(cell(rows, (label.column, 1), texts.join("\n"), line));
    }

    fn row(
        &mut self,
        layout: &Layout<'_>,
        (start, end): (usize, usize),
        lefts: &[Option<f32>],
        taken: &[usize],
    ) {
        let mut parts: BTreeMap<usize, Part> = BTreeMap::new();
        for line in start..end {
            for piece in &layout.placed[line] {
                add(&mut parts, layout, line, piece);
            }
        }
        let first_line = layout.lines[layout.body + start].index;
        let starts: Vec<usize> = parts.keys().copied().collect();
        let mut column = 0;
        let mut next = 0;
        while column < self.columns {
            if taken.contains(&column) {
                column += 1;
                continue;
            }
            let Some(part) = parts.get(&column) else {
                self.cells.push(cell((self.rows, 1), (column, 1), String::new(), first_line));
                column += 1;
                continue;
            };
            while starts.get(next).is_some_and(|&start| start <= column) {
                next += 1;
            }
            let limit = starts.get(next).copied().unwrap_or(self.columns);
            let span = part.span.min(limit - column).max(1);
            let mut cell = cell((self.rows, 1), (column, span), part.text.clone(), part.line);
            cell.indent = lefts[column].map_or(0, |left| (part.x0 - left).max(0.0).round() as usize);
            if !part.certain {
                cell.printed = Printed::Unresolved;
                self.doubt(&parts, part, layout.lines[layout.body + start].page);
            }
            self.cells.push(cell);
            column += span;
        }
        self.rows += 1;
    }

    fn doubt(&mut self, parts: &BTreeMap<usize, Part>, part: &Part, page: u32) {
        let label =
            parts.values().find(|part| part.token == Token::Text).map_or("", |part| part.text.as_str());
        self.problems.push(Problem::new(
            Code::ValueUnresolved,
            format!(
                "{}: the row \"{}\" prints \"{}\" between two columns; which one it belongs to cannot be told, so \
                 no value is given. Look at the report.",
                if page > 0 { format!("page {page}") } else { format!("line {}", part.line + 1) },
                label.replace('\n', ""),
                part.text
            ),
        ));
    }
}

fn add(parts: &mut BTreeMap<usize, Part>, layout: &Layout<'_>, line: usize, piece: &Placed) {
    let printed = &layout.lines[layout.body + line];
    let text = printed.text(piece.segment.first, piece.segment.end);
    match parts.get_mut(&piece.column) {
        Some(part) => {
            part.text.push(if part.line == printed.index { ' ' } else { '\n' });
            part.text.push_str(&text);
            part.span = part.span.max(piece.span);
            part.certain &= piece.certain;
            part.x0 = part.x0.min(piece.segment.x0);
        }
        None => {
            let (x0, token) = (piece.segment.x0, piece.segment.token);
            let part =
                Part { text, span: piece.span, line: printed.index, x0, certain: piece.certain, token };
            parts.insert(piece.column, part);
        }
    }
}

/// Texts on one edge, or around one middle, stand no farther from it; in print, where short labels have nearly one width.
const SLACK: f32 = 1.0;
const PRINTED_SLACK: f32 = 0.25;

/// The left edge of each column of texts that begin there; `None` where they are centred or right-aligned, so that the
/// white space before them tells nothing.
fn left_edges(layout: &Layout<'_>) -> Vec<Option<f32>> {
    let mut texts: Vec<Vec<&Segment>> = vec![Vec::new(); layout.columns.len()];
    for piece in layout.placed.iter().flatten().filter(|piece| piece.span == 1) {
        if !layout.columns[piece.column].values {
            texts[piece.column].push(&piece.segment);
        }
    }
    let printed = layout.is_printed();
    let slack = if printed { PRINTED_SLACK } else { SLACK };
    texts.iter().map(|column| left_edge(column, slack)).collect()
}

fn left_edge(pieces: &[&Segment], slack: f32) -> Option<f32> {
    let texts = pieces.iter().filter(|piece| piece.token == Token::Text).count();
    if pieces.is_empty() || texts * 2 < pieces.len() {
        return None;
    }
    let left = pieces.iter().map(|piece| piece.x0).fold(f32::MAX, f32::min);
    let same = |edge: fn(&Segment) -> f32| {
        let mut places: Vec<f32> = pieces.iter().map(|piece| edge(piece)).collect();
        places.sort_by(f32::total_cmp);
        let middle = places.get(places.len() / 2).copied().unwrap_or(0.0);
        places.iter().filter(|&&place| (place - middle).abs() <= slack).count()
    };
    let begun = same(|piece| piece.x0);
    let other = same(Segment::centre).max(same(|piece| piece.x1));
    (other * 10 < pieces.len() * 8 || begun >= other).then_some(left)
}

/// A cell that stands where it was printed.
pub(crate) fn cell(
    (row, row_span): (usize, usize),
    (column, column_span): (usize, usize),
    text: String,
    line: usize,
) -> GridCell {
    let origin = Origin { line: line as u32 + 1, page: None, rect: None };
    GridCell { row, column, row_span, column_span, text, indent: 0, origin, printed: Printed::Here }
}

/// How many columns there are, for a claim's limits.
pub(crate) fn is_bounded(rows: usize, columns: &[Column]) -> bool {
    rows.saturating_mul(columns.len()) <= 4_000_000
}
