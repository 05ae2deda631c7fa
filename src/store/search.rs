//! What the index finds, in one organization.

use worker::{D1Database, D1PreparedStatement, Env};

use super::{Param, Result, all, bind, database, document, each, run, statement};
use crate::{
    domain::{
        customer,
        search::{Entry, Message, Person, Query, batches, conversation_word, tag},
    },
    json,
    platform::{Error, sql::Row},
    protocol::{
        ConversationId, OrganizationId, Timestamp,
        conversation::Status,
        message::{MessageKind, PartyKind},
    },
};

/// Which conversations count. `Some("")`: of nobody, in no department.
pub struct Filters {
    pub statuses: Option<Vec<Status>>,
    pub assignee: Option<String>,
    pub department: Option<String>,
    pub from: Option<Timestamp>,
    pub to: Option<Timestamp>,
}

impl Filters {
    const fn are_none(&self) -> bool {
        self.statuses.is_none()
            && self.assignee.is_none()
            && self.department.is_none()
            && self.from.is_none()
            && self.to.is_none()
    }
}

const FILTERED: &str = "(?3 IS NULL OR c.status IN (SELECT value FROM json_each(?3)))
    AND (?4 IS NULL OR COALESCE(c.assignee_id, '') = ?4) AND (?5 IS NULL OR COALESCE(c.department_id, '') = ?5)
    AND (?6 IS NULL OR c.updated_at >= ?6) AND (?7 IS NULL OR c.created_at < ?7)";

/// Adds a batch's words to the index: of messages that are not there yet, before they are. What is copied again changes
/// nothing.
pub(super) fn index(
    db: &D1Database,
    organization: OrganizationId,
    conversation: ConversationId,
    entries: &str,
) -> Result<Vec<Result<D1PreparedStatement>>> {
    let query = "INSERT INTO message_search (words, organization_id, conversation_id, first_seq, last_seq)
        SELECT ?4 || group_concat(value ->> 'words', '' ORDER BY value ->> 'seq'), ?1, ?2, MIN(value ->> 'seq'), MAX(value ->> 'seq')
        FROM json_each(?3) WHERE EXISTS (SELECT 1 FROM conversations WHERE organization_id = ?1 AND id = ?2)
            AND value ->> 'seq' > (SELECT COALESCE(MAX(seq), 0) FROM messages WHERE conversation_id = ?2)
        GROUP BY value ->> 'row'";
    let (entries, tag): (Vec<Entry>, _) = (document(entries)?, tag(organization));
    let own = format!("{tag}{}", conversation_word(conversation));
    let mut statements = Vec::new();
    for batch in batches(&entries, &tag) {
        statements.push(statement!(db, query, &organization, &conversation, &*batch, &*own));
    }
    Ok(statements)
}

/// A conversation's words go.
pub(super) fn forget(
    db: &D1Database,
    organization: OrganizationId,
    conversation: ConversationId,
) -> Result<D1PreparedStatement> {
    let query = "DELETE FROM message_search WHERE message_search MATCH ? AND organization_id = ?";
    let own = format!("\"{}{}\"", tag(organization), conversation_word(conversation));
    statement!(db, query, &*own, &organization)
}

/// What may be meant: the newest of it, so that common words cost no more than rare ones.
///
/// # Errors
/// When the database fails, as for all below.
pub async fn candidates(
    env: &Env,
    organization: OrganizationId,
    asked: &Query,
    filters: &Filters,
    (in_customers, in_messages): (bool, bool),
) -> Result<(Vec<Person>, Vec<Message>)> {
    let db = &database(env, organization)?;
    let mut statements = Vec::new();
    if in_customers {
        statements.push(people(db, organization, asked, filters));
    }
    if in_messages {
        statements.push(messages(db, organization, asked, filters));
    }
    let ran = run(db, statements).await?;
    let rows =
        |wanted: bool, ran: Option<&super::Ran>| ran.filter(|_| wanted).map(super::Ran::rows).unwrap_or_default();
    Ok((each(rows(in_customers, ran.first()), person)?, each(rows(in_messages, ran.last()), message)?))
}

