//! A field of a change: absent keeps what is there, `null` takes it away.

use serde::{Deserialize, Deserializer};

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

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(Self::Set)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Change {
        #[serde(default)]
        field: Patch<u32>,
    }

    #[test]
    fn absent_null_and_a_value_are_three_things() {
        let read = |text| serde_json::from_str::<Change>(text).unwrap().field;
        assert_eq!(read("{}"), Patch::Keep);
        assert_eq!(read(r#"{"field":null}"#), Patch::Set(None));
        assert_eq!(read(r#"{"field":3}"#), Patch::Set(Some(3)));
    }
}
