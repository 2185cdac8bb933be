//! Folder -> Source: which files a run reads, in a stable order, and their bytes.

mod path;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};
use walkdir::{DirEntry, WalkDir};

use path::decode;
pub use path::encode;

/// Endings that browsers and download tools give to files they have not finished.
const PARTIAL: [&str; 3] = ["part", "crdownload", "tmp"];

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
    /// The folder could not be listed, and why.
    pub broken: Option<Box<str>>,
    /// Index of the input that it was found in.
    root: u32,
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
pub fn list(
    inputs: &[PathBuf],
    out: &Path,
    include: &[String],
    exclude: &[String],
) -> Result<Listing, SourceError> {
    let filter = Filter { include: globs(include)?, exclude: globs(exclude)?, out: out.canonicalize().ok() };
    let mut listing = Listing { sources: Vec::new(), roots: roots(inputs)? };
    for index in 0..listing.roots.len() {
        list_root(&mut listing, index, &filter)?;
    }
    listing.sources.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok(listing)
}

impl Listing {
    /// The bytes of a file, at most `limit`.
    ///
    /// # Errors
    /// The file cannot be read, or is larger.
    pub fn read(&self, source: &Source, limit: u64) -> Result<Vec<u8>, ReadError> {
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
        let size = fs::metadata(&path).map_or(0, |kind| kind.len());
        listing.sources.push(Source { path: prefix, size, broken: None, root: number });
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
    while let Some(step) = walk.next() {
        match step {
            Ok(entry) => {
                let relative = relative(&path, &prefix, entry.path());
                if filter.leaves_out(&entry, &relative) {
                    if entry.file_type().is_dir() {
                        walk.skip_current_dir();
                    }
                } else if entry.file_type().is_file() && filter.takes(&relative) {
                    let size = entry.metadata().map_or(0, |kind| kind.len());
                    listing.sources.push(Source {
                        path: encode(&relative),
                        size,
                        broken: None,
                        root: number,
                    });
                }
            }
            Err(error) => listing.sources.push(broken(&path, &prefix, number, &error)),
        }
    }
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
    Source { path, size: 0, broken: Some(reason.into_boxed_str()), root: number }
}

impl Filter {
    /// Files and folders that no run looks at, or that the user does not want.
    fn leaves_out(&self, entry: &DirEntry, relative: &Path) -> bool {
        let name = entry.file_name().as_encoded_bytes();
        if name.starts_with(b".") {
            return true;
        }
        if self.exclude.as_ref().is_some_and(|globs| globs.is_match(relative)) {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn touch(root: &Path, names: &[&str]) {
        for name in names {
            let path = root.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, name).unwrap();
        }
    }

    fn paths(listing: &Listing) -> Vec<&str> {
        listing.sources.iter().map(|source| source.path.as_str()).collect()
    }

    fn list_one(root: &Path, include: &[&str], exclude: &[&str]) -> Vec<String> {
        let strings = |globs: &[&str]| globs.iter().map(ToString::to_string).collect::<Vec<_>>();
        let listing =
            list(&[root.to_path_buf()], &root.join("out"), &strings(include), &strings(exclude)).unwrap();
        paths(&listing).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn sorted_bytewise_without_hidden_partial_and_output() {
        let folder = tempfile::tempdir().unwrap();
        touch(
            folder.path(),
            &[
                "b.txt",
                "a/z.txt",
                "a-b/x.txt",
                ".git/x",
                "a/.x",
                "c.part",
                "d.PDF.crdownload",
                "e.tmp",
                "out/f.csv",
                "x/out/g.txt",
            ],
        );
        assert_eq!(list_one(folder.path(), &[], &[]), ["a-b/x.txt", "a/z.txt", "b.txt", "x/out/g.txt"]);
    }

    #[test]
    fn globs_without_slash_fit_any_depth() {
        let folder = tempfile::tempdir().unwrap();
        touch(folder.path(), &["2019/a.txt", "2019/b.pdf", "2020/a.txt", "a.txt", "deep/2019/c.txt"]);
        assert_eq!(list_one(folder.path(), &["*.pdf"], &[]), ["2019/b.pdf"]);
        assert_eq!(list_one(folder.path(), &["*.txt"], &["2019"]), ["2020/a.txt", "a.txt"]);
        assert_eq!(list_one(folder.path(), &["2019/*"], &[]), ["2019/a.txt", "2019/b.pdf"]);
        let bad = list(&[folder.path().to_path_buf()], Path::new("out"), &["a[".to_owned()], &[]);
        assert!(matches!(bad, Err(SourceError::Usage(message)) if message.contains("a[")));
    }

    #[test]
    fn several_inputs_begin_with_their_names() {
        let folder = tempfile::tempdir().unwrap();
        touch(folder.path(), &["one/a.txt", "two/a.txt", "two/one/b.txt", "c.txt"]);
        let at = |name: &str| folder.path().join(name);
        let listing = list(&[at("two"), at("one"), at("c.txt")], &at("out"), &[], &[]).unwrap();
        assert_eq!(paths(&listing), ["c.txt", "one/a.txt", "two/a.txt", "two/one/b.txt"]);
        let bytes = listing.read(&listing.sources[2], 100).unwrap();
        assert_eq!(bytes, b"two/a.txt");
        assert_eq!(listing.read(&listing.sources[0], 100).unwrap(), b"c.txt");
        let same = list(&[at("one"), at("two/one")], &at("out"), &[], &[]);
        assert!(matches!(same, Err(SourceError::Usage(message)) if message.contains("one")));
        let gone = list(&[at("nowhere")], &at("out"), &[], &[]);
        assert!(matches!(gone, Err(SourceError::Missing { path, .. }) if path.ends_with("nowhere")));
    }

    #[test]
    fn output_folder_as_input_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let same = list(&[folder.path().to_path_buf()], folder.path(), &[], &[]);
        assert!(matches!(same, Err(SourceError::Usage(_))));
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_no_utf8_and_links() {
        use std::os::unix::ffi::OsStrExt;
        let folder = tempfile::tempdir().unwrap();
        let odd = folder.path().join(std::ffi::OsStr::from_bytes(b"a\xff%.txt"));
        fs::write(&odd, b"odd").unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).unwrap();
        std::os::unix::fs::symlink(&odd, folder.path().join("link.txt")).unwrap();
        let listing = list(&[folder.path().to_path_buf()], Path::new("/nowhere"), &[], &[]).unwrap();
        assert_eq!(paths(&listing), ["a%FF%25.txt"]);
        assert_eq!(listing.read(&listing.sources[0], 3).unwrap(), b"odd");
        assert!(matches!(listing.read(&listing.sources[0], 2), Err(ReadError::TooLarge)));
    }
}
