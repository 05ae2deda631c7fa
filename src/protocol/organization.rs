//! An organization and what its admins set for all of it.

use serde::{Deserialize, Serialize};

use super::{OrganizationId, Patch, agent::Plan};

#[cfg(test)]
use super::limits;

/// Stored as one JSON document, every field with a default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct OrganizationSettings {
    /// How visitors' addresses are kept.
    pub ip_policy: IpPolicy,
    /// Are pages and events of visitors kept?
    pub tracking: bool,
    /// Is nothing about a visitor kept beyond what they write, until they consent?
    pub consent_required: bool,
    /// Do agents see what a visitor is typing?
    pub typing_preview: bool,
    /// Closed conversations are erased after so many days; `null`: never.
    pub retention_days: Option<u32>,
}

impl Default for OrganizationSettings {
    fn default() -> Self {
        Self {
            ip_policy: IpPolicy::Truncate,
            tracking: false,
            consent_required: false,
            typing_preview: false,
            retention_days: None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub enum IpPolicy {
    Keep,
    /// Without the part that names one household.
    Truncate,
    Drop,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Organization {
    pub id: OrganizationId,
    pub name: String,
    pub plan: Plan,
    #[serde(flatten)]
    pub settings: OrganizationSettings,
}

/// What is left out stays as it is.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct ChangeOrganization {
    #[cfg_attr(test, schemars(length(min = 1, max = limits::NAME_CHARS)))]
    pub name: Option<String>,
    pub ip_policy: Option<IpPolicy>,
    pub tracking: Option<bool>,
    pub consent_required: Option<bool>,
    pub typing_preview: Option<bool>,
    #[cfg_attr(test, ts(as = "Option<Option<u32>>"), schemars(with = "Option<u32>", range(min = 1, max = limits::RETENTION_DAYS)))]
    pub retention_days: Patch<u32>,
}
