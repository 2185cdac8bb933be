//! Printed value columns and the columns of a form's block -> which column is which, or unknown.
//!
//! With exactly as many columns as the form, and no label that speaks against it, order decides; otherwise each label must
//! name one column of the form by itself.

use std::rc::Rc;

use crate::pack::{FormColumn, FormTable, Key};

use super::similarity::similarity;

/// Header texts less alike than this are no slip of one another.
const LEAST_ALIKE: u32 = 60;
/// Columns named by their labels that are trusted even if they are less than half of the form's.
const ENOUGH_NAMED: usize = 5;
/// Rows that must fit the form before a single unnamed column is taken.
const ROWS_FOR_ONE_COLUMN: usize = 5;

/// A printed value column, as far as the rows of one block reach.
#[derive(Debug)]
pub(super) struct PrintedColumn<'a> {
    /// Column of the grid.
    pub column: u32,
    /// Header path as printed.
    pub label: &'a [String],
    /// The same, folded, empty parts left out.
    pub path: Rc<[Key]>,
    /// True if a cell holds something.
    pub filled: bool,
}

/// How a printed column compares with a column of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// The same label, under the same labels as far as they are printed.
    Same,
    /// A slip, or a part of the label.
    Near,
    /// The label is lost.
    Lost,
    /// Another label.
    Other,
}

/// Outcome for one block.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// For each printed column its column in the form.
    pub places: Vec<Option<usize>>,
    /// How many are named by their own labels.
    pub named: usize,
}

