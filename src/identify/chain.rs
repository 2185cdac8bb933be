//! Beginning of a name -> the divisions that it names, outermost first (`江苏省` `淮安市` `洪泽区` of `江苏省淮安市洪泽区财政局`).

use super::divisions::{Divisions, NameKind, RowId, divisions};

/// Province, prefecture, county: no name is deeper; one more for slack in the data.
const DEEPEST: usize = 4;

/// Divisions named one inside the other at the beginning of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// Where the last name ends.
    pub end: usize,
    /// Rows of the table that the last name can mean.
    pub rows: Vec<RowId>,
    /// True if the last name lacks its rank (`淮安` in `淮安海关`).
    pub short: bool,
    /// How many names.
    pub depth: usize,
}

/// The deepest chain at the beginning of `text`; among equals the one with the longer names.
pub fn chain(text: &str) -> Option<Chain> {
    let found = step(divisions(), text, 0, None, 1)?;
    (!found.short || stands_alone(&text[found.end..])).then_some(found)
}

fn step(table: &Divisions, text: &str, at: usize, above: Option<&[RowId]>, depth: usize) -> Option<Chain> {
    let mut best: Option<Chain> = None;
    for (end, kind, rows) in names_at(table, text, at) {
        let rows = match above {
            Some(above) => rows.into_iter().filter(|&row| table.lies_below(row, above)).collect(),
            None => rows,
        };
        if rows.is_empty() {
            continue;
        }
        let deeper = if depth < DEEPEST { step(table, text, end, Some(&rows), depth + 1) } else { None };
        let here = Chain { end, rows, short: kind == NameKind::Short, depth };
        best = better(best, deeper.unwrap_or(here));
    }
    best
}

/// Full names go before short ones, deep chains before shallow ones, and what was found first (longer) before the rest.
fn better(old: Option<Chain>, new: Chain) -> Option<Chain> {
    match old {
        Some(old) if (old.short, new.depth) <= (new.short, old.depth) => Some(old),
        _ => Some(new),
    }
}

/// Names that begin at `at`, longest first, a name's full sense before its short one.
fn names_at(table: &Divisions, text: &str, at: usize) -> Vec<(usize, NameKind, Vec<RowId>)> {
    let rest = &text[at..];
    let mut found = Vec::new();
    if !table.may_begin(rest) {
        return found;
    }
    let ends: Vec<usize> = rest
        .char_indices()
        .map(|(i, c)| i + c.len_utf8())
        .take_while(|&end| end <= table.longest_name())
        .collect();
    for &end in ends.iter().skip(1).rev() {
        let bearers = table.bearers(&rest[..end]);
        for kind in [NameKind::Full, NameKind::Short] {
            let rows: Vec<RowId> = bearers.iter().filter(|(k, _)| *k == kind).map(|(_, row)| *row).collect();
            if !rows.is_empty() {
                found.push((at + end, kind, highest(table, rows, kind)));
            }
        }
    }
    found
}

/// A short name means the highest division that bears it (`吉林` the province, `喀什` the prefecture).
fn highest(table: &Divisions, rows: Vec<RowId>, kind: NameKind) -> Vec<RowId> {
    if kind == NameKind::Full {
        return rows;
    }
    let top = rows.iter().map(|&row| table.rank(row)).min();
    rows.into_iter().filter(|&row| Some(table.rank(row)) == top).collect()
}

/// A short name must be followed by an organ's name, not by what makes it part of a longer proper name.
fn stands_alone(rest: &str) -> bool {
    const JOINED: &[&str] =
        &["街道", "镇", "乡", "社区", "村", "路", "大学", "区", "县", "湖", "河", "江", "山"];
    !JOINED.iter().any(|word| rest.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(rows: &[RowId]) -> Vec<u32> {
        let standing =
            rows.iter().map(|&row| divisions().get(row)).filter(|division| division.stood_in(2024));
        standing.map(|division| division.code).collect()
    }

    fn named(text: &str) -> (String, Vec<u32>) {
        let found = chain(text).map_or((0, Vec::new()), |c| (c.end, c.rows));
        (text[..found.0].to_owned(), codes(&found.1))
    }

    #[test]
    fn chains() {
        for (text, prefix, codes) in [
            ("江苏省淮安市洪泽区人民政府", "江苏省淮安市洪泽区", vec![320_813]),
            ("淮安市洪泽县人民政府", "淮安市洪泽县", vec![]),
            ("江苏省昆山市财政局", "江苏省昆山市", vec![320_583]),
            ("淮安市淮安区人民政府", "淮安市淮安区", vec![320_803]),
            ("吉林省吉林市昌邑区", "吉林省吉林市昌邑区", vec![220_202]),
            ("北京市知识产权局", "北京市", vec![110_000]),
            ("广西教育厅", "广西", vec![450_000]),
            ("新疆维吾尔自治区伊宁市公安局", "新疆维吾尔自治区伊宁市", vec![654_002]),
            ("延边州财政局", "延边州", vec![222_400]),
            ("东方街道办事处", "", vec![]),
            ("湖北省公安厅", "湖北省", vec![420_000]),
            ("江苏省市场监督管理局", "江苏省", vec![320_000]),
            ("上海海关", "上海", vec![310_000]),
            ("北京经济技术开发区管理委员会", "北京", vec![110_000]),
        ] {
            assert_eq!(named(text), (prefix.to_owned(), codes), "{text}");
        }
    }

    #[test]
    fn shared_names_keep_all_bearers() {
        let (prefix, codes) = named("鼓楼区人民政府");
        assert_eq!(prefix, "鼓楼区");
        for code in [320_106, 320_302, 350_102, 410_204] {
            assert!(codes.contains(&code), "{codes:?}");
        }
    }
}
