//! Text -> the years that it states: of a title, of a stated period, of a file or folder name.

use super::fold::chinese_digit;

/// Years in which a report can have been written.
const POSSIBLE: std::ops::RangeInclusive<i32> = 1990..=2035;

/// How a year is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stated {
    /// Alone: `2022`, `2022年`, `二〇二二年度`.
    Bare,
    /// As part of a date or of a document's number: it says when something was written or issued.
    Dated,
}

/// One year in a text.
#[derive(Debug, Clone, Copy)]
struct Mention {
    year: i32,
    /// Where its first character stands.
    start: usize,
    stated: Stated,
}

/// Years that a folded title states, sorted, each once. Dates of issue (`（2022年1月发布）`) are no years of report; where no
/// year stands alone, the months that a report covers state it (`2023年1月经济运行情况`, `2020年1月1日至12月31日`).
pub fn of_title(title: &str) -> Vec<i32> {
    let found = mentions(title);
    let bare = distinct(found.iter().filter(|m| m.stated == Stated::Bare).map(|m| m.year));
    if !bare.is_empty() {
        return bare;
    }
    distinct(found.iter().filter_map(|mention| covered(title, mention)))
}

/// The year of a month, or of a period's first day, outside of brackets.
fn covered(title: &str, mention: &Mention) -> Option<i32> {
    let (before, rest) = title.split_at(mention.start);
    if before.ends_with(['（', '(', '〔', '[', '［']) {
        return None;
    }
    if let Some(from) = date(rest) {
        return end_of_period(&rest[from.length..], from.year).filter(|&to| to == from.year);
    }
    let (_, month) = rest.split_once('年').filter(|(year, _)| year.chars().count() == 4)?;
    let behind = month.split_once('月').map(|(_, behind)| behind)?;
    let issued = behind.is_empty() || behind.starts_with(['发', '公', '印', '编', '）', ')']);
    (!issued).then_some(mention.year)
}

/// Byte place of the first year that is printed alone, if any.
pub fn first_place(text: &str) -> Option<usize> {
    mentions(text).into_iter().find(|m| m.stated == Stated::Bare).map(|m| m.start)
}

/// Byte places of all years, dates too.
pub fn places(text: &str) -> Vec<usize> {
    mentions(text).into_iter().map(|m| m.start).collect()
}

/// Years in the name of a file or folder; digits inside an id of letters and digits are none.
pub fn of_path_part(part: &str) -> Vec<i32> {
    let bare = mentions(part).into_iter().filter(|m| m.stated == Stated::Bare);
    distinct(bare.filter(|m| !inside_id(part, m.start)).map(|m| m.year))
}

/// True if the four digits at `start` belong to a word that has other digits, or that could be hexadecimal.
fn inside_id(part: &str, start: usize) -> bool {
    let word = |b: &u8| b.is_ascii_alphanumeric();
    let bytes = part.as_bytes();
    let before = bytes[..start].iter().rev().take_while(|b| word(b)).count();
    let after = bytes[start..].iter().take_while(|b| word(b)).count();
    if before + after <= 4 {
        return false;
    }
    let around = bytes[start - before..start].iter().chain(bytes[start..start + after].iter().skip(4));
    let mut all_hexadecimal = true;
    for byte in around {
        if byte.is_ascii_digit() {
            return true;
        }
        all_hexadecimal &= byte.is_ascii_hexdigit();
    }
    all_hexadecimal
}

/// Years that a stated period names: `统计期限自2020年1月1日起至12月31日止`, `统计期限为2020年度`. The text is folded.
pub fn of_period(text: &str) -> Vec<i32> {
    const WORDS: &[&str] = &["期限", "统计", "报告期", "所列数据", "时限", "周期"];
    if !WORDS.iter().any(|word| text.contains(word)) {
        return Vec::new();
    }
    let mut years = Vec::new();
    for mention in mentions(text) {
        let Some(from) = date(&text[mention.start..]) else { continue };
        let Some(to) = end_of_period(&text[mention.start + from.length..], from.year) else { continue };
        years.extend([from.year, to]);
    }
    if years.is_empty() {
        years.extend(year_of_reporting_period(text));
    }
    distinct(years.into_iter())
}

