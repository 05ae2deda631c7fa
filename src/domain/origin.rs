//! Which sites may use a widget. An empty list means any; an entry is one of
//! - `example.com`, this host alone, on the usual ports,
//! - `*.example.com`, all hosts below it, not itself,
//! - either with a port of its own (`example.com:8443`), or with `https://` if plain HTTP shall stay out,
//! - `localhost` and `127.0.0.1`, on any port: somebody is developing.
//!
//! Browsers read the same list as the frame's `frame-ancestors`, and `allowed` keeps to their rules: what it lets in can
//! embed the chat, and nothing else can. So plain HTTP always includes HTTPS, and IPv6 addresses, names with `_` and
//! non-ASCII spellings, for which a policy has no words, are no entries.

use super::check::Checks;
use crate::protocol::limits::DOMAINS;

const LONGEST_HOST: usize = 253;

/// Is this `Origin` on the list? Our own origin (the frame) always is.
#[must_use]
pub fn allowed(list: &[String], own: &str, origin: Option<&str>) -> bool {
    list.is_empty() || origin.is_some_and(|origin| origin == own || is_listed(list, origin))
}

/// Is this the `Origin` of a site, as browsers say it?
#[must_use]
pub fn is_site(origin: &str) -> bool {
    Origin::parse(origin).is_some()
}

fn is_listed(list: &[String], origin: &str) -> bool {
    let Some(origin) = Origin::parse(origin) else { return false };
    entries(list).any(|entry| entry.lets_in(&origin))
}

/// The `frame-ancestors` sources of a list, exactly as wide as `allowed`; written anew from what was understood, so that
/// no entry can add to the policy. A page opened from disk, with which people try the widget, has no host that `*` fits.
#[must_use]
pub fn frame_ancestors(list: &[String]) -> String {
    if list.is_empty() {
        return "* file:".into();
    }
    let sources = entries(list).map(|entry| entry.sources());
    std::iter::once("'self'".to_owned()).chain(sources).collect::<Vec<_>>().join(" ")
}

/// An admin's list: every wrong entry is named.
pub fn check(list: &[String], checks: &mut Checks) {
    if list.len() > DOMAINS {
        let detail = format!("At most {DOMAINS} domains, please.");
        return checks.wrong("allowedDomains", "too_many", &detail);
    }
    for (index, entry) in list.iter().enumerate() {
        if let Err(detail) = Entry::parse(entry) {
            checks.wrong(&format!("allowedDomains[{index}]"), "invalid_domain", detail);
        }
    }
}

/// What is no entry lets nobody in.
fn entries(list: &[String]) -> impl Iterator<Item = Entry<'_>> {
    list.iter().filter_map(|entry| Entry::parse(entry).ok())
}

const NO_DOMAIN: &str = "This is not a domain, such as example.com, *.example.com or localhost:3000.";

struct Entry<'a> {
    is_https_only: bool,
    is_below: bool,
    host: &'a str,
    port: Port,
}

#[derive(Clone, Copy)]
enum Port {
    Usual,
    Any,
    Exactly(u16),
}

impl<'a> Entry<'a> {
    /// Or what is wrong with it.
    fn parse(text: &'a str) -> Result<Self, &'static str> {
        if !text.is_ascii() {
            return Err("Write this domain in its ASCII form, which begins with xn--.");
        }
        let (is_https_only, rest) = match text.split_once("://") {
            None => (false, text),
            Some((scheme, rest)) => (is_https(scheme).ok_or("Only http:// and https:// sites can be listed.")?, rest),
        };
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        if let Some(detail) = misunderstood(rest) {
            return Err(detail);
        }
        let (host, port) = split_port(rest).ok_or(NO_DOMAIN)?;
        let (is_below, host) = host.strip_prefix("*.").map_or((false, host), |host| (true, host));
        let host = host.strip_suffix('.').unwrap_or(host);
        if !is_host(host) {
            return Err(NO_DOMAIN);
        }
        let port = match port {
            None if !is_below && is_developing(host) => Port::Any,
            None => Port::Usual,
            Some(port) if port == usual_port(is_https_only) => Port::Usual,
            Some(port) => Port::Exactly(port),
        };
        Ok(Self { is_https_only, is_below, host, port })
    }

    fn lets_in(&self, origin: &Origin) -> bool {
        let is_port = match self.port {
            Port::Usual => origin.port == usual_port(origin.is_https),
            Port::Any => true,
            Port::Exactly(port) => origin.port == port,
        };
        is_port && (origin.is_https || !self.is_https_only) && self.names(origin.host)
    }

    fn names(&self, host: &str) -> bool {
        if !self.is_below {
            return host.eq_ignore_ascii_case(self.host);
        }
        let below = host.len().checked_sub(self.host.len()).and_then(|end| host.split_at_checked(end));
        below.is_some_and(|(below, rest)| below.ends_with('.') && rest.eq_ignore_ascii_case(self.host))
    }

    fn sources(&self) -> String {
        let below = if self.is_below { "*." } else { "" };
        let port = match self.port {
            Port::Usual => String::new(),
            Port::Any => ":*".into(),
            Port::Exactly(port) => format!(":{port}"),
        };
        let name = format!("{below}{}{port}", self.host.to_ascii_lowercase());
        if self.is_https_only { format!("https://{name}") } else { format!("http://{name} https://{name}") }
    }
}

/// What an admin may have meant by it, if it is no domain.
fn misunderstood(text: &str) -> Option<&'static str> {
    match text {
        "*" => Some("To allow any site, leave the list empty."),
        _ if text.starts_with('[') => Some("IPv6 addresses cannot be listed: browsers do not look for them."),
        _ if text.contains('/') => Some("Only the domain, please, without a path."),
        _ => None,
    }
}

/// A browser's `Origin` header.
struct Origin<'a> {
    is_https: bool,
    host: &'a str,
    port: u16,
}

impl<'a> Origin<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://")?;
        let is_https = is_https(scheme)?;
        let (host, port) = split_port(rest)?;
        // Below a listed domain a name may have what a domain may not.
        let is_plain = |label: &str| !label.is_empty() && label.bytes().all(|b| is_host_byte(b) || b == b'_');
        let is_host = host.len() <= LONGEST_HOST && host.split('.').all(is_plain);
        is_host.then_some(Self { is_https, host, port: port.unwrap_or(usual_port(is_https)) })
    }
}

/// `None`: neither this nor plain HTTP.
fn is_https(scheme: &str) -> Option<bool> {
    let is_https = scheme.eq_ignore_ascii_case("https");
    (is_https || scheme.eq_ignore_ascii_case("http")).then_some(is_https)
}

const fn usual_port(is_https: bool) -> u16 {
    if is_https { 443 } else { 80 }
}

fn split_port(text: &str) -> Option<(&str, Option<u16>)> {
    let Some((host, port)) = text.split_once(':') else { return Some((text, None)) };
    let is_number = !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit());
    let port = port.parse().ok().filter(|port| is_number && *port > 0)?;
    Some((host, Some(port)))
}

fn is_host(text: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(is_host_byte)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    text.len() <= LONGEST_HOST && text.split('.').all(is_label)
}

const fn is_host_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-'
}

fn is_developing(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host == "127.0.0.1"
}

#[cfg(test)]
mod tests;
