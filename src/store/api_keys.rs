//! API keys: what is kept of one is a hash. Each statement gives them as JSON, as admins see them.

use uuid::Uuid;
use worker::{D1Database, D1PreparedStatement, Env};

use super::{
    Result, batch, database, directory, document, first,
    logins::{Member, member},
    statement,
};
use crate::{
    json,
    protocol::{
        AgentId, ApiKeyId, OrganizationId, Timestamp,
        api_key::{NewApiKey, Scope},
        limits::API_KEYS,
    },
};

const SEEN: &str = "SELECT json_object('id', k.id, 'name', k.name, 'scopes', json(k.scopes),
        'created_by', json_object('id', a.id, 'name', a.name),
        'created_at', strftime('%Y-%m-%dT%H:%M:%fZ', k.created_at / 1000.0, 'unixepoch'),
        'last_used_at', strftime('%Y-%m-%dT%H:%M:%fZ', k.last_used_at / 1000.0, 'unixepoch'),
        'expires_at', strftime('%Y-%m-%dT%H:%M:%fZ', k.expires_at / 1000.0, 'unixepoch'))
    FROM api_keys AS k JOIN agents AS a ON a.id = k.created_by WHERE k.organization_id = ?1";

/// The newest first.
///
/// # Errors
/// When a value cannot be bound, as for those below.
pub fn all(db: &D1Database, organization: OrganizationId) -> Result<D1PreparedStatement> {
    statement!(db, &*format!("{SEEN} ORDER BY k.id DESC"), &organization)
}

pub struct New<'a> {
    pub id: ApiKeyId,
    pub token_hash: &'a str,
    pub by: AgentId,
    pub asked: &'a NewApiKey,
    pub now: Timestamp,
}

/// Writes it, and says what it is then. Nothing: there are as many as there may be.
pub fn added(db: &D1Database, organization: OrganizationId, new: &New<'_>) -> Vec<Result<D1PreparedStatement>> {
    let query =
        "INSERT INTO api_keys (id, organization_id, token_hash, name, scopes, created_by, created_at, expires_at)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 WHERE (SELECT COUNT(*) FROM api_keys WHERE organization_id = ?2) < ?9";
    let NewApiKey { name, scopes, expires_at } = new.asked;
    let scopes = json::write(scopes);
    let (id, hash, most) = (&new.id, new.token_hash, API_KEYS);
    let made = statement!(db, query, id, &organization, hash, &**name, &*scopes, &new.by, new.now, *expires_at, most);
    vec![made, statement!(db, &*format!("{SEEN} AND k.id = ?2"), &organization, id)]
}

/// Nothing: there is none.
pub fn removed(db: &D1Database, organization: OrganizationId, id: ApiKeyId) -> Result<D1PreparedStatement> {
    let query = "DELETE FROM api_keys WHERE organization_id = ? AND id = ? RETURNING json_quote(id)";
    statement!(db, query, &organization, &id)
}

/// A key that was shown, and in whose name.
pub struct Known {
    pub id: ApiKeyId,
    pub member: Member,
    pub scopes: Vec<Scope>,
    pub last_used_at: Timestamp,
}

/// While it, and the membership of whoever made it, last.
pub async fn by_hash(env: &Env, token_hash: &str, now: Timestamp) -> Result<Option<Known>> {
    let query = "SELECT a.id, a.name, a.email, a.avatar_url, m.role, o.id AS organization_id,
            o.name AS organization_name, o.plan, json_extract(o.settings, '$.typing_preview'), k.id AS key_id, k.scopes,
            k.last_used_at
        FROM api_keys k
        JOIN agents a ON a.id = k.created_by
        JOIN memberships m ON m.organization_id = k.organization_id AND m.agent_id = k.created_by
        JOIN organizations o ON o.id = k.organization_id
        WHERE k.token_hash = ? AND COALESCE(k.expires_at > ?, 1) AND m.active = 1";
    let row = first(statement!(&directory(env)?, query, token_hash, now)).await?;
    let Some(mut row) = row else { return Ok(None) };
    let (key, scopes, last_used_at) = (row.id::<Uuid>(9)?, document(&row.text(10))?, row.time(11));
    let member = member(&mut row, key.into(), last_used_at)?;
    Ok(Some(Known { id: key.into(), member, scopes, last_used_at }))
}

pub async fn used(env: &Env, organization: OrganizationId, id: ApiKeyId, now: Timestamp) -> Result<()> {
    let db = &database(env, organization)?;
    let query = "UPDATE api_keys SET last_used_at = ? WHERE organization_id = ? AND id = ?";
    batch(db, vec![statement!(db, query, now, &organization, &id)]).await
}
