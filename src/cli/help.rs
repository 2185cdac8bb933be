//! The long words of `--help`: what each command is for, with examples to copy.

/// One line about the program.
pub const ABOUT: &str = "Tidy datasets from published government reports";

/// What the program is for.
pub const LONG_ABOUT: &str = "\
Tidy datasets from published government reports.\n\n\
baobiao reads a folder of reports, finds every table in them, works out which organ and which year each \
report is of, and writes CSV datasets: one row for each value, the same variables over all organs, years \
and forms, checked against the identities that the forms prescribe. Whatever is doubtful is named in \
problems.csv; no value is ever put in a place by guess.";

/// Examples under `-h`.
pub const EXAMPLES: &str = "\
Examples:
  baobiao run reports --out datasets     Read every report in the folder reports
  baobiao inspect reports/2021.txt       See what is found in one report
  baobiao codebook                       List the variables and their meaning

'baobiao run --help' says more about a command.";

/// Examples and exit codes under `--help`.
pub const AFTER: &str = "\
Examples:
  baobiao run reports --out datasets     Read every report in the folder reports
  baobiao inspect reports/2021.txt       See what is found in one report
  baobiao codebook                       List the variables and their meaning
  baobiao codebook --problems            List the kinds of problems: cause and remedy

Exit codes:
  0   done
  1   failed; datasets that were there before stand untouched
  2   wrong usage
  3   done, but a condition of --fail-on was met
  75  another run holds the output folder; try again later

Colours are left out where the output is no terminal, or where NO_COLOR is set.

'baobiao run --help' says more about a command.";

/// What `run` does.
pub const RUN: &str = "\
Read reports and write the datasets.\n\n\
Every file in the folders is read, whatever its ending; hidden files and unfinished downloads (.part, \
.crdownload, .tmp) are left out and links are not followed. A file that cannot be read never stops the \
others: it has its row in documents.csv and its reason in problems.csv. PDFs are read in processes of their own, \
so that one that crashes, or takes more than the limits allow, costs itself alone.\n\n\
What was read is kept in DIR/.baobiao: the next run reads only files that are new or changed, and writes the same \
datasets as one that reads everything. Members of .zip archives are read where they lie.\n\n\
The datasets appear in the output folder all at once when the run is done: a run that fails or is interrupted \
leaves what was there before.";

/// Examples of `run`.
pub const RUN_EXAMPLES: &str = "\
Examples:
  baobiao run reports --out datasets
      Read every report in reports, write the datasets to datasets

  baobiao run 2020 2021 2022 --out datasets
      Several folders: each path in the datasets begins with its folder's name

  baobiao run reports --out datasets --include '*.txt' --exclude 'drafts/**'
      Only .txt files, and none below drafts

  baobiao run reports --out datasets --pack my-pack
      With a report family of your own, or your changes to one that is built in

  baobiao run reports --out datasets --settle 300 --quiet --fail-on unreadable
      For a scheduled job: files still being written are left for the next run, exit code 3 if something needs a look

Where to start in the output folder:
  panel-*.csv         for a spreadsheet: a row for each organ and year
  observations.csv    for a program: a row for each value
  problems.csv        what to look at";

/// What `inspect` does.
pub const INSPECT: &str = "\
Show what is found in one report: its tables as rows and columns, which organ and year it is of, which \
values became variables, and what is doubtful.";

/// Examples of `inspect`.
pub const INSPECT_EXAMPLES: &str = "\
Examples:
  baobiao inspect report.txt
      Tables on the terminal

  baobiao inspect report.txt --format html > report.html
      A page for the browser: click a value to see what was made of it

  baobiao inspect report.txt --format csv > cells.csv
      Each value with its labels, as in cells.csv

  baobiao inspect report.txt --format json | jq '.tables[].title'
      For programs; rows and columns count from 0";

/// What `codebook` does.
pub const CODEBOOK: &str = "\
List the variables of every report family: name, meaning, unit, and the forms that print it. With \
--problems, list every kind of problem with its cause and what to do.";

/// Examples of `codebook`.
pub const CODEBOOK_EXAMPLES: &str = "\
Examples:
  baobiao codebook
  baobiao codebook --format csv > codebook.csv
  baobiao codebook --problems
  baobiao codebook --pack my-pack        With a pack of your own";

/// Examples of `completions`.
pub const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  baobiao completions bash > ~/.local/share/bash-completion/completions/baobiao
  baobiao completions zsh > ~/.zfunc/_baobiao
  baobiao completions fish > ~/.config/fish/completions/baobiao.fish";
