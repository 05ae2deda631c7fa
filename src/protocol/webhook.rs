//! Webhooks: addresses of somebody else that are told what happens.

use crate::json::{FromJson, ToJson};

#[cfg(test)]
use super::{OrganizationId, Timestamp, WebhookId, conversation as c, limits, message::Message};

/// What a webhook can be told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub enum WebhookEvent {
    #[serde(rename = "conversation.created")]
    ConversationCreated,
    #[serde(rename = "conversation.closed")]
    ConversationClosed,
    /// Not of notes, nor of what only happened.
    #[serde(rename = "message.created")]
    MessageCreated,
    #[serde(rename = "rating.created")]
    RatingCreated,
}

#[cfg(test)]
#[derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct Webhook {
    pub id: WebhookId,
    pub url: String,
    pub events: Vec<WebhookEvent>,
    pub enabled: bool,
    pub created_at: Timestamp,
    pub last_delivery: Option<LastDelivery>,
    /// Since then nothing has arrived. After three days it is turned off.
    pub failing_since: Option<Timestamp>,
}

#[cfg(test)]
#[derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct LastDelivery {
    /// What was answered; `null`: nothing.
    pub status: Option<u16>,
    pub at: Timestamp,
    pub error: Option<String>,
}

#[derive(Clone, Debug, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct NewWebhook {
    #[cfg_attr(test, schemars(length(min = 1, max = limits::URL_BYTES)))]
    pub url: String,
    #[cfg_attr(test, schemars(length(min = 1, max = 4)))]
    pub events: Vec<WebhookEvent>,
}

/// What is left out stays as it is.
#[derive(Clone, Debug, Default, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct ChangeWebhook {
    #[cfg_attr(test, schemars(length(min = 1, max = limits::URL_BYTES)))]
    pub url: Option<String>,
    #[cfg_attr(test, schemars(length(min = 1, max = 4)))]
    pub events: Option<Vec<WebhookEvent>>,
    /// Turned off, what waits to be sent is dropped.
    pub enabled: Option<bool>,
}

#[derive(Clone, Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct MadeWebhook {
    #[cfg_attr(test, ts(as = "Webhook"), schemars(with = "Webhook"))]
    pub webhook: crate::json::Raw,
    /// `whsec_…`: what is sent is signed with it. Shown here and never again.
    pub secret: String,
}

#[derive(Clone, Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct WebhookSecret {
    pub secret: String,
}

/// One that is to be sent again, or for the first time.
#[derive(Clone, Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct Queued {
    #[cfg_attr(test, ts(as = "Delivery"), schemars(with = "Delivery"))]
    pub delivery: crate::json::Raw,
}

#[cfg(test)]
#[derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct Delivery {
    /// Of the event: sent as `ChatDesk-Id`, the same in every attempt.
    pub id: String,
    pub event: String,
    pub created_at: Timestamp,
    pub attempts: u32,
    pub status: Option<u16>,
    pub error: Option<String>,
    /// `null`: it arrived, or was given up.
    pub next_attempt_at: Option<Timestamp>,
    pub delivered_at: Option<Timestamp>,
}

#[cfg(test)]
#[derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct WholeDelivery {
    #[serde(flatten)]
    pub delivery: Delivery,
    pub payload: Payload,
    /// The beginning of what was answered.
    pub response: Option<String>,
}

/// What is sent.
#[cfg(test)]
#[derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct Payload {
    pub id: String,
    pub r#type: String,
    pub created_at: Timestamp,
    pub organization_id: OrganizationId,
    pub data: PayloadData,
}

/// Which of these there are hangs on the type.
#[cfg(test)]
#[derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct PayloadData {
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub conversation: Option<c::ConversationSummary>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub message: Option<Message>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub rating: Option<c::Rating>,
}
