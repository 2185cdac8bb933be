//! Two texts -> which characters of one stand for which of the other: a longest common subsequence that prefers whole
//! stretches, inside a band that follows the best path.
//!
//! Of each row of the table only what differs from the row above is kept: a character of the text stands at few places
//! of a form, and everywhere else the score is that of the row above or of the column before.

use super::letters::Letters;

/// Half the width of the band; wider than any form, since the best path so far may run ahead of the true one.
const BAND: usize = 3000;

/// Score of a character that follows another one that was found right before it, and of one that does not.
const ON: i32 = 3;
const NEW: i32 = 2;

/// For each character of `form`, the place in `text` that stands for it. `start` is where the form begins in the text.
pub(crate) fn align(text: &[char], form: &Letters, start: usize) -> Vec<Option<usize>> {
    let text = text.get(start..).unwrap_or_default();
    let mut table = Table::new(form.len(), text.len());
    for &character in text {
        table.add_row(form.places(character));
    }
    table.trace(form.len()).into_iter().map(|row| row.map(|row| start + row)).collect()
}

/// A cell where text and form agree.
#[derive(Debug, Clone, Copy)]
struct Agreement {
    column: usize,
    /// Score of the best path that ends with it.
    score: i32,
    /// That path has a gap right before it.
    after_gap: bool,
    /// It beats every path that ends with a gap in the same cell.
    best: bool,
}

/// One row of the table: one more character of the text.
#[derive(Debug, Clone, Copy, Default)]
struct Row {
    /// First and last column of the band.
    band: (usize, usize),
    /// Where its agreements and its raised stretches begin.
    agreements: usize,
    raised: usize,
}

/// The rows so far; column 0 stands before the form's first character, row 0 before the text's.
struct Table {
    /// Number of columns but column 0.
    columns: usize,
    rows: Vec<Row>,
    agreements: Vec<Agreement>,
    /// Stretches of columns whose best gap leaves out a character of the form; elsewhere it leaves out one of the text.
    raised: Vec<(usize, usize)>,
    /// Scores of the paths that end with a gap, in the last row; they never fall from column to column.
    gaps: Gaps,
}

/// Scores that never fall: from `flat` on they are all `top`, and before it less.
struct Gaps {
    scores: Vec<i32>,
    flat: usize,
    top: i32,
}

impl Gaps {
    fn at(&self, column: usize) -> i32 {
        if column < self.flat { self.scores[column] } else { self.top }
    }

    /// Raises one column, of which all that follow have as much.
    fn raise_one(&mut self, column: usize, score: i32) {
        if column < self.flat {
            self.scores[column] = self.scores[column].max(score);
            if score >= self.top {
                self.flat = column;
            }
        } else if score > self.top {
            self.raise(column, score);
        }
    }

    /// Raises the columns from this one on that have less; the first that has not, `None` where all were raised.
    fn raise(&mut self, column: usize, score: i32) -> Option<usize> {
        if score > self.top {
            if column > self.flat {
                self.scores[self.flat..column].fill(self.top);
            }
            (self.flat, self.top) = (column, score);
            return None;
        }
        if column >= self.flat {
            return Some(column);
        }
        let mut lower = 0;
        for gap in self.scores[column..self.flat].iter_mut().take_while(|gap| **gap < score) {
            *gap = score;
            lower += 1;
        }
        if score == self.top {
            self.flat = column;
        }
        Some(column + lower)
    }
}

impl Table {
    fn new(columns: usize, rows: usize) -> Self {
        let mut table = Self {
            columns,
            rows: Vec::with_capacity(rows + 1),
            agreements: Vec::with_capacity(rows * 4),
            raised: Vec::with_capacity(rows * 2),
            gaps: Gaps { scores: vec![0; columns + 1], flat: 0, top: 0 },
        };
        table.rows.push(Row { band: (0, columns.min(2 * BAND)), ..Row::default() });
        table
    }

    /// Agreements of a row.
    fn agreements(&self, row: usize) -> &[Agreement] {
        let end = self.rows.get(row + 1).map_or(self.agreements.len(), |next| next.agreements);
        &self.agreements[self.rows[row].agreements..end]
    }

    /// Raised stretches of a row.
    fn raised(&self, row: usize) -> &[(usize, usize)] {
        let end = self.rows.get(row + 1).map_or(self.raised.len(), |next| next.raised);
        &self.raised[self.rows[row].raised..end]
    }

