//! A dataset that was published before -> its rows, streamed; rows that are the same as new ones are skipped as bytes.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use flate2::read::GzDecoder;

use super::partitions::key;
use crate::write::{BOM, Compress, datasets, runs_as_formula};

/// Read from disk at a time.
const PIECE: usize = 1 << 18;

/// The rows of an older CSV file of ours.
pub(super) struct PreviousRows {
    file: Opened,
    /// Bytes of the file before the buffer.
    before: u64,
    buffer: Vec<u8>,
    /// Where the next row begins in the buffer.
    start: usize,
    ended: bool,
}

impl PreviousRows {
    /// Opens the file, packed or not, and reads its header line; `None` if there is no such file, or one with other
    /// columns. `path` is that of the file that is not packed.
    pub(super) fn open(path: &Path, header: &str) -> Option<Self> {
        let mut rows = Self { file: opened(path)?, before: 0, buffer: Vec::new(), start: 0, ended: false };
        if rows.starts_with(BOM.as_bytes()).ok()? {
            rows.start += BOM.len();
        }
        if !rows.starts_with(header.as_bytes()).ok()? {
            return None;
        }
        rows.start += header.len();
        Some(rows)
    }

    /// The fields of the next row, which stays the next one.
    pub(super) fn peek(&mut self) -> io::Result<Option<Vec<String>>> {
        let length = self.row_length()?;
        let row = self.buffer.get(self.start..self.start + length).unwrap_or_default();
        Ok((length > 0).then(|| fields(row)))
    }

    /// Goes past the next row.
    pub(super) fn skip(&mut self) -> io::Result<()> {
        self.start += self.row_length()?;
        Ok(())
    }

    /// Goes past these rows if they come next.
    pub(super) fn skip_same(&mut self, rows: &[u8]) -> io::Result<bool> {
        let same = self.starts_with(rows)?;
        if same {
            self.start += rows.len();
        }
        Ok(same)
    }

    /// Goes on at this byte of a file that is not packed, or where it is if that lies behind.
    pub(super) fn go_to(&mut self, byte: u64) -> io::Result<()> {
        let Opened::Plain(file) = &mut self.file else { return Ok(()) };
        let ahead = usize::try_from(byte.saturating_sub(self.before)).unwrap_or(usize::MAX);
        if ahead <= self.buffer.len() {
            self.start = self.start.max(ahead);
            return Ok(());
        }
        file.seek(SeekFrom::Start(byte))?;
        self.buffer.clear();
        (self.before, self.start, self.ended) = (byte, 0, false);
        Ok(())
    }

    fn starts_with(&mut self, bytes: &[u8]) -> io::Result<bool> {
        while self.buffer.len() - self.start < bytes.len() && !self.ended {
            self.fill()?;
        }
        Ok(self.buffer.get(self.start..).is_some_and(|rest| rest.starts_with(bytes)))
    }

    /// Length of the next row with its line end; 0 at the end of the file.
    fn row_length(&mut self) -> io::Result<usize> {
        let (mut looked_at, mut quoted) = (0, false);
        loop {
            let rest = self.buffer.get(self.start + looked_at..).unwrap_or_default();
            for byte in rest {
                looked_at += 1;
                match byte {
                    b'"' => quoted = !quoted,
                    b'\n' if !quoted => return Ok(looked_at),
                    _ => {}
                }
            }
            if self.ended {
                return Ok(looked_at);
            }
            self.fill()?;
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        self.buffer.drain(..self.start);
        self.before += self.start as u64;
        self.start = 0;
        let before = self.buffer.len();
        self.buffer.resize(before + PIECE, 0);
        let room = self.buffer.get_mut(before..).unwrap_or_default();
        let read = match &mut self.file {
            Opened::Plain(file) => file.read(room),
            Opened::Packed(file) => file.read(room),
        }?;
        self.buffer.truncate(before + read);
        self.ended = read == 0;
        Ok(())
    }
}

/// The older rows of observations: in one file, or in one for each year.
pub(super) struct PreviousObservations {
    whole: Option<PreviousRows>,
    years: BTreeMap<String, PreviousRows>,
}

impl PreviousObservations {
    /// Opens what the folder has of them.
    pub(super) fn open(folder: &Path) -> Self {
        let schema = datasets::observations();
        let header = schema.header();
        let whole = PreviousRows::open(&folder.join(schema.file_name()), &header);
        let mut years = BTreeMap::new();
        for entry in fs::read_dir(folder.join(&schema.name)).into_iter().flatten().filter_map(Result::ok) {
            let name = entry.file_name().to_string_lossy().into_owned();
            let rows = PreviousRows::open(&entry.path().join("part-0.csv"), &header);
            if let (Some(year), Some(rows)) = (name.strip_prefix("year="), rows) {
                years.insert(year.to_owned(), rows);
            }
        }
        Self { whole, years }
    }

