//! A printed row and a row of a form -> how well they fit: text, numbering and parent all count.

use crate::pack::{FormRow, FormTable, Key};

use super::printed::{Label, Printed, Row};
use super::similarity::{most_alike, similarity};

/// The least score that a printed row may be taken for a row of the form with.
pub(super) const ENOUGH: i32 = 80;
/// How far the next best row of the form must stay behind.
pub(super) const MARGIN: i32 = 20;
/// Texts less alike than this are no slip of one another.
pub(super) const LEAST_ALIKE: u32 = 50;
/// What an agreeing number or parent adds.
const AGREES: i32 = 15;
/// What a different number or parent takes away.
const CONFLICTS: i32 = -40;

/// How two properties of labels compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The same.
    Agrees,
    /// One of the two is not printed, or not known.
    Silent,
    /// Different.
    Conflicts,
}

impl Verdict {
    fn points(self) -> i32 {
        match self {
            Self::Agrees => AGREES,
            Self::Silent => 0,
            Self::Conflicts => CONFLICTS,
        }
    }
}

/// The rows of one form's table.
pub(super) struct Scorer<'a, 't> {
    pub printed: &'a Printed<'t>,
    pub form: &'a FormTable,
    /// Index of the form's table in the index of the packs.
    pub place: u32,
}

impl<'a, 't> Scorer<'a, 't> {
    pub fn new(printed: &'a Printed<'t>, form: &'a FormTable, place: u32) -> Self {
        Self { printed, form, place }
    }

    /// Rows of the form whose label is the printed one, letter by letter.
    pub fn exact(&self, label: &Label<'_>) -> impl Iterator<Item = usize> {
        let own =
            label.places.iter().filter(|place| place.table == self.place).map(|place| place.row as usize);
        own.filter(|row| self.form.rows.get(*row).is_some_and(|row| bears(row, &label.key)))
    }

    /// Whether the printed number of the label is that of the form's row.
    pub fn number(&self, label: &Label<'_>, form_row: usize) -> Verdict {
        let form = self.form.rows.get(form_row).and_then(|row| row.keys.first()).and_then(|key| key.number);
        match (label.key.number, form) {
            (Some(printed), Some(form)) if printed.value == form.value => Verdict::Agrees,
            (Some(printed), Some(form)) if printed.style == form.style => Verdict::Conflicts,
            _ => Verdict::Silent,
        }
    }

    /// Whether the label above the printed row is the one that heads the form's row.
    pub fn parent(&self, row: &Row<'_>, form_row: usize) -> Verdict {
        let Some(parent) = self.printed.parent(row) else { return Verdict::Silent };
        let heads = self.form.rows.get(form_row).and_then(|row| row.parent);
        let mut known = false;
        for candidate in self.exact(parent) {
            if heads == Some(candidate) && self.number(parent, candidate) != Verdict::Conflicts {
                return Verdict::Agrees;
            }
            // A path that skips a level says nothing against the row.
            known |= !self.stands_above(candidate, form_row);
        }
        if known { Verdict::Conflicts } else { Verdict::Silent }
    }

    fn stands_above(&self, ancestor: usize, form_row: usize) -> bool {
        let parent = |row: usize| self.form.rows.get(row).and_then(|row: &FormRow| row.parent);
        std::iter::successors(parent(form_row), |row| parent(*row)).any(|row| row == ancestor)
    }

    /// How alike the texts are, in percent: 100 if the same, 95 if only a note in brackets differs. Texts that are no more
    /// alike than `floor` give `floor`.
    pub fn alike(&self, label: &Label<'_>, form_row: usize, floor: u32) -> u32 {
        let Some(row) = self.form.rows.get(form_row) else { return floor };
        let exact = row.keys_for(&label.key).map(|key| same_text(&label.key, key)).max().unwrap_or(0);
        if exact > 0 {
            return exact.max(floor);
        }
        let own = label.letters();
        let mut best = floor;
        for (own, known) in own.iter().flat_map(|own| row.letters.iter().map(move |known| (own, known))) {
            if most_alike(own, known) > best {
                best = best.max(similarity(own, known, best));
            }
        }
        best
    }

    /// Score of a printed row against a row of the form, if it could be that row at all.
    pub fn score(&self, row: &Row<'_>, form_row: usize) -> Option<i32> {
        let label = self.printed.own(row)?;
        let alike = self.alike(label, form_row, LEAST_ALIKE - 1);
        if alike < LEAST_ALIKE {
            return None;
        }
        let text = i32::try_from(alike).unwrap_or(0);
        Some(text + self.number(label, form_row).points() + self.parent(row, form_row).points())
    }
}

/// True if the label bears one of the row's keys; only variants with a number of their own need a second look.
fn bears(row: &FormRow, label: &Key) -> bool {
    row.keys.iter().skip(1).all(|key| key.number.is_none())
        || row.keys_for(label).any(|key| same_text(label, key) > 0)
}

/// 100 for the same text, 95 where one of the two leaves a note out, 0 otherwise.
fn same_text(left: &Key, right: &Key) -> u32 {
    fn bare(key: &Key) -> &str {
        key.without_notes.as_deref().unwrap_or(&key.text)
    }
    if left.text == right.text {
        100
    } else if (left.without_notes.is_some() || right.without_notes.is_some()) && bare(left) == bare(right) {
        95
    } else {
        0
    }
}
