//! `reference/divisions.csv` -> the administrative divisions with their history, and who bears which name.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// One division over a stretch of years in which code, name and parent stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Division {
    /// Six digits of GB/T 2260.
    pub code: u32,
    /// Its own name, without its parents'.
    pub name: &'static str,
    /// Code of the division above, 0 for provinces.
    pub parent: u32,
    /// First year, `i32::MIN` where the record begins before the data.
    pub from: i32,
    /// Last year, `i32::MAX` where it still stands.
    pub until: i32,
    /// Code of what it is today.
    pub today: u32,
}

impl Division {
    /// True if it stood in that year.
    pub fn stood_in(&self, year: i32) -> bool {
        self.from <= year && year <= self.until
    }

    /// The name without its rank, for names of one character of rank (`洪泽` of 洪泽县 and 洪泽区).
    pub fn stem(&self) -> &'static str {
        self.name.strip_suffix(['省', '市', '县', '区', '旗', '盟']).unwrap_or(self.name)
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.from <= other.until && other.from <= self.until
    }
}

/// A row of the table.
pub type RowId = u32;

/// How a name names its division.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    /// The division's own name, or its customary abbreviation that still ends in its rank (`延边州`).
    Full,
    /// Without its rank (`江苏`, `淮安`, `昆山`).
    Short,
}

/// The table with its indices.
pub struct Divisions {
    rows: Vec<Division>,
    by_code: Vec<(u32, RowId)>,
    by_today: Vec<(u32, RowId)>,
    by_name: HashMap<Cow<'static, str>, Vec<(NameKind, RowId)>>,
    /// The first two characters of every name.
    beginnings: HashSet<[char; 2]>,
    longest: usize,
}

/// The built-in table, read once.
pub fn divisions() -> &'static Divisions {
    static TABLE: OnceLock<Divisions> = OnceLock::new();
    TABLE.get_or_init(|| Divisions::parse(include_str!("../../reference/divisions.csv")))
}

impl Divisions {
    /// Reads `code,name,level,parent,from,until,successor`; the names hold no commas. Broken rows are left out.
    fn parse(text: &'static str) -> Self {
        let rows: Vec<Division> = text.lines().skip(1).filter_map(parse_row).collect();
        let mut table = Self {
            by_code: index(&rows, |row| row.code),
            by_today: index(&rows, |row| row.today),
            by_name: HashMap::with_capacity(2 * rows.len()),
            rows: Vec::new(),
            beginnings: HashSet::new(),
            longest: 0,
        };
        for (index, row) in (0..).zip(&rows) {
            table.add_name(Cow::Borrowed(row.name), NameKind::Full, index);
            super::short_names::of(row, |name, kind| table.add_name(Cow::Owned(name), kind, index));
        }
        table.rows = rows;
        table
    }

    fn add_name(&mut self, name: Cow<'static, str>, kind: NameKind, row: RowId) {
        self.longest = self.longest.max(name.len());
        self.beginnings.extend(beginning(&name));
        let bearers = self.by_name.entry(name).or_default();
        if !bearers.contains(&(kind, row)) {
            bearers.push((kind, row));
        }
    }

    /// The division of a row.
    pub fn get(&self, row: RowId) -> &Division {
        &self.rows[row as usize]
    }

    /// Who bears exactly this name.
    pub fn bearers(&self, name: &str) -> &[(NameKind, RowId)] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    /// True if some name begins as the text does; names of one character are none.
    pub fn may_begin(&self, text: &str) -> bool {
        beginning(text).is_some_and(|first| self.beginnings.contains(&first))
    }

    /// Length in bytes of the longest name.
    pub fn longest_name(&self) -> usize {
        self.longest
    }

