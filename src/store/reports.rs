//! What reports are made of: facts of conversations, and sums of days.

use uuid::Uuid;
use worker::{D1Database, D1PreparedStatement, Env};

use super::{Result, all, batch, database, directory, document, each, statement};
use crate::{
    domain::{
        conversation::Snapshot,
        report::{
            days::{Span, date, written},
            figures::Counters,
        },
    },
    platform::sql::Row,
    protocol::{ConversationId, OrganizationId, Timestamp, hours::BusinessHours},
};

/// With the copy of a conversation: what is counted of it, if that has changed. By what is there then: this may come late.
pub(super) fn noted(db: &D1Database, organization: OrganizationId, snapshot: &Snapshot) -> Result<D1PreparedStatement> {
    let query =
        "INSERT INTO conversation_facts (organization_id, created_at, conversation_id, widget_id, department_id,
            agent_id, page, asked_at, answered_at, bot_at, closed_at, has_left, rating)
        SELECT organization_id, created_at, id, ?4, department_id, COALESCE(assignee_id, ?5),
            substr(page, 1, instr(replace(page, '#', '?') || '?', '?') - 1), ?6, ?7, ?8, ?9, ?10, rating
        FROM (SELECT *, summary ->> '$.page.url' AS page FROM conversations
            WHERE organization_id = ?1 AND id = ?2 AND rev = ?3) WHERE true
        ON CONFLICT (organization_id, created_at, conversation_id) DO UPDATE SET widget_id = excluded.widget_id,
            department_id = excluded.department_id, agent_id = excluded.agent_id, page = excluded.page,
            asked_at = excluded.asked_at, answered_at = excluded.answered_at, bot_at = excluded.bot_at,
            closed_at = excluded.closed_at, has_left = excluded.has_left, rating = excluded.rating
        WHERE (widget_id, department_id, agent_id, page, asked_at, answered_at, bot_at, closed_at, has_left, rating) IS NOT
            (excluded.widget_id, excluded.department_id, excluded.agent_id, excluded.page, excluded.asked_at,
            excluded.answered_at, excluded.bot_at, excluded.closed_at, excluded.has_left, excluded.rating)";
    let facts = &snapshot.facts;
    statement!(
        db,
        query,
        &organization,
        &snapshot.id,
        snapshot.revision,
        snapshot.widget_id.as_ref(),
        facts.answered_by.as_ref(),
        facts.asked_at,
        facts.answered_at,
        facts.bot_at,
        facts.closed_at,
        u32::from(facts.left),
    )
}

/// Before a conversation is forgotten: it stays counted, by nothing that says which one it was.
pub(super) fn unnamed(
    db: &D1Database,
    organization: OrganizationId,
    id: ConversationId,
) -> Result<D1PreparedStatement> {
    let query = "UPDATE conversation_facts SET conversation_id = lower(hex(randomblob(16))), page = NULL
        WHERE organization_id = ?1 AND (created_at, conversation_id) =
            (SELECT created_at, id FROM conversations WHERE organization_id = ?1 AND id = ?2)";
    statement!(db, query, &organization, &id)
}

