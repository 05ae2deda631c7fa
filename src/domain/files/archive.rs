//! ZIP archives, and documents that are some: what the directory at their end says. Nothing is unpacked.

use crate::protocol::Problem;

const MEGABYTE: u64 = 1024 * 1024;
/// An archive may become so large in any case, and otherwise so many times as large as it is.
const UNPACKED: u64 = 100 * MEGABYTE;
const TIMES: u64 = 100;
/// No archive that may be sent has a longer one, but for those made to be long.
const MOST_DIRECTORY: u32 = 2 * 1024 * 1024;

const END: &[u8] = b"PK\x05\x06";
const END_BYTES: usize = 22;
const ENTRY: &[u8] = b"PK\x01\x02";
const ENTRY_BYTES: usize = 46;

/// Where the directory of an archive is, which has so many bytes and ends with these. `None`: there is none, or it is cut off.
#[must_use]
pub fn place(tail: &[u8], size: u32) -> Option<(u32, u32)> {
    let most = tail.len().checked_sub(END_BYTES)?;
    let ends = |at: &usize| tail[*at..].starts_with(END) && short(tail, at + 20) == Some(tail.len() - at - END_BYTES);
    let at = (0..=most).rev().find(ends)?;
    let (length, start) = (word(tail, at + 12)?, word(tail, at + 16)?);
    let before = size - (tail.len() - at) as u32;
    let fits = length <= MOST_DIRECTORY && start.checked_add(length)? <= before;
    fits.then_some((start, start + length))
}

pub struct Entry<'a> {
    pub name: &'a [u8],
    unpacked: u64,
}

/// What is in it. `None`: it is broken.
#[must_use]
pub fn entries(mut directory: &[u8]) -> Option<Vec<Entry<'_>>> {
    let mut entries = Vec::new();
    while !directory.is_empty() {
        let lengths = [28, 30, 32].map(|at| short(directory, at));
        let [name, extra, comment] = [lengths[0]?, lengths[1]?, lengths[2]?];
        let whole = directory.get(..ENTRY_BYTES + name + extra + comment).filter(|entry| entry.starts_with(ENTRY))?;
        let (name, rest) = whole[ENTRY_BYTES..].split_at(name);
        let unpacked = match word(whole, 24)? {
            u32::MAX => large(&rest[..extra])?,
            unpacked => unpacked.into(),
        };
        entries.push(Entry { name, unpacked });
        directory = &directory[whole.len()..];
    }
    Some(entries)
}

/// A size that needs more than four bytes, or is written as if it did.
fn large(mut extra: &[u8]) -> Option<u64> {
    loop {
        let (kind, length) = (short(extra, 0)?, short(extra, 2)?);
        if kind == 1 {
            return Some(u64::from_le_bytes(extra.get(4..12)?.try_into().ok()?));
        }
        extra = extra.get(4 + length..)?;
    }
}

/// # Errors
/// When it would become far too large for whoever opens it.
pub fn check(entries: &[Entry<'_>], size: u32) -> Result<(), Problem> {
    let unpacked = entries.iter().fold(0_u64, |sum, entry| sum.saturating_add(entry.unpacked));
    if unpacked <= UNPACKED.max(TIMES * u64::from(size)) {
        return Ok(());
    }
    Err(Problem::new(413, "unpacks_too_large", "Unpacked, this file would be far too large."))
}

fn short(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?).into())
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
#[path = "archive_tests.rs"]
pub mod tests;
