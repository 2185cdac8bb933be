//! A path on disk <-> the path that the datasets print: `/` between folders, `%HH` for bytes that are no UTF-8.

use std::path::{Component, Path, PathBuf};

/// A relative path as the datasets print it. `%` is always written `%25`, so that no two files share a path.
pub fn encode(path: &Path) -> String {
    let mut text = String::with_capacity(path.as_os_str().len());
    for component in path.components() {
        let Component::Normal(name) = component else { continue };
        if !text.is_empty() {
            text.push('/');
        }
        for chunk in name.as_encoded_bytes().utf8_chunks() {
            chunk.valid().chars().for_each(|letter| match letter {
                '%' => text.push_str("%25"),
                letter => text.push(letter),
            });
            chunk.invalid().iter().for_each(|byte| text.push_str(&format!("%{byte:02X}")));
        }
    }
    text
}

/// The path that `encode` printed.
pub(super) fn decode(text: &str) -> PathBuf {
    if !text.contains('%') {
        return PathBuf::from(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let escaped = if *first == b'%' { tail.get(..2).and_then(hex) } else { None };
        bytes.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { tail.get(2..).unwrap_or_default() } else { tail };
    }
    path_of(bytes)
}

fn hex(digits: &[u8]) -> Option<u8> {
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(unix)]
fn path_of(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    PathBuf::from(std::ffi::OsString::from_vec(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: Vec<u8>) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[cfg(unix)]
        #[test]
        fn paths_survive_encoding(bytes in proptest::collection::vec(proptest::num::u8::ANY, 1..20)) {
            use std::os::unix::ffi::OsStrExt;
            let name = std::ffi::OsStr::from_bytes(&bytes);
            let path: PathBuf = Path::new(name).components().filter(|part| matches!(part, Component::Normal(_))).collect();
            proptest::prop_assert_eq!(decode(&encode(&path)), path);
        }
    }
}
