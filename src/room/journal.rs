//! The journal: a room's log with its record and heads in memory. Every change goes through here, whole, in one turn
//! without an await, so that no other event can come between a check and what is written.

use std::collections::HashMap;

use super::{
    commands::Text,
    log::{self, Audience, Mark},
    turn::{Sheet, Stamp, Turn},
};
use crate::{
    domain::{budget::Budget, change::Change, conversation::Record, heads::Heads, marks, text},
    platform::sql::{Sql, SqlError},
    protocol::{
        AgentId, ClientId, Problem, Seq, Timestamp,
        frames::Party,
        message::{AgentRef, Attachment, Message, MessageKind, PartyKind, Sender},
    },
};

type Result<T> = std::result::Result<T, SqlError>;

/// Milliseconds in which nothing is written after storage failed, as the refusal says.
const BREAK: i64 = 2_000;
/// A bound value has at most 2 MB; so much text fits into one statement however it is escaped.
const MOST_BYTES: usize = 256 * 1024;
const MOST_DRAFTS: usize = 100;

pub struct Journal<S> {
    pub sql: S,
    pub record: Record,
    pub heads: Heads,
    pub marks: Vec<Mark>,
    messages_per_window: u32,
    /// Only a courtesy limit: forgetting it with the object is harmless.
    budgets: HashMap<String, Budget>,
    resent: HashMap<String, Budget>,
    /// Storage failed: what comes before this is refused too, so that it does not overtake what was.
    broken_until: Timestamp,
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
    pub attachments: Vec<Attachment>,
    pub mentions: Vec<AgentId>,
}

impl Draft {
    pub fn new(sender: Sender, text: Text, attachments: Vec<Attachment>) -> Self {
        let Text { client_id, kind, body, mentions, .. } = text;
        Self { sender, client_id, kind, body, attachments, mentions }
    }

    #[must_use]
    pub fn key(&self) -> Key {
        (log::sender_key(&self.sender), self.client_id)
    }

    fn check(&self) -> std::result::Result<(), Problem> {
        text::check_message(self.kind, &self.body, self.attachments.len())?;
        text::check_mentions(self.kind, &self.mentions)
    }

    /// The same client id again: is it the same message?
    fn is(&self, message: &Message) -> bool {
        message.kind == self.kind
            && message.body == self.body
            && message.attachments == self.attachments
            && message.mentions == self.mentions
    }
}

/// What recognises a message that is sent again: who sent it, under which client id.
pub type Key = (String, ClientId);

/// What became of a draft.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    Stored { message: Box<Message>, duplicate: bool },
    Refused(Problem),
}

impl<S: Sql> Journal<S> {
    /// The conversation this database holds, if there is one yet.
    ///
    /// # Errors
    /// When the database fails, as for all below.
    pub fn load(sql: S, messages_per_window: u32) -> Result<Option<Self>> {
        let Some(record) = log::record(&sql)? else { return Ok(None) };
        let marks = log::marks(&sql)?;
        let heads = log::heads(&sql, &marks)?;
        Ok(Some(Self { heads, marks, ..Self::new(sql, record, messages_per_window) }))
    }

    pub fn create(sql: S, record: Record, messages_per_window: u32) -> Result<Self> {
        log::save(&sql, &record)?;
        Ok(Self::new(sql, record, messages_per_window))
    }

    fn new(sql: S, record: Record, messages_per_window: u32) -> Self {
        Self {
            sql,
            record,
            heads: Heads::default(),
            marks: Vec::new(),
            messages_per_window,
            budgets: HashMap::new(),
            resent: HashMap::new(),
            broken_until: Timestamp::from_millis(0),
            unsaved: false,
        }
    }

    /// Writes all drafts, in order; one that is refused does not stop the others.
    pub fn commit(&mut self, drafts: Vec<Draft>, stamp: &Stamp<'_>) -> (Vec<Outcome>, Turn) {
        let (mut outcomes, mut turn) = (Vec::new(), Turn::default());
        let (mut part, mut bytes) = (Vec::new(), 0);
        let mut drafts = drafts.into_iter().peekable();
        while let Some(draft) = drafts.next() {
            bytes += draft.body.len();
            part.push(draft);
            let is_full = |next: &Draft| part.len() >= MOST_DRAFTS || bytes + next.body.len() > MOST_BYTES;
            if drafts.peek().is_none_or(is_full) {
                let (fates, written) = self.commit_part(std::mem::take(&mut part), stamp);
                bytes = 0;
                outcomes.extend(fates);
                turn.entries.extend(written.entries);
                turn.record_changed |= written.record_changed;
            }
        }
        (outcomes, turn)
    }

