//! What admins may set for a widget.

use super::{
    check::{Checks, is_longer},
    hours, origin, pre_chat, proactive, text,
};
use crate::protocol::{
    DepartmentId, Problem, Timestamp, WidgetId,
    limits::{CSS_CHARS, DELAY_SECONDS, DEPARTMENTS, NAME_CHARS, OFFSET_PIXELS, TEXTS_BYTES, TITLE_CHARS, WORDS_CHARS},
    widget::{Texts, Widget, WidgetSettings},
};

/// The widget as it is kept.
///
/// # Errors
/// What is wrong, by field; `is_zone` says whether there is a time zone of that name.
pub fn checked(mut widget: Widget, is_zone: &dyn Fn(&str) -> bool) -> Result<Widget, Problem> {
    let mut checks = Checks::default();
    widget.name = checks.line("name", &widget.name, NAME_CHARS);
    let settings = &mut widget.settings;
    settings.title = checks.optional_line("title", Some(&settings.title), TITLE_CHARS).unwrap_or_default();
    settings.greeting_message = message_text(&mut checks, "greetingMessage", &settings.greeting_message);
    settings.offline_message = message_text(&mut checks, "offlineMessage", &settings.offline_message);
    check_color(&mut checks, "primaryColor", Some(&settings.primary_color));
    check_color(&mut checks, "accentColor", settings.accent_color.as_deref());
    check_most(&mut checks, "offsetX", settings.offset_x, OFFSET_PIXELS);
    check_most(&mut checks, "offsetY", settings.offset_y, OFFSET_PIXELS);
    check_most(&mut checks, "autoOpenDelay", settings.auto_open_delay, DELAY_SECONDS);
    check_picture(&mut checks, "logoUrl", settings.logo_url.as_deref());
    if is_longer(&settings.custom_css, CSS_CHARS) {
        checks.wrong("customCss", "too_long", "At most 10,000 characters, please.");
    }
    if settings.language.as_deref().is_some_and(|language| !is_language(language)) {
        checks.wrong("language", "invalid_value", "Use a language tag such as `de` or `pt-BR`.");
    }
    let bot = &mut settings.bot;
    bot.name = checks.optional_line("bot.name", Some(&bot.name), TITLE_CHARS).unwrap_or_default();
    bot.greeting = message_text(&mut checks, "bot.greeting", &bot.greeting);
    check_picture(&mut checks, "bot.avatarUrl", bot.avatar_url.as_deref());
    check_texts(&mut checks, &settings.texts);
    proactive::check(&settings.proactive_rules, &mut checks);
    origin::check(&settings.allowed_domains, &mut checks);
    if let Some(hours) = &settings.business_hours {
        hours::check(hours, is_zone, &mut checks);
    }
    pre_chat::check_form(&settings.pre_chat, &mut checks);
    if settings.department_ids.as_ref().is_some_and(|ids| ids.len() > DEPARTMENTS as usize) {
        checks.wrong("departmentIds", "too_many", "There are at most 100 departments.");
    }
    checks.done().map(|()| widget)
}

fn check_most(checks: &mut Checks, field: &str, value: u16, most: u16) {
    if value > most {
        checks.wrong(field, "out_of_range", &format!("At most {most}, please."));
    }
}

/// `https`, and nothing that could end a directive of the policy it is allowed by.
fn is_picture(url: &str) -> bool {
    url.starts_with("https://") && pre_chat::is_link(url) && !url.contains([';', ',']) && url.len() <= 500
}

/// The scheme and host of a logo, for a policy.
#[must_use]
pub fn origin_of(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    url[host..].find(['/', '?', '#']).map_or(url, |end| &url[..host + end])
}

fn check_texts(checks: &mut Checks, texts: &Texts) {
    let mut all = 0;
    for (language, texts) in texts {
        if !is_language(language) {
            checks.wrong("texts", "invalid_value", "Use language tags such as `de` or `pt-BR`.");
        }
        if !texts.keys().all(|name| pre_chat::is_id(name)) {
            checks.wrong(&format!("texts.{language}"), "invalid_value", "Texts have names such as `greeting`.");
        }
        all += texts.iter().map(|(name, text)| name.len() + text.len()).sum::<usize>();
    }
    if all > TEXTS_BYTES {
        checks.wrong("texts", "too_long", "All texts together have at most 8,000 characters.");
    }
}

fn message_text(checks: &mut Checks, field: &str, message: &str) -> String {
    if is_longer(message, WORDS_CHARS) {
        checks.wrong(field, "too_long", "At most 1,000 characters, please.");
    }
    text::clean(message)
}

/// A new one, with all as is usual.
#[must_use]
pub fn blank(id: WidgetId, key: String, now: Timestamp) -> Widget {
    Widget {
        id,
        key,
        name: String::new(),
        enabled: true,
        settings: WidgetSettings::default(),
        inherits: Vec::new(),
        previous_key: None,
        previous_key_until: None,
        installed: None,
        created_at: now,
        updated_at: now,
    }
}

/// Business hours that name no time zone are in this one.
#[must_use]
pub fn in_zone(mut settings: WidgetSettings, zone: &str) -> WidgetSettings {
    if let Some(hours) = settings.business_hours.as_mut().filter(|hours| hours.timezone.is_empty()) {
        hours.timezone = zone.into();
    }
    settings
}

