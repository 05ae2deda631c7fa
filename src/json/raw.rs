//! JSON that stays as it is written. `serde_json`'s `RawValue` is made by nobody but serde, which asks for it as for an
//! object with one key.

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, IntoDeserializer, MapAccess, Visitor},
    forward_to_deserialize_any,
};
use serde_json::value::RawValue;

use super::{Error, FromJson, Reader, Result};

pub type Raw = Box<RawValue>;

impl FromJson for Raw {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self> {
        let text = reader.raw()?;
        Self::deserialize(RawText(text))
    }
}

const RAW: &str = "$serde_json::private::RawValue";

struct RawText<'a>(&'a str);

impl<'de> Deserializer<'de> for RawText<'_> {
    type Error = Error;

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_map(self)
    }
}

impl<'de> MapAccess<'de> for RawText<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>> {
        seed.deserialize(RAW.into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value> {
        seed.deserialize(self.0.into_deserializer())
    }
}
