//! What a conversation is, and how messages and agents move it: waiting → open → closed → open again.

use serde_json::value::RawValue;

use super::{bot::Talk, cursor::Cursor, ended::Barred, heads::Heads, report::facts::Facts};
use crate::{
    json::{self, FromJson, ToJson},
    protocol::{
        AgentId, ConversationId, CustomerId, DepartmentId, OrganizationId, Seq, Timestamp, WidgetId,
        bulk::Changeable,
        conversation::{
            Channel, Conversation, ConversationSummary, DepartmentRef, Fields, Priority, Rating, Status, WidgetCustomer,
        },
        message::{AgentRef, Event, MessageKind, PartyKind, Sender},
        visitor::Page,
    },
};

/// What a room keeps about its conversation beside the log. Stored as JSON: fields are only added, with a default.
#[derive(Clone, Debug, PartialEq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Record {
    pub id: ConversationId,
    pub organization_id: OrganizationId,
    pub widget_id: WidgetId,
    pub channel: Channel,
    pub status: Status,
    pub customer: WidgetCustomer,
    pub department: Option<DepartmentRef>,
    pub assignee: Option<AgentRef>,
    pub pre_chat_data: Fields,
    #[serde(default)]
    pub labels: Vec<String>,
    #[serde(default)]
    pub priority: Priority,
    /// The first visitor's message that nobody has answered.
    pub waiting_since: Option<Timestamp>,
    #[serde(default)]
    pub snoozed_until: Option<Timestamp>,
    #[serde(default)]
    pub rating: Option<Rating>,
    /// The page it started on.
    #[serde(default)]
    pub page: Page,
    pub created_at: Timestamp,
    /// How often this record changed: not every change has an entry in the log.
    #[serde(default)]
    pub changes: u32,
    /// Sessions that ended before their tokens do.
    #[serde(default)]
    pub ended: Barred,
    #[serde(default)]
    pub bot: Talk,
    /// What reports count of it.
    #[serde(default)]
    pub facts: Facts,
}

impl Record {
    /// A message was written: what else happens, told before it in the log.
    pub fn on_message(&mut self, sender: &Sender, kind: MessageKind, now: Timestamp) -> Vec<Event> {
        self.facts.on_message(sender, kind, now);
        let events = match (sender.kind, kind) {
            (PartyKind::Visitor, MessageKind::Text | MessageKind::File) => self.on_visitor(now),
            (PartyKind::Agent, MessageKind::Text | MessageKind::File) => self.on_agent(sender),
            _ => Vec::new(),
        };
        self.facts.on_status(self.status, now);
        events
    }

    fn on_visitor(&mut self, now: Timestamp) -> Vec<Event> {
        if !self.bot.on {
            self.leave_to_person(now);
        }
        match self.status {
            Status::Closed => vec![self.reopen()],
            Status::Snoozed => {
                self.reopen();
                Vec::new()
            }
            Status::Waiting | Status::Open => Vec::new(),
        }
    }

    fn on_agent(&mut self, sender: &Sender) -> Vec<Event> {
        self.bot.stop();
        self.waiting_since = None;
        let mut events = Vec::new();
        if self.status == Status::Closed {
            events.push(Event::Reopened);
        }
        if self.status != Status::Snoozed {
            self.status = Status::Open;
        }
        if let (None, Ok(id)) = (&self.assignee, sender.id.parse()) {
            let agent = AgentRef { id, name: sender.name.clone(), avatar_url: sender.avatar_url.clone() };
            self.assignee = Some(agent.clone());
            events.push(Event::AgentJoined { agent });
        }
        events
    }

    pub(super) fn reopen(&mut self) -> Event {
        self.snoozed_until = None;
        self.status = if self.assignee.is_some() { Status::Open } else { Status::Waiting };
        Event::Reopened
    }

    /// Does somebody wait for an answer?
    fn is_waited_for(&self) -> bool {
        let is_waiting =
            self.status == Status::Waiting || (self.status == Status::Open && self.waiting_since.is_some());
        is_waiting && !self.bot.on
    }

    /// When the visitor wrote first, if no person has ever answered.
    #[must_use]
    pub fn unanswered_since(&self) -> Option<Timestamp> {
        self.waiting_since.filter(|_| self.facts.answered_at.is_none() && self.status != Status::Closed)
    }

