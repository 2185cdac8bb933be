//! Lines above the body + columns -> the first line of the header: what stands over the columns, and not the table's title.

use super::columns::Column;
use super::layout::is_year_header;
use super::segments::{Segment, TextLine};

/// How far above the first values a header may begin.
const MOST_HEADER: usize = 24;
/// Lines of a header stand no farther apart, in font sizes.
const HEADER: f32 = 1.9;
/// They do not even where all rows are set so wide.
const WIDEST: f32 = 3.2;
/// A title may be set so much larger.
const LARGER: f32 = 1.02;
/// Those of one cell no farther than this.
const CELL: f32 = 1.3;
/// A title in the middle of a table stands so near to it, in half characters.
const AMID: f32 = 2.0;
/// Edges of the lines of one text differ by no more.
const EVEN: f32 = 0.6;
const NEARLY: f32 = 1.5;
/// The name of a column is no longer, in half characters, if the column is narrower.
const SHORT: f32 = 8.0;

/// The first line of the header: lines right above the body that stand over its columns.
pub(super) fn header_start(lines: &[TextLine<'_>], body: usize, columns: &[Column], spacing: usize) -> usize {
    let far = pitch(&lines[body..]);
    let mut start = body;
    let mut doubtful = 0;
    for index in (body.saturating_sub(MOST_HEADER)..body).rev() {
        // A rule that closes the header binds it to the rows, whatever white space stands there.
        let closed = lines[index + 1].opens_body && lines[index].segments.len() > 1;
        if lines[index + 1].blanks > spacing + 1 && !closed || doubtful > 3 {
            break;
        }
        let over = match lines[index].segments.as_slice() {
            [only] => {
                let larger = lines[index].size > LARGER * lines[index + 1].size;
                let framed = lines[index].page > 0
                    && lines[index].ruled
                    && only.x0 >= columns[0].x1
                    && !(larger && is_amid(only, columns));
                let heads = is_over_columns(only, columns) || heads_group(&lines[index..], columns, far);
                let rest = goes_on_below(only, &lines[index..body], columns);
                let below = &lines[index + 1];
                (framed || heads || rest) && below.blanks <= spacing
                    || below.blanks <= spacing + 1 && names_column(only, below, columns)
            }
            _ => true,
        };
        if over {
            (start, doubtful) = (index, 0);
        } else {
            doubtful += 1;
        }
    }
    start
}

/// How far apart lines of a header may stand: as far as most rows, where these are set wide.
fn pitch(body: &[TextLine<'_>]) -> f32 {
    let rows = body.windows(2).filter(|pair| pair.iter().all(TextLine::has_values));
    let mut steps: Vec<f32> = rows.filter_map(|pair| pair[1].below(&pair[0])).collect();
    steps.sort_by(f32::total_cmp);
    steps.get(steps.len() / 2).map_or(HEADER, |step| (1.05 * step).clamp(HEADER, WIDEST))
}

/// True if a segment by itself heads columns behind the first one, rather than being the title of the table.
fn is_over_columns(segment: &Segment, columns: &[Column]) -> bool {
    let (Some(first), Some(second), Some(last)) = (columns.first(), columns.get(1), columns.last()) else {
        return false;
    };
    let whole = (first.x0 + last.x1) / 2.0;
    let behind = (second.x0 + last.x1) / 2.0;
    segment.x0 >= first.x1.min(second.x0) - 1.0
        && (segment.centre() - behind).abs() <= (segment.centre() - whole).abs() + 1.0
}

/// True for a text in the middle of all columns, as titles are.
fn is_amid(text: &Segment, columns: &[Column]) -> bool {
    let (Some(first), Some(last)) = (columns.first(), columns.last()) else { return false };
    (text.centre() - (first.x0 + last.x1) / 2.0).abs() <= AMID
}

/// True if a text by itself keeps the edge or the middle of the one value that stands below it, in a table of a single
/// column of values.
fn names_column(text: &Segment, next: &TextLine<'_>, columns: &[Column]) -> bool {
    let [_, column] = columns else { return false };
    let even = |a: f32, b: f32| (a - b).abs() <= EVEN;
    let Some(value) = next.segments.last().filter(|value| next.page > 0 && value.token.is_value()) else {
        return false;
    };
    column.values
        && text.width() <= 2.0 * column.width().max(SHORT)
        && column.overlaps(text.x0, text.x1)
        && (even(text.x0, column.x0)
            || (text.x1 - value.x1).abs() <= NEARLY
            || even(text.centre(), column.centre()))
}

/// True if a text, by itself on the first of these lines of a header, stands over one column alone, right above another
/// text over that column: the two are one text of the header. Only print tells that.
fn goes_on_below(text: &Segment, lines: &[TextLine<'_>], columns: &[Column]) -> bool {
    let Some((line, header)) = lines.split_first() else { return false };
    let over = |segment: &Segment| {
        let mut met = (1..columns.len()).filter(|&index| columns[index].overlaps(segment.x0, segment.x1));
        met.next().filter(|_| met.next().is_none() && segment.x0 >= columns[0].x1)
    };
    let even = |a: f32, b: f32| (a - b).abs() <= EVEN;
    let over_same = |below: &&Segment| over(below).is_some() && over(below) == over(text);
    let widest = header.iter().flat_map(|line| &line.segments).filter(over_same);
    let widest = widest.map(Segment::width).fold(0.0, f32::max);
    header.iter().take(2).any(|next| {
        let step = next.below(line).filter(|step| *step <= HEADER && line.size <= next.size + 0.1);
        let goes_on = |step: f32| {
            // A title in the middle of the table may stand over a column by chance, but not so near and narrow.
            let is_title = is_amid(text, columns) && (step > CELL || text.width() > widest + EVEN);
            let alike = |below: &Segment| {
                even(below.x0, text.x0) || even(below.x1, text.x1) || even(below.centre(), text.centre())
            };
            !is_title && next.segments.iter().filter(over_same).any(alike)
        };
        step.is_some_and(goes_on)
    })
}

/// True if the first of these lines, one text of print, stands right above names of columns, over some of them and not
/// in the middle of all, as a title does.
fn heads_group(lines: &[TextLine<'_>], columns: &[Column], far: f32) -> bool {
    let [line, next, ..] = lines else { return false };
    let ([text], [first, .., last]) = (line.segments.as_slice(), columns) else { return false };
    let named = next.segments.len() >= 3 && (!next.has_values() || is_year_header(next));
    named
        && next.below(line).is_some_and(|below| below <= far)
        && line.size <= next.size + 0.1
        && text.x0 >= first.x1
        && text.x1 <= last.x1 + 1.0
        && !is_amid(text, columns)
        && text.width() * 2.0 <= last.x1 - first.x0
}
