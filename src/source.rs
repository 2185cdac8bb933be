//! Folder -> Source: which files a run reads, in a stable order, and their bytes.

mod archive;
mod members;
mod path;
mod stamp;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};
use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

pub use archive::Place as MemberPlace;
use path::decode;
pub use path::encode;

use crate::model::{Code, Problem};

/// Endings that browsers and download tools give to files they have not finished.
const PARTIAL: [&str; 3] = ["part", "crdownload", "tmp"];

/// Files that the system is asked about in parallel; the bound keeps memory bounded.
const BATCH: usize = 1024;

/// Why there is no list of files.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// What was asked for makes no sense.
    #[error("{0}")]
    Usage(String),
    /// An input is not there or cannot be looked at.
    #[error("input {} cannot be opened: {source}", path.display())]
    Missing {
        /// As typed.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// A file to read, or a folder that would not be listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Relative path as the datasets print it: `/` between folders, `%HH` for bytes that are no UTF-8.
    pub path: String,
    /// Size when it was listed.
    pub size: u64,
    /// By which it can be told that its bytes are those of an earlier run; none where they have to be looked at.
    pub stamp: Option<[u8; 16]>,
    /// What it is if it is no file of its own to read.
    pub special: Option<Box<Special>>,
    /// Index of the input that it was found in.
    root: u32,
}

/// A source that is no file of its own to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Special {
    /// A folder that could not be listed, and why.
    BrokenFolder(String),
    /// A member of an archive.
    Member(Arc<Path>, MemberPlace),
    /// It is not read, which is an error.
    Failed(Problem),
    /// It is not read in this run.
    Skipped(Problem),
}

/// Which files of the inputs a run takes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Choice<'a> {
    /// Globs, one of which a file must fit; none: all files.
    pub include: &'a [String],
    /// Globs, none of which a file or folder may fit.
    pub exclude: &'a [String],
    /// Files that changed within this time may still be written.
    pub settle: Duration,
}

/// Every file of the inputs, sorted bytewise by path.
#[derive(Debug, Default)]
pub struct Listing {
    /// Files and broken folders.
    pub sources: Vec<Source>,
    roots: Vec<Root>,
}

#[derive(Debug)]
struct Root {
    /// As typed.
    path: PathBuf,
    /// What its paths begin with, encoded; empty for a single input folder.
    prefix: String,
    /// True for an input that is a file itself.
    file: bool,
}

/// Why a file has no bytes.
#[derive(Debug)]
pub enum ReadError {
    /// The operating system refused.
    Io(io::Error),
    /// It is larger than the limit.
    TooLarge,
}

/// Lists the files of the inputs. Links are not followed; hidden files, partial downloads and `out` are left out.
///
/// # Errors
/// An input that is not there, two inputs of one name, a bad glob, an output folder that is an input.
pub fn list(inputs: &[PathBuf], out: &Path, choice: Choice<'_>) -> Result<Listing, SourceError> {
    let filter = Filter {
        include: globs(choice.include)?,
        exclude: globs(choice.exclude)?,
        out: out.canonicalize().ok(),
        settle: choice.settle,
        now: SystemTime::now(),
    };
    let mut listing = Listing { sources: Vec::new(), roots: roots(inputs)? };
    for index in 0..listing.roots.len() {
        list_root(&mut listing, index, &filter)?;
    }
    listing
        .sources
        .sort_by(|a, b| a.path.cmp(&b.path).then_with(|| a.special.is_some().cmp(&b.special.is_some())));
    tell_apart(&mut listing.sources);
    Ok(listing)
}

/// A folder called `a.zip!` beside the archive `a.zip` can hold a file with a member's path: the member gives way.
fn tell_apart(sources: &mut [Source]) {
    for index in 1..sources.len() {
        let (before, rest) = sources.split_at_mut(index);
        if let (Some(before), Some(this)) = (before.last(), rest.first_mut())
            && before.path == this.path
        {
            this.path.push_str("#2");
        }
    }
}

impl Listing {
    /// The bytes of a file, at most `limit`.
    ///
    /// # Errors
    /// The file cannot be read, or is larger.
    pub fn read(&self, source: &Source, limit: u64) -> Result<Vec<u8>, ReadError> {
        if let Some(Special::Member(archive, place)) = source.special.as_deref() {
            let fits = source.size <= limit;
            return if fits {
                archive::read(archive, place).map_err(ReadError::Io)
            } else {
                Err(ReadError::TooLarge)
            };
        }
        let file = File::open(self.place(source)).map_err(ReadError::Io)?;
        let mut bytes = Vec::with_capacity(usize::try_from(source.size.min(limit)).unwrap_or(0) + 1);
        file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(ReadError::Io)?;
        if bytes.len() as u64 > limit { Err(ReadError::TooLarge) } else { Ok(bytes) }
    }

