//! What an admin may ask.

use super::{is_id, is_link, pattern};
use crate::{
    domain::check::Checks,
    protocol::{
        limits::{OPTION_CHARS, OPTIONS, PATTERN_CHARS, QUESTION_CHARS, QUESTIONS},
        pre_chat::{Field, FieldType, PreChat},
    },
};

/// What an admin wants to keep. What is empty counts as left out.
pub fn check_form(form: &PreChat, checks: &mut Checks) {
    if form.fields.len() > QUESTIONS {
        return checks.wrong("preChat.fields", "too_many", &format!("At most {QUESTIONS} fields, please."));
    }
    for (place, field) in form.fields.iter().enumerate() {
        let name = |part: &str| format!("preChat.fields[{place}].{part}");
        check_id(&name("id"), field, &form.fields[..place], checks);
        check_type(&name("type"), field, checks);
        checks.line(&name("label"), &field.label, QUESTION_CHARS);
        checks.optional_line(&name("placeholder"), field.placeholder.as_deref(), QUESTION_CHARS);
        check_options(&name("options"), field, checks);
        check_pattern(&name("pattern"), field, checks);
        check_link(&name("url"), field, checks);
    }
}

fn check_id(name: &str, field: &Field, before: &[Field], checks: &mut Checks) {
    let id = checks.required(name, &field.id);
    if !id.is_empty() && !is_id(id) {
        checks.wrong(name, "invalid_id", "Up to 40 letters, digits, - and _, please.");
    } else if before.iter().any(|other| other.id == id) {
        checks.wrong(name, "duplicate", "Another field has this id.");
    }
}

/// What fills the customer is a line of text.
fn check_type(name: &str, field: &Field, checks: &mut Checks) {
    let is_line = matches!(field.kind, FieldType::Text | FieldType::Email | FieldType::Phone);
    if ["name", "email", "phone"].contains(&&*field.id) && !is_line {
        checks.wrong(name, "invalid_type", "A field with this id has the type text, email or phone.");
    }
}

fn check_options(name: &str, field: &Field, checks: &mut Checks) {
    let (options, is_choice) = (&field.options, field.kind.is_choice());
    if !is_choice && field.kind != FieldType::Checkbox {
        return none(name, options.is_empty(), checks);
    }
    if is_choice && options.is_empty() {
        checks.wrong(name, "required", "There must be something to choose.");
    } else if options.len() > OPTIONS {
        return checks.wrong(name, "too_many", &format!("At most {OPTIONS} options, please."));
    }
    for (place, option) in options.iter().enumerate() {
        let name = format!("{name}[{place}]");
        let option = checks.line(&name, option, OPTION_CHARS);
        if options[..place].iter().any(|other| other.trim() == option) {
            checks.wrong(&name, "duplicate", "This is there already.");
        }
    }
}

fn check_pattern(name: &str, field: &Field, checks: &mut Checks) {
    let pattern = field.pattern.as_deref().unwrap_or_default();
    if !field.kind.is_typed() {
        none(name, pattern.is_empty(), checks);
    } else if pattern.chars().count() > PATTERN_CHARS {
        checks.wrong(name, "too_long", &format!("At most {PATTERN_CHARS} characters, please."));
    } else if !pattern::is_sane(pattern) {
        let detail = "This is not a pattern as in HTML, or one that can take too long to match.";
        checks.wrong(name, "invalid_pattern", detail);
    }
}

fn check_link(name: &str, field: &Field, checks: &mut Checks) {
    let link = field.url.as_deref().unwrap_or_default();
    if field.kind != FieldType::Consent {
        none(name, link.is_empty(), checks);
    } else if !link.is_empty() && !is_link(link) {
        checks.wrong(name, "invalid_url", "Use a link such as https://example.com/privacy.");
    }
}

