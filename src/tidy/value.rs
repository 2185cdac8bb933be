//! Text of a value cell -> Value: the printed number with its unit, blank, not applicable, or words.
//!
//! A number is taken only where nothing else can be meant. Doubtful numbers (`1,23`, `(1,234)`, `—2`, digits pulled apart
//! outside a grid, U+FFFD among digits) are unresolved; telephone numbers, dates, ranges, fractions, codes with leading
//! zeros, versions, list labels and numbers amid words are text.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::number::{digits, short, ungrouped};
use crate::model::ValueKind;
use crate::model::text::squeezed;
use crate::model::unit::is_unit;
pub use crate::model::unit::unit_of;

/// Words before a number that say its direction, longer ones first.
const RISES: &[&str] =
    &["净增加", "净增长", "增加了", "增长了", "上升了", "新增", "净增", "增加", "增长", "上升", "增", "↑"];
const FALLS: &[&str] =
    &["净减少", "净下降", "减少了", "下降了", "降低了", "净减", "减少", "下降", "降低", "减", "降", "↓"];

/// What a value cell says.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// What it is.
    pub kind: ValueKind,
    /// The number in its printed unit, without trailing zeros; `None` unless the kind is `Number`.
    pub value: Option<Decimal>,
    /// The unit printed in the cell, else empty.
    pub unit: String,
    /// True if digits that stood apart were joined.
    pub joined: bool,
}

impl Value {
    fn of(kind: ValueKind) -> Self {
        Self { kind, value: None, unit: String::new(), joined: false }
    }
}

/// Reads the text of a value cell, squeezed or as printed. Digits pulled apart are joined only in an explicit grid.
pub fn parse(text: &str, explicit_grid: bool) -> Value {
    if let Some(number) = short(text) {
        return Value { value: Some(number), ..Value::of(ValueKind::Number) };
    }
    if is_words(text) {
        return Value::of(ValueKind::Text);
    }
    let text = ungrouped(text);
    let text = plain(&text);
    let text = text.trim();
    if text.is_empty() {
        return Value::of(ValueKind::Blank);
    }
    if is_not_applicable(text) {
        return Value::of(ValueKind::NotApplicable);
    }
    let has_digits = text.bytes().any(|byte| byte.is_ascii_digit());
    if text.contains('\u{FFFD}') {
        let has_words = text.chars().any(char::is_alphabetic);
        return Value::of(if has_digits || !has_words { ValueKind::Unresolved } else { ValueKind::Text });
    }
    if !has_digits {
        return Value::of(ValueKind::Text);
    }
    quantity(text, explicit_grid)
}

/// Chinese words without a digit, other than those that say "none": most labels, told without a copy.
fn is_words(text: &str) -> bool {
    let mut words = false;
    for character in text.chars() {
        match character {
            '0'..='9' | '０'..='９' | '\u{FFFD}' => return false,
            '无' | '不' | '适' | '用' => {}
            '\u{4E00}'..='\u{9FFF}' => words = true,
            _ => {}
        }
    }
    words
}

/// The forms that a number may be typed in, in ASCII: full-width signs and digits, dashes that serve as minus, blanks.
fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() && !text.bytes().any(|byte| matches!(byte, 9..=13)) {
        return Cow::Borrowed(text);
    }
    let fold = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '−' | '–' | '‐' | '‑' | '﹣' => '-',
        '￥' => '¥',
        _ if c.is_whitespace() => ' ',
        _ => c,
    };
    Cow::Owned(text.chars().map(fold).collect())
}

/// Dashes and strokes alone, or a word that says that the item does not apply.
fn is_not_applicable(text: &str) -> bool {
    let is_stroke = |c: char| matches!(c, '-' | '—' | '―' | '─' | '━' | '/' | '\\' | ' ');
    text.chars().all(is_stroke)
        || text.eq_ignore_ascii_case("n/a")
        || text.starts_with(['无', '不']) && matches!(&*squeezed(text), "无" | "不适用")
}

