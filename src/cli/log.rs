//! Errors and events -> lines on stderr: words for people, or one JSON object a line for programs.

use std::io::{self, Write};

use tracing_subscriber::filter::LevelFilter;

use super::args::{LogFormat, SayArgs};
use super::style::Paint;
use super::text;

/// Starts the log of this process. Called once, before anything is done.
pub fn start(say: &SayArgs) {
    let builder = tracing_subscriber::fmt()
        .with_max_level(level(say))
        .with_writer(io::stderr)
        .with_target(false)
        .log_internal_errors(false);
    // Only a second call can fail, and then the first one's log goes on.
    let _ = match say.log_format {
        LogFormat::Json => builder.json().flatten_event(true).try_init(),
        LogFormat::Text => builder.with_ansi(Paint::stderr().is_on()).without_time().compact().try_init(),
    };
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let reason = panic.payload().downcast_ref::<String>().map(String::as_str);
        let reason = reason.or_else(|| panic.payload().downcast_ref::<&str>().copied());
        tracing::error!("internal error at {place}: {}", reason.unwrap_or("no reason given"));
    }));
}

/// JSON is read by programs, which want to follow a run without `-v`.
fn level(say: &SayArgs) -> LevelFilter {
    match (say.quiet, say.verbose, say.log_format) {
        (true, ..) => LevelFilter::ERROR,
        (_, 0, LogFormat::Text) => LevelFilter::WARN,
        (_, 0, LogFormat::Json) | (_, 1, LogFormat::Text) => LevelFilter::INFO,
        (_, 1, LogFormat::Json) | (_, 2, _) => LevelFilter::DEBUG,
        _ => LevelFilter::TRACE,
    }
}

/// Says why the command failed: what, on which file, why.
pub fn error(say: &SayArgs, error: &anyhow::Error) {
    let message = told(error);
    match say.log_format {
        LogFormat::Json => tracing::error!("{message}"),
        LogFormat::Text => {
            let label = Paint::stderr().red("error:");
            line(&format!("{label} {}", text::harmless(&message)));
        }
    }
}

/// The error and its causes; a cause that the words before name already is left out.
fn told(error: &anyhow::Error) -> String {
    let mut told = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if told.is_empty() {
            told = cause;
        } else if !told.contains(&cause) {
            told = format!("{told}: {cause}");
        }
    }
    told
}

/// One line on stderr; if nobody reads it any more, nobody misses it.
pub fn line(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

#[cfg(test)]
mod tests {
    use anyhow::{Context, anyhow};

    use super::*;

    #[test]
    fn each_cause_is_told_once() {
        let error = Err::<(), _>(anyhow!("no such file")).context("input a: no such file").unwrap_err();
        assert_eq!(told(&error), "input a: no such file");
        let error = Err::<(), _>(anyhow!("no such file")).context("could not read a").unwrap_err();
        assert_eq!(told(&error), "could not read a: no such file");
    }
}
