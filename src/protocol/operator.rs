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

/// How the installation fares.
#[cfg(test)]
#[derive(serde::Serialize, schemars::JsonSchema)]
pub struct Metrics {
    pub version: String,
    pub at: Timestamp,
    pub database: super::agent::HealthStatus,
    pub objects: super::agent::HealthStatus,
    pub figures: Figures,
}

/// `null`: not known, or not asked for. Counted up to 10,000 each.
#[cfg(test)]
#[derive(Default, serde::Serialize, schemars::JsonSchema)]
pub struct Figures {
    /// Organizations.
    pub organizations: Option<u32>,
    /// Conversations that nobody has answered yet.
    pub conversations_waiting: Option<u32>,
    /// Conversations that go on.
    pub conversations_open: Option<u32>,
    /// Visitors with a session who were here in the last 24 hours.
    pub visitors_day: Option<u32>,
    /// Sessions of agents.
    pub agents_logged_in: Option<u32>,
    /// Mails that wait to be sent, or sent again.
    pub mails_due: Option<u32>,
    /// For how long the oldest of them has been due.
    pub mails_late_seconds: Option<u32>,
    /// Mails that were given up in the last 24 hours.
    pub mails_failed_day: Option<u32>,
    /// What webhooks are still to be told.
    pub webhook_deliveries_waiting: Option<u32>,
    /// For how long the oldest of it has been due.
    pub webhooks_late_seconds: Option<u32>,
    /// Webhooks that are on and whose server did not take the last attempt.
    pub webhooks_failing: Option<u32>,
    /// Customers whose erasure is not finished yet.
    pub erasures_unfinished: Option<u32>,
    /// For how long the oldest of them has been going on.
    pub erasures_late_seconds: Option<u32>,
    /// Errors of the widget in visitors' browsers today, in UTC.
    pub widget_errors_day: Option<u32>,
    /// Errors of the dashboard in agents' browsers today, in UTC.
    pub dashboard_errors_day: Option<u32>,
    /// How large the database is.
    pub database_bytes: Option<u64>,
    /// Inboxes that were asked and did not answer.
    pub inboxes_silent: Option<u32>,
    /// Agents who are here, in the inboxes that were asked.
    pub agents_here: Option<u32>,
    /// Their sockets, one for each tab with an inbox.
    pub inbox_sockets: Option<u32>,
    /// Visitors who are here with a conversation that goes on, in the inboxes that were asked.
    pub visitors_here: Option<u32>,
    /// Conversations whose copy waits for the database, in the inboxes that were asked.
    pub conversations_behind: Option<u32>,
    /// Their entries.
    pub entries_behind: Option<u32>,
}
