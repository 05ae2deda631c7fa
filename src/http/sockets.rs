//! Upgrades: the Worker says who it is, the object takes the socket over.

use axum::{extract::FromRequestParts, response::Response};
use http::{header, request::Parts};
use serde::Serialize;
use worker::{Stub, WebSocketPair};

use super::params::Params;
use crate::{
    platform::{
        Error, Result, json,
        object::{self, Upgrade},
        sockets::{self, PROTOCOL_HEADER},
    },
    protocol::{Problem, Seq, frames::SUBPROTOCOL},
};

/// Close codes: start a new session and come again; do not come again.
const RENEW: u16 = 4401;
const STOP: u16 = 4404;

/// A request that wants to become a socket, from `?after=` on.
pub struct Socket {
    after: Option<Seq>,
    speaks: bool,
}

impl<S: Sync> FromRequestParts<S> for Socket {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let value = |name| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if !value(header::UPGRADE).eq_ignore_ascii_case("websocket") {
            let detail = "This is a WebSocket: connect with an upgrade.";
            return Err(Problem::new(426, "websocket_required", detail).into());
        }
        let speaks = value(header::SEC_WEBSOCKET_PROTOCOL).split(',').any(|offered| offered.trim() == SUBPROTOCOL);
        let after = Params::from_request_parts(parts, state).await?.number("after")?;
        Ok(Self { after, speaks })
    }
}

impl Socket {
    /// The object's socket, or why not in a way a browser can read: of a refused upgrade it tells its page nothing.
    pub fn or_close(&self, opened: Result<Response>) -> Result<Response> {
        let Err(Error::Problem(problem)) = &opened else { return opened };
        match problem.status {
            401 => self.closed(RENEW),
            404 => self.closed(STOP),
            _ => opened,
        }
    }

    fn closed(&self, code: u16) -> Result<Response> {
        let pair = WebSocketPair::new()?;
        pair.server.accept()?;
        sockets::bye(&pair.server, code, false);
        let mut response = worker::Response::from_websocket(pair.client)?;
        if self.speaks {
            response.headers_mut().set(PROTOCOL_HEADER, SUBPROTOCOL)?;
        }
        upgraded(response)
    }

    /// Lets the object have it; `who` goes in that header.
    pub async fn hand_over(&self, stub: &Stub, path: &str, header: &str, who: &impl Serialize) -> Result<Response> {
        let path = self.after.map_or_else(|| path.into(), |after| format!("{path}?after={after}"));
        let upgrade = Upgrade { path: &path, header, subprotocol: self.speaks.then_some(SUBPROTOCOL) };
        let mut response = object::connect(stub, &upgrade, who).await?;
        if response.status_code() == 101 {
            return upgraded(response);
        }
        match json::read::<Problem>(response.text().await?) {
            Ok(problem) if problem.status != 500 => Err(problem.into()),
            _ => Err(Error::fault("the object refused a socket")),
        }
    }
}

fn upgraded(response: worker::Response) -> Result<Response> {
    let response: http::Response<worker::Body> = response.try_into()?;
    Ok(response.map(axum::body::Body::new))
}
