//! A room's SQLite: the log, which is the truth of the conversation, its record, and how far everyone has read.
//!
//! A message costs two rows: its own and the index that recognises it when it is sent again.

use std::collections::{HashMap, HashSet};

use super::{
    journal::{Draft, Key},
    notices::is_told,
};
use crate::{
    domain::{
        conversation::Record,
        heads::{self, Heads},
    },
    json::{FromJson, ToJson},
    platform::{
        json,
        sql::{self, Row, Sql, SqlError, Value},
    },
    protocol::{
        Seq,
        frames::Party,
        message::{Message, MessageKind, PartyKind, Sender},
    },
};

type Result<T> = std::result::Result<T, SqlError>;

/// Only ever grows at its end.
const MIGRATIONS: [&str; 3] = [
    "\
CREATE TABLE log (
  seq INTEGER PRIMARY KEY,
  sender TEXT NOT NULL,
  client_id TEXT,
  visible INTEGER NOT NULL,
  unread INTEGER NOT NULL,
  message TEXT NOT NULL,
  UNIQUE (sender, client_id)
);
CREATE TABLE record (one INTEGER PRIMARY KEY CHECK (one = 1), data TEXT NOT NULL);
CREATE TABLE marks (kind TEXT, id TEXT, read INTEGER NOT NULL, delivered INTEGER NOT NULL, PRIMARY KEY (kind, id))
WITHOUT ROWID;
",
    // The visitor's messages were under the customer's id, which a login changes. What was doubled by that stays as it is.
    "UPDATE OR IGNORE log SET sender = 'visitor' WHERE sender LIKE 'visitor:%'",
    // untold: agents are to be told of it, and the inbox has not been yet.
    "ALTER TABLE log ADD COLUMN untold INTEGER NOT NULL DEFAULT 0;
CREATE INDEX log_untold ON log (seq) WHERE untold = 1",
];

/// Who reads: visitors see less than agents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    Visitor,
    Agents,
}

impl From<PartyKind> for Audience {
    fn from(kind: PartyKind) -> Self {
        if kind == PartyKind::Visitor { Self::Visitor } else { Self::Agents }
    }
}

/// An entry as stored: its place and its JSON, ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    pub seq: Seq,
    pub json: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub reader: Party,
    pub read: Seq,
    pub delivered: Seq,
}

/// # Errors
/// When the database fails, as for all below.
pub fn migrate(sql: &impl Sql) -> Result<()> {
    sql::migrate(sql, &MIGRATIONS)
}

/// Has a conversation been started in this database?
pub fn exists(sql: &impl Sql) -> Result<bool> {
    Ok(sql.first("SELECT 1 FROM sqlite_master WHERE name = 'record'", &[])?.is_some())
}

pub fn record(sql: &impl Sql) -> Result<Option<Record>> {
    let Some(mut row) = sql.first("SELECT data FROM record", &[])? else { return Ok(None) };
    parse(&row.text(0)).map(Some)
}

pub fn save(sql: &impl Sql, record: &Record) -> Result<()> {
    let query = "INSERT INTO record (one, data) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET data = excluded.data";
    sql.run(query, &[json::write(record).into()])
}

/// Writes all of these, whose seqs follow one another, by one statement, or none.
pub fn append(sql: &impl Sql, messages: &[Message]) -> Result<Vec<Stored>> {
    let stored = messages.iter().map(|message| Stored { seq: message.seq, json: json::write(message) });
    let stored = stored.collect::<Vec<_>>();
    match messages {
        [] => {}
        [message] => append_one(sql, message, &stored[0].json)?,
        _ => append_many(sql, messages, &stored)?,
    }
    Ok(stored)
}

