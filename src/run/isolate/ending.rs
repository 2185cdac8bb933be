//! How a worker ended and what it said last -> why, and the problem of the document that it was reading.

use std::process::ExitStatus;

use super::{Limits, worker};
use crate::model::{Code, Problem};

/// Why a worker ended while it read a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ending {
    /// It took too long.
    Time,
    /// It wanted more memory than it may have.
    Memory,
    /// Anything else; how, in words.
    Crash(String),
}

impl Ending {
    /// What a worker that ended by itself died of.
    pub(super) fn of(status: Option<ExitStatus>, last_words: &str) -> Self {
        // The words of Rust's standard library for the two crashes that no program can catch.
        if last_words.contains("memory allocation of") && last_words.contains("failed") {
            return Self::Memory;
        }
        if last_words.contains("has overflowed its stack") {
            return Self::Crash("stack overflow".to_owned());
        }
        match signal(status) {
            Some(OUT_OF_PROCESSOR_TIME) => Self::Time,
            Some(signal) => Self::Crash(format!("signal {signal}")),
            None => match status.and_then(|status| status.code()) {
                Some(worker::NO_MEMORY) => Self::Memory,
                Some(code) => Self::Crash(format!("exit code {code}")),
                None => Self::Crash("it did not answer".to_owned()),
            },
        }
    }

    /// The problem that the document has of it. Says nothing that differs from one run to the next.
    pub(super) fn problem(&self, limits: Limits) -> Problem {
        match self {
            Self::Time => {
                let message = format!(
                    "reading it took more than {} seconds: allow more with --max-seconds, or leave it out with --exclude",
                    limits.time.as_secs()
                );
                Problem::new(Code::LimitTime, message)
            }
            Self::Memory => {
                let message = format!(
                    "reading it took more than {} MB of memory: allow more with --max-memory, or leave it out with --exclude",
                    limits.memory >> 20
                );
                Problem::new(Code::LimitMemory, message)
            }
            Self::Crash(how) => {
                let message = format!("the program crashed on it ({how}); please report it with the file");
                Problem::new(Code::WorkerCrashed, message)
            }
        }
    }
}

/// SIGXCPU, on every Unix.
const OUT_OF_PROCESSOR_TIME: i32 = 24;

#[cfg(unix)]
fn signal(status: Option<ExitStatus>) -> Option<i32> {
    use std::os::unix::process::ExitStatusExt;
    status.and_then(|status| status.signal())
}

#[cfg(not(unix))]
fn signal(_status: Option<ExitStatus>) -> Option<i32> {
    None
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::process::ExitStatusExt;

    use super::*;

    #[test]
    fn each_end_has_its_cause() {
        let crash = |how: &str| Ending::Crash(how.to_owned());
        for (status, words, ending) in [
            (6, "memory allocation of 99 bytes failed", Ending::Memory),
            (
                6,
                "\nthread 'reading' (7) has overflowed its stack\nfatal runtime error",
                crash("stack overflow"),
            ),
            (11, "", crash("signal 11")),
            (24, "", Ending::Time),
            (worker::NO_MEMORY << 8, "", Ending::Memory),
            (3 << 8, "", crash("exit code 3")),
        ] {
            assert_eq!(Ending::of(Some(ExitStatus::from_raw(status)), words), ending);
        }
        assert_eq!(Ending::of(None, ""), crash("it did not answer"));
    }

    #[test]
    fn each_cause_has_its_code_and_names_the_limit() {
        let limits = Limits { memory: 300 << 20, time: std::time::Duration::from_secs(7) };
        let time = Ending::Time.problem(limits);
        assert_eq!(time.code, Code::LimitTime);
        assert!(time.message.contains("7 seconds") && time.message.contains("--max-seconds"), "{time:?}");
        let memory = Ending::Memory.problem(limits);
        assert_eq!(memory.code, Code::LimitMemory);
        assert!(memory.message.contains("300 MB") && memory.message.contains("--max-memory"), "{memory:?}");
        assert_eq!(Ending::Crash(String::new()).problem(limits).code, Code::WorkerCrashed);
    }
}
