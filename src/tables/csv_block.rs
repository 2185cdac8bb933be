//! Lines with commas or semicolons between fields -> tables: whole CSV files, and blocks of records inside a text.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::claim::Claim;
use super::printed;
use super::rows::{RawCell, RawRow};
use super::token::{Token, digit, is_space, token};
use super::view::{Kind, ViewLine};
use crate::model::{Code, Method, Printed, Problem};

/// Blank lines and page marks that may stand between two records of a table.
const GAP: usize = 4;
/// A quoted field goes on over this many lines at most.
const MAX_FIELD_LINES: usize = 40;
/// No table has more cells in a row, or more rows; what lies behind is not read.
const MAX_COLUMNS: usize = 400;
const MAX_ROWS: usize = 100_000;

/// Finds the tables that are written as comma or semicolon separated records.
pub(crate) fn find(lines: &[ViewLine<'_>]) -> Vec<Claim> {
    let mut claims = Vec::new();
    for separator in [',', ';'] {
        let mut index = 0;
        while index < lines.len() {
            let Some(first) = record(lines, index, separator) else {
                index += 1;
                continue;
            };
            let (records, end) = region(lines, first, separator);
            for block in blocks(records) {
                claims.extend(claim(block));
            }
            index = end;
        }
    }
    claims
}

/// One record and the lines that it takes.
struct Record<'a> {
    lines: (usize, usize),
    fields: Vec<Cow<'a, str>>,
    /// Separators that may as well group the digits of a number.
    grouping: Vec<bool>,
    /// True if blank lines stand before it.
    gap: bool,
}

/// The record that begins on a line; `None` if the line is blank, has no separator or is no record.
fn record<'a>(lines: &[ViewLine<'a>], index: usize, separator: char) -> Option<Record<'a>> {
    let text = lines[index].text;
    // A quoted field may break before the first separator.
    let opens = || text.starts_with('"') && text.bytes().filter(|&byte| byte == b'"').count() % 2 == 1;
    if !text.contains(separator) && !opens() || text.contains('\t') {
        return None;
    }
    let mut reader = Reader { separator, fields: Vec::new(), grouping: Vec::new(), open: None };
    for (taken, line) in lines[index..].iter().enumerate().take(MAX_FIELD_LINES) {
        reader.line(line.text)?;
        if reader.open.is_none() {
            let lines = (index, index + taken + 1);
            let Reader { fields, grouping, .. } = reader;
            return (fields.len() >= 2).then_some(Record { lines, fields, grouping, gap: false });
        }
    }
    None
}

/// Takes a record apart, line by line.
struct Reader<'a> {
    separator: char,
    fields: Vec<Cow<'a, str>>,
    grouping: Vec<bool>,
    /// The quoted field that the last line left open.
    open: Option<String>,
}

impl<'a> Reader<'a> {
    /// Reads one line; `None` if it cannot belong to a record.
    fn line(&mut self, text: &'a str) -> Option<()> {
        let mut rest = text;
        if let Some(mut field) = self.open.take() {
            field.push('\n');
            rest = self.quoted(field, rest)?;
            if self.open.is_some() {
                return Some(());
            }
            match rest.strip_prefix(self.separator) {
                Some(after) => rest = after,
                None => return Some(()),
            }
            self.grouping.push(false);
        }
        loop {
            if self.fields.len() >= MAX_COLUMNS {
                return Some(());
            }
            let body = rest.trim_start_matches(' ');
            if let Some(inner) = body.strip_prefix('"') {
                rest = self.quoted(String::new(), inner)?;
                if self.open.is_some() {
                    return Some(());
                }
            } else {
                let end = rest.find(self.separator).unwrap_or(rest.len());
                self.fields.push(Cow::Borrowed(&rest[..end]));
                rest = &rest[end..];
            }
            let Some(after) = rest.strip_prefix(self.separator) else { return Some(()) };
            self.grouping.push(groups(self.fields.last().map_or("", |field| field), after));
            rest = after;
        }
    }

