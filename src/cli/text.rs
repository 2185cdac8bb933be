//! Text -> text that fits a terminal: display width, wrapping, padding, and nothing that a terminal would obey.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How many terminal columns a text takes; a Chinese character takes two.
pub fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// The text without anything that moves a terminal's cursor, changes its state or turns the reading direction round: a
/// report, or a file's name, may hold escape sequences. Each such character stands as U+FFFD, line ends stand as spaces.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if text.chars().any(obeyed) {
        Cow::Owned(text.chars().map(replaced).collect())
    } else {
        Cow::Borrowed(text)
    }
}

fn replaced(character: char) -> char {
    match character {
        '\n' | '\r' | '\t' => ' ',
        other if obeyed(other) => '\u{FFFD}',
        other => other,
    }
}

/// Control characters, and the marks that embed, override or isolate a reading direction.
fn obeyed(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The text in lines of at most `limit` columns (at least 2: one Chinese character). Breaks after a space where one is near the end,
/// else between any two characters, as Chinese text does; printed line breaks stay.
pub fn wrap(text: &str, limit: usize) -> Vec<String> {
    let limit = limit.max(2);
    let mut lines = Vec::new();
    for printed in text.split('\n') {
        wrap_line(&harmless(printed), limit, &mut lines);
    }
    lines
}

fn wrap_line(text: &str, limit: usize, lines: &mut Vec<String>) {
    let mut line = String::new();
    let mut used = 0;
    for character in text.trim().chars() {
        let wide = character.width().unwrap_or(0);
        while used + wide > limit && used > 0 {
            let rest = break_at_space(&mut line);
            lines.push(std::mem::replace(&mut line, rest));
            used = width(&line);
        }
        if !(line.is_empty() && character == ' ') {
            line.push(character);
            used += wide;
        }
    }
    lines.push(line);
}

/// Cuts the line at its last space, if that leaves at least half of it, and gives what stood behind.
fn break_at_space(line: &mut String) -> String {
    match line.rfind(' ') {
        Some(place) if place * 2 >= line.len() => {
            let rest = line.split_off(place + 1);
            line.truncate(place);
            rest
        }
        _ => String::new(),
    }
}

/// The text cut to `limit` columns, with `…` where something is missing.
pub fn cut(text: &str, limit: usize) -> String {
    let text = harmless(text);
    if width(&text) <= limit {
        return text.into_owned();
    }
    let mut kept = String::new();
    let mut used = 1;
    for character in text.chars() {
        used += character.width().unwrap_or(0);
        if used > limit {
            break;
        }
        kept.push(character);
    }
    kept.push('…');
    kept
}

/// Spaces that fill the text up to `limit` columns.
pub fn fill(text: &str, limit: usize) -> String {
    " ".repeat(limit.saturating_sub(width(text)))
}

/// The text on the left of `limit` columns.
pub fn left(text: &str, limit: usize) -> String {
    format!("{text}{}", fill(text, limit))
}

/// The text on the right of `limit` columns.
pub fn right(text: &str, limit: usize) -> String {
    format!("{}{text}", fill(text, limit))
}

/// A count with its digits in groups of three: `12,345`.
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A count with its noun, in the plural where it is not 1: `1 table`, `2 tables`.
pub fn counted(count: u64, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(count))
}

/// Columns of the terminal behind stdout; what `COLUMNS` says, or 120, where stdout is none.
pub fn terminal_width() -> usize {
    let asked = std::env::var("COLUMNS").ok().and_then(|text| text.parse::<usize>().ok());
    let seen = terminal_size::terminal_size().map(|(columns, _)| usize::from(columns.0));
    seen.or(asked).unwrap_or(120).clamp(40, 1000)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn chinese_takes_two_columns() {
        assert_eq!(width("规章 1"), 6);
        assert_eq!(right("规章", 6), "  规章");
    }

    #[test]
    fn escape_sequences_do_not_reach_the_terminal() {
        assert_eq!(harmless("\x1b[31mred\x07\u{202E}"), "\u{FFFD}[31mred\u{FFFD}\u{FFFD}");
    }

    #[test]
    fn wraps_chinese_anywhere_and_words_at_spaces() {
        assert_eq!(wrap("行政规范性文件", 6), ["行政规", "范性文", "件"]);
        assert_eq!(wrap("a word longer", 8), ["a word", "longer"]);
        assert_eq!(wrap("two\nlines", 20), ["two", "lines"]);
    }

    #[test]
    fn cuts_with_a_mark() {
        assert_eq!(cut("行政规范性文件", 7), "行政规…");
        assert_eq!(cut("short", 7), "short");
    }

    #[test]
    fn counts_read_well() {
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(grouped(999), "999");
        assert_eq!(counted(1, "table"), "1 table");
        assert_eq!(counted(1200, "table"), "1,200 tables");
    }

    proptest! {
        #[test]
        fn lines_never_overflow(text in "[ a-z0-9\u{4e00}-\u{4fff}]{0,60}", limit in 2usize..30) {
            for line in wrap(&text, limit) {
                prop_assert!(width(&line) <= limit, "{line:?}");
            }
        }

        #[test]
        fn cut_text_fits(text in "\\PC{0,60}", limit in 2usize..30) {
            prop_assert!(width(&cut(&text, limit)) <= limit);
        }
    }
}
