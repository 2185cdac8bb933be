//! Drawn lines with known columns -> rows of text and the rules between them.

use super::super::token::is_space;
use super::bands::{Band, Split};
use super::columns::Columns;
use super::signs::Drawn;

/// No table has more rows; what lies behind is not read.
const MAX_ROWS: usize = 100_000;
/// Nor more places for cells, so that a hostile drawing takes no memory.
const MAX_SLOTS: usize = 1_000_000;

/// What stands between two separators of one line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'a> {
    /// First slot (column of the drawing), and the one behind the last.
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) text: &'a str,
    pub(super) rule: bool,
}

/// One line, cut at the boundaries of columns.
#[derive(Debug, Clone)]
pub(super) struct Strip<'a> {
    /// Index of the line in the document.
    pub(super) line: usize,
    pub(super) pieces: Vec<Piece<'a>>,
    /// Boundaries where a line with rules has signs, and whether those reach up, down.
    reach: Vec<(usize, [bool; 2])>,
}

/// What stands between two rows: rules over some slots, and texts of cells that span both rows.
#[derive(Debug, Clone, Default)]
pub(super) struct Divider<'a> {
    /// True for each slot that a rule closes.
    pub(super) ruled: Vec<bool>,
    pub(super) strips: Vec<Strip<'a>>,
    /// True if its rule is drawn with `=`.
    pub(super) double: bool,
}

/// A drawing as rows and what divides them; `dividers` has one more entry than `rows`.
#[derive(Debug, Default)]
pub(super) struct Sheet<'a> {
    pub(super) slots: usize,
    pub(super) rows: Vec<Vec<Strip<'a>>>,
    pub(super) dividers: Vec<Divider<'a>>,
    /// Row and first slot of cells whose values may be one number or several.
    pub(super) doubtful: Vec<(usize, usize)>,
    /// True if rows had to be left out.
    pub(super) truncated: bool,
}

impl<'a> Strip<'a> {
    /// Cuts a line at its separators that stand on boundaries.
    fn new(drawn: &Drawn<'a>, columns: &Columns) -> Self {
        let places = columns.places(drawn);
        let mut pieces = Vec::with_capacity(places.len());
        let mut from: Option<(usize, usize)> = None;
        let mut reach = Vec::new();
        for (sign, place) in places.into_iter().enumerate() {
            let Some(boundary) = place else { continue };
            if drawn.has_rule() {
                reach.push((boundary, drawn.separators[sign].reaches()));
            }
            if let Some((start, first)) = from {
                let rule = drawn.rules[first..sign].iter().all(|&rule| rule);
                pieces.push(Piece { from: start, to: boundary, text: drawn.between(first, sign), rule });
            }
            from = Some((boundary, sign));
        }
        if let Some((boundary, sign)) = from {
            let text = &drawn.text[drawn.separators[sign].bytes.1..];
            let start = boundary.min(columns.count() - 1);
            if !text.trim_matches(is_space).is_empty() {
                pieces.push(Piece { from: start, to: columns.count(), text, rule: false });
            }
        }
        Self { line: drawn.line, pieces, reach }
    }

    /// The boundaries that the line has separators on.
    pub(super) fn uprights(&self) -> Vec<usize> {
        let mut uprights: Vec<usize> = self.pieces.iter().map(|piece| piece.from).collect();
        uprights.extend(self.pieces.last().map(|last| last.to));
        uprights.dedup();
        uprights
    }
}

impl<'a> Divider<'a> {
    /// Rules over all slots, or over none.
    fn all(slots: usize, ruled: bool) -> Self {
        Self { ruled: vec![ruled; slots], ..Self::default() }
    }

    fn add(&mut self, strip: Strip<'a>, double: bool) {
        for piece in strip.pieces.iter().filter(|piece| piece.rule) {
            self.ruled[piece.from..piece.to].fill(true);
        }
        // A rule that was cut off closes what it would have reached.
        let end = strip.pieces.last().map_or(0, |last| last.to);
        self.ruled[end..].fill(true);
        self.double |= double;
        self.strips.push(strip);
    }

    /// True if a rule closes all of these slots.
    pub(super) fn parts(&self, from: usize, to: usize) -> bool {
        self.ruled[from..to].iter().all(|&ruled| ruled)
    }
}

