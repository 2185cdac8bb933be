//! Lines of the body -> rows: which lines are one row whose cells were wrapped.
//!
//! Every way to cut the lines into rows has a cost, and the cheapest is taken. A row has at most one line with values; a
//! numbering begins a row; a line that was wrapped is full; brackets and sentences go on over the break.

use super::super::token::Token;
use super::begins;
use super::heights;
use super::layout::Layout;
use super::phrases::goes_on;
use super::place::Placed;
use super::rests;
use super::sections;
use super::stacks;
use super::ties::Ties;
use crate::model::numbering;
use crate::model::text::is_chinese;

/// No row is printed on more lines.
const MOST_LINES: usize = 14;

const NEVER: f32 = 1e9;

/// Rows as ranges of lines of the body.
pub(crate) fn rows(layout: &Layout<'_>) -> Vec<(usize, usize)> {
    if !layout.by_values
        && let Some(rows) = stacks::rows(layout).or_else(|| heights::rows(layout))
    {
        return rows;
    }
    let wraps = Wraps::new(layout);
    let count = layout.placed.len();
    let mut best = vec![(0.0f32, 0usize); count + 1];
    for end in 1..=count {
        best[end] = (f32::INFINITY, end - 1);
        let (mut inner, mut valued) = (0.0, 0);
        for start in (end.saturating_sub(MOST_LINES)..end).rev() {
            if start + 1 < end {
                inner += wraps.joints[start + 1];
            }
            // Two lines with values are two rows, unless they are one row for sure.
            let with_next = start + 1 < end && wraps.is_sure(start + 1) && wraps.has_values[start + 1];
            valued += usize::from(layout.by_values && wraps.has_values[start] && !with_next);
            if inner >= NEVER || valued > 1 {
                break;
            }
            let cost = best[start].0 + inner + wraps.row_cost(start, end);
            if cost < best[end].0 {
                best[end] = (cost, start);
            }
        }
    }
    let mut rows = Vec::new();
    let mut end = count;
    while end > 0 {
        rows.push((best[end].1, end));
        end = best[end].1;
    }
    rows.reverse();
    rows
}

struct Wraps<'l, 'a> {
    layout: &'l Layout<'a>,
    /// Right edge that wrapped text of each column reaches.
    rights: Vec<f32>,
    /// Cost of joining each line to the one before.
    joints: Vec<f32>,
    /// For each line: its values, whether it has a label.
    has_values: Vec<bool>,
    has_label: Vec<bool>,
    ties: Ties,
    /// In print: lines whose values are the last digits of numbers above them.
    rests: Vec<bool>,
    last_valued: usize,
    /// Most rows with values have a label.
    labelled: bool,
    /// In print: the least distance between neighbouring rows, in font sizes.
    step: Option<f32>,
    /// In print: rules stand between all rows.
    ruled: bool,
    /// In print: where most labels of rows with values begin.
    left: Option<f32>,
    /// In print: nearly every line has a text in each column.
    whole: bool,
}

impl<'l, 'a> Wraps<'l, 'a> {
    fn new(layout: &'l Layout<'a>) -> Self {
        let labels = layout.columns.iter().take_while(|column| !column.values).count();
        let has_values: Vec<bool> = layout
            .placed
            .iter()
            .map(|line| line.iter().any(|piece| piece.segment.token.is_value()))
            .collect();
        let has_label: Vec<bool> = layout
            .placed
            .iter()
            .map(|line| {
                line.iter().any(|piece| piece.column < labels.max(1) && piece.segment.token == Token::Text)
            })
            .collect();
        let rights = rights(layout);
        let last_valued = has_values.iter().rposition(|&value| value).unwrap_or(0);
        let step = step(layout, &has_values);
        let ruled = layout.by_values && begins::parts_rows(&layout.lines[layout.body..]);
        let left = usual_left(layout, &has_values);
        let mut wraps = Self {
            layout,
            rights,
            joints: Vec::new(),
            has_values,
            has_label,
            ties: Ties::of(layout),
            rests: rests::of(layout),
            last_valued,
            labelled: false,
            step,
            ruled,
            left,
            whole: heights::are_lines_whole(layout),
        };
        wraps.labelled = labels > 0 && wraps.has_labels();
        wraps.joints = (0..layout.placed.len()).map(|line| wraps.joint(line)).collect();
        wraps
    }

