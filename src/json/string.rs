//! Strings, as they stand in the text or with their escapes resolved.

use super::{Reader, Result};

/// A string that was read over.
#[derive(Clone, Copy)]
pub enum Token {
    /// It stands in the text as it is, from here to there.
    Plain(usize, usize),
    /// It had escapes and is in `scratch`.
    Resolved,
}

impl<'a> Reader<'a> {
    /// The string that starts here.
    #[inline(never)]
    pub fn string(&mut self) -> Result<&str> {
        let token = self.token()?;
        Ok(self.content(token))
    }

    pub(super) fn content(&self, token: Token) -> &str {
        match token {
            Token::Plain(start, end) => &self.text[start..end],
            Token::Resolved => &self.scratch,
        }
    }

    #[inline(never)]
    pub(super) fn token(&mut self) -> Result<Token> {
        self.at += 1;
        let start = self.at;
        let plain = self.plain();
        if self.byte() == b'"' {
            self.at += 1;
            return Ok(Token::Plain(start, start + plain.len()));
        }
        self.scratch.clear();
        self.scratch.push_str(plain);
        while self.byte() == b'\\' {
            let resolved = self.escape()?;
            self.scratch.push(resolved);
            let plain = self.plain();
            self.scratch.push_str(plain);
        }
        if self.byte() != b'"' {
            return Err(self.syntax("a string that does not end, or a control character in it"));
        }
        self.at += 1;
        Ok(Token::Resolved)
    }

    /// Up to the next quote, escape or control character.
    fn plain(&mut self) -> &'a str {
        let start = self.at;
        let rest = &self.text.as_bytes()[start..];
        let eights = rest.as_chunks::<8>().0;
        let plain = 8 * eights.iter().position(|eight| ends_in(*eight)).unwrap_or(eights.len());
        let ends = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
        self.at += plain + rest[plain..].iter().position(ends).unwrap_or(rest.len() - plain);
        &self.text[start..self.at]
    }

    fn escape(&mut self) -> Result<char> {
        self.at += 1;
        let byte = self.byte();
        self.at += 1;
        Ok(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\x08',
            b'f' => '\x0c',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.code_point(),
            _ => {
                self.at -= 1;
                return Err(self.syntax("invalid escape"));
            }
        })
    }

    /// A character as four hex digits, or as two times four.
    fn code_point(&mut self) -> Result<char> {
        let mut units = [self.hex()?, 0];
        let pair = matches!(units[0], 0xd800..0xdc00) && self.text.as_bytes()[self.at..].starts_with(b"\\u");
        if pair {
            self.at += 2;
            units[1] = self.hex()?;
        }
        let units = &units[..if pair { 2 } else { 1 }];
        match char::decode_utf16(units.iter().copied()).next() {
            Some(Ok(character)) => Ok(character),
            _ => Err(self.syntax("half of a surrogate pair")),
        }
    }

    fn hex(&mut self) -> Result<u16> {
        let mut unit = 0;
        for _ in 0..4 {
            let Some(digit) = char::from(self.byte()).to_digit(16) else {
                return Err(self.syntax("invalid escape"));
            };
            unit = unit << 4 | digit as u16;
            self.at += 1;
        }
        Ok(unit)
    }
}

/// Is there a quote, a backslash or a control character among these bytes? Eight at a time, for texts are long. What is
/// below a limit borrows from its highest bit when the limit is taken away; what is above 127 has that bit anyway.
fn ends_in(bytes: [u8; 8]) -> bool {
    const EACH: u64 = u64::from_ne_bytes([1; 8]);
    let word = u64::from_ne_bytes(bytes);
    let below = |word: u64, limit: u8| word.wrapping_sub(EACH * u64::from(limit)) & !word;
    let same = |byte: u8| below(word ^ (EACH * u64::from(byte)), 1);
    (below(word, 0x20) | same(b'"') | same(b'\\')) & (EACH << 7) != 0
}
