//! Which sites may use a widget: exact hosts, `*.example.com`, ports; an empty list means any.

/// Is this `Origin` on the list? Our own origin (the frame) always is.
#[must_use]
pub fn allowed(list: &[String], own: &str, origin: Option<&str>) -> bool {
    list.is_empty() || origin.is_some_and(|origin| origin == own || list.iter().any(|entry| matches(entry, origin)))
}

/// Entries may carry a scheme and a port; without them any will do.
fn matches(entry: &str, origin: &str) -> bool {
    let (wanted_scheme, wanted) = split_scheme(entry);
    let (Some(scheme), host) = split_scheme(origin) else { return false };
    if wanted_scheme.is_some_and(|wanted| !wanted.eq_ignore_ascii_case(scheme)) {
        return false;
    }
    let (wanted_name, wanted_port) = split_port(wanted.trim_end_matches('/'));
    let (name, port) = split_port(host);
    wanted_port.is_none_or(|wanted| Some(wanted) == port) && name_matches(wanted_name, name)
}

fn name_matches(wanted: &str, name: &str) -> bool {
    let (wanted, name) = (wanted.to_ascii_lowercase(), name.to_ascii_lowercase());
    match wanted.strip_prefix("*.") {
        Some(parent) => name.strip_suffix(parent).is_some_and(|left| left.len() > 1 && left.ends_with('.')),
        None => wanted == name,
    }
}

fn split_scheme(text: &str) -> (Option<&str>, &str) {
    text.split_once("://").map_or((None, text), |(scheme, rest)| (Some(scheme), rest))
}

fn split_port(host: &str) -> (&str, Option<&str>) {
    match host.rsplit_once(':') {
        Some((name, port)) if !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()) => (name, Some(port)),
        _ => (host, None),
    }
}

/// The `frame-ancestors` sources of a list, as wide as `allowed`; only ever characters that a policy can hold.
#[must_use]
pub fn frame_ancestors(list: &[String]) -> String {
    if list.is_empty() {
        return "*".into();
    }
    let safe = |entry: &&String| entry.chars().all(|c| c.is_ascii_alphanumeric() || ".-:*/".contains(c));
    let sources: Vec<_> = list.iter().filter(safe).flat_map(|entry| sources(entry)).collect();
    format!("'self' {}", sources.join(" "))
}

/// A policy takes no scheme for its own and no port for the usual one; we take either for any.
fn sources(entry: &str) -> Vec<String> {
    let (scheme, host) = split_scheme(entry);
    let host = host.trim_end_matches('/');
    let port = if split_port(host).1.is_some() { "" } else { ":*" };
    let schemes = scheme.map_or_else(|| vec!["http", "https"], |scheme| vec![scheme]);
    schemes.into_iter().map(|scheme| format!("{scheme}://{host}{port}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ok(entry: &str, origin: &str) -> bool {
        allowed(&[entry.into()], "https://chat.test", Some(origin))
    }

    #[test]
    fn s2_an_empty_list_means_any_site() {
        assert!(allowed(&[], "https://chat.test", None) && allowed(&[], "https://chat.test", Some("https://x.test")));
    }

    #[test]
    fn s2_exact_hosts_wildcards_schemes_and_ports() {
        assert!(ok("example.com", "https://example.com") && ok("example.com", "http://EXAMPLE.com:8080"));
        assert!(ok("example.com:8080", "https://example.com:8080") && !ok("example.com:8080", "https://example.com"));
        assert!(ok("*.example.com", "https://a.b.example.com") && !ok("*.example.com", "https://example.com"));
        assert!(ok("https://example.com", "https://example.com") && !ok("https://example.com", "http://example.com"));
        for bad in ["https://evil-example.com", "https://example.com.evil.test", "null", "https://", "example.com"] {
            assert!(!ok("example.com", bad) && !ok("*.example.com", bad), "{bad}");
        }
        assert!(!ok("*.example.com", "https://.example.com"));
    }

    #[test]
    fn s2_our_own_frame_is_always_allowed_and_no_origin_is_not() {
        assert!(ok("example.com", "https://chat.test"));
        assert!(!allowed(&["example.com".into()], "https://chat.test", None));
    }

    #[test]
    fn s2_frame_ancestors_cannot_be_broken_out_of() {
        let list = ["*.example.com".to_owned(), "x; script-src *".to_owned()];
        assert_eq!(frame_ancestors(&list), "'self' http://*.example.com:* https://*.example.com:*");
        let exact = ["https://shop.test/".to_owned(), "localhost:3000".to_owned()];
        let wanted = "'self' https://shop.test:* http://localhost:3000 https://localhost:3000";
        assert_eq!(frame_ancestors(&exact), wanted);
        assert_eq!(frame_ancestors(&[]), "*");
    }
}