    /// Adds the row of a character that stands at these places of the form, in order.
    fn add_row(&mut self, places: &[u32]) {
        let last = self.rows.len() - 1;
        let before = self.rows[last].band;
        // Only a form that is longer than half the band can leave it.
        let ahead = if self.columns > BAND { self.best_column().saturating_sub(BAND) } else { 0 };
        let start = ahead.max(before.0);
        let end = self.columns.min(start + 2 * BAND);
        let row = Row { band: (start, end), agreements: self.agreements.len(), raised: self.raised.len() };
        self.agree(last, row, places);
        for index in self.rows[last].agreements..row.agreements {
            let Agreement { column, score, .. } = self.agreements[index];
            self.gaps.raise_one(column, score);
        }
        if end > before.1 {
            // What the band has come to goes on with the score of the column before.
            self.raised.push((before.1 + 1, end));
        }
        self.rows.push(row);
        for index in row.agreements..self.agreements.len() {
            let Agreement { column, score, .. } = self.agreements[index];
            self.agreements[index].best = score > self.gaps.at(column);
            if column < end {
                let kept = self.gaps.raise(column + 1, score).unwrap_or(end + 1);
                if kept > column + 1 {
                    self.raised.push((column + 1, kept - 1));
                }
            }
        }
    }

    /// Notes where the character agrees with the form inside the band, with the scores from the row before.
    fn agree(&mut self, last: usize, row: Row, places: &[u32]) {
        let before = self.rows[last].band;
        let left = row.band.0.saturating_sub(1).max(before.0);
        let from = if left == 0 { 0 } else { places.partition_point(|&place| (place as usize) < left) };
        let mut known = self.rows[last].agreements;
        for &place in &places[from..] {
            // The cell before it, in the row before, has the column of the character's place.
            let place = place as usize;
            if place >= row.band.1 || place > before.1 {
                break;
            }
            while known < row.agreements && self.agreements[known].column < place {
                known += 1;
            }
            let follows =
                self.agreements[known..row.agreements].first().filter(|found| found.column == place);
            let new = self.gaps.at(place) + NEW;
            let on = follows.map_or(0, |found| found.score + ON);
            self.agreements.push(Agreement {
                column: place + 1,
                score: on.max(new),
                after_gap: new > on,
                best: false,
            });
        }
    }

    /// The first column of the last row that has its best score.
    fn best_column(&self) -> usize {
        let row = self.rows.len() - 1;
        let (start, end) = self.rows[row].band;
        let found = self.agreements(row);
        let score = |column: usize| {
            let agreed = found.iter().rev().find(|found| found.column == column);
            agreed.map_or(self.gaps.at(column), |agreed| agreed.score.max(self.gaps.at(column)))
        };
        let best = score(end);
        let column = if best > self.gaps.top { end + 1 } else { self.gaps.flat.max(start) };
        // Scores never fall either, so that only the column before can have as much.
        match column.checked_sub(1) {
            Some(before) if before >= start && score(before) >= best => before,
            _ => column.min(end),
        }
    }

    /// Walks back from the best end; what the text holds behind the form costs nothing.
    fn trace(&self, columns: usize) -> Vec<Option<usize>> {
        let mut places = vec![None; columns];
        let mut row = self.rows.len() - 1;
        let mut column = self.best_column();
        let mut agrees = self.is_best(row, column);
        while row > 0 && column > 0 {
            if agrees {
                places[column - 1] = Some(row - 1);
                agrees = self.agreement(row, column).is_some_and(|found| !found.after_gap);
                (row, column) = (row - 1, column - 1);
            } else {
                let raised = self.raised(row).iter().any(|&(from, to)| (from..=to).contains(&column));
                (row, column) = if raised { (row, column - 1) } else { (row - 1, column) };
                agrees = self.is_best(row, column);
            }
        }
        places
    }

    fn agreement(&self, row: usize, column: usize) -> Option<&Agreement> {
        self.agreements(row).iter().find(|found| found.column == column)
    }

    fn is_best(&self, row: usize, column: usize) -> bool {
        self.agreement(row, column).is_some_and(|found| found.best)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aligned(text: &str, form: &str) -> String {
        let text: Vec<char> = text.chars().collect();
        let form = Letters::new(&form.chars().collect::<Vec<char>>());
        align(&text, &form, 0).into_iter().map(|place| place.map_or('_', |place| text[place])).collect()
    }

    #[test]
    fn foreign_text_and_slips_are_stepped_over() {
        assert_eq!(aligned("甲乙丙丁", "甲乙丙丁"), "甲乙丙丁");
        assert_eq!(aligned("头甲乙外来丙丁尾", "甲乙丙丁"), "甲乙丙丁");
        assert_eq!(aligned("甲丙丁", "甲乙丙丁"), "甲_丙丁");
        assert_eq!(aligned("", "甲乙"), "__");
        assert_eq!(aligned("甲乙", ""), "");
    }

    #[test]
    fn whole_stretches_win_over_scattered_characters() {
        let text: Vec<char> = "甲外乙外丙甲乙丙".chars().collect();
        let form = Letters::new(&['甲', '乙', '丙']);
        assert_eq!(align(&text, &form, 0), [Some(5), Some(6), Some(7)]);
    }

    #[test]
    fn long_texts_stay_inside_the_band() {
        let text: String = (0..3000).filter_map(|i| char::from_u32(0x4e00 + i)).collect();
        assert_eq!(aligned(&text, &text), text);
    }
}
