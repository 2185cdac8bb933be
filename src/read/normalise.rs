//! Line as decoded -> line as meant: characters that are not seen go, characters that look like others become them.
//!
//! Widths stand: full-width letters and ideographic spaces keep their two columns here, since columns of aligned tables are
//! told by position. Cells are folded later, one by one (`model::text`). Chinese punctuation stays as printed.

use std::sync::LazyLock;

use unicode_normalization::char::decompose_canonical;

/// Stands where something was printed that nobody can read; `tidy` takes no number from a cell that holds one.
const UNREADABLE: char = '\u{FFFD}';

/// First and last character of the blocks that the table of radicals covers.
const RADICALS: (u32, u32) = (0x2E80, 0x31E3);

/// Unicode's Equivalent_Unified_Ideograph, by code point from U+2E80 on; `\0` where it has none.
static IDEOGRAPHS: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut table = vec!['\0'; (RADICALS.1 - RADICALS.0 + 1) as usize];
    let parse = |hex: &str| u32::from_str_radix(hex.trim(), 16).ok();
    for line in include_str!("../../reference/equivalent_unified_ideograph.csv").lines() {
        let Some((from, to)) = line.split_once(',') else { continue };
        let (Some(from), Some(to)) = (parse(from), parse(to).and_then(char::from_u32)) else { continue };
        if let Some(slot) = from.checked_sub(RADICALS.0).and_then(|place| table.get_mut(place as usize)) {
            *slot = to;
        }
    }
    table
});

/// What becomes of a character.
enum Mended {
    /// It stays.
    Same,
    /// Another one stands for it.
    Other(char),
    /// It is not seen in print: it goes.
    Unseen,
    /// It is no character at all (a control code): it goes, but it may have parted what stands around it.
    Control,
}

/// Mends a line. Returns it unchanged, without a copy, where nothing is to be done.
pub(super) fn normalise(line: &str) -> String {
    if is_settled_line(line) {
        return line.to_owned();
    }
    let mut out = String::with_capacity(line.len());
    let mut parted = false;
    for character in line.chars() {
        let kept = match mend(character) {
            Mended::Same => character,
            Mended::Other(other) => other,
            Mended::Unseen => continue,
            Mended::Control => {
                parted = true;
                continue;
            }
        };
        // Two digits with a control code between them were no number: leave a mark rather than make one.
        if parted && is_digit(kept) && out.chars().next_back().is_some_and(is_digit) {
            out.push(UNREADABLE);
        }
        parted = false;
        out.push(kept);
    }
    out
}

/// True for a line that stands as it is. Most characters are told by their first byte: from U+4000 to U+9FFF nothing is
/// mended.
fn is_settled_line(line: &str) -> bool {
    let mut rest = line.as_bytes();
    loop {
        rest = match rest {
            [] => return true,
            [b' '..=b'~' | b'\t', behind @ ..] | [0xE4..=0xE9, _, _, behind @ ..] => behind,
            _ => {
                let first = line.get(line.len() - rest.len()..).and_then(|rest| rest.chars().next());
                match first.filter(|&first| is_settled(first)) {
                    Some(first) => rest.get(first.len_utf8()..).unwrap_or_default(),
                    None => return false,
                }
            }
        };
    }
}

/// True for characters that always stay: nearly all of a report, so that most lines are only looked at.
#[inline]
fn is_settled(character: char) -> bool {
    matches!(character, ' '..='~' | '\t' | '\u{4E00}'..='\u{9FFF}' | '\u{3000}'..='\u{31BF}' | '\u{FF01}'..='\u{FFEE}')
        || matches!(mend(character), Mended::Same)
}

fn is_digit(character: char) -> bool {
    matches!(character, '0'..='9' | '０'..='９')
}

fn mend(character: char) -> Mended {
    match character {
        '\t' => Mended::Same,
        // The end of a table cell in what is dumped from old Word files.
        '\u{7}' => Mended::Other('\t'),
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' => Mended::Control,
        '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => Mended::Other(' '),
        // Soft hyphen, zero-width and joining characters, marks of direction, tags, variation selectors.
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' => {
            Mended::Unseen
        }
        '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' => {
            Mended::Unseen
        }
        '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}' => Mended::Unseen,
        '\u{2E80}'..='\u{2FDF}' | '\u{31C0}'..='\u{31E3}' => radical(character),
        '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}' => compatible(character),
        _ => Mended::Same,
    }
}

/// The ideograph that looks like a radical or stroke.
fn radical(character: char) -> Mended {
    let place = (character as u32 - RADICALS.0) as usize;
    match IDEOGRAPHS.get(place) {
        Some(&ideograph) if ideograph != '\0' => Mended::Other(ideograph),
        _ => Mended::Same,
    }
}

/// The ideograph that a compatibility ideograph doubles: its canonical decomposition is one character.
fn compatible(character: char) -> Mended {
    let mut twin = character;
    decompose_canonical(character, |part| twin = part);
    if twin == character { Mended::Same } else { Mended::Other(twin) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn radicals_become_characters() {
        assert_eq!(normalise("⼯作年度报告，⺠政局"), "工作年度报告，民政局");
        assert_eq!(IDEOGRAPHS.iter().filter(|c| **c != '\0').count(), 348);
        assert_eq!(normalise("\u{F9DD}\u{2F804}"), "利你");
    }

    #[test]
    fn unseen_characters_go() {
        assert_eq!(normalise("行\u{200B}政\u{AD}复\u{FEFF}议\u{202E}1\u{200D}2\u{FE0F}"), "行政复议12");
    }

    #[test]
    fn widths_and_tabs_stand() {
        let line = "\t规章\u{3000}\u{3000}１２\u{A0}，（一）①㎡½：";
        assert_eq!(normalise(line), line.replace('\u{A0}', " "));
    }

    #[test]
    fn control_codes_never_glue_digits() {
        assert_eq!(normalise("1\u{1}2"), "1\u{FFFD}2");
        assert_eq!(normalise("规\0章\u{1B}1"), "规章1");
        assert_eq!(normalise("规章\u{7}1\u{7}2"), "规章\t1\t2");
    }

    proptest! {
        #[test]
        fn normalising_twice_is_normalising_once(line in any::<String>()) {
            let once = normalise(&line);
            prop_assert_eq!(normalise(&once), once.clone());
        }

        #[test]
        fn columns_stand(line in "[ 一二０１Ａab\u{3000}\u{A0}（）⼯]{0,40}") {
            let width = crate::model::text::display_width;
            prop_assert_eq!(width(&normalise(&line)), width(&line));
        }
    }
}