    /// Reads a quoted field up to its closing mark and gives what stands behind: a separator or nothing.
    fn quoted(&mut self, mut field: String, text: &'a str) -> Option<&'a str> {
        let mut rest = text;
        while let Some(at) = rest.find('"') {
            field.push_str(&rest[..at]);
            rest = &rest[at + 1..];
            if let Some(after) = rest.strip_prefix('"') {
                field.push('"');
                rest = after;
                continue;
            }
            let rest = rest.trim_start_matches(' ');
            if !rest.trim_matches(is_space).is_empty() && !rest.starts_with(self.separator) {
                return None;
            }
            self.fields.push(Cow::Owned(field));
            return Some(rest);
        }
        field.push_str(rest);
        self.open = Some(field);
        Some("")
    }
}

/// `1` before and `234` behind: the separator may stand inside a number.
fn groups(before: &str, after: &str) -> bool {
    let digits = after.chars().take_while(|&c| digit(c).is_some()).count();
    digits == 3 && before.chars().next_back().and_then(digit).is_some()
}

/// Records that follow each other from a first one on, and the line behind them.
fn region<'a>(lines: &[ViewLine<'a>], first: Record<'a>, separator: char) -> (Vec<Record<'a>>, usize) {
    let mut end = first.lines.1;
    let mut records = vec![first];
    let (mut index, mut skipped, mut gap) = (end, 0, false);
    while index < lines.len() && skipped <= GAP && records.len() < MAX_ROWS {
        if let Some(record) = record(lines, index, separator) {
            (index, end, skipped) = (record.lines.1, record.lines.1, 0);
            records.push(Record { gap, ..record });
            gap = false;
            continue;
        }
        match lines[index].kind {
            Kind::Furniture => {}
            // A spreadsheet writes an empty row as a pair of quotes.
            Kind::Blank => gap = true,
            _ if lines[index].text.trim_matches(is_space) == "\"\"" => gap = true,
            _ => break,
        }
        index += 1;
        skipped += 1;
    }
    (records, end)
}

