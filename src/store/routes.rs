//! How an organization's conversations are routed, for its inbox.

use worker::Env;

use super::{Result, database, document, first, statement};
use crate::{
    domain::routing::Routes,
    platform::{Error, sql::Row},
    protocol::{AgentId, OrganizationId, organization::OrganizationSettings},
};

/// # Errors
/// When the database fails, as for all below.
pub async fn get(env: &Env, organization: OrganizationId) -> Result<Routes> {
    let query = "SELECT o.settings,
            (SELECT json_group_array(m.agent_id) FROM memberships m WHERE m.organization_id = ?1 AND m.active = 1),
            (SELECT json_group_array(json_object('id', d.id, 'routing', json_extract(d.settings, '$.routing'), 'members',
                (SELECT json_group_array(b.agent_id) FROM department_members b
                    WHERE b.organization_id = ?1 AND b.department_id = d.id)))
                FROM departments d WHERE d.organization_id = ?1)
        FROM organizations o WHERE o.id = ?1";
    let row = first(statement!(&database(env, organization)?, query, &organization)).await?;
    routes(row.ok_or_else(|| Error::fault("an inbox of no organization"))?)
}

fn routes(mut row: Row) -> Result<Routes> {
    let settings: OrganizationSettings = document(&row.text(0))?;
    Ok(Routes {
        agents: document(&row.text(1))?,
        routing: settings.routing,
        absent_minutes: settings.absent_minutes,
        departments: document(&row.text(2))?,
    })
}

/// Those of these agents who answer in this organization.
pub async fn members(env: &Env, organization: OrganizationId, agents: &[AgentId]) -> Result<Vec<AgentId>> {
    let query = "SELECT agent_id FROM memberships
        WHERE organization_id = ? AND active = 1 AND agent_id IN (SELECT value FROM json_each(?))";
    let (db, agents) = (database(env, organization)?, crate::json::write(&agents));
    let rows = super::all(statement!(&db, query, &organization, &*agents)).await?;
    super::each(rows, |row| Ok(row.id(0)?))
}
