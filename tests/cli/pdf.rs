//! PDFs written by hand, byte by byte: small ones, and ones that are made to swell, loop and nest.

/// A PDF with these objects (numbered from 1, the first is the catalogue) and a right cross-reference table.
pub(crate) fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut offsets = Vec::new();
    for (number, object) in (1..).zip(objects) {
        offsets.push(bytes.len());
        bytes.extend(format!("{number} 0 obj\n").bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let table = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", offsets.len() + 1).bytes());
    for offset in offsets {
        bytes.extend(format!("{offset:010} 00000 n \n").bytes());
    }
    bytes.extend(
        format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1)
            .bytes(),
    );
    bytes
}

/// One page of A4 with this content, resources (`/Font << … >>`) and further objects (numbered from 5).
pub(crate) fn one_page(content: Vec<u8>, resources: &str, more: Vec<Vec<u8>>) -> Vec<u8> {
    let page = format!(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << {resources} >> >>"
    );
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        page.into_bytes(),
        content,
    ];
    objects.extend(more);
    pdf(&objects)
}

/// A stream object.
pub(crate) fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let mut object = format!("<< {entries} /Length {} >>\nstream\n", data.len()).into_bytes();
    object.extend(data);
    object.extend(b"\nendstream");
    object
}

pub(crate) const HELVETICA: &str = "/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>";

/// A page that says these words.
pub(crate) fn saying(words: &str) -> Vec<u8> {
    one_page(stream("", format!("BT /F 12 Tf 72 720 Td ({words}) Tj ET").as_bytes()), HELVETICA, Vec::new())
}

/// `period`, again and again up to `length` bytes, as a zlib stream: 150 times smaller than what it holds.
pub(crate) fn deflated(period: &[u8], length: usize) -> Vec<u8> {
    assert!(!period.is_empty() && period.len() <= 192);
    let mut bits = Bits::default();
    bits.low_first(0b011, 3); // The last block, with the fixed codes.
    for byte in period {
        match byte {
            0..=143 => bits.high_first(0x30 + u32::from(*byte), 8),
            144..=255 => bits.high_first(0x190 + u32::from(*byte) - 144, 9),
        }
    }
    let mut left = length.saturating_sub(period.len());
    while left >= 3 {
        // The longest copy (258 bytes), or the shortest (3).
        if left >= 258 {
            bits.high_first(0xC5, 8);
            left -= 258;
        } else {
            bits.high_first(1, 7);
            left -= 3;
        }
        let distance = u32::try_from(period.len()).unwrap() - 1;
        let (code, extra, rest) = distance_code(distance);
        bits.high_first(code, 5);
        bits.low_first(rest, extra);
    }
    bits.high_first(0, 7);
    let mut bytes = vec![0x78, 0x9C];
    bytes.extend(bits.bytes);
    let written = length - left;
    bytes.extend(adler(period.iter().cycle().take(written)).to_be_bytes());
    bytes
}

/// Code, number of extra bits and their value of a distance (less one).
fn distance_code(distance: u32) -> (u32, u32, u32) {
    if distance < 4 {
        return (distance, 0, 0);
    }
    let extra = distance.ilog2() - 1;
    let half = (distance >> extra) & 1;
    (2 * (extra + 1) + half, extra, distance & ((1 << extra) - 1))
}

#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    used: u32,
}

impl Bits {
    fn bit(&mut self, bit: u32) {
        if self.used.is_multiple_of(8) {
            self.bytes.push(0);
        }
        *self.bytes.last_mut().unwrap() |= u8::try_from(bit & 1).unwrap() << (self.used % 8);
        self.used += 1;
    }

    fn low_first(&mut self, value: u32, count: u32) {
        (0..count).for_each(|place| self.bit(value >> place));
    }

    fn high_first(&mut self, value: u32, count: u32) {
        (0..count).rev().for_each(|place| self.bit(value >> place));
    }
}

fn adler<'a>(bytes: impl Iterator<Item = &'a u8>) -> u32 {
    let (low, high) = bytes.fold((1, 0), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    high << 16 | low
}
