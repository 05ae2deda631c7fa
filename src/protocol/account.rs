//! People's accounts: getting in, staying safe, and who else is asked in.

use super::{LoginId, OrganizationId, Timestamp, agent::Role};
use crate::json::{FromJson, ToJson};

#[cfg(test)]
use super::{
    AgentId, InviteId,
    agent::{AgentInfo, OrganizationInfo, WidgetKey},
    limits,
};

#[derive(Clone, Debug, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct SignupRequest {
    #[cfg_attr(test, schemars(length(min = 1, max = limits::NAME_CHARS)))]
    pub organization: String,
    #[cfg_attr(test, schemars(length(min = 1, max = limits::NAME_CHARS)))]
    pub name: String,
    #[cfg_attr(test, schemars(length(min = 1, max = limits::EMAIL_BYTES)))]
    pub email: String,
    #[cfg_attr(test, schemars(length(min = limits::PASSWORD_LEAST, max = limits::PASSWORD_MOST)))]
    pub password: String,
}

#[derive(Clone, Debug, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct LoginRequest {
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub email: String,
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub password: String,
    /// Of the second factor, or a recovery code.
    pub code: Option<String>,
}

/// Who is logged in, and where.
#[cfg(test)]
#[derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct Me {
    pub agent: AgentInfo,
    pub organization: OrganizationInfo,
    /// All that the person may switch to, this one too.
    pub organizations: Vec<OwnOrganization>,
    /// Is a code asked for when logging in?
    pub two_factor: bool,
    /// `null` without a second factor.
    pub recovery_codes_left: Option<u32>,
    /// Set right after sign-up, so that the first screen can show the embed code.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub widget: Option<WidgetKey>,
}

#[cfg(test)]
#[derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct OwnOrganization {
    pub id: OrganizationId,
    pub name: String,
    pub role: Role,
}

/// What somebody who is not logged in can do.
#[derive(Clone, Copy, Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct AuthOptions {
    /// May anybody make an organization?
    pub signup: bool,
}

#[derive(Clone, Debug, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct ForgotRequest {
    #[cfg_attr(test, schemars(length(min = 1, max = limits::EMAIL_BYTES)))]
    pub email: String,
}

#[derive(Clone, Debug, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct ResetPassword {
    /// Out of the link.
    pub token: String,
    #[cfg_attr(test, schemars(length(min = limits::PASSWORD_LEAST, max = limits::PASSWORD_MOST)))]
    pub password: String,
}

#[derive(Clone, Debug, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct ChangePassword {
    pub current: String,
    #[cfg_attr(test, schemars(length(min = limits::PASSWORD_LEAST, max = limits::PASSWORD_MOST)))]
    pub password: String,
}

/// What is left out stays as it is.
#[derive(Clone, Debug, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct ChangeMe {
    #[cfg_attr(test, schemars(length(min = 1, max = limits::NAME_CHARS)))]
    pub name: Option<String>,
}

#[derive(Clone, Copy, Debug, FromJson)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct SwitchOrganization {
    pub organization_id: OrganizationId,
}

/// Where somebody is logged in.
#[derive(Clone, Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct Login {
    pub id: LoginId,
    /// The one that asks.
    pub current: bool,
    /// `Firefox on Linux`
    pub device: String,
    pub created_at: Timestamp,
    pub last_seen_at: Timestamp,
}

/// To show that it is really them.
#[derive(Clone, Debug, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct WithPassword {
    pub password: String,
}

#[derive(Clone, Debug, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct WithCode {
    pub code: String,
}

/// For an app that makes codes.
#[derive(Clone, Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct TwoFactorStart {
    /// To type in, in base32.
    pub secret: String,
    /// To show as a QR code: `otpauth://…`
    pub uri: String,
}

/// Each is good once, in the place of a code.
#[derive(Clone, Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct RecoveryCodes {
    pub recovery_codes: Vec<String>,
}

/// What is left out stays as it is.
#[derive(Clone, Copy, Debug, Default, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct ChangeAgent {
    pub role: Option<Role>,
    pub active: Option<bool>,
}

#[derive(Clone, Debug, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct NewInvite {
    #[cfg_attr(test, schemars(length(min = 1, max = limits::EMAIL_BYTES)))]
    pub email: String,
    pub role: Role,
}

#[cfg(test)]
#[derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct Invite {
    pub id: InviteId,
    pub email: String,
    pub role: Role,
    pub invited_by: InvitedBy,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
}

#[cfg(test)]
#[derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct InvitedBy {
    pub id: AgentId,
    pub name: String,
}

#[cfg(test)]
#[derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct MadeInvite {
    pub invite: Invite,
    /// The link that was mailed, to hand over by hand. It is told only here.
    pub url: String,
}

/// An invitation, for whoever has its link.
#[cfg(test)]
#[derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct Invitation {
    pub organization: Named,
    pub email: String,
    pub role: Role,
    pub invited_by: Named,
    /// Is there an account of this email? Then its password is asked for.
    pub has_account: bool,
}

#[cfg(test)]
#[derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema)]
#[ts(rename = "WithName")]
#[schemars(rename = "WithName")]
pub struct Named {
    pub name: String,
}

#[derive(Clone, Debug, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct AcceptInvite {
    /// Of somebody new.
    #[cfg_attr(test, schemars(length(min = 1, max = limits::NAME_CHARS)))]
    pub name: Option<String>,
    /// Of the account, or for a new one.
    #[cfg_attr(test, schemars(length(min = 1, max = limits::PASSWORD_MOST)))]
    pub password: String,
    /// Of the account's second factor, if it has one.
    pub code: Option<String>,
}
