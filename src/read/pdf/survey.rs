//! A page's resources -> fonts noted, sizes looked at: what must be known before the engine draws the page.

use std::collections::BTreeSet;

use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream};
use hayro_interpret::hayro_syntax::page::Page;

use super::unicode::Fonts;
use super::{limits, second};

/// How deep forms may stand in one another to be surveyed.
const DEEPEST: usize = 24;

/// Bytes of small streams that a page may name again.
const SLACK: usize = 1 << 16;

/// What was surveyed of a document.
pub(super) struct Survey {
    /// Bytes of the file: the streams of a page are no more, unless one is named many times.
    length: usize,
    seen: BTreeSet<(u32, i32)>,
    /// A font or form that must not be read was met; the pages that use it cannot be told from those that do not.
    unbounded: bool,
    /// Something was met that the second reader does not know.
    odd: bool,
}

impl Survey {
    pub(super) fn new(bytes: &[u8]) -> Self {
        Self { length: bytes.len(), seen: BTreeSet::new(), unbounded: false, odd: false }
    }

    /// True where all that was surveyed can be read by the second reader, too.
    pub(super) fn is_plain(&self) -> bool {
        !self.odd && !self.unbounded
    }

    /// Surveys a page; false if it must not be drawn.
    pub(super) fn page<'a>(&mut self, page: &Page<'a>, fonts: &mut Fonts<'a>) -> bool {
        let contents = page.raw().get::<Object<'_>>(b"Contents".as_slice());
        let streams: Vec<Stream<'a>> = match contents {
            Some(Object::Stream(stream)) => vec![stream],
            Some(Object::Array(parts)) => parts.iter::<Stream<'_>>().collect(),
            _ => Vec::new(),
        };
        let packed: usize = streams.iter().map(|stream| stream.raw_data().len()).sum();
        let readable = packed <= self.length + SLACK
            && streams.iter().all(|stream| limits::is_decodable(stream, limits::MOST_DRAWING));
        let resources = page.resources();
        self.fonts(&resources.fonts, fonts, 0);
        self.states(&resources.ext_g_states, fonts);
        self.forms(&resources.x_objects, fonts, 0);
        self.annotations(page, fonts);
        readable && !self.unbounded
    }

    fn resources<'a>(&mut self, resources: &Dict<'a>, fonts: &mut Fonts<'a>, depth: usize) {
        if let Some(named) = resources.get::<Dict<'_>>(b"Font".as_slice()) {
            self.fonts(&named, fonts, depth);
        }
        if let Some(named) = resources.get::<Dict<'_>>(b"ExtGState".as_slice()) {
            self.states(&named, fonts);
        }
        if let Some(named) = resources.get::<Dict<'_>>(b"XObject".as_slice()) {
            self.forms(&named, fonts, depth);
        }
    }

    fn fonts<'a>(&mut self, named: &Dict<'a>, fonts: &mut Fonts<'a>, depth: usize) {
        for name in named.keys() {
            if let Some(font) = named.get::<Dict<'_>>(&*name) {
                self.font(&font, fonts, depth);
            }
        }
    }

    /// Graphics states may name a font, too.
    fn states<'a>(&mut self, named: &Dict<'a>, fonts: &mut Fonts<'a>) {
        for name in named.keys() {
            let state = named.get::<Dict<'_>>(&*name);
            let font = state.and_then(|state| state.get::<Array<'_>>(b"Font".as_slice()));
            if let Some(font) = font.and_then(|font| font.iter::<Dict<'_>>().next()) {
                self.font(&font, fonts, 0);
            }
        }
    }

    fn font<'a>(&mut self, font: &Dict<'a>, fonts: &mut Fonts<'a>, depth: usize) {
        if !self.is_new(font.obj_id()) {
            return;
        }
        if !limits::is_font_bounded(font) || !is_program_bounded(font) {
            self.unbounded = true;
            return;
        }
        self.odd |= !second::can_read(font);
        fonts.note(font);
        if let Some(resources) = font.get::<Dict<'_>>(b"Resources".as_slice())
            && depth < DEEPEST
        {
            self.resources(&resources, fonts, depth + 1);
        }
    }

    fn forms<'a>(&mut self, named: &Dict<'a>, fonts: &mut Fonts<'a>, depth: usize) {
        for name in named.keys() {
            if let Some(form) = named.get::<Stream<'_>>(&*name) {
                self.form(&form, fonts, depth);
            }
        }
    }

    fn form<'a>(&mut self, form: &Stream<'a>, fonts: &mut Fonts<'a>, depth: usize) {
        if depth > DEEPEST || !self.is_new(form.dict().obj_id()) {
            return;
        }
        let is_image =
            form.dict().get::<Name<'_>>(b"Subtype".as_slice()).is_some_and(|kind| &*kind == b"Image");
        self.unbounded |= !is_image && !limits::is_decodable(form, limits::MOST_DRAWING);
        if let Some(resources) = form.dict().get::<Dict<'_>>(b"Resources".as_slice()) {
            self.resources(&resources, fonts, depth + 1);
        }
    }

    /// Stamps and filled-in fields have forms of their own.
    fn annotations<'a>(&mut self, page: &Page<'a>, fonts: &mut Fonts<'a>) {
        let Some(annotations) = page.raw().get::<Array<'_>>(b"Annots".as_slice()) else { return };
        for annotation in annotations.iter::<Dict<'_>>() {
            let Some(looks) = annotation.get::<Dict<'_>>(b"AP".as_slice()) else { continue };
            self.odd = true;
            match looks.get::<Object<'_>>(b"N".as_slice()) {
                Some(Object::Stream(form)) => self.form(&form, fonts, 0),
                Some(Object::Dict(states)) => self.forms(&states, fonts, 0),
                _ => {}
            }
        }
    }

    /// True the first time that an object is met; objects without a number are always new.
    fn is_new(&mut self, object: Option<ObjectIdentifier>) -> bool {
        object.is_none_or(|object| self.seen.insert((object.obj_number, object.gen_number)))
    }
}

/// True if the streams of a font may be decoded.
fn is_program_bounded(font: &Dict<'_>) -> bool {
    let descendants = font.get::<Array<'_>>(b"DescendantFonts".as_slice());
    let descendant = descendants.and_then(|fonts| fonts.iter::<Dict<'_>>().next());
    let own = descendant.as_ref().unwrap_or(font);
    let descriptor = own.get::<Dict<'_>>(b"FontDescriptor".as_slice()).unwrap_or_default();
    let streams = [
        descriptor.get::<Stream<'_>>(b"FontFile".as_slice()),
        descriptor.get::<Stream<'_>>(b"FontFile2".as_slice()),
        descriptor.get::<Stream<'_>>(b"FontFile3".as_slice()),
        own.get::<Stream<'_>>(b"CIDToGIDMap".as_slice()),
        font.get::<Stream<'_>>(b"ToUnicode".as_slice()),
        font.get::<Stream<'_>>(b"Encoding".as_slice()),
    ];
    streams.iter().flatten().all(|stream| limits::is_decodable(stream, limits::MOST_FONT))
}
