//! The numbering that a label begins with: it carries the hierarchy where spans and indentation are gone.

use super::text::fold_char;

/// The style of numbering that a label begins with; the order is that of the hierarchy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Numbering {
    /// `一、`
    Chinese,
    /// `（一）`
    ChineseBracket,
    /// `1.` `1．` `1、`
    Arabic,
    /// `（1）` `1)` `(1)`
    ArabicBracket,
    /// `①`
    Circled,
}

const CHINESE_DIGITS: [char; 11] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '〇'];

/// Reads the numbering at a label's start: its style, its number, and how many bytes it takes.
pub fn numbering(label: &str) -> Option<(Numbering, u32, usize)> {
    let trimmed = label.trim_start_matches(is_space);
    let offset = label.len() - trimmed.len();
    let mut chars = trimmed.char_indices().filter(|&(_, c)| !is_space(c)).peekable();
    let bracket = matches!(chars.peek(), Some(&(_, '（' | '(' | '〔')));
    if bracket {
        chars.next();
    }
    if let Some(&(index, first @ '①'..='⑳')) = chars.peek() {
        let number = first as u32 - '①' as u32 + 1;
        return Some((Numbering::Circled, number, offset + index + first.len_utf8()));
    }
    let mut digits = ['\0'; 3];
    let mut count = 0;
    let mut arabic = None;
    while let Some(&(_, c)) = chars.peek() {
        let (kind, c) = match digit(c) {
            Some(ascii) => (true, ascii),
            None if CHINESE_DIGITS.contains(&c) => (false, c),
            None => break,
        };
        if arabic.is_some_and(|known| known != kind) {
            return None;
        }
        *digits.get_mut(count)? = c;
        arabic = Some(kind);
        count += 1;
        chars.next();
    }
    let arabic = arabic?;
    let digits = &digits[..count];
    let number = if arabic { arabic_number(digits) } else { chinese_number(digits)? };
    let &(index, closing) = chars.peek()?;
    let end = offset + index + closing.len_utf8();
    let after = trimmed[index + closing.len_utf8()..].chars().next();
    let style = match (bracket, closing) {
        (true, '）' | ')' | '〕') => {
            if arabic {
                Numbering::ArabicBracket
            } else {
                Numbering::ChineseBracket
            }
        }
        (false, '、') => {
            if arabic {
                Numbering::Arabic
            } else {
                Numbering::Chinese
            }
        }
        (false, '.' | '．') if arabic && after.is_none_or(|c| digit(c).is_none()) => Numbering::Arabic,
        (false, '．' | '.' | ',' | '，' | ':' | '：') if !arabic => Numbering::Chinese,
        (false, ')' | '）') if arabic => Numbering::ArabicBracket,
        (false, ')' | '）') => Numbering::ChineseBracket,
        _ => return None,
    };
    Some((style, number, end))
}

/// The number of some ASCII digits.
fn arabic_number(digits: &[char]) -> u32 {
    digits.iter().filter_map(|digit| digit.to_digit(10)).fold(0, |number, digit| number * 10 + digit)
}

/// 1 to 99 in Chinese digits.
fn chinese_number(digits: &[char]) -> Option<u32> {
    let value = |c: char| CHINESE_DIGITS.iter().position(|&known| known == c).map(|at| at as u32 + 1);
    match digits {
        [one] => value(*one).filter(|&n| n <= 10),
        ['十', one] => Some(10 + value(*one)?),
        [tens, '十'] => Some(10 * value(*tens)?),
        [tens, '十', one] => Some(10 * value(*tens)? + value(*one)?),
        _ => None,
    }
}

#[inline]
fn is_space(character: char) -> bool {
    if matches!(character, '!'..='~' | '\u{4E00}'..='\u{9FFF}') {
        return false;
    }
    character.is_whitespace() || matches!(character, '\u{3000}' | '\u{feff}' | '\u{200b}')
}

fn digit(character: char) -> Option<char> {
    Some(fold_char(character)).filter(char::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbering() {
        assert_eq!(numbering("一、本年").map(|n| (n.0, n.1)), Some((Numbering::Chinese, 1)));
        assert_eq!(numbering("(四) 无法").map(|n| (n.0, n.1)), Some((Numbering::ChineseBracket, 4)));
        assert_eq!(numbering("1. 属于").map(|n| (n.0, n.1)), Some((Numbering::Arabic, 1)));
        assert_eq!(numbering("12．其他").map(|n| (n.0, n.1)), Some((Numbering::Arabic, 12)));
        assert_eq!(numbering("（3）其他").map(|n| (n.0, n.1)), Some((Numbering::ArabicBracket, 3)));
        assert_eq!(numbering("十二、其他").map(|n| (n.0, n.1)), Some((Numbering::Chinese, 12)));
        assert_eq!(numbering("1.5倍"), None);
        assert_eq!(numbering("2022年"), None);
        assert_eq!(numbering("其他"), None);
    }
}
