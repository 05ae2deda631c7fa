//! The log of what was changed in settings.

use super::{AgentId, Timestamp};

#[derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct AuditEntry {
    pub id: String,
    /// `null`: ChatDesk itself did it, or somebody who is no more.
    pub agent: Option<Person>,
    /// `widget.changed`
    pub action: String,
    pub target: Target,
    /// What changed, as it was; `null` for what is new.
    #[ts(type = "Record<string, unknown> | null")]
    pub before: Option<serde_json::Map<String, serde_json::Value>>,
    /// The same, as it is then; `null` for what is gone.
    #[ts(type = "Record<string, unknown> | null")]
    pub after: Option<serde_json::Map<String, serde_json::Value>>,
    pub created_at: Timestamp,
}

/// An agent, by name.
#[derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct Person {
    pub id: AgentId,
    pub name: String,
}

/// What it was done to, by the name that it had then.
#[derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct Target {
    pub kind: String,
    pub id: String,
    pub name: Option<String>,
}
