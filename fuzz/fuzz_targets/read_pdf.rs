//! Any bytes -> read as a PDF: no panic that is not caught, no hang, and every loss told.
#![no_main]

use baobiao::model::Status;
use baobiao::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let pdf = if read::is_pdf(bytes) { bytes.to_vec() } else { [b"%PDF-1.7\n", bytes].concat() };
    let document = read::read(&pdf);
    assert_eq!(document.lines.len(), document.places.len());
    assert!(document.status == Status::Ok || !document.problems.is_empty());
    for page in &document.drawn {
        assert!(page.glyphs.iter().all(|glyph| !glyph.text.is_empty()));
        assert!(page.rules.iter().all(|rule| rule.from <= rule.to));
    }
});
