//! Bodies of the visitors' calls: camel case in, snake case out.

use serde_json::value::RawValue;

use super::{
    AttachmentId, ClientId, DepartmentId, Seq, Timestamp,
    conversation::{Fields, WidgetCustomer},
    widget::{DepartmentInfo, PublicConfig},
};
use crate::json::{FromJson, ToJson};

#[cfg(test)]
use super::limits;

#[derive(Clone, Debug, FromJson)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct InitRequest {
    pub widget_key: String,
    #[cfg_attr(test, schemars(length(min = limits::VISITOR_ID_LEAST, max = limits::VISITOR_ID_MOST), regex(pattern = "^[A-Za-z0-9_-]+$")))]
    pub visitor_id: Option<String>,
    pub session_token: Option<String>,
    #[serde(default)]
    #[cfg_attr(test, ts(optional, as = "Option<Page>"))]
    pub page: Page,
    pub language: Option<String>,
    /// What the site's page says of its user; unsigned, so it opens nobody's history.
    #[serde(default)]
    #[cfg_attr(test, ts(optional, as = "Option<UserData>"))]
    pub user_data: UserData,
    /// Who the user is, signed by the site's server; or what the link in one of our mails ends with.
    pub identity_token: Option<String>,
    /// Does the visitor consent to more than messages being kept? For organizations that ask.
    #[serde(default)]
    #[cfg_attr(test, ts(optional, as = "Option<bool>"))]
    pub consent: bool,
    /// It begins for what the page tells of its visitors only: they have not opened the chat. Once they do, ask again without.
    #[serde(default)]
    #[cfg_attr(test, ts(optional, as = "Option<bool>"))]
    pub unopened: bool,
}

/// What is said about a visitor. What is left out stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromJson)]
#[serde(default, rename_all = "camelCase")]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct UserData {
    #[cfg_attr(test, schemars(length(max = limits::NAME_CHARS)))]
    pub name: Option<String>,
    #[cfg_attr(test, schemars(length(max = limits::EMAIL_BYTES)))]
    pub email: Option<String>,
    #[cfg_attr(test, schemars(length(max = limits::PHONE_CHARS)))]
    pub phone: Option<String>,
    #[cfg_attr(test, ts(optional, as = "Option<Fields>"))]
    #[cfg_attr(test, schemars(extend("maxProperties" = limits::FIELDS)))]
    pub custom_fields: Fields,
}

/// Signed with `token`, the visitor is that user from now on, with all they have here. Unsigned, it only describes them.
#[derive(Clone, Debug, FromJson)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct IdentifyRequest {
    pub token: Option<String>,
    #[cfg_attr(test, schemars(length(max = limits::NAME_CHARS)))]
    pub name: Option<String>,
    #[cfg_attr(test, schemars(length(max = limits::EMAIL_BYTES)))]
    pub email: Option<String>,
    #[cfg_attr(test, schemars(length(max = limits::PHONE_CHARS)))]
    pub phone: Option<String>,
    #[serde(default)]
    #[cfg_attr(test, ts(optional, as = "Option<Fields>"))]
    #[cfg_attr(test, schemars(extend("maxProperties" = limits::FIELDS)))]
    pub custom_fields: Fields,
}

/// Who the visitor is now. Where that is somebody else than before, the token is new and the old one is worth nothing.
#[derive(Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct Identified {
    pub session_token: String,
    pub visitor_id: String,
    pub expires_at: Timestamp,
    pub widget_customer: WidgetCustomer,
    /// Their latest conversation that is not closed.
    #[cfg_attr(
        test,
        ts(type = "Conversation | null"),
        schemars(with = "Option<crate::protocol::conversation::Conversation>")
    )]
    pub conversation: Option<Box<RawValue>>,
}

#[derive(Clone, Debug, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct TrackRequest {
    #[cfg_attr(test, schemars(length(max = limits::EVENTS)))]
    pub events: Vec<TrackedEvent>,
}

/// A page that was looked at (`page_view`), or what else a site tells of its visitors.
#[derive(Clone, Debug, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct TrackedEvent {
    #[cfg_attr(test, schemars(length(min = 1, max = limits::NAME_CHARS)))]
    pub name: String,
    pub url: Option<String>,
    pub title: Option<String>,
    /// At most 2 KiB.
    #[cfg_attr(
        test,
        ts(type = "object"),
        schemars(with = "Option<std::collections::BTreeMap<String, serde_json::Value>>")
    )]
    pub data: Option<Box<RawValue>>,
    /// Now, if it is left out or not in the last day.
    pub at: Option<Timestamp>,
}

/// An event as it is kept.
#[derive(Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize))]
pub struct Event {
    pub id: uuid::Uuid,
    pub name: String,
    pub url: Option<String>,
    pub title: Option<String>,
    pub data: Option<Box<RawValue>>,
    /// Milliseconds.
    pub at: i64,
}

