use super::*;

const FORM: &str = r#"[
    {"id":"name","type":"text","label":"Name","required":true},
    {"id":"email","type":"email","label":"Email"},
    {"id":"phone","type":"phone","label":"Phone"},
    {"id":"order","type":"text","label":"Order","pattern":"[A-Z]{2}\\d{6}"},
    {"id":"story","type":"textarea","label":"What happened?"},
    {"id":"count","type":"number","label":"How many?"},
    {"id":"size","type":"radio","label":"Size","options":["S","M"]},
    {"id":"topic","type":"select","label":"Topic","options":["Sales"," Support, billing "]},
    {"id":"extras","type":"checkbox","label":"Extras","options":["Gift wrap","Express","Yes, please"]},
    {"id":"news","type":"checkbox","label":"Newsletter"},
    {"id":"day","type":"date","label":"When?"},
    {"id":"consent","type":"consent","label":"I agree"}
]"#;

fn form(fields: &str) -> PreChat {
    PreChat { mode: Mode::Always, fields: serde_json::from_str(fields).unwrap() }
}

fn fields(answers: &[(&str, &str)]) -> Fields {
    answers.iter().map(|(id, answer)| ((*id).into(), (*answer).into())).collect()
}

/// The answers that are kept, and the codes of what is wrong.
fn check_all(form: &PreChat, asked: bool, answers: &Fields) -> (Answers, Vec<(String, String)>) {
    let mut checks = Checks::default();
    let is_order = |_: &str, text: &str| text.len() == 8 && text.starts_with("AB");
    let kept = check_answers(form, asked, answers, &is_order, &mut checks);
    let errors = checks.done().err().map(|problem| problem.errors).unwrap_or_default();
    (kept, errors.into_iter().map(|error| (error.field, error.code)).collect())
}

fn kept(id: &str, answer: &str) -> String {
    let (kept, errors) = check_all(&form(FORM), false, &fields(&[(id, answer)]));
    assert_eq!(errors, [], "{id}: {answer}");
    kept.into_fields().remove(id).unwrap()
}

fn code(id: &str, answer: &str) -> String {
    let (kept, mut errors) = check_all(&form(FORM), false, &fields(&[(id, answer)]));
    assert_eq!(kept, Answers::default(), "{id}: {answer}");
    let (field, code) = errors.pop().unwrap();
    assert_eq!((field, errors.len()), (format!("preChatData.{id}"), 0));
    code
}

#[test]
fn w7_answers_become_the_name_email_phone_and_custom_fields() {
    let given =
        [("name", " Ada "), ("email", "Ada@Shop.Example"), ("phone", "+49 30 12345"), ("size", "M"), ("news", "")];
    let (kept, errors) = check_all(&form(FORM), true, &fields(&given));
    assert_eq!(errors, []);
    assert_eq!((kept.name.as_deref(), kept.email.as_deref()), (Some("Ada"), Some("ada@shop.example")));
    assert_eq!((kept.phone.as_deref(), &kept.custom), (Some("+49 30 12345"), &fields(&[("size", "M")])));
    let all = [("name", "Ada"), ("email", "ada@shop.example"), ("phone", "+49 30 12345"), ("size", "M")];
    assert_eq!(kept.into_fields(), fields(&all));
}

#[test]
fn w7_what_is_required_must_be_there_only_when_it_is_asked() {
    let required = r#"[
        {"id":"name","type":"text","label":"A","required":true},
        {"id":"news","type":"checkbox","label":"A","required":true},
        {"id":"extras","type":"checkbox","label":"A","required":true,"options":["S"]},
        {"id":"consent","type":"consent","label":"A","required":true}
    ]"#;
    let missing: Vec<_> = ["name", "news", "extras", "consent"].map(|id| (named(id), "required".to_owned())).into();
    assert_eq!(check_all(&form(required), true, &fields(&[])).1, missing);
    let refused = [("name", "\u{7} \n"), ("news", "false"), ("extras", ""), ("consent", "false")];
    assert_eq!(check_all(&form(required), true, &fields(&refused)).1, missing);
    assert_eq!(check_all(&form(required), false, &fields(&[])), (Answers::default(), vec![]));
    let given = [("name", "Ada"), ("news", "true"), ("extras", "S"), ("consent", "true")];
    assert_eq!(check_all(&form(required), true, &fields(&given)).1, []);
}

#[test]
fn w7_a_consent_is_given_with_true_and_nothing_else() {
    assert_eq!((kept("consent", "true"), kept("consent", "false")), ("true".into(), "false".into()));
    for answer in ["True", "yes", "1", "on", "true false"] {
        assert_eq!((code("consent", answer), code("news", answer)), ("invalid_value".into(), "invalid_value".into()));
    }
}

#[test]
fn w7_choices_are_among_the_options() {
    assert_eq!((kept("size", "S"), kept("topic", "Support, billing")), ("S".into(), "Support, billing".into()));
    for (id, answer) in [("size", "s"), ("size", "S\nM"), ("topic", "Other"), ("extras", "Express,Other")] {
        assert_eq!(code(id, answer), "invalid_value", "{answer}");
    }
}

