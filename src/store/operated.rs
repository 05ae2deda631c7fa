//! Organizations, as the platform's operator sees and makes them.

use worker::Env;

use super::{Result, all, batch, directory, first, organizations, statement, widgets};
use crate::{
    platform::sql::Row,
    protocol::{InviteId, OrganizationId, Timestamp, WidgetId, agent::Plan},
};

/// In one answer.
pub const PAGE: usize = 50;

/// The newest first, and one more than a page has: as JSON, and its id. `wanted`: what is in the name.
///
/// # Errors
/// When the database fails, as for all below.
pub async fn page(env: &Env, wanted: &str, before: Option<OrganizationId>) -> Result<Vec<Row>> {
    let query = "SELECT json_object('id', id, 'name', name, 'plan', plan,
            'created_at', strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0, 'unixepoch'),
            'agents', (SELECT COUNT(*) FROM memberships AS m WHERE m.organization_id = o.id AND m.active = 1),
            'widgets', (SELECT COUNT(*) FROM widget_configs AS w WHERE w.organization_id = o.id),
            'conversations', (SELECT COUNT(*) FROM
                (SELECT 1 FROM conversations AS c WHERE c.organization_id = o.id LIMIT 10000))), id
        FROM organizations AS o WHERE id < ? AND instr(lower(name), lower(?)) > 0 ORDER BY id DESC LIMIT ?";
    let before = before.map_or_else(|| "z".to_owned(), |id| id.to_string());
    all(statement!(&directory(env)?, query, &*before, wanted, PAGE as u32 + 1)).await
}

/// Of an owner to be.
pub struct Invite<'a> {
    pub id: InviteId,
    pub token_hash: &'a str,
    pub email: &'a str,
    pub name: &'a str,
    pub now: Timestamp,
    pub expires_at: Timestamp,
}

/// The organization of this name to which they were invited by the operator and have not come yet; with a new link.
pub async fn invited_again(env: &Env, organization: &str, invite: &Invite<'_>) -> Result<Option<OrganizationId>> {
    let query = "UPDATE invites SET token_hash = ?1, expires_at = ?2, name = ?3
        WHERE email = ?4 AND role = 'owner' AND invited_by IS NULL AND expires_at > ?5
            AND (SELECT name FROM organizations WHERE id = organization_id) = ?6
        RETURNING organization_id";
    let Invite { token_hash, email, name, now, expires_at, .. } = *invite;
    let row =
        first(statement!(&directory(env)?, query, token_hash, expires_at, name, email, now, organization)).await?;
    Ok(row.map(|row| row.id(0)).transpose()?)
}

/// An organization with its first widget, which waits for its owner; at once or not at all.
pub async fn make(
    env: &Env,
    id: OrganizationId,
    (name, plan): (&str, Plan),
    (widget, key, identity_secret): (WidgetId, &str, &str),
    invite: &Invite<'_>,
) -> Result<()> {
    let (db, now) = (&directory(env)?, invite.now);
    let query = "INSERT INTO invites (id, token_hash, organization_id, email, name, role, created_at, expires_at)
        VALUES (?, ?, ?, ?, ?, 'owner', ?, ?)";
    let (hash, email, until) = (invite.token_hash, invite.email, invite.expires_at);
    let statements = vec![
        organizations::made(db, id, name, plan, now),
        widgets::first_of(db, id, widget, name, key, identity_secret, now),
        statement!(db, query, &invite.id, hash, &id, email, invite.name, now, until),
    ];
    batch(db, statements).await
}
