//! The form before a chat: what a visitor is asked, and when.

use crate::json::{FromJson, Reader, Result, ToJson};

#[cfg(test)]
use super::limits;

/// A widget without any asks nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromJson, ToJson)]
#[serde(default)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct PreChat {
    pub mode: Mode,
    /// In the order they are shown.
    #[cfg_attr(test, schemars(length(max = limits::QUESTIONS)))]
    pub fields: Vec<Field>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(
    test,
    derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema),
    ts(rename = "PreChatMode"),
    schemars(rename = "PreChatMode")
)]
pub enum Mode {
    #[default]
    Never,
    Always,
    /// Only while nobody is there to answer.
    Offline,
}

#[derive(Clone, Debug, PartialEq, Eq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(test, ts(rename = "PreChatField"), schemars(rename = "PreChatField"))]
pub struct Field {
    /// The key of the answer. `name`, `email` and `phone` fill the customer, others are custom fields.
    #[cfg_attr(test, schemars(length(min = 1, max = 40), regex(pattern = "^[A-Za-z0-9_-]+$")))]
    pub id: String,
    #[serde(rename = "type")]
    pub kind: FieldType,
    #[cfg_attr(test, schemars(length(min = 1, max = limits::QUESTION_CHARS)))]
    pub label: String,
    #[serde(default)]
    pub required: bool,
    #[serde(default)]
    #[cfg_attr(test, schemars(length(max = limits::QUESTION_CHARS)))]
    pub placeholder: Option<String>,
    /// Of a select, a radio or a checkbox. A checkbox without any is a single yes.
    #[serde(default)]
    #[cfg_attr(test, serde(deserialize_with = "tests::list_or_null"))]
    #[read_with(list_or_null)]
    #[cfg_attr(test, schemars(with = "Option<Vec<String>>", length(max = limits::OPTIONS)))]
    pub options: Vec<String>,
    /// What the whole of a typed answer must match, as in HTML.
    #[serde(default)]
    #[cfg_attr(test, schemars(length(max = limits::PATTERN_CHARS)))]
    pub pattern: Option<String>,
    /// Where the text is that a visitor consents to.
    #[serde(default)]
    pub url: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, FromJson, ToJson)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(test, ts(rename = "PreChatFieldType"), schemars(rename = "PreChatFieldType"))]
pub enum FieldType {
    Text,
    Email,
    Phone,
    Number,
    Textarea,
    Select,
    Radio,
    Checkbox,
    Date,
    Consent,
}

/// What a field does not have may be `null`, here as everywhere.
fn list_or_null(reader: &mut Reader<'_>) -> Result<Vec<String>> {
    Ok(Option::from_json(reader)?.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Deserializer};

    use super::*;

    pub fn list_or_null<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
        Ok(Option::deserialize(deserializer)?.unwrap_or_default())
    }

    #[test]
    fn w7_a_form_is_written_with_all_that_a_field_can_have() {
        let json = r#"{"mode":"offline","fields":[{"id":"size","type":"select","label":"Size","required":true,"placeholder":null,"options":["S","M"],"pattern":null,"url":null}]}"#;
        let form: PreChat = serde_json::from_str(json).unwrap();
        assert_eq!((form.mode, form.fields[0].kind), (Mode::Offline, FieldType::Select));
        assert_eq!(serde_json::to_string(&form).unwrap(), json);
    }

    #[test]
    fn w7_what_is_left_out_or_null_is_not_there() {
        assert_eq!(serde_json::from_str::<PreChat>("{}").unwrap(), PreChat::default());
        let bare: Field = serde_json::from_str(r#"{"id":"a","type":"consent","label":"A"}"#).unwrap();
        let nulls = r#"{"id":"a","type":"consent","label":"A","placeholder":null,"options":null,"pattern":null}"#;
        assert_eq!(serde_json::from_str::<Field>(nulls).unwrap(), bare);
        assert!(!bare.required && bare.options.is_empty());
    }

    #[test]
    fn s7_a_field_without_a_known_type_is_none() {
        for wrong in [r#"{"id":"a","label":"A"}"#, r#"{"id":"a","type":"file","label":"A"}"#, r#"{"type":"text"}"#] {
            assert!(serde_json::from_str::<Field>(wrong).is_err(), "{wrong}");
        }
    }
}
