//! What agents are told of, the last hundred of each, in the inbox's SQLite.

use crate::{
    json::{self, Raw},
    platform::sql::{Row, Sql, SqlError},
    protocol::{AgentId, ConversationId, NoticeId, limits::NOTICES},
};

type Result<T> = std::result::Result<T, SqlError>;

/// A notice as it is told, and whom.
pub struct Told {
    pub agent: AgentId,
    pub notice: Raw,
}

/// Takes over a list of `Addressed`. Those that are news: they were not there, nor are so many newer ones.
///
/// # Errors
/// When the database fails, as for all below.
pub fn add(sql: &impl Sql, notices: &Raw) -> Result<Vec<Told>> {
    let query = "INSERT INTO notices (agent_id, id, conversation_id, notice)
        SELECT value ->> '$.agent', value ->> '$.notice.id', value ->> '$.notice.conversation_id', value -> '$.notice'
        FROM json_each(?) AS told WHERE (SELECT COUNT(*) FROM notices
            WHERE agent_id = told.value ->> '$.agent' AND id > told.value ->> '$.notice.id') < ?
        ON CONFLICT (agent_id, id) DO NOTHING RETURNING agent_id, notice";
    let news = told(sql.exec(query, &[notices.get().into(), MOST.into()])?)?;
    for Told { agent, .. } in &news {
        // Ids are in the order of time.
        let query = "DELETE FROM notices WHERE agent_id = ?1 AND id <=
            (SELECT id FROM notices WHERE agent_id = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)";
        sql.run(query, &[agent.to_string().into(), MOST.into()])?;
    }
    Ok(news)
}

const MOST: u32 = NOTICES as u32;

/// The newest first.
pub fn list(sql: &impl Sql, agent: AgentId) -> Result<Vec<Told>> {
    let query = "SELECT agent_id, notice FROM notices WHERE agent_id = ? ORDER BY id DESC LIMIT ?";
    told(sql.exec(query, &[agent.to_string().into(), MOST.into()])?)
}

/// These have been read, or all; gives those that had not been until now.
pub fn read(sql: &impl Sql, agent: AgentId, ids: &[NoticeId], all: bool) -> Result<Vec<Told>> {
    let query = "UPDATE notices SET notice = json_set(notice, '$.read', json('true'))
        WHERE agent_id = ?1 AND NOT notice ->> '$.read' AND (?3 OR id IN (SELECT value FROM json_each(?2)))
        RETURNING agent_id, notice";
    told(sql.exec(query, &[agent.to_string().into(), json::write(&ids).into(), all.into()])?)
}

/// The conversation is no more.
pub fn forget(sql: &impl Sql, id: ConversationId) -> Result<()> {
    sql.run("DELETE FROM notices WHERE conversation_id = ?", &[id.to_string().into()])
}

fn told(rows: Vec<Row>) -> Result<Vec<Told>> {
    let mut list = Vec::new();
    for mut row in rows {
        let notice = crate::platform::json::raw(row.text(1)).map_err(|error| SqlError(error.to_string()))?;
        list.push(Told { agent: row.id(0)?, notice });
    }
    Ok(list)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use uuid::Uuid;

    use super::*;
    use crate::{inbox::list::migrate, platform::sql::testing::Memory};

    const ADA: u128 = 1;
    const BEN: u128 = 2;

    fn memory() -> Memory {
        let sql = Memory::default();
        migrate(&sql).unwrap();
        sql
    }

    fn uuid<T: From<Uuid>>(id: u128) -> T {
        Uuid::from_u128(id).into()
    }

    /// Tells agents of one message; how many of them that is news to.
    fn tell(sql: &Memory, agents: &[u128], id: u128, conversation: u128) -> usize {
        let (id, conversation): (Uuid, Uuid) = (uuid(id), uuid(conversation));
        let notice = json!({ "id": id.to_string(), "conversation_id": conversation.to_string(), "read": false });
        let told = |agent: &u128| json!({ "agent": uuid::<Uuid>(*agent).to_string(), "notice": notice });
        let list = Value::Array(agents.iter().map(told).collect());
        add(sql, &json::read(list.to_string()).unwrap()).unwrap().len()
    }

    fn seen(told: &[Told]) -> Vec<(u128, bool)> {
        let seen = |told: &Told| {
            let notice: Value = serde_json::from_str(told.notice.get()).unwrap();
            (notice["id"].as_str().unwrap().parse::<Uuid>().unwrap().as_u128(), notice["read"].as_bool().unwrap())
        };
        told.iter().map(seen).collect()
    }

    #[test]
    fn i2_a_notice_that_is_told_twice_is_there_once_and_each_agent_has_their_own() {
        let sql = memory();
        assert_eq!(tell(&sql, &[ADA, BEN], 10, 7), 2);
        assert_eq!(tell(&sql, &[ADA, BEN], 10, 7), 0, "told again");
        assert_eq!(tell(&sql, &[ADA], 11, 8), 1);
        assert_eq!(seen(&list(&sql, uuid(ADA)).unwrap()), [(11, false), (10, false)], "the newest first");
        assert_eq!(seen(&list(&sql, uuid(BEN)).unwrap()), [(10, false)]);
    }

    #[test]
    fn i2_what_is_read_stays_read_and_is_told_once() {
        let sql = memory();
        for id in 10..14 {
            tell(&sql, &[ADA, BEN], id, 7);
        }
        let some = [uuid(11), uuid(99)];
        assert_eq!(seen(&read(&sql, uuid(ADA), &some, false).unwrap()), [(11, true)]);
        assert_eq!(read(&sql, uuid(ADA), &some, false).unwrap().len(), 0);
        tell(&sql, &[ADA], 11, 7);
        assert!(seen(&list(&sql, uuid(ADA)).unwrap()).contains(&(11, true)), "the room tells again what was read");
        assert_eq!(read(&sql, uuid(ADA), &[], true).unwrap().len(), 3);
        assert!(seen(&list(&sql, uuid(BEN)).unwrap()).iter().all(|(_, read)| !read), "another agent's are theirs");
    }

    #[test]
    fn i2_the_last_hundred_are_kept_and_none_of_a_conversation_that_is_no_more() {
        let sql = memory();
        for id in 1..=105 {
            assert_eq!(tell(&sql, &[ADA], id, id % 2), 1);
        }
        assert_eq!(tell(&sql, &[ADA], 3, 1), 0, "an old one that is told again is not news");
        let kept = seen(&list(&sql, uuid(ADA)).unwrap());
        assert_eq!((kept.len(), kept[0].0, kept[99].0), (100, 105, 6));
        forget(&sql, uuid(1)).unwrap();
        assert!(seen(&list(&sql, uuid(ADA)).unwrap()).iter().all(|(id, _)| id % 2 == 0));
    }
}
