//! Lines `label number number …` whose columns are lost -> a table by order, where every line has as many values.

use super::super::claim::Claim;
use super::super::token::{Token, is_space, token, trim};
use super::super::view::ViewLine;
use super::blocks::Look;
use super::grid::cell;
use crate::model::{Code, Grid, Method, Printed, Problem};

/// No row printed by order has more values.
const MOST_VALUES: usize = 60;

/// Characters of a value; `token` takes what is longer for text.
const LONGEST_VALUE: usize = 64;

/// Rows that a table needs.
const FEWEST_ROWS: usize = 3;

/// Order alone says less than place.
const CONFIDENCE: f32 = 0.6;

/// A line split into its label and the values behind it.
#[derive(Debug, Clone)]
struct Row<'a> {
    index: usize,
    label: &'a str,
    values: Vec<&'a str>,
}

/// Finds tables by order in lines that no place tells the columns of.
pub(crate) fn find(view: &[ViewLine<'_>], looks: &[Look]) -> Vec<Claim> {
    let mut claims = Vec::new();
    let mut run: Vec<Row<'_>> = Vec::new();
    for (index, line) in view.iter().enumerate() {
        let row = match looks[index] {
            Look::Single | Look::Multi => row(line.text, index),
            // One blank line may stand between rows, and a page mark.
            Look::Furniture => continue,
            Look::Blank if looks.get(index + 1) != Some(&Look::Blank) => continue,
            _ => None,
        };
        match row {
            Some(row) => run.push(row),
            None => claims.extend(claim(view, looks, std::mem::take(&mut run))),
        }
    }
    claims.extend(claim(view, looks, run));
    claims
}

/// A line's label and its values; `None` if it has no label or fewer than two values.
fn row(text: &str, index: usize) -> Option<Row<'_>> {
    let trimmed = trim(text);
    let mut values: Vec<&str> = Vec::new();
    let mut label = trimmed;
    while let Some((before, word)) = last_word(label) {
        if !token(word).is_value() || values.len() > MOST_VALUES {
            break;
        }
        values.push(word);
        label = before;
    }
    if values.len() < 2 || values.len() > MOST_VALUES {
        return None;
    }
    values.reverse();
    let named = label.chars().any(char::is_alphabetic) && label.chars().count() <= 40;
    let sentence =
        label.contains(['，', '。', '；', '：', ':', ';']) || label.ends_with([',', '、', '(', '（']);
    (named && !sentence).then_some(Row { index, label, values })
}

/// Splits off the last word; `None` where only one is left, which is the label, or where it is too long for a value.
fn last_word(text: &str) -> Option<(&str, &str)> {
    let at = text.char_indices().rev().take(LONGEST_VALUE + 1).find(|&(_, c)| is_space(c))?;
    let word = &text[at.0 + at.1.len_utf8()..];
    Some((text[..at.0].trim_end_matches(is_space), word))
}