/// Finds the column of the form for each printed column. `rows` is the number of rows that fit the form.
pub(super) fn match_columns(
    printed: &[PrintedColumn<'_>],
    form: &FormTable,
    block: usize,
    rows: usize,
) -> Columns {
    let Some(columns) = form.blocks.get(block).map(|block| block.columns.as_slice()) else {
        return Columns { places: vec![None; printed.len()], named: 0 };
    };
    let verdicts: Vec<Vec<Verdict>> =
        printed.iter().map(|column| verdicts(column, columns, form, block)).collect();
    let named = |at: usize| verdicts[at].contains(&Verdict::Same);
    let kept = without_blank_rest(printed, columns.len(), named);
    let mut places = vec![None; printed.len()];
    let all_labelled = all_labels_in_order(printed, &kept, columns);
    if all_labelled || order_decides(&kept, &verdicts, columns.len(), rows) {
        for (place, at) in kept.iter().enumerate() {
            places[*at] = Some(place);
        }
    } else {
        for (at, place) in places.iter_mut().enumerate() {
            *place = named_one(&verdicts, at);
        }
        name_by_neighbours(&verdicts, &mut places, columns.len());
        if !trusted(printed, &verdicts, &places, columns.len()) {
            places.fill(None);
        }
    }
    let named = places
        .iter()
        .enumerate()
        .filter(|(at, place)| place.is_some() && (all_labelled || named(*at)))
        .count();
    Columns { places, named }
}

/// Printed columns without the blank ones that a ragged block trails behind.
fn without_blank_rest(
    printed: &[PrintedColumn<'_>],
    wanted: usize,
    named: impl Fn(usize) -> bool,
) -> Vec<usize> {
    let mut kept: Vec<usize> = (0..printed.len()).collect();
    while kept.len() > wanted && kept.last().is_some_and(|last| !printed[*last].filled && !named(*last)) {
        kept.pop();
    }
    kept
}

/// Labels alone name columns only if they leave no doubt that each stands over its own values: every column of the form
/// is named; or all but one are, where the form has them; or all columns that hold something are. Slips of labels count
/// in the form's order alone, and not where columns are missing: there they are labels of two columns in one. A header that slipped sideways by one leaves a column without a label; a reader that lost
/// blank columns leaves less than half of them.
fn trusted(
    printed: &[PrintedColumn<'_>],
    verdicts: &[Vec<Verdict>],
    places: &[Option<usize>],
    wanted: usize,
) -> bool {
    let named: Vec<usize> = places.iter().flatten().copied().collect();
    let once = (1..named.len()).all(|at| !named[..at].contains(&named[at]));
    let rising = named.windows(2).all(|pair| pair[0] < pair[1]);
    let exact = places.iter().zip(verdicts).all(|(place, of)| place.is_none_or(|p| of[p] == Verdict::Same));
    let left_over = printed.iter().zip(places).any(|(column, place)| column.filled && place.is_none());
    // The label that belongs over a column without one stands over the next.
    let slipped = places.windows(2).zip(printed).enumerate();
    let slipped =
        slipped.into_iter().any(|(at, (pair, left))| pair == [None, Some(at)] && left.path.is_empty());
    let whole = !slipped && !left_over;
    let in_place =
        places.len() == wanted && places.iter().enumerate().all(|(at, place)| place.is_none_or(|p| p == at));
    let nearly_all = in_place && named.len() + 1 >= wanted;
    let enough = named.len() * 2 >= wanted || named.len() >= ENOUGH_NAMED;
    let slips = rising && places.len() >= wanted;
    enough && once && (nearly_all || (exact || slips) && (named.len() == wanted || whole))
}

fn order_decides(kept: &[usize], verdicts: &[Vec<Verdict>], columns: usize, rows: usize) -> bool {
    if kept.len() != columns {
        return false;
    }
    let in_place = |place: usize, at: usize| verdicts[at][place];
    if columns == 1 && rows >= ROWS_FOR_ONE_COLUMN {
        return true;
    }
    let fits = kept.iter().enumerate().all(|(place, at)| in_place(place, *at) != Verdict::Other);
    let same = kept.iter().enumerate().filter(|(place, at)| in_place(*place, **at) == Verdict::Same).count();
    fits && (rows > 0 || same * 2 >= columns)
}

/// True if every column bears its own label in the form's order, and only the merged cells above them reach too far: each
/// label that the form has above some columns is printed above at least one of them.
fn all_labels_in_order(printed: &[PrintedColumn<'_>], kept: &[usize], columns: &[FormColumn]) -> bool {
    let pairs = || kept.iter().map(|at| &printed[*at].path).zip(columns);
    let bears_own = |path: &[Key], column: &FormColumn| {
        let Some((leaf, above)) = path.split_last() else { return false };
        bears(&column.keys, leaf) || is_broken(above.last(), leaf, column)
    };
    let in_place = |label: &Key| {
        let mut over = pairs().filter(|(path, _)| path.iter().any(|part| same(part, label))).peekable();
        over.peek().is_none() || over.any(|(_, column)| bears(&column.parents, label))
    };
    kept.len() == columns.len()
        && pairs().all(|(path, column)| bears_own(path, column))
        && columns.iter().flat_map(|column| &column.parents).all(in_place)
}

/// The one column of the form that the label names: the same label, else a slip of it that no other label is.
fn named_one(verdicts: &[Vec<Verdict>], at: usize) -> Option<usize> {
    for wanted in [Verdict::Same, Verdict::Near] {
        let mut fitting = (0..verdicts[at].len()).filter(|place| verdicts[at][*place] == wanted);
        if let Some(place) = fitting.next() {
            let taken = |other: &Vec<Verdict>| other[place] == Verdict::Same;
            let rival = wanted == Verdict::Near && verdicts.iter().any(taken);
            return (fitting.next().is_none() && !rival).then_some(place);
        }
    }
    None
}

/// The verdict on a printed column for each column of the block.
fn verdicts(
    printed: &PrintedColumn<'_>,
    columns: &[FormColumn],
    form: &FormTable,
    block: usize,
) -> Vec<Verdict> {
    let Some((leaf, above)) = printed.path.split_last() else { return vec![Verdict::Lost; columns.len()] };
    let mut verdicts: Vec<Verdict> = columns
        .iter()
        .map(|column| match column {
            _ if bears(&column.keys, leaf) || is_broken(above.last(), leaf, column) => Verdict::Same,
            _ if bears(&column.parents, leaf) => Verdict::Lost,
            _ => Verdict::Other,
        })
        .collect();
    // A label that no column bears is a slip, or belongs to the block above, whose header tidy went on with.
    if !verdicts.contains(&Verdict::Same) {
        let stale = is_of_another_block(leaf, form, block);
        for (verdict, column) in
            verdicts.iter_mut().zip(columns).filter(|(verdict, _)| **verdict == Verdict::Other)
        {
            *verdict = if is_slip(leaf, column) {
                Verdict::Near
            } else if stale {
                Verdict::Lost
            } else {
                Verdict::Other
            };
        }
    }
    for label in above {
        let heads: Vec<bool> = columns.iter().map(|column| bears(&column.parents, label)).collect();
        // A label above that stands over other columns of the form excludes those that it does not stand over.
        if heads.contains(&true) {
            for (verdict, _) in verdicts.iter_mut().zip(heads).filter(|(_, heads)| !heads) {
                *verdict = Verdict::Other;
            }
        }
    }
    verdicts
}

/// True if the label broke over two header rows (`自然` above `人`).
fn is_broken(above: Option<&Key>, leaf: &Key, column: &FormColumn) -> bool {
    let rest =
        |above: &Key, key: &Key| key.text.strip_prefix(above.text.as_str()) == Some(leaf.text.as_str());
    above.is_some_and(|above| column.keys.iter().any(|key| rest(above, key)))
}

/// A label that several columns of the form bear (`总计` under each channel) names the one that stands between its named
/// neighbours, if there is only one.
fn name_by_neighbours(verdicts: &[Vec<Verdict>], places: &mut [Option<usize>], wanted: usize) {
    for at in 0..places.len() {
        if places[at].is_none() {
            let first = places[..at].iter().flatten().max().map_or(0, |before| before + 1);
            let last = places[at + 1..].iter().flatten().min().copied().unwrap_or(wanted);
            let mut fitting = (first..last).filter(|place| verdicts[at][*place] == Verdict::Same);
            places[at] = fitting.next().filter(|_| fitting.next().is_none());
        }
    }
}

fn bears(keys: &[Key], label: &Key) -> bool {
    keys.iter().any(|key| same(label, key))
}

fn is_of_another_block(leaf: &Key, form: &FormTable, block: usize) -> bool {
    let others = form.blocks.iter().enumerate().filter(|(at, _)| *at != block);
    others.flat_map(|(_, block)| &block.columns).any(|column| bears(&column.keys, leaf))
}

fn is_slip(leaf: &Key, known: &FormColumn) -> bool {
    let letters: Vec<char> = leaf.text.chars().collect();
    known.keys.iter().any(|key| {
        let form: Vec<char> = key.text.chars().collect();
        let part = letters.len() >= 2 && (form.starts_with(&letters) || form.ends_with(&letters));
        part || similarity(&letters, &form, LEAST_ALIKE - 1) >= LEAST_ALIKE
    })
}

fn same(left: &Key, right: &Key) -> bool {
    let bare = |key: &Key, other: &Key| key.without_notes.as_deref() == Some(other.text.as_str());
    left.text == right.text || bare(left, right) || bare(right, left)
}
