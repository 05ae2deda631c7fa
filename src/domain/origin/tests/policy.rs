//! The list as browsers read it. `lets_embed` is their rule (CSP 3, 6.7.2), tried against Chromium.

use super::*;

fn sources_of(entry: &str) -> String {
    frame_ancestors(&[entry.to_owned()])
}

#[test]
fn s2_the_sources_of_a_list() {
    assert_eq!(frame_ancestors(&[]), "* file:");
    let cases = [
        ("Example.com", "'self' http://example.com https://example.com"),
        ("example.com:80", "'self' http://example.com https://example.com"),
        ("*.example.com.", "'self' http://*.example.com https://*.example.com"),
        ("https://shop.test/", "'self' https://shop.test"),
        ("https://shop.test:8443", "'self' https://shop.test:8443"),
        ("localhost:3000", "'self' http://localhost:3000 https://localhost:3000"),
        ("localhost", "'self' http://localhost:* https://localhost:*"),
    ];
    for (entry, wanted) in cases {
        assert_eq!(sources_of(entry), wanted, "{entry}");
    }
}

#[test]
fn s2_no_entry_can_break_out_of_the_policy() {
    let hostile = [
        "x; script-src *",
        "x;script-src",
        "a.test b.test",
        "a.test,b.test",
        "'none'",
        "'unsafe-inline'",
        "\"x\"",
        "a.test\r\nset-cookie:x=1",
        "a.test\n",
        "\ta.test",
        " a.test",
        "a.test ",
        "*",
        "https:",
        "https://*",
        "data:",
        "http://*:*",
        "*.*",
        "a.*.test",
        "a.test:*",
        "a.test/path",
        "a.test//",
        "é.test",
        "",
        ".",
        "*.",
        "://",
    ];
    for entry in hostile {
        assert_eq!(sources_of(entry), "'self'", "{entry:?}");
    }
    let list = hostile.map(str::to_owned);
    assert_eq!(frame_ancestors(&list), "'self'");
    assert!(!allowed(&list, OWN, Some("https://a.test")));
}

/// Does one source of a policy let a page of this origin embed? Scheme, host and port as browsers send them.
fn matches(source: &str, (scheme, host, port): (&str, &str, u16)) -> bool {
    let (wanted_scheme, rest) = source.split_once("://").unwrap();
    let (wanted_host, wanted_port) = rest.split_once(':').map_or((rest, ""), |(host, port)| (host, port));
    let usual = if scheme == "https" { 443 } else { 80 };
    let is_scheme = wanted_scheme == scheme || (wanted_scheme == "http" && scheme == "https");
    let is_host = match wanted_host.strip_prefix('*') {
        Some(end) => host.ends_with(end),
        None => host == wanted_host,
    };
    let is_port = match wanted_port {
        "*" => true,
        "" => port == usual,
        wanted => wanted.parse() == Ok(port),
    };
    is_scheme && is_host && is_port
}

fn lets_embed(list: &[String], origin: (&str, &str, u16)) -> bool {
    frame_ancestors(list).split(' ').skip(1).any(|source| matches(source, origin))
}

#[test]
fn s2_what_is_allowed_can_embed_and_nothing_else() {
    let schemes = ["", "http://", "https://"];
    let hosts =
        ["example.com", "*.example.com", "Example.com.", "localhost", "*.localhost", "127.0.0.1", "my_shop.test"];
    let ports = ["", ":80", ":443", ":3000", ":*"];
    let origins = ["example.com", "a.example.com", "a.b.example.com", "evilexample.com", "example.com.", "localhost"];
    let more = ["a.localhost", "127.0.0.1", "127.0.0.2", "my_shop.test", "a_b.example.com", "example.com.evil.test"];
    let mut let_in = 0;
    for (scheme, host, port) in product(&schemes, &hosts, &ports) {
        let list = [format!("{scheme}{host}{port}")];
        for (scheme, host, port) in product(&["http", "https"], &[origins, more].concat(), &[80, 443, 3000, 8080]) {
            let usual = if scheme == "https" { 443 } else { 80 };
            let origin = if port == usual { format!("{scheme}://{host}") } else { format!("{scheme}://{host}:{port}") };
            let is_allowed = allowed(&list, OWN, Some(&origin));
            assert_eq!(is_allowed, lets_embed(&list, (scheme, host, port)), "{list:?} {origin}");
            let_in += usize::from(is_allowed);
        }
    }
    assert!(let_in > 100);
}

fn product<A: Copy, B: Copy, C: Copy>(a: &[A], b: &[B], c: &[C]) -> Vec<(A, B, C)> {
    a.iter().flat_map(|&a| b.iter().flat_map(move |&b| c.iter().map(move |&c| (a, b, c)))).collect()
}
