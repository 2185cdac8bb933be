//! Lines of the view -> stretches that may hold tables: lines with gaps, and what may stand between them.

use super::super::token::{Token, digit, first_space, is_space, token, trim};
use super::super::view::{Kind, ViewLine, is_page_mark};
use super::segments::ends_sentence;
use crate::model::text::display_width;

/// Blank lines in a row that a table may hold.
const MOST_BLANKS: usize = 4;

/// Lines with one segment that may stand between two lines with gaps: wrapped labels, headings of groups.
const MOST_SINGLES: usize = 8;

/// Lines with one segment above a table that may belong to its header.
const ABOVE: usize = 4;

/// The same in print, where the lines of a header may stand at heights of their own.
const ABOVE_PRINT: usize = 8;

/// No table is wider.
const MOST_SEGMENTS: usize = 400;

/// Longer stretches are cut: memory stays bounded, and no printed table has as many rows.
const MOST_LINES: usize = 50_000;

/// The same in bytes.
const MOST_BYTES: usize = 4_000_000;

/// What a line may be for a table that is held together by white space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// Nothing printed.
    Blank,
    /// Page marks and running heads: a table goes on behind them.
    Furniture,
    /// Ends a table: headings, captions, notes, sentences, forms.
    Break,
    /// One segment.
    Single,
    /// Segments with gaps between them.
    Multi,
}

