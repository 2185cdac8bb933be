//! Strokes and glyphs of one component -> sheet: a table, or a part of one, as it stands on its page.

use std::collections::BTreeMap;

use super::face::{Area, Faces};
use super::fill::{Filled, fill, inside};
use super::lattice::{Lattice, slot};
use super::numbers::{self, Reading};
use super::stroke::Strokes;
use super::text::{self, TextLine};
use super::turn::{Mark, Turn};
use super::{band, split, stray};
use crate::model::{Direction, Page, Printed, Rect};
use crate::tables::token::{Token, token};

/// Share of the area that cells with several columns inside may take.
const OPEN: f32 = 0.2;

/// A cell as it stands on its page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cell {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) row_span: usize,
    pub(super) column_span: usize,
    pub(super) text: String,
    pub(super) indent: usize,
    pub(super) printed: Printed,
    /// True if a number was put together from the lines of the cell.
    pub(super) joined: bool,
    /// True if its last line leaves no room for one digit more.
    pub(super) full: bool,
    /// Page and rectangle, as displayed.
    pub(super) page: u32,
    pub(super) rect: Rect,
}

/// A table or a part of one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sheet {
    /// First and last page.
    pub(super) pages: (u32, u32),
    /// How it lies on its page.
    pub(super) turn: Turn,
    /// Its area on its first page and on its last page, as its reader sees it.
    pub(super) first: Rect,
    pub(super) last: Rect,
    /// Its area on each of its pages, as displayed.
    pub(super) areas: Vec<(u32, Rect)>,
    /// Upright lines.
    pub(super) xs: Vec<f32>,
    pub(super) rows: usize,
    /// Sorted by row, then column.
    pub(super) cells: Vec<Cell>,
    /// Height of the first row.
    pub(super) first_height: f32,
    /// For each column: a rule closes the first row above, the last row below.
    pub(super) closed: [Vec<bool>; 2],
    /// For each column: a number begins in it.
    pub(super) numbers: Vec<bool>,
    /// Where the labels begin that are not set in, if those in the first column are not centred.
    pub(super) left: Option<f32>,
    /// 1, less for what had to be mended.
    pub(super) confidence: f32,
    /// True if white space holds columns apart in a good part of it: its rules draw a frame, not the cells.
    pub(super) open: bool,
}

impl Sheet {
    pub(super) fn columns(&self) -> usize {
        self.xs.len() - 1
    }

    /// Without the inner upright lines at which no cell ends: a stray rule that parts nothing makes no column.
    fn without_bare_columns(mut self) -> Self {
        let mut kept = vec![false; self.xs.len()];
        (kept[0], kept[self.columns()]) = (true, true);
        for cell in &self.cells {
            kept[cell.column] = true;
            kept[cell.column + cell.column_span] = true;
        }
        if kept.iter().all(|kept| *kept) {
            return self;
        }
        // The line, and the column right of it, among those that are kept.
        let place = |line: usize| kept[..=line].iter().filter(|kept| **kept).count() - 1;
        for cell in &mut self.cells {
            let end = place(cell.column + cell.column_span);
            cell.column = place(cell.column);
            cell.column_span = end - cell.column;
        }
        let columns = place(self.columns());
        let [above, below] = &mut self.closed;
        for marks in [above, below, &mut self.numbers] {
            let old = std::mem::replace(marks, vec![false; columns]);
            old.into_iter().enumerate().for_each(|(column, marked)| marks[place(column)] |= marked);
        }
        let lines = self.xs.iter().zip(&kept).filter(|(_, kept)| **kept);
        self.xs = lines.map(|(x, _)| *x).collect();
        self
    }
}