/// The sums of days, out of facts: rows of `day, dimension, name, data`. `?2`: the parts of the days; `?3`: dimensions;
/// `?4`: one name only, if it is there; `?5`: now. A conversation has some counters, by its times and what became of it.
const SUMS: &str = "WITH spans AS MATERIALIZED (SELECT value ->> 0 AS day, value ->> 1 AS first, value ->> 2 AS next,
        value ->> 3 AS ahead FROM json_each(?2)),
    counted AS MATERIALIZED (
        SELECT spans.day, agent_id, department_id, widget_id, page, json_array('n',
            'h' || ((created_at + ahead) / 3600000 % 24),
            IIF(asked_at IS NULL, NULL, 'q'),
            CASE WHEN answered_at IS NOT NULL THEN 'a' WHEN bot_at IS NOT NULL THEN 'b'
                WHEN asked_at IS NOT NULL AND (closed_at IS NOT NULL OR created_at + 86400000 <= ?5) THEN 'm' END,
            IIF(has_left AND asked_at IS NOT NULL AND COALESCE(answered_at, bot_at) IS NULL, 'l', NULL),
            IIF(is_resolved, 'c', NULL),
            's' || rating,
            'f' || substr(CAST(1000 + ln(MAX(answered_at - asked_at, 1)) / ln(1.1) AS INTEGER), -3),
            'w' || substr(CAST(1000 + ln(MAX(open_wait, 1)) / ln(1.1) AS INTEGER), -3),
            IIF(is_resolved, 'r' || substr(CAST(1000 + ln(MAX(closed_at - created_at, 1)) / ln(1.1) AS INTEGER), -3), NULL)) AS names
        FROM spans CROSS JOIN (SELECT *, closed_at IS NOT NULL AND COALESCE(answered_at, bot_at) IS NOT NULL AS is_resolved
            FROM conversation_facts) AS facts
        WHERE organization_id = ?1 AND created_at >= spans.first AND created_at < spans.next),
    counters AS (
        SELECT day, dimensions.value AS dimension, COALESCE(CASE dimensions.value WHEN 'agent' THEN agent_id
            WHEN 'department' THEN department_id WHEN 'widget' THEN widget_id WHEN 'page' THEN page END, '') AS name,
            names.value AS counter, 1 AS count
        FROM counted CROSS JOIN json_each(?3) AS dimensions CROSS JOIN json_each(counted.names) AS names
        WHERE names.value IS NOT NULL
        UNION ALL
        SELECT day, dimensions.value, IIF(dimensions.value = 'widget', widget_id, ''), 'o', count
        FROM spans CROSS JOIN widget_openings CROSS JOIN json_each(?3) AS dimensions
        WHERE organization_id = ?1 AND slot >= spans.first AND slot < spans.next AND dimensions.value IN ('all', 'widget'))
    SELECT day, dimension, name, json_group_object(counter, count) AS data FROM (
        SELECT day, dimension, name, counter, SUM(count) AS count FROM counters WHERE ?4 IS NULL OR name = ?4
        GROUP BY day, dimension, name, counter)
    GROUP BY day, dimension, name";

const DIMENSIONS: &str = r#"["all","agent","department","widget","page"]"#;

/// Which sums are wanted.
pub struct Wanted<'a> {
    pub dimension: &'a str,
    /// Of one agent, department, widget or page.
    pub name: Option<&'a str>,
    pub from: &'a str,
    pub to: &'a str,
    pub by_day: bool,
}

/// Twice a year: there is a year to compare it with.
const MOST_DAYS: u32 = 2 * 366;
const MOST_NAMES: u32 = 500;

/// The days, in UTC, of which something has not been added up since it changed.
///
/// # Errors
/// When the database fails, as for all below.
pub async fn stale(env: &Env, organization: OrganizationId, from: i64, to: i64) -> Result<Vec<i64>> {
    let query = "SELECT DISTINCT slot / 86400000 FROM stale_stats WHERE organization_id = ? AND slot >= ? AND slot < ?";
    let db = database(env, organization)?;
    each(all(statement!(&db, query, &organization, from, to)).await?, |row| Ok(row.integer(0)))
}

