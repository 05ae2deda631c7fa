//! What webhooks are told: written together with what happened, sent by the courier, kept as a log for a while.

use worker::{D1Database, D1PreparedStatement, Env};

use super::{
    Result, all,
    audit::{self, By, Target},
    batch, database, directory, each, first, run, statement, webhooks, written,
};
use crate::{
    domain::{
        audit::{Action, Kind},
        conversation::Snapshot,
        webhook::Next,
    },
    platform::sql::Row,
    protocol::{OrganizationId, Timestamp, WebhookId},
};

const SEEN: &str = "'id', d.id, 'event', d.event,
    'created_at', strftime('%Y-%m-%dT%H:%M:%fZ', d.created_at / 1000.0, 'unixepoch'),
    'attempts', d.attempts, 'status', d.status, 'error', d.error,
    'next_attempt_at', strftime('%Y-%m-%dT%H:%M:%fZ', d.next_attempt_at / 1000.0, 'unixepoch'),
    'delivered_at', strftime('%Y-%m-%dT%H:%M:%fZ', d.delivered_at / 1000.0, 'unixepoch')";

/// For each enabled webhook what it wants to hear of these entries (the inside of a JSON list), of which the database has
/// none yet; and of the conversation, if this is the first that it hears of it. In a batch it stands between the
/// conversation and its entries. Where there is no webhook it costs one look at an index.
///
/// # Errors
/// When a value cannot be bound, as for those below.
pub fn queued(
    db: &D1Database,
    organization: OrganizationId,
    snapshot: &Snapshot,
    entries: &str,
    now: Timestamp,
) -> Result<D1PreparedStatement> {
    let query = "INSERT INTO webhook_deliveries
            (organization_id, webhook_id, id, conversation_id, event, payload, next_attempt_at, created_at)
        SELECT w.organization_id, w.id, e.value ->> 'id', c.id, n.value, json_object('id', e.value ->> 'id', 'type', n.value,
                'created_at', e.value ->> 'created_at', 'organization_id', w.organization_id, 'data', CASE n.value
                    WHEN 'message.created' THEN json_object('message', json(e.value), 'conversation', json(c.summary))
                    WHEN 'rating.created' THEN
                        json_object('rating', e.value -> '$.event.rating', 'conversation', json(c.summary))
                    ELSE json_object('conversation', json(c.summary)) END), ?4, ?4
        FROM webhooks AS w
            CROSS JOIN conversations AS c
            CROSS JOIN json_each(?3) AS e
            CROSS JOIN json_each(w.events) AS n
        WHERE w.organization_id = ?1 AND w.enabled = 1 AND c.organization_id = ?1 AND c.id = ?2
            AND n.value = CASE e.value ->> 'kind' WHEN 'text' THEN 'message.created' WHEN 'file' THEN 'message.created'
                WHEN 'created' THEN 'conversation.created' WHEN 'event' THEN
                    CASE e.value ->> '$.event.type' WHEN 'closed' THEN 'conversation.closed' WHEN 'rated' THEN 'rating.created' END
                END
            AND NOT EXISTS (SELECT 1 FROM messages WHERE conversation_id = ?2 AND seq >= e.value ->> 'seq')
        ORDER BY e.key
        ON CONFLICT (organization_id, webhook_id, id) DO NOTHING";
    let (id, at) = (snapshot.id, snapshot.created_at);
    let comma = if entries.is_empty() { "" } else { "," };
    let entries = format!(r#"[{{"kind":"created","id":"{id}","seq":0,"created_at":"{at}"}}{comma}{entries}]"#);
    statement!(db, query, &organization, &id, &*entries, now)
}

/// Something to be sent that is about no conversation. Nothing: there is no such webhook.
pub fn test(
    db: &D1Database,
    organization: OrganizationId,
    webhook: WebhookId,
    id: &str,
    now: Timestamp,
) -> Vec<Result<D1PreparedStatement>> {
    let query =
        "INSERT INTO webhook_deliveries (organization_id, webhook_id, id, event, payload, next_attempt_at, created_at)
        SELECT organization_id, id, ?3, 'webhook.test', json_object('id', ?3, 'type', 'webhook.test',
            'created_at', strftime('%Y-%m-%dT%H:%M:%fZ', ?4 / 1000.0, 'unixepoch'), 'organization_id', organization_id,
            'data', json_object()), ?4, ?4
        FROM webhooks WHERE organization_id = ?1 AND id = ?2";
    vec![
        statement!(db, query, &organization, &webhook, id, now),
        unpaused(db, organization, webhook),
        one(db, organization, webhook, id),
    ]
}

/// Sends one again, under the same id, as if it had never been tried. Nothing: there is none.
pub fn replayed(
    db: &D1Database,
    organization: OrganizationId,
    webhook: WebhookId,
    id: &str,
    now: Timestamp,
) -> Vec<Result<D1PreparedStatement>> {
    let query = "UPDATE webhook_deliveries SET attempts = 0, status = NULL, error = NULL, response = NULL,
            delivered_at = NULL, next_attempt_at = ?
        WHERE organization_id = ? AND webhook_id = ? AND id = ?";
    vec![
        statement!(db, query, now, &organization, &webhook, id),
        unpaused(db, organization, webhook),
        one(db, organization, webhook, id),
    ]
}

/// Whoever asks for something to be sent does not want to wait.
fn unpaused(db: &D1Database, organization: OrganizationId, webhook: WebhookId) -> Result<D1PreparedStatement> {
    let query = "UPDATE webhooks SET paused_until = NULL WHERE organization_id = ? AND id = ?";
    statement!(db, query, &organization, &webhook)
}

/// As the log tells it.
pub fn one(db: &D1Database, organization: OrganizationId, webhook: WebhookId, id: &str) -> Result<D1PreparedStatement> {
    told(db, organization, webhook, id, "")
}

/// With what was sent and what was answered.
pub fn whole(
    db: &D1Database,
    organization: OrganizationId,
    webhook: WebhookId,
    id: &str,
) -> Result<D1PreparedStatement> {
    told(db, organization, webhook, id, ", 'payload', json(d.payload), 'response', d.response")
}

fn told(
    db: &D1Database,
    organization: OrganizationId,
    webhook: WebhookId,
    id: &str,
    more: &str,
) -> Result<D1PreparedStatement> {
    let query = format!(
        "SELECT json_object({SEEN}{more}) FROM webhook_deliveries AS d
        WHERE d.organization_id = ? AND d.webhook_id = ? AND d.id = ?"
    );
    statement!(db, &*query, &organization, &webhook, id)
}

/// A page of the log, the newest event first: each as JSON, with its id.
pub fn page(
    db: &D1Database,
    organization: OrganizationId,
    webhook: WebhookId,
    before: Option<&str>,
    limit: u32,
) -> Result<D1PreparedStatement> {
    let query = format!(
        "SELECT json_object({SEEN}), d.id FROM webhook_deliveries AS d
        WHERE d.organization_id = ? AND d.webhook_id = ? AND d.id < ? ORDER BY d.id DESC LIMIT ?"
    );
    // Behind all that an id can be.
    statement!(db, &*query, &organization, &webhook, before.unwrap_or("g"), limit)
}

/// One that is due.
#[derive(Clone, Debug)]
pub struct Due {
    pub webhook: WebhookId,
    pub url: String,
    pub secret: String,
    pub failing_since: Option<Timestamp>,
    pub id: String,
    pub payload: String,
    pub attempts: u32,
}

/// Of each webhook the oldest that are due, at most so many, in their order.
///
/// # Errors
/// When the database fails, as for all below.
pub async fn due(env: &Env, organization: OrganizationId, now: Timestamp, most: u32) -> Result<Vec<Due>> {
    let query = "SELECT w.id AS webhook_id, w.url, w.secret, COALESCE(w.failing_since, 0), d.id, d.payload, d.attempts
        FROM webhooks AS w CROSS JOIN webhook_deliveries AS d
        WHERE w.organization_id = ?1 AND COALESCE(w.paused_until, 0) <= ?2 AND d.position IN (
            SELECT p.position FROM webhook_deliveries AS p INDEXED BY webhook_deliveries_pending
            WHERE p.organization_id = ?1 AND p.webhook_id = w.id AND p.next_attempt_at <= ?2
            ORDER BY p.position LIMIT ?3)
        ORDER BY d.position";
    let rows = all(statement!(&database(env, organization)?, query, &organization, now, most)).await?;
    let due = |mut row: Row| {
        let failing_since = Some(row.time(3)).filter(|since| since.millis() > 0);
        Ok(Due {
            webhook: row.id(0)?,
            url: row.text(1),
            secret: row.text(2),
            failing_since,
            id: row.text(4),
            payload: row.text(5),
            attempts: row.number(6),
        })
    };
    each(rows, due)
}

/// When something is due next.
pub async fn next(env: &Env, organization: OrganizationId) -> Result<Option<Timestamp>> {
    let query =
        "SELECT MIN(MAX(COALESCE(w.paused_until, 0), (SELECT MIN(d.next_attempt_at) FROM webhook_deliveries AS d
            WHERE d.organization_id = ?1 AND d.webhook_id = w.id AND d.next_attempt_at IS NOT NULL))) AS due
        FROM webhooks AS w WHERE w.organization_id = ?1";
    let row = first(statement!(&database(env, organization)?, query, &organization)).await?;
    Ok(row.map(|row| row.time(0)).filter(|due| due.millis() > 0))
}

