//! Keys by which programs ask in the name of the admin who made them.

use super::Timestamp;
use crate::json::{FromJson, Raw, ToJson};

#[cfg(test)]
use super::{ApiKeyId, audit::Person, limits};

/// What a key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, FromJson, ToJson)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub enum Scope {
    /// Calls that change nothing.
    Read,
    /// Calls that do, as far as every agent may make them.
    Write,
    /// Calls for admins, together with one of the others.
    Settings,
}

#[cfg(test)]
#[derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct ApiKey {
    pub id: ApiKeyId,
    pub name: String,
    pub scopes: Vec<Scope>,
    pub created_by: Person,
    pub created_at: Timestamp,
    /// To the minute.
    pub last_used_at: Option<Timestamp>,
    /// `null`: it lasts until it is revoked.
    pub expires_at: Option<Timestamp>,
}

#[derive(Clone, Debug, FromJson)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct NewApiKey {
    #[cfg_attr(test, schemars(length(min = 1, max = limits::NAME_CHARS)))]
    pub name: String,
    #[cfg_attr(test, schemars(length(min = 1, max = 3)))]
    pub scopes: Vec<Scope>,
    /// In the future; without, it lasts until it is revoked.
    pub expires_at: Option<Timestamp>,
}

#[derive(Clone, Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct MadeApiKey {
    #[cfg_attr(test, ts(as = "ApiKey"), schemars(with = "ApiKey"))]
    pub api_key: Raw,
    /// `ck_…`: shown here and never again.
    pub key: String,
}