/// Sums by day, or by name over all days; whatever has the most conversations comes first. What is stale (in `spans`) is
/// counted now, the rest was added up before.
pub async fn sums(
    env: &Env,
    organization: OrganizationId,
    wanted: &Wanted<'_>,
    spans: &str,
    now: Timestamp,
) -> Result<Vec<(String, Counters)>> {
    let query = format!(
        "SELECT label, json_group_object(counter, count) FROM (
            SELECT label, counter, SUM(count) AS count FROM (
                SELECT IIF(?6, day, name) AS label, kept.key AS counter, kept.value AS count
                FROM daily_stats CROSS JOIN json_each(daily_stats.data) AS kept
                WHERE organization_id = ?1 AND dimension IN (SELECT value FROM json_each(?3)) AND day BETWEEN ?7 AND ?8
                    AND (?4 IS NULL OR name = ?4) AND day NOT IN (SELECT value ->> 0 FROM json_each(?2))
                UNION ALL
                SELECT IIF(?6, day, name), now.key, now.value FROM ({SUMS}) AS counted CROSS JOIN json_each(counted.data) AS now)
            GROUP BY label, counter)
        GROUP BY label ORDER BY MAX(IIF(counter = 'n', count, 0)) DESC, label LIMIT ?9"
    );
    let Wanted { dimension, name, from, to, by_day } = *wanted;
    let db = database(env, organization)?;
    let dimensions = format!("[\"{dimension}\"]");
    let (by_day, limit) = (u32::from(by_day), if by_day { MOST_DAYS } else { MOST_NAMES });
    let rows = all(statement!(&db, &*query, &organization, spans, &*dimensions, name, now, by_day, from, to, limit));
    each(rows.await?, |mut row| Ok((row.text(0), Counters::read(&row.text(1))?)))
}

/// Quarters of an hour that are due, of some organizations.
pub async fn due(env: &Env, now: Timestamp, limit: u32) -> Result<Vec<(OrganizationId, Timestamp)>> {
    let query = "SELECT organization_id, slot FROM stale_stats WHERE due_at <= ? ORDER BY due_at LIMIT ?";
    let rows = all(statement!(&directory(env)?, query, now, limit)).await?;
    each(rows, |row| Ok((row.id(0)?, row.time(1))))
}

/// Adds a day up, all of it, in one piece. What cannot be complete yet stays due.
pub async fn add_up(env: &Env, organization: OrganizationId, spans: &[Span], now: Timestamp) -> Result<()> {
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return Ok(()) };
    let db = &database(env, organization)?;
    let day = date(first.day);
    let gone = "DELETE FROM daily_stats WHERE organization_id = ?1 AND dimension IN (SELECT value FROM json_each(?2)) AND day = ?3";
    let there = format!(
        "INSERT INTO daily_stats (organization_id, dimension, day, name, data)
        SELECT ?1, dimension, day, name, data FROM ({SUMS}) WHERE true
        ON CONFLICT (organization_id, dimension, day, name) DO UPDATE SET data = excluded.data"
    );
    let done = "DELETE FROM stale_stats WHERE organization_id = ?1 AND slot >= ?2 AND slot < ?3 AND due_at <= ?4
            AND NOT EXISTS (SELECT 1 FROM conversation_facts AS f WHERE f.organization_id = ?1 AND f.created_at >= slot
                AND f.created_at < slot + 900000 AND f.asked_at IS NOT NULL AND f.answered_at IS NOT NULL AND f.open_wait IS NULL)";
    let written = written(spans);
    let statements = vec![
        statement!(db, gone, &organization, DIMENSIONS, &*day),
        statement!(db, &*there, &organization, &*written, DIMENSIONS, None::<&str>, now),
        statement!(db, done, &organization, first.from, last.to, now),
    ];
    batch(db, statements).await
}

/// The clock of an organization, and the business hours there are, as they were set: of widgets and departments by their ids.
pub struct Clocks {
    pub timezone: String,
    pub hours: Vec<(Uuid, Option<BusinessHours>)>,
}

pub async fn clocks(env: &Env, organization: OrganizationId) -> Result<Clocks> {
    let query = "SELECT id, settings ->> '$.timezone', 0 FROM organizations WHERE id = ?1
        UNION ALL SELECT id, settings -> '$.business_hours', 1 FROM widget_configs WHERE organization_id = ?1
        UNION ALL SELECT id, settings -> '$.business_hours', 1 FROM departments WHERE organization_id = ?1";
    let mut clocks = Clocks { timezone: "UTC".into(), hours: Vec::new() };
    for mut row in all(statement!(&database(env, organization)?, query, &organization)).await? {
        let text = row.optional(1);
        if row.integer(2) == 0 {
            clocks.timezone = text.unwrap_or(clocks.timezone);
        } else {
            clocks.hours.push((row.id(0)?, text.map(|hours| document(&hours)).transpose()?.flatten()));
        }
    }
    Ok(clocks)
}

