//! A string of words -> a list that texts are compared with.

/// Words that texts begin with, end with or hold.
pub struct Words {
    words: Vec<&'static str>,
    first: Vec<char>,
    last: Vec<char>,
}

/// A lazy list of the words of string literals: a line for each word would hide the code.
macro_rules! words {
    ($($text:literal)+) => {
        std::sync::LazyLock::new(|| $crate::identify::words::Words::of(concat!($($text, " "),+)))
    };
}
pub(super) use words;

impl Words {
    /// The words between the spaces.
    pub fn of(text: &'static str) -> Self {
        let words: Vec<&str> = text.split_ascii_whitespace().collect();
        let first = sorted(words.iter().filter_map(|word| word.chars().next()));
        let last = sorted(words.iter().filter_map(|word| word.chars().next_back()));
        Self { words, first, last }
    }

    /// The words in their order.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.words.iter().copied()
    }

    /// True if the text begins with one of the words.
    pub fn begin(&self, text: &str) -> bool {
        text.chars().next().is_some_and(|c| self.first.binary_search(&c).is_ok())
            && self.iter().any(|word| text.starts_with(word))
    }

    /// True if the text ends with one of the words.
    pub fn end(&self, text: &str) -> bool {
        text.chars().next_back().is_some_and(|c| self.last.binary_search(&c).is_ok())
            && self.iter().any(|word| text.ends_with(word))
    }

    /// True if the text holds one of the words.
    pub fn within(&self, text: &str) -> bool {
        self.iter().any(|word| text.contains(word))
    }

    /// Byte places behind each word in the text, in no order.
    pub fn places_behind<'a>(&'a self, text: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.iter().flat_map(|word| text.match_indices(word)).map(|(place, word)| place + word.len())
    }
}

fn sorted(characters: impl Iterator<Item = char>) -> Vec<char> {
    let mut characters: Vec<char> = characters.collect();
    characters.sort_unstable();
    characters.dedup();
    characters
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;

    #[test]
    fn words_begin_and_end_texts() {
        static LIST: LazyLock<Words> = words!("人民 政府" "局");
        assert!(LIST.begin("政府信息") && LIST.begin("局") && !LIST.begin("信息政府"));
        assert!(LIST.end("财政局") && !LIST.end("局长"));
        assert!(LIST.within("某政府信息") && !LIST.within("信息"));
        assert_eq!(LIST.places_behind("局人民").max(), Some("局人民".len()));
    }
}
