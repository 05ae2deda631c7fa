//! Who waits for an answer, and which agents are to hear of it by mail.

use worker::{D1Database, D1PreparedStatement, Env};

use super::{Result, all, batch, database, directory, document, statement};
use crate::{
    domain::mail::waiting::{LONGEST, MOST, SOONEST, SPACING, Waiting},
    json::FromJson,
    protocol::{
        AgentId, ConversationId, OrganizationId, Timestamp,
        notifications::{ChangeNotifications, WaitingMail},
    },
};

/// Agents that are looked at in one run. Which ones is left to chance: those who are here are looked at in vain each time, and
/// shall not keep others from their mail.
const AT_ONCE: u32 = 200;

/// An agent for whom somebody new waits.
pub struct Absent {
    pub organization: OrganizationId,
    pub agent: AgentId,
    pub email: String,
    /// Do they want to know also while they are here?
    pub always: bool,
    /// When they were last mailed to.
    pub mailed_at: Timestamp,
    pub name: String,
    pub origin: Option<String>,
    pub waits: Vec<Waiting>,
}

#[derive(FromJson)]
struct Wait {
    id: ConversationId,
    who: String,
    since: Timestamp,
    said: String,
}

/// Those of one organization after one another.
///
/// # Errors
/// When the database fails, as for all below.
pub async fn absent(env: &Env, now: Timestamp) -> Result<Vec<Absent>> {
    let query = "WITH waits AS MATERIALIZED (
            SELECT organization_id, id, department_id, assignee_id, waiting_since,
                unixepoch(waiting_since) * 1000 AS since, summary
            FROM conversations
            WHERE waiting_since BETWEEN strftime('%Y-%m-%dT%H:%M:%fZ', ?1 / 1000.0, 'unixepoch')
                AND strftime('%Y-%m-%dT%H:%M:%fZ', ?2 / 1000.0, 'unixepoch')
                AND status IN ('waiting', 'open') AND unread > 0)
        SELECT * FROM (SELECT m.organization_id, m.agent_id, a.email, m.waiting_mail = 'always', m.waiting_mailed_at, o.name, o.origin,
            json_group_array(json_object('id', w.id, 'who', w.summary ->> '$.widget_customer.display_name', 'since', w.waiting_since,
                'said', COALESCE(w.summary ->> '$.last_message.body', '')))
        FROM waits AS w
            CROSS JOIN memberships AS m ON m.organization_id = w.organization_id
            CROSS JOIN agents AS a ON a.id = m.agent_id
            CROSS JOIN organizations AS o ON o.id = w.organization_id
        WHERE m.active = 1 AND m.waiting_mail != 'off' AND m.waiting_mailed_at <= ?3
            AND w.since <= ?4 - m.waiting_mail_minutes * 60000
            AND (w.assignee_id IS NULL OR w.assignee_id = m.agent_id)
            AND (w.department_id IS NULL OR w.assignee_id = m.agent_id
                OR EXISTS (SELECT 1 FROM department_members AS d WHERE d.organization_id = w.organization_id
                    AND d.department_id = w.department_id AND d.agent_id = m.agent_id)
                OR NOT EXISTS (SELECT 1 FROM department_members AS d WHERE d.organization_id = w.organization_id
                    AND d.department_id = w.department_id))
        GROUP BY m.organization_id, m.agent_id
        HAVING MAX(w.since) + m.waiting_mail_minutes * 60000 > m.waiting_mailed_at
        ORDER BY random() LIMIT ?5) ORDER BY organization_id";
    let (oldest, newest) = (now.plus(-LONGEST), now.plus(-SOONEST));
    let statement = statement!(&directory(env)?, query, oldest, newest, now.plus(-SPACING), now, AT_ONCE);
    let mut absent = Vec::new();
    for mut row in all(statement).await? {
        let mut waits: Vec<Wait> = document(&row.text(7))?;
        waits.sort_by_key(|wait| wait.since);
        waits.truncate(MOST as usize);
        let waits = waits
            .into_iter()
            .map(|Wait { id, who, since, said }| Waiting { conversation: id, who, since, said })
            .collect();
        absent.push(Absent {
            organization: row.id(0)?,
            agent: row.id(1)?,
            email: row.text(2),
            always: row.integer(3) != 0,
            mailed_at: row.time(4),
            name: row.text(5),
            origin: row.optional(6),
            waits,
        });
    }
    Ok(absent)
}

/// They know of all who wait by now.
pub async fn mailed(env: &Env, absent: &Absent, now: Timestamp) -> Result<()> {
    let query = "UPDATE memberships SET waiting_mailed_at = ?
        WHERE organization_id = ? AND agent_id = ? AND waiting_mailed_at = ?";
    let db = &database(env, absent.organization)?;
    batch(db, vec![statement!(db, query, now, &absent.organization, &absent.agent, absent.mailed_at)]).await
}

const WISHES: &str = "json_object('waiting_mail', waiting_mail, 'waiting_mail_minutes', waiting_mail_minutes)";

/// What an agent wants to hear of by mail, as JSON.
pub fn wishes(db: &D1Database, organization: OrganizationId, agent: AgentId) -> Result<D1PreparedStatement> {
    let query = format!("SELECT {WISHES} FROM memberships WHERE organization_id = ? AND agent_id = ?");
    statement!(db, &*query, &organization, &agent)
}

/// The same, changed.
pub fn changed(
    db: &D1Database,
    organization: OrganizationId,
    agent: AgentId,
    change: &ChangeNotifications,
) -> Result<D1PreparedStatement> {
    let query = format!(
        "UPDATE memberships SET waiting_mail = COALESCE(?, waiting_mail),
            waiting_mail_minutes = COALESCE(?, waiting_mail_minutes)
        WHERE organization_id = ? AND agent_id = ? RETURNING {WISHES}"
    );
    let mail = change.waiting_mail.map(WaitingMail::as_str);
    statement!(db, &*query, mail, change.waiting_mail_minutes.map(u32::from), &organization, &agent)
}
