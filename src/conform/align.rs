//! Printed rows and a form's rows -> which printed row is which, in order, or unknown.
//!
//! Rows whose label is that of exactly one row of the form are anchors. What lies between two anchors is aligned by
//! dynamic programming over scores; a row is taken only if its best place beats the next best by a margin, so that two
//! rows of a form are never swapped: where text, number, parent and order do not decide, nothing is decided.

use crate::model::RowKind;

use super::printed::Row;
use super::score::{ENOUGH, LEAST_ALIKE, MARGIN, Scorer, Verdict};

/// Letters of a label that stands for itself even where its number or its parent differs.
const TELLING: usize = 4;
/// What it adds that as many rows are printed between two anchors as the form has there.
const SAME_NUMBER_OF_ROWS: i32 = 15;

/// For each printed row the row of the form that it is.
pub(super) fn align(scorer: &Scorer<'_, '_>) -> Vec<Option<usize>> {
    let rows = &scorer.printed.rows;
    let mut found: Vec<Option<usize>> = rows.iter().map(|row| anchor(scorer, row)).collect();
    if found.iter().all(Option::is_some) {
        return found;
    }
    let skeleton = longest_rising(&found);
    let mut used = vec![false; scorer.form.rows.len()];
    for form_row in found.iter().flatten() {
        used[*form_row] = true;
    }
    let mut before: Option<(usize, usize)> = None;
    for next in skeleton.into_iter().map(Some).chain([None]) {
        let first = before.map_or((0, 0), |(row, form_row)| (row + 1, form_row + 1));
        let last = next.unwrap_or((rows.len(), scorer.form.rows.len()));
        let gap = Gap {
            rows: (first.0..last.0).filter(|row| found[*row].is_none()).collect(),
            form_rows: (first.1..last.1).filter(|row| !used[*row]).collect(),
        };
        for (row, form_row) in gap.settle(scorer) {
            found[row] = Some(form_row);
        }
        before = next;
    }
    found
}

/// The one row of the form that bears the printed label, unless number or parent speak against it.
fn anchor(scorer: &Scorer<'_, '_>, row: &Row<'_>) -> Option<usize> {
    let label = scorer.printed.own(row)?;
    let mut exact = scorer.exact(label);
    let form_row = exact.next()?;
    if exact.next().is_some() {
        return None;
    }
    let conflicts = [scorer.number(label, form_row), scorer.parent(row, form_row)];
    let conflicts = conflicts.into_iter().filter(|verdict| *verdict == Verdict::Conflicts).count();
    let telling = label.key.text.chars().nth(TELLING - 1).is_some();
    (conflicts <= usize::from(telling)).then_some(form_row)
}

/// The longest choice of anchors that stand in the form's order, as (printed row, form's row).
fn longest_rising(found: &[Option<usize>]) -> Vec<(usize, usize)> {
    let anchors: Vec<(usize, usize)> = found
        .iter()
        .enumerate()
        .filter_map(|(row, form_row)| form_row.map(|form_row| (row, form_row)))
        .collect();
    if anchors.windows(2).all(|pair| pair[0].1 < pair[1].1) {
        return anchors;
    }
    // best[at] = (length of the longest choice that ends there, its anchor before)
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(anchors.len());
    for (at, anchor) in anchors.iter().enumerate() {
        let before = (0..at)
            .filter(|before| anchors[*before].1 < anchor.1)
            .max_by_key(|before| (best[*before].0, at - before));
        best.push((before.map_or(1, |before| best[before].0 + 1), before));
    }
    let mut at = (0..anchors.len()).max_by_key(|at| (best[*at].0, anchors.len() - at));
    let mut chosen = Vec::new();
    while let Some(place) = at {
        chosen.push(anchors[place]);
        at = best[place].1;
    }
    chosen.reverse();
    chosen
}

/// Rows between two anchors that are not decided yet.
struct Gap {
    rows: Vec<usize>,
    form_rows: Vec<usize>,
}

