//! Conversations and messages: copies of the rooms' logs, which only move forward.

use worker::{D1Database, D1PreparedStatement, Env};

use super::{
    Ran, Result, all, bot_answers, database, deliveries, document, each, first, found, run, search, sessions,
    statement, written,
};
use crate::{
    domain::{
        conversation::{Listed, Snapshot},
        cursor::Cursor,
        ended::Ended,
        secret,
        token::Session,
    },
    json::FromJson,
    platform::{Error, clock, json, sql::Row},
    protocol::{
        ConversationId, CustomerId, OrganizationId, Seq, Timestamp,
        conversation::{Conversation, Status},
    },
};

/// What became of a copy.
pub struct Projected {
    pub rows_written: u32,
    /// Its customer is forgotten or about to be: nothing of them is written any more.
    pub is_forgotten: bool,
    /// Somebody else is to be told of it: the courier has something to send.
    pub has_deliveries: bool,
    /// Of whose session it was asked for in, while that lasts: others that have ended.
    pub ended: Option<Vec<Ended>>,
}

/// Writes a room's state and new entries (the inside of a JSON list), all or nothing. Whatever is older than what is there
/// changes nothing.
///
/// # Errors
/// When the database fails, as for all below.
pub async fn project(
    env: &Env,
    organization: OrganizationId,
    snapshot: &Snapshot,
    entries: &str,
    session: Option<(&Session, Timestamp)>,
) -> Result<Projected> {
    let db = &database(env, organization)?;
    let mut statements = vec![
        forgotten(db, organization, snapshot),
        upsert(db, organization, snapshot),
        owner(db, organization, snapshot),
    ];
    let (told, has_news) = (statements.len(), !entries.is_empty() || snapshot.last_seq == 0);
    if has_news {
        statements.push(deliveries::queued(db, organization, snapshot, entries, clock::now()));
    }
    if !entries.is_empty() {
        let entries = format!("[{entries}]");
        statements.extend(search::index(db, organization, snapshot.id, &entries)?);
        statements.push(insert_messages(db, organization, snapshot.id, &entries));
        statements.extend(bot_answers::told(db, organization, snapshot.id, &entries));
    }
    if snapshot.status == Status::Closed {
        statements.extend([unlabelled(db, organization, snapshot.id), labelled(db, organization, snapshot.id)]);
    }
    statements.extend(session.map(|(session, now)| sessions::lasting(db, session, now)));
    let ran = run(db, statements).await?;
    let ended = ran.last().filter(|_| session.is_some()).map(Ran::rows).and_then(|rows| rows.into_iter().next());
    let ended = ended.map(|mut row| document(&row.text(0))).transpose()?;
    let has_deliveries = ran.get(told).is_some_and(|ran| ran.rows_written() > 0) && has_news;
    Ok(Projected { rows_written: written(&ran), is_forgotten: found(ran.first()), has_deliveries, ended })
}

fn forgotten(db: &D1Database, organization: OrganizationId, snapshot: &Snapshot) -> Result<D1PreparedStatement> {
    let query = "SELECT customer_hash FROM forgotten_customers WHERE organization_id = ? AND customer_hash = ?";
    statement!(db, query, &organization, &*hash(snapshot.customer_id))
}

fn hash(customer: CustomerId) -> String {
    secret::fingerprint(&customer.to_string())
}

/// A page of conversations of one status, latest activity first; `before` is where the last page ended.
pub async fn page(
    env: &Env,
    organization: OrganizationId,
    status: Status,
    before: Option<Cursor>,
    limit: u32,
) -> Result<Vec<Listed>> {
    let query = "SELECT id, status, rev, updated_at, summary FROM conversations
        WHERE organization_id = ? AND status = ? AND (updated_at, id) < (?, ?)
        ORDER BY updated_at DESC, id DESC LIMIT ?";
    let (at, id) = start_of(before);
    let db = database(env, organization)?;
    let rows = all(statement!(&db, query, &organization, status.as_str(), at, &id, limit)).await?;
    each(rows, listed)
}

/// Where a page begins.
fn start_of(before: Option<Cursor>) -> (Timestamp, String) {
    let first = || (Timestamp::from_millis(MAX_SAFE), String::new());
    before.map_or_else(first, |cursor| (cursor.updated_at, cursor.id.to_string()))
}

