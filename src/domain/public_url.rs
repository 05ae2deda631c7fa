//! Addresses on the public web, which somebody tells us and we ask: none of them may lead into a network that only we can
//! reach. Whoever fetches one also checks each address that its name stands for (`is_public`), follows redirects by hand and
//! checks those too (`PublicUrl::to`).
//!
//! What is understood is written anew, so that whoever fetches it reads it as we did; what two readers could read in two
//! ways is no address.

mod host;

use crate::protocol::{Problem, limits::URL_BYTES};

pub use host::is_public;

const LEAST_FREE_PORT: u16 = 1_024;

/// How far one may reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    Public,
    /// On a laptop and in tests: also plain HTTP, any port and any host.
    Anywhere,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    is_https: bool,
    /// As it is resolved: in small letters, without a dot at its end.
    host: String,
    /// `None`: the usual one.
    port: Option<u16>,
    /// From the first slash on, without a fragment.
    path: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    NoAddress,
    NotHttps,
    Credentials,
    Port,
    Private,
}

impl Refusal {
    #[must_use]
    pub fn problem(self, field: &str) -> Problem {
        match self {
            Self::NoAddress => {
                Problem::field(field, "invalid_url", "This is not an address such as https://www.example.com/page.")
            }
            Self::NotHttps => Problem::field(field, "https_required", "Use an address that begins with https://."),
            Self::Credentials => {
                Problem::field(field, "credentials_in_url", "Use an address without a name and password in it.")
            }
            Self::Port => Problem::field(field, "port_not_allowed", "Use the port 443, 80 or 8443, or one above 1023."),
            Self::Private => Problem::field(field, "private_address", "Use an address on the public internet."),
        }
    }
}

/// # Errors
/// Why nobody may be sent there.
pub fn parse(url: &str, reach: Reach) -> Result<PublicUrl, Refusal> {
    let url = url.trim();
    if url.len() > URL_BYTES || !url.bytes().all(|b| b.is_ascii_graphic() && !b"\\<>\"`{}|^".contains(&b)) {
        return Err(Refusal::NoAddress);
    }
    let (scheme, rest) = url.split_once("://").ok_or(Refusal::NoAddress)?;
    let is_https = is_https(scheme, reach)?;
    let rest = rest.split('#').next().unwrap_or_default();
    let (authority, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    if authority.contains('@') {
        return Err(Refusal::Credentials);
    }
    let (host, port) = split_port(authority)?;
    let host = host::understood(host, reach)?;
    let port = port.filter(|port| *port != usual_port(is_https));
    if reach == Reach::Public && port.is_some_and(|port| !is_port(port)) {
        return Err(Refusal::Port);
    }
    let path = if path.starts_with('/') { path.into() } else { format!("/{path}") };
    Ok(PublicUrl { is_https, host, port, path })
}

impl PublicUrl {
    /// What resolves, or an address of the network.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Is it an address of the network already?
    #[must_use]
    pub fn is_address(&self) -> bool {
        self.host.starts_with('[') || self.host.ends_with(|c: char| c.is_ascii_digit())
    }

    /// As a browser says where a page is from.
    #[must_use]
    pub fn origin(&self) -> String {
        let scheme = if self.is_https { "https" } else { "http" };
        let port = self.port.map(|port| format!(":{port}")).unwrap_or_default();
        format!("{scheme}://{}{port}", self.host)
    }

    #[must_use]
    pub fn text(&self) -> String {
        self.origin() + &self.path
    }

    /// Where an answer from here says to go on.
    ///
    /// # Errors
    /// As `parse`.
    pub fn to(&self, location: &str, reach: Reach) -> Result<Self, Refusal> {
        let location = location.trim();
        let is_whole = location.split_once(':').is_some_and(|(scheme, _)| is_scheme(scheme));
        let whole = if is_whole {
            location.to_owned()
        } else if location.starts_with("//") {
            format!("{}:{location}", if self.is_https { "https" } else { "http" })
        } else if location.starts_with('/') {
            self.origin() + location
        } else {
            let path = self.path.split('?').next().unwrap_or_default();
            let until = if location.starts_with('?') { path.len() } else { path.rfind('/').map_or(0, |at| at + 1) };
            format!("{}{}{location}", self.origin(), &path[..until])
        };
        parse(&whole, reach)
    }
}

fn is_scheme(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
}

fn is_https(scheme: &str, reach: Reach) -> Result<bool, Refusal> {
    if scheme.eq_ignore_ascii_case("https") {
        return Ok(true);
    }
    let is_allowed = reach == Reach::Anywhere && scheme.eq_ignore_ascii_case("http");
    if is_allowed { Ok(false) } else { Err(Refusal::NotHttps) }
}

/// `[::1]:80` too.
fn split_port(authority: &str) -> Result<(&str, Option<u16>), Refusal> {
    let after_brackets = authority.rfind(']').map_or(0, |at| at + 1);
    let Some(colon) = authority[after_brackets..].find(':') else { return Ok((authority, None)) };
    let (host, port) = authority.split_at(after_brackets + colon);
    let port = &port[1..];
    let is_number = !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit());
    let port = port.parse().ok().filter(|port| is_number && *port > 0).ok_or(Refusal::NoAddress)?;
    Ok((host, Some(port)))
}

const fn usual_port(is_https: bool) -> u16 {
    if is_https { 443 } else { 80 }
}

const fn is_port(port: u16) -> bool {
    matches!(port, 80 | 443) || port >= LEAST_FREE_PORT
}

#[cfg(test)]
mod tests;
