//! Who is to get which conversation, in the inbox's SQLite.
//!
//! A claim is written before its room is told, and stays until the room's state answers it: an object that vanishes in
//! between finds it again. A claim with an agent gives the conversation to them; one without takes it from `agent_id`.

use crate::{
    domain::{
        outbox::{backoff, earliest},
        routing::{Candidate, Queued, Routes},
    },
    json,
    platform::sql::{self, Row, Sql, SqlError},
    protocol::{AgentId, ConversationId, DepartmentId, Timestamp, message::AgentRef},
};

type Result<T> = std::result::Result<T, SqlError>;

/// At one time; others have their turn right after.
const MOST: u32 = 50;
const AT_ONCE: u32 = 20;
/// Milliseconds until it is looked again whether somebody waits, should nobody have said so.
const LOOK_AGAIN: i64 = 60_000;
const LEARNED_AT: &str = "routes_learned_at";

/// A conversation that a room is to be told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    pub conversation: ConversationId,
    pub agent: AgentId,
    /// Who gets it; `None`: it is taken from them.
    pub to: Option<AgentRef>,
    pub failures: u32,
}

/// What of a conversation decides who is given what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    is_queued: bool,
    department: Option<String>,
    holder: Option<String>,
    owed_by: Option<String>,
}

/// # Errors
/// When the database fails, as for all below.
pub fn routes(sql: &impl Sql) -> Result<Option<Routes>> {
    let Some(mut row) = sql.first("SELECT data FROM routes WHERE one = 1", &[])? else { return Ok(None) };
    json::read(row.text(0)).map(Some).map_err(|error| SqlError(format!("stored routes: {error}")))
}

pub fn learned_at(sql: &impl Sql) -> Result<Timestamp> {
    Ok(Timestamp::from_millis(sql::number(sql, LEARNED_AT)?))
}

pub fn set_learned_at(sql: &impl Sql, at: Timestamp) -> Result<()> {
    sql::set_number(sql, LEARNED_AT, at.millis())
}

pub fn set_routes(sql: &impl Sql, routes: &Routes) -> Result<()> {
    let query = "INSERT INTO routes (one, data) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET data = excluded.data";
    sql.run(query, &[json::write(routes).into()])
}

pub fn place(sql: &impl Sql, id: ConversationId) -> Result<Place> {
    let query = "SELECT queued_at IS NOT NULL, department_id,
            CASE WHEN status IN ('waiting', 'open') THEN assignee_id END, owed_by
        FROM list WHERE id = ?";
    let row = sql.first(query, &[id.to_string().into()])?;
    let place = |mut row: Row| Place {
        is_queued: row.integer(0) != 0,
        department: row.optional(1),
        holder: row.optional(2),
        owed_by: row.optional(3),
    };
    Ok(row.map(place).unwrap_or_default())
}

/// A claim that a conversation's state has answered is done.
pub fn settle(sql: &impl Sql, id: ConversationId) -> Result<()> {
    let query = "DELETE FROM claims WHERE conversation_id = ?1 AND NOT EXISTS (SELECT 1 FROM list WHERE id = ?1
        AND CASE WHEN claims.agent IS NULL THEN owed_by = claims.agent_id ELSE queued_at IS NOT NULL END)";
    sql.run(query, &[id.to_string().into()])
}

pub fn drop_claim(sql: &impl Sql, id: ConversationId) -> Result<()> {
    sql.run("DELETE FROM claims WHERE conversation_id = ?", &[id.to_string().into()])
}

/// What nobody has where conversations are routed, the oldest of each department.
fn queue(sql: &impl Sql, routes: &Routes) -> Result<Vec<Queued>> {
    let mut queue = Vec::new();
    for department in routes.routed() {
        let query = "SELECT id, queued_at FROM list WHERE queued_at IS NOT NULL AND department_id IS ?
                AND NOT EXISTS (SELECT 1 FROM claims WHERE conversation_id = list.id)
            ORDER BY queued_at LIMIT ?";
        for mut row in sql.exec(query, &[text(department).into(), MOST.into()])? {
            queue.push(Queued { id: row.id(0)?, department, since: row.text(1) });
        }
    }
    Ok(queue)
}

fn text(department: Option<DepartmentId>) -> Option<String> {
    department.map(|id| id.to_string())
}

/// These agents, with what they have and what they are about to get.
fn candidates(sql: &impl Sql, agents: &[AgentId]) -> Result<Vec<Candidate>> {
    let query = "SELECT value,
            (SELECT COUNT(*) FROM list WHERE assignee_id = value AND status IN ('waiting', 'open'))
                + (SELECT COUNT(*) FROM claims WHERE agent_id = value AND agent IS NOT NULL),
            (SELECT turn FROM turns WHERE agent_id = value)
        FROM json_each(?)";
    let rows = sql.exec(query, &[json::write(&agents).into()])?;
    rows.into_iter().map(|row| Ok(Candidate { agent: row.id(0)?, load: row.number(1), turn: row.integer(2) })).collect()
}

/// Gives a conversation to an agent. Nobody else gets it while this lasts.
fn give(sql: &impl Sql, id: ConversationId, agent: &AgentRef, now: Timestamp) -> Result<()> {
    let query = "INSERT INTO turns (agent_id, turn) SELECT ?1, COALESCE(MAX(turn), 0) + 1 FROM turns WHERE true
        ON CONFLICT (agent_id) DO UPDATE SET turn = excluded.turn";
    sql.run(query, &[agent.id.to_string().into()])?;
    claim(sql, id, agent.id, Some(json::write(agent)), now)
}

