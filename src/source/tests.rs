//! Folders on disk -> the sources that a run meets.

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
    let listing = list(
        &[root.to_path_buf()],
        &root.join("out"),
        Choice { include: &strings(include), exclude: &strings(exclude), ..Choice::default() },
    )
    .unwrap();
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
    let bad = list(
        &[folder.path().to_path_buf()],
        Path::new("out"),
        Choice { include: &["a[".to_owned()], ..Choice::default() },
    );
    assert!(matches!(bad, Err(SourceError::Usage(message)) if message.contains("a[")));
}

#[test]
fn several_inputs_begin_with_their_names() {
    let folder = tempfile::tempdir().unwrap();
    touch(folder.path(), &["one/a.txt", "two/a.txt", "two/one/b.txt", "c.txt"]);
    let at = |name: &str| folder.path().join(name);
    let listing = list(&[at("two"), at("one"), at("c.txt")], &at("out"), Choice::default()).unwrap();
    assert_eq!(paths(&listing), ["c.txt", "one/a.txt", "two/a.txt", "two/one/b.txt"]);
    let bytes = listing.read(&listing.sources[2], 100).unwrap();
    assert_eq!(bytes, b"two/a.txt");
    assert_eq!(listing.read(&listing.sources[0], 100).unwrap(), b"c.txt");
    let same = list(&[at("one"), at("two/one")], &at("out"), Choice::default());
    assert!(matches!(same, Err(SourceError::Usage(message)) if message.contains("one")));
    let gone = list(&[at("nowhere")], &at("out"), Choice::default());
    assert!(matches!(gone, Err(SourceError::Missing { path, .. }) if path.ends_with("nowhere")));
}

#[test]
fn output_folder_as_input_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let same = list(&[folder.path().to_path_buf()], folder.path(), Choice::default());
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
    let listing = list(&[folder.path().to_path_buf()], Path::new("/nowhere"), Choice::default()).unwrap();
    assert_eq!(paths(&listing), ["a%FF%25.txt"]);
    assert_eq!(listing.read(&listing.sources[0], 3).unwrap(), b"odd");
    assert!(matches!(listing.read(&listing.sources[0], 2), Err(ReadError::TooLarge)));
}
