//! Bytes in a legacy encoding -> which one: GB18030 and Big5 by the share of common characters, chardetng for the rest.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, GB18030, GBK};

use super::decode::SAMPLE;
use crate::model::Encoding;

/// From this many characters outside ASCII on, chardetng is better without a hint where the text comes from.
const ENOUGH_CHARACTERS: usize = 24;

/// What a walk over two-byte characters met.
#[derive(Default)]
struct Walk {
    /// Two-byte characters.
    pairs: usize,
    /// Those that are common in the encoding (first level of its characters, punctuation).
    common: usize,
    /// Those that Chinese has, but Korean has not (the same bytes are hangul up to lead byte C8).
    beyond_hangul: usize,
    /// Those with a second byte above A0: the whole of GB2312, and no accented letter before a plain one.
    main: usize,
    /// Bytes that begin no character.
    broken: usize,
}

impl Walk {
    /// Common characters prevail, and damage is small beside them.
    fn fits(&self) -> bool {
        self.common * 20 >= self.pairs * 17 && self.broken * 10 <= self.pairs && self.pairs > 0
    }

    /// GB2312 prevails, though a lost byte may have shifted the characters up to the line's end.
    fn prevails(&self) -> bool {
        self.main * 20 >= self.pairs * 17
            && self.common * 2 >= self.pairs
            && self.broken * 10 <= self.pairs
            && self.pairs > 1
    }
}

/// The encoding of a text that is neither UTF-8 nor UTF-16.
pub(super) fn guess(bytes: &[u8]) -> (&'static encoding_rs::Encoding, Encoding) {
    // The first byte outside ASCII begins a character, wherever it stands.
    let start = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let rest = bytes.get(start..).unwrap_or_default();
    let sample = rest.get(..SAMPLE).unwrap_or(rest);
    let gb18030 = walk_gb18030(sample);
    if gb18030.pairs >= ENOUGH_CHARACTERS && gb18030.fits() && gb18030.beyond_hangul * 20 >= gb18030.pairs {
        return (GB18030, Encoding::Gb18030);
    }
    let big5 = walk_big5(sample);
    // Two fifths of Big5's second bytes are ASCII; Korean and Japanese in EUC have none there.
    if big5.pairs >= ENOUGH_CHARACTERS
        && big5.fits()
        && big5.main * 20 <= big5.pairs * 17
        && !gb18030.prevails()
    {
        return (BIG5, Encoding::Big5);
    }
    // chardetng gives an encoding up at its first impossible byte and ends with one where all bytes are possible: then
    // the walks are the better judge.
    let found = detect(sample, gb18030.main * 2 >= gb18030.pairs);
    if found == GBK || found == GB18030 {
        (GB18030, Encoding::Gb18030)
    } else if found == BIG5 && !gb18030.prevails() {
        (BIG5, Encoding::Big5)
    } else if (found == BIG5 || found.is_single_byte()) && gb18030.prevails() {
        (GB18030, Encoding::Gb18030)
    } else if found.is_single_byte() && big5.fits() {
        (BIG5, Encoding::Big5)
    } else {
        (found, Encoding::Other(lower_name(found)))
    }
}

/// Runs chardetng; a short text is taken for one from China, if it `may_be_chinese`.
fn detect(sample: &[u8], may_be_chinese: bool) -> &'static encoding_rs::Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    // Not said to be the last: the sample may end inside a character.
    detector.feed(sample, false);
    let outside_ascii = sample.iter().filter(|byte| **byte >= 0x80).count();
    let is_short = outside_ascii / 2 < ENOUGH_CHARACTERS;
    let hint: Option<&[u8]> = if is_short && may_be_chinese { Some(b"cn") } else { None };
    detector.guess(hint, Utf8Detection::Deny)
}

/// Walks a text as GB18030: common are its first level of characters (B0–D7), punctuation and box drawing.
fn walk_gb18030(sample: &[u8]) -> Walk {
    let mut walk = Walk::default();
    let mut rest = sample;
    while let Some((&lead, tail)) = rest.split_first() {
        rest = match (lead, tail) {
            (0..=0x7F, _) => tail,
            (0x81..=0xFE, [second @ (0x40..=0x7E | 0x80..=0xFE), after @ ..]) => {
                walk.pairs += 1;
                let main = *second >= 0xA1;
                walk.main += usize::from(main);
                walk.common += usize::from(main && matches!(lead, 0xA1..=0xA3 | 0xA9 | 0xB0..=0xD7));
                walk.beyond_hangul += usize::from(main && matches!(lead, 0xC9..=0xD7));
                after
            }
            (0x81..=0xFE, [0x30..=0x39, 0x81..=0xFE, 0x30..=0x39, after @ ..]) => after,
            // The sample may end inside a character.
            (0x81..=0xFE, []) => tail,
            _ => {
                walk.broken += 1;
                tail
            }
        };
    }
    walk
}

/// Walks a text as Big5: common are its first level of characters (A4–C6) and punctuation.
fn walk_big5(sample: &[u8]) -> Walk {
    let mut walk = Walk::default();
    let mut rest = sample;
    while let Some((&lead, tail)) = rest.split_first() {
        rest = match (lead, tail) {
            (0..=0x7F, _) => tail,
            (0x81..=0xFE, [second @ (0x40..=0x7E | 0xA1..=0xFE), after @ ..]) => {
                walk.pairs += 1;
                walk.main += usize::from(*second >= 0xA1);
                walk.common += usize::from(matches!(lead, 0xA1..=0xC6));
                after
            }
            (0x81..=0xFE, []) => tail,
            _ => {
                walk.broken += 1;
                tail
            }
        };
    }
    walk
}

/// The name of an encoding in lower case, as the contract writes encodings.
fn lower_name(encoding: &'static encoding_rs::Encoding) -> &'static str {
    match encoding.name() {
        "Shift_JIS" => "shift_jis",
        "EUC-JP" => "euc-jp",
        "EUC-KR" => "euc-kr",
        "IBM866" => "ibm866",
        "KOI8-U" => "koi8-u",
        "KOI8-R" => "koi8-r",
        "ISO-8859-2" => "iso-8859-2",
        "ISO-8859-4" => "iso-8859-4",
        "ISO-8859-5" => "iso-8859-5",
        "ISO-8859-6" => "iso-8859-6",
        "ISO-8859-7" => "iso-8859-7",
        "ISO-8859-8" => "iso-8859-8",
        name => name,
    }
}
