//! What an agent is told of wherever they are in the dashboard.

use super::{AgentId, ConversationId, NoticeId, Seq, Timestamp};
use crate::json::{FromJson, ToJson};

#[cfg(test)]
use super::limits;

#[derive(Clone, Debug, PartialEq, Eq, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct Notice {
    pub id: NoticeId,
    pub kind: NoticeKind,
    pub conversation_id: ConversationId,
    /// The note, or the event.
    pub message_seq: Seq,
    /// `null`: nobody, the conversation was routed.
    pub by: Option<NoticeBy>,
    /// At most 140 characters of one line: of the note, or of the conversation's last message.
    pub text: String,
    pub created_at: Timestamp,
    pub read: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ToJson)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub enum NoticeKind {
    /// A note names the agent.
    Mention,
    /// The conversation is the agent's now.
    Assigned,
}

#[derive(Clone, Debug, PartialEq, Eq, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct NoticeBy {
    pub id: AgentId,
    pub name: String,
}

/// These, or all of them.
#[derive(Clone, Debug, Default, FromJson)]
#[serde(default)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct ReadNotices {
    #[cfg_attr(test, schemars(length(max = limits::NOTICES)), ts(optional, as = "Option<Vec<NoticeId>>"))]
    pub ids: Vec<NoticeId>,
    #[cfg_attr(test, ts(optional, as = "Option<bool>"))]
    pub all: bool,
}
