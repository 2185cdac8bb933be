//! A ZIP archive -> its members, and the bytes of one of them, read where they lie: nothing is unpacked to disk.
//!
//! Only what reports come in is read: members stored or deflated, no encryption, no ZIP64. Whatever an archive claims is
//! bounded before it is believed.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use flate2::Crc;
use flate2::read::DeflateDecoder;

use super::stamp::{self, Stamp};

/// Members of an archive; more are no collection of reports.
const MOST_MEMBERS: usize = 10_000;
/// Bytes of the list of members.
const MOST_LISTED: u64 = 16 << 20;
/// Bytes that all members may have together …
const MOST_BYTES: u64 = 1 << 30;
/// … and for each byte of the archive; text shrinks to a tenth, rarely to a fiftieth.
const MOST_SWELLING: u64 = 100;
/// Small archives may swell more: a table of zeros is no attack.
const FREE_BYTES: u64 = 16 << 20;

const END: &[u8] = b"PK\x05\x06";
const ENTRY: &[u8] = b"PK\x01\x02";
const LOCAL: &[u8] = b"PK\x03\x04";

const STORED: u64 = 0;
const DEFLATED: u64 = 8;
const ENCRYPTED: u64 = 1;
const UTF8: u64 = 1 << 11;

/// Where a member lies in its archive, and what it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    offset: u64,
    packed: u64,
    /// Size of its bytes.
    pub(super) size: u64,
    deflated: bool,
    checksum: u32,
}

impl Place {
    /// The stamp of a member, made of that of its archive.
    pub(super) fn stamp(&self, archive: Stamp) -> Stamp {
        let Self { offset, packed, size, deflated, checksum } = *self;
        let packing = u64::from(checksum) << 1 | u64::from(deflated);
        stamp::digest(&archive, &[offset, packed, size, packing])
    }
}

/// What the list of an archive says of a member.
#[derive(Debug)]
pub(super) struct Member {
    /// Its name as stored.
    pub name: Vec<u8>,
    /// The name is said to be UTF-8.
    pub utf8: bool,
    /// Where it lies, or why it cannot be read.
    pub place: Result<Place, &'static str>,
}

/// Lists the members; folders are left out.
///
/// The inner error says why the archive as a whole cannot be used.
pub(super) fn members(path: &Path) -> io::Result<Result<Vec<Member>, String>> {
    let mut file = File::open(path)?;
    let size = file.seek(SeekFrom::End(0))?;
    // The end record is 22 bytes long, with a comment of at most 65,535 behind it.
    let tail = piece(&mut file, size.saturating_sub(22 + 65_535), 22 + 65_535)?;
    let Some(end) = tail.windows(4).rposition(|window| window == END) else {
        return Ok(Err("its list of members is missing: it is damaged or broken off".to_owned()));
    };
    let field = |place, length| number(&tail, end + place, length).unwrap_or_default();
    let (count, listed, start) = (field(10, 2), field(12, 4), field(16, 4));
    if listed > MOST_LISTED || count == 0xFFFF || start == 0xFFFF_FFFF {
        return Ok(Err("it is larger than a collection of reports can be".to_owned()));
    }
    let list = piece(&mut file, start, listed)?;
    Ok(entries(&list).and_then(|members| bounded(members, size)))
}

fn piece(file: &mut File, start: u64, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(start))?;
    file.take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn entries(list: &[u8]) -> Result<Vec<Member>, String> {
    let (mut members, mut at) = (Vec::new(), 0);
    while list.get(at..).is_some_and(|rest| rest.starts_with(ENTRY)) {
        if members.len() == MOST_MEMBERS {
            return Err(format!("it has more than {MOST_MEMBERS} members"));
        }
        let field = |place, length| number(list, at + place, length).unwrap_or_default();
        let lengths = [28, 30, 32].map(|place| usize::try_from(field(place, 2)).unwrap_or(usize::MAX));
        let Some(name) = list.get(at + 46..at + 46 + lengths[0]) else {
            return Err("its list of members is damaged".to_owned());
        };
        if !name.ends_with(b"/") {
            members.push(Member { name: name.to_vec(), utf8: field(8, 2) & UTF8 != 0, place: place(field) });
        }
        at += 46 + lengths.iter().sum::<usize>();
    }
    if at < list.len() { Err("its list of members is damaged".to_owned()) } else { Ok(members) }
}

fn place(field: impl Fn(usize, usize) -> u64) -> Result<Place, &'static str> {
    if field(8, 2) & ENCRYPTED != 0 {
        return Err("it is encrypted: unpack the archive with its password");
    }
    let deflated = match field(10, 2) {
        STORED => false,
        DEFLATED => true,
        _ => return Err("it is packed in a way that is not read here: unpack the archive"),
    };
    let checksum = u32::try_from(field(16, 4)).unwrap_or_default();
    Ok(Place { offset: field(42, 4), packed: field(20, 4), size: field(24, 4), deflated, checksum })
}

/// The members, unless they swell beyond what is reasonable.
fn bounded(members: Vec<Member>, archive: u64) -> Result<Vec<Member>, String> {
    let total: u64 = members.iter().filter_map(|member| member.place.as_ref().ok()).map(|at| at.size).sum();
    let most = (archive.saturating_mul(MOST_SWELLING) + FREE_BYTES).min(MOST_BYTES);
    if total > most {
        return Err(format!("its members would have {} MB, {} MB are allowed", total >> 20, most >> 20));
    }
    Ok(members)
}

/// The bytes of a member. No more are made than its entry says, whatever the packed bytes hold.
pub(super) fn read(path: &Path, place: &Place) -> io::Result<Vec<u8>> {
    let damaged = || io::Error::new(io::ErrorKind::InvalidData, "the archive is damaged here");
    let mut file = File::open(path)?;
    let head = piece(&mut file, place.offset, 30)?;
    if !head.starts_with(LOCAL) {
        return Err(damaged());
    }
    let names = number(&head, 26, 2).unwrap_or_default() + number(&head, 28, 2).unwrap_or_default();
    file.seek(SeekFrom::Start(place.offset + 30 + names))?;
    let packed = file.take(place.packed);
    let mut bytes = Vec::new();
    let most = place.size + 1;
    if place.deflated {
        DeflateDecoder::new(packed).take(most).read_to_end(&mut bytes).map_err(|_| damaged())?;
    } else {
        packed.take(most).read_to_end(&mut bytes)?;
    }
    let mut sum = Crc::new();
    sum.update(&bytes);
    let whole = bytes.len() as u64 == place.size && sum.sum() == place.checksum;
    if whole { Ok(bytes) } else { Err(damaged()) }
}

/// A little-endian number of `length` bytes.
fn number(bytes: &[u8], place: usize, length: usize) -> Option<u64> {
    let digits = bytes.get(place..place.checked_add(length)?)?;
    Some(digits.iter().rev().fold(0, |value, byte| value << 8 | u64::from(*byte)))
}
