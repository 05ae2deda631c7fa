//! Organizations, agents, their memberships and sessions.

use worker::{D1Database, D1PreparedStatement, Env};

use super::{Result, batch, database, directory, first, organizations, statement, widgets};
use crate::{
    domain::plan,
    platform::{Error, sql::Row},
    protocol::{
        AgentId, OrganizationId, Timestamp, WidgetId,
        agent::{AgentInfo, OrganizationInfo, Plan, Role},
        message::AgentRef,
    },
};

/// All that a sign-up writes, at once or not at all.
pub struct Signup<'a> {
    pub organization: OrganizationId,
    pub organization_name: &'a str,
    pub plan: Plan,
    pub agent: AgentId,
    pub name: &'a str,
    pub email: &'a str,
    pub password_hash: &'a str,
    pub widget: WidgetId,
    pub widget_key: &'a str,
    pub identity_secret: &'a str,
    pub now: Timestamp,
}

/// # Errors
/// When the database fails, as for all below; `store::is_conflict` when the e-mail is taken.
pub async fn sign_up(env: &Env, new: &Signup<'_>) -> Result<()> {
    let db = &database(env, new.organization)?;
    let (organization, agent, now) = (&new.organization, &new.agent, new.now);
    let statements = vec![
        organizations::made(db, new.organization, new.organization_name, new.plan, now),
        statement!(
            db,
            "INSERT INTO agents (id, email, name, password_hash, created_at) VALUES (?, ?, ?, ?, ?)",
            agent,
            new.email,
            new.name,
            new.password_hash,
            now,
        ),
        statement!(
            db,
            "INSERT INTO memberships (organization_id, agent_id, role, created_at) VALUES (?, ?, 'owner', ?)",
            organization,
            agent,
            now,
        ),
        widgets::first_of(
            db,
            new.organization,
            new.widget,
            new.organization_name,
            new.widget_key,
            new.identity_secret,
            now,
        ),
    ];
    batch(db, statements).await
}

#[derive(Debug)]
pub struct Account {
    pub agent_id: AgentId,
    pub password_hash: String,
    pub organization_id: OrganizationId,
}

/// Whoever has this e-mail, and the first organization they are active in.
pub async fn by_email(env: &Env, email: &str) -> Result<Option<Account>> {
    let query = "SELECT a.id AS agent_id, a.password_hash, m.organization_id
        FROM agents a JOIN memberships m ON m.agent_id = a.id
        WHERE a.email = ? AND m.active = 1 ORDER BY m.created_at LIMIT 1";
    let row = first(statement!(&directory(env)?, query, email)).await?;
    let account =
        |mut row: Row| Ok(Account { agent_id: row.id(0)?, password_hash: row.text(1), organization_id: row.id(2)? });
    row.map(account).transpose()
}

pub struct NewSession<'a> {
    pub token_hash: &'a str,
    pub agent: AgentId,
    pub user_agent: &'a str,
    pub now: Timestamp,
    pub expires_at: Timestamp,
}

pub async fn start_session(env: &Env, organization: OrganizationId, session: &NewSession<'_>) -> Result<()> {
    let db = &directory(env)?;
    let query = "INSERT INTO agent_sessions
        (token_hash, organization_id, agent_id, user_agent, created_at, last_seen_at, expires_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)";
    let statement = statement!(
        db,
        query,
        session.token_hash,
        &organization,
        &session.agent,
        session.user_agent,
        session.now,
        session.now,
        session.expires_at,
    );
    batch(db, vec![statement]).await
}

pub async fn end_session(env: &Env, token_hash: &str) -> Result<()> {
    let db = &directory(env)?;
    batch(db, vec![statement!(db, "DELETE FROM agent_sessions WHERE token_hash = ?", token_hash)]).await
}

/// An agent in one organization.
#[derive(Clone, Debug)]
pub struct Member {
    pub agent: AgentInfo,
    pub organization: OrganizationInfo,
    /// Does the organization show its agents what visitors are typing?
    pub previews: bool,
}

fn member(mut row: Row) -> Result<Member> {
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
    })
}

/// Whose session this is, while both it and the membership last.
pub async fn by_session(env: &Env, token_hash: &str, now: Timestamp) -> Result<Option<Member>> {
    let query = "SELECT a.id, a.name, a.email, a.avatar_url, m.role, o.id AS organization_id,
            o.name AS organization_name, o.plan, json_extract(o.settings, '$.typing_preview')
        FROM agent_sessions s
        JOIN agents a ON a.id = s.agent_id
        JOIN memberships m ON m.organization_id = s.organization_id AND m.agent_id = s.agent_id
        JOIN organizations o ON o.id = s.organization_id
        WHERE s.token_hash = ? AND s.expires_at > ? AND m.active = 1";
    first(statement!(&directory(env)?, query, token_hash, now)).await?.map(member).transpose()
}

/// False when there is no such organization.
pub async fn set_plan(env: &Env, organization: OrganizationId, plan: Plan) -> Result<bool> {
    let query = "UPDATE organizations SET plan = ? WHERE id = ? RETURNING id";
    let db = database(env, organization)?;
    Ok(first(statement!(&db, query, plan::as_str(plan), &organization)).await?.is_some())
}

/// Is there such an organization?
pub async fn exists(env: &Env, organization: OrganizationId) -> Result<bool> {
    let query = "SELECT id FROM organizations WHERE id = ?";
    let db = database(env, organization)?;
    Ok(first(statement!(&db, query, &organization)).await?.is_some())
}

/// Sessions that have ended are of no use to anybody.
pub async fn forget_ended_sessions(env: &Env, now: Timestamp) -> Result<()> {
    let db = &directory(env)?;
    batch(db, vec![statement!(db, "DELETE FROM agent_sessions WHERE expires_at <= ?", now)]).await
}

/// A person who answers in this organization.
pub async fn agent(env: &Env, organization: OrganizationId, id: AgentId) -> Result<Option<AgentRef>> {
    let query = "SELECT a.id, a.name, a.avatar_url FROM memberships m JOIN agents a ON a.id = m.agent_id
        WHERE m.organization_id = ? AND m.agent_id = ? AND m.active = 1";
    let row = first(statement!(&directory(env)?, query, &organization, &id)).await?;
    let agent = |mut row: Row| Ok(AgentRef { id: row.id(0)?, name: row.text(1), avatar_url: row.optional(2) });
    row.map(agent).transpose()
}

/// All who answer in this organization, by name, as JSON; `roll`: who is here and who takes no conversations.
pub fn colleagues(db: &D1Database, organization: OrganizationId, roll: Option<&str>) -> Result<D1PreparedStatement> {
    let query = "SELECT json_object('id', a.id, 'name', a.name, 'email', a.email, 'avatar_url', a.avatar_url,
            'role', m.role, 'active', json('true'), 'online', json(iif(?2 IS NULL, 'null',
                iif(a.id IN (SELECT value FROM json_each(?2, '$.here')), 'true', 'false'))),
            'availability', iif(?2 IS NULL, NULL,
                iif(a.id IN (SELECT value FROM json_each(?2, '$.away')), 'away', 'available')))
        FROM memberships m JOIN agents a ON a.id = m.agent_id
        WHERE m.organization_id = ?1 AND m.active = 1 ORDER BY a.name, a.id";
    statement!(db, query, &organization, roll)
}
