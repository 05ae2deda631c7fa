//! What a file is by its own bytes: its name and what a browser says of it prove nothing.

use super::archive::Entry;

/// So much of the beginning and of the end is looked at.
pub const HEAD: u32 = 256 * 1024;
pub const TAIL: u32 = 64 * 1024;
/// Before the size of a photo there may be a good deal that says what its colours are.
pub const LONG_HEAD: u32 = 2 * 1024 * 1024;

/// Where bytes stand that only one kind of file has.
const SIGNS: &[(usize, &[u8], &str)] = &[
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"OggS", "audio/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf3", "audio/mpeg"),
    (0, b"\xff\xf2", "audio/mpeg"),
    (4, b"ftypavif", "image/avif"),
    (4, b"ftypavis", "image/avif"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypheix", "image/heic"),
    (4, b"ftypmif1", "image/heic"),
    (4, b"ftypqt  ", "video/quicktime"),
    (4, b"ftypM4A ", "audio/mp4"),
    (4, b"ftyp", "video/mp4"),
];

/// What is known of a file.
#[derive(Clone, Copy, Default)]
pub struct Seen<'a> {
    pub head: &'a [u8],
    pub tail: &'a [u8],
    /// Of an archive.
    pub entries: &'a [Entry<'a>],
    pub name: &'a str,
}

impl<'a> Seen<'a> {
    /// Of bytes that have no name.
    #[must_use]
    pub fn whole(bytes: &'a [u8]) -> Self {
        Self { head: bytes, tail: bytes, ..Self::default() }
    }
}

#[must_use]
pub fn is_archive(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04")
}

