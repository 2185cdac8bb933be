//! Whether a stream shows colours, and the few that are used.

use std::io::{IsTerminal, stderr, stdout};

use clap::builder::styling::{AnsiColor, Styles};

/// Colours of the help, clap's own defaults toned down; clap drops them where the stream is no terminal.
pub fn help() -> Styles {
    Styles::styled()
        .header(AnsiColor::Green.on_default().bold())
        .usage(AnsiColor::Green.on_default().bold())
        .literal(AnsiColor::Cyan.on_default())
        .placeholder(AnsiColor::White.on_default())
}

/// Paints words, or leaves them as they are.
#[derive(Debug, Clone, Copy)]
pub struct Paint {
    on: bool,
}

impl Paint {
    /// Colours for stdout, where it is a terminal that wants them.
    pub fn stdout() -> Self {
        Self { on: stdout().is_terminal() && wanted() }
    }

    /// Colours for stderr, where it is a terminal that wants them.
    pub fn stderr() -> Self {
        Self { on: stderr().is_terminal() && wanted() }
    }

    /// No colours.
    #[cfg(test)]
    pub fn plain() -> Self {
        Self { on: false }
    }

    /// True if colours are on.
    pub fn is_on(self) -> bool {
        self.on
    }

    /// Bold.
    pub fn bold(self, text: &str) -> String {
        self.with("1", text)
    }

    /// Faint.
    pub fn faint(self, text: &str) -> String {
        self.with("2", text)
    }

    /// Red: errors.
    pub fn red(self, text: &str) -> String {
        self.with("31", text)
    }

    /// Yellow: doubts.
    pub fn yellow(self, text: &str) -> String {
        self.with("33", text)
    }

    /// Cyan: labels.
    pub fn cyan(self, text: &str) -> String {
        self.with("36", text)
    }

    fn with(self, code: &str, text: &str) -> String {
        if self.on && !text.is_empty() { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

/// What no-color.org asks for: any value but the empty one turns colours off.
fn wanted() -> bool {
    let off = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    !off && !dumb
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_paint_leaves_text_alone() {
        assert_eq!(Paint::plain().red("text"), "text");
    }

    #[test]
    fn paint_is_closed_again() {
        assert_eq!(Paint { on: true }.bold("text"), "\x1b[1mtext\x1b[0m");
    }
}
