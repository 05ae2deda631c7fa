//! Departments.

use serde::Deserialize;
use worker::Env;

use super::{Result, all, database, statement};
use crate::protocol::{DepartmentId, OrganizationId};

#[derive(Clone, Debug, Deserialize)]
pub struct Department {
    pub id: DepartmentId,
    pub name: String,
    pub description: String,
}

/// In the order the admins gave them.
///
/// # Errors
/// When the database fails.
pub async fn list(env: &Env, organization: OrganizationId) -> Result<Vec<Department>> {
    let query = "SELECT id, name, description FROM departments WHERE organization_id = ? ORDER BY position, id";
    all(statement!(&database(env, organization)?, query, &organization)).await
}
