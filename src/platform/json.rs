//! JSON in and out. One reader for all types: each kind of reader would put its own copy of them into the WASM.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::value::{RawValue, to_raw_value};

pub type Raw = Box<RawValue>;

/// # Errors
/// When it is not JSON of this type.
pub fn read<T: DeserializeOwned>(text: impl AsRef<[u8]>) -> serde_json::Result<T> {
    serde_json::from_slice(text.as_ref())
}

/// JSON that is already written, as a part of what will be.
///
/// # Errors
/// When it is not JSON.
pub fn raw(text: String) -> serde_json::Result<Raw> {
    RawValue::from_string(text)
}

/// # Errors
/// When a value cannot be written.
pub fn write_raw(value: &impl Serialize) -> serde_json::Result<Raw> {
    to_raw_value(value)
}
