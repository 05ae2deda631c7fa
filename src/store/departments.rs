//! Departments.

use worker::{D1Database, D1PreparedStatement, Env};

use super::{Result, all, database, document, each, statement};
use crate::{
    json,
    platform::sql::Row,
    protocol::{
        AgentId, DepartmentId, OrganizationId, Patch, Timestamp,
        department::ChangeDepartment,
        hours::BusinessHours,
        limits::{DEPARTMENTS, POSITIONS},
    },
};

#[derive(Clone, Debug)]
pub struct Department {
    pub id: DepartmentId,
    pub name: String,
    pub description: String,
    pub members: Vec<AgentId>,
    pub hours: Option<BusinessHours>,
}

fn department(mut row: Row) -> Result<Department> {
    let hours = row.optional(4).map(|hours| document(&hours)).transpose()?;
    let members = document(&row.text(3))?;
    Ok(Department { id: row.id(0)?, name: row.text(1), description: row.text(2), members, hours })
}

pub(super) fn departments(rows: Vec<Row>) -> Result<Vec<Department>> {
    each(rows, department)
}

/// In the order the admins gave them.
///
/// # Errors
/// When the database fails.
pub async fn list(env: &Env, organization: OrganizationId) -> Result<Vec<Department>> {
    departments(all(all_of(&database(env, organization)?, organization)).await?)
}

pub(super) fn all_of(db: &D1Database, organization: OrganizationId) -> Result<D1PreparedStatement> {
    let query = "SELECT id, name, description,
            (SELECT json_group_array(agent_id) FROM department_members AS m
            WHERE m.organization_id = departments.organization_id AND m.department_id = departments.id) AS members,
            settings ->> '$.business_hours'
        FROM departments WHERE organization_id = ? ORDER BY position, id";
    statement!(db, query, &organization)
}

/// A department as agents see it; `?2`: who is here and who takes no conversations, as the inbox says it.
const SEEN: &str =
    "SELECT json_object('id', d.id, 'name', d.name, 'description', d.description, 'position', d.position,
        'members', json((SELECT json_group_array(agent_id) FROM department_members AS m
            WHERE m.organization_id = d.organization_id AND m.department_id = d.id)),
        'routing', json(COALESCE(d.settings -> '$.routing', '{\"mode\":\"manual\",\"capacity\":null}')),
        'business_hours', json(d.settings -> '$.business_hours'),
        'online', json(iif(EXISTS (SELECT 1 FROM json_each(?2, '$.here') AS here
            WHERE here.value NOT IN (SELECT value FROM json_each(?2, '$.away'))
            AND (here.value IN (SELECT agent_id FROM department_members AS m
                    WHERE m.organization_id = d.organization_id AND m.department_id = d.id)
                OR NOT EXISTS (SELECT 1 FROM department_members AS m
                    WHERE m.organization_id = d.organization_id AND m.department_id = d.id))), 'true', 'false')),
        'created_at', strftime('%Y-%m-%dT%H:%M:%fZ', d.created_at / 1000.0, 'unixepoch'))
    FROM departments AS d WHERE d.organization_id = ?1";

pub fn all_seen(db: &D1Database, organization: OrganizationId, roll: Option<&str>) -> Result<D1PreparedStatement> {
    statement!(db, &*format!("{SEEN} ORDER BY position, id"), &organization, roll)
}

/// Writes it, and says what it is then. Nothing: there are as many as there may be.
pub fn added(
    db: &D1Database,
    organization: OrganizationId,
    id: DepartmentId,
    new: &ChangeDepartment,
    now: Timestamp,
    roll: Option<&str>,
) -> Vec<Result<D1PreparedStatement>> {
    let query = "INSERT INTO departments (id, organization_id, name, description, position, settings, created_at)
        SELECT ?1, ?2, ?3, ?4,
            COALESCE(?5, (SELECT MIN(MAX(position) + 1, ?6) FROM departments WHERE organization_id = ?2), 0),
            json_object('routing', json(?7), 'business_hours', json(?10)), ?8
        WHERE (SELECT COUNT(*) FROM departments WHERE organization_id = ?2) < ?9";
    let routing = json::write(&new.routing.unwrap_or_default());
    let (name, description) = (new.name.as_deref(), new.description.as_deref().unwrap_or_default());
    let (most, at) = (DEPARTMENTS, new.position);
    let hours = written(&new.business_hours);
    let hours = hours.as_deref().unwrap_or("null");
    let made = statement!(db, query, &id, &organization, name, description, at, POSITIONS, &*routing, now, most, hours);
    let members = new.members.as_deref().unwrap_or_default();
    vec![made, take_in(db, organization, id, members), seen(db, organization, id, roll)]
}

