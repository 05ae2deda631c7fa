//! What one turn writes: entries get their places in memory first, then all are written by one statement, or none.

use super::{
    journal::Draft,
    log::{self, Stored},
};
use crate::{
    domain::{conversation::Record, heads::Heads},
    platform::sql::{Sql, SqlError},
    protocol::{
        MessageId, Seq, Timestamp,
        bot::BotPart,
        message::{Event, Message, MessageKind, Sender},
    },
};

/// Where new ids and the time come from.
pub struct Stamp<'a> {
    pub now: Timestamp,
    pub new_id: &'a dyn Fn() -> MessageId,
}

/// A new entry, with the entries before it that each audience may see.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub stored: Stored,
    pub prev: Seq,
    /// `None`: not for visitors.
    pub visible_prev: Option<Seq>,
}

/// What one turn wrote.
#[derive(Debug, Default)]
pub struct Turn {
    pub entries: Vec<Entry>,
    pub record_changed: bool,
}

/// A turn that is not written yet.
pub struct Sheet {
    pub record: Record,
    pub heads: Heads,
    messages: Vec<Message>,
    prevs: Vec<(Seq, Option<Seq>)>,
}

impl Sheet {
    #[must_use]
    pub fn new(record: &Record, heads: &Heads) -> Self {
        Self { record: record.clone(), heads: heads.clone(), messages: Vec::new(), prevs: Vec::new() }
    }

    /// Adds a message, after what it makes happen; its place on the sheet.
    pub fn add_draft(&mut self, draft: Draft, stamp: &Stamp<'_>) -> usize {
        let events = self.record.on_message(&draft.sender, draft.kind, stamp.now);
        self.add_events(events, &Sender::system(), stamp);
        let place = self.write_draft(draft, None, stamp);
        self.record.bot.hear(&self.messages[place]);
        place
    }

    /// Adds what the bot says: nothing happens by that.
    pub fn add_answer(&mut self, draft: Draft, part: BotPart, stamp: &Stamp<'_>) {
        self.write_draft(draft, Some(part), stamp);
    }

    fn write_draft(&mut self, draft: Draft, bot: Option<BotPart>, stamp: &Stamp<'_>) -> usize {
        let Draft { sender, client_id, kind, body, attachments, mentions } = draft;
        let client_id = Some(client_id);
        self.add(stamp, sender, |message| Message { client_id, kind, body, attachments, mentions, bot, ..message });
        self.messages.len() - 1
    }

    pub fn add_events(&mut self, events: Vec<Event>, by: &Sender, stamp: &Stamp<'_>) {
        for event in events {
            self.add(stamp, by.clone(), |message| Message { event: Some(event), ..message });
        }
    }

    fn add(&mut self, stamp: &Stamp<'_>, sender: Sender, fill: impl FnOnce(Message) -> Message) {
        let message = fill(Message {
            id: (stamp.new_id)(),
            seq: self.heads.all + 1,
            client_id: None,
            conversation_id: self.record.id,
            kind: MessageKind::Event,
            sender,
            body: String::new(),
            attachments: Vec::new(),
            event: None,
            mentions: Vec::new(),
            bot: None,
            created_at: stamp.now,
        });
        let visible_prev = message.visible_to_visitor().then_some(self.heads.visible);
        self.prevs.push((self.heads.all, visible_prev));
        self.heads.apply(&message);
        self.messages.push(message);
    }

    #[must_use]
    pub fn message(&self, place: usize) -> &Message {
        &self.messages[place]
    }

    /// # Errors
    /// When the database fails: then nothing is written.
    pub fn write(&self, sql: &impl Sql) -> Result<Vec<Entry>, SqlError> {
        let stored = log::append(sql, &self.messages)?;
        let prevs = self.prevs.iter();
        Ok(stored
            .into_iter()
            .zip(prevs)
            .map(|(stored, &(prev, visible_prev))| Entry { stored, prev, visible_prev })
            .collect())
    }
}
