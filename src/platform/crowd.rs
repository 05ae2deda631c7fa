//! The sockets of an object and who they are. What is attached to a socket outlives the object; what is remembered here
//! only saves reading it again.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use js_sys::WeakMap;
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast, JsValue};
use worker::{State, WebSocket};

use super::{
    clock,
    sockets::{self, Card},
};
use crate::{
    domain::lag::{self, Pace},
    protocol::Timestamp,
};

pub struct Crowd<T> {
    /// Where a socket stands in `known`.
    places: WeakMap,
    known: RefCell<Vec<Rc<Member<T>>>>,
}

/// A socket that has said something or was told something since the object woke.
pub struct Member<T> {
    /// Its place, the same as long as the object is awake.
    pub place: usize,
    pub card: RefCell<Card<T>>,
    /// What it was sent since it was last heard of.
    unheard: Cell<u32>,
    since: Cell<Timestamp>,
}

impl<T> Default for Crowd<T> {
    fn default() -> Self {
        Self { places: WeakMap::new(), known: RefCell::default() }
    }
}

impl<T: Serialize + DeserializeOwned> Crowd<T> {
    /// `None`: not a socket of ours.
    #[must_use]
    pub fn member(&self, socket: &WebSocket) -> Option<Rc<Member<T>>> {
        let key: &JsValue = socket.as_ref();
        let mut known = self.known.borrow_mut();
        if let Some(place) = self.places.get(key.unchecked_ref()).as_f64() {
            return known.get(place as usize).cloned();
        }
        let (place, card) = (known.len(), RefCell::new(sockets::card(socket)?));
        let member = Rc::new(Member { place, card, unheard: Cell::new(0), since: Cell::new(clock::now()) });
        self.places.set(key.unchecked_ref(), &(place as f64).into());
        known.push(Rc::clone(&member));
        Some(member)
    }
}

impl<T> Member<T> {
    /// Counts what is about to be sent, and says whether the reader keeps up.
    pub fn judge(&self, state: &State, socket: &WebSocket, text: &str) -> Pace {
        let bytes = self.unheard.get().saturating_add(text.len() as u32);
        self.unheard.set(bytes);
        if !lag::is_suspect(bytes) {
            return Pace::KeepsUp;
        }
        let (now, last_heard) = (clock::now(), sockets::last_heard(state, socket, &self.card.borrow()));
        if last_heard > self.since.get() {
            self.unheard.set(text.len() as u32);
            self.since.set(now);
        }
        lag::judge(self.unheard.get(), now.since(last_heard))
    }
}