/// May its visitors choose it?
#[must_use]
pub fn offers(settings: &WidgetSettings, department: DepartmentId) -> bool {
    settings.department_ids.as_ref().is_none_or(|offered| offered.contains(&department))
}

/// Names what is not among the departments that there are.
pub fn check_departments(settings: &WidgetSettings, there: &dyn Fn(DepartmentId) -> bool, checks: &mut Checks) {
    for (index, id) in settings.department_ids.iter().flatten().enumerate() {
        if !there(*id) {
            checks.wrong(&format!("departmentIds[{index}]"), "unknown", "There is no such department.");
        }
    }
}

pub(super) fn check_picture(checks: &mut Checks, field: &str, url: Option<&str>) {
    if url.is_some_and(|url| !is_picture(url)) {
        checks.wrong(field, "invalid_url", "Use an address that begins with https://.");
    }
}

pub(super) fn check_color(checks: &mut Checks, field: &str, color: Option<&str>) {
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
    use crate::protocol::hours::BusinessHours;

    fn widget() -> Widget {
        let blank = blank(uuid::Uuid::from_u128(1).into(), "wk_x".into(), Timestamp::from_millis(0));
        Widget { name: "Shop".into(), ..blank }
    }

    fn check(change: impl FnOnce(&mut WidgetSettings)) -> Result<Widget, Problem> {
        let mut widget = widget();
        change(&mut widget.settings);
        checked(widget, &|zone| zone == "Europe/Berlin")
    }

    #[test]
    fn a4_what_is_usual_is_sound() {
        assert_eq!(check(|_| {}).unwrap(), widget());
        assert_eq!(check(|settings| settings.title = " Fern ".into()).unwrap().settings.title, "Fern");
    }

    #[test]
    fn a6_hours_without_a_time_zone_are_in_the_organizations() {
        let hours = |zone: &str| {
            let hours = BusinessHours { timezone: zone.into(), ..BusinessHours::default() };
            let settings = WidgetSettings { business_hours: Some(hours), ..WidgetSettings::default() };
            in_zone(settings, "Europe/Berlin").business_hours.unwrap().timezone
        };
        assert_eq!([hours(""), hours("Asia/Tokyo")], ["Europe/Berlin", "Asia/Tokyo"]);
        assert_eq!(in_zone(WidgetSettings::default(), "Europe/Berlin"), WidgetSettings::default());
    }

    #[test]
    fn w8_a_widget_offers_the_departments_it_names_or_all() {
        let [one, other]: [DepartmentId; 2] = [1, 2].map(|n| uuid::Uuid::from_u128(n).into());
        let offering =
            |ids: Option<Vec<DepartmentId>>| WidgetSettings { department_ids: ids, ..WidgetSettings::default() };
        assert!(offers(&offering(None), one));
        assert!(offers(&offering(Some(vec![one])), one) && !offers(&offering(Some(vec![one])), other));
        assert!(!offers(&offering(Some(Vec::new())), one));
        let mut checks = Checks::default();
        check_departments(&offering(Some(vec![one, other])), &|id| id == one, &mut checks);
        let problem = checks.done().unwrap_err();
        assert_eq!((&*problem.errors[0].field, problem.errors.len()), ("departmentIds[1]", 1));
        assert!(check(|settings| settings.department_ids = Some(vec![one; 101])).is_err());
    }

    #[test]
    fn s7_everything_that_is_wrong_is_named_at_once() {
        let settings = r##"{"primary_color":"red;}","accent_color":"#12","language":"d\"e",
            "allowed_domains":["ok.example","a b"],"offset_x":401,"auto_open_delay":3601,
            "logo_url":"https://a.example/;script-src *","texts":{"e n":{"a b":""}},
            "business_hours":{"timezone":"Mars/Base","days":{"mon":[["9","17:00"]]}},
            "proactive_rules":[{"id":"a","message":""}],
            "pre_chat":{"mode":"always","fields":[{"id":"a b","type":"text","label":"A"}]}}"##;
        let wrong = Widget { name: " ".into(), settings: serde_json::from_str(settings).unwrap(), ..widget() };
        let problem = checked(wrong, &|_| false).unwrap_err();
        let fields: Vec<_> = problem.errors.iter().map(|error| &*error.field).collect();
        for field in [
            "name",
            "primaryColor",
            "accentColor",
            "language",
            "allowedDomains[1]",
            "offsetX",
            "autoOpenDelay",
            "logoUrl",
            "texts",
            "texts.e n",
            "businessHours.timezone",
            "proactiveRules[0].message",
        ] {
            assert!(fields.contains(&field), "{field} in {fields:?}");
        }
        assert!(fields.iter().any(|field| field.starts_with("businessHours.days.mon")), "{fields:?}");
        assert!(fields.iter().any(|field| field.starts_with("preChat.fields[0]")), "{fields:?}");
    }

    #[test]
    fn s2_a_logo_opens_the_policy_for_its_own_host_only() {
        assert_eq!(origin_of("https://cdn.shop.example/a/b.png?c"), "https://cdn.shop.example");
        assert_eq!(origin_of("https://cdn.shop.example"), "https://cdn.shop.example");
        for bad in
            ["http://a.example/x.png", "https://a.example/;x", "javascript:alert(1)", "https://a b/", "//a.example"]
        {
            assert!(!is_picture(bad), "{bad}");
        }
    }
}
