//! One change of many conversations.

use serde_json::value::RawValue;

use super::{
    AgentId, ConversationId, DepartmentId, Problem, Timestamp,
    agent::ChangeConversation,
    conversation::{Priority, Status},
};
use crate::json::{FromJson, ToJson};

#[cfg(test)]
use super::limits;

#[derive(Clone, Debug, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct BulkChange {
    #[cfg_attr(test, schemars(length(min = 1, max = limits::BULK)))]
    pub ids: Vec<ConversationId>,
    pub change: ChangeConversation,
}

#[derive(Clone, Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct BulkChanged {
    /// In the order that was asked for.
    pub items: Vec<BulkItem>,
}

#[derive(Clone, Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct BulkItem {
    pub id: ConversationId,
    pub ok: bool,
    /// If it was changed: how it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional, as = "Option<Changeable>"), schemars(with = "Option<Changeable>"))]
    pub before: Option<Box<RawValue>>,
    /// If it was not: why.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub problem: Option<Problem>,
}

/// What of a conversation agents change by hand.
#[derive(Clone, Debug, PartialEq, Eq, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct Changeable {
    pub status: Status,
    pub assignee_id: Option<AgentId>,
    pub department_id: Option<DepartmentId>,
    pub labels: Vec<String>,
    pub priority: Priority,
    pub snoozed_until: Option<Timestamp>,
}
