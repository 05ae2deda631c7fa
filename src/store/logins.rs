//! Agents' sessions: who is logged in, in which organization.

use worker::Env;

use super::{Result, all, batch, directory, first, statement};
use crate::{
    domain::plan,
    platform::{Error, sql::Row},
    protocol::{
        AgentId, LoginId, OrganizationId, Timestamp,
        agent::{AgentInfo, OrganizationInfo, Role},
    },
};

pub struct NewSession<'a> {
    pub id: LoginId,
    pub token_hash: &'a str,
    pub agent: AgentId,
    pub user_agent: &'a str,
    /// Where they logged in.
    pub origin: &'a str,
    pub now: Timestamp,
    pub expires_at: Timestamp,
}

/// # Errors
/// When the database fails, as for all below.
pub async fn start(env: &Env, organization: OrganizationId, session: &NewSession<'_>) -> Result<()> {
    let db = &directory(env)?;
    let query = "INSERT INTO agent_sessions
        (token_hash, id, organization_id, agent_id, user_agent, created_at, last_seen_at, expires_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    let statement = statement!(
        db,
        query,
        session.token_hash,
        &session.id,
        &organization,
        &session.agent,
        session.user_agent,
        session.now,
        session.now,
        session.expires_at,
    );
    let origin = "UPDATE organizations SET origin = ?1 WHERE id = ?2 AND origin IS NOT ?1";
    batch(db, vec![statement, statement!(db, origin, session.origin, &organization)]).await
}

pub async fn end(env: &Env, token_hash: &str) -> Result<()> {
    let db = &directory(env)?;
    batch(db, vec![statement!(db, "DELETE FROM agent_sessions WHERE token_hash = ?", token_hash)]).await
}

/// One of a person's; says for which organization it was.
pub async fn end_one(env: &Env, agent: AgentId, id: LoginId) -> Result<Option<OrganizationId>> {
    let query = "DELETE FROM agent_sessions WHERE agent_id = ? AND id = ? RETURNING organization_id";
    Ok(first(statement!(&directory(env)?, query, &agent, &id)).await?.and_then(|row| row.optional_id(0)))
}

/// All of a person's but the one that asks; says for which organizations they were.
pub async fn end_others(env: &Env, agent: AgentId, kept: LoginId) -> Result<Vec<OrganizationId>> {
    let query = "DELETE FROM agent_sessions WHERE agent_id = ? AND id != ? RETURNING organization_id";
    let rows = all(statement!(&directory(env)?, query, &agent, &kept)).await?;
    Ok(rows.iter().filter_map(|row| row.optional_id(0)).collect())
}

/// The session is for another organization of its person's from now on. False: they are not in it.
pub async fn switch(env: &Env, organization: OrganizationId, agent: AgentId, id: LoginId) -> Result<bool> {
    let query = "UPDATE agent_sessions SET organization_id = ?1
        WHERE agent_id = ?2 AND id = ?3 AND EXISTS
            (SELECT 1 FROM memberships WHERE organization_id = ?1 AND agent_id = ?2 AND active = 1)
        RETURNING id";
    Ok(first(statement!(&directory(env)?, query, &organization, &agent, &id)).await?.is_some())
}

pub async fn seen(env: &Env, agent: AgentId, id: LoginId, now: Timestamp) -> Result<()> {
    let db = &directory(env)?;
    let query = "UPDATE agent_sessions SET last_seen_at = ?1 WHERE agent_id = ?2 AND id = ?3 AND last_seen_at < ?1";
    batch(db, vec![statement!(db, query, now, &agent, &id)]).await
}

/// Id, what the browser says of itself, since when, and when it was seen last.
pub async fn of_person(env: &Env, agent: AgentId, now: Timestamp) -> Result<Vec<Row>> {
    let query = "SELECT id, user_agent, created_at, last_seen_at FROM agent_sessions
        WHERE agent_id = ? AND expires_at > ? ORDER BY last_seen_at DESC LIMIT 100";
    all(statement!(&directory(env)?, query, &agent, now)).await
}

/// An agent in one organization.
#[derive(Clone, Debug)]
pub struct Member {
    pub agent: AgentInfo,
    pub organization: OrganizationInfo,
    /// Does the organization show its agents what visitors are typing?
    pub previews: bool,
    pub login: LoginId,
    pub seen_at: Timestamp,
    /// Does somebody ask by a key that leaves them less than they are?
    pub is_limited: bool,
}

/// `login`: the session, or the key that stands for one.
pub(super) fn member(row: &mut Row, login: LoginId, seen_at: Timestamp) -> Result<Member> {
    let (role, plan) = (row.text(4), row.text(7));
    let unknown = || Error::fault("an unknown role or plan");
    Ok(Member {
        agent: AgentInfo {
            id: row.id(0)?,
            name: row.text(1),
            email: row.text(2),
            avatar_url: row.optional(3),
            role: Role::parse(&role).ok_or_else(unknown)?,
        },
        organization: OrganizationInfo {
            id: row.id(5)?,
            name: row.text(6),
            plan: plan::parse(&plan).ok_or_else(unknown)?,
        },
        previews: row.integer(8) != 0,
        login,
        seen_at,
        is_limited: false,
    })
}

/// Whose session this is, while both it and the membership last.
pub async fn member_of(env: &Env, token_hash: &str, now: Timestamp) -> Result<Option<Member>> {
    let query = "SELECT a.id, a.name, a.email, a.avatar_url, m.role, o.id AS organization_id,
            o.name AS organization_name, o.plan, json_extract(o.settings, '$.typing_preview'), s.id AS login_id,
            s.last_seen_at
        FROM agent_sessions s
        JOIN agents a ON a.id = s.agent_id
        JOIN memberships m ON m.organization_id = s.organization_id AND m.agent_id = s.agent_id
        JOIN organizations o ON o.id = s.organization_id
        WHERE s.token_hash = ? AND s.expires_at > ? AND m.active = 1";
    let row = first(statement!(&directory(env)?, query, token_hash, now)).await?;
    let Some(mut row) = row else { return Ok(None) };
    let (login, seen_at) = (row.id(9)?, row.time(10));
    member(&mut row, login, seen_at).map(Some)
}

/// Sessions that have ended are of no use to anybody.
pub async fn forget_ended(env: &Env, now: Timestamp) -> Result<()> {
    let db = &directory(env)?;
    batch(db, vec![statement!(db, "DELETE FROM agent_sessions WHERE expires_at <= ?", now)]).await
}
