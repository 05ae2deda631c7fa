//! An organization and what its admins set for all of it.

use super::{OrganizationId, agent::Plan, changes::Changes};
use crate::json::{FromJson, ToJson};

#[cfg(test)]
use super::limits;

/// Stored as one JSON document, every field with a default.
#[derive(Clone, Debug, PartialEq, Eq, FromJson, ToJson)]
#[serde(default)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
#[allow(clippy::struct_excessive_bools)] // each is a switch of its own
pub struct OrganizationSettings {
    /// How visitors' addresses are kept.
    pub ip_policy: IpPolicy,
    /// Are pages and events of visitors kept?
    pub tracking: bool,
    /// Is nothing about a visitor kept beyond what they write, until they consent? Of a signed user then only who they are.
    pub consent_required: bool,
    /// Do agents see what a visitor is typing?
    pub typing_preview: bool,
    /// May visitors send files?
    pub attachments: bool,
    /// Do agents see the pictures that customers have at Gravatar? They are asked for by a hash of the email, never by
    /// anybody's browser.
    pub gravatar: bool,
    /// Conversations are erased so many days after the last thing that happened in them; `null`: never.
    #[cfg_attr(test, schemars(range(min = 1, max = limits::RETENTION_DAYS)))]
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
            gravatar: true,
            retention_days: None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, FromJson, ToJson)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub enum IpPolicy {
    Keep,
    /// Without the part that names one household.
    Truncate,
    Drop,
}

#[derive(Clone, Debug, PartialEq, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct Organization {
    pub id: OrganizationId,
    #[cfg_attr(test, schemars(length(min = 1, max = limits::NAME_CHARS)))]
    pub name: String,
    pub plan: Plan,
    #[serde(flatten)]
    pub settings: OrganizationSettings,
}

/// The fields to change, camelCase. What is left out stays as it is, `null` goes back to what is usual.
pub type ChangeOrganization = Changes<Organization>;
