//! Departments, and how conversations find an agent.

use crate::json::{FromJson, ToJson};

#[cfg(test)]
use super::limits;

/// Who gets a conversation that nobody has.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromJson, ToJson)]
#[serde(default)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct Routing {
    pub mode: RoutingMode,
    /// So many conversations that are not closed or snoozed one agent is given; `null`: any number.
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
    /// The available agent who was given one longest ago.
    RoundRobin,
    /// The available agent who has the fewest.
    LeastBusy,
}