/// Reads one component. Glyphs that are taken are crossed out in `free`.
pub(super) fn sheet(page: &Page, strokes: &Strokes, free: &mut [bool]) -> Option<Sheet> {
    let area = area(strokes)?;
    let turn = turn(page, area, free);
    let strokes = turn.strokes(strokes.clone());
    let marks: Vec<Mark<'_>> = page
        .glyphs
        .iter()
        .enumerate()
        .filter(|&(index, _)| free[index])
        .map(|(index, glyph)| turn.mark(index, glyph))
        .filter(|mark| mark.x.is_finite() && mark.y.is_finite())
        .collect();
    let mut lattice = Lattice::of(&strokes, &marks)?;
    lattice.reach_over(&strokes, &marks);
    let marks = inside(&lattice, marks);
    stray::wipe(&mut lattice, &strokes, &marks);
    stray::wipe_bright(&mut lattice, &strokes);
    let mut lattice = lattice.without_bare_lines();
    let mut faces = Faces::of(&lattice);
    let mut filled = fill(&lattice, &faces, &marks);
    if stray::wipe_lonely(&mut lattice, &faces, &filled, &marks) {
        lattice = lattice.without_bare_lines();
        faces = Faces::of(&lattice);
        filled = fill(&lattice, &faces, &marks);
    }
    let cuts = band::cuts(&lattice, &faces, &filled, &marks);
    let mut mended = 0;
    // Where hardly any rule stands between rows, what is upright parts columns only: white space tells the rows.
    if cuts.len() > band::MOST_CUTS * lattice.rows() || band::is_open(&lattice, &faces, &filled, &marks) {
        return None;
    }
    if !cuts.is_empty() {
        lattice = lattice.with_levels(&cuts);
        faces = Faces::of(&lattice);
        filled = fill(&lattice, &faces, &marks);
        mended = cuts.len();
    }
    faces.damaged += mended;
    for by_columns in [true, false] {
        let parts = split::parts(&lattice, &faces, &filled, &marks, by_columns);
        if !parts.is_empty() {
            faces.replace(&parts);
            faces.damaged += parts.len();
            filled = fill(&lattice, &faces, &marks);
        }
    }
    let sheet =
        Builder { lattice: &lattice, faces: &faces, filled: &filled, marks: &marks, turn }.sheet(page);
    if super::verdict::is_table(&sheet) {
        marks.iter().for_each(|mark| free[mark.index] = false);
    }
    (!sheet.open && super::verdict::may_be_part(&sheet)).then_some(sheet)
}

/// What the strokes enclose.
fn area(strokes: &Strokes) -> Option<Rect> {
    let all = strokes.across.iter().map(|level| (level.from, level.at, level.to, level.at));
    let all =
        all.chain(strokes.down.iter().map(|upright| (upright.at, upright.from, upright.at, upright.to)));
    all.map(|(x0, y0, x1, y1)| Rect { x0, y0, x1, y1 }).reduce(Rect::union)
}

/// The table lies as most of its glyphs run. A label written downwards turns no table, nor do a few glyphs.
fn turn(page: &Page, area: Rect, free: &[bool]) -> Turn {
    let mut counts = [0usize; 4];
    for (glyph, _) in page.glyphs.iter().zip(free).filter(|(_, free)| **free) {
        let (x, y) = ((glyph.rect.x0 + glyph.rect.x1) / 2.0, (glyph.rect.y0 + glyph.rect.y1) / 2.0);
        if area.x0 <= x && x <= area.x1 && area.y0 <= y && y <= area.y1 {
            counts[glyph.direction as usize] += 1;
        }
    }
    let all: usize = counts.iter().sum();
    let ways = [Direction::Down, Direction::Left, Direction::Up];
    let turned = ways.into_iter().find(|&way| counts[way as usize] * 3 > all * 2 && all >= 4);
    turned.map_or(Turn::upright(page), |way| Turn::along(page, way))
}

struct Builder<'a> {
    lattice: &'a Lattice,
    faces: &'a Faces,
    filled: &'a Filled,
    marks: &'a [Mark<'a>],
    turn: Turn,
}

