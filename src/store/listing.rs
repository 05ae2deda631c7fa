//! Lists of closed conversations. What is not closed is in the inbox.

use worker::{D1Database, Env};

use super::{Param, Result, all, bind, database};
use crate::{
    domain::{
        cursor::Cursor,
        listing::{Filter, Key, LOOKED_AT, Part},
    },
    json,
    platform::sql::Row,
    protocol::{OrganizationId, Timestamp, conversation::Status},
};

/// All that is asked for, `?8`; the inbox's list has columns of the same names.
pub const ASKED: &str = "(?8 ->> '$.label' IS NULL OR EXISTS
        (SELECT 1 FROM json_each(summary, '$.labels') WHERE value = (?8 ->> '$.label') COLLATE NOCASE))
    AND (?8 ->> '$.rating' IS NULL OR rating = (?8 ->> '$.rating'))
    AND (?8 ->> '$.assignee' IS NULL OR assignee = (?8 ->> '$.assignee'))
    AND (?8 ->> '$.department' IS NULL OR department = (?8 ->> '$.department'))
    AND (?8 ->> '$.priority' IS NULL OR priority = (?8 ->> '$.priority'))
    AND (?8 ->> '$.unread' IS NULL OR (unread > 0) = ((?8 ->> '$.unread') = 'true'))
    AND (?8 ->> '$.channel' IS NULL OR channel = (?8 ->> '$.channel'))
    AND (?8 ->> '$.bot' IS NULL OR summary ->> (?8 ->> '$.bot'))";

/// What a key finds.
const fn place(key: Key) -> &'static str {
    match key {
        Key::Status => {
            "conversations AS k INDEXED BY conversations_by_status WHERE k.status = 'closed' AND k.status = ?2"
        }
        Key::Label => {
            "(SELECT organization_id, label, updated_at, conversation_id AS id FROM conversation_labels) AS k
            CROSS JOIN conversations AS c ON c.organization_id = k.organization_id AND c.id = k.id
                AND c.updated_at = k.updated_at
            WHERE c.status = 'closed' AND k.label = ?2"
        }
        Key::Rating => {
            "conversations AS k INDEXED BY conversations_closed_by_rating WHERE k.status = 'closed' AND k.rating = ?2"
        }
        Key::Assignee => {
            "conversations AS k INDEXED BY conversations_closed_by_assignee
            WHERE k.status = 'closed' AND k.assignee = ?2"
        }
        Key::Department => {
            "conversations AS k INDEXED BY conversations_closed_by_department
            WHERE k.status = 'closed' AND k.department = ?2"
        }
    }
}

/// A page, latest activity first; `before` is where the last one ended.
///
/// # Errors
/// When the database fails.
pub async fn closed(
    env: &Env,
    organization: OrganizationId,
    filter: &Filter,
    before: Option<Cursor>,
    limit: u32,
) -> Result<Part> {
    let (key, value, is_mixed) = filter.key(Status::Closed.as_str());
    let (db, place) = (database(env, organization)?, place(key));
    let (at, id) = Cursor::start(before);
    let start = || vec![Param::from(&organization), value.into(), at.into(), (&*id).into()];
    let bound = if is_mixed { bound(&db, place, start()).await? } else { None };
    let query = format!(
        "SELECT k.updated_at, k.id, summary FROM {place} AND k.organization_id = ?1
            AND (k.updated_at, k.id) < (?3, ?4) AND (k.updated_at, k.id) >= (?5, ?6) AND {ASKED}
        ORDER BY k.updated_at DESC, k.id DESC LIMIT ?7"
    );
    let (from, least) = Cursor::end(bound);
    let mut values = start();
    for value in [from.into(), (&*least).into(), (limit + 1).into(), (&*json::write(filter)).into()] {
        values.push(value);
    }
    let mut rows = Vec::new();
    for mut row in all(bind(&db, &query, values)).await? {
        if let Some(cursor) = cursor(&row) {
            rows.push((cursor, json::raw(row.text(2))?));
        }
    }
    Ok(Part::of(rows, bound, limit))
}

/// Where the last row is that is looked at.
async fn bound(db: &D1Database, place: &str, mut start: Vec<Param>) -> Result<Option<Cursor>> {
    let query = format!(
        "SELECT k.updated_at, k.id FROM {place} AND k.organization_id = ?1 AND (k.updated_at, k.id) < (?3, ?4)
        ORDER BY k.updated_at DESC, k.id DESC LIMIT 1 OFFSET ?5"
    );
    start.push((LOOKED_AT - 1).into());
    Ok(all(bind(db, &query, start)).await?.first().and_then(cursor))
}

/// Of a row that begins with its time and id.
pub fn cursor(row: &Row) -> Option<Cursor> {
    Some(Cursor { updated_at: Timestamp::from_millis(row.integer(0)), id: row.optional_id(1)? })
}
