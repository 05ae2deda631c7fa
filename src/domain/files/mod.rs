//! Files that people send: which, how large, how many.

pub mod archive;
pub mod content;
pub mod link;
pub mod name;
pub mod pixels;
#[cfg(test)]
mod typescript;

use content::Seen;

use crate::protocol::{Problem, limits::FILE_MEGABYTES, span::DAY};

pub const MEGABYTE: u32 = 1024 * 1024;
pub const MOST_BYTES: u32 = FILE_MEGABYTES * MEGABYTE;
/// What large telephones take; a browser needs four bytes for each.
const MOST_PIXELS: u64 = 8192 * 8192;
const MOST_ACROSS: u32 = 65_535;
/// In one message.
pub const MOST_EACH: usize = 10;
/// What waits to be sent with a message, of one person.
pub const MOST_UNSENT: u32 = 30;

/// A kind of file that may be sent.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    pub content_type: &'static str,
    /// What its name may end with; the first is put there if it does not.
    pub extensions: &'static [&'static str],
    /// Does a browser show it by itself? All else is saved.
    pub is_picture: bool,
}

const fn picture(content_type: &'static str, extensions: &'static [&'static str]) -> Kind {
    Kind { content_type, extensions, is_picture: true }
}

const fn other(content_type: &'static str, extensions: &'static [&'static str]) -> Kind {
    Kind { content_type, extensions, is_picture: false }
}

/// All kinds there are. What runs in a browser (HTML, SVG, scripts) is none of them.
pub static KINDS: &[Kind] = &[
    picture("image/png", &["png"]),
    picture("image/jpeg", &["jpg", "jpeg", "jfif"]),
    picture("image/gif", &["gif"]),
    picture("image/webp", &["webp"]),
    picture("image/avif", &["avif"]),
    other("image/heic", &["heic", "heif"]),
    other("application/pdf", &["pdf"]),
    other("text/plain", &["txt", "log", "md"]),
    other("text/csv", &["csv"]),
    other("application/vnd.openxmlformats-officedocument.wordprocessingml.document", &["docx"]),
    other("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", &["xlsx"]),
    other("application/vnd.openxmlformats-officedocument.presentationml.presentation", &["pptx"]),
    other("application/vnd.oasis.opendocument.text", &["odt"]),
    other("application/vnd.oasis.opendocument.spreadsheet", &["ods"]),
    other("application/vnd.oasis.opendocument.presentation", &["odp"]),
    other("application/zip", &["zip"]),
    other("video/mp4", &["mp4", "m4v"]),
    other("video/quicktime", &["mov"]),
    other("video/webm", &["webm"]),
    other("audio/mpeg", &["mp3"]),
    other("audio/mp4", &["m4a"]),
    other("audio/ogg", &["ogg", "oga", "opus"]),
    other("audio/wav", &["wav"]),
];

/// What a file is: out of its bytes, and of its name only where they cannot tell.
///
/// # Errors
/// When it is nothing that may be sent.
pub fn kind_of(seen: Seen<'_>) -> Result<&'static Kind, Problem> {
    let known = content::of(seen).and_then(|found| KINDS.iter().find(|kind| kind.content_type == found));
    known.ok_or_else(unsupported)
}

fn unsupported() -> Problem {
    let detail = "Files of this type cannot be sent. Pictures, documents, audio, video and ZIP archives can.";
    Problem::new(415, "unsupported_type", detail)
}

/// # Errors
/// When nobody could tell its size before it is there, or showing it would take a browser too much memory.
pub fn check_pixels(kind: &Kind, pixels: Option<pixels::Size>) -> Result<(), Problem> {
    if !kind.is_picture {
        return Ok(());
    }
    let (width, height) = pixels.ok_or_else(unsupported)?;
    if width.max(height) <= MOST_ACROSS && u64::from(width) * u64::from(height) <= MOST_PIXELS {
        return Ok(());
    }
    let detail = format!("A picture has at most {} million pixels.", MOST_PIXELS / 1_000_000);
    Err(Problem::new(413, "too_many_pixels", detail))
}

/// # Errors
/// When it is too large, or nothing at all.
pub fn check_size(bytes: f64, most_megabytes: u32) -> Result<(), Problem> {
    if bytes > f64::from(most_megabytes * MEGABYTE) {
        return Err(too_large(most_megabytes));
    }
    if bytes < 1.0 {
        return Err(Problem::field("file", "empty", "This file is empty."));
    }
    Ok(())
}

#[must_use]
pub fn too_large(most_megabytes: u32) -> Problem {
    Problem::new(413, "file_too_large", format!("A file has at most {most_megabytes} MB."))
}

#[must_use]
pub fn unknown() -> Problem {
    Problem::field("attachments", "unknown_attachment", "There is no such file to send.")
}

/// Milliseconds in which a file has to be sent; after a day, what was not is taken away.
pub const SENT_WITHIN: i64 = 23 * 3600 * 1000;
pub const KEPT_UNSENT: i64 = DAY;
/// Longer than any upload takes.
pub const UNDER_WAY: i64 = 3600 * 1000;

/// Has a written message files? Within a text, quotes are written otherwise.
#[must_use]
pub fn are_in(message: &str) -> bool {
    message.contains(r#""attachments":[{"#)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f1_nothing_that_a_browser_runs_is_among_the_kinds() {
        for kind in KINDS {
            let runs = ["html", "svg", "xml", "javascript", "x-shockwave"];
            // Office documents have XML in their names only.
            let name = kind.content_type.replace("openxmlformats", "");
            assert!(!runs.iter().any(|word| name.contains(word)), "{name}");
            assert!(!kind.extensions.is_empty());
        }
    }

    #[test]
    fn f1_a_file_has_something_in_it_and_not_too_much() {
        let most = f64::from(2 * MEGABYTE);
        assert!(check_size(1.0, 2).is_ok() && check_size(most, 2).is_ok());
        assert_eq!(check_size(most + 1.0, 2).unwrap_err().status, 413);
        assert_eq!(check_size(0.0, 2).unwrap_err().errors[0].code, "empty");
    }

    #[test]
    fn f1_a_picture_tells_its_size_and_no_browser_chokes_on_it() {
        let code = |pixels| check_pixels(&KINDS[0], pixels).err().map(|problem| problem.code);
        assert_eq!(code(Some((9_248, 6_936))), None);
        assert_eq!(code(Some((8_192, 8_193))).as_deref(), Some("too_many_pixels"));
        assert_eq!(code(Some((100_000, 1))).as_deref(), Some("too_many_pixels"));
        assert_eq!(code(Some((u32::MAX, u32::MAX))).as_deref(), Some("too_many_pixels"));
        assert_eq!(code(None).as_deref(), Some("unsupported_type"));
        let paper = KINDS.iter().find(|kind| !kind.is_picture).unwrap();
        assert!(check_pixels(paper, None).is_ok());
    }

    #[test]
    fn only_files_look_like_files() {
        assert!(are_in(r#"{"body":"","attachments":[{"id":""}]}"#));
        let text = serde_json::to_string(r#""attachments":[{""#).unwrap();
        assert!(!are_in(&text) && !are_in(r#"{"body":"","attachments":[]}"#), "{text}");
    }
}
