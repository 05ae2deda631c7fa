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
mod leaving;
mod list;
mod notices;
mod page;
mod presence;
mod shell;
mod tally;

use worker::{Env, Stub};

use self::commands::{Learn, Leave, Look};
use crate::{
    platform::{
        Result,
        log::fault,
        object::{self, Command},
    },
    protocol::{AgentId, ConversationId, OrganizationId},
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

/// An agent opens a socket to a conversation: the inbox knows where to close it.
pub async fn note_look(env: &Env, organization: OrganizationId, look: &Look) {
    let told = async { object::call(&of_conversation(env, organization, look.conversation)?, look).await };
    if let Err(error) = told.await {
        fault(&format!("inbox not told who looks: {error}"));
    }
}

/// Sessions of an agent have ended: their sockets close, and those that still may come again.
pub async fn close_sockets(env: &Env, organizations: Vec<OrganizationId>, agent: AgentId) {
    let mut told: Vec<OrganizationId> = Vec::new();
    for organization in organizations {
        if told.contains(&organization) {
            continue;
        }
        told.push(organization);
        if let Err(error) = leave(env, organization, &Leave { agent, for_good: false }).await {
            fault(&format!("sockets not closed: {error}"));
        }
    }
}

/// # Errors
/// When a socket may still be open.
pub async fn leave(env: &Env, organization: OrganizationId, leave: &Leave) -> Result<()> {
    object::call(&of_organization(env, organization)?, leave).await
}
