//! What a token says: one JSON object, each name once.

use std::{collections::BTreeMap, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use crate::protocol::conversation::Fields;

#[derive(Debug, Default)]
pub struct Claims(BTreeMap<String, Claim>);

#[derive(Clone, Debug, PartialEq)]
pub enum Claim {
    Text(String),
    Whole(i64),
    Number(f64),
    Flag(bool),
    Nothing,
    /// A list or an object.
    Nested,
}

impl Claims {
    pub fn get(&self, name: &str) -> Option<&Claim> {
        self.0.get(name)
    }

    /// `null` is as good as absent.
    pub fn take(&mut self, name: &str) -> Option<Claim> {
        self.0.remove(name).filter(|claim| *claim != Claim::Nothing)
    }

    /// All that can be told as text.
    pub fn into_fields(self) -> Fields {
        self.0.into_iter().filter_map(|(name, claim)| Some((name, claim.into_text()?))).collect()
    }
}

impl Claim {
    fn into_text(self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text),
            Self::Whole(number) => Some(number.to_string()),
            // Printed by what prints all our JSON: std's printing of floats would be 17 KB of WASM.
            Self::Number(number) => serde_json::to_string(&number).ok(),
            Self::Flag(flag) => Some(if flag { "true" } else { "false" }.into()),
            Self::Nothing | Self::Nested => None,
        }
    }
}

impl<'de> Deserialize<'de> for Claims {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ClaimsVisitor)
    }
}

struct ClaimsVisitor;

impl<'de> Visitor<'de> for ClaimsVisitor {
    type Value = Claims;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("claims")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Claims, A::Error> {
        let mut claims = Claims::default();
        while let Some((name, claim)) = map.next_entry()? {
            if claims.0.insert(name, claim).is_some() {
                return Err(A::Error::custom("a claim that is there twice"));
            }
        }
        Ok(claims)
    }
}

impl<'de> Deserialize<'de> for Claim {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ClaimVisitor)
    }
}

struct ClaimVisitor;

impl<'de> Visitor<'de> for ClaimVisitor {
    type Value = Claim;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a claim")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Claim, E> {
        Ok(Claim::Text(text.into()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Claim, E> {
        Ok(i64::try_from(number).map_or(Claim::Number(number as f64), Claim::Whole))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Claim, E> {
        Ok(Claim::Whole(number))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Claim, E> {
        Ok(Claim::Number(number))
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Claim, E> {
        Ok(Claim::Flag(flag))
    }

    fn visit_unit<E: Error>(self) -> Result<Claim, E> {
        Ok(Claim::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Claim, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Claim::Nested)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Claim, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Claim::Nested)
    }
}