fn claim(sql: &impl Sql, id: ConversationId, agent: AgentId, to: Option<String>, now: Timestamp) -> Result<()> {
    let query = "INSERT INTO claims (conversation_id, agent_id, agent, due_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (conversation_id) DO NOTHING";
    sql.run(query, &[id.to_string().into(), agent.to_string().into(), to.into(), now.millis().into()])
}

/// Takes from an agent what waits for them where conversations are routed.
fn take_back(sql: &impl Sql, routes: &Routes, agent: AgentId, now: Timestamp) -> Result<()> {
    for department in routes.routed() {
        let query = "SELECT id FROM list WHERE owed_by = ? AND department_id IS ?
                AND NOT EXISTS (SELECT 1 FROM claims WHERE conversation_id = list.id) LIMIT ?";
        let values = [agent.to_string().into(), text(department).into(), MOST.into()];
        for row in sql.exec(query, &values)? {
            claim(sql, row.id(0)?, agent, None, now)?;
        }
    }
    Ok(())
}

/// When the next room is to be told.
fn due(sql: &impl Sql) -> Result<Option<Timestamp>> {
    let row = sql.first("SELECT due_at FROM claims ORDER BY due_at LIMIT 1", &[])?;
    Ok(row.map(|row| row.time(0)))
}

/// Claims whose rooms are to be told now. Each is due again later, should nothing come of it.
pub fn take_due(sql: &impl Sql, now: Timestamp) -> Result<Vec<Claim>> {
    let query =
        "SELECT conversation_id, agent_id, failures, agent FROM claims WHERE due_at <= ? ORDER BY due_at LIMIT ?";
    let mut claims = Vec::new();
    for mut row in sql.exec(query, &[now.millis().into(), AT_ONCE.into()])? {
        let to = row.optional(3).map(json::read).transpose();
        let to = to.map_err(|error| SqlError(format!("stored claim: {error}")))?;
        let claim = Claim { conversation: row.id(0)?, agent: row.id(1)?, to, failures: row.number(2) };
        let again = now.plus(backoff(claim.failures + 1));
        let query = "UPDATE claims SET due_at = ?, failures = failures + 1 WHERE conversation_id = ?";
        sql.run(query, &[again.millis().into(), claim.conversation.to_string().into()])?;
        claims.push(claim);
    }
    Ok(claims)
}

/// Whether an agent is here and takes conversations, from now on.
pub fn note_presence(sql: &impl Sql, agent: AgentId, is_there: bool, now: Timestamp) -> Result<()> {
    let agent = agent.to_string();
    if is_there {
        return sql.run("DELETE FROM absent WHERE agent_id = ?", &[agent.into()]);
    }
    let query = "INSERT INTO absent (agent_id, since) VALUES (?, ?) ON CONFLICT (agent_id) DO NOTHING";
    sql.run(query, &[agent.into(), now.millis().into()])
}

/// Whom somebody waits for, and since when they have been gone, if they are.
fn owing(sql: &impl Sql) -> Result<Vec<(AgentId, Option<Timestamp>)>> {
    let query = "SELECT owed_by, (SELECT since FROM absent WHERE agent_id = owed_by)
        FROM list WHERE owed_by IS NOT NULL GROUP BY owed_by";
    let rows = sql.exec(query, &[])?;
    rows.into_iter().map(|row| Ok((row.id(0)?, Some(row.time(1)).filter(|since| since.millis() > 0)))).collect()
}

/// Does anybody wait at all?
fn is_pending(sql: &impl Sql) -> Result<bool> {
    let query = "SELECT EXISTS (SELECT 1 FROM list WHERE queued_at IS NOT NULL)
        OR EXISTS (SELECT 1 FROM list WHERE owed_by IS NOT NULL)";
    Ok(sql.first(query, &[])?.is_some_and(|row| row.integer(0) != 0))
}

/// Takes from those who have been gone for too long, and gives what nobody has to those who are here and take it. When to
/// look again.
pub fn route(sql: &impl Sql, routes: &Routes, here: &[AgentRef], now: Timestamp) -> Result<Option<Timestamp>> {
    if routes.routed().is_empty() {
        return due(sql);
    }
    let mut again = is_pending(sql)?.then(|| now.plus(LOOK_AGAIN));
    for (agent, since) in owing(sql)? {
        let is_there = here.iter().any(|present| present.id == agent);
        if is_there != since.is_none() {
            note_presence(sql, agent, is_there, now)?;
        }
        if is_there {
            continue;
        }
        let gone_at = routes.gone_at(since.unwrap_or(now));
        if gone_at > now {
            again = earliest(&[again, Some(gone_at)]);
        } else {
            take_back(sql, routes, agent, now)?;
        }
    }
    let agents: Vec<AgentId> = here.iter().map(|agent| agent.id).collect();
    for (id, chosen) in routes.plan(queue(sql, routes)?, candidates(sql, &agents)?) {
        if let Some(agent) = here.iter().find(|agent| agent.id == chosen) {
            give(sql, id, agent, now)?;
        }
    }
    Ok(earliest(&[again, due(sql)?]))
}

#[cfg(test)]
#[path = "claims_tests.rs"]
mod tests;
