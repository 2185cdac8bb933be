//! Lines of a page + its paragraphs + its rules -> gutters: gaps that part the page, and not the columns of a table.
//!
//! Columns of a table share their baselines; what stands side by side by chance does not. Running text, captions over both
//! sides and rules that end at the gap tell a gutter as well.

use super::captions;
use super::fences;
use super::print::Line;
use super::prose::Block;
use super::units;

/// The gap beside a paragraph, in font sizes, at least.
pub(super) const GUTTER: f32 = 0.8;
/// Lines beside a paragraph that make another column of it.
pub(super) const FEWEST: usize = 3;
/// White space, in font sizes, over which a gap between columns does not reach.
pub(super) const APART: f32 = 4.0;

/// Lines side by side differ by less in height, in font sizes.
const BESIDE: f32 = 1.0;

/// Rules of a table are as long as this at least, in font sizes.
pub(super) const WIDE: f32 = 8.0;
/// Rules that are compared.
pub(super) const MOST_RULES: usize = 400;
/// No page has more gaps that are looked at.
const MOST_CORRIDORS: usize = 400;
/// Baselines that differ by less, in font sizes, are one.
const SAME: f32 = 0.08;
/// Of the lines of one side, so many tenths keep one distance from the other side where both are one table.
const KEPT: usize = 7;
/// So many where print of one side is smaller than this share of the other's.
const KEPT_BY_OTHERS: usize = 8;
const OTHER_SIZE: f32 = 0.9;

/// A level rule: y, from, to.
pub(super) type Rule = (f32, f32, f32);

/// A gap between two columns of a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Gutter {
    pub(super) at: f32,
    /// First line and the line behind the last.
    pub(super) lines: (usize, usize),
}

/// White space that runs down between words.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Corridor {
    x0: f32,
    x1: f32,
    /// First line and the line behind the last.
    lines: (usize, usize),
}

impl Corridor {
    fn at(&self) -> f32 {
        (self.x0 + self.x1) / 2.0
    }
}

/// The gutters of a page.
pub(super) fn gutters(lines: &[Line], blocks: &[Block], across: &[Rule]) -> Vec<Gutter> {
    let mut gutters: Vec<Gutter> = Vec::new();
    for block in blocks {
        for right in [false, true] {
            if let Some(gutter) = beside(lines, block, right, across) {
                add(&mut gutters, gutter, lines);
            }
        }
    }
    gutters.extend(pairs(lines, across));
    for corridor in independent(lines, across) {
        add(&mut gutters, reach(lines, corridor.at(), corridor.lines, across), lines);
    }
    gutters
}

/// Adds a gutter; one that is known already is made longer.
fn add(gutters: &mut Vec<Gutter>, gutter: Gutter, lines: &[Line]) {
    let known = gutters.iter_mut().find(|known| {
        let near =
            (known.at - gutter.at).abs() <= 2.0 * lines[gutter.lines.0].size || is_one(known, &gutter, lines);
        near && known.lines.0 < gutter.lines.1 && gutter.lines.0 < known.lines.1
    });
    match known {
        Some(known) => known.lines = (known.lines.0.min(gutter.lines.0), known.lines.1.max(gutter.lines.1)),
        None => gutters.push(gutter),
    }
}

/// True if nothing stands between the two.
fn is_one(a: &Gutter, b: &Gutter, lines: &[Line]) -> bool {
    let (from, to) = (a.at.min(b.at), a.at.max(b.at));
    let first = a.lines.0.max(b.lines.0);
    let end = a.lines.1.min(b.lines.1).max(first);
    lines[first..end].iter().all(|line| line.words.iter().all(|word| word.x1 <= from || to <= word.x0))
}

/// The gap on one side of a paragraph, if another column stands there.
fn beside(lines: &[Line], block: &Block, right: bool, across: &[Rule]) -> Option<Gutter> {
    let (first, last) = block.lines();
    let size = lines[first].size;
    let mut nearest: Option<f32> = None;
    let mut count = 0;
    for line in &lines[first..=last] {
        let mut beside = line.runs().into_iter().map(|(start, end)| {
            let (x0, x1) = (line.words[start].x0, line.words[end - 1].x1);
            if right { x0 - block.x1 } else { block.x0 - x1 }
        });
        let nearer = beside.by_ref().filter(|gap| *gap >= GUTTER * size).fold(f32::MAX, f32::min);
        if nearer < f32::MAX {
            count += 1;
            nearest = Some(nearest.map_or(nearer, |known: f32| known.min(nearer)));
        }
    }
    let gap = nearest.filter(|_| count >= FEWEST)?;
    let at = if right { block.x1 + gap / 2.0 } else { block.x0 - gap / 2.0 };
    let clear = lines[first..=last].iter().all(|line| is_clear(line, at));
    clear.then(|| reach(lines, at, (first, last + 1), across))
}

