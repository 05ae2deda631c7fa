//! A mail as the file that mail programs open.

use super::{Mail, OWN_HEADER};
use crate::{
    domain::base64::{self, PLAIN},
    protocol::{MailId, Timestamp, calendar::date_of, span::DAY},
};

/// No line of the parts begins like that: letters of base64 are none of these.
const BETWEEN: &str = "=_between_the_parts";
const WEEK: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const YEAR: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/// Bytes of a line, as base64 76 letters; of a word in a header fewer.
const LINE: usize = 57;
const WORD: usize = 42;

#[must_use]
pub fn file(mail: &Mail, id: MailId, from: &str, at: Timestamp) -> String {
    let mut lines = vec![
        format!("From: {from}"),
        format!("To: {}", mail.to),
        format!("Subject: {}", words(&mail.subject)),
        format!("Date: {}", date(at)),
        format!("Message-ID: <{id}@chatdesk.invalid>"),
        format!("{OWN_HEADER}: {id}"),
        "MIME-Version: 1.0".into(),
    ];
    lines.extend(mail.reply_to.iter().map(|address| format!("Reply-To: {address}")));
    lines.extend(mail.unsubscribe.iter().map(|url| format!("List-Unsubscribe: <{url}>")));
    lines.push(format!("Content-Type: multipart/alternative; boundary=\"{BETWEEN}\""));
    for (kind, content) in [("plain", &mail.text), ("html", &mail.html)] {
        lines.extend([String::new(), format!("--{BETWEEN}"), format!("Content-Type: text/{kind}; charset=utf-8")]);
        lines.extend(["Content-Transfer-Encoding: base64".into(), String::new()]);
        lines.extend(content.as_bytes().chunks(LINE).map(padded));
    }
    lines.extend([String::new(), format!("--{BETWEEN}--"), String::new()]);
    lines.join("\r\n")
}

/// As a header has it: in letters that any program reads, words of whole characters.
fn words(text: &str) -> String {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.into();
    }
    let mut words: Vec<String> = Vec::new();
    for letter in text.chars() {
        match words.last_mut().filter(|word| word.len() + letter.len_utf8() <= WORD) {
            Some(word) => word.push(letter),
            None => words.push(letter.into()),
        }
    }
    let words: Vec<String> = words.iter().map(|word| format!("=?utf-8?B?{}?=", padded(word.as_bytes()))).collect();
    words.join("\r\n ")
}

fn padded(bytes: &[u8]) -> String {
    let text = base64::encode(bytes, PLAIN);
    let missing = (4 - text.len() % 4) % 4;
    text + &"="[..missing.min(1)] + &"="[..missing.saturating_sub(1)]
}

/// `Sat, 14 Nov 2026 22:13:20 +0000`.
fn date(at: Timestamp) -> String {
    let days = at.millis().div_euclid(DAY);
    let (year, month, day) = date_of(days);
    let (weekday, month) = (WEEK[days.rem_euclid(7) as usize], YEAR[(month - 1) as usize]);
    let whole = at.to_string();
    let clock = whole.get(11..19).unwrap_or_default();
    format!("{weekday}, {day} {month} {year:04} {clock} +0000")
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::mail::incoming::read;

    fn written(subject: &str, text: &str) -> String {
        let mail = Mail {
            kind: "missed".into(),
            to: "grace@example.com".into(),
            subject: subject.into(),
            text: text.into(),
            html: "<p>x</p>".into(),
            conversation: None,
            tells_of: Vec::new(),
            unsubscribe: Some("https://chat.example.com/u".into()),
            reply_to: Some("reply+x@reply.example.com".into()),
        };
        let at = "2026-11-14T22:13:20.000Z".parse().unwrap();
        file(&mail, MailId(Uuid::nil()), "Fern <hello@example.com>", at)
    }

    #[test]
    fn f2_a_file_of_a_mail_says_all_of_it_to_any_program() {
        let text = "Grüße aus Zürich, 你好 🌿\n".repeat(40);
        let mail = written(&format!("Fern & Oak hat geantwortet: {}", "schön ".repeat(12)), &text);
        assert!(mail.lines().all(|line| line.len() <= 78 && line.is_ascii()), "{mail}");
        assert!(mail.contains("\r\nDate: Sat, 14 Nov 2026 22:13:20 +0000\r\n"));
        assert!(mail.contains("\r\nReply-To: reply+x@reply.example.com\r\n"));
        // Read as an answer would be, without what says that a machine wrote it.
        let is_ours = |line: &&str| !line.starts_with(OWN_HEADER) && !line.starts_with("List-Unsubscribe");
        let bare = mail.lines().filter(is_ours).collect::<Vec<_>>().join("\r\n");
        let read = read(bare.as_bytes(), "hello@example.com", &|_, _| None).unwrap();
        assert_eq!(read.said, text.trim());
    }

    #[test]
    fn f2_a_subject_of_plain_letters_stays_as_it_is() {
        assert!(written("Hello", "").contains("\r\nSubject: Hello\r\n"));
        assert!(written("A\r\nBcc: evil@example.com", "").contains("\r\nSubject: =?utf-8?B?"));
    }
}
