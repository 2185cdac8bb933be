//! Characters of a form -> where each of them stands.

/// The characters of a form in order, and the places of each.
#[derive(Debug, Clone, Default)]
pub(crate) struct Letters {
    /// Different characters, sorted.
    known: Vec<char>,
    /// Where the places of each begin, and where the last one's end.
    begins: Vec<usize>,
    places: Vec<u32>,
}

impl Letters {
    /// Sorts the characters of a form.
    pub(crate) fn new(characters: &[char]) -> Self {
        let mut sorted: Vec<(char, u32)> = characters.iter().copied().zip(0..).collect();
        sorted.sort_unstable();
        let mut letters = Self::default();
        for (index, &(character, place)) in sorted.iter().enumerate() {
            if letters.known.last() != Some(&character) {
                letters.known.push(character);
                letters.begins.push(index);
            }
            letters.places.push(place);
        }
        letters.begins.push(sorted.len());
        letters
    }

    /// Number of characters.
    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }

    /// Where a character stands, in order.
    pub(crate) fn places(&self, character: char) -> &[u32] {
        match self.known.binary_search(&character) {
            Ok(index) => &self.places[self.begins[index]..self.begins[index + 1]],
            Err(_) => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_every_place() {
        let letters = Letters::new(&['乙', '甲', '乙']);
        assert_eq!(letters.len(), 3);
        assert_eq!(letters.places('乙'), [0, 2]);
        assert_eq!(letters.places('甲'), [1]);
        assert!(letters.places('丙').is_empty());
        assert!(Letters::new(&[]).places('甲').is_empty());
    }
}
