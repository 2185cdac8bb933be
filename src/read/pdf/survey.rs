//! A page's resources -> fonts noted, sizes looked at: what must be known before the engine draws the page.

use std::collections::BTreeSet;

use hayro_interpret::hayro_syntax::object::{Dict, ObjectIdentifier, Stream};
use hayro_interpret::hayro_syntax::page::Page;

use super::unicode::Fonts;

/// How deep forms may stand in one another to be surveyed.
const DEEPEST: usize = 24;

/// What was surveyed of a document.
#[derive(Default)]
pub(super) struct Survey {
    seen: BTreeSet<(u32, i32)>,
}

impl Survey {
    /// Surveys a page; false if it must not be drawn.
    pub(super) fn page(&mut self, page: &Page<'_>, fonts: &mut Fonts) -> bool {
        let resources = page.resources();
        self.fonts(&resources.fonts, fonts);
        self.forms(&resources.x_objects, fonts, 0);
        true
    }

    fn resources(&mut self, resources: &Dict<'_>, fonts: &mut Fonts, depth: usize) {
        if let Some(named) = resources.get::<Dict<'_>>(b"Font".as_slice()) {
            self.fonts(&named, fonts);
        }
        if let Some(named) = resources.get::<Dict<'_>>(b"XObject".as_slice()) {
            self.forms(&named, fonts, depth);
        }
    }

    fn fonts(&mut self, named: &Dict<'_>, fonts: &mut Fonts) {
        for name in named.keys() {
            if let Some(font) = named.get::<Dict<'_>>(&*name)
                && self.is_new(font.obj_id())
            {
                fonts.note(&font);
            }
        }
    }

    fn forms(&mut self, named: &Dict<'_>, fonts: &mut Fonts, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        for name in named.keys() {
            let Some(form) = named.get::<Stream<'_>>(&*name) else { continue };
            if self.is_new(form.dict().obj_id())
                && let Some(resources) = form.dict().get::<Dict<'_>>(b"Resources".as_slice())
            {
                self.resources(&resources, fonts, depth + 1);
            }
        }
    }

    /// True the first time that an object is met; objects without a number are always new.
    fn is_new(&mut self, object: Option<ObjectIdentifier>) -> bool {
        object.is_none_or(|object| self.seen.insert((object.obj_number, object.gen_number)))
    }
}
