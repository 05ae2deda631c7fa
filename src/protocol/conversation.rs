//! Conversations and the people and departments they name.

use std::collections::BTreeMap;

use super::{
    ConversationId, CustomerId, DepartmentId, OrganizationId, Seq, Timestamp,
    message::{AgentRef, MessageKind, PartyKind},
    visitor::Page,
};
use crate::json::{FromJson, ToJson};

/// Answers to the pre-chat form and custom fields of a customer: field id → text.
pub type Fields = BTreeMap<String, String>;

/// A conversation as its visitor sees it.
#[derive(Clone, Debug, PartialEq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct Conversation {
    pub id: ConversationId,
    pub organization_id: OrganizationId,
    pub department_id: Option<DepartmentId>,
    pub widget_customer_id: CustomerId,
    /// Set once the visitor is a registered customer.
    pub customer_id: Option<CustomerId>,
    pub channel: Channel,
    pub status: Status,
    pub pre_chat_data: Fields,
    pub widget_customer: WidgetCustomer,
    pub department: Option<DepartmentRef>,
    pub assignee: Option<AgentRef>,
    pub last_seq: Seq,
    pub last_message: Option<Preview>,
    /// How many messages of the other side this reader has not read.
    pub unread: u32,
    #[serde(default)]
    pub rating: Option<Rating>,
    /// Does the bot answer, until a person does?
    #[serde(default)]
    pub bot: bool,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// A conversation as agents see it, in lists and alone. Written once, then handed on as it is.
#[derive(Clone, Debug, PartialEq, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct ConversationSummary {
    #[serde(flatten)]
    pub conversation: Conversation,
    pub labels: Vec<String>,
    pub priority: Priority,
    /// Is the visitor here now?
    pub online: bool,
    /// Since when the visitor waits for an answer.
    pub waiting_since: Option<Timestamp>,
    pub snoozed_until: Option<Timestamp>,
    /// Did the bot leave it to a person, and does not answer since?
    pub bot_handed_over: bool,
    /// The page it started on.
    pub page: Page,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, FromJson, ToJson)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub enum Channel {
    Webchat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, FromJson, ToJson)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub enum Status {
    /// Nobody has answered yet.
    Waiting,
    Open,
    Snoozed,
    Closed,
}

impl Status {
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Waiting, Self::Open, Self::Snoozed, Self::Closed].into_iter().find(|status| status.as_str() == name)
    }

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Open => "open",
            Self::Snoozed => "snoozed",
            Self::Closed => "closed",
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromJson, ToJson)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub enum Priority {
    Low,
    #[default]
    Normal,
    High,
    Urgent,
}

#[derive(Clone, Debug, PartialEq, Eq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct WidgetCustomer {
    pub id: CustomerId,
    pub visitor_id: String,
    /// "Anonymous visitor" until a name is known; then `display_name` is that name.
    pub full_name: Option<String>,
    pub display_name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub custom_fields: Fields,
    pub customer_id: Option<CustomerId>,
    pub first_seen_at: Timestamp,
    pub last_seen_at: Timestamp,
}

#[derive(Clone, Debug, PartialEq, Eq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct DepartmentRef {
    pub id: DepartmentId,
    pub name: String,
}

/// What the visitor thought of it.
#[derive(Clone, Debug, PartialEq, Eq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct Rating {
    /// 1 to 5.
    pub score: u8,
    pub comment: Option<String>,
    pub rated_at: Timestamp,
}

/// The last message in a list row.
#[derive(Clone, Debug, PartialEq, Eq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct Preview {
    pub seq: Seq,
    pub kind: MessageKind,
    pub sender: PartyKind,
    /// At most 140 characters of one line.
    pub body: String,
    pub created_at: Timestamp,
}
