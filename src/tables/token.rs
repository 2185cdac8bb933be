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

/// What the text of a cell of an aligned table looks like: numbers as accounts and statistics print them, too, with a sign
/// of currency, in brackets for less than nothing, with a share or an exponent behind (`$1,234`, `(745)`, `38 (24.7%)`,
/// `5.48E-13`), and their marks (`..`, `n.a.`, `(X)`).
pub(crate) fn printed_token(text: &str) -> Token {
    match token(text) {
        Token::Text if is_printed_mark(text) => Token::Mark,
        Token::Text if is_printed_number(text) => Token::Number,
        other => other,
    }
}

/// Signs of currency, alone or behind the letters of a country (`US$`).
const CURRENCIES: &[char] = &['$', '€', '£', '¥', '￥'];

/// True for a sign of currency alone.
pub(crate) fn is_currency(text: &str) -> bool {
    let mut signs = text.chars().rev();
    signs.next().is_some_and(|sign| CURRENCIES.contains(&sign))
        && text.len() <= 6
        && signs.all(|letter| letter.is_ascii_uppercase())
}

fn is_printed_mark(text: &str) -> bool {
    let dots = |text: &str| text.chars().all(|c| matches!(c, '.' | '…' | ' ')) && !text.is_empty();
    let letters = |inside: &str| inside.len() <= 2 && inside.bytes().all(|byte| byte.is_ascii_uppercase());
    let bracketed = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    matches!(text, ":" | "n.a." | "N.A." | "NA" | "na" | "n/a.")
        || dots(text)
        || bracketed.is_some_and(|inside| !inside.is_empty() && letters(inside))
}

fn is_printed_number(text: &str) -> bool {
    let begins = |c: char| digit(c).is_some() || matches!(c, '(' | '-' | '−' | '–' | 'A'..='Z');
    if text.len() > 40 || !text.starts_with(|c| begins(c) || CURRENCIES.contains(&c)) {
        return false;
    }
    let is_number = |text: &str| token(text) == Token::Number;
    let bare = without_currency(text);
    let inside = bare.strip_prefix('(').and_then(|rest| rest.trim_end_matches('%').strip_suffix(')'));
    // `(1)` numbers a column or an item, `(2019)` states a year.
    let is_less = |inside: &str| inside.len() > 1 && !is_year(inside) && is_number(without_currency(inside));
    is_number(bare) || inside.is_some_and(is_less) || is_power(text) || is_shared(text) || is_marked(text)
}

/// What stands behind a minus and a sign of currency.
fn without_currency(text: &str) -> &str {
    let rest = text.strip_prefix(['-', '−', '–', '+']).unwrap_or(text).trim_start();
    let country = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_uppercase()).len();
    match rest[country..].strip_prefix(CURRENCIES) {
        Some(number) if country <= 3 => number.trim_start(),
        _ => rest,
    }
}

/// `5.48E-13`.
fn is_power(text: &str) -> bool {
    text.split_once(['E', 'e']).is_some_and(|(number, power)| {
        let power = power.strip_prefix(['-', '−', '+']).unwrap_or(power);
        let digits = power.bytes().all(|byte| byte.is_ascii_digit());
        token(number) == Token::Number && (1..=3).contains(&power.len()) && digits
    })
}

/// `38 (24.7%)`.
fn is_shared(text: &str) -> bool {
    text.split_once('(').is_some_and(|(number, share)| {
        let share = share.strip_suffix(')');
        token(number) == Token::Number && share.is_some_and(|share| token(share) == Token::Number)
    })
}

/// `1,234p`: a letter behind marks what is preliminary or revised.
fn is_marked(text: &str) -> bool {
    text.strip_suffix(|c: char| c.is_ascii_lowercase()).is_some_and(|number| {
        let ends = number.ends_with(|c: char| c.is_ascii_digit());
        ends && number.contains([',', '.']) && token(number) == Token::Number
    })
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
    fn tells_values_as_accounts_and_yearbooks_print_them() {
        for text in
            ["$1,234", "US$ 5", "-$3", "(745)", "($1,024)", "(12%)", "38 (24.7%)", "5.48E-13", "1,234p"]
        {
            assert_eq!(printed_token(text), Token::Number, "{text}");
        }
        for text in ["..", "........", "…", "n.a.", "(X)", "(NA)", ":"] {
            assert_eq!(printed_token(text), Token::Mark, "{text}");
        }
        for text in ["(1)", "(2019)", "(in millions)", "$", "24a", "A4", "E-13", "(iv)", "Total (3)"] {
            assert_eq!(printed_token(text), Token::Text, "{text}");
        }
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
