//! What is only worth saying now: how far somebody has read, and that somebody types.

use std::{rc::Rc, time::Duration};

use worker::{Delay, WebSocket};

use super::{
    commands::Viewer,
    log::{self, Audience},
    shell::Room,
    voice::{AUDIENCES, Worth},
};
use crate::{
    domain::typing,
    json,
    platform::{Result, clock, sockets},
    protocol::{
        Seq, Timestamp,
        frames::{Party, RoomFrame},
        message::PartyKind,
    },
};

/// So much of what is being typed is shown.
const TYPING_CHARS: usize = 500;

impl Room {
    /// Somebody has read or received up to here; the others hear of it.
    pub(super) async fn mark(&self, reader: &Party, read: Seq, delivered: Seq, but: Option<&WebSocket>) -> Result<()> {
        let moved = self.with(|journal| journal.mark(reader, read, delivered))??;
        let Some(mark) = moved else { return Ok(()) };
        let reader = || mark.reader.clone();
        let is_onlooker = mark.reader.kind == PartyKind::Agent && self.is_onlooker(&mark.reader.id)?;
        for (audience, tag) in AUDIENCES {
            if is_onlooker && audience == Audience::Visitor {
                continue;
            }
            let seq = log::prev(&self.sql, audience, if read > 0 { mark.read } else { mark.delivered })?;
            let frame = if read > 0 {
                RoomFrame::Read { reader: reader(), seq }
            } else {
                RoomFrame::Delivered { reader: reader(), seq }
            };
            self.say_all(tag, &frame, Worth::Lasting, but);
        }
        self.arm().await
    }

    /// Typing goes to everyone else, is kept nowhere, and ends by itself.
    pub(super) fn typing(
        &self,
        viewer: &Viewer,
        on: bool,
        text: Option<String>,
        but: Option<&WebSocket>,
    ) -> Result<()> {
        let said_at = clock::now();
        if !self.typists.borrow_mut().say(&viewer.party(), on, said_at) {
            return Ok(());
        }
        let text: Option<String> = text.map(|text| text.chars().take(TYPING_CHARS).collect());
        let frame = |text| RoomFrame::Typing { sender: viewer.sender.clone(), on, text };
        if self.visitor_hears(viewer)? {
            self.say_all(PartyKind::Visitor, &frame(None), Worth::Passing, but);
        }
        for previews in [false, true] {
            let text = json::write(&frame(text.clone().filter(|_| previews)));
            self.say_some(PartyKind::Agent, &text, Worth::Passing, but, |agent| agent.previews == previews);
        }
        if on { self.end_typing_later(viewer, said_at, but) } else { Ok(()) }
    }

    /// A visitor learns what the agent who answers does, and nothing of others who look in then.
    fn is_onlooker(&self, agent: &str) -> Result<bool> {
        let is_answered = self.with(|journal| journal.record.assignee.is_some())?;
        Ok(is_answered && !self.answers(agent)?)
    }

    fn visitor_hears(&self, typist: &Viewer) -> Result<bool> {
        Ok(typist.sender.kind == PartyKind::Agent && !self.is_onlooker(&typist.sender.id)?)
    }

    fn end_typing_later(&self, viewer: &Viewer, said_at: Timestamp, but: Option<&WebSocket>) -> Result<()> {
        let end = RoomFrame::Typing { sender: viewer.sender.clone(), on: false, text: None };
        let end = json::write(&end);
        let audiences = AUDIENCES.iter().map(|(_, tag)| *tag);
        let visitor_hears = self.visitor_hears(viewer)?;
        let told = audiences.filter(|tag| *tag == PartyKind::Agent || visitor_hears);
        let mut listeners: Vec<_> = told.flat_map(|tag| self.state.get_websockets_with_tag(tag.as_str())).collect();
        listeners.retain(|socket| but.is_none_or(|but| !sockets::same(socket, but)));
        let (typists, party) = (Rc::clone(&self.typists), viewer.party());
        self.state.wait_until(async move {
            Delay::from(Duration::from_millis(typing::LASTS)).await;
            if typists.borrow_mut().expire(&party, said_at) {
                for socket in listeners {
                    sockets::send(&socket, &end);
                }
            }
        });
        Ok(())
    }
}