/// Likewise. Nothing: there is none.
pub fn changed(
    db: &D1Database,
    organization: OrganizationId,
    id: DepartmentId,
    change: &ChangeDepartment,
    roll: Option<&str>,
) -> Vec<Result<D1PreparedStatement>> {
    let query = "UPDATE departments SET name = COALESCE(?1, name), description = COALESCE(?2, description),
            position = COALESCE(?3, position),
            settings = json_set(settings,
                '$.routing', json(COALESCE(?4, settings -> '$.routing', '{\"mode\":\"manual\",\"capacity\":null}')),
                '$.business_hours', json(COALESCE(?7, settings -> '$.business_hours', 'null')))
        WHERE organization_id = ?5 AND id = ?6";
    let routing = change.routing.map(|routing| json::write(&routing));
    let (name, description) = (change.name.as_deref(), change.description.as_deref());
    let (at, hours) = (change.position, written(&change.business_hours));
    let mut all =
        vec![statement!(db, query, name, description, at, routing.as_deref(), &organization, &id, hours.as_deref())];
    if let Some(members) = &change.members {
        all.extend([let_go(db, organization, id), take_in(db, organization, id, members)]);
    }
    all.push(seen(db, organization, id, roll));
    all
}

/// Puts these first, in this order, and says how all are then. Nothing: one of them is none.
pub fn ordered(
    db: &D1Database,
    organization: OrganizationId,
    order: &[DepartmentId],
    roll: Option<&str>,
) -> Vec<Result<D1PreparedStatement>> {
    let query = "UPDATE departments SET position = placed.position
        FROM (SELECT d.id, ROW_NUMBER() OVER (ORDER BY named.key IS NULL, named.key, d.position, d.id) - 1 AS position
            FROM departments AS d LEFT JOIN json_each(?2) AS named ON named.value = d.id WHERE d.organization_id = ?1) AS placed
        WHERE departments.organization_id = ?1 AND departments.id = placed.id AND NOT EXISTS (SELECT 1 FROM json_each(?2)
            WHERE value NOT IN (SELECT id FROM departments WHERE organization_id = ?1))";
    let seen = format!(
        "WITH all_seen (one) AS ({SEEN} ORDER BY position, id)
        SELECT json_object('items', json_group_array(json(one)), 'next_cursor', NULL) FROM all_seen
        HAVING NOT EXISTS (SELECT 1 FROM json_each(?3)
            WHERE value NOT IN (SELECT id FROM departments WHERE organization_id = ?1))"
    );
    let order = json::write(&order);
    vec![statement!(db, query, &organization, &*order), statement!(db, &*seen, &organization, roll, &*order)]
}

/// `null` where it has none any more; nothing where that was not said.
fn written(hours: &Patch<BusinessHours>) -> Option<String> {
    match hours {
        Patch::Keep => None,
        Patch::Set(hours) => Some(json::write(hours)),
    }
}

/// Conversations keep its name.
pub fn removed(db: &D1Database, organization: OrganizationId, id: DepartmentId) -> Vec<Result<D1PreparedStatement>> {
    let query = "DELETE FROM departments WHERE organization_id = ? AND id = ? RETURNING json_quote(id)";
    vec![let_go(db, organization, id), statement!(db, query, &organization, &id)]
}

fn seen(
    db: &D1Database,
    organization: OrganizationId,
    id: DepartmentId,
    roll: Option<&str>,
) -> Result<D1PreparedStatement> {
    statement!(db, &*format!("{SEEN} AND d.id = ?3"), &organization, roll, &id)
}

fn let_go(db: &D1Database, organization: OrganizationId, id: DepartmentId) -> Result<D1PreparedStatement> {
    let query = "DELETE FROM department_members WHERE organization_id = ? AND department_id = ?";
    statement!(db, query, &organization, &id)
}

/// Whoever is no agent here is refused by the table, and with them the whole change.
fn take_in(
    db: &D1Database,
    organization: OrganizationId,
    id: DepartmentId,
    members: &[AgentId],
) -> Result<D1PreparedStatement> {
    let query = "INSERT INTO department_members (organization_id, department_id, agent_id)
        SELECT d.organization_id, d.id, (SELECT agent_id FROM memberships AS m
            WHERE m.organization_id = d.organization_id AND m.agent_id = value AND m.active = 1)
        FROM departments AS d, json_each(?3) WHERE d.organization_id = ?1 AND d.id = ?2";
    statement!(db, query, &organization, &id, &*json::write(&members))
}
