//! Lines of a region -> the footnotes below its tables: texts that begin with a mark, with no row behind them.

use super::print::Line;

/// A footnote has more characters than this.
const SHORT: usize = 12;

/// Marks those that stand right above what is closed already, or at the end.
pub(super) fn close(lines: &[(Line, bool)], closed: &mut [bool]) {
    let mut behind = true;
    for (place, (line, _)) in lines.iter().enumerate().rev() {
        let alone = line.runs().len() == 1;
        if behind && !closed[place] && alone && is_footnote(&line.text()) {
            closed[place] = true;
        }
        behind = closed[place] || behind && alone;
    }
}

/// `* Estimated by …`, `(a) Excluding …`, `: not available; …`.
fn is_footnote(text: &str) -> bool {
    let mark = text.split_whitespace().next().unwrap_or_default();
    let inner = mark.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).unwrap_or_default();
    let lettered = matches!(inner.as_bytes(), [only] if only.is_ascii_alphanumeric());
    text.chars().count() > SHORT && (matches!(mark, "*" | "**" | "†" | "‡" | ":") || lettered)
}

#[cfg(test)]
mod tests {
    use super::is_footnote;

    #[test]
    fn a_footnote_is_a_sentence_behind_its_mark() {
        assert!(is_footnote("* Estimated by the services."));
        assert!(is_footnote("(a) Excluding overseas territories."));
        assert!(is_footnote(": not available; p provisional"));
        assert!(!is_footnote("(a) Rye"));
        assert!(!is_footnote("(GWh) of all plants together"));
        assert!(!is_footnote("Estimated by the services."));
    }
}
