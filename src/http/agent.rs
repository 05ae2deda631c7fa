//! The agent who is asking: out of the session cookie. Writes must come from our own pages.

use axum::extract::FromRequestParts;
use http::{HeaderMap, HeaderValue, Method, header, request::Parts};
use worker::send::SendFuture;

use super::{Site, site::origin_of};
use crate::{
    domain::secret,
    platform::{Error, clock},
    protocol::{
        OrganizationId, Problem,
        message::{AgentRef, PartyKind, Sender},
    },
    room::commands::Viewer,
    store::{self, accounts::Member},
};

/// `__Host-`: only over TLS (or localhost), only this host, the whole site.
const COOKIE: &str = "__Host-chatdesk";
pub const LIFETIME: i64 = 14 * 24 * 3600 * 1000;

/// An agent with a session, in the organization that session is for.
#[derive(Clone, Debug)]
pub struct Agent(pub Member);

impl Agent {
    pub const fn organization(&self) -> OrganizationId {
        self.0.organization.id
    }

    /// As others may see them.
    pub fn as_ref(&self) -> AgentRef {
        let agent = &self.0.agent;
        AgentRef { id: agent.id, name: agent.name.clone(), avatar_url: agent.avatar_url.clone() }
    }

    pub fn viewer(&self) -> Viewer {
        let AgentRef { id, name, avatar_url } = self.as_ref();
        let sender = Sender { kind: PartyKind::Agent, id: id.to_string(), name, avatar_url };
        Viewer { organization_id: self.organization(), sender }
    }
}

impl<S: Sync> FromRequestParts<S> for Agent {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let site = Site::from_request_parts(parts, state).await?;
        let is_write = !matches!(parts.method, Method::GET | Method::HEAD);
        let is_socket = parts.headers.contains_key(header::UPGRADE);
        if (is_write || is_socket) && origin_of(&parts.headers) != Some(&site.origin) {
            return Err(foreign_origin().into());
        }
        let token = token(&parts.headers).ok_or_else(login_required)?;
        let fingerprint = secret::fingerprint(token);
        let member = SendFuture::new(store::accounts::by_session(&site.env, &fingerprint, clock::now())).await?;
        let member = member.ok_or_else(login_required)?;
        Ok(Self(member))
    }
}

pub fn foreign_origin() -> Problem {
    Problem::forbidden("origin_not_allowed", "This must come from ChatDesk's own pages.")
}

fn login_required() -> Problem {
    Problem::unauthorized("login_required", "Please log in.")
}

/// The session's token in the cookie.
pub fn token(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE).map(|(_, value)| value)
}

/// The header that sets the cookie, or with `None` takes it away.
pub fn cookie(token: Option<&str>) -> Result<HeaderValue, Error> {
    let age = if token.is_some() { LIFETIME / 1000 } else { 0 };
    let value =
        format!("{COOKIE}={}; Path=/; Max-Age={age}; Secure; HttpOnly; SameSite=Lax", token.unwrap_or_default());
    HeaderValue::from_str(&value).map_err(Error::fault)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_session_is_found_among_other_cookies() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("a=1; __Host-chatdesk=tok; b=2"));
        assert_eq!(token(&headers), Some("tok"));
        assert_eq!(token(&HeaderMap::new()), None);
    }

    #[test]
    fn s6_the_cookie_is_bound_to_the_host_and_out_of_scripts_reach() {
        let value = cookie(Some("tok")).unwrap();
        let value = value.to_str().unwrap();
        for part in ["__Host-chatdesk=tok", "Path=/", "Secure", "HttpOnly", "SameSite=Lax"] {
            assert!(value.contains(part), "{part}");
        }
        assert!(cookie(None).unwrap().to_str().unwrap().contains("Max-Age=0"));
    }
}
