//! What a run did -> a text file for Prometheus, replaced in one step, because it may be collected at any moment.

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::run::Summary;

const PUBLISHED: &str = "baobiao_last_published_timestamp_seconds";

/// Writes the file; `summary` is none where the run failed. The time of the last publication outlives failures.
///
/// # Errors
/// The file cannot be written.
pub fn write(path: &Path, summary: Option<&Summary>) -> io::Result<()> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let before = fs::read_to_string(path).unwrap_or_default();
    let published = if summary.is_some() { Some(now) } else { published_before(&before) };
    let mut new = path.as_os_str().to_owned();
    // The collector reads names that end in .prom only.
    new.push(".new");
    fs::write(&new, text(summary, now, published))?;
    fs::rename(&new, path)
}

fn published_before(text: &str) -> Option<u64> {
    text.lines().find_map(|line| line.strip_prefix(PUBLISHED)?.trim().parse().ok())
}

fn text(summary: Option<&Summary>, now: u64, published: Option<u64>) -> String {
    let mut text = String::new();
    let success = u64::from(summary.is_some());
    gauge(&mut text, "baobiao_last_run_success", "1 if the last run published, else 0.", &[("", success)]);
    gauge(&mut text, "baobiao_last_run_timestamp_seconds", "When the last run ended.", &[("", now)]);
    if let Some(published) = published {
        gauge(&mut text, PUBLISHED, "When datasets were last published.", &[("", published)]);
    }
    let Some(summary) = summary else { return text };
    let documents = [
        ("{status=\"read\"}", summary.read),
        ("{status=\"unreadable\"}", summary.unreadable),
        ("{status=\"skipped\"}", summary.skipped),
        ("{status=\"duplicate\"}", summary.duplicates),
    ];
    gauge(&mut text, "baobiao_documents", "Files met, by status.", &documents);
    let cached = [("", summary.cached)];
    gauge(&mut text, "baobiao_documents_cached", "Documents that an earlier run had read.", &cached);
    let changes = [
        ("{kind=\"added\"}", summary.changes.added),
        ("{kind=\"changed\"}", summary.changes.changed),
        ("{kind=\"gone\"}", summary.changes.gone),
        ("{kind=\"moved\"}", summary.changes.moved),
    ];
    gauge(&mut text, "baobiao_document_changes", "Documents that the last run found changed.", &changes);
    let rows = [
        ("{dataset=\"tables\"}", summary.tables),
        ("{dataset=\"cells\"}", summary.cells),
        ("{dataset=\"observations\"}", summary.observations),
    ];
    gauge(&mut text, "baobiao_rows", "Rows of the datasets.", &rows);
    let checks = [
        ("{result=\"passed\"}", summary.checks_passed),
        ("{result=\"failed\"}", summary.checks_failed),
        ("{result=\"undecided\"}", summary.checks_undecided),
    ];
    gauge(&mut text, "baobiao_checks", "Identities evaluated, by result.", &checks);
    let codes = summary.problems.iter();
    let problems: Vec<(String, u64)> =
        codes.map(|(code, count)| (format!("{{code=\"{}\"}}", code.as_str()), *count)).collect();
    gauge(&mut text, "baobiao_problems", "Rows of problems.csv, by code.", &problems);
    gauge(&mut text, "baobiao_ledger_bytes", "Size of the ledger.", &[("", summary.ledger)]);
    times(&mut text, summary);
    text
}

fn times(text: &mut String, summary: &Summary) {
    head(text, "baobiao_stage_seconds", "Seconds that each stage of the last run took.");
    for (stage, seconds) in &summary.seconds {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "baobiao_stage_seconds{{stage=\"{}\"}} {seconds:.3}", stage.as_str());
    }
}

fn head(text: &mut String, name: &str, help: &str) {
    let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} gauge");
}

fn gauge<L: AsRef<str>>(text: &mut String, name: &str, help: &str, values: &[(L, u64)]) {
    if values.is_empty() {
        return;
    }
    head(text, name, help);
    for (labels, value) in values {
        let _ = writeln!(text, "{name}{} {value}", labels.as_ref());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_keeps_the_time_of_the_last_publication() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("baobiao.prom");
        write(&path, Some(&Summary { read: 3, ..Summary::default() })).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains("baobiao_last_run_success 1\n"), "{text}");
        assert!(
            text.contains("# TYPE baobiao_documents gauge\nbaobiao_documents{status=\"read\"} 3\n"),
            "{text}"
        );
        let published = published_before(&text).unwrap();
        write(&path, None).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        assert!(
            text.contains("baobiao_last_run_success 0\n") && !text.contains("baobiao_documents"),
            "{text}"
        );
        assert_eq!(published_before(&text), Some(published));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
