//! Canned replies: everybody's, and each agent's own. Each statement gives them as JSON, as agents see them.

use worker::{D1Database, D1PreparedStatement};

use super::{Result, statement};
use crate::protocol::{
    AgentId, CannedReplyId, OrganizationId, Timestamp, canned_reply::ChangeCannedReply, limits::CANNED_REPLIES,
};

const SEEN: &str = "json_object('id', id, 'shortcut', shortcut, 'body', body,
    'shared', json(iif(agent_id IS NULL, 'true', 'false')),
    'created_at', strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0, 'unixepoch'))";

/// Who asks; admins write the shared ones.
#[derive(Clone, Copy)]
pub struct Writer {
    pub organization: OrganizationId,
    pub agent: AgentId,
    pub is_admin: bool,
}

/// What this agent may use, their own before a shared one of the same shortcut.
pub fn all(db: &D1Database, by: Writer) -> Result<D1PreparedStatement> {
    let query = format!(
        "SELECT {SEEN} FROM canned_replies WHERE organization_id = ? AND (agent_id IS NULL OR agent_id = ?)
        ORDER BY shortcut, agent_id IS NULL, id"
    );
    statement!(db, &*query, &by.organization, &by.agent)
}

/// Nothing: there are as many as there may be. With a shortcut that they see already, the table refuses it.
pub fn added(
    db: &D1Database,
    by: Writer,
    id: CannedReplyId,
    new: &ChangeCannedReply,
    now: Timestamp,
) -> Result<D1PreparedStatement> {
    let query = format!(
        "INSERT INTO canned_replies (id, organization_id, agent_id, shortcut, body, created_at)
        SELECT ?1, ?2, iif(?3, NULL, ?4), iif(EXISTS (SELECT 1 FROM canned_replies AS other
            WHERE other.organization_id = ?2 AND other.shortcut = ?5
                AND (other.agent_id IS NULL OR other.agent_id = ?4)), NULL, ?5), ?6, ?7
        WHERE (SELECT COUNT(*) FROM canned_replies WHERE organization_id = ?2 AND agent_id IS iif(?3, NULL, ?4)) < ?8
        RETURNING {SEEN}"
    );
    let shared = u32::from(new.shared.unwrap_or(false));
    let (shortcut, body) = (new.shortcut.as_deref(), new.body.as_deref());
    let most = CANNED_REPLIES;
    statement!(db, &*query, &id, &by.organization, shared, &by.agent, shortcut, body, now, most)
}

/// Nothing: there is none, or not theirs. The table refuses as above.
pub fn changed(
    db: &D1Database,
    by: Writer,
    id: CannedReplyId,
    change: &ChangeCannedReply,
) -> Result<D1PreparedStatement> {
    let query = format!(
        "UPDATE canned_replies SET body = COALESCE(?1, body),
            agent_id = CASE ?2 WHEN 1 THEN NULL WHEN 0 THEN ?3 ELSE agent_id END,
            shortcut = iif(EXISTS (SELECT 1 FROM canned_replies AS other
                WHERE other.organization_id = ?4 AND other.shortcut = COALESCE(?5, canned_replies.shortcut)
                    AND other.id != ?6 AND (other.agent_id IS NULL OR other.agent_id = ?3)),
                NULL, COALESCE(?5, shortcut))
        WHERE organization_id = ?4 AND id = ?6 AND (agent_id = ?3 OR (?7 AND agent_id IS NULL)) RETURNING {SEEN}"
    );
    let (shortcut, body, shared) = (change.shortcut.as_deref(), change.body.as_deref(), change.shared.map(u32::from));
    let admin = u32::from(by.is_admin);
    statement!(db, &*query, body, shared, &by.agent, &by.organization, shortcut, &id, admin)
}

/// Likewise.
pub fn removed(db: &D1Database, by: Writer, id: CannedReplyId) -> Result<D1PreparedStatement> {
    let query = "DELETE FROM canned_replies
        WHERE organization_id = ? AND id = ? AND (agent_id = ? OR (? AND agent_id IS NULL)) RETURNING json_quote(id)";
    statement!(db, query, &by.organization, &id, &by.agent, u32::from(by.is_admin))
}
