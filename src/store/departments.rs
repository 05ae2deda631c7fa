//! Departments.

use worker::{D1Database, D1PreparedStatement, Env};

use super::{Ran, Result, all, batch, database, document, each, run, statement};
use crate::{
    json,
    platform::sql::Row,
    protocol::{
        AgentId, DepartmentId, OrganizationId, Timestamp,
        department::{ChangeDepartment, DepartmentSettings},
        limits::{DEPARTMENTS, POSITIONS},
    },
};

#[derive(Clone, Debug)]
pub struct Department {
    pub id: DepartmentId,
    pub name: String,
    pub description: String,
    pub members: Vec<AgentId>,
    pub position: u32,
    pub settings: DepartmentSettings,
    pub created_at: Timestamp,
}

fn department(mut row: Row) -> Result<Department> {
    Ok(Department {
        id: row.id(0)?,
        name: row.text(1),
        description: row.text(2),
        members: document(&row.text(3))?,
        position: row.number(4),
        settings: document(&row.text(5))?,
        created_at: row.time(6),
    })
}

pub(super) fn departments(rows: Vec<Row>) -> Result<Vec<Department>> {
    each(rows, department)
}

/// In the order the admins gave them.
///
/// # Errors
/// When the database fails, as for all below.
pub async fn list(env: &Env, organization: OrganizationId) -> Result<Vec<Department>> {
    departments(all(all_of(&database(env, organization)?, organization)).await?)
}

pub(super) fn all_of(db: &D1Database, organization: OrganizationId) -> Result<D1PreparedStatement> {
    let query = "SELECT id, name, description,
            (SELECT json_group_array(agent_id) FROM department_members AS m
            WHERE m.organization_id = departments.organization_id AND m.department_id = departments.id) AS members,
            position, settings, created_at
        FROM departments WHERE organization_id = ? ORDER BY position, id";
    statement!(db, query, &organization)
}

/// False: there are as many as there may be.
pub async fn add(
    env: &Env,
    organization: OrganizationId,
    id: DepartmentId,
    new: &ChangeDepartment,
    now: Timestamp,
) -> Result<bool> {
    let db = &database(env, organization)?;
    let query = "INSERT INTO departments (id, organization_id, name, description, position, settings, created_at)
        SELECT ?1, ?2, ?3, ?4,
            COALESCE(?5, (SELECT MIN(MAX(position) + 1, ?6) FROM departments WHERE organization_id = ?2), 0), ?7, ?8
        WHERE (SELECT COUNT(*) FROM departments WHERE organization_id = ?2) < ?9";
    let settings = json::write(&DepartmentSettings { routing: new.routing.unwrap_or_default() });
    let (name, description) = (new.name.as_deref(), new.description.as_deref().unwrap_or_default());
    let statements = vec![
        statement!(
            db,
            query,
            &id,
            &organization,
            name,
            description,
            new.position,
            POSITIONS,
            &*settings,
            now,
            DEPARTMENTS
        ),
        take_in(db, organization, id, new.members.as_deref().unwrap_or_default()),
    ];
    let ran = run(db, statements).await?;
    Ok(ran.first().is_some_and(|ran| ran.rows_written() > 0))
}

/// Nothing happens if there is none.
pub async fn change(
    env: &Env,
    organization: OrganizationId,
    id: DepartmentId,
    change: &ChangeDepartment,
) -> Result<()> {
    let db = &database(env, organization)?;
    let query = "UPDATE departments SET name = COALESCE(?1, name), description = COALESCE(?2, description),
            position = COALESCE(?3, position),
            settings = CASE WHEN ?4 IS NULL THEN settings ELSE json_set(settings, '$.routing', json(?4)) END
        WHERE organization_id = ?5 AND id = ?6";
    let routing = change.routing.map(|routing| json::write(&routing));
    let (name, description) = (change.name.as_deref(), change.description.as_deref());
    let mut statements =
        vec![statement!(db, query, name, description, change.position, routing.as_deref(), &organization, &id)];
    if let Some(members) = &change.members {
        statements.extend([let_go(db, organization, id), take_in(db, organization, id, members)]);
    }
    batch(db, statements).await
}

fn let_go(db: &D1Database, organization: OrganizationId, id: DepartmentId) -> Result<D1PreparedStatement> {
    let query = "DELETE FROM department_members WHERE organization_id = ? AND department_id = ?";
    statement!(db, query, &organization, &id)
}

fn take_in(
    db: &D1Database,
    organization: OrganizationId,
    id: DepartmentId,
    members: &[AgentId],
) -> Result<D1PreparedStatement> {
    let query = "INSERT INTO department_members (organization_id, department_id, agent_id)
        SELECT d.organization_id, d.id, value FROM departments AS d, json_each(?3)
        WHERE d.organization_id = ?1 AND d.id = ?2";
    statement!(db, query, &organization, &id, &*json::write(&members))
}

/// False: there is none. Conversations keep its name.
pub async fn remove(env: &Env, organization: OrganizationId, id: DepartmentId) -> Result<bool> {
    let db = &database(env, organization)?;
    let query = "DELETE FROM departments WHERE organization_id = ? AND id = ?";
    let ran = run(db, vec![let_go(db, organization, id), statement!(db, query, &organization, &id)]).await?;
    Ok(ran.last().map_or(0, Ran::rows_written) > 0)
}
