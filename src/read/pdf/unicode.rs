//! Glyph -> what it says: by the font's own table, its character collection, or its program's table turned round.

use std::collections::{BTreeMap, BTreeSet};

use hayro_interpret::font::{Glyph as EngineGlyph, OutlineFontData, OutlineGlyph};
use hayro_interpret::hayro_cmap::{BfString, CMap, CMapName, CidFamily, load_embedded};
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as PdfString};
use skrifa::{FontRef, MetadataProvider};

use crate::read::normalise::normalise;

/// Stands for a glyph of which nothing tells what it means.
pub(super) const UNREADABLE: char = '\u{FFFD}';

/// What a font dictionary of kind Type0 says of its codes.
struct Composite {
    encoding: CMap,
    /// Character identifiers of the font to Unicode.
    meaning: Option<CMapName<'static>>,
}

/// The fonts of a document, as far as their glyphs need help to be read.
#[derive(Default)]
pub(super) struct Fonts<'a> {
    /// Composite fonts by their PostScript name without the subset's mark.
    composites: BTreeMap<String, Vec<Dict<'a>>>,
    /// What they say, where that was looked up.
    looked_up: BTreeMap<String, Vec<Composite>>,
    /// Names of fonts whose codes mean nothing by themselves, though the engine takes them for letters.
    arbitrary: BTreeSet<String>,
    meanings: BTreeMap<&'static str, Option<CMap>>,
    /// For each font program the character of each glyph.
    turned: BTreeMap<u128, BTreeMap<u32, char>>,
    /// What was found out, by program, name and code.
    known: BTreeMap<(u128, String, u32), String>,
}

impl<'a> Fonts<'a> {
    /// Takes note of a font dictionary.
    pub(super) fn note(&mut self, font: &Dict<'a>) {
        let Some(name) = font.get::<Name<'_>>(b"BaseFont".as_slice()) else { return };
        let name = without_mark(name.as_str()).to_owned();
        if font.contains_key(b"DescendantFonts".as_slice()) {
            self.composites.entry(name).or_default().push(font.clone());
        } else if is_arbitrary(font) {
            self.arbitrary.insert(name);
        }
    }

    /// What a glyph says: usually one character, `U+FFFD` if nothing tells.
    pub(super) fn text(&mut self, glyph: &EngineGlyph<'_>) -> String {
        if let Some(text) = glyph.as_unicode().and_then(readable)
            && !self.is_arbitrary(glyph)
        {
            return text;
        }
        let found = match glyph {
            EngineGlyph::Outline(outline) => self.work_out(outline),
            EngineGlyph::Type3(_) => None,
        };
        found.unwrap_or_else(|| UNREADABLE.to_string())
    }

    /// True where the engine read a code as a letter that the font never said it is.
    fn is_arbitrary(&self, glyph: &EngineGlyph<'_>) -> bool {
        let EngineGlyph::Outline(outline) = glyph else { return false };
        let name = || outline.font_data()?.postscript_name;
        !self.arbitrary.is_empty() && name().is_some_and(|name| self.arbitrary.contains(&name))
    }

    /// Looks where the engine does not.
    fn work_out(&mut self, glyph: &OutlineGlyph) -> Option<String> {
        let font = glyph.font_data()?;
        let name = font.postscript_name.clone().unwrap_or_default();
        let key = (font.cache_key, name, glyph.char_code());
        if let Some(text) = self.known.get(&key) {
            return Some(text.clone()).filter(|text| !text.is_empty());
        }
        // What the program draws goes before what the dictionary says of it.
        let found = self.by_program(&font, glyph).or_else(|| self.by_collection(&key.1, glyph.char_code()));
        self.known.insert(key, found.clone().unwrap_or_default());
        found
    }

    /// Code to character identifier to Unicode. Fonts of one name must agree.
    fn by_collection(&mut self, name: &str, code: u32) -> Option<String> {
        let mut agreed: Option<String> = None;
        if !self.looked_up.contains_key(name) {
            let said = self.composites.get(name)?.iter().filter_map(composite).collect();
            self.looked_up.insert(name.to_owned(), said);
        }
        for composite in self.looked_up.get(name)? {
            let Some(meaning) = &composite.meaning else { continue };
            let key = collection_key(meaning);
            let table = self
                .meanings
                .entry(key)
                .or_insert_with(|| CMap::parse(load_embedded(*meaning)?, load_embedded));
            let cid = (1..=4).find_map(|length| composite.encoding.lookup_cid_code(code, length));
            let text = cid.and_then(|cid| readable(table.as_ref()?.lookup_bf_string(cid)?));
            match (&agreed, text) {
                (_, None) => {}
                (None, text) => agreed = text,
                (Some(before), Some(text)) if *before == text => {}
                _ => return None,
            }
        }
        agreed
    }

    /// The character that the font program itself gives this glyph.
    fn by_program(&mut self, font: &OutlineFontData, glyph: &OutlineGlyph) -> Option<String> {
        let id = glyph.glyph_id().to_u32();
        let table = self.turned.entry(font.cache_key).or_insert_with(|| turned((*font.data).as_ref()));
        let character = *table.get(&id).filter(|_| id != 0)?;
        readable(BfString::Char(character))
    }
}

