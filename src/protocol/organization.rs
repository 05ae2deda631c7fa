//! An organization and what its admins set for all of it.

use super::{
    DepartmentId, OrganizationId,
    agent::Plan,
    changes::Changes,
    department::Routing,
    limits,
    widget::{BubbleIcon, Look, Position, Size, Theme},
};
use crate::json::{FromJson, ToJson};

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
    /// How large each of them may be.
    #[cfg_attr(test, schemars(range(min = 1, max = limits::FILE_MEGABYTES)))]
    pub attachment_megabytes: u32,
    /// Do agents see the pictures that customers have at Gravatar? They are asked for by a hash of the email, never by
    /// anybody's browser.
    pub gravatar: bool,
    /// Conversations are erased so many days after the last thing that happened in them; `null`: never.
    #[cfg_attr(test, schemars(range(min = 1, max = limits::RETENTION_DAYS)))]
    pub retention_days: Option<u32>,
    /// Of conversations without a department.
    pub routing: Routing,
    /// After so many minutes in which an agent is not here or takes no conversations, those of theirs that wait for an
    /// answer go to others, where conversations are routed.
    #[cfg_attr(test, schemars(range(max = limits::ABSENT_MINUTES)))]
    pub absent_minutes: u16,
    /// After so many minutes in which a visitor who left an email has not seen an answer, it is mailed to them; 0: never.
    #[cfg_attr(test, schemars(range(max = limits::REPLY_MAIL_MINUTES)))]
    pub reply_mail_minutes: u16,
    /// Does who leaves a message and an email while nobody is there hear by mail that it was received?
    pub offline_mail: bool,
    /// Is a model asked what a question to the bot means, where words are not enough? It gets the question and the bot's answers.
    pub bot_model: bool,
    /// The department of a conversation whose visitor picked none: the first rule that fits says it.
    #[cfg_attr(test, schemars(length(max = limits::ROUTING_RULES)))]
    pub routing_rules: Vec<RoutingRule>,
    /// How widgets look that have nothing of their own to say. It is set as a whole.
    pub theme: OrganizationTheme,
    /// Of business hours that do not name one.
    pub timezone: String,
}

/// `null`: as is usual.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromJson, ToJson)]
#[serde(default)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct OrganizationTheme {
    #[cfg_attr(test, schemars(regex(pattern = "^#[0-9A-Fa-f]{6}$")))]
    pub primary_color: Option<String>,
    #[cfg_attr(test, schemars(regex(pattern = "^#[0-9A-Fa-f]{6}$")))]
    pub accent_color: Option<String>,
    /// A picture at an `https` address.
    pub logo_url: Option<String>,
    pub theme: Option<Theme>,
    pub look: Option<Look>,
    pub size: Option<Size>,
    pub position: Option<Position>,
    pub bubble_icon: Option<BubbleIcon>,
}

#[derive(Clone, Debug, PartialEq, Eq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct RoutingRule {
    pub field: RoutingField,
    /// Of the field of the form that is answered.
    #[serde(default)]
    pub name: Option<String>,
    pub is: Comparison,
    /// Large and small letters from A to Z are the same.
    #[cfg_attr(test, schemars(length(min = 1, max = limits::RULE_CHARS)))]
    pub value: String,
    pub department_id: DepartmentId,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, FromJson, ToJson)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub enum RoutingField {
    /// Of the page it starts on: whole, or from the path on.
    Url,
    /// `de-AT`, or `de` for all of them.
    Language,
    /// `AT`
    Country,
    /// In the form before the chat.
    Answer,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, FromJson, ToJson)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub enum Comparison {
    Equals,
    Contains,
    StartsWith,
}

impl Default for OrganizationSettings {
    fn default() -> Self {
        Self {
            ip_policy: IpPolicy::Truncate,
            tracking: false,
            consent_required: false,
            typing_preview: false,
            attachments: true,
            attachment_megabytes: limits::FILE_MEGABYTES,
            gravatar: true,
            retention_days: None,
            routing: Routing::default(),
            absent_minutes: limits::ABSENT_MINUTES_USUAL,
            reply_mail_minutes: limits::REPLY_MAIL_MINUTES_USUAL,
            offline_mail: true,
            bot_model: false,
            routing_rules: Vec::new(),
            theme: OrganizationTheme::default(),
            timezone: "UTC".into(),
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

/// What files there are take. Bytes; without a limit, the plan has none.
#[cfg(test)]
#[derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct Storage {
    #[ts(type = "number")]
    pub used: u64,
    #[ts(type = "number | null")]
    pub limit: Option<u64>,
}

/// The fields to change, camelCase. What is left out stays as it is, `null` goes back to what is usual.
pub type ChangeOrganization = Changes<Organization>;
