//! What a token that is signed must say.

use super::*;

fn user(claims: &str) -> Identity {
    with(&format!(r#""sub":"u",{claims}"#)).unwrap_or_else(|invalid| panic!("{claims}: {invalid:?}"))
}

#[test]
fn w18_the_users_id_is_taken_to_the_letter() {
    let id = |claims: &str| with(claims).unwrap().user_id;
    assert_eq!((id(r#""sub":"Ä-1""#), id(r#""userId":"b""#), id(r#""user_id":9007199254740993"#)), {
        ("Ä-1".into(), "b".into(), "9007199254740993".into())
    });
    assert_eq!(id(r#""sub":"7","userId":7,"user_id":null"#), "7");
    assert_eq!(id(&format!(r#""sub":"{}""#, "ä".repeat(128))).chars().count(), 128);
    is_wrong(&format!(r#""sub":"{}""#, "x".repeat(129)), "sub", "too_long");
    is_wrong(r#""name":"Ada""#, "sub", "required");
    is_wrong(r#""sub":"""#, "sub", "required");
    is_wrong(r#""sub":"admin ""#, "sub", "invalid_value");
    is_wrong(r#""sub":"a\u0000b""#, "sub", "invalid_text");
    is_wrong(r#""sub":"a","userId":"b""#, "sub", "invalid_value");
    for nested in [r#"{"$ne":""}"#, r#"["admin"]"#, "true", "1.5"] {
        let errors = wrong(&format!(r#""sub":{nested}"#));
        assert!(errors.contains(&("identityToken.sub".into(), "invalid_value".into())), "{nested}: {errors:?}");
    }
}

#[test]
fn w18_a_token_for_another_widget_is_refused() {
    assert_eq!(user(r#""aud":"wk_test""#).custom, Fields::new());
    is_wrong(r#""sub":"u","aud":"wk_other""#, "aud", "invalid_value");
    is_wrong(r#""sub":"u","aud":["wk_test"]"#, "aud", "invalid_value");
}

#[test]
fn w18_a_token_is_known_again_by_its_id_or_its_signature() {
    let once = |claims: &str| user(claims).once;
    assert_eq!(once(r#""jti":"1","name":"A""#), once(r#""jti":"1","name":"B""#));
    assert_ne!(once(r#""jti":"1""#), once(r#""jti":"2""#));
    assert_ne!(once(r#""name":"A""#), once(r#""name":"B""#));
    assert_eq!(once(r#""name":"A""#), once(r#""name":"A""#));
    let other = Audience { widget: "2", ..WIDGET };
    assert_ne!(verify(PYTHON, SECRET, at(NOW), other, &read).unwrap().once, check(PYTHON).unwrap().once);
    is_wrong(&format!(r#""sub":"u","jti":"{}""#, "1".repeat(65)), "jti", "too_long");
    is_wrong(r#""sub":"u","jti":1"#, "jti", "invalid_value");
}

#[test]
fn w18_what_is_known_of_the_user_is_checked_as_anybodys() {
    let known =
        user(r#""name":" Ada ","email":"ADA@shop.example","phone":"+49 30 1","avatar_url":"https://a.example/a.png""#);
    assert_eq!((known.name.as_deref(), known.email.as_deref()), (Some("Ada"), Some("ada@shop.example")));
    assert_eq!(
        (known.phone.as_deref(), known.avatar_url.as_deref()),
        (Some("+49 30 1"), Some("https://a.example/a.png"))
    );
    let nothing = user(r#""name":"","email":"","phone":null,"avatar_url":"","iss":"shop""#);
    assert_eq!((nothing.name, nothing.email, nothing.phone, nothing.avatar_url), (None, None, None, None));
    assert_eq!(nothing.custom, Fields::new());
    for (name, value, code) in [
        ("email", r#""nobody""#, "invalid_email"),
        ("name", r#""A\nB""#, "invalid_text"),
        ("name", r#"{"first":"Ada"}"#, "invalid_value"),
        ("avatar_url", r#""http://a.example/a.png""#, "invalid_url"),
        ("avatar_url", r#""javascript:alert(1)""#, "invalid_url"),
    ] {
        is_wrong(&format!(r#""sub":"u","{name}":{value}"#), name, code);
    }
}

#[test]
fn w18_other_claims_become_custom_fields() {
    let known =
        user(r#""plan":"gold","seats":12,"score":4.5,"vip":true,"left":-3,"gone":null,"groups":["a"],"team":{"id":1}"#);
    let wanted = [("plan", "gold"), ("seats", "12"), ("score", "4.5"), ("vip", "true"), ("left", "-3")];
    assert_eq!(known.custom, wanted.map(|(name, value)| (name.to_owned(), value.to_owned())).into());
    let long = format!(r#""sub":"u","plan":"{}""#, "x".repeat(501));
    assert_eq!(wrong(&long), [("identityToken.plan".into(), "too_long".into())]);
    assert_eq!(wrong(r#""sub":"u","https://a.example/role":"x""#).len(), 1);
    let many = (0..21).fold(r#""sub":"u""#.to_owned(), |all, n| format!(r#"{all},"f{n}":1"#));
    assert_eq!(wrong(&many), [("identityToken".into(), "too_many".into())]);
}

#[test]
fn s7_everything_that_is_wrong_with_a_token_is_named() {
    let errors = wrong(r#""email":"x","aud":"wk_other","avatar_url":7"#);
    let fields: Vec<_> = errors.iter().map(|(field, _)| field.strip_prefix("identityToken.").unwrap()).collect();
    assert_eq!(fields, ["aud", "sub", "email", "avatar_url"]);
}
