//! Digits, points, commas and blanks -> the number that they are for certain, or what they are instead.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::model::ValueKind;

/// Digits that a number may have: what fits a `Decimal` for certain.
const MOST_DIGITS: usize = 28;

/// The no-break space that sets groups of thousands apart.
const NARROW_SPACE: char = '\u{202F}';

/// `0`, `12`, `1234`: most values, told without a closer look. Too short for a telephone number or a date, and no code.
pub(super) fn short(text: &str) -> Option<Decimal> {
    let is_short = match text.as_bytes() {
        [b'0'..=b'9'] => true,
        [b'1'..=b'9', rest @ ..] => rest.len() < 7 && rest.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    let number: u32 = text.parse().ok().filter(|_| is_short)?;
    Some(Decimal::from(number))
}

/// Reads digits, points, commas and blanks; true beside the number says that digits were joined. `is_bare`: neither sign nor
/// unit stands beside them. Fails with `Text` where they are no number (a code, a day), `Unresolved` where they may be one.
pub(super) fn digits(body: &str, is_bare: bool, explicit_grid: bool) -> Result<(Decimal, bool), ValueKind> {
    if !body.contains(' ') {
        return number(body, is_bare).map(|value| (value, false));
    }
    let joined: String = body.chars().filter(|c| *c != ' ').collect();
    if is_telephone(&joined) && is_bare || is_code(body) {
        return Err(ValueKind::Text);
    }
    if is_code(&joined) {
        return Err(ValueKind::Unresolved);
    }
    let value = number(&joined, false)?;
    if explicit_grid && may_be_joined(body) { Ok((value, true)) } else { Err(ValueKind::Unresolved) }
}

/// Leaves out the narrow spaces (U+202F) between groups of thousands. Where the groups are not strict they stay, and the
/// number is doubtful.
pub(super) fn ungrouped(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find(NARROW_SPACE) else { return Cow::Borrowed(text) };
    let is_digit = |c: char| c.is_ascii_digit();
    let start = text[..first].trim_end_matches(is_digit).len();
    let end =
        text[first..].find(|c: char| !is_digit(c) && c != NARROW_SPACE).map_or(text.len(), |end| first + end);
    let is_strict = text[start..end].split(NARROW_SPACE).enumerate().all(|(place, group)| match place {
        0 => matches!(group.len(), 1..=3) && !group.starts_with('0'),
        _ => group.len() == 3,
    });
    let once = !text[end..].contains(NARROW_SPACE);
    if is_strict && once { Cow::Owned(text.replace(NARROW_SPACE, "")) } else { Cow::Borrowed(text) }
}

/// Whether pieces of digits can be one number pulled apart by the width of its cell. Two pieces can; more only if they
/// are groups of thousands, or all but the last are of one length above 1. `3 0 1 0 0` is five values in one place.
fn may_be_joined(body: &str) -> bool {
    let mut pieces: Vec<usize> = Vec::new();
    let mut continues = false;
    for word in body.split(' ').filter(|word| !word.is_empty()) {
        // At a point or comma the number itself says that it goes on.
        let goes_on = continues || word.starts_with([',', '.']);
        match pieces.last_mut() {
            Some(last) if goes_on => *last += word.len(),
            _ => pieces.push(word.len()),
        }
        continues = word.ends_with([',', '.']);
    }
    let [first, middle @ .., last] = pieces.as_slice() else { return true };
    let is_grouped = *first <= 3 && *last == 3 && middle.iter().all(|length| *length == 3);
    let is_wrapped = *first > 1 && last <= first && middle.iter().all(|length| length == first);
    middle.is_empty() || is_grouped || is_wrapped
}

/// Reads a number without blanks: thousands grouped strictly or not at all, one point.
fn number(body: &str, is_bare: bool) -> Result<Decimal, ValueKind> {
    let (whole, fraction) = body.split_once('.').unwrap_or((body, ""));
    let is_all = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    // A point at the end makes a list label; two points a version or a date.
    if body.ends_with('.') || fraction.contains('.') || whole.is_empty() && fraction.is_empty() {
        return Err(ValueKind::Text);
    }
    if is_code(whole) || body.len() > MOST_DIGITS * 2 {
        return Err(ValueKind::Text);
    }
    if whole.contains(',') {
        grouped(whole)?;
    }
    if !is_all(fraction) {
        return Err(ValueKind::Unresolved);
    }
    let printed = || whole.bytes().chain(fraction.bytes()).filter(u8::is_ascii_digit);
    let is_named = is_bare && body.len() == whole.len() && (is_telephone(whole) || is_date(whole));
    if is_named || printed().count() > MOST_DIGITS {
        return Err(ValueKind::Text);
    }
    let value = printed().fold(0_i128, |value, digit| value * 10 + i128::from(digit - b'0'));
    let scale = u32::try_from(fraction.len()).map_err(|_| ValueKind::Text)?;
    Decimal::try_from_i128_with_scale(value, scale).map_err(|_| ValueKind::Text)
}

/// Checks the groups of a whole number: one to three digits, then three each. Three and more short groups are a list.
fn grouped(whole: &str) -> Result<(), ValueKind> {
    let groups = || whole.split(',');
    if groups().count() > 2 && groups().all(|group| matches!(group.len(), 1 | 2)) {
        return Err(ValueKind::Text);
    }
    let is_grouped = groups().enumerate().all(|(place, group)| match place {
        0 => matches!(group.len(), 1..=3) && group != "0",
        _ => group.len() == 3,
    });
    if is_grouped { Ok(()) } else { Err(ValueKind::Unresolved) }
}

/// A leading zero that no point follows.
fn is_code(digits: &str) -> bool {
    matches!(digits.as_bytes(), [b'0', b'0'..=b'9', ..])
}

/// A mobile telephone number of China.
fn is_telephone(digits: &str) -> bool {
    digits.len() == 11
        && matches!(digits.as_bytes(), [b'1', b'3'..=b'9', rest @ ..] if rest.iter().all(u8::is_ascii_digit))
}

/// A day written in eight digits (`20220131`).
fn is_date(digits: &str) -> bool {
    let part = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse::<u32>().ok());
    digits.len() == 8
        && matches!((part(0, 4), part(4, 6), part(6, 8)), (Some(1900..=2099), Some(1..=12), Some(1..=31)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_numbers_are_what_a_closer_look_finds() {
        for text in ["0", "7", "10", "1234567", "00", "12345678", "007", "1.5", "", "+1", "１"] {
            if let Some(number) = short(text) {
                assert_eq!(digits(text, true, true), Ok((number, false)), "{text}");
            }
        }
        assert_eq!(short("1234567"), Some(Decimal::from(1_234_567)));
        assert_eq!([short("00"), short("20220131"), short("+1")], [None; 3]);
    }

    #[test]
    fn only_strict_groups_are_a_number() {
        let read = |body: &str| digits(body, true, true).map(|(number, _)| number.to_string());
        assert_eq!(read("12,345,678.90"), Ok("12345678.90".into()));
        for body in ["1,23", "12,34", "1234,567", "0,123", ",5", "1,,234", "1,234,56"] {
            assert_eq!(read(body), Err(ValueKind::Unresolved), "{body}");
        }
        for body in ["1,2,3", "1.2.3", "1.", "007", "20220131", "13812345678", "."] {
            assert_eq!(read(body), Err(ValueKind::Text), "{body}");
        }
    }

    #[test]
    fn narrow_spaces_group_thousands() {
        for (text, number) in [
            ("88\u{202F}495", "88495"),
            ("-1\u{202F}234\u{202F}567.8", "-1234567.8"),
            ("1\u{202F}234 t", "1234 t"),
            ("9\u{202F}165¹", "9165¹"),
        ] {
            assert_eq!(ungrouped(text), number);
        }
        for text in ["88\u{202F}49", "1234\u{202F}495", "0\u{202F}495", "1\u{202F}234 5\u{202F}678"] {
            assert_eq!(ungrouped(text), text);
        }
    }

    #[test]
    fn pieces_of_one_number_look_like_it() {
        for body in ["12 34", "7730. 28", "1 234 567", "11 64 3", "1, 234", "116 4"] {
            assert!(may_be_joined(body), "{body}");
        }
        for body in ["1 2 3", "3 0 1 0 0", "12 3 45", "10 20 300", "1 1 234"] {
            assert!(!may_be_joined(body), "{body}");
        }
    }

    #[test]
    fn joining_needs_a_grid_and_no_leading_zero() {
        assert_eq!(digits("12 34", true, false), Err(ValueKind::Unresolved));
        assert_eq!(digits("0 12", true, true), Err(ValueKind::Unresolved));
        assert_eq!(digits("0517 87222222", true, true), Err(ValueKind::Text));
        assert_eq!(digits("12 34", true, true), Ok((Decimal::from(1234), true)));
    }
}
