//! What admins may set for a widget.

use super::{
    check::{Checks, is_longer},
    hours, origin, pre_chat, text,
};
use crate::protocol::{
    Patch, Problem,
    limits::{NAME_CHARS, TITLE_CHARS, WORDS_CHARS},
    widget::{ChangeWidget, Widget, WidgetSettings},
};

/// The widget with these changes; `is_zone` says whether there is a time zone of that name.
///
/// # Errors
/// What is wrong, by field.
pub fn changed(widget: Widget, change: ChangeWidget, is_zone: &dyn Fn(&str) -> bool) -> Result<Widget, Problem> {
    let mut checks = Checks::default();
    let name = change.name.map(|name| checks.line("name", &name, NAME_CHARS));
    let title = change.title.map(|title| checks.optional_line("title", Some(&title), TITLE_CHARS).unwrap_or_default());
    let (greeting, offline) = (
        change.greeting_message.map(|message| message_text(&mut checks, "greetingMessage", &message)),
        change.offline_message.map(|message| message_text(&mut checks, "offlineMessage", &message)),
    );
    check_color(&mut checks, "primaryColor", change.primary_color.as_deref());
    if let Patch::Set(color) = &change.accent_color {
        check_color(&mut checks, "accentColor", color.as_deref());
    }
    if let Patch::Set(Some(language)) = &change.language
        && !is_language(language)
    {
        checks.wrong("language", "invalid_value", "Use a language tag such as `de` or `pt-BR`.");
    }
    if let Some(domains) = &change.allowed_domains {
        origin::check(domains, &mut checks);
    }
    if let Patch::Set(Some(given)) = &change.business_hours {
        hours::check(given, is_zone, &mut checks);
    }
    if let Some(form) = &change.pre_chat {
        pre_chat::check_form(form, &mut checks);
    }
    checks.done()?;
    let Widget { settings: known, .. } = widget;
    Ok(Widget {
        name: name.unwrap_or(widget.name),
        enabled: change.enabled.unwrap_or(widget.enabled),
        settings: WidgetSettings {
            primary_color: change.primary_color.unwrap_or(known.primary_color),
            accent_color: change.accent_color.or(known.accent_color),
            position: change.position.unwrap_or(known.position),
            theme: change.theme.unwrap_or(known.theme),
            size: change.size.unwrap_or(known.size),
            title: title.unwrap_or(known.title),
            greeting_message: greeting.unwrap_or(known.greeting_message),
            offline_message: offline.unwrap_or(known.offline_message),
            language: change.language.or(known.language),
            allowed_domains: change.allowed_domains.unwrap_or(known.allowed_domains),
            business_hours: change.business_hours.or(known.business_hours),
            pre_chat: change.pre_chat.unwrap_or(known.pre_chat),
        },
        ..widget
    })
}

fn message_text(checks: &mut Checks, field: &str, message: &str) -> String {
    if is_longer(message, WORDS_CHARS) {
        checks.wrong(field, "too_long", "At most 1,000 characters, please.");
    }
    text::clean(message)
}

fn check_color(checks: &mut Checks, field: &str, color: Option<&str>) {
    if color.is_some_and(|color| !is_color(color)) {
        checks.wrong(field, "invalid_color", "Use a colour such as `#2f6f4f`.");
    }
}

fn is_color(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn is_language(text: &str) -> bool {
    let is_part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    (2..=35).contains(&text.len()) && text.split('-').all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widget() -> Widget {
        let settings = WidgetSettings::default();
        Widget { id: uuid::Uuid::from_u128(1).into(), key: "wk_x".into(), name: "Shop".into(), enabled: true, settings }
    }

    fn change(json: &str) -> Result<Widget, Problem> {
        changed(widget(), serde_json::from_str(json).unwrap(), &|zone| zone == "Europe/Berlin")
    }

    #[test]
    fn a4_what_is_left_out_stays_and_null_takes_away() {
        assert_eq!(change("{}").unwrap(), widget());
        let changed = change(r##"{"primaryColor":"#112233","accentColor":null,"title":" Fern "}"##).unwrap();
        assert_eq!((&*changed.settings.primary_color, &*changed.settings.title), ("#112233", "Fern"));
        assert_eq!(changed.settings.greeting_message, widget().settings.greeting_message);
    }

    #[test]
    fn s7_everything_that_is_wrong_is_named_at_once() {
        let problem = change(
            r##"{"name":"","primaryColor":"red;}","accentColor":"#12","language":"d\"e","allowedDomains":["ok.example","a b"],
            "businessHours":{"timezone":"Mars/Base","days":{"mon":[["9","17:00"]]}},
            "preChat":{"mode":"always","fields":[{"id":"a b","type":"text","label":"A"}]}}"##,
        )
        .unwrap_err();
        let fields: Vec<_> = problem.errors.iter().map(|error| &*error.field).collect();
        for field in ["name", "primaryColor", "accentColor", "language", "allowedDomains[1]", "businessHours.timezone"]
        {
            assert!(fields.contains(&field), "{field} in {fields:?}");
        }
        assert!(fields.iter().any(|field| field.starts_with("businessHours.days.mon")), "{fields:?}");
        assert!(fields.iter().any(|field| field.starts_with("preChat.fields[0]")), "{fields:?}");
    }
}
