//! Upgrades: the Worker says who it is, the object takes the socket over.

use axum::{extract::FromRequestParts, response::Response};
use http::{header, request::Parts};
use serde::{Deserialize, Serialize};
use worker::Stub;

use super::body::Query;
use crate::{
    platform::{
        Error, Result,
        object::{self, Upgrade},
    },
    protocol::{Problem, Seq, frames::SUBPROTOCOL},
};

/// A request that wants to become a socket, from `?after=` on.
pub struct Socket {
    after: Option<Seq>,
    speaks: bool,
}

#[derive(Deserialize)]
struct After {
    after: Option<Seq>,
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
        let Query(After { after }) = Query::from_request_parts(parts, state).await?;
        Ok(Self { after, speaks })
    }
}

impl Socket {
    /// Lets the object have it; `who` goes in that header.
    pub async fn hand_over(&self, stub: &Stub, path: &str, header: &str, who: &impl Serialize) -> Result<Response> {
        let path = self.after.map_or_else(|| path.into(), |after| format!("{path}?after={after}"));
        let upgrade = Upgrade { path: &path, header, subprotocol: self.speaks.then_some(SUBPROTOCOL) };
        let mut response = object::connect(stub, &upgrade, who).await?;
        if response.status_code() == 101 {
            let response: http::Response<worker::Body> = response.try_into()?;
            return Ok(response.map(axum::body::Body::new));
        }
        match response.json::<Problem>().await {
            Ok(problem) if problem.status != 500 => Err(problem.into()),
            _ => Err(Error::fault("the object refused a socket")),
        }
    }
}