#[test]
fn w7_several_choices_come_as_lines_or_with_commas_and_are_kept_as_lines() {
    assert_eq!(kept("extras", "Express\nGift wrap\nExpress"), "Gift wrap\nExpress");
    assert_eq!(kept("extras", "Express, Gift wrap"), "Gift wrap\nExpress");
    assert_eq!(kept("extras", "Yes, please\r\nExpress"), "Express\nYes, please");
    assert_eq!(kept("extras", "Yes, please"), "Yes, please");
    for answer in [",", "Express,", "Express\n\nGift wrap", "Express;Gift wrap"] {
        assert_eq!(code("extras", answer), "invalid_value", "{answer:?}");
    }
}

#[test]
fn w7_dates_are_days_that_there_are() {
    for day in ["2026-12-25", "2024-02-29", "1899-01-01"] {
        assert_eq!(kept("day", day), day);
    }
    for day in
        ["2026-02-30", "2025-02-29", "2026-13-01", "2026-00-10", "26-12-25", "2026-1-01", "25.12.2026", "2026-12-2５"]
    {
        assert_eq!(code("day", day), "invalid_date", "{day}");
    }
}

#[test]
fn w7_numbers_are_finite() {
    for number in ["0", "-1", "1.5", "1e3", "007"] {
        assert_eq!(kept("count", number), number);
    }
    for number in ["one", "NaN", "inf", "-infinity", "1e999", "1,5", "0x10", "1 2"] {
        assert_eq!(code("count", number), "invalid_number", "{number}");
    }
}

#[test]
fn w7_a_pattern_is_for_the_whole_answer() {
    assert_eq!((kept("order", "AB123456"), code("order", "xAB123456")), ("AB123456".into(), "invalid_value".into()));
    let patterned = form(r#"[{"id":"a","type":"textarea","label":"A","pattern":".*"}]"#);
    let long = fields(&[("a", &"x".repeat(501))]);
    assert_eq!(check_all(&patterned, true, &long).1, [("preChatData.a".into(), "too_long".into())]);
}

#[test]
fn s7_each_wrong_answer_is_named() {
    for (id, answer, expected) in [
        ("email", "nobody", "invalid_email"),
        ("phone", "call me", "invalid_phone"),
        ("name", "Ada\nLovelace", "invalid_text"),
        ("name", &"x".repeat(101), "too_long"),
        ("order", &"x".repeat(501), "too_long"),
        ("story", &"x".repeat(2_001), "too_long"),
    ] {
        assert_eq!(code(id, answer), expected, "{id}");
    }
    assert_eq!(kept("story", &"ä".repeat(2_000)).chars().count(), 2_000);
    let (_, errors) = check_all(&form(FORM), true, &fields(&[("email", "x"), ("size", "L")]));
    let expected = [("name", "required"), ("email", "invalid_email"), ("size", "invalid_value")];
    assert_eq!(errors, expected.map(|(id, code)| (named(id), code.to_owned())));
}

#[test]
fn v4_the_customers_email_is_one_whatever_the_type_of_its_field() {
    let form = form(r#"[{"id":"email","type":"text","label":"A"},{"id":"phone","type":"text","label":"A"}]"#);
    let (_, errors) = check_all(&form, false, &fields(&[("email", "x"), ("phone", "x")]));
    assert_eq!(
        errors,
        [("preChatData.email", "invalid_email"), ("preChatData.phone", "invalid_phone")]
            .map(|(field, code)| (field.to_owned(), code.to_owned()))
    );
}

#[test]
fn w7_answers_are_cleaned() {
    assert_eq!(kept("story", " one\r\ntwo\u{0}\u{1b}[1m \n"), "one\ntwo[1m");
    assert_eq!(kept("name", "Ada\tLovelace"), "Ada Lovelace");
}

#[test]
fn s7_what_the_form_does_not_ask_is_ignored() {
    let (kept, errors) = check_all(&form(FORM), false, &fields(&[("other", "x"), ("a b", "x"), ("size", "S")]));
    assert_eq!((kept.custom, errors), (fields(&[("size", "S")]), vec![]));
}

#[test]
fn w7_without_a_form_a_page_may_pass_its_own_data() {
    let own = fields(&[("name", "Ada"), ("email", "nobody"), ("cart_value", " 12.50 "), ("empty", " ")]);
    for form in [PreChat::default(), form("[]"), PreChat { mode: Mode::Never, ..form(FORM) }] {
        let (kept, errors) = check_all(&form, false, &own);
        assert_eq!((kept.name.as_deref(), kept.email.as_deref(), errors), (Some("Ada"), None, vec![]));
        assert_eq!(kept.custom, fields(&[("email", "nobody"), ("cart_value", "12.50")]));
    }
}

#[test]
fn s7_a_pages_own_data_are_bounded() {
    let errors = |data: Fields| check_all(&PreChat::default(), false, &data).1;
    let many = |n: usize| (0..n).map(|n| (n.to_string(), "x".to_owned())).collect::<Fields>();
    let too_long = [("preChatData".to_owned(), "too_long".to_owned())];
    assert_eq!((errors(many(50)), errors(many(51))), (vec![], too_long.clone().into()));
    assert_eq!(errors(fields(&[("a", &"x".repeat(8 * 1024 - 1))])), []);
    assert_eq!(errors(fields(&[("a", &"x".repeat(8 * 1024))])), too_long);
    assert_eq!(errors(fields(&[("a b", "x")])), [("preChatData.a b".into(), "invalid_id".into())]);
}