impl Builder<'_> {
    fn sheet(&self, page: &Page) -> Sheet {
        let lines: Vec<Vec<TextLine>> = self
            .filled
            .marks
            .iter()
            .map(|own| text::lines(&own.iter().map(|&mark| &self.marks[mark]).collect::<Vec<_>>()))
            .collect();
        let width = |area: &Area| self.lattice.xs[area.columns.1] - self.lattice.xs[area.columns.0];
        let printed = || self.faces.areas.iter().zip(&lines).filter(|(_, lines)| !lines.is_empty());
        let padding = numbers::padding(printed().map(|(area, lines)| (width(area), lines.as_slice())));
        let margins = Margins::of(self.lattice, self.faces, &lines);
        let mut cells = Vec::with_capacity(self.faces.areas.len());
        for (index, (area, lines)) in self.faces.areas.iter().zip(&lines).enumerate() {
            if lines.is_empty() && self.is_outside(area) {
                continue;
            }
            let (mut text, reading) = numbers::text(lines, width(area), padding);
            // Over several rows the lines may as well be the values of these, of which the rules are lost.
            let rows = area.rows.1 - area.rows.0;
            let torn = reading == Reading::Joined && rows > 1 && self.stands_in_rows(lines);
            if torn {
                text = lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n");
            }
            let doubtful = self.filled.doubtful[index] || reading == Reading::Doubtful || torn;
            cells.push(Cell {
                row: area.rows.0,
                column: area.columns.0,
                row_span: area.rows.1 - area.rows.0,
                column_span: area.columns.1 - area.columns.0,
                text,
                indent: margins.indent(area, lines),
                printed: if doubtful { Printed::Unresolved } else { Printed::Here },
                joined: reading == Reading::Joined && !doubtful,
                full: lines.last().is_some_and(|line| numbers::is_full(line, width(area), padding)),
                page: page.number,
                rect: self.turn.back(self.rect(area)),
            });
        }
        let columns = self.lattice.columns();
        let rows = self.rows_with_cells(&mut cells);
        let whole = self.rect(&Area { rows: (0, self.lattice.rows()), columns: (0, columns) });
        let mut numbers = vec![false; columns];
        let is_number = |cell: &&Cell| token(&cell.text) == Token::Number;
        cells.iter().filter(is_number).for_each(|cell: &Cell| numbers[cell.column] = true);
        let closed = |line: usize| (0..columns).map(|column| self.lattice.level(line, column)).collect();
        Sheet {
            pages: (page.number, page.number),
            turn: self.turn,
            first: whole,
            last: whole,
            areas: vec![(page.number, self.turn.back(whole))],
            xs: self.lattice.xs.clone(),
            rows,
            cells,
            first_height: self.lattice.ys[1] - self.lattice.ys[0],
            closed: [closed(0), closed(rows)],
            numbers,
            left: margins.left(),
            confidence: if self.faces.damaged > 0 { 0.9 } else { 1.0 },
            open: self.is_open(),
        }
        .without_bare_columns()
    }

    /// How many rows there are without those at the end that only a cell from above reaches into: the break cut it there.
    fn rows_with_cells(&self, cells: &mut [Cell]) -> usize {
        let rows = cells.iter().map(|cell| cell.row + 1).max().unwrap_or(self.lattice.rows());
        for cell in cells {
            cell.row_span = cell.row_span.min(rows - cell.row);
        }
        rows
    }

    /// True if cells that hold several columns take a good part of the area. Cells over the same columns are looked at
    /// as one: rules between the rows part no columns.
    fn is_open(&self) -> bool {
        let size = |area: &Area| {
            let rect = self.rect(area);
            (rect.x1 - rect.x0) * (rect.y1 - rect.y0)
        };
        let mut stacks: BTreeMap<(usize, usize), (f32, Vec<&Mark<'_>>)> = BTreeMap::new();
        for (area, own) in self.faces.areas.iter().zip(&self.filled.marks) {
            let stack = stacks.entry(area.columns).or_default();
            stack.0 += size(area);
            stack.1.extend(own.iter().map(|&mark| &self.marks[mark]));
        }
        let open = stacks.into_values().filter(|(_, marks)| split::is_open(marks.clone()));
        let open: f32 = open.map(|(size, _)| size).sum();
        open > OPEN * self.faces.areas.iter().map(size).sum::<f32>()
    }

    /// True if each line stands in a row of its own.
    fn stands_in_rows(&self, lines: &[TextLine]) -> bool {
        let rows: Vec<_> = lines.iter().map(|line| slot(&self.lattice.ys, line.level)).collect();
        rows.windows(2).all(|pair| pair[0] != pair[1])
    }

    fn rect(&self, area: &Area) -> Rect {
        Rect {
            x0: self.lattice.xs[area.columns.0],
            y0: self.lattice.ys[area.rows.0],
            x1: self.lattice.xs[area.columns.1],
            y1: self.lattice.ys[area.rows.1],
        }
    }

    /// An empty face at the edge that is open to two sides or more is no cell: the table has a notch there.
    fn is_outside(&self, area: &Area) -> bool {
        let (rows, columns) = (self.lattice.rows(), self.lattice.columns());
        let level =
            |line: usize| (area.columns.0..area.columns.1).all(|column| !self.lattice.level(line, column));
        let upright = |line: usize| (area.rows.0..area.rows.1).all(|row| !self.lattice.upright(row, line));
        let open = [
            area.rows.0 == 0 && level(0),
            area.rows.1 == rows && level(rows),
            area.columns.0 == 0 && upright(0),
            area.columns.1 == columns && upright(columns),
        ];
        open.iter().filter(|&&open| open).count() >= 2
    }
}

