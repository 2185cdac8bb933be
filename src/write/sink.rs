//! Buffers of rows -> a file on disk, with its size and hash: each file is written by a thread of its own.

use std::fs::File;
use std::io;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use super::Compress;
use super::compress::Packer;

/// Buffers that may wait for the disk; the bound keeps memory bounded when the disk is slow.
const WAITING: usize = 16;

/// Buffers that were written and may be used again.
const REUSED: usize = 2;

/// After so many bytes a file is put on the disk itself, which then has little left to do when the run publishes.
const FLUSHED: usize = 32 << 20;

/// Small pieces are gathered up to this many bytes.
const GATHERED: usize = 1 << 18;

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finished {
    /// Size.
    pub bytes: u64,
    /// SHA-256 in hex.
    pub sha256: String,
    /// Rows without the header line.
    pub rows: u64,
}

/// A file being written.
#[derive(Debug)]
pub struct Sink {
    sender: Option<SyncSender<Vec<u8>>>,
    empty: Receiver<Vec<u8>>,
    thread: Option<JoinHandle<io::Result<(u64, String)>>>,
    rows: u64,
    bytes: u64,
    pending: Vec<u8>,
}

impl Sink {
    /// Starts to write; `head` comes first (byte-order mark and header line).
    ///
    /// # Errors
    /// The thread cannot be started.
    pub fn start(file: File, head: Vec<u8>, compress: Compress) -> io::Result<Self> {
        let packer = Packer::new(file, compress)?;
        let (sender, full) = sync_channel(WAITING);
        let (back, empty) = sync_channel(REUSED);
        let thread = thread::Builder::new()
            .name("baobiao-write".to_owned())
            .spawn(move || write_all(packer, &full, &back))?;
        let mut sink = Self {
            sender: Some(sender),
            empty,
            thread: Some(thread),
            rows: 0,
            bytes: 0,
            pending: Vec::new(),
        };
        sink.write(&head, 0)?;
        Ok(sink)
    }

    /// Appends so many rows; small pieces are gathered.
    ///
    /// # Errors
    /// The reason why an earlier piece could not be written.
    pub fn write(&mut self, bytes: &[u8], rows: u64) -> io::Result<()> {
        self.rows += rows;
        self.bytes += bytes.len() as u64;
        self.pending.extend_from_slice(bytes);
        if self.pending.len() >= GATHERED { self.flush() } else { Ok(()) }
    }

    /// As `write`, for a large buffer: it is handed over whole.
    ///
    /// # Errors
    /// As `write`.
    pub fn send(&mut self, bytes: Vec<u8>, rows: u64) -> io::Result<()> {
        self.rows += rows;
        self.bytes += bytes.len() as u64;
        self.flush()?;
        self.hand_over(bytes)
    }

    /// Bytes appended so far, before they are packed.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.pending.is_empty() {
            return Ok(());
        }
        let mut next = self.used_buffer().unwrap_or_else(|| Vec::with_capacity(2 * GATHERED));
        next.clear();
        let full = std::mem::replace(&mut self.pending, next);
        self.hand_over(full)
    }

    fn hand_over(&mut self, bytes: Vec<u8>) -> io::Result<()> {
        match &self.sender {
            Some(sender) if sender.send(bytes).is_ok() => Ok(()),
            _ => self.join().and_then(|_| Err(io::Error::other("the file was closed early"))),
        }
    }

    /// A buffer that was written, to be used again; its content is stale.
    pub fn used_buffer(&self) -> Option<Vec<u8>> {
        self.empty.try_recv().ok()
    }

    /// Waits until all is written.
    ///
    /// # Errors
    /// The reason why something could not be written.
    pub fn finish(mut self) -> io::Result<Finished> {
        self.flush()?;
        let (bytes, sha256) = self.join()?;
        Ok(Finished { bytes, sha256, rows: self.rows })
    }

    fn join(&mut self) -> io::Result<(u64, String)> {
        drop(self.sender.take());
        match self.thread.take().map(JoinHandle::join) {
            Some(Ok(result)) => result,
            _ => Err(io::Error::other("the writing thread ended early")),
        }
    }
}

fn write_all(
    mut file: Packer,
    full: &Receiver<Vec<u8>>,
    back: &SyncSender<Vec<u8>>,
) -> io::Result<(u64, String)> {
    let mut flushing = Flushing::default();
    let mut unflushed = 0;
    for bytes in full {
        file.write_all(&bytes)?;
        unflushed += bytes.len();
        if unflushed >= FLUSHED {
            // Left to the end, the disk would have all of it to do while everybody waits.
            flushing.begin(file.handle()?)?;
            unflushed = 0;
        }
        // Where nobody wants buffers back they must not pile up.
        let _ = back.try_send(bytes);
    }
    flushing.end()?;
    file.finish()
}

/// A file on its way to the disk, while more is written to it: one stretch at a time, so that what waits is bounded.
#[derive(Default)]
struct Flushing(Option<JoinHandle<io::Result<()>>>);

impl Flushing {
    fn begin(&mut self, file: File) -> io::Result<()> {
        self.end()?;
        self.0 = Some(thread::Builder::new().name("baobiao-flush".to_owned()).spawn(move || flush(&file))?);
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        match self.0.take().map(JoinHandle::join) {
            None => Ok(()),
            Some(Ok(done)) => done,
            Some(Err(_)) => Err(io::Error::other("the flushing thread ended early")),
        }
    }
}

fn flush(file: &File) -> io::Result<()> {
    match file.sync_data() {
        // A pipe or a device has nothing to put anywhere.
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        done => done,
    }
}

/// Bytes in hex.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| DIGITS.get(usize::from(nibble)).map_or('0', |digit| char::from(*digit));
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn size_hash_and_rows_of_what_is_on_disk() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        let mut sink = Sink::start(File::create(&path).unwrap(), b"a,b\n".to_vec(), Compress::None).unwrap();
        sink.send(b"1,2\n".to_vec(), 1).unwrap();
        let finished = sink.finish().unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"a,b\n1,2\n");
        assert_eq!((finished.bytes, finished.rows), (8, 1));
        assert_eq!(finished.sha256, hex(&Sha256::digest(b"a,b\n1,2\n")));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_said() {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let mut sink = Sink::start(full, b"a\n".to_vec(), Compress::None).unwrap();
        let mut error = None;
        for _ in 0..1000 {
            if let Err(failed) = sink.send(vec![b'x'; 1000], 1) {
                error = Some(failed);
                break;
            }
        }
        let error = error.unwrap_or_else(|| sink.finish().unwrap_err());
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    }
}