    /// Opens a file, to look at its bytes without holding them.
    ///
    /// # Errors
    /// The file cannot be opened.
    pub fn open(&self, source: &Source) -> io::Result<File> {
        File::open(self.place(source))
    }

    /// Where a source lies on disk: the path of its input, and its own path decoded.
    fn place(&self, source: &Source) -> PathBuf {
        let Some(root) = self.roots.get(source.root as usize) else { return PathBuf::new() };
        if root.file {
            return root.path.clone();
        }
        let inner = source.path.strip_prefix(root.prefix.as_str()).unwrap_or(&source.path);
        root.path.join(decode(inner.trim_start_matches('/')))
    }
}

struct Filter {
    include: Option<GlobSet>,
    exclude: Option<GlobSet>,
    out: Option<PathBuf>,
    settle: Duration,
    now: SystemTime,
}

fn roots(inputs: &[PathBuf]) -> Result<Vec<Root>, SourceError> {
    if inputs.is_empty() {
        return Err(SourceError::Usage("no input was given".to_owned()));
    }
    let mut names = BTreeSet::new();
    let mut roots = Vec::with_capacity(inputs.len());
    for input in inputs {
        let kind =
            fs::metadata(input).map_err(|source| SourceError::Missing { path: input.clone(), source })?;
        if !kind.is_dir() && !kind.is_file() {
            return Err(SourceError::Usage(format!("input {} is no file and no folder", input.display())));
        }
        let name = own_name(input);
        if inputs.len() > 1 && !names.insert(name.clone()) {
            let message = format!(
                "two inputs are called {name}: paths in the datasets could not tell them apart; rename one, or run them apart"
            );
            return Err(SourceError::Usage(message));
        }
        let prefix = if inputs.len() > 1 || kind.is_file() { name } else { String::new() };
        roots.push(Root { path: input.clone(), prefix, file: kind.is_file() });
    }
    Ok(roots)
}

/// The last name of a path, encoded; `.` and `..` are looked up.
fn own_name(input: &Path) -> String {
    let name = |path: &Path| match path.components().next_back() {
        Some(Component::Normal(name)) => Some(encode(Path::new(name))),
        _ => None,
    };
    name(input).or_else(|| name(&input.canonicalize().ok()?)).unwrap_or_else(|| "input".to_owned())
}

fn list_root(listing: &mut Listing, index: usize, filter: &Filter) -> Result<(), SourceError> {
    let Some(root) = listing.roots.get(index) else { return Ok(()) };
    let number = u32::try_from(index).unwrap_or(u32::MAX);
    let (path, prefix) = (root.path.clone(), root.prefix.clone());
    if root.file {
        let metadata = fs::metadata(&path).ok();
        let found = Found { place: &path, relative: &decode(&prefix), metadata, root: number };
        listing.sources.extend(found.sources(filter));
        return Ok(());
    }
    if filter.out.is_some() && path.canonicalize().ok() == filter.out {
        let message = format!(
            "the output folder {} is an input: the datasets would be read as reports; choose another folder",
            path.display()
        );
        return Err(SourceError::Usage(message));
    }
    let mut walk = WalkDir::new(&path).min_depth(1).into_iter();
    let mut files = Vec::with_capacity(BATCH);
    while let Some(step) = walk.next() {
        match step {
            Ok(entry) => {
                let relative = relative(&path, &prefix, entry.path());
                if filter.leaves_out(&entry, &relative) {
                    if entry.file_type().is_dir() {
                        walk.skip_current_dir();
                    }
                } else if entry.file_type().is_file() {
                    files.push((entry, relative));
                }
            }
            Err(error) => listing.sources.push(broken(&path, &prefix, number, &error)),
        }
        if files.len() == BATCH {
            listing.add_all(&mut files, number, filter);
        }
    }
    listing.add_all(&mut files, number, filter);
    Ok(())
}

fn relative(root: &Path, prefix: &str, path: &Path) -> PathBuf {
    let inner = path.strip_prefix(root).unwrap_or(path);
    if prefix.is_empty() { inner.to_path_buf() } else { decode(prefix).join(inner) }
}

fn broken(root: &Path, prefix: &str, number: u32, error: &walkdir::Error) -> Source {
    let path = error.path().map(|path| encode(&relative(root, prefix, path))).unwrap_or_default();
    let path = if path.is_empty() { ".".to_owned() } else { path };
    let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    Source {
        path,
        size: 0,
        stamp: None,
        special: Some(Box::new(Special::BrokenFolder(reason))),
        root: number,
    }
}

