//! What a run did -> `run.json`.

use std::time::SystemTime;

use serde_json::{Map, Value, json};

use super::clock::{Clock, rfc3339};
use super::{PrintedOptions, RunOptions, Summary};

/// The text of `run.json`.
pub(super) fn run_json(options: &RunOptions, summary: &Summary, clock: &Clock<'_>) -> String {
    let seconds: Map<String, Value> = clock
        .seconds
        .iter()
        .map(|(stage, seconds)| (stage.as_str().to_owned(), json!((seconds * 1000.0).round() / 1000.0)))
        .collect();
    let problems: Map<String, Value> =
        summary.problems.iter().map(|(code, count)| (code.as_str().to_owned(), json!(count))).collect();
    let journal = json!({
        "version": env!("CARGO_PKG_VERSION"),
        "options": PrintedOptions::from(options),
        "started": rfc3339(clock.started),
        "finished": rfc3339(SystemTime::now()),
        "counts": {
            "met": summary.documents,
            "read": summary.read,
            "cached": summary.cached,
            "hashed": summary.hashed,
            "changed": summary.changes.changed,
            "new": summary.changes.added,
            "gone": summary.changes.gone,
            "moved": summary.changes.moved,
            "failed": summary.unreadable,
            "skipped": summary.skipped,
            "duplicates": summary.duplicates,
            "tables": summary.tables,
            "cells": summary.cells,
            "observations": summary.observations,
        },
        "problems": problems,
        "seconds": seconds,
    });
    let mut text = serde_json::to_string_pretty(&journal).unwrap_or_default();
    text.push('\n');
    text
}
