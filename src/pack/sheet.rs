//! CSV text of a pack -> records with their lines.

use std::path::{Path, PathBuf};

use super::error::{Fault, PackError};

/// One record of a CSV file of a pack.
pub(super) struct Record<'a> {
    /// The file, for errors.
    file: &'a Path,
    /// Line in the file, from 1.
    pub line: usize,
    cells: csv::StringRecord,
}

impl Record<'_> {
    /// The cell of a column, trimmed.
    pub fn get(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or_default().trim()
    }

    /// The parts of a cell that stand between `|`, empty ones left out.
    pub fn list(&self, column: usize) -> Vec<String> {
        self.get(column)
            .split('|')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect()
    }

    /// An error at this record.
    pub fn fault(&self, fault: Fault) -> PackError {
        PackError::new(self.file, Some(self.line), fault)
    }
}

/// Reads a CSV file whose header line must be `columns`, and hands each record to `each`.
pub(super) fn read(
    file: &PathBuf,
    text: &str,
    columns: &[&str],
    mut each: impl FnMut(&Record<'_>) -> Result<(), PackError>,
) -> Result<(), PackError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::Headers).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| csv_error(file, &error))?;
    if !header.iter().eq(columns.iter().copied()) {
        return Err(PackError::new(file, Some(1), Fault::Header { expected: columns.join(",") }));
    }
    for record in reader.records() {
        let cells = record.map_err(|error| csv_error(file, &error))?;
        let line = cells.position().map_or(0, |position| usize::try_from(position.line()).unwrap_or(0));
        each(&Record { file, line, cells })?;
    }
    Ok(())
}

fn csv_error(file: &PathBuf, error: &csv::Error) -> PackError {
    let line = error.position().and_then(|position| usize::try_from(position.line()).ok());
    let reason = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("the line has {len} cells, the header line {expected_len}")
        }
        _ => error.to_string(),
    };
    PackError::new(file, line, Fault::Csv(reason))
}
