//! What the platform's operator sees and makes.

use super::{OrganizationId, agent::Plan};
use crate::json::{FromJson, ToJson};

#[cfg(test)]
use super::{Timestamp, limits};

/// The database writes it.
#[cfg(test)]
#[derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct OperatedOrganization {
    pub id: OrganizationId,
    pub name: String,
    pub plan: Plan,
    pub created_at: Timestamp,
    /// Those who are active.
    pub agents: u32,
    pub widgets: u32,
    /// Counted up to 10,000.
    pub conversations: u32,
}

#[derive(Clone, Debug, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct NewOrganization {
    #[cfg_attr(test, schemars(length(min = 1, max = limits::NAME_CHARS)))]
    pub organization: String,
    /// Of its owner to be.
    #[cfg_attr(test, schemars(length(min = 1, max = limits::NAME_CHARS)))]
    pub name: String,
    #[cfg_attr(test, schemars(length(min = 3, max = limits::EMAIL_BYTES)))]
    pub email: String,
    /// Left out: the one that new organizations have.
    pub plan: Option<Plan>,
}

#[derive(Clone, Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct MadeOrganization {
    pub organization: OrganizationRef,
    /// Where its owner sets a password and begins; good for a week, once.
    pub url: String,
}

#[derive(Clone, Copy, Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct OrganizationRef {
    pub id: OrganizationId,
}