fn year_of_reporting_period(text: &str) -> Option<i32> {
    const NAMES: &[&str] =
        &["统计期限", "统计时限", "统计时间", "统计周期", "统计区间", "报告期", "数据期限"];
    NAMES.iter().find_map(|name| {
        let at = text.find(name)? + name.len();
        let found = mentions(&text[at..]).into_iter().next()?;
        let near = text[at..at + found.start].chars().count() <= 4;
        (near && found.stated == Stated::Bare).then_some(found.year)
    })
}

struct Date {
    year: i32,
    length: usize,
}

/// A date at the beginning of the text, with its year.
fn date(text: &str) -> Option<Date> {
    let (year, after) = leading_number(text, 4)?;
    let rest = after.strip_prefix(['年', '.', '-', '/'])?;
    let rest = month_and_day(rest)?;
    Some(Date { year, length: text.len() - rest.len() })
}

/// The year in which a period ends, if the text goes on with `起至12月31日` or `至2020年12月31日`.
fn end_of_period(text: &str, from: i32) -> Option<i32> {
    let joint = |c: char| {
        matches!(
            c,
            '起' | '开'
                | '始'
                | '，'
                | ','
                | '截'
                | '至'
                | '到'
                | '止'
                | '-'
                | '—'
                | '–'
                | '－'
                | '~'
                | '～'
                | '―'
        )
    };
    let rest = text.trim_start_matches(joint);
    if rest.len() == text.len() {
        return None;
    }
    if let Some(ended) = date(rest) {
        return Some(ended.year);
    }
    let rest = ["当年", "同年", "本年"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    month_and_day(rest).map(|_| from)
}

fn month_and_day(text: &str) -> Option<&str> {
    let (month, rest) = leading_number(text, 2)?;
    let rest = rest.strip_prefix(['月', '.', '-', '/'])?;
    let (day, rest) = leading_number(rest, 2)?;
    let possible = (1..=12).contains(&month) && (1..=31).contains(&day);
    possible.then(|| rest.strip_prefix(['日', '号']).unwrap_or(rest))
}

fn leading_number(text: &str, digits: usize) -> Option<(i32, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if length == 0 || length > digits {
        return None;
    }
    Some((text[..length].parse().ok()?, &text[length..]))
}

fn distinct(years: impl Iterator<Item = i32>) -> Vec<i32> {
    let mut years: Vec<i32> = years.collect();
    years.sort_unstable();
    years.dedup();
    years
}

/// Every possible year of the text, in order.
fn mentions(text: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let start = text.len() - rest.len();
        let run = if chinese_digit(character).is_some() || character.is_ascii_digit() {
            let run = digit_run(rest);
            found.extend(year_of_run(text, start, run));
            run
        } else {
            character.len_utf8()
        };
        rest = &rest[run..];
    }
    found
}

/// Length in bytes of the digits that begin a text; ASCII digits and written ones make one run only with each other.
fn digit_run(text: &str) -> usize {
    let ascii = text.bytes().take_while(u8::is_ascii_digit).count();
    if ascii >= 4 {
        return ascii;
    }
    let digit = |c: &char| chinese_digit(*c).is_some() || c.is_ascii_digit();
    text.chars().take_while(digit).map(char::len_utf8).sum()
}

fn year_of_run(text: &str, start: usize, length: usize) -> Option<Mention> {
    let run = &text[start..start + length];
    let rest = &text[start + length..];
    let written = !run.bytes().all(|b| b.is_ascii_digit());
    if run.chars().count() != 4 || (written && !rest.starts_with('年')) {
        return None;
    }
    let digit = |c: char| chinese_digit(c).or_else(|| c.to_digit(10)).and_then(|d| i32::try_from(d).ok());
    let year = run.chars().try_fold(0, |sum, c| Some(sum * 10 + digit(c)?))?;
    let stated = if is_dated(&text[..start], rest) { Stated::Dated } else { Stated::Bare };
    POSSIBLE.contains(&year).then_some(Mention { year, start, stated })
}

