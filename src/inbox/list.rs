//! The live list in the inbox's SQLite.
//!
//! Closed conversations stay for a day, so that late news cannot bring them back; after that only D1 has them.

use super::tally::Standing;
use crate::{
    domain::conversation::Listed,
    platform::sql::{self, Sql, SqlError, Value},
    protocol::{AgentId, ConversationId, Seq, Timestamp, conversation::Status, frames::Availability, span::DAY},
};

pub(super) type Result<T> = std::result::Result<T, SqlError>;

/// Only ever grows at its end.
const MIGRATIONS: [&str; 8] = [
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
    "\
ALTER TABLE list ADD COLUMN assignee TEXT NOT NULL DEFAULT 'none';
ALTER TABLE list ADD COLUMN department TEXT NOT NULL DEFAULT 'none';
ALTER TABLE list ADD COLUMN rating INTEGER;
ALTER TABLE list ADD COLUMN priority TEXT;
ALTER TABLE list ADD COLUMN channel TEXT;
UPDATE list SET assignee = COALESCE(summary ->> '$.assignee.id', 'none'),
  department = COALESCE(summary ->> '$.department_id', 'none'), rating = summary ->> '$.rating.score',
  priority = summary ->> '$.priority', channel = summary ->> '$.channel';
CREATE INDEX list_by_assignee ON list (assignee, status, updated_at, id, unread);
CREATE INDEX list_by_department ON list (department, status, updated_at, id);
CREATE INDEX list_by_rating ON list (rating, status, updated_at, id) WHERE rating IS NOT NULL;
CREATE TABLE list_labels (
  label TEXT NOT NULL COLLATE NOCASE,
  status TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (label, status, updated_at, id)
) WITHOUT ROWID;
INSERT OR IGNORE INTO list_labels
  SELECT value, status, updated_at, list.id FROM list, json_each(summary, '$.labels');
CREATE TRIGGER list_told AFTER INSERT ON list BEGIN \
  INSERT OR IGNORE INTO list_labels \
    SELECT value, new.status, new.updated_at, new.id FROM json_each(new.summary, '$.labels'); END;
CREATE TRIGGER list_told_again AFTER UPDATE ON list BEGIN \
  DELETE FROM list_labels WHERE (label, status, updated_at, id) IN \
    (SELECT value, old.status, old.updated_at, old.id FROM json_each(old.summary, '$.labels')); \
  INSERT OR IGNORE INTO list_labels \
    SELECT value, new.status, new.updated_at, new.id FROM json_each(new.summary, '$.labels'); END;
CREATE TRIGGER list_gone AFTER DELETE ON list BEGIN \
  DELETE FROM list_labels WHERE (label, status, updated_at, id) IN \
    (SELECT value, old.status, old.updated_at, old.id FROM json_each(old.summary, '$.labels')); END;
",
    // queued_at: nobody has it and somebody waits. owed_by: who has it while somebody waits.
    "\
ALTER TABLE list ADD COLUMN department_id TEXT GENERATED ALWAYS AS (summary ->> '$.department_id') VIRTUAL;
ALTER TABLE list ADD COLUMN queued_at TEXT GENERATED ALWAYS AS (
  CASE WHEN summary ->> '$.assignee.id' IS NULL
    AND (status = 'waiting' OR (status = 'open' AND summary ->> '$.waiting_since' IS NOT NULL))
  THEN COALESCE(summary ->> '$.waiting_since', summary ->> '$.created_at') END) VIRTUAL;
ALTER TABLE list ADD COLUMN owed_by TEXT GENERATED ALWAYS AS (
  CASE WHEN status IN ('waiting', 'open') AND summary ->> '$.waiting_since' IS NOT NULL
  THEN summary ->> '$.assignee.id' END) VIRTUAL;
CREATE INDEX list_queued ON list (queued_at, id, department_id) WHERE queued_at IS NOT NULL;
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
    // Which conversations an agent has opened a socket to.
    "\
CREATE TABLE looks (
  agent_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (agent_id, conversation_id)
) WITHOUT ROWID;
CREATE INDEX looks_by_time ON looks (at);
",
    // What the bot answers waits for nobody.
    "\
DROP INDEX list_queued;
ALTER TABLE list DROP COLUMN queued_at;
ALTER TABLE list ADD COLUMN queued_at TEXT GENERATED ALWAYS AS (
  CASE WHEN summary ->> '$.assignee.id' IS NULL AND NOT COALESCE(summary ->> '$.bot', 0)
    AND (status = 'waiting' OR (status = 'open' AND summary ->> '$.waiting_since' IS NOT NULL))
  THEN COALESCE(summary ->> '$.waiting_since', summary ->> '$.created_at') END) VIRTUAL;