/// What came of an attempt.
pub struct Attempt<'a> {
    pub status: Option<u16>,
    /// `None`: it arrived.
    pub error: Option<&'a str>,
    /// The beginning of the answer.
    pub response: Option<&'a str>,
    pub at: Timestamp,
}

/// It arrived.
pub async fn arrived(env: &Env, organization: OrganizationId, due: &Due, attempt: &Attempt<'_>) -> Result<()> {
    let db = &database(env, organization)?;
    let query = "UPDATE webhook_deliveries SET attempts = attempts + 1, status = ?, error = NULL, response = ?,
            next_attempt_at = NULL, delivered_at = ?
        WHERE organization_id = ? AND webhook_id = ? AND id = ?";
    let status = attempt.status.map(u32::from);
    let log = statement!(db, query, status, attempt.response, attempt.at, &organization, &due.webhook, &*due.id);
    let last = "UPDATE webhooks SET failing_since = NULL, paused_until = NULL, last_status = ?, last_error = NULL,
            last_at = ?
        WHERE organization_id = ? AND id = ?";
    batch(db, vec![log, statement!(db, last, status, attempt.at, &organization, &due.webhook)]).await
}

/// It did not; and what follows.
pub async fn failed(
    env: &Env,
    organization: OrganizationId,
    due: &Due,
    attempt: &Attempt<'_>,
    next: Next,
) -> Result<()> {
    let db = &database(env, organization)?;
    let query = "UPDATE webhook_deliveries SET attempts = attempts + 1, status = ?, error = ?, response = ?,
            next_attempt_at = ?
        WHERE organization_id = ? AND webhook_id = ? AND id = ?";
    let (status, error) = (attempt.status.map(u32::from), attempt.error);
    let webhook = &due.webhook;
    let last = "UPDATE webhooks SET failing_since = COALESCE(failing_since, ?1), paused_until = ?2, last_status = ?3,
            last_error = ?4, last_at = ?1
        WHERE organization_id = ?5 AND id = ?6";
    let mut statements = vec![
        statement!(db, query, status, error, attempt.response, next.at, &organization, webhook, &*due.id),
        statement!(db, last, attempt.at, next.paused_until, status, error, &organization, webhook),
    ];
    if next.is_over {
        statements.extend(turned_off(db, organization, due));
    }
    batch(db, statements).await
}

