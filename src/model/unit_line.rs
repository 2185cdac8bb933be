//! A line beside a table -> the unit that it states for the table: `单位：万元`, `Unit: persons`, `in EUR million`, `(%)`.

use super::text::squeeze;
use super::unit::{is_unit, unit_of};

/// Characters of such a line.
const LONGEST: usize = 40;

/// Words that say what is measured or counted, in lower case.
#[rustfmt::skip]
const MEASURES: &[&str] = &[
    "%", "eur", "usd", "gbp", "chf", "jpy", "cny", "rmb", "euro", "euros", "dollar", "dollars", "yuan", "pounds", "€", "$", "£",
    "percent", "percentage", "percentages", "cent", "points", "index", "pps", "number", "numbers", "units",
    "persons", "people", "inhabitants", "households", "enterprises", "companies", "employees", "workers", "heads", "head",
    "tonnes", "tons", "t", "kg", "g", "toe", "ktoe", "mtoe", "litres", "hl", "t-km", "tkm", "tonne-km", "tonne-kilometres",
    "passenger-km", "pkm", "passenger-kilometres", "vehicles", "gwh", "mwh", "kwh", "twh", "mw", "gw", "kw", "tj", "pj", "gj",
    "ha", "hectares", "km", "km2", "km²", "m", "m2", "m²", "m3", "m³", "years", "months", "days", "hours",
];

/// Words that may stand beside those.
#[rustfmt::skip]
const BESIDE: &[&str] = &[
    "million", "millions", "thousand", "thousands", "billion", "billions", "hundred", "hundreds", "mn", "bn", "mio", "mrd",
    "of", "per", "and", "in", "gdp", "gva", "capita", "inhabitant", "person", "year", "day", "hour", "employee", "total",
    "current", "constant", "prices", "million-fold", "square", "cubic", "full-time", "equivalents",
];

/// The unit that a line states, if it says nothing else.
pub fn unit_line(text: &str) -> Option<String> {
    let text = squeeze(text);
    if text.chars().count() > LONGEST {
        return None;
    }
    if text.contains("单位") {
        return unit_of(&text).filter(|_| text.chars().count() <= 24).map(str::to_owned);
    }
    let inner = text.strip_prefix(['(', '[']).and_then(|rest| rest.strip_suffix([')', ']']));
    let bare = inner.unwrap_or(&text).trim();
    if let Some(said) = labelled(bare) {
        return (!said.is_empty() && !said.contains([':', '(', '.'])).then(|| said.to_owned());
    }
    let said = ["in ", "In "].iter().find_map(|word| bare.strip_prefix(word));
    let states = inner.is_some() || said.is_some();
    let said = said.unwrap_or(bare).trim();
    (states && (is_english(said) || is_unit(said))).then(|| said.to_owned())
}

/// What stands behind `Unit:`.
fn labelled(text: &str) -> Option<&str> {
    ["Unit:", "Units:", "unit:", "units:", "UNIT:", "Unit of measure:"]
        .iter()
        .find_map(|label| text.strip_prefix(label))
        .map(str::trim)
}

/// True for words of units alone, of which one says what is measured.
fn is_english(text: &str) -> bool {
    let words = || text.split([' ', '/', '\u{202F}']).filter(|word| !word.is_empty());
    let is_measure = |word: &str| MEASURES.contains(&word.to_lowercase().as_str());
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
    let known =
        |word: &str| is_measure(word) || is_number(word) || BESIDE.contains(&word.to_lowercase().as_str());
    words().all(known) && words().any(is_measure)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_state_a_unit() {
        for (text, unit) in [
            ("单位：万元", "万元"),
            ("（单位：人）", "人"),
            ("(EUR million)", "EUR million"),
            ("in EUR million", "EUR million"),
            ("(in thousands of euros)", "thousands of euros"),
            ("Unit: persons", "persons"),
            ("Unit: % of GDP", "% of GDP"),
            ("(%)", "%"),
            ("(1 000 t)", "1 000 t"),
            ("(GWh)", "GWh"),
        ] {
            assert_eq!(unit_line(text).as_deref(), Some(unit), "{text}");
        }
    }

    #[test]
    fn other_lines_state_none() {
        for text in [
            "",
            "Total",
            "%",
            "EUR million",
            "in force",
            "(1)",
            "(2010)",
            "(of which persons with a degree)",
            "in 2010",
            "(1) Break in series.",
            "编制单位：某局",
            "Unit: see note (1).",
        ] {
            assert_eq!(unit_line(text), None, "{text}");
        }
    }
}
