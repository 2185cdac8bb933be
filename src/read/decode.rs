//! Bytes of a text -> characters: which encoding it is in, told from the bytes alone, and the text decoded.
//!
//! Order: byte-order mark; UTF-8, also with some bytes damaged; UTF-16 without a mark (chardetng takes it for
//! windows-1252); GB18030 and Big5 by the share of common characters; chardetng for the rest.

use std::borrow::Cow;
use std::str::Utf8Error;

use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};

use super::guess::guess;
use crate::model::Encoding;

/// Bytes that are looked at to tell an encoding other than UTF-8.
pub(super) const SAMPLE: usize = 64 * 1024;

/// A decoded text.
pub(super) struct Decoded<'a> {
    /// The characters, without a byte-order mark.
    pub text: Cow<'a, str>,
    /// The encoding found.
    pub encoding: Encoding,
    /// How many U+FFFD stand for bytes that could not be decoded.
    pub replaced: usize,
}

/// Decodes a text.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return utf8(rest, Encoding::Utf8Bom);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return legacy(rest, UTF_16LE, Encoding::Utf16Le);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return legacy(rest, UTF_16BE, Encoding::Utf16Be);
    }
    if let Some(rest) = bytes.strip_prefix(b"\x84\x31\x95\x33") {
        return legacy(rest, GB18030, Encoding::Gb18030);
    }
    match utf16_without_mark(bytes) {
        Some(Encoding::Utf16Le) => return legacy(bytes, UTF_16LE, Encoding::Utf16Le),
        Some(_) => return legacy(bytes, UTF_16BE, Encoding::Utf16Be),
        None => {}
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => return Decoded { text: Cow::Borrowed(text), encoding: Encoding::Utf8, replaced: 0 },
        Err(error) if is_nearly_utf8(bytes, error) => return utf8(bytes, Encoding::Utf8),
        Err(_) => {}
    }
    let (decoder, encoding) = guess(bytes);
    legacy(bytes, decoder, encoding)
}

fn utf8(bytes: &[u8], encoding: Encoding) -> Decoded<'_> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: Cow::Borrowed(text), encoding, replaced: 0 };
    }
    let text = String::from_utf8_lossy(bytes);
    let replaced = match &text {
        Cow::Borrowed(_) => 0,
        Cow::Owned(_) => bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count(),
    };
    Decoded { text, encoding, replaced }
}

fn legacy<'a>(bytes: &'a [u8], decoder: &'static encoding_rs::Encoding, encoding: Encoding) -> Decoded<'a> {
    let (text, damaged) = decoder.decode_without_bom_handling(bytes);
    let replaced = if damaged { text.matches('\u{FFFD}').count() } else { 0 };
    Decoded { text, encoding, replaced }
}

/// True for UTF-8 of which a few places are damaged: Chinese characters of three bytes far outnumber broken places.
/// GB18030 text has hardly any such run of three by chance, but many broken places.
fn is_nearly_utf8(bytes: &[u8], error: Utf8Error) -> bool {
    // The text breaks off inside its last character.
    let is_torn = error.error_len().is_none();
    let (mut chinese, mut broken, mut adjoining) = (0_usize, 0_usize, false);
    for chunk in bytes.utf8_chunks() {
        let valid = chunk.valid();
        chinese += valid.bytes().filter(|byte| matches!(byte, 0xE2..=0xE9 | 0xEF)).count();
        // One torn character leaves several broken bytes in a row: they are one place.
        let joins = adjoining && valid.is_empty();
        broken += usize::from(!chunk.invalid().is_empty() && !joins);
        adjoining = !chunk.invalid().is_empty();
    }
    chinese >= broken * 2 || is_torn && chinese > 0
}

/// UTF-16 without a byte-order mark, told by how many code units are such as reports are written in.
pub(super) fn utf16_without_mark(bytes: &[u8]) -> Option<Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    // Zero bytes alone give UTF-16 away, or the control codes that low bytes of Chinese characters look like.
    if is_plain(sample) || sample.len() < 4 {
        return None;
    }
    let zeros = sample.iter().filter(|byte| **byte == 0).count();
    if zeros * 4 < sample.len() && std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let little = plausible_share(sample, u16::from_le_bytes);
    let big = plausible_share(sample, u16::from_be_bytes);
    let needed = if zeros * 100 >= sample.len() { 0.8 } else { 0.9 };
    if little.max(big) < needed {
        return None;
    }
    Some(if little >= big { Encoding::Utf16Le } else { Encoding::Utf16Be })
}