/// True if no run of words reaches over the place.
pub(super) fn is_clear(line: &Line, at: f32) -> bool {
    line.extents().into_iter().all(|(from, to)| to <= at || at <= from)
}

pub(super) fn crosses(rule: &Rule, at: f32, size: f32) -> bool {
    rule.1 < at - size && at + size < rule.2
}

/// A gap as far up and down as nothing reaches over it.
fn reach(lines: &[Line], at: f32, (first, end): (usize, usize), across: &[Rule]) -> Gutter {
    let joined = |upper: &Line, lower: &Line| {
        let size = upper.size.max(lower.size);
        lower.base - upper.base <= APART * size
            && !across
                .iter()
                .any(|rule| upper.base < rule.0 && rule.0 < lower.base && crosses(rule, at, size))
    };
    let (mut from, mut to) = (first, end);
    while from > 0 && is_clear(&lines[from - 1], at) && joined(&lines[from - 1], &lines[from]) {
        from -= 1;
    }
    while to < lines.len() && is_clear(&lines[to], at) && joined(&lines[to - 1], &lines[to]) {
        to += 1;
    }
    Gutter { at, lines: (from, to) }
}

/// White space that runs down through lines with words on both sides, so far as neither words nor rules reach over it.
fn corridors(lines: &[Line], across: &[Rule]) -> Vec<Corridor> {
    let (mut open, mut done): (Vec<Corridor>, Vec<Corridor>) = (Vec::new(), Vec::new());
    for (index, line) in lines.iter().enumerate() {
        let own = gaps(&line.extents());
        let above = index.checked_sub(1).map_or(f32::MIN, |above| lines[above].base);
        let far = line.base - above > APART * line.size;
        let between: Vec<&Rule> =
            across.iter().filter(|rule| above < rule.0 && rule.0 < line.base).take(MOST_RULES).collect();
        let cut = |at: f32| between.iter().any(|rule| crosses(rule, at, line.size));
        let mut still: Vec<Corridor> = Vec::new();
        for corridor in open.drain(..) {
            let narrowed = own.iter().map(|gap| (corridor.x0.max(gap.0), corridor.x1.min(gap.1)));
            let widest = narrowed.max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
            match widest {
                Some((x0, x1)) if !far && x1 - x0 >= GUTTER * line.size && !cut((x0 + x1) / 2.0) => {
                    still.push(Corridor { x0, x1, lines: (corridor.lines.0, index + 1) });
                }
                _ => done.push(corridor),
            }
        }
        // What stands side by side may keep to baselines of its own.
        let first = if line.base - above <= BESIDE * line.size { index - 1 } else { index };
        let both: Vec<(f32, f32)> = lines[first..=index].iter().flat_map(Line::extents).collect();
        for (x0, x1) in gaps(&both).into_iter().filter(|gap| gap.0 > f32::MIN && gap.1 < f32::MAX) {
            let known = still.iter().any(|corridor| x0 <= corridor.x0 && corridor.x1 <= x1);
            let open = x1 - x0 >= GUTTER * line.size && (first == index || !cut((x0 + x1) / 2.0));
            if open && !known && still.len() < MOST_CORRIDORS {
                still.push(Corridor { x0, x1, lines: (first, index + 1) });
            }
        }
        open = still;
    }
    done.extend(open);
    done.truncate(MOST_CORRIDORS);
    done.sort_by(|a, b| a.x0.total_cmp(&b.x0).then(a.lines.cmp(&b.lines)));
    done
}

/// What is left between these, and beside them without end.
pub(super) fn gaps(extents: &[(f32, f32)]) -> Vec<(f32, f32)> {
    let mut sorted = extents.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut gaps = Vec::with_capacity(sorted.len() + 1);
    let mut end = f32::MIN;
    for (x0, x1) in sorted {
        if end < x0 {
            gaps.push((end, x0));
        }
        end = end.max(x1);
    }
    gaps.push((end, f32::MAX));
    gaps
}

/// Baselines of what stands between two places, with the size of the print there.
fn levels(lines: &[Line], (first, end): (usize, usize), from: f32, to: f32) -> Vec<(f32, f32)> {
    let words = lines[first..end].iter().flat_map(|line| &line.words);
    let inside = words.filter(|word| from <= word.x0 && word.x1 <= to);
    let mut levels: Vec<(f32, f32)> = inside.map(|word| (word.base, word.size)).collect();
    levels.sort_by(|a, b| a.0.total_cmp(&b.0));
    levels.dedup_by(|below, above| below.0 - above.0 <= 2.0 * SAME * above.1.min(below.1));
    levels
}

