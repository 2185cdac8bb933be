//! Lines outside of tables -> the years of the period that the figures are said to cover.

use super::fold::fold;
use super::head::floor;
use super::year;

/// Bytes of text searched: the phrase stands in the opening or the closing of a report of a few kilobytes.
const SEARCHED: usize = 64 * 1024;

/// Characters kept around the words that announce a period.
const BEFORE: usize = 40;
const BEHIND: usize = 120;

/// Words that announce a period; each holds one of `RARE`, which is looked for first.
const WORDS: &[&str] = &[
    "期限",
    "列数据",
    "报告期",
    "统计时",
    "统计周期",
    "统计区间",
    "统计范围",
    "数据统计",
    "统计数据",
    "统计期",
];
const RARE: [&str; 3] = ["期", "统计", "列数据"];

/// Years of every stated period, sorted, each once.
pub fn years<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<i32> {
    let mut found = Vec::new();
    let mut searched = 0;
    // The phrase can be broken over lines: the lines behind the one that announces it are waited for.
    let mut open: Option<(String, u8)> = None;
    for line in lines {
        let line = &line[..floor(line, SEARCHED)];
        searched += line.len();
        if let Some((text, more)) = open.as_mut() {
            push_start(text, line);
            *more -= 1;
        }
        if let Some((text, _)) = open.take_if(|(_, more)| *more == 0) {
            found.extend(year::of_period(&fold(&text)));
        }
        if RARE.iter().any(|rare| line.contains(rare)) {
            announce(line, &mut open, &mut found);
        }
        if searched > SEARCHED {
            break;
        }
    }
    found.extend(open.iter().flat_map(|(text, _)| year::of_period(&fold(text))));
    found.sort_unstable();
    found.dedup();
    found
}

/// Reads the periods that a line announces; the last one stays open for the lines behind it.
fn announce(line: &str, open: &mut Option<(String, u8)>, found: &mut Vec<i32>) {
    const MOST: usize = 8;
    let mut places: Vec<usize> =
        WORDS.iter().flat_map(|word| line.match_indices(word).take(MOST)).map(|(at, _)| at).collect();
    places.sort_unstable();
    let Some(&last) = places.last() else { return };
    for &place in &places {
        found.extend(year::of_period(&fold(&around(line, place))));
    }
    if line[last..].chars().nth(BEHIND).is_none() {
        *open = Some((around(line, last), 2));
    }
}

fn around(line: &str, place: usize) -> String {
    let start = line[..place].char_indices().rev().nth(BEFORE).map_or(0, |(at, _)| at);
    let end = line[place..].char_indices().nth(BEHIND).map_or(line.len(), |(at, _)| place + at);
    line[start..end].to_owned()
}

fn push_start(text: &mut String, line: &str) {
    text.extend(line.chars().take(BEHIND));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_over_lines() {
        let text = "第一行。\n本报告所列数据的统计期\n限自2020 年 1 月 1 \n日起至12月31日止。\n后文2019年";
        assert_eq!(years(text.lines()), [2020]);
    }

    #[test]
    fn in_a_long_paragraph() {
        let text = format!(
            "{}本报告中所列数据的统计期限为2021年1月1日至2021年12月31日。{}",
            "文".repeat(900),
            "字".repeat(900)
        );
        assert_eq!(years(text.lines()), [2021]);
        assert_eq!(years("2020年，我局统计数据2019条。".lines()), [] as [i32; 0]);
    }
}
