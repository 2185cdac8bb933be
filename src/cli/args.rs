//! What was typed -> `Cli`: commands, options and the words that explain them.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::run::{Limits, Workers};
use crate::write::Dialect;

use super::{help, style};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "baobiao",
    version,
    about = help::ABOUT,
    long_about = help::LONG_ABOUT,
    after_help = help::EXAMPLES,
    after_long_help = help::AFTER,
    styles = style::help(),
    arg_required_else_help = true,
    propagate_version = false,
    disable_help_subcommand = true,
    max_term_width = 100
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// What to say while doing it.
    #[command(flatten)]
    pub say: SayArgs,
}

/// The hidden command that a process to read PDFs in is started with.
pub const WORKER: &str = "worker";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read reports and write the datasets
    #[command(long_about = help::RUN, after_help = help::RUN_EXAMPLES)]
    Run(Box<RunArgs>),
    /// Show what is found in one report
    #[command(long_about = help::INSPECT, after_help = help::INSPECT_EXAMPLES)]
    Inspect(InspectArgs),
    /// List the variables, or the kinds of problems
    #[command(long_about = help::CODEBOOK, after_help = help::CODEBOOK_EXAMPLES)]
    Codebook(CodebookArgs),
    /// Print a script that lets your shell complete baobiao's options
    #[command(after_help = help::COMPLETIONS_EXAMPLES)]
    Completions {
        /// The shell to print it for
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Read documents from stdin for the process that started this one
    #[command(name = WORKER, hide = true)]
    Worker,
}

/// Options of every command about messages.
#[derive(Debug, Clone, Args)]
pub struct SayArgs {
    /// Say nothing but errors: no progress, no summary
    #[arg(long, short, global = true, conflicts_with = "verbose", help_heading = "Messages")]
    pub quiet: bool,
    /// Say more; twice for details, three times for everything
    #[arg(long, short, global = true, action = clap::ArgAction::Count, help_heading = "Messages")]
    pub verbose: u8,
    /// How log lines on stderr look
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        value_name = "FORMAT",
        help_heading = "Messages"
    )]
    pub log_format: LogFormat,
}

/// The look of log lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum LogFormat {
    /// Lines for people
    #[default]
    Text,
    /// One JSON object a line, for programs
    Json,
}

/// How CSV is written.
#[derive(Debug, Clone, Args)]
pub struct CsvArgs {
    /// Leave out the byte-order mark that lets Excel show Chinese right
    #[arg(long, help_heading = "CSV")]
    pub no_bom: bool,
    /// Leave out the ' that keeps a spreadsheet from running a text as a formula
    #[arg(long, help_heading = "CSV")]
    pub raw_text: bool,
}

impl CsvArgs {
    /// The same, as the writers ask for it.
    pub fn dialect(&self) -> Dialect {
        Dialect { bom: !self.no_bom, raw_text: self.raw_text, ..Dialect::default() }
    }
}

/// How sure values must be.
#[derive(Debug, Clone, Copy, Args)]
pub struct ConfidenceArgs {
    /// Leave out the cells of tables, and the numbers of cells, that are less sure than X, from 0 to 1
    ///
    /// `run` leaves out what is less sure than 0.5 unless told otherwise; `inspect` shows all.
    #[arg(long, value_name = "X", value_parser = share)]
    pub min_confidence: Option<f32>,
}

/// A share from 0 to 1.
fn share(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("it must be a number from 0 to 1, such as 0.9".to_owned()),
    }
}

/// What reading one PDF may take.
#[derive(Debug, Clone, Copy, Args)]
pub struct LimitArgs {
    /// Most memory in MB that reading a PDF may take; one that needs more is unreadable
    #[arg(long, value_name = "MB", default_value_t = 1024, help_heading = "Limits",
        value_parser = clap::value_parser!(u64).range(128..=1 << 20))]
    pub max_memory: u64,
    /// Most seconds that reading a PDF may take; one that needs more is unreadable
    #[arg(long, value_name = "N", default_value_t = 60, help_heading = "Limits",
        value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub max_seconds: u64,
    /// Have a second, slower reader look at each PDF, and tell where it sees other numbers
    #[arg(long, help_heading = "Limits", overrides_with = "no_second_reader")]
    pub second_reader: bool,
    /// Read each PDF with one reader alone, which is the default
    #[arg(long, help_heading = "Limits")]
    pub no_second_reader: bool,
}

impl LimitArgs {
    /// Processes to read PDFs in: this program again, within these limits.
    ///
    /// # Errors
    /// Where the system does not tell which program this is.
    pub fn workers(self) -> io::Result<Workers> {
        let limits = Limits { memory: self.max_memory << 20, time: Duration::from_secs(self.max_seconds) };
        let workers = Workers::of_this_program(vec![WORKER.into()], limits)?;
        Ok(Workers { second_reader: self.second_reader, ..workers })
    }
}

