//! Text -> text: the rules by which printed words are folded, measured and compared. Pure, shared by every step.
//!
//! Lines keep what they were printed with (full-width digits, ideographic spaces), because columns are told by it; cells
//! are folded one by one, with the functions here. NFKC is for matching keys only: on values it damages (`①` → `1`).

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The ASCII twin of a full-width letter or digit (`Ａ` → `A`); other characters as they are, punctuation too.
#[inline]
pub fn fold_char(character: char) -> char {
    match character {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            char::from_u32(character as u32 - 0xFEE0).unwrap_or(character)
        }
        _ => character,
    }
}

/// Full-width letters and digits to ASCII, every Unicode space (tabs and line breaks left alone) to a plain one.
pub fn fold_width(text: &str) -> Cow<'_, str> {
    let fold = |c: char| match c {
        '\t' | '\n' | '\r' => c,
        _ if c.is_whitespace() => ' ',
        _ => fold_char(c),
    };
    if text.is_ascii() || text.chars().all(|c| fold(c) == c) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(fold).collect())
}

/// A cell's text as the datasets print it: full-width letters and digits to ASCII, spaces and line breaks folded to one
/// space, and dropped where they stand next to a Chinese character or Chinese punctuation (`1. 属于 国家` → `1.属于国家`).
/// Spaces between Latin words and between numbers stay (`12 34`).
pub fn squeeze(text: &str) -> String {
    squeezed(text).into_owned()
}

/// As `squeeze`, without a copy of a text that is so already, as most are.
pub fn squeezed(text: &str) -> Cow<'_, str> {
    let stays = |c: char| matches!(c, '!'..='~' | '\u{4E00}'..='\u{9FFF}' | '（' | '）' | '、' | '。' | '，' | '：' | '“' | '”');
    if text.chars().all(stays) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut last: Option<char> = None;
    let mut gap = false;
    for character in text.chars() {
        if character.is_whitespace() {
            gap = true;
            continue;
        }
        let folded = fold_char(character);
        if gap && last.is_some_and(|before| !is_chinese(before)) && !is_chinese(folded) {
            out.push(' ');
        }
        gap = false;
        out.push(folded);
        last = Some(folded);
    }
    Cow::Owned(out)
}

/// True for ideographs (`〇` and `々` count).
#[inline]
pub fn is_cjk(character: char) -> bool {
    matches!(character,
        '\u{4E00}'..='\u{9FFF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{3005}' | '\u{3007}'
        | '\u{2E80}'..='\u{2FDF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// True for ideographs and for whatever is set in their full-width frame: Chinese punctuation, kana, full-width forms.
#[inline]
pub fn is_chinese(character: char) -> bool {
    is_cjk(character)
        || matches!(character,
            '\u{3000}'..='\u{33FF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF01}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}')
}

/// Columns that a character takes in a fixed-width rendering: 2 for Chinese, 0 for marks and control characters.
#[inline]
pub fn char_width(character: char) -> usize {
    match character {
        ' '..='~' => 1,
        '\u{4E00}'..='\u{9FFF}' => 2,
        _ => unicode_width::UnicodeWidthChar::width(character).unwrap_or(0),
    }
}

/// Columns that a text takes in a fixed-width rendering; tabs count 0, callers who meet them stop there first.
pub fn display_width(text: &str) -> usize {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.len();
    }
    text.chars().map(char_width).sum()
}

/// The key by which two labels are the same: compatibility forms folded (NFKC), lower case, without spaces, punctuation
/// and accents. `（一） 予以公开` and `(一)予以公开` share one.
pub fn match_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    if text.chars().all(is_plain) {
        key.extend(
            text.chars().map(fold_char).filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase()),
        );
        return key;
    }
    // Lower case may bring marks with it, and dropping a mark may bring letters together that compose: so compose last.
    let letters = text.nfkd().flat_map(char::to_lowercase).nfkd();
    key.extend(letters.filter(|c| c.is_alphanumeric() && !is_combining_mark(*c)).nfc());
    key
}

/// Characters of which the key needs no decomposition: nearly all of a Chinese report.
#[inline]
fn is_plain(character: char) -> bool {
    matches!(character,
        '\0'..='\u{7F}' | '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{3000}'..='\u{3020}'
        | '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '（' | '）' | '，' | '：' | '；' | '“' | '”')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn squeezes_as_the_contract_says() {
        for (printed, text) in [
            ("1. 属于国家秘密", "1.属于国家秘密"),
            ("总　计", "总计"),
            ("本年新收政府信息\n公开申请数量", "本年新收政府信息公开申请数量"),
            ("7730. 28", "7730. 28"),
            ("116\n4", "116 4"),
            ("１２，３４５", "12，345"),
            ("  GDP  per\tcapita ", "GDP per capita"),
            ("增加 3 项", "增加3项"),
            ("（一） 予以公开", "（一）予以公开"),
            ("金额（ 万元 ）", "金额（万元）"),
            ("12.5％", "12.5％"),
            ("①　规章", "①规章"),
            (" \u{3000}\u{A0}", ""),
        ] {
            assert_eq!(squeeze(printed), text, "{printed:?}");
        }
    }

    #[test]
    fn folds_letters_and_digits_but_no_punctuation() {
        assert_eq!(fold_width("Ａｚ０９（，）％．\u{3000}x\u{A0}y\t"), "Az09（，）％． x y\t");
        assert!(matches!(fold_width("规章 12"), Cow::Borrowed(_)));
    }

    #[test]
    fn chinese_takes_two_columns() {
        assert_eq!(display_width("规章 12"), 7);
        assert_eq!(display_width("（一）\u{3000}１"), 10);
        assert_eq!(display_width("e\u{301}"), 1);
    }

    #[test]
    fn one_key_for_one_label() {
        let key = match_key("（一） 予以公开");
        assert_eq!(key, "一予以公开");
        for other in ["(一)予以公开", "（一）予 以\u{3000}公开", "㈠予以公开", "（一）．予以公开"]
        {
            assert_eq!(match_key(other), key, "{other}");
        }
        assert_eq!(match_key("ＧＤＰ（Ｙ）"), "gdpy");
        assert_eq!(match_key("Café № 3"), "cafeno3");
        assert_ne!(match_key("其他"), match_key("其它"));
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in any::<String>()) {
            let squeezed = squeeze(&text);
            prop_assert_eq!(squeeze(&squeezed), squeezed.clone());
            let folded = fold_width(&text).into_owned();
            prop_assert_eq!(fold_width(&folded).into_owned(), folded.clone());
            let key = match_key(&text);
            prop_assert_eq!(match_key(&key), key.clone());
        }

        #[test]
        fn squeezing_drops_spaces_alone(text in "[一二（，ＡＢ０１ab12 \u{3000}\n\t.]{0,40}") {
            let kept: String = text.chars().filter(|c| !c.is_whitespace()).map(fold_char).collect();
            let squeezed: String = squeeze(&text).chars().filter(|c| *c != ' ').collect();
            prop_assert_eq!(squeezed, kept);
        }
    }
}