fn claim(view: &[ViewLine<'_>], looks: &[Look], rows: Vec<Row<'_>>) -> Option<Claim> {
    let count = common_count(&rows)?;
    if may_be_grouped(&rows, count) || rows.windows(2).all(|pair| pair[0].label == pair[1].label) {
        return None;
    }
    let first = rows.first()?.index;
    let head = header(view, looks, first, count);
    let mut cells = Vec::new();
    let mut problems = Vec::new();
    if let Some((index, words)) = &head {
        let shift = count + 1 - words.len();
        cells.extend(
            words
                .iter()
                .enumerate()
                .map(|(place, word)| cell((0, 1), (place + shift, 1), word.to_string(), *index)),
        );
    }
    let top = usize::from(head.is_some());
    for (place, row) in rows.iter().enumerate() {
        cells.push(cell((top + place, 1), (0, 1), row.label.to_owned(), row.index));
        if row.values.len() == count {
            let values = row.values.iter().enumerate();
            cells.extend(
                values.map(|(v, text)| cell((top + place, 1), (v + 1, 1), (*text).to_owned(), row.index)),
            );
            continue;
        }
        let printed = row.values.join(" ");
        let mut unresolved = cell((top + place, 1), (1, count), printed.clone(), row.index);
        unresolved.printed = Printed::Unresolved;
        cells.push(unresolved);
        problems.push(doubt(row, &printed, count));
    }
    let grid = Grid {
        method: Method::Aligned,
        lines: (head.map_or(first, |(index, _)| index), rows.last()?.index + 1),
        pages: None,
        rows: top + rows.len(),
        columns: count + 1,
        cells,
        shape: None,
        section: String::new(),
        title: String::new(),
        unit: String::new(),
        confidence: CONFIDENCE,
    };
    let size = rows.len().min(100) as f32 / 1_000.0;
    Some(Claim { grid, problems, score: 4.0 + size, areas: Vec::new() })
}

fn doubt(row: &Row<'_>, printed: &str, count: usize) -> Problem {
    Problem::new(
        Code::ValueUnresolved,
        format!(
            "line {}: the row \"{}\" prints \"{printed}\" where other rows print {count} values; which value belongs to \
             which column cannot be told, so none is given. Look at the report.",
            row.index + 1,
            row.label
        ),
    )
}

/// The number of values that most rows have, if enough agree.
fn common_count(rows: &[Row<'_>]) -> Option<usize> {
    let mut counts: Vec<usize> = rows.iter().map(|row| row.values.len()).collect();
    counts.sort_unstable();
    let median = *counts.get(counts.len() / 2)?;
    let agree = counts.iter().filter(|&&count| count == median).count();
    (agree >= FEWEST_ROWS && agree * 10 >= rows.len() * 6).then_some(median)
}

/// True if two neighbouring columns may as well be one whose thousands are set apart (`1 234`, `56 789`).
fn may_be_grouped(rows: &[Row<'_>], count: usize) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let group = |row: &&Row<'_>, at: usize| {
        row.values[at].len() == 3
            && digits(row.values[at])
            && row.values[at - 1].len() <= 3
            && digits(row.values[at - 1])
    };
    let even: Vec<&Row<'_>> = rows.iter().filter(|row| row.values.len() == count).collect();
    (1..count).any(|at| even.iter().all(|row| group(row, at)))
}

/// The line above, if it names each column with one word.
fn header<'a>(
    view: &[ViewLine<'a>],
    looks: &[Look],
    first: usize,
    count: usize,
) -> Option<(usize, Vec<&'a str>)> {
    let index = (0..first).rev().find(|&index| looks[index] != Look::Blank)?;
    if first - index > 2 || !matches!(looks[index], Look::Single | Look::Multi) {
        return None;
    }
    let words: Vec<&str> =
        view[index].text.split(is_space).filter(|word| !word.is_empty()).take(count + 2).collect();
    let year = |word: &str| word.len() == 4 && word.starts_with(['1', '2']);
    let names = words.iter().all(|word| token(word) == Token::Text || year(word));
    (names && (words.len() == count || words.len() == count + 1)).then_some((index, words))
}

#[cfg(test)]
mod tests {
    use super::super::super::view::{Kind, ViewLine};
    use super::super::blocks;
    use super::*;

    fn claims(text: &str) -> Vec<Claim> {
        let kind = |text: &str| if text.trim().is_empty() { Kind::Blank } else { Kind::Text };
        let view: Vec<ViewLine<'_>> = text.lines().map(|text| ViewLine::new(text, kind(text))).collect();
        let looks = blocks::looks(&view);
        find(&view, &looks)
    }

    #[test]
    fn even_rows_are_read_by_order() {
        let found = claims("指标 本年 上年\n生产总值 12 10\n第一产业 3 2\n第二产业 9 8\n");
        assert_eq!(found.len(), 1);
        let grid = &found[0].grid;
        assert_eq!((grid.rows, grid.columns, grid.cells.len()), (4, 3, 12));
        assert_eq!(grid.cells[4].text, "12");
        assert!(found[0].problems.is_empty());
    }

    #[test]
    fn a_row_with_fewer_values_is_left_open() {
        let found = claims("甲县 1 2 3\n乙县 4 5\n丙县 7 8 9\n丁县 1 1 1\n");
        let open: Vec<_> = found[0].grid.cells.iter().filter(|c| c.printed == Printed::Unresolved).collect();
        assert_eq!(open.len(), 1);
        assert_eq!((open[0].text.as_str(), open[0].column_span), ("4 5", 3));
        assert!(found[0].problems[0].message.contains("4 5"));
    }

    #[test]
    fn uneven_rows_prose_and_grouped_thousands_are_no_table() {
        assert!(claims("甲县 1 2 3\n乙县 4 5\n丙县 7 8 9 1\n").is_empty());
        assert!(claims("北部 1 234\n南部 5 678\n西部 9 012\n").is_empty());
        assert!(claims("共收到申请，其中 1 2\n共收到申请，其中 1 2\n共收到申请，其中 1 2\n").is_empty());
    }
}
