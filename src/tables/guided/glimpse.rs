//! Stream + forms -> which forms can be here at all, by a quick look at the beginnings of their labels.

use super::form::Form;

/// A form without row labels stands in no longer text.
const SHORT: usize = 600;

/// Bits of the sketch of a text: one for each pair of neighbours, some of them shared.
const BITS: usize = 1 << 14;

/// A text in which short pieces are looked for.
pub(crate) struct Seen<'a> {
    keys: &'a [char],
    pairs: Vec<u64>,
}

impl<'a> Seen<'a> {
    /// Notes which characters stand side by side.
    pub(crate) fn new(keys: &'a [char]) -> Self {
        let mut pairs = vec![0; BITS / 64];
        for pair in keys.windows(2) {
            let bit = bit(pair[0], pair[1]);
            pairs[bit / 64] |= 1 << (bit % 64);
        }
        Self { keys, pairs }
    }

    /// The first place of a piece.
    pub(crate) fn find(&self, piece: &[char]) -> Option<usize> {
        let Some((&first, rest)) = piece.split_first() else { return Some(0) };
        let known = |pair: &[char]| {
            let bit = bit(pair[0], pair[1]);
            self.pairs[bit / 64] & 1 << (bit % 64) != 0
        };
        if !piece.windows(2).all(known) {
            return None;
        }
        let last = self.keys.len().checked_sub(rest.len())?;
        let begins = |(place, &key): (usize, &char)| key == first && self.keys[place + 1..].starts_with(rest);
        self.keys[..last].iter().enumerate().position(begins)
    }

    fn holds_header(&self, characters: &[char]) -> bool {
        let found = characters.iter().filter(|character| self.keys.contains(character)).count();
        found > 0 && found * 10 >= characters.len() * 9
    }

    /// The beginnings of at least half of the form's labels are here; of a form without row labels, nine of ten
    /// characters of its header, in any order.
    pub(crate) fn may_hold(&self, form: &Form) -> bool {
        if form.glimpses.is_empty() {
            return self.keys.len() < SHORT && self.holds_header(&form.header);
        }
        let (mut found, mut missed) = (0, 0);
        for piece in &form.glimpses {
            match self.find(piece) {
                Some(_) => found += 1,
                None => missed += 1,
            }
            if found * 2 >= form.glimpses.len() {
                return true;
            }
            if missed * 2 > form.glimpses.len() {
                return false;
            }
        }
        false
    }
}

fn bit(first: char, second: char) -> usize {
    let mixed = (first as u32).wrapping_mul(0x9E37_79B1) ^ (second as u32).wrapping_mul(0x85EB_CA77);
    (mixed >> 18) as usize % BITS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_first_place_of_a_piece() {
        let keys: Vec<char> = "甲乙丙甲乙丁".chars().collect();
        let seen = Seen::new(&keys);
        let find = |piece: &str| seen.find(&piece.chars().collect::<Vec<char>>());
        assert_eq!(find("甲乙"), Some(0));
        assert_eq!(find("甲乙丁"), Some(3));
        assert_eq!(find("丁"), Some(5));
        assert_eq!(find("丁甲"), None);
        assert_eq!(find("甲乙丙甲乙丁戊"), None);
        assert_eq!(find(""), Some(0));
        assert_eq!(Seen::new(&[]).find(&['甲']), None);
    }
}
