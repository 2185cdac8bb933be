//! Rows of cells, some glued together -> rows: each ends where the rows that are whole say that it must.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::{RawCell, RawRow};
use super::token::Token;

/// No two glued rows have more cells.
const LONGEST: usize = 80;

/// What a whole row looks like: blank cells before its labels, labels, cells behind them.
type Shape = (usize, usize, usize);

/// Rows that lost the blank line between them: a label behind a row's other cells begins a new row, in tables where
/// labels stand before values nearly everywhere.
pub(super) fn split_glued(rows: Vec<RawRow>) -> Vec<RawRow> {
    let body = rows.iter().position(RawRow::has_values).unwrap_or(rows.len());
    let mut shapes: BTreeMap<Shape, usize> = BTreeMap::new();
    let mut glued = 0;
    for row in &rows[body..] {
        match shape(&row.cells) {
            Some(shape) => *shapes.entry(shape).or_default() += 1,
            None => glued += usize::from(text_behind(row).is_some()),
        }
    }
    let with_values =
        shapes.iter().filter(|((_, _, values), _)| *values > 0).map(|(_, count)| count).sum::<usize>();
    if glued == 0 || glued * 4 > with_values + glued {
        return rows;
    }
    let common: BTreeSet<Shape> =
        shapes.iter().filter(|&(_, &count)| count > 1).map(|(&shape, _)| shape).collect();
    let all: BTreeSet<Shape> = shapes.into_keys().collect();
    let mut split = Vec::with_capacity(rows.len() + glued);
    for (index, row) in rows.iter().enumerate() {
        let glued = index >= body && shape(&row.cells).is_none() && text_behind(row).is_some();
        match if glued { ends(&row.cells, &common).or_else(|| ends(&row.cells, &all)) } else { None } {
            Some(ends) => split.extend(parts(row, &ends)),
            None if glued => split.extend(at_labels(row, &rows)),
            None => split.push(row.clone()),
        }
    }
    split
}

/// The shape of a row whose labels stand side by side with nothing but values or blanks behind; `None` for others.
fn shape(cells: &[RawCell]) -> Option<Shape> {
    let lead = cells.iter().take_while(|cell| cell.token == Token::Empty).count();
    let labels = cells[lead..].iter().take_while(|cell| cell.token == Token::Text).count();
    let values = &cells[lead + labels..];
    let whole = labels > 0 && values.iter().all(|cell| cell.token != Token::Text);
    whole.then_some((lead, labels, values.len()))
}

/// The first text behind a value, or behind a blank that follows a label.
fn text_behind(row: &RawRow) -> Option<usize> {
    let first = row.cells.iter().position(|cell| cell.token == Token::Text)?;
    let other = row.cells[first..].iter().position(|cell| cell.token != Token::Text)? + first;
    row.cells[other..].iter().position(|cell| cell.token == Token::Text).map(|at| other + at)
}

/// Where the parts end if there is just one way to take the cells for rows of these shapes.
fn ends(cells: &[RawCell], shapes: &BTreeSet<Shape>) -> Option<Vec<usize>> {
    let count = cells.len();
    if count > LONGEST {
        return None;
    }
    // For each cell, in how many ways the cells from it on are rows (two stand for more), and where its row ends.
    let mut ways = vec![(0usize, 0usize); count + 1];
    ways[count].0 = 1;
    for from in (0..count).rev() {
        for to in from + 1..=count {
            if ways[to].0 > 0 && shape(&cells[from..to]).is_some_and(|shape| shapes.contains(&shape)) {
                ways[from] = ((ways[from].0 + ways[to].0).min(2), to);
            }
        }
    }
    if ways[0].0 != 1 {
        return None;
    }
    let next = |&at: &usize| (at < count).then(|| ways[at].1);
    Some(std::iter::successors(Some(ways[0].1), next).collect())
}

fn parts(row: &RawRow, ends: &[usize]) -> Vec<RawRow> {
    let starts = [0].into_iter().chain(ends.iter().copied());
    starts.zip(ends).map(|(from, &to)| RawRow { cells: row.cells[from..to].to_vec() }).collect()
}

