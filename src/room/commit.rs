//! Group commit: messages that arrive together are written together.
//!
//! A message joins a queue; the first in it waits until those that have already arrived have joined, then all are checked,
//! written and answered in one turn: one commit, one frame per reader. What is only queued has not been acknowledged and
//! may be lost with the object.

use std::collections::HashMap;

use futures::channel::oneshot;
use worker::WebSocket;

use super::{
    commands::{Text, Viewer},
    fanout,
    journal::{Draft, Outcome},
    log::Audience,
    shell::{Room, stamped},
    turn::Turn,
    voice::{AUDIENCES, Worth},
};
use crate::{
    json,
    platform::{Error, Result, log::unless_problem},
    protocol::{ClientId, Problem, frames::RoomFrame, message::Message},
};

pub struct Waiting {
    pub draft: Draft,
    pub reply: Reply,
}

pub enum Reply {
    /// To a socket, by its number in the crowd.
    Socket(WebSocket, u32),
    Call(oneshot::Sender<Outcome>),
}

/// Frames for one socket alone, by its number in the crowd; sent before what all get.
pub type Own = HashMap<u32, Vec<String>>;

impl Room {
    /// The turn comes by itself.
    pub(super) fn join(&self, arrived: Vec<Waiting>) -> Result<()> {
        let length = {
            let mut queue = self.queue.borrow_mut();
            queue.extend(arrived);
            queue.len()
        };
        if self.gathering.joined(length) { self.take_turn() } else { Ok(()) }
    }

    pub(super) fn on_round(&self) -> Result<()> {
        let length = self.queue.borrow().len();
        if self.gathering.ended(length) { self.take_turn() } else { Ok(()) }
    }

    fn take_turn(&self) -> Result<()> {
        let committed = self.commit();
        self.gathering.written();
        self.arm_later()?;
        committed
    }

    /// One turn: no await from here to the last frame.
    fn commit(&self) -> Result<()> {
        let (drafts, replies): (Vec<_>, Vec<_>) =
            self.queue.take().into_iter().map(|waiting| (waiting.draft, waiting.reply)).unzip();
        let names: Vec<_> = drafts.iter().map(|draft| (draft.client_id, draft.sender.id.clone())).collect();
        // If the journal cannot even be read, everyone is told to try again.
        let unread = |error: Error| {
            unless_problem(Err(error));
            (names.iter().map(|_| Outcome::Refused(Problem::unavailable())).collect(), Turn::default())
        };
        let written = self.with(|journal| stamped(|stamp| journal.commit(drafts, stamp)));
        let (outcomes, turn): (Vec<_>, _) = written.unwrap_or_else(unread);
        let mut own = Own::new();
        for ((outcome, reply), (client_id, sender)) in outcomes.into_iter().zip(replies).zip(names) {
            match (reply, outcome) {
                (Reply::Socket(socket, _), Outcome::Refused(problem)) => {
                    if let Some(member) = self.crowd.member(&socket).filter(|_| problem.retry_after.is_some()) {
                        member.await_again(&socket, client_id)?;
                    }
                    self.refuse(&socket, &sender, &refusal(client_id, problem));
                }
                (Reply::Socket(_, number), Outcome::Stored { message, duplicate }) => {
                    let ack = json::write(&ack(client_id, &message, duplicate));
                    own.entry(number).or_default().push(ack);
                }
                // The caller may have gone; the message is stored all the same.
                (Reply::Call(sender), outcome) => drop(sender.send(outcome)),
            }
        }
        self.tell(&turn, own)
    }

    /// Sends each socket its own frames and what this turn wrote.
    pub(super) fn tell(&self, turn: &Turn, mut own: Own) -> Result<()> {
        let entries = self.linked(&turn.entries)?;
        for (audience, tag) in AUDIENCES {
            let mut shared = fanout::messages(&entries, audience);
            if turn.record_changed {
                shared.push(self.conversation_frame(audience)?);
            }
            let to_all = fanout::join(&shared);
            for socket in self.state.get_websockets_with_tag(tag.as_str()) {
                let Some(member) = self.crowd.member(&socket) else { continue };
                if let Some(mut frames) = own.remove(&member.number) {
                    frames.extend(shared.iter().cloned());
                    self.say_to(&socket, &member, &fanout::join(&frames).unwrap_or_default(), Worth::Lasting);
                } else if let Some(text) = &to_all {
                    self.say_to(&socket, &member, text, Worth::Lasting);
                }
            }
        }
        Ok(())
    }

    fn conversation_frame(&self, audience: Audience) -> Result<String> {
        let conversation = self.view(audience)?;
        Ok(json::write(&RoomFrame::Conversation { conversation }))
    }

    /// Writes a message that came by a call and waits for its fate.
    pub(super) async fn write(&self, viewer: &Viewer, text: Text) -> Result<Outcome> {
        let (sender, receiver) = oneshot::channel();
        let id = self.with(|journal| journal.record.id)?;
        let draft = self.draft(viewer, id, text).await?;
        self.join(vec![Waiting { draft, reply: Reply::Call(sender) }])?;
        receiver.await.map_err(|_| Error::fault("a message was dropped"))
    }
}

fn ack(client_id: ClientId, message: &Message, duplicate: bool) -> RoomFrame {
    RoomFrame::Ack { client_id, seq: message.seq, id: message.id, created_at: message.created_at, duplicate }
}

/// The field that is wrong says more than the whole.
/// A problem as a socket is told.
pub(super) fn refusal(client_id: ClientId, problem: Problem) -> RoomFrame {
    let Problem { code, detail, retry_after, errors, .. } = problem;
    let (code, detail) = errors.into_iter().next().map_or((code, detail), |error| (error.code, error.detail));
    RoomFrame::Refused { client_id: Some(client_id), code, detail, retry_after }
}
