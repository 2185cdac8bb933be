//! Two parts of a table -> one: rows run on, and a row or a cell that the page break cut is put together.

use std::collections::BTreeSet;

use super::sheet::{Cell, Sheet};
use crate::model::text::match_key;
use crate::model::{Printed, numbering};
use crate::tables::token::{Token, digit, token};

/// Keys of the labels of known forms: they tell whether two halves are one label.
pub(crate) type Labels = BTreeSet<String>;

/// Appends a part with the same columns. `headed`: its repeated header was taken off.
pub(super) fn append(upper: &mut Sheet, mut lower: Sheet, headed: bool, labels: &Labels) {
    upper.numbers.iter_mut().zip(&lower.numbers).for_each(|(above, below)| *above |= below);
    let edge = Edge { upper, lower: &lower, headed, labels };
    let row_cut = edge.is_row_cut();
    let pairs = if row_cut { edge.pairs() } else { edge.cut_cells() };
    let doubtful = if row_cut { Vec::new() } else { edge.doubtful() };
    for (above, below) in doubtful {
        for cell in [&mut upper.cells[above], &mut lower.cells[below]] {
            cell.printed = Printed::Unresolved;
        }
    }
    let rows = upper.rows;
    let offset = rows - usize::from(row_cut);
    let mut gone = Vec::with_capacity(pairs.len());
    for (above, below) in pairs {
        let part = &lower.cells[below];
        merge(&mut upper.cells[above], part, row_cut);
        gone.push(below);
    }
    gone.sort_unstable();
    let mut index = 0;
    lower.cells.retain(|_| {
        index += 1;
        gone.binary_search(&(index - 1)).is_err()
    });
    upper.cells.extend(lower.cells.into_iter().map(|cell| Cell { row: cell.row + offset, ..cell }));
    upper.rows = offset + lower.rows;
    upper.pages.1 = lower.pages.1;
    upper.last = lower.last;
    upper.areas.append(&mut lower.areas);
    upper.closed[1] = std::mem::take(&mut lower.closed[1]);
    upper.confidence = upper.confidence.min(lower.confidence);
}

/// Puts the lower part of a cell to its upper part.
fn merge(upper: &mut Cell, lower: &Cell, row_cut: bool) {
    let digits = |cell: &Cell| cell.text.chars().any(|c| digit(c).is_some()) && token(&cell.text).is_value();
    if upper.text.is_empty() {
        upper.text.clone_from(&lower.text);
        upper.indent = lower.indent;
    } else if !lower.text.is_empty() && (row_cut || upper.text != lower.text) {
        let number = digits(upper) && digits(lower);
        let whole = number && is_one_number(upper, lower);
        if number && !whole {
            upper.printed = Printed::Unresolved;
        }
        upper.joined |= whole;
        upper.text = format!("{}{}{}", upper.text, if whole { "" } else { "\n" }, lower.text);
    }
    if lower.printed == Printed::Unresolved {
        upper.printed = Printed::Unresolved;
    }
    upper.joined |= lower.joined;
    upper.row_span = upper.row_span + lower.row_span - usize::from(row_cut);
}

/// True if a number had no room for its next digit, which stands on the next page.
fn is_one_number(upper: &Cell, lower: &Cell) -> bool {
    let ends = |c: Option<char>| c.and_then(digit).is_some();
    upper.full && ends(upper.text.chars().next_back()) && ends(lower.text.chars().next())
}

/// Where two parts meet.
struct Edge<'a> {
    upper: &'a Sheet,
    lower: &'a Sheet,
    headed: bool,
    labels: &'a Labels,
}