/// Sign, number, unit, mark of a note: nothing else may stand in a cell that is a number.
fn quantity(text: &str, explicit_grid: bool) -> Value {
    if let Some(inside) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return bracketed(inside, explicit_grid);
    }
    if let Some(rest) = text.strip_prefix('—') {
        // An em dash before a number may be a minus or the mark of an empty place.
        let is_number = rest.starts_with(|c: char| c.is_ascii_digit())
            && matches!(quantity(rest, explicit_grid).kind, ValueKind::Number);
        return Value::of(if is_number { ValueKind::Unresolved } else { ValueKind::Text });
    }
    let Some((negative, rest)) = sign(text) else { return Value::of(ValueKind::Unresolved) };
    let is_signed = rest.len() < text.len();
    let (currency, rest) = currency(rest);
    let end = rest.find(|c: char| !matches!(c, '0'..='9' | ',' | '.' | ' ')).unwrap_or(rest.len());
    let (body, tail) = rest.split_at_checked(end).unwrap_or((rest, ""));
    let Some(unit) = unit(body.trim(), tail.trim()) else { return Value::of(ValueKind::Text) };
    let unit = if unit.is_empty() && currency { "元".to_owned() } else { unit };
    let is_bare = unit.is_empty() && !is_signed && tail.is_empty();
    match digits(body.trim(), is_bare, explicit_grid) {
        Err(kind) => Value::of(kind),
        Ok((number, joined)) => {
            let value = if negative { -number } else { number };
            Value { kind: ValueKind::Number, value: Some(value.normalize()), unit, joined }
        }
    }
}

/// A number in brackets: `(2)` is a label; `(1,234)` and `(3%)` may be negative or a remark, so nobody can tell.
fn bracketed(inside: &str, explicit_grid: bool) -> Value {
    let inside = inside.trim();
    let is_label = inside.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = inside.starts_with(|c: char| c.is_ascii_digit())
        && !inside.ends_with(')')
        && matches!(quantity(inside, explicit_grid).kind, ValueKind::Number);
    Value::of(if is_number && !is_label { ValueKind::Unresolved } else { ValueKind::Text })
}

/// The direction before a number, in words and as a sign, and what follows. `None` where the two contradict.
fn sign(text: &str) -> Option<(bool, &str)> {
    let word = |words: &[&str]| words.iter().find_map(|word| text.strip_prefix(word));
    let (said, rest) = if text.starts_with(|c: char| c.is_ascii()) {
        (None, text)
    } else if let Some(rest) = word(RISES) {
        (Some(false), rest.trim_start())
    } else if let Some(rest) = word(FALLS) {
        (Some(true), rest.trim_start())
    } else {
        (None, text)
    };
    let (printed, rest) = match rest.as_bytes().first() {
        Some(b'+') => (Some(false), rest.strip_prefix('+').unwrap_or(rest)),
        Some(b'-') => (Some(true), rest.strip_prefix('-').unwrap_or(rest)),
        _ => (None, rest),
    };
    match (said, printed) {
        (Some(false), Some(false)) => Some((false, rest.trim_start())),
        (Some(_), Some(_)) => None,
        _ => Some((said.or(printed).unwrap_or(false), rest.trim_start())),
    }
}

/// Whether a currency sign of the yuan stands before the number, and what follows it.
fn currency(text: &str) -> (bool, &str) {
    let rest = text.strip_prefix("人民币").unwrap_or(text).trim_start();
    let rest = rest.strip_prefix('¥').unwrap_or(rest).trim_start();
    (rest.len() < text.len(), rest)
}

/// The unit behind a number (empty if none), marks of notes dropped; `None` if something else stands there.
fn unit(body: &str, tail: &str) -> Option<String> {
    if tail.is_empty() {
        return Some(String::new());
    }
    let known = |words: &str| {
        let words = words.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(words);
        let unit: String = words.chars().filter(|c| *c != ' ').collect();
        (unit.is_empty() || is_unit(&unit)).then_some(unit)
    };
    // `m²` is a unit; behind a number alone a small figure is the mark of a note, but behind ten it may be a power.
    if let Some(unit) = known(tail).filter(|unit| !unit.is_empty()) {
        return Some(unit);
    }
    let bare = tail.trim_end_matches(is_note_mark).trim_end();
    let may_be_power = bare.is_empty() && body == "10" && tail.contains(is_superscript);
    if bare.len() == tail.len() || may_be_power { None } else { known(bare) }
}

