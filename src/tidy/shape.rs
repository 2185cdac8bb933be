//! Matrix -> Shape: where the header ends, what each column is, and the blocks with headers of their own.

use super::matrix::{Matrix, is_value};
use super::value;
use crate::model::{ValueKind, numbering};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Row labels.
    Label,
    /// Line numbers: in no path where another label stands.
    LineNumber,
    /// Units of the row's values.
    Unit,
    /// Codes, in the path but without hierarchy.
    Code,
    /// Values.
    Value,
}

/// Rows under one header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    /// Row of the block line, if there is one: its text heads the labels of the block.
    pub(crate) line: Option<usize>,
    /// Header rows.
    pub(crate) header: std::ops::Range<usize>,
    /// Rows with values.
    pub(crate) body: std::ops::Range<usize>,
}

/// How a table is to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shape {
    /// Rows above the first row of values, block lines included.
    pub(crate) header_rows: usize,
    /// Columns before the first value column.
    pub(crate) label_columns: usize,
    /// Role of every column.
    pub(crate) roles: Vec<Role>,
    /// Blocks from top to bottom; at least one.
    pub(crate) blocks: Vec<Block>,
}

/// Works out the shape of a table.
pub(crate) fn shape(matrix: &Matrix<'_>) -> Shape {
    let header_rows =
        matrix.grid.shape.map_or_else(|| header_rows(matrix), |(rows, _)| rows.min(matrix.rows));
    let blocks = blocks(matrix, header_rows);
    let roles = roles(matrix, &blocks);
    let label_columns = roles.iter().position(|&role| role == Role::Value).unwrap_or(roles.len());
    Shape { header_rows, label_columns, roles, blocks }
}

/// Rows above the first one that holds values of its own.
fn header_rows(matrix: &Matrix<'_>) -> usize {
    let first = (0..matrix.rows).find(|&row| {
        matrix.has_values(row) && !is_header_of_numbers(matrix, row)
            || row > 0 && (is_numbered_line(matrix, row) || is_blank_row(matrix, row))
    });
    // A last row of blanks is the one row of a table that prints none of its values.
    let blank =
        || (matrix.rows > 1 && matrix.filled(matrix.rows - 1).next().is_none()).then(|| matrix.rows - 1);
    first.or_else(blank).unwrap_or_else(|| usize::from(matrix.rows > 1))
}

/// A row that only heads the rows below it (`一、主动公开情况`), right under a complete header; its label may be written
/// out in each column that it covers.
fn is_numbered_line(matrix: &Matrix<'_>, row: usize) -> bool {
    let Some(first) = matrix.filled(row).next() else { return false };
    is_line(matrix, row)
        && matrix.grid.cells[first].column == 0
        && numbering(&matrix.texts[first]).is_some()
        && matrix.filled(row - 1).count() >= 2
}

/// A label whose values are all blank, right under a header that names the labels' column, too, or where more such lines
/// follow. What stands right above another header is the line of a block.
fn is_blank_row(matrix: &Matrix<'_>, row: usize) -> bool {
    let text = matrix.text(row, 0);
    is_alone(matrix, row)
        && value::unit_of(text).is_none()
        && (!matrix.text(row - 1, 0).is_empty()
            || (row + 2..matrix.rows).any(|below| is_alone(matrix, below)))
        && matrix.filled(row - 1).count() >= 2
        && row + 1 < matrix.rows
        && (matrix.has_values(row + 1) || matrix.filled(row + 1).count() < 2)
}

/// One text in the first column, and nothing else in its row.
fn is_alone(matrix: &Matrix<'_>, row: usize) -> bool {
    let mut filled = matrix.filled(row);
    let first = filled.next().filter(|&cell| matrix.grid.cells[cell].column == 0);
    first.is_some_and(|cell| matrix.values[cell].kind == ValueKind::Text) && filled.next().is_none()
}

