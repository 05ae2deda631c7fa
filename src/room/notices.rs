//! What the inbox does with a room, and what it is to tell agents of: notes that name them, conversations they were given.

use worker::Request;

use super::{
    commit::Own,
    log,
    shell::{Room, stamped},
};
use crate::{
    domain::text,
    inbox::commands::{Addressed, Route},
    json::Raw,
    platform::{Result, json, object::read_command},
    protocol::{
        AgentId, Seq,
        message::{Event, Message, MessageKind, PartyKind},
        notice::{Notice, NoticeBy, NoticeKind},
    },
};

/// Entries of one tell; the next tells of the others.
pub(super) const MOST: u32 = 50;

impl Room {
    /// The inbox hears what became of it in any case: it may know less than it thinks.
    pub(super) async fn on_route(&self, request: &mut Request) -> Result<()> {
        let Route { organization_id, from, to, gone } = read_command(request).await?;
        self.check_owner(organization_id)?;
        let turn = self.with(|journal| stamped(|stamp| journal.route(from, to, gone, stamp)))??;
        self.tell(&turn, Own::new())?;
        self.presence_changed();
        self.arm().await
    }

    /// What agents have not been told of yet, if there is anything, and the last entry of it.
    pub(super) fn untold(&self) -> Result<Option<(Raw, Seq)>> {
        let messages = log::untold(&self.sql, MOST)?;
        let Some(last) = messages.last().map(|message| message.seq) else { return Ok(None) };
        let said = self.with(|journal| journal.heads.last_message.as_ref().map(|last| last.body.clone()))?;
        Ok(Some((json::write_raw(&notices(&messages, &said.unwrap_or_default())), last)))
    }
}

/// Is somebody to be told of this entry who did not make it?
pub(super) fn is_told(message: &Message) -> bool {
    !addressees(message).is_empty()
}

fn notices(messages: &[Message], said: &str) -> Vec<Addressed> {
    let mut told = Vec::new();
    for message in messages {
        let is_note = message.kind == MessageKind::Note;
        let sender = &message.sender;
        let by = sender.id.parse().ok().filter(|_| sender.kind == PartyKind::Agent);
        let notice = Notice {
            id: message.id.0.into(),
            kind: if is_note { NoticeKind::Mention } else { NoticeKind::Assigned },
            conversation_id: message.conversation_id,
            message_seq: message.seq,
            by: by.map(|id| NoticeBy { id, name: sender.name.clone() }),
            text: if is_note { text::preview(&message.body) } else { said.to_owned() },
            created_at: message.created_at,
            read: false,
        };
        for agent in addressees(message) {
            told.push(Addressed { agent, notice: notice.clone() });
        }
    }
    told
}

/// Each once, and nobody of what they did themselves.
fn addressees(message: &Message) -> Vec<AgentId> {
    let mut agents = Vec::new();
    let given = match &message.event {
        Some(Event::Assigned { assignee: Some(agent) }) => std::slice::from_ref(&agent.id),
        _ => &message.mentions[..],
    };
    for agent in given {
        if !agents.contains(agent) && agent.to_string() != message.sender.id {
            agents.push(*agent);
        }
    }
    agents
}

#[cfg(test)]
#[path = "notices_tests.rs"]
mod tests;
