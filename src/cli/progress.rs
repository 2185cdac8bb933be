//! Events of a run -> what a waiting person sees: a bar on a terminal, else a line now and then.

use std::io::{IsTerminal, stderr};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::run::{Event, Observer, Stage};

use super::args::{LogFormat, SayArgs};
use super::{log, text};

/// Time between two lines where there is no bar.
const PAUSE: Duration = Duration::from_secs(10);
/// Time between two strokes of the bar: a run reads thousands of documents a second.
const STROKE: Duration = Duration::from_millis(100);
/// Seconds after which the time left can be told from the rate so far.
const KNOWN: f64 = 2.0;
const BAR: &str = "{msg:10} {wide_bar} {prefix}";
const SPINNER: &str = "{msg:10} {spinner}";

/// Shows how far a run is.
pub struct Progress {
    look: Look,
    state: Mutex<State>,
}

enum Look {
    Bar(ProgressBar),
    Lines,
    Json,
    Nothing,
}

struct State {
    stage: Option<Stage>,
    done: u64,
    total: u64,
    problems: u64,
    began: Instant,
    said: Instant,
}

impl Progress {
    /// The look that suits stderr and the options.
    pub fn new(say: &SayArgs) -> Self {
        let look = match say.log_format {
            _ if say.quiet => Look::Nothing,
            LogFormat::Json => Look::Json,
            LogFormat::Text if stderr().is_terminal() => Look::Bar(bar()),
            LogFormat::Text => Look::Lines,
        };
        let now = Instant::now();
        let state = State { stage: None, done: 0, total: 0, problems: 0, began: now, said: now };
        Self { look, state: Mutex::new(state) }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        if let Look::Bar(bar) = &self.look {
            bar.finish_and_clear();
        }
    }

    fn stage(&self, state: &mut State, stage: Stage, total: u64) {
        state.stage = Some(stage);
        (state.done, state.total, state.began) = (0, total, Instant::now());
        match &self.look {
            Look::Bar(bar) => show_stage(bar, stage, total),
            Look::Json => tracing::info!(stage = stage.as_str(), total, "stage"),
            Look::Lines | Look::Nothing => {}
        }
    }

    fn document(&self, state: &mut State, path: &str, problems: u64) {
        state.done += 1;
        state.problems += problems;
        tracing::debug!(path, problems, "document");
        let pause = if matches!(self.look, Look::Bar(_)) { STROKE } else { PAUSE };
        if state.said.elapsed() >= pause {
            state.said = Instant::now();
            self.say(state);
        }
    }

    fn say(&self, state: &State) {
        match &self.look {
            Look::Bar(bar) => {
                bar.set_position(state.done);
                bar.set_prefix(state.line());
            }
            Look::Lines => log::line(&format!("{}: {}", stage_word(state.stage), state.line())),
            Look::Json => {
                let (done, total, problems) = (state.done, state.total, state.problems);
                tracing::info!(done, total, problems, seconds_left = state.left(), "progress");
            }
            Look::Nothing => {}
        }
    }
}

impl Observer for Progress {
    fn event(&self, event: &Event<'_>) {
        // A poisoned lock only means that a line was cut short.
        let mut state = self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        match *event {
            Event::Stage { stage, total } => self.stage(&mut state, stage, total),
            Event::Document { path, problems, .. } => self.document(&mut state, path, problems),
        }
    }
}

impl State {
    /// `1,200 of 10,000 documents, 640 a second, 14 s left, 3 problems`
    fn line(&self) -> String {
        let seconds = self.began.elapsed().as_secs_f64().max(0.001);
        let rate = (self.done as f64 / seconds).round() as u64;
        let (done, total, rate) = (text::grouped(self.done), text::grouped(self.total), text::grouped(rate));
        let problems = text::counted(self.problems, "problem");
        let left = if seconds < KNOWN { String::new() } else { format!(", {} s left", self.left()) };
        format!("{done} of {total} documents, {rate} a second{left}, {problems}")
    }

    fn left(&self) -> u64 {
        let missing = self.total.saturating_sub(self.done);
        let seconds = self.began.elapsed().as_secs_f64() * missing as f64 / self.done.max(1) as f64;
        seconds.ceil() as u64
    }
}

fn stage_word(stage: Option<Stage>) -> &'static str {
    stage.map_or("", Stage::as_str)
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    set_style(&bar, SPINNER);
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// Only reading tells of each document; the other stages are short.
fn show_stage(bar: &ProgressBar, stage: Stage, total: u64) {
    set_style(bar, if stage == Stage::Reading { BAR } else { SPINNER });
    bar.set_message(stage.as_str());
    bar.set_prefix("");
    bar.set_length(total);
    bar.set_position(0);
}

fn set_style(bar: &ProgressBar, template: &str) {
    // The templates are sound; a bar in its default look would do no harm either.
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_how_far_and_how_long() {
        let now = Instant::now();
        let began = now.checked_sub(Duration::from_secs(10)).unwrap();
        let state =
            State { stage: Some(Stage::Reading), done: 1000, total: 3000, problems: 1, began, said: now };
        let line = state.line();
        assert!(line.starts_with("1,000 of 3,000 documents, 100 a second, 2"), "{line}");
        assert!(line.ends_with(" s left, 1 problem"), "{line}");
    }
}
