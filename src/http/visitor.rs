//! The visitor who is asking: out of a signed token in `Authorization`, in the body, or among a socket's subprotocols.

use axum::extract::{FromRequest, FromRequestParts, Request};
use http::{HeaderMap, header, request::Parts};
use serde::{Deserialize, de::DeserializeOwned};
use worker::send::SendFuture;

use super::{Site, body, site::origin_of};
use crate::{
    domain::{
        customer, origin,
        token::{self, Invalid, Session},
    },
    platform::{Error, clock},
    protocol::{
        Problem,
        message::{PartyKind, Sender},
        problem::DOMAIN_NOT_ALLOWED,
    },
    room::commands::Viewer,
    store,
};

/// A visitor with a valid session.
#[derive(Clone, Copy, Debug)]
pub struct Visitor(pub Session);

impl Visitor {
    /// As a room knows them. `name`: what they are called, if that is known here.
    pub fn viewer(&self, name: Option<&str>) -> Viewer {
        let customer = self.0.customer;
        let name = customer::display_name(customer, name);
        let sender = Sender { kind: PartyKind::Visitor, id: customer.to_string(), name, avatar_url: None };
        Viewer { organization_id: self.0.organization, sender }
    }
}

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let site = Site::from_request_parts(parts, state).await?;
        let token = bearer(&parts.headers).or_else(|| subprotocol(&parts.headers));
        verify(&site, &parts.headers, token).await
    }
}

/// A visitor and the body of their call, in which the token may be too.
pub struct VisitorBody<T>(pub Visitor, pub T);

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct WithToken {
    session_token: Option<String>,
}

impl<S: Sync, T: DeserializeOwned> FromRequest<S> for VisitorBody<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let (mut parts, body) = request.into_parts();
        let site = Site::from_request_parts(&mut parts, state).await?;
        let headers = parts.headers.clone();
        let bytes =
            if is_empty(&headers) { b"{}".to_vec() } else { body::read(Request::from_parts(parts, body)).await? };
        let in_body = || body::parse::<WithToken>(&bytes).unwrap_or_default().session_token;
        let token = bearer(&headers).map(str::to_owned).or_else(in_body);
        let visitor = verify(&site, &headers, token.as_deref()).await?;
        Ok(Self(visitor, body::parse(&bytes)?))
    }
}

/// A call that says nothing but who it is.
fn is_empty(headers: &HeaderMap) -> bool {
    let length = headers.get(header::CONTENT_LENGTH);
    headers.get(header::CONTENT_TYPE).is_none() && length.is_none_or(|length| length == "0")
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

/// Browsers cannot give a socket headers, so the token comes as a subprotocol: never in the URL.
fn subprotocol(headers: &HeaderMap) -> Option<&str> {
    let offered = headers.get(header::SEC_WEBSOCKET_PROTOCOL)?.to_str().ok()?;
    offered.split(',').map(str::trim).find(|name| name.starts_with("st_"))
}

async fn verify(site: &Site, headers: &HeaderMap, token: Option<&str>) -> Result<Visitor, Error> {
    let missing = || Problem::unauthorized("session_required", "Start a session first: POST /api/widget/init.");
    let token = token.ok_or_else(missing)?;
    let session = token::verify(token, &site.session_key()?, clock::now()).map_err(|invalid| match invalid {
        Invalid::Forged => Problem::unauthorized("invalid_session", "This session is not valid."),
        Invalid::Expired => Problem::unauthorized("session_expired", "This session has ended. Start a new one."),
    })?;
    check_origin(site, headers, &session).await?;
    Ok(Visitor(session))
}

/// Calls from our own frame, which only allowed pages can embed, need no look at the list.
async fn check_origin(site: &Site, headers: &HeaderMap, session: &Session) -> Result<(), Error> {
    let Some(from) = origin_of(headers).filter(|from| *from != site.origin) else { return Ok(()) };
    let known = SendFuture::new(store::widgets::by_id(&site.env, session.organization, session.widget)).await?;
    let list = known.ok_or_else(domain_not_allowed)?.widget.settings.allowed_domains;
    if origin::allowed(&list, &site.origin, Some(from)) { Ok(()) } else { Err(domain_not_allowed().into()) }
}

pub fn domain_not_allowed() -> Problem {
    Problem::forbidden(DOMAIN_NOT_ALLOWED, "This widget is not allowed on this site.")
}