fn none(name: &str, is_empty: bool, checks: &mut Checks) {
    if !is_empty {
        checks.wrong(name, "not_allowed", "A field of this type has none.");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(fields: &str) -> Vec<(String, String)> {
        let mut checks = Checks::default();
        let form = format!(r#"{{"mode":"always","fields":{fields}}}"#);
        check_form(&serde_json::from_str(&form).unwrap(), &mut checks);
        let errors = checks.done().err().map(|problem| problem.errors).unwrap_or_default();
        errors.into_iter().map(|error| (error.field, error.code)).collect()
    }

    fn error(field: &str) -> (String, String) {
        let errors = errors(&format!("[{field}]"));
        assert_eq!(errors.len(), 1, "{field}: {errors:?}");
        errors.into_iter().next().unwrap()
    }

    fn is((field, found): (String, String), part: &str, code: &str) {
        assert_eq!((field, &*found), (format!("preChat.fields[0].{part}"), code));
    }

    #[test]
    fn w7_a_form_may_ask_all_that_is_promised() {
        let fields = r#"[
            {"id":"name","type":"text","label":"Your name","required":true,"placeholder":"Ada"},
            {"id":"email","type":"email","label":"Email","pattern":".+@.+\\..+"},
            {"id":"phone","type":"phone","label":"Phone","pattern":"","url":"","options":[]},
            {"id":"order","type":"text","label":"Order","pattern":"[A-Z]{2}\\d{6}"},
            {"id":"age","type":"number","label":"Age"},
            {"id":"message","type":"textarea","label":"How can we help?"},
            {"id":"topic","type":"select","label":"Topic","options":["Sales","Support, billing"]},
            {"id":"size","type":"radio","label":"Size","options":["S","M"]},
            {"id":"extras","type":"checkbox","label":"Extras","options":["Gift wrap","Express"]},
            {"id":"news","type":"checkbox","label":"Newsletter"},
            {"id":"day","type":"date","label":"When?"},
            {"id":"consent","type":"consent","label":"I agree","required":true,"url":"https://shop.example/privacy"}
        ]"#;
        assert_eq!(errors(fields), []);
        assert_eq!(errors("[]"), []);
    }

    #[test]
    fn s7_each_wrong_part_of_a_field_is_named() {
        is(error(r#"{"id":"","type":"text","label":"A"}"#), "id", "required");
        is(error(r#"{"id":"a b","type":"text","label":"A"}"#), "id", "invalid_id");
        is(error(r#"{"id":"a","type":"text","label":" "}"#), "label", "required");
        is(error(r#"{"id":"a","type":"text","label":"A\nB"}"#), "label", "invalid_text");
        is(error(r#"{"id":"a","type":"text","label":"A","placeholder":"B\nC"}"#), "placeholder", "invalid_text");
        is(error(r#"{"id":"a","type":"consent","label":"A","url":"javascript:alert(1)"}"#), "url", "invalid_url");
        is(error(r#"{"id":"a","type":"text","label":"A","url":"https://a.example"}"#), "url", "not_allowed");
        is(error(r#"{"id":"a","type":"text","label":"A","pattern":"(a+)+"}"#), "pattern", "invalid_pattern");
        is(error(r#"{"id":"a","type":"date","label":"A","pattern":"a"}"#), "pattern", "not_allowed");
        is(error(r#"{"id":"email","type":"consent","label":"A"}"#), "type", "invalid_type");
        let long = |what: &str, n: usize| format!(r#"{{"id":"a","type":"text",{what}:"{}"}}"#, "ä".repeat(n));
        is(error(&long(r#""label""#, 201)), "label", "too_long");
        assert_eq!(errors(&format!("[{}]", long(r#""label""#, 200))), []);
        is(error(&long(r#""label":"A","pattern""#, 201)), "pattern", "too_long");
        assert_eq!(errors(&format!("[{}]", long(r#""label":"A","pattern""#, 200))), []);
    }

    #[test]
    fn s7_what_can_be_chosen_is_there_short_and_different() {
        let of = |kind: &str, options: &[&str]| {
            format!(r#"{{"id":"a","type":"{kind}","label":"A","options":{}}}"#, serde_json::to_string(options).unwrap())
        };
        is(error(&of("select", &[])), "options", "required");
        is(error(&of("radio", &[])), "options", "required");
        is(error(&of("select", &["S", "M", " S "])), "options[2]", "duplicate");
        is(error(&of("checkbox", &["S", "S"])), "options[1]", "duplicate");
        is(error(&of("checkbox", &["S", " "])), "options[1]", "required");
        is(error(&of("radio", &["S\nM"])), "options[0]", "invalid_text");
        is(error(&of("select", &[&"x".repeat(101)])), "options[0]", "too_long");
        is(error(&of("text", &["S"])), "options", "not_allowed");
        let many: Vec<String> = (0..=OPTIONS).map(|n| n.to_string()).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        is(error(&of("select", &many)), "options", "too_many");
        assert_eq!(errors(&format!("[{}]", of("select", &many[1..]))), []);
    }

    #[test]
    fn s7_a_form_has_at_most_twenty_fields_with_different_ids() {
        let fields = |n: usize| {
            let fields: Vec<_> = (0..n).map(|n| format!(r#"{{"id":"f{n}","type":"text","label":"A"}}"#)).collect();
            format!("[{}]", fields.join(","))
        };
        assert_eq!(errors(&fields(20)), []);
        assert_eq!(errors(&fields(21)), [("preChat.fields".into(), "too_many".into())]);
        let same = r#"[{"id":"a","type":"text","label":"A"},{"id":"a","type":"text","label":"B"}]"#;
        assert_eq!(errors(same), [("preChat.fields[1].id".into(), "duplicate".into())]);
    }
}