impl Edge<'_> {
    /// Cells of the last row above and of the first row below that cover the same columns.
    fn pairs(&self) -> Vec<(usize, usize)> {
        let reaches = |cell: &Cell| cell.row + cell.row_span == self.upper.rows;
        let below: Vec<usize> =
            (0..self.lower.cells.len()).filter(|&cell| self.lower.cells[cell].row == 0).collect();
        let mut pairs = Vec::new();
        for (index, cell) in self.upper.cells.iter().enumerate().rev().filter(|(_, cell)| reaches(cell)) {
            let columns = (cell.column, cell.column_span);
            let same = |&&below: &&usize| {
                (self.lower.cells[below].column, self.lower.cells[below].column_span) == columns
            };
            pairs.extend(below.iter().find(same).map(|&below| (index, below)));
        }
        pairs.reverse();
        pairs
    }

    fn cells(&self, (above, below): (usize, usize)) -> (&Cell, &Cell) {
        (&self.upper.cells[above], &self.lower.cells[below])
    }

    fn is_label(&self, cell: &Cell) -> bool {
        !self.upper.numbers[cell.column..cell.column + cell.column_span].contains(&true)
    }

    /// True if no rule is drawn between the two halves of a cell.
    fn is_open(&self, cell: &Cell) -> bool {
        let drawn = |side: &[bool]| side[cell.column..cell.column + cell.column_span].contains(&true);
        !drawn(&self.upper.closed[1]) || !self.headed && !drawn(&self.lower.closed[0])
    }

    /// True if the first row below is the rest of the last row above.
    fn is_row_cut(&self) -> bool {
        let pairs = self.pairs();
        let first_row = self.lower.cells.iter().filter(|cell| cell.row == 0);
        if pairs.is_empty() || first_row.count() != pairs.len() || self.lower.rows == 0 {
            return false;
        }
        let single = pairs
            .iter()
            .map(|&pair| self.cells(pair))
            .filter(|(above, below)| above.row_span == 1 && below.row_span == 1);
        let single: Vec<(&Cell, &Cell)> = single.collect();
        // Cells that span rows on both pages say nothing; one must stand in a single row on both.
        let clash = |(above, below): &(&Cell, &Cell)| {
            token(&above.text) != Token::Empty && token(&below.text).is_value()
                || token(&above.text).is_value() && token(&below.text) != Token::Empty
        };
        if single.is_empty() || single.iter().any(clash) {
            return self.is_rest_of_numbers(&single) || self.is_head_of_numbers(&single);
        }
        let printed = |side: fn(&(&Cell, &Cell)) -> bool| single.iter().any(side);
        let any_above = printed(|(above, _)| !above.text.is_empty());
        let any_below = printed(|(_, below)| !below.text.is_empty());
        if !any_above {
            return false;
        }
        let open = single.iter().all(|(above, _)| self.is_open(above));
        if !any_below {
            return open;
        }
        let labels: Vec<&(&Cell, &Cell)> = single.iter().filter(|(above, _)| self.is_label(above)).collect();
        let halves = labels.iter().filter(|(above, below)| !above.text.is_empty() && !below.text.is_empty());
        let halves: Vec<_> = halves.collect();
        if halves.iter().any(|(above, below)| !self.may_go_on(above, below)) {
            return false;
        }
        // Values without a label below a label without values.
        let values_above = single.iter().any(|(above, _)| token(&above.text).is_value());
        let bare_below = labels.iter().all(|(_, below)| below.text.is_empty());
        if halves.is_empty() {
            return !labels.is_empty() && bare_below && !values_above;
        }
        // A numbered label without values, and words without a number that have them.
        let torn = !values_above
            && halves
                .iter()
                .any(|(above, below)| numbering(&above.text).is_some() && !below.text.starts_with("其中"));
        open || torn || halves.iter().any(|(above, below)| self.is_one_label(above, below))
    }

    /// True if the values below are the last digits of numbers above that had no room for them: no label stands with
    /// them, and they are fewer.
    fn is_rest_of_numbers(&self, single: &[(&Cell, &Cell)]) -> bool {
        let rest = |(above, below): &(&Cell, &Cell)| {
            below.text.is_empty() || token(&below.text) == Token::Number && is_one_number(above, below)
        };
        let is_value = |cell: &Cell| token(&cell.text).is_value();
        let (labels, values): (Vec<_>, Vec<_>) = single.iter().partition(|(above, _)| self.is_label(above));
        let goes_on = labels.iter().all(|(above, below)| {
            below.text.is_empty()
                || !above.text.is_empty() && !is_value(below) && self.may_go_on(above, below)
        });
        let known =
            labels.iter().any(|(above, below)| !below.text.is_empty() && self.is_one_label(above, below));
        let above = values.iter().filter(|(above, _)| is_value(above)).count();
        let below = values.iter().filter(|(_, below)| is_value(below)).count();
        goes_on && values.into_iter().all(|pair| rest(&pair)) && (known || below < above)
    }

    /// True if the values above are the first digits of numbers below that had no room for them: their label, and what is
    /// not so high, stands behind the break.
    fn is_head_of_numbers(&self, single: &[(&Cell, &Cell)]) -> bool {
        let is_value = |cell: &Cell| token(&cell.text).is_value();
        let (labels, values): (Vec<_>, Vec<_>) = single.iter().partition(|(above, _)| self.is_label(above));
        let labelled_below = labels.iter().all(|(above, _)| above.text.is_empty())
            && labels.iter().any(|(_, below)| !below.text.is_empty() && !is_value(below));
        // Beside the next digit, a unit alone may stand behind the break.
        let head = |(above, below): &(&Cell, &Cell)| {
            above.text.is_empty()
                || below.text.is_empty()
                || above.full && is_value(above) && (!is_value(below) || is_one_number(above, below))
        };
        labelled_below && values.iter().any(|(above, _)| is_value(above)) && values.iter().all(head)
    }

    /// Values of two rows that stay apart, although a label stands in one of them only, or their labels are the halves of
    /// one: whose they are, and whether they are numbers or the halves of numbers, nobody knows.
    fn doubtful(&self) -> Vec<(usize, usize)> {
        let pairs = self.pairs().into_iter().filter(|&pair| {
            let (above, below) = self.cells(pair);
            above.row_span == 1 && below.row_span == 1
        });
        let (labels, values): (Vec<_>, Vec<_>) = pairs.partition(|&pair| self.is_label(self.cells(pair).0));
        let digits = |cell: &Cell| token(&cell.text) == Token::Number;
        let meet = |&pair: &(usize, usize)| {
            let (above, below) = self.cells(pair);
            digits(above) && digits(below)
        };
        let empty = |(above, below): (&Cell, &Cell)| (above.text.is_empty(), below.text.is_empty());
        let all = |side: (bool, bool)| {
            !labels.is_empty() && labels.iter().all(|&pair| empty(self.cells(pair)) == side)
        };
        let halves = labels.iter().map(|&pair| self.cells(pair)).any(|(above, below)| {
            empty((above, below)) == (false, false)
                && self.may_go_on(above, below)
                && self.is_one_label(above, below)
        });
        let torn = all((true, false)) || all((false, true)) || halves;
        if torn { values.into_iter().filter(meet).collect() } else { Vec::new() }
    }

    /// Cells over several rows that the break cut, while the rows run on.
    fn cut_cells(&self) -> Vec<(usize, usize)> {
        let is_cut = |&pair: &(usize, usize)| {
            let (above, below) = self.cells(pair);
            let spans = above.row_span > 1 || below.row_span > 1;
            if !spans || !self.is_label(above) {
                return false;
            }
            above.text.is_empty()
                || below.text.is_empty()
                || match_key(&above.text) == match_key(&below.text)
                || self.may_go_on(above, below) && (self.is_open(above) || self.is_one_label(above, below))
        };
        self.pairs().into_iter().filter(is_cut).collect()
    }

    /// False if the text below begins anew.
    fn may_go_on(&self, above: &Cell, below: &Cell) -> bool {
        let known = |cell: &Cell| self.labels.contains(&match_key(&cell.text));
        let begins = numbering(&below.text).is_some() || known(below);
        !begins && (!known(above) || self.is_known(above, below))
    }

    fn is_known(&self, above: &Cell, below: &Cell) -> bool {
        let text = format!("{}{}", above.text, below.text);
        let bare = numbering(&text).and_then(|(_, _, end)| text.get(end..)).unwrap_or(&text);
        self.labels.contains(&match_key(&text)) || self.labels.contains(&match_key(bare))
    }

    /// True if two texts can only be the halves of one.
    fn is_one_label(&self, above: &Cell, below: &Cell) -> bool {
        let opened = |text: &str| {
            let count = |signs: [char; 3]| text.chars().filter(|c| signs.contains(c)).count();
            count(['（', '(', '“']) > count(['）', ')', '”'])
        };
        let starts_inside = below.text.starts_with(['）', ')', '”', '，', '。', '、', '；', '》']);
        self.is_known(above, below)
            || opened(&above.text)
            || starts_inside
            || numbering(&above.text).is_some() && above.row_span + below.row_span > 2
    }
}