#[derive(Clone, Debug, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct TranscriptRequest {
    #[cfg_attr(test, schemars(length(min = 1, max = limits::EMAIL_BYTES)))]
    pub email: String,
}

/// Where the visitor is.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromJson, ToJson)]
#[serde(default, rename_all = "camelCase")]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct Page {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referrer: Option<String>,
}

#[derive(Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct InitAnswer {
    pub session_token: String,
    pub visitor_id: String,
    pub expires_at: Timestamp,
    pub widget_customer: WidgetCustomer,
    pub departments: Vec<DepartmentInfo>,
    /// The visitor's latest conversation that is not closed.
    #[cfg_attr(
        test,
        ts(type = "Conversation | null"),
        schemars(with = "Option<crate::protocol::conversation::Conversation>")
    )]
    pub conversation: Option<Box<RawValue>>,
    pub config: PublicConfig,
    /// Seconds within which most first answers come; `null` until there are enough of them.
    pub reply_time: Option<u32>,
}

#[derive(Clone, Debug, FromJson)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct StartConversation {
    pub department_id: Option<DepartmentId>,
    #[serde(default)]
    #[cfg_attr(test, ts(optional, as = "Option<Fields>"))]
    pub pre_chat_data: Fields,
    #[serde(default)]
    #[cfg_attr(test, ts(optional, as = "Option<CustomerData>"))]
    pub customer_data: CustomerData,
    /// The same again answers the same conversation.
    pub client_id: Option<ClientId>,
    pub message: Option<NewMessage>,
    /// The page it starts on.
    #[serde(default)]
    #[cfg_attr(test, ts(optional, as = "Option<Page>"))]
    pub page: Page,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, FromJson, ToJson)]
#[serde(default)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct CustomerData {
    #[cfg_attr(test, schemars(length(max = limits::NAME_CHARS)))]
    pub name: Option<String>,
    #[cfg_attr(test, schemars(length(max = limits::EMAIL_BYTES)))]
    pub email: Option<String>,
    #[cfg_attr(test, schemars(length(max = limits::PHONE_CHARS)))]
    pub phone: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, FromJson, ToJson)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct NewMessage {
    pub client_id: ClientId,
    #[serde(default)]
    #[cfg_attr(test, schemars(length(max = limits::BODY_CHARS)))]
    pub body: String,
    #[serde(default)]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<AttachmentId>>"))]
    pub attachments: Vec<AttachmentId>,
}

#[derive(Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct StartedConversation {
    #[cfg_attr(test, ts(type = "Conversation"), schemars(with = "crate::protocol::conversation::Conversation"))]
    pub conversation: Box<RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional, type = "Message"), schemars(with = "crate::protocol::message::Message"))]
    pub message: Option<Box<RawValue>>,
}

#[derive(Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct SentMessage {
    #[cfg_attr(test, ts(type = "Message"), schemars(with = "crate::protocol::message::Message"))]
    pub message: Box<RawValue>,
}

/// A page of messages in order; `next_cursor` continues in the same direction.
#[derive(Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct MessagePage {
    #[cfg_attr(test, ts(type = "Array<Message>"), schemars(with = "Vec<crate::protocol::message::Message>"))]
    pub items: Vec<Box<RawValue>>,
    pub last_seq: Seq,
    pub next_cursor: Option<String>,
}

#[derive(Clone, Copy, Debug, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct ReadRequest {
    pub seq: Seq,
}

/// A call whose body says nothing, but perhaps who it is.
#[derive(Clone, Copy, Debug, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, schemars::JsonSchema))]
pub struct Nothing {}

/// The same again changes nothing; another one takes its place.
#[derive(Clone, Debug, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct RatingRequest {
    /// 1 to 5.
    #[cfg_attr(test, ts(as = "u8"))]
    #[cfg_attr(test, schemars(range(min = limits::SCORE_LEAST, max = limits::SCORE_MOST)))]
    pub score: u8,
    #[cfg_attr(test, schemars(length(max = limits::WORDS_CHARS)))]
    pub comment: Option<String>,
}

#[derive(Clone, Copy, Debug, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct TypingRequest {
    pub typing: bool,
}

/// Is somebody there to answer?
#[derive(Clone, Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct Presence {
    pub online: bool,
    /// When business hours begin again; `null` while they last, or when there are none.
    pub back_at: Option<Timestamp>,
    pub agents: Vec<PresentAgent>,
    /// Seconds within which most first answers come; `null` until there are enough of them.
    pub reply_time: Option<u32>,
}

#[derive(Clone, Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct PresentAgent {
    pub name: String,
    pub avatar_url: Option<String>,
}
