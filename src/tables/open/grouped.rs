//! Words of a line -> words, thousands that a narrow space sets apart put together to one number (`88 495`).
//!
//! The space inside the number stays, as U+202F: it says that print knew it for narrower than one between cells.

use super::print::Line;

/// A space inside a number is no wider, in font sizes: that of the widest common faces.
const NARROW: f32 = 0.36;
/// The space that stands in a number.
const SPACE: char = '\u{202F}';

/// Puts the groups of each number on a line together.
pub(super) fn join(line: &mut Line) {
    let mut index = 1;
    while index < line.words.len() {
        let (before, here) = (&line.words[index - 1], &line.words[index]);
        let near = !here.apart && here.x0 - before.x1 <= NARROW * line.size;
        if near && is_open(&before.text) && is_group(&here.text) {
            let word = line.words.remove(index);
            let number = &mut line.words[index - 1];
            number.text.push(SPACE);
            number.text.push_str(&word.text);
            number.x1 = word.x1;
        } else {
            index += 1;
        }
    }
}

/// Digits that a group of three may follow: one to three that begin with no zero, or groups after those.
fn is_open(text: &str) -> bool {
    let digits = text.trim_start_matches(['-', '−', '–', '+', '－', '(', '（']);
    digits.split(SPACE).enumerate().all(|(place, group)| {
        let whole = group.bytes().all(|byte| byte.is_ascii_digit());
        whole
            && if place == 0 {
                matches!(group.len(), 1..=3) && !group.starts_with('0')
            } else {
                group.len() == 3
            }
    })
}

/// Three digits, with decimals or marks behind them but no further digit.
fn is_group(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 3 && !text[3..].starts_with(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::super::print::Word;
    use super::*;

    /// The words of a line that are set with these gaps before them, in font sizes of 10.
    fn joined(words: &[(&str, f32)]) -> Vec<String> {
        let mut x = 0.0;
        let word = |&(text, gap): &(&str, f32)| {
            let x0 = x + 10.0 * gap;
            x = x0 + 5.0 * text.len() as f32;
            Word {
                text: text.to_owned(),
                x0,
                x1: x,
                base: 0.0,
                size: 10.0,
                gap,
                apart: gap >= 0.9,
                led: false,
                seams: Vec::new(),
            }
        };
        let mut line = Line { words: words.iter().map(word).collect(), base: 0.0, size: 10.0 };
        join(&mut line);
        line.words.iter().map(|word| word.text.replace(SPACE, "_")).collect()
    }

    #[test]
    fn groups_of_three_behind_a_narrow_space_are_one_number() {
        assert_eq!(joined(&[("88", 0.0), ("495", 0.28)]), ["88_495"]);
        assert_eq!(joined(&[("-1", 0.0), ("234", 0.2), ("567.8", 0.2), ("12", 2.0)]), ["-1_234_567.8", "12"]);
    }

    #[test]
    fn other_digits_side_by_side_are_numbers_of_their_own() {
        for words in [
            [("88", 0.0), ("495", 0.6)],
            [("1234", 0.0), ("495", 0.2)],
            [("88", 0.0), ("49", 0.2)],
            [("0", 0.0), ("495", 0.2)],
            [("12.5", 0.0), ("495", 0.2)],
            [("88", 0.0), ("495", 1.0)],
        ] {
            assert_eq!(joined(&words).len(), 2, "{words:?}");
        }
    }
}
