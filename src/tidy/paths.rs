//! Matrix + Shape -> label paths: header texts of each column, row labels with their ancestors.

use std::sync::Arc;

use super::matrix::Matrix;
use super::shape::{Block, Role, Shape};
use crate::model::{Numbering, numbering};

/// A path, outermost first.
pub(crate) type Path = Arc<[String]>;

/// Most characters of one text in a path: a cell that spans thousands of rows gives its text to each of them.
const MOST_CHARACTERS: usize = 1_000;

/// The beginning of a text, as far as a path holds it.
fn part(text: &str) -> &str {
    text.char_indices().nth(MOST_CHARACTERS).map_or(text, |(end, _)| &text[..end])
}

/// Adds a part; equal neighbours fold into one.
fn add(path: &mut Vec<String>, part: &str) {
    let part = self::part(part);
    if !part.is_empty() && path.last().is_none_or(|last| last != part) {
        path.push(part.to_owned());
    }
}

/// The header path of one value column inside a block; empty texts are spread from the left over the columns that a
/// merged cell spans.
pub(crate) fn column_path(matrix: &Matrix<'_>, shape: &Shape, block: &Block, column: usize) -> Vec<String> {
    let mut path = Vec::new();
    for row in block.header.clone() {
        if !is_column_numbers(matrix, row) && !is_title(matrix, shape, row) {
            add(&mut path, header_text(matrix, shape, block, row, column));
        }
    }
    path
}

/// The text that heads a column in one header row.
fn header_text<'m>(
    matrix: &'m Matrix<'_>,
    shape: &Shape,
    block: &Block,
    row: usize,
    column: usize,
) -> &'m str {
    let own = matrix.text(row, column);
    if !own.is_empty() || row_has_spans(matrix, row) || !has_text_below(matrix, block, row, column) {
        return own;
    }
    let mut from = column;
    while from > 0
        && (shape.roles[from - 1] == shape.roles[column] || heads_half(matrix, shape, row, from - 1))
    {
        from -= 1;
        if parent_text(matrix, block, row, from) != parent_text(matrix, block, row, column) {
            return own;
        }
        let text = matrix.text(row, from);
        if !text.is_empty() {
            return if has_text_below(matrix, block, row, from) { text } else { own };
        }
    }
    own
}

/// The heading of one side of a two-sided table stands over its labels and reaches over its values.
fn heads_half(matrix: &Matrix<'_>, shape: &Shape, row: usize, column: usize) -> bool {
    let sides =
        shape.roles.windows(2).filter(|pair| pair[0] == Role::Value && pair[1] != Role::Value).count();
    sides > 0 && shape.roles[column] != Role::Value && row + 1 < matrix.rows
}

/// The text right above, spread likewise; only compared.
fn parent_text<'m>(matrix: &'m Matrix<'_>, block: &Block, row: usize, column: usize) -> &'m str {
    if row == block.header.start {
        return "";
    }
    let mut from = column;
    loop {
        let text = matrix.text(row - 1, from);
        if !text.is_empty() || from == 0 {
            return text;
        }
        from -= 1;
    }
}

fn row_has_spans(matrix: &Matrix<'_>, row: usize) -> bool {
    matrix.filled(row).any(|cell| matrix.grid.cells[cell].column_span > 1)
}

fn has_text_below(matrix: &Matrix<'_>, block: &Block, row: usize, column: usize) -> bool {
    (row + 1..block.header.end)
        .any(|below| !matrix.text(below, column).is_empty() && !is_column_numbers(matrix, below))
}

/// A 栏次 line: 1, 2, 3 … (or 甲, 乙, 1, 2) under the header.
fn is_column_numbers(matrix: &Matrix<'_>, row: usize) -> bool {
    let mut numbers = 0;
    for cell in matrix.filled(row) {
        let text = &*matrix.texts[cell];
        let counted = text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        if !counted && !matches!(text, "栏次" | "行次" | "甲" | "乙" | "丙" | "丁" | "序号") {
            return false;
        }
        numbers += usize::from(counted);
    }
    numbers >= 1
}

