//! Upgrades: the Worker says who it is, the object takes the socket over.

use worker::{Response, Stub, WebSocketPair};

use super::{answer::Answer, call::Call};
use crate::{
    json::ToJson,
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

impl Socket {
    /// # Errors
    /// A problem for who does not want to be a socket.
    pub fn of(call: &Call) -> Result<Self> {
        if !call.is_upgrade() {
            let detail = "This is a WebSocket: connect with an upgrade.";
            return Err(Problem::new(426, "websocket_required", detail).into());
        }
        let offered = call.header(PROTOCOL_HEADER).unwrap_or_default();
        let speaks = offered.split(',').any(|offered| offered.trim() == SUBPROTOCOL);
        Ok(Self { after: call.params().number("after")?, speaks })
    }

    /// The object's socket, or why not in a way a browser can read: of a refused upgrade it tells its page nothing.
    pub fn or_close(&self, opened: Result<Answer>) -> Result<Answer> {
        let Err(Error::Problem(problem)) = &opened else { return opened };
        match problem.status {
            401 => self.closed(RENEW),
            404 => self.closed(STOP),
            _ => opened,
        }
    }

    fn closed(&self, code: u16) -> Result<Answer> {
        let pair = WebSocketPair::new()?;
        pair.server.accept()?;
        sockets::bye(&pair.server, code, false);
        let mut response = Response::from_websocket(pair.client)?;
        if self.speaks {
            response.headers_mut().set(PROTOCOL_HEADER, SUBPROTOCOL)?;
        }
        Ok(Answer::made(response))
    }

    /// Lets the object have it; `who` goes in that header.
    pub async fn hand_over(&self, stub: &Stub, path: &str, header: &str, who: &impl ToJson) -> Result<Answer> {
        let path = self.after.map_or_else(|| path.into(), |after| format!("{path}?after={after}"));
        let upgrade = Upgrade { path: &path, header, subprotocol: self.speaks.then_some(SUBPROTOCOL) };
        let mut response = object::connect(stub, &upgrade, who).await?;
        if response.status_code() == 101 {
            return Ok(Answer::made(response));
        }
        match json::read::<Problem>(response.text().await?) {
            Ok(problem) if problem.status != 500 => Err(problem.into()),
            _ => Err(Error::fault("the object refused a socket")),
        }
    }
}
