//! What a token says: one JSON object, each name once.

use std::collections::BTreeMap;

use crate::{
    json::{Error, FromJson, Number, Reader, Result},
    protocol::conversation::Fields,
};

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

impl FromJson for Claims {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self> {
        let (mut claims, mut first) = (Self::default(), true);
        reader.enter(b'{', &"claims")?;
        while let Some(name) = reader.key(&mut first)?.map(str::to_owned) {
            let claim = Claim::from_json(reader)?;
            if claims.0.insert(name, claim).is_some() {
                return Err(Error::refused(&"a claim that is there twice"));
            }
        }
        Ok(claims)
    }
}

impl FromJson for Claim {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self> {
        Ok(match reader.peek() {
            b'"' => Self::Text(reader.string()?.to_owned()),
            b't' | b'f' => Self::Flag(bool::from_json(reader)?),
            b'{' | b'[' | b'n' => {
                let is_nothing = reader.raw()? == "null";
                if is_nothing { Self::Nothing } else { Self::Nested }
            }
            _ => match reader.number()? {
                Number::Unsigned(number) => i64::try_from(number).map_or(Self::Number(number as f64), Self::Whole),
                Number::Negative(number) => Self::Whole(number),
                Number::Other(text) => Self::Number(reader.float(text)?),
            },
        })
    }
}
