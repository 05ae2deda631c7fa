//! The headers of a mail, or of a part of one.

use super::decoding::{self, Charsets};

/// More than these are not looked at.
const MOST: usize = 300;
const LONGEST: usize = 8 * 1024;

/// Their names in lower case.
#[derive(Default)]
pub struct Headers(Vec<(String, String)>);

impl Headers {
    /// Those at the beginning, and what comes after them.
    pub fn read(bytes: &[u8]) -> (Self, &[u8]) {
        let (mut headers, mut rest) = (Self::default(), bytes);
        while !rest.is_empty() {
            let end = rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |at| at + 1);
            let (line, after) = rest.split_at(end);
            let line = String::from_utf8_lossy(line);
            rest = after;
            if line.trim_end().is_empty() {
                break;
            }
            headers.add(line.trim_end());
        }
        (headers, rest)
    }

    fn add(&mut self, line: &str) {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = self.0.last_mut().filter(|(_, value)| value.len() + line.len() <= LONGEST) {
                value.push(' ');
                value.push_str(line.trim_start());
            }
        } else if let Some((name, value)) =
            line.split_once(':').filter(|_| self.0.len() < MOST && line.len() <= LONGEST)
        {
            self.0.push((name.trim_end().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| &**value)
    }

    /// What stands before the parameters, in lower case.
    pub fn word(&self, name: &str) -> String {
        let value = self.get(name).unwrap_or_default();
        value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// `charset` of `text/plain; charset="utf-8"`. Also one that is cut in pieces, or written in another charset (RFC 2231).
    pub fn parameter(&self, name: &str, wanted: &str, charsets: Charsets<'_>) -> Option<String> {
        let given = parameters(self.get(name)?);
        if let Some((_, value)) = given.iter().find(|(name, _)| name == wanted) {
            return Some(decoding::words(value, charsets));
        }
        let mut pieces = String::new();
        for (name, value) in &given {
            if name.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('*')) {
                pieces.push_str(value);
            }
        }
        (!pieces.is_empty()).then(|| decoding::percent(&pieces, charsets))
    }
}

fn parameters(value: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = value.split_once(';').map_or("", |(_, rest)| rest);
    while let Some((name, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let plain = || {
            let (value, next) = after.split_once(';').unwrap_or((after, ""));
            (value.trim().to_owned(), next)
        };
        let (value, next) = after.strip_prefix('"').map_or_else(plain, quoted_string);
        found.push((name.trim_matches([' ', ';', '\t']).to_ascii_lowercase(), value));
        rest = next;
    }
    found
}

/// Up to its end, and what comes after it.
fn quoted_string(text: &str) -> (String, &str) {
    let (mut value, mut chars) = (String::new(), text.char_indices());
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (value, &text[at + 1..]),
            '\\' => value.extend(chars.next().map(|(_, c)| c)),
            c => value.push(c),
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Headers {
        Headers::read(text.as_bytes()).0
    }

    #[test]
    fn f2_headers_go_over_several_lines_and_end_with_an_empty_one() {
        let (headers, rest) = Headers::read(b"Subject: one\r\n\ttwo\r\nX-A : b\r\n\r\nbody\r\n");
        assert_eq!(headers.get("subject"), Some("one two"));
        assert_eq!((headers.get("x-a"), rest), (Some("b"), &b"body\r\n"[..]));
        assert!(Headers::read(b" no name\r\nneither").1.is_empty());
    }

    #[test]
    fn f2_parameters_are_found_however_they_are_written() {
        let get = |value: &str, wanted: &str| read(&format!("x: {value}")).parameter("x", wanted, &|_, _| None);
        for (value, wanted, found) in [
            ("text/plain; charset=UTF-8; format=flowed", "charset", Some("UTF-8")),
            ("a/b; boundary=\"a;b\\\"=c\" ; x=y", "boundary", Some("a;b\"=c")),
            ("a/b; boundary=\"a;b\\\"=c\" ; x=y", "x", Some("y")),
            ("a; filename*=utf-8''na%C3%AFve%20plan.pdf", "filename", Some("naïve plan.pdf")),
            ("a; filename*0=\"long-\"; filename*1=\"name.pdf\"", "filename", Some("long-name.pdf")),
            ("a; filename=\"=?utf-8?Q?na=C3=AFve_plan.pdf?=\"", "filename", Some("naïve plan.pdf")),
            ("a; filename=\"open", "filename", Some("open")),
            ("a; =; ;", "filename", None),
        ] {
            assert_eq!(get(value, wanted).as_deref(), found, "{value}");
        }
        assert_eq!(read("content-type: Text/HTML ; x=y").word("content-type"), "text/html");
    }
}
