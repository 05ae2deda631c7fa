//! What agents are told of, the last hundred of each, in the inbox's SQLite.

use crate::{
    json,
    platform::sql::{Row, Sql, SqlError},
    protocol::{AgentId, ConversationId, NoticeId, limits::NOTICES, notice::Notice},
};

type Result<T> = std::result::Result<T, SqlError>;

/// False: it was there already, or so many newer ones are that it is of no use.
///
/// # Errors
/// When the database fails, as for all below.
pub fn add(sql: &impl Sql, agent: AgentId, notice: &Notice) -> Result<bool> {
    let (agent, id) = (agent.to_string(), notice.id.to_string());
    let query = "INSERT INTO notices (agent_id, id, conversation_id, notice) VALUES (?, ?, ?, ?)
        ON CONFLICT (agent_id, id) DO NOTHING RETURNING id";
    let values =
        [(&*agent).into(), (&*id).into(), notice.conversation_id.to_string().into(), json::write(notice).into()];
    if sql.first(query, &values)?.is_none() {
        return Ok(false);
    }
    // Ids are in the order of time.
    let query = "DELETE FROM notices WHERE agent_id = ?1 AND id <=
        (SELECT id FROM notices WHERE agent_id = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2) RETURNING id";
    let gone = sql.exec(query, &[agent.into(), (NOTICES as u32).into()])?;
    Ok(!gone.into_iter().any(|mut row| row.text(0) == id))
}

/// The newest first.
pub fn list(sql: &impl Sql, agent: AgentId) -> Result<Vec<Notice>> {
    let query = "SELECT notice, read FROM notices WHERE agent_id = ? ORDER BY id DESC LIMIT ?";
    rows(sql.exec(query, &[agent.to_string().into(), (NOTICES as u32).into()])?)
}

/// Read from now on; `None`: all of them. Those that were not yet.
pub fn read(sql: &impl Sql, agent: AgentId, ids: Option<&[NoticeId]>) -> Result<Vec<Notice>> {
    let agent = agent.to_string().into();
    rows(match ids {
        None => {
            sql.exec("UPDATE notices SET read = 1 WHERE agent_id = ? AND read = 0 RETURNING notice, read", &[agent])
        }
        Some(ids) => {
            let query = "UPDATE notices SET read = 1 WHERE agent_id = ? AND read = 0
                AND id IN (SELECT value FROM json_each(?)) RETURNING notice, read";
            sql.exec(query, &[agent, json::write(&ids).into()])
        }
    }?)
}

/// The conversation is no more.
pub fn forget(sql: &impl Sql, id: ConversationId) -> Result<()> {
    sql.run("DELETE FROM notices WHERE conversation_id = ?", &[id.to_string().into()])
}

fn rows(rows: Vec<Row>) -> Result<Vec<Notice>> {
    let notice = |mut row: Row| {
        let notice: Notice = json::read(row.text(0)).map_err(|error| SqlError(format!("stored notice: {error}")))?;
        Ok(Notice { read: row.integer(1) != 0, ..notice })
    };
    rows.into_iter().map(notice).collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{
        inbox::list::migrate,
        platform::sql::testing::Memory,
        protocol::{Timestamp, notice::NoticeKind},
    };

    fn notice(id: u128, conversation: u128) -> Notice {
        Notice {
            id: Uuid::from_u128(id).into(),
            kind: NoticeKind::Mention,
            conversation_id: Uuid::from_u128(conversation).into(),
            message_seq: 3,
            by: None,
            text: "look at this".into(),
            created_at: Timestamp::from_millis(1_000),
            read: false,
        }
    }

    fn memory() -> (Memory, AgentId, AgentId) {
        let sql = Memory::default();
        migrate(&sql).unwrap();
        (sql, Uuid::from_u128(1).into(), Uuid::from_u128(2).into())
    }

    fn ids(notices: &[Notice]) -> Vec<u128> {
        notices.iter().map(|notice| notice.id.0.as_u128()).collect()
    }

    #[test]
    fn i2_a_notice_that_is_told_twice_is_there_once_and_each_agent_has_their_own() {
        let (sql, ada, ben) = memory();
        assert!(add(&sql, ada, &notice(10, 7)).unwrap() && add(&sql, ben, &notice(10, 7)).unwrap());
        assert!(!add(&sql, ada, &notice(10, 7)).unwrap(), "told again");
        assert!(add(&sql, ada, &notice(11, 8)).unwrap());
        assert_eq!(ids(&list(&sql, ada).unwrap()), [11, 10], "the newest first");
        assert_eq!(list(&sql, ben).unwrap(), [notice(10, 7)]);
    }

    #[test]
    fn i2_what_is_read_stays_read_and_is_told_once() {
        let (sql, ada, ben) = memory();
        for id in 10..14 {
            add(&sql, ada, &notice(id, 7)).unwrap();
            add(&sql, ben, &notice(id, 7)).unwrap();
        }
        let some = [Uuid::from_u128(11).into(), Uuid::from_u128(99).into()];
        assert_eq!(ids(&read(&sql, ada, Some(&some)).unwrap()), [11]);
        assert_eq!(read(&sql, ada, Some(&some)).unwrap(), []);
        add(&sql, ada, &notice(11, 7)).unwrap();
        assert!(list(&sql, ada).unwrap()[2].read, "the room tells again what was read");
        assert_eq!(read(&sql, ada, None).unwrap().len(), 3);
        assert!(list(&sql, ben).unwrap().iter().all(|notice| !notice.read), "another agent's are theirs");
    }

    #[test]
    fn i2_the_last_hundred_are_kept_and_none_of_a_conversation_that_is_no_more() {
        let (sql, ada, _) = memory();
        for id in 1..=105 {
            assert!(add(&sql, ada, &notice(id, id % 2)).unwrap());
        }
        assert!(!add(&sql, ada, &notice(3, 1)).unwrap(), "an old one that is told again is not news");
        let kept = ids(&list(&sql, ada).unwrap());
        assert_eq!((kept.len(), kept[0], kept[99]), (100, 105, 6));
        forget(&sql, Uuid::from_u128(1).into()).unwrap();
        assert!(list(&sql, ada).unwrap().iter().all(|notice| notice.conversation_id.0.as_u128() == 0));
    }
}
