//! Departments: who answers, and how conversations find them.

use super::{AgentId, DepartmentId, Patch, hours::BusinessHours};
use crate::json::{FromJson, ToJson};

#[cfg(test)]
use super::{Timestamp, limits};

#[cfg(test)]
#[derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct Department {
    pub id: DepartmentId,
    pub name: String,
    pub description: String,
    /// The lowest comes first.
    pub position: u32,
    /// Nobody in particular: everybody.
    pub members: Vec<AgentId>,
    /// Stored as `routing` of the settings.
    pub routing: Routing,
    /// `null`: open when the widget is.
    pub business_hours: Option<BusinessHours>,
    /// Is one of them here who takes conversations?
    pub online: bool,
    pub created_at: Timestamp,
}

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

#[derive(Clone, Debug, FromJson)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct NewDepartment {
    #[cfg_attr(test, schemars(length(min = 1, max = limits::NAME_CHARS)))]
    pub name: String,
    #[cfg_attr(test, schemars(length(max = limits::DESCRIPTION_CHARS)))]
    pub description: Option<String>,
    /// Left out: the last one.
    #[cfg_attr(test, schemars(range(max = limits::POSITIONS)))]
    pub position: Option<u32>,
    #[cfg_attr(test, schemars(length(max = limits::MEMBERS)))]
    pub members: Option<Vec<AgentId>>,
    pub routing: Option<Routing>,
    /// `null`: open when the widget is.
    #[cfg_attr(test, ts(as = "Option<Option<BusinessHours>>"))]
    pub business_hours: Option<BusinessHours>,
}

/// From the first to the last; what is not named comes after them, in the order it had.
#[derive(Clone, Debug, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct OrderDepartments {
    #[cfg_attr(test, schemars(length(min = 1, max = limits::DEPARTMENTS)))]
    pub order: Vec<DepartmentId>,
}

/// What is left out stays as it is.
#[derive(Clone, Debug, Default, FromJson)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct ChangeDepartment {
    #[cfg_attr(test, schemars(length(min = 1, max = limits::NAME_CHARS)))]
    pub name: Option<String>,
    #[cfg_attr(test, schemars(length(max = limits::DESCRIPTION_CHARS)))]
    pub description: Option<String>,
    #[cfg_attr(test, schemars(range(max = limits::POSITIONS)))]
    pub position: Option<u32>,
    /// All of them: who is not among them is none.
    #[cfg_attr(test, schemars(length(max = limits::MEMBERS)))]
    pub members: Option<Vec<AgentId>>,
    pub routing: Option<Routing>,
    /// `null`: open when the widget is.
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<Option<BusinessHours>>"), schemars(with = "Option<BusinessHours>"))]
    pub business_hours: Patch<BusinessHours>,
}