/// The gaps whose two sides keep to baselines of their own.
fn independent(lines: &[Line], across: &[Rule]) -> Vec<Corridor> {
    let mut long = corridors(lines, across);
    for corridor in &mut long {
        corridor.lines = reach(lines, corridor.at(), corridor.lines, across).lines;
    }
    long.retain(|corridor| {
        corridor.lines.1 - corridor.lines.0 >= FEWEST
            && !fences::is_above_rows(lines, corridor.at(), corridor.lines, across)
    });
    let meets = |a: &Corridor, b: &Corridor| a.lines.0 < b.lines.1 && b.lines.0 < a.lines.1;
    let mut found: Vec<Corridor> = Vec::new();
    for (index, corridor) in long.iter().enumerate() {
        let side = |from: f32, to: f32| levels(lines, corridor.lines, from, to);
        let at = corridor.at();
        if are_bound(&side(f32::MIN, at), &side(at, f32::MAX)) != Some(false) {
            continue;
        }
        let others = || long.iter().enumerate().filter(|(at, other)| *at != index && meets(corridor, other));
        let left =
            others().map(|(_, other)| other.at()).filter(|at| *at < corridor.x0).fold(f32::MIN, f32::max);
        let right =
            others().map(|(_, other)| other.at()).filter(|at| *at > corridor.x1).fold(f32::MAX, f32::min);
        if are_bound(&side(left, at), &side(at, right)) != Some(true) {
            found.push(*corridor);
        }
    }
    narrower_out(&mut found, lines);
    found
}

/// Of two gaps with next to nothing between them, such as a column of few entries, the wider one stays, unless the other
/// is much longer.
fn narrower_out(found: &mut Vec<Corridor>, lines: &[Line]) {
    let mut index = 0;
    while index + 1 < found.len() {
        let (left, right) = (found[index], found[index + 1]);
        let (first, end) = (left.lines.0.max(right.lines.0), left.lines.1.min(right.lines.1));
        let few = first < end && {
            let between = levels(lines, (first, end), left.at(), right.at()).len();
            between < FEWEST || between * 4 < end - first
        };
        if few {
            let length = |corridor: &Corridor| corridor.lines.1 - corridor.lines.0;
            let (a, b) = (length(&left), length(&right));
            let stays =
                if a.max(b) > 2 * a.min(b) { a > b } else { left.x1 - left.x0 >= right.x1 - right.x0 };
            found.remove(if stays { index + 1 } else { index });
        } else {
            index += 1;
        }
    }
}

/// True if the lines of two sides keep one distance from each other, as those of a table's columns do, whose cells are
/// set at the top, the bottom or the middle; `None` if there are too few of them.
fn are_bound(left: &[(f32, f32)], right: &[(f32, f32)]) -> Option<bool> {
    let (first, last) = (left.first()?.0.max(right.first()?.0), left.last()?.0.min(right.last()?.0));
    let inside = |levels: &[(f32, f32)]| -> Vec<(f32, f32)> {
        let slack = levels[0].1;
        levels.iter().copied().filter(|level| first - slack <= level.0 && level.0 <= last + slack).collect()
    };
    let (left, right) = (inside(left), inside(right));
    let (few, many) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    if few.len() < FEWEST {
        return None;
    }
    let size = few.iter().chain(&many).map(|level| level.1).fold(f32::MAX, f32::min);
    let half = pitch(&few, size).min(pitch(&many, size)) / 2.0;
    let mut offsets: Vec<f32> = few
        .iter()
        .filter_map(|level| {
            let next = many.partition_point(|other| other.0 < level.0);
            let near = [next.checked_sub(1), Some(next)].into_iter().flatten().filter_map(|at| many.get(at));
            let off = near.map(|other| level.0 - other.0).min_by(|a, b| a.abs().total_cmp(&b.abs()))?;
            Some(off.rem_euclid(half))
        })
        .collect();
    offsets.sort_by(f32::total_cmp);
    // The offsets stand on a circle.
    let again: Vec<f32> = offsets.iter().map(|off| off + half).collect();
    let circle: Vec<f32> = offsets.iter().chain(&again).copied().collect();
    let alike =
        |from: &f32| circle.iter().filter(|off| *from <= **off && **off <= from + 2.0 * SAME * size).count();
    let most = offsets.iter().map(alike).max().unwrap_or(0);
    // Columns of one table are set in print of one size.
    let usual = |levels: &[(f32, f32)]| levels[levels.len() / 2].1;
    let (a, b) = (usual(&few), usual(&many));
    let kept = if a.min(b) < OTHER_SIZE * a.max(b) { KEPT_BY_OTHERS } else { KEPT };
    Some(if few.len() == FEWEST && kept == KEPT { most > 1 } else { most * 10 >= few.len() * kept })
}

