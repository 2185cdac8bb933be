//! `baobiao run`: options -> datasets, a summary, and the exit code.

use std::io;
use std::time::Duration;

use anyhow::Context;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use crate::run::{LEAST_CONFIDENCE, RunOptions, Stop, Summary};
use crate::write::Compress;

use super::args::{CompressArg, FailOn, LogFormat, RunArgs, SayArgs};
use super::progress::Progress;
use super::style::Paint;
use super::{CONDITION_MET, FAILED, metrics, output, packs, summary};

/// Runs, says how it went, and gives the exit code.
pub fn run(args: &RunArgs, say: &SayArgs) -> anyhow::Result<u8> {
    let options = options(args)?;
    let progress = Progress::new(say);
    let summary = crate::run::run(&options, &progress);
    progress.finish();
    if let Some(path) = &args.metrics {
        let written = metrics::write(path, summary.as_ref().ok());
        let written = written.with_context(|| format!("could not write {}", path.display()));
        // Why the run failed is the better thing to say.
        if summary.is_ok() {
            written?;
        }
    }
    let summary = summary?;
    if say.log_format == LogFormat::Json {
        summary::log(&summary);
    }
    if !say.quiet {
        // The datasets stand: a reader that has gone must not change the exit code.
        ignore_gone(output::print(summary::text(&summary, Paint::stdout()).as_bytes()))?;
    }
    Ok(if met(&args.fail_on, &summary) { CONDITION_MET } else { 0 })
}

fn options(args: &RunArgs) -> anyhow::Result<RunOptions> {
    Ok(RunOptions {
        include: args.include.clone(),
        exclude: args.exclude.clone(),
        settle: Duration::from_secs(args.settle),
        corrections: args.corrections.clone(),
        jobs: args.jobs.map_or(0, usize::from),
        workers: Some(args.limits.workers()?),
        min_confidence: args.confidence.min_confidence.unwrap_or(LEAST_CONFIDENCE),
        fresh: args.fresh,
        stop: stop_on_signals()?,
        keep_sets: usize::from(args.keep_sets),
        compress: match args.compress {
            None => Compress::None,
            Some(CompressArg::Gzip) => Compress::Gzip,
            Some(CompressArg::Zstd) => Compress::Zstd,
        },
        partition_by_year: args.partition.is_some(),
        bom: !args.csv.no_bom,
        raw_text: args.csv.raw_text,
        ..RunOptions::new(args.inputs.clone(), args.out.clone(), packs::load(&args.packs)?)
    })
}

/// Ctrl-C and the end of a service ask the run to end; a second one ends it at once, which costs no finished work.
fn stop_on_signals() -> io::Result<Stop> {
    let stop = Stop::default();
    for signal in [SIGINT, SIGTERM] {
        flag::register_conditional_shutdown(signal, i32::from(FAILED), stop.flag())?;
        flag::register(signal, stop.flag())?;
    }
    Ok(stop)
}

fn met(conditions: &[FailOn], summary: &Summary) -> bool {
    conditions.iter().any(|condition| match condition {
        FailOn::Unreadable => summary.unreadable > 0,
        FailOn::Check => summary.checks_failed > 0,
        FailOn::Problem => summary.errors > 0,
    })
}

fn ignore_gone(printed: io::Result<()>) -> io::Result<()> {
    match printed {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_condition_looks_at_its_own_count() {
        let summary = Summary { unreadable: 1, errors: 1, ..Summary::default() };
        assert!(met(&[FailOn::Check, FailOn::Unreadable], &summary));
        assert!(met(&[FailOn::Problem], &summary));
        assert!(!met(&[FailOn::Check], &summary));
        assert!(!met(&[], &summary));
    }
}
