//! Lines with pipes between cells -> tables: Markdown, with or without outer pipes, with or without a rule line.

use super::claim::Claim;
use super::printed;
use super::rows::{RawCell, RawRow};
use super::token::is_space;
use super::view::{Kind, ViewLine};
use crate::model::Method;

/// Blank lines and page marks that may stand between two rows of a table.
const GAP: usize = 6;
/// No table has more cells in a row, or more rows; what lies behind is not read.
const MAX_COLUMNS: usize = 400;
const MAX_ROWS: usize = 100_000;

/// Finds the tables that are written with pipes between cells.
pub(crate) fn find(lines: &[ViewLine<'_>]) -> Vec<Claim> {
    let mut claims = Vec::new();
    let mut index = 0;
    while index < lines.len() {
        if !lines[index].text.contains('|') {
            index += 1;
            continue;
        }
        let (items, end) = region(lines, index);
        for part in parts(items) {
            claims.extend(claim(&part.items));
        }
        index = end.max(index + 1);
    }
    claims
}

/// A line with pipes, split.
struct Item<'a> {
    line: usize,
    /// The text between pipes, outer pipes included: what stands before the first one is the first piece.
    pieces: Vec<&'a str>,
    /// True for `|---|:--:|`.
    rule: bool,
    /// What stands between this line and the one before.
    gap: Gap,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Blank,
    Page,
}

/// The lines with pipes from `start` on, up to where something else stands, and the line behind them.
fn region<'a>(lines: &[ViewLine<'a>], start: usize) -> (Vec<Item<'a>>, usize) {
    let mut items: Vec<Item<'a>> = Vec::new();
    let (mut end, mut gap, mut skipped) = (start, Gap::None, 0);
    for (index, line) in lines.iter().enumerate().skip(start) {
        let text = body(line.text);
        let rule = is_rule(text) && !items.is_empty() || text.contains('|') && is_rule(text);
        if rule || text.contains('|') && !text.starts_with('+') {
            items.push(Item { line: index, pieces: split(text), rule, gap });
            (end, gap, skipped) = (index + 1, Gap::None, 0);
            continue;
        }
        gap = match line.kind {
            Kind::Blank => gap.max(Gap::Blank),
            Kind::Furniture => Gap::Page,
            Kind::Heading | Kind::Text => break,
        };
        skipped += 1;
        if skipped > GAP || items.len() >= MAX_ROWS {
            break;
        }
    }
    (items, end.max(start + 1))
}

/// The line without the mark of a quotation.
fn body(text: &str) -> &str {
    let trimmed = text.trim_matches(is_space);
    let quoted = trimmed.trim_start_matches(['>', ' ']);
    if trimmed.starts_with('>') && quoted.starts_with('|') { quoted } else { trimmed }
}

/// `|---|:--:|`, `--- | ---`, `---+---`: at least two pieces, or one between outer pipes.
fn is_rule(text: &str) -> bool {
    let inner = text.strip_prefix('|').unwrap_or(text);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let outer = inner.len() + 2 == text.len();
    if inner.starts_with('+') || !inner.bytes().all(|b| matches!(b, b'-' | b':' | b'|' | b'+' | b' ' | b'\t'))
    {
        return false;
    }
    let mut pieces = 0;
    for piece in inner.split(['|', '+']) {
        let piece = piece.trim_matches(' ');
        let dashes = piece.strip_prefix(':').unwrap_or(piece);
        let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
        if dashes.is_empty() || !dashes.bytes().all(|byte| byte == b'-') {
            return false;
        }
        pieces += 1;
    }
    pieces >= 2 || outer
}

/// The pieces between pipes that no backslash escapes.
fn split(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut from, mut escaped) = (0, false);
    for (index, byte) in text.bytes().enumerate() {
        if byte == b'|' && !escaped {
            pieces.push(&text[from..index]);
            from = index + 1;
            if pieces.len() > MAX_COLUMNS + 1 {
                return pieces;
            }
        }
        escaped = byte == b'\\' && !escaped;
    }
    pieces.push(&text[from..]);
    pieces
}

/// The lines of one table.
#[derive(Default)]
struct Part<'a> {
    items: Vec<Item<'a>>,
    /// A rule line is among them.
    ruled: bool,
    /// A row with values is among them.
    valued: bool,
}

impl<'a> Part<'a> {
    fn push(&mut self, item: Item<'a>) {
        self.ruled |= item.rule;
        self.valued = self.valued || !item.rule && row(&item.pieces, item.line).has_values();
        self.items.push(item);
    }
}

