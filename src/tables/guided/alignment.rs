//! Two texts -> which characters of one stand for which of the other: a longest common subsequence that prefers whole
//! stretches, inside a band that follows the best path.
//!
//! Of each row of the table only what differs from the row above is kept: a character of the text stands at few places
//! of a form, and everywhere else the score is that of the row above or of the column before.

use super::letters::Letters;

/// Half the width of the band; wider than any form, since the best path so far may run ahead of the true one.
const BAND: u32 = 3000;

/// Score of a character that follows another one that was found right before it, and of one that does not.
const ON: i32 = 3;
const NEW: i32 = 2;

/// For each character of `form`, the place in `text` that stands for it. `start` is where the form begins in the text.
pub(crate) fn align(text: &[char], form: &Letters, start: usize) -> Vec<Option<usize>> {
    let text = text.get(start..).unwrap_or_default();
    let mut table = Table::new(form.len() as u32, text.len());
    for &character in text {
        table.add_row(form.places(character));
    }
    table.trace().into_iter().map(|row| row.map(|row| start + row)).collect()
}

/// A cell where text and form agree.
#[derive(Debug, Clone, Copy)]
struct Agreement {
    column: u32,
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
    /// Where its agreements and its raised stretches begin.
    agreements: usize,
    raised: usize,
}

/// The rows so far; column 0 stands before the form's first character, row 0 before the text's.
struct Table {
    /// Number of columns but column 0.
    columns: u32,
    rows: Vec<Row>,
    agreements: Vec<Agreement>,
    /// Stretches of columns whose best gap leaves out a character of the form; elsewhere it leaves out one of the text.
    raised: Vec<(u32, u32)>,
    /// Scores of the paths that end with a gap, in the last row; they never fall from column to column.
    gaps: Gaps,
    /// First and last column of the last row's band.
    band: (u32, u32),
    /// The last row's agreements, and room for those of the next one.
    last: Vec<Agreement>,
    next: Vec<Agreement>,
}

/// Scores that never fall: from `flat` on they are all `top`, and before it less.
struct Gaps {
    scores: Vec<i32>,
    flat: u32,
    top: i32,
}

impl Gaps {
    fn at(&self, column: u32) -> i32 {
        if column < self.flat { self.scores[column as usize] } else { self.top }
    }

    /// Raises one column, of which all that follow have as much.
    fn raise_one(&mut self, column: u32, score: i32) {
        if column < self.flat {
            let gap = &mut self.scores[column as usize];
            *gap = score.max(*gap);
            if score >= self.top {
                self.flat = column;
            }
        } else if score > self.top {
            self.raise(column, score);
        }
    }

    /// Raises the columns from this one on that have less; the first that has not, `None` where all were raised.
    fn raise(&mut self, column: u32, score: i32) -> Option<u32> {
        if score > self.top {
            if column > self.flat {
                self.scores[self.flat as usize..column as usize].fill(self.top);
            }
            (self.flat, self.top) = (column, score);
            return None;
        }
        if column >= self.flat {
            return Some(column);
        }
        let mut lower = 0;
        for gap in &mut self.scores[column as usize..self.flat as usize] {
            if *gap >= score {
                break;
            }
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
    fn new(columns: u32, length: usize) -> Self {
        let mut rows = Vec::with_capacity(length + 1);
        rows.push(Row::default());
        Self {
            columns,
            rows,
            agreements: Vec::with_capacity(length * 8),
            raised: Vec::with_capacity(length * 4),
            gaps: Gaps { scores: vec![0; columns as usize + 1], flat: 0, top: 0 },
            band: (0, columns.min(2 * BAND)),
            last: Vec::new(),
            next: Vec::new(),
        }
    }

    /// Agreements of a row.
    fn agreements(&self, row: usize) -> &[Agreement] {
        let end = self.rows.get(row + 1).map_or(self.agreements.len(), |next| next.agreements);
        &self.agreements[self.rows[row].agreements..end]
    }

    /// Raised stretches of a row.
    fn raised(&self, row: usize) -> &[(u32, u32)] {
        let end = self.rows.get(row + 1).map_or(self.raised.len(), |next| next.raised);
        &self.raised[self.rows[row].raised..end]
    }

    /// Adds the row of a character that stands at these places of the form, in order.
    fn add_row(&mut self, places: &[u32]) {
        let before = self.band;
        // Only a form that is longer than half the band can leave it.
        let ahead = if self.columns > BAND { self.best_column().saturating_sub(BAND) } else { 0 };
        let start = ahead.max(before.0);
        let end = self.columns.min(start + 2 * BAND);
        self.agree((start, end), places);
        self.rows.push(Row { agreements: self.agreements.len(), raised: self.raised.len() });
        self.band = (start, end);
        let Self { gaps, raised, .. } = self;
        for found in &self.last {
            gaps.raise_one(found.column, found.score);
        }
        if end > before.1 {
            // What the band has come to goes on with the score of the column before.
            raised.push((before.1 + 1, end));
        }
        for found in &mut self.next {
            found.best = found.score > gaps.at(found.column);
            let behind = found.column + 1;
            if behind <= end {
                let kept = gaps.raise(behind, found.score).unwrap_or(end + 1);
                if kept > behind {
                    raised.push((behind, kept - 1));
                }
            }
        }
        self.agreements.extend_from_slice(&self.next);
        std::mem::swap(&mut self.last, &mut self.next);
    }

    /// Notes where the character agrees with the form inside the band, with the scores from the row before.
    fn agree(&mut self, band: (u32, u32), places: &[u32]) {
        let Self { gaps, last, next, band: before, .. } = self;
        next.clear();
        let left = band.0.saturating_sub(1).max(before.0);
        let from = if left == 0 { 0 } else { places.partition_point(|&place| place < left) };
        let mut known = last.iter().peekable();
        for &place in &places[from..] {
            // The cell before it, in the row before, has the column of the character's place.
            if place >= band.1 || place > before.1 {
                break;
            }
            while known.next_if(|found| found.column < place).is_some() {}
            let follows = known.peek().filter(|found| found.column == place);
            let new = gaps.at(place) + NEW;
            let on = follows.map_or(0, |found| found.score + ON);
            next.push(Agreement { column: place + 1, score: on.max(new), after_gap: new > on, best: false });
        }
    }

    /// The first column of the last row that has its best score.
    fn best_column(&self) -> u32 {
        let (start, end) = self.band;
        let score = |column: u32| {
            let agreed = self.last.iter().rev().find(|found| found.column == column);
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
    fn trace(&self) -> Vec<Option<usize>> {
        let mut places = vec![None; self.columns as usize];
        let mut row = self.rows.len() - 1;
        let mut column = self.best_column();
        let mut agrees = self.is_best(row, column);
        while row > 0 && column > 0 {
            if agrees {
                places[column as usize - 1] = Some(row - 1);
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

    fn agreement(&self, row: usize, column: u32) -> Option<&Agreement> {
        self.agreements(row).iter().find(|found| found.column == column)
    }

    fn is_best(&self, row: usize, column: u32) -> bool {
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
