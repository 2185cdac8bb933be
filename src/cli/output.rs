//! Bytes -> stdout, where a reader that goes away early (`| head`) is nothing to complain about.

use std::io::{self, ErrorKind, Write};

/// Writes all of it.
///
/// # Errors
/// What the operating system says; `BrokenPipe` where the reader has gone.
pub fn print(bytes: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes)?;
    stdout.flush()
}

/// True if the error only says that nobody reads our output any more.
pub fn reader_has_gone(error: &anyhow::Error) -> bool {
    let is_gone = |error: &io::Error| error.kind() == ErrorKind::BrokenPipe;
    error.downcast_ref::<io::Error>().is_some_and(is_gone)
}
