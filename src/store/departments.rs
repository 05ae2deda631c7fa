//! Departments.

use worker::{D1Database, D1PreparedStatement, Env};

use super::{Result, all, database, document, each, statement};
use crate::{
    platform::sql::Row,
    protocol::{AgentId, DepartmentId, OrganizationId},
};

#[derive(Clone, Debug)]
pub struct Department {
    pub id: DepartmentId,
    pub name: String,
    pub description: String,
    pub members: Vec<AgentId>,
}

fn department(mut row: Row) -> Result<Department> {
    Ok(Department { id: row.id(0)?, name: row.text(1), description: row.text(2), members: document(&row.text(3))? })
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
            WHERE m.organization_id = departments.organization_id AND m.department_id = departments.id) AS members
        FROM departments WHERE organization_id = ? ORDER BY position, id";
    statement!(db, query, &organization)
}
