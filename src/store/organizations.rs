//! Organizations and their settings.

use worker::Env;

use super::{Result, batch, database, document, first, statement};
use crate::{
    domain::plan,
    platform::{Error, sql::Row},
    protocol::{OrganizationId, organization::Organization},
};

fn organization_of(mut row: Row) -> Result<Organization> {
    let plan = plan::parse(&row.text(2)).ok_or_else(|| Error::fault("an unknown plan"))?;
    Ok(Organization { id: row.id(0)?, name: row.text(1), plan, settings: document(&row.text(3))? })
}

/// # Errors
/// When the database fails, as for all below.
pub async fn get(env: &Env, organization: OrganizationId) -> Result<Option<Organization>> {
    let query = "SELECT id, name, plan, settings FROM organizations WHERE id = ?";
    first(statement!(&database(env, organization)?, query, &organization)).await?.map(organization_of).transpose()
}

pub async fn save(env: &Env, organization: OrganizationId, changed: &Organization) -> Result<()> {
    let db = &database(env, organization)?;
    let query = "UPDATE organizations SET name = ?, settings = ? WHERE id = ?";
    let settings = serde_json::to_string(&changed.settings)?;
    batch(db, vec![statement!(db, query, &*changed.name, &*settings, &organization)]).await
}
