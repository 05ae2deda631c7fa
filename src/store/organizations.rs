//! Organizations and their settings.

use worker::{D1Database, D1PreparedStatement, Env};

use super::{
    Result,
    audit::{self, By, Target},
    database, document, first, found, run, statement,
};
use crate::{
    domain::{audit::Kind, plan},
    json,
    platform::{Error, sql::Row},
    protocol::{OrganizationId, Timestamp, agent::Plan, organization::Organization},
};

/// An organization, and its settings as they are written.
pub struct Stored {
    pub organization: Organization,
    settings: String,
}

fn stored(mut row: Row) -> Result<Stored> {
    let plan = plan::parse(&row.text(2)).ok_or_else(|| Error::fault("an unknown plan"))?;
    let settings = row.text(3);
    let organization = Organization { id: row.id(0)?, name: row.text(1), plan, settings: document(&settings)? };
    Ok(Stored { organization, settings })
}

/// # Errors
/// When the database fails, as for all below.
pub async fn get(env: &Env, organization: OrganizationId) -> Result<Option<Stored>> {
    let query = "SELECT id, name, plan, settings FROM organizations WHERE id = ?";
    first(statement!(&database(env, organization)?, query, &organization)).await?.map(stored).transpose()
}

/// What its files take, and may take, as JSON.
pub async fn storage(env: &Env, organization: OrganizationId) -> Result<Option<String>> {
    let query = "SELECT json_object('used', stored_bytes, 'limit', ?2 ->> plan) FROM organizations WHERE id = ?1";
    let row = first(statement!(&database(env, organization)?, query, &organization, plan::STORAGE)).await?;
    Ok(row.map(|mut row| row.text(0)))
}

pub(super) fn made(
    db: &D1Database,
    id: OrganizationId,
    name: &str,
    plan: Plan,
    now: Timestamp,
) -> Result<D1PreparedStatement> {
    let query = "INSERT INTO organizations (id, name, plan, created_at) VALUES (?, ?, ?, ?)";
    statement!(db, query, &id, name, plan::as_str(plan), now)
}

/// False when it is not as it was before: somebody else was quicker.
pub async fn save(env: &Env, by: By, before: &Stored, changed: &Organization) -> Result<bool> {
    let organization = by.organization;
    let db = database(env, organization)?;
    let query =
        "UPDATE organizations SET name = ?, settings = ? WHERE id = ? AND name = ? AND settings = ? RETURNING id";
    let settings = json::write(&changed.settings);
    let was = (&*before.organization.name, &*before.settings);
    let statement = statement!(&db, query, &*changed.name, &*settings, &organization, was.0, was.1);
    let target = Target { kind: Kind::Organization, id: organization.0, name: &changed.name };
    let (was, is) = (json::write(&before.organization), json::write(changed));
    let entry = audit::entry(&db, by, &target, Some(&was), Some(&is));
    Ok(found(run(&db, vec![statement, entry]).await?.first()))
}