/// The content type; `None`: nothing that is known.
#[must_use]
pub fn of(Seen { head, tail, entries, name }: Seen<'_>) -> Option<&'static str> {
    let stands = |at: usize, sign: &[u8]| head.get(at..).is_some_and(|rest| rest.starts_with(sign));
    if let Some((_, _, found)) = SIGNS.iter().find(|(at, sign, _)| stands(*at, sign)) {
        return Some(found);
    }
    if stands(0, b"RIFF") {
        let is_sound = stands(8, b"WAVE").then_some("audio/wav");
        return stands(8, b"WEBP").then_some("image/webp").or(is_sound);
    }
    if stands(0, b"\x1a\x45\xdf\xa3") {
        return contains(&head[..head.len().min(64)], b"webm").then_some("video/webm");
    }
    if is_archive(head) {
        return (!entries.is_empty()).then(|| packed(head, entries));
    }
    is_text(head, tail).then(|| if ends_with(name, ".csv") { "text/csv" } else { "text/plain" })
}

const OFFICE: &[(&[u8], &str)] = &[
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
];
const OPEN_DOCUMENTS: &[&str] = &[
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.presentation",
];

/// What is in a ZIP archive: an open document says so in its first entry, others are known by their entries' names.
fn packed(head: &[u8], entries: &[Entry<'_>]) -> &'static str {
    let first = head.get(30..).and_then(|rest| rest.strip_prefix(b"mimetype"));
    if let Some(open) = first.and_then(|rest| OPEN_DOCUMENTS.iter().find(|open| is_whole(rest, open))) {
        return open;
    }
    let has = |is: &dyn Fn(&[u8]) -> bool| entries.iter().any(|entry| is(entry.name));
    let is_office = has(&|name| name == b"[Content_Types].xml");
    let found = OFFICE.iter().find(|(folder, _)| is_office && has(&|name| name.starts_with(folder)));
    found.map_or("application/zip", |(_, found)| found)
}

/// The type alone, not a template or a master that begins with the same word.
fn is_whole(rest: &[u8], open: &str) -> bool {
    rest.strip_prefix(open.as_bytes()).is_some_and(|after| after.first() != Some(&b'-'))
}

/// UTF-8 without control characters, and nothing that a browser could take for a page.
fn is_text(head: &[u8], tail: &[u8]) -> bool {
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        // Where it was cut may be in the middle of a character.
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => return false,
    };
    let is_strange = |b: &u8| *b < 0x20 && !b"\t\n\r\x0c\x1b".contains(b);
    !head.is_empty() && !head.iter().chain(tail).any(is_strange) && !is_markup(text)
}

fn is_markup(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    text.strip_prefix('<').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || "!?/".contains(c)))
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn ends_with(name: &str, end: &str) -> bool {
    name.len() >= end.len() && name.as_bytes()[name.len() - end.len()..].eq_ignore_ascii_case(end.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::{
        super::archive::{self, tests::archive},
        *,
    };

    fn sniff(bytes: &[u8]) -> Option<&'static str> {
        named(bytes, "x")
    }

    fn named(bytes: &[u8], name: &str) -> Option<&'static str> {
        let place = archive::place(bytes, bytes.len() as u32);
        let directory = place.map_or(&[][..], |(from, to)| &bytes[from as usize..to as usize]);
        let entries = archive::entries(directory).unwrap_or_default();
        of(Seen { head: bytes, tail: bytes, entries: &entries, name })
    }

    fn packed(head: &[u8], names: &[&str]) -> Vec<u8> {
        archive(head, &names.iter().map(|name| (*name, 1)).collect::<Vec<_>>())
    }

    #[test]
    fn f1_the_type_is_what_the_bytes_say() {
        let kinds: [(&[u8], &str); 12] = [
            (b"\x89PNG\r\n\x1a\n....", "image/png"),
            (b"\xff\xd8\xff\xe0", "image/jpeg"),
            (b"GIF89a<script>", "image/gif"),
            (b"RIFF....WEBPVP8 ", "image/webp"),
            (b"RIFF....WAVEfmt ", "audio/wav"),
            (b"\0\0\0\x20ftypavif", "image/avif"),
            (b"\0\0\0\x20ftypisom", "video/mp4"),
            (b"\0\0\0\x20ftypM4A ", "audio/mp4"),
            (b"%PDF-1.7", "application/pdf"),
            (b"\x1a\x45\xdf\xa3\x01B\x82\x84webm", "video/webm"),
            (b"ID3\x04", "audio/mpeg"),
            ("Grüße, 你好".as_bytes(), "text/plain"),
        ];
        for (bytes, kind) in kinds {
            assert_eq!(sniff(bytes), Some(kind), "{kind}");
        }
        assert_eq!(named(b"a,b\n1,2", "Sales.CSV"), Some("text/csv"));
        assert_eq!(named(b"%PDF-1.7", "sales.csv"), Some("application/pdf"));
    }

    #[test]
    fn f1_documents_are_known_from_other_archives_by_what_is_in_them() {
        let kind = |names: &[&str]| sniff(&packed(b"PK\x03\x04", names)).unwrap().rsplit(['.', '/']).next().unwrap();
        assert_eq!(kind(&["[Content_Types].xml", "word/document.xml"]), "document");
        assert_eq!(kind(&["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"]), "sheet");
        assert_eq!(kind(&["[Content_Types].xml", "ppt/presentation.xml"]), "presentation");
        assert_eq!(kind(&["word/notes.txt"]), "zip");
        let open = |says: &str| {
            let head = [b"PK\x03\x04", &[0; 26][..], b"mimetype", says.as_bytes(), b"PK"].concat();
            sniff(&packed(&head, &["mimetype"]))
        };
        let odt = "application/vnd.oasis.opendocument.text";
        assert_eq!(open(odt), Some(odt));
        assert_eq!(open(&format!("{odt}-template")), Some("application/zip"));
    }

    #[test]
    fn s5_pages_pictures_with_scripts_and_programs_are_nothing() {
        let bad: [&[u8]; 13] = [
            b"PK\x03\x04 without a directory",
            b"<!DOCTYPE html><script>alert(1)</script>",
            b"\xef\xbb\xbf\n <svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
            b"<?xml version='1.0'?><svg/>",
            b"<HTML>",
            b"<!-- x --><script>",
            b"MZ\x90\0\x03",
            b"\x7fELF\x02",
            b"\xca\xfe\xba\xbe",
            b"plain\0text",
            b"latin \xfc",
            b"RIFF....AVI ",
            b"",
        ];
        for bytes in bad {
            assert_eq!(sniff(bytes), None, "{}", String::from_utf8_lossy(bytes));
        }
        assert_eq!(sniff(b"1 < 2, <3"), Some("text/plain"));
    }

    #[test]
    fn a_character_that_was_cut_in_two_is_text_still() {
        let text = "ä".repeat(10);
        assert_eq!(sniff(&text.as_bytes()[..19]), Some("text/plain"));
    }
}
