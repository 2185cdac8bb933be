//! Two texts -> which characters of one stand for which of the other: a longest common subsequence that prefers whole
//! stretches, inside a band that follows the best path.

/// Half the width of the band: more foreign text than this between two labels loses the thread.
const BAND: usize = 200;

/// For each character of `form`, the place in `text` that stands for it. `start` is where the form begins in the text.
pub(crate) fn align(text: &[char], form: &[char], start: usize) -> Vec<Option<usize>> {
    let rows = text.len().saturating_sub(start);
    let width = 2 * BAND + 1;
    let mut band = Band::new(rows, width);
    for row in 1..=rows {
        band.fill(row, text[start + row - 1], form);
    }
    band.trace(form.len()).into_iter().map(|place| place.map(|row| start + row)).collect()
}

/// How a cell of the table was reached.
const FROM_GAP: u8 = 1; // the match follows a gap
const MATCH: u8 = 2; // text and form agree here
const UP: u8 = 4; // gap: leaves out a character of the text
const LEFT: u8 = 8; // gap: leaves out a character of the form
const ENDS_MATCH: u8 = 16; // gap state takes over the match state of this same cell

struct Band {
    width: usize,
    /// First form column of each row's band.
    starts: Vec<usize>,
    /// How each cell was reached, row by row.
    steps: Vec<u8>,
    /// Scores of the row before: match state and gap state.
    matched: Vec<i32>,
    gap: Vec<i32>,
}

const NONE: i32 = i32::MIN / 2;

impl Band {
    fn new(rows: usize, width: usize) -> Self {
        Self {
            width,
            starts: vec![0; rows + 1],
            steps: vec![0; (rows + 1) * width],
            matched: vec![NONE; width],
            gap: vec![0; width],
        }
    }

    /// Fills one row: one more character of the text.
    fn fill(&mut self, row: usize, character: char, form: &[char]) {
        let before = self.starts[row - 1];
        let best = (0..self.width)
            .max_by_key(|&k| (self.gap[k].max(self.matched[k]), std::cmp::Reverse(k)))
            .unwrap_or(0);
        let start = (before + best).saturating_sub(BAND).max(before);
        self.starts[row] = start;
        let (mut matched, mut gap) = (vec![NONE; self.width], vec![NONE; self.width]);
        let old = |scores: &[i32], column: usize| match column.checked_sub(before) {
            Some(k) if k < scores.len() => scores[k],
            _ => NONE,
        };
        for k in 0..self.width {
            let column = start + k;
            if column > form.len() {
                break;
            }
            let mut step = 0;
            if column > 0 && form[column - 1] == character {
                let (on, new) = (old(&self.matched, column - 1) + 3, old(&self.gap, column - 1) + 2);
                matched[k] = on.max(new);
                step |= MATCH | if new > on { FROM_GAP } else { 0 };
            }
            let up = old(&self.gap, column).max(old(&self.matched, column));
            let left = if k > 0 { gap[k - 1].max(matched[k - 1]) } else { NONE };
            if up >= left {
                gap[k] = up;
                step |= UP | if old(&self.matched, column) > old(&self.gap, column) { ENDS_MATCH } else { 0 };
            } else {
                gap[k] = left;
                step |= LEFT | if matched[k - 1] > gap[k - 1] { ENDS_MATCH } else { 0 };
            }
            if column == 0 {
                gap[k] = 0;
            }
            self.steps[row * self.width + k] = step;
        }
        (self.matched, self.gap) = (matched, gap);
    }

    /// Walks back from the best end; what the text holds behind the form costs nothing.
    fn trace(&self, columns: usize) -> Vec<Option<usize>> {
        let mut places = vec![None; columns];
        let mut row = self.starts.len() - 1;
        let best = (0..self.width)
            .filter(|&k| self.starts[row] + k <= columns)
            .max_by_key(|&k| (self.gap[k].max(self.matched[k]), std::cmp::Reverse(k)));
        let Some(k) = best else { return places };
        let mut column = self.starts[row] + k;
        let mut in_match = self.matched[k] > self.gap[k];
        while row > 0 && column > 0 {
            let Some(k) = column.checked_sub(self.starts[row]).filter(|&k| k < self.width) else { break };
            let step = self.steps[row * self.width + k];
            if in_match {
                places[column - 1] = Some(row - 1);
                (row, column) = (row - 1, column - 1);
                in_match = step & FROM_GAP == 0;
            } else if step & UP != 0 {
                row -= 1;
                in_match = step & ENDS_MATCH != 0;
            } else if step & LEFT != 0 {
                column -= 1;
                in_match = step & ENDS_MATCH != 0;
            } else {
                break;
            }
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aligned(text: &str, form: &str) -> String {
        let text: Vec<char> = text.chars().collect();
        let form: Vec<char> = form.chars().collect();
        align(&text, &form, 0).into_iter().map(|place| place.map_or('_', |place| text[place])).collect()
    }

    #[test]
    fn foreign_text_and_slips_are_stepped_over() {
        assert_eq!(aligned("甲乙丙丁", "甲乙丙丁"), "甲乙丙丁");
        assert_eq!(aligned("头甲乙外来丙丁尾", "甲乙丙丁"), "甲乙丙丁");
        assert_eq!(aligned("甲丙丁", "甲乙丙丁"), "甲_丙丁");
        assert_eq!(aligned("", "甲乙"), "__");
    }

    #[test]
    fn long_texts_stay_inside_the_band() {
        let text: String = (0..3000).filter_map(|i| char::from_u32(0x4e00 + i)).collect();
        assert_eq!(aligned(&text, &text), text);
    }
}
