//! A change of a thing: any of its fields, by name.

use std::{collections::BTreeMap, marker::PhantomData};

use serde_json::value::RawValue;

use crate::json::{FromJson, Reader, Result};

/// As the body names them, in camelCase; each is read when it is known what it should be.
#[derive(Clone, Debug)]
pub struct Changes<T> {
    pub fields: BTreeMap<String, Box<RawValue>>,
    of: PhantomData<T>,
}

impl<T> FromJson for Changes<T> {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self> {
        Ok(Self { fields: FromJson::from_json(reader)?, of: PhantomData })
    }
}

/// What makes a thing: its name, and whatever else is not to be as usual.
#[derive(Clone, Debug)]
pub struct New<T>(pub Changes<T>);

impl<T> FromJson for New<T> {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self> {
        FromJson::from_json(reader).map(Self)
    }
}

/// `greeting_message` as bodies write it: `greetingMessage`.
#[must_use]
pub fn camel_case(name: &str) -> String {
    let mut is_start = false;
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '_' => is_start = true,
            _ if is_start => {
                is_start = false;
                out.push(c.to_ascii_uppercase());
            }
            _ => out.push(c),
        }
    }
    out
}

/// What nobody changes by naming it.
#[cfg(test)]
const FIXED: [&str; 9] =
    ["id", "key", "plan", "inherits", "previous_key", "previous_key_until", "installed", "created_at", "updated_at"];

/// Made of the thing's own description, so that a new field can be changed the day it is there.
#[cfg(test)]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Changes<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Change{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let whole = T::json_schema(generator).to_value();
        let fields = whole["properties"].as_object().expect("an object with fields").iter();
        let open = fields.filter(|(name, _)| !FIXED.contains(&name.as_str()));
        let properties: serde_json::Map<_, _> =
            open.map(|(name, field)| (camel_case(name), or_null(name, field))).collect();
        let description = "What is left out stays as it is, `null` goes back to what is usual.";
        let schema = serde_json::json!({ "type": "object", "description": description, "properties": properties });
        schema.try_into().expect("a schema")
    }
}

#[cfg(test)]
impl<T: schemars::JsonSchema> schemars::JsonSchema for New<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("New{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let mut schema = Changes::<T>::json_schema(generator);
        schema.insert("description".into(), "What is left out is as usual.".into());
        schema.insert("required".into(), serde_json::json!(["name"]));
        schema
    }
}

/// All but the name has something usual to go back to.
#[cfg(test)]
fn or_null(name: &str, field: &serde_json::Value) -> serde_json::Value {
    use serde_json::json;
    let mut field = field.clone();
    let Some(fields) = field.as_object_mut() else { return field };
    fields.remove("default");
    let description = fields.remove("description");
    let is_nullable =
        name == "name" || fields.contains_key("anyOf") || fields.get("type").is_some_and(serde_json::Value::is_array);
    let mut open = match fields.get("type").cloned() {
        _ if is_nullable => field,
        Some(kind) => {
            fields.insert("type".into(), json!([kind, "null"]));
            field
        }
        None => json!({ "anyOf": [field, { "type": "null" }] }),
    };
    if let Some(description) = description {
        open["description"] = description;
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_named_as_bodies_write_them() {
        assert_eq!(camel_case("greeting_message"), "greetingMessage");
        assert_eq!(camel_case("offset_x"), "offsetX");
        assert_eq!(camel_case("title"), "title");
    }
}
