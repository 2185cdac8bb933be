//! One worker as seen from outside: started, asked document by document, and why it ended.

use std::io::{self, Read};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::Workers;
use super::ending::Ending;
use super::frame::{self, Kind};

/// How long a worker may take to start, on a machine that is busy.
const START: Duration = Duration::from_secs(60);

/// How long a worker that broke off may take to end.
const END: Duration = Duration::from_secs(5);

/// Of what a worker says on stderr, so many bytes are kept, the last ones.
const LAST_WORDS: usize = 4096;

type Message = (Kind, Vec<u8>);

/// A running worker. Dropped, it is ended.
pub(super) struct Process {
    child: Child,
    /// To the thread that holds the pipes: it may wait on them for ever, this one may not.
    asks: Sender<Message>,
    answers: Receiver<io::Result<Message>>,
    said: LastWords,
}

impl Process {
    /// Starts a worker and waits until it can take documents.
    ///
    /// # Errors
    /// Why it cannot, in words.
    pub(super) fn start(workers: &Workers, setup: &[u8]) -> Result<Self, String> {
        let mut command = Command::new(&workers.program);
        command.args(&workers.arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // The allocator would set aside a gigabyte of addresses, which the bound on memory counts.
        command.env("MIMALLOC_ARENA_RESERVE", "32768");
        let mut child = command.spawn().map_err(|error| error.to_string())?;
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (asks, to_ask) = channel();
        let (answered, answers) = channel();
        let (said, saying) = LastWords::new();
        let mut process = Self { child, asks, answers, said };
        let (Some(stdin), Some(stdout), Some(stderr)) = pipes else {
            return Err("it has no pipes".to_owned());
        };
        let spawn = |name: &str, work: Box<dyn FnOnce() + Send>| {
            thread::Builder::new().name(name.to_owned()).spawn(work).map_err(|error| error.to_string())
        };
        spawn("worker-pipes", Box::new(move || converse(stdin, stdout, &to_ask, &answered)))?;
        spawn("worker-words", Box::new(move || saying.listen(stderr)))?;
        process.greet(setup)?;
        Ok(process)
    }

    fn greet(&mut self, setup: &[u8]) -> Result<(), String> {
        match self.exchange(Kind::Setup, setup, START) {
            Ok((Kind::Ready, version)) if version == env!("CARGO_PKG_VERSION").as_bytes() => Ok(()),
            Ok((Kind::Ready, _)) => Err("it is of another version".to_owned()),
            Ok(_) => Err("it is no worker".to_owned()),
            Err(Ending::Time) => Err("it does not start".to_owned()),
            Err(ending) => match (self.said.last_line(), ending) {
                (words, _) if !words.is_empty() => Err(words),
                (_, Ending::Crash(how)) => Err(how),
                _ => Err("it ended".to_owned()),
            },
        }
    }

    /// Has it read a document. After an error it is of no use any more.
    pub(super) fn ask(&mut self, kind: Kind, bytes: &[u8], time: Duration) -> Result<Vec<u8>, Ending> {
        let answer = self.exchange(kind, bytes, time);
        if let Err(ending) = &answer {
            tracing::info!(?ending, said = self.said.last_line(), "a worker ended");
        }
        match answer? {
            (Kind::Answer, answer) => Ok(answer),
            _ => Err(Ending::Crash("its answer cannot be read".to_owned())),
        }
    }

    fn exchange(&mut self, kind: Kind, message: &[u8], time: Duration) -> Result<Message, Ending> {
        // If the thread with the pipes has gone, so has its answer.
        let _ = self.asks.send((kind, message.to_vec()));
        match self.answers.recv_timeout(time) {
            Ok(Ok(answer)) => Ok(answer),
            Err(RecvTimeoutError::Timeout) => {
                self.end();
                Err(Ending::Time)
            }
            Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => {
                let status = self.ended();
                Err(Ending::of(status, &self.said.all()))
            }
        }
    }

    /// Waits for the end of a worker that broke off.
    fn ended(&mut self) -> Option<ExitStatus> {
        let until = Instant::now() + END;
        let mut pause = Duration::from_millis(1);
        loop {
            match self.child.try_wait() {
                Ok(None) if Instant::now() < until => thread::sleep(pause),
                Ok(Some(status)) => return Some(status),
                _ => {
                    self.end();
                    return None;
                }
            }
            pause = (pause * 2).min(Duration::from_millis(50));
        }
    }

    /// Ends it at once, and takes note of its end so that the system can forget it.
    fn end(&mut self) {
        // Fails only if it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end();
    }
}

/// Hands messages to a worker and its answers back, until the worker breaks off or nobody asks any more.
fn converse(
    mut stdin: ChildStdin,
    mut stdout: ChildStdout,
    to_ask: &Receiver<Message>,
    answered: &Sender<io::Result<Message>>,
) {
    for (kind, message) in to_ask {
        let answer = frame::write(&mut stdin, kind, &message).and_then(|()| frame::read(&mut stdout));
        let broken = answer.is_err();
        if answered.send(answer).is_err() || broken {
            return;
        }
    }
}

/// What a worker said last on stderr.
struct LastWords {
    words: Arc<Mutex<Vec<u8>>>,
    /// Closed when the worker can say no more.
    over: Receiver<()>,
}

/// The thread that listens.
struct Listener {
    words: Arc<Mutex<Vec<u8>>>,
    _over: Sender<()>,
}

impl LastWords {
    fn new() -> (Self, Listener) {
        let words = Arc::new(Mutex::default());
        let (open, over) = channel();
        (Self { words: Arc::clone(&words), over }, Listener { words, _over: open })
    }

    /// All that is kept, once the worker has ended.
    fn all(&self) -> String {
        // Its children, if it has any, may hold stderr open: nobody waits for them.
        let _ = self.over.recv_timeout(Duration::from_millis(500));
        let words = self.words.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&words).into_owned()
    }

    fn last_line(&self) -> String {
        let all = self.all();
        all.lines().map(str::trim).rfind(|line| !line.is_empty()).unwrap_or_default().to_owned()
    }
}

impl Listener {
    fn listen(self, mut stderr: ChildStderr) {
        let mut piece = [0; 1024];
        while let Ok(length @ 1..) = stderr.read(&mut piece) {
            let mut words = self.words.lock().unwrap_or_else(PoisonError::into_inner);
            words.extend_from_slice(piece.get(..length).unwrap_or_default());
            let surplus = words.len().saturating_sub(LAST_WORDS);
            words.drain(..surplus);
        }
    }
}
