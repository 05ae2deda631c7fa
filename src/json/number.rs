//! Numbers: whole ones exactly, the others as they stand in the text.

use serde::de::{Error as _, Expected, Unexpected};

use super::{Error, Reader, Result};

#[derive(Clone, Copy)]
pub enum Number<'a> {
    Unsigned(u64),
    Negative(i64),
    /// With a fraction or an exponent, or too large.
    Other(&'a str),
}

impl Number<'_> {
    /// It is not what was expected.
    #[cold]
    #[inline(never)]
    pub fn unexpected(self, expected: &dyn Expected) -> Error {
        match self {
            Self::Unsigned(value) => Error::invalid_type(Unexpected::Unsigned(value), expected),
            Self::Negative(value) => Error::invalid_type(Unexpected::Signed(value), expected),
            Self::Other(text) => Error::invalid_type(Unexpected::Other(&format!("floating point `{text}`")), expected),
        }
    }
}

impl<'a> Reader<'a> {
    /// The number that starts here.
    #[inline(never)]
    pub fn number(&mut self) -> Result<Number<'a>> {
        let start = self.at;
        let negative = self.byte() == b'-';
        self.at += usize::from(negative);
        if self.byte() == b'0' {
            self.at += 1;
        } else {
            self.digits()?;
        }
        let whole = !matches!(self.byte(), b'.' | b'e' | b'E');
        self.fraction()?;
        self.exponent()?;
        let text = &self.text[start..self.at];
        Ok(match (whole, negative) {
            (true, false) => text.parse().map_or(Number::Other(text), Number::Unsigned),
            // Minus zero is a float's.
            (true, true) => text.parse().ok().filter(|value| *value < 0).map_or(Number::Other(text), Number::Negative),
            (false, _) => Number::Other(text),
        })
    }

    /// # Errors
    /// When it is larger than a float can be.
    #[inline(never)]
    pub fn float(&self, text: &str) -> Result<f64> {
        match text.parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(value),
            _ => Err(self.syntax("number out of range")),
        }
    }

    fn fraction(&mut self) -> Result<()> {
        if self.byte() != b'.' {
            return Ok(());
        }
        self.at += 1;
        self.digits()
    }

    fn exponent(&mut self) -> Result<()> {
        if !matches!(self.byte(), b'e' | b'E') {
            return Ok(());
        }
        self.at += 1;
        self.at += usize::from(matches!(self.byte(), b'+' | b'-'));
        self.digits()
    }

    fn digits(&mut self) -> Result<()> {
        let start = self.at;
        while self.byte().is_ascii_digit() {
            self.at += 1;
        }
        if self.at > start { Ok(()) } else { Err(self.syntax("expected a value")) }
    }
}
