//! The room as the runtime calls it. `worker`'s macro would make a promise and a task of every frame; here a frame that
//! only joins a turn is done when the call returns.

use std::rc::Rc;

use js_sys::{Promise, futures::future_to_promise};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use worker::{
    Env, State,
    worker_sys::{DurableObjectState, web_sys},
};

use super::{live::Left, shell::Room};
use crate::platform::log::unless_problem;

#[wasm_bindgen(js_name = Room)]
pub struct RoomObject(Rc<Room>);

#[wasm_bindgen(
    js_class = Room,
    wasm_bindgen_futures = worker::wasm_bindgen_futures,
    js_sys = js_sys
)]
impl RoomObject {
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(state: DurableObjectState, env: Env) -> Self {
        Self(Room::new(State::from(state), env))
    }

    pub async fn fetch(&self, request: web_sys::Request) -> Result<web_sys::Response, JsValue> {
        Ok(self.0.fetch(request.into()).await?.into())
    }

    pub async fn alarm(&self) -> Result<(), JsValue> {
        Ok(self.0.ring().await?)
    }

    /// `None`: nothing is left to wait for.
    #[wasm_bindgen(js_name = webSocketMessage)]
    #[must_use]
    pub fn message(&self, socket: web_sys::WebSocket, message: &JsValue) -> Option<Promise> {
        match self.0.on_frames(socket.into(), message.as_string()) {
            Ok(left) => left.map(|left| self.go_on(left)),
            Err(error) => {
                unless_problem(Err(error));
                None
            }
        }
    }

    fn go_on(&self, left: Left) -> Promise {
        let room = Rc::clone(&self.0);
        future_to_promise(async move {
            unless_problem(room.go_on(left).await);
            Ok(JsValue::UNDEFINED)
        })
    }

    #[wasm_bindgen(js_name = webSocketClose)]
    pub async fn close(&self, socket: web_sys::WebSocket) {
        unless_problem(self.0.on_close(&socket.into()).await);
    }

    #[wasm_bindgen(js_name = webSocketError)]
    pub async fn error(&self, socket: web_sys::WebSocket) {
        unless_problem(self.0.on_close(&socket.into()).await);
    }
}