/// A file that the walk came upon.
struct Found<'a> {
    place: &'a Path,
    relative: &'a Path,
    metadata: Option<fs::Metadata>,
    root: u32,
}

impl Listing {
    /// Adds files that the walk came upon: to ask the system about each takes longer than to come upon it.
    fn add_all(&mut self, files: &mut Vec<(DirEntry, PathBuf)>, root: u32, filter: &Filter) {
        let sources = files.par_drain(..).map(|(entry, relative)| {
            let metadata = entry.metadata().ok();
            Found { place: entry.path(), relative: &relative, metadata, root }.sources(filter)
        });
        self.sources.par_extend(sources.flatten_iter());
    }
}

impl Found<'_> {
    /// The file, or the members of an archive, as far as the user wants them.
    fn sources(self, filter: &Filter) -> Vec<Source> {
        let (path, root) = (encode(self.relative), self.root);
        let size = self.metadata.as_ref().map_or(0, fs::Metadata::len);
        let unsettled = filter.is_unsettled(self.metadata.as_ref());
        let stamp = self.metadata.as_ref().and_then(|metadata| stamp::of(metadata, filter.now));
        if members::is_archive(self.relative) && !unsettled {
            let takes = |member: &str| filter.takes(&decode(member)) && !filter.excludes(&decode(member));
            if let Some(sources) = members::sources(self.place, &path, (root, stamp), takes) {
                return sources;
            }
        }
        if !filter.takes(self.relative) {
            return Vec::new();
        }
        let special = unsettled.then(|| Box::new(Special::Skipped(unsettled_problem())));
        vec![Source { path, size, stamp, special, root }]
    }
}

fn unsettled_problem() -> Problem {
    let message = "the file changed shortly before the run and may still be written; a later run reads it";
    Problem::new(Code::FileUnsettled, message)
}

impl Filter {
    /// A time in the future that is as near counts as well: clocks of file servers differ.
    fn is_unsettled(&self, metadata: Option<&fs::Metadata>) -> bool {
        let Some(changed) = metadata.and_then(|metadata| metadata.modified().ok()) else { return false };
        let apart = self.now.duration_since(changed).unwrap_or_else(|error| error.duration());
        apart < self.settle
    }

    fn excludes(&self, relative: &Path) -> bool {
        self.exclude.as_ref().is_some_and(|globs| globs.is_match(relative))
    }

    /// Files and folders that no run looks at, or that the user does not want.
    fn leaves_out(&self, entry: &DirEntry, relative: &Path) -> bool {
        let name = entry.file_name().as_encoded_bytes();
        if name.starts_with(b".") {
            return true;
        }
        if self.excludes(relative) {
            return true;
        }
        if entry.file_type().is_dir() { self.is_out(entry.path()) } else { is_partial(entry.path()) }
    }

    fn takes(&self, relative: &Path) -> bool {
        self.include.as_ref().is_none_or(|globs| globs.is_match(relative))
    }

    /// The names are compared first: asking the system where each folder really lies is slow.
    fn is_out(&self, folder: &Path) -> bool {
        self.out.as_deref().is_some_and(|out| {
            folder.file_name() == out.file_name() && folder.canonicalize().is_ok_and(|place| place == out)
        })
    }
}

fn is_partial(path: &Path) -> bool {
    path.extension()
        .and_then(|ending| ending.to_str())
        .is_some_and(|ending| PARTIAL.iter().any(|partial| ending.eq_ignore_ascii_case(partial)))
}

/// As in `.gitignore`: a glob without `/` fits a name at any depth; `*` stays inside one name, `**` does not.
fn globs(patterns: &[String]) -> Result<Option<GlobSet>, SourceError> {
    if patterns.is_empty() {
        return Ok(None);
    }
    let usage = |pattern: &str, error: &globset::Error| {
        SourceError::Usage(format!("the glob {pattern:?} cannot be used: {}", error.kind()))
    };
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        set.add(glob(pattern).map_err(|error| usage(pattern, &error))?);
    }
    set.build().map(Some).map_err(|error| usage(&patterns.join(" "), &error))
}

fn glob(pattern: &str) -> Result<Glob, globset::Error> {
    let inner = pattern.trim_end_matches('/');
    let anywhere =
        if inner.contains('/') { inner.trim_start_matches("./").to_owned() } else { format!("**/{inner}") };
    GlobBuilder::new(&anywhere).literal_separator(true).build()
}
