//! View -> View: a lone running head between two rows of one table is furniture, also where no page mark stands by it.

use super::token::{Token, digit, is_space, token, trim};
use super::view::{Kind, ViewLine};
use crate::model::numbering;

/// Blank lines that may stand between a running head and the rows beside it.
const GAP: usize = 3;
/// How far above the rows of the same table are looked for.
const REACH: usize = 80;
/// Words that the names of documents end with.
const NAMES: &[&str] = &["报告", "年报", "公开", "情况", "总结", "公报", "通报", "预算", "决算"];

/// Marks running heads that interrupt a table.
pub(super) fn mark(lines: &mut [ViewLine<'_>]) {
    for at in 0..lines.len() {
        if lines[at].kind != Kind::Text || !names_document(lines[at].text) {
            continue;
        }
        let above = beside(lines[..at].iter().enumerate().rev());
        let below = beside(lines.iter().enumerate().skip(at + 1));
        let (Some(above), Some(below)) = (above, below) else { continue };
        let drawn = lines[above].sheet != lines[at].sheet
            && [above, below].iter().all(|&line| is_drawn(lines[line].text));
        let row = last_row(lines, above);
        if drawn || row.is_some_and(|row| goes_on(lines, row, below)) {
            lines[at].kind = Kind::Furniture;
        }
    }
}

/// The line with tabs that stands here, or right above a label that lost its own.
fn last_row(lines: &[ViewLine<'_>], at: usize) -> Option<usize> {
    if lines[at].text.contains('\t') {
        return Some(at);
    }
    numbering(lines[at].text)?;
    beside(lines[..at].iter().enumerate().rev()).filter(|&above| lines[above].text.contains('\t'))
}

/// The upper or the lower rule of a drawing.
fn is_drawn(line: &str) -> bool {
    let text = trim(line);
    text.starts_with(['+', '┌', '├', '└', '╔', '╠', '╚', '┏', '┗', '┣'])
        && text.ends_with(['+', '┐', '┤', '┘', '╗', '╣', '╝', '┓', '┛', '┫'])
}

/// The nearest printed line, if it is near and may be a row.
fn beside<'a, 'b: 'a>(lines: impl Iterator<Item = (usize, &'a ViewLine<'b>)>) -> Option<usize> {
    let mut blanks = 0;
    for (at, line) in lines {
        match line.kind {
            Kind::Text => return Some(at).filter(|_| line.heading.is_empty()),
            Kind::Heading => return None,
            Kind::Furniture => {}
            // A tab alone is a blank cell of a row.
            Kind::Blank => blanks += usize::from(!line.text.contains('\t')),
        }
        if blanks > GAP {
            return None;
        }
    }
    None
}

/// A line that reads like the name of a document: no cell, no sentence, no caption, no item.
fn names_document(line: &str) -> bool {
    let text = trim(line);
    let may_be = (18..=240).contains(&text.len())
        && (NAMES.iter().any(|name| text.ends_with(name)) || has_year(text))
        && !text.contains(['\t', '。', '；', '：', ':', '|', '│'])
        && !text.ends_with('表')
        && !text.starts_with(['表', '附'])
        && !text.contains("  ");
    may_be && text.chars().count() <= 60 && numbering(text).is_none()
}

/// `2022年`, `2022 年度`.
fn has_year(text: &str) -> bool {
    text.match_indices('年').any(|(at, _)| {
        let before = text[..at].trim_end_matches(is_space);
        before.chars().rev().take_while(|&c| digit(c).is_some()).count() == 4
    })
}

/// True if the tabbed line `below` can only be a row of the table that the tabbed line `above` belongs to.
pub(super) fn goes_on(lines: &[ViewLine<'_>], above: usize, below: usize) -> bool {
    let (last, next) = (Row::of(lines[above].text), Row::of(lines[below].text));
    if is_block_line(lines[below].text) {
        return true;
    }
    if next.cells < 2 {
        return false;
    }
    // One cell a line: nothing but a heading parts two such tables.
    if next.is_cell_line(lines[below].text) || last.is_cell_line(lines[above].text) {
        return next.is_cell_line(lines[below].text) && last.is_cell_line(lines[above].text);
    }
    // A block line or a header is printed, its rows follow.
    if last.values == 0 && (last.filled == 1 || next.values > 0 && next.cells == last.cells) {
        return true;
    }
    let mut rows = lines[..=above].iter().rev().take(REACH).filter(|line| line.kind == Kind::Text);
    if next.values == 0 {
        let repeats = rows.any(|row| same(row.text, lines[below].text));
        return repeats
            || next.filled == 1
                && next.numbered
                && row_below(lines, below).is_some_and(|row| row.values > 0);
    }
    let alike = |row: Row| row.values > 0 && (row.values == next.values || row.cells == next.cells);
    !next.years && rows.any(|row| alike(Row::of(row.text)))
}

/// The next printed line as a row.
fn row_below(lines: &[ViewLine<'_>], at: usize) -> Option<Row> {
    let below = beside(lines.iter().enumerate().skip(at + 1))?;
    Some(Row::of(lines[below].text))
}

/// `第二十条第（一）项`: heads a block of the table below, also where its tabs are gone.
pub(super) fn is_block_line(text: &str) -> bool {
    let text = trim(text);
    text.chars().count() <= 24 && text.starts_with('第') && text.contains('条') && text.ends_with('项')
}

/// The same cells, but for blanks at the end.
fn same(left: &str, right: &str) -> bool {
    trim(left) == trim(right)
}

/// What a tabbed line holds.
struct Row {
    /// Cells, empty ones too.
    cells: usize,
    filled: usize,
    values: usize,
    /// All values are years: they head columns.
    years: bool,
    /// The first text begins with a numbering.
    numbered: bool,
}

impl Row {
    fn of(line: &str) -> Self {
        let mut row = Self { cells: 0, filled: 0, values: 0, years: true, numbered: false };
        for (place, piece) in line.split('\t').enumerate() {
            let token = token(piece);
            row.filled += usize::from(token != Token::Empty);
            row.values += usize::from(token.is_value());
            row.cells = place + 1;
            row.years &= !token.is_value() || is_year(piece);
            row.numbered |= row.filled == 1 && token == Token::Text && numbering(piece).is_some();
        }
        row
    }

    fn is_cell_line(&self, line: &str) -> bool {
        // Some documents have a space before each tab.
        line.trim_start_matches(' ').starts_with('\t') && self.filled <= 1
    }
}

fn is_year(text: &str) -> bool {
    let digits: String = text.chars().filter_map(digit).collect();
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

#[cfg(test)]
mod tests {
    use super::super::printed::testing::lines;
    use super::*;

    /// The lines that are furniture.
    fn furniture(text: &str) -> Vec<&str> {
        let mut view = lines(text);
        mark(&mut view);
        view.iter().filter(|line| line.kind == Kind::Furniture).map(|line| line.text).collect()
    }

    #[test]
    fn a_running_head_between_rows_of_one_table_is_furniture() {
        let head = "白水县公安局2016年政府信息公开工作报告";
        for rows in [
            ["政务微博\t条\t0", "政务微信\t条\t3"],
            ["信息内容\t本年制发件数\t本年废止件数", "规章\t0\t5"],
            ["第二十条第（五）项\t\t", "信息内容\t本年处理决定数量"],
            ["行政许可\t3\t减少1项\t214", "第二十条第（六）项"],
            ["其他\t条\t70", "二、回应解读情况\t\t\n（一）回应数\t次\t1"],
        ] {
            let text = format!("统计指标\t单位\t统计数\n{}\n\n{head}\n\n{}\n", rows[0], rows[1]);
            assert_eq!(furniture(&text), [head], "{rows:?}");
        }
    }

    #[test]
    fn blank_cells_are_no_gap_between_a_row_and_a_running_head() {
        let head = "堆龙德庆区审计局2019年度政府信息公开工作年报";
        let text = format!("\t三类\n\t0\n\n\t四类\n\t0\n\t\n\t\n\t\n\t\n\n{head}\n\n\t（五）不予处理\n\t1\n");
        assert_eq!(furniture(&text), [head]);
        let spaced = text.replace("\n\t", "\n \t");
        assert_eq!(furniture(&spaced), [head]);
    }

    #[test]
    fn a_running_head_behind_a_label_without_its_tabs_or_between_drawings_is_furniture() {
        let head = "顺庆区胜利街道办事处政府信息公开工作报告";
        let text =
            format!("指标\t单位\t数\n（一）主动公开\t条\t0\n（二）不同渠道\n\n{head}\n\n1.公报\t条\t0\n");
        assert_eq!(furniture(&text), [head]);
        let text = format!("| 项目 |\n+------+\n\n－1－\n{head}\n\n+------+\n| 数量 |\n");
        let mut view = lines(&text);
        view[4..].iter_mut().for_each(|line| line.sheet = 1);
        mark(&mut view);
        assert_eq!(view[4].kind, Kind::Furniture);
    }

    #[test]
    fn a_header_that_is_printed_again_goes_on() {
        let header = "收入\t支出";
        let text = format!("{header}\n教育\t12\n某某局2022年部门预算公开\n{header}\n卫生\t13\n");
        assert_eq!(furniture(&text), ["某某局2022年部门预算公开"]);
    }

    #[test]
    fn a_caption_above_another_table_is_none() {
        for between in ["2022年各科室完成情况", "2022年收支总表", "二、2022年工作情况", "说明：2022年无预算"]
        {
            let text = format!("项目\t件数\n甲\t1\n\n{between}\n科室\t2021\t2022\n办公室\t3\t4\n");
            assert_eq!(furniture(&text), [""; 0], "{between}");
        }
    }
}