/// A row of numbers that heads columns: years, or the column numbers of a 栏次 line.
fn is_header_of_numbers(matrix: &Matrix<'_>, row: usize) -> bool {
    let numbers: Vec<_> = matrix
        .filled(row)
        .filter(|&cell| is_value(matrix.values[cell].kind))
        .map(|cell| &matrix.values[cell])
        .collect();
    let whole: Vec<i64> =
        numbers.iter().filter_map(|value| value.value.and_then(|v| i64::try_from(v).ok())).collect();
    if whole.len() != numbers.len() || row + 1 >= matrix.rows {
        return false;
    }
    let years = whole.iter().all(|year| (1949..=2050).contains(year)) && whole.len() >= 2;
    let years_below = (0..matrix.columns).filter(|&c| is_year(matrix, row + 1, c)).count();
    if years && years_below < whole.len() && !starts_with_value(matrix, row) {
        return true;
    }
    let first = matrix.filled(row).next().map_or("", |cell| &matrix.texts[cell]);
    let counted = whole.windows(2).all(|pair| pair[1] == pair[0] + 1) && whole.first() == Some(&1);
    counted
        && (is_line_number_head(first)
            || row > 0 && whole.len() >= 3 && !matrix.has_values(row - 1) && first == "1")
}

/// A year stands in the row's first cell: a row of a time series, not a header.
fn starts_with_value(matrix: &Matrix<'_>, row: usize) -> bool {
    is_value(matrix.kind(row, 0))
}

fn is_year(matrix: &Matrix<'_>, row: usize, column: usize) -> bool {
    matrix
        .at(row, column)
        .and_then(|cell| matrix.values[cell].value)
        .and_then(|value| i64::try_from(value).ok())
        .is_some_and(|year| (1949..=2050).contains(&year))
}

/// Heads of line-number columns and first cells of column-number lines.
fn is_line_number_head(text: &str) -> bool {
    matches!(text, "行次" | "栏次" | "序号" | "编号" | "序" | "次" | "栏目" | "No." | "No" | "#" | "项次")
}

/// A table has one block, or one for each header that is repeated or replaced inside it.
fn blocks(matrix: &Matrix<'_>, header_rows: usize) -> Vec<Block> {
    let mut starts: Vec<(Option<usize>, std::ops::Range<usize>)> = Vec::new();
    let mut row = header_rows;
    while row < matrix.rows {
        if let Some((line, header)) = block_start(matrix, row, header_rows) {
            row = header.end;
            starts.push((line, header));
        } else {
            row += 1;
        }
    }
    let (line, header) = first_block(matrix, header_rows, !starts.is_empty());
    starts.insert(0, (line, header));
    let ends: Vec<usize> = starts[1..].iter().map(|(line, header)| line.unwrap_or(header.start)).collect();
    let ends = ends.into_iter().chain([matrix.rows]);
    starts
        .into_iter()
        .zip(ends)
        .map(|((line, header), end)| Block { line, body: header.end..end, header })
        .collect()
}

/// The first row of the header is a block line if it is one cell that speaks of an item, or if more blocks follow.
fn first_block(
    matrix: &Matrix<'_>,
    header_rows: usize,
    more: bool,
) -> (Option<usize>, std::ops::Range<usize>) {
    if header_rows >= 2 && is_line(matrix, 0) && !heads_group(matrix, 0) {
        let text = matrix.filled(0).next().map_or("", |cell| &matrix.texts[cell]);
        let line = (more || text.starts_with('第')).then_some(0);
        return (line, 1..header_rows);
    }
    (None, 0..header_rows)
}

/// One text alone in its row, over several columns behind the first one.
fn heads_group(matrix: &Matrix<'_>, row: usize) -> bool {
    let mut filled = matrix.filled(row);
    let (Some(only), None) = (filled.next(), filled.next()) else { return false };
    let cell = &matrix.grid.cells[only];
    cell.column > 0 && cell.column_span > 1
}

/// One text alone in its row, or repeated over it.
fn is_line(matrix: &Matrix<'_>, row: usize) -> bool {
    let mut filled = matrix.filled(row);
    let Some(first) = filled.next() else { return false };
    matrix.values[first].kind == ValueKind::Text
        && filled.all(|cell| matrix.texts[cell] == matrix.texts[first])
}

