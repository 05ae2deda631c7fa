//! Who is to get which conversation, in the inbox's SQLite.
//!
//! A claim is written before its room is told, and stays until the room's state answers it: an object that vanishes in
//! between finds it again. A claim gives a conversation to an agent, takes it from them while somebody waits, or releases it:
//! they are gone for good.

use super::commands::Route;
use crate::{
    domain::{
        outbox::{backoff, earliest},
        routing::{Candidate, Queued, Routes},
    },
    json,
    platform::sql::{self, Row, Sql, SqlError, Value},
    protocol::{AgentId, ConversationId, OrganizationId, Timestamp, message::AgentRef, span::MINUTE},
};

type Result<T> = std::result::Result<T, SqlError>;

/// At one time; others have their turn right after.
const MOST: u32 = 50;
const AT_ONCE: u32 = 20;
/// Milliseconds until it is looked again whether somebody waits, should nobody have said so.
const LOOK_AGAIN: i64 = MINUTE;
const LEARNED_AT: &str = "routes_learned_at";

/// What a room is to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    pub conversation: ConversationId,
    pub agent: AgentId,
    pub kind: Kind,
    pub failures: u32,
    /// A written `Route`.
    pub command: String,
}

/// As the database has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Takes = 0,
    Gives = 1,
    Releases = 2,
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

/// As D1 wrote them.
pub fn set_routes(sql: &impl Sql, routes: &str) -> Result<()> {
    let query = "INSERT INTO routes (one, data) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET data = excluded.data";
    sql.run(query, &[routes.into()])
}

/// What of a conversation decides who is given what, to be compared with what it was.
pub fn place(sql: &impl Sql, id: ConversationId) -> Result<Option<String>> {
    let query = "SELECT json_array(queued_at IS NOT NULL, department_id,
            CASE WHEN status IN ('waiting', 'open') THEN assignee END, owed_by)
        FROM list WHERE id = ?";
    Ok(sql.first(query, &[id.to_string().into()])?.map(|mut row| row.text(0)))
}

/// A claim that a conversation's state has answered is done.
pub fn settle(sql: &impl Sql, id: ConversationId) -> Result<()> {
    let query = "DELETE FROM claims WHERE conversation_id = ?1 AND NOT EXISTS (SELECT 1 FROM list WHERE id = ?1
        AND CASE claims.gives WHEN 1 THEN queued_at IS NOT NULL WHEN 0 THEN owed_by = claims.agent_id
            ELSE assignee = claims.agent_id AND status != 'closed' END)";
    sql.run(query, &[id.to_string().into()])
}

pub fn drop_claim(sql: &impl Sql, id: ConversationId) -> Result<()> {
    sql.run("DELETE FROM claims WHERE conversation_id = ?", &[id.to_string().into()])
}

/// What nobody has where conversations are routed, the one first that has waited longest.
fn queue(sql: &impl Sql, routed: &Value) -> Result<Vec<Queued>> {
    let query = "SELECT id, department_id FROM list
        WHERE queued_at IS NOT NULL AND COALESCE(department_id, '') IN (SELECT value FROM json_each(?))
            AND NOT EXISTS (SELECT 1 FROM claims WHERE conversation_id = list.id)
        ORDER BY queued_at, id LIMIT ?";
    let mut queue = Vec::new();
    for row in sql.exec(query, &[routed.clone(), MOST.into()])? {
        queue.push(Queued { id: row.id(0)?, department: row.optional_id(1) });
    }
    Ok(queue)
}

/// Those who are here, with what they have and what they are about to get.
fn candidates(sql: &impl Sql, here: &[AgentRef]) -> Result<Vec<Candidate>> {
    let query = "SELECT (SELECT COUNT(*) FROM list INDEXED BY list_by_assignee
            WHERE assignee = ?1 AND status IN ('waiting', 'open'))
            + (SELECT COUNT(*) FROM claims WHERE agent_id = ?1 AND gives = 1),
        (SELECT turn FROM turns WHERE agent_id = ?1)";
    let mut candidates = Vec::new();
    for agent in here {
        let row = sql.first(query, &[agent.id.to_string().into()])?.unwrap_or_default();
        candidates.push(Candidate { agent: agent.id, load: row.number(0), turn: row.integer(1) });
    }
    Ok(candidates)
}

/// Gives a conversation to an agent. Nobody else gets it while this lasts.
fn give(sql: &impl Sql, id: ConversationId, agent: &AgentRef, command: &str, now: Timestamp) -> Result<()> {
    let query = "INSERT INTO turns (agent_id, turn) SELECT ?1, COALESCE(MAX(turn), 0) + 1 FROM turns WHERE true
        ON CONFLICT (agent_id) DO UPDATE SET turn = excluded.turn";
    let agent = Value::from(agent.id.to_string());
    sql.run(query, std::slice::from_ref(&agent))?;
    let query = "INSERT INTO claims (conversation_id, agent_id, gives, command, due_at) VALUES (?, ?, 1, ?, ?)
        ON CONFLICT (conversation_id) DO NOTHING";
    sql.run(query, &[id.to_string().into(), agent, command.into(), now.millis().into()])
}

