//! Bytes, streams and fonts of a file -> may the engine read them? It decodes streams whole and writes widths out one by
//! one, so a small file could ask for more memory than there is.

use hayro_interpret::hayro_syntax::object::{Array, Dict, Object, Stream};

use super::sizes;

/// Bytes that a stream of objects may swell to.
const MOST_OBJECTS: usize = 64 << 20;

/// Bytes of drawing instructions of a page or a form.
pub(super) const MOST_DRAWING: usize = 32 << 20;

/// Bytes of a font program, or of a table that belongs to a font.
pub(super) const MOST_FONT: usize = 64 << 20;

/// Widths that one font may list.
const MOST_WIDTHS: u64 = 1 << 18;

/// Character codes that a font may begin at.
const LAST_CODE: i64 = 0xFFFF;

/// Bytes before a stream that its dictionary is looked for in.
const DICTIONARY: usize = 1 << 12;

/// True if a stream that holds objects would swell beyond all measure. Told before the file is opened, since opening it
/// decodes them; all others are told one by one, before they are decoded.
pub(super) fn swells(bytes: &[u8]) -> bool {
    let mut starts =
        memchr::memmem::find_iter(bytes, b"stream").filter(|at| holds_objects(before(bytes, *at)));
    starts.any(|at| {
        let data = bytes.get(at + b"stream".len()..).unwrap_or_default();
        let data = data.strip_prefix(b"\r\n").or_else(|| data.strip_prefix(b"\n")).unwrap_or(data);
        let length = memchr::memmem::find(data, b"endstream").unwrap_or(data.len());
        sizes::deflated_beyond(data.get(..length).unwrap_or(data), MOST_OBJECTS)
    })
}

fn before(bytes: &[u8], at: usize) -> &[u8] {
    let head = bytes.get(at.saturating_sub(DICTIONARY)..at).unwrap_or_default();
    memchr::memmem::rfind(head, b"obj").map_or(head, |start| &head[start..])
}

/// True for the dictionary of a stream of objects or of their places. The word alone is the end of a stream before.
fn holds_objects(dictionary: &[u8]) -> bool {
    [b"/ObjStm".as_slice(), b"/XRef"].iter().any(|kind| memchr::memmem::find(dictionary, kind).is_some())
}

/// True if a stream decodes to no more than so many bytes.
pub(super) fn is_decodable(stream: &Stream<'_>, most: usize) -> bool {
    !sizes::decodes_beyond(&stream.raw_data(), &stream.filters(), most)
}

/// True if a font lists no more codes than a font can have.
pub(super) fn is_font_bounded(font: &Dict<'_>) -> bool {
    let first = font.get::<i64>(b"FirstChar".as_slice()).unwrap_or(0);
    let descendants = font.get::<Array<'_>>(b"DescendantFonts".as_slice());
    let descendant = descendants.and_then(|fonts| fonts.iter::<Dict<'_>>().next());
    let lists = |key: &str, values: usize| {
        let list = descendant.as_ref().and_then(|font| font.get::<Array<'_>>(key.as_bytes()));
        list.is_none_or(|list| widths(&list, values) <= MOST_WIDTHS)
    };
    (0..=LAST_CODE).contains(&first) && lists("W", 1) && lists("W2", 3)
}

/// How many widths a list writes out to: `first [w w w]` one by one, `first last w` for a whole range.
fn widths(list: &Array<'_>, values: usize) -> u64 {
    let mut total: u64 = 0;
    let mut items = list.iter::<Object<'_>>();
    while let Some(first) = items.next() {
        match (first, items.next()) {
            (_, Some(Object::Array(each))) => total += each.iter::<Object<'_>>().count() as u64,
            (Object::Number(first), Some(Object::Number(last))) => {
                total = total.saturating_add((last.as_f64() - first.as_f64()).max(0.0) as u64 + 1);
                items.by_ref().take(values).for_each(drop);
            }
            (_, None) => break,
            _ => {}
        }
        if total > MOST_WIDTHS {
            break;
        }
    }
    total
}
