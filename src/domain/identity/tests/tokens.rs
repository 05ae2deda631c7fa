//! Which tokens are taken at all.

use super::*;

#[test]
fn w18_a_token_that_others_made_says_who_it_is() {
    let ada = check(PYTHON).unwrap();
    assert_eq!((&*ada.user_id, ada.name.as_deref()), ("user-42", Some("Ada Löve")));
    assert_eq!((ada.email.as_deref(), ada.phone, ada.avatar_url), (Some("ada@shop.example"), None, None));
    assert_eq!(ada.custom, Fields::from([("plan".into(), "gold".into())]));
    assert_eq!(ada.expires_at, at(NOW + 300 + 60));
    let seven = check(OPENSSL).unwrap();
    assert_eq!((&*seven.user_id, seven.name, seven.custom), ("7", None, Fields::new()));
}

#[test]
fn w18_no_algorithm_but_hs256_is_taken() {
    for header in [
        r#"{"alg":"none"}"#,
        r#"{"alg":"None","typ":"JWT"}"#,
        r#"{"alg":"NONE"}"#,
        r#"{"alg":"nOnE"}"#,
        r#"{"alg":"RS256","typ":"JWT"}"#,
        r#"{"alg":"ES256"}"#,
        r#"{"alg":"HS512"}"#,
        r#"{"alg":"hs256"}"#,
        r#"{"alg":"HS256 "}"#,
        r#"{"alg":["HS256"]}"#,
        r#"{"alg":256}"#,
        r#"{"alg":null}"#,
        r#"{"typ":"JWT"}"#,
        "{}",
    ] {
        let signed = token(header, r#"{"sub":"u","exp":1700000300}"#);
        assert_eq!(check(&signed), Err(Invalid::Forged), "{header}");
        let (unsigned, _) = signed.rsplit_once('.').unwrap();
        assert_eq!(check(&format!("{unsigned}.")), Err(Invalid::Forged), "{header}, empty signature");
        assert_eq!(check(unsigned), Err(Invalid::Forged), "{header}, no signature");
    }
}

#[test]
fn w18_a_header_that_asks_for_more_is_refused() {
    for header in [
        r#"{"alg":"HS256","typ":"jwt"}"#,
        r#"{"alg":"HS256","typ":"JWE"}"#,
        r#"{"alg":"HS256","typ":7}"#,
        r#"{"alg":"HS256","crit":["exp"]}"#,
        r#"{"alg":"HS256","crit":null}"#,
        r#"{"alg":"HS256","alg":"HS256"}"#,
        r#"{"alg":"none","alg":"HS256"}"#,
        r#"{"alg":"HS256","\u0061lg":"none"}"#,
        r#"["HS256"]"#,
        r#""HS256""#,
        r#"{"alg":"HS256"} x"#,
        r#"{"alg":"HS256""#,
        "alg: HS256",
        "",
    ] {
        assert_eq!(check(&token(header, r#"{"sub":"u","exp":1700000300}"#)), Err(Invalid::Forged), "{header}");
    }
    assert!(check(&token(r#"{"kid":"1","alg":"HS256"}"#, r#"{"sub":"u","exp":1700000300}"#)).is_ok());
}

#[test]
fn w18_another_secret_or_none_signs_nothing() {
    let (signed, _) = PYTHON.rsplit_once('.').unwrap();
    for secret in [&b"other"[..], b"", &SECRET[1..], b"c2VjcmV0LW9mLWEtd2lkZ2V0LWZvci10ZXN0cw\0"] {
        let forged = format!("{signed}.{}", tag(signed, secret));
        // A key is filled up with zeros.
        assert_eq!(check(&forged).is_ok(), secret.ends_with(b"\0"), "{secret:?}");
    }
    let empty = format!("{signed}.{}", tag(signed, b""));
    assert_eq!(verify(&empty, b"", at(NOW), WIDGET, &read), Err(Invalid::Forged));
}

#[test]
fn w18_a_changed_or_cut_token_is_forged() {
    for n in 0..PYTHON.len() {
        assert_eq!(check(&PYTHON[..n]), Err(Invalid::Forged), "cut at {n}");
        for letter in [b'A', b'B', b'.', b'=', b'+', b' '] {
            let mut bent = PYTHON.as_bytes().to_vec();
            bent[n] = letter;
            let bent = String::from_utf8(bent).unwrap();
            assert!(bent == PYTHON || check(&bent) == Err(Invalid::Forged), "position {n}: {}", char::from(letter));
        }
    }
}

#[test]
fn w18_a_payload_cannot_be_swapped() {
    let payload = secret::encode(br#"{"sub":"admin","exp":1700000300}"#);
    let parts: Vec<_> = PYTHON.split('.').collect();
    assert_eq!(check(&format!("{}.{payload}.{}", parts[0], parts[2])), Err(Invalid::Forged));
    let other: Vec<_> = OPENSSL.split('.').collect();
    assert_eq!(check(&format!("{}.{}.{}", parts[0], other[1], other[2])), Err(Invalid::Forged));
    assert_eq!(check(&format!("{}.{}.{}", other[0], parts[1], parts[2])), Err(Invalid::Forged));
}

#[test]
fn w18_a_token_has_three_parts_in_plain_base64url() {
    let (signed, signature) = PYTHON.rsplit_once('.').unwrap();
    for bent in [
        format!("{PYTHON}="),
        format!("{PYTHON} "),
        format!(" {PYTHON}"),
        format!("{PYTHON}\n"),
        format!("Bearer {PYTHON}"),
        format!("{PYTHON}."),
        format!(".{PYTHON}"),
        format!("{signed}.é{signature}"),
        format!("{signed}.{signature}\u{200b}"),
        PYTHON.replace('.', "。"),
        // The last letter of a signature has two bits that say nothing.
        PYTHON.strip_suffix('s').unwrap().to_owned() + "t",
        signed.to_owned(),
        signature.to_owned(),
        "..".into(),
        ".".into(),
        String::new(),
    ] {
        assert_eq!(check(&bent), Err(Invalid::Forged), "{bent}");
    }
    // Even when it is signed.
    for signed in ["a", "a.b.c", "..", "e30=.e30=", "é.e30", " e30.e30", "e30.e30 "] {
        assert_eq!(check(&format!("{signed}.{}", tag(signed, SECRET))), Err(Invalid::Forged), "{signed}");
    }
}

#[test]
fn w18_what_is_signed_but_no_object_of_claims_is_refused() {
    let nested = format!(r#"{{"sub":"u","exp":1700000300,"x":{}1{}}}"#, "[".repeat(200), "]".repeat(200));
    for payload in [
        "",
        "null",
        "[]",
        "\"sub\"",
        "sub=u",
        r#"{"sub":"u""#,
        r#"{"sub":"u","sub":"admin"}"#,
        r#"{"exp":1,"exp":2}"#,
        &nested,
    ] {
        let Err(Invalid::Wrong(problem)) = check(&token(HEADER, payload)) else { panic!("{payload}") };
        assert_eq!(
            (&*problem.errors[0].field, &*problem.errors[0].code),
            ("identityToken", "invalid_json"),
            "{payload}"
        );
    }
    let bytes = secret::encode(b"{\"sub\":\"\xff\",\"exp\":1700000300}");
    let signed = format!("{}.{bytes}", secret::encode(HEADER.as_bytes()));
    assert!(matches!(check(&format!("{signed}.{}", tag(&signed, SECRET))), Err(Invalid::Wrong(_))));
}

#[test]
fn w18_a_huge_token_is_not_even_looked_at() {
    let padded = |n: usize| token(HEADER, &format!(r#"{{"sub":"u","exp":1700000300,"x":["{}"]}}"#, "x".repeat(n)));
    assert!(padded(6_000).len() < MOST_BYTES && check(&padded(6_000)).is_ok());
    assert!(padded(6_200).len() > MOST_BYTES);
    assert_eq!(check(&padded(6_200)), Err(Invalid::Forged));
}