fn turned_off(db: &D1Database, organization: OrganizationId, due: &Due) -> Vec<Result<D1PreparedStatement>> {
    let query = "UPDATE webhooks SET enabled = 0 WHERE organization_id = ? AND id = ? AND enabled = 1";
    let target = Target { kind: Kind::Webhook, id: due.webhook.0, name: &due.url };
    let by = By::nobody(organization, Action::WebhookDisabled);
    let (was, is) = (r#"{"enabled":true}"#, r#"{"enabled":false}"#);
    vec![
        statement!(db, query, &organization, &due.webhook),
        audit::entry(db, by, &target, Some(was), Some(is)),
        webhooks::dropped(db, organization, due.webhook),
    ]
}

/// How many go in one statement.
const SHARE: u32 = 1_000;

/// The log goes back for some time only.
pub async fn forget_before(env: &Env, before: Timestamp) -> Result<()> {
    let db = &directory(env)?;
    let query = "DELETE FROM webhook_deliveries WHERE position <= (SELECT MAX(position) FROM (
            SELECT position, created_at FROM webhook_deliveries ORDER BY position LIMIT ?2) WHERE created_at < ?1)";
    while written(&run(db, vec![statement!(db, query, before, SHARE)]).await?) > 0 {}
    Ok(())
}
