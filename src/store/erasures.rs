//! Forgetting people, and old conversations.

use uuid::Uuid;
use worker::{D1Database, Env};

use super::{
    Result, all,
    audit::{self, By, Target},
    batch, database, directory, each, first, mails, run, search, statement,
};
use crate::{
    domain::{
        audit::{Action, Kind},
        secret,
    },
    json,
    platform::{Error, clock, sql::Row},
    protocol::{AgentId, ConversationId, CustomerId, OrganizationId, Timestamp, customer::ErasureReceipt},
};

/// An erasure that is under way.
#[derive(Clone, Debug)]
pub struct Erasure {
    pub id: Uuid,
    pub organization_id: OrganizationId,
    pub customer_id: CustomerId,
}

/// Notes that somebody is to be forgotten, so that it is finished even if this ends half way. From then on no room copies
/// anything of theirs to here, also under the ids of those who turned out to be them.
///
/// # Errors
/// When the database fails, as for all below.
pub async fn begin(
    env: &Env,
    organization: OrganizationId,
    erasure: &Erasure,
    by: AgentId,
    now: Timestamp,
) -> Result<()> {
    let db = &database(env, organization)?;
    let query = "INSERT INTO erasures (id, organization_id, customer_id, customer_hash, requested_by, started_at)
        VALUES (?, ?, ?, ?, ?, ?)";
    let hash = secret::fingerprint(&erasure.customer_id.to_string());
    let mut hashes = others(db, organization, erasure.customer_id).await?;
    hashes.push(hash.clone());
    let forgotten = "INSERT INTO forgotten_customers (organization_id, customer_hash)
        SELECT ?, value FROM json_each(?) WHERE true ON CONFLICT (organization_id, customer_hash) DO NOTHING";
    let target = Target { kind: Kind::Erasure, id: erasure.id, name: "" };
    let action = By::agent(organization, by, Action::CustomerErased);
    let statements = vec![
        statement!(db, query, &erasure.id, &organization, &erasure.customer_id, &*hash, &by, now),
        audit::entry(db, action, &target, None, None),
        statement!(db, forgotten, &organization, &*json::write(&hashes)),
    ];
    batch(db, statements).await
}

/// The hashes of those who turned out to be this person.
async fn others(db: &D1Database, organization: OrganizationId, customer: CustomerId) -> Result<Vec<String>> {
    let query = "SELECT id FROM widget_customers WHERE organization_id = ? AND merged_into = ?";
    let rows = all(statement!(db, query, &organization, &customer)).await?;
    Ok(rows.into_iter().map(|mut row| secret::fingerprint(&row.text(0))).collect())
}

/// Nobody starts anything as this person from now on.
pub async fn end_sessions(env: &Env, erasure: &Erasure, now: Timestamp) -> Result<()> {
    let db = &database(env, erasure.organization_id)?;
    let query = "UPDATE widget_sessions SET revoked_at = ?
        WHERE organization_id = ? AND widget_customer_id = ? AND revoked_at IS NULL";
    batch(db, vec![statement!(db, query, now, &erasure.organization_id, &erasure.customer_id)]).await
}

/// Conversations of this person, and of those who were merged into them.
pub async fn conversations(env: &Env, erasure: &Erasure) -> Result<Vec<ConversationId>> {
    let query = "SELECT id FROM conversations WHERE organization_id = ?1 AND widget_customer_id IN (SELECT ?2 UNION ALL
        SELECT id FROM widget_customers WHERE organization_id = ?1 AND merged_into = ?2)";
    let db = database(env, erasure.organization_id)?;
    let rows = all(statement!(&db, query, &erasure.organization_id, &erasure.customer_id)).await?;
    each(rows, |row| Ok(row.id(0)?))
}

/// What was erased of one conversation, added to the receipt together with its going.
pub async fn conversation(
    env: &Env,
    organization: OrganizationId,
    id: ConversationId,
    erasure: Option<&Erasure>,
    (messages, files): (u32, u32),
) -> Result<()> {
    let db = &database(env, organization)?;
    let gone = |table: &str| {
        let query = format!("DELETE FROM {table} WHERE organization_id = ? AND conversation_id = ?");
        statement!(db, &*query, &organization, &id)
    };
    let mut statements = vec![
        gone("messages"),
        gone("attachments"),
        gone("conversation_labels"),
        gone("mails"),
        gone("webhook_deliveries"),
        gone("bot_answers"),
    ];
    statements.extend(mails::untold(db, organization, id, clock::now()));
    statements.push(search::forget(db, organization, id));
    if let Some(erasure) = erasure {
        // Two who erase the same count it once.
        let query = "UPDATE erasures SET messages = messages + ?1, files = files + ?2, conversations = conversations
                + (SELECT COUNT(*) FROM conversations WHERE organization_id = ?3 AND id = ?5)
            WHERE organization_id = ?3 AND id = ?4";
        statements.push(statement!(db, query, messages, files, &organization, &erasure.id, &id));
    }
    statements.push(super::reports::unnamed(db, organization, id));
    let query = "DELETE FROM conversations WHERE organization_id = ? AND id = ?";
    statements.push(statement!(db, query, &organization, &id));
    batch(db, statements).await
}