/// Most come alone: for one, lists would take longer than the writing.
fn append_one(sql: &impl Sql, message: &Message, json: &str) -> Result<()> {
    let query =
        "INSERT INTO log (seq, sender, client_id, visible, unread, untold, message) VALUES (?, ?, ?, ?, ?, ?, ?)";
    let values = [
        message.seq.into(),
        sender_key(&message.sender).into(),
        message.client_id.map(|id| id.to_string()).into(),
        message.visible_to_visitor().into(),
        counts_as_unread(message).into(),
        is_told(message).into(),
        json.into(),
    ];
    sql.run(query, &values)
}

/// Lists side by side: the messages are neither quoted nor taken apart once more.
fn append_many(sql: &impl Sql, messages: &[Message], stored: &[Stored]) -> Result<()> {
    let query = "INSERT INTO log (seq, sender, client_id, visible, unread, untold, message)
        SELECT ?1 + key, ?2 ->> key, ?3 ->> key, ?4 ->> key, ?5 ->> key, ?6 ->> key, value FROM json_each(?7)";
    let values = [
        messages[0].seq.into(),
        each(messages, |message| sender_key(&message.sender)),
        each(messages, |message| message.client_id),
        each(messages, Message::visible_to_visitor),
        each(messages, counts_as_unread),
        each(messages, is_told),
        list(stored.iter().map(|entry| &*entry.json)).into(),
    ];
    sql.run(query, &values)
}

fn each<T: ToJson>(messages: &[Message], of: impl Fn(&Message) -> T) -> Value {
    json::write(&messages.iter().map(of).collect::<Vec<_>>()).into()
}

/// What these senders wrote under these client ids, however long ago.
pub fn find(sql: &impl Sql, drafts: &[Draft]) -> Result<HashMap<Key, Message>> {
    let keys: HashSet<Key> = drafts.iter().map(Draft::key).collect();
    let rows = match Vec::from_iter(&keys)[..] {
        [(sender, client_id)] => {
            let query = "SELECT message FROM log WHERE sender = ? AND client_id = ?";
            sql.exec(query, &[(&**sender).into(), client_id.to_string().into()])?
        }
        ref keys => {
            let query = "SELECT log.message FROM json_each(?) AS asked CROSS JOIN log
                WHERE log.sender = asked.value ->> 0 AND log.client_id = asked.value ->> 1";
            sql.exec(query, &[json::write(&keys).into()])?
        }
    };
    let messages = rows.into_iter().map(|mut row| parse::<Message>(&row.text(0)));
    let keyed = messages.filter_map(|message| match message {
        Ok(message) => message.client_id.map(|id| Ok(((sender_key(&message.sender), id), message))),
        Err(error) => Some(Err(error)),
    });
    keyed.collect()
}

fn list<'a>(items: impl Iterator<Item = &'a str>) -> String {
    let mut list = String::from("[");
    for (index, item) in items.enumerate() {
        list.push_str(if index == 0 { "" } else { "," });
        list.push_str(item);
    }
    list.push(']');
    list
}

/// Entries after `after` that this audience may see, in order.
pub fn after(sql: &impl Sql, audience: Audience, after: Seq, limit: u32) -> Result<Vec<Stored>> {
    let query = match audience {
        Audience::Agents => "SELECT seq, message FROM log WHERE seq > ? ORDER BY seq LIMIT ?",
        Audience::Visitor => "SELECT seq, message FROM log WHERE seq > ? AND visible = 1 ORDER BY seq LIMIT ?",
    };
    Ok(sql.exec(query, &[after.into(), limit.into()])?.into_iter().map(stored).collect())
}

/// How many entries after `after` there are to catch up with, and their bytes; counted up to `limit`.
pub fn missed(sql: &impl Sql, audience: Audience, after: Seq, limit: u32) -> Result<(u32, u32)> {
    let query = match audience {
        Audience::Agents => {
            "SELECT COUNT(*), SUM(n) FROM (SELECT LENGTH(message) AS n FROM log WHERE seq > ? ORDER BY seq LIMIT ?)"
        }
        Audience::Visitor => {
            "SELECT COUNT(*), SUM(n) FROM
                (SELECT LENGTH(message) AS n FROM log WHERE seq > ? AND visible = 1 ORDER BY seq LIMIT ?)"
        }
    };
    let row = sql.first(query, &[after.into(), limit.into()])?;
    Ok(row.map_or((0, 0), |row| (row.number(0), row.number(1))))
}

