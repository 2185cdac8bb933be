//! Drawn lines -> the places of the column boundaries, and which boundary each separator of a line stands on.
//!
//! Fonts disagree on how wide `“`, `—`, `①` and the drawing signs themselves are, so a line's uprights may stand apart
//! from the rule's. Where a line has as many separators as there are boundaries, their order tells; elsewhere distances
//! from separator to separator do, so that an error in one cell does not move all that follow.

use std::collections::BTreeMap;

use super::super::token::is_space;
use super::signs::{Drawn, MAX_SEPARATORS, Place, Separator};

/// How far a separator may stand from its boundary, besides what its cell's doubtful characters allow.
const TOLERANCE: i64 = 2;
/// A way of counting is told from this many lines.
const SAMPLE: usize = 300;

/// How the drawing counted columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measure {
    /// Columns of a fixed-width rendering, with one more for each drawing sign, each doubtful character.
    Width { signs: bool, doubtful: bool },
    /// Characters, whatever their width.
    Chars,
}

const MEASURES: [Measure; 5] = [
    Measure::Width { signs: false, doubtful: false },
    Measure::Width { signs: false, doubtful: true },
    Measure::Width { signs: true, doubtful: true },
    Measure::Width { signs: true, doubtful: false },
    Measure::Chars,
];

impl Measure {
    fn of(self, place: Place) -> i64 {
        match self {
            Self::Width { signs, doubtful } => {
                place.display + i64::from(signs) * place.signs + i64::from(doubtful) * place.doubtful
            }
            Self::Chars => place.chars,
        }
    }
}

/// The boundaries of a drawing's columns, the outer ones included.
#[derive(Debug)]
pub(super) struct Columns {
    measure: Measure,
    /// Distance from the first boundary.
    at: Vec<i64>,
}

