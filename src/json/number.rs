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

impl Number<'_> {
    /// As a whole number, if it is one in another spelling: `3.0`, `1e2`, `-0`. Digit by digit, so that nothing is rounded.
    #[inline(never)]
    pub fn exact(self) -> Self {
        let Self::Other(text) = self else { return self };
        whole(text).unwrap_or(self)
    }
}

fn whole<'a>(text: &str) -> Option<Number<'a>> {
    let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (before, after) = digits.split_once('.').unwrap_or((digits, ""));
    let mut value: u64 = 0;
    // How many more digits there are; of an exponent that is no number here, only a zero makes a whole number.
    let mut left = exponent
        .parse::<i32>()
        .ok()
        .map(|exponent| exponent.saturating_add(before.len().try_into().unwrap_or(i32::MAX)));
    for digit in before.bytes().chain(after.bytes()).map(|byte| u64::from(byte - b'0')) {
        match &mut left {
            Some(left) if *left > 0 => {
                value = value.checked_mul(10)?.checked_add(digit)?;
                *left -= 1;
            }
            _ if digit > 0 => return None,
            _ => {}
        }
    }
    for _ in 0..left.filter(|_| value > 0).unwrap_or_default().max(0) {
        value = value.checked_mul(10)?;
    }
    if !negative || value == 0 {
        return Some(Number::Unsigned(value));
    }
    0_i64.checked_sub_unsigned(value).map(Number::Negative)
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