/// The largest time that JavaScript's numbers hold.
const MAX_SAFE: i64 = i64::MAX >> 11;

#[derive(FromJson)]
#[cfg_attr(test, derive(serde::Deserialize))]
struct Unread {
    unread: u32,
}

fn listed(mut row: Row) -> Result<Listed> {
    let (status, summary) = (row.text(1), row.text(4));
    let Unread { unread } = document(&summary)?;
    Ok(Listed {
        id: row.id(0)?,
        status: Status::parse(&status).ok_or_else(|| Error::fault("an unknown status"))?,
        unread,
        revision: row.integer(2),
        updated_at: row.time(3),
        summary: json::raw(summary)?,
        behind: 0,
    })
}

/// How far D1 has a conversation.
#[derive(Clone, Copy, Default)]
pub struct Position {
    pub revision: i64,
    pub seq: Seq,
}

/// Entries are written in order, so the last one says it all.
pub async fn position(env: &Env, organization: OrganizationId, id: ConversationId) -> Result<Position> {
    let query = "SELECT rev, (SELECT COALESCE(MAX(seq), 0) FROM messages WHERE conversation_id = conversations.id)
        FROM conversations WHERE organization_id = ? AND id = ?";
    let db = database(env, organization)?;
    let row = first(statement!(&db, query, &organization, &id)).await?;
    Ok(row.map_or_else(Position::default, |row| Position { revision: row.integer(0), seq: row.number(1) }))
}

fn upsert(db: &D1Database, organization: OrganizationId, snapshot: &Snapshot) -> Result<D1PreparedStatement> {
    let query = "INSERT INTO conversations (id, organization_id, widget_customer_id, customer_id, department_id,
            assignee_id, channel, status, last_seq, visitor_seq, visitor_unread, rev, summary, created_at, updated_at)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6, 'webchat', ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14
        WHERE NOT EXISTS (SELECT 1 FROM forgotten_customers WHERE organization_id = ?2 AND customer_hash = ?15)
        ON CONFLICT (id) DO UPDATE SET customer_id = excluded.customer_id, department_id = excluded.department_id,
            assignee_id = excluded.assignee_id, status = excluded.status, last_seq = excluded.last_seq,
            visitor_seq = excluded.visitor_seq, visitor_unread = excluded.visitor_unread, rev = excluded.rev,
            summary = excluded.summary, updated_at = excluded.updated_at
        WHERE excluded.rev > conversations.rev AND excluded.organization_id = conversations.organization_id";
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
        &*hash(snapshot.customer_id),
    )
}

/// Whose it is changes when an anonymous visitor turns out to be a known user. A statement of its own, which seldom finds
/// anything to write: as a part of the upsert it would write the index anew each time.
fn owner(db: &D1Database, organization: OrganizationId, snapshot: &Snapshot) -> Result<D1PreparedStatement> {
    let query = "UPDATE conversations SET widget_customer_id = ?1
        WHERE organization_id = ?2 AND id = ?3 AND rev = ?4 AND widget_customer_id != ?1";
    statement!(db, query, &snapshot.customer_id, &organization, &snapshot.id, snapshot.revision)
}

fn unlabelled(db: &D1Database, organization: OrganizationId, id: ConversationId) -> Result<D1PreparedStatement> {
    let query = "DELETE FROM conversation_labels WHERE organization_id = ? AND conversation_id = ?";
    statement!(db, query, &organization, &id)
}

/// By what is there then: this may come late.
fn labelled(db: &D1Database, organization: OrganizationId, id: ConversationId) -> Result<D1PreparedStatement> {
    let query = "INSERT OR IGNORE INTO conversation_labels (organization_id, label, updated_at, conversation_id)
        SELECT c.organization_id, value, c.updated_at, c.id FROM conversations AS c, json_each(c.summary, '$.labels')
        WHERE c.organization_id = ? AND c.id = ? AND c.status = 'closed'";
    statement!(db, query, &organization, &id)
}

