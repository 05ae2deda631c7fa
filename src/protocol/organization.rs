//! An organization and what its admins set for all of it.

use serde::Serialize;

use super::{OrganizationId, agent::Plan, changes::Changes};
use crate::json::FromJson;

/// Stored as one JSON document, every field with a default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, FromJson)]
#[serde(default)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
#[allow(clippy::struct_excessive_bools)] // each is a switch of its own
pub struct OrganizationSettings {
    /// How visitors' addresses are kept.
    pub ip_policy: IpPolicy,
    /// Are pages and events of visitors kept?
    pub tracking: bool,
    /// Is nothing about a visitor kept beyond what they write, until they consent?
    pub consent_required: bool,
    /// Do agents see what a visitor is typing?
    pub typing_preview: bool,
    /// May visitors send files?
    pub attachments: bool,
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
            attachments: true,
            retention_days: None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, FromJson)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
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

/// The fields to change, camelCase. What is left out stays as it is, `null` goes back to what is usual.
pub type ChangeOrganization = Changes<Organization>;
