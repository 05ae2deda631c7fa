//! Customers, as agents see them.

use serde_json::value::RawValue;

use super::{
    ConversationId, EventId, Patch, Timestamp,
    conversation::{Fields, WidgetCustomer},
};
use crate::json::{FromJson, ToJson};

#[cfg(test)]
use super::limits;

#[derive(Clone, Debug, PartialEq, Eq, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct Customer {
    #[serde(flatten)]
    pub known: WidgetCustomer,
    /// Who the site's own server says they are.
    pub user_id: Option<String>,
    pub total_conversations: u32,
    /// Where they came from last.
    pub last_visit: Option<VisitInfo>,
}

/// A session: where somebody came from, as far as the organization keeps that.
#[derive(Clone, Debug, PartialEq, Eq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct VisitInfo {
    pub url: Option<String>,
    pub referrer: Option<String>,
    pub language: Option<String>,
    pub country: Option<String>,
    pub city: Option<String>,
    /// Of that place, as in `Europe/Oslo`.
    pub timezone: Option<String>,
    pub device: Option<String>,
    pub browser: Option<String>,
    pub os: Option<String>,
    pub ip: Option<String>,
    pub created_at: Timestamp,
    pub last_seen_at: Timestamp,
    pub expires_at: Timestamp,
}

/// What is left out stays as it is.
#[derive(Clone, Debug, Default, FromJson)]
#[serde(default, rename_all = "camelCase")]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct ChangeCustomer {
    #[cfg_attr(test, ts(as = "Option<Option<String>>"), schemars(with = "Option<String>", length(max = limits::NAME_CHARS)))]
    pub name: Patch<String>,
    #[cfg_attr(test, ts(as = "Option<Option<String>>"), schemars(with = "Option<String>", length(max = limits::EMAIL_BYTES)))]
    pub email: Patch<String>,
    #[cfg_attr(test, ts(as = "Option<Option<String>>"), schemars(with = "Option<String>", length(max = limits::PHONE_CHARS)))]
    pub phone: Patch<String>,
    /// All of them: what is not among them goes.
    #[cfg_attr(test, schemars(extend("maxProperties" = limits::FIELDS)))]
    pub custom_fields: Option<Fields>,
}

/// An event or a page that a visitor looked at.
#[derive(Clone, Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct TrackedEventInfo {
    pub id: EventId,
    pub name: String,
    pub url: Option<String>,
    pub title: Option<String>,
    #[cfg_attr(
        test,
        ts(type = "object | null"),
        schemars(with = "Option<std::collections::BTreeMap<String, serde_json::Value>>")
    )]
    pub data: Option<Box<RawValue>>,
    pub at: Timestamp,
}

/// All that is kept of one person.
#[derive(Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct CustomerExport {
    pub exported_at: Timestamp,
    pub customer: Customer,
    pub sessions: Vec<VisitInfo>,
    pub events: Vec<TrackedEventInfo>,
    pub conversations: Vec<ExportedConversation>,
    /// About these conversations, of the last thirty days. What they said is not kept.
    pub mails: Vec<ExportedMail>,
}

#[derive(Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct ExportedMail {
    pub conversation_id: ConversationId,
    pub kind: String,
    pub recipient: String,
    pub subject: String,
    pub created_at: Timestamp,
    /// `null`: not yet, or never.
    pub sent_at: Option<Timestamp>,
}

#[derive(Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct ExportedConversation {
    #[cfg_attr(
        test,
        ts(type = "ConversationSummary"),
        schemars(with = "crate::protocol::conversation::ConversationSummary")
    )]
    pub conversation: Box<RawValue>,
    #[cfg_attr(test, ts(type = "Array<Message>"), schemars(with = "Vec<crate::protocol::message::Message>"))]
    pub messages: Vec<Box<RawValue>>,
}

/// Proof that somebody was forgotten; who it was is not in it.
#[derive(Clone, Debug, PartialEq, Eq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct ErasureReceipt {
    pub id: String,
    pub started_at: Timestamp,
    pub finished_at: Timestamp,
    pub conversations: u32,
    pub messages: u32,
    pub files: u32,
    pub sessions: u32,
    pub events: u32,
}