/// Looks at every line once.
pub(crate) fn looks(lines: &[ViewLine<'_>]) -> Vec<Look> {
    let mut looks: Vec<Look> = lines.iter().map(look).collect();
    for index in 0..looks.len() {
        if looks[index] == Look::Single && is_page_number(lines[index].text) && stands_apart(&looks, index) {
            looks[index] = Look::Furniture;
        } else if is_repeated_header(lines, &looks, index) {
            looks[index] = text_look(lines[index].text);
        } else if looks[index] == Look::Break && lines[index].kind == Kind::Text {
            break_rest(lines, &mut looks, index);
        }
    }
    looks
}

fn is_page_number(text: &str) -> bool {
    let trimmed = trim(text);
    trimmed.len() <= 4 && trimmed.bytes().all(|byte| byte.is_ascii_digit())
}

/// Two blank lines, the end of the text, or a running head, above or below.
fn stands_apart(looks: &[Look], index: usize) -> bool {
    let blank = |place: Option<usize>| {
        place.and_then(|place| looks.get(place)).is_none_or(|&look| look == Look::Blank)
    };
    let head = |place: Option<usize>| place.and_then(|place| looks.get(place)) == Some(&Look::Furniture);
    blank(index.checked_sub(1)) && (blank(index.checked_sub(2)) || head(Some(index + 1)))
        || blank(Some(index + 1)) && (blank(Some(index + 2)) || head(index.checked_sub(1)))
}

/// A text that stands on top of several pages, right above the texts of a header, is part of that header.
fn is_repeated_header(lines: &[ViewLine<'_>], looks: &[Look], index: usize) -> bool {
    looks[index] == Look::Furniture
        && lines[index].kind == Kind::Furniture
        && !is_page_mark(lines[index].text)
        && looks.get(index + 1) == Some(&Look::Multi)
        && split(trim(lines[index + 1].text)).all(|piece| token(piece) == Token::Text)
}

/// A line of a table that is drawn with characters: other detectors read it.
fn is_drawn(text: &str) -> bool {
    text.starts_with(['|', '│', '┃', '║', '+', '*', '┌', '├', '└', '╔', '╠', '╚'])
        && text.ends_with(['|', '│', '┃', '║', '+', '*', '┐', '┤', '┘', '╗', '╣', '╝'])
        || text.chars().filter(|c| matches!(c, '│' | '┃' | '║')).count() >= 2
        || text.contains(" | ")
}

/// A rule drawn with characters.
fn is_rule(text: &str) -> bool {
    text.chars().count() >= 5
        && text.chars().all(|c| matches!(c, '_' | '-' | '=' | '—' | '─' | '*' | '.') || is_space(c))
}

/// The rest of a caption that goes on below, indented.
fn break_rest(lines: &[ViewLine<'_>], looks: &mut [Look], caption: usize) {
    let indent = |text: &str| display_width(&text[..text.len() - text.trim_start_matches(is_space).len()]);
    if !is_caption(trim(lines[caption].text)) {
        return;
    }
    let first = indent(lines[caption].text);
    for index in caption + 1..(caption + 3).min(looks.len()) {
        if looks[index] != Look::Single
            || indent(lines[index].text) < first + 4
            || looks.get(index + 1) == Some(&Look::Multi) && index > caption + 1
        {
            break;
        }
        looks[index] = Look::Break;
    }
}

/// Stretches from the first to the last line with gaps, with the lines around that may belong to them.
pub(crate) fn stretches(lines: &[ViewLine<'_>], looks: &[Look], printed: bool) -> Vec<(usize, usize)> {
    let above = if printed { ABOVE_PRINT } else { ABOVE };
    let mut found = Vec::new();
    let mut index = 0;
    while index < looks.len() {
        if looks[index] != Look::Multi {
            index += 1;
            continue;
        }
        let floor = found.last().map_or(0, |&(_, end)| end);
        let end = stretch_end(lines, looks, index);
        found.push((stretch_start(looks, index, floor, above), end));
        index = end;
    }
    found
}

fn stretch_end(lines: &[ViewLine<'_>], looks: &[Look], start: usize) -> usize {
    let mut bytes = 0;
    let (mut end, mut singles, mut blanks) = (start + 1, 0, 0);
    for (index, look) in looks.iter().enumerate().take(start + MOST_LINES).skip(start + 1) {
        bytes += lines[index].text.len();
        if bytes > MOST_BYTES {
            break;
        }
        match look {
            Look::Blank => blanks += 1,
            Look::Furniture => {}
            Look::Break => break,
            Look::Single => (singles, blanks) = (singles + 1, 0),
            Look::Multi => (end, singles, blanks) = (index + 1, 0, 0),
        }
        if singles > MOST_SINGLES || blanks > MOST_BLANKS {
            break;
        }
    }
    tail(looks, end)
}

/// Lines with one segment right below: the rest of a wrapped label.
fn tail(looks: &[Look], end: usize) -> usize {
    let mut last = end;
    let mut blanks = 0;
    for (index, look) in looks.iter().enumerate().skip(end).take(3 * ABOVE) {
        match look {
            Look::Single if index - end < 2 * ABOVE => (last, blanks) = (index + 1, 0),
            Look::Blank if blanks == 0 => blanks += 1,
            _ => break,
        }
    }
    last
}

fn stretch_start(looks: &[Look], first: usize, floor: usize, above: usize) -> usize {
    let mut start = first;
    let (mut singles, mut blanks) = (0, 0);
    for index in (floor..first).rev() {
        match looks[index] {
            Look::Single if singles < above => (start, singles, blanks) = (index, singles + 1, 0),
            Look::Blank if blanks == 0 => blanks += 1,
            _ => break,
        }
    }
    start
}

fn look(line: &ViewLine<'_>) -> Look {
    match line.kind {
        Kind::Blank => Look::Blank,
        Kind::Furniture => Look::Furniture,
        Kind::Heading => Look::Break,
        Kind::Text => text_look(line.text),
    }
}

fn text_look(text: &str) -> Look {
    let trimmed = trim(text);
    if trimmed.is_empty() {
        return Look::Blank;
    }
    if is_rule(trimmed) && gap(trimmed).is_none() {
        return Look::Furniture;
    }
    let mut segments = split(trimmed);
    let (Some(first), Some(second)) = (segments.next(), segments.next()) else {
        return if is_single(text, trimmed) { Look::Single } else { Look::Break };
    };
    let mut rest = segments.take(MOST_SEGMENTS);
    let third = rest.next();
    if rest.count() + 3 > MOST_SEGMENTS
        || third.is_none() && (is_leader(trimmed) || is_list_item(first, second))
    {
        return Look::Break;
    }
    if is_drawn(trimmed) {
        return Look::Break;
    }
    let caption = is_caption(trimmed) && split(trimmed).all(|piece| !token(piece).is_value());
    if caption || is_form(trimmed) || is_note(trimmed) || split(trimmed).any(is_sentence) {
        return Look::Break;
    }
    Look::Multi
}

/// Pieces between runs of white space at least two columns wide.
fn split(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let current = rest?;
        let Some((start, end)) = gap(current) else {
            rest = None;
            return Some(current);
        };
        rest = Some(&current[end..]);
        Some(&current[..start])
    })
}

/// The first run of white space that holds segments apart.
fn gap(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    loop {
        let start = from + first_space(&text[from..])?;
        let mut count = 0;
        let end = text[start..].char_indices().find(|&(_, character)| {
            count += if character == '\t' { 2 } else { 1 };
            !is_space(character)
        });
        // What ended the run was counted, too.
        let end = start + end?.0;
        match count - 1 {
            2 if ends_sentence(&text[..start]) => {}
            2.. => return Some((start, end)),
            _ => {}
        }
        from = end;
    }
}

/// One segment that may be a cell, part of one, or a header over columns.
fn is_single(text: &str, trimmed: &str) -> bool {
    if trimmed.len() > 240 {
        return false;
    }
    let width = display_width(trimmed);
    let indented = text.starts_with("\u{3000}\u{3000}") && width >= 40;
    let bullet = trimmed.starts_with(['•', '●', '◆', '■', '·']);
    let ends = is_sentence(trimmed) || is_caption(trimmed) || is_note(trimmed);
    let other = width > 78 || indented || bullet || ends || is_leader(trimmed) || is_form(trimmed);
    !other
}

/// Text with the punctuation of sentences.
fn is_sentence(text: &str) -> bool {
    let end = text.ends_with(['。', '！', '；']) && text.chars().count() > 8;
    end || text.contains('。') && display_width(text) > 30
}

/// `表1 …`, `Table 3 …`, `Figure 2`.
fn is_caption(text: &str) -> bool {
    let begins = text.starts_with(['表', '附', '图', 'T', 'F', 'C', 'G']);
    if !begins && !text.ends_with(['表', '）', '览']) {
        return false;
    }
    for word in ["表", "附表", "图", "附图", "Table", "TABLE", "Figure", "FIGURE", "Fig.", "Chart", "Graph"]
    {
        if let Some(rest) = text.strip_prefix(word) {
            let rest = rest.trim_start_matches(is_space);
            return rest.chars().next().is_some_and(|c| {
                digit(c).is_some()
                    || "一二三四五六七八九十：:".contains(c)
                    || word.len() > 3 && c.is_ascii_uppercase()
            });
        }
    }
    let count = text.chars().count();
    count > 4 && (text.ends_with("情况表") || text.ends_with("统计表") || text.ends_with("总表"))
        || count > 8 && (text.ends_with('表') || text.ends_with("表）") || text.ends_with("一览"))
}

/// `注：…`, `Source: …`.
fn is_note(text: &str) -> bool {
    if !text.starts_with(['注', '说', '备', '资', '数', 'S', 'N']) {
        return false;
    }
    let head: String = text.chars().take(12).filter(|&c| !is_space(c)).collect();
    [
        "注：",
        "注:",
        "说明：",
        "备注：",
        "资料来源",
        "数据来源",
        "Source",
        "Note:",
        "Notes:",
        "NOTE:",
        "SOURCE",
    ]
    .iter()
    .any(|word| head.starts_with(word))
}

/// `…… 3`, `..... 12`: a line of a contents page.
fn is_leader(text: &str) -> bool {
    let dots = text.trim_end_matches(|c| digit(c).is_some() || is_space(c));
    dots.len() < text.len()
        && ["……", "....", "．．．", ". . .", "····", "…"].iter().any(|leader| dots.ends_with(leader))
}

/// `1.   text`, `(a)   text`: an item of a list.
fn is_list_item(first: &str, second: &str) -> bool {
    let short = first.chars().count() <= 4;
    let bullet = matches!(first, "•" | "-" | "–" | "—" | "●" | "·" | "o" | "*" | "□" | "§");
    let numbered = first.ends_with(['.', ')', '）', '、']) && first.chars().count() >= 2;
    short && (bullet || numbered) && token(second) == Token::Text && display_width(second) > 24
}

/// Entries of a form: every piece is a key with a colon (`电话：010-…   传真：…`), or the last one states the unit.
fn is_form(text: &str) -> bool {
    if !text.contains(['：', ':', '金']) {
        return false;
    }
    let keyed = |piece: &str| {
        piece.char_indices().find(|&(_, c)| c == '：' || c == ':').is_some_and(|(at, colon)| {
            at > 0 && (colon == '：' || piece[at + 1..].starts_with(is_space) || at + 1 == piece.len())
        })
    };
    let mut pieces = 0;
    let mut keys = 0;
    let mut values = 0;
    let mut last = "";
    for piece in split(text) {
        pieces += 1;
        keys += usize::from(keyed(piece));
        values += usize::from(token(piece).is_value());
        last = piece;
    }
    let unit = last.trim_matches(['（', '(', '）', ')']).replace(' ', "");
    let unit = unit.starts_with("单位：") || unit.starts_with("单位:") || unit.starts_with("金额单位");
    pieces >= 2 && (keys == pieces || keys * 2 >= pieces && values == 0 && keys >= 2) || unit && values == 0
}
