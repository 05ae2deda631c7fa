//! An agent whose sessions ended, or who does not answer here any more: their sockets close, in rooms too.

use futures::FutureExt;
use worker::Request;

use super::{
    claims,
    commands::{Dismiss, Leave, Look, Route},
    shell::Inbox,
};
use crate::{
    json,
    platform::{
        Error, Result, clock,
        object::{self, Command, read_command},
        sockets::{self, Present},
        sql::{Sql, SqlError},
        turns::all,
    },
    protocol::{AgentId, ConversationId, Timestamp, message::AgentRef, span::DAY},
};

/// Come again with what is good now.
const AGAIN: u16 = 1012;
/// A socket does not live longer than a login.
const KEPT: i64 = 14 * DAY;
/// Rooms that are told at a time.
const TOGETHER: usize = 20;

impl Inbox {
    pub(super) async fn on_look(&self, request: &mut Request) -> Result<()> {
        let Look { agent, conversation } = read_command(request).await?;
        Ok(note(&self.sql, agent, conversation, clock::now())?)
    }

    /// All of it may be done again, should part of it fail.
    pub(super) async fn on_leave(&self, request: &mut Request) -> Result<()> {
        let Leave { agent, for_good } = read_command(request).await?;
        if for_good {
            self.build_once().await?;
            let (organization_id, gone) = (self.organization()?, true);
            let command = json::write(&Route { organization_id, from: Some(agent), to: None, gone });
            claims::release(&self.sql, agent, &command, clock::now())?;
            self.kicked.set(true);
        }
        let here: Vec<Present<AgentRef>> = sockets::open(&self.state, super::presence::AGENTS);
        for present in here.iter().filter(|present| present.who.id == agent) {
            self.crowd.hang_up(&present.socket, AGAIN, true);
        }
        self.set_alarm().await?;
        self.dismiss(agent).await
    }

    async fn dismiss(&self, agent: AgentId) -> Result<()> {
        let organization_id = self.organization()?;
        for ids in looked_at(&self.sql, agent)?.chunks(TOGETHER) {
            let mut told = Vec::new();
            for id in ids {
                told.push(self.dismiss_from(*id, Dismiss { organization_id, agent }).boxed_local());
            }
            all(told).await?;
        }
        Ok(())
    }

    async fn dismiss_from(&self, id: ConversationId, dismiss: Dismiss) -> Result<()> {
        let room = object::room(&self.env, id)?;
        match object::tell(&room, Dismiss::NAME, &json::write(&dismiss)).await {
            Err(Error::Problem(problem)) if problem.status == 404 => {}
            told => told?,
        }
        Ok(forget(&self.sql, dismiss.agent, id)?)
    }
}

fn note(sql: &impl Sql, agent: AgentId, conversation: ConversationId, now: Timestamp) -> Result<(), SqlError> {
    sql.run("DELETE FROM looks WHERE at < ?", &[now.plus(-KEPT).millis().into()])?;
    let query = "INSERT INTO looks (agent_id, conversation_id, at) VALUES (?, ?, ?)
        ON CONFLICT (agent_id, conversation_id) DO UPDATE SET at = excluded.at";
    sql.run(query, &[agent.to_string().into(), conversation.to_string().into(), now.millis().into()])
}

fn looked_at(sql: &impl Sql, agent: AgentId) -> Result<Vec<ConversationId>, SqlError> {
    let rows = sql.exec("SELECT conversation_id FROM looks WHERE agent_id = ?", &[agent.to_string().into()])?;
    Ok(rows.iter().filter_map(|row| row.optional_id(0)).collect())
}

fn forget(sql: &impl Sql, agent: AgentId, conversation: ConversationId) -> Result<(), SqlError> {
    let query = "DELETE FROM looks WHERE agent_id = ? AND conversation_id = ?";
    sql.run(query, &[agent.to_string().into(), conversation.to_string().into()])
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{
        inbox::{
            claims::Kind,
            list::{
                self,
                testing::{AGENTS, assigned, id},
            },
        },
        protocol::conversation::Status,
    };

    #[test]
    fn a2_where_an_agent_looks_is_known_for_as_long_as_a_login_lasts() {
        let sql = list::testing::list();
        let (ada, bob): (AgentId, AgentId) = (Uuid::from_u128(1).into(), Uuid::from_u128(2).into());
        let at = Timestamp::from_millis;
        for (agent, conversation, millis) in [(ada, 1, 0), (ada, 2, 5), (ada, 2, 6), (bob, 3, 7)] {
            note(&sql, agent, id(conversation), at(millis)).unwrap();
        }
        assert_eq!(looked_at(&sql, ada).unwrap(), [id(1), id(2)]);
        forget(&sql, ada, id(2)).unwrap();
        note(&sql, bob, id(3), at(KEPT + 1)).unwrap();
        assert!(looked_at(&sql, ada).unwrap().is_empty());
    }

    #[test]
    fn a2_all_that_an_agent_has_is_released_until_their_rooms_say_so() {
        let sql = list::testing::list();
        let agent: AgentId = AGENTS[0].unwrap().parse().unwrap();
        for (n, status, who) in [
            (1, Status::Open, 0),
            (2, Status::Snoozed, 0),
            (3, Status::Closed, 0),
            (4, Status::Open, 1),
            (5, Status::Waiting, 2),
        ] {
            list::tell(&sql, &assigned(n, status, 1, AGENTS[who])).unwrap();
        }
        let now = Timestamp::from_millis(9);
        claims::release(&sql, agent, "{}", now).unwrap();
        claims::release(&sql, agent, "{}", now).unwrap();
        let due = claims::take_due(&sql, now).unwrap();
        let mut ids: Vec<_> = due.iter().map(|claim| claim.conversation).collect();
        ids.sort();
        assert_eq!(ids, [id(1), id(2)]);
        assert!(due.iter().all(|claim| claim.kind == Kind::Releases && claim.agent == agent));
        claims::settle(&sql, id(1)).unwrap();
        let later = Timestamp::from_millis(1_000_000);
        assert_eq!(claims::take_due(&sql, later).unwrap().len(), 2, "it is still theirs");
        list::tell(&sql, &assigned(1, Status::Waiting, 2, None)).unwrap();
        claims::settle(&sql, id(1)).unwrap();
        assert_eq!(claims::take_due(&sql, Timestamp::from_millis(9_000_000)).unwrap().len(), 1);
    }
}
