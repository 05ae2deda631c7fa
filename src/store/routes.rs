//! How an organization's conversations are routed, for its inbox.

use worker::Env;

use super::{Result, database, first, statement};
use crate::{
    json,
    platform::Error,
    protocol::{AgentId, OrganizationId},
};

/// As `Routes` reads it.
///
/// # Errors
/// When the database fails, as for all below.
pub async fn get(env: &Env, organization: OrganizationId) -> Result<String> {
    let query = "SELECT json_object(
            'agents', (SELECT json_group_array(m.agent_id) FROM memberships m
                WHERE m.organization_id = ?1 AND m.active = 1),
            'routing', json_extract(o.settings, '$.routing'),
            'absent_minutes', COALESCE(json_extract(o.settings, '$.absent_minutes'), ?2),
            'departments', (SELECT json_group_array(json_object('id', d.id,
                'routing', json_extract(d.settings, '$.routing'),
                'members', (SELECT json_group_array(b.agent_id) FROM department_members b
                    WHERE b.organization_id = ?1 AND b.department_id = d.id)))
                FROM departments d WHERE d.organization_id = ?1))
        FROM organizations o WHERE o.id = ?1";
    let usual = u32::from(crate::protocol::limits::ABSENT_MINUTES_USUAL);
    let row = first(statement!(&database(env, organization)?, query, &organization, usual)).await?;
    Ok(row.ok_or_else(|| Error::fault("an inbox of no organization"))?.text(0))
}

/// Do all of these answer in this organization?
pub async fn are_members(env: &Env, organization: OrganizationId, agents: &[AgentId]) -> Result<bool> {
    let query = "SELECT 1 FROM json_each(?2) WHERE NOT EXISTS
            (SELECT 1 FROM memberships WHERE organization_id = ?1 AND agent_id = value AND active = 1) LIMIT 1";
    let (db, agents) = (database(env, organization)?, json::write(&agents));
    Ok(first(statement!(&db, query, &organization, &*agents)).await?.is_none())
}
