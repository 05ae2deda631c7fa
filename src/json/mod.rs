//! JSON in and out. Reading is our own and small: what does not depend on a type is there once.
//! docs/decisions/0007-one-json-reader.md and 0017-types-without-serde.md say why.

mod error;
mod number;
mod object;
mod raw;
mod reader;
mod string;
#[cfg(test)]
mod tests;
mod values;
mod variant;

use serde::Serialize;
use serde_json::value::to_raw_value;

pub use chatdesk_json::FromJson;
pub use error::{Error, Result};
pub use number::Number;
pub use object::{Kept, ReadWith, filled};
pub use raw::Raw;
pub use reader::Reader;
pub use variant::must_hold;

/// What can be read. `#[derive(FromJson)]` reads as serde's `Deserialize` would, by the same `#[serde(…)]`.
pub trait FromJson: Sized {
    /// # Errors
    /// When what comes next is not JSON of this type.
    fn from_json(reader: &mut Reader<'_>) -> Result<Self>;

    /// What a field is that is left out, if it may be.
    #[must_use]
    fn absent() -> Option<Self> {
        None
    }
}

/// # Errors
/// When it is not JSON of this type.
pub fn read<T: FromJson>(text: impl AsRef<[u8]>) -> Result<T> {
    value(text.as_ref())
}

fn value<T: FromJson>(bytes: &[u8]) -> Result<T> {
    let mut reader = Reader::new(bytes);
    let value = T::from_json(&mut reader).map_err(|error| reader.placed(error))?;
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
