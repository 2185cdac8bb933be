//! What the system says of a file -> a stamp: while a file has the same one, it has the same bytes, and need not be opened.
//!
//! The stamp is made of size, time of modification, time of change, inode and device. Programs can set the time of
//! modification as they like, the time of change only the system sets: whatever writes to a file, or puts another in its
//! place, changes it. It counts in ticks, though: a file that was changed just now could change once more within the same
//! tick, so it has no stamp, and its bytes are looked at again by the next run. Where the system tells no time of change
//! (Windows), no file has one.

use std::fs;
use std::time::SystemTime;

use sha2::{Digest, Sha256};

/// Equal only for files that nobody has changed.
pub(super) type Stamp = [u8; 16];

/// The stamp of a file at this time; none for one that was changed just before, or in the future.
#[cfg(unix)]
pub(super) fn of(file: &fs::Metadata, now: SystemTime) -> Option<Stamp> {
    use std::os::unix::fs::MetadataExt;
    use std::time::{Duration, UNIX_EPOCH};

    /// Longer than the ticks of any file system; the coarsest count every other second.
    const SETTLED: Duration = Duration::from_secs(3);

    let seconds = u64::try_from(file.ctime()).ok()?;
    let changed = UNIX_EPOCH + Duration::new(seconds, u32::try_from(file.ctime_nsec()).ok()?);
    let is_settled = now.duration_since(changed).is_ok_and(|since| since >= SETTLED);
    let signed = [file.mtime(), file.mtime_nsec(), file.ctime(), file.ctime_nsec()].map(i64::cast_unsigned);
    let [modified, modified_part, changed, changed_part] = signed;
    let facts = [file.len(), modified, modified_part, changed, changed_part, file.ino(), file.dev()];
    is_settled.then(|| digest(&[], &facts))
}

/// Without a time of change nobody can tell.
#[cfg(not(unix))]
pub(super) fn of(_file: &fs::Metadata, _now: SystemTime) -> Option<Stamp> {
    None
}

/// Facts, and a stamp that they add to -> their stamp.
pub(super) fn digest(before: &[u8], facts: &[u64]) -> Stamp {
    let mut hash = Sha256::new();
    hash.update(before);
    facts.iter().for_each(|fact| hash.update(fact.to_le_bytes()));
    let mut stamp = Stamp::default();
    stamp.iter_mut().zip(hash.finalize()).for_each(|(byte, of)| *byte = of);
    stamp
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;

    #[test]
    fn whatever_is_done_to_a_file_shows_in_its_stamp() {
        use std::os::unix::fs::MetadataExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "one").unwrap();
        let later = SystemTime::now() + Duration::from_secs(60);
        let stamp = || of(&fs::metadata(&path).unwrap(), later);
        let (first, before) = (stamp(), fs::metadata(&path).unwrap());
        assert!(first.is_some());
        assert_eq!(stamp(), first);
        // The clock of the file system must have gone on.
        while fs::metadata(&path).unwrap().ctime_nsec() == before.ctime_nsec() {
            fs::write(&path, "two").unwrap();
        }
        fs::File::options()
            .write(true)
            .open(&path)
            .unwrap()
            .set_modified(before.modified().unwrap())
            .unwrap();
        let after = fs::metadata(&path).unwrap();
        assert_eq!((after.len(), after.modified().unwrap()), (before.len(), before.modified().unwrap()));
        assert_ne!(stamp(), first, "size and time of modification are as they were");
    }

    #[test]
    fn a_file_that_was_changed_just_now_has_none() {
        use std::os::unix::fs::MetadataExt;
        let file = tempfile::NamedTempFile::new().unwrap();
        let metadata = file.as_file().metadata().unwrap();
        let changed = UNIX_EPOCH + Duration::from_secs(metadata.ctime().unsigned_abs());
        assert_eq!(of(&metadata, changed + Duration::from_secs(1)), None);
        assert_eq!(of(&metadata, changed - Duration::from_secs(60)), None, "the clocks differ");
        assert!(of(&metadata, changed + Duration::from_secs(10)).is_some());
    }

    #[test]
    fn every_fact_counts() {
        let stamp = digest(&[], &[1, 2]);
        assert_ne!(stamp, digest(&[], &[2, 1]));
        assert_ne!(stamp, digest(&[1], &[1, 2]));
        assert_eq!(stamp, digest(&[], &[1, 2]));
    }
}