/// `baobiao run`.
#[derive(Debug, Args)]
pub struct RunArgs {
    /// Folders or files to read
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// Folder for the datasets; made where missing, what a run wrote there before is replaced
    #[arg(long, short, value_name = "DIR")]
    pub out: PathBuf,
    /// Read only files that match, such as '*.txt' or '2021/**'; may be repeated
    #[arg(long, value_name = "GLOB", help_heading = "Which files")]
    pub include: Vec<String>,
    /// Leave out files and folders that match; may be repeated
    #[arg(long, value_name = "GLOB", help_heading = "Which files")]
    pub exclude: Vec<String>,
    /// Skip files that changed less than N seconds before the run: they may still be written
    #[arg(long, value_name = "N", default_value_t = 0, help_heading = "Which files")]
    pub settle: u64,
    /// How many documents to read at the same time [default: one for each core]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
    /// Folder with a pack of your own for a report family; may be repeated
    #[arg(long = "pack", value_name = "DIR")]
    pub packs: Vec<PathBuf>,
    /// CSV file of your corrections: path or document_id, field (agency, region, year, or a variable), value, note
    #[arg(long, value_name = "FILE")]
    pub corrections: Option<PathBuf>,
    /// How sure values must be.
    #[command(flatten)]
    pub confidence: ConfidenceArgs,
    /// Read every document anew, also those that an earlier run has read
    #[arg(long)]
    pub fresh: bool,
    /// How many sets of datasets to keep in DIR/.baobiao/sets for open readers, the published one counted
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub keep_sets: u16,
    /// Limits.
    #[command(flatten)]
    pub limits: LimitArgs,
    /// CSV options.
    #[command(flatten)]
    pub csv: CsvArgs,
    /// Pack all CSV files: documents.csv.gz or documents.csv.zst
    #[arg(long, value_name = "FORMAT", value_enum, help_heading = "CSV")]
    pub compress: Option<CompressArg>,
    /// Write tables, cells, observations and checks in pieces, such as cells/year=2023/part-0.csv; unchanged ones are linked
    #[arg(long, value_name = "BY", value_enum, help_heading = "CSV")]
    pub partition: Option<PartitionArg>,
    /// Write counts and times for Prometheus' textfile collector, such as /var/lib/node_exporter/baobiao.prom
    #[arg(long, value_name = "FILE")]
    pub metrics: Option<PathBuf>,
    /// End with exit code 3 if any of these was met (a comma list)
    #[arg(long, value_name = "LIST", value_enum, value_delimiter = ',')]
    pub fail_on: Vec<FailOn>,
}

/// Ways to pack a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CompressArg {
    /// Every program reads it
    Gzip,
    /// Smaller and faster
    Zstd,
}

/// Ways to cut a dataset up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PartitionArg {
    /// By the year reported on
    Year,
}

/// What makes a published run end with exit code 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// A document that could not be read
    Unreadable,
    /// An identity that does not hold in the printed numbers
    Check,
    /// A problem of severity error
    Problem,
}

/// `baobiao inspect`.
#[derive(Debug, Args)]
pub struct InspectArgs {
    /// The report
    pub file: PathBuf,
    /// What to print
    #[arg(long, short, value_enum, default_value_t)]
    pub format: InspectFormat,
    /// Folder with a pack of your own for a report family; may be repeated
    #[arg(long = "pack", value_name = "DIR")]
    pub packs: Vec<PathBuf>,
    /// How sure values must be.
    #[command(flatten)]
    pub confidence: ConfidenceArgs,
    /// Limits.
    #[command(flatten)]
    pub limits: LimitArgs,
    /// CSV options.
    #[command(flatten)]
    pub csv: CsvArgs,
}

/// The forms of an inspection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum InspectFormat {
    /// Tables for the terminal, and what is known about the report
    #[default]
    Table,
    /// The document and the cells of every table, for programs
    Json,
    /// The values with their labels, as in cells.csv
    Csv,
    /// One page for a browser: click a cell to see what was made of it
    Html,
}

/// `baobiao codebook`.
#[derive(Debug, Args)]
pub struct CodebookArgs {
    /// List the kinds of problems with cause and remedy instead
    #[arg(long)]
    pub problems: bool,
    /// What to print
    #[arg(long, short, value_enum, default_value_t)]
    pub format: CodebookFormat,
    /// Folder with a pack of your own for a report family; may be repeated
    #[arg(long = "pack", value_name = "DIR")]
    pub packs: Vec<PathBuf>,
    /// CSV options.
    #[command(flatten)]
    pub csv: CsvArgs,
}

/// The forms of a codebook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum CodebookFormat {
    /// Columns for the terminal
    #[default]
    Table,
    /// As in codebook.csv
    Csv,
    /// A list of objects
    Json,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_comma_list_names_several_conditions() {
        let line = ["baobiao", "run", "in", "--out", "out", "--fail-on", "unreadable,check"];
        let Command::Run(args) = Cli::try_parse_from(line).unwrap().command else { panic!("not run") };
        assert_eq!(args.fail_on, [FailOn::Unreadable, FailOn::Check]);
    }

    #[test]
    fn message_options_stand_before_or_behind_the_command() {
        let before = Cli::try_parse_from(["baobiao", "-vv", "codebook"]).unwrap();
        let behind = Cli::try_parse_from(["baobiao", "codebook", "-vv"]).unwrap();
        assert_eq!((before.say.verbose, behind.say.verbose), (2, 2));
    }
}
