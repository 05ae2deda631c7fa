//! A field of a change: absent keeps what is there, `null` takes it away.

use crate::json::{FromJson, Reader, Result};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Patch<T> {
    #[default]
    Keep,
    Set(Option<T>),
}

impl<T> Patch<T> {
    /// What there is after the change.
    pub fn or(self, known: Option<T>) -> Option<T> {
        match self {
            Self::Keep => known,
            Self::Set(value) => value,
        }
    }
}

impl<T: FromJson> FromJson for Patch<T> {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self> {
        FromJson::from_json(reader).map(Self::Set)
    }
}

#[cfg(test)]
impl<'de, T: serde::Deserialize<'de>> serde::Deserialize<'de> for Patch<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(Self::Set)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    #[derive(FromJson)]
    struct Change {
        #[serde(default)]
        field: Patch<u32>,
    }

    #[test]
    fn absent_null_and_a_value_are_three_things() {
        let read = |text| json::read::<Change>(text).unwrap().field;
        assert_eq!(read("{}"), Patch::Keep);
        assert_eq!(read(r#"{"field":null}"#), Patch::Set(None));
        assert_eq!(read(r#"{"field":3}"#), Patch::Set(Some(3)));
    }
}