/// True for bytes without zeros and odd control codes. Pieces of one length become vector instructions.
pub(super) fn is_plain(bytes: &[u8]) -> bool {
    let (pieces, rest) = bytes.as_chunks::<32>();
    let found = |found: u8, byte: &u8| found | u8::from((*byte == 0) | is_odd_control(*byte));
    pieces.iter().all(|piece| piece.iter().fold(0, found) == 0) && rest.iter().fold(0, found) == 0
}

/// Control codes that no text in a one- or two-byte encoding has.
pub(super) fn is_odd_control(byte: u8) -> bool {
    // Without branches, for vector instructions.
    (byte.wrapping_sub(0x01) < 0x06)
        | (byte.wrapping_sub(0x0E) < 0x0C)
        | (byte.wrapping_sub(0x1C) < 0x04)
        | (byte == 0x7F)
}

/// Share of code units that are ASCII print, Chinese characters, or their punctuation.
fn plausible_share(sample: &[u8], unit: fn([u8; 2]) -> u16) -> f64 {
    let (mut plausible, mut all) = (0_u32, 0_u32);
    for pair in sample.chunks_exact(2) {
        let &[first, second] = pair else { continue };
        all += 1;
        plausible += u32::from(matches!(unit([first, second]),
            0x09..=0x0D | 0x20..=0x7E | 0xA0..=0xFF | 0x2010..=0x203B | 0x2100..=0x21FF | 0x2460..=0x25FF
            | 0x3000..=0x303F | 0x4E00..=0x9FA5 | 0xFF01..=0xFF5E));
    }
    f64::from(plausible) / f64::from(all.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, GBK};
    use proptest::prelude::*;

    const REPORT: &str = "北京市知识产权局2022年政府信息公开年度报告\n一、总体情况\n\t信息内容\t本年制发件数\n规章\t0\t1\n\
        行政规范性文件\t3\t2\t15\n根据《中华人民共和国政府信息公开条例》第五十条规定，编制本报告。\n";
    const TRADITIONAL: &str =
        "臺北市政府資訊公開年度報告\n一、總體情況\n本機關主動公開資訊，依法辦理申請案件，並無訴願。\n";

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    fn found(bytes: &[u8]) -> (Encoding, usize) {
        let decoded = decode(bytes);
        (decoded.encoding, decoded.replaced)
    }

    #[test]
    fn every_encoding_of_the_contract_is_told() {
        let little = utf16(REPORT, u16::to_le_bytes);
        let big = utf16(REPORT, u16::to_be_bytes);
        let marked = |mark: &[u8], body: &[u8]| [mark, body].concat();
        for (bytes, encoding) in [
            (REPORT.as_bytes().to_vec(), Encoding::Utf8),
            (marked(b"\xEF\xBB\xBF", REPORT.as_bytes()), Encoding::Utf8Bom),
            (little.clone(), Encoding::Utf16Le),
            (big.clone(), Encoding::Utf16Be),
            (marked(b"\xFF\xFE", &little), Encoding::Utf16Le),
            (marked(b"\xFE\xFF", &big), Encoding::Utf16Be),
            (GB18030.encode(REPORT).0.to_vec(), Encoding::Gb18030),
            (GBK.encode(REPORT).0.to_vec(), Encoding::Gb18030),
        ] {
            assert_eq!(found(&bytes), (encoding, 0));
            assert_eq!(decode(&bytes).text, REPORT, "{encoding:?}");
        }
        let big5 = BIG5.encode(TRADITIONAL).0;
        assert_eq!(decode(&big5).text, TRADITIONAL);
        assert_eq!(found(&big5), (Encoding::Big5, 0));
        assert_eq!(found(b"plain text, 1 2 3"), (Encoding::Utf8, 0));
    }

    #[test]
    fn pure_chinese_utf16_without_a_mark_is_told() {
        let title = "北京市知识产权局政府信息公开年度报告根据中华人民共和国条例编制";
        assert_eq!(found(&utf16(title, u16::to_le_bytes)).0, Encoding::Utf16Le);
        assert_eq!(found(&utf16(title, u16::to_be_bytes)).0, Encoding::Utf16Be);
        assert_eq!(found(&utf16("Year 2020\n1 2 3\n", u16::to_be_bytes)).0, Encoding::Utf16Be);
    }

    #[test]
    fn damaged_utf8_stays_utf8() {
        let bytes = REPORT.as_bytes();
        assert_eq!(found(&bytes[..bytes.len() - 3]), (Encoding::Utf8, 1));
        let mut stray = bytes.to_vec();
        stray.insert("北京市知识产权局".len(), 0xFF);
        assert_eq!(found(&stray), (Encoding::Utf8, 1));
        // Every twentieth byte is gone.
        let torn: Vec<u8> = bytes.iter().enumerate().filter(|(i, _)| i % 20 != 7).map(|(_, b)| *b).collect();
        assert_eq!(found(&torn).0, Encoding::Utf8);
    }

    #[test]
    fn damaged_gb18030_and_big5_stay_what_they_are() {
        let mut gb18030 = GB18030.encode(REPORT).0.to_vec();
        gb18030.insert(20, 0xFF);
        gb18030.insert(80, 0x80);
        assert_eq!(found(&gb18030).0, Encoding::Gb18030);
        let mut big5 = BIG5.encode(TRADITIONAL).0.to_vec();
        big5.insert(25, 0xFF);
        assert_eq!(found(&big5), (Encoding::Big5, 1));
    }

    #[test]
    fn lone_surrogates_are_replaced_and_counted() {
        let mut bytes = utf16(REPORT, u16::to_le_bytes);
        bytes.extend([0x00, 0xD8, 0x41, 0x00, 0x05]);
        assert_eq!(found(&bytes), (Encoding::Utf16Le, 2));
    }

    #[test]
    fn characters_beyond_gbk_are_read() {
        let text = format!("{REPORT}㐂𠀀龦");
        assert_eq!(decode(&GB18030.encode(&text).0).text, text);
    }

    #[test]
    fn short_names_are_told() {
        for name in ["规章", "政府信息公开", "行政复议", "总计", "自然人"] {
            let encoded = GBK.encode(name).0;
            assert_eq!(decode(&encoded).text, name);
        }
    }

    #[test]
    fn other_languages_have_their_encodings() {
        let japanese = "情報公開法の施行状況について、開示請求の件数は次のとおりである。".repeat(3);
        assert_eq!(found(&encoding_rs::SHIFT_JIS.encode(&japanese).0).0, Encoding::Other("shift_jis"));
        let korean = "정보공개 연차보고서 작성 및 공개에 관한 사항은 다음과 같다.".repeat(3);
        assert_eq!(found(&encoding_rs::EUC_KR.encode(&korean).0).0, Encoding::Other("euc-kr"));
        let french = "Le rapport annuel présente les données détaillées de l'année écoulée.";
        assert_eq!(found(&encoding_rs::WINDOWS_1252.encode(french).0).0, Encoding::Other("windows-1252"));
    }

    proptest! {
        #[test]
        fn any_part_of_a_report_survives_every_encoding(start in 0..60_usize, length in 60..90_usize) {
            let part: String = REPORT.chars().skip(start).take(length).collect();
            let encoded = [
                part.as_bytes().to_vec(),
                GB18030.encode(&part).0.to_vec(),
                utf16(&part, u16::to_le_bytes),
                utf16(&part, u16::to_be_bytes),
            ];
            for bytes in encoded {
                prop_assert_eq!(decode(&bytes).text, part.as_str());
            }
        }

        #[test]
        fn any_bytes_decode(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            decode(&bytes);
        }

        #[test]
        fn any_text_survives_utf8(text in any::<String>()) {
            let decoded = decode(text.as_bytes());
            prop_assert!(decoded.encoding != Encoding::Utf8 || decoded.text == text);
        }
    }
}
