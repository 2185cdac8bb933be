//! `baobiao codebook`: packs -> the list of variables, or of the kinds of problems.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::model::{Code, Role, Severity};
use crate::pack::{Packs, Variable};
use crate::write::{self, Dialect, Rows};

use super::args::{CodebookArgs, CodebookFormat};
use super::style::Paint;
use super::{output, packs, text};

/// Prints the list and gives the exit code.
pub fn codebook(args: &CodebookArgs) -> anyhow::Result<u8> {
    let packs = packs::load(&args.packs)?;
    let (dialect, paint, width) = (args.csv.dialect(), Paint::stdout(), text::terminal_width());
    let list = match (args.problems, args.format) {
        (false, CodebookFormat::Table) => variables_table(&packs, width, paint).into_bytes(),
        (false, CodebookFormat::Csv) => write::codebook_csv(packs.iter().as_slice(), dialect),
        (false, CodebookFormat::Json) => variables_json(&packs).into_bytes(),
        (true, CodebookFormat::Table) => problems_table(width, paint).into_bytes(),
        (true, CodebookFormat::Csv) => problems_csv(dialect),
        (true, CodebookFormat::Json) => problems_json().into_bytes(),
    };
    output::print(&list)?;
    Ok(0)
}

/// One line for each variable, in blocks of one table each.
fn variables_table(packs: &Packs, width: usize, paint: Paint) -> String {
    let mut words = String::new();
    for pack in packs.iter() {
        let _ = writeln!(words, "{}", paint.bold(&format!("{}  ({})", pack.label, pack.family)));
        let names = pack.variables.iter().map(|variable| text::width(&name(variable))).max().unwrap_or(0);
        let units = pack.variables.iter().map(|variable| text::width(&variable.unit)).max().unwrap_or(0);
        let mut table = "";
        for variable in &pack.variables {
            if variable.table != table {
                table = &variable.table;
                let _ = writeln!(words, "\n{}", paint.cyan(table));
            }
            let left = text::left(&name(variable), names);
            let unit = text::left(&variable.unit, units);
            let label = text::cut(&variable.label, width.saturating_sub(names + units + 6).max(20));
            let _ = writeln!(words, "  {left}  {unit}  {label}");
        }
    }
    words.push_str("\nMore of each variable, English labels too: baobiao codebook --format csv\n");
    words
}

fn name(variable: &Variable) -> String {
    format!("{}.{}", variable.item, variable.measure)
}

fn variables_json(packs: &Packs) -> String {
    let mut list = Vec::new();
    for pack in packs.iter() {
        for variable in &pack.variables {
            let roles: Vec<&str> = variable.roles.iter().map(|role: &Role| role.as_str()).collect();
            list.push(json!({
                "family": pack.family,
                "table": variable.table,
                "item": variable.item,
                "measure": variable.measure,
                "label": variable.label,
                "label_en": variable.label_en,
                "unit": variable.unit,
                "templates": variable.templates,
                "role": roles,
            }));
        }
    }
    printed(&Value::from(list))
}

/// A block for each kind of problem, the worst first.
fn problems_table(width: usize, paint: Paint) -> String {
    let mut words = String::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        for code in Code::ALL.iter().filter(|code| code.severity() == severity) {
            let word = match severity {
                Severity::Error => paint.red(severity.as_str()),
                Severity::Warning => paint.yellow(severity.as_str()),
                Severity::Info => severity.as_str().to_owned(),
            };
            let _ = writeln!(words, "{}  {word}", paint.bold(code.as_str()));
            indented(&mut words, code.cause(), width);
            indented(&mut words, &format!("To do: {}", code.remedy()), width);
        }
    }
    words
}

fn indented(words: &mut String, sentence: &str, width: usize) {
    for line in text::wrap(sentence, width.min(100) - 4) {
        let _ = writeln!(words, "    {line}");
    }
}

fn problems_csv(dialect: Dialect) -> Vec<u8> {
    let mut rows = Rows::new(dialect);
    for code in Code::ALL {
        rows.word(code.as_str()).word(code.severity().as_str()).text(code.cause()).text(code.remedy()).end();
    }
    let mut file = write::head("code,severity,cause,remedy\n", dialect);
    file.extend_from_slice(rows.as_bytes());
    file
}

fn problems_json() -> String {
    let problem = |code: &Code| {
        let severity = code.severity().as_str();
        json!({ "code": code.as_str(), "severity": severity, "cause": code.cause(), "remedy": code.remedy() })
    };
    printed(&Code::ALL.iter().map(problem).collect())
}

/// One object a line, so that both people and programs can read the list.
fn printed(list: &Value) -> String {
    let lines: Vec<String> = list.as_array().into_iter().flatten().map(Value::to_string).collect();
    format!("[\n{}\n]\n", lines.join(",\n"))
}
