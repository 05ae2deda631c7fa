//! Moments: milliseconds inside, ISO 8601 UTC with milliseconds on the wire.

use serde::{Serialize, Serializer};

use super::moment::{self, NoMoment};
use crate::json::{self, FromJson, Reader};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(type = "string"))]
#[cfg_attr(test, schemars(inline, with = "String", extend("format" = "date-time")))]
pub struct Timestamp(i64);

impl Timestamp {
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    #[must_use]
    pub const fn plus(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// How many milliseconds after `earlier`; never negative, clocks may step back.
    #[must_use]
    pub fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0).max(0)
    }
}

impl std::fmt::Display for Timestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        moment::write(self.0, f)
    }
}

impl std::str::FromStr for Timestamp {
    type Err = NoMoment;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        moment::read(text).map(Self)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromJson for Timestamp {
    fn from_json(reader: &mut Reader<'_>) -> json::Result<Self> {
        let moment = reader.text(&"a string")?.parse();
        moment.map_err(|error: NoMoment| json::Error::refused(&error))
    }
}

#[cfg(test)]
impl<'de> serde::Deserialize<'de> for Timestamp {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_on_the_wire_is_iso_utc_with_milliseconds() {
        let moment = Timestamp::from_millis(1_700_000_000_007);
        assert_eq!(serde_json::to_string(&moment).unwrap(), "\"2023-11-14T22:13:20.007Z\"");
        assert_eq!(serde_json::from_str::<Timestamp>("\"2023-11-14T23:13:20.007+01:00\"").unwrap(), moment);
        assert!(serde_json::from_str::<Timestamp>("\"yesterday\"").is_err());
    }
}
