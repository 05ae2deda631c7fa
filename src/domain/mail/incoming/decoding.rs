//! What bytes on their way through mail servers were before.

use crate::domain::base64;

/// Reads text in a charset that we do not know by ourselves.
pub type Charsets<'a> = &'a dyn Fn(&str, &[u8]) -> Option<String>;

pub fn body(bytes: &[u8], encoding: &str) -> Vec<u8> {
    match encoding {
        "base64" => base64::decode_loosely(bytes),
        "quoted-printable" => quoted_printable(bytes),
        _ => bytes.to_vec(),
    }
}

fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let (mut out, mut rest) = (Vec::with_capacity(bytes.len()), bytes);
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first != b'=' {
            out.push(*first);
        } else if let Some(byte) = hex(after) {
            out.push(byte);
            rest = &after[2..];
        } else if let Some(end) = soft_break(after) {
            rest = &after[end..];
        } else {
            out.push(b'=');
        }
    }
    out
}

/// Does the line end here, but for spaces that servers have put there? Where the next begins.
fn soft_break(rest: &[u8]) -> Option<usize> {
    let end = rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |at| at + 1);
    rest[..end].iter().all(u8::is_ascii_whitespace).then_some(end)
}

fn hex(bytes: &[u8]) -> Option<u8> {
    let digit = |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    Some((digit(0)? * 16 + digit(1)?) as u8)
}

/// `%C3%A4` behind `utf-8'de'`, or plain.
pub fn percent(text: &str, charsets: Charsets<'_>) -> String {
    let mut parts = text.splitn(3, '\'');
    let (charset, said) = match (parts.next(), parts.next(), parts.next()) {
        (Some(charset), Some(_), Some(said)) => (charset, said),
        _ => ("utf-8", text),
    };
    let (mut out, mut rest) = (Vec::new(), said.as_bytes());
    while let Some((first, after)) = rest.split_first() {
        let byte = Some(first).filter(|first| **first == b'%').and_then(|_| hex(after));
        out.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    in_charset(&out, charset, charsets)
}

/// `=?utf-8?Q?na=C3=AFve?=` (RFC 2047), among other words.
pub fn words(text: &str, charsets: Charsets<'_>) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some(start) = rest.find("=?") {
        let Some((word, after)) = encoded(&rest[start + 2..], charsets) else {
            out.push_str(&rest[..start + 2]);
            rest = &rest[start + 2..];
            continue;
        };
        // Space between two of them is none.
        if out.is_empty() || !rest[..start].trim().is_empty() {
            out.push_str(&rest[..start]);
        }
        out.push_str(&word);
        rest = after;
    }
    out + rest
}

fn encoded<'a>(text: &'a str, charsets: Charsets<'_>) -> Option<(String, &'a str)> {
    let (charset, rest) = text.split_once('?')?;
    let (encoding, rest) = rest.split_once('?')?;
    let (said, rest) = rest.split_once("?=")?;
    let bytes = match encoding {
        "B" | "b" => base64::decode_loosely(said.as_bytes()),
        "Q" | "q" => quoted_printable(said.replace('_', " ").as_bytes()),
        _ => return None,
    };
    Some((in_charset(&bytes, charset.split('*').next()?, charsets), rest))
}

/// As text; what cannot be read is replaced.
pub fn in_charset(bytes: &[u8], charset: &str, charsets: Charsets<'_>) -> String {
    let charset = charset.to_ascii_lowercase();
    match (&*charset, str::from_utf8(bytes)) {
        ("" | "utf-8" | "utf8" | "us-ascii" | "ascii", Ok(text)) => text.into(),
        ("" | "us-ascii" | "ascii" | "iso-8859-1" | "latin1" | "windows-1252", _) => windows_1252(bytes),
        ("utf-8" | "utf8", _) => String::from_utf8_lossy(bytes).into(),
        _ => charsets(&charset, bytes).unwrap_or_else(|| String::from_utf8_lossy(bytes).into()),
    }
}

/// From 0x80 on; the rest is as in Unicode. Mails that say ISO 8859-1 mean this too.
const OTHERS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

fn windows_1252(bytes: &[u8]) -> String {
    let letter = |byte: &u8| match byte {
        0x80..0xA0 => OTHERS.chars().nth(usize::from(byte - 0x80)).unwrap_or('\u{fffd}'),
        byte => char::from(*byte),
    };
    bytes.iter().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f2_quoted_printable_is_read_as_far_as_it_makes_sense() {
        let known: [(&str, &[u8]); 7] = [
            ("na=C3=AFve", "naïve".as_bytes()),
            ("one =\r\ntwo", b"one two"),
            ("one=  \t\r\ntwo", b"onetwo"),
            ("a=3Db", b"a=b"),
            ("50=", b"50"),
            ("x=y =ZZ =4", b"x=y =ZZ =4"),
            ("=e4", b"\xe4"),
        ];
        for (text, bytes) in known {
            assert_eq!(quoted_printable(text.as_bytes()), bytes, "{text}");
        }
        assert_eq!(body(b"SGVs\r\nbG8=", "base64"), b"Hello");
        assert_eq!(body(b"as it is =", "8bit"), b"as it is =");
    }

    #[test]
    fn f2_words_of_headers_are_read_and_broken_ones_left() {
        let none = &|_: &str, _: &[u8]| None;
        for (text, read) in [
            ("=?UTF-8?B?w6Q=?= b", "ä b"),
            ("a =?iso-8859-1?q?=E4_b?= =?utf-8*de?Q?c?=", "a ä bc"),
            ("=?x", "=?x"),
            ("=?utf-8?X?a?= 1 =? 2", "=?utf-8?X?a?= 1 =? 2"),
        ] {
            assert_eq!(words(text, none), read);
        }
    }

    #[test]
    fn f2_text_is_read_in_the_charset_it_says_or_seems_to_be_in() {
        let other = &|name: &str, _: &[u8]| Some(format!("[{name}]"));
        for (bytes, charset, text) in [
            (&b"\xc3\xa4"[..], "UTF-8", "ä"),
            (b"\xe4", "utf-8", "\u{fffd}"),
            (b"\xe4 \x80 \x93", "ISO-8859-1", "ä € “"),
            (b"\x96", "windows-1252", "–"),
            (b"\xc3\xa4", "us-ascii", "ä"),
            (b"\xe4", "", "ä"),
            (b"x", "Shift_JIS", "[shift_jis]"),
        ] {
            assert_eq!(in_charset(bytes, charset, other), text, "{charset}");
        }
        assert_eq!(OTHERS.chars().count(), 32);
        assert_eq!(in_charset(b"a\xff", "x-nobody-knows", &|_, _| None), "a\u{fffd}");
    }
}
