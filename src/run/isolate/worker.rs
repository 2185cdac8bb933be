//! Documents from stdin -> extracts to stdout: the inside of a worker.

use std::convert::Infallible;
use std::io;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::frame::{self, Kind};
use super::{Limits, limits};
use crate::model::Hint;
use crate::run::extract::{extract, extract_twice, look, look_twice};
use crate::tables::Forms;

/// Nested structures of a PDF are read by functions that call themselves.
const STACK: usize = 16 << 20;

/// Exit code of a worker that has no memory for a document's bytes.
pub(super) const NO_MEMORY: i32 = 12;

/// What a worker is told first.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Setup {
    memory: u64,
    seconds: u64,
    hints: Vec<Hint>,
}

impl Setup {
    /// As it is sent: the version stands in front, because only workers of the same version can read the rest.
    pub(super) fn encoded(hints: &[Hint], limits: Limits) -> Result<Vec<u8>, postcard::Error> {
        let setup = Self { memory: limits.memory, seconds: limits.time.as_secs(), hints: hints.to_vec() };
        postcard::to_stdvec(&(env!("CARGO_PKG_VERSION"), postcard::to_stdvec(&setup)?))
    }

    fn decoded(message: &[u8]) -> io::Result<Self> {
        let refused = |why: String| io::Error::new(io::ErrorKind::InvalidData, why);
        let (version, setup): (String, Vec<u8>) =
            postcard::from_bytes(message).map_err(|error| refused(error.to_string()))?;
        if version != env!("CARGO_PKG_VERSION") {
            return Err(refused(format!("version {version} asks a worker of {}", env!("CARGO_PKG_VERSION"))));
        }
        postcard::from_bytes(&setup).map_err(|error| refused(error.to_string()))
    }
}

/// Reads documents from stdin and writes their extracts to stdout until stdin ends: what [`Workers`](super::Workers)
/// start. Ends as soon as the process that started it has gone, in the middle of a document too.
///
/// # Errors
/// Where stdin is not from such a process, or stdout cannot be written.
pub fn work() -> io::Result<Infallible> {
    let mut stdin = io::stdin().lock();
    let (Kind::Setup, setup) = frame::read(&mut stdin)? else {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "the first message must be the setup"));
    };
    let setup = Setup::decoded(&setup)?;
    let time = Duration::from_secs(setup.seconds);
    limits::bound_memory(setup.memory);
    // What panics is caught and told of as a problem; nobody reads the words.
    std::panic::set_hook(Box::new(|_| {}));
    let forms = Forms::new(&setup.hints);
    let (documents, to_read) = channel();
    thread::Builder::new().name("reading".to_owned()).stack_size(STACK).spawn(move || {
        // Nobody is left to tell an error.
        let _ = answer(&to_read, &forms, time);
        std::process::exit(1)
    })?;
    loop {
        let sent = match frame::read(&mut stdin) {
            Ok(message) => documents.send(message).is_ok(),
            Err(error) if error.kind() == io::ErrorKind::OutOfMemory => std::process::exit(NO_MEMORY),
            Err(_) => false,
        };
        if !sent {
            std::process::exit(0);
        }
    }
}

/// Answers each document in its turn.
fn answer(to_read: &Receiver<(Kind, Vec<u8>)>, forms: &Forms, time: Duration) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    frame::write(&mut stdout, Kind::Ready, env!("CARGO_PKG_VERSION").as_bytes())?;
    for (kind, bytes) in to_read {
        limits::bound_time(time);
        let answer = match kind {
            Kind::Extract => postcard::to_stdvec(&extract(&bytes, forms)),
            Kind::Look => postcard::to_stdvec(&look(&bytes, forms)),
            Kind::ExtractTwice => postcard::to_stdvec(&extract_twice(&bytes, forms)),
            Kind::LookTwice => postcard::to_stdvec(&look_twice(&bytes, forms)),
            Kind::Setup | Kind::Ready | Kind::Answer => return Err(io::ErrorKind::InvalidData.into()),
        };
        frame::write(&mut stdout, Kind::Answer, &answer.map_err(io::Error::other)?)?;
    }
    Ok(())
}
