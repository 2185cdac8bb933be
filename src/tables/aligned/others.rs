//! Layout -> is it something else that is laid out as a table is: a chart, a form, the contents of a report, its index,
//! equations with their numbers.

use super::super::token::Token;
use super::heads::Head;
use super::layout::Layout;
use super::place::Placed;

/// Entries of an index, at least; of the first letters so many tenths go on with the alphabet.
const FEWEST: usize = 4;
const SORTED: usize = 8;
/// So many titles whose numbers no dots lead to; no report has more pages.
const MANY: usize = 8;
const MOST_PAGES: u32 = 2_000;
/// They begin so near to the left edge.
const LEFT: f32 = 0.4;

/// True if a layout is no table, whatever lines up in it.
pub(super) fn is_other(layout: &Layout<'_>, heads: &[Head]) -> bool {
    is_contents(layout)
        || is_chart(layout, heads)
        || is_filled_form(layout)
        || are_equations(layout)
        || heads.is_empty() && (is_index(layout) || are_titles(layout))
        || is_list(layout, heads)
}

/// The axis of a chart: all that is printed as values counts up or down in even steps, not one by one. Columns that their
/// headers name, or whose values have labels, are none.
fn is_chart(layout: &Layout<'_>, heads: &[Head]) -> bool {
    let named = |at: usize| heads.iter().any(|head| (head.column..head.column + head.span).contains(&at));
    let values = || layout.columns.iter().enumerate().filter(|(_, column)| column.values);
    let valued = layout.placed.iter().filter(|line| line.iter().any(|piece| piece.segment.token.is_value()));
    let labelled = |line: &&Vec<Placed>| {
        line.len() > 1
            && line.first().is_some_and(|piece| piece.column == 0 && !piece.segment.token.is_value())
    };
    let labels = valued.clone().filter(labelled).count();
    if values().count() > 2 && values().all(|(at, _)| named(at))
        || !heads.is_empty() && labels == valued.count()
    {
        return false;
    }
    let mut columns: Vec<Vec<f64>> = vec![Vec::new(); layout.columns.len()];
    for (line, pieces) in layout.lines[layout.body..].iter().zip(&layout.placed) {
        for piece in pieces.iter().filter(|piece| piece.segment.token == Token::Number) {
            let text = line.text(piece.segment.first, piece.segment.end).replace([',', '%'], "");
            let Ok(value) = text.parse::<f64>() else { return false };
            columns[piece.column].push(value);
        }
    }
    columns.retain(|values| !values.is_empty());
    let even = |values: &Vec<f64>| {
        let step = values.get(1).map_or(0.0, |second| second - values[0]);
        values.len() >= 4
            && step != 0.0
            && step != 1.0
            && values.windows(2).all(|pair| (pair[1] - pair[0] - step).abs() < 1e-6 * step.abs().max(1.0))
    };
    !columns.is_empty() && columns.iter().all(even)
}

/// A form to fill in: names of entries, each with a colon, and what somebody wrote behind them. Where that is nothing but
/// numbers, it is a table.
fn is_filled_form(layout: &Layout<'_>) -> bool {
    if layout.columns.len() != 2 {
        return false;
    }
    let (mut entries, mut numbers) = (0, true);
    for (line, pieces) in layout.lines[layout.body..].iter().zip(&layout.placed) {
        for piece in pieces {
            if piece.column == 0 && !line.text(piece.segment.first, piece.segment.end).ends_with(['：', ':'])
            {
                return false;
            }
            entries += usize::from(piece.column == 0);
            numbers &= piece.column == 0 || piece.segment.token == Token::Number;
        }
    }
    entries >= 2 && !numbers
}

/// Titles with page numbers that never fall; a numbering may stand in a column of its own. Where dots lead to the numbers,
/// titles need no numbering.
fn is_contents(layout: &Layout<'_>) -> bool {
    let printed = layout.is_printed();
    if layout.columns.len() != 2 && (!printed || layout.columns.len() > 4) {
        return false;
    }
    let (mut last, mut pages, mut titled, mut fallen, mut led, mut entries) = (0u32, 0, 0, 0, 0, 0);
    for (line, pieces) in layout.lines[layout.body..].iter().zip(&layout.placed) {
        let Some(piece) = pieces.last() else { continue };
        // The first line of a title that goes on below has no number yet.
        entries += usize::from(pieces.len() < 2 || piece.column + 1 == layout.columns.len());
        let text = line.text(piece.segment.first, piece.segment.end);
        if printed && is_roman(&text) {
            (pages, led) = (pages + 1, led + usize::from(line.led));
            titled += 1;
            continue;
        }
        if piece.segment.token != Token::Number {
            continue;
        }
        if pieces.len() >= 2
            && pieces[..pieces.len() - 1].iter().skip(1).any(|piece| piece.segment.token.is_value())
        {
            return false;
        }
        let Ok(page) = text.parse::<u32>() else { return false };
        fallen += usize::from(page < last);
        if page > 2_000 || fallen * 10 > layout.placed.len() {
            return false;
        }
        last = page;
        pages += 1;
        led += usize::from(line.led);
        let title = line.text(0, pieces[0].segment.end);
        titled += usize::from(
            crate::model::numbering(&title).is_some() || title.starts_with('第') || title.contains('.'),
        );
    }
    let all = if layout.columns.len() == 2 { 0 } else { entries };
    let told = titled * 2 >= pages || led * 2 >= pages;
    pages >= 3 && told && pages * 10 >= all * 7 && (fallen == 0 || printed)
}