/// An answer of which is not known yet how much of the time until then was within business hours.
pub struct Unreckoned {
    pub conversation: (Timestamp, String),
    pub asked_at: Timestamp,
    pub answered_at: Timestamp,
    pub department: Option<Uuid>,
    pub widget: Option<Uuid>,
}

pub async fn unreckoned(env: &Env, organization: OrganizationId, spans: &str, limit: u32) -> Result<Vec<Unreckoned>> {
    let query = "WITH spans AS MATERIALIZED (SELECT value ->> 1 AS first, value ->> 2 AS next FROM json_each(?2))
        SELECT created_at, conversation_id, asked_at, answered_at, department_id, widget_id
        FROM spans CROSS JOIN conversation_facts WHERE organization_id = ?1 AND created_at >= first AND created_at < next
            AND asked_at IS NOT NULL AND answered_at IS NOT NULL AND open_wait IS NULL LIMIT ?3";
    let rows = all(statement!(&database(env, organization)?, query, &organization, spans, limit)).await?;
    let unreckoned = |mut row: Row| {
        Ok(Unreckoned {
            conversation: (row.time(0), row.text(1)),
            asked_at: row.time(2),
            answered_at: row.time(3),
            department: row.optional_id(4),
            widget: row.optional_id(5),
        })
    };
    each(rows, unreckoned)
}

/// `waits`: `[created_at, conversation_id, open_wait]` of each.
pub async fn reckoned(env: &Env, organization: OrganizationId, waits: &str) -> Result<()> {
    let db = &database(env, organization)?;
    let query = "INSERT INTO conversation_facts (organization_id, created_at, conversation_id, open_wait)
        SELECT ?1, value ->> 0, value ->> 1, value ->> 2 FROM json_each(?2) WHERE EXISTS (SELECT 1 FROM conversation_facts
            WHERE organization_id = ?1 AND created_at = value ->> 0 AND conversation_id = value ->> 1)
        ON CONFLICT (organization_id, created_at, conversation_id) DO UPDATE SET open_wait = excluded.open_wait";
    batch(db, vec![statement!(db, query, &organization, waits)]).await
}

/// The names of agents, departments or widgets that are still there.
pub async fn names(env: &Env, organization: OrganizationId, dimension: &str) -> Result<Vec<(String, String)>> {
    let db = database(env, organization)?;
    let query = match dimension {
        "agent" => {
            "SELECT a.id, a.name FROM memberships AS m JOIN agents AS a ON a.id = m.agent_id WHERE m.organization_id = ?"
        }
        "department" => "SELECT id, name FROM departments WHERE organization_id = ?",
        _ => "SELECT id, name FROM widget_configs WHERE organization_id = ?",
    };
    each(all(statement!(&db, query, &organization)).await?, |mut row| Ok((row.text(0), row.text(1))))
}

/// Days that were added up since then, for `sum_of`.
pub(super) fn since(db: &D1Database, organization: OrganizationId, day: &str) -> Result<D1PreparedStatement> {
    let query = "SELECT data FROM daily_stats WHERE organization_id = ? AND dimension = 'all' AND day >= ? LIMIT 40";
    statement!(db, query, &organization, day)
}

pub(super) fn sum_of(days: Vec<Row>) -> Result<Counters> {
    let mut sum = Counters::default();
    for mut day in days {
        sum.add(&Counters::read(&day.text(0))?);
    }
    Ok(sum)
}

pub async fn sum_since(env: &Env, organization: OrganizationId, day: &str) -> Result<Counters> {
    sum_of(all(since(&database(env, organization)?, organization, day)).await?)
}