/// The person goes; what is left says that somebody did.
pub async fn finish(env: &Env, erasure: &Erasure, now: Timestamp) -> Result<()> {
    let db = &database(env, erasure.organization_id)?;
    let (organization, customer) = (&erasure.organization_id, &erasure.customer_id);
    let counted = "UPDATE erasures SET
            sessions = (SELECT COUNT(*) FROM widget_sessions WHERE organization_id = ?1 AND widget_customer_id = ?2),
            events = (SELECT COUNT(*) FROM events WHERE organization_id = ?1 AND widget_customer_id = ?2),
            files = files + (SELECT COUNT(*) FROM attachments
                WHERE organization_id = ?1 AND uploader_id = ?2 AND conversation_id IS NULL),
            customer_id = NULL, finished_at = ?3
        WHERE organization_id = ?1 AND id = ?4";
    // What was written late for those who were merged into them goes too.
    let theirs = |table: &str| {
        let query = format!(
            "DELETE FROM {table} WHERE organization_id = ?1 AND widget_customer_id IN (SELECT ?2 UNION ALL
                SELECT id FROM widget_customers WHERE organization_id = ?1 AND merged_into = ?2)"
        );
        statement!(db, &*query, organization, customer)
    };
    let statements = vec![
        statement!(db, counted, organization, customer, now, &erasure.id),
        statement!(
            db,
            "DELETE FROM attachments WHERE organization_id = ? AND uploader_id = ? AND conversation_id IS NULL",
            organization,
            customer
        ),
        statement!(
            db,
            "UPDATE audit_log SET target = json_set(target, '$.id', '')
            WHERE organization_id = ? AND action = 'customer.exported' AND target ->> 'id' = ?",
            organization,
            customer
        ),
        theirs("events"),
        theirs("widget_sessions"),
        statement!(
            db,
            "DELETE FROM widget_customers WHERE organization_id = ? AND merged_into = ?",
            organization,
            customer
        ),
        statement!(db, "DELETE FROM widget_customers WHERE organization_id = ? AND id = ?", organization, customer),
    ];
    batch(db, statements).await
}

pub async fn receipt(env: &Env, erasure: &Erasure) -> Result<ErasureReceipt> {
    let query = "SELECT id, started_at, finished_at, conversations, messages, files, sessions, events FROM erasures
        WHERE organization_id = ? AND id = ? AND finished_at IS NOT NULL";
    let db = database(env, erasure.organization_id)?;
    let row = first(statement!(&db, query, &erasure.organization_id, &erasure.id)).await?;
    let mut row = row.ok_or_else(|| Error::fault("an erasure that was finished is not there"))?;
    Ok(ErasureReceipt {
        id: row.text(0),
        started_at: row.time(1),
        finished_at: row.time(2),
        conversations: row.number(3),
        messages: row.number(4),
        files: row.number(5),
        sessions: row.number(6),
        events: row.number(7),
    })
}

/// Erasures that ended half way.
pub async fn unfinished(env: &Env, limit: u32) -> Result<Vec<Erasure>> {
    let query = "SELECT id, organization_id, customer_id FROM erasures
        WHERE finished_at IS NULL ORDER BY started_at LIMIT ?";
    let rows = all(statement!(&directory(env)?, query, limit)).await?;
    let erasure = |row: Row| Ok(Erasure { id: row.id(0)?, organization_id: row.id(1)?, customer_id: row.id(2)? });
    each(rows, erasure)
}

pub struct Forgetful {
    pub id: OrganizationId,
    pub retention_days: u32,
}

/// Organizations that keep conversations for some time only.
pub async fn forgetful(env: &Env) -> Result<Vec<Forgetful>> {
    let query = "SELECT id, json_extract(settings, '$.retention_days') AS retention_days FROM organizations
        WHERE json_extract(settings, '$.retention_days') IS NOT NULL";
    let rows = all(statement!(&directory(env)?, query)).await?;
    each(rows, |row| Ok(Forgetful { id: row.id(0)?, retention_days: row.number(1) }))
}

/// Conversations in which nothing happened since, but for those that are left out.
pub async fn silent_since(
    env: &Env,
    organization: OrganizationId,
    before: Timestamp,
    left_out: &[ConversationId],
    limit: u32,
) -> Result<Vec<ConversationId>> {
    let query = "SELECT id FROM conversations WHERE organization_id = ?
            AND status IN ('closed', 'open', 'waiting', 'snoozed') AND updated_at < ?
            AND id NOT IN (SELECT value FROM json_each(?)) LIMIT ?";
    let (db, left_out) = (database(env, organization)?, json::write(&left_out));
    let rows = all(statement!(&db, query, &organization, before, &*left_out, limit)).await?;
    each(rows, |row| Ok(row.id(0)?))
}

/// Events of before go, and anonymous people who have no conversation left and were not here since. Says whether there may
/// be more of them.
pub async fn forget_before(env: &Env, organization: OrganizationId, before: Timestamp) -> Result<bool> {
    let db = &database(env, organization)?;
    let gone =
        "SELECT id FROM widget_customers AS w WHERE w.organization_id = ?1 AND w.last_seen_at < ?2 AND customer_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM conversations AS c
            WHERE c.organization_id = ?1 AND c.widget_customer_id = w.id)
        AND NOT EXISTS (SELECT 1 FROM widget_sessions AS s
            WHERE s.organization_id = ?1 AND s.widget_customer_id = w.id AND s.last_seen_at >= ?2)
        ORDER BY last_seen_at LIMIT 500";
    let sessions = format!("DELETE FROM widget_sessions WHERE organization_id = ?1 AND widget_customer_id IN ({gone})");
    let customers = format!("DELETE FROM widget_customers WHERE organization_id = ?1 AND id IN ({gone})");
    let statements = vec![
        statement!(db, "DELETE FROM events WHERE organization_id = ? AND created_at < ?", &organization, before),
        statement!(db, &*sessions, &organization, before),
        statement!(db, &*customers, &organization, before),
    ];
    let ran = run(db, statements).await?;
    Ok(ran.last().is_some_and(|ran| ran.rows_written() > 0))
}
