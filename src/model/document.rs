//! What reading a file's bytes gives: its format, and its text as lines.

use serde::{Deserialize, Serialize};

use super::{LinePlace, Page, Problem};

/// What a file really is, told from its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Plain text, Markdown and CSV included.
    Text,
    /// Portable Document Format.
    Pdf,
    /// HTML or XHTML.
    Html,
    /// Word 2007 and later.
    Docx,
    /// Excel 2007 and later.
    Xlsx,
    /// OFD (GB/T 33190).
    Ofd,
    /// OLE compound file: DOC, XLS, WPS.
    Ole,
    /// ZIP archive of another kind.
    Zip,
    /// RAR archive.
    Rar,
    /// 7z archive.
    SevenZ,
    /// PNG, JPEG, GIF, TIFF, BMP, WebP.
    Image,
    /// RTF.
    Rtf,
    /// Anything else that is not text.
    Binary,
    /// No bytes at all.
    Empty,
}

impl Format {
    /// The word that `documents.csv` prints.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Ofd => "ofd",
            Self::Ole => "ole",
            Self::Zip => "zip",
            Self::Rar => "rar",
            Self::SevenZ => "7z",
            Self::Image => "image",
            Self::Rtf => "rtf",
            Self::Binary => "binary",
            Self::Empty => "empty",
        }
    }
}

/// The character encoding of a text-like file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Encoding {
    /// UTF-8 without a byte-order mark.
    Utf8,
    /// UTF-8 with a byte-order mark.
    Utf8Bom,
    /// UTF-16, little end first.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// GB18030, and with it GBK and GB2312.
    Gb18030,
    /// Big5.
    Big5,
    /// An encoding outside the Chinese ones (windows-1252, Shift_JIS, …), by its WHATWG name in lower case.
    Other(&'static str),
}

impl Encoding {
    /// The word that `documents.csv` prints.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf8Bom => "utf-8-bom",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Gb18030 => "gb18030",
            Self::Big5 => "big5",
            Self::Other(name) => name,
        }
    }
}

/// How far a file was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Read, with at least one table.
    Ok,
    /// Read; it has no table.
    NoTables,
    /// Could not be read.
    Unreadable,
    /// Of a format that this version does not read.
    Skipped,
    /// The same bytes as a file before it.
    Duplicate,
}

impl Status {
    /// The word that `documents.csv` prints.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::NoTables => "no_tables",
            Self::Unreadable => "unreadable",
            Self::Skipped => "skipped",
            Self::Duplicate => "duplicate",
        }
    }
}

/// One printed line. Character damage is mended (`read::normalise`), but tabs, runs of spaces and blank lines stand as
/// printed: they are what tells the columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The text without its line end.
    pub text: String,
    /// True where a form feed stood before this line: a page begins here.
    pub page_break: bool,
}

/// The text of one file.
#[derive(Debug, Clone)]
pub struct Document {
    /// What the file is.
    pub format: Format,
    /// Encoding, for text-like formats that were read.
    pub encoding: Option<Encoding>,
    /// Number of pages, for formats that have pages.
    pub pages: Option<u32>,
    /// Lines in order; index + 1 is the line number in messages.
    pub lines: Vec<Line>,
    /// What was drawn, page by page, for formats that have places; empty for text.
    pub drawn: Vec<Page>,
    /// Where each of `lines` stands; as long as `lines` where `drawn` is not empty, else empty.
    pub places: Vec<LinePlace>,
    /// What was damaged or doubtful.
    pub problems: Vec<Problem>,
    /// `Unreadable` or `Skipped` where reading ended early; `Ok` otherwise.
    pub status: Status,
}