/// The next entries after `after` as the inside of one JSON list, and the last seq of them; at most so many entries and
/// bytes, though one however large. SQLite puts them together: row by row they would cost five times as much.
pub fn tail(sql: &impl Sql, after: Seq, entries: u32, bytes: u32) -> Result<Option<(String, Seq)>> {
    let query = "WITH next AS (SELECT seq, message FROM log WHERE seq > ?1 ORDER BY seq LIMIT ?2),
            measured AS (SELECT *, SUM(OCTET_LENGTH(message) + 1) OVER (ORDER BY seq) AS bytes FROM next)
        SELECT GROUP_CONCAT(message), MAX(seq) FROM measured WHERE bytes <= ?3 OR seq = ?1 + 1 HAVING COUNT(*) > 0";
    let row = sql.first(query, &[after.into(), entries.into(), bytes.into()])?;
    Ok(row.map(|mut row| (row.text(0), row.number(1))))
}

/// Entries that agents are to be told of, in order.
pub fn untold(sql: &impl Sql, limit: u32) -> Result<Vec<Message>> {
    let query = "SELECT message FROM log WHERE untold = 1 ORDER BY seq LIMIT ?";
    let mut messages = Vec::new();
    for mut row in sql.exec(query, &[limit.into()])? {
        messages.push(parse(&row.text(0))?);
    }
    Ok(messages)
}

/// The inbox has been told of what there is up to `seq`.
pub fn told(sql: &impl Sql, seq: Seq) -> Result<()> {
    sql.run("UPDATE log SET untold = 0 WHERE untold = 1 AND seq <= ?", &[seq.into()])
}

/// What agents have said after `after` and after the visitor's last message, in order; the last of it.
pub fn unseen(sql: &impl Sql, after: Seq, limit: u32) -> Result<Vec<Message>> {
    let query = "SELECT message FROM log WHERE seq > ? AND unread != 0 ORDER BY seq DESC LIMIT ?";
    let mut messages = Vec::new();
    for mut row in sql.exec(query, &[after.into(), limit.into()])? {
        let message: Message = parse(&row.text(0))?;
        match message.sender.kind {
            PartyKind::Visitor => break,
            PartyKind::Agent => messages.push(message),
            PartyKind::Bot | PartyKind::System => {}
        }
    }
    messages.reverse();
    Ok(messages)
}

/// The last entries before `before`, in order.
pub fn before(sql: &impl Sql, audience: Audience, before: Seq, limit: u32) -> Result<Vec<Stored>> {
    let query = match audience {
        Audience::Agents => "SELECT seq, message FROM log WHERE seq < ? ORDER BY seq DESC LIMIT ?",
        Audience::Visitor => "SELECT seq, message FROM log WHERE seq < ? AND visible = 1 ORDER BY seq DESC LIMIT ?",
    };
    let mut entries: Vec<_> = sql.exec(query, &[before.into(), limit.into()])?.into_iter().map(stored).collect();
    entries.reverse();
    Ok(entries)
}

/// The last seq up to `seq` that this audience may see.
pub fn prev(sql: &impl Sql, audience: Audience, seq: Seq) -> Result<Seq> {
    Ok(before(sql, audience, seq.saturating_add(1), 1)?.first().map_or(0, |entry| entry.seq))
}

pub fn marks(sql: &impl Sql) -> Result<Vec<Mark>> {
    let rows = sql.exec("SELECT kind, id, read, delivered FROM marks", &[])?;
    Ok(rows
        .into_iter()
        .map(|mut row| Mark {
            reader: Party { kind: party_kind(&row.text(0)), id: row.text(1) },
            read: row.number(2),
            delivered: row.number(3),
        })
        .collect())
}