/// True if what follows makes a date of the year, or what stands around makes it part of a document's number.
fn is_dated(before: &str, rest: &str) -> bool {
    if before.ends_with(['〔', '[', '［', '【']) && rest.starts_with(['〕', ']', '］', '】']) {
        let number = rest.trim_start_matches(['〕', ']', '］', '】']);
        return number.starts_with(|c: char| c.is_ascii_digit() || c == '第');
    }
    if let Some(after) = rest.strip_prefix('年') {
        let month = |c: char| c.is_ascii_digit() || chinese_digit(c).is_some() || c == '十';
        let unit = after.trim_start_matches(month);
        return unit.len() < after.len() && unit.starts_with('月');
    }
    let Some(after) = rest.strip_prefix(['-', '.', '/', '_']) else { return false };
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    let month = after.get(..digits).and_then(|month| month.parse::<u8>().ok()).unwrap_or(0);
    let possible = (1..=2).contains(&digits) && (1..=12).contains(&month);
    if !possible || !rest.starts_with('_') {
        return possible;
    }
    // An underscore more often parts fields (`2022_03`): only a day behind the month makes a date.
    after[digits..].strip_prefix('_').is_some_and(|day| {
        let length = day.bytes().take_while(u8::is_ascii_digit).count();
        length == 2 && digits == 2 && day[..2].parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles() {
        for (title, years) in [
            ("北京市知识产权局2022年政府信息公开年度报告", vec![2022]),
            ("政府信息公开年度报告（二〇二一年）", vec![2021]),
            ("二○二一年度报告", vec![2021]),
            ("二零二一年度报告", vec![2021]),
            ("2021年度报告（2022年1月发布）", vec![2021]),
            ("2021年度报告（二〇二二年一月）", vec![2021]),
            ("2021年度报告（2022-01-30）", vec![2021]),
            ("国办公开办函〔2021〕30号", vec![]),
            ("关于2021年预算执行情况和2022年预算草案的报告", vec![2021, 2022]),
            ("2019-2021年统计公报", vec![2019, 2021]),
            ("第2036号报告1989年", vec![]),
            ("电话051712345678", vec![]),
            ("淮安市2023年1月经济运行情况", vec![2023]),
            ("2020年1月1日至12月31日政府信息公开工作报告", vec![2020]),
            ("年度报告2022年1月30日", vec![]),
            ("年度报告2022年1月", vec![]),
        ] {
            assert_eq!(of_title(title), years, "{title}");
        }
    }

    #[test]
    fn periods() {
        for (text, years) in [
            ("本报告所列数据的统计期限自2020年1月1日起至12月31日止。", vec![2020]),
            ("本报告中所列数据的统计期限从2021年1月1日起，至2021年12月31日止", vec![2021]),
            ("统计期限：2020.1.1-2020.12.31", vec![2020]),
            ("数据统计期限为2020年度", vec![2020]),
            ("统计期限自2019年1月1日至2020年12月31日", vec![2019, 2020]),
            ("自2020年1月1日起施行", vec![]),
            ("统计局于2020年1月1日挂牌", vec![]),
        ] {
            assert_eq!(of_period(text), years, "{text}");
        }
    }

    #[test]
    fn names_in_paths() {
        for (part, years) in [
            ("2022", vec![2022]),
            ("洪泽区2022年", vec![2022]),
            ("report2022", vec![2022]),
            ("2022_03_洪泽区", vec![2022]),
            ("20230131_洪泽区", vec![]),
            ("2023-01-31洪泽区", vec![]),
            ("2023_01_31", vec![]),
            ("004_a50361494c1f8f1d", vec![]),
            ("ab2022cd", vec![]),
            ("t20220130_1234", vec![]),
            ("2021年报2022", vec![2021, 2022]),
        ] {
            assert_eq!(of_path_part(part), years, "{part}");
        }
    }
}
