//! JSON in and out. Reading is our own and small: what does not depend on a type is there once.
//! docs/decisions/0007-one-json-reader.md says why.

mod access;
mod deserializer;
mod error;
mod number;
mod reader;
mod string;
#[cfg(test)]
mod tests;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::value::{RawValue, to_raw_value};

pub use error::{Error, Result};
use reader::Reader;

pub type Raw = Box<RawValue>;

/// # Errors
/// When it is not JSON of this type.
pub fn read<T: DeserializeOwned>(text: impl AsRef<[u8]>) -> Result<T> {
    value(text.as_ref())
}

fn value<T: DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    let mut reader = Reader::new(bytes);
    let value = T::deserialize(&mut reader).map_err(|error| reader.placed(error))?;
    reader.end().map(|()| value)
}

/// The items of a list, each as it is written.
///
/// # Errors
/// When it is not a list, or not JSON.
pub fn items(text: &str) -> Result<Vec<&str>> {
    let mut reader = Reader::new(text.as_bytes());
    let (mut items, mut first) = (Vec::new(), true);
    reader.enter(b'[', &"a list")?;
    while reader.another(b']', &mut first)? {
        items.push(reader.raw()?);
    }
    reader.end().map(|()| items)
}

/// JSON that is already written, as a part of what will be.
///
/// # Errors
/// When it is not JSON.
pub fn raw(text: impl AsRef<[u8]>) -> Result<Raw> {
    read(text)
}

/// # Errors
/// When a value cannot be written.
pub fn write_raw(value: &impl Serialize) -> serde_json::Result<Raw> {
    to_raw_value(value)
}
