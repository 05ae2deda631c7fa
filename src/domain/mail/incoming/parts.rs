//! The parts of a mail (RFC 2045 and 2046): words, and files. Whatever somebody sends is read as far as it goes.

use super::{
    decoding::{self, Charsets},
    headers::Headers,
    html,
};

const DEEPEST: u32 = 10;
const MOST_PARTS: usize = 100;
const MOST_TEXT: usize = 256 * 1024;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    pub name: String,
    pub content: Vec<u8>,
    /// By which the words may show it.
    pub content_id: Option<String>,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Content {
    pub text: String,
    pub files: Vec<File>,
}

struct Reader<'a> {
    charsets: Charsets<'a>,
    parts: usize,
}

pub fn read(headers: &Headers, body: &[u8], charsets: Charsets<'_>) -> Content {
    let mut content = Content::default();
    Reader { charsets, parts: 0 }.part(headers, body, ("", 0), &mut content);
    content
}

impl Reader<'_> {
    /// `parent`: what it is in, and how deep.
    fn part(&mut self, headers: &Headers, body: &[u8], parent: (&str, u32), into: &mut Content) {
        let (parent, depth) = parent;
        self.parts += 1;
        if depth > DEEPEST || self.parts > MOST_PARTS {
            return;
        }
        let kind = headers.word("content-type");
        if kind.starts_with("multipart/") {
            if let Some(boundary) = headers.parameter("content-type", "boundary", self.charsets) {
                self.several(&boundary, body, &kind, depth, into);
            }
            return;
        }
        let content = || decoding::body(body, &headers.word("content-transfer-encoding"));
        let name = self.name(headers);
        let is_text = matches!(&*kind, "" | "text/plain" | "text/html");
        let is_attached = headers.word("content-disposition") == "attachment";
        if is_text && name.is_none() && !is_attached {
            let room = MOST_TEXT.saturating_sub(into.text.len());
            into.text.push_str(&self.text(headers, &kind, beginning(&content(), room)));
        } else {
            let is_shown = parent == "multipart/related" && !is_attached;
            let content_id =
                headers.get("content-id").filter(|_| is_shown).map(|id| id.trim_matches(['<', '>', ' ']).to_owned());
            let name = name.unwrap_or_else(|| "file".into());
            into.files.push(File { name, content: content(), content_id });
        }
    }

    fn several(&mut self, boundary: &str, body: &[u8], kind: &str, depth: u32, into: &mut Content) {
        let had = into.text.len();
        for part in split(body, boundary) {
            let (headers, body) = Headers::read(part);
            let mut content = Content::default();
            self.part(&headers, body, (kind, depth + 1), &mut content);
            // Of those that say the same, the first: that is the plain one.
            if kind != "multipart/alternative" || into.text[had..].trim().is_empty() {
                into.text.push_str(&content.text);
            }
            into.files.append(&mut content.files);
        }
    }

    fn name(&self, headers: &Headers) -> Option<String> {
        let named = |header, parameter| headers.parameter(header, parameter, self.charsets);
        named("content-disposition", "filename").or_else(|| named("content-type", "name"))
    }

    fn text(&self, headers: &Headers, kind: &str, bytes: &[u8]) -> String {
        let parameter = |name| headers.parameter("content-type", name, self.charsets).unwrap_or_default();
        let text = decoding::in_charset(bytes, &parameter("charset"), self.charsets).replace('\r', "");
        match kind {
            "text/html" => html::text_of(&text),
            _ if parameter("format").eq_ignore_ascii_case("flowed") => {
                unfolded(&text, parameter("delsp").eq_ignore_ascii_case("yes"))
            }
            _ => text + "\n",
        }
    }
}

/// As many whole lines as there is room for.
fn beginning(bytes: &[u8], room: usize) -> &[u8] {
    if bytes.len() <= room {
        return bytes;
    }
    let end = bytes[..room].iter().rposition(|byte| *byte == b'\n').map_or(room, |at| at + 1);
    &bytes[..end]
}

/// What stands between lines that begin with `--boundary`; the last may have no end.
fn split<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let (mut parts, mut start, mut at) = (Vec::new(), None, 0);
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let next = at + line.len();
        let mark = line.strip_prefix(b"--").and_then(|line| line.strip_prefix(boundary.as_bytes()));
        if let Some(rest) = mark.map(<[u8]>::trim_ascii_end).filter(|rest| rest.is_empty() || *rest == b"--") {
            parts.extend(start.map(|start| &body[start..at]));
            start = Some(next).filter(|_| rest.is_empty());
        }
        at = next;
    }
    parts.extend(start.map(|start| &body[start..]));
    parts
}

