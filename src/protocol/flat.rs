//! For types that say by their `type` what they are: they are read through one flat struct of all their fields. serde's
//! own way keeps a value of any kind aside first, which is slower and 50 KB of WASM.

use std::fmt;

/// A field that this `type` must have is not there. Said like serde says it.
#[derive(Debug)]
pub struct Missing(&'static str);

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "missing field `{}`", self.0)
    }
}

pub fn required<T>(field: Option<T>, name: &'static str) -> Result<T, Missing> {
    field.ok_or(Missing(name))
}
