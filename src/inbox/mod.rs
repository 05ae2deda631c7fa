//! The inbox: one object per organization, the truth of what is live.
//!
//! It keeps a summary of every conversation, told by the rooms, in its SQLite, and holds the sockets of all agents. Each
//! change gets the inbox's next `seq`, so an agent who was away asks for what came after the last one seen. Summaries
//! only move forward; a room that tells twice changes nothing. Should the list ever be lost, it is built from D1.

mod build;
mod claims;
pub mod commands;
mod dispatch;
mod hearing;
mod list;
mod notices;
mod page;
mod presence;
mod shell;
mod tally;

use worker::{Env, Stub};

use self::commands::Learn;
use crate::{
    platform::{
        Result,
        log::fault,
        object::{self, Command},
    },
    protocol::{ConversationId, OrganizationId},
};

/// The inbox that lists a conversation: today the organization's only one. A very large organization would spread over
/// several, by conversation; this is the function that would know.
///
/// # Errors
/// When the binding is missing.
pub fn of_conversation(env: &Env, organization: OrganizationId, _: ConversationId) -> Result<Stub> {
    of_organization(env, organization)
}

/// # Errors
/// When the binding is missing.
pub fn of_organization(env: &Env, organization: OrganizationId) -> Result<Stub> {
    Ok(env.durable_object("INBOX")?.get_by_name(&organization.to_string())?)
}

/// Departments, who is in them, or settings changed: the inbox learns it now, and else within minutes by itself.
pub async fn tell_of_changes(env: &Env, organization: OrganizationId) {
    let told = async { object::tell(&of_organization(env, organization)?, Learn::NAME, "").await };
    if let Err(error) = told.await {
        fault(&format!("inbox not told of changes: {error}"));
    }
}
