//! Bytes as text, six bits a letter, without padding. Strict: each text is the text of some bytes, and only of those.

use super::bits::Joined;

/// The last two letters of the alphabet, in which its kinds differ.
pub type Last = [u8; 2];

pub const FOR_URLS: Last = *b"-_";
pub const PLAIN: Last = *b"+/";

#[must_use]
pub fn encode(bytes: &[u8], last: Last) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let missing = 3 - three.len();
        let bits = three.iter().fold(0, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * missing);
        text.extend((0..=three.len()).map(|n| letter((bits >> (18 - 6 * n)) as u8 & 63, last)));
    }
    text
}

#[must_use]
pub fn decode(text: &str, last: Last) -> Option<Vec<u8>> {
    let mut bytes = Joined::of(6, text.len());
    for letter in text.bytes() {
        bytes.push(value(letter, last)?);
    }
    bytes.strictly()
}

/// As mails have it: with whatever is between the letters, up to the padding, and cut off anywhere.
#[must_use]
pub fn decode_loosely(text: &[u8]) -> Vec<u8> {
    let mut bytes = Joined::of(6, text.len());
    for value in text.iter().take_while(|letter| **letter != b'=').filter_map(|letter| value(*letter, PLAIN)) {
        bytes.push(value);
    }
    bytes.loosely()
}

fn letter(value: u8, last: Last) -> char {
    char::from(match value {
        0..26 => b'A' + value,
        26..52 => b'a' + value - 26,
        52..62 => b'0' + value - 52,
        _ => last[usize::from(value & 1)],
    })
}

fn value(letter: u8, last: Last) -> Option<u8> {
    match letter {
        b'A'..=b'Z' => Some(letter - b'A'),
        b'a'..=b'z' => Some(letter - b'a' + 26),
        b'0'..=b'9' => Some(letter - b'0' + 52),
        _ => last.iter().zip(62..).find_map(|(known, value)| (*known == letter).then_some(value)),
    }
}

#[cfg(test)]
mod tests {
    use base64::{
        Engine,
        engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD},
    };

    use super::*;

    #[test]
    fn bytes_are_written_and_read_as_the_base64_crate_does() {
        for length in 0..100 {
            let bytes: Vec<u8> = (0..length).map(|n: u32| (n * 73 + length * 151 + ((n * n) >> 3)) as u8).collect();
            for (last, theirs) in [(FOR_URLS, URL_SAFE_NO_PAD), (PLAIN, STANDARD_NO_PAD)] {
                let text = encode(&bytes, last);
                assert_eq!(text, theirs.encode(&bytes));
                assert_eq!(decode(&text, last), Some(bytes.clone()));
            }
        }
    }

    #[test]
    fn f2_what_a_mail_has_is_read_as_far_as_it_goes() {
        for (text, bytes) in
            [("SGVs\r\nbG8=\r\n", "Hello"), (" SGVsbG8", "Hello"), ("SGVsb", "Hel"), ("", ""), ("SGVs=bG8=", "Hel")]
        {
            assert_eq!(decode_loosely(text.as_bytes()), bytes.as_bytes(), "{text}");
        }
    }

    #[test]
    fn s3_a_text_that_no_bytes_are_written_as_is_refused() {
        let letters: Vec<char> = ('\0'..='\u{ff}').chain(['€', '😀']).collect();
        for start in ["", "A", "AB", "ABC", "ABCD", "ABCDE", "-_A", "+/A"] {
            for letter in &letters {
                for end in ["", "A", "=", "Q=="] {
                    let text = format!("{start}{letter}{end}");
                    assert_eq!(decode(&text, FOR_URLS), URL_SAFE_NO_PAD.decode(&text).ok(), "{text}");
                    assert_eq!(decode(&text, PLAIN), STANDARD_NO_PAD.decode(&text).ok(), "{text}");
                }
            }
        }
    }
}