/// The distance of neighbouring lines.
fn pitch(levels: &[(f32, f32)], size: f32) -> f32 {
    let mut steps: Vec<f32> = levels.windows(2).map(|pair| pair[1].0 - pair[0].0).collect();
    steps.retain(|step| *step > 0.8 * size);
    steps.sort_by(f32::total_cmp);
    steps.get(steps.len() / 4).copied().unwrap_or(1.2 * size)
}

/// Gaps between tables side by side: rules end there on both sides at several heights and none goes through, or a
/// caption stands over each.
fn pairs(lines: &[Line], across: &[Rule]) -> Vec<Gutter> {
    let mut found: Vec<Gutter> = Vec::new();
    let mut ends: Vec<(f32, f32)> = Vec::new();
    for (index, left) in across.iter().enumerate().take(MOST_RULES) {
        let size = size_at(lines, left.0);
        let beside = across[index.saturating_sub(8)..].iter().take_while(|rule| rule.0 - left.0 <= 2.0);
        let right = beside.filter(|rule| (rule.0 - left.0).abs() <= 2.0 && rule.1 - left.2 >= GUTTER * size);
        let Some(right) = right.min_by(|a, b| a.1.total_cmp(&b.1)) else { continue };
        if left.2 - left.1 >= WIDE * size && right.2 - right.1 >= WIDE * size {
            ends.push(((left.2 + right.1) / 2.0, left.0));
        }
    }
    for &(at, y) in &ends {
        let near = ends.iter().filter(|end| (end.0 - at).abs() <= 4.0 && (end.1 - y).abs() > 4.0);
        let lowest = near.clone().map(|end| end.1).fold(y, f32::max);
        let first = lines.partition_point(|line| line.base < y);
        let end = lines.partition_point(|line| line.base < lowest);
        let is_known = found
            .iter()
            .any(|known| (known.at - at).abs() <= 8.0 && known.lines.0 <= first && first < known.lines.1);
        let clear = lines[first..end.max(first)].iter().all(|line| is_clear(line, at));
        // Rules of one table end at one gap above and below others of it that go over the gap.
        let highest = near.clone().map(|end| end.1).fold(y, f32::min);
        let from = lines.partition_point(|line| line.base < highest);
        let titled = lines[from..end.max(from)].iter().any(|line| captions::is_caption(&line.text()));
        let top = if titled { y } else { highest };
        let crossed = across.iter().any(|rule| top < rule.0 && rule.0 < lowest && rule.1 < at && at < rule.2);
        if near.count() > 0 && first < end && clear && !crossed && !is_known {
            found.push(reach(lines, at, (first, end), across));
        }
    }
    for (at, (first, end)) in fences::between(lines, across) {
        if !found.iter().any(|known| known.lines.0 < end && first < known.lines.1) {
            found.push(reach(lines, at, (first, end), across));
        }
    }
    let told = captions::between(lines).into_iter().chain(units::between(lines));
    for (at, line) in told {
        let known = found.iter().any(|known| known.lines.0 <= line && line < known.lines.1);
        if !known && is_clear(&lines[line], at) {
            found.push(reach(lines, at, (line, line + 1), across));
        }
    }
    found
}

fn size_at(lines: &[Line], y: f32) -> f32 {
    let below = lines.partition_point(|line| line.base < y);
    lines.get(below).or(lines.last()).map_or(10.0, |line| line.size)
}

#[cfg(test)]
mod tests {
    use super::super::print::Word;
    use super::*;

    #[test]
    fn the_gap_beside_running_text_is_longer_than_a_wider_one_inside_of_a_table() {
        let word = |text: &str, x0: f32, x1: f32, line: usize| {
            let (text, base) = (text.to_owned(), 12.0 * line as f32);
            Word { text, x0, x1, base, size: 10.0, gap: 0.0, apart: true, led: false, seams: Vec::new() }
        };
        // Where a paragraph ends, two rows of the table stand by themselves, and the second has no label.
        let row = |line: usize| {
            let prose = (!(9..11).contains(&line)).then(|| word("running text", 40.0, 280.0, line));
            let label = (line != 10).then(|| word("Regulation", 300.0, 340.0, line));
            prose.into_iter().chain(label).chain([word("Waste", 380.0, 410.0, line)])
        };
        let lines = Line::of_words((0..20).flat_map(row).collect());
        let long = Corridor { x0: 280.0, x1: 300.0, lines: (0, 20) };
        let wide = Corridor { x0: 340.0, x1: 380.0, lines: (9, 11) };
        let mut found = vec![long, wide];
        narrower_out(&mut found, &lines);
        assert_eq!(found, [long]);
    }
}
