//! What was typed -> what it means; what happened -> exit code and words.

pub mod args;
mod codebook;
mod help;
mod inspect;
mod log;
mod metrics;
mod output;
mod packs;
mod progress;
mod run;
mod style;
mod summary;
mod text;

use std::process::ExitCode;

use anyhow::Context;
use clap::{CommandFactory, Parser};
use clap_complete::Shell;

use args::{Cli, Command};

/// Published, but a condition of `--fail-on` was met.
const CONDITION_MET: u8 = 3;
/// The run failed; what was published before stands untouched.
const FAILED: u8 = 1;

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // A reader that has gone away is no reason to complain.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(FAILED));
        }
    };
    log::start(&cli.say);
    match obey(&cli) {
        Ok(code) => ExitCode::from(code),
        Err(error) if output::reader_has_gone(&error) => ExitCode::SUCCESS,
        Err(error) => {
            log::error(&cli.say, &error);
            ExitCode::from(exit_code(&error))
        }
    }
}

fn obey(cli: &Cli) -> anyhow::Result<u8> {
    match &cli.command {
        Command::Run(args) => run::run(args, &cli.say),
        Command::Inspect(args) => inspect::inspect(args),
        Command::Codebook(args) => codebook::codebook(args),
        Command::Completions { shell } => completions(*shell),
        Command::Worker => work(),
    }
}

/// Works for the process that started this one, and ends with it.
fn work() -> anyhow::Result<u8> {
    match crate::run::work().context("the worker command is for baobiao itself, not to be typed")? {}
}

fn exit_code(error: &anyhow::Error) -> u8 {
    error.downcast_ref::<crate::run::RunError>().map_or(FAILED, crate::run::RunError::exit_code)
}

fn completions(shell: Shell) -> anyhow::Result<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "baobiao", &mut script);
    output::print(&script)?;
    Ok(0)
}
