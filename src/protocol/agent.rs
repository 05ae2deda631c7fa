//! Bodies of the agents' and admins' calls.

use serde_json::value::RawValue;

use super::{
    AgentId, AttachmentId, ClientId, DepartmentId, OrganizationId, Patch, Seq, Timestamp, WidgetId,
    conversation::{Priority, Status},
    frames::{Availability, Counts},
    message::MessageKind,
};
use crate::json::{FromJson, ToJson};

#[cfg(test)]
use super::limits;

#[derive(Clone, Debug, PartialEq, Eq, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct AgentInfo {
    pub id: AgentId,
    pub name: String,
    pub email: String,
    pub avatar_url: Option<String>,
    pub role: Role,
}

/// Somebody of the organization, as the others see them.
#[cfg(test)]
#[derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct Colleague {
    #[serde(flatten)]
    pub agent: AgentInfo,
    pub active: bool,
    /// `null`, as the next one: that is not known just now.
    pub online: Option<bool>,
    pub availability: Option<Availability>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, FromJson, ToJson)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub enum Role {
    Agent,
    Admin,
    Owner,
}

impl Role {
    /// Its name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Agent => "agent",
            Self::Admin => "admin",
            Self::Owner => "owner",
        }
    }

    /// By its name in the database.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "agent" => Some(Self::Agent),
            "admin" => Some(Self::Admin),
            "owner" => Some(Self::Owner),
            _ => None,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct OrganizationInfo {
    pub id: OrganizationId,
    pub name: String,
    pub plan: Plan,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, FromJson, ToJson)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub enum Plan {
    Free,
    Plus,
    Pro,
    Enterprise,
}

#[derive(Clone, Debug, PartialEq, Eq, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct WidgetKey {
    pub id: WidgetId,
    pub key: String,
}

/// A list, a page at a time.
#[derive(Clone, Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema), schemars(rename = "ListOf{T}"))]
pub struct List<T> {
    pub items: Vec<T>,
    pub next_cursor: Option<String>,
}

impl<T> From<Vec<T>> for List<T> {
    fn from(items: Vec<T>) -> Self {
        Self { items, next_cursor: None }
    }
}

#[derive(Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct OneConversation {
    #[cfg_attr(
        test,
        ts(type = "ConversationSummary"),
        schemars(with = "crate::protocol::conversation::ConversationSummary")
    )]
    pub conversation: Box<RawValue>,
}

/// What is given is changed, all of it or nothing. `snoozedUntil` snoozes.
#[derive(Clone, Debug, FromJson)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct ChangeConversation {
    pub status: Option<Status>,
    pub snoozed_until: Option<Timestamp>,
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<Option<AgentId>>"), schemars(with = "Option<AgentId>"))]
    pub assignee_id: Patch<AgentId>,
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<Option<DepartmentId>>"), schemars(with = "Option<DepartmentId>"))]
    pub department_id: Patch<DepartmentId>,
    #[cfg_attr(test, schemars(length(max = limits::LABELS)))]
    pub labels: Option<Vec<String>>,
    pub priority: Option<Priority>,
    /// Does the bot answer, until a person does?
    pub bot: Option<bool>,
    /// Written with the change, or neither is.
    pub note: Option<NewNote>,
}

/// A note that says why.
#[derive(Clone, Debug, FromJson)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct NewNote {
    pub client_id: ClientId,
    #[cfg_attr(test, schemars(length(min = 1, max = limits::BODY_CHARS)))]
    pub body: String,
    #[serde(default)]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<AgentId>>"), schemars(length(max = limits::MENTIONS)))]
    pub mentions: Vec<AgentId>,
}

#[derive(Clone, Debug, PartialEq, Eq, FromJson, ToJson)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct AgentMessage {
    pub client_id: ClientId,
    #[serde(default = "text")]
    #[cfg_attr(test, ts(optional, as = "Option<MessageKind>"))]
    pub kind: MessageKind,
    #[serde(default)]
    #[cfg_attr(test, schemars(length(max = limits::BODY_CHARS)))]
    pub body: String,
    #[serde(default)]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<AttachmentId>>"))]
    pub attachments: Vec<AttachmentId>,
    /// Agents whom a note names: they are told.
    #[serde(default)]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<AgentId>>"), schemars(length(max = limits::MENTIONS)))]
    pub mentions: Vec<AgentId>,
}

const fn text() -> MessageKind {
    MessageKind::Text
}

#[derive(Clone, Copy, Debug, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct SetAvailability {
    pub availability: Availability,
}

/// An organization's inbox, for the operator.
#[derive(Clone, Debug, PartialEq, Eq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema))]
pub struct InboxState {
    pub counts: Counts,
    /// Agents who are here.
    pub agents: u32,
    /// Their open sockets to it: one for each tab.
    pub sockets: u32,
    /// Conversations that go on, whose visitor is here.
    pub visitors: u32,
    /// Conversations whose copy in D1 waits for a failing database, and how many of their entries.
    pub conversations_behind: u32,
    pub entries_behind: u32,
}

/// What a room has done since it woke, for the operator.
#[derive(Clone, Debug, PartialEq, Eq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema))]
pub struct RoomState {
    pub awake_since: Timestamp,
    pub last_seq: Seq,
    pub sockets: u32,
    /// In its own log.
    pub rows_written: u32,
    pub alarms: u32,
    pub inbox: Copied,
    pub database: Copied,
}

/// How the copy fares that somebody else keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema))]
pub struct Copied {
    pub calls: u32,
    pub rows_written: u32,
    /// Attempts in a row that failed.
    pub failures: u32,
    /// Entries that are not there yet.
    pub behind: u32,
}

#[derive(Clone, Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct Health {
    pub status: HealthStatus,
    pub database: HealthStatus,
    pub objects: HealthStatus,
    pub version: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, FromJson, ToJson)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub enum HealthStatus {
    Ok,
    Failing,
}

#[derive(Clone, Copy, Debug, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct SetPlan {
    pub plan: Plan,
}
