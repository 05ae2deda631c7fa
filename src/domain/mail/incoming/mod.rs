//! Answers that come by mail: from the bytes that a mail server hands over to what somebody said.

mod address;
mod decoding;
mod headers;
mod html;
mod parts;
mod quotes;

pub use address::{Address, Fingerprint, fingerprint};
pub use decoding::Charsets;
use headers::Headers;
pub use parts::File;
use sha2::{Digest, Sha256};

use crate::{
    domain::{files::MOST_EACH, text},
    protocol::limits::BODY_CHARS,
};

/// A mail that somebody sent as an answer.
#[derive(Debug)]
pub struct Answer {
    /// The same whenever this mail arrives again.
    pub id: [u8; 32],
    pub said: String,
    pub files: Vec<File>,
    /// Files that are too many.
    pub left_out: usize,
}

/// `None`: a machine has sent it. Who answers machines may do so for ever.
#[must_use]
pub fn read(raw: &[u8], sender: &str, charsets: Charsets<'_>) -> Option<Answer> {
    let (headers, body) = Headers::read(raw);
    if is_automatic(&headers, sender) {
        return None;
    }
    let id = match headers.get("message-id").filter(|id| !id.is_empty()) {
        Some(id) => Sha256::digest(id),
        None => Sha256::digest(raw),
    };
    let content = parts::read(&headers, body, charsets);
    let mut said = text::clean(&quotes::said(&content.text));
    let mut files = shown(&mut said, content.files);
    let left_out = files.len().saturating_sub(MOST_EACH);
    files.truncate(MOST_EACH);
    Some(Answer { id: id.into(), said: said.trim().to_owned(), files, left_out })
}

fn is_automatic(headers: &Headers, sender: &str) -> bool {
    let has = |name| headers.get(name).is_some();
    let local = sender.split('@').next().unwrap_or_default().to_ascii_lowercase();
    matches!(&*local, "" | "mailer-daemon" | "postmaster")
        || headers.get("auto-submitted").is_some_and(|value| !value.to_ascii_lowercase().starts_with("no"))
        || matches!(&*headers.word("precedence"), "bulk" | "junk" | "list" | "auto_reply")
        || headers.word("content-type") == "multipart/report"
        || ["x-autoreply", "x-autorespond", "list-id", "list-unsubscribe"].into_iter().any(has)
}

/// Without pictures of what was cut off: those that the words show, and files that stand beside them.
fn shown(said: &mut String, files: Vec<File>) -> Vec<File> {
    files.into_iter().filter(|file| is_shown(said, file)).collect()
}

fn is_shown(said: &mut String, file: &File) -> bool {
    let Some(id) = &file.content_id else { return true };
    let marks = [format!("[cid:{id}]"), format!("[image: {}]", file.name)];
    let mark = marks.iter().find(|mark| said.contains(&**mark));
    if let Some(mark) = mark {
        *said = said.replace(&**mark, "");
    }
    mark.is_some()
}

