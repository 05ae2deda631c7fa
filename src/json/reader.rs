//! The tokens of a JSON text, one after the other. Nothing here depends on the type that is read.

use serde::de::{Error as _, Expected, Unexpected};

use super::{Error, Result};

/// How many brackets may be open at a time.
pub const DEEPEST: u8 = 127;

pub struct Reader<'a> {
    /// As far as it is UTF-8: behind that, nothing is ever found.
    pub(super) text: &'a str,
    length: usize,
    pub(super) at: usize,
    depth: u8,
    /// The last string in which something was escaped.
    pub(super) scratch: String,
}

impl<'a> Reader<'a> {
    #[inline(never)]
    pub fn new(bytes: &'a [u8]) -> Self {
        let readable = |bytes: &'a [u8]| str::from_utf8(bytes).map_err(|error| error.valid_up_to());
        let text = readable(bytes).or_else(|valid| readable(&bytes[..valid])).unwrap_or_default();
        Self { text, length: bytes.len(), at: 0, depth: 0, scratch: String::new() }
    }

    /// The byte here; 0 at the end, which nothing starts or goes on with.
    pub(super) fn byte(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    /// The first byte of the next token.
    #[inline(never)]
    pub fn peek(&mut self) -> u8 {
        loop {
            match self.byte() {
                b' ' | b'\n' | b'\t' | b'\r' => self.at += 1,
                byte => return byte,
            }
        }
    }

    /// Nothing follows.
    #[inline(never)]
    pub fn end(&mut self) -> Result<()> {
        self.peek();
        if self.at == self.length { Ok(()) } else { Err(self.syntax("trailing characters")) }
    }

    #[cold]
    pub fn syntax(&self, message: &str) -> Error {
        Error::syntax(message).at(self.at)
    }

    /// An error of this text: nothing is read after one, so its place is here.
    #[cold]
    pub fn placed(&self, error: Error) -> Error {
        error.at(self.at)
    }

    /// Goes into an object or a list, or says that it is none.
    #[inline(never)]
    pub fn enter(&mut self, bracket: u8, expected: &dyn Expected) -> Result<()> {
        if self.peek() == bracket { self.deeper() } else { Err(self.unexpected(expected)) }
    }

    pub(super) fn deeper(&mut self) -> Result<()> {
        if self.depth == DEEPEST {
            return Err(self.syntax("recursion limit exceeded"));
        }
        self.depth += 1;
        self.at += 1;
        Ok(())
    }

    /// Is there another item? If not, the bracket that ends them is read.
    #[inline(never)]
    pub fn another(&mut self, bracket: u8, first: &mut bool) -> Result<bool> {
        let was_first = std::mem::replace(first, false);
        match self.peek() {
            byte if byte == bracket => {
                self.at += 1;
                self.depth -= 1;
                Ok(false)
            }
            b',' if !was_first => {
                self.at += 1;
                Ok(true)
            }
            _ if was_first => Ok(true),
            _ => Err(self.syntax("expected a comma or a closing bracket")),
        }
    }

    /// The next key of an object, with its colon.
    #[inline(never)]
    pub fn key(&mut self, first: &mut bool) -> Result<Option<&str>> {
        if !self.another(b'}', first)? {
            return Ok(None);
        }
        if self.peek() != b'"' {
            return Err(self.syntax("expected a key"));
        }
        let key = self.token()?;
        if self.peek() != b':' {
            return Err(self.syntax("expected a colon"));
        }
        self.at += 1;
        Ok(Some(self.content(key)))
    }

    /// `null`, if it is that.
    #[inline(never)]
    pub fn null(&mut self) -> Result<bool> {
        if self.peek() == b'n' { self.word("null").map(|()| true) } else { Ok(false) }
    }

    /// `true` or `false`, if it is one.
    #[inline(never)]
    pub fn boolean(&mut self) -> Result<Option<bool>> {
        match self.peek() {
            b't' => self.word("true").map(|()| Some(true)),
            b'f' => self.word("false").map(|()| Some(false)),
            _ => Ok(None),
        }
    }

    fn word(&mut self, word: &str) -> Result<()> {
        if !self.text.as_bytes()[self.at..].starts_with(word.as_bytes()) {
            return Err(self.syntax("expected a value"));
        }
        self.at += word.len();
        Ok(())
    }

    /// Any value, unread. Strict even so: what is handed on unread shall be readable.
    #[inline(never)]
    pub fn skip(&mut self) -> Result<()> {
        let mut first = true;
        match self.peek() {
            b'"' => self.token().map(drop),
            b'{' => {
                self.deeper()?;
                while self.key(&mut first)?.is_some() {
                    self.skip()?;
                }
                Ok(())
            }
            b'[' => {
                self.deeper()?;
                while self.another(b']', &mut first)? {
                    self.skip()?;
                }
                Ok(())
            }
            b'n' => self.null().map(drop),
            b't' | b'f' => self.boolean().map(drop),
            _ => self.number().map(drop),
        }
    }

    /// The text of any value.
    #[inline(never)]
    pub fn raw(&mut self) -> Result<&'a str> {
        self.peek();
        let start = self.at;
        self.skip()?;
        Ok(&self.text[start..self.at])
    }

    /// What is here instead of what was expected. Words, numbers and strings are read over.
    #[cold]
    #[inline(never)]
    pub fn unexpected(&mut self, expected: &dyn Expected) -> Error {
        self.found(expected).unwrap_or_else(|error| error)
    }

    fn found(&mut self, expected: &dyn Expected) -> Result<Error> {
        let found = match self.peek() {
            b'"' => Unexpected::Str(self.string()?),
            b'{' => Unexpected::Map,
            b'[' => Unexpected::Seq,
            b'n' => self.null().map(|_| Unexpected::Unit)?,
            b't' | b'f' => Unexpected::Bool(self.boolean()?.unwrap_or_default()),
            _ => return self.number().map(|number| number.unexpected(expected)),
        };
        Ok(Error::invalid_type(found, expected))
    }
}
