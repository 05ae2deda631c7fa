//! Answers that are written once: `/shortcut` brings them.

use crate::json::FromJson;

#[cfg(test)]
use super::{CannedReplyId, Timestamp, limits};

#[cfg(test)]
#[derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct CannedReply {
    pub id: CannedReplyId,
    pub shortcut: String,
    pub body: String,
    /// Everybody's, not only one's own?
    pub shared: bool,
    pub created_at: Timestamp,
}

#[derive(Clone, Debug, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct NewCannedReply {
    #[cfg_attr(test, schemars(regex(pattern = "^[a-z0-9_-]{1,40}$")))]
    pub shortcut: String,
    #[cfg_attr(test, schemars(length(min = 1, max = limits::BODY_CHARS)))]
    pub body: String,
    pub shared: Option<bool>,
}

/// What is left out stays as it is.
#[derive(Clone, Debug, Default, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct ChangeCannedReply {
    #[cfg_attr(test, schemars(regex(pattern = "^[a-z0-9_-]{1,40}$")))]
    pub shortcut: Option<String>,
    #[cfg_attr(test, schemars(length(min = 1, max = limits::BODY_CHARS)))]
    pub body: Option<String>,
    pub shared: Option<bool>,
}