    /// True if most rows with values have labels, as far as rows are known yet.
    fn has_labels(&self) -> bool {
        let count = self.has_values.len();
        let (mut labels, mut valued, mut both) = (0, 0, 0);
        let mut start = 0;
        while start < count {
            let end = (start + 1..count).find(|&line| !self.ties.hold(line)).unwrap_or(count);
            let has = |of: &[bool]| of[start..end].contains(&true);
            let (value, label) = (has(&self.has_values), has(&self.has_label));
            labels += usize::from(label);
            valued += usize::from(value);
            both += usize::from(value && label);
            start = end;
        }
        both * 2 >= valued || labels >= valued
    }

    /// True if a line is of the row of the one before it for sure.
    fn is_sure(&self, line: usize) -> bool {
        self.ties.hold(line) || self.rests[line]
    }

    /// Cost of joining a line to the one before it.
    fn joint(&self, line: usize) -> f32 {
        let Some(above) = line.checked_sub(1) else { return NEVER };
        let (upper, lower) = (&self.layout.placed[above], &self.layout.placed[line]);
        if self.is_sure(line) {
            return 0.0;
        }
        if self.layout.by_values && self.has_values[above] && self.has_values[line] {
            return NEVER;
        }
        let printed = &self.layout.lines[self.layout.body + line];
        if printed.ruled && printed.page > 0 {
            return NEVER;
        }
        if self.whole && !self.layout.by_values && lower.len() + 1 >= self.layout.columns.len() {
            return NEVER;
        }
        if begins(self.text(line, lower.first())) || self.is_block(upper) || self.is_block(lower) {
            return NEVER;
        }
        if printed.page > 0 && self.layout.by_values && self.is_whole(above, line) {
            return NEVER;
        }
        let mut cost = match self.distance(line) {
            Distance::Apart => return NEVER,
            Distance::Close(sure) => -sure,
            Distance::Unsaid if printed.blanks > self.layout.spacing => 4.0,
            Distance::Unsaid => 0.0,
        };
        if self.layout.by_values && line > self.last_valued && self.has_label[line] {
            // What stands below the last values is rather a note.
            cost += 1.5;
        }
        for (over, below) in self.ties.meeting(&self.layout.placed, line) {
            cost += match (over.1.segment.token, below.1.segment.token) {
                (Token::Text, Token::Text) => wrap_cost(self.layout, &self.rights, over, below),
                _ => 6.0,
            };
        }
        (cost + self.indent_cost(above, line)).max(0.0)
    }

    /// A text alone over several columns behind the first, or in the middle of all.
    fn is_block(&self, line: &[Placed]) -> bool {
        let columns = &self.layout.columns;
        let amid = |only: &Placed| only.span == columns.len() && sections::is_amid(&only.segment, columns);
        matches!(line, [only] if only.segment.token == Token::Text && only.span > 1 && (only.column > 0 || amid(only)))
    }

    /// True if the label of a line goes on no further: dots lead from it to the values, or it heads what stands below.
    fn is_whole(&self, above: usize, line: usize) -> bool {
        let (upper, lower) = (self.layout.placed[above].last(), self.layout.placed[line].first());
        let first = self.layout.columns.iter().position(|column| column.values).unwrap_or(0).max(1);
        let Some((upper, lower)) = upper.zip(lower) else { return false };
        let headed = upper.column < first.max(2) && self.text(above, Some(upper)).ends_with([':', '：']);
        let led = self.layout.lines[self.layout.body + above].led && self.has_values[above];
        (headed || led) && lower.segment.token == Token::Text
    }

