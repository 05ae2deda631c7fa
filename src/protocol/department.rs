//! Departments: who answers, and how conversations find them.

use crate::json::{FromJson, ToJson};

#[cfg(test)]
use super::limits;

/// Who gets a conversation that nobody has taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromJson, ToJson)]
#[serde(default)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct Routing {
    pub mode: RoutingMode,
    /// So many at a time for each agent; `null`: as many as come.
    #[cfg_attr(test, schemars(range(min = 1, max = limits::CAPACITY)))]
    pub capacity: Option<u32>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromJson, ToJson)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub enum RoutingMode {
    /// Whoever takes it.
    #[default]
    Manual,
    /// One after the other.
    RoundRobin,
    /// Whoever has the fewest.
    LeastBusy,
}