/// Cuts a region into tables: a header of its own behind a gap begins a new one, the same header again does not.
fn parts(items: Vec<Item<'_>>) -> Vec<Part<'_>> {
    let follows: Vec<bool> = (0..items.len()).map(|i| items.get(i + 1).is_some_and(is_sure_rule)).collect();
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut repeats = false;
    for (item, heads) in items.into_iter().zip(follows) {
        let opens = parts.last().is_none_or(|part| item.gap > Gap::None && begins(part, &item, heads));
        if opens {
            parts.push(Part::default());
            repeats = false;
        }
        let Some(part) = parts.last_mut() else { continue };
        if item.rule && repeats {
            // The rule below a header that was printed again.
            continue;
        }
        repeats = heads && part.ruled;
        part.push(item);
    }
    parts
}

/// A rule line that cannot be a row of dashes for "none".
fn is_sure_rule(item: &Item<'_>) -> bool {
    item.rule && item.pieces.iter().any(|piece| piece.contains("---") || piece.contains(':'))
}

/// True if a line behind a gap belongs to another table than the part before it.
fn begins(part: &Part<'_>, item: &Item<'_>, heads: bool) -> bool {
    let Some(first) = part.items.first() else { return true };
    if heads {
        return !same(&first.pieces, &item.pieces);
    }
    if item.rule || item.gap == Gap::Page {
        return false;
    }
    let printed = row(&item.pieces, item.line);
    let header = part.valued && printed.filled() >= 2 && !printed.has_values();
    item.pieces.len() != first.pieces.len() || !part.ruled && header
}

fn same(a: &[&str], b: &[&str]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.trim_matches(is_space) == b.trim_matches(is_space))
}

fn claim(items: &[Item<'_>]) -> Option<Claim> {
    let (first, last) = (items.first()?, items.last()?);
    let rule = items.iter().position(is_sure_rule).filter(|&at| at > 0 || items.len() > 2);
    let rule = rule.or_else(|| items.get(1).is_some_and(|item| item.rule).then_some(1));
    let outer = |edge: fn(&[&str]) -> bool| match rule {
        Some(at) => edge(&items[at].pieces),
        None => items.iter().filter(|item| edge(&item.pieces)).count() * 2 > items.len(),
    };
    let leading = outer(|pieces| pieces.first().is_some_and(|piece| is_blank(piece)));
    let trailing = outer(|pieces| pieces.len() > 1 && pieces.last().is_some_and(|piece| is_blank(piece)));
    let mut rows = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        if Some(index) == rule || is_sure_rule(item) {
            continue;
        }
        let from = usize::from(leading && item.pieces.len() > 1 && is_blank(item.pieces[0]));
        let to = item.pieces.len();
        let cut = trailing && to > from + 1 && is_blank(item.pieces[to - 1]);
        rows.push(row(&item.pieces[from..to - usize::from(cut)], item.line));
    }
    if rule.is_none() && !is_table(&rows, leading) {
        return None;
    }
    let wide = rows.len();
    let mut claim = printed::claim(rows, Method::Markdown, (first.line, last.line + 1))?;
    claim.score = if rule.is_some() { 11.0 } else { 8.5 } + wide as f32 / 1000.0;
    Some(claim)
}

fn is_blank(text: &str) -> bool {
    text.trim_matches(is_space).is_empty()
}

fn row(pieces: &[&str], line: usize) -> RawRow {
    let cells = pieces.iter().take(MAX_COLUMNS).map(|piece| RawCell::new(&plain(piece), line));
    RawRow { cells: cells.collect() }
}

/// Without a rule line: three rows with the same number of cells, and values among them, or outer pipes around them.
fn is_table(rows: &[RawRow], outer: bool) -> bool {
    let mut counts: Vec<usize> = rows.iter().map(|row| row.cells.len()).collect();
    counts.sort_unstable();
    let Some(&width) = counts.get(counts.len() / 2) else { return false };
    let alike = counts.iter().filter(|&&count| count == width).count();
    let valued = rows.iter().filter(|row| row.has_values()).count();
    let sentences = rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.text.ends_with('。')).count();
    alike >= 3
        && alike * 3 >= rows.len() * 2
        && sentences < rows.len()
        && (width >= 3 && (outer || valued > 0) || width == 2 && valued * 2 >= rows.len())
}

/// Inline tags that mark no text of their own.
const TAGS: &[&str] = &["b", "strong", "i", "em", "u", "sup", "sub", "span", "font", "center", "small", "p"];

/// A cell's Markdown to its text: line breaks, escapes, emphasis, code marks, entities of spaces.
fn plain(text: &str) -> String {
    if !text.contains(['<', '&', '\\', '*', '_', '`', '~']) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let (written, taken) = match character {
            '<' => tag(rest),
            '&' => entity(rest),
            '\\' => escape(rest),
            _ => None,
        }
        .unwrap_or((&rest[..character.len_utf8()], character.len_utf8()));
        out.push_str(written);
        rest = &rest[taken..];
    }
    unmark(&out)
}