    fn commit_part(&mut self, drafts: Vec<Draft>, stamp: &Stamp<'_>) -> (Vec<Outcome>, Turn) {
        let known = log::find(&self.sql, &drafts).ok().filter(|_| stamp.now >= self.broken_until);
        let Some(known) = known else {
            if stamp.now >= self.broken_until {
                self.broken_until = stamp.now.plus(BREAK);
            }
            let refused = drafts.iter().map(|_| Outcome::Refused(Problem::unavailable())).collect();
            return (refused, Turn::default());
        };
        let mut sheet = Sheet::new(&self.record, &self.heads);
        let mut new = HashMap::new();
        let places: Vec<Place> =
            drafts.into_iter().map(|draft| self.place(draft, &known, &mut new, &mut sheet, stamp)).collect();
        let written = self.write(&mut sheet);
        if written.is_err() {
            self.broken_until = stamp.now.plus(BREAK);
        }
        let outcomes = places.into_iter().map(|place| place.outcome(&sheet, written.is_ok())).collect();
        (outcomes, written.unwrap_or_default())
    }

    /// Finds a draft's place: it is known, or it is new, or it may not be.
    fn place(
        &mut self,
        draft: Draft,
        known: &HashMap<Key, Message>,
        new: &mut HashMap<Key, usize>,
        sheet: &mut Sheet,
        stamp: &Stamp<'_>,
    ) -> Place {
        if let Err(problem) = draft.check() {
            return Place::Refused(problem);
        }
        let key = draft.key();
        let again = match (known.get(&key), new.get(&key)) {
            (Some(message), _) if draft.is(message) => Some(Place::Known(Box::new(message.clone()))),
            (None, Some(place)) if draft.is(sheet.message(*place)) => Some(Place::Again(*place)),
            (None, None) => None,
            _ => Some(Place::Refused(conflict())),
        };
        if let Some(place) = again {
            let budget = self.resent.entry(draft.sender.id).or_insert_with(Budget::resent);
            return budget
                .take(stamp.now)
                .map_or_else(|seconds| Place::Refused(Problem::too_many(seconds)), |()| place);
        }
        if let Err(problem) = self.take(&draft.sender.id, stamp.now) {
            return Place::Refused(problem);
        }
        let sender = self.record.named(draft.sender);
        let place = sheet.add_draft(Draft { sender, ..draft }, stamp);
        new.insert(key, place);
        Place::New(place)
    }

    fn take(&mut self, sender: &str, now: Timestamp) -> std::result::Result<(), Problem> {
        let budget = self.budgets.entry(sender.to_owned());
        let budget = budget.or_insert_with(|| Budget::new(self.messages_per_window));
        budget.take(now).map_err(Problem::too_many)
    }

    /// Writes a sheet, all of it or nothing; only then does what is in memory change.
    pub(super) fn write(&mut self, sheet: &mut Sheet) -> Result<Turn> {
        let entries = sheet.write(&self.sql)?;
        let record_changed = sheet.record != self.record;
        sheet.record.changes += u32::from(record_changed);
        if record_changed || self.unsaved {
            let saved = log::save(&self.sql, &sheet.record);
            if entries.is_empty() {
                saved.clone()?;
            }
            // The entries are in the log already and tell the same; the next turn tries again.
            self.unsaved = saved.is_err();
        }
        self.heads = sheet.heads.clone();
        self.record = sheet.record.clone();
        Ok(Turn { entries, record_changed })
    }

