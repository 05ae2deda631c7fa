//! Organizations, and people with their passwords.

use worker::{D1Database, D1PreparedStatement, Env};

use super::{
    Result,
    audit::{self, By},
    batch, database, directory, first, organizations, run, statement, widgets,
};
use crate::{
    domain::{
        audit::{Action, Kind},
        plan,
    },
    platform::sql::Row,
    protocol::{AgentId, OrganizationId, Timestamp, WidgetId, agent::Plan},
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
    /// Of what their second factor is made, if they have one.
    pub seed: Option<String>,
    /// Is there an organization that they may log in to?
    pub is_active: bool,
}

fn account(mut row: Row) -> Result<Account> {
    Ok(Account {
        agent_id: row.id(0)?,
        password_hash: row.text(1),
        organization_id: row.id(2)?,
        seed: row.optional(3),
        is_active: row.integer(4) != 0,
    })
}

/// Whoever has this e-mail, and the first organization they are active in, or were.
pub async fn by_email(env: &Env, email: &str) -> Result<Option<Account>> {
    let query = "SELECT a.id AS agent_id, a.password_hash, m.organization_id, a.totp_seed, m.active
        FROM agents a JOIN memberships m ON m.agent_id = a.id
        WHERE a.email = ? ORDER BY m.active DESC, m.created_at LIMIT 1";
    first(statement!(&directory(env)?, query, email)).await?.map(account).transpose()
}

/// A person's own secrets, as they are kept.
pub struct Person {
    pub email: String,
    pub password_hash: String,
    pub seed: Option<String>,
    pub pending: Option<String>,
}

pub async fn person(env: &Env, id: AgentId) -> Result<Option<Person>> {
    let query = "SELECT email, password_hash, totp_seed, totp_pending FROM agents WHERE id = ?";
    let row = first(statement!(&directory(env)?, query, &id)).await?;
    Ok(row.map(|mut row| Person {
        email: row.text(0),
        password_hash: row.text(1),
        seed: row.optional(2),
        pending: row.optional(3),
    }))
}

/// Whose mail tells of a person's account: the organization they are in first.
pub async fn home(env: &Env, id: AgentId) -> Result<Option<OrganizationId>> {
    let query = "SELECT organization_id FROM memberships WHERE agent_id = ? ORDER BY active DESC, created_at LIMIT 1";
    Ok(first(statement!(&directory(env)?, query, &id)).await?.and_then(|row| row.optional_id(0)))
}

/// Another password, unless it is another already; ends the sessions but `kept`, and says in which organizations. `None`: it
/// was another already.
pub async fn set_password(
    env: &Env,
    id: AgentId,
    was: &str,
    is: &str,
    kept: &str,
) -> Result<Option<Vec<OrganizationId>>> {
    let db = &directory(env)?;
    let change = "UPDATE agents SET password_hash = ? WHERE id = ? AND password_hash = ? RETURNING id";
    let end = "DELETE FROM agent_sessions WHERE agent_id = ?1 AND token_hash != ?2
            AND EXISTS (SELECT 1 FROM agents WHERE id = ?1 AND password_hash = ?3)
        RETURNING organization_id";
    let ran = run(db, vec![statement!(db, change, is, &id, was), statement!(db, end, &id, kept, is)]).await?;
    let rows: Vec<Vec<Row>> = ran.iter().map(super::Ran::rows).collect();
    let ended = rows[1].iter().filter_map(|row| row.optional_id(0)).collect();
    Ok((!rows[0].is_empty()).then_some(ended))
}

pub async fn set_name(env: &Env, id: AgentId, name: &str) -> Result<()> {
    let db = &directory(env)?;
    batch(db, vec![statement!(db, "UPDATE agents SET name = ? WHERE id = ?", name, &id)]).await
}

/// Who is logged in where, as JSON; `more`: a JSON object whose fields are there too.
pub fn me(db: &D1Database, organization: OrganizationId, agent: AgentId, more: &str) -> Result<D1PreparedStatement> {
    let query = "SELECT json_patch(json_object(
            'agent', json_object('id', a.id, 'name', a.name, 'email', a.email, 'avatar_url', a.avatar_url, 'role', m.role),
            'organization', json_object('id', o.id, 'name', o.name, 'plan', o.plan),
            'organizations', json((SELECT json_group_array(json_object('id', x.id, 'name', x.name, 'role', n.role))
                FROM memberships AS n JOIN organizations AS x ON x.id = n.organization_id
                WHERE n.agent_id = ?2 AND n.active = 1)),
            'two_factor', json(iif(a.totp_seed IS NULL, 'false', 'true')),
            'recovery_codes_left', iif(a.totp_seed IS NULL, NULL, json_array_length(a.recovery_codes))), ?3)
        FROM memberships m JOIN agents a ON a.id = m.agent_id JOIN organizations o ON o.id = m.organization_id
        WHERE m.organization_id = ?1 AND m.agent_id = ?2";
    statement!(db, query, &organization, &agent, more)
}

pub async fn set_plan(env: &Env, organization: OrganizationId, plan: Plan) -> Result<()> {
    let db = &database(env, organization)?;
    let set = statement!(db, "UPDATE organizations SET plan = ? WHERE id = ?", plan::as_str(plan), &organization);
    let by = By::nobody(organization, Action::PlanChanged);
    batch(db, audit::around(db, by, (Kind::Organization, organization.0), audit::PLAN, vec![set])).await
}

/// Is there such an organization?
pub async fn exists(env: &Env, organization: OrganizationId) -> Result<bool> {
    let query = "SELECT id FROM organizations WHERE id = ?";
    let db = database(env, organization)?;
    Ok(first(statement!(&db, query, &organization)).await?.is_some())
}
