//! The sockets' frames: `chatdesk.v1` of the room, and the inbox's.
//!
//! A frame is one JSON object, or an array of them in one text message.

use serde_json::value::RawValue;

pub use super::client_frame::ClientFrame;
use super::{
    ClientId, ConversationId, MessageId, Seq, Timestamp,
    message::{AgentRef, PartyKind, Sender},
};
use crate::json::{FromJson, ToJson};

pub const SUBPROTOCOL: &str = "chatdesk.v1";

/// What a room sends. `conversation` is a `Conversation` for visitors, a `ConversationSummary` for agents.
#[derive(Debug, ToJson)]
#[serde(tag = "type", rename_all = "snake_case")]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS))]
#[allow(dead_code)] // `message` and `batch` are put together from stored JSON, see room/fanout.rs
pub enum RoomFrame {
    Welcome {
        #[cfg_attr(test, ts(type = "Conversation & Partial<ConversationSummary>"))]
        conversation: Box<RawValue>,
        head: Seq,
        you: Party,
        participants: Vec<Participant>,
        limits: Limits,
    },
    Message {
        prev: Seq,
        #[cfg_attr(test, ts(type = "Message"))]
        message: Box<RawValue>,
    },
    Batch {
        prev: Seq,
        #[cfg_attr(test, ts(type = "Array<Message>"))]
        messages: Vec<Box<RawValue>>,
        more: bool,
    },
    Reset {
        head: Seq,
    },
    Ack {
        client_id: ClientId,
        seq: Seq,
        id: MessageId,
        created_at: Timestamp,
        duplicate: bool,
    },
    Refused {
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(test, ts(optional))]
        client_id: Option<ClientId>,
        code: String,
        detail: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(test, ts(optional))]
        retry_after: Option<u32>,
    },
    Read {
        reader: Party,
        seq: Seq,
    },
    Delivered {
        reader: Party,
        seq: Seq,
    },
    Typing {
        sender: Sender,
        on: bool,
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(test, ts(optional))]
        text: Option<String>,
    },
    Presence {
        who: Named,
        online: bool,
        last_seen_at: Timestamp,
    },
    Conversation {
        #[cfg_attr(test, ts(type = "Conversation & Partial<ConversationSummary>"))]
        conversation: Box<RawValue>,
    },
    Bye {
        code: u16,
        retry: bool,
    },
}

/// Someone in a room.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS))]
pub struct Party {
    pub kind: PartyKind,
    pub id: String,
}

#[derive(Clone, Debug, PartialEq, Eq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS))]
pub struct Named {
    pub kind: PartyKind,
    pub id: String,
    pub name: String,
}

/// Someone who takes part, with how far they have read and received.
#[derive(Clone, Debug, PartialEq, Eq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS))]
pub struct Participant {
    pub kind: PartyKind,
    pub id: String,
    pub name: String,
    pub avatar_url: Option<String>,
    pub online: bool,
    pub read: Seq,
    pub delivered: Seq,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS))]
pub struct Limits {
    pub frame_bytes: u32,
    pub body_chars: u32,
    pub messages: u32,
    pub per_seconds: u32,
}

/// What the inbox sends to agents; each frame carries the inbox's own `seq`.
#[derive(Debug, ToJson)]
#[serde(tag = "type", rename_all = "snake_case")]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS))]
#[allow(dead_code)]
pub enum InboxFrame {
    Welcome {
        seq: Seq,
        agents: Vec<AgentPresence>,
        counts: Counts,
    },
    Conversation {
        seq: Seq,
        #[cfg_attr(test, ts(type = "ConversationSummary"))]
        conversation: Box<RawValue>,
    },
    Removed {
        seq: Seq,
        id: ConversationId,
    },
    Counts {
        seq: Seq,
        counts: Counts,
    },
    /// What the reader themselves have.
    Mine {
        seq: Seq,
        mine: Mine,
    },
    Agent {
        seq: Seq,
        agent: AgentPresence,
    },
    /// For this agent alone. Known already and `read` now: another of their tabs has shown it.
    Notify {
        seq: Seq,
        #[cfg_attr(test, ts(type = "Notice"))]
        notice: Box<RawValue>,
    },
    /// Too much was missed: read the list over HTTP.
    Reset {
        seq: Seq,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS))]
pub struct AgentPresence {
    #[serde(flatten)]
    pub agent: AgentRef,
    pub online: bool,
    pub availability: Availability,
}

/// Whether an agent who is here takes conversations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromJson, ToJson)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub enum Availability {
    #[default]
    Available,
    Away,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct Counts {
    pub waiting: u32,
    pub open: u32,
    pub snoozed: u32,
    /// Open or waiting conversations with something unread.
    pub unread: u32,
    /// Open or waiting ones that nobody has.
    pub unassigned: u32,
}

/// Of the conversations that an agent has: open or waiting ones, and how many of those have something unread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct Mine {
    pub open: u32,
    pub unread: u32,
}
