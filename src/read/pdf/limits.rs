//! Bytes, streams and fonts of a file -> may the engine read them? It decodes streams whole and writes widths out one by
//! one, so a small file could ask for more memory than there is.

use std::io::Read;

use flate2::read::ZlibDecoder;
use hayro_interpret::hayro_syntax::Filter;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Object, Stream};

/// Bytes that a stream may swell to.
const MOST_DECODED: usize = 128 << 20;

/// Deflate packs no tighter than this.
const TIGHTEST: usize = 1_032;

/// Widths that one font may list.
const MOST_WIDTHS: u64 = 1 << 18;

/// Character codes that a font may begin at.
const LAST_CODE: i64 = 0xFFFF;

/// True if some stream of the file would swell beyond all measure. Told before the file is opened, since opening it
/// decodes the streams that hold objects; encrypted streams are told later, one by one.
pub(super) fn swells(bytes: &[u8]) -> bool {
    let mut starts =
        memchr::memmem::find_iter(bytes, b"stream").filter(|at| !before(bytes, *at).ends_with(b"end"));
    starts.any(|at| {
        let data = bytes.get(at + b"stream".len()..).unwrap_or_default();
        let data = data.strip_prefix(b"\r\n").or_else(|| data.strip_prefix(b"\n")).unwrap_or(data);
        let length = memchr::memmem::find(data, b"endstream").unwrap_or(data.len());
        deflated_beyond(data.get(..length).unwrap_or(data))
    })
}

fn before(bytes: &[u8], at: usize) -> &[u8] {
    bytes.get(at.saturating_sub(3)..at).unwrap_or_default()
}

/// True if these bytes are deflated and too many when inflated. Counted in passing, kept nowhere.
fn deflated_beyond(data: &[u8]) -> bool {
    let [first, second, ..] = data else { return false };
    let zlib = first & 0x0F == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0;
    if !zlib || data.len() < MOST_DECODED / TIGHTEST {
        return false;
    }
    let mut decoder = ZlibDecoder::new(data);
    let (mut buffer, mut total) = (vec![0; 1 << 16], 0);
    while let Ok(count) = decoder.read(&mut buffer) {
        total += count;
        if count == 0 || total > MOST_DECODED {
            break;
        }
    }
    total > MOST_DECODED
}

/// True if a stream may be decoded: packed once, and not beyond measure.
pub(super) fn is_decodable(stream: &Stream<'_>, encrypted: bool) -> bool {
    let packs = |filter: &&Filter| {
        matches!(filter, Filter::FlateDecode | Filter::LzwDecode | Filter::RunLengthDecode)
    };
    if stream.filters().iter().filter(packs).count() > 1 {
        return false;
    }
    !encrypted || !deflated_beyond(&stream.raw_data())
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
