//! Rows that a run met -> which of all rows it met: a bit for each, because a run meets nearly all.

use super::Id;

/// The rows of both kinds.
#[derive(Debug, Default)]
pub(super) struct Used {
    pub documents: Rows,
    pub reports: Rows,
}

/// No ledger has so many rows: a number that claims it comes from damage, and must not ask for memory.
const MOST: usize = 1 << 28;

/// Rows of one kind; SQLite numbers them from 1 without large gaps.
#[derive(Debug, Default)]
pub(super) struct Rows(Vec<u64>);

impl Rows {
    pub(super) fn add(&mut self, id: Id) {
        let Some((word, bit)) = place(id) else { return };
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        if let Some(bits) = self.0.get_mut(word) {
            *bits |= bit;
        }
    }

    pub(super) fn has(&self, id: Id) -> bool {
        place(id).is_some_and(|(word, bit)| self.0.get(word).is_some_and(|bits| bits & bit != 0))
    }
}

fn place(id: Id) -> Option<(usize, u64)> {
    let id = usize::try_from(id).ok().filter(|id| *id < MOST)?;
    Some((id / 64, 1 << (id % 64)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_were_added_are_met() {
        let mut rows = Rows::default();
        [0, 1, 63, 64, 1000, -1].into_iter().for_each(|id| rows.add(id));
        for (id, met) in [(0, true), (1, true), (2, false), (63, true), (64, true), (65, false), (1000, true)]
        {
            assert_eq!(rows.has(id), met, "{id}");
        }
        assert!(!rows.has(5000) && !rows.has(-1));
    }
}