    /// Rows that are today the division of this code.
    pub fn lineage(&self, today: u32) -> impl Iterator<Item = RowId> + '_ {
        under(&self.by_today, today)
    }

    /// The code that stands for the division over all years: today's, so that renamings and promotions change nothing.
    ///
    /// A division that was merged with others keeps its own code, unless today's bears its name: two organs of one year
    /// must never share an id (江北区 and 渝北区 went into 两江新区).
    pub fn lasting_code(&self, row: RowId) -> u32 {
        let own = self.get(row);
        let rival = |other: RowId| self.get(other).code != own.code && self.get(other).overlaps(own);
        if own.code == own.today || !self.lineage(own.today).any(rival) {
            return own.today;
        }
        let heir = under(&self.by_code, own.today).any(|heir| self.get(heir).stem() == own.stem());
        if heir { own.today } else { own.code }
    }

    /// The rows directly above a row, at any time of its years.
    pub fn parents(&self, row: RowId) -> impl Iterator<Item = RowId> + '_ {
        let child = self.get(row);
        under(&self.by_code, child.parent).filter(move |&parent| self.get(parent).overlaps(child))
    }

    /// True if `row` lies in one of `above`, or is one of them.
    pub fn lies_in(&self, row: RowId, above: &[RowId]) -> bool {
        above.contains(&row) || self.lies_below(row, above)
    }

    /// True if `row` lies in one of `above` and is none of them. Three ranks bound the climb.
    pub fn lies_below(&self, row: RowId, above: &[RowId]) -> bool {
        self.parents(row)
            .any(|parent| above.contains(&parent) || self.parents(parent).any(|top| above.contains(&top)))
    }

    /// The rank: 1 province, 2 prefecture, 3 county.
    pub fn rank(&self, row: RowId) -> u8 {
        match self.get(row).code {
            code if code % 10_000 == 0 => 1,
            code if code % 100 == 0 => 2,
            _ => 3,
        }
    }

    /// The name of the province above a row, at the latest.
    pub fn top_name(&self, row: RowId) -> &'static str {
        let mut at = row;
        // Three ranks bound the climb, whatever the data say.
        for _ in 0..3 {
            let Some(parent) = self.parent_in(at, None) else { break };
            at = parent;
        }
        self.get(at).name
    }

    /// Name with those of its parents in that year (`江苏省淮安市洪泽区`); without a year, the latest.
    pub fn full_name(&self, row: RowId, year: Option<i32>) -> String {
        let mut names = vec![self.get(row).name];
        let mut at = row;
        while let Some(parent) = self.parent_in(at, year) {
            names.push(self.get(parent).name);
            at = parent;
            if names.len() > 3 {
                break;
            }
        }
        names.iter().rev().copied().collect()
    }

    fn parent_in(&self, row: RowId, year: Option<i32>) -> Option<RowId> {
        let of_that_year = year.and_then(|year| self.parents(row).find(|&p| self.get(p).stood_in(year)));
        of_that_year.or_else(|| self.parents(row).max_by_key(|&p| self.get(p).until))
    }
}

fn beginning(text: &str) -> Option<[char; 2]> {
    let mut characters = text.chars();
    Some([characters.next()?, characters.next()?])
}

/// Rows with the number that they are looked up by, sorted by it.
fn index(rows: &[Division], number: fn(&Division) -> u32) -> Vec<(u32, RowId)> {
    let mut index: Vec<(u32, RowId)> = rows.iter().map(number).zip(0..).collect();
    index.sort_unstable();
    index
}

fn under(index: &[(u32, RowId)], number: u32) -> impl Iterator<Item = RowId> + '_ {
    let start = index.partition_point(|(other, _)| *other < number);
    index[start..].iter().take_while(move |(other, _)| *other == number).map(|(_, row)| *row)
}

fn parse_row(line: &'static str) -> Option<Division> {
    let mut fields = line.trim_end().split(',');
    let code = fields.next()?.parse().ok()?;
    let name = fields.next()?;
    let _level = fields.next()?;
    let parent = fields.next()?.parse().unwrap_or(0);
    let from = fields.next()?.parse().unwrap_or(i32::MIN);
    let until = fields.next()?.parse().unwrap_or(i32::MAX);
    let today = fields.next()?.parse().unwrap_or(code);
    Some(Division { code, name, parent, from, until, today })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, code: u32) -> RowId {
        let table = divisions();
        let found = table.bearers(name).iter().find(|(_, row)| table.get(*row).code == code);
        found.unwrap().1
    }

    #[test]
    fn full_names_are_of_their_year() {
        let table = divisions();
        assert_eq!(table.full_name(row("洪泽区", 320_813), Some(2020)), "江苏省淮安市洪泽区");
        assert_eq!(table.full_name(row("海淀区", 110_108), Some(2020)), "北京市海淀区");
        assert_eq!(table.full_name(row("仙桃市", 429_004), Some(2020)), "湖北省仙桃市");
    }

    #[test]
    fn lineages_hold_former_divisions() {
        let table = divisions();
        let names: Vec<&str> = table.lineage(320_813).map(|row| table.get(row).name).collect();
        assert!(names.contains(&"洪泽县") && names.contains(&"洪泽区"), "{names:?}");
    }

    #[test]
    fn merged_divisions_keep_their_codes() {
        let table = divisions();
        for (name, code, lasting) in [
            ("洪泽县", 320_829, 320_813),
            ("洪泽区", 320_813, 320_813),
            ("东城区", 110_101, 110_101),
            ("崇文区", 110_103, 110_103),
            ("江北区", 500_105, 500_105),
            ("莱芜市", 371_200, 370_116),
            ("莱城区", 371_202, 371_202),
        ] {
            assert_eq!(table.lasting_code(row(name, code)), lasting, "{name}");
        }
    }

    #[test]
    fn short_names_of_provinces_and_cities() {
        let table = divisions();
        for (name, code) in [
            ("广西", 450_000),
            ("内蒙古", 150_000),
            ("淮安", 320_800),
            ("昆山", 320_583),
            ("延边州", 222_400),
        ] {
            assert!(table.bearers(name).iter().any(|(_, row)| table.get(*row).code == code), "{name}");
        }
        assert!(table.bearers("洪泽").is_empty());
    }
}
