//! Who answers in an organization, and as what.

use worker::{D1Database, D1PreparedStatement, Env};

use super::{Result, directory, first, statement};
use crate::{
    domain::member::Standing,
    platform::Error,
    protocol::{AgentId, OrganizationId, agent::Role, message::AgentRef},
};

/// A person who answers in this organization.
///
/// # Errors
/// When the database fails, as for all below.
pub async fn agent(env: &Env, organization: OrganizationId, id: AgentId) -> Result<Option<AgentRef>> {
    let query = "SELECT a.id, a.name, a.avatar_url FROM memberships m JOIN agents a ON a.id = m.agent_id
        WHERE m.organization_id = ? AND m.agent_id = ? AND m.active = 1";
    let row = first(statement!(&directory(env)?, query, &organization, &id)).await?;
    let agent = |mut row: crate::platform::sql::Row| {
        Ok(AgentRef { id: row.id(0)?, name: row.text(1), avatar_url: row.optional(2) })
    };
    row.map(agent).transpose()
}

/// A member as others see them, as JSON; `?2`: who is here and who takes no conversations.
const SEEN: &str = "SELECT json_object('id', a.id, 'name', a.name, 'email', a.email, 'avatar_url', a.avatar_url,
        'role', m.role, 'active', json(iif(m.active, 'true', 'false')), 'online', json(iif(?2 IS NULL, 'null',
            iif(a.id IN (SELECT value FROM json_each(?2, '$.here')), 'true', 'false'))),
        'availability', iif(?2 IS NULL, NULL,
            iif(a.id IN (SELECT value FROM json_each(?2, '$.away')), 'away', 'available')))
    FROM memberships m JOIN agents a ON a.id = m.agent_id
    WHERE m.organization_id = ?1 AND m.active >= ?3";

/// All who answer in this organization, by name; with `inactive` also those who did.
pub fn all(
    db: &D1Database,
    organization: OrganizationId,
    roll: Option<&str>,
    inactive: bool,
) -> Result<D1PreparedStatement> {
    statement!(db, &*format!("{SEEN} ORDER BY a.name, a.id"), &organization, roll, u32::from(!inactive))
}

/// What somebody is here, and how many owners there are.
pub async fn standing(env: &Env, organization: OrganizationId, id: AgentId) -> Result<Option<(Standing, u32)>> {
    let query = "SELECT role, active,
            (SELECT COUNT(*) FROM memberships WHERE organization_id = ?1 AND role = 'owner' AND active = 1)
        FROM memberships WHERE organization_id = ?1 AND agent_id = ?2";
    let Some(mut row) = first(statement!(&directory(env)?, query, &organization, &id)).await? else { return Ok(None) };
    let role = Role::parse(&row.text(0)).ok_or_else(|| Error::fault("an unknown role"))?;
    Ok(Some((Standing { role, active: row.integer(1) != 0 }, row.number(2))))
}

/// Somebody becomes something else, `by` somebody who still may do that; who does not answer any more loses their sessions
/// here, their departments and the invitations they sent. Nothing comes of it where it is not, or no more, allowed.
pub fn changed(
    db: &D1Database,
    organization: OrganizationId,
    id: AgentId,
    by: AgentId,
    becomes: Standing,
    roll: Option<&str>,
) -> Vec<Result<D1PreparedStatement>> {
    let change = "UPDATE memberships SET role = ?3, active = ?4
        WHERE organization_id = ?1 AND agent_id = ?2
            AND EXISTS (SELECT 1 FROM memberships AS b WHERE b.organization_id = ?1 AND b.agent_id = ?5 AND b.active = 1
                AND (b.role = 'owner' OR (b.role = 'admin' AND memberships.role != 'owner' AND ?3 != 'owner')))
            AND (memberships.role != 'owner' OR memberships.active = 0 OR (?3 = 'owner' AND ?4 = 1)
                OR EXISTS (SELECT 1 FROM memberships AS o
                    WHERE o.organization_id = ?1 AND o.agent_id != ?2 AND o.role = 'owner' AND o.active = 1))";
    let Standing { role: becomes, active } = becomes;
    let (name, number) = (becomes.as_str(), u32::from(active));
    let mut all = vec![statement!(db, change, &organization, &id, name, number, &by)];
    if !active {
        all.extend(left(db, organization, id));
    }
    let seen = format!("{SEEN} AND m.agent_id = ?4 AND m.role = ?5 AND m.active = ?6");
    all.push(statement!(db, &*seen, &organization, roll, 0_u32, &id, name, number));
    all
}

/// What goes with whoever is not active.
fn left(db: &D1Database, organization: OrganizationId, id: AgentId) -> [Result<D1PreparedStatement>; 3] {
    let sessions = "DELETE FROM agent_sessions WHERE organization_id = ?1 AND agent_id = ?2 AND EXISTS
        (SELECT 1 FROM memberships WHERE organization_id = ?1 AND agent_id = ?2 AND active = 0)";
    let invites = "DELETE FROM invites WHERE organization_id = ?1 AND invited_by = ?2 AND EXISTS
        (SELECT 1 FROM memberships WHERE organization_id = ?1 AND agent_id = ?2 AND active = 0)";
    let departments = "DELETE FROM department_members WHERE organization_id = ?1 AND agent_id = ?2 AND EXISTS
        (SELECT 1 FROM memberships WHERE organization_id = ?1 AND agent_id = ?2 AND active = 0)";
    [
        statement!(db, sessions, &organization, &id),
        statement!(db, invites, &organization, &id),
        statement!(db, departments, &organization, &id),
    ]
}
