//! Conversations and messages: copies of the rooms' logs, which only move forward.

use serde::Deserialize;
use worker::{D1Database, D1PreparedStatement, Env};

use super::{Result, all, batch, database, document, statement};
use crate::{
    domain::conversation::Snapshot,
    protocol::{CustomerId, OrganizationId, conversation::Conversation},
};

/// Writes a room's state and new entries (their JSON, in order), all or nothing. Whatever is older than what is there
/// changes nothing.
///
/// # Errors
/// When the database fails, as for all below.
pub async fn project(env: &Env, organization: OrganizationId, snapshot: &Snapshot, entries: &[String]) -> Result<()> {
    let db = &database(env, organization)?;
    let mut statements = vec![upsert(db, organization, snapshot)];
    if !entries.is_empty() {
        statements.push(insert_messages(db, organization, entries));
    }
    batch(db, statements).await
}

fn upsert(db: &D1Database, organization: OrganizationId, snapshot: &Snapshot) -> Result<D1PreparedStatement> {
    let query = "INSERT INTO conversations (id, organization_id, widget_customer_id, customer_id, department_id,
            assignee_id, channel, status, last_seq, visitor_seq, visitor_unread, rev, summary, created_at, updated_at)
        VALUES (?, ?, ?, ?, ?, ?, 'webchat', ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET customer_id = excluded.customer_id, department_id = excluded.department_id,
            assignee_id = excluded.assignee_id, status = excluded.status, last_seq = excluded.last_seq,
            visitor_seq = excluded.visitor_seq, visitor_unread = excluded.visitor_unread, rev = excluded.rev,
            summary = excluded.summary, updated_at = excluded.updated_at
        WHERE excluded.rev > conversations.rev";
    statement!(
        db,
        query,
        &snapshot.id,
        &organization,
        &snapshot.customer_id,
        snapshot.registered_id.as_ref(),
        snapshot.department_id.as_ref(),
        snapshot.assignee_id.as_ref(),
        snapshot.status.as_str(),
        snapshot.last_seq,
        snapshot.visitor_seq,
        snapshot.visitor_unread,
        snapshot.revision,
        snapshot.summary.get(),
        snapshot.created_at,
        snapshot.updated_at,
    )
}

/// All entries in one statement with one bound value.
fn insert_messages(db: &D1Database, organization: OrganizationId, entries: &[String]) -> Result<D1PreparedStatement> {
    let query = "INSERT INTO messages
            (organization_id, conversation_id, seq, id, client_id, kind, sender_kind, sender_id, body, data, created_at)
        SELECT ?, value ->> 'conversation_id', value ->> 'seq', value ->> 'id', value ->> 'client_id',
            value ->> 'kind', value ->> '$.sender.kind', value ->> '$.sender.id', value ->> 'body',
            json_remove(value, '$.body', '$.client_id', '$.conversation_id', '$.seq', '$.id', '$.kind', '$.created_at'),
            CAST(ROUND(unixepoch(value ->> 'created_at', 'subsec') * 1000) AS INTEGER)
        FROM json_each(?) WHERE true ON CONFLICT (conversation_id, seq) DO NOTHING";
    statement!(db, query, &organization, &*format!("[{}]", entries.join(",")))
}

#[derive(Deserialize)]
struct OwnRow {
    summary: String,
    visitor_seq: u32,
    visitor_unread: u32,
}

/// A visitor's own conversations, newest first.
pub async fn of_customer(
    env: &Env,
    organization: OrganizationId,
    customer: CustomerId,
    limit: u32,
) -> Result<Vec<Conversation>> {
    let query = "SELECT summary, visitor_seq, visitor_unread FROM conversations
        WHERE organization_id = ? AND widget_customer_id = ? ORDER BY created_at DESC LIMIT ?";
    let db = database(env, organization)?;
    let rows: Vec<OwnRow> = all(statement!(&db, query, &organization, &customer, limit)).await?;
    rows.into_iter().map(OwnRow::for_visitor).collect()
}

impl OwnRow {
    fn for_visitor(self) -> Result<Conversation> {
        let conversation: Conversation = document(&self.summary)?;
        Ok(Conversation { last_seq: self.visitor_seq, unread: self.visitor_unread, ..conversation })
    }
}