/// Splits a row before each text behind a value; blanks before that text go with it where rows of the table begin with
/// blanks, so that none is taken for a value cell.
fn at_labels(row: &RawRow, rows: &[RawRow]) -> Vec<RawRow> {
    let lends = !rows.iter().any(|row| row.has_values() && row.cells[0].token == Token::Empty);
    let mut split = Vec::new();
    let mut row = row.clone();
    while let Some(at) = behind_value(&row) {
        let blanks = row.cells[..at].iter().rev().take_while(|cell| cell.token == Token::Empty).count();
        let rest = row.cells.split_off(if lends { at } else { at - blanks });
        split.push(std::mem::replace(&mut row, RawRow { cells: rest }));
    }
    split.push(row);
    split
}

/// The first text behind a value.
fn behind_value(row: &RawRow) -> Option<usize> {
    let first = row.first_value()?;
    row.cells[first..].iter().position(|cell| cell.token == Token::Text).map(|at| first + at)
}

#[cfg(test)]
mod tests {
    use super::super::cell_lines::find;
    use super::super::printed::testing::{lines, show};
    use crate::model::Printed;

    /// Rows of cells, one a line behind a tab, parted as the rows say: `|` between cells, `/` for a blank line, `~` for
    /// white space before the tab of the next cell.
    fn text(rows: &str) -> String {
        let rows = rows.replace('/', "\n\n\t").replace("|~", "\n \t").replace('|', "\n\t");
        format!("\t{rows}\n")
    }

    fn table(rows: &str) -> Vec<String> {
        let text = text(rows);
        let claims = find(&lines(&text));
        assert_eq!(claims.len(), 1);
        show(&claims[0].grid)
    }

    #[test]
    fn rows_without_a_blank_line_between_them_end_where_whole_rows_do() {
        let rows = table(
            "指标|单位|统计数/1．公报数|条|3/2．网站数|条|5/3．微博数|条|0/4．微信数|条|1/二、回应解读||/\
             1．回应数|次|7|2．稿件数|篇|1/三、依申请|||1．申请数|件|2/2．办结数|件|2",
        );
        assert_eq!(
            rows[6..],
            [
                "0:1．回应数 1:次 2:7",
                "0:2．稿件数 1:篇 2:1",
                "0:三、依申请",
                "0:1．申请数 1:件 2:2",
                "0:2．办结数 1:件 2:2",
            ]
        );
    }

    #[test]
    fn white_space_before_a_tab_ends_a_row_and_may_stand_for_its_last_cell() {
        let rows = table("事项|制发件数|废止件数|有效件数/甲|1|0|3/乙|1|0|~第五项/事项|处理数量/丙|4|~丁|6");
        assert_eq!(rows[2..4], ["0:乙 1:1 2:0", "0:第五项"]);
        assert_eq!(rows[5..], ["0:丙 1:4", "0:丁 1:6"]);
    }

    #[test]
    fn a_row_that_lost_a_cell_keeps_its_values_from_the_columns_and_its_neighbours_whole() {
        let text = text(
            "说明|情况/|甲|乙|丙|丁/一、新收|1|2|3/二、结转|0|1|2|3/三、办理|（一）公开|5|6|7|8/|（二）其他|0|||9/四、结转|1|1|1|1",
        );
        let claims = find(&lines(&text));
        let grid = &claims[0].grid;
        let unresolved: Vec<usize> = grid
            .cells
            .iter()
            .filter(|cell| cell.printed == Printed::Unresolved)
            .map(|cell| cell.row)
            .collect();
        assert_eq!(unresolved, [2; 4]);
        assert_eq!(
            show(grid)[3..6],
            [
                "0(1x2):二、结转 2:0 3:1 4:2 5:3",
                "0:三、办理 1:（一）公开 2:5 3:6 4:7 5:8",
                "1:（二）其他 2:0 5:9",
            ]
        );
    }

    #[test]
    fn blanks_below_a_header_are_rows_of_values() {
        let rows = table("行政复议|行政诉讼/维持|纠正|总计|起诉/|||维持|纠正|总计/|||||");
        assert_eq!(rows[0], "0(1x3):行政复议 3(1x3):行政诉讼");
        assert_eq!(rows[3], "");
    }
}
