use super::*;

/// An archive as far as its directory says: names, and how large they become.
pub fn archive(head: &[u8], names: &[(&str, u64)]) -> Vec<u8> {
    let mut bytes = head.to_vec();
    let start = bytes.len();
    for (name, unpacked) in names {
        bytes.extend(entry(name, *unpacked));
    }
    let length = bytes.len() - start;
    bytes.extend(END);
    bytes.extend([0; 8]);
    bytes.extend((length as u32).to_le_bytes());
    bytes.extend((start as u32).to_le_bytes());
    bytes.extend([0; 2]);
    bytes
}

fn entry(name: &str, unpacked: u64) -> Vec<u8> {
    let small = u32::try_from(unpacked).ok().filter(|size| *size < u32::MAX);
    // Another extra field stands before it.
    let extra =
        if small.is_some() { Vec::new() } else { [&[9, 0, 1, 0, 7, 1, 0, 8, 0], &unpacked.to_le_bytes()[..]].concat() };
    let mut entry = ENTRY.to_vec();
    entry.resize(ENTRY_BYTES, 0);
    entry[24..28].copy_from_slice(&small.unwrap_or(u32::MAX).to_le_bytes());
    entry[28..30].copy_from_slice(&(name.len() as u16).to_le_bytes());
    entry[30..32].copy_from_slice(&(extra.len() as u16).to_le_bytes());
    [entry, name.as_bytes().to_vec(), extra].concat()
}

fn directory(bytes: &[u8]) -> Option<&[u8]> {
    let (from, to) = place(bytes, bytes.len() as u32)?;
    bytes.get(from as usize..to as usize)
}

fn code(names: &[(&str, u64)], size: u32) -> Option<String> {
    let bytes = archive(b"PK\x03\x04", names);
    check(&entries(directory(&bytes).unwrap()).unwrap(), size).err().map(|problem| problem.code)
}

const GIGABYTE: u64 = 1024 * MEGABYTE;

#[test]
fn f1_what_would_become_far_too_large_is_refused_by_what_its_directory_says() {
    let bomb = Some("unpacks_too_large".to_owned());
    assert_eq!(code(&[("a", UNPACKED)], 1), None);
    assert_eq!(code(&[("a", UNPACKED), ("b", 1)], 1), bomb);
    assert_eq!(code(&[("sheet.xml", 500 * MEGABYTE)], 6 * MEGABYTE as u32), None);
    assert_eq!(code(&[("sheet.xml", 500 * MEGABYTE)], 4 * MEGABYTE as u32), bomb);
    assert_eq!(code(&[("a", 5 * GIGABYTE)], 10 * MEGABYTE as u32), bomb);
    assert_eq!(code(&[("a", u64::MAX), ("b", u64::MAX)], 10 * MEGABYTE as u32), bomb);
    let many: Vec<_> = (0..2_000).map(|_| ("overlapping", GIGABYTE)).collect();
    assert_eq!(code(&many, 42_000), bomb);
}

#[test]
fn a_directory_is_found_behind_what_looks_like_its_end_and_before_a_comment() {
    let mut bytes = archive(b"PK\x03\x04PK\x05\x06", &[("word/document.xml", 9)]);
    let at = bytes.len() - 2;
    bytes[at] = 6;
    bytes.extend(b"Hello!");
    let found = entries(directory(&bytes).unwrap()).unwrap();
    assert_eq!(found.iter().map(|entry| entry.name).collect::<Vec<_>>(), [b"word/document.xml"]);
    // Only the end of a longer file was read.
    assert_eq!(place(&bytes[8..], bytes.len() as u32), place(&bytes, bytes.len() as u32));
}

#[test]
fn what_is_cut_off_or_broken_is_no_archive() {
    let whole = archive(b"PK\x03\x04", &[("a", 1), ("b", GIGABYTE * 5)]);
    for length in 0..whole.len() {
        assert_eq!(place(&whole[..length], length as u32), None, "{length}");
    }
    let found = directory(&whole).unwrap();
    for length in 1..found.len() {
        // Where one entry ends, the other is not missed.
        assert!(length == entry("a", 1).len() || entries(&found[..length]).is_none(), "{length}");
    }
    let mut bent = found.to_vec();
    bent[0] = b'X';
    assert!(entries(&bent).is_none());
    let mut beyond = whole.clone();
    let at = whole.len() - END_BYTES + 16;
    beyond[at..at + 4].copy_from_slice(&u32::MAX.to_le_bytes());
    assert_eq!(place(&beyond, whole.len() as u32), None);
}