/// `<br>` is a line break; tags of emphasis are nothing.
fn tag(rest: &str) -> Option<(&'static str, usize)> {
    let limit = rest.char_indices().take(80).find(|&(_, c)| c == '>').map(|(end, _)| end)?;
    let inner = rest[1..limit].trim_matches(['/', ' ']);
    let name = inner.split(' ').next().unwrap_or("").to_ascii_lowercase();
    match name.as_str() {
        "br" => Some(("\n", limit + 1)),
        name if TAGS.contains(&name) => Some(("", limit + 1)),
        _ => None,
    }
}

fn entity(rest: &str) -> Option<(&'static str, usize)> {
    let known = [
        ("&nbsp;", "\u{a0}"),
        ("&ensp;", "\u{2002}"),
        ("&emsp;", "\u{3000}"),
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#124;", "|"),
    ];
    known.iter().find(|(name, _)| rest.starts_with(name)).map(|&(name, sign)| (sign, name.len()))
}

/// A backslash before a punctuation mark is not printed; a lone one is a mark for "none".
fn escape(rest: &str) -> Option<(&str, usize)> {
    let next = rest[1..].chars().next().filter(char::is_ascii_punctuation)?;
    Some((&rest[1..1 + next.len_utf8()], 1 + next.len_utf8()))
}