impl Columns {
    /// Finds the boundaries; `None` if there is no column to tell, or far too many.
    pub(super) fn of(lines: &[Drawn<'_>]) -> Option<Self> {
        let measure = measure(lines);
        let mut columns = Self { measure, at: Vec::new() };
        let rules: Vec<&Drawn<'_>> = lines.iter().filter(|line| line.is_rule()).collect();
        let widest = rules.iter().copied().rev().max_by_key(|line| line.separators.len());
        let widest = match widest.filter(|line| line.separators.len() > 2) {
            Some(widest) => widest,
            None => commonest(lines)?,
        };
        columns.at = columns.distances(widest);
        if !rules.iter().all(|rule| columns.is_close(rule)) {
            for rule in &rules {
                let distances = columns.distances(rule);
                distances.into_iter().for_each(|at| columns.insert(at, 1));
            }
        }
        columns.insert_unmatched(lines);
        (columns.at.len() >= 3 && columns.at.len() <= MAX_SEPARATORS).then_some(columns)
    }

    /// True if a rule has all boundaries, each about where it should be.
    fn is_close(&self, rule: &Drawn<'_>) -> bool {
        let distances = self.distances(rule);
        let near = distances.iter().zip(&self.at).all(|(a, b)| (a - b).abs() <= TOLERANCE);
        distances.len() == self.at.len() && near
    }

    /// Number of columns.
    pub(super) fn count(&self) -> usize {
        self.at.len() - 1
    }

    /// Room between two boundaries.
    pub(super) fn room(&self, from: usize, to: usize) -> i64 {
        self.at[to] - self.at[from] - 1
    }

    /// Where texts end that run over a boundary: their last characters were printed over the upright, and what follows
    /// belongs to the next cell. Gives boundaries and bytes; the piece begins behind boundary `from` and ends at `to`.
    pub(super) fn overruns(&self, text: &str, from: usize, to: usize) -> Vec<(usize, usize)> {
        let start = self.at[from] + self.measure.of(Place { display: 1, signs: 1, doubtful: 0, chars: 1 });
        let (mut place, mut boundary) = (Place::default(), from + 1);
        let mut covered = None;
        let mut found = Vec::new();
        for (index, character) in text.char_indices() {
            let at = start + self.measure.of(place);
            if is_space(character) {
                let over = covered.take().filter(|&boundary| at <= self.at[boundary] + 2);
                found.extend(over.map(|boundary| (boundary, index)));
            }
            place.step(character);
            let end = start + self.measure.of(place);
            while boundary < to && self.at[boundary] < end {
                covered = (!is_space(character) && self.at[boundary] >= at).then_some(boundary);
                boundary += 1;
            }
        }
        found
    }

    fn distances(&self, line: &Drawn<'_>) -> Vec<i64> {
        let start = line.separators.first().map_or(0, |first| self.measure.of(first.place));
        line.separators.iter().map(|separator| self.measure.of(separator.place) - start).collect()
    }

    /// Adds a boundary unless one stands there, or so near that no text has room between.
    fn insert(&mut self, at: i64, near: i64) {
        let index = self.at.partition_point(|&known| known < at);
        let before = index.checked_sub(1).map(|before| at - self.at[before]);
        let after = self.at.get(index).map(|after| after - at);
        if self.at.len() <= MAX_SEPARATORS && before.into_iter().chain(after).all(|distance| distance > near)
        {
            self.at.insert(index, at);
        }
    }

    /// Adds boundaries that no full rule shows: those where a rule inside a row begins, or where many lines have one.
    fn insert_unmatched(&mut self, lines: &[Drawn<'_>]) {
        let mut seen: BTreeMap<i64, (usize, bool)> = BTreeMap::new();
        let mut all = 0;
        for line in lines.iter().filter(|line| !line.is_rule()) {
            all += 1;
            let places = self.places(line);
            let mut from: Option<(usize, &Separator)> = None;
            for (separator, place) in line.separators.iter().zip(places) {
                if let Some(boundary) = place {
                    from = Some((boundary, separator));
                } else if let Some((boundary, last)) = from {
                    let at =
                        self.at[boundary] + self.measure.of(separator.place) - self.measure.of(last.place);
                    let entry = seen.entry(at).or_default();
                    *entry = (entry.0 + 1, entry.1 || separator.is_junction());
                }
            }
        }
        for (at, (count, junction)) in seen {
            if junction || count >= 2 && count * 3 >= all {
                self.insert(at, TOLERANCE);
            }
        }
    }

    /// The boundary that each separator of a line stands on; `None` for a sign inside a text.
    pub(super) fn places(&self, line: &Drawn<'_>) -> Vec<Option<usize>> {
        let signs = &line.separators;
        let distances = self.distances(line);
        if signs.len() == self.at.len() && self.in_order(signs, &distances) {
            return (0..signs.len()).map(Some).collect();
        }
        let found = self.nearest(line, &distances);
        if signs.len() == self.at.len() && found.contains(&None) {
            return (0..signs.len()).map(Some).collect();
        }
        found
    }

    /// True if the widths of the cells allow that the separators stand on the boundaries in order.
    fn in_order(&self, signs: &[Separator], distances: &[i64]) -> bool {
        (1..signs.len()).all(|index| {
            let doubt = signs[index].place.doubtful - signs[index - 1].place.doubtful;
            let (drawn, room) =
                (distances[index] - distances[index - 1], self.at[index] - self.at[index - 1]);
            (drawn - room).abs() <= 2 * TOLERANCE + doubt
        })
    }

    /// From separator to separator, the boundary that its cell's width leads to.
    fn nearest(&self, line: &Drawn<'_>, distances: &[i64]) -> Vec<Option<usize>> {
        let last = self.at.len() - 1;
        let mut places = vec![None; distances.len()];
        let mut from = (0, 0);
        places[0] = Some(0);
        for index in 1..distances.len() {
            let (sign, start) = (line.separators[index], line.separators[from.1]);
            let at = self.at[from.0] + distances[index] - distances[from.1];
            let doubt = sign.place.doubtful - start.place.doubtful;
            let ends = index + 1 == distances.len() && line.ends();
            let boundary = match ends {
                true => self.near(at, i64::MAX, from.0 + 1, last + 1),
                false => self.near(at, TOLERANCE + doubt, from.0 + 1, last),
            };
            if let Some(boundary) = boundary {
                places[index] = Some(boundary);
                from = (boundary, index);
            }
        }
        places
    }

    /// The boundary nearest to a place, among those from `low` on and before `high`.
    fn near(&self, at: i64, tolerance: i64, low: usize, high: usize) -> Option<usize> {
        let index = self.at.partition_point(|&known| known < at);
        [index.checked_sub(1), Some(index)]
            .into_iter()
            .flatten()
            .map(|index| index.clamp(low, high.max(low)))
            .filter(|&index| index < high && (self.at[index] - at).abs() <= tolerance)
            .min_by_key(|&index| (self.at[index] - at).abs())
    }
}

/// The way of counting by which the lines are most nearly as wide as the rules.
fn measure(lines: &[Drawn<'_>]) -> Measure {
    let width = |line: &Drawn<'_>, measure: Measure| match (line.separators.first(), line.separators.last()) {
        (Some(first), Some(last)) => measure.of(last.place) - measure.of(first.place),
        _ => 0,
    };
    let Some(rule) = lines.iter().find(|line| line.is_rule()) else { return MEASURES[0] };
    let error = |&measure: &Measure| {
        let texts = lines.iter().filter(|line| !line.has_rule() && line.ends()).take(SAMPLE);
        texts.map(|line| (width(line, measure) - width(rule, measure)).abs().min(20)).sum::<i64>()
    };
    MEASURES.into_iter().min_by_key(error).unwrap_or(MEASURES[0])
}

/// Where no rule shows columns: a line with the number of separators that most lines have, the higher one of two.
fn commonest<'d, 'a>(lines: &'d [Drawn<'a>]) -> Option<&'d Drawn<'a>> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for line in lines.iter().filter(|line| !line.is_rule()) {
        *counts.entry(line.separators.len()).or_default() += 1;
    }
    let most = counts.values().copied().max()?;
    let (&count, _) = counts.iter().rev().find(|&(_, &lines)| lines == most)?;
    lines.iter().find(|line| !line.is_rule() && line.separators.len() == count)
}