impl Gap {
    /// The pairs that are certain.
    fn settle(&self, scorer: &Scorer<'_, '_>) -> Vec<(usize, usize)> {
        if self.rows.is_empty() || self.form_rows.is_empty() {
            return Vec::new();
        }
        let scores = self.scores(scorer);
        let totals = Totals::of(&scores, self.form_rows.len());
        let mut certain = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            let through: Vec<Option<i32>> =
                (0..self.form_rows.len()).map(|column| totals.through(&scores, at, column)).collect();
            let Some(best) = (0..through.len())
                .filter(|c| through[*c].is_some())
                .max_by_key(|c| (through[*c], through.len() - c))
            else {
                continue;
            };
            let next =
                through.iter().enumerate().filter(|(c, _)| *c != best).filter_map(|(_, total)| *total).max();
            let clear = next.is_none_or(|next| through[best].is_some_and(|total| total - next >= MARGIN));
            let enough = scores[at][best].is_some_and(|score| score >= ENOUGH);
            let form_row = self.form_rows[best];
            if clear
                && enough
                && through[best] == Some(totals.best())
                && self.nothing_nearer(scorer, *row, form_row)
            {
                certain.push((*row, form_row));
            }
        }
        self.without_rivals(scorer, certain)
    }

    /// The pairs whose row of the form no printed row is more like that found no place: rows may have changed places.
    fn without_rivals(
        &self,
        scorer: &Scorer<'_, '_>,
        mut certain: Vec<(usize, usize)>,
    ) -> Vec<(usize, usize)> {
        let alike = |row: usize, form_row: usize, floor: u32| {
            let label = scorer.printed.own(&scorer.printed.rows[row]);
            label.map_or(0, |label| scorer.alike(label, form_row, floor))
        };
        let settled = |row: &usize| certain.binary_search_by_key(row, |pair| pair.0).is_ok();
        let rivals: Vec<usize> = self.rows.iter().copied().filter(|row| !settled(row)).collect();
        certain.retain(|&(row, form_row)| {
            let own = alike(row, form_row, LEAST_ALIKE - 1);
            rivals.iter().all(|rival| alike(*rival, form_row, own) <= own)
        });
        certain
    }

    fn scores(&self, scorer: &Scorer<'_, '_>) -> Vec<Vec<Option<i32>>> {
        let must_be_printed = |row: &&usize| {
            let row = &scorer.form.rows[**row];
            row.kind == RowKind::Values && !row.optional
        };
        let wanted = self.form_rows.iter().filter(must_be_printed).count();
        let same_number = if self.rows.len() == wanted { SAME_NUMBER_OF_ROWS } else { 0 };
        let score = |row: &usize, form_row: &usize| {
            let score = scorer.score(&scorer.printed.rows[*row], *form_row)?;
            Some(score + same_number).filter(|score| *score > 0)
        };
        self.rows
            .iter()
            .map(|row| self.form_rows.iter().map(|form_row| score(row, form_row)).collect())
            .collect()
    }

    /// False if the printed text is more like a row of the form that order excludes: then something else is wrong.
    fn nothing_nearer(&self, scorer: &Scorer<'_, '_>, row: usize, form_row: usize) -> bool {
        let Some(label) = scorer.printed.own(&scorer.printed.rows[row]) else { return false };
        let own = scorer.alike(label, form_row, LEAST_ALIKE - 1);
        own >= 95 || (0..scorer.form.rows.len()).all(|other| scorer.alike(label, other, own) <= own)
    }
}

/// Best sums of scores before and behind each pair, for alignments that keep the order.
struct Totals {
    before: Vec<Vec<i32>>,
    behind: Vec<Vec<i32>>,
}

impl Totals {
    fn of(scores: &[Vec<Option<i32>>], columns: usize) -> Self {
        let rows = scores.len();
        let mut before = vec![vec![0; columns + 1]; rows + 1];
        for row in 0..rows {
            for column in 0..columns {
                let pair = scores[row][column].map_or(0, |score| before[row][column] + score);
                before[row + 1][column + 1] = pair.max(before[row][column + 1]).max(before[row + 1][column]);
            }
        }
        let mut behind = vec![vec![0; columns + 1]; rows + 1];
        for row in (0..rows).rev() {
            for column in (0..columns).rev() {
                let pair = scores[row][column].map_or(0, |score| behind[row + 1][column + 1] + score);
                behind[row][column] = pair.max(behind[row + 1][column]).max(behind[row][column + 1]);
            }
        }
        Self { before, behind }
    }

    /// Best total of an alignment that holds this pair.
    fn through(&self, scores: &[Vec<Option<i32>>], row: usize, column: usize) -> Option<i32> {
        Some(scores[row][column]? + self.before[row][column] + self.behind[row + 1][column + 1])
    }

    fn best(&self) -> i32 {
        self.behind[0][0]
    }
}
