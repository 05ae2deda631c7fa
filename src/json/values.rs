//! How values are read that are not objects of ours.

use std::collections::BTreeMap;

use serde::de::{Error as _, Expected, Unexpected};
use uuid::Uuid;

use super::{Error, FromJson, Reader, Result, number::Number};

impl<'a> Reader<'a> {
    /// `null`, as all there is to a `()` or a struct without fields.
    ///
    /// # Errors
    /// When it is something else.
    #[inline(never)]
    pub fn nothing(&mut self, expected: &str) -> Result<()> {
        if self.null()? { Ok(()) } else { Err(self.unexpected(&expected)) }
    }

    /// # Errors
    /// When it is no string.
    #[inline(never)]
    pub fn text(&mut self, expected: &dyn Expected) -> Result<&str> {
        if self.peek() == b'"' { self.string() } else { Err(self.unexpected(expected)) }
    }

    pub(super) fn is_number(&mut self) -> bool {
        matches!(self.peek(), b'-' | b'0'..=b'9')
    }

    #[inline(never)]
    pub(super) fn whole(&mut self, expected: &dyn Expected) -> Result<Number<'a>> {
        if self.is_number() { self.number() } else { Err(self.unexpected(expected)) }
    }

    #[inline(never)]
    fn unsigned(&mut self, expected: &str, most: u64) -> Result<u64> {
        match self.whole(&expected)? {
            Number::Unsigned(value) if value <= most => Ok(value),
            Number::Unsigned(value) => Err(Error::invalid_value(Unexpected::Unsigned(value), &expected)),
            Number::Negative(value) => Err(Error::invalid_value(Unexpected::Signed(value), &expected)),
            number @ Number::Other(_) => Err(number.unexpected(&expected)),
        }
    }

    #[inline(never)]
    fn signed(&mut self, expected: &str, least: i64, most: i64) -> Result<i64> {
        match self.whole(&expected)? {
            Number::Negative(value) if value >= least => Ok(value),
            Number::Negative(value) => Err(Error::invalid_value(Unexpected::Signed(value), &expected)),
            Number::Unsigned(value) => match i64::try_from(value) {
                Ok(value) if value <= most => Ok(value),
                _ => Err(Error::invalid_value(Unexpected::Unsigned(value), &expected)),
            },
            number @ Number::Other(_) => Err(number.unexpected(&expected)),
        }
    }
}

macro_rules! integers {
    ($($integer:ident: $reader:ident => $read:expr;)+) => {$(
        impl FromJson for $integer {
            fn from_json($reader: &mut Reader<'_>) -> Result<Self> {
                Ok($read? as $integer)
            }
        }
    )+};
}

integers! {
    u8: reader => reader.unsigned("u8", u8::MAX.into());
    u16: reader => reader.unsigned("u16", u16::MAX.into());
    u32: reader => reader.unsigned("u32", u32::MAX.into());
    u64: reader => reader.unsigned("u64", u64::MAX);
    usize: reader => reader.unsigned("usize", usize::MAX as u64);
    i8: reader => reader.signed("i8", i8::MIN.into(), i8::MAX.into());
    i16: reader => reader.signed("i16", i16::MIN.into(), i16::MAX.into());
    i32: reader => reader.signed("i32", i32::MIN.into(), i32::MAX.into());
    i64: reader => reader.signed("i64", i64::MIN, i64::MAX);
}

impl FromJson for f64 {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self> {
        match reader.whole(&"f64")? {
            Number::Unsigned(value) => Ok(value as f64),
            Number::Negative(value) => Ok(value as f64),
            Number::Other(text) => reader.float(text),
        }
    }
}

impl FromJson for bool {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self> {
        match reader.boolean()? {
            Some(value) => Ok(value),
            None => Err(reader.unexpected(&"a boolean")),
        }
    }
}

impl FromJson for () {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self> {
        reader.nothing("unit")
    }
}

impl FromJson for String {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self> {
        reader.text(&"a string").map(str::to_owned)
    }
}

impl FromJson for Uuid {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self> {
        let id = reader.text(&"a formatted UUID string")?.parse();
        id.map_err(|error| Error::custom(format_args!("UUID parsing failed: {error}")))
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self> {
        if reader.null()? { Ok(None) } else { T::from_json(reader).map(Some) }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self> {
        let (mut items, mut first) = (Self::new(), true);
        reader.enter(b'[', &"a sequence")?;
        while reader.another(b']', &mut first)? {
            items.push(T::from_json(reader)?);
        }
        Ok(items)
    }
}

impl<T: FromJson> FromJson for BTreeMap<String, T> {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self> {
        let (mut items, mut first) = (Self::new(), true);
        reader.enter(b'{', &"a map")?;
        while let Some(key) = reader.key(&mut first)?.map(str::to_owned) {
            items.insert(key, T::from_json(reader)?);
        }
        Ok(items)
    }
}

/// A list of so many and no more.
struct Few {
    expected: &'static str,
    first: bool,
    count: usize,
}

impl Few {
    fn enter(reader: &mut Reader<'_>, expected: &'static str) -> Result<Self> {
        reader.enter(b'[', &expected).map(|()| Self { expected, first: true, count: 0 })
    }

    fn next<T: FromJson>(&mut self, reader: &mut Reader<'_>) -> Result<T> {
        if !reader.another(b']', &mut self.first)? {
            return Err(Error::invalid_length(self.count, &self.expected));
        }
        self.count += 1;
        T::from_json(reader)
    }

    fn end(mut self, reader: &mut Reader<'_>) -> Result<()> {
        if reader.another(b']', &mut self.first)? { Err(Error::custom("too many items")) } else { Ok(()) }
    }
}

impl<A: FromJson, B: FromJson> FromJson for (A, B) {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self> {
        let mut few = Few::enter(reader, "a tuple of size 2")?;
        let both = (few.next(reader)?, few.next(reader)?);
        few.end(reader).map(|()| both)
    }
}

impl<T: FromJson> FromJson for [T; 2] {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self> {
        let mut few = Few::enter(reader, "an array of length 2")?;
        let both = [few.next(reader)?, few.next(reader)?];
        few.end(reader).map(|()| both)
    }
}
