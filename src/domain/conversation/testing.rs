//! A conversation, its people and its messages, for tests.

use super::*;
use crate::protocol::message::Message;

pub const VISITOR: &str = "0190a5c8-1111-7000-8000-0000000000a6";
pub const AGENT: &str = "0190a5c8-2222-7000-8000-0000000000b7";

#[must_use]
pub fn visitor() -> Sender {
    Sender { kind: PartyKind::Visitor, id: VISITOR.into(), name: "Quiet Heron".into(), avatar_url: None }
}

#[must_use]
pub fn agent() -> Sender {
    Sender { kind: PartyKind::Agent, id: AGENT.into(), name: "Ada".into(), avatar_url: None }
}

#[must_use]
pub fn record() -> Record {
    let now = Timestamp::from_millis(1_000);
    let id: CustomerId = VISITOR.parse().unwrap();
    Record {
        id: id.0.into(),
        organization_id: id.0.into(),
        widget_id: id.0.into(),
        channel: Channel::Webchat,
        status: Status::Waiting,
        customer: WidgetCustomer {
            id,
            visitor_id: "visitor-1".into(),
            full_name: None,
            display_name: "Quiet Heron".into(),
            email: None,
            phone: None,
            custom_fields: Fields::new(),
            customer_id: None,
            first_seen_at: now,
            last_seen_at: now,
        },
        department: None,
        assignee: None,
        pre_chat_data: Fields::new(),
        labels: Vec::new(),
        priority: Priority::Normal,
        waiting_since: None,
        snoozed_until: None,
        rating: None,
        page: Page::default(),
        created_at: now,
        changes: 0,
        ended: Barred::default(),
        bot: Talk::default(),
        facts: Facts::default(),
    }
}

#[must_use]
pub fn message(seq: Seq, sender: Sender, kind: MessageKind, body: &str) -> Message {
    Message {
        id: uuid::Uuid::nil().into(),
        seq,
        client_id: None,
        conversation_id: uuid::Uuid::nil().into(),
        kind,
        sender,
        body: body.into(),
        attachments: Vec::new(),
        event: None,
        mentions: Vec::new(),
        bot: None,
        created_at: Timestamp::from_millis(1_796_252_700_000),
    }
}