/// A header inside the table: a block line and a row of texts, or a row of texts that begins like the first header.
fn block_start(
    matrix: &Matrix<'_>,
    row: usize,
    header_rows: usize,
) -> Option<(Option<usize>, std::ops::Range<usize>)> {
    // Where the table begins with the line of a block, a block's rows may be blank.
    let blank_below = |row: usize| is_line(matrix, 0) && row + 1 < matrix.rows && is_alone(matrix, row + 1);
    let is_header = |row: usize| {
        row < matrix.rows
            && !matrix.has_values(row)
            && matrix.filled(row).count() >= 2
            && (has_values_below(matrix, row) || blank_below(row))
    };
    if is_line(matrix, row) && is_header(row + 1) && heads_columns(matrix, row + 1, header_rows) {
        return Some((Some(row), row + 1..row + 2));
    }
    let stub = (0..header_rows).rev().map(|header| matrix.text(header, 0)).find(|text| !text.is_empty());
    if stub.is_some_and(|stub| stub == matrix.text(row, 0)) && is_header(row) {
        return Some((None, row..row + 1));
    }
    None
}

/// True if the row names columns that hold values: its texts stand where numbers stand elsewhere.
fn heads_columns(matrix: &Matrix<'_>, row: usize, header_rows: usize) -> bool {
    let known = |column: usize| matches!(matrix.grid.shape, Some((_, Some(labels))) if column >= labels);
    let over = |column: usize| {
        known(column) || (header_rows..matrix.rows).any(|body| is_value(matrix.kind(body, column)))
    };
    matrix.filled(row).map(|cell| matrix.grid.cells[cell].column).skip(1).all(over)
}

fn has_values_below(matrix: &Matrix<'_>, row: usize) -> bool {
    (row + 1..(row + 3).min(matrix.rows)).any(|below| matrix.has_values(below))
}

/// The role of every column, from its header and from what its body holds.
fn roles(matrix: &Matrix<'_>, blocks: &[Block]) -> Vec<Role> {
    if let Some((_, Some(labels))) = matrix.grid.shape {
        return given(matrix, blocks, labels);
    }
    let counts: Vec<Counts> = (0..matrix.columns).map(|column| count(matrix, blocks, column)).collect();
    // Line numbers and codes number the rows of a list of texts; they are no values of it.
    let any_values = (0..matrix.columns).any(|column| {
        let role = head_role(matrix, blocks, column);
        counts[column].values > 0 && !matches!(role, Some(Role::LineNumber | Role::Code))
    });
    if !any_values {
        return texts_only(matrix, blocks);
    }
    let mut roles: Vec<Role> = Vec::with_capacity(matrix.columns);
    for (column, count) in counts.iter().enumerate() {
        let before_values = !roles.contains(&Role::Value);
        let values_follow = counts[column + 1..].iter().any(|later| later.is_value());
        roles.push(role(matrix, blocks, column, count, before_values, values_follow));
    }
    if !roles.contains(&Role::Value)
        && let Some(last) = roles.last_mut()
    {
        *last = Role::Value;
    }
    roles
}

/// Label columns are known; among them units and line numbers are told by their heads.
fn given(matrix: &Matrix<'_>, blocks: &[Block], labels: usize) -> Vec<Role> {
    let role = |column: usize| match head_role(matrix, blocks, column) {
        _ if column >= labels => Role::Value,
        Some(role) => role,
        None => Role::Label,
    };
    (0..matrix.columns).map(role).collect()
}

/// In a table of texts the first column that is no line number is the label.
fn texts_only(matrix: &Matrix<'_>, blocks: &[Block]) -> Vec<Role> {
    let mut roles = vec![Role::Value; matrix.columns];
    let blank = |row: usize| matrix.filled(row).next().is_none();
    if blocks.iter().all(|block| block.body.clone().all(blank)) && !is_headed_once(matrix, blocks, 0) {
        return roles;
    }
    for (column, role) in roles.iter_mut().enumerate() {
        match head_role(matrix, blocks, column) {
            Some(Role::LineNumber) => *role = Role::LineNumber,
            _ => {
                *role = if matrix.columns > 1 { Role::Label } else { Role::Value };
                break;
            }
        }
    }
    roles
}

