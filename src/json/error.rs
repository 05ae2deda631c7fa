//! Why a text could not be read.

use std::fmt;

use serde::de::{Expected, StdError, Unexpected};

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Behind a pointer, so that a result is not larger than what is read.
#[derive(Debug)]
pub struct Error(Box<Reason>);

#[derive(Debug)]
struct Reason {
    message: String,
    /// It is JSON, but not of this type.
    is_data: bool,
    /// Where the reader stopped, in bytes.
    at: usize,
}

impl Error {
    #[cold]
    pub(super) fn syntax(message: &str) -> Self {
        Self(Box::new(Reason { message: message.into(), is_data: false, at: 0 }))
    }

    /// It was read and is refused all the same.
    #[cold]
    pub fn refused(why: &dyn fmt::Display) -> Self {
        Self::data(why.to_string())
    }

    #[cold]
    fn data(message: String) -> Self {
        Self(Box::new(Reason { message, is_data: true, at: 0 }))
    }

    pub(super) fn at(mut self, at: usize) -> Self {
        self.0.at = at;
        self
    }

    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    #[must_use]
    pub fn is_data(&self) -> bool {
        self.0.is_data
    }

    /// Where the reader stopped, in bytes: behind the value that is wrong, or behind the object in which one is missing.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.0.at
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.0.message, self.0.at)
    }
}

impl StdError for Error {}

impl serde::de::Error for Error {
    #[cold]
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::data(message.to_string())
    }

    #[cold]
    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::data(format!("invalid type: {}, expected {expected}", Found(found)))
    }

    #[cold]
    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::data(format!("invalid value: {}, expected {expected}", Found(found)))
    }
}

/// In JSON's words. serde's own would bring the printing of floats with them, 17 KB of WASM.
struct Found<'a>(Unexpected<'a>);

impl fmt::Display for Found<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Unexpected::Unit => f.write_str("null"),
            Unexpected::Bool(value) => write!(f, "boolean `{value}`"),
            Unexpected::Unsigned(value) => write!(f, "integer `{value}`"),
            Unexpected::Signed(value) => write!(f, "integer `{value}`"),
            Unexpected::Float(_) => f.write_str("floating point"),
            Unexpected::Str(value) => write!(f, "string {value:?}"),
            Unexpected::Seq => f.write_str("sequence"),
            Unexpected::Map => f.write_str("map"),
            Unexpected::UnitVariant => f.write_str("unit variant"),
            Unexpected::Other(what) => f.write_str(what),
            _ => f.write_str("something else"),
        }
    }
}
