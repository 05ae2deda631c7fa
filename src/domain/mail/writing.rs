//! A mail as plain text and as simple HTML, out of the same words. Whatever people wrote is text in it, and no more than that.

use super::Mail;

const SUBJECT_CHARS: usize = 150;
/// Dark where the reader's program is; sizes and colours that stay readable where styles are taken away.
const STYLE: &str = "body{margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif}main{max-width:34em;margin:auto}\
    h1{font-size:20px}a.go{display:inline-block;padding:10px 18px;border-radius:8px;background:#1f5f46;color:#fff;text-decoration:none}\
    .small{font-size:14px;opacity:.8}@media(prefers-color-scheme:dark){body{background:#17191c;color:#ececec}\
    a{color:#9ad3b8}a.go{background:#9ad3b8;color:#10231b}}";

/// What a mail says, from top to bottom.
pub struct Words<'a> {
    pub kind: &'a str,
    pub subject: &'a str,
    pub body: &'a str,
    /// What to press, and where it leads.
    pub link: Option<(&'a str, &'a str)>,
    pub end: &'a str,
}

pub fn write(to: &str, words: &Words<'_>) -> Mail {
    let subject: String = line(words.subject).chars().take(SUBJECT_CHARS).collect();
    Mail {
        kind: words.kind.into(),
        to: to.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect(),
        text: text(words),
        html: html(&subject, words),
        subject,
    }
}

fn text(words: &Words<'_>) -> String {
    let link = words.link.map(|(name, url)| format!("{name}:\n{url}\n\n")).unwrap_or_default();
    format!("{}\n\n{link}{}\n", words.body, words.end)
}

fn html(subject: &str, words: &Words<'_>) -> String {
    let [title, body, end] = [subject, words.body, words.end].map(escape);
    let link = words.link.map(|(name, url)| {
        let [name, url] = [name, url].map(escape);
        format!("<p><a class=\"go\" href=\"{url}\">{name}</a></p><p class=\"small\">{url}</p>")
    });
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{title}</title><style>{STYLE}</style></head>\
         <body><main><h1>{title}</h1><p>{body}</p>{}<p class=\"small\">{end}</p></main></body></html>",
        link.unwrap_or_default()
    )
}

/// On one line: whatever breaks one would begin another header.
fn line(text: &str) -> String {
    let breaks = |c: char| c.is_control() || c.is_whitespace() || matches!(c, '\u{2028}' | '\u{2029}');
    let words: Vec<&str> = text.split(breaks).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// A name that people chose, such that no mail program makes a link of it: an invitation is sent to strangers.
pub fn name(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let text = line(text);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        shown.push(c);
        if matches!(c, '.' | ':' | '@') && rest.peek().is_some_and(|next| !next.is_whitespace()) {
            shown.push(' ');
        }
    }
    shown
}

#[must_use]
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVIL: &str = "<img src=x onerror=alert(1)>\"'&\r\nBcc: all@example.com\u{2028}x";

    #[test]
    fn s5_nothing_that_somebody_wrote_runs_in_a_mail_or_becomes_a_header() {
        let words = Words { kind: "x", subject: EVIL, body: EVIL, link: Some((EVIL, EVIL)), end: EVIL };
        let mail = write("ada@example.com\r\nBcc: all@example.com", &words);
        assert!(!mail.subject.contains(char::is_control) && !mail.subject.contains('\u{2028}'), "{}", mail.subject);
        assert!(!mail.to.contains(char::is_whitespace));
        assert!(!mail.html.contains("<img") && !mail.html.contains("\"'&") && mail.html.contains("&lt;img"));
        let long = write("a@b.co", &Words { subject: &"x".repeat(999), ..words });
        assert_eq!(long.subject.len(), SUBJECT_CHARS);
    }

    #[test]
    fn s5_a_name_is_no_link() {
        assert_eq!(name("Fern & Oak Ltd."), "Fern & Oak Ltd.");
        assert_eq!(name("win at https://evil.example/x"), "win at https: //evil. example/x");
        assert_eq!(name("mailto:a@b.co"), "mailto: a@ b. co");
    }
}
