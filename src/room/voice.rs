//! What the room says to its sockets, and what becomes of those that do not keep up.

use worker::WebSocket;

use super::{commands::Viewer, live::TOO_SLOW, log::Audience, shell::Room};
use crate::{
    domain::lag::Pace,
    json,
    platform::{crowd::Member, sockets},
    protocol::{frames::RoomFrame, message::PartyKind},
};

pub(super) const AUDIENCES: [(Audience, PartyKind); 2] =
    [(Audience::Visitor, PartyKind::Visitor), (Audience::Agents, PartyKind::Agent)];

/// Whether a frame still matters later.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Worth {
    /// Part of the conversation's state, which a reader who is let go asks for again.
    Lasting,
    /// Typing, presence: left out for readers who lag.
    Passing,
}

impl Room {
    pub(super) fn say(&self, socket: &WebSocket, text: &str, worth: Worth) {
        if let Some(member) = self.crowd.member(socket) {
            self.say_to(socket, &member, text, worth);
        }
    }

    pub(super) fn say_to(&self, socket: &WebSocket, member: &Member<Viewer>, text: &str, worth: Worth) {
        match member.judge(&self.state, socket, text) {
            Pace::Lost => self.crowd.hang_up(socket, TOO_SLOW, true),
            Pace::Lags if worth == Worth::Passing => {}
            _ => sockets::send(socket, text),
        }
    }

    pub(super) fn say_frame(&self, socket: &WebSocket, frame: &RoomFrame) {
        self.say(socket, &json::write(frame), Worth::Lasting);
    }

    pub(super) fn say_all(&self, tag: PartyKind, frame: &RoomFrame, worth: Worth, but: Option<&WebSocket>) {
        self.say_some(tag, &json::write(frame), worth, but, |_| true);
    }

    /// Only to those who are meant.
    pub(super) fn say_some(
        &self,
        tag: PartyKind,
        text: &str,
        worth: Worth,
        but: Option<&WebSocket>,
        is_meant: impl Fn(&Viewer) -> bool,
    ) {
        for socket in self.state.get_websockets_with_tag(tag.as_str()) {
            let Some(member) = self.crowd.member(&socket) else { continue };
            if but.is_none_or(|but| !sockets::same(&socket, but)) && is_meant(&member.card.borrow().who) {
                self.say_to(&socket, &member, text, worth);
            }
        }
    }
}