/// All entries in one statement with one bound value, each parsed once; none without their conversation.
fn insert_messages(
    db: &D1Database,
    organization: OrganizationId,
    id: ConversationId,
    entries: &str,
) -> Result<D1PreparedStatement> {
    let query = "WITH entries AS MATERIALIZED (SELECT jsonb(value) AS entry FROM json_each(?1))
        INSERT INTO messages
            (organization_id, conversation_id, seq, id, client_id, kind, sender_kind, sender_id, body, data, created_at)
        SELECT ?2, entry ->> 'conversation_id', entry ->> 'seq', entry ->> 'id', entry ->> 'client_id',
            entry ->> 'kind', entry ->> '$.sender.kind', entry ->> '$.sender.id', entry ->> 'body',
            json_remove(entry, '$.body', '$.client_id', '$.conversation_id', '$.seq', '$.id', '$.kind', '$.created_at'),
            CAST(ROUND(unixepoch(entry ->> 'created_at', 'subsec') * 1000) AS INTEGER)
        FROM entries WHERE EXISTS (SELECT 1 FROM conversations WHERE organization_id = ?2 AND id = ?3)
        ON CONFLICT (conversation_id, seq) DO NOTHING";
    statement!(db, query, entries, &organization, &id)
}

/// A visitor's own conversations, newest first.
pub async fn of_customer(
    env: &Env,
    organization: OrganizationId,
    customer: CustomerId,
    before: Option<Cursor>,
    limit: u32,
) -> Result<Vec<Conversation>> {
    for_visitors(all(latest_of(&database(env, organization)?, organization, customer, before, limit)).await?)
}

pub(super) fn latest_of(
    db: &D1Database,
    organization: OrganizationId,
    customer: CustomerId,
    before: Option<Cursor>,
    limit: u32,
) -> Result<D1PreparedStatement> {
    let query = "SELECT summary, visitor_seq, visitor_unread FROM conversations
        WHERE organization_id = ? AND widget_customer_id = ? AND (created_at, id) < (?, ?)
        ORDER BY created_at DESC, id DESC LIMIT ?";
    let (at, id) = start_of(before);
    statement!(db, query, &organization, &customer, at, &id, limit)
}

pub(super) fn for_visitors(rows: Vec<Row>) -> Result<Vec<Conversation>> {
    each(rows, for_visitor)
}

fn for_visitor(mut row: Row) -> Result<Conversation> {
    let conversation: Conversation = document(&row.text(0))?;
    Ok(Conversation { last_seq: row.number(1), unread: row.number(2), ..conversation })
}

/// A customer's latest conversations that are not closed.
pub async fn newest_ids(
    env: &Env,
    organization: OrganizationId,
    customer: CustomerId,
    limit: u32,
) -> Result<Vec<ConversationId>> {
    let query =
        "SELECT id FROM conversations WHERE organization_id = ? AND widget_customer_id = ? AND status != 'closed'
        ORDER BY created_at DESC LIMIT ?";
    let rows = all(statement!(&database(env, organization)?, query, &organization, &customer, limit)).await?;
    each(rows, |row| Ok(row.id(0)?))
}

/// All of a customer's conversations.
pub async fn ids_of_customer(
    env: &Env,
    organization: OrganizationId,
    customer: CustomerId,
) -> Result<Vec<ConversationId>> {
    let query = "SELECT id FROM conversations WHERE organization_id = ? AND widget_customer_id = ?";
    let rows = all(statement!(&database(env, organization)?, query, &organization, &customer)).await?;
    each(rows, |row| Ok(row.id(0)?))
}

/// Which of these a customer has started.
pub async fn started(
    env: &Env,
    organization: OrganizationId,
    customer: CustomerId,
    ids: &[ConversationId],
) -> Result<Option<ConversationId>> {
    let query = "SELECT id FROM conversations WHERE organization_id = ? AND widget_customer_id = ?
        AND id IN (SELECT value FROM json_each(?)) LIMIT 1";
    let (db, ids) = (database(env, organization)?, json::write(&ids));
    let row = first(statement!(&db, query, &organization, &customer, &*ids)).await?;
    row.map(|row| Ok(row.id(0)?)).transpose()
}

/// A customer's conversations as agents see them, newest first.
pub async fn summaries_of_customer(
    env: &Env,
    organization: OrganizationId,
    customer: CustomerId,
    limit: u32,
) -> Result<Vec<json::Raw>> {
    let query = "SELECT summary FROM conversations
        WHERE organization_id = ? AND widget_customer_id = ? ORDER BY created_at DESC LIMIT ?";
    let rows = all(statement!(&database(env, organization)?, query, &organization, &customer, limit)).await?;
    each(rows, |mut row| Ok(json::raw(row.text(0))?))
}
