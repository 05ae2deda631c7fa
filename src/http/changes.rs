//! A change laid over what there is.

use std::collections::BTreeMap;

use serde::Serialize;

use super::call::wrong;
use crate::{
    json::FromJson,
    platform::{
        Result,
        json::{self, Raw},
    },
    protocol::{
        Problem,
        changes::{Changes, camel_case},
    },
};

/// The settings with these changes; what is `null` goes back to what is usual.
///
/// # Errors
/// A problem that names the field that cannot be so.
pub fn lay_over<S: Serialize + FromJson, T>(settings: &S, changes: &Changes<T>) -> Result<S> {
    let mut fields: BTreeMap<String, Raw> = json::read(serde_json::to_string(settings)?)?;
    let names: Vec<_> = fields.keys().map(|name| (name.clone(), camel_case(name))).collect();
    for (name, camel) in names {
        match changes.fields.get(&camel) {
            Some(value) if is_null(value) => drop(fields.remove(&name)),
            Some(value) => drop(fields.insert(name, value.clone())),
            None => {}
        }
    }
    let text = serde_json::to_string(&fields)?;
    Ok(json::read(&text).map_err(|error| as_named(wrong(&error, text.as_bytes())))?)
}

/// One field that is kept apart; `None` when it stays as it is.
///
/// # Errors
/// As above.
pub fn one<V: FromJson, T>(changes: &Changes<T>, name: &str) -> Result<Option<V>, Problem> {
    let Some(value) = changes.fields.get(name) else { return Ok(None) };
    json::read(value.get()).map(Some).map_err(|error| Problem::field(name, "invalid_value", error.message()))
}

fn is_null(value: &Raw) -> bool {
    value.get() == "null"
}

/// The field as the body named it.
fn as_named(mut problem: Problem) -> Problem {
    for error in &mut problem.errors {
        let end = error.field.find(['.', '[']).unwrap_or(error.field.len());
        error.field = camel_case(&error.field[..end]) + &error.field[end..];
    }
    let errors = std::mem::take(&mut problem.errors);
    Problem::invalid(errors)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        platform::Error,
        protocol::widget::{ChangeWidget, WidgetSettings},
    };

    fn change(settings: &WidgetSettings, json: &str) -> Result<WidgetSettings> {
        lay_over(settings, &json::read::<ChangeWidget>(json).unwrap())
    }

    #[test]
    fn a4_what_is_left_out_stays_and_null_goes_back_to_what_is_usual() {
        let usual = WidgetSettings::default();
        assert_eq!(change(&usual, "{}").unwrap(), usual);
        let green =
            change(&usual, r##"{"primaryColor":"#112233","accentColor":"#445566","autoOpen":true,"key":1}"##).unwrap();
        assert_eq!(green.primary_color, "#112233");
        let plain = change(&green, r#"{"accentColor":null,"autoOpen":null}"#).unwrap();
        assert_eq!(plain, WidgetSettings { primary_color: "#112233".into(), ..usual });
    }

    #[test]
    fn s7_what_cannot_be_is_named_as_the_body_named_it() {
        let field = |json: &str| match change(&WidgetSettings::default(), json).unwrap_err() {
            Error::Problem(problem) => problem.errors[0].field.clone(),
            error => panic!("{error}"),
        };
        assert_eq!(field(r#"{"greetingMessage":7}"#), "greetingMessage");
        assert_eq!(field(r#"{"position":"nowhere"}"#), "position");
        assert_eq!(field(r#"{"offsetX":-1}"#), "offsetX");
        assert_eq!(field(r#"{"proactiveRules":[{"id":"a"}]}"#), "proactiveRules[0].message");
        assert_eq!(field(r#"{"preChat":{"fields":[{"id":3}]}}"#), "preChat.fields[0].id");
    }
}