/// Lines that end with a space go on in the next one (RFC 3676).
fn unfolded(text: &str, without_space: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut goes_on = false;
    for line in text.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        if goes_on && line.starts_with('>') {
            out.push('\n');
        }
        goes_on = line.ends_with(' ') && line != "-- " && !line.starts_with('>');
        out.push_str(if goes_on && without_space { &line[..line.len() - 1] } else { line });
        if !goes_on {
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(mail: &str) -> Content {
        let mail = mail.replace('\n', "\r\n");
        let (headers, body) = Headers::read(mail.as_bytes());
        read(&headers, body, &|_, _| None)
    }

    const ALTERNATIVE: &str = "--in\nContent-Type: text/plain; charset=utf-8\n\nplain\n\
        --in\nContent-Type: text/html\n\n<b>html</b>\n--in--\n";

    #[test]
    fn f2_the_plain_words_are_taken_where_there_are_any() {
        let mail = format!("Content-Type: multipart/alternative; boundary=in\n\npreamble\n{ALTERNATIVE}after");
        assert_eq!(content(&mail), Content { text: "plain\n\n".into(), files: vec![] });
        let html =
            "Content-Type: text/html; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n<p>gr=FCn";
        assert_eq!(content(html).text, "grün\n");
        assert_eq!(content("Subject: x\n\nas it is").text, "as it is\n");
        let empty = mail.replace("\nplain\n", "\n \n");
        assert!(content(&empty).text.contains("html"));
    }

    #[test]
    fn f2_files_come_with_their_names_from_whatever_depth() {
        let mail = format!(
            "Content-Type: multipart/mixed; boundary=\"out er\"\n\n--out er\n\
             Content-Type: multipart/alternative; boundary=in\n\n{ALTERNATIVE}\n--out er\n\
             Content-Type: multipart/related; boundary=rel\n\n--rel\n\
             Content-Type: image/png; name=\"a.png\"\nContent-Transfer-Encoding: base64\nContent-ID: <x@y>\n\nAAEC\n--rel--\n--out er\n\
             Content-Type: text/plain\nContent-Disposition: attachment; filename=b.txt\nContent-ID: <z>\n\nnot said\n--out er\n\
             Content-Type: text/plain\n\nmore\n--out er--\n"
        );
        let Content { text, files } = content(&mail);
        assert_eq!(text.split_whitespace().collect::<Vec<_>>(), ["plain", "more"]);
        let named: Vec<_> = files.iter().map(|file| (&*file.name, file.content_id.as_deref())).collect();
        assert_eq!(named, [("a.png", Some("x@y")), ("b.txt", None)]);
        assert_eq!((&files[0].content[..], files[1].content.trim_ascii()), (&[0, 1, 2][..], &b"not said"[..]));
    }

    #[test]
    fn f2_lines_that_flow_are_put_together() {
        let flowed = "Content-Type: text/plain; format=flowed\n\nOne \ntwo\n>quoted \n>on\n  stuffed\n-- \nAda";
        assert_eq!(content(flowed).text, "One two\n>quoted \n>on\n stuffed\n-- \nAda\n");
        let joined = "Content-Type: text/plain; format=flowed; delsp=yes\n\nOne \ntwo";
        assert_eq!(content(joined).text, "Onetwo\n");
    }

    #[test]
    fn s5_broken_and_hostile_mails_end_somewhere() {
        assert_eq!(content("Content-Type: multipart/mixed; boundary=x\n\n--x\n\nno end").text, "no end\n");
        assert_eq!(content("Content-Type: multipart/mixed\n\nno boundary"), Content::default());
        assert_eq!(content("Content-Type: multipart/mixed; boundary=x\n\nnot there"), Content::default());
        let deep = (0..200)
            .fold(String::new(), |mail, n| mail + &format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n"));
        assert_eq!(content(&deep), Content::default());
        let same = "Content-Type: multipart/mixed; boundary=x\n\n--x\n".repeat(2_000);
        assert_eq!(content(&same).text, "");
        let many = format!("Content-Type: multipart/mixed; boundary=x\n\n{}", "--x\n\nword\n".repeat(1_000));
        assert_eq!(content(&many).text.matches("word").count(), MOST_PARTS - 1);
        assert_eq!(content(&format!("\n{}", "ä\n".repeat(MOST_TEXT))).text.matches('ä').count(), MOST_TEXT / 4);
    }
}
