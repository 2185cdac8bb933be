//! `baobiao inspect`: one file -> what is found in it, in the form asked for.

mod cells;
mod drawing;
mod html;
mod json;
mod layout;
mod load;
mod pages;
mod terminal;
mod view;

use super::args::{InspectArgs, InspectFormat};
use super::style::Paint;
use super::{output, packs, text};

/// Inspects a file, prints what is found, and gives the exit code.
pub fn inspect(args: &InspectArgs) -> anyhow::Result<u8> {
    let packs = packs::load(&args.packs)?;
    let inspection = load::load(
        &args.file,
        &packs,
        &args.limits.workers()?,
        args.confidence.min_confidence.unwrap_or(0.0),
    )?;
    let printed = match args.format {
        InspectFormat::Table => {
            terminal::render(&inspection, text::terminal_width(), Paint::stdout()).into_bytes()
        }
        InspectFormat::Json => json::render(&inspection).into_bytes(),
        InspectFormat::Csv => cells::render(&inspection, args.csv.dialect()),
        InspectFormat::Html => html::render(&inspection).into_bytes(),
    };
    output::print(&printed)?;
    Ok(0)
}
