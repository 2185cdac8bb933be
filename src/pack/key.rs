//! Label -> Key: what two printings of the same label have in common (width, spaces, punctuation, numbering style folded).

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

/// No label of a form is as long; the rest of a longer text cannot make it fit one.
const LONGEST: usize = 120;
/// A bracket shorter than this belongs to the label (`第（一）项`); a longer one is a note that printers leave out.
const SHORTEST_NOTE: usize = 3;

/// How a label is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Style {
    /// `一、`
    Chinese,
    /// `（一）`
    Bracketed,
    /// `1.` `1、` `（1）` `①`: printers mix these freely.
    Arabic,
}

/// The number that a label begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Number {
    /// How it is written.
    pub style: Style,
    /// The number itself.
    pub value: u32,
}

/// A folded label.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Key {
    /// Its number, if it has one.
    pub number: Option<Number>,
    /// Letters, digits and characters of the rest.
    pub text: String,
    /// Bytes of `text` that stay when notes in brackets are left out, where that differs.
    pub without_notes: Option<String>,
}

impl Key {
    /// Folds a label. Only its first 120 letters count.
    pub fn of(label: &str) -> Self {
        let label = strip_of_which(label);
        let (number, rest) = number(label);
        let mut key =
            Self { number, text: String::with_capacity(rest.len().min(4 * LONGEST)), without_notes: None };
        key.fold_text(rest);
        key
    }

    fn fold_text(&mut self, rest: &str) {
        let mut note_start = None;
        let mut bare: Option<String> = None;
        let mut copied = 0;
        let mut letters = 0;
        for character in rest.chars() {
            match character {
                '（' | '(' | '〔' | '[' if note_start.is_none() => {
                    note_start = Some((self.text.len(), letters))
                }
                '）' | ')' | '〕' | ']' => {
                    if let Some((start, before)) = note_start.take()
                        && letters - before >= SHORTEST_NOTE
                    {
                        bare.get_or_insert_default().push_str(&self.text[copied..start]);
                        copied = self.text.len();
                    }
                }
                _ => letters += push_folded(&mut self.text, character),
            }
            if letters >= LONGEST {
                break;
            }
        }
        let end = match note_start {
            Some((start, before)) if letters - before >= SHORTEST_NOTE => start,
            _ => self.text.len(),
        };
        if bare.is_some() || end < self.text.len() {
            let mut bare = bare.unwrap_or_default();
            bare.push_str(&self.text[copied..end]);
            self.without_notes = (!bare.is_empty()).then_some(bare);
        }
    }

    /// The letters of the text, and of the text without notes where that differs.
    pub fn letters(&self) -> Vec<Vec<char>> {
        std::iter::once(&self.text).chain(&self.without_notes).map(|text| text.chars().collect()).collect()
    }

    /// True if the label has neither a number nor any letter.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.number.is_none()
    }
}

/// Pushes the letters and digits of a character, folded; returns how many.
fn push_folded(text: &mut String, character: char) -> usize {
    match character {
        '\u{4e00}'..='\u{9fff}' | 'a'..='z' | '0'..='9' => {
            text.push(character);
            1
        }
        'A'..='Z' => {
            text.push(character.to_ascii_lowercase());
            1
        }
        '\0'..='\u{7f}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{301f}' => 0,
        '，' | '：' | '；' | '！' | '？' | '．' | '／' => 0,
        _ => {
            let before = text.len();
            text.extend(
                character.nfkc().filter(|folded| folded.is_alphanumeric()).flat_map(char::to_lowercase),
            );
            text[before..].chars().count()
        }
    }
}

/// `其中：` tells a part of the row above; it is printed before the first part only, or before each, or not at all.
fn strip_of_which(label: &str) -> &str {
    let trimmed = label.trim_start();
    trimmed.strip_prefix("其中").map_or(trimmed, |rest| {
        rest.trim_start_matches(|c: char| "：:，,、".contains(c) || c.is_whitespace())
    })
}

/// Splits the numbering off: `（三）不予公开` gives 3, bracketed, and `不予公开`.
fn number(label: &str) -> (Option<Number>, &str) {
    bracketed(label)
        .or_else(|| circled(label))
        .or_else(|| separated(label))
        .map_or((None, label), |(number, rest)| (Some(number), rest))
}

fn bracketed(label: &str) -> Option<(Number, &str)> {
    let inner = label.strip_prefix(['（', '(', '〔'])?.trim_start();
    let (value, chinese, rest) = numerals(inner)?;
    let rest = rest.trim_start().strip_prefix(['）', ')', '〕'])?;
    let style = if chinese { Style::Bracketed } else { Style::Arabic };
    Some((Number { style, value }, rest))
}

