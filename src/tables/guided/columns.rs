//! Values in print -> the columns that they stand in: those of complete rows, or those that the header's labels show.

use super::place::Cell;
use super::rows::Located;
use super::stream::{Word, on_one_line};
use super::under::Zones;
use super::{Stretch, build};
use crate::model::Hint;

/// Fewer rows show no columns.
const LEAST: usize = 3;

/// How the columns are known that values stand in.
pub(crate) enum Columns {
    /// From rows that have all their values.
    Filled(Vec<Extent>),
    /// From the labels of the header that they stand under.
    Headed(Zones),
}

impl Columns {
    /// The columns of a form's widest rows, if the page shows them. `assigned`: runs of values with the row of each.
    pub(crate) fn of(
        stretch: &Stretch<'_>,
        hint: &Hint,
        located: &Located,
        assigned: &[(usize, Option<usize>)],
    ) -> Option<Self> {
        let most = hint.rows.iter().map(|row| row.values).max().filter(|&most| most > 1)?;
        let widest = assigned.iter().filter(|(_, row)| row.is_some_and(|row| hint.rows[row].values == most));
        let mut rows: Vec<Vec<&Word>> =
            widest.map(|&(run, _)| stretch.stream.runs[run].words().collect()).collect();
        rows.retain(|words| on_one_line(words));
        let complete: Vec<&[&Word]> =
            rows.iter().map(Vec::as_slice).filter(|words| words.len() == most).collect();
        let headed = || {
            let header = (stretch.extent.0, build::first_line(&stretch.stream, located, stretch.extent));
            let named = hint.columns.len() == most && rows.len() >= LEAST;
            if named { Zones::of(stretch.lines, header, hint, &rows) } else { None }
        };
        columns(&complete).map(Self::Filled).or_else(|| headed().map(Self::Headed))
    }

    /// The cells of a row with these values, which stand on one line; `None` if one may stand in two columns.
    pub(crate) fn cells(&self, words: &[&Word], count: usize) -> Option<Vec<Cell>> {
        match self {
            Self::Filled(columns) => by_columns(words, columns).filter(|cells| cells.len() == count),
            Self::Headed(zones) => by_zones(words, zones, count),
        }
    }
}

/// The columns that the values of complete rows stand in, if they stand in columns.
fn columns(complete: &[&[&Word]]) -> Option<Vec<Extent>> {
    if complete.len() < LEAST {
        return None;
    }
    let wide = extents(complete, |word| word.wide);
    let narrow = extents(complete, |word| word.narrow);
    [wide, narrow]
        .into_iter()
        .flatten()
        .min_by_key(|extents| extents.iter().map(Extent::width).sum::<usize>())
}

/// The columns of text that the values of one table column cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Extent {
    start: usize,
    end: usize,
    narrow: bool,
}

impl Extent {
    fn width(&self) -> usize {
        self.end - self.start
    }
}

/// One extent a column, if they are held apart: single spaces only part words.
fn extents(rows: &[&[&Word]], side: impl Fn(&Word) -> (usize, usize)) -> Option<Vec<Extent>> {
    let narrow = rows.first().and_then(|row| row.first()).is_some_and(|word| side(word) == word.narrow);
    let count = rows.first()?.len();
    let mut extents: Vec<Extent> = Vec::with_capacity(count);
    for column in 0..count {
        let start = rows.iter().map(|row| side(row[column]).0).min()?;
        let end = rows.iter().map(|row| side(row[column]).1).max()?;
        if extents.last().is_some_and(|last| last.end + 2 >= start) {
            return None;
        }
        extents.push(Extent { start, end, narrow });
    }
    Some(extents)
}

/// Each value goes to the one column that it stands in.
fn by_columns(words: &[&Word], columns: &[Extent]) -> Option<Vec<Cell>> {
    let mut cells = vec![Cell::Blank; columns.len()];
    let mut floor = 0;
    for word in words {
        let (start, end) =
            if columns.first().is_some_and(|column| column.narrow) { word.narrow } else { word.wide };
        let mut over = (floor..columns.len()).filter(|&column| {
            let extent = columns[column];
            start <= extent.end + 1 && end + 1 >= extent.start
        });
        let (Some(column), None) = (over.next(), over.next()) else { return None };
        cells[column] = Cell::Value((*word).clone());
        floor = column + 1;
    }
    Some(cells)
}

/// Each value goes to the column whose label it stands under.
fn by_zones(words: &[&Word], zones: &Zones, count: usize) -> Option<Vec<Cell>> {
    let mut cells = vec![Cell::Blank; count];
    for (column, word) in zones.columns(words)?.into_iter().zip(words) {
        *cells.get_mut(column)? = Cell::Value((*word).clone());
    }
    Some(cells)
}