/// Marks that point to a note below a table.
fn is_note_mark(character: char) -> bool {
    matches!(character, '*' | '†' | '‡' | '①'..='⑳' | '❶'..='❿') || is_superscript(character)
}

fn is_superscript(character: char) -> bool {
    matches!(character, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Kind, number and unit as `3|件`; `+` in front of joined digits; the kind's word where there is no number.
    fn shown(text: &str, explicit_grid: bool) -> String {
        let value = parse(text, explicit_grid);
        let joined = if value.joined { "+" } else { "" };
        match value.value {
            Some(number) => format!("{joined}{number}|{}", value.unit),
            None => value.kind.as_str().to_owned(),
        }
    }

    fn all_are(kind: &str, texts: &[&str]) {
        for text in texts {
            assert_eq!(shown(text, true), kind, "{text:?}");
            assert_eq!(shown(text, false), kind, "{text:?}");
        }
    }

    #[test]
    #[rustfmt::skip]
    fn numbers_with_and_without_units() {
        for (text, number) in [
            ("0", "0|"), ("12", "12|"), ("１２", "12|"), (" 12\u{3000}", "12|"),
            ("1,234", "1234|"), ("1，234", "1234|"), ("１，２３４．５０", "1234.5|"),
            ("1,234,567.89", "1234567.89|"), ("0.50", "0.5|"), ("100", "100|"),
            (".5", "0.5|"), ("3件", "3|件"), ("3 件", "3|件"), ("251000元", "251000|元"),
            ("12.5万元", "12.5|万元"), ("12.5 万 元", "12.5|万元"), ("3（件）", "3|件"),
            ("12.5%", "12.5|%"), ("12.5％", "12.5|%"), ("3‰", "3|‰"),
            ("0.3个百分点", "0.3|个百分点"), ("88\u{202F}495", "88495|"), ("1.5倍", "1.5|倍"), ("12 公里", "12|公里"),
            ("3万人次", "3|万人次"), ("12万", "12|万"), ("15㎡", "15|㎡"), ("15m²", "15|m²"),
            ("￥1,234.5", "1234.5|元"), ("人民币12万元", "12|万元"), ("20个工作日", "20|个工作日"),
            ("9999999999999999999999999999", "9999999999999999999999999999|"),
        ] {
            assert_eq!(shown(text, false), number, "{text:?}");
        }
    }

    #[test]
    #[rustfmt::skip]
    fn signs_stand_in_figures_and_in_words() {
        for (text, number) in [
            ("-2", "-2|"), ("－2", "-2|"), ("−2", "-2|"), ("–2", "-2|"), ("- 2", "-2|"),
            ("-0", "0|"), ("+3", "3|"), ("＋3", "3|"), ("减少2", "-2|"), ("减2", "-2|"),
            ("下降12.5%", "-12.5|%"), ("增3", "3|"), ("增加 3 项", "3|项"), ("增+3", "3|"),
            ("增长了0.3个百分点", "0.3|个百分点"), ("减少0", "0|"), ("↑3", "3|"), ("↓1.5%", "-1.5|%"),
        ] {
            assert_eq!(shown(text, false), number, "{text:?}");
        }
    }

    #[test]
    fn marks_of_notes_are_no_digits() {
        for (text, number) in [
            ("12¹", "12|"),
            ("12*", "12|"),
            ("12①", "12|"),
            ("3件②", "3|件"),
            ("1,234 **", "1234|"),
            ("12†", "12|"),
        ] {
            assert_eq!(shown(text, false), number, "{text:?}");
        }
        all_are("text", &["10³", "10²", "①", "12①3", "*"]);
    }

    #[test]
    fn blank_is_not_zero_and_marks_are_not_blank() {
        all_are("blank", &["", " ", "\u{3000}\u{3000}", "\t\n"]);
        all_are(
            "not_applicable",
            &[
                "/",
                "／",
                "—",
                "——",
                "－",
                "-",
                "--",
                "－－",
                "无",
                "不适用",
                "不 适\n用",
                "N/A",
                "n/a",
                "- -",
                "―",
            ],
        );
    }

    #[test]
    #[rustfmt::skip]
    fn what_only_looks_like_a_number_is_text() {
        all_are(
            "text",
            &[
                "2022-01-31", "2022年1月31日", "2022.1.31", "2022/1/31", "1月31日", "2022年",
                "20220131", "1-3", "1～3", "1~3", "1—3", "10%-20%", "3至5", "12:30", "1/3",
                "3:2", "010000", "007", "00", "0012件", "007.5", "3.10.2", "1.", "1．",
                "（1）", "(2)", "1、", "0517-87222222", "13812345678", "138 1234 5678",
                "010 62345678", "400-820-8820", "1,2,3", "约12", "0 .", "共3件", "12件以上", "三件",
                "第3期", "其他", "…", "3件/5件", "5G", "1e5", "99999999999999999999999999999",
                "±3", ">3", "1亿2000万元", "--2", "++3", "2022年度", "增值税3万元", "减免3件",
                "12元3角", "m2", "110101199001011234X", "12.5%%",
            ],
        );
    }

    #[test]
    #[rustfmt::skip]
    fn doubtful_numbers_are_unresolved() {
        all_are(
            "unresolved",
            &[
                "1,23", "1234,567", "12,3456", "0,123", "1.234,5", "(1,234)", "（12.5%）",
                "—2", "增加-3", "减少+2", "减-2", "1\u{FFFD}3", "\u{FFFD}", "3\u{FFFD}件",
                "3 0 1 0 0", "0 5", "0 0",
            ],
        );
        all_are("text", &["行政\u{FFFD}许可"]);
    }

    #[test]
    fn digits_are_joined_in_explicit_grids_alone() {
        for (text, number) in [
            ("7730. 28", "+7730.28|"),
            ("7730 .28", "+7730.28|"),
            ("116\n4", "+1164|"),
            ("12 34", "+1234|"),
            ("-1 2", "+-12|"),
            ("1 234 567", "+1234567|"),
            ("11\n64\n3", "+11643|"),
            ("1,\n234", "+1234|"),
            ("2510\n00元", "+251000|元"),
            ("１２　３４", "+1234|"),
        ] {
            assert_eq!(shown(text, true), number, "{text:?}");
            assert_eq!(shown(text, false), "unresolved", "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in any::<String>(), grid in any::<bool>()) {
            let value = parse(&text, grid);
            prop_assert_eq!(value.value.is_some(), value.kind == ValueKind::Number);
        }

        #[test]
        fn damaged_numbers_are_read(text in "[-+0-9０-９., ，．%件元万/()（）—～*①\n增减]{0,24}") {
            let value = parse(&text, false);
            prop_assert_eq!(value.value.is_some(), value.kind == ValueKind::Number);
            prop_assert!(!value.joined);
            // What is joined in a grid is doubtful without one, and the other way round.
            let gridded = parse(&text, true);
            prop_assert!(!gridded.joined || value.kind == ValueKind::Unresolved);
            prop_assert!(gridded.joined || gridded == value);
        }

        #[test]
        fn squeezing_changes_no_value(text in "[-+0-9０-９., ，件元万%\n\u{3000}]{0,16}", grid in any::<bool>()) {
            let (printed, squeezed) = (parse(&text, grid), parse(&squeezed(&text), grid));
            prop_assert!(printed.value.is_none() || squeezed.value.is_none() || printed.value == squeezed.value);
        }

        #[test]
        fn printed_again_it_is_the_same(mantissa in -10_i128.pow(18)..10_i128.pow(18), scale in 0..12_u32) {
            let number = Decimal::from_i128_with_scale(mantissa, scale).normalize();
            let read = parse(&number.to_string(), false);
            // Eleven digits may be a telephone number, eight a day.
            prop_assert!(read.value == Some(number) || read.kind == ValueKind::Text && matches!(number.to_string().len(), 8 | 11));
        }

        #[test]
        fn grouped_digits_are_the_number(number in 1000_u64..u64::MAX) {
            let digits = number.to_string();
            let mut grouped = String::new();
            for (place, digit) in digits.chars().enumerate() {
                if place > 0 && (digits.len() - place).is_multiple_of(3) {
                    grouped.push(',');
                }
                grouped.push(digit);
            }
            prop_assert_eq!(parse(&grouped, false).value, Some(Decimal::from(number)));
        }
    }
}