pub fn set_mark(sql: &impl Sql, mark: &Mark) -> Result<()> {
    let query = "INSERT INTO marks (kind, id, read, delivered) VALUES (?, ?, ?, ?)
        ON CONFLICT (kind, id) DO UPDATE SET read = excluded.read, delivered = excluded.delivered";
    let values =
        [mark.reader.kind.as_str().into(), mark.reader.id.clone().into(), mark.read.into(), mark.delivered.into()];
    sql.run(query, &values)
}

/// Where the log ends, read back from it.
pub fn heads(sql: &impl Sql, marks: &[Mark]) -> Result<Heads> {
    let Some(last) = before(sql, Audience::Agents, Seq::MAX, 1)?.pop() else { return Ok(Heads::default()) };
    let mut heads = Heads { all: last.seq, ..Heads::default() };
    heads.updated_at = parse::<Message>(&last.json)?.created_at;
    heads.visible = prev(sql, Audience::Visitor, last.seq)?;
    if let Some(mut row) = sql.first("SELECT message FROM log WHERE unread != 0 ORDER BY seq DESC LIMIT 1", &[])? {
        heads.last_message = Some(heads::preview(&parse(&row.text(0))?));
    }
    heads.unread_by_agents = unread_by(sql, Audience::Agents, read_by(marks, Audience::Agents))?;
    heads.unread_by_visitor = unread_by(sql, Audience::Visitor, read_by(marks, Audience::Visitor))?;
    Ok(heads)
}

/// How far this side has read: agents answer together.
#[must_use]
pub fn read_by(marks: &[Mark], audience: Audience) -> Seq {
    let of_audience = |mark: &&Mark| Audience::from(mark.reader.kind) == audience;
    marks.iter().filter(of_audience).map(|mark| mark.read).max().unwrap_or(0)
}

const UNREAD_BY_AGENTS: i64 = 1;
const UNREAD_BY_VISITOR: i64 = 2;

/// Who has to read it: 0 nobody, 1 the agents, 2 the visitor.
fn counts_as_unread(message: &Message) -> i64 {
    match (message.kind, message.sender.kind) {
        (MessageKind::Event | MessageKind::Note, _) => 0,
        (_, PartyKind::Visitor) => UNREAD_BY_AGENTS,
        _ => UNREAD_BY_VISITOR,
    }
}

/// How many messages after `read` this side has yet to read.
pub fn unread_by(sql: &impl Sql, audience: Audience, read: Seq) -> Result<u32> {
    let side = match audience {
        Audience::Agents => UNREAD_BY_AGENTS,
        Audience::Visitor => UNREAD_BY_VISITOR,
    };
    let row = sql.first("SELECT COUNT(*) FROM log WHERE seq > ? AND unread = ?", &[read.into(), side.into()])?;
    Ok(row.map_or(0, |row| row.number(0)))
}

/// Who sent it, as far as that tells two messages apart. A conversation has one visitor, though a login gives them another
/// id.
#[must_use]
pub fn sender_key(sender: &Sender) -> String {
    let kind = sender.kind.as_str();
    if sender.kind == PartyKind::Visitor { kind.into() } else { format!("{kind}:{}", sender.id) }
}

fn party_kind(name: &str) -> PartyKind {
    [PartyKind::Visitor, PartyKind::Agent, PartyKind::Bot]
        .into_iter()
        .find(|kind| kind.as_str() == name)
        .unwrap_or(PartyKind::System)
}

fn stored(mut row: Row) -> Stored {
    Stored { seq: row.number(0), json: row.text(1) }
}

fn parse<T: FromJson>(text: &str) -> Result<T> {
    json::read(text).map_err(|error| SqlError(format!("stored JSON: {error}")))
}

impl From<PartyKind> for Value {
    fn from(kind: PartyKind) -> Self {
        kind.as_str().into()
    }
}