CREATE INDEX list_queued ON list (queued_at, id, department_id) WHERE queued_at IS NOT NULL;
",
    "CREATE INDEX list_here ON list (id) WHERE status <> 'closed' AND summary ->> '$.online'",
];

/// The assignee of what nobody has.
pub const NOBODY: &str = "none";

/// The latest seq there was when rows were last taken out, and of those that were.
const SEQ_BASE: &str = "seq_base";
const FORGOTTEN: &str = "forgotten_seq";
/// The list was built from D1.
pub const BUILT: &str = "built";

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub seq: Seq,
    pub before: Option<Standing>,
    pub after: Standing,
}

/// Takes over what a room tells, unless it is older than what is there. `None`: that changed nothing to be seen.
pub fn tell(sql: &impl Sql, listed: &Listed) -> Result<Option<Told>> {
    let id: Value = listed.id.to_string().into();
    let known = sql.first("SELECT status, unread, assignee FROM list WHERE id = ?", std::slice::from_ref(&id))?;
    let before = known.map(|mut row| Standing::of(&mut row, 0));
    let condition = "excluded.revision >= list.revision
        AND (excluded.summary != list.summary OR excluded.behind != list.behind)";
    Ok(put(sql, listed, condition)?.map(|(seq, after)| Told { seq, before, after }))
}

/// Takes over what D1 has, if it is news: what a room told knows more of the same revision, such as who is here.
pub fn restore(sql: &impl Sql, listed: &Listed) -> Result<()> {
    put(sql, listed, "excluded.revision > list.revision").map(drop)
}

fn put(sql: &impl Sql, listed: &Listed, condition: &str) -> Result<Option<(Seq, Standing)>> {
    let id: Value = listed.id.to_string().into();
    let seq = head(sql)? + 1;
    let query = format!(
        "INSERT INTO list (id, seq, revision, status, unread, updated_at, summary, behind,
            assignee, department, rating, priority, channel)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, COALESCE(?7 ->> '$.assignee.id', 'none'),
            COALESCE(?7 ->> '$.department_id', 'none'), ?7 ->> '$.rating.score', ?7 ->> '$.priority', ?7 ->> '$.channel')
        ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, revision = excluded.revision, status = excluded.status,
            unread = excluded.unread, updated_at = excluded.updated_at, summary = excluded.summary,
            behind = excluded.behind, assignee = excluded.assignee, department = excluded.department,
            rating = excluded.rating, priority = excluded.priority, channel = excluded.channel
        WHERE {condition} RETURNING seq, status, unread, assignee"
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
    Ok(sql.first(&query, &values)?.map(|mut row| (row.number(0), Standing::of(&mut row, 1))))
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

