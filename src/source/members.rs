//! Members of an archive -> sources with paths such as `a.zip!/b.txt`, or the reasons why there are none.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use encoding_rs::GBK;

use super::archive::{self, Member};
use super::stamp::Stamp;
use super::{PARTIAL, Source, Special};
use crate::model::{Code, Problem};

/// Other programs' documents are ZIP archives too: with one of these members it is no collection of reports.
const DOCUMENTS: [&[u8]; 4] = [b"[Content_Types].xml", b"OFD.xml", b"mimetype", b"META-INF/container.xml"];

/// The sources in an archive; `None` if the file is no archive of reports, so that it is a source itself.
pub(super) fn sources(
    archive: &Path,
    path: &str,
    (root, stamp): (u32, Option<Stamp>),
    takes: impl Fn(&str) -> bool,
) -> Option<Vec<Source>> {
    let members = match archive::members(archive) {
        Ok(Ok(members)) => members,
        Ok(Err(reason)) => return Some(vec![refused_archive(path, root, &reason)]),
        // Reading it as a file says why it cannot be read.
        Err(_) => return None,
    };
    if members.iter().any(|member| DOCUMENTS.contains(&member.name.as_slice())) {
        return None;
    }
    let file: Arc<Path> = Arc::from(archive);
    let mut names = BTreeSet::new();
    let sources = members.into_iter().filter_map(|member| {
        let name = name(&member);
        if is_left_out(&name) {
            return None;
        }
        // Two members of one name: each needs a path of its own.
        let mut own = format!("{path}!/{name}");
        while !names.insert(own.clone()) {
            own.push_str("#2");
        }
        takes(&own).then(|| source(&file, own, (root, stamp), &name, member))
    });
    Some(sources.collect())
}

fn source(
    file: &Arc<Path>,
    path: String,
    (root, stamp): (u32, Option<Stamp>),
    name: &str,
    member: Member,
) -> Source {
    let refusal = if is_safe(name) { None } else { Some("its name leads out of the archive") };
    match (refusal, member.place) {
        (None, Ok(place)) => {
            let size = place.size;
            let stamp = stamp.map(|stamp| place.stamp(stamp));
            let special = Special::Member(Arc::clone(file), place);
            Source { path, size, stamp, special: Some(Box::new(special)), root }
        }
        (Some(reason), _) | (None, Err(reason)) => {
            let message = format!("this member of the archive is not read: {reason}");
            let problem = Problem::new(Code::ArchiveRefused, message);
            Source { path, size: 0, stamp: None, special: Some(Box::new(Special::Failed(problem))), root }
        }
    }
}

fn refused_archive(path: &str, root: u32, reason: &str) -> Source {
    let message = format!("the archive is not opened: {reason}; unpack it into the input folder");
    let special = Special::Failed(Problem::new(Code::ArchiveRefused, message));
    Source { path: path.to_owned(), size: 0, stamp: None, special: Some(Box::new(special)), root }
}

/// The name as the datasets print it. Where the archive does not say, Chinese Windows has written GBK.
fn name(member: &Member) -> String {
    if let Ok(text) = std::str::from_utf8(&member.name) {
        return text.replace('%', "%25");
    }
    let (text, _, damaged) = GBK.decode(&member.name);
    if !member.utf8 && !damaged {
        return text.replace('%', "%25");
    }
    member.name.utf8_chunks().fold(String::new(), |mut name, chunk| {
        name.push_str(&encode_percent(chunk.valid()));
        chunk.invalid().iter().for_each(|byte| name.push_str(&format!("%{byte:02X}")));
        name
    })
}

fn encode_percent(text: &str) -> String {
    text.replace('%', "%25")
}

/// Inside the archive: no absolute name, no drive, no `..`, in either way to write folders.
fn is_safe(name: &str) -> bool {
    let parts = || name.split(['/', '\\']);
    !name.is_empty() && !name.contains(':') && parts().all(|part| !part.is_empty() && part != "..")
}

/// Hidden files, those that systems put beside, and unfinished downloads.
fn is_left_out(name: &str) -> bool {
    let hidden = |part: &str| part.starts_with('.') && part != ".." && part != ".";
    let ending = name.rsplit_once('.').map(|(_, ending)| ending).unwrap_or_default();
    name.starts_with("__MACOSX/")
        || name.split('/').any(hidden)
        || PARTIAL.iter().any(|partial| ending.eq_ignore_ascii_case(partial))
}

/// True for a file that is looked into.
pub(super) fn is_archive(relative: &Path) -> bool {
    relative.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"))
}
