//! A mail as plain text and as simple HTML, out of the same words. Whatever people wrote is text in it, and no more than that.

use super::{Mail, when::Moment};

const SUBJECT_CHARS: usize = 150;
/// No line of a mail may be longer than 998 bytes.
const LINE_BYTES: usize = 900;
/// Dark where the reader's program is; sizes and colours that stay readable where styles are taken away.
const STYLE: &str = "body{margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif}main{max-width:34em;margin:auto;overflow-wrap:anywhere}\
    h1{font-size:20px}h2{font-size:14px;font-weight:600;margin:24px 0 8px;border-bottom:1px solid #8886}\
    a.go{display:inline-block;padding:10px 18px;border-radius:8px;background:#1f5f46;color:#fff;text-decoration:none}\
    .small{font-size:14px;opacity:.8}.said{margin:0 0 12px}\n\
    .words{margin-top:4px;padding:8px 12px;border-radius:10px;background:#8882;unicode-bidi:plaintext;text-align:start}\n\
    @media(prefers-color-scheme:dark){body{background:#17191c;color:#ececec}a{color:#9ad3b8}\
    a.go{background:#9ad3b8;color:#10231b}}";

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
    let mut draft = Draft::default();
    draft.paragraph(words.body);
    if let Some((name, url)) = words.link {
        draft.link(name, url);
    }
    draft.small(words.end);
    draft.addressed(to, words.kind, words.subject, "en")
}

/// A mail that is being written, as text and as HTML at once.
#[derive(Default)]
pub struct Draft {
    text: String,
    html: String,
}

impl Draft {
    pub fn paragraph(&mut self, words: &str) {
        self.add(words, &format!("<p>{}</p>", escape(words)));
    }

    pub fn small(&mut self, words: &str) {
        self.add(words, &format!("<p class=\"small\">{}</p>", escape(words)));
    }

    pub fn heading(&mut self, words: &str) {
        self.add(&format!("== {words} =="), &format!("<h2>{}</h2>", escape(words)));
    }

    pub fn link(&mut self, name: &str, url: &str) {
        let [shown, safe] = [name, url].map(escape);
        self.add(
            &format!("{name}:\n{url}"),
            &format!("<p><a class=\"go\" href=\"{safe}\">{shown}</a></p>\n<p class=\"small\">{safe}</p>"),
        );
    }

    pub fn small_link(&mut self, name: &str, url: &str) {
        let [shown, safe] = [name, url].map(escape);
        let html = format!("<p class=\"small\"><a href=\"{safe}\">{shown}</a></p>");
        self.add(&format!("{name}:\n{url}"), &html);
    }

    /// Somebody's own words, in whatever language and direction they are.
    pub fn said(&mut self, who: &str, at: &Moment, words: &str) {
        let [name, safe] = [who, words].map(escape);
        let body = safe.replace('\n', "<br>\n");
        let time = format!("<time datetime=\"{}\">{}</time>", at.stamp, at.time);
        let html = format!(
            "<div class=\"said\"><div class=\"small\"><strong><bdi>{name}</bdi></strong> {time}</div>\n\
             <div class=\"words\" dir=\"auto\" lang=\"\">{body}</div></div>"
        );
        self.add(&format!("{who}, {}:\n{words}", at.time), &html);
    }

    fn add(&mut self, text: &str, html: &str) {
        self.text.push_str(text);
        self.text.push_str("\n\n");
        self.html.push_str(html);
        self.html.push('\n');
    }

    pub fn addressed(self, to: &str, kind: &str, subject: &str, language: &str) -> Mail {
        let subject: String = line(subject).chars().take(SUBJECT_CHARS).collect();
        let html = format!(
            "<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\">\n\
             <title>{title}</title>\n<style>{STYLE}</style></head>\n<body><main><h1>{title}</h1>\n{}</main></body></html>",
            self.html,
            title = escape(&subject),
        );
        Mail {
            kind: kind.into(),
            to: to.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect(),
            text: folded(self.text.trim_end()) + "\n",
            html: folded(&html),
            subject,
            conversation: None,
            tells_of: Vec::new(),
            unsubscribe: None,
            reply_to: None,
        }
    }
}

/// With a break where a line would be too long, between words if there are any.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let mut rest = line;
        while rest.len() > LINE_BYTES {
            let end = rest.floor_char_boundary(LINE_BYTES);
            let at = rest[..end].rfind(' ').map_or(end, |space| space + 1);
            folded.push_str(rest[..at].trim_end_matches(' '));
            folded.push('\n');
            rest = &rest[at..];
        }
        folded.push_str(rest);
    }
    folded
}

/// On one line: whatever breaks one would begin another header.
pub fn line(text: &str) -> String {
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
    fn f2_no_line_of_a_mail_is_too_long() {
        let words = format!("{} {}", "word ".repeat(3_000), "ü".repeat(5_000));
        let mail = write("a@b.co", &Words { kind: "x", subject: "x", body: &words, link: None, end: "" });
        for part in [&mail.text, &mail.html] {
            assert!(part.lines().all(|line| line.len() <= LINE_BYTES));
        }
        assert_eq!(mail.text.matches("word").count(), 3_000);
    }

    #[test]
    fn s5_a_name_is_no_link() {
        assert_eq!(name("Fern & Oak Ltd."), "Fern & Oak Ltd.");
        assert_eq!(name("win at https://evil.example/x"), "win at https: //evil. example/x");
        assert_eq!(name("mailto:a@b.co"), "mailto: a@ b. co");
    }
}
