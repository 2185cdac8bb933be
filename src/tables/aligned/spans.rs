//! One line of a header -> the group of columns that each of its texts stands over.
//!
//! A text over a group is centred over it and narrower than it. Groups are neighbours and do not overlap, so all texts of
//! a line are spread together: the cheapest spread is taken.

use super::columns::Column;
use super::heads::{Head, closest};
use super::place::overlapped;
use super::repeats;
use super::segments::{Segment, TextLine};

/// No group is wider.
const MOST_SPAN: usize = 40;

/// Printed texts that line up are no farther off.
const ALIGNED: f32 = 0.6;

/// White space between a number and the right edge of its cell is no wider.
const PADDING: f32 = 2.5;

/// What it costs, in parts of that, to stand off the middle of a group where that middle is not known.
const UNSURE: f32 = 0.15;

/// What it costs to stand farther than so much off the middle that any cells of a group can have.
const OUTSIDE: f32 = 0.25;
const NOT_AMID: f32 = 4.0;

/// Names of columns that sum the others of their group.
const TOTALS: [&str; 4] = ["合计", "小计", "总计", "Subtotal"];

const NEVER: f32 = 1e9;

/// What is known about the columns while a line is spread over them.
struct Frame<'f> {
    columns: &'f [Column],
    /// Edges of each column, its lowest header text included.
    edges: Vec<(f32, f32)>,
    /// Columns that have a header text below this line.
    named: Vec<bool>,
    /// Between which places each column begins, and behind the last one where that ends.
    bounds: Vec<(f32, f32)>,
    /// How many of the columns before each have a header text below this line.
    headed: Vec<usize>,
    /// Cost of leaving each column without a text in this line.
    bare: Vec<f32>,
    /// Cost, up to each column, of a group that goes on from texts to values or from values to texts.
    straddled: Vec<f32>,
    above: &'f [Head],
    /// The places are those of print.
    printed: bool,
    /// Columns whose own text stands beside this line, not below it.
    beside: Vec<bool>,
    /// For each line below, which of its texts stands over each column; equal texts have one number.
    texts: Vec<Vec<Option<usize>>>,
    /// The numbers of those that name totals.
    totals: Vec<usize>,
}

