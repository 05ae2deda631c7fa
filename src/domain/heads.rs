//! Where a log ends, for agents and for the visitor: a fold over its entries, kept in memory and derivable again.

use crate::protocol::{
    Seq, Timestamp,
    conversation::Preview,
    message::{Message, MessageKind, PartyKind},
};

use super::text;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heads {
    pub all: Seq,
    /// The last entry that the visitor may see.
    pub visible: Seq,
    pub last_message: Option<Preview>,
    pub unread_by_agents: u32,
    pub unread_by_visitor: u32,
    pub updated_at: Timestamp,
}

impl Default for Heads {
    fn default() -> Self {
        let updated_at = Timestamp::from_millis(0);
        Self { all: 0, visible: 0, last_message: None, unread_by_agents: 0, unread_by_visitor: 0, updated_at }
    }
}

impl Heads {
    pub fn apply(&mut self, message: &Message) {
        self.all = message.seq;
        self.updated_at = self.updated_at.max(message.created_at);
        if !message.visible_to_visitor() {
            return;
        }
        self.visible = message.seq;
        if message.kind == MessageKind::Event {
            return;
        }
        self.last_message = Some(preview(message));
        match message.sender.kind {
            PartyKind::Visitor => self.unread_by_agents += 1,
            _ => self.unread_by_visitor += 1,
        }
    }
}

#[must_use]
pub fn preview(message: &Message) -> Preview {
    // Of files that come without a word, their names.
    let names = message.attachments.iter().map(|file| &*file.name).collect::<Vec<_>>().join(", ");
    Preview {
        seq: message.seq,
        kind: message.kind,
        sender: message.sender.kind,
        body: text::preview(if message.body.is_empty() { &names } else { &message.body }),
        created_at: message.created_at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::conversation::testing::{agent, message, visitor},
        protocol::message::{Event, Sender},
    };

    fn entry(seq: Seq, sender: Sender, kind: MessageKind, event: Option<Event>) -> Message {
        Message { event, ..message(seq, sender, kind, &format!("message {seq}")) }
    }

    #[test]
    fn visitors_get_no_gap_from_notes_and_no_unread_from_events() {
        let mut heads = Heads::default();
        heads.apply(&entry(1, visitor(), MessageKind::Text, None));
        heads.apply(&entry(2, agent(), MessageKind::Note, None));
        heads.apply(&entry(3, Sender::system(), MessageKind::Event, Some(Event::Assigned { assignee: None })));
        assert_eq!((heads.all, heads.visible, heads.unread_by_agents, heads.unread_by_visitor), (3, 1, 1, 0));
        heads.apply(&entry(4, Sender::system(), MessageKind::Event, Some(Event::Closed)));
        assert_eq!((heads.visible, heads.unread_by_visitor), (4, 0));
        heads.apply(&entry(5, agent(), MessageKind::Text, None));
        assert_eq!((heads.visible, heads.unread_by_visitor), (5, 1));
        assert_eq!(heads.last_message.unwrap().body, "message 5");
    }
}
