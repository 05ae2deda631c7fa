//! Bodies of the visitors' calls: camel case in, snake case out.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{
    AttachmentId, ClientId, DepartmentId, Seq, Timestamp,
    conversation::{Fields, WidgetCustomer},
    widget::{DepartmentInfo, PublicConfig},
};

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields))]
pub struct InitRequest {
    pub widget_key: String,
    pub visitor_id: Option<String>,
    pub session_token: Option<String>,
    #[serde(default)]
    #[cfg_attr(test, ts(optional, as = "Option<Page>"))]
    pub page: Page,
    pub language: Option<String>,
}

/// Where the visitor is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields))]
pub struct Page {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referrer: Option<String>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct InitAnswer {
    pub session_token: String,
    pub visitor_id: String,
    pub expires_at: Timestamp,
    pub widget_customer: WidgetCustomer,
    pub departments: Vec<DepartmentInfo>,
    /// The visitor's latest conversation that is not closed.
    #[cfg_attr(test, ts(type = "Conversation | null"))]
    pub conversation: Option<Box<RawValue>>,
    pub config: PublicConfig,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields))]
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

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields))]
pub struct CustomerData {
    pub name: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct NewMessage {
    pub client_id: ClientId,
    #[serde(default)]
    pub body: String,
    #[serde(default)]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<AttachmentId>>"))]
    pub attachments: Vec<AttachmentId>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StartedConversation {
    #[cfg_attr(test, ts(type = "Conversation"))]
    pub conversation: Box<RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional, type = "Message"))]
    pub message: Option<Box<RawValue>>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SentMessage {
    #[cfg_attr(test, ts(type = "Message"))]
    pub message: Box<RawValue>,
}

/// A page of messages in order; `next_cursor` continues in the same direction.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MessagePage {
    #[cfg_attr(test, ts(type = "Array<Message>"))]
    pub items: Vec<Box<RawValue>>,
    pub last_seq: Seq,
    pub next_cursor: Option<String>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ReadRequest {
    pub seq: Seq,
}

/// A call whose body says nothing, but perhaps who it is.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Nothing {}

/// The same again changes nothing; another one takes its place.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields))]
pub struct RatingRequest {
    /// 1 to 5.
    #[cfg_attr(test, ts(as = "u8"))]
    pub score: u8,
    pub comment: Option<String>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TypingRequest {
    pub typing: bool,
}