/// Takes a conversation out; the seq of that change and how it was. Whoever has not heard of it reads the list again.
pub fn remove(sql: &impl Sql, id: ConversationId) -> Result<Option<(Seq, Standing)>> {
    let seq = head(sql)? + 1;
    let query = "DELETE FROM list WHERE id = ? RETURNING status, unread, assignee";
    let Some(mut gone) = sql.first(query, &[id.to_string().into()])? else { return Ok(None) };
    sql::set_number(sql, SEQ_BASE, seq.into())?;
    sql::set_number(sql, FORGOTTEN, seq.into())?;
    Ok(Some((seq, Standing::of(&mut gone, 0))))
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

pub(super) fn status(name: &str) -> Status {
    let all = [Status::Waiting, Status::Open, Status::Snoozed];
    all.into_iter().find(|status| status.as_str() == name).unwrap_or(Status::Closed)
}

/// Changes after `after`, in order, as `(seq, summary JSON)`.
pub fn changes(sql: &impl Sql, after: Seq, limit: u32) -> Result<Vec<(Seq, String)>> {
    let query = "SELECT seq, summary FROM list WHERE seq > ? ORDER BY seq LIMIT ?";
    let rows = sql.exec(query, &[after.into(), limit.into()])?;
    Ok(rows.into_iter().map(|mut row| (row.number(0), row.text(1))).collect())
}

/// Whether an agent takes conversations is remembered however often they come and go.
pub fn availability(sql: &impl Sql, agent: AgentId) -> Result<Availability> {
    let away = sql.first("SELECT 1 FROM away WHERE agent_id = ?", &[agent.to_string().into()])?;
    Ok(if away.is_some() { Availability::Away } else { Availability::Available })
}

/// All who take no conversations.
pub fn away(sql: &impl Sql) -> Result<Vec<AgentId>> {
    let rows = sql.exec("SELECT agent_id FROM away", &[])?;
    Ok(rows.iter().filter_map(|row| row.optional_id(0)).collect())
}

/// False: it was so already.
pub fn set_availability(sql: &impl Sql, agent: AgentId, availability: Availability) -> Result<bool> {
    let query = match availability {
        Availability::Away => "INSERT INTO away (agent_id) VALUES (?) ON CONFLICT DO NOTHING RETURNING 1",
        Availability::Available => "DELETE FROM away WHERE agent_id = ? RETURNING 1",
    };
    Ok(sql.first(query, &[agent.to_string().into()])?.is_some())
}

/// Conversations that go on, whose visitor is here.
pub fn visitors_here(sql: &impl Sql) -> Result<u32> {
    let query = "SELECT COUNT(*) FROM list INDEXED BY list_here WHERE status <> 'closed' AND summary ->> '$.online'";
    Ok(sql.first(query, &[])?.map_or(0, |row| row.number(0)))
}

/// How many conversations D1 is behind with, and by how many entries.
pub fn behind(sql: &impl Sql) -> Result<(u32, u32)> {
    let row = sql.first("SELECT COUNT(*), SUM(behind) FROM list WHERE behind > 0", &[])?;
    Ok(row.map_or((0, 0), |row| (row.number(0), row.number(1))))
}

#[cfg(test)]
pub(super) mod testing {
    use uuid::Uuid;

    use super::*;
    use crate::{
        domain::{
            conversation::{Record, testing::record},
            heads::Heads,
        },
        platform::sql::testing::Memory,
        protocol::message::AgentRef,
    };

    pub const AGENTS: [Option<&str>; 3] =
        [Some("0190a5c8-1111-7000-8000-0000000000d1"), Some("0190a5c8-1111-7000-8000-0000000000d2"), None];

    pub fn list() -> Memory {
        let sql = Memory::default();
        migrate(&sql).unwrap();
        sql
    }

    pub fn id(n: u128) -> ConversationId {
        Uuid::from_u128(n).into()
    }

    pub fn told(change: impl FnOnce(&mut Record), updated_at: i64, revision: i64) -> Listed {
        let heads = Heads { updated_at: Timestamp::from_millis(updated_at), unread_by_agents: 1, ..Heads::default() };
        let mut record = record();
        change(&mut record);
        record.snapshot(&heads, false, revision).listed(0)
    }

    pub fn listed(n: u128, status: Status, updated_at: i64, revision: i64) -> Listed {
        told(|record| (record.id, record.status) = (id(n), status), updated_at, revision)
    }

    pub fn assigned(n: u128, status: Status, revision: i64, agent: Option<&str>) -> Listed {
        let agent = agent.map(|id| AgentRef { id: id.parse().unwrap(), name: "Ada".into(), avatar_url: None });
        let change = |record: &mut Record| (record.id, record.status, record.assignee) = (id(n), status, agent);
        told(change, 1_000, revision)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::{
        testing::{list, listed},
        *,
    };

    fn counts(sql: &impl Sql) -> Result<crate::protocol::frames::Counts> {
        Ok(crate::inbox::tally::Tally::of(sql)?.counts)
    }

    #[test]
    fn summaries_only_move_forward_and_the_same_again_is_no_change() {
        let sql = list();
        let told =
            |listed: &Listed| tell(&sql, listed).unwrap().map(|told| (told.seq, told.before.map(|was| was.status)));
        assert_eq!(told(&listed(1, Status::Open, 5_000, 5)), Some((1, None)));
        assert_eq!(told(&listed(1, Status::Open, 5_000, 5)), None);
        assert_eq!(told(&listed(1, Status::Waiting, 4_000, 4)), None, "late news");
        assert_eq!(told(&listed(1, Status::Closed, 6_000, 6)), Some((2, Some(Status::Open))));
        assert_eq!(counts(&sql).unwrap(), crate::protocol::frames::Counts::default());
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
        assert_eq!(counts(&sql).unwrap(), crate::protocol::frames::Counts::default());
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
