//! Invitations to an organization. Only open ones are kept.

use worker::{D1Database, D1PreparedStatement, Env};

use super::{Ran, Result, directory, first, run, statement};
use crate::{
    platform::sql::Row,
    protocol::{AgentId, InviteId, OrganizationId, Timestamp, limits::INVITES},
};

const SEEN: &str = "json_object('id', i.id, 'email', i.email, 'role', i.role,
        'invited_by', json_object('id', a.id, 'name', a.name),
        'created_at', strftime('%Y-%m-%dT%H:%M:%fZ', i.created_at / 1000.0, 'unixepoch'),
        'expires_at', strftime('%Y-%m-%dT%H:%M:%fZ', i.expires_at / 1000.0, 'unixepoch'))";

/// As JSON, the newest first.
pub fn all(db: &D1Database, organization: OrganizationId, now: Timestamp) -> Result<D1PreparedStatement> {
    let query = format!(
        "SELECT {SEEN} FROM invites AS i JOIN agents AS a ON a.id = i.invited_by
        WHERE i.organization_id = ? AND i.expires_at > ? ORDER BY i.created_at DESC"
    );
    statement!(db, &*query, &organization, now)
}

/// Is somebody of this e-mail here already?
///
/// # Errors
/// When the database fails, as for all below.
pub async fn is_member(env: &Env, organization: OrganizationId, email: &str) -> Result<bool> {
    let query = "SELECT 1 FROM agents AS a JOIN memberships AS m ON m.agent_id = a.id
        WHERE a.email = ? AND m.organization_id = ? AND m.active = 1";
    Ok(first(statement!(&directory(env)?, query, email, &organization)).await?.is_some())
}

pub struct NewInvite<'a> {
    pub id: InviteId,
    pub email: &'a str,
    pub role: &'a str,
    pub token_hash: &'a str,
    pub url: &'a str,
    pub by: AgentId,
    pub now: Timestamp,
    pub expires_at: Timestamp,
}

/// Writes it in the place of an earlier one to the same e-mail, and says what it is then, with its link. Nothing: there are
/// as many as there may be, or they came meanwhile.
pub fn added(db: &D1Database, organization: OrganizationId, new: &NewInvite<'_>) -> Vec<Result<D1PreparedStatement>> {
    let query = "INSERT INTO invites (id, organization_id, email, role, token_hash, invited_by, created_at, expires_at)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8
        WHERE (SELECT COUNT(*) FROM invites WHERE organization_id = ?2 AND email != ?3) < ?9
            AND NOT EXISTS (SELECT 1 FROM agents AS a JOIN memberships AS m ON m.agent_id = a.id
                WHERE a.email = ?3 AND m.organization_id = ?2 AND m.active = 1)
        ON CONFLICT (organization_id, email) DO UPDATE SET id = excluded.id, role = excluded.role,
            token_hash = excluded.token_hash, invited_by = excluded.invited_by, created_at = excluded.created_at,
            expires_at = excluded.expires_at";
    let seen = format!(
        "SELECT json_object('invite', {SEEN}, 'url', ?3) FROM invites AS i JOIN agents AS a ON a.id = i.invited_by
        WHERE i.organization_id = ?1 AND i.id = ?2"
    );
    let made = statement!(
        db,
        query,
        &new.id,
        &organization,
        new.email,
        new.role,
        new.token_hash,
        &new.by,
        new.now,
        new.expires_at,
        INVITES,
    );
    vec![made, statement!(db, &*seen, &organization, &new.id, new.url)]
}

pub fn removed(db: &D1Database, organization: OrganizationId, id: InviteId) -> Result<D1PreparedStatement> {
    let query = "DELETE FROM invites WHERE organization_id = ? AND id = ? RETURNING json_quote(id)";
    statement!(db, query, &organization, &id)
}

/// What whoever has the link may know, as JSON.
pub fn shown(db: &D1Database, token_hash: &str, now: Timestamp) -> Result<D1PreparedStatement> {
    let query = "SELECT json_object('organization', json_object('name', o.name), 'email', i.email, 'role', i.role,
            'invited_by', json_object('name', COALESCE(a.name, 'ChatDesk')),
            'has_account', json(iif(EXISTS (SELECT 1 FROM agents WHERE email = i.email), 'true', 'false')))
        FROM invites AS i JOIN organizations AS o ON o.id = i.organization_id
            LEFT JOIN agents AS a ON a.id = i.invited_by
        WHERE i.token_hash = ? AND i.expires_at > ?";
    statement!(db, query, token_hash, now)
}

/// Somebody who is invited.
pub struct Invited {
    pub organization: OrganizationId,
    pub email: String,
    /// The account they have already.
    pub account: Option<Known>,
}

pub struct Known {
    pub agent: AgentId,
    pub password_hash: String,
    pub seed: Option<String>,
}

pub async fn by_token(env: &Env, token_hash: &str, now: Timestamp) -> Result<Option<Invited>> {
    let query = "SELECT i.organization_id, i.email, a.id, a.password_hash, a.totp_seed
        FROM invites AS i LEFT JOIN agents AS a ON a.email = i.email
        WHERE i.token_hash = ? AND i.expires_at > ?";
    first(statement!(&directory(env)?, query, token_hash, now)).await?.map(invited).transpose()
}

fn invited(mut row: Row) -> Result<Invited> {
    let id = row.optional_id(2);
    let account = id.map(|agent| Known { agent, password_hash: row.text(3), seed: row.optional(4) });
    Ok(Invited { organization: row.id(0)?, email: row.text(1), account })
}

/// Who accepts without having an account.
pub struct Newcomer<'a> {
    pub name: &'a str,
    pub password_hash: &'a str,
}

/// Takes the invitation away and makes them a member, both or neither. False: it is gone. Somebody who is a member by now
/// stays what they are.
pub async fn accept(
    env: &Env,
    token_hash: &str,
    agent: AgentId,
    newcomer: Option<Newcomer<'_>>,
    now: Timestamp,
) -> Result<bool> {
    let db = &directory(env)?;
    let person = "INSERT INTO agents (id, email, name, password_hash, created_at)
        SELECT ?, email, ?, ?, ? FROM invites WHERE token_hash = ? AND expires_at > ?";
    let member = "INSERT INTO memberships (organization_id, agent_id, role, created_at)
        SELECT organization_id, ?1, role, ?2 FROM invites WHERE token_hash = ?3 AND expires_at > ?2
        ON CONFLICT (organization_id, agent_id) DO UPDATE SET role = excluded.role, active = 1
            WHERE memberships.active = 0";
    let taken = "DELETE FROM invites WHERE token_hash = ? AND expires_at > ? RETURNING id";
    let mut all = Vec::new();
    if let Some(Newcomer { name, password_hash }) = newcomer {
        all.push(statement!(db, person, &agent, name, password_hash, now, token_hash, now));
    }
    all.push(statement!(db, member, &agent, now, token_hash));
    all.push(statement!(db, taken, token_hash, now));
    let ran = run(db, all).await?;
    Ok(ran.last().map(Ran::rows).is_some_and(|rows| !rows.is_empty()))
}

/// Those that nobody accepted in time.
pub async fn forget_ended(env: &Env, now: Timestamp) -> Result<()> {
    let db = &directory(env)?;
    super::batch(db, vec![statement!(db, "DELETE FROM invites WHERE expires_at <= ?", now)]).await
}
