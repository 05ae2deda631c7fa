//! Canned replies: everybody's, and each agent's own.

use worker::Env;

use super::{Result, all, database, each, first, statement};
use crate::{
    platform::sql::Row,
    protocol::{
        AgentId, CannedReplyId, OrganizationId,
        canned_reply::{CannedReply, ChangeCannedReply},
        limits::CANNED_REPLIES,
    },
};

fn reply(mut row: Row) -> Result<CannedReply> {
    Ok(CannedReply {
        id: row.id(0)?,
        shortcut: row.text(1),
        body: row.text(2),
        shared: row.optional(3).is_none(),
        created_at: row.time(4),
    })
}

/// What this agent may use, their own before a shared one of the same shortcut.
///
/// # Errors
/// When the database fails, as for all below.
pub async fn list(env: &Env, organization: OrganizationId, agent: AgentId) -> Result<Vec<CannedReply>> {
    let query = "SELECT id, shortcut, body, agent_id, created_at FROM canned_replies
        WHERE organization_id = ? AND (agent_id IS NULL OR agent_id = ?) ORDER BY shortcut, agent_id IS NULL, id";
    each(all(statement!(&database(env, organization)?, query, &organization, &agent)).await?, reply)
}

pub async fn one(
    env: &Env,
    organization: OrganizationId,
    agent: AgentId,
    id: CannedReplyId,
) -> Result<Option<CannedReply>> {
    let query = "SELECT id, shortcut, body, agent_id, created_at FROM canned_replies
        WHERE organization_id = ? AND id = ? AND (agent_id IS NULL OR agent_id = ?)";
    first(statement!(&database(env, organization)?, query, &organization, &id, &agent)).await?.map(reply).transpose()
}

/// How somebody stands who wants to write one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Room {
    There,
    /// The shortcut is one that they see already.
    Taken,
    Full,
}

/// What stands in the way of one more.
pub async fn room(env: &Env, organization: OrganizationId, agent: AgentId, reply: &CannedReply) -> Result<Room> {
    let query = "SELECT COUNT(*) FILTER (WHERE shortcut = ?3), COUNT(*) FILTER (WHERE (agent_id IS NULL) = ?4)
        FROM canned_replies WHERE organization_id = ?1 AND (agent_id IS NULL OR agent_id = ?2) AND id != ?5";
    let db = database(env, organization)?;
    let shared = u32::from(reply.shared);
    let row = first(statement!(&db, query, &organization, &agent, &*reply.shortcut, shared, &reply.id)).await?;
    let (same, all) = row.map_or((0, 0), |row| (row.number(0), row.number(1)));
    Ok(match same {
        0 if all < CANNED_REPLIES => Room::There,
        0 => Room::Full,
        _ => Room::Taken,
    })
}

/// False: somebody was quicker with the same shortcut.
pub async fn add(env: &Env, organization: OrganizationId, agent: AgentId, reply: &CannedReply) -> Result<bool> {
    let query = "INSERT INTO canned_replies (id, organization_id, agent_id, shortcut, body, created_at)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE NOT EXISTS (SELECT 1 FROM canned_replies
            WHERE organization_id = ?2 AND shortcut = ?4 AND (agent_id IS NULL OR agent_id = ?7)) RETURNING id";
    let db = database(env, organization)?;
    let owner = (!reply.shared).then_some(&agent);
    let (shortcut, body) = (&*reply.shortcut, &*reply.body);
    let statement = statement!(&db, query, &reply.id, &organization, owner, shortcut, body, reply.created_at, &agent);
    Ok(first(statement).await?.is_some())
}

/// `None`: it is not there, or somebody was quicker with the same shortcut.
pub async fn change(
    env: &Env,
    organization: OrganizationId,
    agent: AgentId,
    id: CannedReplyId,
    change: &ChangeCannedReply,
) -> Result<Option<CannedReply>> {
    let query = "UPDATE canned_replies SET shortcut = COALESCE(?1, shortcut), body = COALESCE(?2, body),
            agent_id = CASE ?3 WHEN 1 THEN NULL WHEN 0 THEN ?4 ELSE agent_id END
        WHERE organization_id = ?5 AND id = ?6 AND (agent_id IS NULL OR agent_id = ?4)
            AND NOT EXISTS (SELECT 1 FROM canned_replies AS other WHERE other.organization_id = ?5
                AND other.shortcut = ?1 AND other.id != ?6 AND (other.agent_id IS NULL OR other.agent_id = ?4))
        RETURNING id, shortcut, body, agent_id, created_at";
    let db = database(env, organization)?;
    let (shortcut, body) = (change.shortcut.as_deref(), change.body.as_deref());
    let statement = statement!(&db, query, shortcut, body, change.shared.map(u32::from), &agent, &organization, &id);
    first(statement).await?.map(reply).transpose()
}

/// False: there is none, or not of theirs.
pub async fn remove(env: &Env, organization: OrganizationId, agent: AgentId, id: CannedReplyId) -> Result<bool> {
    let query = "DELETE FROM canned_replies
        WHERE organization_id = ? AND id = ? AND (agent_id IS NULL OR agent_id = ?) RETURNING id";
    Ok(first(statement!(&database(env, organization)?, query, &organization, &id, &agent)).await?.is_some())
}