    /// Goes from one agent, or nobody, to another, unless it is somebody else's by now or nobody waits any more. From whom is
    /// `gone` for good it goes as long as it is not closed.
    pub fn route(&mut self, from: Option<AgentId>, to: Option<AgentRef>, gone: bool) -> Option<Event> {
        let is_open = if gone { self.status != Status::Closed } else { self.is_waited_for() };
        let is_as_thought = self.assignee.as_ref().map(|agent| agent.id) == from && is_open;
        if !is_as_thought || from.is_none() == to.is_none() {
            return None;
        }
        self.assignee.clone_from(&to);
        self.stop_bot();
        Some(Event::Assigned { assignee: to })
    }

    /// The Worker knows a visitor by their token alone; the conversation knows their name.
    #[must_use]
    pub fn named(&self, sender: Sender) -> Sender {
        match sender.kind {
            PartyKind::Visitor => Sender { name: self.customer.display_name.clone(), ..sender },
            _ => sender,
        }
    }

    /// The visitor, and the agent who answers.
    #[must_use]
    pub fn people(&self) -> Vec<Sender> {
        let (id, name) = (self.customer.id.to_string(), self.customer.display_name.clone());
        let visitor = Sender { kind: PartyKind::Visitor, id, name, avatar_url: None };
        let agent = self.assignee.clone().map(|AgentRef { id, name, avatar_url }| Sender {
            kind: PartyKind::Agent,
            id: id.to_string(),
            name,
            avatar_url,
        });
        std::iter::once(visitor).chain(agent).collect()
    }

    /// What of it agents change by hand.
    #[must_use]
    pub fn changeable(&self) -> Changeable {
        Changeable {
            status: self.status,
            assignee_id: self.assignee.as_ref().map(|assignee| assignee.id),
            department_id: self.department.as_ref().map(|department| department.id),
            labels: self.labels.clone(),
            priority: self.priority,
            snoozed_until: self.snoozed_until,
        }
    }

    #[must_use]
    pub fn for_visitor(&self, heads: &Heads) -> Conversation {
        Conversation {
            id: self.id,
            organization_id: self.organization_id,
            department_id: self.department.as_ref().map(|department| department.id),
            widget_customer_id: self.customer.id,
            customer_id: self.customer.customer_id,
            channel: self.channel,
            status: self.status,
            pre_chat_data: self.pre_chat_data.clone(),
            widget_customer: self.customer.clone(),
            department: self.department.clone(),
            assignee: self.assignee.clone(),
            last_seq: heads.visible,
            last_message: heads.last_message.clone(),
            unread: heads.unread_by_visitor,
            rating: self.rating.clone(),
            bot: self.bot.on,
            created_at: self.created_at,
            updated_at: heads.updated_at.max(self.created_at),
        }
    }

    #[must_use]
    pub fn for_agents(&self, heads: &Heads, online: bool) -> ConversationSummary {
        ConversationSummary {
            conversation: Conversation {
                last_seq: heads.all,
                unread: heads.unread_by_agents,
                ..self.for_visitor(heads)
            },
            labels: self.labels.clone(),
            priority: self.priority,
            online,
            waiting_since: self.waiting_since,
            snoozed_until: self.snoozed_until,
            bot_handed_over: self.bot.handed_over && !self.bot.on,
            page: self.page.clone(),
        }
    }
}

/// A conversation as others keep a copy of it: the inbox's list and D1.
#[derive(Clone, Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Snapshot {
    pub id: ConversationId,
    pub organization_id: OrganizationId,
    pub customer_id: CustomerId,
    pub registered_id: Option<CustomerId>,
    pub department_id: Option<DepartmentId>,
    pub assignee_id: Option<AgentId>,
    pub status: Status,
    pub last_seq: Seq,
    pub unread: u32,
    pub visitor_seq: Seq,
    pub visitor_unread: u32,
    /// Copies only move forward by this.
    pub revision: i64,
    /// As agents see it, written.
    pub summary: Box<RawValue>,
    #[serde(default)]
    pub widget_id: Option<WidgetId>,
    #[serde(default)]
    pub facts: Facts,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// A conversation in the inbox's list.
#[derive(Clone, Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Listed {
    pub id: ConversationId,
    pub status: Status,
    pub unread: u32,
    pub revision: i64,
    pub updated_at: Timestamp,
    pub summary: Box<RawValue>,
    /// Entries that D1 should have and does not.
    pub behind: u32,
}

impl Listed {
    /// Where a page that ends with it goes on.
    #[must_use]
    pub fn cursor(&self) -> Cursor {
        Cursor { updated_at: self.updated_at, id: self.id }
    }
}

