//! Webhooks. Each statement gives them as JSON, as admins see them; their secrets only the courier gets.

use worker::{D1Database, D1PreparedStatement, Env};

use super::{Result, all, directory, each, statement};
use crate::{
    json,
    protocol::{OrganizationId, Timestamp, WebhookId, limits::WEBHOOKS, webhook::ChangeWebhook},
};

const SEEN: &str = "SELECT json_object('id', w.id, 'url', w.url, 'events', json(w.events),
        'enabled', json(iif(w.enabled, 'true', 'false')),
        'created_at', strftime('%Y-%m-%dT%H:%M:%fZ', w.created_at / 1000.0, 'unixepoch'),
        'last_delivery', iif(w.last_at IS NULL, NULL, json_object('status', w.last_status,
            'at', strftime('%Y-%m-%dT%H:%M:%fZ', w.last_at / 1000.0, 'unixepoch'), 'error', w.last_error)),
        'failing_since', strftime('%Y-%m-%dT%H:%M:%fZ', w.failing_since / 1000.0, 'unixepoch'))
    FROM webhooks AS w WHERE w.organization_id = ?1";

/// # Errors
/// When a value cannot be bound, as for those below.
pub fn every(db: &D1Database, organization: OrganizationId) -> Result<D1PreparedStatement> {
    statement!(db, &*format!("{SEEN} ORDER BY w.id"), &organization)
}

/// Nothing: there is none.
pub fn one(db: &D1Database, organization: OrganizationId, id: WebhookId) -> Result<D1PreparedStatement> {
    statement!(db, &*format!("{SEEN} AND w.id = ?2"), &organization, &id)
}

/// Writes it, and says what it is then. Nothing: there are as many as there may be.
pub fn added(
    db: &D1Database,
    organization: OrganizationId,
    id: WebhookId,
    new: &ChangeWebhook,
    secret: &str,
    now: Timestamp,
) -> Vec<Result<D1PreparedStatement>> {
    let query = "INSERT INTO webhooks (id, organization_id, url, events, secret, created_at)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE (SELECT COUNT(*) FROM webhooks WHERE organization_id = ?2) < ?7";
    let (url, events) = (new.url.as_deref(), json::write(&new.events));
    let made = statement!(db, query, &id, &organization, url, &*events, secret, now, WEBHOOKS);
    vec![made, one(db, organization, id)]
}

/// Likewise. Nothing: there is none. What waits is dropped when it is turned off; turned on, it begins anew.
pub fn changed(
    db: &D1Database,
    organization: OrganizationId,
    id: WebhookId,
    change: &ChangeWebhook,
) -> Vec<Result<D1PreparedStatement>> {
    let query = "UPDATE webhooks SET url = COALESCE(?1, url), events = COALESCE(?2, events),
            failing_since = iif(?3 > enabled, NULL, failing_since),
            paused_until = iif(?3 > enabled OR ?1 IS NOT NULL, NULL, paused_until), enabled = COALESCE(?3, enabled)
        WHERE organization_id = ?4 AND id = ?5";
    let events = change.events.as_ref().map(|events| json::write(events));
    let (url, enabled) = (change.url.as_deref(), change.enabled.map(u32::from));
    vec![
        statement!(db, query, url, events.as_deref(), enabled, &organization, &id),
        dropped(db, organization, id),
        one(db, organization, id),
    ]
}

/// What waits is not sent any more, if it is turned off.
pub(super) fn dropped(db: &D1Database, organization: OrganizationId, id: WebhookId) -> Result<D1PreparedStatement> {
    let query = "UPDATE webhook_deliveries SET next_attempt_at = NULL, error = COALESCE(error, 'turned_off')
        WHERE organization_id = ?1 AND webhook_id = ?2 AND next_attempt_at IS NOT NULL
            AND EXISTS (SELECT 1 FROM webhooks WHERE organization_id = ?1 AND id = ?2 AND enabled = 0)";
    statement!(db, query, &organization, &id)
}

/// Its log goes with it. Nothing: there is none.
pub fn removed(db: &D1Database, organization: OrganizationId, id: WebhookId) -> Vec<Result<D1PreparedStatement>> {
    let log = "DELETE FROM webhook_deliveries WHERE organization_id = ? AND webhook_id = ?";
    let query = "DELETE FROM webhooks WHERE organization_id = ? AND id = ? RETURNING json_quote(id)";
    vec![statement!(db, log, &organization, &id), statement!(db, query, &organization, &id)]
}

/// Nothing: there is none.
pub fn with_secret(
    db: &D1Database,
    organization: OrganizationId,
    id: WebhookId,
    secret: &str,
) -> Result<D1PreparedStatement> {
    let query = "UPDATE webhooks SET secret = ? WHERE organization_id = ? AND id = ? RETURNING url";
    statement!(db, query, secret, &organization, &id)
}

/// Organizations whose courier should have sent something by then.
///
/// # Errors
/// When the database fails.
pub async fn overdue(env: &Env, by: Timestamp) -> Result<Vec<OrganizationId>> {
    let query = "SELECT DISTINCT w.organization_id FROM webhooks AS w
        WHERE MAX(COALESCE(w.paused_until, 0), (SELECT MIN(d.next_attempt_at) FROM webhook_deliveries AS d
            WHERE d.organization_id = w.organization_id AND d.webhook_id = w.id AND d.next_attempt_at IS NOT NULL)) <= ?";
    each(all(statement!(&directory(env)?, query, by)).await?, |row| Ok(row.id(0)?))
}