fn people(
    db: &D1Database,
    organization: OrganizationId,
    asked: &Query,
    filters: &Filters,
) -> Result<D1PreparedStatement> {
    let tag = tag(organization);
    let (whole, others) = asked.for_customers(&tag);
    // Nobody looks for the others when the first are enough.
    let found = |place: &str| {
        format!(
            "SELECT customer_id FROM (SELECT customer_id FROM customer_search
                WHERE customer_search MATCH {place} AND organization_id = ?2 ORDER BY rowid DESC LIMIT 200)"
        )
    };
    let found =
        if others.is_some() { format!("{} UNION ALL {} LIMIT 200", found("?1"), found("?9")) } else { found("?1") };
    let query = format!(
        "SELECT w.id, w.full_name, w.email, w.phone, w.last_seen_at, (SELECT c.id FROM conversations AS c
                WHERE c.organization_id = ?2 AND c.widget_customer_id = w.id AND {FILTERED}
                ORDER BY c.created_at DESC LIMIT 1) AS conversation_id
        FROM ({found}) AS s
        CROSS JOIN widget_customers AS w ON w.id = s.customer_id
        WHERE +w.organization_id = ?2 AND w.merged_into IS NULL AND (?8 = 1 OR conversation_id IS NOT NULL) LIMIT 50"
    );
    let mut values = values(organization, &whole, filters);
    values.extend(others.as_deref().map(Param::from));
    bind(db, &query, values)
}

fn person(mut row: Row) -> Result<Person> {
    let id = row.id(0)?;
    Ok(Person {
        id,
        display_name: customer::display_name(id, row.optional(1).as_deref()),
        email: row.optional(2),
        phone: row.optional(3),
        last_seen_at: row.time(4),
        conversation: row.optional_id(5),
    })
}

fn messages(
    db: &D1Database,
    organization: OrganizationId,
    asked: &Query,
    filters: &Filters,
) -> Result<D1PreparedStatement> {
    let query = format!(
        "SELECT m.conversation_id, m.seq, m.kind, m.sender_kind, m.created_at, m.body,
            (SELECT json_group_array(value ->> 'name') FROM json_each(m.data, '$.attachments')) AS files
        FROM (SELECT s.conversation_id, s.first_seq, s.last_seq FROM
                (SELECT conversation_id, first_seq, last_seq FROM message_search
                    WHERE message_search MATCH ?1 AND organization_id = ?2 ORDER BY rowid DESC LIMIT 2000) AS s
                CROSS JOIN conversations AS c ON c.id = s.conversation_id
                WHERE +c.organization_id = ?2 AND (?8 = 1 OR ({FILTERED})) LIMIT 100) AS f
        CROSS JOIN messages AS m ON m.conversation_id = f.conversation_id AND m.seq BETWEEN f.first_seq AND f.last_seq
        WHERE m.organization_id = ?2 AND m.kind != 'event'
            AND (?6 IS NULL OR m.created_at >= ?6) AND (?7 IS NULL OR m.created_at < ?7)"
    );
    let asked = asked.for_messages(&tag(organization));
    bind(db, &query, values(organization, &asked, filters))
}

/// What both are asked with.
fn values(organization: OrganizationId, asked: &str, filters: &Filters) -> Vec<Param> {
    let statuses = filters.statuses.as_ref().map(|statuses| json::write(statuses));
    vec![
        asked.into(),
        (&organization).into(),
        statuses.as_deref().into(),
        filters.assignee.as_deref().into(),
        filters.department.as_deref().into(),
        filters.from.into(),
        filters.to.into(),
        u32::from(filters.are_none()).into(),
    ]
}

fn message(mut row: Row) -> Result<Message> {
    let (kind, sender) = (row.text(2), row.text(3));
    let unknown = || Error::fault("an unknown kind");
    Ok(Message {
        conversation: row.id(0)?,
        seq: row.number(1),
        kind: MessageKind::parse(&kind).ok_or_else(unknown)?,
        sender: PartyKind::parse(&sender).ok_or_else(unknown)?,
        created_at: row.time(4),
        body: row.text(5),
        files: document(&row.text(6))?,
    })
}

/// Conversations as agents see them, in any order.
pub async fn summaries(
    env: &Env,
    organization: OrganizationId,
    ids: &[ConversationId],
) -> Result<Vec<(ConversationId, json::Raw)>> {
    let query = "SELECT id, summary FROM conversations
        WHERE +organization_id = ? AND id IN (SELECT value FROM json_each(?))";
    let (db, ids) = (database(env, organization)?, json::write(&ids));
    let rows = all(statement!(&db, query, &organization, &*ids)).await?;
    each(rows, |mut row| Ok((row.id(0)?, json::raw(row.text(1))?)))
}
