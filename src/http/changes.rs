//! A change laid over what there is.

use super::call::wrong;
use crate::{
    domain::theme::Own,
    json::{FromJson, ToJson},
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
pub fn lay_over<S: ToJson + FromJson, T>(settings: &S, changes: &Changes<T>) -> Result<S> {
    let mut fields = fields_of(settings)?;
    let names: Vec<_> = fields.keys().cloned().collect();
    lay(&mut fields, names, &changes.fields);
    settings_of(&fields)
}

/// The same of settings of which only those that were set are kept: these are changed, and all are given.
///
/// # Errors
/// As above.
pub fn lay_over_own<S: ToJson + FromJson + Default, T>(own: &mut Own, changes: &Changes<T>) -> Result<S> {
    let names = fields_of(&S::default())?.keys().cloned().collect();
    lay(own, names, &changes.fields);
    settings_of(own)
}

/// Those that were set become what they are now that they were checked.
///
/// # Errors
/// None, as long as we read what we write.
pub fn settle(own: &mut Own, settings: &dyn ToJson) -> Result<()> {
    let fields = fields_of(settings)?;
    for (name, value) in own {
        if let Some(checked) = fields.get(name) {
            value.clone_from(checked);
        }
    }
    Ok(())
}

fn fields_of(settings: &dyn ToJson) -> Result<Own> {
    Ok(json::read(json::write(settings))?)
}

fn settings_of<S: FromJson>(fields: &Own) -> Result<S> {
    let text = json::write(fields);
    Ok(json::read(&text).map_err(|error| as_named(wrong(&error, text.as_bytes())))?)
}

fn lay(fields: &mut Own, names: Vec<String>, changes: &Own) {
    for name in names {
        match changes.get(&camel_case(&name)) {
            Some(value) if is_null(value) => drop(fields.remove(&name)),
            Some(value) => drop(fields.insert(name, value.clone())),
            None => {}
        }
    }
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
    fn a4_of_a_widget_only_what_was_set_is_kept() {
        let mut own = Own::new();
        let mut change = |json: &str| {
            let settings: WidgetSettings = lay_over_own(&mut own, &json::read::<ChangeWidget>(json).unwrap()).unwrap();
            settle(&mut own, &WidgetSettings { title: settings.title.trim().into(), ..settings.clone() }).unwrap();
            (json::write(&own), settings)
        };
        let (own, settings) = change(r#"{"title":" Shop ","autoOpen":true,"key":"wk_x","nothing":1}"#);
        assert_eq!(own, r#"{"auto_open":true,"title":"Shop"}"#);
        assert!(settings.auto_open && settings.sound);
        assert_eq!(change(r#"{"autoOpen":null,"sound":true}"#).0, r#"{"sound":true,"title":"Shop"}"#);
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
