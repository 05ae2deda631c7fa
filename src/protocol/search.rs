//! What a search finds.

use serde_json::value::RawValue;

use super::{
    CustomerId, Seq, Timestamp,
    message::{MessageKind, PartyKind},
};
use crate::json::ToJson;

/// A conversation in which something was found, or a customer who never wrote and is known still. At least one of
/// `customer` and `message` is there: what was found.
#[derive(Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct Found {
    #[cfg_attr(
        test,
        ts(type = "ConversationSummary | null"),
        schemars(with = "Option<crate::protocol::conversation::ConversationSummary>")
    )]
    pub conversation: Option<Box<RawValue>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub customer: Option<FoundCustomer>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub message: Option<FoundMessage>,
}

/// A customer who was found by name, email or phone.
#[derive(Clone, Debug, PartialEq, Eq, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct FoundCustomer {
    pub id: CustomerId,
    /// What they are called, also while nobody knows their name.
    pub name: Vec<Part>,
    pub email: Option<Vec<Part>>,
    pub phone: Option<Vec<Part>>,
    pub last_seen_at: Timestamp,
}

/// The message of a conversation that fits best.
#[derive(Clone, Debug, PartialEq, Eq, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct FoundMessage {
    pub seq: Seq,
    pub kind: MessageKind,
    pub sender: PartyKind,
    pub created_at: Timestamp,
    /// One line around what was found; of a file, its name.
    pub snippet: Vec<Part>,
}

/// A piece of text; `hit`: it is what was looked for. One after the other they are the text.
#[derive(Clone, Debug, PartialEq, Eq, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct Part {
    pub text: String,
    pub hit: bool,
}