/// Marks around words: `**总计**`, `` `12` ``, `*12*`. A cell of asterisks alone is a text.
fn unmark(text: &str) -> String {
    let mut text = text.to_owned();
    for mark in ["**", "__", "~~", "`"] {
        let pairs = text.matches(mark).count() / 2;
        let words = text.chars().any(|c| !is_space(c) && !mark.contains(c));
        if pairs > 0 && words {
            text = text.replacen(mark, "", pairs * 2);
        }
    }
    for mark in ['*', '_'] {
        let trimmed = text.trim_matches(is_space);
        let inner = trimmed.strip_prefix(mark).and_then(|inner| inner.strip_suffix(mark));
        if let Some(inner) = inner.filter(|inner| !inner.is_empty() && !inner.contains(mark)) {
            text = inner.to_owned();
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::printed::testing::{grid_ink, ink, lines, show};
    use super::*;

    fn tables(text: &str) -> Vec<Vec<String>> {
        find(&lines(text)).iter().map(|claim| show(&claim.grid)).collect()
    }

    #[test]
    fn reads_a_form_with_its_header_around_the_rule() {
        let text = "\
三、收到和处理政府信息公开申请情况
| （本列数据的勾稽关系为…） |  |  | 申请人情况 |  |  |
|---|:--|:-:|--:|---|---|
|  |  |  | 自然人 | 法人或其他<br>组织 | **总计** |
| 一、本年新收 |  |  | 14 | `2` | 16 |
| 三、本年度办理结果 | （三）不予公开 | 1\\.属于国家秘密 | 0 | 0 | 0 |
|  |  | 2.其他\\|法律 | / | - | 0 |
后文
";
        assert_eq!(
            tables(text),
            [[
                "0:（本列数据的勾稽关系为…） 3:申请人情况",
                "3:自然人 4:法人或其他/组织 5:总计",
                "0:一、本年新收 3:14 4:2 5:16",
                "0:三、本年度办理结果 1:（三）不予公开 2:1.属于国家秘密 3:0 4:0 5:0",
                "2:2.其他|法律 3:/ 4:- 5:0",
            ]]
        );
        let claims = find(&lines(text));
        assert_eq!((claims[0].grid.lines, claims[0].grid.shape), ((1, 7), None));
        assert_eq!(
            claims[0].grid.cells.iter().find(|cell| cell.text == "14").map(|cell| cell.origin.line),
            Some(5)
        );
    }

    #[test]
    fn blank_cells_of_a_full_row_are_blank_cells() {
        let claims = find(&lines("| 项目 | 甲 | 乙 |\n|---|---|---|\n| 规章 |  | 5 |\n"));
        let grid = &claims[0].grid;
        assert_eq!(grid.cells.len(), 6);
        assert_eq!(grid.cells[4].text, "");
    }

    #[test]
    fn reads_tables_without_outer_pipes() {
        let text = "\
收入 | 预算数 | 支出 | 预算数
:--|:--|:--|:--
一、一般公共预算 | 3372.53 | 一、一般公共服务 | 303.34
二、国有资本经营 |  | 二、教育支出 |
 | 7 | 三、科学技术支出 | 8

后文";
        assert_eq!(
            tables(text),
            [[
                "0:收入 1:预算数 2:支出 3:预算数",
                "0:一、一般公共预算 1:3372.53 2:一、一般公共服务 3:303.34",
                "0:二、国有资本经营 2:二、教育支出",
                "1:7 2:三、科学技术支出 3:8",
            ]]
        );
    }

    #[test]
    fn reads_what_database_shells_and_outlines_print() {
        let shell = "  name  | amount \n--------+--------\n 规章   |     12 \n 文件   |     15 \n(2 rows)";
        assert_eq!(tables(shell), [["0:name 1:amount", "0:规章 1:12", "0:文件 1:15"]]);
        let outline = "| 项目 | 数量 |\n|------+------|\n| 规章 | 3 |\n|------+------|\n| 合计 | 3 |";
        assert_eq!(tables(outline), [["0:项目 1:数量", "0:规章 1:3", "0:合计 1:3"]]);
    }

    #[test]
    fn a_page_break_parts_no_table_and_a_new_header_does() {
        let text = "\
| 项目 | 数量 |
|---|---|
| 规章 | 3 |

— 2 —

| 项目 | 数量 |
|---|---|
| 文件 | 4 |

| 机构 | 人数 |
|---|---|
| 办公室 | 5 |
";
        assert_eq!(
            tables(text),
            [
                vec!["0:项目 1:数量", "0:规章 1:3", "0:项目 1:数量", "0:文件 1:4"],
                vec!["0:机构 1:人数", "0:办公室 1:5"]
            ]
        );
    }

    #[test]
    fn rows_without_a_rule_need_three_alike_with_values() {
        let text = "项目 | 上年 | 本年\n规章 | 3 | 4\n文件 | 5 | 6";
        assert_eq!(tables(text), [["0:项目 1:上年 2:本年", "0:规章 1:3 2:4", "0:文件 1:5 2:6"]]);
        for text in [
            "首页 | 政务公开 | 互动交流",
            "cat a | sort\ncat b | sort\ncat c | uniq",
            "首页 | 公开\n服务 | 互动\n数据 | 关于",
            "| 项目 | 数量 |",
            "|---|---|",
            "a || b",
        ] {
            assert!(tables(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_row_of_dashes_is_a_row() {
        let text = "| 结果维持 | 结果纠正 |\n|---|---|\n| - | - |\n| -- | 3 |";
        assert_eq!(tables(text), [["0:结果维持 1:结果纠正", "0:- 1:-", "0:-- 1:3"]]);
    }

    #[test]
    fn fences_quotations_and_empty_headers_do_not_matter() {
        let text = "```\n> | | |\n> |---|---|\n> | 规章 | 3 |\n> | 文件 | 4 |\n```";
        assert_eq!(tables(text), [["0:规章 1:3", "0:文件 1:4"]]);
    }

    #[test]
    fn keeps_what_is_no_markup() {
        for (cell, text) in [
            ("5\\*", "5*"),
            ("***", "***"),
            ("5*", "5*"),
            ("*12*", "12"),
            ("__小计__", "小计"),
            ("a_b_c", "a_b_c"),
            ("3<5", "3<5"),
            ("<b>总</b>计<sup>1</sup>", "总计1"),
            ("A&amp;B", "A&B"),
            ("&emsp;其中", "\u{3000}其中"),
            ("甲<BR />乙", "甲\n乙"),
            ("\\", "\\"),
            ("R&D", "R&D"),
        ] {
            assert_eq!(plain(cell), text, "{cell}");
        }
    }

    #[test]
    fn hostile_lines_end_in_linear_time() {
        for text in [
            "|".repeat(3_000_000),
            "|\n".repeat(100_000),
            "| 1 |\n\n".repeat(100_000),
            format!("|a|b|\n{}", "|-|-|\n".repeat(100_000)),
            format!("|{}|\n|---|\n", "<".repeat(100_000)),
            format!("{}\n", "**|`".repeat(100_000)).repeat(3),
            format!("{}\n", "|-".repeat(1_000)).repeat(1_000),
        ] {
            find(&lines(&text)).iter().for_each(|claim| assert!(claim.grid.columns <= MAX_COLUMNS));
        }
    }

    proptest! {
        #[test]
        fn no_character_is_lost_or_doubled(rows in prop::collection::vec("[|甲a1 ]{0,20}", 1..8)) {
            let text = format!("| 甲 | 乙 |\n|---|---|\n{}", rows.join("\n"));
            let view = lines(&text);
            for claim in find(&view) {
                let (start, end) = claim.grid.lines;
                let printed: String = view[start..end].iter().map(|line| line.text).collect();
                // `restore` says once for each value column what it could not place.
                if claim.problems.is_empty() {
                    prop_assert_eq!(grid_ink(&claim.grid, "|-"), ink(&printed, "|-"));
                }
            }
        }

        #[test]
        fn nothing_makes_it_panic(rows in prop::collection::vec("[|:+\\\\*`<>&;br甲1 -]{0,20}", 0..10)) {
            find(&lines(&rows.join("\n")));
        }
    }
}
