//! What a run did -> the words at its end.

use std::cmp::Reverse;
use std::fmt::Write;

use crate::model::{Code, Severity};
use crate::run::{Published, Summary};

use super::style::Paint;
use super::text::{self, counted, grouped};

/// Columns of the names on the left.
const NAMES: usize = 14;

/// The summary for a person.
pub fn text(summary: &Summary, paint: Paint) -> String {
    let mut words = String::new();
    row(&mut words, paint, "documents", &documents(summary));
    let tables = format!("{} with {}", grouped(summary.tables), counted(summary.cells, "value"));
    row(&mut words, paint, "tables", &tables);
    row(&mut words, paint, "observations", &grouped(summary.observations));
    row(&mut words, paint, "checks", &checks(summary, paint));
    row(&mut words, paint, "problems", &problem_count(summary));
    problems(&mut words, summary, paint);
    words.push('\n');
    row(&mut words, paint, "datasets", &text::harmless(&summary.out.to_string_lossy()));
    files(&mut words, &summary.files, paint);
    words
}

/// The summary for a program: one event.
pub fn log(summary: &Summary) {
    let seconds: f64 = summary.seconds.iter().map(|(_, seconds)| seconds).sum();
    tracing::info!(
        out = %summary.out.display(),
        documents = summary.documents,
        read = summary.read,
        unreadable = summary.unreadable,
        skipped = summary.skipped,
        duplicates = summary.duplicates,
        tables = summary.tables,
        cells = summary.cells,
        observations = summary.observations,
        checks_passed = summary.checks_passed,
        checks_failed = summary.checks_failed,
        checks_undecided = summary.checks_undecided,
        problems = summary.problems.values().sum::<u64>(),
        errors = summary.errors,
        seconds,
        "published"
    );
}

fn row(words: &mut String, paint: Paint, name: &str, value: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(words, "{}{value}", paint.bold(&text::left(name, NAMES)));
}

/// `12 (9 with tables, 1 without, 1 unreadable, 1 duplicate)`, parts that are 0 left out.
fn documents(summary: &Summary) -> String {
    let parts = [
        (summary.read.saturating_sub(summary.no_tables), "with tables"),
        (summary.no_tables, "without tables"),
        (summary.unreadable, "unreadable"),
        (summary.skipped, "of a format not read yet"),
        (summary.duplicates, if summary.duplicates == 1 { "duplicate" } else { "duplicates" }),
    ];
    listed(summary.documents, &parts)
}

fn listed(total: u64, parts: &[(u64, &str)]) -> String {
    let named = parts.iter().filter(|(count, _)| *count > 0);
    let named: Vec<String> = named.map(|(count, name)| format!("{} {name}", grouped(*count))).collect();
    match named.is_empty() {
        true => grouped(total),
        false => format!("{}  ({})", grouped(total), named.join(", ")),
    }
}

fn checks(summary: &Summary, paint: Paint) -> String {
    let failed = format!("{} failed", grouped(summary.checks_failed));
    let failed = if summary.checks_failed > 0 { paint.red(&failed) } else { failed };
    let (passed, undecided) = (grouped(summary.checks_passed), grouped(summary.checks_undecided));
    format!("{passed} passed, {failed}, {undecided} undecided")
}

fn problem_count(summary: &Summary) -> String {
    match summary.problems.values().sum() {
        0 => "none".to_owned(),
        count => grouped(count),
    }
}

/// One line for each kind: the worst first, then the most frequent.
fn problems(words: &mut String, summary: &Summary, paint: Paint) {
    let mut kinds: Vec<(Code, u64)> = summary.problems.iter().map(|(code, count)| (*code, *count)).collect();
    kinds.sort_by_key(|(code, count)| (code.severity(), Reverse(*count), *code));
    let digits = kinds.iter().map(|(_, count)| grouped(*count).len()).max().unwrap_or(0);
    let names = kinds.iter().map(|(code, _)| code.as_str().len()).max().unwrap_or(0);
    for (code, count) in kinds {
        let count = text::right(&grouped(count), digits);
        let severity = severity(code.severity(), paint);
        let name = text::left(code.as_str(), names);
        let _ = writeln!(words, "  {count}  {severity}  {name}  {}", paint.faint(code.cause()));
    }
}

fn severity(severity: Severity, paint: Paint) -> String {
    let word = text::left(severity.as_str(), 7);
    match severity {
        Severity::Error => paint.red(&word),
        Severity::Warning => paint.yellow(&word),
        Severity::Info => word,
    }
}

fn files(words: &mut String, files: &[Published], paint: Paint) {
    let names = files.iter().map(|file| text::width(&file.name)).max().unwrap_or(0);
    let digits = files.iter().map(|file| grouped(file.rows).len()).max().unwrap_or(0);
    for file in files {
        let name = text::left(&text::harmless(&file.name), names);
        let rows = if file.name.contains(".csv") || file.name.ends_with('/') {
            let noun = if file.rows == 1 { "row" } else { "rows" };
            paint.faint(&format!("  {} {noun}", text::right(&grouped(file.rows), digits)))
        } else {
            String::new()
        };
        let _ = writeln!(words, "  {}{rows}", if rows.is_empty() { name.trim_end() } else { &name });
    }
}
