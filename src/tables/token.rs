//! A cell's text -> what it looks like: enough to tell values from labels before anything is parsed.

/// What a cell's text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token {
    /// Nothing but white space.
    Empty,
    /// A number, perhaps signed, grouped, with a short unit.
    Number,
    /// A mark that stands for "none" or "not applicable".
    Mark,
    /// Anything else.
    Text,
}

impl Token {
    /// True for what can stand in a value cell of a count.
    pub(crate) fn is_value(self) -> bool {
        matches!(self, Self::Number | Self::Mark)
    }
}

/// Units that may follow a number inside a cell; a date word is not among them.
const UNITS: &[&str] = &[
    "%",
    "％",
    "‰",
    "件",
    "条",
    "项",
    "个",
    "次",
    "篇",
    "人",
    "人次",
    "元",
    "万元",
    "亿元",
    "千元",
    "百万元",
    "万",
    "亿",
    "户",
    "家",
    "起",
    "份",
    "宗",
    "例",
    "倍",
    "公里",
    "平方公里",
    "亩",
    "公顷",
    "吨",
    "万吨",
    "辆",
    "台",
    "套",
    "所",
    "名",
    "位",
    "批次",
    "批",
    "场",
    "期",
    "处",
    "个百分点",
    "千克",
    "公斤",
    "米",
    "平方米",
    "立方米",
    "美元",
    "万美元",
    "亿美元",
    "场次",
    "件次",
    "册",
    "幅",
    "张",
    "天",
];

const SIGNS: &[&str] = &[
    "增加", "减少", "增长", "下降", "上升", "降低", "增", "减", "升", "降", "+", "-", "－", "−", "＋", "△",
    "▲", "±",
];

/// Classifies a cell's text.
pub(crate) fn token(text: &str) -> Token {
    let trimmed = trim(text);
    let Some(first) = trimmed.chars().next() else { return Token::Empty };
    if trimmed.len() > 64 || !begins_value(first) {
        return Token::Text;
    }
    if is_mark(trimmed) {
        return Token::Mark;
    }
    if is_number(trimmed) { Token::Number } else { Token::Text }
}

/// True for what a number or a mark may begin with: most texts are told apart by it.
#[inline]
fn begins_value(first: char) -> bool {
    digit(first).is_some()
        || begins_sign(first)
        || is_stroke(first)
        || matches!(first, '无' | '不' | 'N' | 'n')
}

/// True for the first characters of `SIGNS`.
#[inline]
fn begins_sign(first: char) -> bool {
    matches!(first, '增' | '减' | '下' | '上' | '升' | '降' | '+' | '-' | '－' | '−' | '＋' | '△' | '▲' | '±')
}

/// True for what marks of "none" are made of.
#[inline]
fn is_stroke(character: char) -> bool {
    matches!(character, '/' | '／' | '-' | '－' | '—' | '–' | '―' | '─' | '*' | '＊' | '\\')
}

/// White space of any width, the ideographic space and the byte-order mark included.
#[inline]
pub(crate) fn is_space(character: char) -> bool {
    if matches!(character, '!'..='~' | '\u{4E00}'..='\u{9FFF}') {
        return false;
    }
    character.is_whitespace() || matches!(character, '\u{3000}' | '\u{feff}' | '\u{200b}')
}

/// A text without the white space around it.
pub(crate) fn trim(text: &str) -> &str {
    let mut start = text.chars();
    let mut rest = text;
    while start.next().is_some_and(is_space) {
        rest = start.as_str();
    }
    let mut end = rest.chars();
    while end.next_back().is_some_and(is_space) {
        rest = end.as_str();
    }
    rest
}

/// `2023`: what may head a column though it is a number.
pub(crate) fn is_year(text: &str) -> bool {
    text.len() == 4 && matches!(text.parse::<u32>(), Ok(1900..2100))
}

/// Where the first white space of a text stands. Ideographs from U+4000 to U+9FFF, most of a report, are told by their
/// first byte.
pub(crate) fn first_space(text: &str) -> Option<usize> {
    let mut rest = text.as_bytes();
    loop {
        rest = match rest {
            [] => return None,
            [b'!'..=b'~', behind @ ..] | [0xE4..=0xE9, _, _, behind @ ..] => behind,
            _ => {
                let at = text.len() - rest.len();
                match text[at..].chars().next() {
                    Some(character) if !is_space(character) => &rest[character.len_utf8()..],
                    _ => return Some(at),
                }
            }
        }
    }
}

fn is_mark(text: &str) -> bool {
    matches!(text, "无" | "不适用" | "N/A" | "n/a" | "不涉及")
        || (text.chars().count() <= 4 && text.chars().all(is_stroke))
}

/// A digit of any width, as ASCII.
#[inline]
pub(crate) fn digit(character: char) -> Option<char> {
    match character {
        '0'..='9' => Some(character),
        '０'..='９' => char::from_u32(character as u32 - '０' as u32 + '0' as u32),
        _ => None,
    }
}

fn is_number(text: &str) -> bool {
    let mut rest = text;
    if text.starts_with(begins_sign)
        && let Some(after) = SIGNS.iter().find_map(|sign| text.strip_prefix(sign))
    {
        rest = after.trim_start_matches(is_space);
    }
    if !rest.starts_with(|c| digit(c).is_some()) {
        return false;
    }
    let end = rest
        .char_indices()
        .find(|&(_, c)| {
            digit(c).is_none()
                && !matches!(c, ',' | '，' | '.' | '．' | ' ' | '\n' | '\u{a0}' | '\u{202f}' | '\u{3000}')
        })
        .map_or(rest.len(), |(index, _)| index);
    let (number, unit) = rest.split_at(end);
    let number = trim(number);
    let last = number.chars().next_back().and_then(digit).is_some();
    let unit = trim(unit);
    last && (unit.is_empty() || UNITS.contains(&unit) || is_footnote(unit))
}

fn is_footnote(text: &str) -> bool {
    text.chars().count() == 1
        && text.chars().all(|c| matches!(c, '*' | '＊' | '†' | '①'..='⑩' | '¹' | '²' | '³'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quick_looks_see_what_slow_ones_do() {
        for text in [
            "",
            " ",
            "a",
            "规",
            "规章",
            "a规",
            "规a",
            " 规",
            "规 ",
            "（规）",
            "（",
            "\u{3000}规\u{3000}",
            "é",
            "规é",
            "\tab",
        ] {
            assert_eq!(trim(text), text.trim_matches(is_space), "{text:?}");
            assert_eq!(first_space(text), text.find(is_space), "{text:?}");
        }
        assert_eq!(first_space("规章，a\u{3000}b c"), Some(10));
    }

    #[test]
    fn tells_values_from_labels() {
        for text in [
            "0",
            "1,234",
            "１２",
            "251000元",
            "12.5万元",
            "增加 3 项",
            "-2",
            "减少2",
            "7730. 28",
            "12.5%",
            "1，234",
        ] {
            assert_eq!(token(text), Token::Number, "{text}");
        }
        for text in ["/", "—", "－", "无", "不适用", "——"] {
            assert_eq!(token(text), Token::Mark, "{text}");
        }
        for text in ["1.", "1.属于国家秘密", "2022年", "第一项", "规章", "2022年1月", "（1）", "1-3月"]
        {
            assert_eq!(token(text), Token::Text, "{text}");
        }
        assert_eq!(token(" \u{3000}"), Token::Empty);
    }
}