/// A title inside the grid: one text over the whole width, above other header rows.
fn is_title(matrix: &Matrix<'_>, shape: &Shape, row: usize) -> bool {
    let mut filled = matrix.filled(row);
    let (Some(only), None) = (filled.next(), filled.next()) else { return false };
    let cell = &matrix.grid.cells[only];
    shape.label_columns > 0
        && cell.column == 0
        && (cell.column_span >= matrix.columns || cell.column_span == 1)
}

/// One label on the way down to a row.
#[derive(Debug, Clone)]
struct Level {
    column: usize,
    indent: usize,
    /// Style and number of the label's numbering; behind `其中：`, that of the item.
    number: Option<(Numbering, u32)>,
    of_which: bool,
    text: String,
}

impl Level {
    fn new(column: usize, indent: usize, text: String) -> Self {
        let item = of_which(&text);
        let number = numbering(item.unwrap_or(&text)).map(|(style, number, _)| (style, number));
        Self { column, indent, number, of_which: item.is_some(), text }
    }

    /// The style that ranks the label; an item behind `其中：` has none.
    fn style(&self) -> Option<Numbering> {
        self.number.map(|(style, _)| style).filter(|_| !self.of_which)
    }

    /// Whether the label goes on with the items that `其中：` began above.
    fn goes_on(&self, above: &Level, parent: Option<&Level>) -> bool {
        if !above.of_which || self.of_which || self.column != above.column || is_total(&self.text) {
            return false;
        }
        match (self.number, above.number) {
            (Some((style, number)), Some((known, last))) => {
                style == known && last.checked_add(1) == Some(number)
            }
            (None, None) => {
                self.indent >= above.indent && parent.is_some_and(|parent| parent.number.is_some())
            }
            _ => false,
        }
    }
}

/// Carries the labels that stand above a row: by column, by numbering, by indentation.
pub(crate) struct RowPaths {
    stack: Vec<Level>,
    /// The block line above the rows.
    block: String,
    /// The cell over all columns above the rows.
    section: String,
    coded: bool,
}

const TOTALS: &[&str] = &["合计", "总计", "小计", "共计", "总和"];

impl RowPaths {
    /// For the rows of one block; `columns` are the label columns that may stand above its values.
    pub(crate) fn new(matrix: &Matrix<'_>, shape: &Shape, block: &Block) -> Self {
        let line = block.line.and_then(|row| matrix.filled(row).next());
        let coded = shape.roles.contains(&Role::Code);
        Self {
            stack: Vec::new(),
            block: line.map_or(String::new(), |cell| part(&matrix.texts[cell]).to_owned()),
            section: String::new(),
            coded,
        }
    }

    /// The path of a row from its cells in these label columns.
    pub(crate) fn path(&mut self, matrix: &Matrix<'_>, shape: &Shape, row: usize, columns: &[usize]) -> Path {
        let mut parts: Vec<String> = Vec::new();
        add(&mut parts, &self.block);
        if let Some(section) = section(matrix, row) {
            self.stack.clear();
            self.section = section.to_owned();
        }
        add(&mut parts, &self.section);
        if self.coded {
            for &column in columns.iter().filter(|&&column| is_named(shape.roles[column])) {
                add(&mut parts, matrix.text(row, column));
            }
            return self.finish(matrix, shape, row, columns, parts);
        }
        let mut first = true;
        for &column in columns.iter().filter(|&&column| shape.roles[column] == Role::Label) {
            let Some(cell) = matrix.at(row, column).filter(|&cell| !matrix.texts[cell].is_empty()) else {
                continue;
            };
            let place = &matrix.grid.cells[cell];
            if place.column != column {
                continue;
            }
            let text = part(&matrix.texts[cell]);
            if place.row != row && self.stack.iter().any(|level| level.column == column && level.text == text)
            {
                self.stack.retain(|level| level.column <= column);
                continue;
            }
            self.push(Level::new(column, place.indent, text.to_owned()), first);
            first = false;
        }
        for level in &self.stack {
            add(&mut parts, &level.text);
        }
        self.finish(matrix, shape, row, columns, parts)
    }

