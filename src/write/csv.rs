//! Values -> the bytes of CSV rows (RFC 4180, `\n` line ends), formatted by hand because a run writes gigabytes of them.

use rust_decimal::Decimal;

use super::Compress;

/// The byte-order mark that makes spreadsheets take a file for UTF-8.
pub const BOM: &str = "\u{feff}";

/// How CSV files are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// Begin each file with a byte-order mark.
    pub bom: bool,
    /// Leave texts as they are, also those that a spreadsheet would run as a formula.
    pub raw_text: bool,
    /// How files are packed.
    pub compress: Compress,
}

impl Default for Dialect {
    fn default() -> Self {
        Self { bom: true, raw_text: false, compress: Compress::None }
    }
}

/// Rows in the making. Each field method appends one field; `end` closes the row.
#[derive(Debug, Default)]
pub struct Rows {
    bytes: Vec<u8>,
    raw_text: bool,
    count: u64,
}

impl Rows {
    /// Rows without a header line.
    pub fn new(dialect: Dialect) -> Self {
        Self::into_buffer(dialect, Vec::new())
    }

    /// As `new`, in a buffer that is used again: it is emptied, its room is kept.
    pub fn into_buffer(dialect: Dialect, mut bytes: Vec<u8>) -> Self {
        bytes.clear();
        Self { bytes, raw_text: dialect.raw_text, count: 0 }
    }

    /// Empty rows that treat texts the same way.
    pub fn fresh(&self) -> Self {
        Self { raw_text: self.raw_text, ..Self::default() }
    }

    /// What is written so far.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How many rows were closed.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The bytes and the number of rows.
    pub fn finish(self) -> (Vec<u8>, u64) {
        (self.bytes, self.count)
    }

    /// A text: quoted where it must be, guarded against spreadsheets where they would run it.
    pub fn text(&mut self, text: &str) -> &mut Self {
        if !self.raw_text && runs_as_formula(text) {
            return self.guarded(text);
        }
        self.field(text)
    }

    /// Words of a closed list (codes, hashes, numbers in letters): never quoted, never guarded.
    pub fn word(&mut self, word: &str) -> &mut Self {
        self.bytes.extend_from_slice(word.as_bytes());
        self.bytes.push(b',');
        self
    }

    /// A whole number.
    pub fn integer(&mut self, number: u64) -> &mut Self {
        push_integer(&mut self.bytes, number);
        self.bytes.push(b',');
        self
    }

    /// A whole number, or empty.
    pub fn maybe_integer(&mut self, number: Option<u32>) -> &mut Self {
        match number {
            Some(number) => self.integer(u64::from(number)),
            None => self.word(""),
        }
    }

    /// A year, or empty.
    pub fn year(&mut self, year: Option<i32>) -> &mut Self {
        match year.map(u64::try_from) {
            Some(Ok(year)) => self.integer(year),
            Some(Err(_)) | None => self.word(""),
        }
    }

    /// A number: shortest exact decimal, no exponent, no negative zero. Empty where there is none.
    pub fn decimal(&mut self, number: Option<Decimal>) -> &mut Self {
        if let Some(number) = number {
            push_decimal(&mut self.bytes, number);
        }
        self.bytes.push(b',');
        self
    }

    /// A measure such as a confidence or a coordinate, with two decimals at most. Empty where there is none.
    pub fn hundredths(&mut self, number: Option<f32>) -> &mut Self {
        if let Some(number) = number.filter(|number| number.is_finite()) {
            push_hundredths(&mut self.bytes, number);
        }
        self.bytes.push(b',');
        self
    }

    /// Makes room for so many bytes more, which then need not be moved while rows are added.
    pub fn reserve(&mut self, bytes: usize) {
        self.bytes.reserve(bytes);
    }

    /// Fields that were formatted before, each with its comma.
    pub fn formatted(&mut self, fields: &[u8]) -> &mut Self {
        self.bytes.extend_from_slice(fields);
        self
    }

    /// Closes the row.
    pub fn end(&mut self) {
        if let Some(last) = self.bytes.last_mut() {
            *last = b'\n';
        }
        self.count += 1;
    }

