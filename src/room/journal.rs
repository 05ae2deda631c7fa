//! The journal: a room's log with its record and heads in memory. Every change goes through here, whole, in one turn
//! without an await, so that no other event can come between a check and what is written.

use std::collections::HashMap;

use super::{
    commands::Text,
    log::{self, Audience, Mark, Stored},
};
use crate::{
    domain::{budget::Budget, conversation::Record, heads::Heads, marks, text},
    platform::sql::{Sql, SqlError},
    protocol::{
        ClientId, MessageId, Problem, Seq, Timestamp,
        conversation::Status,
        frames::Party,
        message::{Event, Message, MessageKind, Sender},
    },
};

type Result<T> = std::result::Result<T, SqlError>;

pub struct Journal<S> {
    pub sql: S,
    pub record: Record,
    pub heads: Heads,
    pub marks: Vec<Mark>,
    /// Only a courtesy limit: forgetting it with the object is harmless.
    budgets: HashMap<String, Budget>,
    /// The record could not be saved when it last changed; the next turn tries again.
    unsaved: bool,
}

/// A message somebody wants to write.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    pub sender: Sender,
    pub client_id: ClientId,
    pub kind: MessageKind,
    pub body: String,
    pub attachments: usize,
}

impl Draft {
    pub fn new(sender: Sender, text: Text) -> Self {
        let Text { client_id, kind, body, attachments } = text;
        Self { sender, client_id, kind, body, attachments }
    }
}

/// What became of a draft.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    Stored { message: Box<Message>, duplicate: bool },
    Refused(Problem),
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

/// Where new ids and the time come from.
pub struct Stamp<'a> {
    pub now: Timestamp,
    pub new_id: &'a dyn Fn() -> MessageId,
}

impl<S: Sql> Journal<S> {
    /// The conversation this database holds, if there is one yet.
    ///
    /// # Errors
    /// When the database fails, as for all below.
    pub fn load(sql: S) -> Result<Option<Self>> {
        let Some(record) = log::record(&sql)? else { return Ok(None) };
        let marks = log::marks(&sql)?;
        let heads = log::heads(&sql, &marks)?;
        Ok(Some(Self { sql, record, heads, marks, budgets: HashMap::new(), unsaved: false }))
    }

    pub fn create(sql: S, record: Record) -> Result<Self> {
        log::save(&sql, &record)?;
        Ok(Self { sql, record, heads: Heads::default(), marks: Vec::new(), budgets: HashMap::new(), unsaved: false })
    }

    /// Writes all drafts, in order; one that is refused does not stop the others.
    pub fn commit(&mut self, drafts: Vec<Draft>, stamp: &Stamp<'_>) -> (Vec<Outcome>, Turn) {
        let mut turn = Turn::default();
        let outcomes = drafts.into_iter().map(|draft| self.write(draft, stamp, &mut turn)).collect();
        self.keep(&turn);
        (outcomes, turn)
    }

    /// Saves the record if it changed; if that fails, the next turn tries again.
    fn keep(&mut self, turn: &Turn) {
        if turn.record_changed || self.unsaved {
            self.unsaved = log::save(&self.sql, &self.record).is_err();
        }
    }

    fn write(&mut self, mut draft: Draft, stamp: &Stamp<'_>, turn: &mut Turn) -> Outcome {
        draft.sender = self.record.named(draft.sender);
        if let Err(problem) = text::check_message(draft.kind, &draft.body, draft.attachments) {
            return Outcome::Refused(problem);
        }
        match log::find(&self.sql, draft.sender.kind, &draft.sender.id, draft.client_id) {
            Ok(None) => {}
            Ok(Some(known)) => return again(known, &draft),
            Err(_) => return Outcome::Refused(Problem::unavailable()),
        }
        let budget = self.budgets.entry(draft.sender.id.clone()).or_insert_with(Budget::messages);
        if let Err(seconds) = budget.take(stamp.now) {
            return Outcome::Refused(Problem::too_many(seconds));
        }
        // The record changes only once all of it is in the log.
        let mut record = self.record.clone();
        let events = record.on_message(&draft.sender, draft.kind, stamp.now);
        match self.append_all(events, Some(draft), stamp, turn) {
            Ok(Some(message)) => {
                self.replace(record, turn);
                Outcome::Stored { message: Box::new(message), duplicate: false }
            }
            _ => Outcome::Refused(Problem::unavailable()),
        }
    }

