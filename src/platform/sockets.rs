//! Hibernating sockets: accepted with who they are attached, so that the object may forget everything and still know.

use js_sys::Reflect;
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::JsValue;
use worker::{Request, Response, State, WebSocket, WebSocketPair, WebSocketRequestResponsePair};

use super::{Result, json};

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
pub fn accept(state: &State, request: &Request, tag: &str, who: &impl Serialize) -> Result<(WebSocket, Response)> {
    let pair = WebSocketPair::new()?;
    state.accept_websocket_with_tags(&pair.server, &[tag]);
    pair.server.serialize_attachment(serde_json::to_string(who)?)?;
    let mut response = Response::from_websocket(pair.client)?;
    if let Some(subprotocol) = request.headers().get(PROTOCOL_HEADER)? {
        response.headers_mut().set(PROTOCOL_HEADER, &subprotocol)?;
    }
    Ok((pair.server, response))
}

/// The sockets under a tag that are not closing: one leaves the runtime's list only when its close event is done.
#[must_use]
pub fn open(state: &State, tag: &str) -> Vec<WebSocket> {
    let mut sockets = state.get_websockets_with_tag(tag);
    sockets.retain(is_open);
    sockets
}

fn is_open(socket: &WebSocket) -> bool {
    const OPEN: f64 = 1.0;
    let state = Reflect::get(socket.as_ref(), &"readyState".into()).ok().and_then(|state| state.as_f64());
    state.is_none_or(|state| state <= OPEN)
}

/// Who a socket is.
#[must_use]
pub fn who<T: DeserializeOwned>(socket: &WebSocket) -> Option<T> {
    let text: String = socket.deserialize_attachment().ok().flatten()?;
    json::read(text).ok()
}

/// Sends; a socket that is already gone is told nothing.
pub fn send(socket: &WebSocket, text: &str) {
    let _ = socket.send_with_str(text);
}

pub fn close(socket: &WebSocket, code: u16, reason: &str) {
    let _ = socket.close(Some(code), Some(reason));
}

#[must_use]
pub fn same(one: &WebSocket, other: &WebSocket) -> bool {
    let (one, other): (&JsValue, &JsValue) = (one.as_ref(), other.as_ref());
    one == other
}
