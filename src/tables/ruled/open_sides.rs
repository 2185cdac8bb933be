//! Strokes of a component -> the rules that are missing at its outer sides: where the ends of the others agree.

use super::stroke::Stroke;

/// Ends as near as this agree.
const LINE: f32 = 4.0;
/// Ends that stick out farther than this over the outermost line show that a rule is missing there.
const STICK_OUT: f32 = 8.0;

/// Rules that are missing at the two outer sides, given the strokes that end there and the lines that they cross. `beside`
/// says whether something is printed in an area, its extent along the strokes first.
pub(super) fn open_sides(
    strokes: &[Stroke],
    crossed: &[f32],
    beside: impl Fn((f32, f32), (f32, f32)) -> bool,
) -> [Option<Stroke>; 2] {
    let (Some(&first), Some(&last)) = (crossed.first(), crossed.last()) else { return [None; 2] };
    let side = |edge: f32, sign: f32, end: &dyn Fn(&Stroke) -> f32| {
        // Distances by which strokes stick out over the outermost line.
        let reaching = strokes.iter().filter(|stroke| stroke.from - LINE <= edge && edge <= stroke.to + LINE);
        let reaching: Vec<(f32, f32)> =
            reaching.map(|stroke| ((end(stroke) - edge) * sign, stroke.at)).collect();
        let mut out: Vec<(f32, f32)> = reaching.iter().copied().filter(|&(far, _)| far > STICK_OUT).collect();
        out.sort_by(|a, b| a.0.total_cmp(&b.0));
        let middle = out.get(out.len() / 2)?.0;
        let agreeing: Vec<(f32, f32)> =
            out.iter().copied().filter(|(far, _)| (far - middle).abs() <= LINE).collect();
        if agreeing.len() < 2 || agreeing.len() * 3 < out.len() * 2 {
            return None;
        }
        let far = agreeing.iter().map(|(far, _)| far).sum::<f32>() / agreeing.len() as f32;
        let (from, to) = extent(&agreeing);
        // The outermost column may be one cell over all rows, between the first rule and the last.
        let other = edge + far * sign;
        let one_cell = || {
            let whole = extent(&reaching);
            from - whole.0 <= LINE
                && whole.1 - to <= LINE
                && beside((edge.min(other), edge.max(other)), whole)
        };
        if agreeing.len() * 3 < reaching.len() && !one_cell() {
            return None;
        }
        Some(Stroke { at: edge + far * sign, from, to, bright: false })
    };
    [side(first, -1.0, &|stroke| stroke.from), side(last, 1.0, &|stroke| stroke.to)]
}

/// The missing left side where a label stands beside all rows but the last ones, and a page break parted it from its text:
/// only the rules of the last rows reach the side, and the text of one of these begins there.
pub(super) fn side_of_last_rows(
    across: &[Stroke],
    xs: &[f32],
    beside: impl Fn((f32, f32), (f32, f32)) -> bool,
) -> Option<Stroke> {
    let edge = *xs.first()?;
    let (top, bottom) = (across.first()?.at, across.last()?.at);
    let side = across.iter().map(|level| level.from).fold(f32::INFINITY, f32::min);
    let near: Vec<&Stroke> = across.iter().filter(|level| edge - level.from > STICK_OUT).collect();
    let reaching: Vec<f32> =
        near.iter().filter(|level| level.to > edge + STICK_OUT).map(|level| level.at).collect();
    let (first, last) = (*reaching.first()?, *reaching.last()?);
    let agree = near.iter().all(|level| level.from - side <= LINE);
    (agree && bottom - last <= LINE && last - first > LINE && beside((side, edge), (first, last)))
        .then_some(Stroke { at: side, from: top, to: bottom, bright: false })
}

/// The missing top of a header whose rules are lost above and at both sides: one upright alone sticks out over the first
/// level rule, which ends at it, since a label stands beside all of the header; and a text stands on the other side.
pub(super) fn top_of_header(
    across: &[Stroke],
    down: &[Stroke],
    beside: impl Fn((f32, f32), (f32, f32)) -> bool,
) -> Option<Stroke> {
    let first = across.first()?;
    let levels = across.iter().filter(|level| level.at - first.at <= LINE);
    let (from, to) = (
        levels.clone().map(|level| level.from).fold(f32::INFINITY, f32::min),
        levels.map(|level| level.to).fold(f32::NEG_INFINITY, f32::max),
    );
    let left = across.iter().map(|level| level.from).fold(f32::INFINITY, f32::min);
    let mut out = down.iter().filter(|one| first.at - one.from > STICK_OUT && one.to >= first.at - LINE);
    let (Some(one), None) = (out.next(), out.next()) else { return None };
    let ends_here = (one.at - from).abs() <= LINE && from - left > STICK_OUT;
    let row = (one.from, first.at);
    (ends_here && beside((one.at, to), row)).then_some(Stroke { at: one.from, from: left, to, bright: false })
}

/// Both sides of a part of one row, of which only the rule above or below is drawn: a page break left it so. Texts stand
/// in its first and in its last column.
pub(super) fn sides_of_row(
    across: &[Stroke],
    xs: &[f32],
    ys: &[f32],
    ends: &[Option<Stroke>; 2],
    beside: impl Fn((f32, f32), (f32, f32)) -> bool,
) -> Option<[Option<Stroke>; 2]> {
    let (&[level], [Some(end), None] | [None, Some(end)]) = (ys, ends) else { return None };
    let (left, right) = (*xs.first()?, *xs.last()?);
    let row = (level.min(end.at), level.max(end.at));
    let from = across.iter().map(|level| level.from).fold(f32::INFINITY, f32::min);
    let to = across.iter().map(|level| level.to).fold(f32::NEG_INFINITY, f32::max);
    let printed = left - from > STICK_OUT
        && to - right > STICK_OUT
        && beside((from, left), row)
        && beside((right, to), row);
    let side = |at: f32| Some(Stroke { at, from: row.0, to: row.1, bright: false });
    printed.then(|| [side(from), side(to)])
}

/// The least and the greatest place of strokes.
fn extent(strokes: &[(f32, f32)]) -> (f32, f32) {
    let places = strokes.iter().map(|&(_, at)| at);
    places.fold((f32::INFINITY, f32::NEG_INFINITY), |(from, to), at| (from.min(at), to.max(at)))
}