    fn guarded(&mut self, text: &str) -> &mut Self {
        if needs_quotes(text) {
            self.bytes.extend_from_slice(b"\"'");
            self.doubled(text);
            self.bytes.extend_from_slice(b"\",");
            return self;
        }
        self.bytes.push(b'\'');
        self.word(text)
    }

    fn field(&mut self, text: &str) -> &mut Self {
        if !needs_quotes(text) {
            return self.word(text);
        }
        self.bytes.push(b'"');
        self.doubled(text);
        self.bytes.extend_from_slice(b"\",");
        self
    }

    fn doubled(&mut self, text: &str) {
        for (index, piece) in text.split('"').enumerate() {
            if index > 0 {
                self.bytes.extend_from_slice(b"\"\"");
            }
            self.bytes.extend_from_slice(piece.as_bytes());
        }
    }
}

/// Without an early end the loop over the bytes becomes vector instructions.
fn needs_quotes(text: &str) -> bool {
    text.bytes().fold(false, |found, byte| found | matches!(byte, b',' | b'"' | b'\n' | b'\r'))
}

/// True for texts that spreadsheets run: `=1+1`, `@SUM(A1)`, `＋cmd`; not for numbers and a lone dash.
pub fn runs_as_formula(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    match first {
        '=' | '@' | '＝' | '＠' | '\t' | '\r' => true,
        '+' | '-' | '＋' | '－' => {
            let rest = text.get(first.len_utf8()..).unwrap_or_default();
            !(is_plain_number(rest) || (rest.is_empty() && matches!(first, '-' | '－')))
        }
        _ => false,
    }
}

/// Digits, perhaps grouped by commas in threes, perhaps with decimals.
fn is_plain_number(text: &str) -> bool {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split(',');
    let first =
        groups.next().is_some_and(|group| digits(group) && (group.len() <= 3 || !whole.contains(',')));
    first && groups.all(|group| group.len() == 3 && digits(group)) && digits(decimals)
}

fn digit(number: u64) -> u8 {
    b'0' + u8::try_from(number).unwrap_or(0)
}

/// Appends a whole number.
pub fn push_integer(bytes: &mut Vec<u8>, mut number: u64) {
    if number < 10 {
        // Most numbers of a row are places in a small table.
        bytes.push(digit(number));
        return;
    }
    let mut digits = [0u8; 20];
    let mut start = digits.len();
    for (at, place) in digits.iter_mut().enumerate().rev() {
        *place = digit(number % 10);
        number /= 10;
        start = at;
        if number == 0 {
            break;
        }
    }
    bytes.extend_from_slice(digits.get(start..).unwrap_or_default());
}

fn push_decimal(bytes: &mut Vec<u8>, number: Decimal) {
    if number.scale() == 0
        && let Ok(size) = u64::try_from(number.mantissa().unsigned_abs())
    {
        if number.mantissa() < 0 {
            bytes.push(b'-');
        }
        push_integer(bytes, size);
        return;
    }
    bytes.extend_from_slice(decimal_text(number).as_bytes());
}

/// A number as the datasets print it.
pub fn decimal_text(number: Decimal) -> String {
    let number = number.normalize();
    if number.is_zero() { "0".to_owned() } else { number.to_string() }
}