/// The glyph table of a font program, turned round. Of several characters for a glyph the plainest is taken.
fn turned(program: &[u8]) -> BTreeMap<u32, char> {
    let mut table = BTreeMap::new();
    let Ok(font) = FontRef::from_index(program, 0) else { return table };
    for (code, glyph) in font.charmap().mappings() {
        let Some(character) = char::from_u32(code).filter(|character| !is_private(*character)) else {
            continue;
        };
        let slot = table.entry(glyph.to_u32()).or_insert(character);
        if strangeness(character) < strangeness(*slot) {
            *slot = character;
        }
    }
    table
}

/// True for a character that every font may give a meaning of its own: it says nothing.
fn is_private(character: char) -> bool {
    matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}

/// Those that look like others come last.
fn strangeness(character: char) -> (u8, char) {
    let kind = match character {
        '\u{2E80}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}' => 2,
        '\u{A0}' | '\u{AD}' => 1,
        _ => 0,
    };
    (kind, character)
}

/// The text, mended as lines are; `None` where it is no text: control codes and private use of symbol fonts.
fn readable(text: BfString) -> Option<String> {
    match text {
        BfString::Char(character) if (' '..='~').contains(&character) => Some(character.to_string()),
        BfString::Char('\t' | '\n' | '\r' | '\u{A0}' | '\u{3000}') => Some(" ".to_owned()),
        // A glyph that is drawn is no soft hyphen.
        BfString::Char('\u{AD}') => Some("-".to_owned()),
        BfString::Char(character) => mended(character.encode_utf8(&mut [0; 4])),
        BfString::String(text) => mended(&text),
    }
}

fn mended(text: &str) -> Option<String> {
    let mended = normalise(text);
    let unseen = mended.is_empty() && !text.chars().any(char::is_control);
    (unseen || !mended.is_empty()).then_some(mended)
}

/// True for an embedded subset that names no encoding and has no table: its codes were given out in any order, and
/// reading them as ASCII would be a guess.
fn is_arbitrary(font: &Dict<'_>) -> bool {
    let descriptor = font.get::<Dict<'_>>(b"FontDescriptor".as_slice());
    let embedded = descriptor.is_some_and(|descriptor| descriptor.contains_key(b"FontFile2".as_slice()));
    embedded && ["ToUnicode", "Encoding"].iter().all(|key| !font.contains_key(key.as_bytes()))
}

/// What a font dictionary says, if it is a composite font.
fn composite(font: &Dict<'_>) -> Option<Composite> {
    let descendant = font.get::<Array<'_>>(b"DescendantFonts".as_slice())?.iter::<Dict<'_>>().next()?;
    let encoding = match font.get::<Object<'_>>(b"Encoding".as_slice())? {
        Object::Name(name) => match CMapName::from_bytes(&name) {
            CMapName::IdentityH => CMap::identity_h(),
            CMapName::IdentityV => CMap::identity_v(),
            named => CMap::parse(load_embedded(named)?, load_embedded)?,
        },
        Object::Stream(stream) => embedded_cmap(&stream)?,
        _ => return None,
    };
    let declared = encoding.metadata().character_collection.as_ref().map(|collection| &collection.family);
    let own = declared.filter(|family| **family != CidFamily::AdobeIdentity).and_then(CidFamily::ucs2_cmap);
    let meaning = match own {
        None if numbers_glyphs(&descendant) => None,
        None => family(&descendant).and_then(|family| family.ucs2_cmap()),
        own => own,
    };
    Some(Composite { encoding, meaning })
}

/// True for an embedded TrueType font whose identifiers are the numbers of its glyphs, whatever collection it names: taken
/// for the collection's, they would read as other characters.
fn numbers_glyphs(descendant: &Dict<'_>) -> bool {
    let descriptor = descendant.get::<Dict<'_>>(b"FontDescriptor".as_slice());
    let embedded = descriptor.is_some_and(|descriptor| descriptor.contains_key(b"FontFile2".as_slice()));
    embedded && descendant.get::<Stream<'_>>(b"CIDToGIDMap".as_slice()).is_none()
}

fn embedded_cmap(stream: &Stream<'_>) -> Option<CMap> {
    CMap::parse(&stream.decoded_data().ok()?, load_embedded)
}

/// The character collection that a descendant font names.
fn family(descendant: &Dict<'_>) -> Option<CidFamily> {
    let info = descendant.get::<Dict<'_>>(b"CIDSystemInfo".as_slice())?;
    let registry = info.get::<PdfString<'_>>(b"Registry".as_slice())?;
    let ordering = info.get::<PdfString<'_>>(b"Ordering".as_slice())?;
    Some(CidFamily::from_registry_ordering(registry.as_bytes(), ordering.as_bytes()))
}

/// `ABCDEF+SimSun` is a subset of `SimSun`.
fn without_mark(name: &str) -> &str {
    match name.split_once('+') {
        Some((mark, rest)) if mark.len() == 6 => rest,
        _ => name,
    }
}

fn collection_key(meaning: &CMapName<'_>) -> &'static str {
    match meaning {
        CMapName::AdobeGb1Ucs2 => "GB1",
        CMapName::AdobeCns1Ucs2 => "CNS1",
        CMapName::AdobeJapan1Ucs2 => "Japan1",
        _ => "Korea1",
    }
}
