//! Group commit: messages that arrive together are written together.
//!
//! A message joins a queue; the first in it waits one zero-delay timer, in which the others that have already arrived
//! join, then all are checked, written and answered in one turn: one commit, one frame per reader. What is only queued
//! has not been acknowledged and may be lost with the object.

use std::time::Duration;

use futures::channel::oneshot;
use worker::{Delay, WebSocket};

use super::{
    commands::{Text, Viewer},
    fanout,
    journal::{Draft, Outcome, Turn},
    live::AUDIENCES,
    log::Audience,
    shell::{Room, stamped},
};
use crate::{
    platform::{Error, Result, sockets},
    protocol::{ClientId, frames::RoomFrame},
};

pub struct Waiting {
    pub draft: Draft,
    pub reply: Reply,
}

pub enum Reply {
    Socket(WebSocket),
    Call(oneshot::Sender<Outcome>),
}

/// Frames for one socket alone, sent before what all get.
pub type Own = Vec<(WebSocket, String)>;

impl Room {
    pub(super) async fn submit(&self, arrived: Vec<Waiting>) -> Result<()> {
        let first = {
            let mut queue = self.queue.borrow_mut();
            queue.extend(arrived);
            !self.committing.replace(true)
        };
        if first {
            Delay::from(Duration::ZERO).await;
            self.committing.set(false);
            let committed = self.commit();
            self.arm().await?;
            committed?;
        }
        Ok(())
    }

    /// One turn: no await from here to the last frame.
    fn commit(&self) -> Result<()> {
        let (drafts, replies): (Vec<_>, Vec<_>) =
            self.queue.take().into_iter().map(|waiting| (waiting.draft, waiting.reply)).unzip();
        let clients: Vec<ClientId> = drafts.iter().map(|draft| draft.client_id).collect();
        let (outcomes, turn) = self.with(|journal| stamped(|stamp| journal.commit(drafts, stamp)))?;
        let mut own = Own::new();
        for ((outcome, reply), client_id) in outcomes.into_iter().zip(replies).zip(clients) {
            match reply {
                Reply::Socket(socket) => own.push((socket, serde_json::to_string(&answer(client_id, outcome))?)),
                // The caller may have gone; the message is stored all the same.
                Reply::Call(sender) => drop(sender.send(outcome)),
            }
        }
        self.tell(&turn, own)
    }

    /// Sends each socket its own frames and what this turn wrote.
    pub(super) fn tell(&self, turn: &Turn, mut own: Own) -> Result<()> {
        for (audience, tag) in AUDIENCES {
            let mut shared = fanout::messages(&turn.entries, audience);
            if turn.record_changed {
                shared.push(self.conversation_frame(audience)?);
            }
            for socket in self.state.get_websockets_with_tag(tag.as_str()) {
                let mut frames = take_own(&mut own, &socket);
                frames.extend(shared.iter().cloned());
                if let Some(text) = fanout::join(&frames) {
                    sockets::send(&socket, &text);
                }
            }
        }
        Ok(())
    }

    fn conversation_frame(&self, audience: Audience) -> Result<String> {
        let conversation = self.view(audience)?;
        Ok(serde_json::to_string(&RoomFrame::Conversation { conversation })?)
    }

    /// Writes a message that came by a call and waits for its fate.
    pub(super) async fn say(&self, viewer: &Viewer, text: Text) -> Result<Outcome> {
        let (sender, receiver) = oneshot::channel();
        let draft = Draft::new(viewer.sender.clone(), text);
        self.submit(vec![Waiting { draft, reply: Reply::Call(sender) }]).await?;
        receiver.await.map_err(|_| Error::fault("a message was dropped"))
    }
}

fn take_own(own: &mut Own, socket: &WebSocket) -> Vec<String> {
    own.extract_if(.., |(owner, _)| sockets::same(owner, socket)).map(|(_, frame)| frame).collect()
}

fn answer(client_id: ClientId, outcome: Outcome) -> RoomFrame {
    match outcome {
        Outcome::Stored { message, duplicate } => {
            RoomFrame::Ack { client_id, seq: message.seq, id: message.id, created_at: message.created_at, duplicate }
        }
        Outcome::Refused(problem) => {
            let detail = problem.errors.first().map_or(problem.detail, |error| error.detail.clone());
            let code = problem.errors.first().map_or(problem.code, |error| error.code.clone());
            RoomFrame::Refused { client_id: Some(client_id), code, detail, retry_after: problem.retry_after }
        }
    }
}