    /// Line numbers name a row only where nothing else does.
    fn finish(
        &self,
        matrix: &Matrix<'_>,
        shape: &Shape,
        row: usize,
        columns: &[usize],
        mut parts: Vec<String>,
    ) -> Path {
        if parts.is_empty() {
            for &column in columns.iter().filter(|&&column| shape.roles[column] == Role::LineNumber) {
                add(&mut parts, matrix.text(row, column));
            }
        }
        parts.into()
    }

    /// Puts a label under its ancestors: those that the new label does not stand under are taken off first.
    fn push(&mut self, mut level: Level, first_in_row: bool) {
        if let [.., parent, above] = self.stack.as_slice()
            && level.goes_on(above, Some(parent))
        {
            level.of_which = true;
            self.stack.pop();
            self.stack.push(level);
            return;
        }
        while let Some(top) = self.stack.last() {
            if top.column < level.column || (first_in_row && is_ancestor(top, &level)) {
                break;
            }
            self.stack.pop();
        }
        if first_in_row {
            // A torn row lost the cells before its label: the numbering says which levels above still hold.
            self.drop_deeper(&level);
        }
        self.stack.push(level);
    }

    fn drop_deeper(&mut self, level: &Level) {
        let Some(style) = level.style() else { return };
        while self
            .stack
            .last()
            .is_some_and(|top| top.column < level.column && top.style().is_some_and(|s| s >= style))
        {
            self.stack.pop();
        }
    }
}

/// The text of a row that is one cell over all columns of values and labels: it heads the rows below.
fn section<'m>(matrix: &'m Matrix<'_>, row: usize) -> Option<&'m str> {
    let cell = matrix.at(row, 0).filter(|_| matrix.columns >= 3)?;
    let place = &matrix.grid.cells[cell];
    (place.row == row && place.row_span == 1 && place.column_span >= matrix.columns)
        .then(|| part(&matrix.texts[cell]))
}

fn is_named(role: Role) -> bool {
    matches!(role, Role::Label | Role::Code)
}

/// What follows `其中：`, if the label begins with it.
fn of_which(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(['（', '(', ' ']);
    let rest = rest.strip_prefix("其中").or_else(|| rest.strip_prefix('#'))?;
    Some(rest.trim_start_matches(['：', ':', '，', ',', ' ']))
}

fn is_total(text: &str) -> bool {
    TOTALS.iter().any(|total| text.ends_with(total))
}

/// True for a total that names what it sums (`本年收入合计`): it stands beside items of other names, however far it is set
/// in, and nothing stands under it.
fn is_named_total(text: &str) -> bool {
    TOTALS.iter().any(|total| text.strip_suffix(total).is_some_and(|named| named.chars().count() >= 2))
}

/// The total of another text's parts names that text.
fn sums(total: &str, above: &str) -> bool {
    TOTALS.iter().filter_map(|word| total.strip_suffix(word)).any(|named| above.contains(named))
}

/// Whether a label in the same column stands above the new one.
fn is_ancestor(above: &Level, below: &Level) -> bool {
    let apart = is_named_total(&below.text) && !sums(&below.text, &above.text)
        || is_named_total(&above.text) && !below.of_which;
    if apart && (above.number.is_none() || below.number.is_none()) {
        return false;
    }
    match (above.style(), below.style()) {
        (Some(a), Some(b)) => a < b,
        _ if above.column > below.column => false,
        (Some(_), None) if is_total(&below.text) => below.indent > above.indent,
        (Some(_), None) => below.of_which || below.indent > above.indent,
        (None, Some(_)) => below.indent > above.indent,
        (None, None) if above.of_which => false,
        (None, None) => below.of_which || below.indent > above.indent,
    }
}