/// The white space before texts that a column has anyway.
struct Margins {
    /// Least space left of a text, for each column.
    least: Vec<f32>,
    /// True for columns of centred texts.
    centred: Vec<bool>,
    xs: Vec<f32>,
}

impl Margins {
    fn of(lattice: &Lattice, faces: &Faces, lines: &[Vec<TextLine>]) -> Self {
        let columns = lattice.columns();
        let xs = lattice.xs.clone();
        let mut margins = Self { least: vec![f32::INFINITY; columns], centred: Vec::new(), xs };
        let (mut all, mut even) = (vec![0usize; columns], vec![0usize; columns]);
        for (area, lines) in faces.areas.iter().zip(lines) {
            let Some((left, right, unit)) = margins.sides(area, lines) else { continue };
            let column = area.columns.0;
            margins.least[column] = margins.least[column].min(left);
            if area.columns.1 == column + 1 {
                all[column] += 1;
                even[column] += usize::from((left - right).abs() <= unit);
            }
        }
        margins.centred = all.iter().zip(&even).map(|(&all, &even)| all > 0 && even * 5 >= all * 4).collect();
        margins
    }

    /// Space left and right of the first line, and the width of half a Chinese character.
    fn sides(&self, area: &Area, lines: &[TextLine]) -> Option<(f32, f32, f32)> {
        let first = lines.first().filter(|line| line.runs == Direction::Right)?;
        let (left, right) = (first.from - self.xs[area.columns.0], self.xs[area.columns.1] - first.to);
        Some((left, right, (first.size / 2.0).max(1.0)))
    }

    /// Where the texts of the first column begin that are not set in.
    fn left(&self) -> Option<f32> {
        let least = self.least.first().filter(|least| least.is_finite() && !self.centred[0])?;
        Some(self.xs[0] + least)
    }

    fn indent(&self, area: &Area, lines: &[TextLine]) -> usize {
        let Some((left, right, unit)) = self.sides(area, lines) else { return 0 };
        let column = area.columns.0;
        let centred = self.centred[column] || area.columns.1 > column + 1 && (left - right).abs() <= unit;
        if centred { 0 } else { ((left - self.least[column]) / unit).round().clamp(0.0, 200.0) as usize }
    }
}
