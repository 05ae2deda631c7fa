//! The insides of lists, objects and variants, as serde asks for them.
//!
//! Visitors read lists and objects to their end, and what closes them with it; only tuples stop before.

use serde::de::{
    DeserializeSeed, EnumAccess, Error as _, IntoDeserializer, MapAccess, SeqAccess, VariantAccess, Visitor,
    value::StrDeserializer,
};

use crate::json::{Error, Reader, Result, must_hold};

/// A list or an object that was entered.
pub struct Inside<'r, 'a> {
    reader: &'r mut Reader<'a>,
    first: bool,
}

impl<'r, 'a> Inside<'r, 'a> {
    pub fn new(reader: &'r mut Reader<'a>) -> Self {
        Self { reader, first: true }
    }

    /// For what knows how many items it wants.
    pub fn end(mut self) -> Result<()> {
        if self.reader.another(b']', &mut self.first)? { Err(Error::custom("too many items")) } else { Ok(()) }
    }
}

impl<'de> SeqAccess<'de> for Inside<'_, 'de> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>> {
        if !self.reader.another(b']', &mut self.first)? {
            return Ok(None);
        }
        seed.deserialize(&mut *self.reader).map(Some)
    }
}

impl<'de> MapAccess<'de> for Inside<'_, 'de> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>> {
        match self.reader.key(&mut self.first)? {
            Some(key) => seed.deserialize(StrDeserializer::new(key)).map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value> {
        seed.deserialize(&mut *self.reader)
    }
}

/// One of several: `"Name"`, or `{"Name": what it holds}`.
pub struct Variant<'r, 'a> {
    pub reader: &'r mut Reader<'a>,
    pub holds: bool,
}

impl<'de> EnumAccess<'de> for Variant<'_, 'de> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self)> {
        let value = seed.deserialize(StrDeserializer::new(self.reader.variant_name(self.holds)?))?;
        Ok((value, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, 'de> {
    type Error = Error;

    fn unit_variant(self) -> Result<()> {
        self.reader.holds_nothing(self.holds)
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value> {
        must_hold(self.holds)?;
        seed.deserialize(self.reader)
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value> {
        must_hold(self.holds)?;
        serde::Deserializer::deserialize_tuple(self.reader, len, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value> {
        must_hold(self.holds)?;
        serde::Deserializer::deserialize_struct(self.reader, "", fields, visitor)
    }
}

/// JSON that stays as it is written: `serde_json`'s `RawValue` asks for it as an object with this one key.
pub const RAW: &str = "$serde_json::private::RawValue";

pub struct RawText<'a>(pub &'a str);

impl<'de> MapAccess<'de> for RawText<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>> {
        seed.deserialize(RAW.into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value> {
        seed.deserialize(self.0.into_deserializer())
    }
}
