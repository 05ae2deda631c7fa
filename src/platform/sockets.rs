//! Hibernating sockets: accepted with who they are attached, so that the object may forget everything and still know.

use js_sys::{Date, Reflect};
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use worker::{
    Request, Response, State, WebSocket, WebSocketPair, WebSocketRequestResponsePair, web_sys,
    worker_sys::ext::WebSocketExt,
};

use super::{Result, clock, json};
use crate::{
    domain::presence,
    json::FromJson,
    protocol::{ClientId, Timestamp, frames::RoomFrame},
};

/// What is attached to a socket.
#[derive(Serialize, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Card<T> {
    pub who: T,
    /// When a frame came last, roughly; heartbeats are noted by the runtime.
    heard_at: Timestamp,
    /// We hung up; nobody is to be told again.
    #[serde(default)]
    pub dismissed: bool,
    /// What was refused for now: nothing new overtakes it until it comes again, or until then.
    #[serde(default)]
    pub awaited: Option<(ClientId, Timestamp)>,
}

/// So old may `heard_at` be before it is written again.
const NOTE_EVERY: i64 = 15_000;

#[wasm_bindgen]
extern "C" {
    type Heartbeats;
    /// Missing in `worker`.
    #[wasm_bindgen(method, catch, js_name = getWebSocketAutoResponseTimestamp)]
    fn last_heartbeat(this: &Heartbeats, socket: &JsValue) -> std::result::Result<Option<Date>, JsValue>;
}

/// Answers `ping` with `pong` without waking the object.
///
/// # Errors
/// When the runtime refuses.
pub fn answer_pings(state: &State) -> Result<()> {
    let pair = WebSocketRequestResponsePair::new("ping", "pong").map_err(worker::Error::from)?;
    state.set_websocket_auto_response(&pair);
    Ok(())
}

pub const PROTOCOL_HEADER: &str = "sec-websocket-protocol";

/// Accepts a socket that is to be found under `tag` again, and the answer that upgrades the request. A subprotocol is
/// answered only where it was offered: browsers insist on both.
///
/// # Errors
/// When the runtime refuses.
pub fn accept<T: Serialize>(state: &State, request: &Request, tag: &str, who: T) -> Result<(WebSocket, Response)> {
    let pair = WebSocketPair::new()?;
    state.accept_websocket_with_tags(&pair.server, &[tag]);
    attach(&pair.server, &Card { who, heard_at: clock::now(), dismissed: false, awaited: None })?;
    let mut response = Response::from_websocket(pair.client)?;
    if let Some(subprotocol) = request.headers().get(PROTOCOL_HEADER)? {
        response.headers_mut().set(PROTOCOL_HEADER, &subprotocol)?;
    }
    Ok((pair.server, response))
}

/// # Errors
/// When the runtime refuses.
pub fn attach<T: Serialize>(socket: &WebSocket, card: &Card<T>) -> Result<()> {
    let text = serde_json::to_string(card)?;
    Ok(raw(socket).serialize_attachment(text.into()).map_err(worker::Error::from)?)
}

/// Who a socket is.
#[must_use]
pub fn card<T: FromJson>(socket: &WebSocket) -> Option<Card<T>> {
    let text = raw(socket).deserialize_attachment().ok()?.as_string()?;
    json::read(text).ok()
}

/// `worker`'s own attachments bring a second kind of serializer with them.
fn raw(socket: &WebSocket) -> &web_sys::WebSocket {
    socket.as_ref()
}

/// A frame came: the socket is alive.
///
/// # Errors
/// When the runtime refuses.
pub fn heard<T: Serialize>(socket: &WebSocket, card: &mut Card<T>) -> Result<()> {
    let now = clock::now();
    if now.since(card.heard_at) < NOTE_EVERY {
        return Ok(());
    }
    card.heard_at = now;
    attach(socket, card)
}

/// When this socket was last heard of, by a frame or a heartbeat.
#[must_use]
pub fn last_heard<T>(state: &State, socket: &WebSocket, card: &Card<T>) -> Timestamp {
    card.heard_at.max(last_heartbeat(state, socket))
}

fn last_heartbeat(state: &State, socket: &WebSocket) -> Timestamp {
    let state: JsValue = state.as_raw().into();
    let date = state.unchecked_ref::<Heartbeats>().last_heartbeat(socket.as_ref()).ok().flatten();
    Timestamp::from_millis(date.map_or(0, |date| date.get_time() as i64))
}

/// Somebody's open socket.
pub struct Present<T> {
    pub socket: WebSocket,
    pub who: T,
    pub last_heard: Timestamp,
}

impl<T> Present<T> {
    #[must_use]
    pub fn is_silent(&self, now: Timestamp) -> bool {
        presence::is_silent(self.last_heard, now)
    }
}

/// The sockets under a tag that are not closing (one leaves the runtime's list only when its close event is done).
#[must_use]
pub fn open<T: FromJson>(state: &State, tag: &str) -> Vec<Present<T>> {
    let sockets = state.get_websockets_with_tag(tag).into_iter().filter(is_open);
    let present = |socket: WebSocket| {
        let card = card(&socket).filter(|card: &Card<T>| !card.dismissed)?;
        let last_heard = last_heard(state, &socket, &card);
        Some(Present { socket, who: card.who, last_heard })
    };
    sockets.filter_map(present).collect()
}

#[must_use]
pub fn is_open(socket: &WebSocket) -> bool {
    const OPEN: f64 = 1.0;
    let state = Reflect::get(socket.as_ref(), &"readyState".into()).ok().and_then(|state| state.as_f64());
    state.is_none_or(|state| state <= OPEN)
}

/// Sends; a socket that is already gone is told nothing.
pub fn send(socket: &WebSocket, text: &str) {
    let _ = socket.send_with_str(text);
}

pub fn close(socket: &WebSocket, code: u16) {
    let _ = socket.close(Some(code), Some(""));
}

/// Says why, then hangs up.
pub fn bye(socket: &WebSocket, code: u16, retry: bool) {
    if let Ok(text) = serde_json::to_string(&RoomFrame::Bye { code, retry }) {
        send(socket, &text);
    }
    close(socket, code);
}

#[must_use]
pub fn same(one: &WebSocket, other: &WebSocket) -> bool {
    let (one, other): (&JsValue, &JsValue) = (one.as_ref(), other.as_ref());
    one == other
}