    /// What the distance between a line and the one above it says: lines of a cell are set closer than rows.
    fn distance(&self, line: usize) -> Distance {
        let lines = &self.layout.lines[self.layout.body..];
        let Some(below) = lines[line].below(&lines[line - 1]) else { return Distance::Unsaid };
        if self.ruled {
            return Distance::Close(6.0);
        }
        if below > FAR {
            return Distance::Apart;
        }
        match self.step {
            Some(step) if step > LINES && below > 0.95 * step => Distance::Apart,
            Some(step) if step > LINES && below < 0.9 * step && below <= LINES => Distance::Close(2.5),
            _ => Distance::Unsaid,
        }
    }

    /// Cost of joining a label to one that begins elsewhere: the head of a group stands left of its rows, and the rest of
    /// a wrapped label not left of its beginning.
    fn indent_cost(&self, above: usize, line: usize) -> f32 {
        let (_, end) = self.ties.chain(line);
        let first = |line: usize| self.layout.placed[line].first().filter(|piece| piece.column == 0);
        let (Some(left), Some(upper), Some(lower)) = (self.left, first(above), (line..end).find_map(first))
        else {
            return 0.0;
        };
        let step = lower.segment.x0 - upper.segment.x0;
        let is_item = (lower.segment.x0 - left).abs() <= 0.4 && self.has_values[line..end].contains(&true);
        match step {
            _ if step > 0.9 && is_item && !self.has_values[above] => 3.0,
            _ if step < -0.9 => 3.0,
            _ => 0.0,
        }
    }

    fn text(&self, line: usize, piece: Option<&Placed>) -> String {
        piece.map_or(String::new(), |piece| text(self.layout, line, piece))
    }

    /// Cost of taking these lines for one row.
    fn row_cost(&self, start: usize, end: usize) -> f32 {
        let value = (start..end).find(|&line| self.has_values[line]);
        if !self.layout.by_values {
            let keyed = self.layout.placed[start].first().is_some_and(|piece| piece.column == 0);
            return if keyed { 1.0 } else { 4.0 };
        }
        let Some(value) = value else { return 2.5 };
        if self.rests[start] {
            return NEVER;
        }
        let torn = if self.ties.hold(start) { 2.0 } else { 0.0 };
        // What is tied to the values stands beside them.
        let (first, last) = self.ties.chain(value);
        let (first, last) = (first.max(start), last.min(end));
        let above = (start..first).filter(|&line| self.has_label[line]).count();
        let below = (last..end).filter(|&line| self.has_label[line]).count();
        let beside = self.has_label[first..last].contains(&true);
        let labelled = above + below > 0 || beside;
        let missing = if self.labelled && !labelled { 5.0 } else { 0.0 };
        let apart = above.abs_diff(below);
        missing
            + torn
            + match (above, below) {
                _ if apart <= 1 && (above > 0) == (below > 0) => 0.0,
                (0, _) if beside => 0.5,
                (_, 0) if beside => 1.0,
                _ if apart <= 1 => 0.8,
                _ => 1.5 + apart as f32,
            }
    }
}

/// A piece's text; `line` counts from the body.
pub(super) fn text(layout: &Layout<'_>, line: usize, piece: &Placed) -> String {
    layout.lines[layout.body + line].text(piece.segment.first, piece.segment.end)
}