/// What the conversation gets: as much as a message may say, and that not all could be taken over.
#[must_use]
pub fn message(said: &str, left_out: usize) -> String {
    let note = match left_out {
        0 => String::new(),
        1 => "[1 file was not taken over]".into(),
        _ => format!("[{left_out} files were not taken over]"),
    };
    let room = BODY_CHARS - note.chars().count() - 3;
    let mut body = match said.char_indices().nth(room) {
        Some((end, _)) => format!("{}…", &said[..end]),
        None => said.to_owned(),
    };
    if !body.is_empty() && !note.is_empty() {
        body.push_str("\n\n");
    }
    body + &note
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(mail: &str) -> Option<Answer> {
        read(mail.replace('\n', "\r\n").as_bytes(), "grace@example.com", &|_, _| None)
    }

    #[test]
    fn f2_an_answer_is_what_was_said_without_what_was_answered() {
        let mail = "From: grace@example.com\nMessage-ID: <1@x>\nContent-Type: text/plain; charset=utf-8\n\n\
            Yes, please.\n\nOn Sat, 21 Nov 2026 at 10:00, Fern & Oak <hello@example.com> wrote:\n> Shall I keep one?\n";
        let said = answer(mail).unwrap();
        assert_eq!((&*said.said, said.files.len()), ("Yes, please.", 0));
        assert_eq!(said.id, answer(&mail.replace("please", "again")).unwrap().id);
        assert_ne!(said.id, answer(&mail.replace("<1@x>", "<2@x>")).unwrap().id);
        let nameless = mail.replace("Message-ID: <1@x>\n", "");
        assert_eq!(answer(&nameless).unwrap().id, answer(&nameless).unwrap().id);
        assert_ne!(answer(&nameless).unwrap().id, answer(&nameless.replace("please", "thanks")).unwrap().id);
    }

    #[test]
    fn f2_what_machines_send_is_no_answer() {
        for header in [
            "Auto-Submitted: auto-replied",
            "auto-submitted: Auto-Generated (vacation)",
            "Precedence: bulk",
            "Precedence: auto_reply",
            "X-Autoreply: yes",
            "X-Autorespond: x",
            "List-Id: <x>",
            "List-Unsubscribe: <https://example.com/u>",
            "Content-Type: multipart/report; report-type=delivery-status; boundary=x",
        ] {
            assert!(answer(&format!("{header}\n\nI am away.")).is_none(), "{header}");
        }
        assert!(answer("Auto-Submitted: no\nPrecedence: first-class\n\nHello").is_some());
        for sender in ["", "MAILER-DAEMON@example.com", "postmaster@example.com"] {
            assert!(read(b"\r\nreturned", sender, &|_, _| None).is_none(), "{sender}");
        }
    }

    #[test]
    fn f2_pictures_come_along_where_the_answer_shows_them() {
        let picture =
            |id: &str| format!("--x\nContent-Type: image/png; name=\"{id}.png\"\nContent-ID: <{id}@m>\n\npng\n");
        let mail = format!(
            "Content-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n\
             Look: <img src=\"cid:one@m\"><br><blockquote>old <img src=\"cid:two@m\"></blockquote>\n{}{}--x--\n",
            picture("one"),
            picture("two")
        );
        let Answer { said, files, .. } = answer(&mail).unwrap();
        assert_eq!((&*said, files.len(), &*files[0].name), ("Look:", 1, "one.png"));
    }

    #[test]
    fn f2_a_message_says_what_it_has_no_room_for() {
        assert_eq!(message("Hello", 0), "Hello");
        assert_eq!(message("", 1), "[1 file was not taken over]");
        assert_eq!(message("Hello", 2), "Hello\n\n[2 files were not taken over]");
        let long = message(&"é".repeat(20_000), 3);
        assert!(long.chars().count() <= BODY_CHARS && long.ends_with("…\n\n[3 files were not taken over]"));
        let many = format!(
            "Content-Type: multipart/mixed; boundary=x\n\n{}",
            "--x\nContent-Disposition: attachment; filename=a.txt\n\nx\n".repeat(12)
        );
        let Answer { files, left_out, .. } = answer(&many).unwrap();
        assert_eq!((files.len(), left_out), (10, 2));
    }

    #[test]
    fn s5_no_bytes_make_it_panic() {
        let mail = "Content-Type: multipart/mixed; boundary=\"x\"\nMessage-ID: <é>\n\n--x\n\
            Content-Type: text/html; charset=é\n\n<p>é &#x; <img src='cid:é'>\n--x\n\nOn 3:00 é@é wrote:\n> é\n--x--";
        for at in 0..mail.len() {
            let _ = read(&mail.as_bytes()[..at], "é", &|_, _| None);
            let mut bent = mail.as_bytes().to_vec();
            bent[at] = [0xFF, b'\n', b'=', b'"'][at % 4];
            let _ = read(&bent, "", &|_, _| None);
            let _ = read(&bent, "x", &|_, _| None);
        }
    }
}