/// The contents of a report whose leaders are drawn, or that prints its page numbers first: numbers that never fall, beside
/// texts, and not one by one.
fn are_titles(layout: &Layout<'_>) -> bool {
    let printed = layout.is_printed();
    if layout.columns.len() != 2 || !printed {
        return false;
    }
    let (mut pages, mut titles): (Vec<u32>, usize) = (Vec::new(), 0);
    let mut column = None;
    for (line, pieces) in layout.lines[layout.body..].iter().zip(&layout.placed) {
        let mut number = None;
        for piece in pieces {
            let text = line.text(piece.segment.first, piece.segment.end);
            match text.parse::<u32>() {
                Ok(page) if page <= MOST_PAGES && *column.get_or_insert(piece.column) == piece.column => {
                    number = Some(page);
                }
                _ if piece.segment.token == Token::Text => {}
                _ => return false,
            }
        }
        pages.extend(number);
        titles += usize::from(number.is_some() && pieces.len() == 2);
    }
    let steps = || pages.windows(2).map(|pair| i64::from(pair[1]) - i64::from(pair[0]));
    let alike = steps().filter(|step| *step == 0).count();
    let first = column == Some(0);
    pages.len() >= if first { FEWEST } else { MANY }
        && titles == pages.len()
        && steps().all(|step| step >= 0)
        && steps().any(|step| step > 1)
        && (first || alike >= 2)
}

/// A list: a column of nothing but the marks of its items beside texts.
fn is_list(layout: &Layout<'_>, heads: &[Head]) -> bool {
    let is_mark = |text: &str| matches!(text, "•" | "●" | "◆" | "■" | "▪" | "○" | "□" | "‣");
    let mut first = heads.iter().filter(|head| head.column == 0);
    if layout.columns.len() != 2 || !first.all(|head| is_mark(&head.text)) {
        return false;
    }
    let mut marks = 0;
    for (line, pieces) in layout.lines[layout.body..].iter().zip(&layout.placed) {
        for piece in pieces.iter().filter(|piece| piece.column == 0) {
            if !is_mark(&line.text(piece.segment.first, piece.segment.end)) {
                return false;
            }
            marks += 1;
        }
    }
    marks >= 2
}

/// `iv`: the number of a page before the first.
fn is_roman(text: &str) -> bool {
    text.len() <= 6 && text.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x' | b'l')) && !text.is_empty()
}

/// Numbers in brackets that count up, and no other column of values: those of equations. Less than nothing is printed so, too.
fn are_equations(layout: &Layout<'_>) -> bool {
    let printed = layout.is_printed();
    let valued = layout.columns.iter().filter(|column| column.values).count();
    let mut numbers: Vec<(String, u32)> = Vec::new();
    for (line, pieces) in layout.lines[layout.body..].iter().zip(&layout.placed) {
        let Some(last) = pieces.last().filter(|last| last.column + 1 == layout.columns.len()) else {
            continue;
        };
        let text = line.text(last.segment.first, last.segment.end);
        let Some(inside) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) else {
            return false;
        };
        let (part, number) = inside.rsplit_once(['.', '-', '–']).unwrap_or(("", inside));
        let Ok(number) = number.parse() else { return false };
        numbers.push((part.to_owned(), number));
    }
    let counts = numbers.windows(2).all(|pair| pair[0].0 != pair[1].0 || pair[1].1 == pair[0].1 + 1);
    printed && !numbers.is_empty() && counts && (numbers.len() >= 2 || valued <= 1)
}

/// Words with the pages that dots lead to, in the order of the alphabet.
fn is_index(layout: &Layout<'_>) -> bool {
    if layout.columns.len() != 2 {
        return false;
    }
    let (mut entries, mut led, mut letters) = (0, 0, Vec::new());
    for (line, pieces) in layout.lines[layout.body..].iter().zip(&layout.placed) {
        let page = pieces.last().filter(|page| page.column == 1);
        let text = page.map_or(String::new(), |page| line.text(page.segment.first, page.segment.end));
        if !text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b' ' | b'-'))
            && page.is_some()
        {
            continue;
        }
        entries += usize::from(page.is_some());
        led += usize::from(page.is_some() && line.led);
        let word =
            pieces.first().filter(|word| word.column == 0 && word.segment.x0 <= layout.columns[0].x0 + LEFT);
        letters.extend(word.and_then(|word| line.words[word.segment.first].text.chars().next()));
    }
    let letters: Vec<char> = letters.into_iter().filter(|letter| letter.is_uppercase()).collect();
    let sorted = letters.windows(2).filter(|pair| pair[0] <= pair[1]).count();
    entries >= FEWEST && led * 2 >= entries && sorted * 10 >= letters.len().saturating_sub(1) * SORTED
}