/// What the body of a column holds.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    texts: usize,
    values: usize,
    years: usize,
    counted: bool,
}

impl Counts {
    fn is_value(&self) -> bool {
        self.values > self.texts
    }
}

fn count(matrix: &Matrix<'_>, blocks: &[Block], column: usize) -> Counts {
    let mut counts = Counts { counted: true, ..Counts::default() };
    let mut expected = None;
    for row in blocks.iter().flat_map(|block| block.body.clone()) {
        let Some(cell) = matrix.anchored(row, column) else { continue };
        match matrix.values[cell].kind {
            ValueKind::Text => counts.texts += 1,
            ValueKind::Blank => {}
            _ => {
                counts.values += 1;
                counts.years += usize::from(is_year(matrix, row, column));
                let number = matrix.values[cell].value.and_then(|value| i64::try_from(value).ok());
                counts.counted &=
                    number.is_some() && expected.is_none_or(|expected| number == Some(expected));
                expected = number.map(|number| number + 1);
            }
        }
    }
    counts
}

fn role(
    matrix: &Matrix<'_>,
    blocks: &[Block],
    column: usize,
    count: &Counts,
    before_values: bool,
    values_follow: bool,
) -> Role {
    let head = head_role(matrix, blocks, column);
    if let Some(role) = head
        && (values_follow || role == Role::LineNumber)
        && (role != Role::Unit || count.texts >= count.values)
    {
        return role;
    }
    if !values_follow {
        return if before_values && count.texts > 0 && count.values == 0 && column == 0 {
            Role::Label
        } else {
            Role::Value
        };
    }
    if count.texts > 0 && count.texts >= count.values {
        return Role::Label;
    }
    if before_values && column == 0 && count.values > 1 && count.years == count.values {
        return Role::Label;
    }
    if before_values && column == 0 && count.values > 2 && count.texts == 0 && count.counted {
        return Role::LineNumber;
    }
    if before_values
        && count.texts == 0
        && count.values == 0
        && column == 0
        && is_headed_once(matrix, blocks, column)
    {
        return Role::Label;
    }
    Role::Value
}

/// True if one text heads the column: where a group and a column are named, it holds values that are all blank.
fn is_headed_once(matrix: &Matrix<'_>, blocks: &[Block], column: usize) -> bool {
    let heads = |block: &Block| -> Vec<&str> {
        let mut heads: Vec<&str> = block.header.clone().map(|row| matrix.text(row, column)).collect();
        heads.retain(|text| !text.is_empty());
        heads.dedup();
        heads
    };
    blocks.first().is_some_and(|block| heads(block).len() == 1)
}

/// What the lowest text of a column's header says about its role.
fn head_role(matrix: &Matrix<'_>, blocks: &[Block], column: usize) -> Option<Role> {
    let block = blocks.first()?;
    let mut texts =
        block.header.clone().rev().map(|row| matrix.text(row, column)).filter(|text| !text.is_empty());
    let leaf = texts.next()?;
    let leaf =
        if value::parse(leaf, true).kind == ValueKind::Number { texts.next().unwrap_or(leaf) } else { leaf };
    let coded = block.header.clone().any(|row| is_code_head(matrix.text(row, column)));
    match leaf {
        _ if is_line_number_head(leaf) => Some(Role::LineNumber),
        "单位" | "计量单位" | "计量" | "Unit" | "unit" | "Units" => Some(Role::Unit),
        "类" | "款" | "项" => Some(Role::Code),
        _ if is_code_head(leaf) || coded && leaf.contains("编码") => Some(Role::Code),
        _ => None,
    }
}

fn is_code_head(text: &str) -> bool {
    ["编码", "代码", "科目编号", "Code", "code"].iter().any(|word| text.ends_with(word))
        && text.chars().count() <= 12
}
