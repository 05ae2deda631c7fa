//! What the inbox does with a room, and what it is to tell agents of: notes that name them, conversations they were given.

use worker::Request;

use super::{
    commit::Own,
    log,
    shell::{Room, stamped},
};
use crate::{
    domain::{conversation::Listed, text},
    inbox::commands::{Addressed, Route},
    platform::{Result, object::read_command},
    protocol::{
        AgentId, Seq,
        message::{Event, Message, MessageKind, PartyKind},
        notice::{Notice, NoticeBy, NoticeKind},
    },
};

/// Entries of one tell; the next tells of the others.
pub(super) const MOST: u32 = 50;

impl Room {
    pub(super) async fn on_route(&self, request: &mut Request) -> Result<Listed> {
        let Route { organization_id, from, to } = read_command(request).await?;
        self.check_owner(organization_id)?;
        let turn = self.with(|journal| stamped(|stamp| journal.route(from, to, stamp)))??;
        self.tell(&turn, Own::new())?;
        self.arm().await?;
        let snapshot = self.snapshot(self.visitor_is_here())?;
        let behind = self.behind_by(snapshot.last_seq);
        Ok(snapshot.listed(behind))
    }

    /// What agents have not been told of yet, and the last entry of it.
    pub(super) fn untold(&self) -> Result<(Vec<Addressed>, Option<Seq>)> {
        let messages = log::untold(&self.sql, MOST)?;
        let last = messages.last().map(|message| message.seq);
        let said = self.with(|journal| journal.heads.last_message.as_ref().map(|last| last.body.clone()))?;
        let said = said.unwrap_or_default();
        Ok((messages.iter().flat_map(|message| notices(message, &said)).collect(), last))
    }
}

/// Is somebody to be told of this entry who did not make it?
pub(super) fn is_told(message: &Message) -> bool {
    !addressees(message).is_empty()
}

fn notices(message: &Message, said: &str) -> Vec<Addressed> {
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
    addressees(message).into_iter().map(|agent| Addressed { agent, notice: notice.clone() }).collect()
}

fn addressees(message: &Message) -> Vec<AgentId> {
    let mut agents = match &message.event {
        Some(Event::Assigned { assignee: Some(agent) }) => vec![agent.id],
        _ => message.mentions.clone(),
    };
    agents.sort_unstable();
    agents.dedup();
    agents.retain(|agent| agent.to_string() != message.sender.id);
    agents
}

#[cfg(test)]
#[path = "notices_tests.rs"]
mod tests;
