//! What went wrong or is doubtful: damage is reported, never hidden and never fatal.

use serde::{Deserialize, Serialize};

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Something could not be read or is wrong.
    Error,
    /// Something is doubtful or missing.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// The word that `problems.csv` prints.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// Declares every problem once: variant, code, severity, cause, remedy.
macro_rules! codes {
    ($($variant:ident $code:literal $severity:ident $cause:literal $remedy:literal;)*) => {
        /// Every kind of problem; `baobiao codebook --problems` lists them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Code {
            $(#[doc = $cause] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the list.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The word that `problems.csv` prints.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// How bad it is.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            /// What causes it.
            pub fn cause(self) -> &'static str {
                match self { $(Self::$variant => $cause,)* }
            }

            /// What a person can do.
            pub fn remedy(self) -> &'static str {
                match self { $(Self::$variant => $remedy,)* }
            }
        }
    };
}

codes! {
    EmptyFile "empty_file" Error "The file has no bytes, or no page of it shows anything." "Download it again.";
    FileUnreadable "file_unreadable" Error "The operating system would not let the file or folder be read." "Check its permissions and the disk.";
    UnsupportedFormat "unsupported_format" Warning "The file is of a format that this version does not read." "Convert it to text, or leave it out with --exclude.";
    UndecodableBytes "undecodable_bytes" Warning "Some bytes belong to no character of the file's encoding; each stands as U+FFFD." "Check the file in an editor; download it again.";
    InternalError "internal_error" Error "A step failed on the document: a defect of the program." "Report it with the file; the other documents are not touched.";
    WorkerCrashed "worker_crashed" Error "The process that read the document crashed: a defect of the program." "Report it with the file; the other documents are not touched.";
    LimitMemory "limit_memory" Error "Reading the document takes more memory than --max-memory allows." "Allow more if the file is worth it, or leave it out with --exclude.";
    LimitTime "limit_time" Error "Reading the document takes more time than --max-seconds allows." "Allow more if the file is worth it, or leave it out with --exclude.";
    FileTooLarge "file_too_large" Error "The file is larger than a report can be." "Split it, or leave it out with --exclude.";
    ArchiveRefused "archive_refused" Error "An archive, or a member of one, is not opened: damaged, encrypted, too large, or with a name that leads out of it." "Unpack it into the input folder.";
    FileUnsettled "file_unsettled" Info "The file changed less than --settle seconds before the run." "Nothing; a later run reads it.";
    HtmlPage "html_page" Warning "The file is an HTML page, though its name promises another format: mostly an error or login page of the web site." "Download the report again.";
    InputTruncated "input_truncated" Warning "A limit on lines or cells was reached; what lies behind it was not read." "Split the file.";
    PasswordProtected "password_protected" Error "The file opens with a password only." "Remove the password, or print the file anew.";
    DamagedFile "damaged_file" Error "The file is damaged or broken off, so that nothing can be read." "Download it again.";
    NeedsOcr "needs_ocr" Error "Pages are images: they show text, but hold none." "Recognise the text with an OCR program.";
    TextUnreadable "text_unreadable" Warning "Characters of a font that does not say what they mean; each stands as U+FFFD." "Recognise the text with an OCR program, or find another copy of the file.";
    PagesMissing "pages_missing" Warning "Pages could not be read, or not to their end." "Compare with the file; download it again, or split it.";
    EnginesDisagree "engines_disagree" Warning "A second reader sees other numbers on a page of the PDF." "Compare the numbers of the page with the PDF.";
    SlantedText "slanted_text" Info "Writing aslant was left out: a watermark or a stamp." "Nothing, unless it belongs to the report.";
    AgencyUnknown "agency_unknown" Warning "No organ could be told from the title, the text or the path." "Put the report under a folder or file name that names the organ.";
    RegionUnknown "region_unknown" Warning "The organ's administrative division is not in the reference data." "Check the organ's name; name the division in the folder.";
    RegionAmbiguous "region_ambiguous" Warning "Several administrative divisions bear the printed name, and nothing tells them apart." "Put the report under a folder that names the province or city.";
    YearUnknown "year_unknown" Warning "No year could be told from the title, the stated period or the path." "Put the year in the file or folder name.";
    YearAmbiguous "year_ambiguous" Warning "The deciding source states two years." "Check the report's title.";
    ValueUnresolved "value_unresolved" Warning "A value is printed, but its place or its reading is not certain." "Look at the quoted text in the report.";
    NumberJoined "number_joined" Info "Digits of one cell that stood apart were joined." "Compare with the report.";
    LowConfidence "low_confidence" Warning "A table, or a value of it, is less sure than --min-confidence asks; it gives no number." "Look at the table in the report, or ask for less.";
    RowUnmatched "row_unmatched" Warning "A row of a known table fits no variable of the form; it stands in cells.csv only." "Check the label; a pack can add it as a variant.";
    ColumnUnmatched "column_unmatched" Warning "A column of a known table fits no measure of the form; it stands in cells.csv only." "Check the header; a pack can add it as a variant.";
    VariableRepeated "variable_repeated" Warning "Two cells fit the same variable; the first was taken where both agree, none where they differ." "Look at both cells in the report.";
    UnitUnknown "unit_unknown" Warning "An amount is printed without a unit; the panel leaves it empty." "Look the unit up in the report.";
    Corrected "corrected" Info "A correction of the --corrections file took the place of what was read." "Nothing, or delete the correction.";
    CorrectionStale "correction_stale" Warning "A correction of the --corrections file was not made: its document is gone or has changed, or has no such value." "Look at the document and write the correction anew, or delete it.";
    CheckFailed "check_failed" Warning "An identity that the form prescribes does not hold in the printed numbers." "Look at the detail in checks.csv; the publisher may have erred.";
    Superseded "superseded" Info "Another document of the same agency and year was used for the panel." "Nothing, or remove one of the two.";
    VersionsDiffer "versions_differ" Warning "Two documents of the same agency and year print different values." "Find out which version is the valid one.";
}

/// One problem of one document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Which kind.
    pub code: Code,
    /// Page, from 1, where the format has pages.
    pub page: Option<u32>,
    /// Index of the table in the document.
    pub table_index: Option<u32>,
    /// What happened and what to do, with the printed text quoted.
    pub message: String,
}

impl Problem {
    /// A problem of the whole document.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, page: None, table_index: None, message: message.into() }
    }

    /// A problem of one table (its index in the document).
    pub fn in_table(code: Code, table_index: usize, message: impl Into<String>) -> Self {
        let table_index = u32::try_from(table_index).ok();
        Self { code, page: None, table_index, message: message.into() }
    }
}