    /// Somebody changes the conversation, all of it or nothing; the log tells it.
    ///
    /// # Errors
    /// A problem when one of the changes is not theirs to make.
    pub fn change(
        &mut self,
        changes: &[Change],
        note: Option<Draft>,
        by: &Sender,
        is_visitor_here: bool,
        stamp: &Stamp<'_>,
    ) -> crate::platform::Result<Turn> {
        // The note that came with it says that all of it has been done.
        if let Some(note) = &note
            && self.is_known(note)?
        {
            return Ok(Turn::default());
        }
        if by.kind == PartyKind::Visitor || note.is_some() {
            self.take(&by.id, stamp.now)?;
        }
        let mut sheet = Sheet::new(&self.record, &self.heads);
        let mut events = Vec::new();
        for change in changes {
            events.extend(sheet.record.change(change, by.kind, stamp.now)?);
        }
        sheet.record.facts.on_change(&self.record.facts, by.kind, is_visitor_here);
        sheet.add_events(events, &self.record.named(by.clone()), stamp);
        if let Some(note) = note {
            sheet.add_draft(note, stamp);
        }
        Ok(self.write(&mut sheet)?)
    }

    fn is_known(&self, note: &Draft) -> crate::platform::Result<bool> {
        note.check()?;
        match log::find(&self.sql, std::slice::from_ref(note))?.get(&note.key()) {
            Some(message) if !note.is(message) => Err(conflict().into()),
            known => Ok(known.is_some()),
        }
    }

    /// The inbox gives it to somebody, or takes it from them.
    pub fn route(
        &mut self,
        from: Option<AgentId>,
        to: Option<AgentRef>,
        gone: bool,
        stamp: &Stamp<'_>,
    ) -> Result<Turn> {
        let mut sheet = Sheet::new(&self.record, &self.heads);
        let events = sheet.record.route(from, to, gone).into_iter().collect();
        sheet.add_events(events, &Sender::system(), stamp);
        self.write(&mut sheet)
    }

    /// The record alone changes; no entry tells of it.
    pub fn amend(&mut self, change: impl FnOnce(&mut Record)) -> Result<Turn> {
        let mut sheet = Sheet::new(&self.record, &self.heads);
        change(&mut sheet.record);
        self.write(&mut sheet)
    }

    /// Snoozed until now: it comes back by itself.
    pub fn end_snooze(&mut self, stamp: &Stamp<'_>) -> Result<Turn> {
        if self.record.snoozed_until.is_none_or(|until| until > stamp.now) {
            return Ok(Turn::default());
        }
        let mut sheet = Sheet::new(&self.record, &self.heads);
        let events = sheet.record.end_snooze(stamp.now);
        sheet.add_events(events, &Sender::system(), stamp);
        self.write(&mut sheet)
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
        let audience = Audience::from(reader.kind);
        let read_so_far = log::read_by(&self.marks, audience).max(mark.read);
        let unread = moved_read.map(|_| log::unread_by(&self.sql, audience, read_so_far)).transpose()?;
        log::set_mark(&self.sql, &mark)?;
        match known {
            Some(at) => self.marks[at] = mark.clone(),
            None => self.marks.push(mark.clone()),
        }
        match (audience, unread) {
            (Audience::Visitor, Some(unread)) => self.heads.unread_by_visitor = unread,
            (Audience::Agents, Some(unread)) => self.heads.unread_by_agents = unread,
            (_, None) => {}
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

/// Where a draft ended up.
enum Place {
    New(usize),
    /// The same as one before it on this sheet.
    Again(usize),
    Known(Box<Message>),
    Refused(Problem),
}

impl Place {
    fn outcome(self, sheet: &Sheet, is_written: bool) -> Outcome {
        let (message, duplicate) = match self {
            Self::Refused(problem) => return Outcome::Refused(problem),
            Self::Known(message) => return Outcome::Stored { message, duplicate: true },
            Self::New(place) => (place, false),
            Self::Again(place) => (place, true),
        };
        if !is_written {
            return Outcome::Refused(Problem::unavailable());
        }
        Outcome::Stored { message: Box::new(sheet.message(message).clone()), duplicate }
    }
}

fn conflict() -> Problem {
    Problem::new(409, "client_id_conflict", "Another message was already sent under this client id.")
}

fn unread(reader: &Party) -> Mark {
    Mark { reader: reader.clone(), read: 0, delivered: 0 }
}

#[cfg(test)]
#[path = "journal_tests.rs"]
mod tests;