/// Cost of taking the lower text for the rest of the upper one; each with its line of the body. `rights`: where wrapped
/// texts of the columns end.
pub(super) fn wrap_cost(
    layout: &Layout<'_>,
    rights: &[f32],
    (above, over): (usize, &Placed),
    (line, below): (usize, &Placed),
) -> f32 {
    let (upper, lower) = (text(layout, above, over), text(layout, line, below));
    let right = rights[(over.column + over.span - 1).min(rights.len() - 1)];
    let first = lower.chars().next();
    let need = match first {
        Some(c) if is_chinese(c) => below.segment.width() / lower.chars().count().max(1) as f32,
        _ => {
            let word = &layout.lines[layout.body + line].words[below.segment.first];
            word.x1 - word.x0 + 1.0
        }
    };
    let slack = right - over.segment.x1;
    let mut cost: f32 = match slack {
        _ if slack < need + 0.5 => 0.2,
        _ if slack < need + 3.0 => 2.0,
        _ => 3.5,
    };
    if goes_on(&upper, &lower) {
        cost -= 3.0;
    } else if below.segment.x0 > over.segment.x0 + 0.9 && over.column == 0
        || first.is_some_and(char::is_uppercase)
    {
        cost += 1.0;
    }
    cost.max(0.0)
}

/// Lines so near to each other, in font sizes, are no two rows.
pub(crate) const ONE_ROW: f32 = 0.75;

/// Lines of one text are set no farther apart than this, in font sizes.
pub(super) const LINES: f32 = 1.5;

/// Lines so far apart are never of one text.
const FAR: f32 = 2.6;

/// What the white space between two lines says about them.
enum Distance {
    /// Two rows.
    Apart,
    /// Lines of one cell, and what that is worth.
    Close(f32),
    Unsaid,
}

/// Neighbouring lines that both have values, by the lower one.
fn valued_pairs(has_values: &[bool]) -> impl Iterator<Item = usize> + '_ {
    (1..has_values.len()).filter(|&line| has_values[line - 1] && has_values[line])
}

fn step(layout: &Layout<'_>, has_values: &[bool]) -> Option<f32> {
    let lines = &layout.lines[layout.body..];
    let mut steps: Vec<f32> =
        valued_pairs(has_values).filter_map(|line| lines[line].below(&lines[line - 1])).collect();
    steps.sort_by(f32::total_cmp);
    steps.get(steps.len() / 10).copied().filter(|_| layout.by_values && steps.len() >= 2)
}

/// Where most labels of rows with values begin, if more than half begin there.
fn usual_left(layout: &Layout<'_>, has_values: &[bool]) -> Option<f32> {
    let labels = layout.placed.iter().zip(has_values).filter(|(_, has_values)| **has_values);
    let labels = labels.filter_map(|(line, _)| line.first());
    let labels = labels.filter(|piece| piece.column == 0 && piece.segment.token == Token::Text);
    let mut lefts: Vec<f32> = labels.map(|piece| piece.segment.x0).collect();
    lefts.sort_by(f32::total_cmp);
    let usual = *lefts.get(lefts.len() / 2)?;
    let same = lefts.iter().filter(|left| (*left - usual).abs() <= 0.4).count();
    let printed = layout.is_printed();
    (printed && lefts.len() >= 3 && same * 2 > lefts.len()).then_some(usual)
}

/// Where wrapped text of each column ends: the right edge of its longest text.
pub(super) fn rights(layout: &Layout<'_>) -> Vec<f32> {
    let mut rights: Vec<f32> = layout.columns.iter().map(|column| column.x1).collect();
    let is_row =
        |line: &Vec<Placed>| line.len() >= 2 || line.iter().any(|piece| piece.segment.token.is_value());
    let last = layout.placed.iter().rposition(is_row).map_or(0, |last| last + 1);
    for piece in layout.placed[..last].iter().flatten().filter(|piece| piece.span == 1) {
        let next = layout.columns.get(piece.column + 1).map_or(f32::MAX, |next| next.x0);
        if piece.segment.x1 <= next {
            rights[piece.column] = rights[piece.column].max(piece.segment.x1);
        }
    }
    rights
}

/// A numbering begins a label.
fn begins(label: String) -> bool {
    numbering(&label).is_some() || label.starts_with("其中：") || label.starts_with("其中:")
}
