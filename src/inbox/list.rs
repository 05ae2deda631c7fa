//! The live list in the inbox's SQLite.

use crate::{
    domain::conversation::Snapshot,
    platform::sql::{self, Row, Sql, SqlError, Value},
    protocol::{ConversationId, Seq, conversation::Status, frames::Counts},
};

type Result<T> = std::result::Result<T, SqlError>;

/// Only ever grows at its end.
const MIGRATIONS: [&str; 1] = ["\
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
"];

/// # Errors
/// When the database fails, as for all below.
pub fn migrate(sql: &impl Sql) -> Result<()> {
    sql::migrate(sql, &MIGRATIONS)
}

/// The seq of the latest change.
pub fn head(sql: &impl Sql) -> Result<Seq> {
    Ok(sql.first("SELECT MAX(seq) FROM list", &[])?.map_or(0, |row| row.number(0)))
}

/// Takes over a summary that is not older than what is there. The change's seq, or `None` if nothing changed.
pub fn tell(sql: &impl Sql, snapshot: &Snapshot) -> Result<Option<Seq>> {
    let seq = head(sql)? + 1;
    let query = "INSERT INTO list (id, seq, revision, status, unread, updated_at, summary) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, revision = excluded.revision, status = excluded.status,
            unread = excluded.unread, updated_at = excluded.updated_at, summary = excluded.summary
        WHERE excluded.revision >= list.revision AND excluded.summary != list.summary
        RETURNING seq";
    let values = [
        snapshot.id.to_string().into(),
        seq.into(),
        snapshot.revision.into(),
        snapshot.status.as_str().into(),
        snapshot.unread.into(),
        snapshot.updated_at.millis().into(),
        snapshot.summary.get().into(),
    ];
    Ok(sql.first(query, &values)?.map(|row| row.number(0)))
}

/// Changes after `after`, in order, as `(seq, summary JSON)`.
pub fn changes(sql: &impl Sql, after: Seq, limit: u32) -> Result<Vec<(Seq, String)>> {
    let query = "SELECT seq, summary FROM list WHERE seq > ? ORDER BY seq LIMIT ?";
    let rows = sql.exec(query, &[after.into(), limit.into()])?;
    Ok(rows.into_iter().map(|mut row| (row.number(0), row.text(1))).collect())
}

/// Where a page ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    updated_at: i64,
    id: ConversationId,
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.updated_at, self.id)
    }
}

impl std::str::FromStr for Cursor {
    type Err = ();
    fn from_str(text: &str) -> std::result::Result<Self, ()> {
        let (updated_at, id) = text.split_once('.').ok_or(())?;
        Ok(Self { updated_at: updated_at.parse().map_err(drop)?, id: id.parse().map_err(drop)? })
    }
}

/// A page of these statuses, latest activity first, and where the next one starts.
pub fn page(
    sql: &impl Sql,
    statuses: &[Status],
    after: Option<Cursor>,
    limit: u32,
) -> Result<(Vec<String>, Option<Cursor>)> {
    let (before, id) =
        after.map_or((i64::MAX >> 11, String::new()), |cursor| (cursor.updated_at, cursor.id.to_string()));
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
    let next = rows
        .last()
        .filter(|_| more)
        .and_then(|(_, (updated_at, id))| id.parse().ok().map(|id| Cursor { updated_at: *updated_at, id }));
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
        let (number, unread) = (row.number(1), row.number(2));
        match row.text(0).as_str() {
            "waiting" => (counts.waiting, counts.unread) = (number, counts.unread + unread),
            "open" => (counts.open, counts.unread) = (number, counts.unread + unread),
            "snoozed" => counts.snoozed = number,
            _ => {}
        }
    }
    Ok(counts)
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
        protocol::{Timestamp, conversation::Conversation},
    };

    fn list() -> Memory {
        let sql = Memory::default();
        migrate(&sql).unwrap();
        sql
    }

    fn snapshot(id: u128, status: Status, updated_at: i64, revision: i64) -> Snapshot {
        let heads = Heads { updated_at: Timestamp::from_millis(updated_at), unread_by_agents: 1, ..Heads::default() };
        let record = Record { id: Uuid::from_u128(id).into(), status, ..record() };
        record.snapshot(&heads, false, revision).unwrap()
    }

    #[test]
    fn summaries_only_move_forward_and_the_same_again_is_no_change() {
        let sql = list();
        assert_eq!(tell(&sql, &snapshot(1, Status::Open, 5_000, 5)).unwrap(), Some(1));
        assert_eq!(tell(&sql, &snapshot(1, Status::Open, 5_000, 5)).unwrap(), None);
        assert_eq!(tell(&sql, &snapshot(1, Status::Waiting, 4_000, 4)).unwrap(), None, "late news");
        assert_eq!(tell(&sql, &snapshot(1, Status::Closed, 6_000, 6)).unwrap(), Some(2));
        assert_eq!(counts(&sql).unwrap(), Counts::default());
    }

    #[test]
    fn an_agent_who_was_away_gets_the_latest_state_of_what_changed() {
        let sql = list();
        for (id, revision) in [(1, 1), (2, 1), (1, 2), (3, 1)] {
            tell(&sql, &snapshot(id, Status::Open, 1_000 + revision, revision)).unwrap();
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
            tell(&sql, &snapshot(n.into(), status, 2_000 + i64::from(n / 3), 1)).unwrap();
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
        assert!("x.y".parse::<Cursor>().is_err());
    }

    #[test]
    fn counts_by_status_and_unread() {
        let sql = list();
        for (id, status) in [(1, Status::Open), (2, Status::Open), (3, Status::Waiting), (4, Status::Snoozed)] {
            tell(&sql, &snapshot(id, status, 1_000, 1)).unwrap();
        }
        assert_eq!(counts(&sql).unwrap(), Counts { waiting: 1, open: 2, snoozed: 1, unread: 3 });
    }
}
