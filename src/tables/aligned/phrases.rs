//! Two texts, one above the other -> whether the lower one goes on with the upper.

use crate::model::text::match_key;

/// How many brackets a text leaves open; less than none if it closes others.
fn open_brackets(text: &str) -> i32 {
    text.chars().fold(0i32, |open, c| match c {
        '（' | '(' | '《' | '“' => open + 1,
        '）' | ')' | '》' | '”' => open - 1,
        _ => open,
    })
}

/// True for a text that ends inside of a bracket.
pub(super) fn is_open(text: &str) -> bool {
    open_brackets(text) > 0
}

/// True for a text that ends a bracket of the one before it.
pub(super) fn is_closing(text: &str) -> bool {
    open_brackets(text) < 0
}

/// True if the lower text goes on with a sentence or bracket of the upper one.
pub(crate) fn goes_on(upper: &str, lower: &str) -> bool {
    let word = match_key(upper.rsplit(' ').next().unwrap_or(""));
    is_open(upper)
        || is_closing(lower)
        || upper.ends_with(['、', '，', ',', '-', '/', '&', '和', '或', '及', '与', '的'])
        || matches!(word.as_str(), "and" | "of" | "the" | "or" | "for" | "in" | "to" | "by" | "with")
        || lower.starts_with(|c: char| c.is_lowercase())
        || lower.starts_with(['）', ')', '、', '，', '；'])
}
