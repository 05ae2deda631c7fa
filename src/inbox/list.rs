//! The live list in the inbox's SQLite.
//!
//! Closed conversations stay for a day, so that late news cannot bring them back; after that only D1 has them.

use crate::{
    domain::{conversation::Listed, cursor::Cursor},
    platform::sql::{self, Row, Sql, SqlError, Value},
    protocol::{
        AgentId, ConversationId, Seq, Timestamp,
        conversation::Status,
        frames::{Availability, Counts},
    },
};

type Result<T> = std::result::Result<T, SqlError>;

/// Only ever grows at its end.
const MIGRATIONS: [&str; 4] = [
    "\
CREATE TABLE list (
  id TEXT PRIMARY KEY,
  seq INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  status TEXT NOT NULL,
  unread INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  summary TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX list_by_seq ON list (seq);
CREATE INDEX list_by_status ON list (status, updated_at, id);
",
    "\
ALTER TABLE list ADD COLUMN behind INTEGER NOT NULL DEFAULT 0;
",
    "CREATE TABLE away (agent_id TEXT PRIMARY KEY) WITHOUT ROWID",
    // queued_at: nobody has it and somebody waits. owed_by: who has it while somebody waits.
    "\
ALTER TABLE list ADD COLUMN department_id TEXT GENERATED ALWAYS AS (summary ->> '$.department_id') VIRTUAL;
ALTER TABLE list ADD COLUMN assignee_id TEXT GENERATED ALWAYS AS (summary ->> '$.assignee.id') VIRTUAL;
ALTER TABLE list ADD COLUMN queued_at TEXT GENERATED ALWAYS AS (
  CASE WHEN summary ->> '$.assignee.id' IS NULL
    AND (status = 'waiting' OR (status = 'open' AND summary ->> '$.waiting_since' IS NOT NULL))
  THEN COALESCE(summary ->> '$.waiting_since', summary ->> '$.created_at') END) VIRTUAL;
ALTER TABLE list ADD COLUMN owed_by TEXT GENERATED ALWAYS AS (
  CASE WHEN status IN ('waiting', 'open') AND summary ->> '$.waiting_since' IS NOT NULL
  THEN summary ->> '$.assignee.id' END) VIRTUAL;
CREATE INDEX list_queued ON list (queued_at, id, department_id) WHERE queued_at IS NOT NULL;
CREATE INDEX list_held ON list (assignee_id) WHERE assignee_id IS NOT NULL AND status IN ('waiting', 'open');
CREATE INDEX list_owed ON list (owed_by, department_id) WHERE owed_by IS NOT NULL;
CREATE TABLE routes (one INTEGER PRIMARY KEY CHECK (one = 1), data TEXT NOT NULL);
CREATE TABLE claims (
  conversation_id TEXT PRIMARY KEY,
  agent_id TEXT NOT NULL,
  gives INTEGER NOT NULL,
  command TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  failures INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX claims_of_agent ON claims (agent_id);
CREATE INDEX claims_due ON claims (due_at);
CREATE TABLE turns (agent_id TEXT PRIMARY KEY, turn INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE absent (agent_id TEXT PRIMARY KEY, since INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE notices (
  agent_id TEXT NOT NULL,
  id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  notice TEXT NOT NULL,
  PRIMARY KEY (agent_id, id)
) WITHOUT ROWID;
CREATE INDEX notices_of_conversation ON notices (conversation_id);
",
];

/// The latest seq there was when rows were last taken out, and of those that were.
const SEQ_BASE: &str = "seq_base";
const FORGOTTEN: &str = "forgotten_seq";
/// The list was built from D1.
pub const BUILT: &str = "built";
const DAY: i64 = 24 * 60 * 60 * 1000;

/// # Errors
/// When the database fails, as for all below.
pub fn migrate(sql: &impl Sql) -> Result<()> {
    sql::migrate(sql, &MIGRATIONS)
}

/// The seq of the latest change.
pub fn head(sql: &impl Sql) -> Result<Seq> {
    let last = sql.first("SELECT MAX(seq) FROM list", &[])?.map_or(0, |row| row.integer(0));
    Ok(last.max(sql::number(sql, SEQ_BASE)?).try_into().unwrap_or_default())
}

/// A change of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    pub seq: Seq,
    /// Status and whether something was unread, before.
    pub before: Option<(Status, bool)>,
}

/// Takes over what a room tells, unless it is older than what is there. `None`: that changed nothing to be seen.
pub fn tell(sql: &impl Sql, listed: &Listed) -> Result<Option<Told>> {
    let id: Value = listed.id.to_string().into();
    let known = sql.first("SELECT status, unread, revision FROM list WHERE id = ?", std::slice::from_ref(&id))?;
    let before = known.map(|mut row| (status(&row.text(0)), row.integer(1) > 0));
    let condition = "excluded.revision >= list.revision
        AND (excluded.summary != list.summary OR excluded.behind != list.behind)";
    Ok(put(sql, listed, condition)?.map(|seq| Told { seq, before }))
}

/// Takes over what D1 has, if it is news: what a room told knows more of the same revision, such as who is here.
pub fn restore(sql: &impl Sql, listed: &Listed) -> Result<()> {
    put(sql, listed, "excluded.revision > list.revision").map(drop)
}

fn put(sql: &impl Sql, listed: &Listed, condition: &str) -> Result<Option<Seq>> {
    let id: Value = listed.id.to_string().into();
    let seq = head(sql)? + 1;
    let query = format!(
        "INSERT INTO list (id, seq, revision, status, unread, updated_at, summary, behind)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, revision = excluded.revision, status = excluded.status,
            unread = excluded.unread, updated_at = excluded.updated_at, summary = excluded.summary,
            behind = excluded.behind
        WHERE {condition} RETURNING seq"
    );
    let values = [
        id,
        seq.into(),
        listed.revision.into(),
        listed.status.as_str().into(),
        listed.unread.into(),
        listed.updated_at.millis().into(),
        listed.summary.get().into(),
        listed.behind.into(),
    ];
    Ok(sql.first(&query, &values)?.map(|row| row.number(0)))
}

/// Forgets some of the conversations that were closed long ago.
pub fn forget_closed(sql: &impl Sql, now: Timestamp) -> Result<()> {
    let head = head(sql)?;
    let query = "DELETE FROM list WHERE id IN
            (SELECT id FROM list WHERE status = 'closed' AND updated_at < ? ORDER BY updated_at LIMIT 20)
        RETURNING seq";
    let rows = sql.exec(query, &[(now.millis() - DAY).into()])?;
    let Some(last) = rows.iter().map(|row| row.integer(0)).max() else { return Ok(()) };
    sql::set_number(sql, SEQ_BASE, head.into())?;
    sql::set_number(sql, FORGOTTEN, last.max(sql::number(sql, FORGOTTEN)?))
}

/// Takes a conversation out; the seq of that change. Whoever has not heard of it reads the list again.
pub fn remove(sql: &impl Sql, id: ConversationId) -> Result<Option<Seq>> {
    let seq = head(sql)? + 1;
    let gone = sql.exec("DELETE FROM list WHERE id = ? RETURNING id", &[id.to_string().into()])?;
    if gone.is_empty() {
        return Ok(None);
    }
    sql::set_number(sql, SEQ_BASE, seq.into())?;
    sql::set_number(sql, FORGOTTEN, seq.into())?;
    Ok(Some(seq))
}

/// Forgets all, to be built anew. Whoever was here before has missed everything.
pub fn forget_all(sql: &impl Sql) -> Result<()> {
    let head = i64::from(head(sql)?) + 1;
    sql.exec("DELETE FROM list", &[])?;
    sql::set_number(sql, BUILT, 0)?;
    sql::set_number(sql, SEQ_BASE, head)?;
    sql::set_number(sql, FORGOTTEN, head)
}

/// Could a reader who has seen `after` miss something that is no longer here?
pub fn is_too_late(sql: &impl Sql, after: Seq) -> Result<bool> {
    Ok(i64::from(after) < sql::number(sql, FORGOTTEN)? || after > head(sql)?)
}

fn status(name: &str) -> Status {
    let all = [Status::Waiting, Status::Open, Status::Snoozed];
    all.into_iter().find(|status| status.as_str() == name).unwrap_or(Status::Closed)
}

/// Changes after `after`, in order, as `(seq, summary JSON)`.
pub fn changes(sql: &impl Sql, after: Seq, limit: u32) -> Result<Vec<(Seq, String)>> {
    let query = "SELECT seq, summary FROM list WHERE seq > ? ORDER BY seq LIMIT ?";
    let rows = sql.exec(query, &[after.into(), limit.into()])?;
    Ok(rows.into_iter().map(|mut row| (row.number(0), row.text(1))).collect())
}

/// A page of these statuses, latest activity first, and where the next one starts.
pub fn page(
    sql: &impl Sql,
    statuses: &[Status],
    after: Option<Cursor>,
    limit: u32,
) -> Result<(Vec<String>, Option<Cursor>)> {
    let (before, id) =
        after.map_or((i64::MAX >> 11, String::new()), |cursor| (cursor.updated_at.millis(), cursor.id.to_string()));
    let mut rows = Vec::new();
    for status in statuses {
        let query = "SELECT summary, updated_at, id FROM list
            WHERE status = ? AND (updated_at, id) < (?, ?) ORDER BY updated_at DESC, id DESC LIMIT ?";
        let values: [Value; 4] = [status.as_str().into(), before.into(), id.clone().into(), (limit + 1).into()];
        rows.extend(sql.exec(query, &values)?.into_iter().map(listed));
    }
    rows.sort_by(|one, other| other.1.cmp(&one.1));
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| more).and_then(|(_, (at, id))| {
        let updated_at = Timestamp::from_millis(*at);
        Some(Cursor { updated_at, id: id.parse().ok()? })
    });
    Ok((rows.into_iter().map(|(summary, _)| summary).collect(), next))
}

fn listed(mut row: Row) -> (String, (i64, String)) {
    (row.text(0), (row.integer(1), row.text(2)))
}

pub fn counts(sql: &impl Sql) -> Result<Counts> {
    let mut counts = Counts::default();
    let query = "SELECT status, COUNT(*), SUM(unread > 0) FROM list
        WHERE status IN ('waiting', 'open', 'snoozed') GROUP BY status";
    for mut row in sql.exec(query, &[])? {
        let status = status(&row.text(0));
        if let Some(number) = number_of(&mut counts, status) {
            *number += row.number(1);
        }
        if is_counted_unread(status) {
            counts.unread += row.number(2);
        }
    }
    Ok(counts)
}

/// The counts after a change, without counting anew.
#[must_use]
pub fn recount(mut counts: Counts, before: Option<(Status, bool)>, after: (Status, bool)) -> Counts {
    if let Some((status, unread)) = before {
        if let Some(number) = number_of(&mut counts, status) {
            *number = number.saturating_sub(1);
        }
        counts.unread = counts.unread.saturating_sub((unread && is_counted_unread(status)).into());
    }
    let (status, unread) = after;
    if let Some(number) = number_of(&mut counts, status) {
        *number += 1;
    }
    counts.unread += u32::from(unread && is_counted_unread(status));
    counts
}

const fn number_of(counts: &mut Counts, status: Status) -> Option<&mut u32> {
    match status {
        Status::Waiting => Some(&mut counts.waiting),
        Status::Open => Some(&mut counts.open),
        Status::Snoozed => Some(&mut counts.snoozed),
        Status::Closed => None,
    }
}

const fn is_counted_unread(status: Status) -> bool {
    matches!(status, Status::Waiting | Status::Open)
}

/// Whether an agent takes conversations is remembered however often they come and go.
pub fn availability(sql: &impl Sql, agent: AgentId) -> Result<Availability> {
    let away = sql.first("SELECT 1 FROM away WHERE agent_id = ?", &[agent.to_string().into()])?;
    Ok(if away.is_some() { Availability::Away } else { Availability::Available })
}

/// False: it was so already.
pub fn set_availability(sql: &impl Sql, agent: AgentId, availability: Availability) -> Result<bool> {
    let query = match availability {
        Availability::Away => "INSERT INTO away (agent_id) VALUES (?) ON CONFLICT DO NOTHING RETURNING 1",
        Availability::Available => "DELETE FROM away WHERE agent_id = ? RETURNING 1",
    };
    Ok(sql.first(query, &[agent.to_string().into()])?.is_some())
}

/// How many conversations D1 is behind with, and by how many entries.
pub fn behind(sql: &impl Sql) -> Result<(u32, u32)> {
    let row = sql.first("SELECT COUNT(*), SUM(behind) FROM list WHERE behind > 0", &[])?;
    Ok(row.map_or((0, 0), |row| (row.number(0), row.number(1))))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{
        domain::{
            conversation::{Record, testing::record},
            heads::Heads,
        },
        platform::sql::testing::Memory,
        protocol::conversation::Conversation,
    };

    fn list() -> Memory {
        let sql = Memory::default();
        migrate(&sql).unwrap();
        sql
    }

    fn listed(id: u128, status: Status, updated_at: i64, revision: i64) -> Listed {
        let heads = Heads { updated_at: Timestamp::from_millis(updated_at), unread_by_agents: 1, ..Heads::default() };
        let record = Record { id: Uuid::from_u128(id).into(), status, ..record() };
        record.snapshot(&heads, false, revision).listed(0)
    }

    #[test]
    fn summaries_only_move_forward_and_the_same_again_is_no_change() {
        let sql = list();
        let told = |listed: &Listed| tell(&sql, listed).unwrap().map(|told| (told.seq, told.before));
        assert_eq!(told(&listed(1, Status::Open, 5_000, 5)), Some((1, None)));
        assert_eq!(told(&listed(1, Status::Open, 5_000, 5)), None);
        assert_eq!(told(&listed(1, Status::Waiting, 4_000, 4)), None, "late news");
        assert_eq!(told(&listed(1, Status::Closed, 6_000, 6)), Some((2, Some((Status::Open, true)))));
        assert_eq!(counts(&sql).unwrap(), Counts::default());
    }

    #[test]
    fn what_d1_has_does_not_replace_what_a_room_told_of_the_same_revision() {
        let sql = list();
        let mut told = listed(1, Status::Open, 5_000, 5);
        told.behind = 3;
        tell(&sql, &told).unwrap();
        restore(&sql, &listed(1, Status::Open, 5_000, 5)).unwrap();
        assert_eq!(behind(&sql).unwrap(), (1, 3));
        restore(&sql, &listed(1, Status::Closed, 6_000, 6)).unwrap();
        assert_eq!(counts(&sql).unwrap(), Counts::default());
    }

    #[test]
    fn an_agent_who_was_away_gets_the_latest_state_of_what_changed() {
        let sql = list();
        for (id, revision) in [(1, 1), (2, 1), (1, 2), (3, 1)] {
            tell(&sql, &listed(id, Status::Open, 1_000 + revision, revision)).unwrap();
        }
        let seqs: Vec<_> = changes(&sql, 1, 10).unwrap().into_iter().map(|(seq, _)| seq).collect();
        assert_eq!(seqs, [2, 3, 4]);
        assert_eq!(changes(&sql, 4, 10).unwrap().len(), 0);
    }

    #[test]
    fn pages_across_statuses_follow_latest_activity_and_miss_nothing() {
        let sql = list();
        for n in 0..25_u32 {
            let status = if n % 2 == 0 { Status::Open } else { Status::Waiting };
            tell(&sql, &listed(n.into(), status, 2_000 + i64::from(n / 3), 1)).unwrap();
        }
        let (mut cursor, mut seen) = (None, Vec::new());
        loop {
            let (rows, next) = page(&sql, &[Status::Open, Status::Waiting], cursor, 10).unwrap();
            let parsed = rows.iter().map(|row| serde_json::from_str::<Conversation>(row).unwrap());
            seen.extend(parsed.map(|row| (row.updated_at, row.id)));
            let Some(next) = next else { break };
            cursor = Some(next.to_string().parse().unwrap());
        }
        assert_eq!(seen.len(), 25);
        assert!(seen.windows(2).all(|pair| pair[0] > pair[1]));
    }

    #[test]
    fn counts_by_status_and_unread() {
        let sql = list();
        for (id, status) in [(1, Status::Open), (2, Status::Open), (3, Status::Waiting), (4, Status::Snoozed)] {
            tell(&sql, &listed(id, status, 1_000, 1)).unwrap();
        }
        assert_eq!(counts(&sql).unwrap(), Counts { waiting: 1, open: 2, snoozed: 1, unread: 3 });
    }

    #[test]
    fn counting_on_is_the_same_as_counting_anew() {
        let sql = list();
        let (mut counted, mut revision) = (Counts::default(), 0);
        let all = [Status::Waiting, Status::Open, Status::Snoozed, Status::Closed];
        for (n, status) in all.into_iter().cycle().enumerate().take(60) {
            revision += 1;
            let mut news = listed((n % 7) as u128, status, 1_000, revision);
            news.unread = u32::from(n % 3 == 0);
            if let Some(told) = tell(&sql, &news).unwrap() {
                counted = recount(counted, told.before, (status, news.unread > 0));
            }
            assert_eq!(counted, counts(&sql).unwrap(), "after {n}");
        }
    }

    #[test]
    fn what_was_closed_long_ago_is_forgotten_and_nobody_misses_it_unnoticed() {
        let sql = list();
        for (id, status, updated_at) in [(1, Status::Open, 1_000), (2, Status::Closed, 1_000), (3, Status::Closed, DAY)]
        {
            tell(&sql, &listed(id, status, updated_at, 1)).unwrap();
        }
        forget_closed(&sql, Timestamp::from_millis(DAY + 2_000)).unwrap();
        let left: Vec<_> = changes(&sql, 0, 10).unwrap().into_iter().map(|(seq, _)| seq).collect();
        assert_eq!((left, head(&sql).unwrap()), (vec![1, 3], 3));
        assert!(is_too_late(&sql, 1).unwrap() && !is_too_late(&sql, 2).unwrap() && is_too_late(&sql, 4).unwrap());
    }

    #[test]
    fn i10_away_is_remembered_until_taken_back() {
        let sql = list();
        let agent: AgentId = Uuid::from_u128(1).into();
        assert_eq!(availability(&sql, agent).unwrap(), Availability::Available);
        assert!(set_availability(&sql, agent, Availability::Away).unwrap());
        assert!(!set_availability(&sql, agent, Availability::Away).unwrap(), "the same again");
        assert_eq!(availability(&sql, agent).unwrap(), Availability::Away);
        assert!(set_availability(&sql, agent, Availability::Available).unwrap());
    }

    #[test]
    fn built_anew_the_list_goes_on_counting() {
        let sql = list();
        tell(&sql, &listed(1, Status::Open, 1_000, 1)).unwrap();
        forget_all(&sql).unwrap();
        assert!(is_too_late(&sql, 1).unwrap(), "everything has to be read again");
        let told = tell(&sql, &listed(1, Status::Open, 1_000, 1)).unwrap().unwrap();
        assert_eq!((told.seq, told.before), (3, None));
    }
}
