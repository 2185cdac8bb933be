//! A message and its kind <-> bytes in a pipe: one byte for the kind, eight for the length, then the message.

use std::io::{self, Read, Write};

/// What a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// To the worker, first of all: a `Setup`.
    Setup,
    /// From the worker: it can take documents. Its version.
    Ready,
    /// To the worker: a document to extract.
    Extract,
    /// To the worker: a document to look at.
    Look,
    /// From the worker: what was asked for.
    Answer,
    /// To the worker: a document to extract, which a second reader looks at, too.
    ExtractTwice,
    /// The same for a document to look at.
    LookTwice,
}

impl Kind {
    const ALL: [Self; 7] = [
        Self::Setup,
        Self::Ready,
        Self::Extract,
        Self::Look,
        Self::Answer,
        Self::ExtractTwice,
        Self::LookTwice,
    ];

    /// The same request for one reader alone.
    pub(super) fn once(self) -> Self {
        match self {
            Self::ExtractTwice => Self::Extract,
            Self::LookTwice => Self::Look,
            other => other,
        }
    }
}

/// A longer message is none: no document may be so large, and no answer is.
const LONGEST: u64 = 1 << 30;

pub(super) fn write(output: &mut impl Write, kind: Kind, message: &[u8]) -> io::Result<()> {
    output.write_all(&[kind as u8])?;
    output.write_all(&(message.len() as u64).to_le_bytes())?;
    output.write_all(message)?;
    output.flush()
}

/// # Errors
/// `UnexpectedEof` where the other end has gone, `InvalidData` where it sends something else, `OutOfMemory` where a
/// message does not fit.
pub(super) fn read(input: &mut impl Read) -> io::Result<(Kind, Vec<u8>)> {
    let mut head = [0; 9];
    input.read_exact(&mut head)?;
    let [kind, length @ ..] = head;
    let length = u64::from_le_bytes(length);
    let kind = Kind::ALL.into_iter().find(|known| *known as u8 == kind);
    let Some(kind) = kind.filter(|_| length <= LONGEST) else {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "not a message"));
    };
    let mut message = Vec::new();
    let whole = usize::try_from(length).map_err(|_| io::ErrorKind::OutOfMemory)?;
    message.try_reserve_exact(whole).map_err(|_| io::ErrorKind::OutOfMemory)?;
    input.take(length).read_to_end(&mut message)?;
    if (message.len() as u64) < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok((kind, message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_come_out_as_they_went_in() {
        let mut pipe = Vec::new();
        for kind in Kind::ALL {
            write(&mut pipe, kind, format!("{kind:?}").as_bytes()).unwrap();
        }
        let mut pipe = pipe.as_slice();
        for kind in Kind::ALL {
            assert_eq!(read(&mut pipe).unwrap(), (kind, format!("{kind:?}").into_bytes()));
        }
        assert_eq!(read(&mut pipe).unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
    }

    #[test]
    fn what_is_no_message_is_refused() {
        let head = |kind: u8, length: u64| [[kind].as_slice(), &length.to_le_bytes(), b"abc"].concat();
        let refusal = |bytes: Vec<u8>| read(&mut bytes.as_slice()).unwrap_err().kind();
        assert_eq!(refusal(head(9, 3)), io::ErrorKind::InvalidData);
        assert_eq!(refusal(head(4, u64::MAX)), io::ErrorKind::InvalidData);
        assert_eq!(refusal(head(4, 4)), io::ErrorKind::UnexpectedEof);
    }
}
