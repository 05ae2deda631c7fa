//! Bytes as text, five bits a letter (RFC 4648), without padding: for people to type, and where case gets lost.

use super::bits::Joined;

#[must_use]
pub fn base32(bytes: &[u8]) -> String {
    let letter = |value: u8| char::from(if value < 26 { b'A' + value } else { b'2' + value - 26 });
    let mut text = String::new();
    for five in bytes.chunks(5) {
        let bits = five.iter().fold(0, |bits, byte| bits << 8 | u64::from(*byte)) << (8 * (5 - five.len()));
        let letters = (five.len() * 8).div_ceil(5);
        text.extend((0..letters).map(|n| letter((bits >> (35 - 5 * n)) as u8 & 31)));
    }
    text
}

/// In whatever case. Strict: each text is, but for case, the text of some bytes, and only of those.
#[must_use]
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Joined::of(5, text.len());
    for letter in text.bytes() {
        bytes.push(value(letter)?);
    }
    bytes.strictly()
}

fn value(letter: u8) -> Option<u8> {
    match letter {
        b'A'..=b'Z' => Some(letter - b'A'),
        b'a'..=b'z' => Some(letter - b'a'),
        b'2'..=b'7' => Some(letter - b'2' + 26),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base32_is_that_of_rfc_4648() {
        let known =
            [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB")];
        for (bytes, text) in known {
            assert_eq!(base32(bytes.as_bytes()), text);
            assert_eq!(decode(text).as_deref(), Some(bytes.as_bytes()));
            assert_eq!(decode(&text.to_ascii_lowercase()).as_deref(), Some(bytes.as_bytes()));
        }
    }

    #[test]
    fn s3_a_text_that_no_bytes_are_written_as_is_refused() {
        for wrong in ["M", "MZ", "MZXR", "MZXW6YTBA", "MY==", "M1", "MÄ", "MZX W6"] {
            assert_eq!(decode(wrong), None, "{wrong}");
        }
    }
}