fn circled(label: &str) -> Option<(Number, &str)> {
    let first = label.chars().next()?;
    let value = match first {
        '①'..='⑳' => first as u32 - '①' as u32 + 1,
        '⑴'..='⒇' => first as u32 - '⑴' as u32 + 1,
        '⒈'..='⒛' => first as u32 - '⒈' as u32 + 1,
        _ => return None,
    };
    Some((Number { style: Style::Arabic, value }, &label[first.len_utf8()..]))
}

fn separated(label: &str) -> Option<(Number, &str)> {
    let (value, chinese, rest) = numerals(label)?;
    let stripped = rest.trim_start();
    let after = stripped.strip_prefix(['、', '.', '．', '，', ',', '：', ':', '。', '）', ')', '·', '﹒']);
    let style = if chinese { Style::Chinese } else { Style::Arabic };
    let next = rest.chars().next();
    let bare_digits = !chinese
        && next
            .is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) && !"年月日条项件个次篇人".contains(c));
    match after {
        Some(after) => Some((Number { style, value }, after)),
        None if next.is_none_or(char::is_whitespace) || bare_digits => {
            Some((Number { style, value }, stripped))
        }
        None => None,
    }
}

/// One or two digits, or a Chinese number up to 99, at the start: value, whether Chinese, and the rest.
fn numerals(label: &str) -> Option<(u32, bool, &str)> {
    let mut value = 0;
    let mut chinese = 0;
    let mut digits = 0;
    let mut end = 0;
    for (at, character) in label.char_indices() {
        if let Some(digit) = digit(character) {
            value = value * 10 + digit;
            digits += 1;
        } else if let Some(numeral) = chinese_numeral(character) {
            value = if numeral == 10 { value.max(1) * 10 } else { value + numeral };
            chinese += 1;
        } else {
            break;
        }
        end = at + character.len_utf8();
        if digits > 2 || chinese > 3 {
            return None;
        }
    }
    ((digits > 0) != (chinese > 0)).then(|| (value, chinese > 0, &label[end..]))
}

fn digit(character: char) -> Option<u32> {
    match character {
        '0'..='9' => Some(character as u32 - '0' as u32),
        '０'..='９' => Some(character as u32 - '０' as u32),
        _ => None,
    }
}

fn chinese_numeral(character: char) -> Option<u32> {
    "一二三四五六七八九十".chars().position(|numeral| numeral == character).map(|at| at as u32 + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn numbered(style: Style, value: u32) -> Option<Number> {
        Some(Number { style, value })
    }

    #[test]
    fn printings_of_one_label_share_a_key() {
        let key = Key::of("2.其他法律行政法规禁止公开");
        assert_eq!(key.number, numbered(Style::Arabic, 2));
        for same in [
            "2、其他法律行政法规禁止公开",
            "（2）其他法律 行政法规\n禁止公开",
            "２．其他法律行政法规禁止公开",
            "② 其他法律、行政法规禁止公开",
            "2其他法律行政法规禁止公开",
        ] {
            assert_eq!(Key::of(same), key, "{same}");
        }
        assert_eq!(Key::of("总 计").text, "总计");
        assert_eq!(Key::of("3.危及“三安全一稳定”").text, "危及三安全一稳定");
    }

    #[test]
    fn numbers_of_every_style_are_read() {
        assert_eq!(Key::of("（三）不予公开").number, numbered(Style::Bracketed, 3));
        assert_eq!(Key::of("(四) 无法提供").number, numbered(Style::Bracketed, 4));
        assert_eq!(Key::of("十二、其他").number, numbered(Style::Chinese, 12));
        assert_eq!(Key::of("0.其他处理总计").number, numbered(Style::Arabic, 0));
        assert_eq!(Key::of("2022年报告").number, None);
        assert_eq!(Key::of("一站式服务").number, None);
        assert_eq!(Key::of("第二十条第（一）项").number, None);
        assert_eq!(Key::of("其中：1.涉及国家秘密").number, numbered(Style::Arabic, 1));
    }

    #[test]
    fn notes_can_be_left_out_but_short_brackets_cannot() {
        let key = Key::of("（二）部分公开（区分处理的，只计这一情形，不计其他情形）");
        assert_eq!(key.without_notes.as_deref(), Some("部分公开"));
        let cut = Key::of("（一）主动公开政府信息数（不同渠道和方式公开");
        assert_eq!(cut.without_notes.as_deref(), Some("主动公开政府信息数"));
        assert_eq!(Key::of("第二十条第（一）项").without_notes, None);
        assert_eq!(Key::of("第二十条第（一）项").text, "第二十条第一项");
    }

    proptest! {
        #[test]
        fn any_text_folds(label in "\\PC{0,200}") {
            let key = Key::of(&label);
            prop_assert!(key.text.chars().count() <= LONGEST + 18);
        }
    }
}
