//! The sockets of an object and who they are. What is attached to a socket outlives the object; what is remembered here
//! only saves reading it again.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    rc::Rc,
};

use js_sys::WeakMap;
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};
use worker::{State, WebSocket};

use super::{
    Result, clock,
    sockets::{self, Card, Present},
};
use crate::{
    domain::lag::{self, Pace},
    json::FromJson,
    protocol::{ClientId, Timestamp},
};

/// Who does not send it again in this time (milliseconds) has given it up.
const AWAITED: i64 = 30_000;

pub struct Crowd<T> {
    /// The number of a socket.
    numbers: WeakMap,
    known: RefCell<HashMap<u32, Rc<Member<T>>>>,
    last: Cell<u32>,
}

/// A socket that has said something or was told something since the object woke.
pub struct Member<T> {
    /// Never given twice while the object is awake.
    pub number: u32,
    pub card: RefCell<Card<T>>,
    /// We hung up: the runtime goes on to hand over what they send until they notice.
    pub is_dismissed: Cell<bool>,
    /// What it was sent since it was last heard of.
    unheard: Cell<u32>,
    since: Cell<Timestamp>,
}

impl<T> Default for Crowd<T> {
    fn default() -> Self {
        Self { numbers: WeakMap::new(), known: RefCell::default(), last: Cell::default() }
    }
}

impl<T: Serialize + FromJson> Crowd<T> {
    /// `None`: not a socket of ours, or one that is closed.
    #[must_use]
    pub fn member(&self, socket: &WebSocket) -> Option<Rc<Member<T>>> {
        let key: &JsValue = socket.as_ref();
        let mut known = self.known.borrow_mut();
        if let Some(number) = self.numbers.get(key.unchecked_ref()).as_f64() {
            return known.get(&(number as u32)).cloned();
        }
        let card = sockets::card::<T>(socket)?;
        let number = self.last.get() + 1;
        self.last.set(number);
        let is_dismissed = Cell::new(card.dismissed || !sockets::is_open(socket));
        let (unheard, since) = (Cell::new(0), Cell::new(clock::now()));
        let member = Rc::new(Member { number, card: RefCell::new(card), is_dismissed, unheard, since });
        self.numbers.set(key.unchecked_ref(), &number.into());
        known.insert(number, Rc::clone(&member));
        Some(member)
    }

    /// It is closed.
    pub fn forget(&self, socket: &WebSocket) {
        let key: &JsValue = socket.as_ref();
        if let Some(number) = self.numbers.get(key.unchecked_ref()).as_f64() {
            self.known.borrow_mut().remove(&(number as u32));
        }
    }

    /// Says why, hangs up, and listens no more.
    pub fn hang_up(&self, socket: &WebSocket, code: u16, retry: bool) {
        if let Some(member) = self.member(socket) {
            member.is_dismissed.set(true);
        }
        sockets::bye(socket, code, retry);
    }

    /// Hangs up on somebody who is gone from now on, whenever their side notices.
    pub fn dismiss(&self, present: &Present<T>, code: u16, retry: bool) {
        if let Some(member) = self.member(&present.socket) {
            let mut card = member.card.borrow_mut();
            card.dismissed = true;
            // If that cannot be written down, the others may be told twice.
            let _ = sockets::attach(&present.socket, &card);
        }
        self.hang_up(&present.socket, code, retry);
    }
}

impl<T: Serialize> Member<T> {
    /// This message was refused for now. Its sender may not have heard of that yet and go on sending: what comes next
    /// must not overtake it.
    ///
    /// # Errors
    /// When the runtime refuses to note it.
    pub fn await_again(&self, socket: &WebSocket, id: ClientId) -> Result<()> {
        let mut card = self.card.borrow_mut();
        if card.awaited.is_some() {
            return Ok(());
        }
        card.awaited = Some((id, clock::now().plus(AWAITED)));
        sockets::attach(socket, &card)
    }

    /// May this message be written, or would it overtake one that was refused?
    ///
    /// # Errors
    /// When the runtime refuses to note it.
    pub fn may_write(&self, socket: &WebSocket, id: ClientId) -> Result<bool> {
        let mut card = self.card.borrow_mut();
        let Some((awaited, until)) = card.awaited else { return Ok(true) };
        if id != awaited && clock::now() < until {
            return Ok(false);
        }
        card.awaited = None;
        sockets::attach(socket, &card)?;
        Ok(true)
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
