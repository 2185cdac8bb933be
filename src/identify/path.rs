//! Relative path -> what folder and file names say: years, organs, divisions.

use super::chain::chain;
use super::divisions::{RowId, divisions};
use super::fold::fold;
use super::organ::{division, organ};
use super::{subject, year};

/// Folders that are looked at, the innermost ones: a path can be made long.
const MOST_PARTS: usize = 24;

/// Bytes of one name that are looked at.
const LONGEST_PART: usize = 400;

/// A division in the name of a folder or file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathDivision {
    /// What it can be.
    pub rows: Vec<RowId>,
    /// True if it is printed with the division above it (`淮安市洪泽区`), or is a province.
    pub is_full: bool,
}

/// The names of a path, folded; what they say is read where it is asked for, since most reports say it themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PathClues {
    /// The file's name without its ending, then the folders' names, innermost first.
    parts: Vec<String>,
}

impl PathClues {
    /// Takes a path with `/` between its parts.
    pub fn of(path: &str) -> Self {
        let mut parts: Vec<&str> = path.rsplit('/').take(MOST_PARTS).collect();
        if let Some(file) = parts.first_mut() {
            *file = without_ending(file);
        }
        Self { parts: parts.into_iter().map(bounded).collect() }
    }

    /// Years in the file's name, sorted.
    pub fn file_years(&self) -> Vec<i32> {
        self.parts.first().map(|file| year::of_path_part(file)).unwrap_or_default()
    }

    /// Years in the folders' names, sorted, each once.
    pub fn folder_years(&self) -> Vec<i32> {
        let mut years: Vec<i32> =
            self.parts.iter().skip(1).flat_map(|part| year::of_path_part(part)).collect();
        years.sort_unstable();
        years.dedup();
        years
    }

    /// The best organ: of the file's name, then of the folders, innermost first.
    pub fn organ(&self) -> Option<String> {
        self.parts.iter().find_map(|part| organ_of(part))
    }

    /// Divisions named by folders, outermost first, then by the file's name.
    pub fn divisions(&self) -> Vec<PathDivision> {
        self.parts.iter().rev().flat_map(|part| pieces(part).filter_map(division_of)).collect()
    }
}

fn bounded(part: &str) -> String {
    let end = part
        .char_indices()
        .map(|(place, _)| place)
        .take_while(|&place| place <= LONGEST_PART)
        .last()
        .unwrap_or(0);
    fold(if part.len() > LONGEST_PART { &part[..end] } else { part })
}

/// The file's name without `.txt` and the like; a name in Chinese behind a dot stays.
fn without_ending(file: &str) -> &str {
    match file.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && ending.len() <= 5 && ending.is_ascii() => stem,
        _ => file,
    }
}

/// The pieces of a name between marks and digits.
fn pieces(part: &str) -> impl Iterator<Item = &str> {
    let mark = |c: char| {
        c.is_ascii_punctuation() || c.is_ascii_digit() || "·—－（）【】、，。；：《》“” ".contains(c)
    };
    part.split(mark).map(|piece| piece.trim_start_matches(['年', '度'])).filter(|piece| !piece.is_empty())
}

fn organ_of(part: &str) -> Option<String> {
    let whole = subject::of_title(part);
    let placed = whole.organ.filter(|_| whole.placed);
    placed.or_else(|| pieces(part).find(|piece| organ(piece).is_some()).map(str::to_owned))
}

fn division_of(piece: &str) -> Option<PathDivision> {
    // An organ's name can hold its division anywhere (国家税务总局淮安市税务局).
    let read = organ(piece).map(|read| read.rows).filter(|rows| !rows.is_empty());
    // A name that goes on behind the division (`洪泽区年报`) names it too, if the division is written in full.
    let found = division(piece).or_else(|| chain(piece).filter(|found| !found.short));
    let depth = found.as_ref().map_or(1, |found| found.depth);
    let rows = read.or(found.map(|found| found.rows))?;
    let province = rows.iter().any(|&row| divisions().rank(row) == 1);
    Some(PathDivision { rows, is_full: depth > 1 || province })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_and_organs() {
        let clues = PathClues::of("江苏省/淮安市/2019/洪泽区人民政府2020年政府信息公开工作年度报告.txt");
        assert_eq!((clues.file_years(), clues.folder_years()), (vec![2020], vec![2019]));
        assert_eq!(clues.organ().as_deref(), Some("洪泽区人民政府"));
        assert_eq!(clues.divisions().len(), 3);
    }

    #[test]
    fn ids_and_dates_say_nothing() {
        for path in [
            "000_dfbf40df936f33b0.txt",
            "20230131_a.txt",
            "reports/004_a50361494c1f8f1d.txt",
            "a/b/c.md",
            "",
            "/",
            ".",
        ] {
            let clues = PathClues::of(path);
            assert_eq!((clues.file_years(), clues.folder_years()), (vec![], vec![]), "{path}");
            assert_eq!((clues.organ(), clues.divisions()), (None, vec![]), "{path}");
        }
    }
}
