//! Messages: entries of a conversation's log as every reader sees them.

pub use super::event::Event;
use super::{AgentId, AttachmentId, ClientId, ConversationId, MessageId, Seq, Timestamp, bot::BotPart};
use crate::json::{FromJson, ToJson};

#[derive(Clone, Debug, PartialEq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct Message {
    pub id: MessageId,
    pub seq: Seq,
    /// Absent on events, which nobody sent.
    pub client_id: Option<ClientId>,
    pub conversation_id: ConversationId,
    pub kind: MessageKind,
    pub sender: Sender,
    pub body: String,
    pub attachments: Vec<Attachment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub event: Option<Event>,
    /// Agents whom a note names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<AgentId>>"))]
    pub mentions: Vec<AgentId>,
    /// Of a message of the bot: what it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub bot: Option<BotPart>,
    pub created_at: Timestamp,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, FromJson, ToJson)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub enum MessageKind {
    Text,
    File,
    Event,
    /// Among agents only.
    Note,
}

impl MessageKind {
    /// By its name in the database.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "text" => Some(Self::Text),
            "file" => Some(Self::File),
            "event" => Some(Self::Event),
            "note" => Some(Self::Note),
            _ => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, FromJson, ToJson)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub enum PartyKind {
    Visitor,
    Agent,
    Bot,
    System,
}

impl PartyKind {
    /// By its name in the database.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Visitor, Self::Agent, Self::Bot, Self::System].into_iter().find(|kind| kind.as_str() == name)
    }

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Visitor => "visitor",
            Self::Agent => "agent",
            Self::Bot => "bot",
            Self::System => "system",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct Sender {
    pub kind: PartyKind,
    /// A widget customer's or an agent's id; empty for the system.
    pub id: String,
    pub name: String,
    pub avatar_url: Option<String>,
}

impl Sender {
    #[must_use]
    pub fn system() -> Self {
        Self { kind: PartyKind::System, id: String::new(), name: String::new(), avatar_url: None }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct Attachment {
    pub id: AttachmentId,
    pub name: String,
    pub content_type: String,
    pub size: u32,
    pub width: Option<u32>,
    pub height: Option<u32>,
    /// Where it can be fetched, below the server's address. Good for an hour at least; a message that is read again has a
    /// new one.
    pub url: String,
}

/// A file that can be sent with a message now.
#[derive(Clone, Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct Uploaded {
    pub attachment: Attachment,
}

impl Message {
    #[must_use]
    pub fn visible_to_visitor(&self) -> bool {
        self.kind != MessageKind::Note && self.event.as_ref().is_none_or(Event::visible_to_visitor)
    }
}

/// An agent as others may see them.
#[derive(Clone, Debug, PartialEq, Eq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct AgentRef {
    pub id: AgentId,
    pub name: String,
    pub avatar_url: Option<String>,
}
