//! How long a token lasts.

use super::*;

#[test]
fn w18_a_token_lasts_ten_minutes_at_most_and_clocks_may_be_off_by_one() {
    let ends = |exp: i64| check(&token(HEADER, &format!(r#"{{"sub":"u","exp":{exp}}}"#)));
    assert!(ends(NOW + 660).is_ok() && ends(NOW).is_ok() && ends(NOW - 59).is_ok());
    assert_eq!((ends(NOW - 60), ends(0), ends(-1), ends(i64::MIN)), {
        let expired = || Err(Invalid::Expired);
        (expired(), expired(), expired(), expired())
    });
    for late in [NOW + 661, NOW * 1000, i64::MAX] {
        let Err(Invalid::Wrong(problem)) = ends(late) else { panic!("{late}") };
        assert_eq!((&*problem.errors[0].field, &*problem.errors[0].code), ("identityToken.exp", "too_late"));
    }
    assert!(check_at(PYTHON, NOW + 359).is_ok());
    assert_eq!(check_at(PYTHON, NOW + 360), Err(Invalid::Expired));
}

#[test]
fn w18_a_token_must_say_when_it_ends() {
    for (payload, code) in [
        (r#"{"sub":"u"}"#, "required"),
        (r#"{"sub":"u","exp":null}"#, "required"),
        (r#"{"sub":"u","exp":"1700000300"}"#, "invalid_value"),
        (r#"{"sub":"u","exp":[1700000300]}"#, "invalid_value"),
        (r#"{"sub":"u","exp":true}"#, "invalid_value"),
    ] {
        let Err(Invalid::Wrong(problem)) = check(&token(HEADER, payload)) else { panic!("{payload}") };
        assert_eq!((&*problem.errors[0].field, &*problem.errors[0].code), ("identityToken.exp", code), "{payload}");
    }
    assert!(check(&token(HEADER, r#"{"sub":"u","exp":1700000300.5}"#)).is_ok());
    assert!(matches!(check(&token(HEADER, r#"{"sub":"u","exp":1e300}"#)), Err(Invalid::Wrong(_))));
}

#[test]
fn w18_a_token_from_the_future_waits() {
    for claim in ["nbf", "iat"] {
        assert_eq!(with(&format!(r#""sub":"u","{claim}":{}"#, NOW + 61)), Err(Invalid::Early), "{claim}");
        assert!(with(&format!(r#""sub":"u","{claim}":{}"#, NOW + 60)).is_ok(), "{claim}");
        is_wrong(&format!(r#""sub":"u","{claim}":"{NOW}""#), claim, "invalid_value");
    }
}