/// Takes from an agent what waits for them where conversations are routed.
fn take_back(sql: &impl Sql, routed: &Value, agent: AgentId, command: &str, now: Timestamp) -> Result<()> {
    let query = "INSERT INTO claims (conversation_id, agent_id, gives, command, due_at)
        SELECT id, ?1, 0, ?2, ?3 FROM list
        WHERE owed_by = ?1 AND COALESCE(department_id, '') IN (SELECT value FROM json_each(?4))
        ON CONFLICT (conversation_id) DO NOTHING";
    sql.run(query, &[agent.to_string().into(), command.into(), now.millis().into(), routed.clone()])
}

/// All that an agent has goes to nobody, and they are about to get nothing more.
pub fn release(sql: &impl Sql, agent: AgentId, command: &str, now: Timestamp) -> Result<()> {
    let agent = agent.to_string();
    sql.run("DELETE FROM claims WHERE agent_id = ?", &[agent.clone().into()])?;
    let query = "INSERT INTO claims (conversation_id, agent_id, gives, command, due_at)
        SELECT id, ?1, 2, ?2, ?3 FROM list WHERE assignee = ?1 AND status IN ('waiting', 'open', 'snoozed')
        ON CONFLICT (conversation_id) DO UPDATE SET agent_id = excluded.agent_id, gives = 2, command = excluded.command,
            due_at = excluded.due_at, failures = 0";
    sql.run(query, &[agent.into(), command.into(), now.millis().into()])
}

/// When the next room is to be told.
fn due(sql: &impl Sql) -> Result<Option<Timestamp>> {
    let row = sql.first("SELECT due_at FROM claims WHERE due_at > 0 ORDER BY due_at LIMIT 1", &[])?;
    Ok(row.map(|row| row.time(0)))
}

/// Claims whose rooms are to be told now. Each is due again later, should nothing come of it.
pub fn take_due(sql: &impl Sql, now: Timestamp) -> Result<Vec<Claim>> {
    let query = "SELECT conversation_id, agent_id, gives, failures, command FROM claims
        WHERE due_at <= ? ORDER BY due_at LIMIT ?";
    let mut claims = Vec::new();
    for mut row in sql.exec(query, &[now.millis().into(), AT_ONCE.into()])? {
        let kind = match row.integer(2) {
            0 => Kind::Takes,
            1 => Kind::Gives,
            _ => Kind::Releases,
        };
        let (failures, command) = (row.number(3), row.text(4));
        let claim = Claim { conversation: row.id(0)?, agent: row.id(1)?, kind, failures, command };
        let again = now.plus(backoff(failures + 1));
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

/// Whom somebody waits for, and since when they have been gone, if they are: 0 is never.
fn owing(sql: &impl Sql) -> Result<Vec<Row>> {
    let query = "SELECT owed_by, (SELECT since FROM absent WHERE agent_id = owed_by)
        FROM list WHERE owed_by IS NOT NULL GROUP BY owed_by";
    sql.exec(query, &[])
}

/// Does anybody wait at all?
fn is_pending(sql: &impl Sql) -> Result<bool> {
    let query = "SELECT EXISTS (SELECT 1 FROM list WHERE queued_at > '')
        OR EXISTS (SELECT 1 FROM list WHERE owed_by > '')";
    Ok(sql.first(query, &[])?.is_some_and(|row| row.integer(0) != 0))
}

/// Whose conversations these are.
pub struct Team<'a> {
    pub organization: OrganizationId,
    pub routes: &'a Routes,
    /// Who takes conversations now.
    pub here: &'a [AgentRef],
}

impl Team<'_> {
    fn command(&self, from: Option<AgentId>, to: Option<AgentRef>) -> String {
        json::write(&Route { organization_id: self.organization, from, to, gone: false })
    }

    /// The departments that route, as a list for a query.
    fn routed(&self) -> Value {
        let mut names = Vec::new();
        for department in self.routes.routed() {
            names.push(department.map_or_else(String::new, |id| id.to_string()));
        }
        json::write(&names).into()
    }
}

/// Takes from those who have been gone for too long, and gives what nobody has to those who are here and take it. When to
/// look again.
pub fn route(sql: &impl Sql, team: &Team<'_>, now: Timestamp) -> Result<Option<Timestamp>> {
    let (routes, here, departments) = (team.routes, team.here, team.routed());
    if routes.routed().is_empty() || !is_pending(sql)? {
        return due(sql);
    }
    let mut again = Some(now.plus(LOOK_AGAIN));
    for row in owing(sql)? {
        let (agent, since): (AgentId, _) = (row.id(0)?, row.time(1));
        let (is_there, is_gone) = (here.iter().any(|present| present.id == agent), since.millis() > 0);
        if is_there == is_gone {
            note_presence(sql, agent, is_there, now)?;
        }
        if is_there {
            continue;
        }
        let gone_at = routes.gone_at(if is_gone { since } else { now });
        if gone_at > now {
            again = earliest(&[again, Some(gone_at)]);
        } else {
            take_back(sql, &departments, agent, &team.command(Some(agent), None), now)?;
        }
    }
    for (id, chosen) in routes.plan(&queue(sql, &departments)?, candidates(sql, here)?) {
        if let Some(agent) = here.iter().find(|agent| agent.id == chosen) {
            give(sql, id, agent, &team.command(None, Some(agent.clone())), now)?;
        }
    }
    Ok(earliest(&[again, due(sql)?]))
}

#[cfg(test)]
#[path = "claims_tests.rs"]
mod tests;