impl Snapshot {
    #[must_use]
    pub fn listed(self, behind: u32) -> Listed {
        let Self { id, status, unread, revision, updated_at, summary, .. } = self;
        Listed { id, status, unread, revision, updated_at, summary, behind }
    }
}

impl Record {
    #[must_use]
    pub fn snapshot(&self, heads: &Heads, online: bool, revision: i64) -> Snapshot {
        let summary = self.for_agents(heads, online);
        let conversation = &summary.conversation;
        Snapshot {
            id: self.id,
            organization_id: self.organization_id,
            customer_id: self.customer.id,
            registered_id: self.customer.customer_id,
            department_id: conversation.department_id,
            assignee_id: self.assignee.as_ref().map(|agent| agent.id),
            status: self.status,
            last_seq: heads.all,
            unread: heads.unread_by_agents,
            visitor_seq: heads.visible,
            visitor_unread: heads.unread_by_visitor,
            revision,
            created_at: self.created_at,
            updated_at: conversation.updated_at,
            summary: json::write_raw(&summary),
            widget_id: Some(self.widget_id),
            facts: self.facts.clone(),
        }
    }
}

#[cfg(test)]
pub mod testing;

#[cfg(test)]
mod tests {
    use super::{testing::*, *};

    const NOW: Timestamp = Timestamp::from_millis(5_000);

    #[test]
    fn i5_the_first_answer_opens_the_conversation_and_makes_it_the_agents() {
        let mut record = record();
        assert!(record.on_message(&visitor(), MessageKind::Text, NOW).is_empty());
        assert_eq!((record.status, record.waiting_since), (Status::Waiting, Some(NOW)));
        let events = record.on_message(&agent(), MessageKind::Text, NOW.plus(1));
        assert!(matches!(&events[..], [Event::AgentJoined { agent }] if agent.name == "Ada"));
        assert_eq!((record.status, record.waiting_since), (Status::Open, None));
        assert!(record.on_message(&agent(), MessageKind::Text, NOW.plus(2)).is_empty(), "joins once");
    }

    #[test]
    fn f2_who_wrote_is_unanswered_until_a_person_has_answered_or_it_is_closed() {
        let mut record = record();
        assert_eq!(record.unanswered_since(), None);
        record.on_message(&visitor(), MessageKind::Text, NOW);
        record.on_message(&visitor(), MessageKind::Text, NOW.plus(1));
        assert_eq!(record.unanswered_since(), Some(NOW));
        let closed = Record { status: Status::Closed, ..record.clone() };
        assert_eq!(closed.unanswered_since(), None);
        record.on_message(&agent(), MessageKind::Text, NOW.plus(2));
        record.on_message(&visitor(), MessageKind::Text, NOW.plus(3));
        assert_eq!((record.waiting_since, record.unanswered_since()), (Some(NOW.plus(3)), None));
    }

    #[test]
    fn notes_change_nothing() {
        let mut noted = record();
        assert!(noted.on_message(&agent(), MessageKind::Note, NOW).is_empty());
        assert_eq!(noted, record());
    }

    #[test]
    fn waiting_counts_from_the_first_unanswered_message() {
        let mut record = record();
        record.on_message(&visitor(), MessageKind::Text, NOW);
        record.on_message(&visitor(), MessageKind::Text, NOW.plus(60_000));
        assert_eq!(record.waiting_since, Some(NOW));
    }

    #[test]
    fn the_stored_record_reads_the_same_for_ever() {
        let stored = serde_json::to_string(&record()).unwrap();
        assert_eq!(serde_json::from_str::<Record>(&stored).unwrap(), record());
        let pinned = r#"{"id":"0190a5c8-1111-7000-8000-0000000000a6","organization_id":"0190a5c8-1111-7000-8000-0000000000a6","widget_id":"0190a5c8-1111-7000-8000-0000000000a6","channel":"webchat","status":"waiting","customer":{"id":"0190a5c8-1111-7000-8000-0000000000a6","visitor_id":"visitor-1","full_name":null,"display_name":"Quiet Heron","email":null,"phone":null,"custom_fields":{},"customer_id":null,"first_seen_at":"1970-01-01T00:00:01.000Z","last_seen_at":"1970-01-01T00:00:01.000Z"},"department":null,"assignee":null,"pre_chat_data":{},"waiting_since":null,"created_at":"1970-01-01T00:00:01.000Z"}"#;
        assert_eq!(serde_json::from_str::<Record>(pinned).unwrap(), record());
    }
}
