//! JSON in and out, our own and small: what does not depend on a type is there once.
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
mod writer;
mod written;

pub use chatdesk_json::{FromJson, ToJson};
pub use error::{ECHO, Error, Result, shortened};
pub use number::Number;
pub use object::{Kept, Place, ReadWith, filled};
pub use raw::Raw;
pub use reader::Reader;
pub use variant::must_hold;
pub use writer::{Fields, Flat, IfAny, Way, Writer};

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

/// What can be written. `#[derive(ToJson)]` writes as serde's `Serialize` would.
pub trait ToJson {
    fn to_json(&self, writer: &mut Writer);

    /// How it is written as a field.
    fn way(&self) -> Way {
        Way::Named
    }

    /// Is it as good as left out?
    fn has_nothing(&self) -> bool {
        false
    }
}

/// # Errors
/// When it is not JSON of this type.
pub fn read<T: FromJson>(text: impl AsRef<[u8]>) -> Result<T> {
    let mut place = None;
    read_into(text.as_ref(), &mut place)?;
    Ok(filled(place))
}

/// # Errors
/// When it is not JSON of the type that the place is for.
#[inline(never)]
pub fn read_into(bytes: &[u8], place: &mut dyn Place) -> Result<()> {
    let mut reader = Reader::new(bytes);
    place.fill(&mut reader).map_err(|error| reader.placed(error))?;
    reader.end()
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

#[must_use]
#[inline(never)]
pub fn write(value: &dyn ToJson) -> String {
    let mut writer = Writer::default();
    value.to_json(&mut writer);
    writer.finish()
}

/// Written, as a part of what will be.
#[must_use]
pub fn write_raw(value: &dyn ToJson) -> Raw {
    raw::of(write(value))
}
