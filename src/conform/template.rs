//! The fits of all tables -> the form of the document, and the fit that each table is read with.

use crate::pack::{Packs, TablePlace};

use super::fit::Fit;

/// A table of which a form knows every cell that any form knows.
const SHARE: usize = 1_000;

/// A family and one of its forms, as indices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Template {
    pub pack: usize,
    pub form: usize,
    /// False if another form fits as well and no year tells them apart: the tables are the same in both.
    pub certain: bool,
}

/// Keeps only what is certain, the rest of torn tables included: a table right behind a known one is its rest if
/// all its rows and columns fit the same table of the form, and come later there.
pub(super) fn settle_rests(fits: &mut [Vec<Fit>]) {
    for at in 0..fits.len() {
        let (before, rest) = fits.split_at_mut(at);
        let Some(rest) = rest.first_mut() else { continue };
        if let Some(before) = before.last() {
            for fit in rest.iter_mut().filter(|fit| !fit.certain && fit.complete) {
                let above = before.iter().find(|above| above.certain && above.place == fit.place);
                let ends = above.and_then(Fit::extent);
                fit.certain = ends.zip(fit.extent()).is_some_and(|((_, end), (start, _))| end < start);
            }
        }
        rest.retain(|fit| fit.certain);
    }
}

/// The form that fits the tables best: of each table counts how many of the cells it makes variables of that any form does,
/// so that no table outweighs the others by its size. Where two fit as well, the one laid down for the year does; else it
/// stays open which, and the older one is read by.
pub(super) fn template(fits: &[Vec<Fit>], packs: &Packs, year: Option<i32>) -> Option<Template> {
    let mut best: Option<((usize, bool), Template)> = None;
    let most = |fits: &Vec<Fit>| fits.iter().map(|fit| fit.cells).max().unwrap_or(0);
    for (pack, family) in packs.iter().enumerate() {
        for (form, printed) in family.forms.iter().enumerate() {
            let own = |fit: &&Fit| {
                let place = place(packs, fit);
                place.is_some_and(|place| (place.pack, place.form) == (pack, form))
            };
            let share = |fits: &Vec<Fit>| {
                let cells = fits.iter().filter(own).map(|fit| fit.cells).max()?;
                Some((cells * SHARE).checked_div(most(fits)).unwrap_or(0))
            };
            let Some(shares) = fits.iter().filter_map(share).reduce(|all, share| all + share) else {
                continue;
            };
            let of_year = year.is_some_and(|year| (printed.years.0..=printed.years.1).contains(&year));
            let rank = (shares, of_year);
            match &mut best {
                Some((known, template)) if *known == rank => template.certain = false,
                Some((known, _)) if *known > rank => {}
                _ => best = Some((rank, Template { pack, form, certain: true })),
            }
        }
    }
    best.map(|(_, template)| template)
}

/// The fit of a table: with the document's form if that makes as many variables as any, else with another form of the family.
pub(super) fn choose<'f>(fits: &'f [Fit], packs: &Packs, template: Template) -> Option<&'f Fit> {
    let rank = |fit: &Fit| {
        let own = place(packs, fit).is_some_and(|place| place.form == template.form);
        (fit.cells, own)
    };
    let of_family = |fit: &&Fit| place(packs, fit).is_some_and(|place| place.pack == template.pack);
    let mut best: Option<&Fit> = None;
    for fit in fits.iter().filter(of_family) {
        if best.is_none_or(|known| rank(fit) > rank(known)) {
            best = Some(fit);
        }
    }
    best
}

fn place(packs: &Packs, fit: &Fit) -> Option<TablePlace> {
    packs.index().tables.get(fit.place as usize).copied()
}