/// First and last column of each text's group; `None` if there are more texts than columns.
pub(crate) fn spread(
    line: &TextLine<'_>,
    pieces: &[Segment],
    columns: &[Column],
    below: &[TextLine<'_>],
    above: &[Head],
) -> Option<Vec<(usize, usize)>> {
    let (count, wide) = (pieces.len(), columns.len());
    if count > wide {
        return None;
    }
    let frame = Frame::new(line, columns, below, above);
    if frame.printed
        && let Some(groups) = repeats::groups(pieces, columns, &frame.texts, (&frame.edges, &frame.bounds))
    {
        return Some(groups);
    }
    let over: Vec<bool> =
        pieces.iter().map(|piece| stands_over(piece, columns, below, &frame.named)).collect();
    // best[i][c]: the first i texts stand over columns before c, none over c itself or behind.
    let mut best = vec![vec![NEVER; wide + 1]; count + 1];
    let mut from = vec![vec![(0usize, 0usize); wide + 1]; count + 1];
    best[0][0] = 0.0;
    for end in 1..=wide {
        best[0][end] = best[0][end - 1] + frame.bare[end - 1];
    }
    for text in 1..=count {
        for end in text..=wide {
            let bare = best[text][end - 1] + frame.bare[end - 1];
            (best[text][end], from[text][end]) = (bare, from[text][end - 1]);
            for start in (text - 1).max(end.saturating_sub(MOST_SPAN))..end {
                let cost =
                    best[text - 1][start] + frame.cost(&pieces[text - 1], over[text - 1], start, end - 1);
                if cost < best[text][end] {
                    (best[text][end], from[text][end]) = (cost, (start, end));
                }
            }
        }
    }
    let mut groups = vec![(0, 0); count];
    let mut end = wide;
    for text in (1..=count).rev() {
        let (start, stop) = from[text][end];
        groups[text - 1] = (start, stop.checked_sub(1)?);
        end = start;
    }
    (best[count][wide] < NEVER / 2.0).then_some(groups)
}

impl<'f> Frame<'f> {
    fn new(line: &TextLine<'_>, columns: &'f [Column], below: &[TextLine<'_>], above: &'f [Head]) -> Self {
        let mut edges: Vec<(f32, f32)> = columns.iter().map(|column| (column.x0, column.x1)).collect();
        for segment in below.last().iter().flat_map(|line| &line.segments) {
            let mut met =
                columns.iter().enumerate().filter(|(_, column)| column.overlaps(segment.x0, segment.x1));
            if let (Some((index, _)), None) = (met.next(), met.next()) {
                edges[index] = (edges[index].0.min(segment.x0), edges[index].1.max(segment.x1));
            }
        }
        let bounds = bounds(columns, below);
        let named = named(columns, below);
        let mut beside = vec![false; columns.len()];
        for lower in below.iter().filter(|lower| is_beside(lower, line)) {
            for segment in &lower.segments {
                let (first, last) = column_of(columns, segment);
                if first == last {
                    beside[first] = true;
                }
            }
        }
        let under = below.iter().filter(|lower| lower.below(line).is_some() && !is_beside(lower, line));
        // Where a text over several rows of the header stands in the middle of these, one on the last row is of that row
        // alone: something stands over it.
        let amid = beside.contains(&true);
        let last = below.last().filter(|last| amid && last.below(line).is_some_and(|below| below >= STACKED));
        let mut low = vec![false; columns.len()];
        for segment in last.iter().flat_map(|line| &line.segments) {
            let (first, last) = column_of(columns, segment);
            low[first..=last].fill(true);
        }
        let (texts, totals) = texts(columns, under);
        // Numbers left of the first texts are codes and line numbers: they head rows.
        let labels = columns.iter().position(|column| !column.values);
        let values = |index: usize| labels.is_none_or(|labels| index > labels) && columns[index].values;
        let (mut headed, mut straddled) = (vec![0], vec![0.0]);
        let mut bare = Vec::with_capacity(columns.len());
        for index in 0..columns.len() {
            let has_text = named[index];
            headed.push(headed[index] + usize::from(has_text));
            let step = match index.checked_sub(1).map(values) {
                Some(false) if values(index) => 3.5,
                Some(true) if !values(index) => 6.0,
                _ => 0.0,
            };
            straddled.push(straddled[index] + step);
            let covered = above.iter().any(|head| head.column <= index && index < head.column + head.span);
            bare.push(match (has_text, covered) {
                _ if beside[index] => 0.2,
                (true, true) if low[index] => 4.0,
                (true, true) => 0.3,
                (false, true) => 0.05,
                (true, false) if index > 0 => 4.0,
                _ => 0.2,
            });
        }
        let printed = below.iter().any(|line| line.page > 0);
        Self { columns, edges, bounds, named, headed, bare, straddled, above, printed, beside, texts, totals }
    }

    /// Cost of a text standing over the columns from `first` to `last`.
    fn cost(&self, piece: &Segment, over: bool, first: usize, last: usize) -> f32 {
        let (x0, x1) = (self.edges[first].0, self.edges[last].1);
        // What it reaches over outside its group.
        let beside =
            |index: usize| self.columns.get(index).is_some_and(|column| column.overlaps(piece.x0, piece.x1));
        let outside = usize::from(first > 0 && beside(first - 1)) + usize::from(beside(last + 1));
        let outside = 12.0 * outside as f32;
        let mut centre = ((x0 + x1) / 2.0 - piece.centre()).abs();
        if self.printed && first > 0 {
            // Numbers stand at the right of their cells, which begin where those before end.
            let begin = self.edges[first - 1].1;
            centre = centre.min(0.5 + ((begin + x1) / 2.0 - piece.centre()).abs());
        }
        let (begin, end) = (self.bounds[first], self.bounds[last + 1]);
        if self.printed && first < last {
            // Where the cells of the group begin and end is not known better than this.
            let (low, high) = ((begin.0 + end.0) / 2.0, (begin.1 + end.1) / 2.0);
            let off = (low - piece.centre()).max(piece.centre() - high).max(0.0);
            let impossible = if off > OUTSIDE { NOT_AMID } else { 0.0 };
            centre = centre.min(off + UNSURE * centre) + impossible;
        }
        let (left, right) = ((x0 - piece.x0).abs(), (x1 - piece.x1).abs());
        if first == last {
            let far = 2.0 * self.columns[first].distance(piece.x0, piece.x1);
            // Texts are not set flush right; numbers are, and their headers with them.
            let right = if self.columns[first].values { right } else { f32::MAX };
            let off = centre.min(left).min(right).min(4.0);
            // In print, a text that lines up with the column alone heads that column.
            let over = over && !(self.printed && outside == 0.0 && off <= ALIGNED);
            return outside + far + off + if over { 3.0 } else { 0.0 };
        }
        if self.headed[last + 1] - self.headed[first] < last + 1 - first {
            return NEVER;
        }
        if self.beside[first..=last].contains(&true) {
            return NEVER;
        }
        let repeated = if self.repeats(first, last) { 10.0 } else { 0.0 };
        let parted = if self.printed && self.parts_total(first, last) { 12.0 } else { 0.0 };
        let (from, to) = if self.printed { (begin.0.min(x0), end.1.max(x1)) } else { (x0, x1) };
        let inside = piece.x0 >= from - 2.0 && piece.x1 <= to + 2.0;
        let same = self.above.iter().any(|head| (head.column, head.column + head.span) == (first, last + 1));
        // Groups lie inside the groups above them.
        let cut = self.above.iter().any(|head| {
            let end = head.column + head.span;
            head.span > 1 && head.column <= last && first < end && (first < head.column || end <= last)
        });
        let straddled = self.straddled[last + 1] - self.straddled[first + 1];
        outside
            + centre.min(left + 4.0)
            + 1.5
            + if over { 0.0 } else { 3.0 }
            + if inside { 0.0 } else { 12.0 }
            + if same { 6.0 } else { 0.0 }
            + if cut { 10.0 } else { 0.0 }
            + straddled
            + repeated
            + parted
    }

    /// True if a total stands amid the columns: it is the first or the last of those that it sums.
    fn parts_total(&self, first: usize, last: usize) -> bool {
        let own = |line: &&Vec<Option<usize>>| {
            line[first..=last].iter().flatten().collect::<std::collections::BTreeSet<_>>().len() >= 2
        };
        let Some(line) = self.texts.iter().find(own) else { return false };
        line[first + 1..last].iter().flatten().any(|text| self.totals.contains(text))
    }

    /// True if a text stands twice right below these columns: no group has two columns of one name.
    fn repeats(&self, first: usize, last: usize) -> bool {
        for line in &self.texts {
            let mut own: Vec<(usize, usize)> = Vec::new();
            let mut twice = false;
            for (column, text) in line.iter().enumerate().take(last + 1).skip(first) {
                let Some(text) = text else { continue };
                // One text over neighbouring columns is one.
                match own.last() {
                    Some(&(_, before)) if before == *text && line[column - 1] == Some(*text) => {}
                    _ => {
                        twice |= own.iter().any(|&(_, known)| known == *text);
                        own.push((column, *text));
                    }
                }
            }
            if own.len() >= 2 {
                return twice;
            }
        }
        false
    }
}

/// Between which places the cells of each column begin; last, where those of the last column end.
fn bounds(columns: &[Column], below: &[TextLine<'_>]) -> Vec<(f32, f32)> {
    let mut prints: Vec<(f32, f32)> = columns.iter().map(|column| (column.x0, column.x1)).collect();
    let mut centred = vec![false; columns.len()];
    for segment in below.iter().flat_map(|line| &line.segments) {
        let (first, last) = column_of(columns, segment);
        if first == last {
            let column = &columns[first];
            let off = (column.centre() - segment.centre()).abs();
            centred[first] = off <= ALIGNED && (column.x1 - segment.x1).abs() > ALIGNED;
            prints[first] = (prints[first].0.min(segment.x0), prints[first].1.max(segment.x1));
        }
    }
    let end = |index: usize| {
        let next = prints.get(index + 1).map_or(prints[index].1 + PADDING, |next| next.0);
        let wide = prints.get(index + 1).is_some() && (centred[index] || !columns[index].values);
        let last = if wide { next } else { next.min(prints[index].1 + PADDING) };
        (prints[index].1, last.max(prints[index].1))
    };
    let first = prints.first().map(|first| (first.0 - PADDING, first.0));
    first.into_iter().chain((0..prints.len()).map(end)).collect()
}

/// Lines of one cell, or of a cell and the one below it, are so far apart at least, in font sizes.
const STACKED: f32 = 0.95;

/// True if a line holds cells that reach over two rows of the header, beside those of the line above: none of its texts
/// stands below one of that.
fn is_beside(lower: &TextLine<'_>, line: &TextLine<'_>) -> bool {
    let under = |text: &Segment| line.segments.iter().any(|over| over.x0 < text.x1 && text.x0 < over.x1);
    lower.below(line).is_some_and(|below| below < STACKED) && !lower.segments.iter().any(under)
}

/// The columns that a text stands over, or next to.
pub(super) fn column_of(columns: &[Column], segment: &Segment) -> (usize, usize) {
    let (first, last) = overlapped(columns, segment);
    if first <= last { (first, last) } else { closest(segment, columns) }
}

/// Numbers for the texts of lines over each column, equal ones have one number; and those of totals.
fn texts<'l>(
    columns: &[Column],
    lines: impl Iterator<Item = &'l TextLine<'l>>,
) -> (Vec<Vec<Option<usize>>>, Vec<usize>) {
    let mut known: Vec<String> = Vec::new();
    let number = |known: &mut Vec<String>, text: String| {
        known.iter().position(|other| *other == text).unwrap_or_else(|| {
            known.push(text);
            known.len() - 1
        })
    };
    let line = |line: &TextLine<'_>| {
        let mut over = vec![None; columns.len()];
        for segment in &line.segments {
            let (first, last) = column_of(columns, segment);
            let text = number(&mut known, line.text(segment.first, segment.end));
            over[first..=last].fill(Some(text));
        }
        over
    };
    let texts = lines.map(line).collect();
    let totals = (0..known.len()).filter(|&text| TOTALS.contains(&known[text].as_str())).collect();
    (texts, totals)
}

/// The columns that some text below stands over or next to.
fn named(columns: &[Column], below: &[TextLine<'_>]) -> Vec<bool> {
    let mut named = vec![false; columns.len()];
    for segment in below.iter().flat_map(|line| &line.segments) {
        let (first, last) = column_of(columns, segment);
        named[first..=last].fill(true);
    }
    named
}

/// True if the text below would have had room beside this one: then it is not the rest of a wrapped text, but headed by it.
fn stands_over(segment: &Segment, columns: &[Column], below: &[TextLine<'_>], named: &[bool]) -> bool {
    let under = |other: &&Segment| other.x0 < segment.x1 && other.x1 > segment.x0;
    let next = below.iter().take(3).find_map(|next| Some((next, next.segments.iter().find(under)?)));
    let Some((next, lower)) = next else {
        let (first, last) = overlapped(columns, segment);
        let near = if first <= last { first } else { closest(segment, columns).0 };
        return named[near];
    };
    let left = next
        .segments
        .iter()
        .filter(|other| other.x1 <= lower.x0)
        .map(|other| other.x1)
        .fold(f32::MIN, f32::max);
    let right = next
        .segments
        .iter()
        .filter(|other| other.x0 >= lower.x1)
        .map(|other| other.x0)
        .fold(f32::MAX, f32::min);
    let room = if left == f32::MIN || right == f32::MAX { 24.0 } else { right - left - 4.0 };
    // Nor is it the first line of a wrapped text if it is wider than that text's column.
    segment.width() + lower.width() + 1.0 <= room || segment.width() > room + 2.5
}