    fn append_all(
        &mut self,
        events: Vec<Event>,
        draft: Option<Draft>,
        stamp: &Stamp<'_>,
        turn: &mut Turn,
    ) -> Result<Option<Message>> {
        let mut last = None;
        for fresh in events.into_iter().map(Fresh::Event).chain(draft.map(Fresh::Draft)) {
            last = Some(self.append(fresh, stamp, turn)?);
        }
        Ok(last)
    }

    fn replace(&mut self, record: Record, turn: &mut Turn) {
        if record != self.record {
            self.record = Record { changes: record.changes + 1, ..record };
            turn.record_changed = true;
        }
    }

    /// Sets the status by hand; the log tells it.
    ///
    /// # Errors
    /// A problem when it cannot be set so.
    pub fn set_status(&mut self, status: Status, stamp: &Stamp<'_>) -> crate::platform::Result<Turn> {
        let mut turn = Turn::default();
        let mut record = self.record.clone();
        let event = record.set_status(status)?;
        self.append_all(event.into_iter().collect(), None, stamp, &mut turn)?;
        self.replace(record, &mut turn);
        self.keep(&turn);
        Ok(turn)
    }

    fn append(&mut self, fresh: Fresh, stamp: &Stamp<'_>, turn: &mut Turn) -> Result<Message> {
        let message = fresh.message(self.record.id, self.heads.all + 1, stamp);
        let stored = log::append(&self.sql, &message)?;
        let visible_prev = message.visible_to_visitor().then_some(self.heads.visible);
        turn.entries.push(Entry { stored, prev: self.heads.all, visible_prev });
        self.heads.apply(&message);
        Ok(message)
    }

    /// A reader says how far they have read or received. `None`: nothing moved.
    pub fn mark(&mut self, reader: &Party, read: Seq, delivered: Seq) -> Result<Option<Mark>> {
        let head = self.head(Audience::from(reader.kind));
        let known = self.marks.iter().position(|mark| mark.reader == *reader);
        let mut mark = known.map_or_else(|| unread(reader), |at| self.marks[at].clone());
        let moved_read = marks::advance(mark.read, read, head);
        // What is read has been delivered.
        let moved_delivered = marks::advance(mark.delivered, delivered.max(read), head);
        if moved_read.is_none() && moved_delivered.is_none() {
            return Ok(None);
        }
        mark.read = moved_read.unwrap_or(mark.read);
        mark.delivered = moved_delivered.unwrap_or(mark.delivered);
        log::set_mark(&self.sql, &mark)?;
        match known {
            Some(at) => self.marks[at] = mark.clone(),
            None => self.marks.push(mark.clone()),
        }
        if moved_read.is_some() {
            self.heads = log::heads(&self.sql, &self.marks)?;
        }
        Ok(Some(mark))
    }

    #[must_use]
    pub fn head(&self, audience: Audience) -> Seq {
        match audience {
            Audience::Visitor => self.heads.visible,
            Audience::Agents => self.heads.all,
        }
    }

    /// Grows with every change that others keep a copy of: entries, read marks, the record.
    #[must_use]
    pub fn revision(&self) -> i64 {
        let read: i64 = self.marks.iter().map(|mark| i64::from(mark.read)).sum();
        i64::from(self.heads.all) + read + i64::from(self.record.changes) + 1
    }
}

/// An entry before it has a place.
enum Fresh {
    Draft(Draft),
    Event(Event),
}

impl Fresh {
    fn message(self, conversation_id: crate::protocol::ConversationId, seq: Seq, stamp: &Stamp<'_>) -> Message {
        let (client_id, kind, sender, body, event) = match self {
            Self::Draft(draft) => (Some(draft.client_id), draft.kind, draft.sender, draft.body, None),
            Self::Event(event) => (None, MessageKind::Event, Sender::system(), String::new(), Some(event)),
        };
        let (id, created_at) = ((stamp.new_id)(), stamp.now);
        Message { id, seq, client_id, conversation_id, kind, sender, body, attachments: Vec::new(), event, created_at }
    }
}

/// The same client id again: the same answer if it is the same message.
fn again(known: Message, draft: &Draft) -> Outcome {
    if known.kind == draft.kind && known.body == draft.body {
        return Outcome::Stored { message: Box::new(known), duplicate: true };
    }
    let detail = "Another message was already sent under this client id.";
    Outcome::Refused(Problem::new(409, "client_id_conflict", detail))
}

fn unread(reader: &Party) -> Mark {
    Mark { reader: reader.clone(), read: 0, delivered: 0 }
}

#[cfg(test)]
#[path = "journal_tests.rs"]
mod tests;
