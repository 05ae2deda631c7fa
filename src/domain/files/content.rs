//! What a file is by its own bytes: its name and what a browser says of it prove nothing.

/// So much of the beginning and of the end is looked at.
pub const HEAD: u32 = 256 * 1024;
pub const TAIL: u32 = 64 * 1024;

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

/// The content type; `None`: nothing that is known.
#[must_use]
pub fn of(head: &[u8], tail: &[u8], name: &str) -> Option<&'static str> {
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
    if stands(0, b"PK\x03\x04") {
        return Some(packed(head, tail));
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
fn packed(head: &[u8], tail: &[u8]) -> &'static str {
    let first = head.get(30..).and_then(|rest| rest.strip_prefix(b"mimetype"));
    if let Some(open) = first.and_then(|rest| OPEN_DOCUMENTS.iter().find(|open| is_whole(rest, open))) {
        return open;
    }
    let is_office = entries(tail).any(|name| name == b"[Content_Types].xml");
    let found = OFFICE.iter().find(|(folder, _)| is_office && entries(tail).any(|name| name.starts_with(folder)));
    found.map_or("application/zip", |(_, found)| found)
}

/// The type alone, not a template or a master that begins with the same word.
fn is_whole(rest: &[u8], open: &str) -> bool {
    rest.strip_prefix(open.as_bytes()).is_some_and(|after| after.first() != Some(&b'-'))
}

/// The names in the directory at an archive's end.
fn entries(tail: &[u8]) -> impl Iterator<Item = &[u8]> {
    let starts = tail.windows(4).enumerate().filter(|(_, four)| *four == b"PK\x01\x02").map(|(at, _)| at);
    starts.filter_map(|at| {
        let length = usize::from(u16::from_le_bytes(tail.get(at + 28..at + 30)?.try_into().ok()?));
        tail.get(at + 46..at + 46 + length)
    })
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
    use super::*;

    /// An archive with these entries, as far as it is looked at.
    fn archive(names: &[&str]) -> Vec<u8> {
        let mut bytes = b"PK\x03\x04".to_vec();
        bytes.resize(60, 0);
        for name in names {
            let mut entry = b"PK\x01\x02".to_vec();
            entry.resize(46, 0);
            entry[28] = name.len() as u8;
            bytes.extend(entry.iter().chain(name.as_bytes()));
        }
        bytes
    }

    fn sniff(bytes: &[u8]) -> Option<&'static str> {
        of(bytes, bytes, "x")
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
        assert_eq!(of(b"a,b\n1,2", b"", "Sales.CSV"), Some("text/csv"));
        assert_eq!(of(b"%PDF-1.7", b"", "sales.csv"), Some("application/pdf"));
    }

    #[test]
    fn f1_documents_are_known_from_other_archives_by_what_is_in_them() {
        let kind = |names: &[&str]| sniff(&archive(names)).unwrap().rsplit(['.', '/']).next().unwrap();
        assert_eq!(kind(&["[Content_Types].xml", "word/document.xml"]), "document");
        assert_eq!(kind(&["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"]), "sheet");
        assert_eq!(kind(&["[Content_Types].xml", "ppt/presentation.xml"]), "presentation");
        assert_eq!(kind(&["word/notes.txt"]), "zip");
        assert_eq!(kind(&[]), "zip");
        let mut open = archive(&[]);
        open.truncate(30);
        let odt = [&open[..], b"mimetypeapplication/vnd.oasis.opendocument.textPK"].concat();
        assert_eq!(sniff(&odt), Some("application/vnd.oasis.opendocument.text"));
        let template = [&open[..], b"mimetypeapplication/vnd.oasis.opendocument.text-templatePK"].concat();
        assert_eq!(sniff(&template), Some("application/zip"));
    }

    #[test]
    fn s5_pages_pictures_with_scripts_and_programs_are_nothing() {
        let bad: [&[u8]; 12] = [
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