    /// The rows among which those of a document of this year stand. If it had another year before, they are not found,
    /// and all its values count as added.
    pub(super) fn of(&mut self, year: Option<i32>) -> Option<&mut PreviousRows> {
        match &mut self.whole {
            Some(rows) => Some(rows),
            None => self.years.get_mut(&key(year)),
        }
    }
}

/// A file, as it would be if it were not packed.
enum Opened {
    Plain(File),
    Packed(Box<dyn Read + Send>),
}

fn opened(path: &Path) -> Option<Opened> {
    let packed = |ending: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        File::open(name).ok()
    };
    if let Ok(file) = File::open(path) {
        return Some(Opened::Plain(file));
    }
    if let Some(file) = packed(Compress::Gzip.ending()) {
        return Some(Opened::Packed(Box::new(GzDecoder::new(file))));
    }
    let file = packed(Compress::Zstd.ending())?;
    zstd::Decoder::new(file).ok().map(|file| Opened::Packed(Box::new(file)))
}

/// Splits rows as `write` writes them.
pub(super) fn each_row(mut rows: &[u8]) -> Vec<Vec<String>> {
    let mut parsed = Vec::new();
    while !rows.is_empty() {
        let mut quoted = false;
        let end = rows.iter().position(|byte| {
            quoted ^= *byte == b'"';
            *byte == b'\n' && !quoted
        });
        let (row, rest) = rows.split_at(end.map_or(rows.len(), |end| end + 1));
        parsed.push(fields(row));
        rows = rest;
    }
    parsed
}

fn fields(row: &[u8]) -> Vec<String> {
    let row = row.strip_suffix(b"\n").unwrap_or(row);
    let mut fields = Vec::new();
    let (mut field, mut quoted, mut closed) = (Vec::new(), false, false);
    for byte in row {
        match byte {
            b'"' if quoted => (quoted, closed) = (false, true),
            b'"' => {
                // A quote right after a closing one is a quote of the text.
                if closed {
                    field.push(b'"');
                }
                (quoted, closed) = (true, false);
            }
            b',' if !quoted => {
                fields.push(text(std::mem::take(&mut field)));
                closed = false;
            }
            byte => field.push(*byte),
        }
    }
    fields.push(text(field));
    fields
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// A text without the guard against formulas.
pub(super) fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| runs_as_formula(rest)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_as_written() {
        let rows = b"a,\"b,\"\"c\"\"\nd\",\n\"\"\"\",x,y\n";
        assert_eq!(each_row(rows), [vec!["a", "b,\"c\"\nd", ""], vec!["\"", "x", "y"]]);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, [BOM.as_bytes(), b"h\n", rows].concat()).unwrap();
        let mut previous = PreviousRows::open(&path, "h\n").unwrap();
        assert_eq!(previous.peek().unwrap().unwrap(), ["a", "b,\"c\"\nd", ""]);
        assert!(previous.skip_same(&rows[..15]).unwrap());
        assert_eq!(previous.peek().unwrap().unwrap(), ["\"", "x", "y"]);
        previous.skip().unwrap();
        assert_eq!(previous.peek().unwrap(), None);
        let mut previous = PreviousRows::open(&path, "h\n").unwrap();
        previous.go_to(BOM.len() as u64 + 2 + 15).unwrap();
        assert_eq!(previous.peek().unwrap().unwrap(), ["\"", "x", "y"]);
        assert!(PreviousRows::open(&path, "other\n").is_none());
        assert!(PreviousRows::open(&folder.path().join("none"), "h\n").is_none());
    }
}
