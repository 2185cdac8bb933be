//! Folder (or built-in files) -> Pack. Every fault names its file and line.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use super::Pack;
use super::codes::{self, Codes};
use super::equations::{self, IdentityEntry};
use super::error::{Fault, PackError};
use super::form::{Form, FormTable};
use super::key::Key;
use super::{rows, variables};

/// Where the files of a pack come from.
pub(super) struct Files<'a> {
    /// Folder that file names are relative to, for errors.
    pub root: &'a Path,
    /// Reads a file by its path relative to the root.
    pub read: &'a dyn Fn(&str) -> std::io::Result<Vec<u8>>,
}

impl Files<'_> {
    /// A file's path and its text.
    pub fn text(&self, name: &str) -> Result<(PathBuf, String), PackError> {
        let path = self.root.join(name);
        let bytes =
            (self.read)(name).map_err(|error| PackError::new(&path, None, Fault::Unreadable(error)))?;
        match String::from_utf8(bytes) {
            Ok(text) => Ok((path, text)),
            Err(error) => {
                let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                let line = valid.iter().filter(|byte| **byte == b'\n').count() + 1;
                Err(PackError::new(path, Some(line), Fault::NotUtf8))
            }
        }
    }
}

/// A TOML file of a pack with its text, so that spans can be told as lines.
pub(super) struct Manifest<'a> {
    path: &'a Path,
    text: &'a str,
}

impl Manifest<'_> {
    /// An error at a value of the file.
    pub fn fault<T>(&self, at: &Spanned<T>, fault: Fault) -> PackError {
        PackError::new(self.path, Some(line_of(self.text, at.span().start)), fault)
    }

    fn parse<T: serde::de::DeserializeOwned>(&self) -> Result<T, PackError> {
        toml::from_str(self.text).map_err(|error| {
            let line = error.span().map(|span| line_of(self.text, span.start));
            PackError::new(self.path, line, Fault::Toml(error.message().to_owned()))
        })
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    text.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count() + 1
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PackEntry {
    name: Spanned<String>,
    label: String,
    label_en: String,
    forms: Spanned<Vec<Spanned<String>>>,
    #[serde(default)]
    identity: Vec<IdentityEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FormEntry {
    label: String,
    years: (i32, i32),
    #[serde(default)]
    table: Vec<TableEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableEntry {
    name: Spanned<String>,
    headings: Vec<String>,
    label_columns: usize,
    #[serde(default)]
    stub_heads: Vec<String>,
    rows: String,
    columns: String,
}

/// Loads a pack from its folder.
///
/// # Errors
/// The first fault met, with its file and line.
pub fn load(directory: &Path) -> Result<Pack, PackError> {
    let read = |name: &str| std::fs::read(directory.join(name));
    from_files(&Files { root: directory, read: &read })
}

/// Loads a pack from wherever its files are.
pub(super) fn from_files(files: &Files<'_>) -> Result<Pack, PackError> {
    let (path, text) = files.text("pack.toml")?;
    let manifest = Manifest { path: &path, text: &text };
    let entry: PackEntry = manifest.parse()?;
    check_name(&manifest, &entry.name)?;
    if entry.forms.get_ref().is_empty() {
        return Err(manifest.fault(&entry.forms, Fault::Nothing("forms")));
    }
    let codes = codes::read(files)?;
    let mut forms: Vec<Form> = Vec::new();
    for name in entry.forms.get_ref() {
        check_name(&manifest, name)?;
        if forms.iter().any(|form| form.name == *name.get_ref()) {
            let fault = Fault::Duplicate { what: "form", name: name.get_ref().clone() };
            return Err(manifest.fault(name, fault));
        }
        forms.push(form(files, name.get_ref(), &codes)?);
    }
    let variables = variables::build(&codes, &mut forms);
    let equations = equations::build(&manifest, &entry.identity, &codes, &variables)?;
    let family = entry.name.into_inner();
    Ok(Pack { family, label: entry.label, label_en: entry.label_en, forms, variables, equations })
}

fn form(files: &Files<'_>, name: &str, codes: &Codes) -> Result<Form, PackError> {
    let (path, text) = files.text(&format!("{name}.toml"))?;
    let manifest = Manifest { path: &path, text: &text };
    let entry: FormEntry = manifest.parse()?;
    if entry.table.is_empty() {
        return Err(PackError::new(path, None, Fault::Nothing("tables")));
    }
    let mut tables: Vec<FormTable> = Vec::new();
    for table in entry.table {
        if tables.iter().any(|known| known.name == *table.name.get_ref()) {
            let fault = Fault::Duplicate { what: "table", name: table.name.get_ref().clone() };
            return Err(manifest.fault(&table.name, fault));
        }
        check_name(&manifest, &table.name)?;
        let (rows, blocks) = rows::read(files, table.name.get_ref(), &table.rows, &table.columns, codes)?;
        tables.push(FormTable {
            name: table.name.into_inner(),
            heading_keys: table.headings.iter().map(|heading| Key::of(heading)).collect(),
            headings: table.headings,
            label_columns: table.label_columns,
            stub_heads: table.stub_heads,
            blocks,
            rows,
        });
    }
    Ok(Form { name: name.to_owned(), label: entry.label, years: entry.years, tables, prints: Vec::new() })
}

fn check_name(manifest: &Manifest<'_>, name: &Spanned<String>) -> Result<(), PackError> {
    let fine = codes::is_name(name.get_ref()) && !name.get_ref().contains('.');
    if fine { Ok(()) } else { Err(manifest.fault(name, Fault::Name(name.get_ref().clone()))) }
}