/// Cuts a region where blank lines or an empty record stand and the number of fields changes.
fn blocks(records: Vec<Record<'_>>) -> Vec<Vec<Record<'_>>> {
    let mut blocks: Vec<Vec<Record<'_>>> = vec![Vec::new()];
    let mut gap = false;
    for record in records {
        gap |= record.gap;
        if record.fields.iter().all(|field| token(field) == Token::Empty) {
            gap = true;
            continue;
        }
        let Some(block) = blocks.last_mut() else { continue };
        let width = block.last().map(|last| last.fields.len());
        if width.is_some_and(|width| gap && width != record.fields.len()) {
            blocks.push(vec![record]);
        } else {
            block.push(record);
        }
        gap = false;
    }
    blocks
}

fn claim(mut records: Vec<Record<'_>>) -> Option<Claim> {
    let width = common_width(&records)?;
    for record in &mut records {
        join_groups(record, width);
    }
    let lines = (records.first()?.lines.0, records.last()?.lines.1);
    let spaced =
        records.iter().flat_map(|record| &record.fields).filter(|field| field.starts_with(' ')).count();
    let groups = records.iter().flat_map(|record| &record.grouping);
    let all_group = groups.clone().count() > 0 && groups.clone().all(|&groups| groups);
    let rows: Vec<RawRow> = records.iter().map(row).collect();
    if all_group || !is_table(&rows, width, spaced > 0) {
        return None;
    }
    let wide = rows.len();
    let doubtful: Vec<usize> = records
        .iter()
        .filter(|record| record.fields.len() > width && record.grouping.iter().any(|&groups| groups))
        .map(|record| record.lines.0)
        .collect();
    let mut claim = printed::claim(rows, Method::Csv, lines)?;
    unresolve(&mut claim, &doubtful);
    claim.score = 8.6 + wide as f32 / 1000.0;
    Some(claim)
}

fn row(record: &Record<'_>) -> RawRow {
    let line = record.lines.0;
    RawRow { cells: record.fields.iter().map(|field| RawCell::new(field, line)).collect() }
}

/// The number of fields that most records have, if three in five agree.
fn common_width(records: &[Record<'_>]) -> Option<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for record in records {
        *counts.entry(record.fields.len()).or_default() += 1;
    }
    let (&width, &count) = counts.iter().max_by_key(|&(_, count)| *count)?;
    (count >= 3 && count * 5 >= records.len() * 3).then_some(width)
}

/// Joins a number that its own commas took apart, if the record has just the common number of fields then.
fn join_groups(record: &mut Record<'_>, width: usize) {
    let groups = record.grouping.iter().filter(|&&groups| groups).count();
    if groups == 0 || record.fields.len() != width + groups {
        return;
    }
    let mut fields: Vec<Cow<'_, str>> = Vec::with_capacity(width);
    let apart = std::iter::once(false).chain(record.grouping.iter().copied());
    for (field, joins) in record.fields.drain(..).zip(apart) {
        match fields.last_mut().filter(|_| joins) {
            Some(last) => *last = Cow::Owned(format!("{last},{field}")),
            None => fields.push(field),
        }
    }
    record.fields = fields;
    record.grouping.clear();
}

/// Values of records with too many fields: a comma may group digits or part fields, so none is certain. `lines` is sorted.
fn unresolve(claim: &mut Claim, lines: &[usize]) {
    let mut texts: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for cell in &mut claim.grid.cells {
        let on = usize::try_from(cell.origin.line).unwrap_or(0).checked_sub(1);
        if !on.is_some_and(|on| lines.binary_search(&on).is_ok()) {
            continue;
        }
        texts.entry(cell.origin.line).or_default().push(cell.text.clone());
        if token(&cell.text).is_value() {
            cell.printed = Printed::Unresolved;
        }
    }
    for (line, texts) in texts {
        let message = format!(
            "line {line}: the record \"{}\" has more fields than the others, and its commas may as well group digits; \
             none of its values is given. Look at the report.",
            texts.join(",")
        );
        claim.problems.push(Problem::new(Code::ValueUnresolved, message));
    }
}

/// Tells tables from prose, addresses and lists that happen to hold commas.
fn is_table(rows: &[RawRow], width: usize, spaced: bool) -> bool {
    let alike = rows.iter().filter(|row| row.cells.len() == width).count();
    let sentences = rows.iter().flat_map(|row| &row.cells).filter(|cell| is_sentence(&cell.text)).count();
    if alike < 3 || sentences * 10 > rows.len() {
        return false;
    }
    let strict = alike == rows.len();
    if has_numbers(rows, width) {
        return strict || !spaced;
    }
    width >= 3 && strict && !spaced && rows.len() >= 4 && rows.first().is_some_and(is_header)
}

fn is_sentence(text: &str) -> bool {
    text.contains('。') || text.ends_with(['；', '.', '!', '?']) && text.chars().count() > 12
}

/// True if some column holds values in most rows that have it and are no header.
fn has_numbers(rows: &[RawRow], width: usize) -> bool {
    let body: Vec<&RawRow> = rows.iter().skip_while(|row| !row.has_values()).collect();
    (0..width).any(|column| {
        let cells = || body.iter().filter_map(|row| row.cells.get(column)).map(|cell| cell.token);
        let values = cells().filter(|token| token.is_value()).count();
        let texts = cells().filter(|&token| token == Token::Text).count();
        values >= 1 && values >= texts && cells().any(|token| token == Token::Number)
    })
}

/// Short names in every field, all different.
fn is_header(row: &RawRow) -> bool {
    let texts: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
    let named = row.cells.iter().all(|cell| cell.token == Token::Text && cell.text.chars().count() <= 16);
    named && texts.iter().enumerate().all(|(index, text)| !texts[..index].contains(text))
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
    fn reads_quoted_fields_with_separators_quotes_and_line_breaks() {
        let text = "\
部门收支总表
收入,,支出,
项目,预算数,\"项目（\"\"新\"\"）\",预算数
一、一般公共预算,\"8,612.17\",一、一般公共服务,3233.95
\"二、政府性基金
预算\",0.00,二、公共安全支出,965.45
三、国有资本经营,,三、教育支出,\"8,511.60\"
后文";
        assert_eq!(
            tables(text),
            [[
                "0:收入 2:支出",
                "0:项目 1:预算数 2:项目（\"新\"） 3:预算数",
                "0:一、一般公共预算 1:8,612.17 2:一、一般公共服务 3:3233.95",
                "0:二、政府性基金/预算 1:0.00 2:二、公共安全支出 3:965.45",
                "0:三、国有资本经营 2:三、教育支出 3:8,511.60",
            ]]
        );
        let claims = find(&lines(text));
        assert_eq!(claims[0].grid.lines, (1, 7));
    }

    #[test]
    fn reads_the_blocks_of_a_disclosure_form() {
        let text = "\
二、主动公开政府信息情况
\"\"
\"第二十条第（一）项\",\"\",\"\",\"\"
\"信息内容\",\"本年制发件数\",\"本年废止件数\",\"现行有效件数\"
\"规章\",\"0\",\"0\",\"15\"
— 2 —
\"第二十条第（八）项\",\"\",\"\",\"\"
\"信息内容\",\"本年收费金额（单位：万元）\",\"\",\"\"
\"行政事业性收费\",\"717.6\",\"\",\"\"
\"\"
三、收到和处理政府信息公开申请情况";
        let tables = tables(text);
        assert_eq!(tables.len(), 1);
        assert_eq!(tables[0][0], "0:第二十条第（一）项");
        assert_eq!(tables[0][2], "0:规章 1:0 2:0 3:15");
        assert_eq!(tables[0][5], "0:行政事业性收费 1:717.6");
    }

    #[test]
    fn indentation_and_semicolons() {
        let text = "统计指标;单位;统计数\n一、主动公开;——;——\n　（一）信息数;条;728\n　　其中：文件;条;11";
        let claims = find(&lines(text));
        assert_eq!(show(&claims[0].grid)[3], "0:其中：文件 1:条 2:11");
        let indents: Vec<usize> =
            claims[0].grid.cells.iter().filter(|cell| cell.column == 0).map(|cell| cell.indent).collect();
        assert_eq!(indents, [0, 0, 2, 4]);
    }

    #[test]
    fn tables_of_two_columns_need_numbers() {
        assert_eq!(tables("年份,数量\n2020,3\n2021,4\n2022,5").len(), 1);
        assert_eq!(tables("甲,乙\n丙,丁\n戊,己\n庚,辛"), Vec::<Vec<String>>::new());
    }

    #[test]
    fn a_number_taken_apart_by_its_own_commas_is_whole_or_unresolved() {
        let whole = "项目,上年,本年\n规章,3,4\n文件,1,234,5\n许可,6,7";
        assert_eq!(tables(whole)[0][2], "0:文件 1:1,234 2:5");
        let doubtful = "项目,上年,本年\n规章,3,4\n文件,1,234,567,5\n许可,6,7\n强制,8,9";
        assert_eq!(tables(doubtful)[0][2], "0:文件 1:1,234,567 2:5");
        let doubtful =
            "项目,上年,本年,备注\n规章,3,4,无\n文件,1,234,567\n许可,6,7,无\n强制,1,234,5,6,9\n费,1,2,无";
        let claims = find(&lines(doubtful));
        let row: Vec<&crate::model::GridCell> =
            claims[0].grid.cells.iter().filter(|cell| cell.row == 4).collect();
        let sure =
            |cell: &&crate::model::GridCell| cell.printed == Printed::Here && token(&cell.text).is_value();
        assert!(!row.iter().any(sure), "{row:?}");
        assert!(claims[0].problems.iter().any(|problem| problem.message.contains("强制")));
    }

    #[test]
    fn prose_addresses_and_grouped_numbers_are_no_tables() {
        for text in [
            "In spring, the office, as planned, met.\nIn summer, it met, too, twice.\nIn autumn, again, it met, once.",
            "地址:人民路95号,邮编:492287,电话:0153-2226687\n地址:中山路1号,邮编:492288,电话:0153-2226688",
            "合计 1,234 2,345\n规章 3,456 4,567\n文件 5,678 6,789",
            "1,234,567\n2,345,678\n3,456,789",
            "全年公开信息4125条,比上年增长15.3%,主要有以下几类。\n一是机构职能,二是文件,共3件。\n三是财政预决算,四是项目,共5件。",
            "甲,乙,丙",
            "a;b;c\nd;e;f",
        ] {
            assert!(tables(text).is_empty(), "{text}: {:?}", tables(text));
        }
    }

    #[test]
    fn other_columns_behind_a_blank_line_are_another_table() {
        let text = "项目,上年,本年\n规章,3,4\n文件,5,6\n\n机构,人数\n办公室,5\n法规处,6\n";
        assert_eq!(tables(text).len(), 2);
    }

    #[test]
    fn hostile_lines_end_in_linear_time() {
        for text in [
            ",".repeat(3_000_000),
            format!("{}\n", ",".repeat(500)).repeat(2_000),
            "\"a,\n".repeat(50_000),
            format!("{}\n", "\"\",".repeat(300)).repeat(1_000),
            "a,\"\n\n\n".repeat(30_000),
            format!("{}\n", "1,".repeat(500)).repeat(1_000),
            "a,1,234,5\nb,2,3\n".repeat(20_000),
        ] {
            find(&lines(&text)).iter().for_each(|claim| assert!(claim.grid.columns <= MAX_COLUMNS));
        }
    }

    proptest! {
        #[test]
        fn what_a_spreadsheet_writes_comes_back(
            rows in prop::collection::vec(prop::collection::vec("[甲乙,\"a ]{0,6}", 3), 3..7),
        ) {
            let quote = |text: &String| format!("\"{}\"", text.replace('"', "\"\""));
            let mut text = String::from("名称,单位,数量,备注\n");
            for (index, row) in rows.iter().enumerate() {
                let fields: Vec<String> = row.iter().map(quote).collect();
                text += &format!("{},{},{index},{}\n", fields[0], fields[1], fields[2]);
            }
            let claims: Vec<Claim> = super::super::claim::settle(find(&lines(&text)));
            prop_assert_eq!(claims.len(), 1);
            for cell in claims[0].grid.cells.iter().filter(|cell| cell.row > 0 && cell.column < 2) {
                prop_assert_eq!(cell.text.trim(), rows[cell.row - 1][cell.column].trim());
            }
        }

        #[test]
        fn no_character_is_lost_or_doubled(rows in prop::collection::vec("[,甲a1 ]{0,16}", 1..8)) {
            let text = format!("甲,乙,数\na,b,1\nc,d,2\ne,f,3\n{}", rows.join("\n"));
            let view = lines(&text);
            for claim in find(&view).iter().filter(|claim| claim.problems.is_empty()) {
                let (start, end) = claim.grid.lines;
                let printed: String = view[start..end].iter().map(|line| line.text).collect();
                prop_assert_eq!(grid_ink(&claim.grid, ","), ink(&printed, ","));
            }
        }

        #[test]
        fn nothing_makes_it_panic(rows in prop::collection::vec("[,;\"甲1 ]{0,20}", 0..10)) {
            find(&lines(&rows.join("\n")));
        }
    }
}
