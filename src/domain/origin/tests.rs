mod policy;

use super::*;

const OWN: &str = "https://chat.test";

fn ok(entry: &str, origin: &str) -> bool {
    allowed(&[entry.into()], OWN, Some(origin))
}

#[test]
fn s2_an_empty_list_means_any_site() {
    for origin in [None, Some("https://x.test"), Some("null"), Some("file://"), Some("nonsense")] {
        assert!(allowed(&[], OWN, origin), "{origin:?}");
    }
}

#[test]
fn s2_our_own_frame_is_always_allowed_and_no_origin_is_not() {
    assert!(ok("example.com", OWN));
    assert!(!allowed(&["example.com".into()], OWN, None));
}

#[test]
fn s2_what_an_entry_lets_in() {
    let cases = [
        ("example.com", "https://example.com"),
        ("example.com", "http://example.com"),
        ("example.com", "https://EXAMPLE.com"),
        ("example.com", "https://example.com:443"),
        ("EXAMPLE.com.", "https://example.com"),
        ("example.com/", "https://example.com"),
        ("https://shop.example.com/", "https://shop.example.com"),
        ("HTTPS://shop.example.com:443", "https://shop.example.com"),
        ("http://example.com", "https://example.com"),
        ("example.com:80", "https://example.com"),
        ("example.com:8443", "https://example.com:8443"),
        ("example.com:8443", "http://example.com:8443"),
        ("*.example.com", "https://www.example.com"),
        ("*.example.com", "https://a.b.example.com"),
        ("*.example.com", "https://my_shop.example.com"),
        ("*.Example.com:3000", "http://a.example.com:3000"),
        ("xn--bcher-kva.example", "https://xn--bcher-kva.example"),
        ("localhost", "http://localhost"),
        ("localhost", "http://localhost:5173"),
        ("127.0.0.1", "http://127.0.0.1:8080"),
        ("https://localhost", "https://localhost:8443"),
        ("localhost:3000", "http://localhost:3000"),
        ("intranet", "http://intranet"),
        ("192.168.1.7:3000", "http://192.168.1.7:3000"),
    ];
    for (entry, origin) in cases {
        assert!(ok(entry, origin), "{entry} should let {origin} in");
    }
}

#[test]
fn s2_what_an_entry_keeps_out() {
    let cases = [
        ("https://example.com", "http://example.com"),
        ("https://localhost", "http://localhost:3000"),
        ("example.com", "https://example.com:444"),
        ("example.com", "http://example.com:443"),
        ("example.com:8443", "https://example.com"),
        ("example.com:443", "http://example.com"),
        ("example.com", "https://www.example.com"),
        ("*.example.com", "https://example.com"),
        ("*.example.com", "https://evilexample.com"),
        ("*.example.com", "https://example.com.evil.test"),
        ("*.example.com", "https://www.example.com:444"),
        ("localhost:3000", "http://localhost:3001"),
        ("localhost", "http://localhost.evil.test"),
        ("localhost", "http://a.localhost:3000"),
        ("*.localhost", "http://a.localhost:3000"),
        ("127.0.0.1", "http://127.0.0.2:8080"),
        ("example.com.", "https://example.com."),
        ("[::1]:3000", "http://[::1]:3000"),
        ("my_shop.example.com", "https://my_shop.example.com"),
    ];
    for (entry, origin) in cases {
        assert!(!ok(entry, origin), "{entry} should keep {origin} out");
    }
}

#[test]
fn s2_hostile_origins_are_kept_out() {
    let long = format!("https://{}example.com", "a.".repeat(10_000));
    let origins = [
        "https://example.com.evil.test",
        "https://evilexample.com",
        "https://evil-example.com",
        "https://example.com@evil.test",
        "https://evil.test@example.com",
        "https://user:pass@example.com",
        "https://evil.test#example.com",
        "https://evil.test?.example.com",
        "https://evil.test/.example.com",
        "https://evil.test\\.example.com",
        "https://example.com/",
        "https://example.com:",
        "https://example.com:+443",
        "https://example.com:0",
        "https://example.com:70000",
        "https://example.com:443:443",
        "https://.example.com",
        "https://a..example.com",
        "https://a.example.com.",
        "https://*.example.com",
        "https:// example.com",
        "https://example.com ",
        "https://example.com\n",
        "https://example.com, https://evil.test",
        "https://еxample.com", // a Cyrillic е
        "https://ａ.example.com",
        "https://example。com",
        "https://",
        "https:///example.com",
        "https:example.com",
        "//example.com",
        "example.com",
        "file://",
        "file://example.com",
        "ftp://example.com",
        "wss://example.com",
        "chrome-extension://example.com",
        "javascript://example.com",
        "null",
        "NULL",
        "",
        &long,
    ];
    for origin in origins {
        for entry in ["example.com", "*.example.com", "https://example.com", "null", "*", "file://", ""] {
            assert!(!ok(entry, origin), "{entry} should keep {origin} out");
        }
    }
}

#[test]
fn s2_an_admin_is_told_which_entry_is_wrong_and_why() {
    let list = [
        "example.com",
        "*",
        "https://*.example.com/",
        "bücher.example",
        "[::1]:3000",
        "example.com/shop",
        "ftp://example.com",
        "",
        "*.com.*",
        "exa mple.com",
        "example.com:99999",
        "localhost",
        "-a.example",
        "my_shop.example",
    ];
    let mut checks = Checks::default();
    check(&list.map(str::to_owned), &mut checks);
    let errors = checks.done().unwrap_err().errors;
    let found: Vec<_> = errors.iter().map(|error| (error.field.as_str(), error.detail.as_str())).collect();
    let wanted = [
        ("allowedDomains[1]", "To allow any site, leave the list empty."),
        ("allowedDomains[3]", "Write this domain in its ASCII form, which begins with xn--."),
        ("allowedDomains[4]", "IPv6 addresses cannot be listed: browsers do not look for them."),
        ("allowedDomains[5]", "Only the domain, please, without a path."),
        ("allowedDomains[6]", "Only http:// and https:// sites can be listed."),
        ("allowedDomains[7]", NO_DOMAIN),
        ("allowedDomains[8]", NO_DOMAIN),
        ("allowedDomains[9]", NO_DOMAIN),
        ("allowedDomains[10]", NO_DOMAIN),
        ("allowedDomains[12]", NO_DOMAIN),
        ("allowedDomains[13]", NO_DOMAIN),
    ];
    assert_eq!(found, wanted);
    assert!(errors.iter().all(|error| error.code == "invalid_domain"));
}

#[test]
fn s2_a_list_has_at_most_100_entries() {
    let errors = |count: usize| {
        let mut checks = Checks::default();
        check(&vec!["a b".to_owned(); count], &mut checks);
        checks.done().unwrap_err().errors
    };
    assert_eq!(errors(100).len(), 100);
    let errors = errors(101);
    assert_eq!((errors.len(), &*errors[0].field, &*errors[0].code), (1, "allowedDomains", "too_many"));
}