impl<'a> Sheet<'a> {
    /// Puts the lines of a drawing into rows.
    pub(super) fn new(lines: &[Drawn<'a>], columns: &Columns) -> Self {
        let slots = columns.count();
        let (mut bands, mut dividers) = bands(lines, columns);
        for (index, band) in bands.iter_mut().enumerate() {
            mend(band, &dividers[index], &dividers[index + 1], columns);
        }
        let views: Vec<Band<'_>> = bands
            .iter()
            .enumerate()
            .map(|(index, band)| Band::new(band, &dividers[index], &dividers[index + 1], slots))
            .collect();
        let splits = splits(&views, columns);
        drop(views);
        let mut sheet = Self { slots, ..Self::default() };
        let limit = (MAX_SLOTS / slots).min(MAX_ROWS);
        for (index, (band, split)) in bands.into_iter().zip(splits).enumerate() {
            sheet.truncated |= sheet.rows.len() + split.starts.len() > limit;
            if sheet.truncated {
                break;
            }
            // A cell that comes through the rule above or below goes on over the rows of the band.
            let open =
                (0..slots).map(|slot| !dividers[index].ruled[slot] || !dividers[index + 1].ruled[slot]);
            let open: Vec<bool> = open.collect();
            sheet.dividers.push(std::mem::take(&mut dividers[index]));
            sheet.push_band(band, split, &open);
            dividers[index] = Divider::all(slots, true);
        }
        let last = dividers.pop().filter(|_| !sheet.truncated);
        sheet.dividers.push(last.unwrap_or_else(|| Divider::all(slots, true)));
        sheet
    }

    fn push_band(&mut self, band: Vec<Strip<'a>>, split: Split, open: &[bool]) {
        let (row, slots) = (self.rows.len(), self.slots);
        self.doubtful.extend(split.doubtful.into_iter().map(|slot| (row, slot)));
        let mut starts = split.starts.into_iter().peekable();
        for (line, strip) in band.into_iter().enumerate() {
            if starts.next_if_eq(&line).is_some() || line == 0 {
                if line > 0 {
                    let mut divider = Divider::all(slots, true);
                    divider.ruled.iter_mut().zip(open).for_each(|(ruled, open)| *ruled &= !open);
                    split.through.iter().for_each(|&(from, to)| divider.ruled[from..to].fill(false));
                    self.dividers.push(divider);
                }
                self.rows.push(Vec::new());
            }
            if let Some(last) = self.rows.last_mut() {
                last.push(strip);
            }
        }
    }
}

/// Lines without a rule, and the rules between them.
fn bands<'a>(lines: &[Drawn<'a>], columns: &Columns) -> (Vec<Vec<Strip<'a>>>, Vec<Divider<'a>>) {
    let slots = columns.count();
    let mut bands: Vec<Vec<Strip<'a>>> = Vec::new();
    let mut dividers = vec![Divider::all(slots, false)];
    let mut open = false;
    for line in lines {
        let strip = Strip::new(line, columns);
        if strip.pieces.iter().any(|piece| piece.rule) {
            if open {
                dividers.push(Divider::all(slots, false));
                open = false;
            }
            if let Some(divider) = dividers.last_mut() {
                divider.add(strip, line.double);
            }
            continue;
        }
        match bands.last_mut().filter(|_| open) {
            Some(band) => band.push(strip),
            None => bands.push(vec![strip]),
        }
        open = true;
    }
    if open {
        dividers.push(Divider::all(slots, true));
    }
    // Nothing goes on over the edges of a drawing.
    let last = dividers.len() - 1;
    dividers[0].ruled.fill(true);
    dividers[last].ruled.fill(true);
    (bands, dividers)
}

/// Parts texts that were printed over an upright. One must stand there: the rules above and below have a junction, or
/// another line of the band has it.
fn mend(band: &mut [Strip<'_>], above: &Divider<'_>, below: &Divider<'_>, columns: &Columns) {
    let slots = columns.count();
    if band.iter().all(|strip| strip.pieces.iter().all(|piece| piece.to - piece.from == 1)) {
        return;
    }
    let mut inside = vec![false; slots + 1];
    band.iter().flat_map(Strip::uprights).for_each(|boundary| inside[boundary] = true);
    let reached = |divider: &Divider<'_>, way: usize| {
        let mut reached = vec![false; slots + 1];
        let signs = divider.strips.iter().flat_map(|strip| &strip.reach);
        signs.for_each(|&(boundary, reach)| reached[boundary] |= reach[way]);
        reached
    };
    let (above, below) = (reached(above, 1), reached(below, 0));
    let expected = |boundary: usize| inside[boundary] || above[boundary] && below[boundary];
    for strip in band {
        let mut mended = Vec::with_capacity(slots);
        for piece in std::mem::take(&mut strip.pieces) {
            let mut rest = piece;
            let wide = piece.to - piece.from > 1 && !piece.rule;
            let ends = if wide { columns.overruns(piece.text, piece.from, piece.to) } else { Vec::new() };
            for (boundary, end) in ends.into_iter().filter(|&(boundary, _)| expected(boundary)) {
                let done = piece.text.len() - rest.text.len();
                let (text, behind) = rest.text.split_at(end - done);
                if behind.trim_matches(is_space).is_empty() {
                    break;
                }
                mended.push(Piece { to: boundary, text, ..rest });
                rest = Piece { from: boundary, text: behind, ..rest };
            }
            mended.push(rest);
        }
        strip.pieces = mended;
    }
}

/// How each band falls into rows. A drawing in which several bands hold several rows has rules between groups only.
fn splits(bands: &[Band<'_>], columns: &Columns) -> Vec<Split> {
    let grouped = bands.iter().filter(|band| band.is_grouped(columns)).count();
    let doubt = bands.iter().map(Band::doubt).max().unwrap_or(0);
    let valued = bands.iter().filter(|band| band.has_values()).count();
    let plain = bands.iter().filter(|band| band.has_values() && band.doubt() == 0).count();
    let ruled = plain >= doubt.max(2 * grouped);
    let words = valued == 0;
    let last = bands.len().saturating_sub(1);
    let split = |(index, band): (usize, &Band<'_>)| {
        if words && bands.len() <= 2 && index == last && band.is_dense() {
            return band.rows(columns);
        }
        band.split(ruled, columns)
    };
    bands.iter().enumerate().map(split).collect()
}
