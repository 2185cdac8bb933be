//! Nothing -> a font without shapes and widths, for fonts that are not in the file.
//!
//! The engine stretches the glyphs of a substitute to the width that the file states, and their boxes with them. Where
//! the substitute has no width of its own, it cannot: the box is as wide as stated.

use std::sync::{Arc, LazyLock};

use hayro_interpret::font::FontData;

static FONT: LazyLock<FontData> = LazyLock::new(|| Arc::new(font()));

/// The font.
pub(super) fn blank_font() -> FontData {
    Arc::clone(&FONT)
}

/// A TrueType font of one glyph, with the four tables that say how wide it is.
fn font() -> Vec<u8> {
    let mut head = vec![0; 54];
    head[..4].copy_from_slice(&[0, 1, 0, 0]);
    head[12..16].copy_from_slice(&[0x5F, 0x0F, 0x3C, 0xF5]);
    head[18..20].copy_from_slice(&1000_u16.to_be_bytes());
    let mut hhea = vec![0; 36];
    hhea[..4].copy_from_slice(&[0, 1, 0, 0]);
    hhea[35] = 1;
    let tables: [(&[u8; 4], Vec<u8>); 4] =
        [(b"head", head), (b"hhea", hhea), (b"hmtx", vec![0; 4]), (b"maxp", vec![0, 0, 0x50, 0, 0, 1])];
    let mut directory = vec![0, 1, 0, 0, 0, 4, 0, 64, 0, 2, 0, 0];
    let mut body = Vec::new();
    let mut offset: u32 = 12 + 16 * 4;
    for (tag, mut table) in tables {
        let length = table.len() as u32;
        table.resize(table.len().next_multiple_of(4), 0);
        directory.extend([tag.as_slice(), &[0; 4], &offset.to_be_bytes(), &length.to_be_bytes()].concat());
        offset += table.len() as u32;
        body.extend(table);
    }
    [directory, body].concat()
}