fn push_hundredths(bytes: &mut Vec<u8>, number: f32) {
    let hundredths = (f64::from(number) * 100.0).round().clamp(-1e15, 1e15);
    if hundredths < 0.0 {
        bytes.push(b'-');
    }
    // A float in this range fits; `as` cuts nothing off.
    let hundredths = hundredths.abs() as u64;
    push_integer(bytes, hundredths / 100);
    let rest = hundredths % 100;
    if rest > 0 {
        bytes.push(b'.');
        push_integer(bytes, rest / 10);
        if !rest.is_multiple_of(10) {
            push_integer(bytes, rest % 10);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(text: &str, raw_text: bool) -> String {
        let mut rows = Rows::new(Dialect { bom: false, raw_text, ..Dialect::default() });
        rows.text(text).word("x").end();
        String::from_utf8(rows.finish().0).unwrap()
    }

    fn guarded(text: &str) -> bool {
        runs_as_formula(text)
    }

    #[test]
    fn formulas_are_guarded_and_numbers_are_not() {
        for text in [
            "=1+1",
            "@SUM(A1)",
            "+cmd|' /C calc'!A0",
            "-2+3",
            "＝A1",
            "－－",
            "＠x",
            "＋1+1",
            "\tx",
            "\r=1",
            "--",
            "-1e5",
            "+",
            "-abc",
            "-1,23",
            "-.5",
        ] {
            assert!(guarded(text), "{text:?}");
        }
        for text in ["", "-", "－", "—", "-2", "+3", "-1,234.50", "－2", "+3.5", "1=1", "一、", "'=1", " =1"]
        {
            assert!(!guarded(text), "{text:?}");
        }
    }

    #[test]
    fn guard_goes_inside_the_quotes_and_raw_text_drops_it() {
        assert_eq!(written("=A1", false), "'=A1,x\n");
        assert_eq!(written("=HYPERLINK(\"a\",\"b\")", false), "\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\",x\n");
        assert_eq!(written("=A1", true), "=A1,x\n");
        assert_eq!(written("a,b", false), "\"a,b\",x\n");
        assert_eq!(written("收到\n申请", false), "\"收到\n申请\",x\n");
    }

    #[test]
    fn numbers_are_shortest_and_exact() {
        let text = |number: &str| {
            let mut rows = Rows::new(Dialect::default());
            rows.decimal(Some(number.parse().unwrap())).end();
            String::from_utf8(rows.finish().0).unwrap().trim_end().to_owned()
        };
        assert_eq!(text("12.50"), "12.5");
        assert_eq!(text("-2"), "-2");
        assert_eq!(text("-0"), "0");
        assert_eq!(text("0.00"), "0");
        assert_eq!(text("100"), "100");
        assert_eq!(text("100.000"), "100");
        assert_eq!(text("0.0000000001"), "0.0000000001");
        assert_eq!(text("79228162514264337593543950335"), "79228162514264337593543950335");
    }

    #[test]
    fn confidences_have_two_decimals_at_most() {
        let text = |number: f32| {
            let mut rows = Rows::new(Dialect::default());
            rows.hundredths(Some(number)).end();
            String::from_utf8(rows.finish().0).unwrap().trim_end().to_owned()
        };
        assert_eq!(
            [1.0, 0.95, 0.9, 0.0, 0.049, 595.276, -3.25].map(text),
            ["1", "0.95", "0.9", "0", "0.05", "595.28", "-3.25"]
        );
        assert_eq!(text(f32::NAN), "");
    }

    proptest! {
        #[test]
        fn written_and_read_back_is_equal(texts in proptest::collection::vec("[a-z,\"\n\r\t =+@\u{feff}一－'\\-0-9.]{0,8}", 3), raw_text: bool) {
            let mut rows = Rows::new(Dialect { bom: false, raw_text, ..Dialect::default() });
            for text in &texts {
                rows.text(text);
            }
            rows.end();
            let (bytes, count) = rows.finish();
            prop_assert_eq!(count, 1);
            // The reader drops a byte-order mark at the start of a file; a header line stands before every row of ours.
            let file = [b"a,b,c\n".as_slice(), &bytes].concat();
            let mut reader = csv::ReaderBuilder::new().from_reader(file.as_slice());
            let record = reader.records().next().unwrap().unwrap();
            for (text, read) in texts.iter().zip(record.iter()) {
                let guarded = !raw_text && runs_as_formula(text);
                let expected = if guarded { format!("'{text}") } else { text.clone() };
                prop_assert_eq!(&expected, read);
            }
        }

        #[test]
        fn integers_print_as_the_standard_library_does(number: u64) {
            let mut bytes = Vec::new();
            push_integer(&mut bytes, number);
            prop_assert_eq!(String::from_utf8(bytes).unwrap(), number.to_string());
        }
    }
}
