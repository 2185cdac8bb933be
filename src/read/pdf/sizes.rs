//! A stream's bytes and filters -> does it decode to more than a given number of bytes? Told without keeping them: a few
//! bytes can swell to gigabytes, and the engine decodes streams whole.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};
use hayro_interpret::hayro_syntax::Filter;

/// Deflate packs no tighter than this.
const TIGHTEST_DEFLATE: usize = 1_032;

/// Nor run lengths than this.
const TIGHTEST_RUNS: usize = 64;

/// True if the stream decodes to more than so many bytes, or is packed twice: nothing can be told of that beforehand.
pub(super) fn decodes_beyond(raw: &[u8], filters: &[Filter], most: usize) -> bool {
    let mut data = Cow::Borrowed(raw);
    let mut packed = false;
    for filter in filters {
        match filter {
            Filter::AsciiHexDecode if !packed => data = Cow::Owned(hex(&data)),
            Filter::Ascii85Decode if !packed => data = Cow::Owned(base85(&data)),
            Filter::FlateDecode | Filter::LzwDecode | Filter::RunLengthDecode if packed => return true,
            Filter::FlateDecode => packed = true,
            Filter::LzwDecode => packed = true,
            Filter::RunLengthDecode => packed = true,
            // A shorter spelling, or a picture that nobody decodes.
            _ => continue,
        }
        let beyond = match filter {
            Filter::FlateDecode => deflated_beyond(&data, most),
            Filter::LzwDecode => [0, 1].into_iter().any(|early| lzw_beyond(&data, early, most)),
            Filter::RunLengthDecode => data.len() > most / TIGHTEST_RUNS,
            _ => false,
        };
        if beyond {
            return true;
        }
    }
    data.len() > most
}

/// True if deflated bytes, with or without the head of a zlib stream, inflate to more than so many.
pub(super) fn deflated_beyond(data: &[u8], most: usize) -> bool {
    data.len() > most / TIGHTEST_DEFLATE
        && (counted_beyond(ZlibDecoder::new(data), most) || counted_beyond(DeflateDecoder::new(data), most))
}

fn counted_beyond(mut decoder: impl Read, most: usize) -> bool {
    let (mut buffer, mut total) = (vec![0; 1 << 16], 0);
    while let Ok(count @ 1..) = decoder.read(&mut buffer) {
        total += count;
        if total > most {
            return true;
        }
    }
    false
}

/// The same for LZW: the lengths of the entries of its table are enough. `early` is 1 where codes grow one entry early.
fn lzw_beyond(data: &[u8], early: usize, most: usize) -> bool {
    const CLEAR: usize = 256;
    const END: usize = 257;
    const FULL: usize = 4096 - 258;
    let mut lengths: Vec<usize> = Vec::with_capacity(FULL);
    let (mut before, mut total, mut bits, mut held) = (0, 0_usize, 0_u64, 0);
    let mut bytes = data.iter();
    loop {
        let width = match lengths.len() + 258 + early {
            ..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
        while held < width {
            let Some(byte) = bytes.next() else { return false };
            bits = bits << 8 | u64::from(*byte);
            held += 8;
        }
        held -= width;
        let code = (bits >> held) as usize & ((1 << width) - 1);
        match code {
            CLEAR => {
                lengths.clear();
                before = 0;
                continue;
            }
            END => return false,
            _ => {}
        }
        let length = if code < CLEAR { 1 } else { lengths.get(code - 258).copied().unwrap_or(before + 1) };
        if before > 0 && lengths.len() < FULL {
            lengths.push(before + 1);
        }
        before = length;
        total += length;
        if total > most {
            return true;
        }
    }
}

fn hex(data: &[u8]) -> Vec<u8> {
    let digits =
        data.iter().take_while(|byte| **byte != b'>').filter_map(|byte| char::from(*byte).to_digit(16));
    let digits: Vec<u8> = digits.map(|digit| digit as u8).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}

fn base85(data: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(data.len() / 5 * 4);
    let (mut value, mut count) = (0_u32, 0);
    for byte in data.iter().take_while(|byte| **byte != b'~') {
        match byte {
            b'z' if count == 0 => bytes.extend([0; 4]),
            b'!'..=b'u' => {
                value = value.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                count += 1;
                if count == 5 {
                    bytes.extend(value.to_be_bytes());
                    (value, count) = (0, 0);
                }
            }
            _ => {}
        }
    }
    if count > 1 {
        let rest = (count..5).fold(value, |value, _| value.wrapping_mul(85).wrapping_add(84));
        bytes.extend(&rest.to_be_bytes()[..count - 1]);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, ZlibEncoder};

    use super::*;

    const LARGE: usize = 3 << 20;

    fn large() -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&vec![b' '; LARGE]).unwrap();
        encoder.finish().unwrap()
    }

    /// `/` and then nothing but copies of what was before, one longer each time.
    fn lzw(codes: usize) -> Vec<u8> {
        let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u64, 0);
        let mut entries = 257;
        for code in [256, 47].into_iter().chain(258..258 + codes) {
            let width = if entries + 1 < 512 { 9 } else { 10 };
            bits = bits << width | code as u64;
            held += width;
            while held >= 8 {
                held -= 8;
                bytes.push((bits >> held) as u8);
            }
            entries += usize::from(code != 256);
        }
        bytes.push((bits << (8 - held)) as u8);
        bytes
    }

    #[test]
    fn what_swells_is_told_whatever_its_filters() {
        use Filter::{Ascii85Decode, AsciiHexDecode, FlateDecode, LzwDecode, RunLengthDecode};
        let zlib = large();
        let mut raw = DeflateEncoder::new(Vec::new(), Compression::best());
        raw.write_all(&vec![b' '; LARGE]).unwrap();
        let raw = raw.finish().unwrap();
        let in_hex: String = zlib.iter().map(|byte| format!("{byte:02x} ")).collect::<String>() + ">";
        let cases: [(&[u8], &[Filter]); 4] = [
            (&zlib, &[FlateDecode]),
            (&raw, &[FlateDecode]),
            (in_hex.as_bytes(), &[AsciiHexDecode, FlateDecode]),
            (&vec![b' '; LARGE], &[]),
        ];
        for (data, filters) in cases {
            assert!(decodes_beyond(data, filters, LARGE - 1), "{filters:?}");
            assert!(!decodes_beyond(data, filters, LARGE), "{filters:?}");
        }
        assert!(
            decodes_beyond(&zlib, &[FlateDecode, FlateDecode], 1 << 40),
            "nothing is known of the second"
        );
        assert!(decodes_beyond(&[129, b' '].repeat(99), &[RunLengthDecode], 99 * 64));
        assert_eq!(base85(b"87cURD]j7BEbo80~>"), b"Hello world!");
        assert_eq!(base85(b"z87cUR\nDZ~>"), b"\0\0\0\0Hello");
        assert!(!decodes_beyond(b"87cURDZ~>", &[Ascii85Decode], 5));
        // One and its copies of 2, 3, … 301 bytes.
        let total = (1..=301).sum::<usize>();
        assert!(decodes_beyond(&lzw(300), &[LzwDecode], total - 1));
        assert!(!decodes_beyond(&lzw(300), &[LzwDecode], total));
    }
}
